"""An analysis as JSON lines: the layers below the records (see `docs/commands.md`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.model.actor import ActorReference
from verbale.model.analysis import Analysis
from verbale.model.span import Span

Json = dict[str, Any]


def layers(analysis: Analysis) -> Iterator[Json]:
    """One object for each thing found, layer by layer, each in the order of the text."""
    yield from (_line(analysis, "sentence", sentence.span) for sentence in analysis.sentences)
    yield from _mentions(analysis)
    yield from _places(analysis)
    yield from _times(analysis)
    yield from _quotations(analysis)
    yield from _predicates(analysis)


def _line(analysis: Analysis, layer: str, span: Span, **further: Any) -> Json:
    place = {"start": span.start, "end": span.end, "text": span.text}
    return {"layer": layer, "document": analysis.document.id} | place | further


def _span(span: Span | None) -> Json | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _actor(reference: ActorReference) -> Json:
    return {
        "actor": reference.actor,
        "name": reference.name,
        "country": reference.country,
        "sectors": list(reference.sectors),
        "role": reference.role,
        "via": reference.via,
    }


def _named(reference: ActorReference) -> Json:
    return _actor(reference) | {"span": _span(reference.span)}


def _mentions(analysis: Analysis) -> Iterator[Json]:
    several = sorted((*analysis.mentions, *analysis.compounds), key=lambda m: (m.first, -m.last))
    for mention in several:
        if mention.document:
            continue
        span = analysis.span(mention.first, mention.last)
        further = _actor(mention.reference) | {"cluster": mention.cluster}
        members = [member.actor for member in mention.reference.members]
        yield _line(analysis, "mention", span, **further, members=members)


def _places(analysis: Analysis) -> Iterator[Json]:
    for mention in analysis.places:
        place = mention.place
        yield _line(
            analysis,
            "place",
            place.span,
            name=place.name,
            country=place.country,
            admin1=place.admin1,
            lat=place.lat,
            lon=place.lon,
            geonames=place.geonames,
        )


def _times(analysis: Analysis) -> Iterator[Json]:
    for time in analysis.times:
        yield _line(analysis, "time", time.span, type=time.type, value=time.value, edtf=time.edtf)


def _quotations(analysis: Analysis) -> Iterator[Json]:
    for number, quotation in enumerate(analysis.quotations):
        further: Json = {
            "speakers": [_named(speaker) for speaker in quotation.speakers],
            "source": [_span(span) for span in quotation.source],
            "act": quotation.act,
            "claim": quotation.claim,
            "cue": _span(quotation.cue),
            "manner": quotation.manner,
            "statement": number,
        }
        for span in quotation.content:
            yield _line(analysis, "quotation", span, **further)


def _predicates(analysis: Analysis) -> Iterator[Json]:
    for token, predicate in sorted(analysis.predicates.items()):
        yield _line(
            analysis,
            "predicate",
            analysis.span(token, token + 1),
            lemma=predicate.lemma,
            factuality=predicate.factuality,
            score=predicate.score,
            auxiliary=list(predicate.auxiliary),
        )

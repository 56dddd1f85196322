"""A record in a few words: who, what, to whom, when, how certain.

All text comes from documents and is not trusted: `clean` takes out what could steer a
terminal or turn the direction of writing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.model.actor import ActorReference
from verbale.model.record import (
    Event,
    Expectation,
    Magnitude,
    Record,
    Relation,
    Stance,
    Statement,
    Target,
    Undertaking,
)
from verbale.model.span import Span

HEADINGS = {
    "event": "Events",
    "statement": "Statements",
    "undertaking": "Undertakings",
    "expectation": "Expectations",
    "stance": "Stances",
    "relation": "Relations",
}
"""The kinds in the order in which they are shown."""

OWN_VOICE = "the report itself"
NOT_NAMED = "somebody not named"

_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Summary:
    """A record in words. ``label`` is what sort of its kind it is; empty texts are not known."""

    label: str
    who: str
    what: str
    whom: str
    when: str
    status: str


def fold(text: str) -> str:
    """``text`` in one line without control characters; outer blanks stay."""
    return _BLANKS.sub(" ", _UNSAFE.sub(" ", text))


def clean(text: str) -> str:
    """``text`` in one line without control characters or outer blanks."""
    return fold(text).strip()


def shorten(text: str, length: int) -> str:
    """``text`` cleaned and cut at a blank so that it has at most ``length`` characters."""
    whole = clean(text)
    if len(whole) <= length:
        return whole
    return whole[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def name(reference: ActorReference) -> str:
    """An actor's name, with its country where the name is not the country's, and its members."""
    text = clean(reference.name)
    if any(clean(member.name) not in text for member in reference.members):
        return f"{text} ({names(reference.members)})"
    if reference.country and not reference.actor.startswith("country:"):
        return f"{text} ({reference.country})"
    return text


def names(references: tuple[ActorReference, ...]) -> str:
    """The names of several actors, each once."""
    return ", ".join(dict.fromkeys(name(r) for r in references))


def target(value: Target) -> str:
    """What a stance or statement is about, in words."""
    return name(value) if isinstance(value, ActorReference) else clean(value.text)


def marked(record: Record) -> tuple[str, str, str]:
    """The sentence of a record in three parts: before its trigger, the trigger, after it.

    The last two are empty where the trigger stands outside the sentence.
    """
    sentence, trigger = record.sentence, record.evidence[0]
    if not sentence.holds(trigger):
        return clean(sentence.text), "", ""
    at, end = trigger.start - sentence.start, trigger.end - sentence.start
    text = sentence.text
    return fold(text[:at]).lstrip(), fold(text[at:end]), fold(text[end:]).rstrip()


def summary(record: Record) -> Summary:
    """The record in words."""
    label, who, what, whom = _parts(record)
    return Summary(label, who, what, whom, _when(record), _status(record))


def _parts(record: Record) -> tuple[str, str, str, str]:
    match record:
        case Event():
            return _event(record)
        case Statement():
            return _statement(record)
        case Undertaking(parties=parties, counterparties=others):
            return record.status, names(parties), _undertaken(record), names(others)
        case Expectation():
            return _expectation(record)
        case Stance():
            return _stance(record)
        case Relation(subject=subject, object=object_):
            return record.relation, name(subject), record.relation.replace("-", " "), name(object_)
    raise TypeError(f"a record of kind {record.kind!r}: expected one of {', '.join(HEADINGS)}")


def _event(record: Event) -> tuple[str, str, str, str]:
    what = [clean(record.trigger.text)]
    if record.occasion is not None:
        what.append(f"({clean(record.occasion.text)})")
    if record.magnitude:
        what.append("; ".join(f"{m.what}: {clean(m.span.text)}" for m in record.magnitude))
    return record.event_type, names(record.actors), " ".join(what), names(record.recipients)


def _undertaken(record: Undertaking) -> str:
    """The action, with the sum that is pledged and what it depends on."""
    what = clean(record.action.text)
    if record.money is not None:
        what += f" ({size(record.money)})"
    if record.condition is not None:
        what += f", {clean(record.condition.text)}"
    return what


def size(magnitude: Magnitude) -> str:
    """A magnitude as "dead 12 person"; of one without a number its words."""
    value = magnitude.value
    number = f"“{clean(magnitude.span.text)}”" if value is None else f"{value:.15g}"
    return " ".join(part for part in (magnitude.what, number, magnitude.unit) if part)


def _statement(record: Statement) -> tuple[str, str, str, str]:
    what = shorten(" … ".join(span.text for span in record.content), 160)
    about = ", ".join(dict.fromkeys(target(t) for t in record.about))
    if about:
        what = f"{what} (about {about})" if what else f"about {about}"
    if not what and record.cue is not None:
        what = clean(record.cue.text)
    return record.manner, names(record.speakers) or NOT_NAMED, what, names(record.addressees)


def _expectation(record: Expectation) -> tuple[str, str, str, str]:
    what = clean(record.proposition.text)
    if record.alternatives:
        what += f" ({' or '.join(target(t) for t in record.alternatives)})"
    return record.attitude, names(record.holders) or OWN_VOICE, what, ""


def _stance(record: Stance) -> tuple[str, str, str, str]:
    what = target(record.target)
    if record.grounds is not None:
        what += f", {clean(record.grounds.text)}"
    return record.valence, names(record.holders) or OWN_VOICE, what, ""


def _when(record: Record) -> str:
    if isinstance(record, Undertaking) and record.due is not None:
        return f"due {record.due.value}"
    if isinstance(record, Relation) and (record.since or record.until):
        since = record.since.value if record.since else ""
        return f"{since}/{record.until.value if record.until else ''}"
    return record.date.value if record.date else ""


def _status(record: Record) -> str:
    parts = list(record.auxiliary)
    if isinstance(record, Expectation) and record.likelihood is not None:
        parts.append(record.likelihood.rank)
    if isinstance(record, Stance) and record.habitual:
        parts.append("habitual")
    if record.place is not None:
        parts.append(f"in {clean(record.place.name)}")
    if record.said_by:
        parts.append(f"says {names(record.said_by)}")
    return ", ".join(parts)


def ordered(records: tuple[Record, ...]) -> list[tuple[str, list[Record]]]:
    """The records by kind, kinds in the order of `HEADINGS`, each with its heading."""
    return [
        (heading, [r for r in records if r.kind == kind])
        for kind, heading in HEADINGS.items()
        if any(r.kind == kind for r in records)
    ]


def spans_text(spans: tuple[Span, ...]) -> str:
    """The words of several spans."""
    return " … ".join(clean(span.text) for span in spans)

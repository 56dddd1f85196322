"""Records and documents survive the way to JSON and back; anything else is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import EvidenceError, FormatError
from verbale.model import (
    ATTITUDES,
    AUXILIARY,
    RANKS,
    RELATIONS,
    SECTORS,
    STATUSES,
    VALENCES,
    VIA,
    ActorReference,
    Date,
    Document,
    Event,
    Expectation,
    Likelihood,
    Magnitude,
    Place,
    Reading,
    Reason,
    Record,
    Relation,
    Repeat,
    Span,
    Stance,
    Statement,
    Undertaking,
)
from verbale.model.codec import (
    document_from_json,
    document_to_json,
    record_from_json,
    record_to_json,
    span_to_selectors,
)

ANY_TEXT = st.text(st.characters(codec=None), min_size=1, max_size=60)
WORD = st.text(max_size=8)
NUMBER = st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 5))


def through_json(value: object) -> Any:
    return json.loads(json.dumps(value))


@st.composite
def span_in(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(start, end, text[start:end])


def several(one: Any, most: int = 2) -> Any:
    return st.lists(one, max_size=most).map(tuple)


class Parts:
    """What records over one text are made of."""

    def __init__(self, document: Document) -> None:
        self.span: Any = span_in(document.text)
        lone = st.builds(
            ActorReference,
            actor=WORD,
            name=WORD,
            span=self.span,
            via=st.sampled_from(VIA),
            country=st.none() | WORD,
            sectors=several(st.sampled_from(SECTORS)),
        )
        self.actor: Any = st.builds(
            ActorReference, actor=WORD, name=WORD, span=self.span, members=several(lone)
        )
        self.actors = several(self.actor)
        self.target = self.actor | self.span
        self.date = st.none() | st.builds(Date, value=WORD, span=st.none() | self.span)
        place = st.builds(Place, name=WORD, span=self.span, lat=st.none() | NUMBER)
        self.common: dict[str, Any] = {
            "source": st.just(document),
            "sentence": self.span,
            "evidence": st.lists(self.span, min_size=1, max_size=3).map(tuple),
            "said_by": self.actors,
            "auxiliary": several(st.sampled_from(AUXILIARY)),
            "date": self.date,
            "place": st.none() | place,
            "confidence": st.floats(0, 1).map(lambda x: round(x, 5)),
            "because": several(st.builds(Reason, rule=WORD, note=WORD)),
        }


def events(parts: Parts) -> Any:
    return st.builds(
        Event,
        event_type=WORD,
        trigger=parts.span,
        actors=parts.actors,
        score=st.none() | NUMBER,
        magnitude=several(st.builds(Magnitude, what=WORD, value=NUMBER, span=parts.span)),
        also=several(parts.span),
        **parts.common,
    )


def statements(parts: Parts) -> Any:
    return st.builds(
        Statement,
        speakers=parts.actors,
        cue=st.none() | parts.span,
        manner=st.just("mixed"),
        content=several(parts.span),
        about=several(parts.target),
        **parts.common,
    )


def undertakings(parts: Parts) -> Any:
    return st.builds(
        Undertaking,
        parties=parts.actors,
        action=parts.span,
        status=st.sampled_from(STATUSES),
        head=WORD,
        due=parts.date,
        **parts.common,
    )


def expectations(parts: Parts) -> Any:
    likelihood = st.builds(Likelihood, rank=st.sampled_from(RANKS), span=parts.span)
    return st.builds(
        Expectation,
        holders=parts.actors,
        attitude=st.sampled_from(ATTITUDES),
        proposition=parts.span,
        likelihood=st.none() | likelihood,
        alternatives=several(parts.target),
        **parts.common,
    )


def stances(parts: Parts) -> Any:
    return st.builds(
        Stance,
        holders=parts.actors,
        target=parts.target,
        valence=st.sampled_from(VALENCES),
        grounds=st.none() | parts.span,
        habitual=st.booleans(),
        **parts.common,
    )


def relations(parts: Parts) -> Any:
    return st.builds(
        Relation,
        subject=parts.actor,
        relation=st.sampled_from(RELATIONS),
        object=parts.actor,
        since=parts.date,
        until=parts.date,
        **parts.common,
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of any kind over any text."""
    parts = Parts(Document(text=draw(ANY_TEXT), title=draw(st.none() | WORD), language="en"))
    kinds = (events, statements, undertakings, expectations, stances, relations)
    return draw(st.one_of([kind(parts) for kind in kinds]))


@settings(max_examples=150, deadline=None)
@given(record=records())
def test_any_record_comes_back(record: Record) -> None:
    line = through_json(record_to_json(record))
    assert record_from_json(line, record.source) == record
    document = document_from_json(through_json(document_to_json(record.source)))
    assert document == record.source


@settings(max_examples=200, deadline=None)
@given(
    text=ANY_TEXT, start=st.integers(-2, 70), end=st.integers(-2, 70), words=st.text(max_size=70)
)
def test_no_record_with_a_span_that_does_not_match(
    text: str, start: int, end: int, words: str
) -> None:
    document = Document(text=text)
    matches = 0 <= start < end <= len(text) and text[start:end] == words

    def build() -> Record:
        span = Span(start, end, words)
        return Statement(
            source=document,
            sentence=Span(0, len(text), text),
            evidence=(Span(0, len(text), text),),
            speakers=(ActorReference("a", "a", span),),
            cue=None,
            manner="direct",
        )

    if matches:
        assert build().document == document.id
    else:
        with pytest.raises(EvidenceError):
            build()


@settings(max_examples=100, deadline=None)
@given(data=st.data(), text=ANY_TEXT)
def test_selectors_find_the_span_again(data: st.DataObject, text: str) -> None:
    span = data.draw(span_in(text))
    position, quote = span_to_selectors(Document(text=text), span, context=5)
    assert text[position["start"] : position["end"]] == quote["exact"] == span.text
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert len(quote["prefix"]) <= 5
    assert len(quote["suffix"]) <= 5


def test_selectors_refuse_a_foreign_span() -> None:
    with pytest.raises(EvidenceError):
        span_to_selectors(Document(text="one two"), Span(0, 3, "two"))


def test_names_are_those_of_the_contract(reading: Reading) -> None:
    relation = next(r for r in reading.records if isinstance(r, Relation))
    line = record_to_json(relation)
    assert line["from"] == {"value": "2021-01", "span": None, "basis": "text"}
    assert line["to"] is None
    assert line["links"] == []
    assert list(line)[:3] == ["kind", "id", "document"]
    assert not {"source", "since", "until"} & line.keys()


def test_targets_are_told_apart(reading: Reading) -> None:
    statement = next(r for r in reading.records if isinstance(r, Statement))
    again = record_from_json(record_to_json(statement), reading.document)
    assert isinstance(again, Statement)
    assert [type(part) for part in again.about] == [ActorReference, Span]


def test_document_comes_back_with_its_repeats(reading: Reading) -> None:
    again = document_from_json(document_to_json(reading.document))
    assert again == reading.document
    assert again.repeats == (Repeat(10, 12, 0, 2),)


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"colour": "red"}, "unknown field 'colour'"),
    ({"speakers": [{"actor": "a", "name": "b"}]}, "speakers[0]: field 'span' is missing"),
    ({"speakers": {}}, "speakers: expected a list"),
    ({"speakers": ["Austin"]}, "speakers[0]: expected an object (ActorReference)"),
    ({"manner": "loud"}, "manner 'loud'"),
    ({"manner": None}, "manner: expected a text, found null"),
    ({"about": [{"start": 1}]}, "about[0]: expected ActorReference or Span"),
    ({"cue": {"start": 0, "end": 2, "text": "zz"}}, "the span says 'zz'"),
    ({"cue": {"start": 0, "end": True, "text": "T"}}, "cue.end: expected a whole number"),
    ({"confidence": True}, "confidence: expected a finite number"),
    ({"confidence": float("nan")}, "confidence: expected a finite number"),
    ({"kind": "rumour"}, "kind: expected one of event"),
    ({"kind": []}, "kind: expected one of event"),
    ({"document": "other"}, "document: expected"),
    ({"evidence": []}, "without evidence"),
]


@pytest.mark.parametrize(("change", "message"), BROKEN)
def test_faults_are_named_with_their_place(
    reading: Reading, change: dict[str, Any], message: str
) -> None:
    line = record_to_json(reading.records[0]) | change
    with pytest.raises(FormatError) as caught:
        record_from_json(line, reading.document)
    assert message in str(caught.value)


@pytest.mark.parametrize("obj", [None, [], {}, {"kind": "event"}, {"kind": "document"}])
def test_no_document_from_other_objects(obj: Any) -> None:
    with pytest.raises(FormatError):
        document_from_json(obj)


def test_numbers_that_are_none_cannot_be_written(reading: Reading) -> None:
    event = next(r for r in reading.records if isinstance(r, Event))
    object.__setattr__(event, "score", float("inf"))
    with pytest.raises(FormatError, match="finite"):
        record_to_json(event)

"""The pipeline: stable, never at a loss, within its limits, the same in several processes."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import LimitExceeded, ModelError
from verbale.model import Document, Reading, Record
from verbale.model.record import KINDS, spans_in
from verbale.model.source import Limits
from verbale.pipeline import Reader

TEXT = """\
France and Spain signed a treaty in Lisbon on Monday. “We will send two ships,” Emmanuel Macron, \
the French president, said at a news conference. “They will never come back to this port.”

Spanish officials fear that Iran may attack the port. Mr. Macron has always criticized the embargo.
"""


@pytest.fixture
def documents() -> list[Document]:
    return [
        Document(
            text=TEXT.replace("Lisbon", place), published="2025-03-14", published_basis="given"
        )
        for place in ("Lisbon", "Oslo", "Rome")
    ]


def matched(reading: Reading) -> None:
    """Every span of every record matches the text; every record has evidence and a reason."""
    for record in reading.records:
        assert record.evidence
        assert record.because
        assert record.document == reading.document.id
        for name in record.__dataclass_fields__:
            for span in spans_in(getattr(record, name)):
                assert reading.document.text[span.start : span.end] == span.text


def test_all_six_kinds(reader: Reader) -> None:
    reading = reader.read(TEXT, published="2025-03-14")
    matched(reading)
    assert {r.kind for r in reading.records} == set(KINDS)
    starts = [r.sentence.start for r in reading.records]
    assert starts == sorted(starts)


def test_reading_twice_gives_the_same(reader: Reader) -> None:
    one, two = (reader.read(TEXT, published="2025-03-14") for _ in range(2))
    assert one == two
    assert [r.id for r in one.records] == [r.id for r in two.records]
    assert len({r.id for r in one.records}) == len(one.records)


def test_links_lead_to_records(reader: Reader) -> None:
    reading = reader.read(TEXT, published="2025-03-14")
    ids = {r.id for r in reading.records}
    links = [link for r in reading.records for link in r.links]
    assert links
    assert {link.record for link in links} <= ids


def test_another_language_is_kept_and_not_read(reader: Reader) -> None:
    text = (
        "Die Vereinigten Staaten und Japan haben angekündigt, dass sie ihr Bündnis stärken wollen. "
        "Der Minister sagte am Sonntag, die Gespräche seien wichtig gewesen."
    )
    reading = reader.read(text)
    assert reading.document.language == "de"
    assert reading.document.text == text
    assert reading.records == ()


def test_a_text_that_is_too_long() -> None:
    small = Reader(limits=Limits(document_chars=20))
    with pytest.raises(LimitExceeded, match="the limit is 20"):
        small.read_document(Document(text="France attacked Spain on Monday.", language="en"))


def test_a_text_that_takes_too_long(reader: Reader) -> None:
    hasty = Reader(limits=Limits(seconds=0.001))
    hasty._analyser = reader.analyser
    with pytest.raises(LimitExceeded, match="limit"):
        hasty.read_document(Document(text=TEXT, language="en"))


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        Reader(model="no_such_model").read(TEXT)


def test_a_reader_can_be_sent_to_another_process(reader: Reader) -> None:
    packed = pickle.dumps(reader)
    assert len(packed) < 10_000
    copy: Reader = pickle.loads(packed)  # noqa: S301 - made a line above
    assert (copy.model, copy.limits) == (reader.model, reader.limits)


def test_reading_many_is_lazy_and_in_order(reader: Reader, documents: list[Document]) -> None:
    taken: list[str] = []

    def source() -> Any:
        for document in documents:
            taken.append(document.id)
            yield document

    readings = reader.read_many(source())
    assert next(readings).document == documents[0]
    assert len(taken) < len(documents)
    assert [r.document for r in readings] == documents[1:]


@pytest.mark.slow
def test_two_processes_read_the_same_as_one(reader: Reader, documents: list[Document]) -> None:
    alone = list(reader.read_many(documents))
    spread = list(reader.read_many(documents, processes=2))
    assert spread == alone
    assert [r.id for reading in spread for r in reading.records] == [
        r.id for reading in alone for r in reading.records
    ]


_PIECES = """France Spain Mr. Macron Ms. Lund said that announced “We will leave,” ” “ " ' ’s attacked and
or , . ; — : ( ) the two countries they their it he she president of Japan officials fear because not
never would if to in on Sunday 2024 3,000 killed counterparts most likely agreed deal steps include
establishing criticized as being U.S. – … é 🇫🇷 Source: https://a.example/2024/07/28/x"""
_WORDS = st.sampled_from([*_PIECES.split(), "\n", "\n\n", "\u2028"])


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=45).map(" ".join))
def test_any_words_give_matching_spans(reader: Reader, text: str) -> None:
    _read_any(reader, text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_matching_spans(reader: Reader, text: str) -> None:
    _read_any(reader, text)


def _read_any(reader: Reader, text: str) -> None:
    document = Document(text=text, published="2024-07-28", language="en")
    reading = reader.read_document(document)
    matched(reading)
    assert len({r.id for r in reading.records}) == len(reading.records)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_records_can_be_sent_to_another_process(reader: Reader, kind: str) -> None:
    records = [r for r in reader.read(TEXT, published="2025-03-14").records if r.kind == kind]
    copies: list[Record] = pickle.loads(pickle.dumps(records))  # noqa: S301 - made here
    assert copies == records


def test_the_layers_are_reached_through_the_reader(analyse: Callable[..., Any]) -> None:
    analysis = analyse("France attacked Spain.")
    assert [s.span.text for s in analysis.sentences] == ["France attacked Spain."]

"""Records as flat rows, for spreadsheets (CSV) and data frames (Parquet)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

from verbale.model.actor import ActorReference
from verbale.model.codec import record_to_json
from verbale.model.record import (
    Event,
    Expectation,
    Reading,
    Record,
    Relation,
    Stance,
    Statement,
    Undertaking,
)
from verbale.views.words import size, spans_text, summary

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = (
    *("document", "title", "url", "outlet", "published"),
    *("kind", "id", "label", "who", "who_ids", "what", "whom", "whom_ids"),
    *("mode", "context", "magnitude"),
    *("date", "place", "country", "said_by", "auxiliary", "confidence"),
    *("start", "end", "trigger", "sentence", "record"),
)
"""``who_ids``, ``whom_ids``, ``mode``, ``context``, ``said_by`` and ``auxiliary`` are joined by
blanks; ``start`` and ``end`` are those of the sentence; ``record`` is the whole record as JSON."""

Cell = str | int | float | None
Row = dict[str, Cell]

BATCH = 2000
"""Rows of a Parquet file that are written at a time."""


def actors(record: Record) -> tuple[tuple[ActorReference, ...], tuple[ActorReference, ...]]:
    """Who acts, speaks, binds itself or holds the view; and towards whom."""
    match record:
        case Event():
            return record.actors, record.recipients
        case Statement():
            return record.speakers, record.addressees
        case Undertaking():
            return record.parties, record.counterparties
        case Expectation():
            return record.holders, record.about
        case Stance():
            aim = record.target
            return record.holders, (aim,) if isinstance(aim, ActorReference) else ()
        case Relation():
            return (record.subject,), (record.object,)
    return (), ()


def row(reading: Reading, record: Record) -> Row:
    """One record as a row with the `COLUMNS`."""
    document, line = reading.document, summary(record)
    who, whom = actors(record)
    place = record.place
    return {
        "document": document.id,
        "title": document.title,
        "url": document.url,
        "outlet": document.outlet,
        "published": document.published,
        "kind": record.kind,
        "id": record.id,
        "label": line.label,
        "who": line.who,
        "who_ids": _ids(who),
        "what": line.what,
        "whom": line.whom,
        "whom_ids": _ids(whom),
        **_details(record),
        "date": record.date.value if record.date else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "said_by": _ids(record.said_by),
        "auxiliary": " ".join(record.auxiliary),
        "confidence": record.confidence,
        "start": record.sentence.start,
        "end": record.sentence.end,
        "trigger": spans_text(record.evidence[:1]),
        "sentence": record.sentence.text,
        "record": json.dumps(record_to_json(record), ensure_ascii=False),
    }


def rows(readings: Iterable[Reading]) -> Iterator[Row]:
    """The rows of all records of the readings, in their order."""
    for reading in readings:
        for record in reading.records:
            yield row(reading, record)


def write_parquet(readings: Iterable[Reading], sink: IO[bytes]) -> None:
    """Write the records as one Parquet file into ``sink``, which need not be seekable."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    with pq.ParquetWriter(pa.PythonFile(_Counting(sink), mode="w"), schema) as writer:
        batch: list[Row] = []
        for one in rows(readings):
            batch.append(one)
            if len(batch) == BATCH:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema))


def _details(record: Record) -> Row:
    """What only events have."""
    if not isinstance(record, Event):
        return {"mode": "", "context": "", "magnitude": ""}
    return {
        "mode": " ".join(record.mode),
        "context": " ".join(record.context),
        "magnitude": "; ".join(size(m) for m in record.magnitude),
    }


def _ids(references: tuple[ActorReference, ...]) -> str:
    return " ".join(dict.fromkeys(reference.actor for reference in references))


def _schema() -> pa.Schema:
    import pyarrow as pa

    special = {"confidence": pa.float64(), "start": pa.int64(), "end": pa.int64()}
    return pa.schema([(column, special.get(column, pa.string())) for column in COLUMNS])


class _Counting:
    """A file that is only written to, and knows how far it is: pipes do not."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink = sink
        self._at = 0
        self.closed = False

    def write(self, data: bytes) -> int:
        self._sink.write(data)
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        self._sink.flush()

    def close(self) -> None:
        self.closed = True

"""A reading as rows of the desk's tables."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from verbale.desk.dates import bounds
from verbale.model import (
    ActorReference,
    Document,
    Event,
    Expectation,
    Reading,
    Record,
    Relation,
    Span,
    Stance,
    Statement,
    Undertaking,
)
from verbale.model.codec import document_to_json, json_name, record_to_json, written_fields

Row = dict[str, Any]

LABELS: dict[type[Record], str] = {
    Event: "event_type",
    Statement: "manner",
    Undertaking: "status",
    Expectation: "attitude",
    Stance: "valence",
    Relation: "relation",
}
"""The field that says which sort of its kind a record is."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


@dataclass(frozen=True, slots=True)
class RecordRows:
    """One record: its own row, its actors' and links' rows, its line of the full-text index."""

    record: Row
    actors: tuple[Row, ...]
    links: tuple[Row, ...]
    search: Row


@dataclass(frozen=True, slots=True)
class ReadingRows:
    """One reading: the document's row and its records', each id once."""

    document: Row
    records: tuple[RecordRows, ...]


_LONGEST_NAME = 600


def plain(words: str | None) -> str:
    """Words as SQLite can keep them: code points that are no characters become ``?``."""
    return (words or "").encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")


def fold(name: str) -> str:
    """A name for look-ups: its words in lower case, with a blank around each; none is longer
    than what an index holds."""
    words = re.findall(r"\w+", plain(name).casefold())
    return f" {' '.join(words)[:_LONGEST_NAME]} "


def dump(value: object) -> str:
    """JSON text that SQLite can keep, whatever code points are in it."""
    written = _ENCODER.encode(value)
    if written.isascii() or plain(written) == written:
        return written
    return json.dumps(value)


def rows_of(reading: Reading) -> ReadingRows:
    """All rows of a reading. Records that share an id are one record, kept once."""
    once = {record.id: record for record in reading.records}
    written = tuple(
        _record_rows(record, position, reading.document)
        for position, record in enumerate(once.values())
    )
    return ReadingRows(_document_row(reading.document, written), written)


def _document_row(document: Document, written: tuple[RecordRows, ...]) -> Row:
    content = dump(document_to_json(replace(document, copy_of=None)))
    digest = hashlib.sha256(content.encode())
    for rows in written:
        digest.update(b"\x1e" + rows.record["json"].encode())
    return {
        "id": document.id,
        "title": plain(document.title) or None,
        "url": plain(document.url) or None,
        "outlet": plain(document.outlet) or None,
        "published": plain(document.published) or None,
        "language": document.language,
        "digest": digest.hexdigest(),
        "json": content,
    }


def _record_rows(record: Record, position: int, document: Document) -> RecordRows:
    days = bounds(record.date.value) if record.date else None
    own: Row = {
        "id": record.id,
        "document": document.id,
        "position": position,
        "kind": record.kind,
        "label": getattr(record, LABELS[type(record)]),
        "date_first": days[0] if days else None,
        "date_last": days[1] if days else None,
        "sentence": plain(record.sentence.text),
        "json": dump(record_to_json(record)),
        "published": plain(document.published) or None,
    }
    values = _values(record)
    actors = tuple(_actor_rows(values))
    search: Row = {
        "sentence": own["sentence"],
        "content": _content(record, values),
        "actors": "\n".join(dict.fromkeys(row["name"] for row in actors)),
        "title": plain(document.title),
    }
    ties = tuple({"type": link.type, "target": plain(link.record)} for link in record.links)
    return RecordRows(own, actors, ties, search)


@cache
def _names(cls: Any) -> tuple[tuple[str, str], ...]:
    return tuple((json_name(part), part.name) for part, _ in written_fields(cls))


def _values(record: Record) -> list[tuple[str, object]]:
    """Each field's JSON name with its value; the items of a list one by one."""
    found: list[tuple[str, object]] = []
    kind: Any = type(record)
    for name, attribute in _names(kind):
        value = getattr(record, attribute)
        if isinstance(value, tuple):
            found.extend((name, one) for one in value)
        else:
            found.append((name, value))
    return found


def _content(record: Record, values: list[tuple[str, object]]) -> str:
    """The words of the record that stand outside its sentence; actors are kept apart."""
    outside = (
        one.text for _, one in values if isinstance(one, Span) and not record.sentence.holds(one)
    )
    return plain("\n".join(dict.fromkeys(outside)))


def _actor_rows(values: list[tuple[str, object]]) -> Iterator[Row]:
    for name, one in values:
        if isinstance(one, ActorReference):
            yield from _with_members(one, name)


def _with_members(actor: ActorReference, role: str) -> Iterator[Row]:
    yield {
        "role": role,
        "actor": plain(actor.actor),
        "name": plain(actor.name),
        "folded": fold(actor.name),
        "country": actor.country,
    }
    for member in actor.members:
        yield from _with_members(member, role)

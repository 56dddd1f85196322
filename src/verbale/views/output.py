"""Readings as the pieces of text that go to standard output, one form after another."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console, RenderableType

from verbale.model.codec import reading_to_json
from verbale.model.record import Reading, Record
from verbale.views import flat
from verbale.views.table import ReadingTable, markdown


def as_table(readings: Iterable[Reading]) -> Iterator[str]:
    """Each reading laid out for the width and the colours of standard output."""
    return (laid_out(ReadingTable(reading)) for reading in readings)


def as_md(readings: Iterable[Reading]) -> Iterator[str]:
    """Each reading as Markdown."""
    return (markdown(reading) + "\n" for reading in readings)


def as_jsonl(readings: Iterable[Reading]) -> Iterator[str]:
    """Each document and its records, one JSON object a line."""
    return ("".join(map(json_line, reading_to_json(reading))) for reading in readings)


def as_csv(readings: Iterable[Reading]) -> Iterator[str]:
    """A line of column names, then one row a record; a piece for each reading."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, flat.COLUMNS, lineterminator="\n")
    writer.writeheader()
    for reading in readings:
        writer.writerows(flat.rows([reading]))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


FORMS = {"table": as_table, "md": as_md, "jsonl": as_jsonl, "csv": as_csv}
"""The forms that are text, by name."""


def json_line(value: dict[str, Any]) -> str:
    """One JSON object on one line."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def laid_out(shown: RenderableType) -> str:
    """What `rich` lays out for the width and the colours of standard output."""
    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        console.print(shown)
    if console.color_system is not None:
        return capture.get()
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def by_document(records: Iterable[Record]) -> list[Reading]:
    """The records under their documents, in the order in which they come."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.document, []).append(record)
    return [Reading(several[0].source, tuple(several)) for several in groups.values()]

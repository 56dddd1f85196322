"""The reports in ``examples/`` are read without an error and show every kind of record."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.documents import make_document
from verbale.errors import SourceError
from verbale.model import Reading
from verbale.model.record import KINDS, spans_in
from verbale.pipeline import Reader
from verbale.sources import open_sources


@pytest.fixture(scope="module")
def readings(reader: Reader, root: Path) -> list[Reading]:
    found = []
    for raw in open_sources([str(root / "examples")]):
        assert not isinstance(raw, SourceError), raw
        found.append(reader.read_document(make_document(raw)))
    return found


def test_there_are_at_least_six_reports(readings: list[Reading]) -> None:
    assert len(readings) >= 6
    assert len({r.document.id for r in readings}) == len(readings)


def test_every_report_has_records(readings: list[Reading]) -> None:
    assert [r.document.path for r in readings if len(r.records) < 3] == []


def test_all_kinds_are_shown(readings: list[Reading]) -> None:
    assert {record.kind for r in readings for record in r.records} == set(KINDS)


def test_every_report_has_a_date_and_is_english(readings: list[Reading]) -> None:
    for reading in readings:
        assert reading.document.published, reading.document.path
        assert reading.document.language == "en"


def test_all_spans_match(readings: list[Reading]) -> None:
    mismatched = [
        span
        for reading in readings
        for record in reading.records
        for name in record.__dataclass_fields__
        for span in spans_in(getattr(record, name))
        if reading.document.text[span.start : span.end] != span.text
    ]
    assert mismatched == []


def test_all_links_lead_somewhere(readings: list[Reading]) -> None:
    for reading in readings:
        ids = {record.id for record in reading.records}
        assert {link.record for record in reading.records for link in record.links} <= ids

"""Exports: rows and columns as their readers expect them, and nothing that did not take place."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from verbale.model import Event, Reading, Statement
from verbale.pipeline import Reader
from verbale.views.exports import FORMS, Form, Table, files
from verbale.views.exports.events import pairs
from verbale.views.exports.sources import bibtex_entry

Make = Callable[..., Reading]


class States:
    """Three states of the tests."""

    def name(self, code: str) -> str:
        return {"FRA": "France", "IRN": "Iran"}.get(code, code)

    def alpha2(self, code: str) -> str:
        return {"FRA": "FR", "IRN": "IR", "JPN": "JP", "USA": "US"}.get(code, "")

    def cow(self, code: str, day: str | None) -> int | None:
        return {"FRA": 220, "IRN": 630}.get(code)


STATES = States()


def table(name: str) -> Table:
    form = FORMS[name]
    assert isinstance(form, Table)
    return form


def rows(name: str, *readings: Reading) -> list[dict[str, Any]]:
    return [dict(row) for row in table(name).rows(readings, STATES)]


def lines(name: str, *readings: Reading) -> list[Any]:
    form = FORMS[name]
    assert isinstance(form, Form)
    return [json.loads(line) for line in "".join(form.pieces(readings, STATES)).splitlines()]


def whole(name: str, *readings: Reading) -> str:
    form = FORMS[name]
    assert isinstance(form, Form)
    return "".join(form.pieces(readings, STATES))


def changed(reading: Reading, **parts: Any) -> Reading:
    """The reading with its event changed."""
    records = [replace(r, **parts) if isinstance(r, Event) else r for r in reading.records]
    return replace(reading, records=tuple(records))


POLECAT_NAMES = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]


def test_polecat_has_its_forty_columns() -> None:
    assert [column.name for column in table("polecat").columns] == POLECAT_NAMES


def test_an_event_in_polecats_columns(reading: Reading) -> None:
    (row,) = rows("polecat", changed(reading, quad="verbal conflict"))
    assert row["Event Type"] == "ACCUSE"
    assert row["Event Mode"] == "disapprove"
    assert row["Quad Code"] == "VERBAL CONFLICT"
    assert (row["Actor Country"], row["Actor COW"]) == ("FRA", 220)
    assert (row["Recipient Name"], row["Recipient COW"]) == ("Iran", 630)
    assert row["Event Date"] is None
    assert row["Story People"] == "Lloyd J. Austin III"
    assert row["GeoNames ID"] == 2988507
    assert set(row) <= set(POLECAT_NAMES)


def test_an_event_in_icewss_columns(reading: Reading) -> None:
    (row,) = rows("icews", reading)
    assert (row["Source Country"], row["Target Country"], row["CAMEO Code"]) == (
        "France",
        "Iran",
        "111",
    )
    assert len(table("icews").columns) == 20
    assert row["Sentence Number"] == 2


@pytest.mark.parametrize("status", ["future", "hypothetical", "negation"])
@pytest.mark.parametrize("name", ["polecat", "icews", "dyad-month", "dyad-day"])
def test_what_did_not_take_place_is_left_out(reading: Reading, name: str, status: str) -> None:
    assert rows(name, changed(reading, auxiliary=(status,))) == []


@pytest.mark.parametrize("name", ["polecat", "icews", "dyad-month"])
def test_copies_are_left_out(reading: Reading, name: str) -> None:
    copy = replace(reading, document=replace(reading.document, copy_of="other"))
    assert rows(name, copy) == []


def test_plover_keeps_status(reading: Reading) -> None:
    (event,) = lines("plover", changed(reading, auxiliary=("future",)))
    assert event["auxiliary"] == ["future"]
    assert event["actor"][0]["country"] == "FRA"
    assert event["date"] == "2024-07"


def test_months_and_days(reading: Reading, make_reading: Make) -> None:
    other = make_reading(1)
    (row,) = rows("dyad-month", reading, other)
    assert (row["month"], row["source"], row["target"]) == ("2024-07", "FRA", "IRN")
    assert (row["events"], row["documents"], row["score_sum"], row["score_mean"]) == (
        2,
        2,
        -4.0,
        -2.0,
    )
    assert rows("dyad-day", reading) == []


MEETING = "The foreign ministers of Kenya, Peru and Ghana met in Accra on Tuesday."
REFUSAL = "Kenya and Peru rejected the report on Tuesday."


def test_parties_of_a_meeting_are_paired(reader: Reader) -> None:
    met = reader.read(MEETING, published="2031-05-09")
    ties = [pair for pair in pairs([met]) if pair.event.event_type == "CONSULT"]
    assert [(p.source and p.source.country, p.target and p.target.country) for p in ties] == [
        ("KEN", "PER"),
        ("KEN", "GHA"),
        ("PER", "GHA"),
    ]
    assert len({pair.id for pair in ties}) == 3
    counted = rows("dyad-month", met)
    assert len(counted) == 6
    assert all(row["events"] == 1 for row in counted)
    assert len(rows("icews", met)) == 6


def test_two_that_do_the_same_are_no_pair(reader: Reader) -> None:
    found = list(pairs([reader.read(REFUSAL, published="2031-05-09")]))
    assert found
    assert all(pair.target is None for pair in found)


def test_a_row_stands_on_one_line(reading: Reading) -> None:
    broken = changed(reading, event_type="ACCUSE")
    document = replace(broken.document, outlet="The\tDaily\nPost")
    text = "".join(
        files.as_text(
            table("polecat"), table("polecat").rows([replace(broken, document=document)], STATES)
        )
    )
    (row,) = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    assert row["Source"] == "The Daily Post"
    assert len(text.splitlines()) == 2


@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if isinstance(form, Table)])
def test_columns_are_told_and_typed(name: str, reading: Reading, tmp_path: Path) -> None:
    form = table(name)
    book = form.codebook()
    assert all(f"| {column.name} |" in book for column in form.columns)
    path = tmp_path / "t.parquet"
    files.write_parquet(form, form.rows([reading], STATES), path)
    read = pq.read_table(path)
    assert read.column_names == [column.name for column in form.columns]
    assert read.to_pylist() == [
        {column.name: row.get(column.name) for column in form.columns}
        for row in form.rows([reading], STATES)
    ]


def test_excel_has_rows_and_codebook_and_no_formulas(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    evil = replace(reading, document=replace(reading.document, outlet="=1+1"))
    form = table("polecat")
    files.write_xlsx(form, form.rows([evil], STATES), path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["polecat 1", "codebook"]
    names, row = list(book["polecat 1"].values)
    assert list(names) == POLECAT_NAMES
    assert dict(zip(names, row, strict=True))["Source"] == "=1+1"
    assert book["polecat 1"].cell(2, POLECAT_NAMES.index("Source") + 1).data_type == "s"


def test_annotations_lead_to_the_words(reading: Reading) -> None:
    found = lines("annotations", reading)
    assert len(found) == len(reading.records)
    for one in found:
        for target in one["target"]:
            at, quote = target["selector"]
            assert reading.document.text[at["start"] : at["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in reading.document.text


def test_statements_for_schema_org(reading: Reading) -> None:
    (claim,) = lines("schema-org", reading)
    assert claim["@type"] == "Claim"
    quoted = [
        replace(r, manner="direct") if isinstance(r, Statement) else r for r in reading.records
    ]
    (quotation,) = lines("schema-org", replace(reading, records=tuple(quoted)))
    assert quotation["@type"] == "Quotation"
    assert quotation["spokenByCharacter"][0]["name"] == "Lloyd J. Austin III"


def test_sources_to_cite(reading: Reading) -> None:
    (item,) = json.loads(whole("csl-json", reading))
    assert item["issued"] == {"date-parts": [[2024, 7, 28]]}
    assert item["title"] == "Allies meet"
    document = replace(reading.document, title="50% of {aid} & \\more_", author="A. B. C.")
    entry = bibtex_entry(document)
    assert r"50\% of \{aid\} \& \textbackslash{}more\_" in entry
    assert "author = {{A. B. C.}}" in entry
    assert len(re.findall(r"^@article\{", entry, re.M)) == 1


def test_feeds(reading: Reading) -> None:
    evil = replace(
        reading, document=replace(reading.document, url='https://x.example/?a="<b>&c=\x01')
    )
    feed = json.loads(whole("json-feed", evil))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len(feed["items"]) == len(evil.records)
    root = ET.fromstring(whole("atom", evil))  # noqa: S314 - made here
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == len(evil.records)
    assert json.loads(whole("json-feed"))["items"] == []


def test_entities_of_follow_the_money(reading: Reading) -> None:
    entities = {one["id"]: one for one in lines("ftm", reading)}
    (event,) = [one for one in entities.values() if one["schema"] == "Event"]
    assert {entities[id_]["schema"] for id_ in event["properties"]["involved"]} == {"PublicBody"}
    assert entities[event["properties"]["proof"][0]]["schema"] == "Article"
    (occupancy,) = [one for one in entities.values() if one["schema"] == "Occupancy"]
    assert entities[occupancy["properties"]["holder"][0]]["properties"]["name"] == [
        "Lloyd J. Austin III"
    ]
    assert entities[occupancy["properties"]["post"][0]]["schema"] == "Position"


def test_entities_hold_for_the_library(reading: Reading) -> None:
    library = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    for one in lines("ftm", reading):
        library.model.get_proxy(one).schema.validate(one)

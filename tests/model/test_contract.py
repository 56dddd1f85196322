"""``docs/records.md``, the JSON Schema and the classes say the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from verbale.matcher.vocabulary import EVENT_TYPES as DECLARED_TYPES
from verbale.model import KINDS, Document, Reading
from verbale.model.codec import json_name, reading_to_json
from verbale.model.meanings import MEANINGS
from verbale.model.schema import ENUMS, EVENT_TYPES, json_schema

ROW = re.compile(r"^\| `(\w+)` \| (.+) \|$", re.MULTILINE)
HEADING = re.compile(r"^#+ (\w+)$", re.MULTILINE)


def tables(words: str) -> dict[str, dict[str, str]]:
    """Rows of the tables under each heading of a markdown text."""
    parts = HEADING.split(words)
    found = {
        head: dict(ROW.findall(body)) for head, body in zip(parts[1::2], parts[2::2], strict=True)
    }
    return {head: rows for head, rows in found.items() if rows}


def schema_fields(name: str) -> set[str]:
    return set(json_schema()["$defs"][name]["properties"])


@pytest.fixture(scope="module")
def contract(root: Path) -> str:
    return (root / "docs" / "records.md").read_text(encoding="utf-8")


def test_page_tells_every_field_with_its_meaning(contract: str) -> None:
    assert tables(contract) == MEANINGS


def test_schema_has_the_fields_of_the_page(contract: str) -> None:
    told = tables(contract)
    record = set(told.pop("Record"))
    for name, rows in told.items():
        is_kind = name.lower() in KINDS
        expected = set(rows) | (record if is_kind else set())
        assert schema_fields(name) - {"kind"} == expected - {"kind"}, name
    assert set(json_schema()["$defs"]) == set(told)


@pytest.mark.parametrize("cls", [*KINDS.values(), Document], ids=lambda c: str(c.__name__))
def test_schema_has_the_fields_of_the_class(cls: Any) -> None:
    own = {json_name(part) for part in fields(cls)} - {"source"}
    assert schema_fields(cls.__name__) - {"kind", "document"} == own


def test_page_names_every_label(contract: str) -> None:
    missing = [
        label for labels in ENUMS.values() for label in labels if f"`{label}`" not in contract
    ]
    assert not missing


def test_event_types_are_those_of_the_vocabulary() -> None:
    assert set(EVENT_TYPES) == set(DECLARED_TYPES)


def test_what_is_written_fits_the_schema(reading: Reading) -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    for line in reading_to_json(reading):
        Draft202012Validator(schema).validate(line)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("event", {"event_type": "a shrug"}),
        ("event", {"evidence": []}),
        ("statement", {"manner": "loud"}),
        ("statement", {"colour": "red"}),
        ("stance", {"habitual": None}),
        ("relation", {"confidence": 1.2}),
        ("undertaking", {"kind": "promise"}),
    ],
)
def test_schema_refuses(reading: Reading, kind: str, change: dict[str, Any]) -> None:
    validator = Draft202012Validator(json_schema())
    line = next(one for one in reading_to_json(reading) if one["kind"] == kind)
    assert validator.is_valid(line)
    assert not validator.is_valid(line | change)


def test_schema_takes_a_type_of_the_user(reading: Reading) -> None:
    event = next(one for one in reading_to_json(reading) if one["kind"] == "event")
    assert Draft202012Validator(json_schema()).is_valid(event | {"event_type": "OUTREACH"})


DESIGN_KINDS = {f"## {kind}:": kind for kind in KINDS}


def design_fields(words: str, heading: str) -> set[str]:
    """Fields that open a list of the design's section: in backticks, outside brackets."""
    body = words.split(heading, 1)[1].split("\n", 1)[1].split("\n## ", 1)[0]
    bare = re.sub(r"\([^()]*(\([^()]*\)[^()]*)*\)", "", body.replace("\n", " "))
    return {name for name in re.findall(r"`([a-z_]+)`", bare) if not name.startswith("links")}


def design_rows(words: str, heading: str) -> set[str]:
    """Names in the first column of the table under a heading of the design."""
    body = words.split(heading, 1)[1].split("\n## ", 1)[0]
    cells = re.findall(r"^\|(.+?)\|", body, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


@pytest.mark.shared
def test_every_field_of_the_design_is_kept(shared: Path) -> None:
    words = (shared / "design" / "records.md").read_text(encoding="utf-8")
    assert design_rows(words, "## Document") <= schema_fields("Document")
    common = design_rows(words, "## Every record")
    labels = {label for several in ENUMS.values() for label in several}
    for heading, kind in DESIGN_KINDS.items():
        name = KINDS[kind].__name__
        wanted = (design_fields(words, heading) | common) - labels - {"name"}
        assert wanted <= schema_fields(name), name
    assert {"about"} <= schema_fields("Statement")


@pytest.mark.shared
def test_design_references_are_read(shared: Path, make_reading: Callable[..., Reading]) -> None:
    words = (shared / "design" / "records.md").read_text(encoding="utf-8")
    example = words.split("Reference: `{", 1)[1].split("}`", 1)[0]
    assert set(re.findall(r'"(\w+)":', example)) <= schema_fields("ActorReference")

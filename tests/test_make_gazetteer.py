"""What the gazetteer is made of: English names of divisions, our own tables."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def maker(root: Path) -> dict[str, object]:
    return runpy.run_path(str(root / "tools" / "make_gazetteer.py"))


@pytest.mark.parametrize(
    ("name", "aliases", "called"),
    [
        ("Odeska oblast", ["Odesa", "Odesa Oblast", "Odesa region"], "Odesa Oblast"),
        ("Orenburgskaya oblast'", [], "Orenburg Oblast"),
        ("Krasnodarskiy kray", [], "Krasnodar Krai"),
        ("Nīnawá", ["Nineveh", "Nineveh Governorate"], "Nineveh"),
        ("Eastern", ["Eastern Province"], "Eastern Province"),
        ("Qinghai Sheng", [], "Qinghai"),
        ("Alīgarh", [], "Aligarh"),
        ("Île-de-France", [], "Île-de-France"),
    ],
)
def test_english_names(
    maker: dict[str, object], name: str, aliases: list[str], called: str
) -> None:
    assert maker["english"](name, aliases) == called  # type: ignore[operator] - a function


def rows(root: Path, name: str) -> list[dict[str, str]]:
    text = (root / "src" / "verbale" / "data" / "actors" / name).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0]
    return [dict(zip(header, line, strict=False)) for line in lines[1:]]


def test_regions_have_points_and_one_name_each(root: Path) -> None:
    regions = rows(root, "regions.tsv")
    names = [(row["name"], row["country"]) for row in regions]
    assert len(regions) >= 800
    assert len(set(names)) == len(names)
    for row in regions:
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row


def test_every_state_has_a_point(root: Path) -> None:
    points = {row["code"] for row in rows(root, "country_points.tsv")}
    states = {row["code"] for row in rows(root, "states.tsv") if len(row["code"]) == 3}
    assert not points - states
    assert states - points <= {"UMI"}

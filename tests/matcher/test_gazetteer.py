"""The gazetteer: names in all spellings, and the file it is read from."""

from __future__ import annotations

import pickle
import sqlite3
import threading
from pathlib import Path

import pytest

from verbale.errors import ModelError
from verbale.matcher.folding import fold
from verbale.matcher.gazetteer import Gazetteer, default_gazetteer


@pytest.mark.parametrize(
    ("spelling", "folded"),
    [
        ("São Paulo", "sao paulo"),
        ("SAO PAULO", "sao paulo"),
        ("St. Louis", "saint louis"),
        ("Al-Hasakah", "al hasakah"),
        ("Sana’a", "sanaa"),
        ("the Hague", "hague"),
        ("Łódź", "lodz"),
        ("Mt. Rainier", "mount rainier"),
        ("D.C.", "dc"),
        ("St", "st"),
    ],
)
def test_one_form_for_all_spellings(spelling: str, folded: str) -> None:
    assert fold(spelling) == folded


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Kiev", "UKR", "capital"),
        ("KYIV", "UKR", "capital"),
        ("Odesa Oblast", "UKR", "admin1"),
        ("Odessa region", "UKR", "city"),
        ("Nineveh governorate", "IRQ", "admin1"),
        ("State of Texas", "USA", "admin1"),
        ("Shandong Province", "CHN", "admin1"),
        ("Harris County", "USA", "admin2"),
        ("Ivory Coast", "CIV", "state"),
        ("U.S.", "USA", "state"),
        ("Zaporizhzhia nuclear plant", "UKR", "region"),
        ("Rafah crossing", None, "region"),
        ("Caspian Sea", None, "water"),
    ],
)
def test_names(name: str, country: str | None, kind: str) -> None:
    found = default_gazetteer().places(name)
    assert (country, kind) in {(c.place.country, c.place.kind) for c in found}


def test_unknown_names_are_nothing() -> None:
    assert default_gazetteer().places("Zhurvandal") == ()


def test_several_names_at_once() -> None:
    found = default_gazetteer().places_of(["Oslo", "Zhurvandal"])
    assert found["Oslo"][0].place.country == "NOR"
    assert found["Zhurvandal"] == ()


def test_it_travels_to_other_processes_and_threads() -> None:
    again = pickle.loads(pickle.dumps(default_gazetteer()))  # noqa: S301 - our own bytes
    seen: list[str | None] = []
    thread = threading.Thread(target=lambda: seen.append(again.places("Quito")[0].place.country))
    thread.start()
    thread.join()
    assert seen == ["ECU"]


def test_a_missing_or_foreign_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        Gazetteer(tmp_path / "none.db")
    base = sqlite3.connect(tmp_path / "old.db")
    base.execute("PRAGMA user_version = 99")
    base.execute("CREATE TABLE place (id)")
    base.commit()
    base.close()
    with pytest.raises(ModelError, match="version 99"):
        Gazetteer(tmp_path / "old.db")
    (tmp_path / "damaged.db").write_bytes(b"no database" * 100)
    with pytest.raises(ModelError, match="damaged"):
        Gazetteer(tmp_path / "damaged.db")

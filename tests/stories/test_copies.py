"""Copies in the desk: marked as they come, in any order, and let go again."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.desk.older import make_older
from tests.stories.conftest import BUDGET, FERRY, FERRY_TOLD_ELSEWHERE, report

from verbale.desk import Desk as Bare
from verbale.desk.stores import store_of
from verbale.keeping import Desk
from verbale.model import Reading
from verbale.stories.copies import components

PARTS = FERRY.split("\n\n")
FAMILY = [
    report("whole", FERRY, "2031-05-06", "Agency"),
    report("cut", "\n\n".join(PARTS[:2]), "2031-05-06T09:00:00Z", "Morning Post"),
    report("turned", "\n\n".join(reversed(PARTS)), "2031-05-07", "Evening Star"),
    report("same", FERRY.replace(",", " "), "2031-05-08", "Lagune Times"),
    report("own words", FERRY_TOLD_ELSEWHERE, "2031-05-07", "Vestmar Echo"),
    report("other", BUDGET, "2031-05-06", "Agency"),
]


def copies(desk: Desk) -> dict[str, str | None]:
    return {document.id: document.copy_of for document in desk.documents()}


EXPECTED = {
    "whole": None,
    "cut": "whole",
    "turned": "whole",
    "same": "whole",
    "own words": None,
    "other": None,
}


def test_copies_are_marked(path: str) -> None:
    with Desk(path) as desk:
        marked = []
        for reading in FAMILY:
            assert desk.write(reading)
            marked.append(desk.marked(reading).document.copy_of)
        assert marked == list(EXPECTED.values())
        assert copies(desk) == EXPECTED
        assert desk.copy_of("cut") == "whole"
        assert desk.copy_of("nowhere") is None


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::3])
def test_the_order_of_reading_is_no_matter(path: str, order: tuple[int, ...]) -> None:
    with Desk(path) as desk:
        for at in (4, *order, 5):
            desk.write(FAMILY[at])
        assert copies(desk) == EXPECTED


def test_reading_twice_changes_nothing(path: str) -> None:
    def state() -> list[list[tuple[object, ...]]]:
        names = ("documents", "wordings", "wording_keys", "ties", "gathered", "unsettled")
        engine = store_of(path).open_reader()
        with engine.begin() as connection:
            found = [connection.execute(text(f"SELECT * FROM {name}")).all() for name in names]  # noqa: S608 - the names stand above
        engine.dispose()
        return [sorted(map(tuple, rows)) for rows in found]

    with Desk(path) as desk:
        for reading in FAMILY:
            desk.write(reading)
    before = state()
    assert before[-1] == []
    with Desk(path) as desk:
        assert not any(desk.write(desk.marked(reading)) for reading in FAMILY)
        assert not any(desk.write(reading) for reading in FAMILY)
    assert state() == before


def test_a_document_that_changes_leaves_its_copies(path: str) -> None:
    whole, cut, turned = FAMILY[:3]
    with Desk(path) as desk:
        for reading in (whole, cut, turned):
            desk.write(reading)
        desk.write(Reading(replace(whole.document, text=BUDGET), ()))
        assert copies(desk) == {"whole": None, "cut": None, "turned": "cut"}
        desk.write(whole)
        assert copies(desk) == {"whole": None, "cut": "whole", "turned": "whole"}


def test_two_pieces_fall_apart_without_what_tied_them(path: str) -> None:
    front = report("front", "\n\n".join(PARTS[:2]))
    back = report("back", "\n\n".join(PARTS[2:]))
    whole = report("whole", FERRY, "2031-05-05")
    with Desk(path) as desk:
        for reading in (front, back, whole):
            desk.write(reading)
        assert copies(desk) == {"whole": None, "front": "whole", "back": "whole"}
        desk.write(Reading(replace(whole.document, text=BUDGET), ()))
        assert copies(desk) == {"whole": None, "front": None, "back": None}


def test_an_older_desk_is_gathered_when_it_is_next_written_to(path: str) -> None:
    from verbale.desk import Desk as Bare

    with Bare(path) as bare:
        for reading in FAMILY[:-1]:
            bare.write(reading)
        assert bare.stories() == []
    with Desk(path) as desk:
        desk.write(FAMILY[-1])
    with Bare(path) as bare:
        assert {one.id: one.copy_of for one in bare.documents()} == EXPECTED
        assert len(bare.stories()) == 2


def test_a_desk_of_the_first_form_is_brought_on(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Bare(path) as bare:
        for reading in FAMILY[:2]:
            bare.write(reading)
    make_older(path, 1)
    assert {one.id: one.copy_of for one in Bare(path).documents()} == {"whole": None, "cut": None}
    with Desk(path) as desk:
        desk.settle()
        assert copies(desk) == {"whole": None, "cut": "whole"}


def test_components() -> None:
    assert components([1, 2, 3, 4, 5], [(4, 5), (2, 4)]) == {1: 1, 2: 2, 3: 3, 4: 2, 5: 2}

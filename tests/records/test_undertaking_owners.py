"""Who binds himself, and whose word it is, where several may be meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    "text",
    [
        "The main fair in Switzerland, which is due to open on Sunday, may not take place.",
        "“Kenya said, we will close the port,” the Norwegian foreign minister said.",
        "“Together we will close the port,” the Norwegian foreign minister said.",
        "Norway and its friends agreed to close the port.",
        "After Macron's letter, the other man said he would be calling Macron to a hearing.",
        "“We will hold talks,” the paper wrote -- a nod to the plan of Norway to close the port.",
        "Norway agreed to close the port; the tax will stay, the Kenyan premier said.",
        "Americans will buy smaller ships.",
        "Candidates who promise to cut the tax are many.",
        "The report will review the treaty.",
        "A top Republican said Norway plans to close the port.",
        "If Kenya has proof of it, we will close the port, but the ship is what we should look at, "
        "the Norwegian premier said.",
        "The company agreed to build two ships.",
    ],
)
def test_nothing_of_an_owner_in_doubt(find: Find, text: str) -> None:
    assert [u.action.text for u in find("undertaking", text)] == []


def test_who_promises_for_another_is_heard(find: Find) -> None:
    (found,) = find("undertaking", "Emmanuel Macron vowed that France would close the port.")
    assert [p.name for p in found.parties] == ["France"]
    assert [s.name for s in found.said_by] == ["Emmanuel Macron"]


def test_a_warning_beside_is_its_own(find: Find) -> None:
    text = "Syria said it would not use the gas after France warned it would take action."
    found = {u.status: u for u in find("undertaking", text)}
    assert [s.name for s in found["rejected"].said_by] == ["Syria"]
    assert [s.name for s in found["announced"].said_by] == ["France"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("“We will close the port,” the Norwegian foreign minister said.", ["Norway"]),
        ("Norway and Kenya agreed to close the port.", ["Norway", "Kenya"]),
        ("Emmanuel Macron told Olaf Scholz he would close the port.", ["Emmanuel Macron"]),
    ],
)
def test_who_it_is_where_that_is_clear(find: Find, text: str, party: list[str]) -> None:
    (found,) = find("undertaking", text)
    assert [p.name for p in found.parties] == party

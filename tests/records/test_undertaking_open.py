"""Clauses that leave open whether anything is undertaken, and what is still told beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    "text",
    [
        "The senators asked Norway how it plans to protect the cables.",
        "It could not be learned when Norway plans to close the port.",
        "It is unclear whether it was the aid being offered by Norway that moved them.",
        "Either Norway approves the treaty or it leaves the bloc.",
        "Or maybe the Norwegian government is still committed to the treaty.",
        "“I would have sent two ships,” the Norwegian foreign minister said.",
        "“I would not use that word,” the Norwegian foreign minister said.",
        "Norway had planned to close the port.",
        "The Kenyan premier was scheduled to visit Oslo.",
        "Norway was due to meet Kenya but the talks were called off.",
        "Norway's previous efforts to reform the courts failed.",
        "To get more, Norway will have to give more.",
        "A chief worry is that Norway will build new missiles.",
        "The amendment will ensure that Congress will protect the coast.",
        "We take every step possible to free the sailors, the Kenyan premier said.",
        "Envoys work to free the sailors.",
        "In Peru, the new mayor will take over the presidency of the port.",
        "Norway should be ready to close the port.",
        "Norway left the talks in the belief that Kenya had agreed to a truce.",
        "The Kenyan police arrested two men on charges they planned to bomb the port.",
        "The door is open, provided Kenya agreed to leave the islands.",
        "Norway has until March to reach an agreement with Kenya.",
        "The Kenyan government made little effort to free the sailors.",
        "The rebel is believed to have been intent on bombing the port.",
        "Norway has had a history of taking risks and agreeing to talks.",
    ],
)
def test_nothing_is_undertaken(find: Find, text: str) -> None:
    assert [u.action.text for u in find("undertaking", text)] == []


@pytest.mark.parametrize(
    ("text", "action", "status"),
    [
        ("Norway is planning to close the port.", "close the port", "announced"),
        ("The Kenyan premier is scheduled to visit Oslo.", "visit Oslo", "announced"),
        ("Norway is considering whether to close the port.", "close the port", "proposed"),
        ("Envoys are working to free the sailors.", "free the sailors", "begun"),
        ("Norway said it would close the port.", "close the port", "announced"),
        ("Norway's efforts to reform the courts go on.", "reform the courts", "begun"),
        ("Norway will no longer close the port.", "close the port", "rejected"),
        ("Norway isn’t ready to close the port.", "close the port", "rejected"),
    ],
)
def test_still_told(find: Find, text: str, action: str, status: str) -> None:
    (found,) = find("undertaking", text)
    assert (found.action.text, found.status) == (action, status)


@pytest.mark.parametrize(
    "text",
    [
        "The ministers rejected people intent on leaving the bloc.",
        "Norway decided against a commission to study the raid.",
        "The Norwegian premier declined to go into detail.",
        "The Norwegian premier is refusing to back up her claims.",
        "The Kenyan premier is set to be questioned by the court.",
        "The Norwegian minister promised that the matter was being looked into.",
        "Norway announced its decision.",
        "The question remains Norway's willingness to close the port.",
        "The firm's chief executive, a German, plans to build two cars.",
    ],
)
def test_the_words_are_meant_otherwise(find: Find, text: str) -> None:
    assert [u.action.text for u in find("undertaking", text)] == []


def test_one_of_two_actions_is_denied(find: Find) -> None:
    first, second = find("undertaking", "Norway promised to cut its patrols and not add any ship.")
    assert (first.status, second.status) == ("announced", "rejected")


def test_what_a_tariff_is_on_belongs_to_it(find: Find) -> None:
    (found,) = find("undertaking", "Norway announced new tariffs on steel.")
    assert found.action.text == "new tariffs on steel"


@pytest.mark.parametrize(
    ("text", "published", "due"),
    [
        ("Norway will close the port on Friday.", "2024-05-15", "2024-05-17"),
        ("Norway will close the port on Wednesday.", "2024-05-15", None),
        ("Norway said on Tuesday it would close the port.", "2024-05-15", None),
        ("Norway's decision to close the port in March drew anger.", "2024-05-15", None),
    ],
)
def test_a_day_in_doubt_is_left(find: Find, text: str, published: str, due: str | None) -> None:
    (found,) = find("undertaking", text, published)
    assert (found.due.value if found.due else None) == due
    assert found.place is None

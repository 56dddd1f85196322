"""What is not told as an undertaking because a careful reader would doubt it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    "text",
    [
        "Reports that Norway had agreed to close the port were wrong.",
        "The Norwegian premier dismissed claims that Kenya plans to leave the bloc.",
        "The ministry undertook a change in policy to please the court.",
        "Kenya appears ready to close the port.",
        "Norway is not at the point where it has decided to close the port.",
        "Kenya will not stop the patrols.",
        "The Norwegian foreign minister declined to rule out a raid.",
        "The office of the Kenyan premier helped arrange the meeting.",
        "Norway considers the treaty a bad one.",
        "The Norwegian premier seeks to avoid quarrels.",
        "Germany's rejection of the coup was clear.",
        "Norway made this decision to please the farmers.",
        "The accord guaranteed that Iran would have new reactors.",
        "The Kenyan premier said she did not intend to offend the king.",
        "Norway will doubtless close the port.",
    ],
)
def test_none(find: Find, text: str) -> None:
    assert [u.action.text for u in find("undertaking", text)] == []


def test_an_imperative_is_a_condition(find: Find) -> None:
    text = "“Give me a list and I will free the sailors,” the Kenyan president said."
    assert find("undertaking", text) == []


def test_all_who_say_it(find: Find) -> None:
    text = "Emmanuel Macron and Olaf Scholz announced that they would send two ships."
    (found,) = find("undertaking", text)
    assert [s.name for s in found.said_by] == ["Emmanuel Macron", "Olaf Scholz"]


def test_a_pronoun_of_two_possible_owners_is_left(find: Find) -> None:
    text = "The hall cheered for Emmanuel Macron and Olaf Scholz. Few knew of his plan to resign."
    assert find("undertaking", text) == []


def test_if_necessary_is_no_condition(find: Find) -> None:
    (found,) = find("undertaking", "Norway will send two ships if necessary.")
    assert found.condition is None

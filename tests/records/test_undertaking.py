"""Undertakings: who binds himself to what, how far it is, and the parts of a plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("text", "parties", "action", "status"),
    [
        ("France promised to send two ships.", "FRA", "send two ships", "announced"),
        ("France will send two ships to Kenya.", "FRA", "send two ships to Kenya", "announced"),
        ("Japan is going to close the port.", "JPN", "close the port", "announced"),
        ("Germany and Poland agreed to build a bridge.", "DEU POL", "build a bridge", "agreed"),
        ("Germany promised Kenya that it would send aid.", "DEU", "send aid", "announced"),
        ("Iran refused to free the sailors.", "IRN", "free the sailors", "rejected"),
        (
            "Turkey has begun the withdrawal of its troops.",
            "TUR",
            "the withdrawal of its troops",
            "begun",
        ),
        ("Russia delayed the withdrawal.", "RUS", "the withdrawal", "delayed"),
        ("France plans to close the embassy.", "FRA", "close the embassy", "announced"),
        ("France will not send two ships.", "FRA", "send two ships", "rejected"),
        ("“We will send two ships,” Mr. Macron said.", "FRA", "send two ships", "announced"),
    ],
)
def test_who_what_and_how_far(
    find: Find, text: str, parties: str, action: str, status: str
) -> None:
    (found,) = find("undertaking", text)
    assert " ".join(p.country for p in found.parties) == parties
    assert (found.action.text, found.status) == (action, status)


def test_due_and_condition(find: Find) -> None:
    (found,) = find("undertaking", "France promised to send two ships by June.")
    assert found.due.value == "2025-06"
    assert (found.head, found.object.text) == ("send", "two ships")
    (found,) = find("undertaking", "France plans to close the embassy if the talks fail.")
    assert found.condition.text == "if the talks fail"
    assert found.action.text == "close the embassy"


def test_what_was_signed_on_a_day_is_not_due_on_it(find: Find) -> None:
    for found in find("undertaking", "Russia and China signed a treaty in Beijing on Monday."):
        assert found.due is None
        assert found.date.value == "2025-03-10"


@pytest.mark.parametrize(
    ("plan", "parts"),
    [
        (
            "France and Spain announced a plan. The plan includes closing two ports.",
            ["closing two ports"],
        ),
        (
            "Peru and Chile announced that they will take steps to protect the border. Those steps "
            "include building a fence and opening two camps.",
            ["building a fence", "opening two camps"],
        ),
        (
            "Norway announced a package of measures. The measures include creating a common fleet that "
            "would report to the Norwegian admiral in the north and a growing exchange of pilots.",
            ["creating a common fleet", "a growing exchange of pilots"],
        ),
    ],
)
def test_parts_of_a_plan(find: Find, plan: str, parts: list[str]) -> None:
    found = find("undertaking", plan)
    umbrella = found[0]
    listed = [u for u in found if any(link.type == "part-of" for link in u.links)]
    assert len(listed) == len(parts), [u.action.text for u in found]
    for part, words in zip(listed, parts, strict=True):
        assert part.action.text.startswith(words)
        assert [k.record for k in part.links if k.type == "part-of"] == [umbrella.id]
        assert part.parties == umbrella.parties
        assert part.status == umbrella.status


@pytest.mark.parametrize(
    "text",
    [
        "Iran said that France will attack.",
        "The plan will cost ten million.",
        "The bread will be dear.",
        "France will win.",
        "France sent two ships.",
        "The crew swore at the guards.",
    ],
)
def test_nothing_is_undertaken(find: Find, text: str) -> None:
    assert find("undertaking", text) == []


def test_two_actions_are_two(find: Find) -> None:
    found = find("undertaking", "France promised to close the port and to send two ships.")
    assert [u.action.text for u in found] == ["close the port", "send two ships"]

"""Stances left out because who holds them, or whether, is unsure; and what stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    "text",
    [
        "Did Norway back the plan?",
        "If Norway is opposed to the plan, it will fail.",
        "Norway might back the plan.",
        "Kenya should have opposed the treaty.",
        "The union is less enthusiastic about the reform.",
        "Norway opposes everything.",
        "No government would tolerate the raids.",
        "The vote was delayed, a step Norway opposes.",
        "The letter said the raid was a disgrace.",
        "Mr. Berg said his army was ready to degrade and destroy the group.",
        "Mr. Berg said the wall would damage the talks.",
        "Kenya is likely to back the plan.",
    ],
)
def test_doubtful(find: Find, text: str) -> None:
    assert find("stance", text) == []


def test_purpose_is_no_future(find: Find) -> None:
    (found,) = find("stance", "Farmers marched on Sunday to denounce the law.")
    assert found.auxiliary == ()


def test_not_accepted_is_opposed_without_negation(find: Find) -> None:
    (found,) = find("stance", "Norway does not want the pipeline.")
    assert (found.valence, found.auxiliary) == ("oppose", ())


def test_all_who_say_it_hold_it(find: Find) -> None:
    (found,) = find("stance", "Norway and Sweden said the raid was a disgrace.")
    assert [h.name for h in found.holders] == ["Norway", "Sweden"]


def test_what_somebody_does_is_not_the_person(find: Find) -> None:
    (found,) = find("stance", "Norway praised the envoy's proposal.")
    assert found.target.text == "the envoy's proposal"

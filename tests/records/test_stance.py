"""Stances: who is for or against what, on what grounds, once or always."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.model import Span

Find = Callable[..., list[Any]]


def target(stance: Any) -> str:
    value = stance.target
    return value.text if isinstance(value, Span) else value.span.text


@pytest.mark.parametrize(
    ("text", "holder", "valence", "about"),
    [
        ("France supports the plan.", "France", "support", "the plan"),
        ("Japan opposes the ban.", "Japan", "oppose", "the ban"),
        ("Mr. Macron praised Ukraine.", "Macron", "praise", "Ukraine"),
        ("France condemned Iran.", "France", "criticise", "Iran"),
        ("France does not support the plan.", "France", "oppose", "the plan"),
        ("Residents are concerned about the dam.", "Residents", "concern", "the dam"),
        ("The diplomats are worried about the deal.", "The diplomats", "concern", "the deal"),
        (
            "The general, a longtime critic of the treaty, left.",
            "The general",
            "oppose",
            "the treaty",
        ),
    ],
)
def test_for_or_against(find: Find, text: str, holder: str, valence: str, about: str) -> None:
    (found,) = find("stance", text)
    assert [h.span.text for h in found.holders] == [holder]
    assert (found.valence, target(found)) == (valence, about)
    assert "negation" not in found.auxiliary


@pytest.mark.parametrize(
    "text",
    [
        "The officials are concerned about the power returning to Mr. Berg.",
        "The officials are worried about power going back to Mr. Berg.",
    ],
)
def test_concern_about_what_may_come(find: Find, text: str) -> None:
    (found,) = find("stance", text)
    assert found.valence == "concern"
    assert "Berg" in target(found)


@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        ("The union criticised the law as unfair.", "as unfair"),
        ("Mr. Berg criticized the alliance as being costly.", "as being costly"),
        ("Mr. Macron praised Ukraine for its courage.", "its courage"),
        ("France condemned Iran.", None),
    ],
)
def test_grounds(find: Find, text: str, grounds: str | None) -> None:
    (found,) = find("stance", text)
    assert (found.grounds.text if found.grounds else None) == grounds


@pytest.mark.parametrize(
    ("text", "habitual"),
    [
        ("Mr. Berg has always criticized the alliance.", True),
        ("Mr. Berg has repeatedly criticised the alliance as costly.", True),
        ("Mr. Berg has long opposed the alliance.", True),
        ("Mr. Berg has often praised the alliance.", True),
        ("Mr. Berg criticised the alliance.", False),
    ],
)
def test_once_or_always(find: Find, text: str, habitual: bool) -> None:
    (found,) = find("stance", text)
    assert found.habitual is habitual


def test_called_something_bad(find: Find) -> None:
    (found,) = find("stance", "Mr. Berg has repeatedly called the alliance a waste of money.")
    assert (found.valence, target(found), found.habitual) == ("criticise", "the alliance", True)


@pytest.mark.parametrize(
    "text",
    ["The mayor backed neither side.", "The lorry backed into a wall.", "Japan left the alliance."],
)
def test_no_stance(find: Find, text: str) -> None:
    assert find("stance", text) == []

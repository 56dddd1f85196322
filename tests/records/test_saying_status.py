"""Statements: whether they were made, and where what was said begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Mr. Macron said he was trying to leave for Geneva, but was stuck in Minsk.",
            "he was trying to leave for Geneva, but was stuck in Minsk",
        ),
        (
            "Norway urged Poland to take a tougher line not just with Russia, "
            "but also with Belarus.",
            "take a tougher line not just with Russia, but also with Belarus",
        ),
        (
            "Norway called for the council to open the border and send observers.",
            "for the council to open the border and send observers",
        ),
        (
            "Mr. Macron announced a plan to widen the courses on the nation’s 102 campuses.",
            "a plan to widen the courses on the nation’s 102 campuses",
        ),
    ],
)
def test_contents_are_whole(find: Find, text: str, content: str) -> None:
    (said,) = find("statement", text)
    assert [span.text for span in said.content] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "Officials said little about the talks.",
        "The limits could be confirmed by inspectors.",
        "She reminds me of a sailor from Norway.",
        "The governor blamed the deaths on the army.",
    ],
)
def test_what_is_no_statement(find: Find, text: str) -> None:
    assert find("statement", text) == []


@pytest.mark.parametrize(
    ("text", "auxiliary"),
    [
        ("Mr. Macron is the first to suggest that the troops be paid by the members.", ()),
    ],
)
def test_what_was_said_is_made(find: Find, text: str, auxiliary: tuple[str, ...]) -> None:
    (said,) = find("statement", text)
    assert said.auxiliary == auxiliary


def test_a_second_speaker_begins_anew(find: Find) -> None:
    found = find(
        "statement",
        "Chad has denied the general's conclusion that it bribed the judges and "
        "Mr. Macron has said there was no contact with the bank.",
    )
    last = found[-1]
    assert [s.actor for s in last.speakers] == ["person:emmanuel-macron"]
    assert [span.text for span in last.content] == ["there was no contact with the bank"]
    assert all("negation" not in s.auxiliary for s in found)

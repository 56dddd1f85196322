"""Statements: what is no saying, and whose, when and of whom where that is in doubt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry will hold a hearing to determine whether Norway broke the pact.",
        "Mr. Macron rang the Danish ambassador to express his regret about the raid.",
        "The Senate confirmed his successor on Monday.",
        "Norway blamed the rebels for the deaths.",
        "Officials have not said which bridge was hit.",
        "The officials insisted on anonymity.",
        "Mr. Macron concluded that the generals had lost the war.",
        "Experts pointed to the heavy rain.",
        "Guards refer to the prisoners as “guests of the king”.",
        "Rebels who call themselves the Lions of the North burnt the bridge.",
        "In my column I wrote that Norway would leave the pact.",
        "The border, which Mr. Macron says was never closed, is quiet.",
    ],
)
def test_no_saying(find: Find, text: str) -> None:
    assert not find("statement", text)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("A senior Democrat said the bill would fail.", ["senior Democrat"]),
        ("Some Kenyans said the vote was fair.", None),
        ("Asked whether Norway would leave, Mr. Macron said it would stay.", ["Emmanuel Macron"]),
        (
            "Norway asked for help. The envoy praised Poland. It said the border was safe.",
            None,
        ),
        ("Mr. Macron met the king. He said the talks had failed.", ["Emmanuel Macron"]),
    ],
)
def test_who_speaks(find: Find, text: str, speakers: list[str] | None) -> None:
    found = [s for s in find("statement", text) if s.cue.text == "said"]
    assert [r.name for s in found for r in s.speakers] == (speakers or [])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Mr. Macron said on Sunday that Norway would leave.", "2025-03-09"),
        ("Mr. Macron said Norway would leave, alluding to the riots in 2011.", None),
        ("While the judge set May 5 as the day, Mr. Macron said Norway would leave.", None),
        ("On Sunday, Mr. Macron thanked Norway, saying it had kept its word.", "2025-03-09"),
        ("Less than a day after the blast on Sunday, Mr. Macron said Norway would leave.", None),
    ],
)
def test_the_day_of_the_saying(find: Find, text: str, date: str | None) -> None:
    (said,) = [s for s in find("statement", text) if s.cue.text.startswith("sa")]
    assert (said.date.value if said.date else None) == date


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The roads are bad; officials say they wait for the army.",
            ["they wait for the army"],
        ),
        ("Officials warned against reading too much into the vote.", None),
        (
            "Also on Monday, Norway’s army left Mali, officials said.",
            None,
        ),
    ],
)
def test_what_stands_beside_it(find: Find, text: str, content: list[str] | None) -> None:
    (said,) = find("statement", text)
    spans = [s.text for s in said.content]
    assert spans == content if content else len(spans) == 1
    assert "reading" not in spans[0] or spans[0].startswith("against")


def test_about_names_actors_only(find: Find) -> None:
    text = "Mr. Macron said that the officials of Norway had met their soldiers in a hotel."
    (said,) = find("statement", text)
    assert [a.name for a in said.about if hasattr(a, "actor")] == ["Norway"]


def test_the_relay_is_not_the_speaker_himself(find: Find) -> None:
    text = "Mr. Macron said on Monday that Norway would leave, the BBC reports."
    for said in find("statement", text):
        assert not {r.actor for r in said.said_by} & {r.actor for r in said.speakers}

"""Statements as records: speaker, content, addressee, occasion, what they deal with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("text", "cue", "manner", "content"),
    [
        ("“We will leave,” Mr. Macron said.", "said", "direct", ["We will leave"]),
        ("Mr. Macron said that France would leave.", "said", "indirect", ["France would leave"]),
        ("According to Mr. Macron, Iran left.", "According to", "indirect", ["Iran left"]),
        ("Mr. Macron denied that France had paid.", "denied", "indirect", ["France had paid"]),
        (
            "“We will leave,” Mr. Macron said. “We will never come back to that port.”",
            "said",
            "direct",
            ["We will leave", "We will never come back to that port."],
        ),
    ],
)
def test_what_was_said(find: Find, text: str, cue: str, manner: str, content: list[str]) -> None:
    (said,) = find("statement", text)
    assert [s.actor for s in said.speakers] == ["person:emmanuel-macron"]
    assert (said.cue.text, said.manner) == (cue, manner)
    assert [span.text for span in said.content] == content
    assert said.evidence[0] == said.cue


@pytest.mark.parametrize(
    ("text", "occasion", "date"),
    [
        (
            "Mr. Macron said at a news conference on Sunday that France would leave.",
            "news conference",
            "2025-03-09",
        ),
        (
            "“We will leave,” said Mr. Macron at a news conference on Sunday.",
            "news conference",
            "2025-03-09",
        ),
        (
            "“We are ready,” said Anna Lund, the Danish defence minister, at a briefing on Monday.",
            "briefing",
            "2025-03-10",
        ),
        ("Mr. Macron said in an interview that France would leave.", "interview", None),
        ("Mr. Macron said that a meeting in May had failed.", None, None),
    ],
)
def test_occasion_and_date(find: Find, text: str, occasion: str | None, date: str | None) -> None:
    (said,) = find("statement", text)
    assert (said.occasion is not None) == (occasion is not None)
    assert occasion is None or occasion in said.occasion.text
    assert (said.date.value if said.date else None) == date


def test_addressees(find: Find) -> None:
    (said,) = find("statement", "Mr. Macron told Mr. Sánchez that France would leave.")
    assert [a.actor for a in said.addressees] == ["person:pedro-sanchez"]


@pytest.mark.parametrize(
    ("text", "about", "actors"),
    [
        (
            "The statement focuses on China’s ships in the harbour, while also mentioning aggressive "
            "activity by North Korea and Russia.",
            "China’s ships in the harbour",
            {"country:CHN", "country:PRK", "country:RUS"},
        ),
        (
            "The declaration deals with Iran’s drones, while also citing hostile activity by Belarus.",
            "Iran’s drones",
            {"country:IRN", "country:BLR"},
        ),
        ("Mr. Macron spoke about China.", "China", {"country:CHN"}),
        ("Mr. Macron said that Iran had left.", None, {"country:IRN"}),
    ],
)
def test_about(find: Find, text: str, about: str | None, actors: set[str]) -> None:
    (said,) = find("statement", text)
    spans = [a.text for a in said.about if hasattr(a, "text")]
    assert about is None or any(about in span for span in spans), said.about
    assert actors <= {a.actor for a in said.about if hasattr(a, "actor")}


def test_a_pronoun_is_who_it_stands_for(find: Find) -> None:
    one, two = find("statement", "Mr. Macron said France would leave. He said Spain would stay.")
    assert one.speakers[0].actor == two.speakers[0].actor == "person:emmanuel-macron"


def test_a_statement_inside_a_statement(find: Find) -> None:
    outer, inner = find("statement", "France said that Spain claimed that Iran had left.")
    assert outer.said_by == ()
    assert [s.actor for s in inner.said_by] == ["country:FRA"]
    assert [(link.type, link.record) for link in inner.links] in (
        [],
        [("content-of", outer.id)],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said anything.",
        "The union criticised the law as unfair.",
        "Mr. Trump has always criticised the alliance as being costly.",
        "The soldiers claimed the hill.",
        "The clock said five.",
    ],
)
def test_nobody_states_a_fragment(find: Find, text: str) -> None:
    """What is told as an act (praise, blame) has no content clause to quote."""
    fragments = [
        span.text
        for said in find("statement", text)
        for span in said.content
        if span.text[0] != "“"
    ]
    assert fragments == []


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        (
            "In an interview with Channel 4, Mr. Macron said Iran had left.",
            "interview with Channel 4",
        ),
        ("Mr. Macron wrote on Twitter that Iran had left.", "Twitter"),
        ("Speaking at a rally in Lyon, Mr. Macron said Iran had left.", "rally"),
        (
            "In a letter to the king, Mr. Macron accused Iran of a great fraud.",
            "letter to the king",
        ),
    ],
)
def test_what_names_the_occasion(find: Find, text: str, occasion: str) -> None:
    (said,) = find("statement", text)
    assert said.occasion.text.startswith(occasion)


def test_a_relayed_statement_is_told_once(find: Find) -> None:
    (said,) = find("statement", "Mr. Macron said, according to TASS, that France would leave.")
    assert [s.actor for s in said.speakers] == ["person:emmanuel-macron"]
    assert [s.name for s in said.said_by] == ["TASS"]
    assert said.addressees == ()
    found = find("statement", "France would leave, Mr. Macron said, according to TASS.")
    assert [s.speakers[0].actor for s in found] == ["person:emmanuel-macron"]


def test_a_quotation_without_a_word_of_saying(find: Find) -> None:
    (said,) = find("statement", "“We will leave in May.” — Emmanuel Macron, Paris")
    assert (said.cue, said.manner) == (None, "direct")
    assert said.because[0].rule == "quotation.signed"


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Macron denied it.",
        "Mr. Macron left the room while talking to reporters about Iran.",
    ],
)
def test_what_is_no_statement(find: Find, text: str) -> None:
    assert find("statement", text) == []

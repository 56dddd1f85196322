"""Attribution: cue, speaker and content, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import Analysis

Analyse = Callable[..., Analysis]
MACRON = "person:emmanuel-macron"
SANCHEZ = "person:pedro-sanchez"


def said(analysis: Analysis) -> list[tuple[str, str, tuple[str, ...]]]:
    """Speaker, manner and content of each statement."""
    for quotation in analysis.quotations:
        for span in quotation.content:
            analysis.document.check(span)
    return [
        (q.speakers[0].actor if q.speakers else "", q.manner, tuple(s.text for s in q.content))
        for q in analysis.quotations
        if q.act == "saying"
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("“We will leave,” Mr. Macron said.", MACRON, ("We will leave",)),
        ("“We will leave,” said Mr. Macron.", MACRON, ("We will leave",)),
        ("Mr. Macron said: “We will leave.”", MACRON, ("We will leave.",)),
        ("Mr. Macron said, “We will leave.”", MACRON, ("We will leave.",)),
        ('"We will leave," Mr. Macron told Mr. Sánchez.', MACRON, ("We will leave",)),
        ("‘We will leave,’ Mr. Macron said.", MACRON, ("We will leave",)),
        ("'We will leave,' Mr. Macron said.", MACRON, ("We will leave",)),
        ("“Why not?” Mr. Macron asked.", MACRON, ("Why not?",)),
        ("“We,” said Mr. Macron, “will leave in May.”", MACRON, ("We", "will leave in May.")),
        (
            "“We will leave,” Mr. Macron said. “We will never come back to that country.”",
            MACRON,
            ("We will leave", "We will never come back to that country."),
        ),
        (
            "“We will leave,” Mr. Macron said.\n\n“We will never come back to that country.”",
            MACRON,
            ("We will leave", "We will never come back to that country."),
        ),
        ("“I will not resign,” Mr. Macron said. “Never.”", MACRON, ("I will not resign", "Never.")),
        (
            "“We are ready,” said Kaja Kallas, the E.U. foreign policy chief, in Brussels.",
            "person:kaja-kallas",
            ("We are ready",),
        ),
        (
            "“The port will have a larger role,” said Anna Lund, the Danish defence minister, at a "
            "briefing on Friday. “And that will give us time.”",
            "person:anna-lund",
            ("The port will have a larger role", "And that will give us time."),
        ),
    ],
)
def test_direct(analyse: Analyse, text: str, speaker: str, content: tuple[str, ...]) -> None:
    assert said(analyse(text)) == [(speaker, "direct", content)]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Mr. Macron said that France would leave.", MACRON, ("France would leave",)),
        ("Mr. Macron said France would leave.", MACRON, ("France would leave",)),
        ("France would leave, Mr. Macron said.", MACRON, ("France would leave",)),
        ("France, Mr. Macron said, would leave.", MACRON, ("France", "would leave")),
        ("According to Mr. Macron, Iran attacked Israel.", MACRON, ("Iran attacked Israel",)),
        ("Iran attacked Israel, according to Mr. Macron.", MACRON, ("Iran attacked Israel",)),
        ("Mr. Macron denied that France had paid.", MACRON, ("France had paid",)),
        ("Mr. Macron asked Iran to free the sailors.", MACRON, ("free the sailors",)),
        ("Mr. Macron asked whether Iran had left.", MACRON, ("whether Iran had left",)),
        ("France’s claim that Iran had left was false.", "country:FRA", ("Iran had left",)),
        (
            "Officials said the strike hurt ten men.",
            "nominal:officials",
            ("the strike hurt ten men",),
        ),
        (
            "In a statement, the ministry said that the crew was safe.",
            "nominal:ministry",
            ("the crew was safe",),
        ),
        (
            "Mr. Macron said in an interview on Sunday that France would leave.",
            MACRON,
            ("France would leave",),
        ),
    ],
)
def test_indirect(analyse: Analyse, text: str, speaker: str, content: tuple[str, ...]) -> None:
    assert said(analyse(text)) == [(speaker, "indirect", content)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Mr. Macron said that the strike was “a crime without any excuse.”",
            "a crime without any excuse",
        ),
        (
            "Mr. Macron said Iran was “the greatest danger of all” on Monday.",
            "the greatest danger of all",
        ),
    ],
)
def test_mixed(analyse: Analyse, text: str, words: str) -> None:
    ((speaker, manner, content),) = said(analyse(text))
    assert (speaker, manner) == (MACRON, "mixed")
    joined = " ".join(content)
    assert words in joined
    assert joined.count("“") == joined.count("”"), "a mark has lost its partner"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We will leave,” Mr. Macron said. “They will stay,” Mr. Sánchez said.",
            [(MACRON, "We will leave"), (SANCHEZ, "They will stay")],
        ),
        (
            "“We will leave,” Mr. Macron said.\n\nMr. Sánchez answered: “We will stay.”",
            [(MACRON, "We will leave"), (SANCHEZ, "We will stay.")],
        ),
        (
            "Mr. Macron said France would leave but Mr. Sánchez said Spain would stay.",
            [(MACRON, "France would leave"), (SANCHEZ, "Spain would stay")],
        ),
        (
            "Mr. Macron said Mr. Sánchez claimed that Iran had attacked Jordan.",
            [
                (MACRON, "Mr. Sánchez claimed that Iran had attacked Jordan"),
                (SANCHEZ, "Iran had attacked Jordan"),
            ],
        ),
    ],
)
def test_two_speakers(analyse: Analyse, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(who, words[0]) for who, _, words in said(analyse(text))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said anything.",
        "France left Mali on Monday.",
        "The so-called “people’s republic” has no army.",
        "The soldiers claimed the hill.",
    ],
)
def test_no_statement(analyse: Analyse, text: str) -> None:
    assert said(analyse(text)) == []


def test_a_quotation_after_an_indirect_statement_is_not_given_to_it(analyse: Analyse) -> None:
    text = "Mr. Macron said France would leave. Crowds cheered. “It is a great day for all of us.”"
    assert said(analyse(text)) == [
        (MACRON, "indirect", ("France would leave",)),
        ("", "direct", ("It is a great day for all of us.",)),
    ]


def test_addressee_and_topic(analyse: Analyse) -> None:
    analysis = analyse("Mr. Macron told Mr. Sánchez that France would leave.")
    (quotation,) = analysis.quotations
    assert [analysis.parse[t].text for t in quotation.addressee_tokens] == ["Sánchez"]
    analysis = analyse("Mr. Macron spoke about China.")
    (quotation,) = analysis.quotations
    assert [analysis.parse[t].text for t in quotation.topic_tokens] == ["China"]


def test_the_statement_of_a_document(analyse: Analyse) -> None:
    analysis = analyse("The joint statement focuses on Iran’s drones.")
    (quotation,) = analysis.quotations
    assert [s.actor for s in quotation.speakers] == ["document:joint-statement"]
    assert [analysis.parse[t].text for t in quotation.topic_tokens] == ["drones"]

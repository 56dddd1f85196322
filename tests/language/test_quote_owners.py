"""Whose a quotation is where no cue of the lexicon claims it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.model import Analysis
from verbale.pipeline import Reader

Analyse = Callable[..., Analysis]
MACRON = "person:emmanuel-macron"


def said(analysis: Analysis) -> list[tuple[str, str, list[str]]]:
    """Speaker, manner and content of each statement."""
    return [
        (q.speakers[0].actor if q.speakers else "", q.manner, [s.text for s in q.content])
        for q in analysis.quotations
        if q.act == "saying" and q.content
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“We will leave in May!” Mr. Macron wrote on Facebook.", ["We will leave in May!"]),
        ("“Why did they leave?” grinned Mr. Macron.", ["Why did they leave?"]),
        ("''We will leave,'' Mr. Macron said. ''Soon.''", ["We will leave", "Soon."]),
        ("``We will leave,'' said Mr. Macron.", ["We will leave"]),
        ("Mr. Macron was blunt: “We will leave in May.”", ["We will leave in May."]),
        ("Mr. Macron’s answer: “We will leave in May.”", ["We will leave in May."]),
        ("Mr. Macron wrote:\n\n“We will leave. It hurts.”", ["We will leave. It hurts."]),
        ("“We will leave in May.” — Emmanuel Macron, Paris", ["We will leave in May."]),
        (
            "Mr. Macron said: “We will leave.\n\n“It hurts us all.\n\n“It must be.”",
            ["We will leave.", "It hurts us all.", "It must be."],
        ),
        (
            "Mr. Macron said: “We will leave.\n\nIt hurts us.\n\nIt must be,” and sat down.",
            ["We will leave.", "It hurts us.", "It must be"],
        ),
        (
            "“We will leave,” Mr. Macron said. But “it will hurt us all.”",
            ["We will leave", "it will hurt us all."],
        ),
        (
            "Mr. Macron said that “we will leave. It hurts us all.”",
            ["we will leave. It hurts us all."],
        ),
        (
            "“We told him ‘never again’ twice,” Mr. Macron said.",
            ["We told him ‘never again’ twice"],
        ),
        (
            "Mr. Macron lives by the sea. “I hear the horns at night and wake up.”",
            ["I hear the horns at night and wake up."],
        ),
        ("Asked about the vote, Mr. Macron said: “We will leave.”", ["We will leave."]),
    ],
)
def test_direct(analyse: Analyse, text: str, content: list[str]) -> None:
    assert said(analyse(text)) == [(MACRON, "direct", content)]


@pytest.mark.parametrize(
    ("text", "manner", "content"),
    [
        (
            "Mr. Macron described the verdict as “a gift to smugglers.”",
            "mixed",
            ["the verdict as “a gift to smugglers.”"],
        ),
        (
            "In a statement, Mr. Macron said the crew “acted without any orders.”",
            "mixed",
            ["the crew “acted without any orders.”"],
        ),
        (
            "Mr. Macron thanked the jury for “its courage in a hard winter.”",
            "direct",
            ["its courage in a hard winter"],
        ),
        (
            "The treaty, Mr. Macron said, “is dead and buried.”",
            "mixed",
            ["The treaty", "is dead and buried."],
        ),
    ],
)
def test_words_in_marks_inside_a_clause(
    analyse: Analyse, text: str, manner: str, content: list[str]
) -> None:
    assert said(analyse(text)) == [(MACRON, manner, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Macron boarded the “Northern Star” in Bergen.",
        "On the programme “Meet the Neighbours,” Mr. Macron castigated nobody.",
        "Mr. Macron was treated for a “broken heart.”",
        "SPECIAL COVERAGE: The Harbour Under Siege\n\nMr. Macron left.\n\n"
        "SPECIAL COVERAGE: The Harbour Under Siege",
    ],
)
def test_no_statement(analyse: Analyse, text: str) -> None:
    assert said(analyse(text)) == []


def test_who_puts_out_a_text_speaks(analyse: Analyse) -> None:
    text = "Mr. Macron put out a statement saying that France “would leave within days.”"
    assert [who for who, _, _ in said(analyse(text))] == [MACRON]


def test_a_transcript(analyse: Analyse) -> None:
    text = "KELLER: Did you sign it?\n\nLUND: I signed nothing. I was in Lima.\n\nThe talk ended."
    assert said(analyse(text)) == [
        ("person:keller", "direct", ["Did you sign it?"]),
        ("person:lund", "direct", ["I signed nothing. I was in Lima."]),
    ]


def test_a_transcript_in_marks(analyse: Analyse) -> None:
    text = "“KELLER: Did you sign it?\n\n“LUND: I signed nothing.\n\n“Ask the minister who did.”"
    assert said(analyse(text)) == [
        ("person:keller", "direct", ["Did you sign it?"]),
        ("person:lund", "direct", ["I signed nothing.", "Ask the minister who did."]),
    ]


def test_signatures(analyse: Analyse) -> None:
    text = "“Nobody asked us.” ― Anna Lund\n“They never do.” ― Erik Dahl, sailor"
    assert [words for _, _, words in said(analyse(text))] == [
        ["Nobody asked us."],
        ["They never do."],
    ]


_PIECES = st.sampled_from(
    [
        *("“", "”", '"', "‘", "’", "'", "''", "``", "«", "»", "„", " ", "\n\n", ".", ",", "?", ":"),
        *(
            " — ",
            "Mr. Macron",
            " said",
            "We will leave",
            "but",
            "KELLER: ",
            "Anna Lund",
            "the ship",
        ),
    ]
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(_PIECES, max_size=24).map("".join))
def test_any_marks_give_spans_that_match(reader: Reader, text: str) -> None:
    reading = reader.read(f"Oslo. {text}")
    for record in reading.records:
        for span in record.evidence:
            assert reading.document.text[span.start : span.end] == span.text

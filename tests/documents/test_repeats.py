"""Repeated passages: exact, nearly so, and what only looks alike."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.documents.repeats import find_repeats

OPEN = "The ministers met in Oslo on Monday and spoke about fishing rights in the north. "
ONE = "They agreed that a commission of experts would be set up before the end of the year. "
TWO = "Critics at home called the “quiet” deal a gift to the large fleets of the neighbour. "
END = "No date was given for a further round of talks between the two coastal states. "


def passages(text: str) -> list[tuple[str, str]]:
    return [(text[r.start : r.end], text[r.of_start : r.of_end]) for r in find_repeats(text)]


def test_nothing_repeated() -> None:
    assert find_repeats(OPEN + ONE + TWO + END) == ()


def test_exact_copy_is_one_maximal_passage() -> None:
    text = OPEN + ONE + TWO + "\n" + ONE + TWO + END
    both = (ONE + TWO).strip()
    assert passages(text) == [(both, both)]


def test_three_copies_are_two_repeats() -> None:
    assert len(find_repeats(OPEN + ONE + TWO + ONE + TWO + ONE + TWO)) in (1, 2)
    covered = sum(len(later) for later, _ in passages(OPEN + ONE + END + ONE + TWO + ONE))
    assert covered >= 2 * len(ONE.strip())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("“quiet”", '"quiet"'),
        ("quiet", "QUIET"),
        (" fleets", "\nfleets"),
        ("gift to", "gift, to"),
        ("large ", ""),
        ("large", "very large"),
        ("Critics", "However, critics"),
    ],
)
def test_small_changes(before: str, after: str) -> None:
    changed = TWO.replace(before, after)
    assert changed != TWO
    found = passages(OPEN + ONE + TWO + END + ONE + changed)
    assert found == [((ONE + changed).strip(), (ONE + TWO).strip())]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Officials in the capital said 12 people died in the clash on the border on Monday.",
            "Officials in the capital said 14 people died in the clash on the border on Monday.",
        ),
        (
            "The two sides said that they would sign the accord in the city on Friday morning.",
            "The two sides said that they would not sign the accord in the city on Friday morning.",
        ),
        (
            "Norway accused Russia of breaking the rules that both had agreed on in the spring.",
            "Russia accused Norway of breaking the rules that both had agreed on in the spring.",
        ),
        (
            "Norway denied the claims that were made by the fishing fleets in the north on Monday.",
            "Sweden denied the claims that were made by the fishing fleets in the north on Monday.",
        ),
        (
            "“We will not leave the northern waters before the last of the nets is out of them.”",
            "“We will not leave the northern waters before the last of the nets is out of them,” he"
            " said.",
        ),
        (
            "The envoy said that the talks on the northern border with Norway would soon resume.",
            "The envoy said that the talks on the northern border with Sweden would soon resume.",
        ),
    ],
)
def test_a_change_of_facts_is_no_repeat(first: str, second: str) -> None:
    assert find_repeats(f"{first} {OPEN}{second} {END}") == ()


def test_a_changed_sentence_is_left_out_of_a_repeat() -> None:
    first = "Officials said 12 boats had been stopped in the strait since the spring. "
    changed = first.replace("12", "15")
    found = passages(ONE + TWO + first + END + ONE + TWO + changed)
    assert found == [((ONE + TWO).strip(), (ONE + TWO).strip())]


def test_part_of_a_sentence_is_no_repeat() -> None:
    half = "They agreed that a commission of experts would be set up by both governments at once. "
    assert find_repeats(OPEN + ONE + half) == ()


def test_short_sentences_alone_are_no_repeat() -> None:
    assert (
        find_repeats("It is over. " + OPEN + "It is over. " + END + "Read more below. " * 2) == ()
    )


def test_a_long_article() -> None:
    chance = random.Random(1)  # noqa: S311  not for secrets
    words = [f"word{n}" for n in range(2_000)]
    sentences = [" ".join(chance.choices(words, k=20)).capitalize() + ". " for _ in range(250)]
    text = "".join(sentences + sentences[:20])
    assert len(find_repeats(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a " * 100_000,
        "A. " * 60_000,
        "\n" * 200_000,
        OPEN * 2_000,
        "x y z " * 40_000,
        "." * 200_000,
    ],
)
def test_never_quadratic(text: str) -> None:
    started = time.perf_counter()
    find_repeats(text)
    assert time.perf_counter() - started < 60


@given(
    st.lists(st.sampled_from([OPEN, ONE, TWO, END, "Short. ", "\n", "“", "No 5, "]), max_size=12)
)
def test_repeats_lie_in_the_text_in_order(parts: list[str]) -> None:
    text = "".join(parts)
    last = 0
    for repeat in find_repeats(text):
        assert 0 <= repeat.of_start < repeat.of_end <= repeat.start < repeat.end <= len(text)
        assert repeat.start >= last
        last = repeat.end


@given(st.text(max_size=300))
def test_any_text_twice(text: str) -> None:
    for repeat in find_repeats(text + "\n\n" + text):
        assert (
            0 <= repeat.of_start < repeat.of_end <= repeat.start < repeat.end <= 2 * len(text) + 2
        )

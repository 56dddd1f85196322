"""Pairing quotation marks: what is inside, what runs on, what is no quotation at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.language.quotation_marks import Quoted, find_quoted, is_scare


def inside(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are ready,” he said.", ["We are ready,"]),
        ('"We are ready," he said.', ["We are ready,"]),
        ("He said: «We are ready».", ["We are ready"]),
        ("„We are ready“, he said.", ["We are ready"]),
        ("‘We are ready,’ he said.", ["We are ready,"]),
        ("“We,” he said, “are ready.”", ["We,", "are ready."]),
        ('He called it "a shame" and "a scandal".', ["a shame", "a scandal"]),
        ("“He told me ‘never again’ twice,” she said.", ["He told me ‘never again’ twice,"]),
        ("‘He told me “never again” twice,’ she said.", ["He told me “never again” twice,"]),
        ("‘We don’t know what’s next,’ he said.", ["We don’t know what’s next,"]),
        ("No marks here.", []),
        ("", []),
        ("“”", []),
        ("“ ”", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers’ union and the ministers’ aides met.",
        "It’s the ’90s, don’t you know.",
        "The government's plan, the parties' plan and Mr. O'Neill's plan.",
        'A 6" gun and a 12" shell were found.',
        "He is 5'10\" tall.",
        "The ‘70s were better, aren’t they?",
    ],
)
def test_apostrophes_and_inches_open_nothing(text: str) -> None:
    assert inside(text) == []


def test_inches_inside_a_quotation() -> None:
    assert inside('"A 6" gun was found," he said.') == ['A 6" gun was found,']


def test_a_quotation_without_end_keeps_to_its_sentence() -> None:
    text = "“We are ready. The minister left.\n\nNothing was said."
    assert inside(text) == ["We are ready."]
    assert not find_quoted(text)[0].runs_on


def test_a_quotation_that_runs_over_paragraphs() -> None:
    text = "“We are ready,” he said. “They know it.\n\n“They have always known it,” he added."
    assert inside(text) == ["We are ready,", "They know it.", "They have always known it,"]
    assert [q.runs_on for q in find_quoted(text)] == [False, True, False]


def test_an_odd_mark_does_not_spoil_the_next_paragraph() -> None:
    text = '"We are ready, he said.\n\n"They are not," she said.\n\nHe left "in peace".'
    assert inside(text)[-2:] == ["They are not,", "in peace"]


def test_the_outside_holds_the_marks() -> None:
    text = "He said “yes” twice."
    (quoted,) = find_quoted(text)
    assert text[quoted.outer_start : quoted.outer_end] == "“yes”"


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        ("The “special operation” goes on.", True),
        ("He spoke of “war” again.", True),
        ("“Never,” he said.", False),
        ("He asked: “Why?”", False),
        ("He spoke of “a war without end” again.", False),
    ],
)
def test_terms_at_a_distance(text: str, scare: bool) -> None:
    assert is_scare(text, find_quoted(text)[0]) is scare


_PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        "``",
        " ",
        "\n",
        "\n\n",
        "a",
        "Word",
        ".",
        ",",
        "6",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=40).map("".join)))
def test_any_text_gives_ordered_stretches_inside_it(text: str) -> None:
    found = find_quoted(text)
    last = 0
    for quoted in found:
        assert last <= quoted.outer_start <= quoted.start < quoted.end <= quoted.outer_end
        assert quoted.outer_end <= len(text)
        assert text[quoted.start : quoted.end].strip()
        last = quoted.outer_end


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="“”„«»‘’\"'`"), max_size=80))
def test_a_text_without_marks_has_no_quotations(text: str) -> None:
    assert find_quoted(text) == []


@settings(max_examples=50, deadline=None)
@given(
    st.from_regex(r"[A-Za-z]+( [a-z]+){0,6}[.,]", fullmatch=True),
    st.sampled_from(["“”", "„“", "«»", '""', "‘’"]),
)
def test_any_words_in_any_marks(words: str, marks: str) -> None:
    text = f"She said: {marks[0]}{words}{marks[1]} And left."
    (quoted,) = find_quoted(text)
    assert quoted == Quoted(11, 11 + len(words), 10, 12 + len(words))

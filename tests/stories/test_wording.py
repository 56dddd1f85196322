"""What is a copy of what, by the words alone."""

from __future__ import annotations

import pytest
from tests.stories.conftest import BUDGET, FERRY, FERRY_TOLD_ELSEWHERE

from verbale.evaluation.edits import EDITS, copy_made
from verbale.model import Document, Span
from verbale.stories.wording import KEYS, is_copy, share, wording_of


def wording(text: str) -> object:
    return wording_of(Document(text))


@pytest.mark.parametrize("name", EDITS)
def test_edits_are_copies(name: str) -> None:
    original = Document(FERRY, id="a")
    copy = copy_made(original, name)
    assert copy.text != FERRY
    assert copy == copy_made(original, name)
    assert is_copy(wording_of(copy), wording_of(original))
    assert is_copy(wording_of(original), wording_of(copy))


def test_another_report_on_the_same_happening_is_no_copy() -> None:
    one, other = wording_of(Document(FERRY)), wording_of(Document(FERRY_TOLD_ELSEWHERE))
    assert share(one, other) < 0.2
    assert not is_copy(one, other)


def test_case_punctuation_and_head_are_no_difference() -> None:
    one = wording_of(Document(FERRY, title="Ferry aground"))
    other = wording_of(Document(FERRY.replace(",", " –").upper(), title="All saved"))
    assert one.digest == other.digest
    assert share(one, other) == 1.0


def test_a_source_block_is_no_part_of_the_wording() -> None:
    block = "Source: https://news.example/ferry"
    text = f"{FERRY}\n\n{block}"
    document = Document(text, skipped=(Span(len(FERRY) + 2, len(text), block),))
    assert wording_of(document).digest == wording_of(Document(FERRY)).digest


RATES = (
    "The central bank of Norland fixed its rate for overnight loans at {0} percent on {1}, after "
    "{2} percent the day before. Banks took {3} million crowns at the auction, the bank said in its "
    "daily note. The next auction will be held in the morning."
)


def test_a_form_filled_in_anew_is_no_copy() -> None:
    one = wording_of(Document(RATES.format("4.25", "May 6", "4.10", "318")))
    other = wording_of(Document(RATES.format("3.75", "June 9", "3.80", "272")))
    assert share(one, other) > 0.6
    assert not is_copy(one, other)


def test_short_texts_are_copies_only_word_for_word() -> None:
    one = wording_of(Document("Two dead in a fire in Lagune."))
    assert one.keys == []
    assert is_copy(one, wording_of(Document("TWO DEAD in a fire in Lagune")))
    assert not is_copy(one, wording_of(Document("Two dead in a fire in Lagune, police say.")))
    assert not is_copy(wording_of(Document("")), wording_of(Document(BUDGET)))


def test_a_quoted_line_is_no_copy() -> None:
    line = FERRY.split("\n\n")[0].split(".")[0]
    longer = f"{line}.\n\n" + "\n\n".join(" ".join(BUDGET.split()[::n]) for n in range(1, 9))
    assert not is_copy(wording_of(Document(line)), wording_of(Document(longer)))


def test_keys_are_few_and_known_from_a_cut_copy() -> None:
    whole = wording_of(Document(FERRY))
    cut = wording_of(Document(FERRY[: len(FERRY) // 2]))
    assert len(whole.keys) == KEYS
    assert len(set(whole.keys) & set(cut.keys)) >= 5
    assert all(-(2**63) <= key < 2**63 for key in whole.keys)

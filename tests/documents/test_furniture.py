"""Furniture of pages: kept in the text, named as skipped, never read."""

from __future__ import annotations

import pytest

from verbale.documents.furniture import furniture
from verbale.pipeline import Reader

REPORT = "Norway sent two ships to the strait on Monday."


@pytest.mark.parametrize(
    "words",
    [
        "Advertisement",
        "Image copyright Someone Image caption Mr. Holm met Ms. Lund in Oslo",
        "Enlarge this image toggle caption Jan Kolar/Somewhere",
        "Story Continued Below",
        "SEE ALSO: Sweden condemns Norway",
        "Read or Share this story: https://example.org/1",
        "Anna Lund contributed to this report.",
        "Copyright © 2025 The Somewhere Times.",
    ],
)
def test_a_paragraph_that_is_no_prose(words: str) -> None:
    text = f"{REPORT}\n\n  {words}\n\n{REPORT}"
    assert [text[start:end] for start, end in furniture(text)] == [words]


@pytest.mark.parametrize(
    "words",
    [
        REPORT,
        "The image showed a ship.",
        "Advertisements for the party were banned in May." + " The ban holds." * 40,
        "He said that he had contributed to this report on the war.",
    ],
)
def test_a_report_is_read(words: str) -> None:
    assert furniture(words) == ()


def test_only_the_words_before_the_first_sentence() -> None:
    text = f"Story highlights {REPORT}"
    assert [text[start:end] for start, end in furniture(text)] == ["Story highlights"]


def test_it_makes_no_records_and_stays_in_the_text(reader: Reader) -> None:
    text = f"{REPORT}\n\nSEE ALSO: Sweden condemns Norway"
    reading = reader.read(text)
    assert reading.document.text == text
    assert [s.text for s in reading.document.skipped] == ["SEE ALSO: Sweden condemns Norway"]
    assert {r.evidence[0].text for r in reading.records if r.kind == "event"} == {"sent"}

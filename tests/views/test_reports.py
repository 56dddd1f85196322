"""Briefs and dossiers: every line has notes that lead to its words; nothing is made up or lost."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from verbale.errors import DeskError
from verbale.model import Document, Event, Magnitude, Reading, Undertaking
from verbale.pipeline import Reader
from verbale.views.reports import Paper, Scope, Side, brief, dossier
from verbale.views.reports.office import write_docx, write_pdf
from verbale.views.reports.paper import linked
from verbale.views.reports.writers import html, markdown

Make = Callable[..., Reading]
TODAY = date(2031, 9, 1)

TALKS = """Kenya's foreign minister, Amina Wekesa, met her Ghanaian counterpart, Kofi Ansah, in Accra on Monday. \
Kenya and Ghana agreed to set up a joint patrol by March 2031.

"Ghana has never been closer to us," Wekesa told reporters after the talks.

Ghana criticised Kenya over a delay in visas. Ansah said Kenya would probably drop the visa fee next year."""

LATER = """Kenya and Ghana have begun to set up a joint patrol, Kenyan officials said on Tuesday.

Ghana condemned Kenya on Tuesday after an attack on its embassy. Three people were killed in the attack."""


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    def read(text: str, day: str, outlet: str) -> Reading:
        return reader.read_document(
            Document(
                text, title=f"A report of {day}", outlet=outlet, published=day, language="en",
                url=f"https://{outlet.lower()}.example/{day}/a-b",
            )
        )  # fmt: skip

    return [read(TALKS, "2031-01-14", "Herald"), read(LATER, "2031-05-21", "Post")]


KENYA, GHANA = Side("Kenya", country="KEN"), Side("Ghana", country="GHA")
BOTH = Scope("Kenya – Ghana", (KENYA, GHANA))


def lines(paper: Paper) -> list[str]:
    return ["".join(run.text for run in one.runs) for s in paper.sections for one in s.lines]


def section(paper: Paper, heading: str) -> list[str]:
    (found,) = [one for one in paper.sections if one.heading == heading]
    return ["".join(run.text for run in line.runs) for line in found.lines]


def check_notes(paper: Paper) -> None:
    """Each line has notes, each note leads to its words, by offsets and by address."""
    known = {note.number: note for note in paper.notes}
    assert list(known) == list(range(1, len(known) + 1))
    for part in paper.sections:
        for line in part.lines:
            assert line.notes
            assert set(line.notes) <= set(known)
    for note in known.values():
        text = note.document.text[note.start : note.end]
        assert note.words in " ".join(text.split())
        if note.address:
            address, _, fragment = note.address.partition("#:~:text=")
            assert address == note.document.url
            first, last = (unquote(part) for part in (*fragment.split(","), fragment)[:2])
            assert note.words.startswith(first)
            assert note.words.endswith(last) or len(fragment.split(",")) == 1


def test_a_brief_of_two(readings: list[Reading]) -> None:
    paper = brief(readings, BOTH, today=TODAY)
    check_notes(paper)
    assert paper.title == "Brief: Kenya – Ghana"
    assert dict(paper.facts)["Published"] == "2031-01-14 to 2031-05-21"
    assert any("closer to us" in line for line in section(paper, "What was said"))
    assert any("→ Kenya" in line for line in section(paper, "What took place"))


def test_a_dossier_of_two(readings: list[Reading]) -> None:
    paper = dossier(readings, BOTH, today=TODAY)
    check_notes(paper)
    assert section(paper, "Last met")
    assert any("Amina Wekesa" in line for line in section(paper, "Who speaks for Kenya"))
    (table,) = [one.table for one in paper.sections if one.table]
    assert table.rows[0][0] == "2031"
    assert any("joint patrol" in line for line in section(paper, "Open undertakings"))


def test_a_due_date_that_is_past_is_told(reading: Reading, make_reading: Make) -> None:
    from verbale.model import Date

    records = tuple(
        replace(r, due=Date("2024-09"), auxiliary=()) if isinstance(r, Undertaking) else r
        for r in reading.records
    )
    paper = brief([replace(reading, records=records)], Scope("all"), today=date(2025, 1, 1))
    assert any("due date past" in line for line in section(paper, "Open undertakings"))
    early = brief([replace(reading, records=records)], Scope("all"), today=date(2024, 9, 15))
    assert not any("due date past" in line for line in section(early, "Open undertakings"))


def test_planned_events_are_never_among_those_that_took_place(reading: Reading) -> None:
    records = tuple(
        replace(r, auxiliary=("future",)) if isinstance(r, Event) else r for r in reading.records
    )
    paper = brief([replace(reading, records=records)], Scope("all"), today=TODAY)
    assert "What took place" not in [one.heading for one in paper.sections]
    (line,) = section(paper, "Planned, supposed or denied")
    assert line.endswith("[to come]")


def test_contradictions_stand_side_by_side(reading: Reading, make_reading: Make) -> None:
    other = make_reading(1)
    denied = tuple(
        replace(r, auxiliary=("negation",)) if isinstance(r, Event) else r for r in other.records
    )
    paper = brief([reading, replace(other, records=denied)], Scope("all"), today=TODAY)
    (line,) = section(paper, "Contradictions")
    assert "told as done [" in line
    assert "denied [" in line
    check_notes(paper)


def test_other_numbers_of_dead_are_told(reading: Reading, make_reading: Make) -> None:
    def with_dead(one: Reading, value: float) -> Reading:
        span = one.records[-1].evidence[0]
        dead = (Magnitude("dead", value, span),)
        changed = [replace(r, magnitude=dead) if isinstance(r, Event) else r for r in one.records]
        return replace(one, records=tuple(changed))

    paper = brief([with_dead(reading, 2), with_dead(make_reading(1), 3)], Scope("all"), today=TODAY)
    (line,) = section(paper, "Contradictions")
    assert re.search(r"dead: 2 \[\d+\], 3 \[\d+\]", line)


def test_what_says_the_same_is_one_line_with_all_its_notes(make_reading: Make) -> None:
    paper = brief([make_reading(1), make_reading(2)], Scope("all"), today=TODAY)
    (took,) = [one for one in paper.sections if one.heading == "What took place"]
    assert [len(line.notes) for line in took.lines] == [2]


def test_copies_count_for_nothing(reading: Reading, make_reading: Make) -> None:
    other = make_reading(1)
    copy = replace(other, document=replace(other.document, copy_of=reading.document.id))
    assert brief([reading, copy], Scope("all"), today=TODAY) == brief(
        [reading], Scope("all"), today=TODAY
    )


def test_lines_are_limited_and_the_rest_is_counted(readings: list[Reading]) -> None:
    paper = brief(readings, Scope("all"), most=1, today=TODAY)
    assert all(len(one.lines) <= 1 for one in paper.sections)
    assert any(one.left_out for one in paper.sections)
    assert "more with fewer sources" in markdown(paper)


@pytest.mark.parametrize(
    ("since", "until", "some"),
    [("2031-02", None, True), (None, "2030", False), ("2031-01", "2031-01-20", True)],
)
def test_dates_narrow(
    readings: list[Reading], since: str | None, until: str | None, some: bool
) -> None:
    scope = Scope("all", (), since, until)
    paper = brief(readings, scope, today=TODAY)
    assert bool(paper.notes) is some


def test_a_date_that_is_none_is_refused(readings: list[Reading]) -> None:
    with pytest.raises(DeskError, match="'soon' is no date"):
        brief(readings, Scope("all", (), "soon"), today=TODAY)


EVIL = "<script>alert(1)</script> [x](javascript:x) *b* `c` \x1b[31m \u202e"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]


def evil(reading: Reading, **parts: Any) -> Reading:
    document = replace(reading.document, **{"title": EVIL, "outlet": EVIL, **parts})
    return Reading(document, tuple(replace(r, source=document, id="") for r in reading.records))


@pytest.mark.parametrize("url", ['javascript:alert("1")', 'https://x.example/"><img src=x>', None])
def test_source_text_is_only_text(reading: Reading, url: str | None) -> None:
    paper = brief([evil(reading, url=url)], Scope(EVIL), today=TODAY)
    page = html(paper)
    seen = Tags()
    seen.feed(page)
    assert "script" not in seen.tags
    assert "img" not in seen.tags
    assert all(a.startswith(("#note-", "https://")) for a in seen.addresses)
    assert "\x1b" not in page
    assert "\u202e" not in page
    written = markdown(paper)
    assert "<script" not in written.replace("\\<script", "")
    assert "\x1b" not in written


def test_every_note_of_the_page_is_there(readings: list[Reading]) -> None:
    page = html(brief(readings, BOTH, today=TODAY))
    cited = set(re.findall(r'href="#(note-\d+)"', page))
    assert cited == set(re.findall(r'id="(note-\d+)"', page))


def test_word_and_pdf(readings: list[Reading], tmp_path: Path) -> None:
    odd = evil(readings[0], title="Łódź, Αθήνα, Киев, 東京 \ufffe")
    paper = dossier([odd, *readings], BOTH, today=TODAY)
    write_docx(paper, tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as book:
        body = book.read("word/document.xml").decode()
    assert "Łódź" in body
    assert "Last met" in body
    write_pdf(paper, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_an_address_with_a_text_fragment() -> None:
    assert linked("https://x.example/a", "It - ended, there.") == (
        "https://x.example/a#:~:text=It%20%2D%20ended%2C%20there."
    )
    long = linked("https://x.example/a#top", " ".join(f"w{n}" for n in range(20)))
    assert long == (
        "https://x.example/a#top:~:text=w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19"
    )

"""Quoted stretches: pairing the quotation marks of a text.

Handles double and single marks, straight and typographic, nested marks, a
missing closing mark (ends with the paragraph; a quotation that runs over
paragraphs opens again at each), apostrophes, inches and feet left alone.
Source for the paragraph convention: The Associated Press Stylebook, "quotation marks".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "'": "'"}
_MARKS = re.compile("[“”„«»‘’\"']")
_PARAGRAPH = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Text between marks: ``start:end`` is the inside, ``outer_start:outer_end`` with the marks.

    ``runs_on`` is true where the closing mark is left out because the quotation
    goes on in the next paragraph.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    runs_on: bool = False


def find_quoted(text: str) -> list[Quoted]:
    """All outermost quoted stretches, in order."""
    found: list[Quoted] = []
    last = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        found.extend(_paragraph(text, last, end))
        last = gap.end() if gap else end
    return _close_open(text, found)


def _paragraph(text: str, start: int, end: int) -> list[Quoted]:
    found: list[Quoted] = []
    opened: int | None = None
    closing = ""
    for place in (one.start() for one in _MARKS.finditer(text, start, end)):
        mark = text[place]
        if opened is None:
            if _opens(text, place, start, end):
                opened, closing = place, _PAIRS[mark]
        elif mark in closing and _closes(text, place, end, mark):
            found.append(Quoted(opened + 1, place, opened, place + 1))
            opened = None
    if opened is not None and opened + 1 < end:
        found.append(Quoted(opened + 1, end, opened, end, runs_on=True))
    return [q for q in found if text[q.start : q.end].strip()]


def _opens(text: str, place: int, start: int, end: int) -> bool:
    mark = text[place]
    if mark not in _PAIRS:
        return False
    before = text[place - 1] if place > start else " "
    after = text[place + 1] if place + 1 < end else " "
    if after.isspace():
        return False
    if mark == '"':
        return not before.isalnum()
    if mark in "‘'":
        return not before.isalnum() and _single_closes(text, place, end)
    return True


def _single_closes(text: str, place: int, end: int) -> bool:
    """A single opening mark counts only where a closing one follows that is no apostrophe.

    A straight one must close behind punctuation, or it may as well be an apostrophe.
    """
    rest = text[place + 1 : end]
    straight = text[place] == "'"
    for found in re.finditer("'" if straight else "’", rest):
        at = found.start()
        free = at > 1 and not rest[at + 1 : at + 2].isalnum()
        if free and (not straight or rest[at - 1] in ",.!?"):
            return True
    return False


def _closes(text: str, place: int, end: int, mark: str) -> bool:
    after = text[place + 1] if place + 1 < end else " "
    before = text[place - 1]
    if mark == "'":
        return not after.isalnum() and before in ",.!?"
    if mark == "’":
        return not after.isalnum()
    if mark == '"':
        inches = before.isdigit() and after == " " and '"' in text[place + 1 : end]
        return not inches and not (after.isalnum() and before.isspace())
    return True


def _close_open(text: str, found: list[Quoted]) -> list[Quoted]:
    """An unclosed stretch runs on only if the next paragraph opens with a mark; else it is
    kept to its sentence's end."""
    kept: list[Quoted] = []
    for number, quoted in enumerate(found):
        if not quoted.runs_on:
            kept.append(quoted)
            continue
        following = found[number + 1] if number + 1 < len(found) else None
        gap = text[quoted.outer_end : following.outer_start] if following else "x"
        if following is not None and not gap.strip():
            kept.append(quoted)
        else:
            stop = re.search(r"[.!?]", text[quoted.start : quoted.end])
            end = quoted.start + stop.end() if stop else quoted.end
            kept.append(Quoted(quoted.start, end, quoted.outer_start, end))
    return kept


def is_scare(text: str, quoted: Quoted) -> bool:
    """A word or two in marks inside a sentence: a term at a distance, not a quotation."""
    inside = text[quoted.start : quoted.end]
    return len(inside.split()) <= 2 and not inside.rstrip().endswith((".", ",", "!", "?"))

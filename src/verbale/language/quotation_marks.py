"""Quoted stretches: pairing the quotation marks of a text.

Handles double and single marks, straight, typographic and typed as two single
ones (``''We are ready''``), nested marks, a missing closing mark (ends with the
sentence; a quotation that runs over paragraphs opens again at each, or closes in
a later one), apostrophes, inches and feet left alone.
Source for the paragraph convention: The Associated Press Stylebook, "quotation marks".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_MARKS = re.compile("'{2,3}|``|‘‘|’’|[“”„«»‘’\"']")
_TWO_MARKS = re.compile(r"(\s|^|[(\[—-])(''|``)(?=\S)|'{2,3}(?!\w)")
_PARAGRAPH = re.compile(r"\n\s*\n|\n")
_FAMILIES = {"“": "double", "”": "double", "„": "double", '"': "double", "''": "double"}
_FAMILIES |= {"``": "double", "‘‘": "double", "’’": "double", "'''": "double"}
_FAMILIES |= {"«": "angle", "»": "angle", "‘": "single", "’": "single", "'": "straight"}
_ONLY_OPEN = frozenset({"„", "«", "``", "‘‘"})
_ONLY_CLOSE = frozenset({"»", "’", "’’"})
_LATER = 5
"""Paragraphs in which the closing mark of a quotation that opens only once is looked for."""


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


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark at ``start:end``, whether it can open and close by what stands around it."""

    start: int
    end: int
    family: str
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Paragraph:
    """A paragraph's quoted stretches; ``stray`` is a mark that closes what it did not open."""

    start: int
    end: int
    found: list[Quoted]
    stray: _Mark | None = None


def find_quoted(text: str) -> list[Quoted]:
    """All outermost quoted stretches, in order."""
    paragraphs: list[_Paragraph] = []
    last = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        paragraphs.append(_paragraph(text, last, end))
        last = gap.end() if gap else end
    return _close_open(text, paragraphs)


def even_marks(text: str) -> str:
    """The text with two single marks as one double mark and a blank, all offsets kept."""
    if "''" not in text and "``" not in text:
        return text
    return _TWO_MARKS.sub(_even, text)


def _even(found: re.Match[str]) -> str:
    if found.group(2):
        return f'{found.group(1)} "'
    return '" ' if len(found.group()) == 2 else "'\" "


def _paragraph(text: str, start: int, end: int) -> _Paragraph:
    made = _Paragraph(start, end, [])
    opened: _Mark | None = None
    closer: _Mark | None = None
    depth = 0
    for mark in _marks(text, start, end):
        if opened is not None and _reopens(text, mark, opened):
            made.found.append(_first_sentence(text, opened.end, mark.start, opened.start))
            opened = None
        if opened is None:
            opened, closer, depth = _open(made, mark), None, 0
        elif mark.family == opened.family and mark.closes:
            closer, depth = mark, depth - 1
            if depth < 0:
                made.found.append(_between(opened, mark))
                opened = None
        elif mark.family == opened.family == "double":
            depth += 1
    _leave_open(made, opened, closer)
    made.found = [q for q in made.found if text[q.start : q.end].strip()]
    return made


def _leave_open(made: _Paragraph, opened: _Mark | None, closer: _Mark | None) -> None:
    """What is still open at a paragraph's end closes with its last inner mark, or runs on."""
    if opened is not None and closer is not None:
        made.found.append(_between(opened, closer))
    elif opened is not None and opened.end < made.end:
        made.found.append(Quoted(opened.end, made.end, opened.start, made.end, runs_on=True))


def _open(made: _Paragraph, mark: _Mark) -> _Mark | None:
    """The mark where it opens; one that only closes is kept as the paragraph's stray mark."""
    if mark.opens:
        return mark
    if mark.closes and not made.found and made.stray is None and mark.family == "double":
        made.stray = mark
    return None


def _between(opened: _Mark, closer: _Mark) -> Quoted:
    return Quoted(opened.end, closer.start, opened.start, closer.end)


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The marks of a paragraph that can open or close a quotation."""
    marks = []
    for found in _MARKS.finditer(text, start, end):
        first, last, shape = found.start(), found.end(), found.group()
        before = text[first - 1] if first > start else " "
        after = text[last] if last < end else " "
        opens = _opens(text, (first, end), before, after, shape)
        closes = _closes(text, (last, end), before, after, shape)
        if shape == "'''":
            first, last = (first, last - 1) if opens else (first + 1, last)
        if opens or closes:
            marks.append(_Mark(first, last, _FAMILIES[shape], opens, closes))
    return marks


def _opens(text: str, place: tuple[int, int], before: str, after: str, shape: str) -> bool:
    if shape in _ONLY_CLOSE or after.isspace():
        return False
    if shape in _ONLY_OPEN or shape == "“":
        return shape != "“" or not before.isalnum() or after.isalnum()
    if shape == "”":
        return before.isspace() and after.isalnum()
    if shape in "‘'":
        return not before.isalnum() and _single_closes(text, *place)
    return not before.isalnum()


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


def _closes(text: str, place: tuple[int, int], before: str, after: str, shape: str) -> bool:
    if shape in _ONLY_OPEN:
        return False
    if shape == "'":
        return not after.isalnum() and before in ",.!?"
    if shape == "“":
        return not before.isspace() and not after.isalnum()
    if shape == "’":
        return not after.isalnum()
    if shape == '"':
        inches = before.isdigit() and after == " " and '"' in text[place[0] : place[1]]
        return not inches and not (after.isalnum() and (before.isspace() or before in "(["))
    if shape in ("''", "'''"):
        return not after.isalnum() and not before.isspace()
    return shape != "‘"


def _reopens(text: str, mark: _Mark, opened: _Mark) -> bool:
    """A second opening mark at a sentence's start: the first one was never closed."""
    if mark.family != opened.family or mark.family != "double" or mark.closes or not mark.opens:
        return False
    return text[opened.end : mark.start].rstrip().endswith((".", "!", "?", ":", ","))


def _close_open(text: str, paragraphs: list[_Paragraph]) -> list[Quoted]:
    """An unclosed stretch runs on only if the next paragraph opens with a mark, or a later one
    closes what it did not open; else it is kept to its sentence's end."""
    kept: list[Quoted] = []
    for number, paragraph in enumerate(paragraphs):
        for quoted in paragraph.found:
            if not quoted.runs_on or _opens_again(text, paragraphs, number):
                kept.append(quoted)
                continue
            more = _closed_later(paragraphs, number)
            if more:
                kept += [quoted, *more]
            else:
                kept.append(_first_sentence(text, quoted.start, quoted.end, quoted.outer_start))
    return sorted((q for q in kept if text[q.start : q.end].strip()), key=lambda q: q.start)


def _opens_again(text: str, paragraphs: list[_Paragraph], number: int) -> bool:
    """Whether the next paragraph that holds anything starts with a quotation."""
    for following in paragraphs[number + 1 :]:
        if text[following.start : following.end].strip():
            first = following.found[0].outer_start if following.found else following.end
            return not text[following.start : first].strip() and bool(following.found)
    return False


def _closed_later(paragraphs: list[_Paragraph], number: int) -> list[Quoted]:
    """The further paragraphs of a quotation that opens once and closes in a later paragraph."""
    more: list[Quoted] = []
    for following in paragraphs[number + 1 : number + 1 + 2 * _LATER]:
        if following.stray is not None:
            end = following.stray
            return [*more, Quoted(following.start, end.start, following.start, end.end)]
        if following.found:
            return []
        more.append(
            Quoted(following.start, following.end, following.start, following.end, runs_on=True)
        )
    return []


def _first_sentence(text: str, start: int, end: int, outer: int) -> Quoted:
    stop = re.search(r"[.!?]", text[start:end])
    last = start + stop.end() if stop else end
    return replace(Quoted(start, last, outer, last))


def is_scare(text: str, quoted: Quoted) -> bool:
    """A word or two in marks inside a sentence, or a title: a term, not a quotation."""
    inside = text[quoted.start : quoted.end]
    before = text[max(0, quoted.outer_start - 40) : quoted.outer_start]
    words = inside.split()
    running = before.endswith(" ") and before.rstrip()[-1:].isalnum()
    if len(words) <= 2 and not inside.rstrip().endswith((".", ",", "!", "?")):
        return True
    if running and len(words) <= 2 and inside[:1].islower():
        return True
    if running and len(words) <= 3 and all(w[0].isupper() or w[0].isdigit() for w in words):
        said = re.search(r"(?:said|says|\w+ed|\w+ing)\s*$", before) is not None
        return not said and not inside.rstrip().endswith(("!", "?"))
    return _is_title(before, inside)


def _is_title(before: str, inside: str) -> bool:
    """ "On the programme “Meet the Neighbours,”": long words all with capitals, in a sentence."""
    words = re.findall(r"[^\W\d_][\w’'-]*", inside)
    long = [w for w in words if len(w) > 3]
    last = re.findall(r"[\w’']+\s*$", before)
    if not 2 <= len(words) <= 9 or not long or not last:
        return False
    lead = last[0].strip()
    return (lead[:1].islower() or lead.endswith(("’s", "'s"))) and (
        all(w[0].isupper() for w in long) and words[0][0].isupper() and words[-1][0].isupper()
    )

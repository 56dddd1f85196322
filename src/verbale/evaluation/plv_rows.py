"""The relations of a PLV file: a sentence with its source and target marked, and their type."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from verbale.errors import SourceError
from verbale.evaluation.measures import gold_bytes

Ends = tuple[int, int] | None
_FIELDS = ("sentence_id", "gold_penta", "gold_root", "marked_sentence")
_MARK = re.compile(r"<(/?)([st])>")
_WORD = re.compile(r"\w+")
_PENTA = ("1", "2", "3", "4")

NEAR = 0.7
"""Sentences that share this part of all their words are held to be one and the same."""

ROOTS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
"""The 15 types of the set, and the quad class of each (1 and 2 verbal and material cooperation,
3 and 4 verbal and material conflict)."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One line: the text without marks, where source and target stand (None: not marked)."""

    line: int
    sentence_id: str
    text: str
    source: Ends
    target: Ends
    root: str
    penta: str


def relations(path: Path) -> list[Relation]:
    """All lines of a tab-separated file with a header; `SourceError` names line and field."""
    try:
        content = gold_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(str(path), f"byte {error.start + 1}: expected UTF-8") from error
    rows = csv.DictReader(io.StringIO(content), delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [name for name in _FIELDS if name not in (rows.fieldnames or ())]
    if missing:
        raise SourceError(f"{path}, line 1", f"no column {', '.join(missing)}; expected a header")
    found = [_relation(f"{path}, line {rows.line_num}", rows.line_num, row) for row in rows]
    if not found:
        raise SourceError(str(path), "no line below the header; expected a relation a line")
    return found


def _check(place: str, row: dict[str, str]) -> None:
    """Raise `SourceError` where a label of a line is none of the set's."""
    short = [name for name in _FIELDS if not row[name]]
    if short:
        raise SourceError(place, f"{', '.join(short)}: empty")
    root, penta = row["gold_root"], row["gold_penta"]
    if root not in ROOTS:
        raise SourceError(place, f"gold_root {root!r}: expected one of {', '.join(ROOTS)}")
    if penta not in _PENTA:
        raise SourceError(place, f"gold_penta {penta!r}: expected one of {', '.join(_PENTA)}")


def _relation(place: str, line: int, row: dict[str, str]) -> Relation:
    _check(place, row)
    root, penta = row["gold_root"], row["gold_penta"]
    text, ends = unmarked(place, row["marked_sentence"])
    if not ends:
        raise SourceError(place, "marked_sentence: neither <s>…</s> nor <t>…</t> in it")
    return Relation(line, row["sentence_id"], text, ends.get("s"), ends.get("t"), root, penta)


def unmarked(place: str, marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """A text without its marks, and where the first stretch of each mark stands in it.

    A side may be marked again further on; the first stretch counts.
    """
    text, last, opened = "", 0, dict[str, int]()
    ends: dict[str, tuple[int, int]] = {}
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        last, (closes, name) = found.end(), found.groups()
        if bool(closes) != (name in opened):
            raise SourceError(place, f"marked_sentence: {found.group()} without its partner")
        if not closes:
            opened[name] = len(text)
        elif text[(start := opened.pop(name)) :].strip():
            ends.setdefault(name, _within(text, start))
        else:
            raise SourceError(place, f"marked_sentence: nothing between <{name}> and </{name}>")
    if opened:
        raise SourceError(place, f"marked_sentence: <{min(opened)}> without its partner")
    return text + marked[last:], ends


def _within(text: str, start: int) -> tuple[int, int]:
    """The stretch from ``start`` to the end of the text so far, without blanks at its edges."""
    words = text[start:]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def folds(rows: Sequence[Relation], number: int = 5) -> list[int]:
    """The fold of each relation; what could give an answer away never stands in two folds.

    Kept together: the lines of one ``sentence_id``, and of sentences that share `NEAR` of
    their words. Groups go to the smallest fold in an order that only their words decide.
    """
    groups: dict[int, list[int]] = {}
    for place, group_of in enumerate(_grouped(rows)):
        groups.setdefault(group_of, []).append(place)
    ordered = sorted(
        groups.values(), key=lambda g: (-len(g), crc32(rows[g[0]].text.encode()), g[0])
    )
    sizes, taken = [0] * number, [0] * len(rows)
    for group in ordered:
        smallest = sizes.index(min(sizes))
        sizes[smallest] += len(group)
        for place in group:
            taken[place] = smallest
    return taken


def _grouped(rows: Sequence[Relation]) -> list[int]:
    """A number for each relation, the same for those that belong together."""
    group = list(range(len(rows)))
    words = [frozenset(_WORD.findall(row.text.lower())) for row in rows]
    for two, row in enumerate(rows):
        for one in range(two):
            if group[one] != group[two] and _same(rows[one], row, words[one], words[two]):
                old, new = group[two], group[one]
                group = [new if each == old else each for each in group]
    return group


def _same(one: Relation, two: Relation, words: frozenset[str], others: frozenset[str]) -> bool:
    if one.sentence_id == two.sentence_id:
        return True
    small, large = sorted((len(words), len(others)))
    if small < NEAR * large:
        return False
    return len(words & others) >= NEAR * len(words | others)

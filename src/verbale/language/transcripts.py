"""Transcripts: lines that start with a speaker's name and a colon, with or without marks.

"LINDQVIST: We never asked for the base." Two such lines make a transcript; a line without a label
that follows directly goes on the turn before it where it stands in marks of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from verbale.language.drafts import Draft, Scene, slug
from verbale.language.quotation_marks import Quoted

_LABEL = re.compile(
    r"^[^\S\n]*(?:“|\"|''|``)?(?P<name>(?:[A-Z][^\W\d_]*[.’'-]?[^\W_]*\.? ){0,4}[A-Z][^\W\d_’'-]*"
    r"[^\W_.:]*)(?: \([^()\n]{1,40}\))?: +(?=[^\s])",
    re.MULTILINE,
)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in a transcript, without the label; ``quoted`` are its words."""

    first: int
    last: int
    name: str
    quoted: Quoted


def find_turns(scene: Scene, quoted: list[Quoted]) -> list[Turn]:
    """The labelled lines of a transcript; none where only one line looks like one."""
    text = scene.document.text
    places = [t.idx for t in scene.parse]
    starts = {d.first: d for d in scene.drafts if d.kind == "person"}
    found = []
    for label in _LABEL.finditer(text):
        first = bisect_left(places, label.start("name"))
        last = bisect_left(places, label.end("name"))
        name = label.group("name")
        if first >= last:
            continue  # the label is part of a longer token
        known = first in starts and starts[first].last >= last
        if not known and not _is_label(scene, name):
            continue
        turn = Turn(first, last, name, _words(text, label.end(), quoted))
        if _is_speech(text[turn.quoted.start : turn.quoted.end]):
            found.append(turn)
    return found if len(found) >= _LEAST else []


def _is_label(scene: Scene, name: str) -> bool:
    """One word in capitals, or more of them that end with the name of a person of the text."""
    if not name.isupper() or len(name) < 3:
        return False
    family = name.split()[-1].casefold()
    return " " not in name or any(
        d.kind == "person" and d.name.casefold().endswith(family) for d in scene.drafts
    )


def _is_speech(words: str) -> bool:
    """A sentence, not a headline that a page shows between paragraphs."""
    ends = words.rstrip("”\"' ").endswith((".", "!", "?", "—", "–", "-", "…"))
    return ends and not words.isupper() and len(words.split()) > 1


def _words(text: str, start: int, quoted: list[Quoted]) -> Quoted:
    """The words of a turn: to the end of its quotation or of its line."""
    line = text.find("\n", start)
    end = line if line >= 0 else len(text)
    holding = [q for q in quoted if q.outer_start < start < q.end]
    outer = end
    if holding and holding[0].end <= end:
        outer = max(end if text[holding[0].outer_end : end].strip() else 0, holding[0].outer_end)
        end = outer if outer > holding[0].outer_end else holding[0].end
    body = text[start:end].rstrip()
    return Quoted(start, start + len(body), start, max(outer, start + len(body)))


def speaker_of(scene: Scene, first: int, last: int, name: str) -> Draft:
    """The mention that a label is: a person of the document with this family name, or a new one."""
    held = next((d for d in scene.drafts if d.first == first and d.kind == "person"), None)
    if held is not None:
        return held
    family = name.split()[-1].casefold()
    draft = Draft(first, last, last - 1, name.title() if name.isupper() else name, "name", "person")
    for other in scene.drafts:
        if other.kind == "person" and other.name.split()[-1:] and other.first != first:
            if other.name.split()[-1].casefold() == family:
                draft.target = other.resolved()
                break
    draft.actor = f"person:{slug(draft.name)}"
    draft.why = f"label “{name}”"
    return draft

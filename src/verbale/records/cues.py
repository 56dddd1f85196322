"""Cue words and phrases: a dictionary that one pass over a text looks up.

A cue is written in lemmas or forms in lower case, of one word or several; one with a capital stands
for exactly that spelling, "court/noun" only for that part of speech. Hyphens do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from verbale.matcher import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

Value = TypeVar("Value")

PARTS = {"noun": ("NOUN", "PROPN"), "verb": ("VERB", "AUX"), "adj": ("ADJ",)}
"""Parts of speech that a cue may name, as the parse has them."""

_PIECES = re.compile(r"[^\s\-–—]+")
_OWNER = re.compile(r"(?<=\w)(['’]s|(?<=s)['’])(?=\s|$)")
_PART_OF = {pos: part for part, several in PARTS.items() for pos in several}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place, and the ways in which a cue may have written it."""

    place: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """A cue found: first and last word (places), and what the dictionary holds for it."""

    first: int
    last: int
    value: Value


@dataclass(slots=True)
class _Node(Generic[Value]):
    below: dict[str, _Node[Value]] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)


class Cues(Generic[Value]):
    """A dictionary of cues, each with one or more values."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._root: _Node[Value] = _Node()
        for cue, value in entries:
            node = self._root
            for piece in pieces(cue):
                node = node.below.setdefault(piece, _Node())
            node.values.append(value)

    def find(self, words: Sequence[Word]) -> Iterator[Hit[Value]]:
        """Every cue that stands in the words, also where cues overlap."""
        for start in range(len(words)):
            reached = [self._root]
            for word in words[start:]:
                reached = [n.below[f] for n in reached for f in word.forms if f in n.below]
                if not reached:
                    break
                for node in reached:
                    for value in node.values:
                        yield Hit(words[start].place, word.place, value)


def pieces(cue: str) -> list[str]:
    """The words of a cue, as they are looked up."""
    spaced = _OWNER.sub(r" \1", cue.replace("’", "'"))
    return [p if "/" in p or p != p.lower() else p.lower() for p in _PIECES.findall(spaced)]


def words_of(tokens: Iterable[Token]) -> list[Word]:
    """The words of a parse; hyphens and blanks are left out."""
    found = []
    for token in tokens:
        text = token.text.replace("’", "'")
        parts = _PIECES.findall(text)
        if len(parts) == 1:
            found.append(Word(token.i, _forms(text, token)))
        else:
            found.extend(Word(token.i, _unparsed(part)) for part in parts)
    return found


def _unparsed(text: str) -> tuple[str, ...]:
    lower = text.lower()
    return tuple(dict.fromkeys((text, lower, _singular(lower))))


def _forms(text: str, token: Token) -> tuple[str, ...]:
    lower = text.lower()
    forms = [lower, *syntax.lemmas(token)]
    if token.pos_ == "PROPN":
        forms.append(_singular(lower))
    forms = list(dict.fromkeys(forms))
    part = _PART_OF.get(token.pos_)
    if part is not None:
        forms += [f"{form}/{part}" for form in forms]
    return tuple(forms) if text == lower else (*forms, text)


def title_words(title: str) -> list[Word]:
    """The words of a headline, which is not parsed: as they stand, and without a plural "s"."""
    found = []
    spaced = _OWNER.sub(r" \1", title.replace("’", "'"))
    for place, piece in enumerate(_PIECES.findall(spaced)):
        text = piece.strip('.,;:!?"“”()[]') or piece
        found.append(Word(place, _unparsed(text)))
    return found


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word

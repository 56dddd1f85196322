"""What around a name says that it is a place's: prepositions, generic nouns, lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

    from verbale.matcher.place_words import PlaceWords

_ILLNESSES = frozenset({"virus", "ebolavirus", "fever", "disease", "flu", "syndrome", "strain"})
_SETTLEMENTS = frozenset(
    {"city", "town", "village", "hamlet", "port", "suburb", "township", "settlement", "island"}
)
_PLAIN = re.compile(r"(?!The |THE )[A-Z](?:[\w .-]*\w)?")
"""An entity that needs no trimming."""
_LINKS = frozenset({",", "and", "or", "&", "/", ";", "-", "–"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """The neighbourhood of a name in a parse."""

    parse: Doc
    words: PlaceWords
    lower: list[str]

    @staticmethod
    def of(parse: Doc, words: PlaceWords) -> Evidence:
        """That of a parse, its words in lower case kept at hand."""
        strings = parse.vocab.strings
        return Evidence(parse, words, [strings[key] for key in parse.to_array("LOWER").tolist()])

    def says_place(self, first: int, last: int, *, weak: bool) -> bool:
        """A locative preposition before it, or a generic noun beside it.

        With ``weak`` only what is never said of persons and bodies counts.
        """
        before = self._before(first)
        if before >= 0:
            word = self.lower[before]
            if word in self.words.strong and self._adverbial(before):
                return True
            if word == "of" and before and self.lower[before - 1] in self.words.of:
                return True
            if (
                not weak
                and word in ("from", "at", "to")
                and self.parse[first].ent_type_ != "PERSON"
            ):
                return word == "from" or self.parse[before].dep_ == "prep"
        return last < len(self.lower) and self.lower[last] in self.words.after

    def settlement(self, first: int) -> bool:
        """ "the village of X", "the town X": whatever X is, it is a place."""
        before = self.lower[first - 1] if first else ""
        if before in _SETTLEMENTS:
            token = self.parse[first - 1]
            return token.text == before and token.dep_ != "prep" and self._upper(first)
        of = first > 1 and before == "of" and self.lower[first - 2] in _SETTLEMENTS
        return of and self._upper(first)

    def _upper(self, number: int) -> bool:
        return bool(self.parse[number].text[0].isupper())

    def _before(self, first: int) -> int:
        """The word before the name, past articles and directions ("in the northern X")."""
        number = first - 1
        while number >= 0 and self.lower[number] in self.words.directions:
            number -= 1
        return number

    def _adverbial(self, preposition: int) -> bool:
        token = self.parse[preposition]
        return token.dep_ != "prt"

    def illness(self, last: int) -> bool:
        """A virus or fever named after a place."""
        return last < len(self.lower) and self.lower[last] in _ILLNESSES

    def generic(self, first: int, last: int) -> bool:
        """The name ends with what it is: "Oru River", "Mill Street"."""
        return last - first > 1 and self.lower[last - 1] in self.words.after

    def of_body(self, first: int, last: int, body: Tokens) -> bool:
        """A body called by its place: "Ohio Department of Health", "Ministry of Ports, Peru"."""
        words = self.words.bodies
        if first == body.start or (first == body.start + 1 and body[0].lower_ == "the"):
            rest = [self.parse[n] for n in range(last, body.end) if self.parse[n].is_alpha]
            return bool(rest) and any(token.lower_ in words for token in rest)
        if last == body.end and self.lower[first - 1] in (",", "of", "in"):
            return any(token.lower_ in words for token in body[: first - body.start])
        return False

    def listed_before(self, first: int) -> int:
        """The token that a list or a comma joins to the name from the left; -1 for none."""
        number = first - 1
        while number >= 0 and self.lower[number] in _LINKS and first - number <= 2:
            number -= 1
        return number if number < first - 1 else -1

    def listed_after(self, last: int) -> int:
        """The same to its right."""
        number = last
        while number < len(self.lower) and self.lower[number] in _LINKS and number - last < 2:
            number += 1
        return number if number > last else -1


def trimmed(entity: Tokens, text: str) -> Iterator[tuple[int, int]]:
    """The tokens of an entity's names: no articles or possessive endings, split at commas."""
    if _PLAIN.fullmatch(text):
        yield entity.start, entity.end
        return
    first = entity.start
    for number in range(entity.start, entity.end + 1):
        if number == entity.end or entity.doc[number].text == ",":
            if (found := _bare(entity.doc, first, number)) is not None:
                yield found
            first = number + 1


def _bare(parse: Doc, first: int, last: int) -> tuple[int, int] | None:
    while first < last and (not parse[first].text[:1].isupper() or parse[first].lower_ == "the"):
        first += 1
    while first < last and (
        parse[last - 1].tag_ == "POS" or parse[last - 1].is_punct or parse[last - 1].is_space
    ):
        last -= 1
    return (first, last) if first < last else None

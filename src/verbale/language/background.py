"""What is long past when a report is published: PLOVER's ``historical``, always with its words.

A clause is background where it is dated `_REMOTE` years or more before publication, where its
event noun or its "during" names such a year ("the 1973 war"), or where it names an age gone by
("during the Cold War", "decades ago": ``ages`` of ``data/modality.yaml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.embedding import default_embedding
from verbale.model import Predicate, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_REMOTE = 10
"""Years before publication from which a dated clause is background, not news."""

_ADJUNCTS = ("advmod", "npadvmod", "prep")
_SPAN = frozenset({"during", "in", "after", "before"})


class Background:
    """Tells what is long past in one document."""

    def __init__(self, times: Sequence[TimeExpression], published: str | None) -> None:
        year = (published or "")[:4]
        self.year = int(year) if year.isdigit() else None
        self.at = {place: t for t in times for place in range(t.first, t.last)}
        self.ages = default_embedding().ages

    def mark(self, predicate: Predicate, token: Token) -> Predicate:
        """The predicate, ``historical`` where it is long past; what is to come never is."""
        cause = None if "future" in predicate.auxiliary else self._cause(predicate, token)
        if cause is None:
            return predicate
        auxiliary = ("historical", *predicate.auxiliary)
        return replace(predicate, auxiliary=auxiliary, why=(*predicate.why, f"historical: {cause}"))

    def _cause(self, predicate: Predicate, token: Token) -> str | None:
        for time in (predicate.time, *self._years(token)):
            past = self._past(time)
            if time is not None and past is not None:
                return f"“{time.span.text}”, {past} years before publication"
        age = next(self._named(token), None)
        return f"“{age}”" if age is not None else None

    def _past(self, time: TimeExpression | None) -> int | None:
        """Years from the end of a time to publication, if enough of them."""
        if time is None or time.edtf is None or self.year is None:
            return None
        last = time.edtf.rpartition("/")[2][:4].upper().replace("X", "9")
        past = self.year - int(last) if last.isdigit() else 0
        return past if past >= _REMOTE else None

    def _years(self, token: Token) -> Iterator[TimeExpression]:
        """Years put before the event noun, or before the noun of "during the … war"."""
        nouns = [token] if token.pos_ in ("NOUN", "PROPN") else []
        for c in syntax.children(token, "prep"):
            if c.lower_ in _SPAN and token.pos_ in syntax.VERBAL:
                nouns += syntax.children(c, "pobj")
        for noun in nouns:
            for c in syntax.children(noun, "nummod", "compound", "amod"):
                if c.i in self.at and c.i < noun.i:
                    yield self.at[c.i]

    def _named(self, token: Token) -> Iterator[str]:
        """Ages gone by that the clause's own adjuncts name."""
        if token.pos_ not in syntax.VERBAL:
            return
        for c in syntax.children(token, *_ADJUNCTS):
            if c.dep_ != "prep" or c.lower_ in _SPAN:
                first, last = syntax.edges(c)
                if last - first <= 8:
                    words = token.doc[first:last].text.lower()
                    yield from (age for age in self.ages if f" {age} " in f" {words} ")

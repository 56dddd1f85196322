"""Which words of a parse are predicates: verbs, words of the lexicon, nouns of what happens.

The layer of predicates holds them all; records come from words of the lexicon only, so that a
noun held here because of what it means ("the funeral", "restructuring") makes no record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Lexicon, syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.matcher.tree import Node

_ENDINGS = ("ing", "ment", "sion", "tion")
"""Endings of nouns made from verbs; the shorter ones ("-al", "-ance") tell too little."""


class Happenings:
    """Tells predicates from other words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.index = lexicon.index
        self.nouns, self.things = lexicon.words("happening-noun"), lexicon.words("thing-noun")

    def holds(self, token: Token | Node) -> bool:
        """True for a verb that is no auxiliary, a word of the lexicon, an event noun."""
        if token.pos_ in syntax.VERBAL and token.dep_ not in ("aux", "auxpass"):
            return True
        lemma = token.lemma_.lower()
        return lemma in self.index or (token.pos_ == "NOUN" and self.happening(lemma))

    def happening(self, noun: str) -> bool:
        """True for a noun of something that happens or is done."""
        return noun in self.nouns or (noun.endswith(_ENDINGS) and noun not in self.things)

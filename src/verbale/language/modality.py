"""Negation and modality: did it happen, will it, might it, and on whose word.

`verbale.language.scope` finds the words that tell; this is what they come to.
Scores follow the UW factuality scale, -3 (certainly did not) to 3 (certainly did);
auxiliary modes are PLOVER's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from verbale.language.scope import Effects, Scope
from verbale.matcher.embedding import Embedding, default_embedding
from verbale.model import ActorReference, Predicate, Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCORES = {"happened": 3.0, "did-not": -2.2, "uncertain": 1.2, "future": 2.2}


class Modality:
    """Computes the status of predicates of one document."""

    def __init__(
        self,
        quotations: Sequence[Quotation],
        support: frozenset[str],
        embedding: Embedding | None = None,
    ) -> None:
        self.scope = Scope(embedding or default_embedding(), support)
        self.quotations = quotations

    def predicate(self, token: Token) -> Predicate:
        """The status of one predicate and the words that decided it."""
        effects = self.scope.effects(token)
        auxiliary = _auxiliary(effects)
        return Predicate(
            token=token.i,
            lemma=token.lemma_.lower(),
            score=_score(effects),
            factuality=_factuality(effects),
            auxiliary=auxiliary,
            sources=self.sources(token),
            why=tuple(f"{effect}: “{word}”" for effect, word in effects),
        )

    def sources(self, token: Token) -> tuple[ActorReference, ...]:
        """Who says what the token is part of, innermost first."""
        here = token.idx
        holding = []
        for quotation in self.quotations:
            if quotation.cue_token == token.i or not quotation.speakers:
                continue
            if any(s.start <= here < s.end for s in quotation.content):
                holding.append((sum(len(s.text) for s in quotation.content), quotation))
        holding.sort(key=lambda pair: pair[0])
        return tuple(q.speakers[0] for _, q in holding)


def _auxiliary(effects: Effects) -> tuple[str, ...]:
    kinds = [effect for effect, _ in effects]
    found = []
    if "future" in kinds:
        found.append("future")
    if "uncertain" in kinds:
        found.append("hypothetical")
    if kinds.count("did-not") % 2 == 1:
        found.append("negation")
    return tuple(found)


def _score(effects: Effects) -> float:
    """The score of a predicate; the steps were fitted on the UW training sentences."""
    kinds = [effect for effect, _ in effects]
    if kinds.count("did-not") % 2 == 1:
        return _SCORES["did-not"]
    if "uncertain" in kinds:
        return _SCORES["uncertain"]
    return _SCORES["future"] if "future" in kinds else _SCORES["happened"]


def _factuality(effects: Effects) -> str:
    """``did-not`` wins over ``uncertain`` unless a word leaves it open."""
    kinds = [effect for effect, _ in effects]
    if "uncertain" in kinds:
        return "uncertain"
    if kinds.count("did-not") % 2 == 1:
        return "did-not"
    return "uncertain" if "future" in kinds else "happened"

"""Negation and modality: did it happen, will it, might it, and on whose word.

`verbale.language.scope` finds the words that tell; this is what they come to.
Scores follow the UW factuality scale, -3 (certainly did not) to 3 (certainly did);
auxiliary modes are PLOVER's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from verbale.language.factuality import Factuality, default_factuality
from verbale.language.scope import Effects, Scope
from verbale.matcher import syntax
from verbale.matcher.embedding import Embedding, default_embedding
from verbale.model import ActorReference, Analysis, Predicate, Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_DOUBTED = 0.5
"""Up to here the model's score makes a predicate hypothetical of which no word tells anything.

Of such predicates in the UW training sentences (cross-validated) four in five were rated below
"probable"; they are few.
"""

_UNSURE = 1.0
"""Up to here it is called uncertain, though no mode is set: two in three were rated so."""


class Modality:
    """Computes the status of predicates of one document."""

    def __init__(
        self,
        quotations: Sequence[Quotation],
        support: frozenset[str],
        relayed: Mapping[int, ActorReference] | None = None,
        embedding: Embedding | None = None,
        model: Factuality | None = None,
    ) -> None:
        self.scope = Scope(embedding or default_embedding(), support)
        self.model = model or default_factuality()
        self.quotations = quotations
        self.relayed = relayed or {}

    def predicate(self, token: Token) -> Predicate:
        """The status of one predicate and the words that decided it."""
        return self.predicates([token])[0]

    def predicates(self, tokens: Sequence[Token]) -> list[Predicate]:
        """The status of predicates of one parse: the words decide, the model weighs."""
        if not tokens:
            return []
        effects = [self.scope.effects(token) for token in tokens]
        scores = self.model.scores(tokens[0].doc, [token.i for token in tokens], effects)
        return [
            self._status(token, told, score)
            for token, told, score in zip(tokens, effects, scores, strict=True)
        ]

    def by_words(self, token: Token) -> Predicate:
        """The status by the rules alone, which needs no look at the rest of the parse.

        Its score is 3, or 0 where the words deny it.
        """
        return self._status(token, self.scope.effects(token), 3.0)

    def _status(self, token: Token, effects: Effects, score: float) -> Predicate:
        why = [f"{effect}: “{word}”" for effect, word in effects]
        factuality = _factuality(effects)
        bare = all(effect == "happened" for effect, _ in effects) and not _asked_why(token)
        if bare and score <= _UNSURE:
            factuality = "uncertain"
            why.append(f"uncertain: model, {score:g}")
        if bare and score <= _DOUBTED:
            effects = [*effects, ("uncertain", "model")]
        return Predicate(
            token=token.i,
            lemma=token.lemma_.lower(),
            score=min(score, 0.0) if factuality == "did-not" else score,
            factuality=factuality,
            auxiliary=_auxiliary(effects),
            sources=self.sources(token),
            why=tuple(why),
        )

    def sources(self, token: Token) -> tuple[ActorReference, ...]:
        """Who says what the token is part of, innermost first."""
        here = token.idx
        holding = [
            quotation
            for quotation in self.quotations
            if quotation.cue_token != token.i
            and quotation.speakers
            and quotation.act == "saying"
            and any(s.start <= here < s.end for s in quotation.content)
        ]
        cues = [token.doc[q.cue_token].idx for q in holding if q.cue_token is not None]
        holding.sort(
            key=lambda q: (
                _frames(q, cues),
                sum(len(s.text) for s in q.content),
                -(q.cue_token or 0),
            )
        )
        found = [self.relayed[token.i]] if token.i in self.relayed else []
        for quotation in holding:
            found.append(quotation.speakers[0])
            if quotation.cue_token is not None and quotation.cue_token in self.relayed:
                found.append(self.relayed[quotation.cue_token])
        return tuple({r.actor: r for r in reversed(found)}.values())[::-1]


def relays(analysis: Analysis) -> dict[int, ActorReference]:
    """Who passes on what others say: "according to Reuters, France *said* …", by the cue."""
    found: dict[int, ActorReference] = {}
    for quotation in analysis.quotations:
        if quotation.cue_token is not None and quotation.act == "saying":
            for reference in _according(analysis, analysis.parse[quotation.cue_token]):
                found.setdefault(quotation.cue_token, reference)
    return found


def _according(analysis: Analysis, cue: Token) -> Iterator[ActorReference]:
    for c in syntax.children(cue, "prep"):
        if c.lower_ == "according":
            for to in syntax.children(c, "prep"):
                for noun in syntax.children(to, "pobj"):
                    named = [noun, *syntax.owners(noun, "by", "from", "in")]
                    mentions = (analysis.mention_at.get(n.i) for n in named)
                    yield from (m.reference for m in mentions if m is not None)


def _frames(quotation: Quotation, cues: Sequence[int]) -> bool:
    """ "…, France said, according to Spain": Spain's word stands around that of France."""
    return quotation.entry.startswith("according") and any(
        s.start <= cue < s.end for s in quotation.content for cue in cues
    )


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


def _asked_why(token: Token) -> bool:
    """ "Why did France leave?" takes for granted that it did."""
    if token.pos_ not in syntax.VERBAL or not any(c.tag_ == "WRB" for c in token.lefts):
        return False
    return any(t.lower_ == "?" for t in token.sent[-3:])


def _factuality(effects: Effects) -> str:
    """``did-not`` wins over ``uncertain`` unless a word leaves it open."""
    kinds = [effect for effect, _ in effects]
    if "uncertain" in kinds:
        return "uncertain"
    if kinds.count("did-not") % 2 == 1:
        return "did-not"
    return "uncertain" if "future" in kinds else "happened"

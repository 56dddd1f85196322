"""Negation and modality: did it happen, will it, might it, and on whose word.

The words and what they do to the clause below them stand in ``data/modality.yaml``.
Scores follow the UW factuality scale, -3 (certainly did not) to 3 (certainly did);
auxiliary modes are PLOVER's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.embedding import Embedding, default_embedding
from verbale.model import ActorReference, Predicate, Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCORES = {"happened": 3.0, "did-not": -2.2, "uncertain": 1.2, "future": 2.2}
_CLIMB = 12
_GOING = frozenset({"be", "go", "come", "travel", "arrive", "fly", "gather", "return", "head"})
"""Verbs whose purpose is taken as carried out: "were in Tokyo to have a meeting"."""

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "csubj"})


class Modality:
    """Computes the status of predicates of one document."""

    def __init__(
        self,
        quotations: Sequence[Quotation],
        support: frozenset[str],
        embedding: Embedding | None = None,
    ) -> None:
        self.words = embedding or default_embedding()
        self.support = support
        self.quotations = quotations

    def predicate(self, token: Token) -> Predicate:
        """The status of one predicate and the words that decided it."""
        effects: list[tuple[str, str]] = []
        self._own(token, effects)
        self._above(token, effects)
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

    def _own(self, token: Token, effects: list[tuple[str, str]]) -> None:
        verb = self._light_verb(token)
        for word in (token, verb) if verb is not None else (token,):
            if syntax.is_negated(word):
                effects.append(("did-not", "negation"))
            for c in word.children:
                if c.dep_ in ("aux", "advmod", "amod", "acomp"):
                    self._modifier(word, c, effects)
            self._marked(word, effects)

    def _light_verb(self, token: Token) -> Token | None:
        """The verb a noun leans on: what is said of the verb holds of the event noun."""
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ not in (
            "dobj",
            "nsubj",
            "nsubjpass",
            "attr",
        ):
            return None
        return token.head if token.head.pos_ in syntax.VERBAL else None

    def _modifier(self, word: Token, modifier: Token, effects: list[tuple[str, str]]) -> None:
        effect = self.words.modifier(modifier.lower_)
        if effect is None:
            return
        if modifier.dep_ == "aux" and modifier.lower_ in ("would", "could", "might", "should"):
            effect = self._shifted(word, effect)
        effects.append((effect, modifier.lower_))

    def _shifted(self, verb: Token, effect: str) -> str:
        """ "Said it would": the future of a past; "would" alone stays a supposition."""
        head = verb.head
        reported = verb.dep_ in ("ccomp", "relcl", "advcl") and head.tag_ in ("VBD", "VBN")
        return "future" if reported and effect == "uncertain" and _would(verb) else effect

    def _marked(self, verb: Token, effects: list[tuple[str, str]]) -> None:
        for c in verb.children:
            if c.dep_ in ("mark", "advmod", "prep") and c.i < verb.i:
                effect = self.words.marker(c.lower_)
                if effect is not None and c.dep_ == "mark":
                    effects.append((effect, c.lower_))

    def _above(self, token: Token, effects: list[tuple[str, str]]) -> None:
        """Predicates the token is a complement of, and what holds of them in turn."""
        seen = token
        for _ in range(_CLIMB):
            if seen.head.i == seen.i:
                return
            above = (
                self._verb_above(seen, effects)
                if _verbal(seen)
                else self._noun_above(seen, effects)
            )
            if above is None:
                return
            seen = above

    def _verb_above(self, verb: Token, effects: list[tuple[str, str]]) -> Token | None:
        """From a verb to what governs its clause; a clause that only adds something ends it."""
        head = verb.head
        if verb.dep_ == "conj":
            return head
        purpose = verb.dep_ in ("acl", "advcl", "relcl") and syntax.is_infinitive(verb)
        if verb.dep_ not in _COMPLEMENTS and not purpose:
            return None
        if verb.dep_ == "pcomp":
            if head.lower_ in ("by", "after", "before", "while", "since"):
                return None
            head = head.head
        first = any(c.lower_ in ("first", "last", "only", "latest") for c in head.children)
        if purpose and head.lemma_ not in _GOING and not first:
            effects.append(("future", "to"))
        if head.lower_ == "going" and syntax.is_infinitive(verb):
            effects.append(("future", "going to"))
        self._embedded(head, True, effects)
        return head

    def _noun_above(self, noun: Token, effects: list[tuple[str, str]]) -> Token | None:
        """From an event noun to what is done with it; on from there only by a support verb."""
        head = noun.head
        if noun.dep_ == "conj":
            return head
        if noun.dep_ == "pobj":
            head = head.head
        elif noun.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr"):
            return None
        effect = self._embedded(head, False, effects)
        supports = head.lemma_.lower() in self.support or effect is not None
        return head if supports and _verbal(head) else None

    def _embedded(self, head: Token, clausal: bool, effects: list[tuple[str, str]]) -> str | None:
        """Note what a predicate does to what depends on it, and the predicate's own status."""
        negated = syntax.is_negated(head)
        effect = self.words.embedding(head, clausal, negated)
        if effect is not None:
            effects.append((effect, head.lower_))
        if clausal or effect is not None:
            for c in head.children:
                if c.dep_ == "aux" and c.i < head.i:
                    self._modifier(head, c, effects)
            self._marked(head, effects)
        return effect


def _verbal(token: Token) -> bool:
    return token.pos_ in syntax.VERBAL or token.dep_ in ("ccomp", "xcomp", "pcomp")


def _would(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("would", "'d", "’d") for c in verb.children)


def _auxiliary(effects: list[tuple[str, str]]) -> tuple[str, ...]:
    kinds = [effect for effect, _ in effects]
    found = []
    if "future" in kinds:
        found.append("future")
    if "uncertain" in kinds:
        found.append("hypothetical")
    if kinds.count("did-not") % 2 == 1:
        found.append("negation")
    return tuple(found)


def _score(effects: list[tuple[str, str]]) -> float:
    """The score of a predicate; the steps were fitted on the UW training sentences."""
    kinds = [effect for effect, _ in effects]
    if kinds.count("did-not") % 2 == 1:
        return _SCORES["did-not"]
    if "uncertain" in kinds:
        return _SCORES["uncertain"]
    return _SCORES["future"] if "future" in kinds else _SCORES["happened"]


def _factuality(effects: list[tuple[str, str]]) -> str:
    """``did-not`` wins over ``uncertain`` unless a word leaves it open."""
    kinds = [effect for effect, _ in effects]
    if "uncertain" in kinds:
        return "uncertain"
    if kinds.count("did-not") % 2 == 1:
        return "did-not"
    return "uncertain" if "future" in kinds else "happened"

"""How likely do words say it is: a rank by the scale of ``data/likelihood.yaml``.

The file names its sources. What no word of the scale tells has no rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from verbale.errors import DataError
from verbale.matcher import syntax
from verbale.matcher.loading import data_folder, load_yaml, unknown_keys, without_lines
from verbale.model.record import RANKS

if TYPE_CHECKING:
    from spacy.tokens import Token

_KEYS = ("bands", "words", "negated", "weakened", "less", "degree", "chance", "modals", "right")
_PER_CENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent)")
_CLOSE = ("advmod", "amod", "det", "neg", "nummod", "compound", "nmod", "predet", "quantmod")


@dataclass(frozen=True, slots=True)
class Scale:
    """The words of likelihood with their ranks."""

    bands: Mapping[str, float]
    phrases: Mapping[tuple[str, ...], str]
    negated: Mapping[str, str]
    weakened: Mapping[str, str]
    less: frozenset[str]
    degree: frozenset[str]
    chances: Mapping[str, str]
    """Adjective before a noun of chance → rank."""
    nouns: frozenset[str]
    modals: frozenset[str]
    right: tuple[tuple[str, str], ...]

    def of_percent(self, value: float) -> str:
        """The rank of a probability in per cent."""
        ranks = sorted(self.bands.items(), key=lambda b: -b[1])
        return next(rank for rank, least in ranks if value >= least)

    def of_words(self, words: Sequence[Token]) -> str | None:
        """The rank of a phrase of likelihood: its own words, its degree and its negation."""
        if not words:
            return None
        rank = self._chance(words) or self._phrase(words)
        if rank is None:
            return None
        if any(t.lower_ in self.less for t in words) and not self._whole(words):
            rank = self.weakened[rank]
        return self.negated[rank] if _denied(words) and not self._whole(words) else rank

    def _whole(self, words: Sequence[Token]) -> bool:
        """True where the phrase with its "less" or "no" stands in the table as it is."""
        return self._longest(words, lambda part: len(part) > 1) is not None

    def _phrase(self, words: Sequence[Token]) -> str | None:
        return self._longest(words, lambda part: True)

    def _longest(self, words: Sequence[Token], wanted: Any) -> str | None:
        forms = [t.lower_ for t in words]
        lemmas = [t.lemma_.lower() for t in words]
        for size in range(len(words), 0, -1):
            for first in range(len(words) - size + 1):
                for row in (forms, lemmas):
                    part = tuple(row[first : first + size])
                    if part in self.phrases and wanted(part):
                        return self.phrases[part]
        return None

    def _chance(self, words: Sequence[Token]) -> str | None:
        """ "A slim chance", "a 70 percent probability"."""
        noun = next((t for t in words if t.pos_ == "NOUN" and t.lemma_.lower() in self.nouns), None)
        if noun is None:
            return None
        told = _PER_CENT.search(" ".join(t.lower_ for t in words))
        if told is not None:
            return self.of_percent(float(told.group(1)))
        known = self._longest(words, lambda part: len(part) > 1)
        if known is not None:
            return known
        ranks = [self.chances[t.lower_] for t in words if t.lower_ in self.chances]
        return ranks[0] if ranks else "possible"

    def phrase_at(self, head: Token) -> list[Token]:
        """A word of likelihood with what stands close before it: "almost *certain*"."""
        tree = [c for c in head.children if c.dep_ in _CLOSE and c.i < head.i]
        inside = {t.i for c in tree for t in c.subtree if t.i < head.i} | {head.i}
        first = head.i
        while first - 1 in inside or (
            first > head.sent.start and head.doc[first - 1].lower_ in self.degree
        ):
            first -= 1
        return [head.doc[i] for i in range(first, head.i + 1)]

    def adverbs(self, verb: Token) -> Iterator[Token]:
        """The adverbs of likelihood that stand on a verb."""
        for c in verb.children:
            single = (c.lower_,) in self.phrases or (c.lemma_.lower(),) in self.phrases
            if c.dep_ == "advmod" and single and c.pos_ in ("ADV", "ADJ"):
                yield c

    def modal(self, verb: Token) -> Token | None:
        """The auxiliary that leaves open whether what the verb says comes true."""
        return next(
            (c for c in syntax.children(verb, "aux") if c.lower_ in self.modals and c.i < verb.i),
            None,
        )


def _denied(words: Sequence[Token]) -> bool:
    """True for "not likely", "no chance", "is not going to be likely"."""
    head = words[-1]
    if any(t.dep_ == "neg" or t.lower_ in ("no", "not") for t in words[:-1]):
        return True
    return head.pos_ in ("ADJ", "VERB") and syntax.is_negated(head)


def _flat(groups: Mapping[str, Iterable[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(p.split()): rank for rank, phrases in groups.items() for p in phrases}


@lru_cache(maxsize=1)
def default_scale() -> Scale:
    """The scale of the installed package; `DataError` with every fault of its file."""
    faults: list[str] = []
    source = data_folder() / "likelihood.yaml"
    content = load_yaml(source, faults)
    if isinstance(content, dict):
        unknown_keys(content, _KEYS, f"{source.name}:1", faults)
        faults += [f"{source.name}:1: {key} is missing" for key in _KEYS if key not in content]
        faults += _unknown_ranks(source.name, content)
    if faults or not isinstance(content, dict):
        raise DataError(faults or [f"{source.name}:1: expected keys with values"])
    return _scale(without_lines(content))


def _unknown_ranks(name: str, content: Mapping[str, Any]) -> list[str]:
    tables = [content.get(k) for k in ("bands", "words", "negated", "weakened")]
    ranks = [rank for t in tables if isinstance(t, dict) for rank in without_lines(t)]
    expected = ", ".join(RANKS)
    return [f"{name}:1: rank {r!r}: expected one of {expected}" for r in ranks if r not in RANKS]


def _scale(content: Mapping[str, Any]) -> Scale:
    chance = content["chance"]
    ranks = {"great": "likely", "small": "unlikely", "even": "possible"}
    return Scale(
        bands={k: float(v) for k, v in content["bands"].items()},
        phrases=_flat(content["words"]),
        negated=content["negated"],
        weakened=content["weakened"],
        less=frozenset(content["less"]),
        degree=frozenset(content["degree"]),
        chances={word: rank for size, rank in ranks.items() for word in chance[size]},
        nouns=frozenset(chance["nouns"]),
        modals=frozenset(content["modals"]),
        right=tuple((str(text), str(rank)) for text, rank in content["right"]),
    )

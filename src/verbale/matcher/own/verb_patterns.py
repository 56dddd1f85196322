"""Patterns of a PETRARCH verb dictionary as roles and conditions of a frame.

PETRARCH matches words in their order; a frame asks the parse. What can be told of the one in
terms of the other is taken: particles, objects, prepositions with their objects, infinitives, a
word for the subject, passives. The rest is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from verbale.matcher.frames import PARTICLES, PREPOSITIONS
from verbale.matcher.own.verb_dictionary import Pattern, set_name

RECIPIENT = ["object", "with", "against", "to", "on", "at", "from"]
"""Where the target of a verb stands where no pattern tells it."""
_LOOSE = ["with", "against", "to", "on", "for", "from", "at", "in", "of", "object.poss"]
"""Where a target stands that comes behind an object without a preposition."""
_BE = frozenset({"be", "is", "are", "am", "was", "were", "been", "being"})
_TENSE = frozenset({"have", "has", "had"})
_MODAL = frozenset({"will", "would", "shall", "should", "must", "may", "might", "can", "could"})
_CLAUSE = frozenset(
    {*_BE, *_TENSE, *_MODAL}
    | {"that", "whether", "if", "not", "it", "and", "or", "but", "who", "which", "$", "%"}
)
"""Behind a verb, words that begin something a condition cannot say."""


class Refused(Exception):
    """Why a pattern cannot be a frame."""


@dataclass(slots=True)
class Wanted:
    """What a pattern asks of the parse, and what of it had to be left out."""

    particle: str = ""
    actor: list[str] = field(default_factory=lambda: ["subject"])
    recipient: list[str] = field(default_factory=list)
    requires: dict[str, Any] = field(default_factory=dict)
    symmetric: bool = False
    left_out: list[str] = field(default_factory=list)

    def need(self, slot: str, condition: Mapping[str, Any] | bool) -> None:
        """One more condition; a second one on the same slot is refused."""
        if slot in self.requires:
            raise Refused(f"two conditions on the {slot}")
        self.requires[slot] = condition


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Alternatives for one word, and the words that must stand before it."""

    heads: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()


def wanted(pattern: Pattern, synonyms: Mapping[str, Sequence[str]]) -> Wanted:
    """What a pattern asks; `Refused` where that cannot be said of a parse."""
    made = Wanted()
    _Behind(made, synonyms, list(pattern.behind)).read()
    _before(made, synonyms, list(pattern.before))
    if not made.recipient:
        made.recipient = list(_LOOSE if "object" in made.requires else RECIPIENT)
    return made


def written(word: str) -> tuple[str, ...]:
    """A word in small letters with what it may be the plural of."""
    low = word.lower()
    forms = {low}
    if low.endswith("ies") and len(low) > 4:
        forms.add(low[:-3] + "y")
    if low.endswith("es") and len(low) > 4:
        forms.add(low[:-2])
    if low.endswith("s") and not low.endswith("ss") and len(low) > 3:
        forms.add(low[:-1])
    return tuple(sorted(forms))


def _forms(words: Sequence[str]) -> list[str]:
    return sorted({form for word in words for form in written(word)})


def _verb_forms(word: str) -> tuple[str, ...]:
    low = word.lower()
    forms = set(written(word))
    for end in ("ed", "ing"):
        stem = low.removesuffix(end)
        if stem != low:
            forms |= {stem, stem + "e"} | ({stem[:-1]} if stem[-1:] == stem[-2:-1] else set())
    return tuple(sorted(forms))


def _alternatives(item: str, synonyms: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """The phrases that a word or synonym set stands for, each as its words."""
    if "&" in item[1:]:
        raise Refused(f"a synonym set inside a word: {item}")
    if item.startswith("&"):
        if set_name(item) not in synonyms:
            raise Refused(f"the synonym set {item} is not defined")
        phrases = synonyms[set_name(item)]
    else:
        phrases = [item]
    split = [tuple(phrase.replace("_", " ").lower().split()) for phrase in phrases]
    return [words for words in split if words]


def _phrase(tokens: Sequence[str], synonyms: Mapping[str, Sequence[str]], made: Wanted) -> _Phrase:
    """The noun phrase of tokens in a row; its last word is the head."""
    *earlier, last = tokens
    before: list[tuple[str, ...]] = []
    for item in earlier:
        before += _several(item, synonyms, made)
    *first, heads = _several(last, synonyms, made)
    before += first
    if len(before) > 1:
        raise Refused("more than two words in a row, which is no phrase a condition can ask for")
    return _Phrase(heads, tuple(before))


def _several(
    item: str, synonyms: Mapping[str, Sequence[str]], made: Wanted
) -> list[tuple[str, ...]]:
    """The words of a item in their order, each with its alternatives."""
    options = _alternatives(item, synonyms)
    if len(options) == 1:
        return [(word,) for word in options[0]]
    single = tuple(words[0] for words in options if len(words) == 1)
    if not single:
        raise Refused(f"all names in {item} have several words")
    if len(single) < len(options):
        made.left_out.append(f"{len(options) - len(single)} names of several words in {item}")
    return [single]


class _Behind:
    """Reads what stands behind the verb, from left to right."""

    def __init__(
        self, made: Wanted, synonyms: Mapping[str, Sequence[str]], tokens: list[str]
    ) -> None:
        self.made = made
        self.synonyms = synonyms
        self.tokens = _flat(tokens)
        self.slots = ["object"]
        self.filled = False

    def read(self) -> None:
        """Take all tokens."""
        self._take_particle()
        while self.tokens:
            item = self.tokens[0]
            if item == "^":
                self.tokens.pop(0)
            elif item == "BY" and self.tokens[1:2] == ["$"]:
                del self.tokens[:2]
            elif self._prepositions(item):
                self._take_preposition()
            elif item == "+":
                self._take_target()
            else:
                self._take_phrase()

    def _take_particle(self) -> None:
        low = self.tokens[0].lower() if self.tokens else ""
        if low in PARTICLES and not (low == "over" and len(self.tokens) > 1):
            self.made.particle = low
            self.tokens.pop(0)

    def _prepositions(self, item: str) -> list[str]:
        if item in ("+", "$", "%"):
            return []
        options = _alternatives(item, self.synonyms)
        single = [words[0] for words in options if len(words) == 1]
        fits = len(single) == len(options) and all(word in PREPOSITIONS for word in single)
        return single if fits else []

    def _take_preposition(self) -> None:
        self.slots, self.filled = self._prepositions(self.tokens.pop(0)), False
        if not self.tokens and len(self.slots) == 1:
            self.made.need(self.slots[0], True)

    def _take_target(self) -> None:
        if self.made.recipient:
            raise Refused("two targets")
        self.tokens.pop(0)
        following = self.tokens[0] if self.tokens else ""
        owns = bool(following) and following not in ("+", "$", "%", "^")
        if owns and not self._prepositions(following) and following != "BY":
            self.made.recipient = [
                f"{slot}.{part}" for slot in self.slots for part in ("poss", "modifier", "of")
            ]
            return
        if self.filled:
            self.made.recipient = list(_LOOSE)
            return
        self.made.recipient = list(self.slots)
        if len(self.slots) == 1:
            self.made.need(self.slots[0], {"actor": True})

    def _take_phrase(self) -> None:
        taken: list[str] = []
        while self.tokens and self.tokens[0] not in ("+", "^") and len(taken) < 4:
            if taken and self._prepositions(self.tokens[0]):
                break
            taken.append(self.tokens.pop(0))
        if any(word.lower() in _CLAUSE for item in taken for word in item.split("_")):
            raise Refused("a clause, an auxiliary or a source behind the verb")
        if self.filled:
            raise Refused("a second phrase behind the verb without a preposition")
        self.filled = True
        self._ask(_phrase(taken, self.synonyms, self.made))

    def _ask(self, phrase: _Phrase) -> None:
        words = _forms(phrase.heads)
        if self.slots == ["to"] and not phrase.before:
            options = [{"to": {"words": words}}, {"clause": {"words": words, "marked": "to"}}]
            self.made.need("any", {"options": options})
            if not self.tokens or self.tokens[0] == "+":
                self.slots = ["clause.object", "clause.with", "clause.against"]
                self.filled = False
                return
        elif len(self.slots) > 1:
            self.made.need("any", {"options": [{slot: {"words": words}} for slot in self.slots]})
        else:
            self.made.need(self.slots[0], {"words": words})
        for words_before in phrase.before:
            self.made.need(f"{self.slots[0]}.modifier", {"words": _forms(words_before)})


def _flat(tokens: list[str]) -> list[str]:
    """Tokens with ``(…)`` opened and ``{…}`` joined to one."""
    found: list[str] = []
    inside: list[str] | None = None
    for item in tokens:
        if item == "{":
            inside = []
        elif item == "}" and inside:
            found += _joined(inside)
            inside = None
        elif inside is not None:
            inside.append(item)
        elif item not in ("(", ")", "}"):
            found.append(item)
    if inside is not None:
        raise Refused("a brace is not closed")
    return found


def _joined(inside: list[str]) -> list[str]:
    """What stands in braces as one item; with a synonym set in it, as several."""
    if "+" in inside:
        raise Refused("a target inside {…}")
    return inside if any(word.startswith("&") for word in inside) else ["_".join(inside)]


def _before(made: Wanted, synonyms: Mapping[str, Sequence[str]], tokens: list[str]) -> None:
    """Take what stands before the verb."""
    left = [item for item in _flat(tokens) if item not in ("$", "^")]
    if "%" in left:
        left.remove("%")
        made.symmetric = True
    left = _auxiliaries(made, synonyms, left)
    if "+" in left:
        left.remove("+")
        if made.recipient:
            raise Refused("two targets")
        made.requires["passive"] = True
    if made.requires.get("passive") and not made.recipient:
        made.recipient = ["object"]
    if left[-1:] == ["TO"] and len(left) == 2:
        words = [w[0] for w in _alternatives(left[0], synonyms) if len(w) == 1]
        made.need("governor", {"words": sorted({f for w in words for f in _verb_forms(w)})})
    elif left:
        _subject(made, synonyms, left, "$" in tokens)


def _subject(
    made: Wanted, synonyms: Mapping[str, Sequence[str]], left: list[str], source: bool
) -> None:
    """A phrase before the verb is its subject; behind a source it is what the source owns."""
    if len(left) > 2 or "TO" in left:
        raise Refused("several words before the verb")
    phrase = _phrase(left, synonyms, made)
    made.need("subject", {"words": _forms(phrase.heads)})
    for words in phrase.before:
        made.need("subject.modifier", {"words": _forms(words)})
    if source:
        made.actor = ["subject.poss", "subject.modifier", "subject"]


def _auxiliaries(made: Wanted, synonyms: Mapping[str, Sequence[str]], left: list[str]) -> list[str]:
    """What is left once auxiliaries and negation are taken; modals are refused."""
    kept = []
    for item in left:
        options = _alternatives(item, synonyms) if item not in ("+", "%") else []
        words = {words[0] for words in options if len(words) == 1}
        if words and words <= _BE:
            made.requires["passive"] = True
        elif words == {"not"}:
            made.requires["negated"] = True
        elif words & _MODAL or item == "IS_TO":
            raise Refused("a modal before the verb: how real an event is, the parse tells")
        elif not words or not words <= _TENSE:
            kept.append(item)
    return kept

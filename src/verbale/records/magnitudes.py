"""Magnitudes of an event: dead, injured, participants, troops, money, from its own clause.

The words stand in ``data/magnitudes.yaml``. A value is the number that the words name
("at least 12": 12), of a range the lower end; words that name none ("dozens") give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import DataError
from verbale.matcher import syntax
from verbale.matcher.loading import data_folder, load_yaml, unknown_keys, without_lines
from verbale.matcher.shapes import are_texts
from verbale.matcher.vocabulary import EVENT_TYPES
from verbale.model import Document, Event, Magnitude, Reason
from verbale.records import clause
from verbale.records.context import Context
from verbale.records.numbers import NUMBER, SCALE, Quantities, Quantity, value_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LISTS = ("object", "subject", "state", "noun", "counted")
_KEYS = ("people", "vague", "about", "never", "money", "examples")
_BUSY = frozenset({"DATE", "TIME", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
"""Named entities whose numbers count no people."""
_CLIMB = ("nummod", "quantmod", "compound", "amod", "npadvmod", "advmod")
_REACH = 4
"""A noun stands at most so many words behind the number that counts it."""
_COUNT_ITSELF = ("others", "more", "people")


@dataclass(frozen=True, slots=True)
class Kind:
    """What is counted, and by which words it is known."""

    what: str
    events: frozenset[str]
    acting: bool
    words: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The words of ``magnitudes.yaml``."""

    kinds: tuple[Kind, ...]
    never: frozenset[str]
    quantities: Quantities
    money: frozenset[str]
    pattern: re.Pattern[str]
    codes: Mapping[str, str | None]
    examples: tuple[Mapping[str, Any], ...]

    @property
    def harm(self) -> frozenset[str]:
        """Verbs of killing and hurting, which go on about the same assault."""
        several = [w for k in self.kinds[:2] for w in k.words["object"] | k.words["subject"]]
        return frozenset([*several, "leave"])


def magnitudes_of(
    context: Context, event: Event, trigger: Token
) -> tuple[tuple[Magnitude, ...], list[Reason]]:
    """The numbers an event's own clause gives, and why where words name no number."""
    sizes = default_sizes()
    sentence = context.analysis.sentence_of(trigger.i)
    if sentence is None:
        return (), []
    own = {t.i: t for t in _clause(context, event, trigger, sizes)}
    found: dict[tuple[str, int], Magnitude] = {}
    for magnitude in (*_people(context, event, own, sizes), *_money(context, event, own, sizes)):
        if not any(key[0] == magnitude.what for key in found):
            found[(magnitude.what, magnitude.span.start)] = magnitude
    reasons = [
        Reason(f"magnitude.{m.what}", f"“{m.span.text}” names no number")
        for m in found.values()
        if m.value is None
    ]
    return tuple(found.values()), reasons


def _clause(context: Context, event: Event, trigger: Token, sizes: Sizes) -> Iterator[Token]:
    """The event's own clause, and what goes on about the same harm: "killed two, wounded six"."""
    own = clause.own_clause(trigger, context)
    yield from own
    if event.event_type not in sizes.kinds[0].events:
        return
    for token in own:
        below = ("conj", "relcl") if token.i == trigger.i else ("conj",)
        for other in (*syntax.children(token, *below), token.head):
            if other.pos_ in syntax.VERBAL and _goes_on(token, other, sizes.harm):
                yield from clause.without_clauses(other, context)


def _goes_on(token: Token, other: Token, harm: frozenset[str]) -> bool:
    """Whether a verb tells what the same act did: it shares the subject, not named anew."""
    if not any(lemma in harm for lemma in syntax.lemmas(other)):
        return False
    if other.i == token.head.i:
        return token.dep_ == "conj" and syntax.child(token, *syntax.SUBJECTS) is None
    subject = syntax.child(other, *syntax.SUBJECTS)
    if other.dep_ == "relcl":
        return token.pos_ == "NOUN" and subject is not None and syntax.relative_pronoun(subject)
    return subject is None or syntax.is_passive(other) or other.tag_ == "VBN"


def _people(
    context: Context, event: Event, own: Mapping[int, Token], sizes: Sizes
) -> Iterator[Magnitude]:
    if not own:
        return
    first = context.parse[min(own)]
    last = context.parse[max(own)]
    text = context.analysis.document.text[first.idx : last.idx + len(last.text)]
    for quantity in sizes.quantities.find(text):
        numbers = _tokens(context, own, quantity, first.idx)
        if not numbers:
            continue
        counted = _counted(numbers[-1])
        if counted.pos_ == "NUM" and len(numbers) > 1:
            counted = _counted(numbers[0])
        if counted.lemma_.lower() in sizes.never or not _is_count(numbers, counted):
            continue
        for kind in sizes.kinds:
            if event.event_type in kind.events and _is(kind, counted, numbers[-1], event, context):
                yield _magnitude(context, kind.what, quantity, first.idx, counted)
                break


def _tokens(
    context: Context, own: Mapping[int, Token], quantity: Quantity, base: int
) -> list[Token]:
    """The words of a number that stand in the own clause."""
    start, end = base + quantity.number, base + quantity.end
    return [t for i, t in sorted(own.items()) if start <= t.idx < end and t.text not in ("-", "–")]


def _counted(number: Token) -> Token:
    """What a number counts: its noun, the noun of its of-phrase, or itself."""
    seen = number
    while seen.dep_ in _CLIMB and seen.head.i != seen.i and abs(seen.head.i - number.i) <= _REACH:
        if seen.head.pos_ in ("NOUN", "PROPN"):
            seen = seen.head
            break
        if seen.head.pos_ not in ("NUM", "ADJ", "PRON"):
            break
        seen = seen.head
    return syntax.through_quantity(seen)


def _is_count(numbers: list[Token], counted: Token) -> bool:
    """False for "no one", "one of them" and a number that numbers a thing ("Article 5")."""
    if len(numbers) == 1 and numbers[0].lower_ == "one":
        single = numbers[0].dep_ == "nummod" and counted.i > numbers[0].i
        return single and counted.pos_ == "NOUN"
    following = numbers[-1].i + 1
    if following < len(counted.doc) and counted.doc[following].lower_ == "times":
        return False
    return counted.i >= numbers[0].i and counted.ent_type_ not in _BUSY


def _is(kind: Kind, counted: Token, number: Token, event: Event, context: Context) -> bool:
    """Whether a kind is what the clause says of the counted."""
    lemmas = frozenset(syntax.lemmas(counted))
    if lemmas & (kind.words["counted"] | kind.words["noun"]):
        return True
    if _stated(kind, counted, number) or _governed(kind, counted, context):
        return True
    if not kind.acting:
        return False
    start, end = counted.idx, counted.idx + len(counted.text)
    return any(a.span.start <= start and end <= a.span.end for a in event.actors)


def _stated(kind: Kind, counted: Token, number: Token) -> bool:
    """ "Two dead", "14 people injured": the state stands right behind the count."""
    if counted.i != number.i and counted.lower_ in kind.words["state"]:
        return True
    last = max(counted.i, number.i)
    if last + 1 >= len(counted.doc):
        return False
    following = counted.doc[last + 1]
    return following.lower_ in kind.words["state"] and following.dep_ not in ("ROOT", "relcl")


def _governed(kind: Kind, counted: Token, context: Context) -> bool:
    """Whether a verb of the kind has the counted for its object, or subject."""
    first = _first(counted)
    if first is None:
        return False
    arguments = context.matcher.arguments
    for verb in (first.head, *syntax.children(counted, "acl", "relcl")):
        if verb.pos_ not in syntax.VERBAL:
            continue
        if _named(verb, kind.words["object"]):
            if _fills(arguments.object(verb), first, counted) or _bare_passive(verb, first):
                return True
        if _named(verb, kind.words["subject"]):
            if _fills(arguments.subject(verb), first, counted):
                return True
    return False


def _first(counted: Token) -> Token | None:
    """The first of coordinated nouns, or the count of an of-phrase; None behind other words."""
    first = counted
    while first.dep_ in ("conj", "pobj", "prep") and first.head.i != first.i:
        if first.head.pos_ in syntax.VERBAL:
            break
        if first.dep_ == "prep" and first.lower_ != "of":
            return None
        first = first.head
    return first


def _fills(found: Token | None, first: Token, counted: Token) -> bool:
    return found is not None and found.i in (first.i, counted.i)


def _bare_passive(verb: Token, first: Token) -> bool:
    """ "Four were killed and 11 *wounded*": a passive whose auxiliary is left out."""
    bare = verb.tag_ == "VBN" and syntax.child(verb, "aux") is None
    return bare and first.head.i == verb.i and first.dep_ in syntax.SUBJECTS


def _named(verb: Token, words: frozenset[str]) -> bool:
    lemmas = syntax.lemmas(verb)
    if any(lemma in words for lemma in lemmas):
        return True
    return any(f"{lemma} {c.lower_}" in words for lemma in lemmas for c in verb.children)


def _magnitude(
    context: Context, what: str, quantity: Quantity, base: int, counted: Token
) -> Magnitude:
    document = context.analysis.document
    end = max(base + quantity.end, counted.idx + len(counted.text))
    return Magnitude(what, quantity.value, document.span(base + quantity.start, end), "person")


def _money(
    context: Context, event: Event, own: Mapping[int, Token], sizes: Sizes
) -> Iterator[Magnitude]:
    if event.event_type not in sizes.money or not own:
        return
    starts = {t.idx for t in own.values()}
    last = context.parse[max(own)]
    for found in sums(context.analysis.document, min(starts), last.idx + len(last.text)):
        if any(found.span.start <= start < found.span.end for start in starts):
            yield found


def sums(document: Document, start: int, end: int) -> Iterator[Magnitude]:
    """The sums of money that stand between two places of a text."""
    sizes = default_sizes()
    for found in sizes.pattern.finditer(document.text, start, end):
        unit = found.group("symbol") or found.group("unit")
        value = value_of(_scaled(found))
        code = sizes.codes.get(unit) or sizes.codes.get(" ".join(unit.lower().split()))
        if value is not None:
            yield Magnitude("money", value, document.span(found.start(), found.end()), code)


def _scaled(found: re.Match[str]) -> str:
    """The number of a sum; of a range ("$5-10bn") the lower one with the scale that both share."""
    first = str(found.group("first") or found.group("second"))
    scale = found.group("scale") or ""
    return first if first[-1].isalpha() else first + scale


def load_sizes(source: Traversable | Path | None = None) -> Sizes:
    """Read and check ``magnitudes.yaml``. Raises `DataError` with every fault of the file."""
    source = source or data_folder() / "magnitudes.yaml"
    faults: list[str] = []
    content = load_yaml(source, faults)
    if not isinstance(content, dict):
        raise DataError(faults or [f"{source.name}:1: expected keys with values"])
    unknown_keys(content, _KEYS, source.name, faults)
    plain = without_lines(content)
    faults.extend(f"{source.name}: {fault}" for fault in _faults(plain))
    if faults:
        raise DataError(faults)
    money = plain["money"]
    units = {**money["units"], **money["named units"]}
    return Sizes(
        kinds=tuple(_kind(what, entry) for what, entry in plain["people"].items()),
        never=frozenset(plain["never"]),
        quantities=Quantities(plain["about"], plain["vague"]),
        money=frozenset(money["events"]),
        pattern=_money_pattern(money["symbols"], units, plain["about"]),
        codes={**money["symbols"], **units},
        examples=tuple(plain["examples"]),
    )


@lru_cache(maxsize=1)
def default_sizes() -> Sizes:
    """The words of the installed package, loaded once a process."""
    return load_sizes()


def _kind(what: str, entry: Mapping[str, Any]) -> Kind:
    words = {name: frozenset(entry.get(name) or ()) for name in _LISTS}
    return Kind(what, frozenset(entry["events"]), bool(entry.get("acting")), words)


def _money_pattern(
    symbols: Iterable[str], units: Iterable[str], about: Iterable[str]
) -> re.Pattern[str]:
    def any_of(words: Iterable[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    loose = any_of(units).replace("\\ ", r"\s+")
    return re.compile(
        rf"(?<![\w$€£.,-])(?:(?i:{any_of(about)})\s)?"
        rf"(?:(?P<symbol>{any_of(symbols)})\s?(?P<first>\d[\d,]*(?:\.\d+)?{SCALE}?)"
        rf"(?:(?:\s?[-–]\s?|\sto\s)(?:{any_of(symbols)})?\d[\d,]*(?:\.\d+)?(?P<scale>{SCALE})?)?(?!\w)"
        rf"|(?i:(?P<second>{NUMBER})[\s-](?P<unit>{loose})\b))"
    )


def _faults(content: Mapping[str, Any]) -> Iterator[str]:
    for key in _KEYS:
        if key not in content:
            yield f"{key} is missing"
    for key in ("vague", "about", "never"):
        if not are_texts(content.get(key)):
            yield f"{key}: expected a list of words"
    people = content.get("people")
    if not isinstance(people, dict):
        yield "people: expected what is counted, each with its words"
        return
    for what, entry in people.items():
        yield from (f"people: {what}: {fault}" for fault in _kind_faults(entry))
    money = content.get("money")
    wanted = {"events": list, "symbols": dict, "units": dict, "named units": dict}
    if not isinstance(money, dict) or any(
        not isinstance(money.get(k), t) for k, t in wanted.items()
    ):
        yield f"money: expected {', '.join(wanted)}"


def _kind_faults(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"expected keys, found {entry!r:.60}"
        return
    for key, value in entry.items():
        if key == "acting":
            continue
        if key not in (*_LISTS, "events"):
            yield f"unknown key {key!r}; expected {', '.join((*_LISTS, 'acting', 'events'))}"
        elif not are_texts(value):
            yield f"{key}: expected a list of words"
    for event_type in entry.get("events") or [""]:
        if event_type not in EVENT_TYPES:
            yield f"events: no event type {event_type!r}"

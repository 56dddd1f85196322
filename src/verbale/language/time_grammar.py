"""The grammar of time expressions: rules of ``data/times.yaml`` run over words.

A pattern is a row of elements; each is a plain word, a class of words, a reader of
`verbale.language.time_words` or what another rule gives. The longest match wins,
the earlier rule where two are equally long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from verbale.errors import DataError
from verbale.language.time_words import READERS, Value, Word, read_month, time_words
from verbale.matcher.loading import unknown_keys

RULE_KEYS = ("id", "kind", "gives", "set", "patterns", "right", "wrong")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a rule read: its kind, the fields its pattern named, the words themselves."""

    kind: str
    rule: str
    words: tuple[str, ...]
    fields: Mapping[str, Value | Meaning] = field(default_factory=dict)

    def number(self, name: str) -> int | None:
        """A field that holds a whole number."""
        value = self.fields.get(name)
        return int(value) if isinstance(value, int | float) else None

    def amount(self, name: str) -> float | None:
        """A field that holds a number of any kind."""
        value = self.fields.get(name)
        return float(value) if isinstance(value, int | float) else None

    def text(self, name: str) -> str | None:
        """A field that holds a word or a code."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else None

    def inner(self, name: str) -> Meaning | None:
        """A field that holds another expression."""
        value = self.fields.get(name)
        return value if isinstance(value, Meaning) else None


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern: plain words or the name of a class."""

    name: str | None
    symbol: str | None
    literals: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule; ``set`` are fields that hold whatever the pattern matched."""

    id: str
    kind: str
    set: Mapping[str, Value]
    patterns: tuple[tuple[Element, ...], ...]


Row = tuple["Rule", tuple[Element, ...]]
"""One pattern with the rule it belongs to."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, those that give a class, and the patterns by the words they can begin with.

    ``articles`` files those that begin with one of `_ARTICLES` by the word behind it as well.
    ``telling`` are the words of which an expression holds at least one, if it holds no digit.
    """

    rules: tuple[Rule, ...]
    givers: Mapping[str, tuple[Rule, ...]]
    openers: Mapping[str, tuple[Row, ...]]
    articles: Mapping[str, Mapping[str, tuple[Row, ...]]]
    digits: tuple[Row, ...]
    telling: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``first`` up to (not with) ``last`` and what they mean."""

    first: int
    last: int
    meaning: Meaning


def _element(source: str) -> Element:
    optional = source.endswith("?") and len(source) > 1
    body = source.removesuffix("?") if optional else source
    name, colon, rest = body.partition(":")
    if not colon or not rest:
        name, rest = "", body
    symbol = rest if rest.isupper() and rest.isalpha() else None
    literals = frozenset() if symbol else frozenset(rest.split("|"))
    return Element(name or None, symbol, literals, optional)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The compiled rules. Raises `DataError` where ``times.yaml`` breaks its rules."""
    faults: list[str] = []
    rules: list[Rule] = []
    givers: dict[str, list[Rule]] = {}
    for raw in time_words().rules:
        where = f"times.yaml: rule {raw.get('id')!r}"
        unknown_keys(raw, RULE_KEYS, where, faults)
        faults.extend(
            f"{where}: no {k!r}" for k in ("kind", "patterns", "right", "wrong") if not raw.get(k)
        )
        patterns = tuple(tuple(map(_element, row.split())) for row in raw.get("patterns", ()))
        rule = Rule(raw["id"], raw.get("kind", ""), raw.get("set", {}), patterns)
        rules.append(rule)
        for name in raw.get("gives", ()):
            givers.setdefault(name, []).append(rule)
    faults.extend(_unknown_symbols(rules, set(givers)))
    if faults:
        raise DataError(faults)
    frozen = {name: tuple(those) for name, those in givers.items()}
    return _indexed(tuple(rules), frozen)


def _unknown_symbols(rules: Sequence[Rule], given: set[str]) -> Iterator[str]:
    known = set(READERS) | set(time_words().classes) | given
    for rule in rules:
        for pattern in rule.patterns:
            for element in pattern:
                if element.symbol and element.symbol not in known:
                    yield f"times.yaml: rule {rule.id!r}: unknown class {element.symbol}"


_SPELT = "\0number"
"""Stands among opening words for anything in digits."""
_ANY = "\0any"
"""Stands for any word that may follow."""


def _indexed(rules: tuple[Rule, ...], givers: Mapping[str, tuple[Rule, ...]]) -> Grammar:
    """The grammar with its patterns filed by the words that can open them."""
    filed: dict[str, list[Row]] = {}
    telling = _listed_words()
    for rule in rules:
        for pattern in rule.patterns:
            for word in _openings(pattern, givers):
                filed.setdefault(_key(word), []).append((rule, pattern))
            if not any(element.symbol for element in pattern):
                telling.update(w for element in pattern for w in element.literals if len(w) > 3)
    digits = tuple(filed.pop(_SPELT, ()))
    articles = {word: _by_second(word, filed.pop(word, []), givers) for word in _ARTICLES}
    openers = {word: tuple(rows) for word, rows in filed.items()}
    return Grammar(rules, givers, openers, articles, digits, frozenset(telling))


_ARTICLES = ("the", "a", "an", "this", "that")


def _by_second(
    word: str, rows: Sequence[Row], givers: Mapping[str, tuple[Rule, ...]]
) -> dict[str, tuple[Row, ...]]:
    """The patterns that ``word`` can open, by the word that can stand behind it."""
    filed: dict[str, list[Row]] = {}
    for row in rows:
        for second in {_key(one) for one in _seconds(word, row[1], givers)}:
            filed.setdefault(second, []).append(row)
    return {second: tuple(several) for second, several in filed.items()}


def _seconds(
    word: str, pattern: tuple[Element, ...], givers: Mapping[str, tuple[Rule, ...]]
) -> set[str]:
    """What can follow where ``word`` opens the pattern; ``_ANY`` where the grammar cannot tell."""
    found: set[str] = set()
    for number, element in enumerate(pattern):
        if element.symbol and word in _symbol_openings(element.symbol, givers):
            return {_ANY}
        if word in element.literals:
            found |= _openings(pattern[number + 1 :], givers)
            if all(after.optional for after in pattern[number + 1 :]):
                return {_ANY}
        if not element.optional:
            break
    return found


def _key(word: str) -> str:
    return _SPELT if word[:1].isdigit() else word


def _listed_words() -> set[str]:
    lists = time_words()
    words = {word for entries in lists.classes.values() for word in entries}
    return words | {*lists.numbers, *lists.ordinals, *lists.decades}


def _openings(pattern: tuple[Element, ...], givers: Mapping[str, tuple[Rule, ...]]) -> set[str]:
    words: set[str] = set()
    for element in pattern:
        words |= element.literals
        if element.symbol:
            words |= _symbol_openings(element.symbol, givers)
        if not element.optional:
            break
    return words


def _symbol_openings(symbol: str, givers: Mapping[str, tuple[Rule, ...]]) -> set[str]:
    lists = time_words()
    if symbol in READERS:
        spelt = {*lists.numbers, *lists.ordinals, *lists.decades}
        return spelt | {_SPELT, "'", "a", "earlier", "later", "ago"}
    if symbol in lists.classes:
        return set(lists.classes[symbol])
    return {
        word
        for rule in givers[symbol]
        for pattern in rule.patterns
        for word in _openings(pattern, givers)
    }


Fields = Mapping[str, Value | Meaning]
Reading = tuple[int, Value | Meaning]


class _Scan:
    """One run of the grammar over the words of a sentence."""

    def __init__(self, compiled: Grammar, words: Sequence[Word]) -> None:
        self.grammar = compiled
        self.words = words
        self.known: dict[tuple[str, int], list[Reading]] = {}
        self.telling = _telling(compiled, words)

    def matches(self, row: Row, at: int) -> Iterator[Match]:
        """All matches of a pattern that begin at a word."""
        rule, pattern = row
        for end, fields in self._rest(pattern, 0, at, {}):
            if end > at:
                text = tuple(word.text for word in self.words[at:end])
                yield Match(at, end, Meaning(rule.kind, rule.id, text, {**rule.set, **fields}))

    def opens(self, pattern: tuple[Element, ...], at: int) -> bool:
        """False where the first element is required and not there."""
        first = pattern[0]
        if first.optional:
            return True
        if first.symbol is None:
            return self.words[at].text in first.literals
        return bool(self._element(first, at))

    def rows_at(self, at: int) -> tuple[Row, ...]:
        """The patterns that the word can open."""
        text = self.words[at].text
        if text[:1].isdigit() or text[-2:-1].isdigit():
            return self.grammar.digits
        if text in self.grammar.articles:
            return self._behind_article(self.grammar.articles[text], at + 1)
        return self.grammar.openers.get(text, ())

    def _behind_article(self, filed: Mapping[str, tuple[Row, ...]], at: int) -> tuple[Row, ...]:
        text = self.words[at].text if at < len(self.words) else ""
        number = text[:1].isdigit() or text[-2:-1].isdigit()
        here = filed.get(_SPELT if number else text, ())
        return here + filed.get(_ANY, ())

    def _rest(
        self, pattern: tuple[Element, ...], step: int, at: int, fields: Fields
    ) -> Iterator[tuple[int, Fields]]:
        while step < len(pattern):
            element = pattern[step]
            values = self._element(element, at)
            if element.optional or len(values) > 1:
                break
            if not values:
                return
            at, value = values[0]
            fields = {**fields, element.name: value} if element.name else fields
            step += 1
        else:
            yield at, fields
            return
        for end, value in values:
            kept = {**fields, element.name: value} if element.name else fields
            yield from self._rest(pattern, step + 1, end, kept)
        if element.optional:
            yield from self._rest(pattern, step + 1, at, fields)

    def _element(self, element: Element, at: int) -> Sequence[Reading]:
        if at >= len(self.words):
            return ()
        if element.symbol is None:
            text = self.words[at].text
            return ((at + 1, text),) if text in element.literals else ()
        key = (element.symbol, at)
        if key not in self.known:
            self.known[key] = list(self._symbol(element.symbol, at))
        return self.known[key]

    def _symbol(self, symbol: str, at: int) -> Iterator[Reading]:
        reader = READERS.get(symbol)
        if reader is not None:
            found = reader(self.words, at)
            if found:
                yield found
            return
        listed = time_words().classes.get(symbol)
        if listed is not None:
            value = listed.get(self.words[at].text)
            if value is not None and (symbol != "MONTH" or read_month(self.words, at)):
                yield at + 1, value
            return
        givers = self.grammar.givers[symbol]
        for row in self.rows_at(at):
            if row[0] in givers and self.opens(row[1], at):
                yield from ((match.last, match.meaning) for match in self.matches(row, at))


_CLOSE = 5
"""Words within which an expression comes to its word of time or its number."""


def _telling(compiled: Grammar, words: Sequence[Word]) -> list[bool]:
    """For each word, whether a word of time or a number stands there or closely behind."""
    found = [False] * len(words)
    for at, word in enumerate(words):
        if word.text in compiled.telling or word.text[:1].isdigit():
            start = max(0, at - _CLOSE + 1)
            found[start : at + 1] = [True] * (at + 1 - start)
    return found


@lru_cache(maxsize=1)
def _tellers() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, grammar().telling), key=len, reverse=True))
    return re.compile(rf"\d|(?<![^\W_])(?:{words})(?![^\W_])")


def may_tell(text: str) -> bool:
    """False where a text holds neither a digit nor a word of time."""
    return _tellers().search(text.lower()) is not None


def read_times(words: Sequence[Word]) -> list[Match]:
    """The time expressions among the words of one sentence, left to right, without overlap."""
    scan = _Scan(grammar(), words)
    found: list[Match] = []
    at = 0
    while at < len(words):
        best = _longest(scan, at)
        if best is None:
            at += 1
            continue
        found.append(best)
        at = best.last
    return found


def _longest(scan: _Scan, at: int) -> Match | None:
    rows = scan.rows_at(at)
    if not rows or not scan.telling[at]:
        return None
    best: Match | None = None
    for row in rows:
        if not scan.opens(row[1], at):
            continue
        for match in scan.matches(row, at):
            if best is None or match.last > best.last:
                best = match
    return best

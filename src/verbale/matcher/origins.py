"""The country of the actor that a phrase names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from verbale.matcher.phrases import AT, LED, NONE, OWN, UNDER, Named, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.matcher.entries import Entry

_BELONGS = ("of", "for", "from", "with", "at")
_WHERE = ("in", "near", "off", "inside", "outside", "across", "within", "throughout", "aboard")
_ADVISING = ("adviser", "chief of staff", "official", "crown prince", "lawyer")
_DOERS = frozenset(
    {"kidnapper", "killer", "murderer", "captor", "abductor", "hijacker", "assassin", "attacker"}
    | {"kidnappers", "killers", "murderers", "captors", "abductors", "hijackers", "assassins"}
    | {"attackers", "critic", "critics", "opponent", "opponents", "enemy", "enemies", "foes"}
)
_PLACES = ("city", "admin1", "region", "capital")


def country_of(phrase: Phrase) -> str | None:
    """The country of the one who is named: own, else of what he belongs to, else where he is.

    None where two countries are put side by side, and for bodies between states.
    """
    core = [name for name in phrase.names if name.first < phrase.core and _counts(name)]
    own = [name for name in core if name.tie == OWN]
    first = next((name for name in own if name.entry.country), None)
    if first is not None and not (_away(first.entry, phrase)):
        return None if _paired(phrase, own) else first.entry.country
    leading = [name for name in core if name.tie in (OWN, LED)]
    if first is None and any(_stateless(name.entry) for name in leading):
        return None
    return next((code for code in _others(phrase, core) if code), None) or (
        first.entry.country if first is not None else None
    )


def _others(phrase: Phrase, core: list[Named]) -> Iterator[str | None]:
    yield _tail(phrase, (*_BELONGS, "to") if _advises(phrase) else _BELONGS)
    yield _tied(core, AT)
    yield _tied(core, LED)
    yield _tail(phrase, _WHERE)
    yield _tied(core, UNDER)


def _aimed(phrase: Phrase) -> bool:
    """Whether what hangs on "of" is whom the deed or dislike is for: "kidnappers of a Swede"."""
    inside = [hit for hit in phrase.titles if hit.last <= phrase.core]
    return bool(inside) and phrase.lower(inside[-1].last - 1) in _DOERS


def _advises(phrase: Phrase) -> bool:
    """ "An adviser to the French president", but not "the ambassador to France"."""
    inside = [hit.title for hit in phrase.titles if hit.first < phrase.core]
    return bool(inside) and inside[-1].role in _ADVISING


def _tied(core: list[Named], tie: str) -> str | None:
    return next((n.entry.country for n in core if n.tie == tie and n.entry.country), None)


def _tail(phrase: Phrase, prepositions: tuple[str, ...]) -> str | None:
    for preposition, first, last in phrase.tails:
        if preposition not in prepositions or (preposition == "of" and _aimed(phrase)):
            continue
        inside = [n for n in phrase.names if first <= n.first < last and n.tie != NONE]
        for name in inside:
            if name.entry.country is not None:
                return name.entry.country
            if _stateless(name.entry) and preposition in _BELONGS:
                return None
    return None


def _counts(name: Named) -> bool:
    return not name.entry.weak or name.entry.kind not in _PLACES


def _stateless(entry: Entry) -> bool:
    """A body between states or above them, whose people are nobody's nationals."""
    return entry.kind == "organisation" and bool({"IGO", "NGO"} & set(entry.sectors))


def _away(entry: Entry, phrase: Phrase) -> bool:
    """ "Shell workers in Nigeria": the workers of a company are from where they work.

    So is what a church is in a country: "the Catholic Church in Poland".
    """
    if entry.kind != "organisation" or _tail(phrase, _WHERE) is None:
        return False
    if "REL" in entry.sectors:
        return True
    inside = [hit.title for hit in phrase.titles if hit.last <= phrase.core]
    worker = bool(inside) and "LAB" in inside[-1].sectors
    return worker and bool({"BUS", "MNC"} & set(entry.sectors))


def _paired(phrase: Phrase, own: list[Named]) -> bool:
    """Two countries joined by "and" or a hyphen: "Israeli and Palestinian officials"."""
    for left, right in pairwise(own):
        codes = (left.entry.country, right.entry.country)
        between = [phrase.lower(n) for n in range(left.last, right.first)]
        if None not in codes and codes[0] != codes[1] and between == ["and"]:
            return True
    return False

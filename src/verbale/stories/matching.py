"""Whether two undertakings are one: a question asked of the two alone.

The answer does not depend on what else was read. `SURE` ties make threads; where something
speaks against it, or the words are too few, the tie is ``maybe``: offered, never merged.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from verbale.model.thread import Promise, Tie
from verbale.stories.thread_words import thread_words

SURE, MAYBE = 0.6, 0.4
"""Nearness of the words of two actions from which they are, or may be, one."""
ONE_SIDE = 0.15
"""So much nearer must they be where only one party is shared and known."""
WEIGHT, FEW = 9.0, 5.0
"""Rarity of the words shared, summed up, from which a tie is sure, or stands at all."""
ALIKE, ALIKE_WEIGHT = 0.85, 5.0
"""Nearness from which less rare words do, three of them, where act and thing are the same."""
TOLD_ALIKE = 0.95
"""Nearness from which four such words do, wherever the noun for the thing stands."""
ACCEPTED = 0.8
"""Nearness from which names that differ speak not against it."""
FADING = 0.15
"""So much nearer must they be for each time the years between them double."""
AFTER = 45
"""Days after its end from which what is said anew is another undertaking."""
_SAID = ("proposed", "announced", "agreed", "begun")


@dataclass(frozen=True, slots=True)
class _Shared:
    """The words two actions share, and how near they are."""

    words: tuple[str, ...]
    weight: float
    nearness: float


def compare(one: Promise, other: Promise) -> Tie | None:
    """The tie between two undertakings; None where there is nothing to say for it."""
    low, high = sorted((one, other), key=lambda promise: promise.record)
    parties = shared_parties(low, high)
    acts = frozenset(low.acts) & frozenset(high.acts)
    shared = _shared(low, high)
    if not parties or shared.weight < FEW or shared.nearness < MAYBE or _same_place(low, high):
        return None
    if thread_words().opposite(frozenset(low.acts), frozenset(high.acts)):
        return None
    against = tuple(_against(low, high, shared, len(parties)))
    return Tie(
        low=low.record,
        high=high.record,
        kind="maybe" if against else "sure",
        score=round(shared.nearness, 3),
        words=shared.words,
        parties=parties,
        act=next(iter(sorted(acts)), None),
        thing=low.thing if low.thing == high.thing else None,
        against=against,
    )


def shared_parties(low: Promise, high: Promise) -> tuple[str, ...]:
    """States and bodies of both; none where each names two and one of them is another."""
    of_low, of_high = {*low.bound, *low.others}, {*high.bound, *high.others}
    both = of_low & of_high
    bound = both & {*low.bound, *high.bound}
    if not bound or min(len(of_low), len(of_high), 2) > len(both):
        return ()
    return tuple(sorted(both))


def _same_place(low: Promise, high: Promise) -> bool:
    """One stretch of one text, told twice."""
    return low.document == high.document and low.start < high.end and high.start < low.end


def _shared(low: Promise, high: Promise) -> _Shared:
    known = {*low.known, *high.known}
    first = {term: weight for term, weight in low.terms.items() if term not in known}
    second = {term: weight for term, weight in high.terms.items() if term not in known}
    both = sorted(first.keys() & second.keys())
    if len(both) < 2:
        return _Shared((), 0.0, 0.0)
    product = sum(first[term] * second[term] for term in both)
    length = math.hypot(*first.values()) * math.hypot(*second.values())
    weight = sum(min(first[term], second[term]) for term in both)
    return _Shared(tuple(both), weight, product / length)


def _against(low: Promise, high: Promise, shared: _Shared, parties: int) -> Iterator[str]:
    """What speaks against it, in words."""
    needed = SURE + (ONE_SIDE if parties < 2 else 0.0) + FADING * _doublings(low, high)
    if shared.nearness < needed:
        yield f"words no nearer than {shared.nearness:.2f}, {needed:.2f} needed"
    if shared.weight < (ALIKE_WEIGHT if _alike(low, high, shared) else WEIGHT):
        yield "few words in common"
    if not _same_thing(low, high):
        yield f"things: {low.thing or 'none'} / {high.thing or 'none'}"
    names = _own_names(low, high), _own_names(high, low)
    if all(names) and shared.nearness < ACCEPTED:
        yield f"names: {', '.join(names[0])} / {', '.join(names[1])}"
    if low.money and high.money and low.unit == high.unit and not _near(low.money, high.money):
        yield f"sums: {low.money:.0f} / {high.money:.0f} {low.unit or ''}".rstrip()
    if _anew(low, high) or _anew(high, low):
        yield "said anew after its end"


def _alike(low: Promise, high: Promise, shared: _Shared) -> bool:
    """The same is done to the same, in nearly the same words, and to no new one of its sort."""
    told = shared.nearness >= TOLD_ALIKE and len(shared.words) > 3
    return (
        low.acts == high.acts
        and (told or low.thing == high.thing)
        and not (low.another or high.another)
        and shared.nearness >= ALIKE
        and len(shared.words) >= 3
    )


def _same_thing(low: Promise, high: Promise) -> bool:
    """One noun, or each noun among the words of the other."""
    if low.thing is None or high.thing is None:
        return False
    return low.thing == high.thing or (low.thing in high.terms and high.thing in low.terms)


def _own_names(low: Promise, high: Promise) -> list[str]:
    """Names in the one action that the other has not."""
    return sorted(set(low.names) - set(high.terms) - {*low.known, *high.known})


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 0.1 * max(one, other)


def _anew(early: Promise, late: Promise) -> bool:
    """What was done is announced once more, much later; a part that is done ends nothing."""
    if early.status not in ("done", "abandoned") or late.status not in _SAID:
        return False
    return early.part is None and not late.first and _days(early.day, late.day) > AFTER


def _doublings(low: Promise, high: Promise) -> float:
    years = abs(_days(low.day, high.day)) / 365
    return max(0.0, math.log2(years / 2)) if years else 0.0


def _days(early: str, late: str) -> int:
    if not early or not late:
        return 0
    return (date.fromisoformat(late) - date.fromisoformat(early)).days

"""Threads: undertakings tied together, whatever order they came in.

What is tied by `verbale.stories.matching.compare` to what has changed is looked up, and all
that hangs together is grouped anew. The groups follow from the undertakings and from what
persons decided, from nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from verbale.model import Undertaking
from verbale.model.thread import Decision, Promise, Tie
from verbale.stories.matching import MAYBE, compare
from verbale.stories.promises import promise_of
from verbale.stories.thread_shelf import ThreadShelf
from verbale.stories.thread_words import thread_words

KEYS = 5
"""Words of an action by which it is looked for, the rarest."""
WHOLE = 0.75
"""The nearness that all of two groups must have on average, as a part of `SURE`'s."""

_Pair = tuple[str, str]


class Threader:
    """Keeps undertakings on a `ThreadShelf` and ties them into threads."""

    @property
    def sole_offices(self) -> frozenset[str]:
        """Offices of which a state has one at a time."""
        return thread_words().lists["sole-office"]

    def take(self, shelf: ThreadShelf, records: Iterable[Undertaking]) -> None:
        """Keep what is known of a document's undertakings; they stand in no thread yet."""
        for record in records:
            promise = promise_of(record)
            shelf.add_promise(promise, keys_of(promise))

    def leave(self, shelf: ThreadShelf, document: str) -> None:
        """Let a document's undertakings go; all that was tied to them is found anew."""
        shelf.unthread(shelf.tied_to_document(document))

    def settle(self, shelf: ThreadShelf) -> list[str]:
        """Find the threads of all that has changed since, and name them."""
        decisions = _decided(shelf)
        done: set[str] = set()
        changed: set[str] = set()
        for record in shelf.unthreaded():
            if record not in done:
                found, ties = _hanging_together(shelf, record, decisions)
                done |= found.keys()
                thread_of = _threads(found, ties, decisions)
                shelf.thread(thread_of, ties.values())
                changed |= set(thread_of.values())
        return sorted(changed)


def keys_of(promise: Promise) -> list[str]:
    """By which a promise is looked for: a party with one of the rarest words."""
    words = sorted(promise.terms, key=lambda term: (-promise.terms[term], term))
    own = [word for word in words if word not in promise.known][:KEYS]
    sides = sorted({*promise.bound, *promise.others})
    return [f"{side} {word}" for side in sides for word in own]


def _decided(shelf: ThreadShelf) -> dict[_Pair, Decision]:
    """What was decided last of each two records that are still there."""
    found: dict[_Pair, Decision] = {}
    for decision in shelf.decisions():
        ones = shelf.records_at(decision.document, decision.start, decision.end)
        others = shelf.records_at(decision.other_document, decision.other_start, decision.other_end)
        for one in ones:
            for other in others:
                if one != other:
                    found[(min(one, other), max(one, other))] = decision
    return found


def _hanging_together(
    shelf: ThreadShelf, start: str, decisions: Mapping[_Pair, Decision]
) -> tuple[dict[str, Promise], dict[_Pair, Tie]]:
    """All promises that ties of any kind lead to from one, and these ties."""
    beside: dict[str, set[str]] = {}
    for one, other in decisions:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    found: dict[str, Promise] = {}
    ties: dict[_Pair, Tie] = {}
    waiting = shelf.promises([start])
    while waiting:
        promise = waiting.pop()
        if promise.record in found:
            continue
        found[promise.record] = promise
        near = {p.record: p for p in shelf.promises_sharing(keys_of(promise))}
        near |= {p.record: p for p in shelf.promises(beside.get(promise.record, ()))}
        for beside_it in near.values():
            pair = _pair(promise.record, beside_it.record)
            tie = None if pair[0] == pair[1] else _tie(promise, beside_it, decisions)
            if tie is not None:
                ties[pair] = tie
                waiting.append(beside_it)
    return found, ties


def _tie(one: Promise, other: Promise, decisions: Mapping[_Pair, Decision]) -> Tie | None:
    decision = decisions.get(_pair(one.record, other.record))
    if decision is None:
        return compare(one, other)
    if decision.verdict == "apart":
        return None
    low, high = _pair(one.record, other.record)
    note = (decision.note,) if decision.note else ()
    return Tie(low=low, high=high, kind="decided", score=1.0, words=note)


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one < other else (other, one)


def _threads(
    found: Mapping[str, Promise], ties: Mapping[_Pair, Tie], decisions: Mapping[_Pair, Decision]
) -> dict[str, str]:
    """The thread of each record: groups joined by sure ties, the nearest first.

    Two groups are joined where the mean nearness of all pairs is high enough as well, no act of
    the one undoes one of the other, and nobody decided that two of them are apart. What was
    decided to be the same goes first.
    """
    group = {record: [record] for record in found}
    order = sorted(ties.items(), key=lambda one: (one[1].kind != "decided", -one[1].score, one[0]))
    for (low, high), tie in order:
        one, other = group[low], group[high]
        if one is other or tie.kind == "maybe" or _apart(one, other, decisions):
            continue
        if tie.kind == "decided" or (_near(one, other, ties) and not _undo(one, other, found)):
            one.extend(other)
            group |= dict.fromkeys(other, one)
    founders = {
        record: min(several, key=lambda r: _founding(found[r])) for record, several in group.items()
    }
    return {record: thread_id(founder) for record, founder in founders.items()}


def _apart(one: Sequence[str], other: Sequence[str], decisions: Mapping[_Pair, Decision]) -> bool:
    pairs = (_pair(a, b) for a in one for b in other)
    return any(p in decisions and decisions[p].verdict == "apart" for p in pairs)


def _undo(one: Sequence[str], other: Sequence[str], found: Mapping[str, Promise]) -> bool:
    acts, others = ([frozenset(found[r].acts) for r in several] for several in (one, other))
    words = thread_words()
    return any(words.opposite(a, b) for a in acts for b in others)


def _near(one: Sequence[str], other: Sequence[str], ties: Mapping[_Pair, Tie]) -> bool:
    scores = [ties[p].score if (p := _pair(a, b)) in ties else 0.0 for a in one for b in other]
    return sum(scores) >= MAYBE * WHOLE * len(scores)


def _founding(promise: Promise) -> tuple[bool, str, str, int]:
    return not promise.day, promise.day, promise.document, promise.start


def thread_id(record: str) -> str:
    """The id of the thread that a record founded."""
    return f"thread-{record.removeprefix('undertaking-')}"

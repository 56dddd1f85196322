"""Whether two mentions tell of one event: what they agree and differ in, weighed and added up.

Every weight stands in ``data/merging.yaml`` under the name that the agreement has here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from verbale.model.merging import Agreement, Party, Trace, Where
from verbale.stories.merging.days import compare_days
from verbale.stories.merging.settings import settings, weighed
from verbale.stories.terms import Terms

_RANKS = ("other", "unlike", "loose", "akin", "state", "same")
_TOGETHER = frozenset({"trigger: same", "day", "place"})
"""What together tells more than each by itself."""
_LOOSE = _RANKS.index("loose")
FAR = 0.05
"""Nearness of two documents below which they are taken to deal with different things."""


def nearness(one: Terms, other: Terms) -> float:
    """The cosine of two documents' terms."""
    small, large = sorted((one, other), key=len)
    return sum(weight * large.get(term, 0.0) for term, weight in small.items())


def compare(one: Trace, other: Trace, near: float) -> tuple[Agreement, ...]:
    """What two mentions agree and differ in; ``near`` is the nearness of their documents."""
    first, second = sorted((one, other), key=lambda trace: trace.record)
    found = [agreement for agreement in _compared(first, second, near) if agreement.weight]
    if {one.feature for one in found} | _either(found) >= _TOGETHER:
        found.append(weighed("together", "all"))
    return tuple(found)


def _either(found: Iterable[Agreement]) -> set[str]:
    """Day and place, where they agree in whatever way."""
    alike = {"same", "named"}
    parts = (one.feature.split(": ") for one in found)
    return {name for name, degree in parts if name in ("day", "place") and degree in alike}


def comparable(one: Trace, other: Trace) -> bool:
    """Whether two mentions are of types that may tell one event."""
    if one.allusion and (other.allusion or one.document == other.document):
        return False
    if other.allusion and one.document == other.document:
        return False
    types = frozenset((one.event_type, other.event_type))
    return len(types) == 1 or types in settings().kin


def total(agreements: Iterable[Agreement]) -> float:
    """The sum of the weights, to four digits, so that it is the same everywhere."""
    return round(math.fsum(one.weight for one in agreements), 4)


def _compared(one: Trace, other: Trace, near: float) -> Iterator[Agreement]:
    yield _base(one, other)
    yield from _kinds(one, other)
    yield from _sides(one, other)
    yield from _places(one.where, other.where)
    yield from compare_days(one, other)
    yield from _words(one, other)
    yield from _numbers(one, other)
    yield from _order(one, other)
    yield from _stages(one, other)
    if one.document != other.document:
        yield from _documents(near)


def _base(one: Trace, other: Trace) -> Agreement:
    if one.allusion or other.allusion:
        return weighed("base", "allusion")
    if one.document != other.document:
        return weighed("base", "across")
    if one.sentence != other.sentence:
        return weighed("base", "document")
    results = settings().results
    result = any(results & settings().groups(trace.trigger) for trace in (one, other))
    return weighed("base", "result" if result else "sentence")


def _kinds(one: Trace, other: Trace) -> Iterator[Agreement]:
    if one.event_type == other.event_type:
        verbal = one.event_type in settings().verbal
        yield weighed("type", "verbal" if verbal else "same", one.event_type)
    elif frozenset((one.event_type, other.event_type)) in settings().kin:
        yield weighed("type", "kin", f"{one.event_type}, {other.event_type}")
    else:
        yield Agreement("type: other", settings().veto * 2, f"{one.event_type}, {other.event_type}")
    if one.modes and other.modes:
        both = sorted(set(one.modes) & set(other.modes))
        told = ", ".join(both) if both else f"{', '.join(one.modes)}; {', '.join(other.modes)}"
        yield weighed("mode", "same" if both else "other", told)
    yield from _deeds(one, other)


def _deeds(one: Trace, other: Trace) -> Iterator[Agreement]:
    shared = sorted(set(one.trigger) & set(other.trigger))
    ours, theirs = settings().groups(one.trigger), settings().groups(other.trigger)
    if shared or ours & theirs:
        yield weighed("trigger", "same", ", ".join(shared or sorted(ours & theirs)))
    elif ours and theirs and not _near(ours, theirs):
        yield weighed("trigger", "other", f"{min(ours)}, {min(theirs)}")
    elif not (ours and theirs):
        yield weighed("trigger", "unlike", f"{' '.join(one.trigger)}, {' '.join(other.trigger)}")


def _near(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    near = settings().near
    return any(frozenset((one, other)) in near for one in ours for other in theirs)


def _sides(one: Trace, other: Trace) -> Iterator[Agreement]:
    if one.allusion or other.allusion:
        yield from _named_beside(one, other)
        return
    if {one.event_type, other.event_type} <= settings().mutual:
        yield from _together((*one.actors, *one.recipients), (*other.actors, *other.recipients))
        return
    degrees = [_best(one.actors, other.actors), _best(one.recipients, other.recipients)]
    crossed = _best(one.actors, other.recipients), _best(one.recipients, other.actors)
    if min(crossed) >= 3 and min(degrees) == 0:
        yield weighed("sides", "swapped")
    for side, degree, ours, theirs in (
        ("actor", degrees[0], one.actors, other.actors),
        ("recipient", degrees[1], one.recipients, other.recipients),
    ):
        if degree >= 0:
            yield weighed(side, _RANKS[degree], _told(ours, theirs))


def _named_beside(one: Trace, other: Trace) -> Iterator[Agreement]:
    """An allusion names its parties without saying on which side: one must be found."""
    degrees = {
        "actor": _best(one.actors, other.actors),
        "recipient": _best(one.recipients, other.recipients),
    }
    found = {side: degree for side, degree in degrees.items() if degree > _LOOSE}
    for side, degree in found.items():
        yield weighed(side, _RANKS[degree])
    if not found:
        yield weighed("actor", "other", "nobody named in both")


def _together(ours: Sequence[Party], theirs: Sequence[Party]) -> Iterator[Agreement]:
    """Parties that all stand on one side: the surest pair, and the surest of the others.

    Where both name persons and none of them is the same, they differ.
    """
    pairs = sorted(
        ((alike(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    if not pairs:
        return
    persons = [[party for party in side if _person(party)] for side in (ours, theirs)]
    if all(persons) and _best(*persons) == 0:
        yield weighed("actor", "other", _told(*persons))
        return
    degree, i, j = pairs[0]
    yield weighed("actor", _RANKS[degree], _told(ours[i : i + 1], theirs[j : j + 1]))
    left = [pair for pair in pairs[1:] if pair[1] != i and pair[2] != j]
    if left:
        degree, i, j = left[0]
        yield weighed("recipient", _RANKS[degree], _told(ours[i : i + 1], theirs[j : j + 1]))


def _best(ours: Sequence[Party], theirs: Sequence[Party]) -> int:
    """The rank of the pair that is most alike; -1 where one side is empty."""
    return max((alike(a, b) for a in ours for b in theirs), default=-1)


def alike(one: Party, other: Party) -> int:
    """How far two parties may be one, as a place in `_RANKS`.

    0 where they differ, 1 for words that name nobody and share nothing, 2 where they may be the
    same, 3 where one acts for the other, 4 for the same state, 5 for the same person or body.
    """
    if one.actor == other.actor:
        return (3 if one.country else 2) if one.generic else 4 if _state(one) else 5
    if one.country and other.country and one.country != other.country:
        return 0
    shared = bool(set(one.words) & set(other.words))
    if _person(one) and _person(other):
        return 5 if one.words[-1:] == other.words[-1:] else 0
    if one.generic or other.generic:
        return _nameless(one, other, shared)
    if one.country and one.country == other.country:
        return 3 if shared or _state(one) or _state(other) else _unlike(one, other)
    return 3 if shared else _unlike(one, other)


def _nameless(one: Party, other: Party, shared: bool) -> int:
    """A nominal beside a name or another nominal: nothing speaks against it, little for it."""
    both = one.generic and other.generic
    if one.country and one.country == other.country:
        return 3 if both or shared or _state(one) or _state(other) else 2
    anybody = any(settings().anybody & set(party.words) for party in (one, other))
    return 2 if not both or anybody else 3 if shared else 1


def _unlike(one: Party, other: Party) -> int:
    """Two names without a word in common: two persons or two bodies differ."""
    return 0 if _person(one) == _person(other) else 2


def _person(party: Party) -> bool:
    return party.actor.startswith("person:")


def _state(party: Party) -> bool:
    return party.actor.startswith("country:")


def _told(ours: Sequence[Party], theirs: Sequence[Party]) -> str:
    names = [", ".join(party.actor.partition(":")[2] for party in side) for side in (ours, theirs)]
    return names[0] if names[0] == names[1] else "; ".join(names)


def _places(ours: Sequence[Where], theirs: Sequence[Where]) -> Iterator[Agreement]:
    ours, theirs = _own(ours, theirs), _own(theirs, ours)
    near = {(a.name, b.name): (a, b) for a in ours for b in theirs if a.name == b.name}
    inner = [pair for pair in near.values() if not _is_state(pair[0])]
    if inner:
        one, other = inner[0]
        yield weighed("place", "same" if one.sure and other.sure else "named", one.name)
        return
    mine = [one for one in ours if not _is_state(one)]
    yours = [one for one in theirs if not _is_state(one)]
    if _apart(ours, theirs):
        yield weighed("place", "other", _named(ours, theirs))
    elif mine and yours:
        if any(_holds(a, b) or _holds(b, a) for a in mine for b in yours):
            yield weighed("place", "within", _named(mine, yours))
        else:
            sure = all(any(one.sure for one in side) for side in (mine, yours))
            yield weighed("place", "other" if sure else "unlike", _named(mine, yours))
    elif near or any(_holds(a, b) or _holds(b, a) for a in ours for b in theirs):
        yield weighed("place", "within", _named(ours, theirs))


def _own(ours: Sequence[Where], theirs: Sequence[Where]) -> Sequence[Where]:
    """The record's own place alone, where both records have one below a state."""
    if all(any(one.sure and not _is_state(one) for one in side) for side in (ours, theirs)):
        return [one for one in ours if one.sure]
    return ours


def _is_state(where: Where) -> bool:
    return where.country is not None and where.name == where.country.lower()


def _holds(outer: Where, inner: Where) -> bool:
    """Whether one place is the state or the division that another lies in."""
    if _is_state(outer):
        return inner.country == outer.country
    return bool(inner.admin1) and outer.name in str(inner.admin1).lower()


def _apart(ours: Sequence[Where], theirs: Sequence[Where]) -> bool:
    """Whether the records' own places lie in different states."""
    mine = {one.country for one in ours if one.sure and one.country}
    yours = {one.country for one in theirs if one.sure and one.country}
    return bool(mine and yours and not mine & yours)


def _named(ours: Sequence[Where], theirs: Sequence[Where]) -> str:
    return "; ".join(", ".join(one.name for one in side) for side in (ours, theirs))


def _words(one: Trace, other: Trace) -> Iterator[Agreement]:
    if one.sentence == other.sentence and one.document != other.document:
        if one.trigger == other.trigger:
            yield weighed("wording", "same")
            return
    shared = nearness(dict(one.words), dict(other.words))
    if one.sentence != other.sentence:
        yield weighed("words", "each", f"{shared:.2f}", shared)
    names = sorted(set(one.names) & set(other.names))
    if names and one.sentence != other.sentence:
        yield weighed("names", "each", ", ".join(names), float(min(len(names), 3)))
    elif one.names and other.names and not names:
        yield weighed("names", "none")


def _numbers(one: Trace, other: Trace) -> Iterator[Agreement]:
    ours, theirs = dict(one.numbers), dict(other.numbers)
    for what in sorted(ours.keys() & theirs.keys()):
        low, high = sorted((ours[what], theirs[what]))
        degree = "same" if low == high else "update" if high <= 2 * low + 3 else "far"
        yield weighed("number", degree, f"{what}: {ours[what]:g}, {theirs[what]:g}")
    if one.document == other.document:
        yield from _counted(one, other)


def _counted(one: Trace, other: Trace) -> Iterator[Agreement]:
    """Within a document "two women" and "five men" are not the same people."""
    counts = [
        {word for party in trace.recipients for word in party.words if word in settings().counts}
        for trace in (one, other)
    ]
    if all(counts) and not counts[0] & counts[1]:
        yield weighed("number", "far", "; ".join(min(words) for words in counts))


def _order(one: Trace, other: Trace) -> Iterator[Agreement]:
    if one.order and other.order and not set(one.order) & set(other.order):
        yield weighed("order", "other", f"{', '.join(one.order)}; {', '.join(other.order)}")
    elif bool(one.order) != bool(other.order):
        yield weighed("order", "alone", ", ".join(one.order or other.order))


def _stages(one: Trace, other: Trace) -> Iterator[Agreement]:
    stages = {one.stage, other.stage}
    if len(stages) == 2 and "planned" in stages:
        dated = bool(one.first and other.first)
        yield weighed("stage", "dated" if dated else "other", ", ".join(sorted(stages)))
    elif len(stages) == 1 and "happened" not in stages:
        yield weighed("stage", "open", min(stages))
    if one.historical != other.historical and not (one.first and other.first):
        yield weighed("history", "other")


def _documents(near: float) -> Iterator[Agreement]:
    if near < FAR:
        yield weighed("documents", "far", f"{near:.2f}")
    else:
        yield weighed("documents", "near", f"{near:.2f}", min(near, 0.4))

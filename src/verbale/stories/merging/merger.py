"""Merging: what happens to event records when a run ends.

Documents that are new are taken in: of each event a trace is kept, and compared with those of its
own document and with those of others that share keys with it. Then the events of all mentions that
something changed for are found anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from verbale.model import Document, Event, Span
from verbale.model.merging import Kept, Party, Tie, Trace, Where
from verbale.stories.merging.allusions import PREFIX, allusions_in
from verbale.stories.merging.comparing import comparable, compare, nearness, total
from verbale.stories.merging.grouping import Pair, connected, groups_of, pair_of
from verbale.stories.merging.keys import SHARED, keys_of, window_of
from verbale.stories.merging.ledger import Found, Ledger
from verbale.stories.merging.settings import settings
from verbale.stories.merging.traces import trace_of
from verbale.stories.terms import Terms, unpacked

RULES = "1"
"""Counted up where the code compares otherwise than before: then all is compared anew."""
AT_ONCE = 100
"""Documents taken in within one transaction."""
MERGED_AT_ONCE = 2000
"""Mentions whose events are found within one transaction, with all that hang on them."""


def version() -> str:
    """Which rules and weights mentions are compared by."""
    return f"{RULES}-{settings().digest}"


class Merger:
    """Finds merged events on a `Ledger`."""

    def take_in(self, ledger: Ledger) -> bool:
        """Take in some of the documents that are not yet; whether there were any."""
        several = ledger.untaken(version(), AT_ONCE)
        for document, events in several:
            self._take(ledger, document, events)
        return bool(several)

    def _take(self, ledger: Ledger, document: Document, events: list[Found]) -> None:
        ledger.leave(document.id)
        traces = [trace_of(event, position, days) for event, position, days in events]
        told = [
            (span.start, span.end, event.event_type)
            for event, _, _ in events
            for span in _triggers(event)
        ]
        allusions = allusions_in(document, told)
        kept = [_kept(trace) for trace in (*traces, *allusions)]
        ledger.take(document.id, version(), kept)
        known = _Known(ledger)
        beside = ledger.sharing(kept, SHARED)
        known.load({one.record for one in kept}.union(*beside.values()))
        found: list[Tie] = []
        for at, mention in enumerate(kept):
            own = [one.record for one in kept[:at] if at < len(traces)]
            found += known.ties(mention.record, own + beside[mention.record])
        ledger.tie(found)

    def merge(self, ledger: Ledger) -> bool:
        """Find the events of some mentions that something changed for; whether there were any."""
        changed = ledger.unmerged(MERGED_AT_ONCE)
        if not changed:
            return False
        decided = decided_pairs(ledger)
        reached, ties = _reach(ledger, ledger.same_event(changed), decided)
        known = _Known(ledger)
        known.load(reached)
        groups = groups_of(reached, ties, decided, known.score, settings().veto)
        ledger.merged({one: event_id(group, known) for group in groups for one in group})
        return True


def _triggers(event: Event) -> tuple[Span, ...]:
    return event.trigger, *event.also, *event.evidence


def _kept(trace: Trace) -> Kept:
    return Kept(
        trace.record, trace.document, packed(trace), keys_of(trace), window_of(trace),
        trace.sentence, trace.start, " ".join(trace.trigger), trace.allusion,
    )  # fmt: skip


def event_id(group: Iterable[str], known: _Known) -> str:
    """The id of a merged event: that of the mention told first."""
    first = min((known.trace(one) for one in group), key=founding)
    return f"merged-{first.record.partition('-')[2]}"


def founding(trace: Trace) -> tuple[bool, str, str, int, str]:
    """Which mention of an event comes first: by publication, document and place in it."""
    return not trace.day, trace.day, trace.document, trace.position, trace.record


def decided_pairs(ledger: Ledger) -> dict[Pair, str]:
    """What persons decided of pairs of mentions, where it can be done; the later decision goes.

    An earlier one that a later one contradicts, by itself or through others, is passed over.
    """
    decided: dict[Pair, str] = {}
    for decision in reversed(ledger.decisions()):
        ones, others = ledger.anchored(decision)
        for pair in sorted({pair_of(a, b) for a in ones for b in others if a != b}):
            if pair not in decided and _fits(pair, decision.verb, decided):
                decided[pair] = decision.verb
    return decided


def _fits(pair: Pair, verb: str, decided: dict[Pair, str]) -> bool:
    merged = [known for known, what in decided.items() if what == "merge"]
    if verb == "merge":
        merged.append(pair)
    apart = [known for known, what in decided.items() if what == "split"]
    if verb == "split":
        apart.append(pair)
    place = {
        one: at for at, part in enumerate(connected({x for p in merged for x in p}, merged))
        for one in part
    }  # fmt: skip
    return all(one not in place or place[one] != place.get(other) for one, other in apart)


def _reach(
    ledger: Ledger, start: Iterable[str], decided: dict[Pair, str]
) -> tuple[set[str], list[Tie]]:
    """All mentions that ties or decisions lead to, and these ties; allusions tie nothing."""
    beside: dict[str, set[str]] = {}
    for (one, other), verb in decided.items():
        if verb == "merge":
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    reached = set(start)
    held: dict[Pair, Tie] = {}
    edge = sorted(reached)
    while edge:
        found = [tie for tie in ledger.ties(edge) if not tie.low.startswith(PREFIX)]
        held |= {(tie.low, tie.high): tie for tie in found}
        near = {one for tie in found for one in (tie.low, tie.high)}
        near |= {other for one in edge for other in beside.get(one, ())}
        edge = sorted(near - reached)
        reached |= near
    return reached, [held[pair] for pair in sorted(held)]


class _Known:
    """Traces and terms of documents, read once from a ledger; scores of pairs."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._traces: dict[str, Trace] = {}
        self._terms: dict[str, Terms] = {}

    def load(self, records: Iterable[str]) -> None:
        """Read the traces that are not yet known."""
        wanted = sorted(set(records) - self._traces.keys())
        for record, kept in self._ledger.traces(wanted).items():
            self._traces[record] = unpack(kept)

    def trace(self, record: str) -> Trace:
        """The trace of a mention."""
        return self._traces[record]

    def tie(self, pair: Pair) -> Tie:
        """What two mentions agree and differ in."""
        one, other = self._traces[pair[0]], self._traces[pair[1]]
        agreements = compare(one, other, self._near(one.document, other.document))
        return Tie(*pair, total(agreements), agreements)

    def ties(self, record: str, others: Iterable[str]) -> Iterator[Tie]:
        """The ties of a mention to those of the others that are alike enough."""
        own = self._traces[record]
        for other in sorted(set(others)):
            if comparable(own, self._traces[other]):
                tie = self.tie(pair_of(record, other))
                if tie.score >= 0:
                    yield tie

    def score(self, one: str, other: str) -> float:
        """The sum of what two mentions agree and differ in."""
        return self.tie(pair_of(one, other)).score

    def _near(self, one: str, other: str) -> float:
        return 1.0 if one == other else nearness(self._of(one), self._of(other))

    def _of(self, document: str) -> Terms:
        if document not in self._terms:
            kept = self._ledger.terms(document)
            self._terms[document] = unpacked(kept) if kept else {}
        return self._terms[document]


def packed(trace: Trace) -> str:
    """A trace as text."""
    return json.dumps(asdict(trace), ensure_ascii=True, separators=(",", ":"))


@lru_cache(maxsize=20_000)
def unpack(kept: str) -> Trace:
    """The trace that `packed` made a text of."""
    value: dict[str, Any] = json.loads(kept)
    for side in ("actors", "recipients"):
        value[side] = tuple(
            Party(one["actor"], one["country"], one["generic"], tuple(one["words"]))
            for one in value[side]
        )
    value["where"] = tuple(Where(**one) for one in value["where"])
    for pairs in ("words", "numbers"):
        value[pairs] = tuple((first, second) for first, second in value[pairs])
    for several in ("modes", "trigger", "days", "names", "order"):
        value[several] = tuple(value[several])
    return Trace(**value)

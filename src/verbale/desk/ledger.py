"""What the desk keeps for merging events: mentions, ties between them, decisions of persons.

The rules by which mentions are compared are not the desk's: a `Merger` brings them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Protocol, TypeVar

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from verbale.desk.event_decisions import mentions_at, standing
from verbale.desk.tables import (
    documents,
    gathered,
    mention_keys,
    mention_ties,
    mentions,
    records,
    taken,
    unmerged,
)
from verbale.model import Document, Event
from verbale.model.codec import document_from_json, record_from_json
from verbale.model.merging import Decision, Kept, Tie

_AT_ONCE = 400
T = TypeVar("T")
Found = tuple[Event, int, tuple[str, str] | None]


class Merger(Protocol):
    """What is done with the events of documents that come (`verbale.stories.merging.Merger`)."""

    def take_in(self, ledger: Ledger) -> bool:
        """Take in some of the documents that are not yet; whether there were any."""
        ...

    def merge(self, ledger: Ledger) -> bool:
        """Find the events of some mentions that something changed for; whether there were any."""
        ...


class Ledger:
    """The tables of merging, inside one transaction of the writer."""

    def __init__(self, connection: Connection) -> None:
        self._do = connection

    def untaken(self, made_by: str, most: int) -> list[tuple[Document, list[Found]]]:
        """Documents whose events were not taken in by these rules, with their events."""
        done = select(taken.c.document).where(taken.c.made_by == made_by)
        query = select(documents.c.json).where(documents.c.id.not_in(done))
        kept = self._do.scalars(query.order_by(documents.c.id).limit(most)).all()
        several = [document_from_json(json.loads(one)) for one in kept]
        return [(document, self._events(document)) for document in several]

    def _events(self, document: Document) -> list[Found]:
        query = select(
            records.c.json, records.c.position, records.c.date_first, records.c.date_last
        ).where(records.c.document == document.id, records.c.kind == Event.kind)
        found: list[Found] = []
        for row in self._do.execute(query.order_by(records.c.position)):
            event = record_from_json(json.loads(row.json), document)
            days = (row.date_first, row.date_last) if row.date_first else None
            if isinstance(event, Event):
                found.append((event, row.position, days))
        return found

    def leave(self, document: str) -> None:
        """Forget the mentions of a document; what they were one event with is found anew."""
        here = mentions.c.document == document
        own = select(mentions.c.event).where(here, mentions.c.event.is_not(None))
        beside = select(mentions.c.record).where(mentions.c.event.in_(own), ~here)
        self.unmerge(self._do.scalars(beside).all())
        self._do.execute(delete(mentions).where(here))
        self._do.execute(delete(taken).where(taken.c.document == document))

    def take(self, document: str, made_by: str, mentions_: Sequence[Kept]) -> None:
        """Keep the mentions of a document, as not yet merged, and its allusions."""
        first = self._do.scalar(select(func.coalesce(func.max(mentions.c.number), 0))) or 0
        rows, keys = [], []
        for number, one in enumerate(mentions_, first + 1):
            row = {name: getattr(one, name) for name in _COLUMNS}
            rows.append(row | {"number": number})
            keys += [{"key": key, "window": one.window, "mention": number} for key in one.keys]
        for table, several in ((mentions, rows), (mention_keys, keys)):
            if several:
                self._do.execute(insert(table), several)
        self._do.execute(insert(taken), {"document": document, "made_by": made_by})
        self.unmerge([one.record for one in mentions_ if not one.allusion])

    def sharing(self, several: Sequence[Kept], least: int) -> dict[str, list[str]]:
        """For each of a document's mentions those of others that it is to be compared with.

        These share ``least`` of its keys in its window or the next, or its sentence's words.
        """
        found: dict[str, set[int]] = {one.record: set() for one in several}
        for window in sorted({one.window for one in several}):
            here = [one for one in several if one.window == window]
            holders = self._holders({key for one in here for key in one.keys}, window)
            for one in here:
                counts = Counter(other for key in one.keys for other in holders.get(key, ()))
                found[one.record].update(other for other, n in counts.items() if n >= least)
        for record, numbers in self._worded(several).items():
            found[record] |= numbers
        named = self._named(set().union(*found.values()), several[0].document) if several else {}
        return {
            record: [named[number] for number in sorted(numbers) if number in named]
            for record, numbers in found.items()
        }

    def _holders(self, keys: set[int], window: int) -> dict[int, list[int]]:
        """The numbers of mentions that have each of these keys in a window or the next."""
        held = mention_keys.c
        found: dict[int, list[int]] = {}
        for some in _in_parts(sorted(keys)):
            query = select(held.key, held.mention).where(held.key.in_(some))
            inside = query.where(held.window.between(window - 1, window + 1))
            for row in self._do.execute(inside):
                found.setdefault(row.key, []).append(row.mention)
        return found

    def _worded(self, several: Sequence[Kept]) -> dict[str, set[int]]:
        """The numbers of mentions in sentences of the same words."""
        found: dict[str, set[int]] = {one.record: set() for one in several}
        for some in _in_parts(sorted({one.sentence for one in several})):
            query = select(mentions.c.sentence, mentions.c.number)
            held: dict[str, set[int]] = {}
            for row in self._do.execute(query.where(mentions.c.sentence.in_(some))):
                held.setdefault(row.sentence, set()).add(row.number)
            for one in several:
                found[one.record] |= held.get(one.sentence, set())
        return found

    def _named(self, numbers: set[int], document: str) -> dict[int, str]:
        """The ids of mentions by their numbers, those of a document left out."""
        found: dict[int, str] = {}
        for some in _in_parts(sorted(numbers)):
            query = select(mentions.c.number, mentions.c.record, mentions.c.document)
            rows = self._do.execute(query.where(mentions.c.number.in_(some)))
            found |= {row.number: row.record for row in rows if row.document != document}
        return found

    def traces(self, wanted: Iterable[str]) -> dict[str, str]:
        """The traces of mentions."""
        found: dict[str, str] = {}
        for some in _in_parts(list(wanted)):
            query = select(mentions.c.record, mentions.c.trace).where(mentions.c.record.in_(some))
            found |= {row.record: row.trace for row in self._do.execute(query)}
        return found

    def terms(self, document: str) -> bytes | None:
        """The packed terms of a document that is gathered."""
        return self._do.scalar(select(gathered.c.terms).where(gathered.c.document == document))

    def tie(self, ties: Iterable[Tie]) -> None:
        """Keep what ties mentions together; a tie that is kept already stays as it is."""
        new = {(tie.low, tie.high): tie for tie in reversed(list(ties))}
        known = self._tied(sorted({low for low, _ in new}))
        rows = [
            {
                "low": tie.low, "high": tie.high, "score": tie.score,
                "agreements": json.dumps([asdict(one) for one in tie.agreements]),
            }
            for ends, tie in new.items()
            if ends not in known
        ]  # fmt: skip
        if rows:
            self._do.execute(insert(mention_ties), rows)

    def _tied(self, lows: Sequence[str]) -> set[tuple[str, str]]:
        """The ends of the ties that these are the lower end of."""
        found: set[tuple[str, str]] = set()
        for some in _in_parts(lows):
            query = select(mention_ties.c.low, mention_ties.c.high)
            rows = self._do.execute(query.where(mention_ties.c.low.in_(some)))
            found |= {(row.low, row.high) for row in rows}
        return found

    def ties(self, several: Sequence[str]) -> list[Tie]:
        """All ties with one of these mentions in them; without what they are made of."""
        held = mention_ties.c
        found: set[Tie] = set()
        for some in _in_parts(several):
            query = select(held.low, held.high, held.score)
            query = query.where(or_(held.low.in_(some), held.high.in_(some)))
            found |= {Tie(row.low, row.high, row.score) for row in self._do.execute(query)}
        return sorted(found, key=lambda tie: (tie.low, tie.high))

    def unmerge(self, several: Iterable[str]) -> None:
        """Keep that the events of these mentions must be found anew."""
        new = set(several)
        for some in _in_parts(sorted(new)):
            known = select(unmerged.c.record).where(unmerged.c.record.in_(some))
            new.difference_update(self._do.scalars(known))
        if new:
            self._do.execute(insert(unmerged), [{"record": one} for one in sorted(new)])

    def unmerged(self, most: int) -> list[str]:
        """Some of the mentions whose event must be found anew."""
        query = select(unmerged.c.record).order_by(unmerged.c.record).limit(most)
        return list(self._do.scalars(query))

    def same_event(self, several: Sequence[str]) -> list[str]:
        """These mentions, and those that stand in one event with one of them."""
        found = set(several)
        for some in _in_parts(several):
            own = select(mentions.c.event).where(mentions.c.record.in_(some))
            found.update(
                self._do.scalars(select(mentions.c.record).where(mentions.c.event.in_(own)))
            )
        return sorted(found)

    def merged(self, event_of: Mapping[str, str]) -> None:
        """Keep the event of each mention; they are merged."""
        for record, event in event_of.items():
            here = update(mentions).where(mentions.c.record == record)
            self._do.execute(here.values(event=event))
        for some in _in_parts(list(event_of)):
            self._do.execute(delete(unmerged).where(unmerged.c.record.in_(some)))

    def decisions(self) -> list[Decision]:
        """What persons decided and did not take back, by number."""
        return standing(self._do)

    def anchored(self, decision: Decision) -> tuple[list[str], list[str]]:
        """The mentions that a decision is about, as they are now."""
        return mentions_at(self._do, decision.ones), mentions_at(self._do, decision.others)


_COLUMNS = ("record", "document", "start", "trigger", "sentence", "trace")


def _in_parts(several: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(several), _AT_ONCE):
        yield several[start : start + _AT_ONCE]

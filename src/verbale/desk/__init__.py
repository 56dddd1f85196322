"""The desk: the one embedded database in which documents and their records are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from verbale.desk.finding import Question
from verbale.desk.ledger import Merger
from verbale.desk.reader import Reader
from verbale.desk.shelf import Gatherer
from verbale.desk.stores import is_address, store_of
from verbale.desk.thread_shelf import Threader
from verbale.desk.writer import Writer
from verbale.model import Document, Event, Reading, Record, Story
from verbale.model.change import Change, Superseded
from verbale.model.merging import Decision, MergedEvent
from verbale.model.thread import Thread

__all__ = ["Desk", "Gatherer", "Merger", "Question", "Threader"]


class Desk:
    """One desk file. It is opened when first used, made when first written to.

    Many processes may read while one writes; writers wait for one another. Every method
    raises `DeskError` where the file cannot be used (`DeskVersionError` where a newer
    version wrote it).

    With a ``gatherer``, a ``threader`` and a ``merger`` (`verbale.keeping.Desk` has all)
    documents are marked as copies and gathered into stories as they are written, undertakings
    into threads, and records of one event are merged.
    """

    def __init__(
        self,
        path: str | Path = "verbale.db",
        gatherer: Gatherer | None = None,
        threader: Threader | None = None,
        merger: Merger | None = None,
    ) -> None:
        self.path = str(path) if is_address(path) else Path(path)
        self._store = store_of(path)
        self._gatherer = gatherer
        self._threader = threader
        self._merger = merger
        self._open_reader: Reader | None = None
        self._open_writer: Writer | None = None

    def write(self, reading: Reading) -> bool:
        """Keep a document with its records, all or none; True where that changed the desk.

        The same document with the same records changes nothing; with others, as a newer
        version may read them, it takes the place of what was kept.
        """
        return self._writer().write(reading)

    def find(
        self,
        words: str | None = None,
        *,
        actor: str | None = None,
        kind: str | None = None,
        label: str | None = None,
        since: str | None = None,
        until: str | None = None,
        document: str | None = None,
        limit: int | None = 100,
        offset: int = 0,
        after: str | None = None,
        newest: bool = False,
    ) -> list[Record]:
        """Records that fit every part of the question (see `Question`).

        Best match first where ``words`` are given, else by publication and place in the text.
        """
        return self._reader().find(
            Question(
                words=words,
                actor=actor,
                kind=kind,
                label=label,
                since=since,
                until=until,
                document=document,
                limit=limit,
                offset=offset,
                after=after,
                newest=newest,
            )
        )

    def events(
        self, words: str | None = None, *, event_type: str | None = None, **narrow: Any
    ) -> list[Event]:
        """Events that fit, of one PLOVER type where given; ``narrow`` as in `find`."""
        found = self.find(words, kind=Event.kind, label=event_type, **narrow)
        return cast("list[Event]", found)

    def readings(self, words: str | None = None, **narrow: Any) -> Iterator[Reading]:
        """Documents, each with its records that fit, by publication; ``narrow`` as in `find`.

        Few are held at a time, so that whole desks can be gone through. With no question at all,
        documents without records are among them.
        """
        return self._reader().readings(Question(words=words, **narrow))

    def record(self, id_: str) -> Record:
        """The record with an id or a unique beginning of one; `UnknownId` otherwise."""
        return self._reader().record(id_)

    def document(self, id_: str) -> Document:
        """The document with an id or a unique beginning of one; `UnknownId` otherwise."""
        return self._reader().document(id_)

    def documents(self, limit: int | None = None, offset: int = 0) -> list[Document]:
        """The documents kept, by date of publication, undated ones first."""
        return self._reader().documents(limit, offset)

    def copy_of(self, document: str) -> str | None:
        """The id of the document whose copy the one with this id is, as far as is known."""
        return self._reader().copy_of(document)

    def stories(
        self,
        limit: int | None = None,
        offset: int = 0,
        *,
        since: str | None = None,
        until: str | None = None,
        least: int = 1,
    ) -> list[Story]:
        """Stories, the one last told of first; of ``least`` documents or more.

        ``since`` and ``until`` are EDTF dates between which a document of it was published.
        """
        return self._reader().stories(limit, offset, since=since, until=until, least=least)

    def story(self, id_: str) -> Story:
        """The story with an id, or with one it had before; `UnknownId` otherwise."""
        return self._reader().story(id_)

    def merged_events(
        self, limit: int | None = None, offset: int = 0, **narrow: Any
    ) -> list[MergedEvent]:
        """Events with all their mentions, the one last told first.

        ``narrow`` may give ``since`` and ``until`` (EDTF dates between which a document told of
        it), ``event_type``, ``actor``, ``story`` and ``least``, the documents it has at least.
        """
        return self._reader().merged_events(limit, offset, **narrow)

    def merged_event(self, id_: str) -> MergedEvent:
        """The merged event with an id, or of the record with that id; `UnknownId` otherwise."""
        return self._reader().merged_event(id_)

    def merge_events(self, first: str, *others: str, note: str | None = None) -> list[int]:
        """Decide that events are one, each given by its id or that of a record in it.

        Returns the numbers of the decisions (see `decisions`). They stand until taken back, also
        where the documents are read anew.
        """
        ours = [one.record.id for one in self.merged_event(first).mentions]
        theirs = [[one.record.id for one in self.merged_event(id_).mentions] for id_ in others]
        numbers = [self._writer().decide_events("merge", ours, several, note) for several in theirs]
        self._writer().merge()
        return numbers

    def split_event(self, event: str, *records: str, note: str | None = None) -> int:
        """Decide that ``records`` are another event than the rest of one; the decision's number.

        Where no records are given, each mention becomes an event of its own; the id of a record
        as ``event``, without others, takes that record out of its event.
        """
        whole = [one.record.id for one in self.merged_event(event).mentions]
        given = [self.record(id_).id for id_ in records]
        out = given or [id_ for id_ in whole if id_ == event] or whole
        rest = [id_ for id_ in whole if id_ not in out] or whole
        number = self._writer().decide_events("split", out, rest, note)
        self._writer().merge()
        return number

    def take_back(self, number: int) -> None:
        """Take a decision back; `UnknownId` where none of that number stands."""
        self._writer().take_back_events(number)
        self._writer().merge()

    def decisions(self) -> list[Decision]:
        """What persons decided of merged events, by number, what they took back too."""
        return self._reader().decisions()

    def threads(
        self,
        limit: int | None = None,
        offset: int = 0,
        *,
        about: str | Iterable[str] = (),
        least: int = 2,
        overdue: str | None = None,
    ) -> list[Thread]:
        """Threads of undertakings, the one last told of first; of ``least`` steps or more.

        ``about`` are actors as in `find`, one or more that all stand in it. ``overdue`` is a day
        (2024-07-28): only threads that are due before it, with no news since.
        """
        actors = [about] if isinstance(about, str) else about
        return self._reader().threads(limit, offset, about=actors, least=least, overdue=overdue)

    def thread(self, id_: str) -> Thread:
        """The thread with an id, or that of a record in it; `UnknownId` otherwise."""
        return self._reader().thread(id_)

    def tie(self, one: str, other: str, note: str = "") -> None:
        """Decide that two undertakings (ids of records) are one, whatever speaks against it.

        What is decided stands when documents are read anew; `settle` follows it.
        """
        self._decide(one, other, "same", note)

    def part(self, one: str, other: str, note: str = "") -> None:
        """Decide that two undertakings (ids of records) are not one; as `tie`."""
        self._decide(one, other, "apart", note)

    def undecide(self, one: str, other: str) -> None:
        """Forget what was decided of two undertakings."""
        self._decide(one, other, None, "")

    def _decide(self, one: str, other: str, verdict: str | None, note: str) -> None:
        reader = self._reader()
        self._writer().decide(reader.promise(one), reader.promise(other), verdict, note)
        self.settle()

    def changes(
        self,
        since: str | None = None,
        limit: int | None = None,
        *,
        types: Iterable[str] = (),
        about: str | None = None,
        on: str | None = None,
    ) -> list[Change]:
        """What became known, in that order, since a date or after the change with an id.

        ``types`` are those of `Change`, all where none is given; ``about`` is an actor as in
        `find`; ``on`` is the day on which it is asked what is overdue, today where not given.
        """
        day = on or date.today().isoformat()
        return self._reader().changes(since, limit, types, about, day)

    def superseded(self, id_: str) -> list[Superseded]:
        """Records as they stood before under an id or a beginning of one, the last first."""
        return self._reader().superseded(id_)

    def settle(self) -> None:
        """Find the stories, merged events and threads of what was written since.

        Does nothing without a gatherer, a merger and a threader.
        """
        self._writer().settle()

    def close(self) -> None:
        """Let go of the file; using the desk again opens it again."""
        for part in (self._open_reader, self._open_writer):
            if part is not None:
                part.close()
        self._open_reader = self._open_writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _writer(self) -> Writer:
        if self._open_writer is None:
            self._open_writer = Writer(self._store, self._gatherer, self._threader, self._merger)
        return self._open_writer

    def _reader(self) -> Reader:
        """The reader; a file of an older form is brought to the present one first."""
        if self._open_reader is None:
            reader = Reader(self._store)
            if not reader.is_current:
                reader.close()
                self._writer()
                reader = Reader(self._store)
            self._open_reader = reader
        return self._open_reader

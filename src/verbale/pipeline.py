"""THE list of stages in their order: a document in, a reading out."""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from verbale.errors import DataError, DocumentError, LimitExceeded, ModelError, SourceError
from verbale.language import Analyser
from verbale.language.parsing import DEFAULT_MODEL
from verbale.language.phrases import modern_codes, plover_codes, resolve_phrase
from verbale.matcher import load_lexicon
from verbale.model import ActorReference, Analysis, Coding, Document, Place, Reading
from verbale.model.source import Limits
from verbale.records import find_records
from verbale.records.coder.relation import LearnedCoder, seen_in_training
from verbale.records.coding import Coder, Relating, coding_of

if TYPE_CHECKING:
    from concurrent.futures import Future
    from datetime import date

    from spacy.tokens import Doc

Made = TypeVar("Made")

READABLE = (None, "en")
"""Languages that are read; a document in another one is kept without records."""

_BATCH = 16
_TEXTS = 64
"""Texts that `Reader.relate_many` parses together."""

Ends = tuple[int, int] | None
"""Start and end of words in a text; None for a side that the text does not name."""
Asked = tuple[str, Ends, Ends]
"""A text with its source and target."""


class Reader:
    """Reads documents into records. Loads its models once; picklable (they are loaded again).

    ``model`` names any installed spaCy English pipeline; ``limits`` bound the size of a
    document (characters) and the time for it (seconds); ``actors`` is a file of actors of your
    own (``docs/actors.md``), ``vocabulary`` a folder of event types, modes and frames of your
    own (``docs/vocabulary.md``); both go before what verbale knows.

    ``settled`` spares what is loaded the rounds of the garbage collector, which else walks the
    whole lexicon again and again; it holds for the process, so it is for programs that do
    nothing but read.
    """

    def __init__(
        self,
        model: str | None = None,
        limits: Limits | None = None,
        actors: Path | str | None = None,
        vocabulary: Path | str | None = None,
        settled: bool = False,
    ) -> None:
        self.model = model or DEFAULT_MODEL
        self.actors = None if actors is None else Path(actors).resolve()
        self.vocabulary = None if vocabulary is None else Path(vocabulary).resolve()
        self.limits = limits or Limits()
        self.settled = settled
        self._analyser: Analyser | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "limits": self.limits,
            "actors": self.actors,
            "vocabulary": self.vocabulary,
            "settled": self.settled,
            "_analyser": None,
        }

    @property
    def analyser(self) -> Analyser:
        """The language stage, loaded when first used."""
        if self._analyser is None:
            own = load_lexicon(self.vocabulary) if self.vocabulary is not None else None
            self._analyser = Analyser(self.model, own, self.actors)
            if self.settled:
                gc.collect()
                gc.freeze()
        return self._analyser

    def read(self, text: str, published: str | None = None, url: str | None = None) -> Reading:
        """Read a text: its document and records. ``published`` is an ISO 8601 date."""
        return self.read_document(plain_document(text, published, url))

    def read_document(self, document: Document) -> Reading:
        """Read one document; `LimitExceeded` where it is larger or slower than allowed."""
        if document.language not in READABLE:
            return Reading(document, ())
        self._check_size(document)
        with _at_most(self.limits.seconds, document.path or document.id):
            analysis = self.analyser.analyse(document)
            return Reading(document, find_records(analysis, self.analyser.matcher))

    def read_many(
        self,
        documents: Iterable[Document],
        processes: int = 1,
        failed: Callable[[SourceError], None] | None = None,
    ) -> Iterator[Reading]:
        """Read documents lazily and in order; ``processes`` > 1 spreads them over workers.

        The error of a document that cannot be read (over the limits, say) goes to
        ``failed`` and the rest goes on; without ``failed`` it is raised.
        """
        results = (
            _spread(self, documents, processes)
            if processes > 1
            else (_attempt(self.read_document, document) for document in documents)
        )
        yield from _without_faults(results, failed)

    def analyse(self, text: str, published: str | None = None, url: str | None = None) -> Analysis:
        """The layers below the records of a text; errors as of `analyse_document`."""
        return self.analyse_document(plain_document(text, published, url))

    def analyse_document(self, document: Document) -> Analysis:
        """The layers below the records of a document; `LimitExceeded` as in `read_document`."""
        self._check_size(document)
        with _at_most(self.limits.seconds, document.path or document.id):
            return self.analyser.analyse(document)

    def analyse_many(
        self, documents: Iterable[Document], failed: Callable[[SourceError], None] | None = None
    ) -> Iterator[Analysis]:
        """The layers of each document, lazily and in order; faults as in `read_many`."""
        results = (_attempt(self.analyse_document, document) for document in documents)
        yield from _without_faults(results, failed)

    def locate(
        self, document: Document, spans: Sequence[tuple[int, int]], *, nearby: bool = False
    ) -> list[Place]:
        """Where the names of places at ``spans`` (start, end) of a document are.

        Country, division and degrees are null where text and gazetteer do not say. With
        ``nearby`` a name unknown to the gazetteer gets those of the place named nearest to
        it: an approximation that no record holds. Too long a text is a `LimitExceeded`.
        """
        self._check_size(document)
        return self.analyser.locate(document, spans, nearby=nearby)

    def relate(self, text: str, source: Ends = None, target: Ends = None) -> Coding:
        """The PLOVER event from source to target, two stretches (start, end) of a text.

        Needs the parse and the lexicon only. A side that the text does not name may be
        None, but not both. `ValueError` where a stretch does not fit the text.
        """
        return next(self.relate_many([(text, source, target)]))

    def relate_many(
        self, asked: Iterable[tuple[str, Ends, Ends]], coder: Coder | None = None
    ) -> Iterator[Coding]:
        """`relate` for many (text, source, target), lazily, in order, parsed in batches.

        ``coder`` votes in place of the learned one (`verbale.records.coding`).
        """
        source, first = iter(asked), 1
        while batch := list(islice(source, _TEXTS)):
            for number, each in enumerate(batch, first):
                self._check_asked(number, *each)
            first += len(batch)
            texts = list(dict.fromkeys(text for text, _, _ in batch))
            parses = self.analyser.parses([Document(text=text) for text in texts])
            of = dict(zip(texts, parses, strict=True))
            votes = coder or LearnedCoder(self.analyser.matcher)
            for text, *ends in batch:
                sides = [_tokens_in(of[text], each) for each in ends]
                relating = Relating(of[text], sides[0], sides[1], self.analyser.status)
                yield coding_of(votes(relating))

    def seen_in_training(self, texts: Iterable[str]) -> int:
        """How many of these texts the coder of relations was made from.

        Figures on such texts say how well they are remembered, not how good `relate` is.
        """
        return seen_in_training(texts)

    def _check_asked(self, number: int, text: str, source: Ends, target: Ends) -> None:
        self._check_size(Document(text=text))
        if source is None and target is None:
            raise ValueError(f"text {number}: neither source nor target; expected at least one")
        for name, ends in (("source", source), ("target", target)):
            if ends is None:
                continue
            start, end = ends
            if not 0 <= start < end <= len(text):
                raise ValueError(
                    f"text {number}: {name} {start}:{end} does not fit; "
                    f"expected 0 <= start < end <= {len(text)}, the length of the text"
                )
            if not text[start:end].strip():
                raise ValueError(f"text {number}: {name} {start}:{end} holds no word")

    def resolve(self, text: str, on: str | date | None = None) -> ActorReference:
        """Whom a name or noun phrase stands for on a day (without one: as known last).

        The reference has the country, sectors and role that the words and the registry tell;
        what neither tells is empty. Needs no model.
        """
        return resolve_phrase(text, on, self.actors)

    def plover_codes(self, found: ActorReference) -> tuple[str, tuple[str, ...]]:
        """An actor in PLOVER's codes: country or non-state actor ("" for none), and sectors."""
        return plover_codes(found, self.actors)

    def modern_codes(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Sector codes of CAMEO and ICEWS as PLOVER writes them (HLH → MED)."""
        return modern_codes(codes)

    def _check_size(self, document: Document) -> None:
        if len(document.text) > self.limits.document_chars:
            raise LimitExceeded(
                document.path or document.id,
                f"{len(document.text):,} characters; the limit is "
                f"{self.limits.document_chars:,} a document",
            )


def _tokens_in(parse: Doc, ends: Ends) -> tuple[int, ...]:
    """The words that share at least one letter with a stretch of text."""
    if ends is None:
        return ()
    start, end = ends
    return tuple(
        t.i for t in parse if t.idx < end and start < t.idx + len(t.text) and not t.is_space
    )


def _attempt(read: Callable[[Document], Made], document: Document) -> Made | SourceError:
    """What is made of a document, or why nothing; a fault of ours loses one document only."""
    try:
        return read(document)
    except SourceError as error:
        return error
    except (DataError, ModelError):
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours loses one document, no run
        place = document.path or document.id
        return DocumentError(place, f"a fault in verbale: {type(error).__name__}: {error}")


def _without_faults(
    results: Iterable[Made | SourceError], failed: Callable[[SourceError], None] | None
) -> Iterator[Made]:
    for result in results:
        if not isinstance(result, SourceError):
            yield result
        elif failed is None:
            raise result
        else:
            failed(result)


def plain_document(text: str, published: str | None, url: str | None) -> Document:
    """A document made from a text in memory, with its source block and repeats found."""
    from verbale.documents import make_document
    from verbale.model.source import Raw

    fields = {"published": published} if published else {}
    if url:
        fields["url"] = url
    return make_document(
        Raw(place="text", media="row", data=text, path=None, url=url, retrieved=None, fields=fields)
    )


@contextmanager
def _at_most(seconds: float, place: str) -> Iterator[None]:
    """Stop what takes longer, where the system has alarms and this is the main thread."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        raise LimitExceeded(place, f"took longer than the limit of {seconds:.0f} s a document")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _work(job: tuple[Reader, list[Document]]) -> list[Reading | SourceError]:
    reader, documents = job
    kept = _READERS.setdefault(_key(reader), reader)
    return [_attempt(kept.read_document, document) for document in documents]


def _key(reader: Reader) -> tuple[str, Limits, Path | None, Path | None]:
    return reader.model, reader.limits, reader.actors, reader.vocabulary


_READERS: dict[tuple[str, Limits, Path | None, Path | None], Reader] = {}
"""The reader of a worker process, so that its models load once."""


def _spread(
    reader: Reader, documents: Iterable[Document], processes: int
) -> Iterator[Reading | SourceError]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    source = iter(documents)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: list[Future[list[Reading | SourceError]]] = []
        try:
            while True:
                while len(waiting) < 2 * processes and (batch := list(islice(source, _BATCH))):
                    waiting.append(pool.submit(_work, (reader, batch)))
                if not waiting:
                    return
                yield from waiting.pop(0).result()
        finally:
            for future in waiting:
                future.cancel()

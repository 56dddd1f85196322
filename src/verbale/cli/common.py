"""What all commands share: how they end, what they say, how documents come in and go out.

Exit status: 0 done, 1 some inputs could not be read (the others are done), 2 wrong usage, a
model or a desk that cannot be used. Everything slow to import is imported inside functions.
"""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn, ParamSpec, Protocol, TypeVar

import typer

if TYPE_CHECKING:
    from verbale.model import Document, Limits, Raw, Reading
    from verbale.pipeline import Reader

A = TypeVar("A")
B = TypeVar("B")
P = ParamSpec("P")


Format = Literal["table", "jsonl", "csv", "parquet", "md"]
Kind = Literal["event", "statement", "undertaking", "expectation", "stance", "relation"]
Layers = Literal["jsonl"]

What = Annotated[
    list[str], typer.Argument(metavar="WHAT...", help="Files, folders, patterns, addresses, or -")
]
DeskFile = Annotated[
    str, typer.Option("--desk", help="Where records are kept: a file, or postgresql://…")
]
As = Annotated[Format, typer.Option("--format", help="How records are written")]
Model = Annotated[str | None, typer.Option(help="Another English spaCy pipeline, by name or path")]
Own = Annotated[
    Path | None, typer.Option("--vocabulary", help="A folder of types and frames of your own")
]
Processes = Annotated[int, typer.Option(min=1, help="How many processes read at the same time")]
Size = Annotated[int | None, typer.Option(min=1, help="Bytes", rich_help_panel="Limits")]
Chars = Annotated[int | None, typer.Option(min=1, help="Code points", rich_help_panel="Limits")]
Time = Annotated[float | None, typer.Option(min=0.1, help="Seconds", rich_help_panel="Limits")]

DESK = "verbale.db"
EVERY_SECONDS = 10.0
"""How often a long reading says on a log how far it is."""


def command(function: Callable[P, int | None]) -> Callable[P, None]:
    """A command that ends as promised above, whatever happens on the way."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from verbale.errors import VerbaleError

        try:
            status = function(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            say("stopped")
            raise typer.Exit(130) from None
        except (VerbaleError, OSError) as error:
            fail(str(error))
        raise typer.Exit(status or 0)

    return run


def say(text: str) -> None:
    """One message on standard error."""
    from verbale.views.words import clean

    print("verbale: " + "; ".join(map(clean, text.splitlines())), file=sys.stderr, flush=True)


def fail(text: str) -> NoReturn:
    """One message on standard error, then exit 2."""
    say(text)
    raise typer.Exit(2)


def own_vocabulary(given: Path | None) -> Path | None:
    """The user's folder, where one is given; ends where there is no such folder."""
    if given is not None and not given.is_dir():
        fail(f"{given}: no such folder; expected a vocabulary (docs/vocabulary.md)")
    return given


def make_limits(**settings: float | None) -> Limits:
    """The limits, with the settings that were given."""
    from verbale.model import Limits

    given: dict[str, Any] = {name: value for name, value in settings.items() if value is not None}
    return Limits(**given)


class Faults:
    """Counts the inputs that could not be read, and names each on standard error."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, error: Exception) -> None:
        """Name one input and why it could not be read."""
        say(str(error))
        self.count += 1

    def status(self) -> int:
        """The exit status: 1 where something could not be read."""
        return 1 if self.count else 0


class Marks(Protocol):
    """Remembers which parts of files are in the desk (`verbale.watching.marks.Marks`)."""

    def is_done(self, raw: Raw) -> bool:
        """Whether a part was read already, in an earlier run."""
        ...

    def opened(self, document: str) -> None:
        """A document was made of the part last asked about."""
        ...

    def written(self, document: str) -> None:
        """A document is in the desk, and so are all that were opened before it."""
        ...


def open_documents(
    what: list[str], limits: Limits, faults: Faults, marks: Marks | None = None
) -> Iterator[Document]:
    """The documents that ``what`` names; what cannot be read is named and passed over."""
    from verbale.documents import make_document
    from verbale.errors import SourceError
    from verbale.sources import open_sources

    for raw in open_sources(what, limits):
        if isinstance(raw, SourceError):
            faults.add(raw)
        elif marks is None or not marks.is_done(raw):
            for document in each(lambda one: make_document(one, limits), [raw], faults):
                if marks is not None:
                    marks.opened(document.id)
                yield document


def each(work: Callable[[A], B], several: Iterable[A], faults: Faults) -> Iterator[B]:
    """What ``work`` makes of each; those it cannot read are named and passed over."""
    from verbale.errors import SourceError

    for one in several:
        try:
            made = work(one)
        except SourceError as error:
            faults.add(error)
        else:
            yield made


def readings_of(
    reader: Reader, documents: Iterable[Document], processes: int, faults: Faults
) -> Iterator[Reading]:
    """The readings, in order; documents that could not be read are named and passed over."""
    for reading in reader.read_many(documents, processes, faults.add):
        warn(reading.document)
        yield reading


def warn(document: Document) -> None:
    """Say of a document that it is kept but was not read."""
    if document.language not in (None, "en"):
        place = document.path or document.url or document.id
        say(f"{place}: kept but not read: its language is {document.language}, expected en")


def kept(
    readings: Iterator[Reading], desk: str | None, marks: Marks | None = None
) -> Iterator[Reading]:
    """The same readings, each written to the desk first, where there is one.

    Their documents are marked as copies as the desk then knows; stories are found at the end.
    """
    if desk is None:
        yield from readings
        return
    from verbale.keeping import Desk

    with Desk(desk) as opened:
        for reading in readings:
            opened.write(reading)
            if marks is not None:
                marks.written(reading.document.id)
            yield opened.marked(reading)


def counted(readings: Iterator[Reading], desk: str | None) -> Generator[Reading, None, None]:
    """The same readings, while standard error says how far it is and, at the end, what was done."""
    count = records = 0
    start = last = time.monotonic()
    with bar() as show_state:
        for reading in readings:
            count += 1
            records += len(reading.records)
            now = time.monotonic()
            speed = (
                f"documents: {count:,}, records: {records:,}, a second: {count / (now - start):.1f}"
            )
            show_state(speed)
            if not sys.stderr.isatty() and now - last >= EVERY_SECONDS:
                say(speed)
                last = now
            yield reading
    say(f"documents: {count:,}, records: {records:,}, {_where(desk)}")


def _where(desk: str | None) -> str:
    from verbale.desk.stores import store_of

    return f"kept in {store_of(desk).shown}" if desk else "not kept"


@contextmanager
def bar() -> Iterator[Callable[[str], None]]:
    """Shows a state that changes, on standard error, where a terminal shows nothing else."""
    if sys.stdout.isatty() or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("loading the language model") as status:
        yield status.update


def check_output(form: Format) -> None:
    """Refuse to write a binary file onto a terminal."""
    if form == "parquet" and sys.stdout.isatty():
        fail("parquet is a binary format: send standard output to a file, as in > records.parquet")


def show(form: Format, readings: Iterable[Reading]) -> None:
    """Write the readings to standard output as they come."""
    from verbale.views import flat, output

    if form == "parquet":
        flat.write_parquet(readings, sys.stdout.buffer)
        return
    for piece in output.FORMS[form](readings):
        print(piece, end="", flush=True)

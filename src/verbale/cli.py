"""The commands. No other module prints; results go to standard output, the rest to standard error.

Exit status: 0 done, 1 some inputs could not be read (the others are done), 2 wrong usage, a
model or a desk that cannot be used. Everything slow to import is imported inside the commands.
"""

from __future__ import annotations

import functools
import json
import os
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn, ParamSpec, TypeVar

import typer

if TYPE_CHECKING:
    from verbale.model import Document, Limits, Reading, Record
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
DeskFile = Annotated[Path, typer.Option("--desk", help="Where records are kept")]
As = Annotated[Format, typer.Option("--format", help="How records are written")]
Model = Annotated[str | None, typer.Option(help="Another English spaCy pipeline, by name or path")]
Processes = Annotated[int, typer.Option(min=1, help="How many processes read at the same time")]
Size = Annotated[int | None, typer.Option(min=1, help="Bytes", rich_help_panel="Limits")]
Chars = Annotated[int | None, typer.Option(min=1, help="Code points", rich_help_panel="Limits")]
Time = Annotated[float | None, typer.Option(min=0.1, help="Seconds", rich_help_panel="Limits")]

DESK = Path("verbale.db")
EVERY_SECONDS = 10.0
"""How often a long reading says on a log how far it is."""

app = typer.Typer(
    help="Read news reports into sourced records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
score = typer.Typer(help="Measure against human annotation.", no_args_is_help=True)
app.add_typer(score, name="score")


def main() -> None:
    """The entry point of the ``verbale`` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


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


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"verbale {version('verbale')}")
        raise typer.Exit(0)


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show it")
    ] = False,
) -> None:
    """Read news reports into sourced records."""


@app.command()
@command
def read(
    what: What,
    desk: DeskFile = DESK,
    form: As = "table",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Keep nothing")] = False,
    model: Model = None,
    processes: Processes = 1,
    limit_file: Size = None,
    limit_page: Size = None,
    limit_row: Size = None,
    limit_unpacked: Size = None,
    limit_chars: Chars = None,
    limit_seconds: Time = None,
    limit_address_seconds: Time = None,
) -> int:
    """Read reports, keep what they say in the desk, and print it."""
    from verbale.pipeline import Reader

    check_output(form)
    limits = make_limits(
        file_bytes=limit_file,
        page_bytes=limit_page,
        row_bytes=limit_row,
        unpacked_bytes=limit_unpacked,
        document_chars=limit_chars,
        seconds=limit_seconds,
        address_seconds=limit_address_seconds,
    )
    faults = Faults()
    kept_in = None if dry_run else desk
    documents = open_documents(what, limits, faults)
    readings = readings_of(Reader(model=model, limits=limits), documents, processes, faults)
    with closing(counted(kept(readings, kept_in), kept_in)) as found:
        show(form, found)
    return faults.status()


@app.command()
@command
def analyse(
    what: What,
    form: Annotated[Layers, typer.Option("--format", help="One line each")] = "jsonl",
    model: Model = None,
) -> int:
    """Print the layers below the records: sentences, mentions, places, times, quotations."""
    from verbale.pipeline import Reader
    from verbale.views.layers import layers
    from verbale.views.output import json_line

    faults = Faults()
    reader = Reader(model=model)
    documents = open_documents(what, make_limits(), faults)
    for analysis in each(reader.analyse_document, documents, faults):
        for line in layers(analysis):
            print(json_line(line), end="")
    return faults.status()


@app.command()
@command
def find(
    words: Annotated[
        list[str] | None, typer.Argument(help='Words; "…" keeps them together')
    ] = None,
    actor: Annotated[str | None, typer.Option(help="An id, a country code or a name")] = None,
    kind: Annotated[Kind | None, typer.Option(help="One kind of record only")] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="Not before: 2024-07-28, 2024")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", help="Not after: 2024-07-28, 2024")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most")] = 100,
    desk: DeskFile = DESK,
    form: As = "table",
) -> None:
    """Find records in the desk by words, actor, kind and date."""
    from verbale.desk import Desk
    from verbale.views.output import by_document

    check_output(form)
    with Desk(desk) as opened:
        found = opened.find(
            " ".join(words) if words else None,
            actor=actor,
            kind=kind,
            since=since,
            until=until,
            limit=limit,
        )
    show(form, by_document(found))
    if not found:
        say("nothing found")


@app.command()
@command
def explain(
    record: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or its beginning")],
    desk: DeskFile = DESK,
) -> None:
    """Say why a record stands: rule, words, sentence, roles, links."""
    from verbale.desk import Desk
    from verbale.errors import UnknownId
    from verbale.views.explanation import Explanation
    from verbale.views.output import laid_out

    with Desk(desk) as opened:
        found = opened.record(record)
        linked: dict[str, Record] = {}
        for link in found.links:
            with suppress(UnknownId):
                linked[link.record] = opened.record(link.record)
    print(laid_out(Explanation(found, linked)), end="")


@app.command()
@command
def schema() -> None:
    """Print the form of documents and records as JSON Schema."""
    from verbale.model.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@score.command("documents")
@command
def score_documents(
    path: Annotated[Path, typer.Argument(help="Folder with annotated documents")],
    report: Annotated[Path | None, typer.Option(help="Write each hit and miss here")] = None,
    model: Model = None,
) -> int:
    """Score the records against annotated documents."""
    from verbale.evaluation.documents import score_documents as measure
    from verbale.pipeline import Reader

    faults = Faults()
    reader = Reader(model=model)
    result = measure(path, lambda several: readings_of(reader, several, 1, faults), report)
    print("\n".join(result.lines()))
    return faults.status()


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


def open_documents(what: list[str], limits: Limits, faults: Faults) -> Iterator[Document]:
    """The documents that ``what`` names; what cannot be read is named and passed over."""
    from verbale.documents import make_document
    from verbale.errors import SourceError
    from verbale.sources import open_sources

    for raw in open_sources(what, limits):
        if isinstance(raw, SourceError):
            faults.add(raw)
        else:
            yield from each(lambda one: make_document(one, limits), [raw], faults)


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


def kept(readings: Iterator[Reading], desk: Path | None) -> Iterator[Reading]:
    """The same readings, each written to the desk first, where there is one."""
    if desk is None:
        yield from readings
        return
    from verbale.desk import Desk

    with Desk(desk) as opened:
        for reading in readings:
            opened.write(reading)
            yield reading


def counted(readings: Iterator[Reading], desk: Path | None) -> Generator[Reading, None, None]:
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
    say(f"documents: {count:,}, records: {records:,}, {f'kept in {desk}' if desk else 'not kept'}")


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


if __name__ == "__main__":
    main()

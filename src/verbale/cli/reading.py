"""The commands that read, look into the desk and show: read, analyse, find, explain, schema."""

from __future__ import annotations

import json
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.actors import ActorsFile, own_actors
from verbale.cli.common import (
    DESK,
    As,
    Chars,
    DeskFile,
    Faults,
    Kind,
    Layers,
    Marks,
    Model,
    Own,
    Processes,
    Size,
    Time,
    What,
    check_output,
    command,
    counted,
    fail,
    kept,
    make_limits,
    open_documents,
    own_vocabulary,
    readings_of,
    say,
    show,
)

if TYPE_CHECKING:
    from pathlib import Path

    from verbale.desk import Desk
    from verbale.model import Record


@command
def read(  # ceiling: one option a line
    what: What,
    desk: DeskFile = DESK,
    form: As = "table",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Keep nothing")] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Pass over what was read when broken off")
    ] = False,
    model: Model = None,
    actors: ActorsFile = None,
    vocabulary: Own = None,
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
    marks = marks_of(kept_in, resume)
    documents = open_documents(what, limits, faults, marks)
    own = own_vocabulary(vocabulary)
    reader = Reader(model, limits, own_actors(actors), own, settled=True)
    readings = readings_of(reader, documents, processes, faults)
    with closing(counted(kept(readings, kept_in, marks), kept_in)) as found:
        show(form, found)
    return faults.status()


def marks_of(desk: Path | str | None, resume: bool) -> Marks | None:
    """What remembers how far each file is read, where that is asked for."""
    if not resume:
        return None
    if desk is None:
        fail("--resume needs a desk: what is not kept must be read again")
    from verbale.watching import State, beside
    from verbale.watching.marks import Marks

    return Marks(State(beside(desk)))


@command
def analyse(
    what: What,
    form: Annotated[Layers, typer.Option("--format", help="One line each")] = "jsonl",
    model: Model = None,
    actors: ActorsFile = None,
    vocabulary: Own = None,
) -> int:
    """Print the layers below the records: sentences, mentions, places, times, quotations."""
    from verbale.pipeline import Reader
    from verbale.views.layers import layers
    from verbale.views.output import json_line

    faults = Faults()
    own = own_vocabulary(vocabulary)
    reader = Reader(model=model, actors=own_actors(actors), vocabulary=own, settled=True)
    documents = open_documents(what, make_limits(), faults)
    for analysis in reader.analyse_many(documents, faults.add):
        for line in layers(analysis):
            print(json_line(line), end="")
    return faults.status()


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


@command
def explain(
    record: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or its beginning")],
    desk: DeskFile = DESK,
) -> None:
    """Say why a record stands, or stood: rule, words, sentence, roles, links."""
    from verbale.desk import Desk
    from verbale.errors import UnknownId
    from verbale.views.explanation import Explanation
    from verbale.views.output import laid_out

    with Desk(desk) as opened:
        found, after = _standing(opened, record)
        linked: dict[str, Record] = {}
        for link in found.links:
            with suppress(UnknownId):
                linked[link.record] = opened.record(link.record)
    page = kept_page(found.source.path)
    print(laid_out(Explanation(found, linked, page)), end="")
    if after:
        print(after)


def _standing(desk: Desk, id_: str) -> tuple[Record, str]:
    """The record with an id; else the one that stood before, with what became of it."""
    from verbale.errors import UnknownId

    try:
        return desk.record(id_), ""
    except UnknownId:
        before = next(iter(desk.superseded(id_)), None)
        if before is None:
            raise
        by = before.replaced_by or "none"
        return before.record, f"superseded on {before.at[:10]} ({before.cause}) by: {by}"


def kept_page(path: str | None) -> str:
    """Where the page of a record is kept (`watch --keep-pages`), and whether it is whole."""
    from verbale.errors import SourceError
    from verbale.sources.kept_pages import check_page, is_kept_page

    if path is None or not is_kept_page(path):
        return ""
    try:
        page = check_page(path)
    except SourceError as error:
        return f"{path}: {error.cause}"
    state = "unchanged since" if page.intact else f"CHANGED since (now SHA-256 {page.found})"
    return f"{path}: retrieved {page.retrieved}, SHA-256 {page.digest}, {state}"


@command
def schema() -> None:
    """Print the form of documents and records as JSON Schema."""
    from verbale.model.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))

"""The command that reads what appears: watch."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verbale.cli.actors import ActorsFile, own_actors
from verbale.cli.common import (
    DESK,
    EVERY_SECONDS,
    Chars,
    DeskFile,
    Faults,
    Model,
    Own,
    Size,
    Time,
    bar,
    command,
    fail,
    make_limits,
    own_vocabulary,
    say,
    show,
    warn,
)

if TYPE_CHECKING:
    from verbale.keeping import Desk
    from verbale.model import Limits, Raw
    from verbale.pipeline import Reader
    from verbale.watching import State, Summary, Wishes

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
Forms = Literal["table", "jsonl", "md"]
Lists = Annotated[
    list[str], typer.Argument(metavar="WHAT...", help="OPML, feeds, sitemaps, lists of addresses")
]


@command
def watch(  # ceiling: one option a line
    what: Lists,
    desk: DeskFile = DESK,
    once: Annotated[bool, typer.Option("--once", help="One round (as without --every)")] = False,
    every: Annotated[str | None, typer.Option(help="A round each 15m, 2h, 1d, …")] = None,
    keep_pages: Annotated[
        Path | None, typer.Option("--keep-pages", help="A folder for the pages, as retrieved")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="Nothing older: 2024-07-28, 2024-07")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Articles fetched in a round")] = None,
    form: Annotated[Forms | None, typer.Option("--format", help="Print what is read, too")] = None,
    delay: Annotated[float, typer.Option(min=0, help="Seconds between requests to a host")] = 1.0,
    patience: Annotated[float, typer.Option(min=0, help="Longest wait for a busy host")] = 60.0,
    contact: Annotated[
        str, typer.Option(help="An address at which sites can reach you, for the user agent")
    ] = "",
    threads: Annotated[int, typer.Option(min=1, max=64, help="Hosts asked at a time")] = 8,
    state: Annotated[
        Path | None, typer.Option(help="What is remembered; beside the desk if not given")
    ] = None,
    model: Model = None,
    actors: ActorsFile = None,
    vocabulary: Own = None,
    limit_file: Size = None,
    limit_page: Size = None,
    limit_chars: Chars = None,
    limit_seconds: Time = None,
    limit_address_seconds: Time = None,
) -> int:
    """Read what appears in feeds, sitemaps and lists of articles, each article once."""
    from verbale.pipeline import Reader
    from verbale.sources.courtesy import Manners
    from verbale.watching import State, Wishes, beside

    pause = pause_of(every, once)
    limits = make_limits(
        file_bytes=limit_file,
        page_bytes=limit_page,
        document_chars=limit_chars,
        seconds=limit_seconds,
        address_seconds=limit_address_seconds,
    )
    wishes = Wishes(
        since=day_of(since),
        most=limit,
        seconds=pause,
        threads=threads,
        keep_pages=keep_pages and keep_pages.resolve(),
        manners=Manners(delay, patience, contact_of(contact)),
        limits=limits,
    )
    reader = Reader(model, limits, own_actors(actors), own_vocabulary(vocabulary), settled=True)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    remembered = State(state or beside(desk))
    remembered.hold()
    return rounds(what, remembered, wishes, (reader, desk, form), pause)


def rounds(
    what: list[str],
    state: State,
    wishes: Wishes,
    reading: tuple[Reader, Path | str, Forms | None],
    pause: float | None,
) -> int:
    """One round, or one each ``pause`` seconds until stopped; the exit status of the one.

    Of several rounds none ends the watch: a desk that cannot be written now is tried again.
    """
    from verbale.errors import VerbaleError

    while True:
        began = time.monotonic()
        try:
            status = one_round(what, state, wishes, reading)
        except VerbaleError as error:
            if pause is None:
                raise
            say(str(error))
        if pause is None:
            return status
        time.sleep(max(0.0, began + pause - time.monotonic()))


def one_round(
    what: list[str],
    state: State,
    wishes: Wishes,
    reading: tuple[Reader, Path | str, Forms | None],
) -> int:
    """Ask, fetch, read, and say what was done; the exit status."""
    from verbale.keeping import Desk
    from verbale.watching import Round

    reader, desk, form = reading
    faults = Faults()
    with Desk(desk) as opened, bar() as show_state:
        take = taking(reader, opened, wishes.limits, form)
        turn = Round(state, wishes, faults.add, progress(show_state))
        summary = turn.run(what, take)
    say(f"{summary.in_words()}; kept in {desk}")
    return faults.status()


def taking(reader: Reader, desk: Desk, limits: Limits, form: Forms | None) -> Callable[[Raw], int]:
    """Reads a page into the desk and prints it where asked to; says how many records it has."""
    from verbale.documents import make_document

    def take(raw: Raw) -> int:
        (reading,) = reader.read_many([make_document(raw, limits)])
        warn(reading.document)
        desk.write(reading)
        if form is not None:
            show(form, [desk.marked(reading)])
        return len(reading.records)

    return take


def progress(show_state: Callable[[str], None]) -> Callable[[Summary], None]:
    """Says how far it is: at once on a terminal, now and then in a log."""
    last = time.monotonic()

    def told(summary: Summary) -> None:
        nonlocal last
        show_state(summary.progress())
        if time.monotonic() - last >= EVERY_SECONDS:
            last = time.monotonic()
            say(summary.progress())

    return told


def pause_of(every: str | None, once: bool) -> float | None:
    """Seconds from one round to the next; None for a single one."""
    if every is None:
        return None
    if once:
        fail("--once and --every exclude each other")
    found = re.fullmatch(r"(\d{1,6})([smhd])", every.strip().lower())
    if found is None or not int(found[1]):
        fail(f"--every {every!r}: expected a number with s, m, h or d, as in 15m")
    return float(int(found[1]) * _UNITS[found[2]])


def day_of(since: str | None) -> str:
    """The first day wanted, as given or as its month or year begins; empty for all."""
    if since is None:
        return ""
    if not re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", since):
        fail(f"--from {since!r}: expected a date such as 2024-07-28, 2024-07 or 2024")
    return since


def contact_of(contact: str) -> str:
    """An address to stand in the user agent; ends where it cannot stand in a header."""
    if not re.fullmatch(r"[\x21-\x27\x2a-\x7e]*", contact):
        fail(f"--contact {contact!r}: expected a web or mail address")
    return contact

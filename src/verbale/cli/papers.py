"""The commands that write papers: brief, dossier."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verbale.cli.common import DESK, DeskFile, command, fail, say

if TYPE_CHECKING:
    from verbale.views.reports import Paper

Look = Literal["md", "html", "docx", "pdf"]
_LOOK = typer.Option("--format", help="md, html, docx or pdf; else by the name of --out, else md")
_SINCE = typer.Option("--from", help="Not before: 2024-07-28, 2024")
_UNTIL = typer.Option("--to", help="Not after: 2024-07-28, 2024")
_MOST = typer.Option("--lines", min=1, help="Lines of a section at most")
_ON = typer.Option("--on", help="The day from which ages are counted; today")
_OUT = typer.Option("--out", help="A file")


@command
def brief(
    about: Annotated[
        str | None, typer.Option(help="An actor, two as A--B, a story's id, or words")
    ] = None,
    since: Annotated[str | None, _SINCE] = None,
    until: Annotated[str | None, _UNTIL] = None,
    lines: Annotated[int, _MOST] = 25,
    on: Annotated[str | None, _ON] = None,
    form: Annotated[Look | None, _LOOK] = None,
    out: Annotated[Path | None, _OUT] = None,
    desk: DeskFile = DESK,
) -> None:
    """Write a brief: facts and dates, each line with a note that leads to its words."""
    from verbale.desk import Desk
    from verbale.serving.answers import asked
    from verbale.views.reports import brief as made

    look = _look(form, out)
    with Desk(desk) as opened:
        scope, readings = asked(opened, about, since, until)
        paper = made(readings, scope, most=lines, today=_day(on))
    _write(paper, look, out)


@command
def dossier(
    one: Annotated[str, typer.Argument(metavar="A", help="A country's code or name, or an actor")],
    other: Annotated[str, typer.Argument(metavar="B", help="The other")],
    since: Annotated[str | None, _SINCE] = None,
    until: Annotated[str | None, _UNTIL] = None,
    lines: Annotated[int, _MOST] = 25,
    on: Annotated[str | None, _ON] = None,
    form: Annotated[Look | None, _LOOK] = None,
    out: Annotated[Path | None, _OUT] = None,
    desk: DeskFile = DESK,
) -> None:
    """Write a dossier of two: last met, last said, open undertakings, how it goes between them."""
    from verbale.desk import Desk
    from verbale.serving.answers import between
    from verbale.views.reports import dossier as made

    look = _look(form, out)
    with Desk(desk) as opened:
        scope = between(one, other, since, until)
        paper = made(opened.readings(), scope, most=lines, today=_day(on))
    _write(paper, look, out)


def _look(form: Look | None, out: Path | None) -> Look:
    known: dict[str, Look] = {".md": "md", ".html": "html", ".docx": "docx", ".pdf": "pdf"}
    chosen = form or (known.get(out.suffix) if out is not None else "md")
    if chosen is None:
        fail(f"{out}: expected a name that ends with {', '.join(known)}, or --format")
    if chosen in ("docx", "pdf") and out is None:
        fail(f"{chosen} is a binary format: name a file with --out")
    return chosen


def _day(on: str | None) -> date:
    try:
        return date.fromisoformat(on) if on else date.today()
    except ValueError:
        fail(f"--on {on!r} is no day: expected one such as 2024-07-28")


def _write(paper: Paper, look: Look, out: Path | None) -> None:
    from verbale.views.reports import office, writers

    if not paper.notes:
        say("nothing found")
    texts = {"md": writers.markdown, "html": writers.html}
    if out is None:
        print(texts[look](paper), end="")
        return
    if look in texts:
        text = texts[look](paper)
        _whole(out, lambda new: _put(new, text))
    else:
        write = office.write_docx if look == "docx" else office.write_pdf
        _whole(out, lambda new: write(paper, new))
    say(f"{paper.title}: written to {out}")


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="replace")


def _whole(out: Path, write: Callable[[Path], None]) -> None:
    """A file that is there whole or not at all."""
    new = out.with_name(out.name + ".new")
    try:
        write(new)
        os.replace(new, out)
    except OSError as fault:
        fail(f"{out}: {fault.strerror or fault}")
    finally:
        new.unlink(missing_ok=True)

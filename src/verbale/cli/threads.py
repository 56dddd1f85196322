"""The command that shows threads of undertakings, and keeps what a person decides of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verbale.cli.common import DESK, DeskFile, command, say

if TYPE_CHECKING:
    from verbale.model.thread import Thread

Forms = Literal["table", "jsonl", "md"]
Two = tuple[str, str] | None
_LEAST = 2


@command
def threads(
    thread: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Threads, by id")
    ] = None,
    about: Annotated[
        list[str] | None, typer.Option(help="An actor: id, country code, or words; several: all")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is past due")] = False,
    on: Annotated[str | None, typer.Option(help="Overdue on this day, not today")] = None,
    least: Annotated[int | None, typer.Option(min=1, help="Steps it has at least")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most")] = 100,
    tie: Annotated[Two, typer.Option(metavar="A B", help="Two records are one undertaking")] = None,
    part: Annotated[Two, typer.Option(metavar="A B", help="Two records are not one")] = None,
    undecide: Annotated[Two, typer.Option(metavar="A B", help="Forget what was decided")] = None,
    desk: DeskFile = DESK,
    form: Annotated[Forms, typer.Option("--format", help="How threads are written")] = "table",
) -> None:
    """List threads: undertakings step by step, through documents and years."""
    from verbale.keeping import Desk

    day = on or date.today().isoformat()
    late = day if overdue else None
    with Desk(desk) as opened:
        for two, decide in ((tie, opened.tie), (part, opened.part), (undecide, opened.undecide)):
            if two is not None:
                decide(*two)
                thread = list(dict.fromkeys([*(thread or ()), *two]))
        if thread:
            found = list({one.id: one for one in map(opened.thread, thread)}.values())
        else:
            fewest = least or (1 if overdue else _LEAST)
            found = opened.threads(limit, about=about or (), least=fewest, overdue=late)
    for one in found:
        print(_shown(one, form, day), end="")
    if not found:
        say("no threads")


def _shown(thread: Thread, form: Forms, day: str) -> str:
    from verbale.views.output import json_line, laid_out
    from verbale.views.threads import ThreadTable, markdown, thread_json

    if form == "jsonl":
        return json_line(thread_json(thread, day))
    return markdown(thread, day) if form == "md" else laid_out(ThreadTable(thread, day))

"""The command that tells what changed: changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verbale.cli.common import DESK, DeskFile, command, fail, say

if TYPE_CHECKING:
    from verbale.model.change import Change

Forms = Literal["table", "jsonl", "feed"]


@command
def changes(
    since: Annotated[
        str | None, typer.Option(metavar="DATE|ID", help="A date, or the change seen last")
    ] = None,
    types: Annotated[list[str] | None, typer.Option("--type", help="Only of this type")] = None,
    about: Annotated[str | None, typer.Option(help="An actor: id, country code, or words")] = None,
    on: Annotated[str | None, typer.Option(help="Overdue on this day, not today")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="How many at most, the first")] = None,
    desk: DeskFile = DESK,
    form: Annotated[Forms, typer.Option("--format", help="How changes are written")] = "table",
) -> None:
    """Tell what changed: new records, new status, contradictions, what was withdrawn."""
    from verbale.keeping import Desk
    from verbale.model.change import CHANGES

    unknown = sorted(set(types or ()) - set(CHANGES))
    if unknown:
        fail(f"{', '.join(unknown)}: no type of change; expected {', '.join(CHANGES)}")
    with Desk(desk) as opened:
        found = opened.changes(since, limit, types=types or (), about=about, on=on)
    for piece in _shown(found, form):
        print(piece, end="")
    if not found:
        say("no changes")


def _shown(found: list[Change], form: Forms) -> list[str]:
    from verbale.views import changes as views
    from verbale.views.output import json_line, laid_out

    if form == "feed":
        return [views.feed(found)]
    if form == "jsonl":
        return [json_line(views.change_json(one)) for one in found]
    return [laid_out(views.ChangeTable(found))] if found else []

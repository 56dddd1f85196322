"""The command that shows merged events, and takes what a person decides of them: events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verbale.cli.common import DESK, DeskFile, command, fail, say

if TYPE_CHECKING:
    from verbale.desk import Desk
    from verbale.model.merging import MergedEvent

Forms = Literal["table", "jsonl"]
_DECIDE = "Decisions"


@command
def events(  # ceiling: an option takes two lines or three
    event: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Events, by their id or that of a record in them"),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="Told not before: 2024-07-28, 2024")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Told not after: 2024-07-28, 2024")
    ] = None,
    event_type: Annotated[str | None, typer.Option("--type", help="PLOVER type: ASSAULT")] = None,
    actor: Annotated[str | None, typer.Option(help="An actor's id, country or words")] = None,
    story: Annotated[str | None, typer.Option(help="A story, by its id")] = None,
    least: Annotated[int, typer.Option(min=1, help="Documents it has at least")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="How many at most")] = 100,
    merge: Annotated[
        bool, typer.Option("--merge", help="These are one event", rich_help_panel=_DECIDE)
    ] = False,
    split: Annotated[
        bool, typer.Option("--split", help="Not one event: see docs", rich_help_panel=_DECIDE)
    ] = False,
    undo: Annotated[
        int | None, typer.Option(help="Take a decision back", rich_help_panel=_DECIDE)
    ] = None,
    note: Annotated[
        str | None, typer.Option(help="Why it is so decided", rich_help_panel=_DECIDE)
    ] = None,
    decisions: Annotated[
        bool, typer.Option("--decisions", help="List decisions", rich_help_panel=_DECIDE)
    ] = False,
    desk: DeskFile = DESK,
    form: Annotated[Forms, typer.Option("--format", help="How events are written")] = "table",
) -> None:
    """List merged events: each with all its mentions and why they are one; decide otherwise."""
    from verbale.keeping import Desk

    ids = event or []
    _check(ids, merge, split)
    with Desk(desk) as opened:
        if merge or split or undo is not None:
            _decide(opened, ids, "merge" if merge else "split" if split else "", undo, note)
        if decisions:
            _list(opened)
            return
        if ids:
            found = list({one.id: one for one in map(opened.merged_event, ids)}.values())
        else:
            found = opened.merged_events(
                limit, since=since, until=until, event_type=event_type, actor=actor, story=story,
                least=least,
            )  # fmt: skip
    _show(found, form)


def _check(ids: list[str], merge: bool, split: bool) -> None:
    if merge and split:
        fail("--merge and --split: expected one of them")
    if merge and len(ids) < 2:
        fail("--merge: expected two events or more, by their ids")
    if split and not ids:
        fail("--split: expected an event, and the records that are another")


def _decide(desk: Desk, ids: list[str], verb: str, undo: int | None, note: str | None) -> None:
    if verb == "merge":
        numbers = desk.merge_events(*ids, note=note)
        say(f"decided: {', '.join(map(str, numbers))}")
    elif verb == "split":
        say(f"decided: {desk.split_event(*ids, note=note)}")
    if undo is not None:
        desk.take_back(undo)
        say(f"taken back: {undo}")


def _list(desk: Desk) -> None:
    from verbale.views.events import decision_line

    found = desk.decisions()
    for one in found:
        print(decision_line(one))
    if not found:
        say("no decisions")


def _show(found: list[MergedEvent], form: Forms) -> None:
    from verbale.views.events import EventTable, counted, event_json
    from verbale.views.output import json_line, laid_out

    for one in found:
        print(json_line(event_json(one)) if form == "jsonl" else laid_out(EventTable(one)), end="")
    say(counted(found) if found else "no events")

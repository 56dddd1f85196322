"""The command that shows stories: stories."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from verbale.cli.common import DESK, DeskFile, command, say

Forms = Literal["table", "jsonl"]


@command
def stories(
    story: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Stories, by id")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="Told not before: 2024-07-28, 2024")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Told not after: 2024-07-28, 2024")
    ] = None,
    least: Annotated[int, typer.Option(min=1, help="Documents it has at least")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="How many at most")] = 100,
    desk: DeskFile = DESK,
    form: Annotated[Forms, typer.Option("--format", help="How stories are written")] = "table",
) -> None:
    """List stories: documents on the same happening, with their outlets and copies."""
    from verbale.desk import Desk
    from verbale.views.output import json_line, laid_out
    from verbale.views.stories import StoryTable, story_json

    with Desk(desk) as opened:
        if story:
            found = [opened.story(id_) for id_ in story]
        else:
            found = opened.stories(limit, since=since, until=until, least=least)
    for one in found:
        print(json_line(story_json(one)) if form == "jsonl" else laid_out(StoryTable(one)), end="")
    if not found:
        say("no stories")

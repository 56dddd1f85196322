"""The commands. No other room prints; results go to standard output, the rest to standard error."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from verbale.cli import (
    actors,
    changes,
    desk,
    events,
    exporting,
    papers,
    reading,
    scoring,
    serving,
    stories,
    threads,
    vocabulary,
    watching,
)

app = typer.Typer(
    help="Read news reports into sourced records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for _command in (
    reading.read,
    watching.watch,
    reading.analyse,
    reading.find,
    reading.explain,
    stories.stories,
    events.events,
    exporting.export,
    papers.brief,
    papers.dossier,
    serving.serve,
    serving.mcp,
    threads.threads,
    changes.changes,
    reading.schema,
    scoring.score,
):
    app.command()(_command)
app.add_typer(desk.app, name="desk")
app.add_typer(actors.app, name="actors")
app.add_typer(vocabulary.app, name="vocabulary")


def main() -> None:
    """The entry point of the ``verbale`` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


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

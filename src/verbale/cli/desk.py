"""The commands that look after the desk: check, backup, vacuum, migrate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.common import DESK, DeskFile, bar, command, fail, say

app = typer.Typer(help="Look after the desk.", no_args_is_help=True)


@app.command()
@command
def check(desk: DeskFile = DESK) -> int:
    """Say what is wrong with a desk: file, ties, full-text index, words of evidence."""
    from verbale.desk.upkeep import check as faults_of

    faults = 0
    with bar() as show_state:
        for fault in faults_of(file_of(desk), lambda done: show_state(f"documents: {done:,}")):
            print(fault)
            faults += 1
    say(f"{desk}: {f'{faults:,} faults' if faults else 'whole'}")
    return 1 if faults else 0


@app.command()
@command
def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy is to stand")],
    desk: DeskFile = DESK,
) -> None:
    """Copy a desk, also while it is read and written."""
    from verbale.desk.upkeep import backup as copy

    size = copy(file_of(desk), to)
    say(f"{to}: {size:,} bytes")


@app.command()
@command
def vacuum(desk: DeskFile = DESK) -> None:
    """Write a desk anew without the room of what was removed."""
    from verbale.desk.upkeep import vacuum as shrink

    before, after = shrink(file_of(desk))
    say(f"{desk}: {before:,} → {after:,} bytes")


@app.command()
@command
def migrate(
    desk: DeskFile = DESK,
    kept: Annotated[
        Path | None, typer.Option("--backup", help="Where the copy before it is to stand")
    ] = None,
) -> None:
    """Bring a desk to the present form; the old one is copied first."""
    from verbale.desk import Desk
    from verbale.desk.migrations import MIGRATIONS
    from verbale.desk.upkeep import backup as copy
    from verbale.desk.upkeep import form_of

    path = file_of(desk)
    form = form_of(path)
    if form == len(MIGRATIONS):
        say(f"{desk}: of the present form ({form}) already")
        return
    before = kept or path.with_name(f"{path.stem}.form-{form}{path.suffix}")
    copy(path, before)
    say(f"{before}: as it was")
    with Desk(path) as opened:
        opened.settle()
    say(f"{desk}: form {form} → {len(MIGRATIONS)}")


def file_of(desk: Path | str) -> Path:
    """The file of a desk; a server has tools of its own."""
    if "://" in str(desk):
        fail("these commands are for desk files; a server has its own (pg_dump, VACUUM)")
    return Path(desk)

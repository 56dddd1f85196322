"""The command that hands records to other programs: export."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.common import DESK, DeskFile, Kind, command, fail, say

if TYPE_CHECKING:
    from verbale.model import Reading
    from verbale.views.exports import Form, Table

_SUFFIXES = (".csv", ".tsv", ".parquet", ".xlsx")


@command
def export(
    form: Annotated[str, typer.Argument(metavar="FORM", help="See docs/exports.md, or `list`")],
    words: Annotated[
        list[str] | None, typer.Argument(help='Words; "…" keeps them together')
    ] = None,
    actor: Annotated[str | None, typer.Option(help="An id, a country code or a name")] = None,
    kind: Annotated[Kind | None, typer.Option(help="One kind of record only")] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="Not before: 2024-07-28, 2024")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", help="Not after: 2024-07-28, 2024")] = None,
    out: Annotated[
        Path | None, typer.Option(help="A file; .csv, .tsv, .parquet or .xlsx for a table")
    ] = None,
    codebook: Annotated[bool, typer.Option("--codebook", help="Say what the columns hold")] = False,
    desk: DeskFile = DESK,
) -> None:
    """Hand records to other programs: event tables, dyad counts, annotations, sources."""
    from verbale.desk import Desk
    from verbale.views.exports import FORMS, Table

    if form == "list":
        for one in FORMS.values():
            print(f"{one.name}\t{one.about}")
        return
    if form not in FORMS:
        fail(f"{form!r} is no form: expected one of {', '.join(FORMS)}, or list")
    chosen = FORMS[form]
    if codebook:
        if not isinstance(chosen, Table):
            fail(f"{form} is no table and has no codebook")
        print(chosen.codebook(), end="")
        return
    _check(chosen, out)
    with Desk(desk) as opened:
        asked = " ".join(words) if words else None
        readings = opened.readings(asked, actor=actor, kind=kind, since=since, until=until)
        _write(chosen, readings, out)


def _check(form: Table | Form, out: Path | None) -> None:
    """Refuse a file that the form cannot be written as."""
    from verbale.views.exports import Table

    if out is not None and isinstance(form, Table) and out.suffix not in _SUFFIXES:
        fail(f"{out}: expected a name that ends with {', '.join(_SUFFIXES)}")


def _write(form: Table | Form, readings: Iterator[Reading], out: Path | None) -> None:
    """To standard output, or to a file that is there whole or not at all."""
    if out is None:
        for piece in _text(form, readings, None):
            sys.stdout.write(piece)
        return
    new = out.with_name(out.name + ".new")
    try:
        _to_file(form, readings, new, out.suffix)
        os.replace(new, out)
    except OSError as fault:
        fail(f"{out}: {fault.strerror or fault}")
    finally:
        new.unlink(missing_ok=True)
    say(f"{form.name}: written to {out}")


def _text(form: Table | Form, readings: Iterator[Reading], suffix: str | None) -> Iterator[str]:
    from verbale.matcher.registry import Registry
    from verbale.serving.known import KnownStates
    from verbale.views.exports import Table, files

    states = KnownStates(Registry.load())
    if not isinstance(form, Table):
        return form.pieces(readings, states)
    delimiter = {".csv": ",", ".tsv": "\t"}.get(suffix or "")
    return files.as_text(form, form.rows(readings, states), delimiter)


def _to_file(form: Table | Form, readings: Iterator[Reading], new: Path, suffix: str) -> None:
    from verbale.matcher.registry import Registry
    from verbale.serving.known import KnownStates
    from verbale.views.exports import Table, files

    if isinstance(form, Table) and suffix in (".parquet", ".xlsx"):
        rows = form.rows(readings, KnownStates(Registry.load()))
        write = files.write_parquet if suffix == ".parquet" else files.write_xlsx
        write(form, rows, new)
        return
    with new.open("w", encoding="utf-8", errors="replace", newline="") as sink:
        for piece in _text(form, readings, suffix):
            sink.write(piece)

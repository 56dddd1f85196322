"""The commands about actors: actors add, import, show, resolve."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verbale.cli.common import EVERY_SECONDS, Faults, bar, command, fail, say

if TYPE_CHECKING:
    from verbale.matcher.own import Addition, OwnFile, Rules
    from verbale.matcher.registry import Registry

OWN = Path("verbale-actors.yaml")
"""The user's file of actors where none is named."""
VARIABLE = "VERBALE_ACTORS"
LONGEST_SHOWN = 100

ActorsFile = Annotated[
    Path | None,
    typer.Option("--actors", help=f"Actors of your own (default: {OWN}, where it is)"),
]
Day = Annotated[str | None, typer.Option("--on", help="The day: 2024-07-28; without it, today")]
Lines = Annotated[Literal["table", "jsonl"], typer.Option("--format", help="How it is written")]
ImportFormat = Literal["yaml", "csv", "petrarch-actors", "petrarch-agents", "ftm", "wikidata"]

app = typer.Typer(help="Look up actors, and add your own.", no_args_is_help=True)


def own_actors(given: Path | None) -> Path | None:
    """The user's file: the one given, that of the environment, or the usual one if it is there."""
    named = given or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None:
        if not named.is_file():
            fail(f"{named}: no such file; expected a file of actors (docs/actors.md)")
        return named
    return OWN if OWN.is_file() else None


def _file_to_write(given: Path | None) -> Path:
    path = given or Path(os.environ.get(VARIABLE) or OWN)
    if path.suffix.lower() not in (".yaml", ".yml"):
        fail(f"{path}: additions are kept as YAML; expected a name that ends with .yaml")
    return path


@app.command("add")
@command
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As papers write it")],
    country: Annotated[str, typer.Option(help="ISO 3166-1 alpha-3 code: FRA")] = "",
    sector: Annotated[list[str] | None, typer.Option(help="PLOVER sector: GOV")] = None,
    kind: Annotated[str, typer.Option(help="person, organisation, party, igo …")] = "",
    also: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated")] = None,
    role: Annotated[str, typer.Option(help="Office held: “minister of defense”")] = "",
    of: Annotated[str, typer.Option(help="Whose office, if not the country's: org:un")] = "",
    since: Annotated[str, typer.Option("--from", help="First day: 2024-01-31, 2024")] = "",
    until: Annotated[str, typer.Option("--to", help="Last day; empty where it goes on")] = "",
    gender: Annotated[str, typer.Option(help="he or she")] = "",
    id_: Annotated[str, typer.Option("--id", help="Of a known actor to add to, or a new one")] = "",
    actors: ActorsFile = None,
) -> None:
    """Add one actor to your file; what it holds already stays."""
    from verbale.matcher.own.files import alone_with

    path = _file_to_write(actors)
    cells: dict[str, object] = {
        "id": id_,
        "name": name,
        "names": also or [],
        "country": country,
        "kind": kind or ("person" if role or gender else ""),
        "sectors": sector or [],
        "role": role,
        "of": of,
        "from": since,
        "to": until,
        "gender": gender,
    }
    with alone_with(path):
        added = _add(path, cells)
    say(f"{added.id}: kept in {path}")


def _add(path: Path, cells: dict[str, object]) -> Addition:
    from verbale.errors import DataError
    from verbale.matcher.own import Knower
    from verbale.matcher.own.files import united
    from verbale.matcher.registry import Registry

    registry = Registry.load()
    own, rules = _opened(path, registry)
    made = rules.addition(cells, "verbale actors add")
    if made is None:
        raise DataError(rules.faults)
    knower = Knower(registry, own.additions)
    one = knower.identified(made)
    known = registry.actor(one.id) or own.get(one.id)
    if made.id and known is None and made.id.startswith("country:"):
        fail(f"{made.id}: no such country is known")
    clashes = knower.clashes(one)
    if made.id and own.get(one.id) is not None:
        clashes = [clash for clash in clashes if not clash.startswith(f"{one.id} ")]
    elif not made.id and known is not None and not clashes and not one.held:
        clashes = [f"{one.id} is known already; to give it more names, say --id {one.id}"]
    if clashes:
        fail("; ".join(clashes))
    before = own.get(one.id)
    own.add(one if before is None else united(before, one))
    own.write()
    _warn_of_role(registry, one)
    return one


def _opened(path: Path, registry: Registry) -> tuple[OwnFile, Rules]:
    """The user's file with ids, and the rules for what is added; ends where it has faults."""
    from verbale.matcher.own import read_own, rules_of
    from verbale.matcher.own.files import raise_faults
    from verbale.matcher.own.knowing import with_ids

    faults: list[str] = []
    own = with_ids(read_own(path, rules_of(registry, faults)), registry)
    raise_faults(faults)
    return own, rules_of(registry, faults)


def _warn_of_role(registry: Registry, one: Addition) -> None:
    for held in one.held:
        if held.role and registry.title(held.role.split()) is None:
            say(f"no title is known as “{held.role}”; it is kept as it stands")


@app.command("import")
@command
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files of actors")],
    form: Annotated[
        ImportFormat | None, typer.Option("--format", help="Without it: told by the content")
    ] = None,
    actors: ActorsFile = None,
) -> int:
    """Import actors from other files into yours: YAML, CSV, PETRARCH, FollowTheMoney, Wikidata."""
    from verbale.errors import SourceError
    from verbale.matcher.own.files import alone_with
    from verbale.matcher.registry import Registry

    path = _file_to_write(actors)
    registry = Registry.load()
    faults = Faults()
    with alone_with(path):
        own, _ = _opened(path, registry)
        changed = False
        for file in files:
            try:
                changed |= _import(file, form, registry, own, faults)
            except SourceError as error:
                faults.add(error)
        if changed:
            own.write()
    return faults.status()


def _import(file: Path, form: str | None, registry: Registry, own: OwnFile, faults: Faults) -> bool:
    """Take one file's actors into ``own``; whether that changed anything."""
    import time

    from verbale.matcher.own import import_file

    last = [time.monotonic()]
    with bar() as show_state:

        def progress(count: int) -> None:
            show_state(f"{file}: {count:,} actors")
            if not sys.stderr.isatty() and time.monotonic() - last[0] >= EVERY_SECONDS:
                say(f"{file}: {count:,} actors")
                last[0] = time.monotonic()

        report = import_file(file, form, registry, own, progress)
    for fault in report.faults:
        faults.add(ValueError(fault))
    counts = f"{report.added:,} added, {report.changed:,} changed, {report.known:,} known already"
    say(f"{file}: {counts}, {len(report.faults):,} lines wrong")
    return bool(report.added or report.changed)


@app.command("show")
@command
def show(
    who: Annotated[str, typer.Argument(metavar="WHO", help="A name, a country code or an id")],
    on: Day = None,
    form: Lines = "table",
    actors: ActorsFile = None,
) -> int:
    """Show what is known of an actor, and who says so."""
    from verbale.cli.actor_facts import facts, laid_out
    from verbale.serving.known import meant
    from verbale.views.output import json_line

    registry = _registry(actors)
    day = _day(on)
    found = meant(registry, who, day)
    for number, id_ in enumerate(found):
        known = facts(registry, id_, day, own_actors(actors))
        if form == "jsonl":
            print(json_line(known), end="")
        else:
            print(("\n" if number else "") + laid_out(known), end="")
    if not found:
        short = who if len(who) <= LONGEST_SHOWN else who[:LONGEST_SHOWN] + "…"
        say(f"{short}: nothing is known under this name, code or id")
    return 0 if found else 1


@app.command("resolve")
@command
def resolve(
    text: Annotated[list[str], typer.Argument(metavar="TEXT...", help="“German foreign minister”")],
    on: Day = None,
    actors: ActorsFile = None,
) -> None:
    """Say whom a name or phrase stands for on a day, one line of JSON each."""
    from verbale.cli.actor_facts import resolved
    from verbale.pipeline import Reader
    from verbale.views.output import json_line

    if not all(each.strip() for each in text):
        fail("resolve: expected names or phrases, found an empty one")
    reader = Reader(actors=own_actors(actors))
    day = _day(on)
    for each in text:
        print(json_line(resolved(each, reader.resolve(each, day))), end="")


def _registry(actors: Path | None) -> Registry:
    from verbale.matcher.registry import Registry

    return Registry.load(own_actors(actors))


def _day(text: str | None) -> str | None:
    from verbale.matcher.tables import first_day

    if text is None:
        return None
    try:
        return first_day(text).isoformat()
    except ValueError:
        fail(f"--on {text}: expected YYYY-MM-DD, YYYY-MM or YYYY")

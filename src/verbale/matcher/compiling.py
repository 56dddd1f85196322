"""The registry compiled: all tables of ``data/actors/`` checked once, kept in ``data/registry.db``.

The build makes the file (``hatch_build.py``). Where the tables lie beside it, as in a source
tree, it is made anew when a table or a module that reads them has changed.
"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from pathlib import Path

from verbale.errors import DataError
from verbale.matcher.indexes import Indexes, index_world
from verbale.matcher.persons import PersonTables, person_tables
from verbale.matcher.stored import TableFile, write_at_once
from verbale.matcher.tables import Faults
from verbale.matcher.world import World, read_world

DATA = Path(__file__).parent.parent / "data"
TABLES = DATA / "actors"
COMPILED = DATA / "registry.db"

Parts = tuple[World, Indexes, PersonTables]


def load_tables(tables: Path = TABLES, compiled: Path = COMPILED) -> Parts:
    """The registry's tables: from the compiled file, which is made anew where it is out of date.

    From the tables themselves where the file cannot be written. Raises `DataError`
    with all faults of all tables, or where there is neither file nor table.
    """
    source = has_tables(tables)
    if source and not is_current(tables, compiled):
        try:
            compile_registry(tables, compiled)
        except (OSError, sqlite3.Error):
            return read_tables(tables)
    try:
        return open_compiled(compiled)
    except (sqlite3.Error, OSError) as error:
        if source:
            return read_tables(tables)
        raise DataError(
            [f"{compiled}: {error}; expected the registry: install verbale again"]
        ) from error


def has_tables(tables: Path) -> bool:
    """Whether the tables themselves are there, as in a source tree."""
    return (tables / "states.tsv").exists()


def is_current(tables: Path, compiled: Path) -> bool:
    """Whether the compiled file was made from the tables as they are now."""
    try:
        file = TableFile(compiled)
    except (sqlite3.Error, OSError, IndexError):
        return False
    try:
        return file.stamp == stamp_of(tables)
    finally:
        file.close()


def stamp_of(tables: Path) -> str:
    """A digest of the tables and of the modules that read them."""
    digest = blake2b(digest_size=16)
    for path in (*sorted(tables.glob("*.tsv")), *sorted(Path(__file__).parent.glob("*.py"))):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def compile_registry(tables: Path, out: Path) -> None:
    """Read and check the tables and write them, with all that is derived from them, to ``out``.

    The file appears at once and whole. Raises `DataError` with all faults.
    """
    stamp = stamp_of(tables)
    write_at_once(out, stamp, read_tables(tables))


def open_compiled(path: Path) -> Parts:
    """What a compiled file holds; each table is read when first used."""
    file = TableFile(path)
    return file.open(World), file.open(Indexes), file.open(PersonTables)


def derived(world: World) -> Parts:
    """The tables with what is derived from them for look-up."""
    return world, index_world(world), person_tables(world.persons, world.surnames, world.terms)


def read_tables(*folders: Path) -> Parts:
    """The tables of the folders, later ones adding to the first; raises `DataError`."""
    faults = Faults()
    world = read_world(folders, faults.found)
    faults.raise_if_any()
    return derived(world)

"""The registry with a user's actors on top; where their file is large, kept compiled beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.matcher.compiling import COMPILED, Parts, load_tables
from verbale.matcher.indexes import Indexes
from verbale.matcher.own.addition import Addition
from verbale.matcher.own.knowing import load_own
from verbale.matcher.own.overlay import put_on_top
from verbale.matcher.persons import PersonTables
from verbale.matcher.stored import TableFile, write_at_once
from verbale.matcher.world import World

if TYPE_CHECKING:
    from verbale.matcher.registry import Registry

LARGE = 2**20
"""Bytes from which a user's file is compiled."""


@dataclass(slots=True)
class Own:
    """The additions by id."""

    by_id: MutableMapping[str, Addition]


def parts_with_own(path: Path, registry: Registry) -> tuple[Parts, Own]:
    """The registry's tables with the actors of a file on top; ``registry`` is the built-in one."""
    stamp = _stamp(path) if path.stat().st_size >= LARGE else None
    if stamp is None:
        return _built(path, registry)
    kept = path.with_name(f".{path.name}.db")
    with suppress(sqlite3.Error, OSError, IndexError):
        file = TableFile(kept)
        if file.stamp == stamp:
            return (file.open(World), file.open(Indexes), file.open(PersonTables)), file.open(Own)
        file.close()
    parts, own = _built(path, registry)
    with suppress(sqlite3.Error, OSError):
        write_at_once(kept, stamp, (*parts, own))
    return parts, own


def _built(path: Path, registry: Registry) -> tuple[Parts, Own]:
    additions = load_own(path, registry)
    parts = load_tables()
    put_on_top(*parts, additions)
    return parts, Own({one.id: one for one in additions})


def _stamp(path: Path) -> str | None:
    """What the compiled form is made from: the registry and the user's file."""
    try:
        registry = TableFile(COMPILED)
    except (sqlite3.Error, OSError, IndexError):
        return None
    try:
        return registry.stamp + blake2b(path.read_bytes(), digest_size=16).hexdigest()
    finally:
        registry.close()

"""The gazetteer: what places a name may stand for, from one read-only SQLite file.

``data/gazetteer.db`` is made when verbale is built (``tools/make_gazetteer.py``; sources in
``data/SOURCES.md``). Opening it reads nothing; a look-up reads a few pages. Names are
compared in their folded form (`verbale.matcher.folding`).
"""

from __future__ import annotations

import re
import runpy
import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from pathlib import Path
from typing import Any

from verbale.errors import ModelError
from verbale.matcher.entries import PlaceEntry
from verbale.matcher.folding import fold

PATH = Path(__file__).parent.parent / "data" / "gazetteer.db"
_VERSION = 2
_MOST = 60
"""Places kept of one name, the most populous first: "San Antonio" has hundreds."""
_KEPT = 20_000
"""Names remembered between documents."""
_AT_ONCE = 400
_DIVISION = re.compile(
    r"(.+) (?:province|region|oblast|governorate|prefecture|state|county|district|department|"
    r"krai|republic|canton|peninsula|territory|enclave|municipality|parish|city|town|village|area)"
)
_OF = re.compile(
    r"(?:state|province|city|republic|governorate|county|district|port|town|village|municipality|"
    r"emirate|kingdom|island|isle) of (.+)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A place a name may stand for; ``main`` where the name is its own and no other spelling."""

    number: int
    place: PlaceEntry
    main: bool
    size: float = 0.0
    """Logarithm of the inhabitants, 1 for ten million."""


class Gazetteer:
    """Places by name. Safe in threads and worker processes; pickled as its path."""

    def __init__(self, path: Path = PATH) -> None:
        """Raises `ModelError` where the file is missing or of another version."""
        self.path = path
        self._local = threading.local()
        self._folded: dict[str, str] = {}
        self._known: dict[str, tuple[Candidate, ...]] = {}
        if not path.is_file() or (path == PATH and self._version() != _VERSION):
            _make(path)
            self._local = threading.local()
        if (found := self._version()) != _VERSION:
            raise ModelError(
                f"gazetteer {path}: damaged or of version {found}; expected {_VERSION}"
            )

    def _version(self) -> int:
        """The version of the file; 0 where it is no database."""
        try:
            return int(self._base().execute("PRAGMA user_version").fetchone()[0])
        except sqlite3.DatabaseError:
            return 0

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return Gazetteer, (self.path,)

    def places(self, name: str) -> tuple[Candidate, ...]:
        """What places this name may stand for, the most populous first."""
        return self.places_of([name])[name]

    def places_of(self, names: Iterable[str]) -> dict[str, tuple[Candidate, ...]]:
        """The same for several names at once."""
        if len(self._known) > _KEPT or len(self._folded) > _KEPT:
            self._known.clear()
            self._folded.clear()
        folded = {name: self._fold(name) for name in names}
        wanted = {name for name in folded.values() if name not in self._known}
        self._fetch(sorted(wanted))
        again = {inner for name in wanted if not self._known[name] and (inner := _within(name))}
        self._fetch(sorted(name for name in again if name not in self._known))
        return {name: self._found(key) for name, key in folded.items()}

    def _fold(self, name: str) -> str:
        found = self._folded.get(name)
        if found is None:
            found = self._folded[name] = fold(name)
        return found

    def _found(self, key: str) -> tuple[Candidate, ...]:
        found = self._known.get(key, ())
        if not found and (inner := _within(key)):
            found = self._known.get(inner, ())
        return found

    def _fetch(self, names: list[str]) -> None:
        for start in range(0, len(names), _AT_ONCE):
            part = names[start : start + _AT_ONCE]
            found: dict[str, list[Candidate]] = {name: [] for name in part}
            marks = ",".join("?" * len(part))
            rows = self._base().execute(_QUERY.format(marks), part)
            for key, main, number, *cells in rows:
                place = _entry(cells)
                size = log10(place.population + 1) / 7
                found[key].append(Candidate(number, place, bool(main), size))
            for key, several in found.items():
                several.sort(key=lambda c: (-c.place.population, c.number))
                self._known[key] = tuple(several[:_MOST])

    def _base(self) -> sqlite3.Connection:
        base: sqlite3.Connection | None = getattr(self._local, "base", None)
        if base is None:
            address = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            base = self._local.base = sqlite3.connect(address, uri=True)
        return base


def _make(path: Path) -> None:
    """Write the gazetteer where this is a source tree that can: about half a minute, once."""
    maker = PATH.parents[3] / "tools" / "make_gazetteer.py"
    if path == PATH and maker.is_file():
        try:
            runpy.run_path(str(maker))["build_gazetteer"](path)
        except ImportError as fault:
            raise ModelError(
                f"gazetteer {path}: missing or of another version; `make setup` makes it ({fault})"
            ) from fault
    else:
        raise ModelError(f"gazetteer {path}: missing or of another version; `make setup` makes it")


_QUERY = """
SELECT n.name, n.main, p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.geonames,
  p.population, p.weak
FROM name n JOIN place p ON p.id = n.place WHERE n.name IN ({})
"""


def _entry(cells: list[Any]) -> PlaceEntry:
    name, kind, country, admin1, lat, lon, geonames, population, weak = cells
    return PlaceEntry(name, kind, (), country, admin1, lat, lon, geonames, population, bool(weak))


def _within(key: str) -> str | None:
    """The name inside "odessa region" or "state of texas"."""
    found = _DIVISION.fullmatch(key) or _OF.fullmatch(key)
    return found[1] if found else None


@lru_cache(maxsize=1)
def default_gazetteer() -> Gazetteer:
    """The gazetteer that ships with verbale, opened once a process."""
    return Gazetteer()

"""The file of a user's own actors: YAML, one actor an item, or CSV, one term a row.

Each actor of the YAML file begins with ``- `` at the beginning of a line. verbale writes one
a line, in braces; what people wrote by hand stays as it is.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from verbale.errors import DataError, SourceError
from verbale.matcher.own.addition import Addition, Holding, Rules

HEAD = "# Actors of your own, on top of those verbale knows. See docs/actors.md.\n"
COLUMNS = ("id", "name", "names", "kind", "country", "sectors", "role", "from", "to")
"""Columns of a CSV file; ``of``, ``gender``, ``plural`` and ``source`` may follow."""
_MORE = ("of", "gender", "plural", "source")
_ITEM = re.compile(r"^- ", re.MULTILINE)
DEEPEST = 20
LARGEST = 512 * 2**20
"""Bytes of a file at most."""


@dataclass(slots=True)
class OwnFile:
    """A file read: the text of each item as it stands, beside what it says."""

    path: Path
    head: str = HEAD
    items: list[tuple[str, Addition | None]] = field(default_factory=list)
    _at: dict[str, int] = field(init=False, default_factory=dict)

    @property
    def additions(self) -> list[Addition]:
        """What the items say; those with faults are left out."""
        return [addition for _, addition in self.items if addition is not None]

    def __post_init__(self) -> None:
        self._at = {one.id: n for n, (_, one) in enumerate(self.items) if one and one.id}

    def get(self, id_: str) -> Addition | None:
        """The addition of that id."""
        at = self._at.get(id_)
        return None if at is None else self.items[at][1]

    def add(self, addition: Addition) -> bool:
        """Put in one more, in the place of the one with its id; whether that changed anything."""
        at = self._at.get(addition.id)
        line = as_line(addition)
        if at is None:
            self._at[addition.id] = len(self.items)
            self.items.append((line, addition))
            return True
        changed = self.items[at][1] != addition
        if changed:
            self.items[at] = (line, addition)
        return changed

    def write(self) -> None:
        """Write the whole file anew, at once."""
        text = self.head + "".join(text for text, _ in self.items)
        write_at_once(self.path, text)


def read_own(path: Path, rules: Rules) -> OwnFile:
    """Read a user's file; faults go into ``rules.faults``. A missing file is an empty one."""
    if not path.exists():
        return OwnFile(path)
    text = text_of(path)
    if path.suffix.lower() == ".csv":
        made = additions_of_csv(text, path.name, rules)
        own = OwnFile(path, "", [("", one) for one in made])
    else:
        own = as_own(path, text, rules)
    _check_bodies(own.additions, rules)
    return own


def _check_bodies(additions: list[Addition], rules: Rules) -> None:
    """Bodies that terms name must be known, or stand in the same file."""
    own = {one.id for one in additions}
    for one in additions:
        for held in one.held:
            if ":" in held.of and held.of not in own and not rules.bodies(held.of):
                rules.fault(one.place, f"of {held.of}: no body of that id is known")


def text_of(path: Path) -> str:
    """The text of a file, in UTF-8; raises `SourceError` where it is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise SourceError(str(path), f"larger than {LARGEST // 2**20} MiB")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(str(path), f"byte {error.start + 1}: expected UTF-8") from error
    except OSError as error:
        raise SourceError(str(path), error.strerror or str(error)) from error


def as_own(path: Path, text: str, rules: Rules) -> OwnFile:
    """The text of a YAML file of actors, read; faults go into ``rules.faults``."""
    starts = [found.start() for found in _ITEM.finditer(text)]
    head = text[: starts[0]] if starts else text
    for number, each in enumerate(head.split("\n"), start=1):
        if each.strip() and not each.startswith(("#", "---")):
            rules.fault(f"{path.name}:{number}", "expected actors, each beginning with “- ”")
            break
    items = []
    line, last = head.count("\n") + 1, [*starts[1:], len(text)]
    for start, end in zip(starts, last, strict=False):
        item = text[start:end]
        items.append((_ended(item), _item(item, f"{path.name}:{line}", rules)))
        line += item.count("\n")
    return OwnFile(path, _ended(head), items)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _item(text: str, place: str, rules: Rules) -> Addition | None:
    cells: Any = None
    if text.startswith("- {"):
        with suppress(ValueError, RecursionError):
            cells = json.loads(text[2:])
    if cells is None:
        cells = _yaml_item(text, place, rules)
    return rules.addition(cells, place) if isinstance(cells, dict) else None


def _yaml_item(text: str, place: str, rules: Rules) -> dict[str, Any] | None:
    try:
        if _depth(text) > DEEPEST:
            rules.fault(place, f"not valid YAML: nested more than {DEEPEST} deep")
            return None
        value = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - makes texts, lists and mappings only
    except yaml.YAMLError as error:
        what = getattr(error, "problem", None) or "expected a mapping"
        rules.fault(place, f"not valid YAML: {what}")
        return None
    if not (isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)):
        rules.fault(place, "expected one actor: a mapping with name, kind, country …")
        return None
    return value[0]


def _depth(text: str) -> int:
    """How deep a text is nested, as far as `DEEPEST`; composing one far deeper ends the process."""
    depth = deepest = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            deepest = max(deepest, depth)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if deepest > DEEPEST:
            break
    return deepest


def additions_of_csv(text: str, name: str, rules: Rules) -> list[Addition]:
    """The actors of a table; rows with the same id, or name and country, are one actor."""
    csv.field_size_limit(LARGEST)
    rows = csv.reader(io.StringIO(text, newline=""), strict=False)
    merged: dict[tuple[str, ...], Addition] = {}
    try:
        header = next(rows, [])
        if not {"name"} <= set(header) <= {*COLUMNS, *_MORE}:
            rules.fault(f"{name}:1", f"header: expected columns of {', '.join((*COLUMNS, *_MORE))}")
            return []
        for cells in rows:
            _csv_row(cells, header, f"{name}:{rows.line_num}", rules, merged)
    except csv.Error as error:
        rules.fault(f"{name}:{rows.line_num}", f"{error}")
    return list(merged.values())


def _csv_row(
    cells: list[str],
    header: list[str],
    place: str,
    rules: Rules,
    merged: dict[tuple[str, ...], Addition],
) -> None:
    if not any(cells):
        return
    if len(cells) > len(header):
        rules.fault(place, f"{len(cells)} cells: expected {len(header)} at most")
        return
    made = rules.addition(dict(zip(header, cells, strict=False)), place)
    if made is not None:
        key = (made.id,) if made.id else (made.name, made.country, made.kind)
        known = merged.get(key)
        merged[key] = made if known is None else united(known, made)


def united(known: Addition, more: Addition) -> Addition:
    """Two descriptions of one actor as one; what the first says goes before."""
    names = dict.fromkeys((*known.names, *more.spelled))
    names.pop(known.name, None)
    return replace(
        known,
        names=tuple(names),
        country=known.country or more.country,
        sectors=known.sectors or more.sectors,
        held=tuple(dict.fromkeys((*known.held, *more.held))),
        gender=known.gender or more.gender,
        source=known.source or more.source,
    )


def as_line(addition: Addition) -> str:
    """An addition as one line of the YAML file."""
    cells: dict[str, Any] = {
        "id": addition.id,
        "name": addition.name,
        "names": list(addition.names),
        "kind": addition.kind,
        "country": addition.country,
        "sectors": list(addition.sectors),
        "terms": [_term(held) for held in addition.held],
        "gender": addition.gender,
        "plural": addition.plural,
        "source": addition.source,
    }
    given = {key: value for key, value in cells.items() if value}
    return "- " + json.dumps(given, ensure_ascii=False) + "\n"


def _term(held: Holding) -> Mapping[str, Any]:
    cells = {
        "role": held.role,
        "of": held.of,
        "sectors": list(held.sectors),
        "from": held.start,
        "to": held.end,
    }
    return {key: value for key, value in cells.items() if value}


def write_at_once(path: Path, text: str) -> None:
    """Write a file so that it is either the old one or the new one, never a part."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Let no other verbale change files of its folder meanwhile, where the system has locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def raise_faults(faults: list[str]) -> None:
    """Raise a `DataError` with the faults, where there are some."""
    if faults:
        raise DataError(faults)

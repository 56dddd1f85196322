"""Reading the tables of ``data/``: tab-separated, one header line, ``#`` for comments.

Cells that hold several values separate them by ``;``. Whatever breaks a rule is
collected as a fault (``file:line: fault``), so that one load reports all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from verbale.errors import DataError


@dataclass(slots=True)
class Row:
    """One line of a table; cells are reached by column name."""

    place: str
    cells: dict[str, str]
    faults: list[str]

    def text(self, column: str) -> str:
        """The cell as it stands."""
        return self.cells[column]

    def maybe(self, column: str) -> str | None:
        """The cell, or None where it is empty."""
        return self.cells[column] or None

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several."""
        cell = self.cells[column]
        if not cell:
            return ()
        return tuple(part for value in cell.split(";") if (part := value.strip()))

    def day(self, column: str, *, last: bool = False) -> date | None:
        """A date cell, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; its last day with ``last``."""
        cell = self.cells[column]
        if not cell:
            return None
        try:
            return last_day(cell) if last else first_day(cell)
        except ValueError:
            self.fault(f"{column} {cell!r}: expected YYYY, YYYY-MM or YYYY-MM-DD")
            return None

    def number(self, column: str) -> float | None:
        """A number cell, or None where it is empty."""
        cell = self.cells[column]
        if not cell:
            return None
        try:
            return float(cell)
        except ValueError:
            self.fault(f"{column} {cell!r}: expected a number")
            return None

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """A cell that must hold one of the values of a closed list."""
        cell = self.cells[column]
        if cell not in allowed:
            self.fault(f"{column} {cell!r}: expected one of {', '.join(allowed)}")
        return cell

    def each_of(self, column: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """The values of a cell, each of which must be in a closed list."""
        values = self.many(column)
        for value in values:
            if value not in allowed:
                self.fault(f"{column} {value!r}: expected one of {', '.join(allowed)}")
        return values

    def fault(self, what: str) -> None:
        """Note what is wrong with this line."""
        self.faults.append(f"{self.place}: {what}")


@dataclass(slots=True)
class Faults:
    """The faults of one load, raised together."""

    found: list[str] = field(default_factory=list)

    def raise_if_any(self) -> None:
        """Raise a `DataError` that names every fault, where there is one."""
        if self.found:
            raise DataError(self.found)


def first_day(text: str) -> date:
    """The first day of a date written ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, 1, 1)[:3] if len(parts) < 3 else parts
    return date(year, month, day)


def last_day(text: str) -> date:
    """The last day of a date written ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    start = first_day(text)
    if len(text) == 4:
        return date(start.year, 12, 31)
    if len(text) == 7:
        following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    return start


def read_table(path: Path, columns: Sequence[str], faults: list[str]) -> Iterator[Row]:
    """The rows of a table whose header must name exactly ``columns``, in that order."""
    name = path.name
    lines = enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
    header = True
    for number, line in lines:
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header:
            header = False
            if cells != list(columns):
                faults.append(f"{name}:{number}: header {cells}: expected {list(columns)}")
                return
        elif len(cells) > len(columns):
            faults.append(f"{name}:{number}: {len(cells)} cells: expected {len(columns)} at most")
        else:
            cells += [""] * (len(columns) - len(cells))
            yield Row(f"{name}:{number}", dict(zip(columns, cells, strict=True)), faults)

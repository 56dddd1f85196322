"""What an export form is: a table with a codebook, or pieces of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.model import Reading
from verbale.views.exports.states import States

Cell = str | int | float | None
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name as its readers know it, the type of its cells, and what it holds."""

    name: str
    type: type[str] | type[int] | type[float]
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A form with rows and columns; ``delimiter`` is the one its readers expect in text."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Iterable[Reading], States], Iterator[Row]]
    delimiter: str = ","

    def codebook(self) -> str:
        """What each column holds, as Markdown."""
        lines = [
            f"# {self.name}",
            "",
            self.about,
            "",
            "| column | type | meaning |",
            "| - | - | - |",
        ]
        names = {str: "text", int: "integer", float: "number"}
        lines += [f"| {c.name} | {names[c.type]} | {c.meaning} |" for c in self.columns]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is text of another kind: JSON, BibTeX."""

    name: str
    about: str
    pieces: Callable[[Iterable[Reading], States], Iterator[str]]


Record = dict[str, Any]

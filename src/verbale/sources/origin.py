"""Origin: where a stream of bytes comes from, and what every reader of one looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from verbale.errors import SourceError
from verbale.model import Limits, Raw
from verbale.sources.lists.entry import Entry


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from. ``place`` names it to people; ``fields`` as in `Raw`."""

    place: str
    path: str | None = None
    url: str | None = None
    retrieved: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    def raw(self, media: str, data: bytes | str) -> Raw:
        """The whole input as one `Raw`."""
        return Raw(self.place, media, data, self.path, self.url, self.retrieved, self.fields)


@dataclass(frozen=True, slots=True)
class Listed:
    """A row that is no document but names one: its address, and what is known of it."""

    place: str
    entry: Entry
    origin: Origin


Read = Iterator[Raw | SourceError]
Rows = Iterator[Raw | SourceError | Listed]
Reader = Callable[[BinaryIO, Origin, Limits], Rows]

"""Origin: where a stream of bytes comes from, and what every reader of one looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from verbale.errors import SourceError
from verbale.model import Limits, Raw


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


Read = Iterator[Raw | SourceError]
Reader = Callable[[BinaryIO, Origin, Limits], Read]

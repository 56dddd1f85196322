"""Body: what a reader of one format takes out of an input, before metadata is settled."""

from __future__ import annotations

from dataclasses import dataclass

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Body:
    """A text and what its format says of it.

    ``skipped`` are stretches of ``text`` (start, end) that are no prose. ``published``
    is as written in the source, not yet checked.
    """

    text: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    skipped: tuple[Stretch, ...] = ()
    notes: tuple[str, ...] = ()

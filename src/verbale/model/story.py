"""Story: the documents that tell of one happening, copies and sources told apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Telling:
    """A document in a story. ``copy_of`` names the document whose copy it is."""

    document: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Documents on the same happening, by date; ``id`` is that of its first document.

    What is counted as a source is no copy, and has an outlet of its own: documents, wordings
    and sources are three numbers.
    """

    id: str
    documents: tuple[Telling, ...]
    records: int = 0
    """Event records of its documents (rows)."""
    events: int = 0
    """Merged events that these records tell of."""

    @property
    def originals(self) -> tuple[Telling, ...]:
        """The documents that are nobody's copy: one for each wording."""
        return tuple(one for one in self.documents if one.copy_of is None)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Names of the outlets that carry it, copies too, each once."""
        return tuple(sorted({one.outlet for one in self.documents if one.outlet}))

    @property
    def sources(self) -> int:
        """Outlets with a wording of their own. All that name no outlet count as one."""
        return len({one.outlet for one in self.originals})

    @property
    def first(self) -> str | None:
        """The earliest date of publication."""
        return min((one.published for one in self.documents if one.published), default=None)

    @property
    def last(self) -> str | None:
        """The latest date of publication."""
        return max((one.published for one in self.documents if one.published), default=None)

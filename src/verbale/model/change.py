"""Change: one thing the desk came to know, or to know otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.record import Record

CHANGES = ("new", "replaced", "withdrawn", "status", "contradiction", "office", "overdue")
"""Types of changes."""
CAUSES = ("reread", "corrected")
"""Why a record was superseded: its text was read otherwise, or the text itself was changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, and the day and second it became known.

    ``new``: a record that was not there. ``replaced``: a record in whose place another stands
    now (``was`` is its id). ``withdrawn``: one whose text gives it no more. ``status``: a thread
    reached another status (``was``, ``now``). ``contradiction``: a thread of which is said what
    speaks against the rest (``now`` says what). ``office``: another holds an office (``was``,
    ``now``). ``overdue``: a thread's date passed with no news; this one is asked, never kept.
    """

    id: str
    at: str
    type: str
    record: str | None = None
    thread: str | None = None
    kind: str | None = None
    label: str | None = None
    sentence: str | None = None
    was: str | None = None
    now: str | None = None
    cause: str | None = None
    document: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Superseded:
    """A record as it stood before, when and why it was superseded, and what replaced it.

    ``replaced_by`` is None where nothing stands in its place, and its own id where a record of
    that id says something else now.
    """

    record: Record
    at: str
    cause: str
    replaced_by: str | None

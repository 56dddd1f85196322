"""What is kept of documents so that copies and stories can be found among them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a document for gathering.

    ``wording`` numbers its text (equal texts share a number), ``day`` is the day it belongs to
    ("" where none is known), ``length`` its shingles, ``terms`` its words with their weight
    (`verbale.stories.terms`).
    """

    document: str
    wording: int
    day: str
    length: int
    terms: bytes


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a group of copies, with what decides which of them is the first."""

    document: str
    published: str | None
    length: int
    copy_of: str | None
    day: str


@dataclass(frozen=True, slots=True)
class Unit:
    """An original document of some day: its terms, and the story it stands in, if any."""

    document: str
    published: str | None
    day: str
    terms: bytes
    story: str | None

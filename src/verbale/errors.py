"""Every error verbale raises on purpose, in one tree.

VerbaleError
├── SourceError          a file, address or row could not be read        (place, cause)
│   ├── UnsupportedSource    no reader for this kind of input
│   ├── EmptySource          nothing to read in it
│   ├── LimitExceeded        larger or slower than the limits allow
│   ├── Forbidden            a site's robots.txt does not allow it
│   └── Resting              a host that is not asked now                (until)
├── DocumentError        bytes were read but hold no usable text
├── FormatError          a JSON object is no document or record     (where, fault)
├── EvidenceError        a span does not match the text it points into
├── DataError            an entry of data/ or of a user's vocabulary is wrong
├── DeskError            the database file cannot be used
│   ├── DeskVersionError     it was written by a newer version
│   └── UnknownId            no document or record, or several, begin with an id
└── ModelError           the language model cannot be loaded

Messages say what failed, where, and what was expected.
"""

from __future__ import annotations


class VerbaleError(Exception):
    """Base of all errors that verbale raises on purpose."""


class SourceError(VerbaleError):
    """An input could not be read.

    ``place`` names the input (a path, an address, ``-``) and, where known, the
    line, row or page in it; ``cause`` says what is wrong and what was expected.
    """

    def __init__(self, place: str, cause: str) -> None:
        super().__init__(f"{place}: {cause}")
        self.place = place
        self.cause = cause

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        return type(self), (self.place, self.cause)


class UnsupportedSource(SourceError):
    """No reader exists for this kind of input."""


class EmptySource(SourceError):
    """The input holds nothing to read."""


class LimitExceeded(SourceError):
    """The input is larger, or took longer, than the limits in force allow."""


class Forbidden(SourceError):
    """The site's robots.txt does not allow programs to fetch this."""


class Resting(SourceError):
    """A host has asked for time, or does not answer: it is not asked before ``until``.

    ``until`` is in seconds of the epoch.
    """

    def __init__(self, place: str, cause: str, until: float = 0.0) -> None:
        super().__init__(place, cause)
        self.until = until


class DocumentError(SourceError):
    """The bytes were read but hold no usable text."""


class EvidenceError(VerbaleError):
    """A span does not match the text of the document it points into."""


class FormatError(VerbaleError):
    """A JSON object is not a document or record as ``docs/records.md`` defines them.

    ``where`` is the path in the object (``speakers[0].span``, ``-`` for the object itself).
    """

    def __init__(self, where: str, fault: str) -> None:
        super().__init__(f"{where}: {fault}")
        self.where = where
        self.fault = fault

    def __reduce__(self) -> tuple[type[FormatError], tuple[str, str]]:
        return type(self), (self.where, self.fault)


class DataError(VerbaleError):
    """Entries of ``data/`` (or of a user's vocabulary) break its rules.

    All faults of a load are reported together, one a line, as ``file:line: fault``.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults

    def __reduce__(self) -> tuple[type[DataError], tuple[list[str]]]:
        return type(self), (self.faults,)


class DeskError(VerbaleError):
    """The database file cannot be opened, read or written."""


class QuestionError(DeskError):
    """A question to the desk that cannot be answered: no date, no such page."""


class DeskVersionError(DeskError):
    """The database file was written by a newer version of verbale."""


class UnknownId(DeskError):
    """An id, or the beginning of one, fits no document or record of the desk, or several."""


class ModelError(VerbaleError):
    """The language model cannot be loaded."""

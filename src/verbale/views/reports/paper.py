"""A paper: sections of lines with numbered notes. How it looks is the business of its writers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from verbale.model import Record
from verbale.model.document import Document
from verbale.views.words import clean

_EDGE = 5
"""Words at each end of a sentence by which a page finds it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a line: ``plain``, ``strong`` (who), ``quoted`` (of the text), ``status``."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Note:
    """Where a line's words stand: a sentence of a document, and the record that carries it.

    ``start`` and ``end`` are those of the sentence in the document's text (code points).
    """

    number: int
    record: str
    document: Document = field(repr=False)
    start: int
    end: int

    @property
    def words(self) -> str:
        """The sentence, in one line, without what is left of a dateline before it."""
        return clean(self.document.text[self.start : self.end]).lstrip(" ,;:–—-")

    @property
    def address(self) -> str | None:
        """The address with a text fragment that leads a browser to the sentence."""
        return linked(self.document.url, self.words) if self.document.url else None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: when, what in runs, and the numbers of its notes."""

    when: str
    runs: tuple[Run, ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; cells of the first column head their rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with lines; ``left_out`` counts those that the limit kept away."""

    heading: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole brief or dossier; ``facts`` are the numbers it rests on, by name."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]

    def sources(self) -> list[Document]:
        """The documents behind the notes, each once, in the order of the notes."""
        return list({note.document.id: note.document for note in self.notes}.values())


class Notes:
    """Gives a number to each sentence that is cited, the same for the same."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, int, int], Note] = {}

    def cite(self, records: Iterable[Record]) -> tuple[int, ...]:
        """The numbers of the sentences of records, each once."""
        return tuple(dict.fromkeys(self._one(record).number for record in records))

    def _one(self, record: Record) -> Note:
        place = (record.document, record.sentence.start, record.sentence.end)
        if place not in self._of:
            number = len(self._of) + 1
            self._of[place] = Note(number, record.id, record.source, place[1], place[2])
        return self._of[place]

    def all(self) -> tuple[Note, ...]:
        """The notes by number."""
        return tuple(self._of.values())


def linked(url: str, words: str) -> str:
    """An address with a text fragment (WICG Scroll To Text) for the words of a sentence."""
    parts = words.split()
    if len(parts) <= 2 * _EDGE:
        fragment = _encoded(" ".join(parts))
    else:
        fragment = f"{_encoded(' '.join(parts[:_EDGE]))},{_encoded(' '.join(parts[-_EDGE:]))}"
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")

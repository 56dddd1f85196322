"""Readings for a terminal, in colour, and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.model.document import Document
from verbale.model.record import Reading, Record
from verbale.views.words import Summary, clean, marked, ordered, shorten, summary

WIDEST = 160
"""Lines longer than this are hard to read, however wide the terminal."""

LABEL, WHEN = 14, 16
"""Columns of the first and the last field."""

STYLES = {
    "event": "red",
    "statement": "cyan",
    "undertaking": "green",
    "expectation": "magenta",
    "stance": "yellow",
    "relation": "blue",
}


@dataclass(frozen=True, slots=True)
class ReadingTable:
    """A reading for `rich`: a heading, then its records by kind.

    Where the console shows no colour the trigger stands in guillemets.
    """

    reading: Reading

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts, laid out for the width of the console."""
        width = min(options.max_width, WIDEST)
        plain = console.color_system is None or console.no_color
        yield from heading(self.reading.document, width)
        if not self.reading.records:
            yield Padding(Text(nothing_found(self.reading.document), style="dim"), (0, 0, 1, 2))
        for title, records in ordered(self.reading.records):
            yield Text(f" {title}", style=f"bold {STYLES[records[0].kind]}")
            for record in records:
                yield from record_block(record, width, plain)


def nothing_found(document: Document) -> str:
    """Why a document has no records, as far as it is known."""
    if document.language not in (None, "en"):
        return f"not read: its language is {clean(document.language or '')}, expected en (English)"
    return "nothing found"


BASIS = {
    "metadata": "by its own account",
    "url": "by its address",
    "dateline": "by its dateline",
    "given": "as given",
}
"""How the date of publication is known, in words."""


def facts(document: Document) -> list[str]:
    """Outlet, author, date, address (or path) and original of a document, as far as known."""
    published = document.published
    if published and document.published_basis in BASIS:
        published = f"{published} {BASIS[document.published_basis]}"
    place = document.url or (document.path if document.title else None)
    copied = f"copy of {document.copy_of}" if document.copy_of else None
    found = (document.outlet, document.author, published, place, copied)
    return [clean(fact) for fact in found if fact]


def heading(document: Document, width: int) -> Iterator[RenderableType]:
    """A line with the title, and one with where the document comes from."""
    title = shorten(document.title or document.path or document.id, width - 8)
    text = Text("━━ ", style="dim").append(title, style="bold not dim")
    yield text.append(" " + "━" * max(width - len(title) - 4, 0))
    known = facts(document)
    if known:
        yield Padding(Text(" · ".join(known), style="dim", overflow="fold"), (0, 0, 0, 3))
    yield Text("")


def record_block(record: Record, width: int, plain: bool) -> Iterator[RenderableType]:
    """One record: its fields in columns, below them its sentence."""
    line = summary(record)
    rest = max(width - LABEL - WHEN - 8, 20)
    who = min(max(rest * 2 // 5, 8), 40)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=2)
    for columns in (LABEL, who, rest - who, WHEN):
        grid.add_column(width=columns, overflow="fold")
    style = STYLES[record.kind]
    grid.add_row("", Text(line.label, style), Text(line.who, "bold"), deed(line), when(line))
    yield grid
    words = sentence(record, plain).append(f"  {short_id(record)}", style="dim not italic")
    yield Constrain(Padding(words, (0, 2, 1, 4)), width)


def short_id(record: Record) -> str:
    """The beginning of a record's id, enough for ``verbale explain``."""
    return record.id.rpartition("-")[2][:8]


def deed(line: Summary) -> Text:
    """What was done, and to whom."""
    text = Text(line.what)
    if line.whom:
        text.append(" → ", style="dim").append(line.whom, style="bold")
    return text


def when(line: Summary) -> Text:
    """The date and, below it, whether it is future, denied, or said by somebody."""
    return Text("\n".join(part for part in (line.when, line.status) if part))


def sentence(record: Record, plain: bool) -> Text:
    """The sentence with its trigger marked."""
    before, trigger, after = marked(record)
    text = Text(before, style="italic dim" if not plain else "")
    if trigger:
        text.append(f"«{trigger}»" if plain else trigger, style="bold underline not dim not italic")
    return text.append(after)


_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&$])")


def escaped(text: str) -> str:
    """``text`` so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", clean(text))


def markdown(reading: Reading) -> str:
    """A reading as Markdown: a heading, then a table for each kind of record."""
    document = reading.document
    lines = [f"## {escaped(document.title or document.path or document.id)}", ""]
    known = facts(document)
    if known:
        lines += [" · ".join(escaped(fact) for fact in known), ""]
    if not reading.records:
        lines += [escaped(nothing_found(document)), ""]
    for title, records in ordered(reading.records):
        lines += [f"### {title}", ""]
        lines += ["| | who | what | to whom | when | status | sentence |"]
        lines += ["| --- | --- | --- | --- | --- | --- | --- |"]
        lines += [markdown_row(record) for record in records]
        lines += [""]
    return "\n".join(lines)


def markdown_row(record: Record) -> str:
    """One record as a row of a Markdown table."""
    line = summary(record)
    before, trigger, after = marked(record)
    strong = f"**{escaped(trigger)}**" if trigger else ""
    text = escaped(before) + (" " if before.endswith(" ") else "") + strong
    text += (" " if after.startswith(" ") else "") + escaped(after)
    cells = [line.label, line.who, line.what, line.whom, line.when, line.status]
    return f"| {' | '.join(escaped(cell) for cell in cells)} | {text} |"

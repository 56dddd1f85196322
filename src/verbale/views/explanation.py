"""Why a record stands: its rules, its words, the sentence, its roles and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.model.actor import ActorReference
from verbale.model.document import Document
from verbale.model.record import Record
from verbale.model.span import Span
from verbale.views.table import STYLES, facts, sentence
from verbale.views.words import clean, fold, summary

SHARED = ("source", "sentence", "evidence", "auxiliary", "confidence", "because", "links", "id")
"""Fields that stand in a place of their own, not among the roles."""

PLANNED = "plover.planned"
"""The rule by which cooperation still to come is coded AGREE."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record for `rich`, with everything that decided it.

    ``linked`` holds the records it links to, by id, as far as the desk has them; ``page``
    says where its page is kept.
    """

    record: Record
    linked: Mapping[str, Record]
    page: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts, top down: what, where, why, whose words, what hangs together."""
        record = self.record
        plain = console.color_system is None or console.no_color
        line = summary(record)
        head = Text(f"{record.kind} {line.label}", style=f"bold {STYLES[record.kind]}")
        yield head.append(f"  {record.id}", style="not bold dim")
        source = record.source
        about = [clean(source.title or source.path or ""), *facts(source), f"document {source.id}"]
        yield Text(" · ".join(part for part in about if part), style="dim", overflow="fold")
        yield Padding(with_marks(record) if plain else sentence(record, plain), (1, 2))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in self.rows():
            table.add_row(name, Text(value))
        yield table

    def rows(self) -> Iterator[tuple[str, str]]:
        """Names and values, in the order in which they are shown."""
        record = self.record
        for reason in record.because:
            yield "rule", f"{clean(reason.rule)}: {clean(reason.note)}"
        for span in record.evidence:
            yield "words", place(span)
        for part in fields(record):
            if part.name not in SHARED:
                name = str(part.metadata.get("json", part.name)).replace("_", " ")
                yield from ((name, value) for value in described(getattr(record, part.name)))
        yield "auxiliary", ", ".join(record.auxiliary) or stated(record)
        yield "confidence", f"{record.confidence:.2f}"
        for link in record.links:
            yield link.type, " ".join((link.record, in_words(self.linked.get(link.record)))).strip()
        if self.page:
            yield "page", clean(self.page)


def stated(record: Record) -> str:
    """What no auxiliary mode means: of planned cooperation only the plan is fact."""
    planned = any(reason.rule == PLANNED for reason in record.because)
    return "none: planned, not yet done" if planned else "none: stated as fact"


def place(span: Span) -> str:
    """A span as ``"words" start:end``."""
    return f"“{clean(span.text)}” {span.start}:{span.end}"


def in_words(record: Record | None) -> str:
    """A linked record in one line; empty where there is none."""
    if record is None:
        return ""
    line = summary(record)
    shown = f"{line.label}: {line.who} – {line.what}"
    return f"{shown} → {line.whom}" if line.whom else shown


def actor(reference: ActorReference) -> str:
    """A reference with its id, role and how the text refers to it."""
    known = (reference.actor, reference.country, " ".join(reference.sectors), reference.role)
    shown = ", ".join(clean(fact) for fact in known if fact)
    text = f"{clean(reference.name)} [{shown}] by {reference.via} {place(reference.span)}"
    return text + "".join(f"; member {actor(member)}" for member in reference.members)


def described(value: object) -> Iterable[str]:
    """The value of a field in words: one for each item, none where nothing is known."""
    if isinstance(value, tuple):
        return [text for item in value for text in described(item)]
    if value is None or value is False or value == "":
        return []
    if isinstance(value, ActorReference):
        return [actor(value)]
    if isinstance(value, Span):
        return [place(value)]
    if is_dataclass(value) and not isinstance(value, Document):
        parts = [" ".join(described(getattr(value, part.name))) for part in fields(value)]
        return [" ".join(part for part in parts if part)]
    return ["yes"] if value is True else [clean(str(value))]


def with_marks(record: Record) -> Text:
    """The sentence with all words of evidence in it in guillemets."""
    at = record.sentence.start
    text, last = Text(), at
    for span in sorted(record.evidence):
        if span.start >= last and record.sentence.holds(span):
            text.append(fold(record.source.text[last : span.start]))
            text.append(f"«{fold(span.text)}»")
            last = span.end
    return text.append(fold(record.source.text[last : record.sentence.end]))

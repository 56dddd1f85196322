"""Stories for people and for programs: their documents, outlets and copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.model.story import Story, Telling
from verbale.views.table import WIDEST
from verbale.views.words import clean, shorten

_DAY, _OUTLET = 10, 24


@dataclass(frozen=True, slots=True)
class StoryTable:
    """A story for `rich`: a heading with its numbers, then its documents, copies set in."""

    story: Story

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts, laid out for the width of the console."""
        width = min(options.max_width, WIDEST)
        title = shorten(title_of(self.story), width - 8)
        text = Text("━━ ", style="dim").append(title, style="bold not dim")
        yield text.append(" " + "━" * max(width - len(title) - 4, 0))
        yield Padding(Text(" · ".join(numbers(self.story)), style="dim"), (0, 0, 0, 3))
        yield self._documents(width)
        yield Text("")

    def _documents(self, width: int) -> RenderableType:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=1)
        for columns in (_DAY, _OUTLET, max(width - _DAY - _OUTLET - 12, 20)):
            grid.add_column(width=columns, overflow="fold")
        for telling in by_wording(self.story):
            style = "dim" if telling.copy_of else ""
            name = clean(telling.title or telling.url or telling.document)
            words = f"└ copy: {name}" if telling.copy_of else name
            day = (telling.published or "")[:_DAY]
            grid.add_row(
                "", day, shorten(clean(telling.outlet or "—"), _OUTLET), words, style=style
            )
        return grid


def by_wording(story: Story) -> Iterator[Telling]:
    """The documents of a story: each original with its copies behind it."""
    for original in story.originals:
        yield original
        yield from (one for one in story.documents if one.copy_of == original.document)


def title_of(story: Story) -> str:
    """The title of the first original that has one, else an address, else the story's id."""
    named = [one.title for one in story.originals] + [one.url for one in story.originals]
    return clean(next((name for name in named if name), story.id))


def numbers(story: Story) -> list[str]:
    """Days, documents, wordings, sources, outlets, records and events in words, and the id."""
    days = dict.fromkeys(day[:10] for day in (story.first, story.last) if day)
    counts = (
        (len(story.documents), "document"),
        (len(story.originals), "wording"),
        (story.sources, "source"),
        (len(story.outlets), "outlet"),
        *(((story.records, "record"), (story.events, "event")) if story.records else ()),
    )
    told = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts]
    return [" to ".join(days) or "no date", *told, clean(story.id)]


def story_json(story: Story) -> dict[str, Any]:
    """A story as a JSON object of kind ``story``."""
    return {
        "kind": "story",
        "id": story.id,
        "first": story.first,
        "last": story.last,
        "wordings": len(story.originals),
        "sources": story.sources,
        "outlets": list(story.outlets),
        "records": story.records,
        "events": story.events,
        "documents": [asdict(telling) for telling in story.documents],
    }

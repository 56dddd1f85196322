"""Changes for people and for programs: a table, JSON Lines, and a JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from verbale.model.change import Change
from verbale.views.table import WIDEST
from verbale.views.words import clean, shorten

FEED = "https://jsonfeed.org/version/1.1"
_STYLES = {"new": "green", "withdrawn": "red", "contradiction": "red", "overdue": "yellow"}


class ChangeTable:
    """Changes for `rich`: when, what sort, what."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = changes

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """One change after another, laid out for the width of the console."""
        width = min(options.max_width, WIDEST)
        grid = Table.grid(padding=(0, 2, 0, 0))
        for columns in (16, 13, max(width - 33, 20)):
            grid.add_column(width=columns, overflow="fold")
        for one in self.changes:
            told = Text(headline(one))
            told.append(f"\n{clean(one.sentence or '')}", style="italic dim")
            told.append(f"\n{clean(_where(one))}", style="dim")
            when = one.at[:16].replace("T", " ")
            grid.add_row(when, Text(one.type, _STYLES.get(one.type, "cyan")), told)
        yield grid


def headline(change: Change) -> str:
    """What changed, in one line."""
    what = f"{change.label} ({change.kind})" if change.kind else ""
    match change.type:
        case "new":
            told = what
        case "replaced":
            told = f"{what} {_short(change.was)} is now {change.now or _short(change.record)}"
        case "withdrawn":
            told = f"{what} {_short(change.was)} is read no more"
        case "status":
            told = f"{change.was} → {change.now}"
        case "office":
            told = f"{change.now}{f', after {change.was}' if change.was else ''}"
        case "overdue":
            told = f"{change.now}, no news since; it was {change.was}"
        case _:
            told = change.now or ""
    return clean(" ".join(told.split()))


def _where(change: Change) -> str:
    source = change.outlet or change.title or change.document
    cause = f"text {change.cause}" if change.cause else None
    parts = [source, change.published, cause, change.thread, change.id]
    return " · ".join(part for part in parts if part)


def _short(record: str | None) -> str:
    return (record or "").rpartition("-")[2][:8]


def change_json(change: Change) -> dict[str, Any]:
    """A change as a JSON object of kind ``change``; its record's kind is ``record_kind``."""
    written = {name: value for name, value in asdict(change).items() if value is not None}
    return {
        "kind": "change",
        **{"record_kind" if k == "kind" else k: v for k, v in written.items()},
    }


def feed(changes: Iterable[Change]) -> str:
    """Changes as a JSON Feed 1.1, the newest first."""
    items = [_item(one) for one in changes][::-1]
    return _pretty({"version": FEED, "title": "verbale: changes", "items": items})


def _item(change: Change) -> dict[str, Any]:
    at = change.at if "T" in change.at else f"{change.at}T00:00:00Z"
    where = change.url or change.outlet or change.title or change.document
    text = "\n".join(part for part in (headline(change), change.sentence, where) if part)
    item: dict[str, Any] = {
        "id": change.id,
        "title": shorten(f"{change.type}: {headline(change)}", 120),
        "content_text": text,
        "date_published": at,
        "tags": [tag for tag in (change.type, change.kind, change.label) if tag],
    }
    if change.url and change.url.startswith(("http://", "https://")):
        item["external_url"] = change.url
    return item | {"_verbale": change_json(change)}


def _pretty(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"

"""Answers that the HTTP address, the assistant's tools and the commands share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from verbale.desk import Desk
from verbale.model import Reading, Record
from verbale.serving.known import known_side, side
from verbale.views.reports import Scope
from verbale.views.reports.paper import linked
from verbale.views.reports.writers import source
from verbale.views.words import clean, summary


def asked(
    desk: Desk, about: str | None, since: str | None, until: str | None
) -> tuple[Scope, Iterator[Reading]]:
    """What a brief is about (an actor, two as A--B, a story's id, words), and where to look."""
    dates = (since, until)
    if about is None:
        return Scope("everything in the desk", (), *dates), desk.readings()
    if about.startswith("story-"):
        story = desk.story(about)
        held = {one.document for one in story.documents}
        found = (r for r in desk.readings() if r.document.id in held)
        return Scope(story.documents[0].title or about, (), *dates), found
    parts = [part.strip() for part in re.split(r"--|–", about)]
    sides = [known_side(part) for part in parts]
    known = tuple(one for one in sides if one is not None)
    if len(known) < len(sides):
        return Scope(about, (), *dates), desk.readings(about)
    return Scope(" – ".join(one.name for one in known), known, *dates), desk.readings()


def between(one: str, other: str, since: str | None = None, until: str | None = None) -> Scope:
    """What a dossier is about."""
    sides = side(one), side(other)
    return Scope(f"{sides[0].name} – {sides[1].name}", sides, since, until)


def brief_record(record: Record) -> dict[str, Any]:
    """A record in a few fields."""
    line = summary(record)
    parts = {
        "id": record.id, "kind": record.kind, "label": line.label, "who": line.who,
        "what": line.what, "whom": line.whom, "when": line.when, "status": line.status,
        "auxiliary": list(record.auxiliary),
        "said_by": [one.name for one in record.said_by],
        "confidence": record.confidence,
    }  # fmt: skip
    return {name: value for name, value in parts.items() if value} | sourced(record)


def sourced(record: Record) -> dict[str, Any]:
    """Where a record's words stand: sentence, source, and the address that leads to them."""
    words = clean(record.sentence.text)
    url = record.source.url
    return {
        "sentence": words,
        "source": source(record.source) or record.document,
        "document": record.document,
    } | ({"address": linked(url, words)} if url else {})

"""Questions about copies and stories, as SQL; `verbale.desk.reader` asks them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Subquery, func, select

from verbale.desk.tables import documents, gathered, mentions
from verbale.model import Story, Telling

PREFIX = "story-"


def copy_of(connection: Connection, document: str) -> str | None:
    """Of which document one is the copy."""
    return connection.scalar(select(gathered.c.copy_of).where(gathered.c.document == document))


def _placed() -> Subquery:
    """Each document with its story: a copy stands in its original's."""
    original = gathered.alias("original")
    own = func.coalesce(gathered.c.copy_of, gathered.c.document)
    query = select(gathered.c.document, gathered.c.copy_of, gathered.c.day, original.c.story).join(
        original, original.c.document == own
    )
    return query.subquery("placed")


def listed(
    connection: Connection, limit: int | None, offset: int, days: tuple[str, str] | None, least: int
) -> list[Story]:
    """Stories of ``least`` documents or more with one on ``days``, the one last told of first."""
    placed = _placed()
    query: Select[Any] = select(placed.c.story).where(placed.c.story.is_not(None))
    query = query.group_by(placed.c.story).having(func.count() >= least)
    if days is not None:
        inside = select(placed.c.story).where(placed.c.day.between(*days), placed.c.day != "")
        query = query.where(placed.c.story.in_(inside))
    ordered = query.order_by(func.max(placed.c.day).desc(), placed.c.story)
    return together(connection, connection.scalars(ordered.limit(limit).offset(offset)).all())


def together(connection: Connection, ids: Sequence[str]) -> list[Story]:
    """These stories with their documents."""
    placed = _placed()
    held: dict[str, list[Telling]] = {id_: [] for id_ in ids}
    for start in range(0, len(ids), 500):
        query = (
            select(
                placed.c.story, placed.c.document, placed.c.copy_of, documents.c.title,
                documents.c.url, documents.c.outlet, documents.c.published,
            )
            .join(documents, documents.c.id == placed.c.document)
            .where(placed.c.story.in_(ids[start : start + 500]))
            .order_by(documents.c.published.is_(None), documents.c.published, documents.c.id)
        )  # fmt: skip
        for row in connection.execute(query):
            held[row.story].append(
                Telling(row.document, row.title, row.url, row.outlet, row.published, row.copy_of)
            )
    counts = _counts(connection, ids)
    return [Story(id_, tuple(some), *counts.get(id_, (0, 0))) for id_, some in held.items()]


def _counts(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Event records and merged events of the documents of each story."""
    placed = _placed()
    found: dict[str, tuple[int, int]] = {}
    for start in range(0, len(ids), 500):
        query = (
            select(placed.c.story, func.count(), func.count(func.distinct(mentions.c.event)))
            .join(mentions, mentions.c.document == placed.c.document)
            .where(placed.c.story.in_(ids[start : start + 500]), mentions.c.event.is_not(None))
            .group_by(placed.c.story)
        )
        found |= {story: (records, events) for story, records, events in connection.execute(query)}
    return found


def standing(connection: Connection, document: str) -> str | None:
    """The story a document stands in."""
    placed = _placed()
    return connection.scalar(select(placed.c.story).where(placed.c.document == document))

"""The tables of what changes, as queries see them. `verbale.desk.migrations` makes them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from verbale.desk.tables import METADATA

changes = Table(
    "changes",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("document", Text),
    Column("subject", Text),
    Column("json", Text, nullable=False),
)
"""What became known, in the order it did; one row a document for records that came or went."""

old_documents = Table(
    "old_documents",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("replaced_by", Text, nullable=False),
    Column("json", Text, nullable=False),
)
"""Texts as they were when records of theirs were superseded; ``replaced_by`` is a document."""

old_records = Table(
    "old_records",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("document", Integer, ForeignKey("old_documents.number"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("json", Text, nullable=False),
    Column("replaced_by", Text),
)
"""Superseded records; ``replaced_by`` is the record in whose place they stood, if any."""

office_holders = Table(
    "office_holders",
    METADATA,
    Column("office", Text, primary_key=True),
    Column("holder", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("last", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("again", Integer, nullable=False),
    Column("told", Integer, nullable=False),
)
"""Who was said to hold an office, first and last; ``again`` is 1 where a second document says so,
``told`` where a line of `changes` does."""

thread_states = Table(
    "thread_states",
    METADATA,
    Column("record", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("json", Text, nullable=False),
)
"""What was told last of the thread a record stands in: its status, its contradictions."""

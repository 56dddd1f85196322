"""The tables of a desk file, as queries see them. `verbale.desk.migrations` makes them."""

from __future__ import annotations

from sqlalchemy import (
    BLOB,
    REAL,
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
)

METADATA = MetaData()

documents = Table(
    "documents",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("title", Text),
    Column("url", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("language", Text),
    Column("digest", Text, nullable=False),
    Column("json", Text, nullable=False),
)
"""One row a document; ``digest`` stands for the document and its records together."""

records = Table(
    "records",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("date_first", Text),
    Column("date_last", Text),
    Column("sentence", Text, nullable=False),
    Column("json", Text, nullable=False),
    Column("published", Text),
)
"""One row a record; ``label`` is its event type, manner, status, attitude, valence or relation;
``published`` is its document's, by which records are ordered."""

record_actors = Table(
    "record_actors",
    METADATA,
    Column("record", Integer, ForeignKey("records.number", ondelete="CASCADE"), nullable=False),
    Column("role", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("country", Text),
)
"""One row an actor and role, members of collectives too; ``folded`` is the name for look-ups."""

actor_names = Table("actor_names", METADATA, Column("folded", Text, primary_key=True))
"""Every ``folded`` name that stands or stood in `record_actors`, once."""

links = Table(
    "links",
    METADATA,
    Column("record", Integer, ForeignKey("records.number", ondelete="CASCADE"), nullable=False),
    Column("type", Text, nullable=False),
    Column("target", Text, nullable=False),
)
"""Ties of one record to another, by id."""

wordings = Table(
    "wordings",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("group", Integer, nullable=False),
)
"""One row a wording: equal texts share one. Those tied as copies are in one group."""

wording_keys = Table(
    "wording_keys",
    METADATA,
    Column("key", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("wording", Integer, ForeignKey("wordings.number", ondelete="CASCADE"), primary_key=True),
)
"""By which keys a wording is found."""

ties = Table(
    "ties",
    METADATA,
    Column("low", Integer, ForeignKey("wordings.number", ondelete="CASCADE"), primary_key=True),
    Column("high", Integer, ForeignKey("wordings.number", ondelete="CASCADE"), primary_key=True),
)
"""Two wordings of which one is the other's copy, the lower number first."""

gathered = Table(
    "gathered",
    METADATA,
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("wording", Integer, ForeignKey("wordings.number"), nullable=False),
    Column("day", Text, nullable=False),
    Column("length", Integer, nullable=False),
    Column("terms", BLOB, nullable=False),
    Column("copy_of", Text),
    Column("story", Text),
)
"""One row a document; a copy has no story of its own but its original's."""

unsettled = Table("unsettled", METADATA, Column("day", Text, primary_key=True))
"""Days whose stories must be found anew."""

mentions = Table(
    "mentions",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("record", Text, unique=True, nullable=False),
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("event", Text),
    Column("start", Integer, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("trace", Text, nullable=False),
)
"""One row an event record that is compared with others; ``event`` is the merged event it is in.

Allusions have an id of their own as ``record``, and no event.
"""

mention_keys = Table(
    "mention_keys",
    METADATA,
    Column("key", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("window", Integer, primary_key=True),
    Column("mention", Integer, ForeignKey("mentions.number", ondelete="CASCADE"), primary_key=True),
)
"""By which keys, in which window of time, a mention is found."""

mention_ties = Table(
    "mention_ties",
    METADATA,
    Column("low", Text, ForeignKey("mentions.record", ondelete="CASCADE"), primary_key=True),
    Column("high", Text, ForeignKey("mentions.record", ondelete="CASCADE"), primary_key=True),
    Column("score", Double().with_variant(REAL, "sqlite"), nullable=False),
    Column("agreements", Text, nullable=False),
)
"""Two mentions alike enough to be one event, the lower id first, and in what they agree."""

unmerged = Table(
    "unmerged",
    METADATA,
    Column("record", Text, ForeignKey("mentions.record", ondelete="CASCADE"), primary_key=True),
)
"""Mentions whose merged event must be found anew."""

taken = Table(
    "taken",
    METADATA,
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("made_by", Text, nullable=False),
)
"""Documents whose events are compared with others, and by which rules that was done."""

promises = Table(
    "promises",
    METADATA,
    Column("record", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("day", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("json", Text, nullable=False),
    Column("thread", Text),
)
"""One row an undertaking: what is kept of it for threads, and the thread it stands in."""

promise_keys = Table(
    "promise_keys",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("record", Text, ForeignKey("promises.record", ondelete="CASCADE"), primary_key=True),
)
"""By which keys an undertaking is found: a party with a word."""

thread_ties = Table(
    "thread_ties",
    METADATA,
    Column("low", Text, ForeignKey("promises.record", ondelete="CASCADE"), primary_key=True),
    Column("high", Text, ForeignKey("promises.record", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("json", Text, nullable=False),
)
"""Two undertakings that are, or may be, one, and why."""

decisions = Table(
    "decisions",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("document", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("other_document", Text, nullable=False),
    Column("other_start", Integer, nullable=False),
    Column("other_end", Integer, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("note", Text, nullable=False),
)
"""What persons decided of two undertakings, by their place in the text: it outlasts records."""

event_decisions = Table(
    "event_decisions",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("verb", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("ones", Text, nullable=False),
    Column("others", Text, nullable=False),
    Column("note", Text),
    Column("withdrawn", Text),
)
"""What persons decided of merged events; kept whatever becomes of the records."""

search = Table(
    "search",
    MetaData(),
    Column("rowid", Integer, primary_key=True),
    Column("sentence", Text),
    Column("content", Text),
    Column("actors", Text),
    Column("title", Text),
)
"""The full-text index (FTS5); ``rowid`` is the record's number."""

"""Records as a feed: JSON Feed 1.1 and Atom (RFC 4287)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from verbale.model import Reading, Record
from verbale.model.document import Document
from verbale.views.exports.form import Form
from verbale.views.exports.states import States
from verbale.views.words import summary

_TITLE = "verbale: records"


def headline(record: Record) -> str:
    """A record in one line."""
    line = summary(record)
    return " · ".join(filter(None, (record.kind, line.label, line.who, line.what, line.whom)))


def _moment(document: Document) -> str | None:
    """The time of publication as RFC 3339; a day is its beginning, in UTC."""
    value = document.published
    if not value or len(value) < 10:
        return None
    return value if len(value) > 19 else f"{value[:10]}T00:00:00Z"


def feed_item(record: Record, document: Document) -> dict[str, Any]:
    """A record as an item of JSON Feed."""
    known = {
        "id": f"urn:verbale:{record.id}",
        "url": document.url,
        "title": headline(record),
        "content_text": record.sentence.text,
        "date_published": _moment(document),
        "authors": [{"name": document.outlet}] if document.outlet else None,
        "tags": [record.kind, summary(record).label],
    }
    return {name: value for name, value in known.items() if value}


def _json_feed(readings: Iterable[Reading], states: States) -> Iterator[str]:
    head = {"version": "https://jsonfeed.org/version/1.1", "title": _TITLE}
    yield json.dumps(head)[:-1] + ', "items": ['
    lead = "\n"
    for reading in readings:
        for record in reading.records:
            yield lead + json.dumps(feed_item(record, reading.document), ensure_ascii=False)
            lead = ",\n"
    yield "\n]}\n"


def _atom(readings: Iterable[Reading], states: States) -> Iterator[str]:
    several = list(readings)
    moments = [moment for one in several if (moment := _moment(one.document))]
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>urn:verbale:records</id><title>{_TITLE}</title>"
        f"<updated>{max(moments, default='1970-01-01T00:00:00Z')}</updated>"
        "<author><name>verbale</name></author>\n"
    )
    for reading in several:
        for record in reading.records:
            yield _entry(record, reading.document)
    yield "</feed>\n"


def _entry(record: Record, document: Document) -> str:
    link = f"<link href={quoteattr(printable(document.url))}/>" if document.url else ""
    return (
        f"<entry><id>urn:verbale:{record.id}</id><title>{escape(printable(headline(record)))}"
        f"</title>{link}<updated>{_moment(document) or '1970-01-01T00:00:00Z'}</updated>"
        f"<summary>{escape(printable(record.sentence.text))}</summary></entry>\n"
    )


def printable(words: str) -> str:
    """Words without the code points that XML 1.0 cannot hold."""
    return "".join(
        letter
        for letter in words
        if letter in "\t\n\r"
        or "\x20" <= letter <= "\ud7ff"
        or "\ue000" <= letter <= "\ufffd"
        or letter > "\uffff"
    )


JSON_FEED = Form("json-feed", "Records as a JSON Feed 1.1.", _json_feed)
ATOM = Form("atom", "Records as an Atom feed.", _atom)

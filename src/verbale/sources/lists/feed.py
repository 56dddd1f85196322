"""RSS, Atom and JSON Feed."""

from __future__ import annotations

import email.utils
import html
import io
import json
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any

from verbale.errors import SourceError
from verbale.sources.lists.entry import Entry, Listing, address_of, known

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAG = re.compile(r"<[^>]{1,2000}>")
_CUT = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|(?:read|see) (?:more|on|the full \w+)\W*)$", re.I)
_WHOLE = 600
"""Letters of text from which on an entry's content may be a whole article."""


def read_feed(data: bytes, url: str, content_type: str, place: str) -> Listing:
    """An RSS or Atom feed; `SourceError` where it is neither."""
    import feedparser

    # Given bytes behind a stream feedparser never opens an address or a file by itself.
    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    try:
        parsed: Any = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except Exception as error:  # what broken feeds raise is not told by its makers
        raise SourceError(place, f"not a readable feed: {type(error).__name__}") from error
    if not parsed.version and not parsed.entries:
        raise SourceError(place, f"not a readable feed: {_fault(parsed)}")
    language = str(parsed.feed.get("language") or "")
    entries = tuple(_entries(parsed.entries, url, language))
    return Listing(parsed.version or "feed", entries)


def _fault(parsed: Any) -> str:
    fault = str(parsed.get("bozo_exception") or "neither RSS nor Atom")
    return fault.split("\n")[0][:200]


def _entries(found: list[Any], base: str, language: str) -> Iterator[Entry]:
    for one in found:
        url = address_of(one.get("link") or one.get("id"), base)
        if url:
            fields = known(
                title=_plain(one.get("title")),
                published=_date(one.get("published"), one.get("published_parsed")),
                author=_plain(one.get("author")),
            )
            # Asked otherwise, feedparser gives the publication for what is not there.
            updated = dict.get(one, "updated"), dict.get(one, "updated_parsed")
            changed = _date(*updated) or fields.get("published", "")
            yield Entry(url, fields, changed, _content(one), _code(one.get("language") or language))


def _content(one: Any) -> str:
    """The HTML that an entry gives, the longest where it gives several."""
    several = [str(part.get("value") or "") for part in one.get("content") or ()]
    several.append(str(one.get("summary") or ""))
    return max(several, key=len)


def _plain(value: object) -> str:
    """Words without tags and entities; those of feeds are HTML."""
    return html.unescape(_TAG.sub(" ", value)) if isinstance(value, str) else ""


def _date(words: object, parsed: time.struct_time | None) -> str:
    """ISO 8601, with the zone that the feed gives; empty where it is not read."""
    if isinstance(words, str):
        if _DATE.match(words.strip()):
            return words.strip()
        try:
            return email.utils.parsedate_to_datetime(words).isoformat()
        except (ValueError, TypeError, IndexError):
            pass
    try:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed) if parsed else ""
    except (ValueError, TypeError):
        return ""


def _code(language: object) -> str:
    return language.strip().lower() if isinstance(language, str) else ""


def read_json_feed(feed: Mapping[str, Any], url: str) -> Listing:
    """A JSON Feed, 1.0 or 1.1."""
    items = feed.get("items")
    entries = _json_entries(items if isinstance(items, list) else [], url, feed.get("language"))
    return Listing("json feed", tuple(entries))


def is_json_feed(value: object) -> bool:
    """True for an object that says of itself to be a JSON Feed."""
    return isinstance(value, dict) and "jsonfeed.org" in str(value.get("version", ""))


def _json_entries(items: list[Any], base: str, language: object) -> Iterator[Entry]:
    for item in items:
        if not isinstance(item, dict):
            continue
        url = address_of(_text(item, "url") or _text(item, "id"), base)
        if url:
            fields = known(
                title=_text(item, "title"),
                published=_text(item, "date_published"),
                author=_author(item),
            )
            content = _text(item, "content_html") or _paragraphs(_text(item, "content_text"))
            told = _code(item.get("language") or language)
            yield Entry(url, fields, _text(item, "date_modified"), content, told)


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _author(item: Mapping[str, Any]) -> str:
    several = item.get("authors") or [item.get("author")]
    names = [one.get("name") for one in several if isinstance(one, dict)]
    return ", ".join(name for name in names if isinstance(name, str))


def _paragraphs(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", escaped) if part.strip())


def whole_page(entry: Entry) -> str | None:
    """The content that a feed gives of an article, as a page, where it may be the whole.

    None where it is short or ends in dots, as a teaser does.
    """
    text = " ".join(_TAG.sub(" ", entry.content).split())
    if len(text) < _WHOLE or _CUT.search(text):
        return None
    title = json.dumps(entry.fields.get("title", ""), ensure_ascii=False)[1:-1]
    head = title.replace("&", "&amp;").replace("<", "&lt;")
    content = entry.content if "<p" in entry.content else _paragraphs(entry.content)
    return (
        f"<html><head><title>{head}</title></head><body><article>{content}</article></body></html>"
    )

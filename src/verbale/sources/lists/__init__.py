"""Lists of articles: feeds, sitemaps, OPML, tables of references, plain files of addresses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, cast

from verbale.errors import EmptySource, SourceError
from verbale.model import Limits
from verbale.sources.lists.entry import Entry, Listing, More, address_of
from verbale.sources.lists.feed import is_json_feed, read_feed, read_json_feed, whole_page
from verbale.sources.lists.rows import entry_of_row, once
from verbale.sources.lists.xml import read_opml, read_sitemap, root_of
from verbale.sources.stream import as_utf8, buffered, read_whole, unpack

__all__ = ["Entry", "Listing", "More", "read_listing", "whole_page"]

_FEEDS = ("rss", "rdf", "feed", "channel")
_EXPECTED = "expected RSS, Atom, JSON Feed, a sitemap, OPML, a list of references or of addresses"


def read_listing(data: bytes, url: str, content_type: str, place: str, limits: Limits) -> Listing:
    """What a list names, told by its content. ``url`` is its address, for links in it.

    Raises `SourceError` where it is no list, naming the feeds that a web page offers.
    """
    if data[:2] == b"\x1f\x8b":
        stream = unpack(cast("BinaryIO", io.BytesIO(data)), place, limits)
        data = read_whole(cast("BinaryIO", stream), place, limits.file_bytes)
    head = as_utf8(buffered(cast("BinaryIO", io.BytesIO(data)))).read(4096).lstrip()
    if not head:
        raise EmptySource(place, "empty: nothing to read")
    if head[:1] == b"<":
        return _of_xml(data, url, content_type, place)
    if head[:1] in (b"{", b"["):
        return _of_json(data, url, place)
    if b"\0" in head:
        raise SourceError(place, f"binary content, {_EXPECTED}")
    return _of_text(data, url, place)


def _of_xml(data: bytes, url: str, content_type: str, place: str) -> Listing:
    root = root_of(data)
    if root == "opml":
        return read_opml(data, url, place)
    if root in ("urlset", "sitemapindex"):
        return read_sitemap(data, url, place)
    if root in _FEEDS:
        return read_feed(data, url, content_type, place)
    if root in ("html", "body", "head", ""):
        offered = ", ".join(_offered(data, url))
        hint = f"; it offers {offered}" if offered else ""
        raise SourceError(place, f"a web page, no list of articles{hint}")
    raise SourceError(place, f"XML with the root <{root[:40]}>, {_EXPECTED}")


def _offered(data: bytes, url: str) -> Iterator[str]:
    """The feeds that a page names in its head."""
    from lxml import etree, html

    try:
        tree: Any = html.fromstring(data)
    except (etree.LxmlError, ValueError):
        return
    for link in tree.iter("link"):
        if "alternate" in (link.get("rel") or "").lower().split():
            if (link.get("type") or "").lower().endswith(("rss+xml", "atom+xml", "feed+json")):
                yield address_of(link.get("href"), url)


def _of_json(data: bytes, url: str, place: str) -> Listing:
    text = data.decode("utf-8-sig", "replace")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _listed(map(_row, text.splitlines()), url, place)
    if is_json_feed(value):
        return read_json_feed(value, url)
    return _listed(value if isinstance(value, list) else [value], url, place)


def _row(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _listed(rows: Iterable[object], url: str, place: str) -> Listing:
    """Rows as entries; rows of a kind that is not known are taken by their ``url``."""
    found = [_entry(row, url) for row in rows if isinstance(row, dict)]
    entries = tuple(once(entry for entry in found if entry.url))
    if not entries:
        raise SourceError(place, f"no address in it, {_EXPECTED}")
    return Listing("references", entries)


def _entry(row: dict[str, Any], base: str) -> Entry:
    known = entry_of_row(row)
    if known is not None:
        return known
    told = {name: row.get(name) for name in ("title", "published", "outlet", "author")}
    fields = {name: value for name, value in told.items() if isinstance(value, str) and value}
    link = row.get("url")
    return Entry(address_of(link, base) if isinstance(link, str) else "", fields)


def _of_text(data: bytes, url: str, place: str) -> Listing:
    """A table of Zotero, or one address a line (``#`` begins a remark)."""
    text = data.decode("utf-8-sig", "replace")
    try:
        rows = _table(text)
    except csv.Error as error:
        raise SourceError(place, f"not a readable table: {error}") from error
    if rows:
        return _listed(rows, url, place)
    lines = text.splitlines()
    told = (line.split("#", 1)[0] if line.lstrip().startswith("#") else line for line in lines)
    given = [line.split()[0] for line in told if line.strip()]
    wrong = next((one for one in given if not address_of(one, "")), None)
    if wrong is not None or not given:
        shown = f"{wrong[:60]!r} is no address" if wrong else "no address in it"
        raise SourceError(place, f"{shown}, {_EXPECTED}")
    return Listing("addresses", more=tuple(More(address_of(one, "")) for one in given))


def _table(text: str) -> list[dict[str, str]]:
    """The rows of a table with a column ``url``; none where it is no such table."""
    header = text.split("\n", 1)[0].lower()
    if "url" not in header or "://" in header:
        return []
    rows = csv.reader(io.StringIO(text, newline=""))
    names = [name.strip().lower() for name in next(rows, [])]
    return [dict(zip(names, row, strict=False)) for row in rows] if "url" in names else []

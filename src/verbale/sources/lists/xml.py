"""Lists in XML that are no feeds: sitemaps, their indexes, OPML."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from verbale.errors import SourceError
from verbale.sources.lists.entry import Entry, Listing, More, address_of, known

_SITEMAP_CHILDREN = {"loc", "lastmod", "title", "publication_date", "name", "language"}


def root_of(data: bytes) -> str:
    """The name of the outermost element, in small letters; empty where it is no XML."""
    from lxml import etree

    try:
        for _, element in _events(data, ("start",)):
            return _name(element)
    except etree.LxmlError:
        pass
    return ""


def _events(data: bytes, events: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Elements as they come, broken ones mended; entities and other files are never opened."""
    from lxml import etree

    yield from etree.iterparse(
        io.BytesIO(data),
        events=events,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def read_opml(data: bytes, url: str, place: str) -> Listing:
    """The feeds of an OPML file, outlines within outlines too."""
    from lxml import etree

    found: dict[str, None] = {}
    try:
        for _, element in _events(data, ("start",)):
            if _name(element) == "outline":
                given = {str(name).lower(): str(value) for name, value in element.items()}
                found[address_of(_feed(given), url)] = None
    except etree.LxmlError as error:
        raise SourceError(place, f"not readable as OPML: {error}") from error
    found.pop("", None)
    return Listing("opml", more=tuple(More(one) for one in found))


def _feed(given: dict[str, str]) -> str:
    """The address of an outline's feed, or of another OPML file it takes in."""
    included = given.get("type", "").lower() in ("include", "link")
    linked = given.get("url", "") if included else ""
    return given.get("xmlurl") or (linked if linked.lower().endswith((".opml", ".xml")) else "x:")


def read_sitemap(data: bytes, url: str, place: str) -> Listing:
    """The pages of a sitemap (with what a news sitemap says of them), or the parts of an index."""
    from lxml import etree

    entries: list[Entry] = []
    more: list[More] = []
    try:
        for _, element in _events(data, ("end",)):
            name = _name(element)
            if name in ("url", "sitemap"):
                told = _told(element)
                address = address_of(told.get("loc"), url)
                element.clear()
                if address and name == "url":
                    entries.append(_entry(address, told))
                elif address:
                    more.append(More(address, told.get("lastmod", "")))
    except etree.LxmlError as error:
        raise SourceError(place, f"not readable as a sitemap: {error}") from error
    return Listing("sitemap index" if more else "sitemap", tuple(entries), tuple(more))


def _told(element: Any) -> dict[str, str]:
    """What stands below one entry, by name; images and videos have titles of their own."""
    told: dict[str, str] = {}
    for child in element.iter():
        foreign = "image" in str(child.tag) or "video" in str(child.tag)
        if not foreign and _name(child) in _SITEMAP_CHILDREN:
            told.setdefault(_name(child), (child.text or "").strip())
    return told


def _entry(address: str, told: dict[str, str]) -> Entry:
    fields = known(
        title=told.get("title"),
        published=told.get("publication_date"),
        outlet=told.get("name"),
    )
    return Entry(address, fields, told.get("lastmod", ""), "", told.get("language", "").lower())

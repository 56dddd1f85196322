"""Lists of articles: what one says of each, and the further lists it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_NO_FIELDS: Mapping[str, str] = MappingProxyType({})
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|mc_cid|mc_eid|at_medium|at_campaign|ns_campaign", re.I
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article: where it is, and what the list says of it.

    ``fields`` are those of a `Raw`: ``title``, ``published``, ``outlet``, ``author``.
    ``changed`` is when the list says it was last changed, in the list's own words: only
    whether it differs counts. ``content`` is the HTML that the list itself gives,
    ``language`` a code such as ``en`` where the list tells it.
    """

    url: str
    fields: Mapping[str, str] = field(default_factory=lambda: _NO_FIELDS)
    changed: str = ""
    content: str = ""
    language: str = ""

    @property
    def day(self) -> str:
        """The day it was published or changed, as ``2024-07-28``; empty where not known."""
        for told in (self.fields.get("published", ""), self.changed):
            if re.match(r"\d{4}-\d{2}-\d{2}", told):
                return told[:10]
        return ""


@dataclass(frozen=True, slots=True)
class More:
    """Another list that a list names: a feed of an OPML file, a part of a sitemap."""

    url: str
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as it was found. ``kind`` says in words what it is."""

    kind: str
    entries: Iterable[Entry] = ()
    more: tuple[More, ...] = ()


def address_of(link: str | None, base: str) -> str:
    """A link as a full http(s) address without fragment and tracking; empty for others."""
    try:
        parts = urlsplit(urljoin(base, (link or "").strip()))
        host = (parts.hostname or "").lower()
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    host = f"[{host}]" if ":" in host else host
    return urlunsplit(
        (parts.scheme.lower(), host + port, parts.path or "/", _query(parts.query), "")
    )


def _query(query: str) -> str:
    if not _TRACKING.search(query):
        return query
    kept = parse_qsl(query, keep_blank_values=True)
    return urlencode([(name, value) for name, value in kept if not _TRACKING.fullmatch(name)])


def known(**fields: str | None) -> dict[str, str]:
    """The fields that have a value, blanks folded."""
    tidy = {name: " ".join((value or "").split()) for name, value in fields.items()}
    return {name: value for name, value in tidy.items() if value}

"""What a page declares of itself: JSON-LD first, then OpenGraph and other meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Tree = Any  # an lxml.html.HtmlElement; lxml carries no types

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author")
_OUTLETS = ("og:site_name", "application-name", "publisher", "dc.publisher")
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "sailthru.date",
    "date",
)
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Declared metadata of a page; ``published`` as written there."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None


def read_page_metadata(tree: Tree) -> PageMetadata:
    """The metadata that ``tree`` declares, null where it declares none."""
    article = next(_articles(tree), {})
    meta = _meta(tree)
    return PageMetadata(
        title=_text(article.get("headline")) or _first(meta, _TITLES),
        author=_names(article.get("author")) or _author(meta),
        outlet=_names(article.get("publisher")) or _first(meta, _OUTLETS),
        url=_canonical(tree) or _address(meta.get("og:url")),
        published=_text(article.get("datePublished"))
        or _text(article.get("dateCreated"))
        or _first(meta, _DATES),
    )


def _articles(tree: Tree) -> Iterator[Mapping[str, object]]:
    """The JSON-LD objects of the page that describe an article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            # Pages put line ends into strings, which strict JSON forbids.
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value, 0):
            if any(_ARTICLE.search(name) for name in _types(item)):
                yield item


def _objects(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _types(item: Mapping[str, object]) -> list[str]:
    types = item.get("@type")
    listed = types if isinstance(types, list) else [types]
    return [name for name in listed if isinstance(name, str)]


def _meta(tree: Tree) -> dict[str, str]:
    """Names (or properties) of meta elements with their content, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((_text(meta[name]) for name in names if _text(meta.get(name))), None)


def _author(meta: Mapping[str, str]) -> str | None:
    """The first author given by name; some pages give an address instead."""
    for name in _AUTHORS:
        value = _text(meta.get(name))
        if value and "://" not in value:
            return re.sub(r"^by\s+", "", value, flags=re.I)
    return None


def _names(value: object) -> str | None:
    listed = value if isinstance(value, list) else [value]
    names = [_text(item.get("name")) if isinstance(item, dict) else _text(item) for item in listed]
    return ", ".join(name for name in names if name and "://" not in name) or None


def _canonical(tree: Tree) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return _address(link.get("href"))
    return None


def _address(value: str | None) -> str | None:
    value = (value or "").strip()
    return value if re.match(r"https?://[^\s/]+", value) else None


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(value.split())[:500] or None

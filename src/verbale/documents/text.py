"""Plain text and markdown: front matter and a first heading are metadata, the rest is text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

import yaml

from verbale.documents.body import Body, Stretch

_FRONT = re.compile(
    r"\s*---[ \t]*\r?\n(?P<yaml>.{0,8192}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.S
)
_HEADING = re.compile(r"\s*#[ \t]+(?P<title>[^\r\n]+?)[ \t]*#*[ \t]*(?:\r?\n|$)")
_KEYS = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "outlet": ("outlet", "publisher", "publication"),
    "url": ("url", "source", "link", "canonical"),
    "published": ("published", "date"),
}


def read_text(text: str) -> Body:
    """The text, unchanged, with the title and metadata that stand at its head.

    Front matter and the heading taken as title are skipped as prose.
    """
    front = _FRONT.match(text)
    meta = _front_matter(front["yaml"]) if front else None
    skipped: list[Stretch] = []
    start = 0
    if front and meta is not None:
        start = front.end()
        skipped.append(_tight(text, front.start(), start))
    heading = _HEADING.match(text, start)
    if heading:
        skipped.append(_tight(text, heading.start(), heading.end()))
    meta = meta or {}
    return Body(
        text,
        title=meta.get("title") or (heading["title"] if heading else None),
        author=meta.get("author"),
        outlet=meta.get("outlet"),
        url=meta.get("url"),
        published=meta.get("published"),
        skipped=tuple(skipped),
    )


def _front_matter(source: str) -> dict[str, str] | None:
    """The known entries of YAML front matter; None where it is no YAML mapping."""
    try:
        loaded = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(loaded, Mapping):
        return None
    lowered = {str(key).lower(): value for key, value in loaded.items()}
    found: dict[str, str] = {}
    for name, keys in _KEYS.items():
        for key in keys:
            value = _plain(lowered.get(key))
            if value and name not in found:
                found[name] = value
    if found.get("url") and not re.match(r"https?://|www\.", found["url"]):
        del found["url"]
    return found


def _plain(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return value.strip() if isinstance(value, str) else ""


def _tight(text: str, start: int, end: int) -> Stretch:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())

"""Lists of articles as rows: Zotero (CSL-JSON, CSV), GDELT's article list and web n-grams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from verbale.sources.lists.entry import Entry, address_of, known

_GDELT = frozenset({"lang", "outletName"})
_FULL_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|[T ])")


def entry_of_row(row: Mapping[str, Any]) -> Entry | None:
    """The article that one row names; None for a row of no list that is known.

    Rows with a ``text`` of their own are documents, not entries. An entry may lack its
    address (``url`` empty): the list is known but this row leads nowhere.
    """
    if row.get("text") is not None:
        return None
    if "ngram" in row and "url" in row:
        return Entry(address_of(_text(row.get("url")), ""), language=_language(row.get("lang")))
    if {"url", "domain"} <= row.keys() and _GDELT & row.keys():
        return _gdelt(row)
    if _is_csl(row):
        return _csl(row)
    if "item type" in row and "url" in row:
        return _zotero(row)
    return None


def is_english(entry: Entry) -> bool:
    """Whether an article is in English, as far as its list says."""
    return entry.language.split("-")[0] in ("", "en", "eng", "english")


def is_listed(names: Iterable[str]) -> bool:
    """Whether the columns of a table are those of a Zotero export."""
    return {"item type", "url", "title"} <= set(names)


def once(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Each address once: n-grams name the same article on many rows."""
    known_already: set[str] = set()
    for entry in entries:
        if entry.url not in known_already:
            known_already.add(entry.url)
            yield entry


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _language(value: object) -> str:
    return _text(value).strip().lower()


def _gdelt(row: Mapping[str, Any]) -> Entry:
    """Of GDELT's date only the time of its own look is told, so none is taken."""
    fields = known(
        title=_text(row.get("title")),
        outlet=_text(row.get("outletName")),
        author=_text(row.get("author")),
    )
    url = address_of(_text(row.get("url")), "")
    return Entry(url, fields, language=_language(row.get("lang")))


def _is_csl(row: Mapping[str, Any]) -> bool:
    return "type" in row and ("URL" in row or "issued" in row or "container-title" in row)


def _csl(row: Mapping[str, Any]) -> Entry:
    fields = known(
        title=_text(row.get("title")),
        published=_issued(row.get("issued")),
        outlet=_text(row.get("container-title")) or _text(row.get("publisher")),
        author=", ".join(filter(None, map(_person, _several(row.get("author"))))),
    )
    url = address_of(_text(row.get("URL")), "")
    return Entry(url, fields, language=_language(row.get("language")))


def _issued(value: object) -> str:
    """A CSL date as ISO 8601, as exact as it is given; empty for ranges and seasons."""
    if not isinstance(value, Mapping):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and len(parts) == 1 and isinstance(parts[0], list):
        numbers = [str(part) for part in parts[0][:3]]
        if numbers and all(number.isdigit() for number in numbers):
            return "-".join(number.zfill(4 if at == 0 else 2) for at, number in enumerate(numbers))
    return _full(_text(value.get("raw")) or _text(value.get("literal")))


def _full(words: str) -> str:
    words = words.strip()
    return words if _FULL_DATE.match(words) else ""


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _person(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    parts = (_text(value.get(name)) for name in ("given", "non-dropping-particle", "family"))
    return _text(value.get("literal")) or " ".join(filter(None, parts))


def _zotero(row: Mapping[str, Any]) -> Entry:
    authors = (
        " ".join(reversed(name.split(", ", 1))) for name in _text(row.get("author")).split("; ")
    )
    fields = known(
        title=_text(row.get("title")),
        published=_full(_text(row.get("date"))),
        outlet=_text(row.get("publication title")) or _text(row.get("publisher")),
        author=", ".join(filter(None, authors)),
    )
    url = address_of(_text(row.get("url")), "")
    return Entry(url, fields, language=_language(row.get("language")))

"""One row of a table or one JSON object as a `Raw`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from verbale.errors import EmptySource, LimitExceeded, SourceError
from verbale.model import Limits, Raw
from verbale.sources.lists.rows import entry_of_row
from verbale.sources.origin import Listed, Origin

FIELDS = ("id", "title", "url", "published", "outlet", "author", "dateline")
COLUMNS = ("text", *FIELDS, "date")
EXPECTED = 'expected an object with "text"'


def read_row(row: object, place: str, origin: Origin, limits: Limits) -> Raw | SourceError | Listed:
    """The `Raw` of one row, or the error that says what is wrong with it.

    A row of a list of references (Zotero, GDELT) is given as `Listed`.

    ``text`` is kept exactly as given. ``date`` stands in for a missing ``published``;
    other fields of the row are left alone.
    """
    if not isinstance(row, Mapping):
        return SourceError(place, f"found {_type(row)}, {EXPECTED}")
    entry = entry_of_row(row)
    if entry is not None:
        return Listed(place, entry, origin) if entry.url else EmptySource(place, "no address in it")
    text = row.get("text")
    if text is None:
        return SourceError(place, f'no "text", {EXPECTED}')
    if not isinstance(text, str):
        return SourceError(place, f'"text" is {_type(text)}, expected a string')
    if not text.strip():
        return EmptySource(place, '"text" is empty')
    if len(text) > limits.row_bytes:
        return LimitExceeded(place, f'"text" is longer than {limits.row_bytes:,} bytes')
    try:
        fields = _fields(row)
    except TypeError as error:
        return SourceError(place, str(error))
    url = fields.get("url") or origin.url
    return Raw(place, "row", text, origin.path, url, origin.retrieved, fields)


def _fields(row: Mapping[str, object]) -> dict[str, str]:
    found = {name: _string(name, row.get(name)) for name in FIELDS}
    if not found["published"]:
        found["published"] = _string("date", row.get("date"))
    return {name: value for name, value in found.items() if value}


def _string(name: str, value: object) -> str:
    """``value`` as a string, empty for None; raises `TypeError` for what is not one."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f'"{name}" is {_type(value)}, expected a string')


_NAMES: dict[type, str] = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "null",
}


def _type(value: object) -> str:
    return _NAMES.get(type(value), type(value).__name__)

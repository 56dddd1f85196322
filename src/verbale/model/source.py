"""Raw: an input as it was found, before it is a document; Limits: how much is read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

MEBIBYTE = 1024 * 1024
_NO_FIELDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Limits:
    """How large and how slow an input may be; what exceeds this is named and skipped.

    ``file_bytes`` bounds what is held in memory at once (a text, a PDF, a JSON
    array, the answer of an address); tables are streamed and have no such bound.
    ``page_bytes`` bounds one HTML page, ``row_bytes`` one line or row of a table,
    ``unpacked_bytes`` what a compressed file may unpack to, ``document_chars`` the
    text of one document in code points. ``seconds`` bounds the work on one
    document, ``address_seconds`` the whole exchange with one address.
    """

    file_bytes: int = 64 * MEBIBYTE
    page_bytes: int = 4 * MEBIBYTE
    row_bytes: int = 8 * MEBIBYTE
    unpacked_bytes: int = 4096 * MEBIBYTE
    document_chars: int = 400_000
    seconds: float = 60.0
    address_seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes or text, with where they came from.

    ``place`` names the input to people (``a/b.html``, ``feed.jsonl line 3``, an
    address, ``-``). ``media`` is ``text``, ``html``, ``pdf`` or ``row``; a row's
    ``data`` is its text, exactly as given. ``fields`` holds what the input says of
    itself: ``id``, ``title``, ``url``, ``published``, ``outlet``, ``author``,
    ``dateline`` of a row, ``charset`` as declared by a server. ``basis`` may be
    ``given`` where a caller vouches for ``published``. ``retrieved`` is an ISO 8601
    date-time, set for addresses.
    """

    place: str
    media: str
    data: bytes | str
    path: str | None = None
    url: str | None = None
    retrieved: str | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: _NO_FIELDS)

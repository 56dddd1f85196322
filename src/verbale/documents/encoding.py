"""Bytes as text, and repair of wrong encodings where that is certain."""

from __future__ import annotations

import codecs
import re

from verbale.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# As browsers do: pages that declare these are written in Windows-1252.
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I
)
_HIGH = re.compile(rb"[\x80-\xff]")
_MAX_CONTROLS = 0.01
_MAX_HIGH = 0.3


def decode(data: bytes, place: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of ``data`` and notes on how it was read.

    In this order: byte order mark, UTF-8 where the bytes are valid as that,
    ``declared``, Windows-1252 where few bytes are not ASCII, else what
    charset-normalizer finds. Raises `DocumentError` for binary content.
    """
    text, notes = _decoded(data, place, declared)
    if len(_CONTROLS.findall(text)) > _MAX_CONTROLS * len(text):
        raise DocumentError(place, "binary content, expected text")
    text, faults = usable(text)
    return text, notes + faults


def declared_charset(page: bytes) -> str | None:
    """The charset that an HTML page declares in its first 4,096 bytes."""
    found = _META.search(page[:4096])
    return found.group(1).decode("ascii") if found else None


def usable(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with NUL and lone surrogates replaced by U+FFFD, code point for code point."""
    fixed, count = _UNUSABLE.subn("\ufffd", text)
    return fixed, (f"{count} unusable code points replaced by U+FFFD",) if count else ()


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with mojibake undone, line by line, and a note where that changed it.

    Only lines that are wrongly decoded UTF-8 from end to end are touched;
    quotation marks, ligatures, widths, line breaks and composition stay.
    """
    if text.isascii():
        return text, ()
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        restore_byte_a0=False,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=False,
        fix_c1_controls=False,
        explain=False,
    )
    parts = text.splitlines(keepends=True)
    fixed = [part if part.isascii() else ftfy.fix_encoding(part, config) for part in parts]
    changed = sum(before != after for before, after in zip(parts, fixed, strict=True))
    return "".join(fixed), (f"wrong encoding repaired in {changed} lines",) if changed else ()


def _decoded(data: bytes, place: str, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), ()
    if b"\0" in data:
        raise DocumentError(place, "binary content (NUL bytes), expected text")
    plain = data.isascii() and b"\x1b" not in data
    text = None if declared and data.isascii() and not plain else _try(data, "utf-8")
    if text is None and declared:
        text = _try(data, _ALIASES.get(declared.lower(), declared))
    if text is not None:
        return text, ()
    return _guessed(data, place)


def _guessed(data: bytes, place: str) -> tuple[str, tuple[str, ...]]:
    if len(_HIGH.findall(data)) <= _MAX_HIGH * len(data):
        text = _try(data, "cp1252")
        if text is not None:
            return text, ("encoding not declared: read as Windows-1252",)
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 1 << 16]).best()
    text = _try(data, best.encoding) if best else None
    if best is None or text is None:
        raise DocumentError(place, "binary content or an unknown encoding, expected text")
    return text, (f"encoding not declared: read as {best.encoding}",)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None

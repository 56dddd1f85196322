"""Which reader an input needs: by its name, by what a server says, by how it begins."""

from __future__ import annotations

import codecs
import json
import re
import zlib
from pathlib import PurePosixPath
from urllib.parse import urlsplit

KINDS = ("text", "html", "pdf", "jsonl", "json", "csv", "tsv", "parquet", "warc")

_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".warc": "warc",
}
_BY_TYPE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/markdown": "text",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/json": "json",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/vnd.apache.parquet": "parquet",
    "application/warc": "warc",
}
# Types that servers give to files of every kind.
_VAGUE_TYPES = {"", "text/plain", "application/octet-stream", "binary/octet-stream"}
_PACKED_TYPES = {"application/gzip", "application/x-gzip"}
_MAGIC = {b"%PDF-": "pdf", b"PAR1": "parquet", b"\x1f\x8b": "gzip", b"WARC/": "warc"}
_UNICODE_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|\?xml)\b", re.I | re.S)
_OBJECT_START = re.compile(rb'\s*\{\s*(?:"|\})')
_ARRAY_START = re.compile(rb"\s*\[\s*(?:\{|\])")


def by_name(name: str) -> tuple[str | None, bool]:
    """The kind that a file name's ending stands for (or None), and whether it is gzipped.

    WARC archives are packed record by record; their reader unpacks them itself.
    """
    path = PurePosixPath(name.lower())
    packed = path.suffix == ".gz"
    if packed:
        path = path.with_suffix("")
    kind = _BY_SUFFIX.get(path.suffix)
    return kind, packed and kind != "warc"


def by_type(content_type: str, url: str) -> tuple[str | None, bool]:
    """The kind for a server's content type, with the address's ending where that is vague.

    ``(None, …)`` for vague types, to be told from the content; raises `LookupError` for
    types that verbale has no reader for.
    """
    name = content_type.split(";")[0].strip().lower()
    kind, packed = by_name(urlsplit(url).path)
    if name in _BY_TYPE:
        return _BY_TYPE[name], False
    if name in _PACKED_TYPES:
        return kind, True
    if name in _VAGUE_TYPES:
        return kind, packed and name != "text/plain"
    raise LookupError(name)


def by_content(head: bytes) -> str | None:
    """The kind that the first bytes look like; ``gzip`` for packed data, None for binaries.

    ``jsonl`` where the first line is a JSON object, ``json`` where an object or array
    goes on over several lines.
    """
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    if head.startswith(_UNICODE_MARKS[1:]):
        return "text"
    if b"\0" in head:
        return None
    body = head.removeprefix(codecs.BOM_UTF8)
    if _HTML.match(body):
        return "html"
    if _ARRAY_START.match(body):
        return "json"
    if _OBJECT_START.match(body):
        return _object_kind(body)
    return "text"


def is_packed_archive(head: bytes) -> bool:
    """Whether packed bytes begin a WARC record."""
    try:
        return zlib.decompressobj(31).decompress(head, 8).startswith(b"WARC/")
    except zlib.error:
        return False


def is_lines(head: bytes) -> bool:
    """Whether several objects stand in a file, one a line, though it is named ``.json``."""
    first, _, rest = head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    if not first.startswith(b"{") or not rest.strip():
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def _object_kind(body: bytes) -> str:
    first, newline, _ = body.lstrip().partition(b"\n")
    if not newline:
        return "jsonl"
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        # One object that is laid out over several lines opens with little on its first line.
        return "json" if len(first.strip()) < 3 or first.rstrip().endswith(b",") else "jsonl"
    return "jsonl"

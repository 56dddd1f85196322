"""Sources: files, folders, globs, standard input and addresses as `Raw` inputs.

One reader a kind of input; what cannot be read comes out as an error value that
names place and cause, and reading goes on with the next input.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from verbale.errors import EmptySource, Forbidden, SourceError, UnsupportedSource
from verbale.model import Limits, Raw
from verbale.sources.courtesy import Courtesy
from verbale.sources.jsonl import read_json, read_jsonl
from verbale.sources.kinds import by_content, by_name, is_lines, is_packed_archive
from verbale.sources.lists.rows import is_english
from verbale.sources.origin import Listed, Origin, Read, Reader, Rows
from verbale.sources.parquet import read_parquet
from verbale.sources.places import paths
from verbale.sources.stream import buffered, unpack
from verbale.sources.table import read_csv, read_tsv
from verbale.sources.warc import read_warc
from verbale.sources.web import answer_of, fetch, is_address, is_inside
from verbale.sources.whole import read_html, read_pdf, read_text

__all__ = ["open_sources"]

READERS: dict[str, Reader] = {
    "text": read_text,
    "html": read_html,
    "pdf": read_pdf,
    "jsonl": read_jsonl,
    "json": read_json,
    "csv": read_csv,
    "tsv": read_tsv,
    "parquet": read_parquet,
    "warc": read_warc,
}
_HEAD = 4096
PACKED = b"\x1f\x8b"
_KNOWN = "txt, md, html, pdf, jsonl, json, csv, tsv, parquet, warc (each also .gz)"


def open_sources(what: Sequence[str], limits: Limits | None = None) -> Iterator[Raw | SourceError]:
    """Read everything that ``what`` names, lazily and in that order.

    Each item is a path, a folder, a glob, ``-`` for standard input or an http(s)
    address. An input that cannot be read is yielded as a `SourceError`; the others
    go on. The articles that a list of references names are fetched, each once.
    """
    limits = limits or Limits()
    courtesy = Courtesy(limits)
    asked: set[str] = set()
    for item in what:
        for found in _guarded(_one(item, limits), item):
            if not isinstance(found, Listed):
                yield found
            elif is_english(found.entry) and found.entry.url not in asked:
                asked.add(found.entry.url)
                yield from _pages(_guarded(_listed(found, courtesy), found.entry.url))


def _listed(listed: Listed, courtesy: Courtesy) -> Rows:
    """The page of a row that names one, asked for as the manners of lists demand."""
    url, known = listed.entry.url, listed.entry.fields
    source = listed.origin.url
    if source and is_inside(url) and not is_inside(source):
        raise Forbidden(url, f"inside a private network, named by {source}")
    answer = answer_of(courtesy.ask(url), courtesy.limits)
    stream = buffered(cast("BinaryIO", io.BytesIO(answer.data)))
    origin = replace(answer.origin, fields={**known, **answer.origin.fields})
    yield from _read(stream, origin, answer.kind, answer.packed, courtesy.limits)


def _pages(read: Rows) -> Read:
    """What a page holds; a list that a list names is not followed."""
    for found in read:
        if isinstance(found, Listed):
            yield SourceError(found.place, "a list within a list, expected an article")
        else:
            yield found


def _one(item: str, limits: Limits) -> Rows:
    if item == "-":
        yield from _read(buffered(sys.stdin.buffer), Origin("-"), None, False, limits)
    elif is_address(item):
        answer = fetch(item, limits)
        stream = buffered(cast("BinaryIO", io.BytesIO(answer.data)))
        yield from _read(stream, answer.origin, answer.kind, answer.packed, limits)
    else:
        for path in paths(item):
            if isinstance(path, SourceError):
                yield path
            else:
                yield from _guarded(_file(path, limits), str(path))


def _guarded(read: Rows, place: str) -> Rows:
    """Whatever ends ``read`` early, as its last value."""
    try:
        yield from read
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(place, error.strerror or str(error))
    except MemoryError:
        yield SourceError(place, "too large for the memory of this machine")


def _file(path: Path, limits: Limits) -> Rows:
    _check_kind_of_file(path)
    kind, packed = by_name(path.name)
    place = os.fspath(path)
    with path.open("rb") as stream:
        yield from _read(stream, Origin(place, place), kind, packed, limits)


def _check_kind_of_file(path: Path) -> None:
    """Raise for what is no file; pipes may be named, as shells do for ``<(command)``."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)):
        raise UnsupportedSource(str(path), "not a file")
    if stat.S_ISREG(mode) and path.stat().st_size == 0:
        raise EmptySource(str(path), "empty: nothing to read")


def _read(
    stream: io.BufferedReader, origin: Origin, kind: str | None, packed: bool, limits: Limits
) -> Rows:
    """Choose the reader by ``kind``, by the content where that is not known."""
    packed = packed or (kind is None and stream.peek(2)[:2] == PACKED)
    if packed and is_packed_archive(stream.peek(_HEAD)):
        kind = "warc"  # its reader unpacks it, record by record
    elif packed:
        stream = unpack(cast("BinaryIO", stream), origin.place, limits)
    head = stream.peek(_HEAD)
    if not head:
        raise EmptySource(origin.place, "empty: nothing to read")
    kind = kind or by_content(head)
    if kind == "json" and is_lines(head):
        kind = "jsonl"
    if kind is None or kind not in READERS:
        raise UnsupportedSource(
            origin.place, f"binary content of an unknown kind, expected {_KNOWN}"
        )
    yield from READERS[kind](cast("BinaryIO", stream), origin, limits)

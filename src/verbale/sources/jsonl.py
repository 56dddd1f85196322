"""Readers of JSON: JSON Lines, and a file that is one object or one array of them."""

from __future__ import annotations

import json
from typing import BinaryIO

from verbale.errors import EmptySource, LimitExceeded, SourceError
from verbale.model import Limits, Raw
from verbale.sources.origin import Listed, Origin, Rows
from verbale.sources.row import EXPECTED, read_row
from verbale.sources.stream import Line, as_utf8, buffered, lines, read_whole


def read_jsonl(stream: BinaryIO, origin: Origin, limits: Limits) -> Rows:
    """One document a line; a line that cannot be read is named, the others go on."""
    empty = True
    for line in lines(stream, limits.row_bytes):
        if line.data is not None and not line.data.strip():
            continue
        empty = False
        yield _read_line(line, origin, limits)
    if empty:
        yield EmptySource(origin.place, "empty: no line to read")


def read_json(stream: BinaryIO, origin: Origin, limits: Limits) -> Rows:
    """One object, or an array of them."""
    reader = as_utf8(buffered(stream))
    data = read_whole(reader, origin.place, limits.file_bytes)
    value = _parse(data, origin.place)
    if isinstance(value, SourceError):
        yield value
    elif not isinstance(value, list):
        yield read_row(value, origin.place, origin, limits)
    elif not value:
        yield EmptySource(origin.place, "an array without rows")
    else:
        for number, row in enumerate(value, 1):
            yield read_row(row, f"{origin.place} row {number}", origin, limits)


def _read_line(line: Line, origin: Origin, limits: Limits) -> Raw | SourceError | Listed:
    place = f"{origin.place} line {line.number}"
    if line.data is None:
        return LimitExceeded(
            place, f"{line.size:,} bytes long, over the limit of {limits.row_bytes:,}"
        )
    value = _parse(line.data, place)
    return value if isinstance(value, SourceError) else read_row(value, place, origin, limits)


def _parse(data: bytes, place: str) -> object:
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        cause = f"not UTF-8 (byte 0x{data[error.start]:02x} at {error.start + 1})"
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}" if b"\n" in data.strip() else ""
        cause = f"{error.msg} at {where or f'column {error.colno}'}"
    except RecursionError:
        cause = "nested too deeply"
    except ValueError as error:
        cause = str(error)
    return SourceError(place, f"not valid JSON: {cause}; {EXPECTED}")

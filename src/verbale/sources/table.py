"""Reader of CSV and TSV: one document a row, columns named in the first line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from verbale.errors import EmptySource, LimitExceeded, SourceError
from verbale.model import Limits, Raw
from verbale.sources.lists.rows import is_listed
from verbale.sources.origin import Listed, Origin, Rows
from verbale.sources.row import COLUMNS, read_row
from verbale.sources.stream import lines


def read_csv(stream: BinaryIO, origin: Origin, limits: Limits) -> Rows:
    """Comma-separated rows; a semicolon is taken where only that one stands in the header."""
    return _read(stream, origin, limits, ",")


def read_tsv(stream: BinaryIO, origin: Origin, limits: Limits) -> Rows:
    """Tab-separated rows."""
    return _read(stream, origin, limits, "\t")


class _Lines(Iterator[str]):
    """Lines as text. One that cannot be given raises its error; the next call goes on."""

    def __init__(self, stream: BinaryIO, origin: Origin, limits: Limits) -> None:
        self._lines = lines(stream, limits.row_bytes)
        self._origin = origin
        self._limit = limits.row_bytes
        self.number = 0
        self.last = ""

    def __next__(self) -> str:
        line = next(self._lines)
        self.number = line.number
        self.last = ""
        if line.data is None:
            cause = f"{line.size:,} bytes long, over the limit of {self._limit:,}"
            raise LimitExceeded(self.place, cause)
        self.last = _decode(line.data, self.place)
        return self.last

    @property
    def place(self) -> str:
        """The line last read, named."""
        return f"{self._origin.place} line {self.number}"

    def close_quote(self) -> None:
        """Pass over lines up to the one that closes an open quotation mark."""
        while self.last.count('"') % 2 == 0:
            try:
                next(self)
            except SourceError:
                continue
            except StopIteration:
                return


def _decode(data: bytes, place: str) -> str:
    """UTF-8, else Windows-1252, in which spreadsheets write tables."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise SourceError(place, "neither UTF-8 nor Windows-1252 text") from error


def _read(stream: BinaryIO, origin: Origin, limits: Limits, delimiter: str) -> Rows:
    # The bound on a field is one for the whole process; its default of 128 KiB is
    # smaller than many an article.
    csv.field_size_limit(limits.row_bytes)
    source = _Lines(stream, origin, limits)
    header = next(source, None)
    if header is None:
        yield EmptySource(origin.place, "empty: no line to read")
        return
    if delimiter == "," and "," not in header and ";" in header:
        delimiter = ";"
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
    if "text" not in names and not is_listed(names):
        yield SourceError(origin.place, _no_text(names))
        return
    yield from _rows(source, names, origin, limits, delimiter)


def _no_text(names: list[str]) -> str:
    found = ", ".join(repr(name[:30]) for name in names[:12] if name) or "none"
    return f"no column 'text': found {found}; expected 'text' and any of {', '.join(COLUMNS[1:])}"


def _rows(source: _Lines, names: list[str], origin: Origin, limits: Limits, delimiter: str) -> Rows:
    reader = csv.reader(source, delimiter=delimiter)
    empty = True
    while True:
        first = source.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except SourceError as error:
            empty = False
            yield error
            continue
        except csv.Error as error:
            empty = False
            yield _unreadable(error, f"{origin.place} line {first}", source)
            continue
        if cells:
            empty = False
            yield _row(cells, names, f"{origin.place} line {first}", origin, limits)
    if empty:
        yield EmptySource(origin.place, "a header without rows")


def _unreadable(error: csv.Error, place: str, source: _Lines) -> SourceError:
    """The error of a row; a field over the limit is passed over to its closing quote."""
    if "field limit" not in str(error):
        return SourceError(place, f"not a readable row: {error}")
    source.close_quote()
    return LimitExceeded(place, f"{error} bytes")


def _row(
    cells: list[str], names: list[str], place: str, origin: Origin, limits: Limits
) -> Raw | SourceError | Listed:
    if len(cells) > len(names):
        return SourceError(place, f"{len(cells)} cells, expected {len(names)} as in the header")
    return read_row(dict(zip(names, cells, strict=False)), place, origin, limits)

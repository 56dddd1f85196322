"""Reader of Parquet: one document a row, read in batches."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from verbale.errors import EmptySource, SourceError
from verbale.model import Limits
from verbale.sources.origin import Origin, Rows
from verbale.sources.row import COLUMNS, read_row

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 64
_IN_MEMORY = 64 * 1024 * 1024


def read_parquet(stream: BinaryIO, origin: Origin, limits: Limits) -> Rows:
    """The rows of a Parquet file; only the columns that verbale knows are read."""
    import pyarrow as pa

    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        seekable: IO[bytes] = stream
        if not (isinstance(stream, io.BufferedReader) and stream.seekable()):
            shutil.copyfileobj(stream, spool)
            spool.seek(0)
            seekable = spool
        try:
            yield from _rows(seekable, origin, limits)
        except (pa.ArrowException, OSError, ValueError) as error:
            first = str(error).strip().split("\n")[0]
            raise SourceError(origin.place, f"not a readable Parquet file: {first}") from error


def _rows(stream: IO[bytes], origin: Origin, limits: Limits) -> Rows:
    number = 0
    for batch in _batches(stream, origin):
        for row in batch.to_pylist():
            number += 1
            yield read_row(row, f"{origin.place} row {number}", origin, limits)
    if not number:
        yield EmptySource(origin.place, "a table without rows")


def _batches(stream: IO[bytes], origin: Origin) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    table: Any = pq.ParquetFile(stream)
    names: list[str] = list(table.schema_arrow.names)
    if "text" not in names:
        found = ", ".join(repr(name[:30]) for name in names[:12]) or "none"
        raise SourceError(
            origin.place,
            f"no column 'text': found {found}; expected 'text' and any of {', '.join(COLUMNS[1:])}",
        )
    yield from table.iter_batches(
        batch_size=_BATCH, columns=[name for name in COLUMNS if name in names]
    )

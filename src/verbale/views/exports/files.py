"""Tables written as text, Parquet and Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.views.exports.form import Cell, Column, Row, Table

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 5_000
"""Rows that are held at a time."""

_ROWS_OF_A_SHEET = 1_048_575
"""What one sheet of Excel holds, beside the line of names."""


def as_text(table: Table, rows: Iterable[Row], delimiter: str | None = None) -> Iterator[str]:
    """A line of column names, then the rows; breaks of line inside cells become blanks."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter or table.delimiter, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    for number, row in enumerate(rows, 1):
        writer.writerow(_one_line(row.get(column.name)) for column in table.columns)
        if number % _BATCH == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _one_line(cell: Cell) -> Cell:
    return " ".join(cell.split()) if isinstance(cell, str) else cell


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def write_parquet(table: Table, rows: Iterable[Row], path: Path) -> None:
    """Write a Parquet file with typed columns; what a column holds stands in its metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([_field(column) for column in table.columns])
    with pq.ParquetWriter(path, schema) as writer:
        batch: list[dict[str, Any]] = []
        for row in rows:
            batch.append(dict(row))
            if len(batch) == _BATCH:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema))


def _field(column: Column) -> pa.Field:
    import pyarrow as pa

    types = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    return pa.field(column.name, types[column.type], metadata={"meaning": column.meaning})


def write_xlsx(table: Table, rows: Iterable[Row], path: Path) -> None:
    """Write an Excel workbook: the rows, and the codebook on a sheet of its own.

    Words are never read as formulas. Rows beyond what a sheet holds go on in the next.
    """
    import xlsxwriter

    safe = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(str(path), safe) as book:
        bold = book.add_format({"bold": True})
        names = [column.name for column in table.columns]
        sheet = None
        for number, row in enumerate(rows):
            at = number % _ROWS_OF_A_SHEET
            if sheet is None or at == 0:
                sheet = _sheet(book, f"{table.name} {number // _ROWS_OF_A_SHEET + 1}", names, bold)
            for place, name in enumerate(names):
                if (cell := row.get(name)) not in (None, ""):
                    sheet.write(at + 1, place, cell)
        if sheet is None:
            _sheet(book, f"{table.name} 1", names, bold)
        code = _sheet(book, "codebook", ["column", "meaning"], bold)
        for at, column in enumerate(table.columns, 1):
            code.write_row(at, 0, [column.name, column.meaning])


def _sheet(book: Any, name: str, columns: list[str], bold: Any) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns, bold)
    return sheet

"""CAMEO event codes beside PLOVER, both ways.

The pairs of codes stand in ``data/plover/cameo.tsv``; where they come from is told in
``data/SOURCES.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file

from verbale.errors import DataError
from verbale.matcher.loading import data_folder
from verbale.matcher.tables import Row, read_table

COLUMNS = ("code", "gloss", "type", "mode", "context", "best", "table")


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code and what it is in PLOVER; ``event_type`` is None where PLOVER has nothing.

    ``best`` are the PLOVER codes for which this is the best CAMEO code (``TYPE``,
    ``TYPE-mode``, either with ``+context``; ``AGREE/TYPE``: that type still to come).
    ``table`` is what the conversion table of 2021 has, where this differs from it.
    """

    code: str
    gloss: str
    event_type: str | None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    best: tuple[str, ...] = ()
    table: str = ""


def _code(row: Row) -> CameoCode:
    code = row.text("code")
    if not (code.isascii() and code.isdigit() and len(code) in (3, 4)):
        row.fault(f"code {code!r}: expected three or four digits")
    return CameoCode(
        code,
        row.text("gloss"),
        row.maybe("type"),
        row.many("mode"),
        row.many("context"),
        row.many("best"),
        row.text("table"),
    )


def _load() -> dict[str, CameoCode]:
    faults: list[str] = []
    codes: dict[str, CameoCode] = {}
    with as_file(data_folder() / "plover" / "cameo.tsv") as path:
        for row in read_table(path, COLUMNS, faults):
            made = _code(row)
            if made.code in codes:
                row.fault(f"the code {made.code} stands twice")
            codes[made.code] = made
    if faults:
        raise DataError(faults)
    return codes


CODES: Mapping[str, CameoCode] = _load()
"""All CAMEO event codes."""

_BEST: Mapping[str, str] = {key: code.code for code in CODES.values() for key in code.best}


def plover_of(code: str) -> CameoCode | None:
    """What a CAMEO code is in PLOVER; None where it is unknown or PLOVER codes no such thing.

    A root of two digits ("04") stands for the code with a zero behind it.
    """
    known = CODES.get(f"{code}0" if len(code) == 2 else code)
    return known if known is not None and known.event_type else None


def cameo_of(
    event_type: str,
    modes: tuple[str, ...] = (),
    contexts: tuple[str, ...] = (),
    planned: str | None = None,
) -> str | None:
    """The best CAMEO code for a PLOVER type with its modes and contexts; None for another type.

    Of several modes the first that has a code counts. ``planned`` is the type of what is agreed
    on: AGREE of a CONSULT still to come has a code of its own.
    """
    heads = [f"{event_type}-{mode}" for mode in modes]
    heads += [f"{event_type}/{planned}"] if planned else []
    for head in [*heads, event_type]:
        for key in [*(f"{head}+{context}" for context in contexts), head]:
            if key in _BEST:
                return _BEST[key]
    return None

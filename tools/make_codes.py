"""Write ``src/verbale/data/actors/codes.tsv``: what lists of states call every state, and when.

Usage: ``python tools/make_codes.py REFERENCE > src/verbale/data/actors/codes.tsv``, where
REFERENCE is a folder with ``countries/country-codes.csv`` (ISO codes), ``cow_states.csv`` and
``gw_states.csv`` (numbers and days of membership in the state system, from 1945 on).
The lists end in 2016 and 2017; no state has left or joined since.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
STATES = HERE.parent / "src" / "verbale" / "data" / "actors" / "states.tsv"
BEGIN = "1945-01-01"
COW_END, GW_END = "2016-12-31", "2017-12-31"

FORMER = {
    "SUN": ("SU", "810", "SUHH", "RUS"),
    "YUG": ("YU", "891", "YUCS", "SRB"),
    "SCG": ("CS", "891", "CSXX", "SRB"),
    "CSK": ("CS", "200", "CSHH", "CZE"),
    "DDR": ("DD", "278", "DDDE", "DEU"),
    "YMD": ("YD", "720", "YDYE", "YEM"),
    "RVN": ("", "", "", "VNM"),
    "ZAN": ("", "", "", "TZA"),
    "TBT": ("", "", "", "CHN"),
}
"""Codes once used: ISO alpha-2, numeric, ISO 3166-3; and the state that events are given to."""

RENAMED = {
    "BFA": "HVBF",
    "BEN": "DYBJ",
    "BLR": "BYAA",
    "COD": "ZRCD",
    "DJI": "AIDJ",
    "MMR": "BUMM",
    "TLS": "TPTL",
    "VNM": "VDVN",
    "VUT": "NHVU",
    "ZWE": "RHZW",
}
"""ISO 3166-3 of a code given up when a state took another name."""

ABBREVIATIONS = {
    "GFR": "DEU",
    "GMY": "DEU",
    "GDR": "DDR",
    "CZE": "CSK",
    "CZR": "CZE",
    "ZAN": "ZAN",
    "YAR": "YEM",
    "YPR": "YMD",
    "RVN": "RVN",
    "DRV": "VNM",
    "TAW": "TWN",
    "SER": "SRB",
    "RUM": "ROU",
    "FJI": "FJI",
    "KOS": "XKX",
    "TBT": "TBT",
}
"""Abbreviations of COW and GW that ``cow_codes.tsv`` lacks, or that meant another state."""

Spell = tuple[int, str, str, str]
"""Number, first day, last day (empty: none), abbreviation."""


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table with commas."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def abbreviations() -> dict[str, str]:
    """Abbreviation of COW and GW → alpha-3."""
    lines = (HERE / "cow_codes.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {pair[0]: pair[1].strip() for pair in pairs} | ABBREVIATIONS


def cow(folder: Path) -> Iterator[Spell]:
    """Membership in the state system as Correlates of War has it."""
    for row in rows(folder / "cow_states.csv"):
        start = day(row["styear"], row["stmonth"], row["stday"])
        end = day(row["endyear"], row["endmonth"], row["endday"])
        yield int(float(row["ccode"])), start, "" if end == COW_END else end, row["stateabb"]


def gw(folder: Path) -> Iterator[Spell]:
    """The same as Gleditsch and Ward have it."""
    for row in rows(folder / "gw_states.csv"):
        end = "" if row["enddate"] == GW_END else row["enddate"]
        yield int(float(row["gwcode"])), row["startdate"], end, row["stateabb"]


def day(year: str, month: str, number: str) -> str:
    """An ISO date of three numbers written as floats."""
    return f"{int(float(year))}-{int(float(month)):02}-{int(float(number)):02}"


def by_state(spells: Iterator[Spell]) -> dict[str, list[Spell]]:
    """The spells since 1945 under the code of the state they belong to."""
    known = abbreviations()
    found: dict[str, list[Spell]] = {}
    for number, start, end, name in spells:
        code = known.get(name)
        if code is None or (end and end < BEGIN):
            continue
        for part, first, last in divided(code, start, end):
            found.setdefault(part, []).append((number, first, last, name))
    return found


def divided(code: str, start: str, end: str) -> Iterator[tuple[str, str, str]]:
    """A spell of Russia or Yugoslavia, cut where the state became another one."""
    if code == "RUS":
        yield "SUN", "1922-12-30", "1991-12-25"
        yield "RUS", "1991-12-26", end
    elif code in ("YUG", "SRB") and start < "2003":
        yield "YUG", start, "2003-02-03"
        yield "SCG", "2003-02-04", "2006-06-04"
        if not end:
            yield "SRB", "2006-06-05", end
    else:
        yield code, start, end


def numbered(spells: list[Spell]) -> str:
    """The cell of a state's numbers: ``260 (1955-05-05/1990-10-02)``."""
    return ";".join(f"{number} ({start}/{end})" for number, start, end, _ in spells)


def main() -> None:
    """Write the table to standard output."""
    folder = Path(sys.argv[1])
    iso = {row["ISO3166-1-Alpha-3"]: row for row in rows(folder / "countries/country-codes.csv")}
    of_cow, of_gw = by_state(cow(folder)), by_state(gw(folder))
    print("code", "iso2", "numeric", "former", "cow_name", "cow", "gw", "successor", sep="\t")
    for line in STATES.read_text(encoding="utf-8").splitlines()[1:]:
        code = line.split("\t")[0]
        if not code or code.startswith("#"):
            continue
        iso2, numeric, former, successor = FORMER.get(code, ("", "", RENAMED.get(code, ""), ""))
        if code in iso:
            iso2 = iso[code]["ISO3166-1-Alpha-2"]
            numeric = iso[code]["ISO3166-1-numeric"].zfill(3)
        spells = sorted(of_cow.get(code, []), key=lambda spell: spell[1])
        name = spells[-1][3] if spells else ""
        cells = (numbered(spells), numbered(of_gw.get(code, [])))
        print(code, iso2 or ("XK" if code == "XKX" else ""), numeric, former, name, *cells,
              successor, sep="\t")  # fmt: skip


if __name__ == "__main__":
    main()

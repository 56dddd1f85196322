"""Write ``data/actors/leaders.tsv`` from REIGN, the Factbook and the US executive list.

    python tools/make_persons.py REFERENCE [OUTPUT]

REFERENCE is a folder with ``leaderlist_3_21.csv`` (REIGN, MIT), ``factbook/government.csv``
(public domain) and ``us_congress/executive.yaml`` (CC0). Terms that ended before 1985 are
left out, and so are the terms of persons in ``persons.tsv``, which is written by hand and
has the full names. REIGN gives months for ends: a term ends with the month, or on the day
before the next leader came in where that is in the same month.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "verbale" / "data" / "actors"
SINCE = 1985
LAST = "2021-03"
"""The last month that REIGN covers."""
HEADER = ["id", "name", "names", "surname", "gender", "country", "office", "of", "from", "to"]
RANKS = re.compile(r"^(?:(?:Sr\.|Gen\.|Col\.|Capt\.|Lt\.|Sir|Dr\.|Ratu|Brig\.)\s+)+")
TITLES = (
    *(("Prime Minister", "prime minister"), ("Premier", "prime minister")),
    *(("President", "president"), ("Chancellor", "chancellor"), ("King", "monarch")),
    *(("Emperor", "monarch"), ("Amir", "monarch"), ("Sultan", "monarch")),
    *(("Grand Duke", "monarch"), ("Chief Executive", "chief executive"), ("Pope", "pope")),
)


@dataclass(frozen=True)
class Term:
    """One row to write; ``start`` and ``end`` as in the table."""

    name: str
    surname: str
    gender: str
    country: str
    office: str
    start: str
    end: str


def key(text: str) -> str:
    """Letters alone, lower case, without accents."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return re.sub(r"[^a-z]+", "-", bare.lower()).strip("-")


def read_lines(path: Path) -> list[list[str]]:
    """The cells of a table, comments left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def decoded(path: Path) -> list[str]:
    """Lines in UTF-8, single ones in Windows-1252."""
    lines = []
    for line in path.read_bytes().splitlines():
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252"))
    return lines


def offices() -> dict[str, tuple[str, int]]:
    """The leader's office by country, and from which year on."""
    found = {}
    for office, codes in read_lines(HERE / "leader_offices.tsv"):
        for entry in codes.split():
            code, _, year = entry.partition(":")
            found[code] = (office, int(year or 0))
    return found


def reign(folder: Path) -> Iterator[Term]:
    """Leaders to March 2021."""
    codes = {row[0]: row[1] for row in read_lines(HERE / "cow_codes.tsv")}
    office = offices()
    rows = list(csv.DictReader(decoded(folder / "leaderlist_3_21.csv")))
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if row["stateabb"] not in codes or int(row["eyear"] or SINCE) < SINCE:
            continue
        country = codes[row["stateabb"]]
        start = f"{int(row['syear']):04}-{int(row['smonth']):02}-{int(row['sdate']):02}"
        name = row["leader"].strip().strip("'")
        gender = {"1": "he", "0": "she"}.get(row["gender"], "")
        role, year = office.get(country, ("leader", 0))
        role = role if int(row["syear"]) >= year else "leader"
        end = end_of(row, following)
        yield Term(name, name.split()[-1], gender, country, role, start, end)


def end_of(row: dict[str, str], following: dict[str, str] | None) -> str:
    """The end of a REIGN term: the day before the next leader's first in the same month."""
    if not row["eyear"]:
        return LAST
    year, month = int(row["eyear"]), int(row["emonth"])
    if following and following["stateabb"] == row["stateabb"]:
        begin = date(int(following["syear"]), int(following["smonth"]), int(following["sdate"]))
        if (begin.year, begin.month) == (year, month):
            return (begin - timedelta(days=1)).isoformat()
    return f"{year:04}-{month:02}"


def factbook(folder: Path) -> Iterator[Term]:
    """Chiefs of state and government as of February 2026."""
    iso = {}
    with (folder / "countries" / "country-codes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            iso[row["FIPS"].lower()] = row["ISO3166-1-Alpha-3"]
    iso |= {"ri": "SRB", "kv": "XKX"}
    known = {row[0] for row in read_lines(DATA / "states.tsv")[1:] if row[1] != "territory"}
    with (folder / "factbook" / "government.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if iso.get(row["code"]) in known:
                for cell in {row["chief_of_state"], row["head_of_government"]}:
                    yield from factbook_term(cell, iso[row["code"]])


def factbook_term(cell: str, country: str) -> Iterator[Term]:
    """The office, name and start in a cell such as "President Luis ABINADER (since 16 …)"."""
    found = re.match(r"([^()]+?) \(since (\d+ \w+ \d{4})", cell)
    title = next(((t, o) for t, o in TITLES if cell.startswith(t + " ")), None)
    if not found or not title or " and " in found[1] or "," in found[1] or " of " in found[1]:
        return
    if country != "GBR" and "CHARLES III" in found[1]:
        return
    name = RANKS.sub("", found[1][len(title[0]) :].strip())
    name = re.sub(r'"[^"]*" ?', "", name)
    family = [word for word in name.split() if word.isupper() and len(word) > 1]
    if not family or len(name.split()) > 5:
        return
    written = " ".join(
        word.title() if word in family and not roman(word) else word for word in name.split()
    )
    surname = " ".join(word if roman(word) else word.title() for word in family)
    yield Term(written, surname, "", country, title[1], day(found[2]), "")


def roman(word: str) -> bool:
    """Whether a word is a Roman numeral."""
    return not set(word) - set("IVX")


def day(text: str) -> str:
    """A date such as "16 August 2020" in ISO 8601."""
    months = "January February March April May June July August September October November December"
    number, month, year = text.split()
    at = [each[:3] for each in months.split()].index(month[:3]) + 1
    return f"{year}-{at:02}-{int(number):02}"


def executive(folder: Path) -> Iterator[Term]:
    """Presidents and vice-presidents of the United States."""
    path = folder / "us_congress" / "executive.yaml"
    for person in yaml.safe_load(path.read_text(encoding="utf-8")):
        name = f"{person['name']['first']} {person['name']['last']}"
        gender = {"M": "he", "F": "she"}[person["bio"]["gender"]]
        for term in person["terms"]:
            if term["end"] >= str(SINCE):
                office = "president" if term["type"] == "prez" else "vice president"
                yield Term(
                    name, person["name"]["last"], gender, "USA", office, term["start"], term["end"]
                )


def by_hand() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Spans of the terms in persons.tsv, by country and surname."""
    known: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in read_lines(DATA / "persons.tsv")[1:]:
        cells = row + [""] * (len(HEADER) - len(row))
        names = [cells[1], *cells[2].split(";"), *cells[3].split(";")]
        for word in {key(part) for name in names for part in (name, *name.split()) if part}:
            known.setdefault((cells[5], word), []).append((cells[8] or "9", cells[9] or "9"))
    return known


def new(term: Term, known: dict[tuple[str, str], list[tuple[str, str]]]) -> bool:
    """Whether no person of that country and surname in persons.tsv held office then."""
    words = {key(term.surname), key(term.name), *(key(word) for word in term.name.split())}
    spans = [span for word in words for span in known.get((term.country, word), [])]
    return not any(start < (term.end or "9") and term.start < end for start, end in spans)


def merged(terms: list[Term]) -> list[Term]:
    """Terms of the Factbook left out where REIGN has the same person then in office."""
    kept: list[Term] = []
    ongoing: dict[tuple[str, str], int] = {}
    for term in terms:
        at = ongoing.get((term.country, key(term.surname)))
        if not term.end and at is not None:
            old = kept[at]
            kept[at] = Term(
                term.name,
                f"{old.surname};{term.surname}",
                old.gender,
                old.country,
                term.office,
                old.start,
                "",
            )
            continue
        if term.end == LAST:
            ongoing[term.country, key(term.surname)] = len(kept)
        kept.append(term)
    return kept


def ids_by_hand() -> dict[str, tuple[str, str]]:
    """Id and country of the persons in persons.tsv, by full name (two words or more)."""
    found = {}
    for row in read_lines(DATA / "persons.tsv")[1:]:
        cells = row + [""] * (len(HEADER) - len(row))
        for name in (cells[1], *cells[2].split(";")):
            if " " in name:
                found[key(name)] = (cells[0], cells[5])
    return found


def row_of(term: Term, ids: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    """The cells of a term; a person of persons.tsv keeps the id given there."""
    new_id = f"person:{term.country.lower()}-{key(term.name)}"
    id_, country = ids.get(key(term.name), (new_id, term.country))
    surnames = ";".join(dict.fromkeys(term.surname.split(";")))
    cells = (term.name, "", surnames, term.gender, term.country, term.office, "")
    return (id_ if country == term.country else "", *cells, term.start, term.end)


def main() -> None:
    """Write the table."""
    folder = Path(sys.argv[1])
    output = Path(sys.argv[2]) if len(sys.argv) > 2 else DATA / "leaders.tsv"
    known = by_hand()
    terms = merged([*executive(folder), *reign(folder), *factbook(folder)])
    ids = ids_by_hand()
    rows = {row_of(term, ids) for term in terms if new(term, known)}
    ordered = sorted((row for row in rows if row[0]), key=lambda row: (row[5], row[8], row[0]))
    lines = "\n".join("\t".join(row) for row in [tuple(HEADER), *ordered])
    output.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Write ``data/actors/legislators.tsv``: members of the United States Congress in office.

    python tools/make_legislators.py REFERENCE [OUTPUT]

REFERENCE is a folder with ``us_congress/legislators-current.yaml`` of
unitedstates/congress-legislators (CC0). All terms of who sits now are taken, as far back as
they go; terms in the same house that follow on each other are one. Members who have left are
in ``officers.tsv``, which is written by hand. A person of the other tables keeps its id, and an
office that stands there is left out here.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent.parent / "src" / "verbale" / "data" / "actors"
HEADER = ["id", "name", "names", "surname", "gender", "country", "office", "of", "from", "to"]
ROLES = {"sen": "senator", "rep": "representative in congress"}
OTHERS = ("persons.tsv", "leaders.tsv", "officers.tsv")


def slug(name: str) -> str:
    """A name as it stands in an id: ASCII letters, joined by hyphens."""
    decomposed = unicodedata.normalize("NFD", name.replace("’", "").replace("'", ""))
    bare = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return "-".join(bare.lower().split())


def known() -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Ids of the Americans in the other tables by the slugs of their names; all (id, office).

    Not of the leaders: no member who sits now was president, and one has a president's name.
    """
    found: dict[str, str] = {}
    held: set[tuple[str, str]] = set()
    for table in OTHERS:
        for line in (DATA / table).read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if line.startswith(("#", "id\t")) or len(cells) < 6:
                continue
            held |= {(cells[0], office) for office in ("", *cells[6:7])}
            if cells[5] == "USA" and table != "leaders.tsv":
                for name in (cells[1], *cells[2].split(";")):
                    if " " in name:
                        found.setdefault(slug(name), cells[0])
    return found, held


def names_of(name: dict[str, str]) -> list[str]:
    """The name as papers write it, then the others it goes by."""
    first, last = name["first"], name["last"]
    short = name.get("nickname", first)
    full = name.get("official_full", f"{first} {last}")
    for tail in (", Jr.", ", Sr.", ", III", ", II"):
        full = full.removesuffix(tail)
    usual = f"{full.split()[0]} {last}" if "." not in full.split()[0] else f"{short} {last}"
    return list(dict.fromkeys([usual, full, f"{short} {last}", f"{first} {last}"]))


def terms_of(terms: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Role, first and last day; the end is empty for the term that runs."""
    merged: list[list[str]] = []
    for term in terms:
        role, start, end = ROLES[term["type"]], str(term["start"]), str(term["end"])
        if merged and merged[-1][0] == role and int(start[:4]) - int(merged[-1][2][:4]) <= 0:
            merged[-1][2] = end
        else:
            merged.append([role, start, end])
    merged[-1][2] = ""
    return [(role, start, end) for role, start, end in merged]


def rows(members: list[dict[str, Any]]) -> list[list[str]]:
    """The lines of the table."""
    found, held = known()
    lines = []
    for member in members:
        names = names_of(member["name"])
        id_ = next((found[slug(each)] for each in names if slug(each) in found), "")
        if not id_:
            id_ = f"person:{slug(names[0])}"
            id_ += "-usa" if (id_, "") in held else ""
        held.add((id_, ""))
        gender = {"M": "he", "F": "she"}[member["bio"]["gender"]]
        for role, start, end in terms_of(member["terms"]):
            cells = [id_, names[0], ";".join(names[1:]), member["name"]["last"], gender]
            if (id_, role) not in held:
                lines.append([*cells, "USA", role, "", start, end])
    return sorted(lines)


def main() -> None:
    """Write the table."""
    source = Path(sys.argv[1]) / "us_congress" / "legislators-current.yaml"
    output = Path(sys.argv[2]) if len(sys.argv) > 2 else DATA / "legislators.tsv"
    members = yaml.safe_load(source.read_text(encoding="utf-8"))
    table = ["\t".join(cells).rstrip("\t") for cells in [HEADER, *rows(members)]]
    output.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

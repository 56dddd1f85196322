"""Hold the tables of states and bodies against the sources, and list what disagrees.

Usage: ``python tools/check_world.py REFERENCE``, where REFERENCE is a folder with
``countries/country-codes.csv``, ``countries/countries.json`` (only read, never copied),
``factbook/government.csv``, ``cow_states.csv``, ``gw_states.csv`` and ``cow_capitals.csv``.
Writes one line for each disagreement that ``EXPLAINED`` does not name; exits 1 where there is one.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from verbale.matcher.dating import dated_name
from verbale.matcher.entries import State
from verbale.matcher.registry import Registry

EXPLAINED = Path(__file__).parent / "world_disagreements.tsv"
SEEN = "2026-02-28"

FACTBOOK_CODES = {"ae": "ARE", "cf": "COG", "cg": "COD", "ct": "CAF", "dr": "DOM", "fm": "FSM"}
"""Codes of rows that carry no common name."""
FACTBOOK_NAMES = {
    "Burma": "MMR",
    "Congo, Democratic Republic of the": "COD",
    "Korea, North": "PRK",
    "Korea, South": "KOR",
    "Bahamas, The": "BHS",
    "Gambia, The": "GMB",
    "Holy See (Vatican City)": "VAT",
    "Turkey (Turkiye)": "TUR",
}
BODIES = {
    "UN": "org:un",
    "EU": "org:eu",
    "NATO": "org:nato",
    "OSCE": "org:osce",
    "CE": "org:council-of-europe",
    "AU": "org:african-union",
    "OAS": "org:oas",
    "OIC": "org:oic",
    "LAS": "org:arab-league",
    "OPEC": "org:opec",
    "ECOWAS": "org:ecowas",
    "SADC": "org:sadc",
    "EAC": "org:eac",
    "IGAD": "org:igad",
    "ASEAN": "org:asean",
    "APEC": "org:apec",
    "SAARC": "org:saarc",
    "SCO": "org:sco",
    "CSTO": "org:csto",
    "CIS": "org:cis",
    "EAEU": "org:eaeu",
    "GCC": "org:gcc",
    "G-7": "org:g7",
    "G-20": "org:g20",
    "BRICS": "org:brics",
    "OECD": "org:oecd",
    "IEA": "org:iea",
    "EFTA": "org:efta",
    "EMU": "org:euro-area",
    "Schengen Convention": "org:schengen-area",
    "Mercosur": "org:mercosur",
    "CELAC": "org:celac",
    "Caricom": "org:caricom",
    "PIF": "org:pif",
    "C": "org:commonwealth",
    "ECO": "org:eco",
    "CEMAC": "org:cemac",
    "WTO": "org:wto",
}
"""The Factbook's short names of bodies whose members are dated here."""

NO_MEMBER = re.compile(
    "observer|associate|partner|candidate|signatory|pending|correspondent|cooperating|enhanced"
    "|subscriber|dialogue|applicant|signed|accession|excluded"
)
Disagreement = tuple[str, str, str]
"""What was compared, of which state or body, and what the two sides say."""


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table with commas."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def plain(text: str) -> str:
    """Letters only, without accents and case."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(sign for sign in decomposed if sign.isalpha() and sign.isascii())


def codes(folder: Path, registry: Registry) -> Iterator[Disagreement]:
    """ISO codes against two lists."""
    iso = {r["ISO3166-1-Alpha-3"]: r for r in rows(folder / "countries/country-codes.csv")}
    text = (folder / "countries/countries.json").read_text(encoding="utf-8")
    other = {row["cca3"]: row for row in json.loads(text)}
    known = {c for c, found in registry.world.codes.items() if found.successor is None}
    for name, listed in (("country-codes", set(iso)), ("mledoze", set(other))):
        for code in sorted(listed ^ known):
            yield name, code, "only there" if code in listed else "only here"
    for code in sorted(known & set(iso) & set(other)):
        found = registry.codes(code)
        ours = (found.iso2, found.numeric) if found else None
        theirs = other[code]["cca2"], other[code]["ccn3"]
        if ours != theirs:
            yield "mledoze", code, f"{ours} here, {theirs} there"


def demonyms(folder: Path, registry: Registry) -> Iterator[Disagreement]:
    """Whether what others call a country's people is known here."""
    text = (folder / "countries/countries.json").read_text(encoding="utf-8")
    for row in json.loads(text):
        state = registry.country(row["cca3"].replace("UNK", "XKX"))
        word = row.get("demonyms", {}).get("eng", {}).get("m", "")
        if state and word and not _called(state, word):
            yield "demonym (mledoze)", state.code, "another word"
    for code, row in factbook(folder, registry):
        state = registry.country(code)
        for word in re.split(r"[,;]| or ", re.sub(r"\(.*?\)", "", row["demonym_adj"])):
            if state and word.strip() and not _called(state, word.strip()):
                yield "demonym (Factbook)", code, word.strip()


def _called(state: State, word: str) -> bool:
    words = (*state.adjectives, *state.people, state.name, *state.names)
    return any(plain(word) in (plain(each), plain(each).removesuffix("s")) for each in words)


def factbook(folder: Path, registry: Registry) -> Iterator[tuple[str, dict[str, str]]]:
    """The Factbook's rows with our codes."""
    for row in rows(folder / "factbook/government.csv"):
        code = FACTBOOK_CODES.get(row["code"]) or FACTBOOK_NAMES.get(row["name"])
        entries = () if code else registry.named(row["name"])
        found = [e.country for e in entries if e.kind == "state" and e.country]
        if code or found:
            yield code or str(found[0]), row


def members(folder: Path, registry: Registry) -> Iterator[Disagreement]:
    """Members in February 2026 against the Factbook's."""
    theirs: dict[str, set[str]] = {}
    for code, row in factbook(folder, registry):
        for item in re.split(r"[,;]\s*(?![^()]*\))", row["igo"]):
            name, _, status = item.strip().partition(" (")
            if name in BODIES and not NO_MEMBER.search(status):
                theirs.setdefault(BODIES[name], set()).add(code)
    for body, listed in sorted(theirs.items()):
        ours = set(registry.members(body, SEEN))
        for code in sorted(ours ^ listed):
            yield "member", f"{body} {code}", "here only" if code in ours else "there only"


def capitals(folder: Path, registry: Registry) -> Iterator[Disagreement]:
    """Capitals since 1945 against those of Correlates of War."""
    by_number = {
        (spell.number, code): spell
        for code, found in registry.world.codes.items()
        for spell in found.cow
    }
    for row in rows(folder / "cow_capitals.csv"):
        end = date.fromisoformat(row["enddate"])
        start = max(date.fromisoformat(row["stdate"]), date(1945, 1, 1))
        for (number, code), spell in by_number.items():
            if number != int(float(row["ccode"])) or end.year < 1945:
                continue
            if spell.start and (spell.start > end or (spell.end and spell.end < start)):
                continue
            state = registry.country(code)
            names = {plain(dated_name(each)[0]) for each in state.capitals} if state else set()
            if plain(row["capital"].removesuffix("D.C.")) not in names:
                yield "capital", code, row["capital"]


def main() -> int:
    """Print what disagrees and is not explained."""
    folder, registry = Path(sys.argv[1]), Registry.load()
    lines = EXPLAINED.read_text(encoding="utf-8").splitlines() if EXPLAINED.exists() else []
    explained = {tuple(line.split("\t")[:3]) for line in lines if not line.startswith("#")}
    found = {
        each for check in (codes, demonyms, members, capitals) for each in check(folder, registry)
    }
    for what, where, says in sorted(found - explained):
        print(what, where, says, sep="\t")
    for what, where, says in sorted(explained - found - {("what", "where", "says")}):
        print(f"explained, but agrees now: {what} {where} {says}")
    return 1 if found - explained else 0


if __name__ == "__main__":
    sys.exit(main())

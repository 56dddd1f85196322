"""Lay the terms of heads of state and government beside the lists they can be checked against.

    python tools/check_terms.py REFERENCE [CODE ...]

REFERENCE is a folder with ``leaderlist_3_21.csv`` (REIGN), ``archigos.csv`` (read here to check
against, never copied) and ``factbook/government.csv``. Printed, for all countries or those named:

* spells of REIGN and Archigos during which `Registry.leader` names someone else (asked on three
  days of each spell), or no one;
* chiefs of state and heads of government of the Factbook (February 2026) whom the registry does
  not name;
* of ``leaders.tsv``: days without a leader while the state was in the state system, two holders
  of one office at once, one name with two ids.

Not every line is a fault: the lists differ between themselves on who leads, and err.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from verbale.evaluation.leaders import Lists, Spell, agree, read_archigos, read_reign
from verbale.matcher.entries import Term
from verbale.matcher.persons import name_key
from verbale.matcher.registry import Registry

SINCE = date(1946, 1, 1)
UNTIL = date(2026, 2, 1)
SEVERAL = {"captain regent"}
"""Offices that two hold at once."""
MORE_CODES = {"ri": "SRB", "kv": "XKX", "mj": "MNE", "bm": "MMR", "od": "SSD"}


def main() -> None:
    """Print what differs."""
    folder, wanted = Path(sys.argv[1]), set(sys.argv[2:])
    registry = Registry.load()
    lines = [
        *against("REIGN", read_reign(folder), registry),
        *against("Archigos", read_archigos(folder), registry),
        *factbook(folder, registry),
        *gaps(registry),
        *overlaps(registry),
        *twins(registry),
    ]
    for code, line in lines:
        if not wanted or code in wanted:
            print(code, line)


def against(name: str, lists: Lists, registry: Registry) -> Iterator[tuple[str, str]]:
    """Spells of a list whose leader the registry does not name on one of three of its days."""
    for code, codes in registry.world.codes.items():
        numbered = codes.cow if name == "REIGN" else codes.gw
        for at in numbered or codes.cow:
            for spell in lists.get(at.number, ()):
                first = max(spell.start, at.start or spell.start, SINCE)
                last = min(spell.end, at.end or spell.end)
                if first <= last and (fault := differs(registry, code, spell, first, last)):
                    yield code, f"{name}: {spell.name} {spell.start} to {spell.end}: {fault}"


def differs(registry: Registry, code: str, spell: Spell, first: date, last: date) -> str | None:
    """Whom the registry names in place of a listed leader, and when."""
    length = (last - first).days
    for day in (first + timedelta(days=length * part // 10) for part in (2, 5, 8)):
        actor = registry.leader(code, day)
        if actor is None or not agree(spell.name, (actor.name, *actor.names)):
            return f"{day} {actor.name if actor else 'no one'}"
    return None


def factbook(folder: Path, registry: Registry) -> Iterator[tuple[str, str]]:
    """Heads of the Factbook whom the registry does not name on 1 February 2026."""
    with (folder / "countries" / "country-codes.csv").open(encoding="utf-8") as file:
        iso = {row["FIPS"].lower(): row["ISO3166-1-Alpha-3"] for row in csv.DictReader(file)}
    iso |= MORE_CODES
    with (folder / "factbook" / "government.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = iso.get(row["code"], "")
            state = registry.country(code)
            if state is None or state.kind == "territory":
                continue
            for column, role in (("chief_of_state", "state"), ("head_of_government", "government")):
                actor = registry.holder(f"head of {role}", code, UNTIL)
                family = [w for w in re.findall(r"[^\s,()]+", row[column]) if w.isupper()]
                names = (actor.name, *actor.names) if actor else ()
                if not any(agree(word, names) for word in family if len(word) > 1):
                    told = names[0] if names else "no one"
                    yield code, f"Factbook, head of {role}: {row[column][:90]}: {told}"


def gaps(registry: Registry) -> Iterator[tuple[str, str]]:
    """Days in the state system without a leader."""
    for code, codes in registry.world.codes.items():
        for at in (*codes.cow, *codes.gw):
            day, last = max(at.start or SINCE, SINCE), min(at.end or UNTIL, UNTIL)
            open_since = None
            while day <= last:
                if registry.leader(code, day) is None:
                    open_since = open_since or day
                elif open_since is not None:
                    yield code, f"no leader from {open_since} to {day}"
                    open_since = None
                day += timedelta(days=5)
            if open_since is not None:
                yield code, f"no leader from {open_since} to {last}"


def overlaps(registry: Registry) -> Iterator[tuple[str, str]]:
    """Two persons in one office of a country at the same time."""
    held: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in registry.world.terms:
        if (term.heads or term.leads) and term.country and term.role not in SEVERAL:
            held[term.country, term.role].append(term)
    for (code, role), terms in held.items():
        terms.sort(key=lambda term: term.start or date.min)
        for i, one in enumerate(terms):
            for other in terms[i + 1 :]:
                if other.start and (one.end is None or other.start < one.end):
                    told = f"{one.person} {one.start} to {one.end}"
                    yield code, f"{role}: {told}, {other.person} {other.start}"


def twins(registry: Registry) -> Iterator[tuple[str, str]]:
    """Two ids with one name in one country."""
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for id_, actor in registry.world.persons.items():
        for name in (actor.name, *actor.names):
            ids[actor.country or "", name_key(name)].add(id_)
    for (code, name), found in ids.items():
        if len(found) > 1:
            yield code, f"{name}: {', '.join(sorted(found))}"


if __name__ == "__main__":
    main()

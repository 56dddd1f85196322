"""Imports: other people's files of actors into a user's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.errors import SourceError
from verbale.matcher.own.addition import Addition, Rules
from verbale.matcher.own.files import OwnFile, read_own, text_of, united
from verbale.matcher.own.ftm import read_entities
from verbale.matcher.own.knowing import Knower, rules_of
from verbale.matcher.own.petrarch import read_actors, read_agents
from verbale.matcher.own.wikidata import read_wikidata

if TYPE_CHECKING:
    from verbale.matcher.registry import Registry

FORMATS = ("yaml", "csv", "petrarch-actors", "petrarch-agents", "ftm", "wikidata")
_AGENT = re.compile(r"\[\s*~|~\s*\]")
_ACTOR = re.compile(r"\[\s*(?:[A-Z]{3}|---)")
_SAMPLE = 65_536
EVERY = 1000
"""Progress is told after so many actors."""


@dataclass(slots=True)
class Report:
    """What an import did: how many actors were new, changed or known, and what was wrong."""

    added: int = 0
    changed: int = 0
    known: int = 0
    faults: list[str] = field(default_factory=list)


def import_file(
    path: Path,
    form: str | None,
    registry: Registry,
    own: OwnFile,
    progress: Callable[[int], None] = lambda _: None,
) -> Report:
    """Take the actors of a file into ``own`` (which is not written yet).

    ``registry`` is the built-in one. Raises `SourceError` where the file cannot be read or
    its format is not known.
    """
    report = Report()
    rules = rules_of(registry, report.faults)
    knower = Knower(registry, own.additions)
    read = _READERS[form or format_of(path)]
    seen: set[str] = set()
    for number, found in enumerate(read(path, rules, country_finder(registry)), start=1):
        if rules.check(found):
            _take(found, knower, own, seen, report)
        if number % EVERY == 0:
            progress(number)
    return report


def _take(found: Addition, knower: Knower, own: OwnFile, seen: set[str], report: Report) -> None:
    """Take one actor: in the place of its earlier import, beside what else is known of it."""
    one = knower.without_known(knower.identified(found))
    if knower.says_already(one):
        report.known += 1
        return
    before = own.get(one.id)
    if before is not None and (one.id in seen or before.source != one.source):
        one = united(before, one)
    seen.add(one.id)
    if not own.add(one):
        report.known += 1
    elif before is None:
        report.added += 1
    else:
        report.changed += 1
    knower.take(one)


def country_finder(registry: Registry) -> Callable[[str], str]:
    """Finds the code of a country by its name or its code of two or three letters."""
    found: dict[str, str] = {}
    pairs = {codes.iso2.upper(): code for code, codes in registry.world.codes.items() if codes.iso2}

    def find(text: str) -> str:
        if text not in found:
            found[text] = _country(registry, text.strip(), pairs)
        return found[text]

    return find


def _country(registry: Registry, text: str, pairs: dict[str, str]) -> str:
    code = text.upper()
    if len(text) == 2:
        return pairs.get(code, "")
    if len(text) == 3 and registry.country(code) is not None:
        return code
    entries = registry.named(text)
    if entries and entries[0].kind == "state" and entries[0].country:
        return entries[0].country
    return ""


def format_of(path: Path) -> str:
    """The format of a file, by its name and its beginning; `SourceError` where none is known."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            sample = file.read(_SAMPLE)
    except OSError as error:
        raise SourceError(str(path), error.strerror or str(error)) from error
    form = _by_name(path, sample) or _by_content(sample)
    if form is None:
        expected = ", ".join(FORMATS)
        raise SourceError(
            str(path), f"no format known by its content; expected --format {expected}"
        )
    return form


def _by_name(path: Path, sample: str) -> str | None:
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return "yaml"
    if suffix == ".csv":
        header = sample.partition("\n")[0]
        return "wikidata" if "Label" in header else "csv"
    return None


def _by_content(sample: str) -> str | None:
    if sample.lstrip()[:1] in ("{", "["):
        return "ftm" if '"schema"' in sample and '"properties"' in sample else "wikidata"
    if _AGENT.search(sample):
        return "petrarch-agents"
    return "petrarch-actors" if _ACTOR.search(sample) else None


def _own(path: Path, rules: Rules, _country: object) -> Iterator[Addition]:
    yield from read_own(path, rules).additions


def _lines_of(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline=None) as file:
            yield from file
    except OSError as error:
        raise SourceError(str(path), error.strerror or str(error)) from error


def _actors(path: Path, rules: Rules, _country: object) -> Iterator[Addition]:
    return read_actors(_lines_of(path), path.name, rules.countries, rules.fault)


def _agents(path: Path, rules: Rules, _country: object) -> Iterator[Addition]:
    return read_agents(_lines_of(path), path.name, rules.fault)


def _entities(path: Path, rules: Rules, country: Callable[[str], str]) -> Iterator[Addition]:
    return read_entities(_lines_of(path), path.name, country, rules.fault)


def _wikidata(path: Path, rules: Rules, country: Callable[[str], str]) -> Iterator[Addition]:
    return read_wikidata(text_of(path), path.name, country, rules.fault)


_READERS: dict[str, Callable[[Path, Rules, Callable[[str], str]], Iterator[Addition]]] = {
    "yaml": _own,
    "csv": _own,
    "petrarch-actors": _actors,
    "petrarch-agents": _agents,
    "ftm": _entities,
    "wikidata": _wikidata,
}

"""Who led X on day D: the registry against two lists of leaders, on sampled days of states.

The path is a folder with ``leaderlist_3_21.csv`` (REIGN, to March 2021) and ``archigos.csv``
(Archigos, to 2015). 2,000 days of states are drawn, each as likely as any other, from 1946 to
March 2021 (a state is what Correlates of War or Gleditsch and Ward list on the day), and
`Registry.leader` is asked. A list that has no leader on the day is not asked.

* REIGN gives the day a leader came in and the month of leaving: a term lasts to the day before
  the next one's first, at most to the end of that month. Archigos gives both days; on a day of
  change either leader is right.
* Names agree where the rule of `agree` holds. No answer is a wrong answer.
* ``agreement``, by which the set is known, counts an answer once for each list asked; ``either``
  counts a day right where one of the lists agrees. Intervals are bootstraps over countries.

Most terms of the registry to March 2021 began as REIGN's, so agreement with it tells whether
they were kept and named rightly, not whether REIGN is right.
"""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz

from verbale.errors import SourceError
from verbale.evaluation.measures import Scores, measured, write_report
from verbale.pipeline import Reader

DAYS = 2000
FIRST, LAST = date(1946, 1, 1), date(2021, 3, 31)
SAME = 80
"""Likeness (rapidfuzz ratio, 0 to 100) from which two words are spellings of one name."""
_PARTICLES = frozenset(
    (
        *("al", "el", "as", "ash", "ath", "an", "ar", "ibn", "bin", "ben", "abu", "ould", "dit"),
        *("de", "del", "della", "da", "das", "dos", "di", "du", "la", "le", "los", "y", "e"),
        *("van", "von", "den", "der", "ten", "jr", "sr", "ii", "iii"),
    )
)


@dataclass(frozen=True, slots=True)
class Spell:
    """A leader's term in a list: both days belong to it."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Asked:
    """One state on one day: the answer, the names in each list, and which of them agree."""

    country: str
    day: date
    answer: tuple[str, ...]
    reign: tuple[str, ...]
    archigos: tuple[str, ...]
    by_reign: bool
    by_archigos: bool
    together: bool
    """Whether the lists agree with each other; True where one is silent."""


Lists = dict[int, list[Spell]]


def score(path: Path, reader: Reader, report: Path | None = None) -> Scores:
    """The scorer of ``verbale score leaders``; ``report`` lists each answer that differs."""
    reign, archigos = read_reign(path), read_archigos(path)
    asked = [_ask(reader, reign, archigos, *drawn) for drawn in sample(states(reader))]
    by_country: dict[str, list[Asked]] = {}
    for each in asked:
        by_country.setdefault(each.country, []).append(each)
    units = list(by_country.values())
    measures = tuple(measured(name, units, figure) for name, figure in _FIGURES.items())
    both = [each for each in asked if each.reign and each.archigos]
    apart = sum(not each.together for each in both)
    share = apart / len(both) if both else 0.0
    told = (
        f"days of states {len(asked)}, countries {len(units)}; asked of REIGN "
        f"{sum(bool(a.reign) for a in asked)}, of Archigos {sum(bool(a.archigos) for a in asked)}",
        f"no answer {sum(not a.answer for a in asked)}; the lists name different leaders on "
        f"{apart} of {len(both)} days ({share:.1%})",
    )
    scores = Scores("leaders", measures, told)
    if report is not None:
        missed = [_line(each) for each in asked if _missed(each)]
        write_report(report, {"lines": scores.lines(), "misses": missed})
    return scores


def states(reader: Reader) -> list[tuple[str, date, date, int]]:
    """Code, first and last day and number of each state within the years asked about."""
    found = []
    for code, codes in reader.analyser.registry.world.codes.items():
        for spell in (*codes.cow, *codes.gw):
            start, end = max(spell.start or FIRST, FIRST), min(spell.end or LAST, LAST)
            if start <= end:
                found.append((code, start, end, spell.number))
    return found


def sample(
    spells: Sequence[tuple[str, date, date, int]], days: int = DAYS
) -> list[tuple[str, date, frozenset[int]]]:
    """Days of states, each as likely as any other, with the numbers the state then had."""
    merged: list[tuple[str, date, int]] = []
    for code in sorted({spell[0] for spell in spells}):
        last = FIRST - timedelta(days=1)
        for _, start, end, _ in sorted(spell for spell in spells if spell[0] == code):
            start = max(start, last + timedelta(days=1))
            if start <= end:
                merged.append((code, start, (end - start).days + 1))
                last = end
    total = sum(length for _, _, length in merged)
    chance = random.Random(1946)  # noqa: S311 - sampling, no secret
    drawn = []
    for at in sorted(chance.sample(range(total), min(days, total))):
        code, day = _nth(merged, at)
        numbers = frozenset(n for c, start, end, n in spells if c == code and start <= day <= end)
        drawn.append((code, day, numbers))
    return drawn


def _nth(merged: Sequence[tuple[str, date, int]], at: int) -> tuple[str, date]:
    for code, start, length in merged:
        if at < length:
            return code, start + timedelta(days=at)
        at -= length
    raise IndexError(at)


def _ask(
    reader: Reader, reign: Lists, archigos: Lists, code: str, day: date, numbers: frozenset[int]
) -> Asked:
    registry = reader.analyser.registry
    actor = registry.leader(code, day)
    answer = () if actor is None else (actor.name, *actor.names)
    first, second = _named(reign, numbers, day), _named(archigos, numbers, day)
    together = not (first and second) or any(
        agree(one, (other,)) or agree(other, (one,)) for one in first for other in second
    )
    right = [any(agree(name, answer) for name in names) for names in (first, second)]
    return Asked(code, day, answer, first, second, right[0], right[1], together)


def _named(lists: Lists, numbers: frozenset[int], day: date) -> tuple[str, ...]:
    spells = (spell for number in sorted(numbers) for spell in lists.get(number, ()))
    return tuple(spell.name for spell in spells if spell.start <= day <= spell.end)


def agree(listed: str, names: Sequence[str]) -> bool:
    """Whether a name as listed ("Peron, Isabel", "G.W. Bush", "Castro") means the one so named.

    All listed words (particles apart) must be words of ``names``, or one of ``names`` must lie
    wholly in the listed ones; words are the same where they are alike by `SAME`. So a surname is
    enough where no more is listed, and another given name is a fault ("Kim Jong-Il", "Kim Il
    Sung"). Listed initials must begin words of ``names``.
    """
    words = _words(listed)
    known = [_words(name) for name in names]
    every = {word for each in known for word in each}
    long = [word for word in words if len(word) > 1]
    begun = {word[0] for word in every}
    if not long or any(word not in begun for word in words if len(word) == 1):
        return False
    return _within(long, every) or any(_within([w for w in n if len(w) > 1], long) for n in known)


def _within(words: Sequence[str], others: Iterable[str]) -> bool:
    return bool(words) and all(any(_alike(word, other) for other in others) for word in words)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= SAME


def _words(name: str) -> list[str]:
    bare = re.sub(r"\([^)]*\)?", " ", name)
    decomposed = unicodedata.normalize("NFD", bare.lower().replace("ß", "ss").replace("ø", "o"))
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    words = re.findall("[a-z]+", re.sub("['’`]", "", plain))
    return [word for word in words if word not in _PARTICLES] or words


def read_reign(folder: Path) -> Lists:
    """The terms of REIGN by the state's number; the list is in two encodings."""
    rows = sorted(
        _rows(folder / "leaderlist_3_21.csv", _reign_row, *_REIGN),
        key=lambda row: (row["ccode"], _start(row)),
    )
    found: Lists = {}
    for row, following in pairwise([*rows, None]):
        if row is None:
            continue
        end = _month_end(row)
        if following is not None and following["ccode"] == row["ccode"]:
            end = min(end, _start(following) - timedelta(days=1))
        found.setdefault(int(row["ccode"]), []).append(Spell(row["leader"], _start(row), end))
    return found


_REIGN = ("ccode", "leader", "sdate", "smonth", "syear", "emonth", "eyear")


def _reign_row(row: dict[str, str]) -> object:
    return int(row["ccode"]), _start(row), _month_end(row)


def _start(row: dict[str, str]) -> date:
    return date(int(row["syear"]), int(row["smonth"]), int(row["sdate"]))


def _month_end(row: dict[str, str]) -> date:
    if not row["eyear"]:
        return LAST
    year, month = int(row["eyear"]), int(row["emonth"])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def read_archigos(folder: Path) -> Lists:
    """The terms of Archigos by the state's number."""
    found: Lists = {}
    columns = ("gwcode", "leader", "startdate", "enddate")
    for row in _rows(folder / "archigos.csv", _archigos_row, *columns):
        number, start, end = _archigos_row(row)
        found.setdefault(number, []).append(Spell(row["leader"], start, end))
    return found


def _archigos_row(row: dict[str, str]) -> tuple[int, date, date]:
    start, end = (date.fromisoformat(row[name]) for name in ("startdate", "enddate"))
    return int(float(row["gwcode"])), start, end


def _rows(
    path: Path, check: Callable[[dict[str, str]], object], *columns: str
) -> Iterator[dict[str, str]]:
    try:
        lines = [_decoded(line) for line in path.read_bytes().splitlines()]
    except OSError as fault:
        raise SourceError(str(path), f"cannot be read: {fault}") from fault
    table = csv.DictReader(lines)
    if missing := set(columns) - set(table.fieldnames or ()):
        raise SourceError(str(path), f"expected the columns {', '.join(sorted(missing))}")
    empty = True
    for row in table:
        try:
            check(row)
        except (ValueError, TypeError) as fault:
            place = f"{path}, line {table.line_num}"
            raise SourceError(place, f"expected numbers and dates: {fault}") from fault
        empty = False
        yield row
    if empty:
        raise SourceError(str(path), "no rows; expected one a term of office")


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252")


def _missed(each: Asked) -> bool:
    return (bool(each.reign) and not each.by_reign) or (
        bool(each.archigos) and not each.by_archigos
    )


def _line(each: Asked) -> dict[str, object]:
    return {
        "country": each.country,
        "day": each.day.isoformat(),
        "answer": each.answer[0] if each.answer else None,
        "reign": each.reign,
        "archigos": each.archigos,
    }


Figure = Callable[[Sequence[Sequence[Asked]]], float]


def _share(counts: Callable[[Asked], tuple[int, int]]) -> Figure:
    """A figure from what one day adds to the right and to the asked."""

    def figure(units: Sequence[Sequence[Asked]]) -> float:
        pairs = [counts(each) for unit in units for each in unit]
        total = sum(asked for _, asked in pairs)
        return sum(right for right, _ in pairs) / total if total else 0.0

    return figure


_FIGURES: dict[str, Figure] = {
    "reign": _share(lambda a: (a.by_reign, bool(a.reign))),
    "archigos": _share(lambda a: (a.by_archigos, bool(a.archigos))),
    "either": _share(lambda a: (a.by_reign or a.by_archigos, bool(a.reign or a.archigos))),
    "agreement": _share(lambda a: (a.by_reign + a.by_archigos, bool(a.reign) + bool(a.archigos))),
}
"""Figures over countries, each with its days."""

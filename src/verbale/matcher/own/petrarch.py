"""Actor and agent dictionaries of PETRARCH and TABARI.

An actor is a line with its name, lines that begin with ``+`` with other names, and codes
in brackets behind the name or on lines of their own, each with the dates it holds for::

    JANE_ROE_           ; a comment
    +J._ROE_
        [FRAGOV 20010501-20040331]
        [FRAELI >040401]
    UNHEARD_OF_LEAGUE_ [FRAREB]

Underscores and blanks separate words. A year of two digits lies between 1931 and 2030. ``<``
is "before that day", ``>`` "from that day on". What follows ``#`` or ``;`` is a comment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import prod

from verbale.matcher.own.addition import TITLE, Addition, Holding
from verbale.matcher.own.cameo import NOTHING, Coded, decoded
from verbale.matcher.titles import plural_of

MOST_FORMS = 100
PIVOT = 30
"""Years of two digits up to this one are after 2000, later ones before."""
_CODE = re.compile(r"\[([^\[\]]*)\]")
_COMMENT = re.compile(r"[#;].*|<!.*")
_BRACKETS = re.compile(r"\([^()]*\)")
_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "von", "van", "bin", "al"}
)
_BODIES = re.compile(
    r"\b(?:MINISTRY|GOVERNMENT|PARTY|ARMY|FORCES?|MOVEMENT|FRONT|ORGANI[SZ]ATION|COUNCIL|UNION|"
    r"COMMITTEE|COURT|PARLIAMENT|POLICE|ASSOCIATION|GROUP|AGENCY|BANK|COMPANY|CONGRESS|LEAGUE|"
    r"BRIGADES?|GUARDS?|COMMISSION|OFFICE|DEPARTMENT|ASSEMBLY|SENATE|COALITION|ALLIANCE|REBELS?)\b"
)
_OF_PERSONS = frozenset({"GOV", "ELI", "OPP", "LEG", "JUD", "MIL", "SPY", "COP", "PTY", "BUS"})

Fault = Callable[[str, str], None]


@dataclass(slots=True)
class _Entry:
    place: str
    names: list[str]
    codes: list[tuple[str, str, str]] = field(default_factory=list)
    """Code and dates as written, and where they stand."""


def read_actors(
    lines: Iterable[str], name: str, is_country: Callable[[str], bool], fault: Fault
) -> Iterator[Addition]:
    """The actors of a dictionary; lines that cannot be read are named and passed over."""
    entry: _Entry | None = None
    for number, raw in enumerate(lines, start=1):
        line = _COMMENT.sub("", raw).rstrip()
        if not line.strip():
            continue
        place = f"{name}:{number}"
        if line.count("[") != line.count("]"):
            fault(place, "a bracket is not closed; expected codes such as [USAGOV 930120-970119]")
            continue
        codes = _codes(line, place)
        words = line.partition("[")[0].strip()
        if not words:
            _coded(entry, codes, place, fault)
        elif words.startswith("+"):
            _another(entry, words[1:], codes, place, fault)
        else:
            yield from _made(entry, is_country, fault)
            entry = _Entry(place, [words], codes)
    yield from _made(entry, is_country, fault)


def _codes(line: str, place: str) -> list[tuple[str, str, str]]:
    found = [code.strip().partition(" ") for code in _CODE.findall(line)]
    return [(code, dates.replace(" ", ""), place) for code, _, dates in found]


def _coded(
    entry: _Entry | None, codes: list[tuple[str, str, str]], place: str, fault: Fault
) -> None:
    if entry is None:
        fault(place, "a code without an actor before it")
    else:
        entry.codes += codes


def _another(
    entry: _Entry | None,
    words: str,
    codes: list[tuple[str, str, str]],
    place: str,
    fault: Fault,
) -> None:
    if entry is None:
        fault(place, "another name (+) without an actor before it")
    else:
        entry.names.append(words)
        entry.codes += codes


def _made(
    entry: _Entry | None, is_country: Callable[[str], bool], fault: Fault
) -> Iterator[Addition]:
    if entry is None:
        return
    if not entry.codes:
        fault(entry.place, f"{_plainly(entry.names[0])}: expected a code such as [USAGOV]")
        return
    coded = list(_decoded(entry, is_country, fault))
    names = list(dict.fromkeys(n for words in entry.names for n in written(words)))
    if not coded:
        return
    if not names:
        fault(entry.place, f"{entry.names[0]!r}: expected a name")
        return
    yield _addition(entry, names, coded)


def _decoded(
    entry: _Entry, is_country: Callable[[str], bool], fault: Fault
) -> Iterator[tuple[Coded, str, str]]:
    for code, dates, place in entry.codes:
        if code == NOTHING:
            continue
        meaning = decoded(code, is_country)
        span = span_of(dates)
        if meaning is None:
            fault(place, f"code {code!r}: no country and no sector known in it")
        elif span is None:
            fault(place, f"dates {dates!r}: expected such as 930120-970119, >010120 or <880101")
        else:
            yield (meaning, *span)


def _addition(entry: _Entry, names: list[str], coded: list[tuple[Coded, str, str]]) -> Addition:
    countries = Counter(meaning.country for meaning, _, _ in coded if meaning.country)
    country = countries.most_common(1)[0][0] if countries else ""
    lasting = [m.sectors for m, start, end in coded if not (start or end) and m.sectors]
    held = tuple(
        Holding(sectors=m.sectors, start=start, end=end, of=_other(m.country, country))
        for m, start, end in coded
        if (start or end) and m.sectors
    )
    kind = _kind(entry, coded, country)
    return Addition(
        name=names[0],
        kind=kind,
        names=tuple(names[1:]),
        country=country,
        sectors=lasting[0] if lasting else (),
        held=held,
        source=f"petrarch:{_plainly(entry.names[0])}",
        place=entry.place,
    )


def _other(country: str, usual: str) -> str:
    return "" if country == usual else country


def _kind(entry: _Entry, coded: list[tuple[Coded, str, str]], country: str) -> str:
    """A state, an international kind, a person (dated or former office), else organisation."""
    international = next((m.kind for m, _, _ in coded if m.kind), "")
    sectors = {sector for m, _, _ in coded for sector in m.sectors}
    if country and not sectors and not international:
        return "state"
    dated = any(start or end for _, start, end in coded) or "ELI" in sectors
    name = _plainly(entry.names[0])
    several = " " in name
    if several and dated and sectors & _OF_PERSONS and not _BODIES.search(name.upper()):
        return "person"
    if international:
        return international
    return "armed-group" if sectors & {"REB", "UAF"} else "organisation"


def span_of(dates: str) -> tuple[str, str] | None:
    """First and last day, in ISO 8601, of dates as written; None where they are none."""
    if not dates:
        return "", ""
    try:
        if dates[0] == "<":
            return "", (_day(dates[1:]) - timedelta(days=1)).isoformat()
        if dates[0] == ">":
            return _day(dates[1:]).isoformat(), ""
        first, dash, last = dates.partition("-")
        if not dash:
            return _day(first).isoformat(), ""
        start, end = _day(first), _day(last)
    except (ValueError, OverflowError):
        return None
    return (start.isoformat(), end.isoformat()) if start <= end else None


def _day(digits: str) -> date:
    """``YYMMDD`` or ``YYYYMMDD``."""
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (6, 8):
        raise ValueError(digits)
    year = int(digits[:-4])
    if len(digits) == 6:
        year += 2000 if year <= PIVOT else 1900
    return date(year, int(digits[-4:-2]), int(digits[-2:]))


def _plainly(words: str) -> str:
    return " ".join(words.replace("_", " ").replace("=", " ").split())


def written(words: str) -> Iterator[str]:
    """A name of a dictionary as papers write it: ``UN_`` also as "Un", in capitals as it stands.

    What stands in parentheses behind a name is another name.
    """
    for name in (_BRACKETS.sub(" ", words), *(b[1:-1] for b in _BRACKETS.findall(words))):
        bare = _plainly(name).strip(" ,+")
        bare = bare.removeprefix("THE ") if bare.count(" ") else bare
        if not bare:
            continue
        if bare != bare.upper():
            yield bare
        elif " " in bare:
            yield " ".join(_cased(word, n) for n, word in enumerate(bare.split()))
        else:
            yield from dict.fromkeys((_cased(bare, 0), bare))


def _cased(word: str, number: int) -> str:
    lowered = word.lower()
    if number and lowered in _SMALL:
        return lowered
    if "." in word:
        return word
    return re.sub(r"(^|[-'’])(\w)", lambda found: found[1] + found[2].upper(), lowered)


_SET = re.compile(r"^!([^!\s]+)!\s*=(.*)$")
_MARK = re.compile(r"!([^!]*)!")


def read_agents(lines: Iterable[str], name: str, fault: Fault) -> Iterator[Addition]:
    """The titles of a dictionary: ``CHILD {CHILDREN} [~CVL]``, ``FISHER!PERSON! [~AGR]``."""
    sets: dict[str, list[str]] = {}
    for number, raw in enumerate(lines, start=1):
        line = _COMMENT.sub("", raw).strip()
        place = f"{name}:{number}"
        if not line:
            continue
        if defined := _SET.match(line):
            values = [_plainly(value).lower() for value in defined[2].split(",")]
            sets[defined[1]] = [value for value in values if value]
        else:
            yield from _agent(line, place, sets, fault)


def _agent(line: str, place: str, sets: dict[str, list[str]], fault: Fault) -> Iterator[Addition]:
    code = _CODE.search(line)
    if code is None:
        fault(place, "expected a word and its code, such as PRESIDENT [~GOV]")
        return
    words, brace, rest = line[: code.start()].partition("{")
    if brace and "}" not in rest:
        fault(place, "a brace is not closed; expected a plural such as {CHILDREN}")
        return
    meaning = decoded("~" + code[1].strip().replace("~", ""), lambda _: False)
    if meaning is None:
        if code[1].strip() != NOTHING:
            fault(place, f"code {code[1]!r}: no sector known in it")
        return
    plural = _plainly(rest.partition("}")[0]).lower()
    for single, many in _forms(words, plural if plural or not brace else "-", place, sets, fault):
        yield Addition(
            name=single,
            kind=TITLE,
            sectors=meaning.sectors,
            plural=many,
            source="petrarch",
            place=place,
        )


def _forms(
    words: str, plural: str, place: str, sets: dict[str, list[str]], fault: Fault
) -> Iterator[tuple[str, str]]:
    """Singulars with their plurals; ``-`` where there is none."""
    marks = _MARK.findall(words)
    if not marks:
        if single := _plainly(words).lower():
            yield single, plural
        else:
            fault(place, "expected a word before the code")
        return
    if missing := [mark for mark in marks if mark not in sets]:
        fault(place, f"!{missing[0]}! is not defined before this line")
        return
    if prod(len(sets[mark]) for mark in marks) > MOST_FORMS:
        fault(place, f"more than {MOST_FORMS} forms by substitution")
        return
    made = [words]
    for mark in marks:
        made = [one.replace(f"!{mark}!", value, 1) for one in made for value in sets[mark]]
    made = list(dict.fromkeys(_plainly(one).lower() for one in made))
    plurals = {plural_of(one) for one in made} & set(made)
    for one in made:
        if one not in plurals:
            yield one, plural_of(one) if plural_of(one) in plurals else "-"

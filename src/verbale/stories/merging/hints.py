"""What the words of a sentence tell of when and where, beyond what its record says.

Records are careful: "Monday's attack on Dnipro" may have neither date nor place. For comparing
two mentions a hint is enough, and hints are weighed as such (`Where.sure`, `Trace.days`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from verbale.matcher.folding import fold
from verbale.matcher.gazetteer import default_gazetteer
from verbale.matcher.registry import Registry
from verbale.model.merging import Where
from verbale.stories.merging.settings import settings

LEAST_INHABITANTS = 1000
"""A name known only as that of a smaller place is none where nothing says it is one."""
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with where it stands in its document."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, behind a short article too ("al-Noura")."""
        return any(part[:1].isupper() for part in re.split(r"[-'’]", self.text)[:2])


def tokens_of(text: str, start: int) -> list[Token]:
    """The words of a sentence that begins at ``start``."""
    found = _TOKEN.finditer(text)
    return [Token(one[0], start + one.start(), start + one.end()) for one in found]


@lru_cache(maxsize=20_000)
def country_of(word: str) -> str | None:
    """The state that a word or two name, by name, people or adjective."""
    registry = Registry.load()
    word = f"{word}." if re.fullmatch(r"[A-Z](?:\.[A-Z])+", word) else word
    found = registry.demonym(word)
    if found is None:
        states = (entry for entry in registry.named(word) if entry.kind == "state")
        found = next(states, None)
    return found.country if found is not None else None


@lru_cache(maxsize=20_000)
def _place(name: str, told: bool) -> Where | None:
    """The place a name stands for; ``told`` where the words before it say that it is one."""
    country = country_of(name)
    if country is not None:
        return Where(country.lower(), country)
    if any(entry.kind in ("organisation", "person") for entry in Registry.load().named(name)):
        return None
    known = default_gazetteer().places(name)
    if known and (told or known[0].place.population >= LEAST_INHABITANTS):
        best = known[0].place
        return Where(fold(name), best.country, best.admin1)
    return Where(fold(name)) if told else None


def places_in(tokens: Sequence[Token], text: str, offset: int) -> Iterator[Where]:
    """The places that stand behind a preposition in a sentence."""
    words = settings()
    for at, token in enumerate(tokens):
        lower = token.text.lower()
        if lower == "capital" and at:
            yield from _capital(tokens[at - 1].text)
        if lower not in words.before_place:
            continue
        noun = at > 0 and tokens[at - 1].text.lower().removesuffix("s") in words.place_nouns
        name = _run(tokens[at + 1 :], text, offset)
        if not name or name.lower() in words.weekdays or name.lower() in words.months:
            continue
        if lower == "of" and not noun:
            continue
        found = _place(name, noun or lower in ("in", "near", "outside"))
        if found is not None:
            yield found


def _capital(adjective: str) -> Iterator[Where]:
    """The capital meant by "the Kenyan capital"."""
    code = country_of(adjective) if adjective[:1].isupper() else None
    state = Registry.load().country(code) if code else None
    if state is not None and state.capitals:
        name = state.capitals[0].partition(" (")[0]
        yield Where(fold(name), code)


def _run(tokens: Sequence[Token], text: str, offset: int) -> str:
    """The capitalised words at the start of some tokens, as they stand; at most four."""
    last = None
    for at, token in enumerate(tokens[:4]):
        joined = at == 0 or text[tokens[at - 1].end - offset : token.start - offset].isspace()
        if not (token.capital and joined):
            break
        last = token
    name = text[tokens[0].start - offset : last.end - offset] if last else ""
    return re.sub(r"['’]s?$", "", name)


def days_in(tokens: Sequence[Token], published: str, ahead: bool) -> tuple[str, ...]:
    """The days a sentence names: weekdays before publication (``ahead``: after it), dates."""
    day = day_of(published)
    if day is None:
        return ()
    found: set[date] = set()
    for at, token in enumerate(tokens):
        lower = re.sub(r"['’]s$", "", token.text.lower())
        if lower in settings().weekdays:
            back = (day.weekday() - settings().weekdays.index(lower)) % 7
            found.add(day + timedelta((7 - back) % 7) if ahead else day - timedelta(back))
        elif lower in ("today", "yesterday"):
            found.add(day - timedelta(lower == "yesterday"))
        elif lower in settings().months and token.capital:
            found |= _dates(tokens, at, settings().months.index(lower) + 1, day)
    back = _days_before(tokens)
    if back:
        found |= {one - timedelta(back) for one in found or {day}}
    return tuple(sorted(one.isoformat() for one in found))


def _days_before(tokens: Sequence[Token]) -> int:
    """How many days "a day earlier", "the night before" or "three days after" go back; 0: none."""
    words = settings()
    lower = [token.text.lower() for token in tokens]
    for at in range(1, len(lower)):
        if lower[at] in words.earlier and lower[at - 1].removesuffix("s") in words.day_nouns:
            return words.counts.get(lower[at - 2], 0) if at > 1 else 0
    return 0


def _dates(tokens: Sequence[Token], at: int, month: int, day: date) -> set[date]:
    """The date of "April 7" or "7 April", in the year that brings it nearest to ``day``."""
    beside = [tokens[other].text for other in (at + 1, at - 1) if 0 <= other < len(tokens)]
    number = next((int(word) for word in beside if word.isdigit() and int(word) <= 31), 0)
    years = [
        int(one.text) for one in tokens[at + 1 : at + 3] if re.fullmatch(r"[12]\d{3}", one.text)
    ]
    found = []
    for year in years or (day.year - 1, day.year, day.year + 1):
        try:
            found.append(date(year, month, number))
        except ValueError:
            continue
    return {min(found, key=lambda one: abs((one - day).days))} if found else set()


def day_of(value: str) -> date | None:
    """The day of an ISO date or date-time."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None

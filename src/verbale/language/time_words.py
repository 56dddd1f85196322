"""The words of time: what ``data/times.yaml`` declares, and a sentence cut into words for it.

A `Word` is a token of the parse, or a piece of one where the parser keeps a
hyphenated form whole (``mid-1990s``). Classes that no list can hold (numerals,
years, clock times) are the functions of `READERS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from verbale.errors import DataError
from verbale.matcher.loading import data_folder, load_yaml, unknown_keys, without_lines

Value = str | int | float
Found = tuple[int, Value]
"""Where what was read ends (index of the word after it), and its value."""

SECTIONS = (
    *("words", "numbers", "ordinals", "decades", "year_cues"),
    *("future_heads", "scheduled_verbs", "motion_heads"),
    *("speaking_verbs", "rules"),
)


class Word(NamedTuple):
    """``text`` in lower case, the token it is or is part of, and that token's tag."""

    text: str
    token: int
    tag: str
    capital: bool
    opens: bool = True
    closes: bool = True


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The lists of ``data/times.yaml``; ``rules`` are left to the grammar."""

    classes: Mapping[str, Mapping[str, Value]]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    year_cues: frozenset[str]
    future_heads: frozenset[str]
    scheduled_verbs: frozenset[str]
    motion_heads: frozenset[str]
    speaking_verbs: frozenset[str]
    rules: tuple[Mapping[str, Any], ...]


@lru_cache(maxsize=1)
def time_words() -> TimeWords:
    """The lists of time words. Raises `DataError` where the file breaks its rules."""
    faults: list[str] = []
    raw = load_yaml(data_folder() / "times.yaml", faults)
    if isinstance(raw, dict):
        unknown_keys(raw, SECTIONS, "times.yaml", faults)
        faults.extend(
            f"times.yaml: the section {name!r} is missing" for name in SECTIONS if name not in raw
        )
    if faults:
        raise DataError(faults)
    plain = without_lines(raw)
    return TimeWords(
        classes=plain["words"],
        numbers=plain["numbers"],
        ordinals=plain["ordinals"],
        decades=plain["decades"],
        year_cues=frozenset(plain["year_cues"]),
        future_heads=frozenset(plain["future_heads"]),
        scheduled_verbs=frozenset(plain["scheduled_verbs"]),
        motion_heads=frozenset(plain["motion_heads"]),
        speaking_verbs=frozenset(plain["speaking_verbs"]),
        rules=tuple(plain["rules"]),
    )


_PIECES = re.compile(r"-|[^-]+")


def words_of(texts: Sequence[str], tags: Sequence[str], first: int, last: int) -> list[Word]:
    """The words of tokens ``first`` up to (not with) ``last``; white space is left out."""
    words: list[Word] = []
    for index in range(first, last):
        if texts[index].isspace():
            continue
        text, tag = texts[index].replace("’", "'").replace("–", "-"), tags[index]
        if "-" not in text or text == "-":
            words.append(Word(text.lower(), index, tag, text[:1].isupper()))
            continue
        pieces = _PIECES.findall(text)
        for number, piece in enumerate(pieces):
            words.append(
                Word(
                    text=piece.lower(),
                    token=index,
                    tag=tag,
                    capital=piece[:1].isupper(),
                    opens=number == 0,
                    closes=number == len(pieces) - 1,
                )
            )
    return words


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _simple_number(words: Sequence[Word], at: int) -> tuple[int, float] | None:
    text = words[at].text
    bare = text.replace(",", "")
    if _digits(bare) and len(bare) <= 6:
        return at + 1, float(bare)
    if re.fullmatch(r"\d{1,3}\.\d{1,2}", text, re.ASCII):
        return at + 1, float(text)
    return _spelt_number(words, at)


def _spelt_number(words: Sequence[Word], at: int) -> tuple[int, float] | None:
    """Numerals in words: ``twenty-four``, ``a hundred``, ``two thousand``."""
    numbers = time_words().numbers
    total, place = 0.0, at
    while place < len(words):
        text = words[place].text
        if text == "-" and total and place + 1 < len(words) and words[place + 1].text in numbers:
            place += 1
            continue
        multiplier = numbers.get(text)
        if text == "a" and place == at and place + 1 < len(words):
            if numbers.get(words[place + 1].text, 0) < 100:
                return None
            multiplier = 1
        if multiplier is None:
            break
        total = (total or 1) * multiplier if multiplier >= 100 else total + multiplier
        place += 1
    return (place, total) if place > at else None


_FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "3/4": 0.75}


def read_number(words: Sequence[Word], at: int) -> Found | None:
    """A cardinal number in digits or words, with a half or a quarter behind it."""
    found = _simple_number(words, at)
    if found is None:
        return None
    end, value = found
    if end < len(words) and words[end].text in _FRACTIONS:
        return end + 1, value + _FRACTIONS[words[end].text]
    tail = [word.text for word in words[end : end + 3]]
    if tail == ["and", "a", "half"]:
        return end + 3, value + 0.5
    return end, value


_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.ASCII)


def read_ordinal(words: Sequence[Word], at: int) -> Found | None:
    """``first``, ``21st``, ``twenty-first``."""
    text, lists = words[at].text, time_words()
    match = _ORDINAL.fullmatch(text)
    if match:
        return at + 1, int(match[1])
    if text in lists.ordinals:
        return at + 1, lists.ordinals[text]
    if text in ("twenty", "thirty") and at + 2 < len(words) and words[at + 1].text == "-":
        unit = lists.ordinals.get(words[at + 2].text, 10)
        return (at + 3, lists.numbers[text] + unit) if unit < 10 else None
    return None


def read_day(words: Sequence[Word], at: int) -> Found | None:
    """A day of the month: ``28``, ``28th``, ``twenty-eighth``."""
    text = words[at].text
    if _digits(text) and len(text) <= 2 and 1 <= int(text) <= 31:
        return at + 1, int(text)
    found = read_ordinal(words, at)
    return found if found and isinstance(found[1], int) and 1 <= found[1] <= 31 else None


def read_year(words: Sequence[Word], at: int) -> Found | None:
    """A year in digits (1000 to 2199) or as it is spoken (``nineteen ninety-six``)."""
    text = words[at].text
    if _digits(text) and len(text) == 4 and 1000 <= int(text) <= 2199:
        return at + 1, int(text)
    if text in ("seventeen", "eighteen", "nineteen", "twenty") and at + 1 < len(words):
        rest = _spelt_number(words, at + 1)
        if rest and 10 <= rest[1] <= 99 and float(rest[1]).is_integer():
            return rest[0], time_words().numbers[text] * 100 + int(rest[1])
    if text == "two" and at + 1 < len(words) and words[at + 1].text == "thousand":
        return at + 2, 2000
    return None


_NO_YEAR_BEFORE = frozenset({"%", "percent", "per", "hours", "hrs"})
_SURE = frozenset({"in", "since", "of", "during", "until"})


def read_cued_year(words: Sequence[Word], at: int) -> Found | None:
    """A year whose context shows that it is one: behind ``in``, ``since`` …, never a count."""
    found = read_year(words, at)
    if found is None:
        return None
    before = words[at - 1] if at else None
    after = words[found[0]] if found[0] < len(words) else None
    counted = after is not None and after.tag == "NNS" and (not before or before.text not in _SURE)
    if after is not None and (after.text in _NO_YEAR_BEFORE or counted or _is_zone(after)):
        return None
    if before is None or before.text in time_words().year_cues or found[0] > at + 1:
        return found
    owned = before.tag in ("DT", "PRP$", "POS", "JJ") and after is not None
    modifies = owned and after is not None and after.tag in ("NN", "NNP", "NNPS", "JJ")
    return found if modifies and 1900 <= float(found[1]) <= 2060 else None


_DECADE = re.compile(r"'?((?:1\d|20)?\d0)'?s", re.ASCII)


def read_decade(words: Sequence[Word], at: int) -> Found | None:
    """``1980s``, ``'80s``, ``eighties``: the first year of the decade."""
    text = words[at].text
    after = words[at + 1].text if at + 1 < len(words) else ""
    if text == "'" and re.fullmatch(r"\d0s", after, re.ASCII):
        return at + 2, 1900 + int(after[:2])
    match = _DECADE.fullmatch(text)
    if match:
        year = int(match[1])
        return (at + 1, year) if year >= 1000 else (at + 1, 1900 + year) if text[0] == "'" else None
    decade = time_words().decades.get(text)
    before = words[at - 1].text if at else ""
    return (at + 1, decade) if decade and before in ("the", "early", "late", "mid", "-") else None


_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s?([ap])\.?m\.?)?", re.ASCII)


def read_clock(words: Sequence[Word], at: int) -> Found | None:
    """A time of day, ``10 a.m.``, ``7:15 p.m.``, ``18:30``: ``HH:MM``."""
    match = _CLOCK.fullmatch(words[at].text)
    if not match:
        return _military_clock(words, at)
    hour, minute, half, end = int(match[1]), int(match[2] or 0), match[3], at + 1
    if half is None and end < len(words):
        following = re.fullmatch(r"([ap])\.?m\.?", words[end].text)
        if following:
            half, end = following[1], end + 1
    if half is None and not (":" in words[at].text and _cued_clock(words, at, end)):
        return None
    if hour > (12 if half else 23) or minute > 59:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return end, f"{hour:02d}:{minute:02d}"


def _is_zone(word: Word) -> bool:
    return word.text in time_words().classes["ZONE"]


def _military_clock(words: Sequence[Word], at: int) -> Found | None:
    """``0900 GMT``, ``1430 hours``: four digits before a zone."""
    text, after = words[at].text, words[at + 1] if at + 1 < len(words) else None
    if not (_digits(text) and len(text) == 4) or after is None:
        return None
    if not (_is_zone(after) or after.text in ("hours", "hrs", "local")):
        return None
    hour, minute = int(text[:2]), int(text[2:])
    end = at + 2 if after.text in ("hours", "hrs") else at + 1
    return (end, f"{hour:02d}:{minute:02d}") if hour <= 24 and minute <= 59 else None


def _cued_clock(words: Sequence[Word], at: int, end: int) -> bool:
    """A bare ``18:30`` is a time of day behind ``at`` or before a zone, else a score."""
    before = words[at - 1].text if at else ""
    after = words[end].text if end < len(words) else ""
    cues = ("at", "around", "about", "by", "from", "until", "before", "after", "since")
    return before in cues or after in ("local", *time_words().classes["ZONE"])


def read_ago(words: Sequence[Word], at: int) -> Found | None:
    """``ago``, ``earlier``, ``later``: in which direction, and from where one counts."""
    text = words[at].text
    return (at + 1, text) if text in ("ago", "earlier", "later") else None


def read_sooner(words: Sequence[Word], at: int) -> Found | None:
    """``earlier`` or ``later`` before a stretch of time."""
    text = words[at].text
    return (at + 1, text.upper()) if text in ("earlier", "later") else None


READERS: Mapping[str, Callable[[Sequence[Word], int], Found | None]] = {
    "NUM": read_number,
    "ORD": read_ordinal,
    "DAY": read_day,
    "YEAR": read_year,
    "CUEDYEAR": read_cued_year,
    "DECADE": read_decade,
    "CLOCK": read_clock,
    "AGO": read_ago,
    "SOONER": read_sooner,
}


_MONTH_CUES = frozenset(
    {
        *(
            "in",
            "last",
            "next",
            "this",
            "of",
            "since",
            "until",
            "till",
            "by",
            "on",
            "early",
            "late",
        ),
        *("mid", "-", "from", "to", "through", "during", "before", "after", "and", "or", "between"),
        *("a", "the", "its", "their", "his", "her", "every", "each", "previous", "for", "around"),
    }
)


def read_month(words: Sequence[Word], at: int) -> bool:
    """True where a word that looks like a month is one (``may`` and ``march`` are also verbs)."""
    word = words[at]
    if word.text not in ("may", "march"):
        return True
    if not word.capital:
        return False
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if any(_digits(beside) or _ORDINAL.fullmatch(beside) for beside in (before, after)):
        return True
    return before in _MONTH_CUES and not word.tag.startswith(("MD", "VB"))

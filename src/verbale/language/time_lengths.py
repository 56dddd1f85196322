"""Lengths of time and habits: TIMEX3 durations and sets."""

from __future__ import annotations

from verbale.language import time_calendar as calendar
from verbale.language.time_anchor import Anchor, Resolved
from verbale.language.time_grammar import Meaning

_UNIT_LETTER = {"TH": "H", "TM": "M", "TS": "S", "D": "D", "W": "W", "M": "M", "Q": "Q", "Y": "Y"}
_MANY = {"F": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "WE": (1, "WE"), "Q": (3, "M")}


def duration_value(amount: str, unit: str) -> str:
    """The TIMEX3 value of a length of time; ``X`` as amount is a number that is not given."""
    if unit in _MANY and unit != "Q" and amount.replace(".", "").isdigit():
        factor, unit = _MANY[unit]
        amount = f"{float(amount) * factor:g}"
    letter = _UNIT_LETTER.get(unit, {"E": "E", "C": "C", "WE": "WE", "F": "W"}.get(unit, "D"))
    return f"P{'T' if unit.startswith('T') else ''}{amount}{letter}"


def _amount(meaning: Meaning) -> str:
    if meaning.text("vague") or (meaning.kind == "window" and not meaning.fields.get("n")):
        return "2" if "couple" in meaning.words else "X"
    number = meaning.amount("n")
    if number is None:
        return "1" if meaning.kind == "relative-unit" else _unnumbered(meaning)
    return f"{number:g}"


def _unnumbered(meaning: Meaning) -> str:
    if "couple" in meaning.words:
        return "2"
    if meaning.text("half"):
        return "1.5" if meaning.words[0] in ("a", "an") and "and" in meaning.words else "0.5"
    if meaning.words[0] == "half":
        return "0.5"
    return "1" if not {"a", "an", "another"}.isdisjoint(meaning.words) else "X"


def _halves(amount: str, unit: str) -> str:
    """Half units as people count them: 2.5 years are P2Y6M, 1.5 minutes PT1M30S."""
    smaller = {"Y": (12, "M", ""), "TM": (60, "S", ""), "TH": (60, "M", ""), "D": (24, "H", "T")}
    if "." not in amount or unit not in smaller:
        return duration_value(amount, unit)
    factor, letter, mark = smaller[unit]
    whole, rest = divmod(float(amount), 1)
    head = duration_value(f"{whole:g}", unit) if whole else ("PT" if unit[0] == "T" else "P")
    return f"{head}{mark}{rest * factor:g}{letter}"


def duration(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    """``three years``, ``a two-day visit``."""
    unit = meaning.text("unit")
    if unit is None:
        return Resolved("DURATION", "PXX", None, "a length of time that is not given")
    return Resolved("DURATION", _halves(_amount(meaning), unit), None, "a length of time")


def window(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    """``the past 15 years``: a length that ends or begins at publication."""
    unit, amount = meaning.text("unit") or "D", _amount(meaning)
    value, today = _halves(amount, unit), anchor.published
    if today is None or not amount.isdigit() or unit.startswith("T"):
        return Resolved("DURATION", value, None, "a length of time")
    sign = -1 if meaning.number("relation") == -1 else 1
    ends = sorted((today, calendar.add(today, unit, sign * int(amount))))
    length = {"Y": 4, "E": 4, "M": 7, "Q": 7}.get(unit, 10)
    low, high = (when.isoformat()[:length] for when in ends)
    edtf = low if low == high else f"{low}/{high}"
    return Resolved("DURATION", value, edtf, "a length of time counted from publication")


def habit(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    """``every Tuesday``, ``each month``, ``daily``."""
    weekday, unit = meaning.number("day"), meaning.text("unit")
    if weekday:
        part = meaning.text("part")
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
    elif meaning.number("month"):
        value = f"XXXX-{meaning.number('month'):02d}"
    elif unit:
        every = meaning.amount("n") or (2 if "other" in meaning.words else 1)
        value = duration_value(f"{every:g}", unit)
    else:
        value = meaning.text("often") or f"XXXX-{meaning.text('season')}"
    return Resolved("SET", value, None, "happens again and again")

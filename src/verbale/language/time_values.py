"""What a time expression stands for: TIMEX3 value and EDTF, from its meaning and its anchor.

Without a date of publication a relative expression keeps its type and an
underspecified value (``XXXX-WXX-7``) and gets no EDTF.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from verbale.language import time_calendar as calendar
from verbale.language import time_lengths as lengths
from verbale.language.time_anchor import BLANK, Anchor, Resolved, on_date, unanchored
from verbale.language.time_calendar import Stretch
from verbale.language.time_grammar import Meaning


def _fixed(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    value = meaning.text("value") or "PRESENT_REF"
    return unanchored(value, why="points to no calendar day")


def _year_of(meaning: Meaning | None, anchor: Anchor) -> int | None:
    """The year that an inner expression names."""
    if meaning is None:
        return None
    inner = resolve(meaning, anchor)
    return inner.stretch.first.year if inner and inner.stretch else None


def _stated_year(meaning: Meaning, anchor: Anchor) -> int | None:
    year = meaning.number("year")
    return year if year is not None else _year_of(meaning.inner("in"), anchor)


def _month_and_day(meaning: Meaning) -> tuple[int, int] | None:
    feast = meaning.text("holiday")
    if feast:
        month, number = map(int, feast.split("-"))
        return month, number - ("eve" in meaning.words)
    if meaning.rule == "holiday":
        return (12, 31) if "eve" in meaning.words else (1, 1)
    found, number_ = meaning.number("month"), meaning.number("day")
    return (found, number_) if found and number_ else None


def _falls_on(day: date, meaning: Meaning) -> bool:
    """True where the day is the weekday that the text names, if it names one."""
    return meaning.number("weekday") in (None, day.isoweekday())


def _calendar_day(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    parts = _month_and_day(meaning)
    if parts is None or not 1 <= parts[0] <= 12:
        return None
    month, number = parts
    year = _stated_year(meaning, anchor)
    if year is not None:
        when = calendar.day_or_none(year, month, number)
        return _run(when, meaning, "month, day and year are given") if when else None
    today = anchor.published
    if today is None:
        return unanchored(f"XXXX-{month:02d}-{number:02d}")
    options = [
        day
        for year in range(max(1, today.year - 6), min(9999, today.year + 7))
        if (day := calendar.day_or_none(year, month, number)) and _falls_on(day, meaning)
    ]
    when = calendar.nearest(options, today, anchor.direction, tied=anchor.tied)
    why = f"no year given; the verb points to the {anchor.direction}"
    return _run(when, meaning, why) if when else None


def _run(when: date, meaning: Meaning, why: str) -> Resolved | None:
    """A day, or the days from it to the last one named (``July 21-23``)."""
    until = meaning.number("until")
    if until is None:
        return on_date(calendar.day(when), why)
    last = calendar.day_or_none(when.year, when.month, until)
    if last is None or last <= when:
        return None
    return on_date(calendar.day(when), f"{why}; a run of days", f"{when}/{last}")


_NO_BASE = "counted from another time, and the text names none before"
_DAY_SHIFT = {"yesterday": -2, "tomorrow": 2}


def _day_word(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    shift = meaning.number("word")
    night = "TNI" if meaning.words == ("tonight",) else ""
    if shift is None:
        shift = _DAY_SHIFT[meaning.words[-1]]
    if anchor.published is None:
        return unanchored(f"XXXX-XX-XX{night}", "TIME" if night else "DATE")
    stretch = calendar.day(anchor.published + timedelta(days=shift))
    if not night:
        return on_date(stretch, "counted from the date of publication")
    return Resolved("TIME", stretch.value + night, stretch.edtf, "night of publication", stretch)


def _weekday(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    number = meaning.number("day") or 1
    today, relation = anchor.published, meaning.number("relation")
    if today is None:
        return unanchored(f"XXXX-WXX-{number}")
    named_week = meaning.inner("week")
    monday = today - timedelta(days=today.weekday())
    here = monday + timedelta(days=number - 1)
    if named_week is not None:
        week = resolve(named_week, anchor)
        begins = week.stretch.first if week and week.stretch else monday
        return on_date(calendar.day(begins + timedelta(days=number - 1)), "weekday of a named week")
    if relation is not None:
        said = _said_weekday(meaning, here, today, relation)
        return on_date(calendar.day(said), "weekday by its word")
    back = (today.weekday() - number + 1) % 7
    ahead = -back % 7
    if anchor.direction == "future":
        when = today + timedelta(days=ahead or 7)
        return on_date(calendar.day(when), "the verb points ahead: the next such day")
    why = "the last such day up to the day of publication"
    return on_date(calendar.day(today - timedelta(days=back)), why)


def _said_weekday(meaning: Meaning, here: date, today: date, relation: int) -> date:
    if relation < 0:
        return here if here < today else here - timedelta(days=7)
    if relation == 0:
        return here
    coming = not {"coming", "upcoming"}.isdisjoint(meaning.words)
    return here if coming and here > today else here + timedelta(days=7)


def _month(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    number = meaning.number("month") or 1
    year, today = _stated_year(meaning, anchor), anchor.published
    if year is not None:
        return on_date(calendar.month(year, number), "month and year are given")
    if today is None:
        return unanchored(f"XXXX-{number:02d}")
    relation = meaning.number("relation")
    if relation is not None:
        passed = number < today.month if relation < 0 else number <= today.month
        shift = {-1: 0 if passed else -1, 0: 0, 1: 1 if passed else 0}[relation]
        return on_date(calendar.month(today.year + shift, number), "month by its word")
    if anchor.direction == "future":
        year = today.year + (number < today.month)
    elif anchor.direction == "past":
        year = today.year - (number > today.month + (0 if anchor.tied else 2))
    else:
        options = [date(today.year + shift, number, 15) for shift in (-1, 0, 1)]
        near = calendar.nearest(options, today, "near")
        year = near.year if near else today.year
    why = f"no year given; the verb points to the {anchor.direction}"
    return on_date(calendar.month(year, number), why)


def _year(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    number = meaning.number("year")
    return on_date(calendar.year(number), "the year is given") if number else None


def _part_of(stretch: Stretch, mod: str | None, why: str) -> Resolved:
    return on_date(stretch, why, calendar.part(stretch, mod) if mod else None)


def _decade(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    number = meaning.number("decade")
    if number is None:
        return None
    return _part_of(calendar.decade(number), meaning.text("mod"), "a decade is given")


def _century(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    number = meaning.number("century")
    if number is None or not 1 <= number <= 22:
        return None
    return _part_of(calendar.century(number), meaning.text("mod"), "a century is given")


def _season(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    code = meaning.text("season") or "SP"
    year, today = _stated_year(meaning, anchor), anchor.published
    if year is not None:
        return on_date(calendar.season(year, code), "season and year are given")
    if today is None:
        return unanchored(f"XXXX-{code}")
    relation = meaning.number("relation")
    begins = calendar.SEASONS[code][1]
    if relation == -1 or (relation is None and anchor.direction != "future"):
        shift = -1 if today.month < begins + (3 if relation else 0) else 0
    elif relation == 1 or relation is None:
        shift = 1 if today.month >= begins else 0
    else:
        shift = 0
    why = "season counted from the date of publication"
    return on_date(calendar.season(today.year + shift, code), why)


def _quarter(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    number = meaning.number("number") or 0
    top = 4 if meaning.kind == "quarter" else 2
    if not 1 <= number <= top:
        return None
    maker = calendar.quarter if top == 4 else calendar.half
    year, today = _stated_year(meaning, anchor), anchor.published
    if year is not None:
        return on_date(maker(year, number), "quarter or half of a given year")
    if today is None:
        return unanchored(f"XXXX-{'Q' if top == 4 else 'H'}{number}")
    options = [maker(today.year + shift, number) for shift in (-1, 0, 1)]
    if anchor.direction == "future":
        stretch = min(options, key=lambda each: abs((each.last - today).days))
    else:
        stretch = [each for each in options if each.first <= today][-1]
    return on_date(stretch, f"no year given; the verb points to the {anchor.direction}")


def _same_quarter(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    """``the latest quarter``, ``the year-earlier quarter``: by the quarter the text speaks of."""
    words, today = set(meaning.words), anchor.published
    if not anchor.quarter and words <= {"the", "quarter", "period"} and "period" in words:
        return None
    base = anchor.quarter
    if base is None and today is not None:
        base = calendar.around(calendar.add(today, "Q", -1), "Q")
    if base is None:
        return unanchored("XXXX-QX")
    number = (base.first.month + 2) // 3
    year = base.first.year - (not {"ago", "earlier", "last", "same"}.isdisjoint(words))
    stated = meaning.number("number") or (3 if "third" in words else number)
    if stated not in (1, 2, 3, 4):
        return None
    why = f"the quarter the text speaks of, {base.value}"
    return on_date(calendar.quarter(meaning.number("year") or year, stated), why)


def _relative_unit(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    unit, relation = meaning.text("unit") or "D", meaning.number("relation") or 0
    if unit in ("TH", "TM", "TS"):
        return Resolved("DURATION", lengths.duration_value("1", unit), None, "a length of time")
    if anchor.published is None:
        return unanchored(BLANK.get(unit, "XXXX-XX-XX"))
    if unit in ("E", "C") and not {"past", "next", "coming"}.isdisjoint(meaning.words):
        return lengths.window(meaning, anchor)
    when = calendar.add(anchor.published, unit, relation)
    return on_date(calendar.around(when, unit), "counted from the date of publication")


def _narrative_unit(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    """``the year``, ``that day``, ``the next day``: counted from the nearest earlier time."""
    unit, relation = meaning.text("unit") or "D", meaning.number("relation") or 0
    if unit in ("TH", "TM", "TS", "E", "C"):
        return None
    if unit == "WE" and not relation:
        return _weekend(anchor)
    base = anchor.previous
    before = {"before", "preceding", "previous"}
    if base is None:
        told = {*before, "after", "following", "same", "that"}
        if not told.isdisjoint(meaning.words) or (relation > 0 and unit == "D"):
            return unanchored(BLANK.get(unit, "XXXX-XX-XX"), why=_NO_BASE)
        return _relative_unit(meaning, anchor)
    if not relation:
        relation = -1 if not before.isdisjoint(meaning.words) else int("after" in meaning.words)
    when = calendar.add(base.first, unit, relation)
    return on_date(calendar.around(when, unit), f"counted from {base.edtf}, the time named before")


def _weekend(anchor: Anchor) -> Resolved | None:
    today = anchor.published
    if today is None:
        return unanchored("XXXX-WXX-WE")
    shift = 0 if anchor.direction == "future" or today.weekday() >= 5 else -7
    return on_date(
        calendar.weekend(today + timedelta(days=shift)), "the weekend by the verb's tense"
    )


def _edge(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    inner = meaning.inner("date")
    if inner is None:
        return _year_end(anchor)
    found = resolve(inner, anchor)
    if found is None or found.stretch is None:
        return found
    mod, stretch, today = meaning.text("mod"), found.stretch, anchor.published
    if mod in ("EARLIER", "LATER"):
        edtf = stretch.edtf
        if today and stretch.first <= today <= stretch.last and stretch.first != stretch.last:
            early, late = (stretch.first, today) if mod == "EARLIER" else (today, stretch.last)
            edtf = f"{early}/{late}" if early != late else early.isoformat()
        return on_date(stretch, f"{mod.lower()} in {stretch.edtf}", edtf)
    return _part_of(stretch, mod, f"part {mod} of {stretch.edtf}")


def _year_end(anchor: Anchor) -> Resolved | None:
    if anchor.published is None:
        return unanchored("XXXX-12-31")
    return on_date(calendar.day(date(anchor.published.year, 12, 31)), "the last day of the year")


def _shift(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    """``two weeks ago``, ``a year earlier``, ``three days later``."""
    unit, how = meaning.text("unit") or "D", meaning.text("how") or "later"
    amount = meaning.amount("n") or (2.0 if "couple" in meaning.words else 1.0)
    vague = meaning.text("vague") or len(meaning.words) == 2
    if vague or unit in ("TH", "TM", "TS"):
        value = "PAST_REF" if how in ("ago", "earlier") else "FUTURE_REF"
        return unanchored(value, why="a number of units that is not given")
    base = anchor.previous if how != "ago" else None
    if unit == "Y" and amount == 1 and anchor.quarter:
        base = anchor.quarter
    if base is None and how == "later" and anchor.direction == "past":
        return unanchored(BLANK.get(unit, "XXXX-XX-XX"), why=_NO_BASE)
    origin = base.first if base else anchor.published
    if origin is None:
        return unanchored(BLANK.get(unit, "XXXX-XX-XX"))
    sign = 1 if how in ("later", "now") or "now" in meaning.words else -1
    when = calendar.add(origin, unit, sign * int(amount))
    grain = base.unit if base and base.unit in ("D", "M", "Q", "Y") and unit != "D" else unit
    stretch = calendar.around(when, grain)
    rough = meaning.text("about") and stretch.unit in ("D", "M", "Y")
    why = f"counted from {base.edtf}, the time named before" if base else "counted from publication"
    return on_date(stretch, why, f"{stretch.edtf}~" if rough else None)


def _own_day(anchor: Anchor, shift: int, *, narrative: bool) -> Resolved:
    """The day of a time of day that names none: in narrative the day named before."""
    base = anchor.previous
    if narrative and base is not None and base.unit == "D":
        return on_date(base, f"on {base.edtf}, the day named before")
    if anchor.published is None:
        return unanchored("XXXX-XX-XX")
    when = anchor.published + timedelta(days=shift)
    return on_date(calendar.day(when), "by the day of publication")


def _part_of_day(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    part, inner = meaning.text("part") or "NI", meaning.inner("date")
    shift = meaning.number("relation") or 0
    found: Resolved | None
    if inner is not None:
        found = resolve(inner, anchor)
    else:
        found = _own_day(anchor, shift, narrative=not {"that", "same"}.isdisjoint(meaning.words))
    if found is None:
        return None
    value = f"{found.value.removesuffix('TNI')}T{part}"
    return Resolved("TIME", value, found.edtf, found.why, found.stretch)


def _clock(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    clock = meaning.text("clock") or meaning.text("part") or "00:00"
    inner = meaning.inner("date")
    if inner is not None:
        found = resolve(inner, anchor)
    else:
        found = _own_day(anchor, 0, narrative=anchor.direction == "past")
    if found is None:
        return None
    zone = meaning.text("zone") or ""
    return Resolved("TIME", f"{found.value}T{clock}{zone}", found.edtf, found.why, found.stretch)


_RESOLVERS: Mapping[str, Callable[[Meaning, Anchor], Resolved | None]] = {
    "fixed": _fixed,
    "calendar-day": _calendar_day,
    "day-word": _day_word,
    "weekday": _weekday,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "quarter": _quarter,
    "half": _quarter,
    "same-quarter": _same_quarter,
    "relative-unit": _relative_unit,
    "narrative-unit": _narrative_unit,
    "edge": _edge,
    "shift": _shift,
    "window": lengths.window,
    "duration": lengths.duration,
    "part-of-day": _part_of_day,
    "clock": _clock,
    "set": lengths.habit,
}


def resolve(meaning: Meaning, anchor: Anchor) -> Resolved | None:
    """What an expression stands for; None where it names no possible time (30 February)."""
    try:
        return _RESOLVERS[meaning.kind](meaning, anchor)
    except (ValueError, OverflowError):
        return None

"""From where a time expression is counted, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verbale.language.time_calendar import Stretch

NO_ANCHOR = "relative, and the date of publication is not known"


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where one counts.

    ``published`` is the document's own day, ``direction`` where the governing verb points
    (``past``, ``future``, ``near``), ``tied`` whether the expression hangs on that verb itself,
    ``previous`` the nearest earlier calendar time of the text,
    ``quarter`` the last quarter it named.
    """

    published: date | None
    direction: str = "past"
    previous: Stretch | None = None
    tied: bool = True
    quarter: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """TIMEX3 type and value, EDTF, the stretch of the calendar where there is one, and why."""

    type: str
    value: str
    edtf: str | None
    why: str
    stretch: Stretch | None = None


def on_date(stretch: Stretch, why: str, edtf: str | None = None) -> Resolved:
    """A calendar date; ``edtf`` where it is not simply that of the stretch."""
    return Resolved("DATE", stretch.value, edtf or stretch.edtf, why, stretch)


def unanchored(value: str, type_: str = "DATE", why: str = NO_ANCHOR) -> Resolved:
    """A value that no calendar date follows from."""
    return Resolved(type_, value, None, why)


BLANK = {
    "Y": "XXXX",
    "M": "XXXX-XX",
    "W": "XXXX-WXX",
    "Q": "XXXX-QX",
    "WE": "XXXX-WXX-WE",
    "E": "XXX",
}
"""Values of units whose place in the calendar is not known."""

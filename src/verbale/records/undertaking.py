"""Undertakings: what was promised, planned or set going, its parts, and how far it is.

Where they come from: entries of the lexicon (``undertaking_frames``), plain future
(``undertaking_future``), the parts of an umbrella (``undertaking_parts``). Who can bind himself
and what is no undertaking stands in ``undertaking_checks``, the words of the action with date,
sum and condition in ``undertaking_action``.
"""

from __future__ import annotations

from verbale.model import Undertaking
from verbale.records.context import Context
from verbale.records.undertaking_frames import by_frame
from verbale.records.undertaking_future import by_future
from verbale.records.undertaking_parts import part_of, parts


def find_undertakings(context: Context) -> list[Undertaking]:
    """Undertakings by the lexicon's frames, by plain future, and the parts of an umbrella."""
    found: list[Undertaking] = []
    for match in context.of_kind("undertaking"):
        found.extend(by_frame(context, match))
    found.extend(by_future(context, found))
    found = _once(found)
    found.extend(parts(context, found))
    return part_of(context, _once(found))


def _once(found: list[Undertaking]) -> list[Undertaking]:
    """Of undertakings with the same action the first; what ends as a longer one does goes."""
    kept: list[Undertaking] = []
    for undertaking in sorted(found, key=lambda u: (u.action.start, -u.action.end)):
        if not any(_repeats(undertaking, earlier) for earlier in kept):
            kept.append(undertaking)
    return kept


def _repeats(later: Undertaking, earlier: Undertaking) -> bool:
    """The same action again, or the end of a longer one that is no part of it."""
    if earlier.action == later.action:
        return True
    ends = earlier.action.holds(later.action) and earlier.action.end == later.action.end
    return ends and not later.links

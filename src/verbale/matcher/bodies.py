"""States' codes, international bodies and their members: reading the tables, and asking them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from verbale.matcher.dating import dated_name
from verbale.matcher.entries import Body, Membership, Numbered, StateCodes

if TYPE_CHECKING:
    from verbale.matcher.tables import Row
    from verbale.matcher.world import World

CODES = ("code", "iso2", "numeric", "former", "cow_name", "cow", "gw", "successor")
BODIES = ("id", "purpose", "plover", "cameo", "part_of", "from", "to")
MEMBERSHIPS = ("body", "from", "to", "seen", "members")

PURPOSES = (
    *("general", "economy", "finance", "security", "court", "energy", "health", "environment"),
    *("transport", "science", "culture", "food", "labour", "migration", "police", "rights"),
    *("commodity", "technical", "parliament", "group", "mission"),
)
"""What an international body is for. ``group``: states that meet or are named together."""


def read_codes(row: Row, world: World) -> None:
    """One row of codes.tsv."""
    code = row.text("code")
    if code not in world.states or code in world.codes:
        row.fault(f"code {code!r}: expected a state of states.tsv, once")
    successor = row.maybe("successor")
    if successor is not None and successor not in world.states:
        row.fault(f"successor {successor!r}: not in states.tsv")
    world.codes[code] = StateCodes(
        code,
        row.maybe("iso2"),
        row.maybe("numeric"),
        row.maybe("former"),
        row.maybe("cow_name"),
        _numbers(row, "cow"),
        _numbers(row, "gw"),
        successor,
    )


def read_body(row: Row, world: World) -> None:
    """One row of bodies.tsv."""
    id_ = row.text("id")
    part_of = row.maybe("part_of")
    for known in (id_, part_of):
        if known and known not in world.organisations and known not in world.collectives:
            row.fault(f"id {known!r}: neither in organisations.tsv nor in collectives.tsv")
    if id_ in world.bodies:
        row.fault(f"id {id_!r}: twice")
    start, end = row.day("from"), row.day("to", last=True)
    purpose = row.one_of("purpose", PURPOSES)
    codes = row.text("plover"), row.maybe("cameo")
    world.bodies[id_] = Body(id_, purpose, *codes, part_of, start, end)


def read_membership(row: Row, world: World) -> None:
    """One row of memberships.tsv: all who were members from one day to another."""
    body = row.text("body")
    if body not in world.bodies:
        row.fault(f"body {body!r}: not in bodies.tsv")
    start, end = row.day("from"), row.day("to", last=True)
    seen = row.day("seen")
    if start is None and seen is None:
        row.fault("expected a first day, or a day on which the members were seen to be members")
    if start and end and end < start:
        row.fault(f"from {start} to {end}: expected an end after the start")
    for code in row.many("members"):
        if code not in world.states:
            row.fault(f"members {code!r}: not in states.tsv")
        world.memberships.append(Membership(body, code, start, end, seen))


def _numbers(row: Row, column: str) -> tuple[Numbered, ...]:
    found = []
    for value in row.many(column):
        try:
            number, (start, end) = dated_name(value)
            found.append(Numbered(int(number), start, end))
        except ValueError:
            row.fault(f"{column} {value!r}: expected NUMBER (FROM/TO)")
    return tuple(found)


class Memberships:
    """Who belongs to what, by body and by state."""

    def __init__(self, memberships: Iterable[Membership]) -> None:
        """Take the rows of memberships.tsv."""
        self._by_body: dict[str, list[Membership]] = {}
        self._by_country: dict[str, list[Membership]] = {}
        for each in memberships:
            self._by_body.setdefault(each.body, []).append(each)
            self._by_country.setdefault(each.country, []).append(each)

    def members(self, body: str, on: date | None) -> tuple[str, ...]:
        """Codes of the members of a body on a day (without one: today's)."""
        found = self._by_body.get(body, ())
        return tuple(dict.fromkeys(each.country for each in _held(found, on)))

    def of(self, country: str, on: date | None) -> tuple[str, ...]:
        """Ids of the bodies a state belongs to on a day (without one: today)."""
        found = self._by_country.get(country, ())
        return tuple(dict.fromkeys(each.body for each in _held(found, on)))


def _held(found: Sequence[Membership], on: date | None) -> list[Membership]:
    if on is None:
        return [each for each in found if each.end is None]
    return [each for each in found if each.covers(on)]

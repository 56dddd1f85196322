"""Names and sectors at a day: which of the things a name may stand for was meant then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from verbale.matcher.entries import Actor, Entry, NameHit, Span, Spell
from verbale.matcher.tables import first_day, last_day

_DATED = re.compile(r"^(?P<name>.*\S)\s+\((?P<start>[\d-]*)/(?P<end>[\d-]*)\)$")


_NOT_IN_USE = 2


def dated_name(value: str) -> tuple[str, Span]:
    """A name and the dates of its use: "Zaire (1971-10-27/1997-05-17)".

    Raises `ValueError` where a date is none.
    """
    found = _DATED.match(value)
    if found is None:
        return value, (None, None)
    return found["name"], span_of(found["start"], found["end"])


def span_of(start: str, end: str) -> Span:
    """First and last day of two dates as tables write them; an empty one is no bound."""
    return (first_day(start) if start else None), (last_day(end) if end else None)


def sectors_at(
    sectors: tuple[str, ...], spells: Sequence[Spell], on: date | None
) -> tuple[str, ...]:
    """The sectors on a day (without one: now): of the spells that cover it, else the lasting."""
    found = tuple(spell.sector for spell in spells if _holds(spell, on))
    return found or sectors


def _holds(spell: Spell, on: date | None) -> bool:
    return spell.end is None if on is None else spell.covers(on)


def actor_at(actor: Actor, on: date | None) -> Actor:
    """The actor with the sectors it had on a day."""
    if not actor.spells:
        return actor
    return replace(actor, sectors=sectors_at(actor.sectors, actor.spells, on), spells=())


def entries_at(entries: tuple[Entry, ...], on: date | None) -> tuple[Entry, ...]:
    """What a name stands for on a day (without one: today), what is dated to that day first.

    A name that stood for something at another time only still does where it has no other meaning.
    """
    if not any(entry.spells or entry.since or entry.until for entry in entries):
        return entries
    placed = sorted(entries, key=lambda entry: _use(entry, on))
    used = [entry for entry in placed if _use(entry, on) < _NOT_IN_USE]
    return tuple(_sectored(entry, on) for entry in used or placed)


def hits_at(hits: list[NameHit], on: date | None) -> list[NameHit]:
    """The hits, each with its entries as `entries_at` has them."""
    for number, hit in enumerate(hits):
        entries = entries_at(hit.entries, on)
        if entries is not hit.entries:
            hits[number] = NameHit(hit.start, hit.end, entries)
    return hits


def _use(entry: Entry, on: date | None) -> int:
    """0: dated and in use on the day, 1: not dated, 2: not in use."""
    if entry.since is None and entry.until is None:
        return 1
    if on is None:
        return 1 if entry.until is None else _NOT_IN_USE
    after = entry.since is None or entry.since <= on
    before = entry.until is None or on <= entry.until
    return 0 if after and before else _NOT_IN_USE


def _sectored(entry: Entry, on: date | None) -> Entry:
    if not entry.spells:
        return entry
    return replace(entry, sectors=sectors_at(entry.sectors, entry.spells, on), spells=())

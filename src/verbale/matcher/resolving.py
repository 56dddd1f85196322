"""What a phrase that names an actor says of it: country, sectors, role and name.

Composes the registry's names, titles and dated terms of office ("German foreign
minister Oskar Fischer"); says nothing where the registry does not know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.matcher.persons import DateLike, as_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from verbale.matcher.entries import Entry, PersonMatch, Term, Title, TitleHit
    from verbale.matcher.registry import Registry

_TOKEN = re.compile(r"[^\W_](?:[\w.&-]|['’](?!s\b))*")
_LEADING = re.compile(r"^(?:the|a|an|some|several|two|three|both|his|her|their)\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s(?:of|in|from|for|at|on|near|against|to|who|with)\s")
_ARMED = frozenset({"REB", "UAF", "PRM", "CRM", "MIL", "SPY", "COP"})
_VAGUE = frozenset({"leader", "member", "group", "adviser", "candidate"})
"""Roles that tell less about a sector than the name beside them: "Muslim leaders"."""
_SERVING = frozenset({"official", "military officer", "worker"})
"""Roles whose sector is that of the body before them: "intelligence agency officer"."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What is known of an actor; every field may be empty. ``role`` as in `Title.role`."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    name: str | None = None


def resolve(registry: Registry, text: str, on: DateLike = None) -> Resolved:
    """What ``text``, a name or noun phrase, stands for on a day (without one: as known last)."""
    bare = _LEADING.sub("", text.strip())
    named = registry.named(text.strip()) or registry.named(bare)
    if named and named[0].kind != "person" and not named[0].weak:
        return _of_entry(named)
    words = _TOKEN.findall(bare)
    if named and named[0].kind == "person":
        return _office(registry, registry.person(named[0].name, on), named[0].actor_id, None, on)
    person = _person(registry, bare, words, on)
    if person is not None:
        return person
    return _of_entry(named) if named else _phrase(registry, bare, words)


def _of_entry(entries: Sequence[Entry]) -> Resolved:
    entry = entries[0]
    sectors = entry.sectors
    if entry.kind in ("capital", "metonym") and not sectors:
        sectors = ("GOV",)
    elif entry.kind in ("city", "admin1"):
        sectors = ("CVL",)
    return Resolved(entry.country, sectors, None, entry.name)


def _person(registry: Registry, bare: str, words: list[str], on: DateLike) -> Resolved | None:
    """The person whose name ends the phrase, with or without titles before it."""
    hits = registry.titles_in(words)
    before = hits[-1].last if hits else 0
    while before < len(words) and registry.honorific(words[before]):
        before += 1
    title = hits[-1].title if hits else None
    country = _country(registry, " ".join(words[:before])) if before else None
    name = " ".join(words[before:])
    whole = [] if title else registry.person(bare, on)
    found = whole or registry.person(name, on, country)
    if not found or not name[:1].isupper() or (title and title.plural):
        return None
    if len({match.actor.id for match in found}) > 1 and not _clear(found, title):
        return None
    return _office(registry, found, found[0].actor.id, title, on)


def _clear(found: Sequence[PersonMatch], title: Title | None) -> bool:
    """Whether the first of several persons of a name is the one meant: alone in office."""
    in_office = [match for match in found if match.in_office]
    return bool(title) or len(in_office) == 1 or found[0].days is not None


def _office(
    registry: Registry,
    found: Sequence[PersonMatch],
    id_: str | None,
    title: Title | None,
    on: DateLike,
) -> Resolved:
    """Role and sectors: those of the text, else of the term that covers the day, else former."""
    actor = next(match.actor for match in found if match.actor.id == id_)
    day = as_date(on)
    terms = registry.terms_of(actor.id)
    term = registry.role_of(actor.id, on) if day else None
    if day is None and terms and any(each.end is None for each in terms):
        term = next(each for each in terms if each.end is None)
    role = term.role if term else None
    sectors = _sectors(registry, role)
    if title is not None:
        if not set(title.sectors) <= set(sectors):
            sectors = title.sectors
        role = registry.role_in(title.role, actor.country)
    elif term is None and any(_over(each, day) for each in terms):
        sectors = ("ELI",)
    return Resolved(actor.country, sectors, role, actor.name)


def _over(term: Term, day: date | None) -> bool:
    return term.end is not None and (day is None or term.end < day)


def _sectors(registry: Registry, role: str | None) -> tuple[str, ...]:
    if role is None:
        return ()
    for _, title in registry.world.titles:
        if title.role in (role, role.removeprefix("deputy ")):
            return title.sectors
    return ()


def _country(registry: Registry, text: str) -> str | None:
    """The first country that a name in the text gives."""
    for hit in registry.names(text):
        for entry in hit.entries:
            if entry.country is not None and not entry.weak:
                return entry.country
    return None


def _phrase(registry: Registry, bare: str, words: list[str]) -> Resolved:
    """A noun phrase: an agent noun with the names around it."""
    hits = [hit for hit in registry.titles_in(words) if hit.title.kind != "honorific"]
    names = [hit.entry for hit in registry.names(bare) if not hit.entry.weak]
    country = next((entry.country for entry in names if entry.country), None)
    body = next((e for e in reversed(names) if e.sectors and e.kind != "metonym"), None)
    if body is not None and None not in (body.country, country) and body.country != country:
        body = None
    head = _head(hits, bare)
    if head is None or (body is not None and _tells_more(body, head)):
        if body is not None:
            return Resolved(body.country or country, body.sectors, None, body.name)
        return Resolved(country)
    held = head.kind in ("office", "post") and not head.plural
    role = registry.role_in(head.role, country) if held and not head.former else None
    return Resolved(country, ("ELI",) if head.former else head.sectors, role, None)


def _head(hits: Sequence[TitleHit], bare: str) -> Title | None:
    """The title that heads the phrase: the last that tells, before its first preposition."""
    core = len(_TOKEN.findall(_TAIL.split(bare, maxsplit=1)[0]))
    telling = [hit for hit in hits if hit.title.sectors] or list(hits)
    inside = [hit for hit in telling if hit.first < core]
    if not inside:
        return telling[0].title if telling else None
    if len(inside) > 1 and inside[-1].title.role in _SERVING:
        if inside[-2].title.kind == "body" and inside[-2].last == inside[-1].first:
            return inside[-2].title
    return inside[-1].title


def _tells_more(body: Entry, head: Title) -> bool:
    """Whether a name beside an agent noun says more about the sector than the noun."""
    if head.former:
        return False
    if head.role in _VAGUE or head.sectors in ((), ("UNK",)):
        return True
    gathered = head.kind in ("body", "collective") or set(head.sectors) <= _ARMED
    return body.kind == "organisation" and gathered and bool(_ARMED & set(body.sectors))

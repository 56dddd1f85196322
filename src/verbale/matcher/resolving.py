"""What a phrase that names an actor says of it: country, sectors, role and name.

Composes the registry's names, titles and dated terms of office ("German foreign
minister Oskar Fischer"); says nothing where the registry does not know.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from verbale.matcher.compositions import head_of, is_former, primary, sectors_of
from verbale.matcher.origins import country_of
from verbale.matcher.persons import DateLike, as_date
from verbale.matcher.phrases import Phrase, bare, cleaned, main_part, take_apart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from verbale.matcher.entries import Entry, PersonMatch, Term, Title
    from verbale.matcher.registry import Registry

_VIA = {"demonym": "demonym", "metonym": "metonym", "capital": "metonym"}
_SEATS = ("capital", "metonym")
_PLACES = ("city", "admin1", "region", "water")
_SURNAME_FROM = 4
"""Shorter words are not looked up as surnames of those in office."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What is known of an actor; every field may be empty. ``role`` as in `Title.role`.

    ``actor`` is its id in the registry; ``via`` as in `ActorReference.via`.
    """

    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    name: str | None = None
    actor: str | None = field(default=None, compare=False)
    via: str = field(default="nominal", compare=False)


def resolve(registry: Registry, text: str, on: DateLike = None) -> Resolved:
    """What ``text``, a name or noun phrase, stands for on a day (without one: as known last)."""
    line = cleaned(text)
    whole = _whole(registry, line, on, weak=False)
    if whole is not None:
        return whole
    main, behind = main_part(line)
    found = _part(registry, bare(main), on)
    if behind and not found.sectors:
        found = _joined(found, _part(registry, bare(behind), on))
    if found == Resolved():
        return _whole(registry, line, on, weak=True) or found
    return found


def _joined(found: Resolved, behind: Resolved) -> Resolved:
    """A name or noun completed by its apposition: "Ana Ruiz, the mayor of Quito"."""
    country = found.country or behind.country
    return replace(found, country=country, sectors=behind.sectors, role=found.role or behind.role)


def _whole(registry: Registry, line: str, on: DateLike, *, weak: bool) -> Resolved | None:
    """The phrase as one known name, as written or without what stands before it.

    ``weak``: only a name that is a common word or a personal name as well.
    """
    for form in dict.fromkeys((line, bare(line), *_shapes(bare(line)))):
        named = registry.named(form, on)
        if not named:
            continue
        if named[0].kind == "person":
            found = registry.person(named[0].name, on)
            return _office(registry, found, named[0].actor_id, None, on) if found else None
        if named[0].weak == weak:
            return _of_entry(registry, named[0], on)
    return None


def _shapes(line: str) -> tuple[str, ...]:
    """A phrase in small letters or capitals as a name is written."""
    if line.islower():
        return (line.title(), line.upper()) if len(line) > 1 else ()
    return (line.title(), line.capitalize()) if line.isupper() else ()


def _of_entry(registry: Registry, entry: Entry, on: DateLike) -> Resolved:
    known = registry.actor(entry.actor_id, on) if entry.actor_id else None
    sectors = primary(entry, known.kind if known is not None else "")
    id_ = entry.actor_id
    if entry.kind in _SEATS and not sectors:
        sectors = ("GOV",)
    elif entry.kind in ("city", "admin1"):
        sectors = ("CVL",)
    if id_ is None:
        id_ = "place:" + "-".join(entry.name.lower().split())
    return Resolved(entry.country, sectors, None, entry.name, id_, _VIA.get(entry.kind, "name"))


def _part(registry: Registry, text: str, on: DateLike) -> Resolved:
    """A phrase without apposition: a person with or without titles, else nouns and names."""
    if not text:
        return Resolved()
    phrase = take_apart(registry, text, on)
    person = _person(registry, phrase, on)
    return person if person is not None else _phrase(registry, phrase, on)


def _person(registry: Registry, phrase: Phrase, on: DateLike) -> Resolved | None:
    """The person whose name ends the phrase, with or without titles before it."""
    words = [word.text for word in phrase.words]
    hits = registry.titles_in(words)
    start = hits[-1].last if hits else 0
    rank = None
    while start < len(words) and (honour := registry.honorific(words[start])) is not None:
        rank, start = honour, start + 1
    title = hits[-1].title if hits else None
    name = " ".join(words[start:])
    if not name[:1].isupper() or (title and title.plural):
        return None
    country = _before(phrase, start) if start else None
    whole = [] if title else registry.person(phrase.text, on)
    found = whole or registry.person(name, on, country)
    if not found:
        return None
    if len({match.actor.id for match in found}) > 1 and not _clear(found, title):
        return None
    resolved = _office(registry, found, found[0].actor.id, title, on)
    if not resolved.sectors and rank is not None:
        return replace(resolved, sectors=rank.sectors)
    return resolved


def _before(phrase: Phrase, last: int) -> str | None:
    """The country that the words before a name give."""
    names = tuple(name for name in phrase.names if name.last <= last)
    return country_of(replace(phrase, names=names))


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
    sectors = _sectors(registry, role) or actor.sectors
    if title is not None:
        if not set(title.sectors) <= set(sectors):
            sectors = title.sectors
        role = registry.role_in(title.role, actor.country)
    elif term is None and not sectors and any(_over(each, day) for each in terms):
        sectors = ("ELI",)
    return Resolved(actor.country, sectors, role, actor.name, actor.id, "name")


def _over(term: Term, day: date | None) -> bool:
    return term.end is not None and (day is None or term.end < day)


def _sectors(registry: Registry, role: str | None) -> tuple[str, ...]:
    if role is None:
        return ()
    title = registry.title(role.split())
    return () if title is None else title.sectors


def _phrase(registry: Registry, phrase: Phrase, on: DateLike) -> Resolved:
    """A noun phrase: an agent noun with the names around it."""
    head = head_of(phrase)
    sectors = sectors_of(phrase, _kinds(registry, phrase), head)
    country = country_of(phrase)
    if country is None and not any(name.first < phrase.core for name in phrase.names):
        country = _owner(registry, phrase, on)
    if head is None:
        return _only_names(phrase, country, sectors)
    title = head.title
    held = title.kind in ("office", "post") and not title.plural and not is_former(phrase, head)
    role = registry.role_in(title.role, country) if held else None
    return Resolved(country, sectors, role, None, None, "title" if role else "nominal")


def _only_names(phrase: Phrase, country: str | None, sectors: tuple[str, ...]) -> Resolved:
    """A phrase without agent noun; named after the body or people that ends its core."""
    ending = [name for name in phrase.names if name.last == phrase.core]
    if not ending or ending[0].entry.kind not in ("organisation", "demonym", "state"):
        return Resolved(country, sectors)
    entry = ending[0].entry
    return Resolved(country or entry.country, sectors, None, entry.name, entry.actor_id, "name")


def _kinds(registry: Registry, phrase: Phrase) -> dict[str, str]:
    kinds = {}
    for name in phrase.names:
        if name.entry.kind == "organisation" and name.entry.actor_id:
            known = registry.actor(name.entry.actor_id)
            kinds[name.entry.actor_id] = known.kind if known is not None else ""
    return kinds


def _owner(registry: Registry, phrase: Phrase, on: DateLike) -> str | None:
    """The country of one in office whom a phrase names by surname: "Macron's government"."""
    held = {n for hit in phrase.titles for n in range(hit.first, hit.last)}
    for number in range(phrase.core):
        word = phrase.words[number].text
        if number in held or not word[:1].isupper() or len(word) < _SURNAME_FROM:
            continue
        found = [match for match in registry.person(word, on) if match.in_office or on is None]
        countries = {match.actor.country for match in found}
        if len(countries) == 1:
            return countries.pop()
    return None

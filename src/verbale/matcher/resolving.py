"""What a phrase that names an actor says of it: country, sectors, role and name.

Composes the registry's names, titles and dated terms of office ("Danish foreign
minister Uffe Ellemann-Jensen"); says nothing where the registry does not know.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from verbale.errors import ModelError
from verbale.matcher.compositions import (
    head_of,
    is_former,
    out_of_office,
    primary,
    sectors_of,
)
from verbale.matcher.gazetteer import default_gazetteer
from verbale.matcher.misspelt import corrected
from verbale.matcher.named_so import told_by_ending
from verbale.matcher.origins import country_of
from verbale.matcher.persons import DateLike, as_date
from verbale.matcher.phrases import Phrase, bare, cleaned, main_part, take_apart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from verbale.matcher.entries import Entry, PersonMatch, Term, Title, TitleHit
    from verbale.matcher.registry import Registry

_VIA = {"demonym": "demonym", "metonym": "metonym", "capital": "metonym"}
_SEATS = ("capital", "metonym")
_PLACES = ("city", "admin1", "region", "water")
_SURNAME_FROM = 4
"""Shorter words are not looked up as surnames of those in office."""
_PLACE_FROM = 5
"""Shorter words are not looked up as names of smaller places."""


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
        return _whole(registry, line, on, weak=True) or _place(bare(line)) or found
    return found


def _joined(found: Resolved, behind: Resolved) -> Resolved:
    """A name or noun completed by its apposition: "Ana Ruiz, the mayor of Quito"."""
    country = found.country or behind.country
    return replace(found, country=country, sectors=behind.sectors, role=found.role or behind.role)


def _whole(registry: Registry, line: str, on: DateLike, *, weak: bool) -> Resolved | None:
    """The phrase as one known name, as written or without what stands before it.

    ``weak``: only a name that is a common word or a personal name as well.
    """
    shapes = () if registry.titles_in(bare(line).split(), loose=True) else _shapes(bare(line))
    for form in dict.fromkeys((line, bare(line), *shapes)):
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
        return (line.title(),)
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
    doubtful = country_of(phrase) is None or not phrase.titles
    if doubtful and (spelt := corrected(registry, phrase)) is not None:
        phrase = take_apart(registry, spelt, on)
    person = _person(registry, phrase, on)
    return person if person is not None else _phrase(registry, phrase, on)


def _person(registry: Registry, phrase: Phrase, on: DateLike) -> Resolved | None:
    """The person whose name ends the phrase, with or without titles before it."""
    words = [word.text for word in phrase.words]
    hits = registry.titles_in(words)
    start, rank = _ranked(registry, words, hits[-1].last if hits else 0)
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
    if title is not None and title.yields:
        resolved = replace(resolved, sectors=_phrase(registry, _until(phrase, start), on).sectors)
    if title is not None and out_of_office(phrase, start):
        resolved = replace(resolved, sectors=("ELI",))
    return resolved if rank is None else _with_rank(registry, resolved, rank)


def _ranked(registry: Registry, words: Sequence[str], start: int) -> tuple[int, Title | None]:
    """Where the name begins behind ranks and forms of address, and the last of these."""
    rank = None
    if start == 0:
        capital = (n for n, word in enumerate(words[:-1]) if word[:1].isupper())
        start = next((n for n in capital if registry.honorific(words[n])), 0)
    while start < len(words) - 1 and words[start][:1].isupper():
        honour = registry.honorific(words[start])
        if honour is None:
            break
        rank, start = honour, start + 1
    return start, rank


def _with_rank(registry: Registry, found: Resolved, rank: Title) -> Resolved:
    """What "Sen." or "Gen." adds: a civil office beats the registry, a rank only fills a gap."""
    if not rank.sectors or (
        found.sectors and found.sectors != ("ELI",) and rank.sectors == ("MIL",)
    ):
        return found
    role = registry.role_in(rank.role, found.country) if rank.role else found.role
    return replace(found, sectors=rank.sectors, role=role)


def _until(phrase: Phrase, last: int) -> Phrase:
    """The first words of a phrase."""
    return replace(
        phrase,
        words=phrase.words[:last],
        names=tuple(name for name in phrase.names if name.last <= last),
        titles=tuple(hit for hit in phrase.titles if hit.last <= last),
        core=min(phrase.core, last),
        tails=tuple(tail for tail in phrase.tails if tail[2] <= last),
    )


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
    """Role and sectors: those of the text, else of the term that covers the day, else former.

    Who serves a body between states has no country: he acts for the body.
    """
    actor = next(match.actor for match in found if match.actor.id == id_)
    day = as_date(on)
    terms = registry.terms_of(actor.id)
    term = registry.role_of(actor.id, on) if day else None
    if day is None and terms and any(each.end is None for each in terms):
        term = next(each for each in terms if each.end is None)
    role = term.role if term else None
    sectors = _led(registry, terms, term) or _sectors(registry, role) or actor.sectors
    country = actor.country if term is None else _served(registry, term, actor.country)
    if title is not None:
        if not set(title.sectors) <= set(sectors):
            sectors = title.sectors
        role = registry.role_in(title.role, actor.country)
        country = country or (None if term and term.role == role else actor.country)
    elif term is None and not sectors:
        known = _undated(registry, terms, day)
        sectors = known or (("ELI",) if any(_over(each, day) for each in terms) else ())
    return Resolved(country, sectors, role, actor.name, actor.id, "name")


def _undated(registry: Registry, terms: Sequence[Term], day: date | None) -> tuple[str, ...]:
    """What one is by a role without a first day, and out of government: an opposition leader."""
    roles = [each.role for each in terms if each.start is None and not _over(each, day)]
    found = [_sectors(registry, role) for role in roles]
    return next((sectors for sectors in found if sectors and "GOV" not in sectors), ())


def _led(registry: Registry, terms: Sequence[Term], term: Term | None) -> tuple[str, ...]:
    """The sectors of the armed group that one leads or, out of every office, led last."""
    last = term or (terms[-1] if terms else None)
    if last is None or not (last.country or "").startswith("org:"):
        return ()
    body = registry.actor(last.country or "", last.start)
    return body.sectors if body is not None and body.kind == "armed-group" else ()


def _served(registry: Registry, term: Term, country: str | None) -> str | None:
    body = registry.body(term.country or "")
    return None if body is not None else country


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
        country = _owner(registry, phrase, head, on) or _somewhere(phrase)
    if head is None:
        sectors = sectors or told_by_ending(phrase)
        return _rank_alone(registry, phrase, country) or _only_names(phrase, country, sectors)
    title = head.title
    held = title.kind in ("office", "post") and not title.plural and not is_former(phrase, head)
    role = registry.role_in(title.role, country) if held else None
    return Resolved(country, sectors, role, None, None, "title" if role else "nominal")


def _rank_alone(registry: Registry, phrase: Phrase, country: str | None) -> Resolved | None:
    """One unknown by name whose rank or form of address tells: "Sen. Ann Poe"."""
    start, rank = _ranked(registry, [word.text for word in phrase.words], 0)
    if rank is None or not rank.sectors:
        return None
    if out_of_office(phrase, start):
        return Resolved(country, ("ELI",))
    role = registry.role_in(rank.role, country) if rank.role else None
    return Resolved(country, rank.sectors, role, None, None, "title")


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


def _owner(registry: Registry, phrase: Phrase, head: TitleHit | None, on: DateLike) -> str | None:
    """The country of one in office whom a phrase names by surname: "Macron's government"."""
    held = {n for hit in phrase.titles for n in range(hit.first, hit.last)}
    for number in range(phrase.core):
        word = phrase.words[number]
        beside = word.whole != word.text or (head is not None and head.first == number + 1)
        if number in held or not beside or not word.text[:1].isupper():
            continue
        if len(word.text) < _SURNAME_FROM:
            continue
        found = registry.person(word.text, on)
        countries = {match.actor.country for match in found if match.in_office or on is None}
        if len(countries) == 1:
            return countries.pop()
    return None


def _somewhere(phrase: Phrase) -> str | None:
    """The country of a smaller place behind "in", where all places of that name are in one."""
    for preposition, first, last in phrase.tails:
        name = phrase.part(first, last)
        if preposition in ("in", "near", "from") and name[:1].isupper():
            countries = _countries(name)
            if len(countries) == 1:
                return countries.pop()
    return None


def _place(line: str) -> Resolved | None:
    """A smaller place by name, where all places of that name are in one country."""
    countries = _countries(line) if line[:1].isupper() and len(line) >= _PLACE_FROM else set()
    if len(countries) != 1:
        return None
    id_ = "place:" + "-".join(line.lower().split())
    return Resolved(countries.pop(), ("CVL",), None, line, id_, "name")


def _countries(name: str) -> set[str]:
    """The countries that have a place of this name; none where it may be another word."""
    try:
        found = default_gazetteer().places(name)
    except ModelError:
        return set()
    if any(each.place.weak for each in found):
        return set()
    return {each.place.country for each in found if each.place.country and each.main}

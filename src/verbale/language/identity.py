"""Who is who: all mentions of a person by name become one actor.

Full names first (first and last name agree; initials, middle names and "Jr." may be lacking),
then surnames alone, which go to the person of that name whom title, form of address, weight in
the text and nearness speak for. What the registry knows is asked with the document's day.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene, slug

if TYPE_CHECKING:
    from verbale.matcher.entries import PersonMatch

_GENERATION = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "KHM"})
_ARTICLE = re.compile(r"^(?:al|el|ar|as|at|an|ad)-", re.IGNORECASE)
_SYLLABLES = re.compile(r"-[a-z]")
_ALIKE = 0.7
"""Share of letters that two spellings of a first name have in common."""
_YEARS_OFF = 20 * 366
"""Days from a term of office within which a full name alone means who held it."""
_POWERS = frozenset({"USA", "RUS", "CHN", "GBR", "FRA", "DEU"})
"""States whose leaders papers everywhere call by the surname without naming the state."""
_NEAR = 40
"""Tokens within which the person named last is preferred to one as often named."""


@dataclass(slots=True)
class Person:
    """One person of the document: ``leader`` is what all mentions stand for."""

    leader: Draft
    number: int = 0
    mentions: list[Draft] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    match: PersonMatch | None = None
    places: list[int] = field(default_factory=list)
    """Where the mentions begin, in the order of the text."""

    def take(self, draft: Draft) -> None:
        """Make a mention one of this person's, and learn from it."""
        self.mentions.append(draft)
        self.names.append(parts(draft.name))
        insort(self.places, draft.first)
        leader = self.leader
        if draft is leader:
            return
        draft.target = leader
        if len(parts(draft.name)) > len(parts(leader.name)) and self.match is None:
            leader.name = draft.name
        for attribute in ("role", "country", "gender", "affiliation", "role_span"):
            if getattr(leader, attribute) is None:
                setattr(leader, attribute, getattr(draft, attribute))
        leader.sectors = leader.sectors or draft.sectors
        draft.role = draft.role or leader.role


class People:
    """The persons of a document, found by the first and last words of their names."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._by_word: dict[str, dict[int, Person]] = defaultdict(dict)
        self._by_id: dict[str, Person] = {}

    def called(self, *words: str) -> list[Person]:
        """Whose names may begin or end with one of these words, in the order first met."""
        found: dict[int, Person] = {}
        for word in words:
            found |= self._by_word.get(word, {})
        return [found[number] for number in sorted(found)]

    def known(self, found: PersonMatch) -> Person | None:
        """The one whom the registry knows by the same id."""
        return self._by_id.get(found.actor.id)

    def start(self, draft: Draft, found: PersonMatch | None) -> None:
        """A new person."""
        person = Person(draft, match=found)
        person.number = len(self.all)
        self.all.append(person)
        self.take(person, draft)
        if found is not None:
            self._by_id.setdefault(found.actor.id, person)
            _adopt(draft, found)

    def take(self, person: Person, draft: Draft) -> None:
        """Make a mention one of a person's."""
        person.take(draft)
        name = person.names[-1]
        for word in {name[0], name[-1], _ARTICLE.sub("", name[-1])}:
            self._by_word[word][person.number] = person


def parts(name: str) -> tuple[str, ...]:
    """The names of a name, without generation words: first to last."""
    words = tuple(w for w in name.split() if w.lower() not in _GENERATION)
    return words or tuple(name.split())


def unify(scene: Scene) -> None:
    """One actor for all mentions of a person; what the registry knows is added."""
    drafts = sorted((d for d in scene.drafts if d.kind == "person"), key=lambda d: d.first)
    people = People()
    for draft in drafts:
        if len(parts(draft.name)) > 1:
            _place_full(scene, people, draft)
    singles = [d for d in drafts if len(parts(d.name)) == 1]
    for draft in sorted(singles, key=lambda d: (d.role is None, d.first)):
        _place_single(scene, people, draft)
    for person in people.all:
        _codes(scene, person.leader)


def _place_full(scene: Scene, people: People, draft: Draft) -> None:
    name = parts(draft.name)
    for person in reversed(people.called(name[0], name[-1])):
        if any(same_name(name, other) for other in person.names):
            if not _other_generation(scene, draft, person) and _may_be(draft, person.leader):
                people.take(person, draft)
                return
    found = _registered(scene, draft) or _spelt_otherwise(scene, draft)
    known = people.known(found) if found is not None else None
    if known is not None:
        people.take(known, draft)
    else:
        people.start(draft, found)


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names may be one person's: last names equal, first names compatible."""
    if len(one) < 2 or len(other) < 2:
        return False
    shorter, longer = sorted((one, other), key=len)
    if shorter in (longer[: len(shorter)], longer[-len(shorter) :]):
        return True
    return one[-1] == other[-1] and _given(one[0], other[0])


def _given(one: str, other: str) -> bool:
    """Equal, an initial of the other, or its beginning ("Rob", "Robert")."""
    if one == other:
        return True
    shorter, longer = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return longer.startswith(shorter) and len(shorter) in (1, *range(3, 20))


def _other_generation(scene: Scene, draft: Draft, person: Person) -> bool:
    """ "Donald Trump Jr." is not Donald Trump, where the registry knows the latter without it."""
    young = [d for d in (draft, person.leader) if _generation(d.name)]
    if len(young) != 1:
        return False
    bare = draft if young[0] is not draft else person.leader
    known = scene.registry.person(bare.name, on=scene.day)
    names = [n for k in known[:1] for n in (k.actor.name, *k.actor.names)]
    return bool(known) and not any(_generation(name) for name in names)


def _generation(name: str) -> bool:
    return any(word.lower() in _GENERATION for word in name.split()[1:])


def _may_be(draft: Draft, leader: Draft) -> bool:
    """False where country or form of address speak against one person."""
    if None not in (draft.country, leader.country) and draft.country != leader.country:
        return False
    return None in (draft.gender, leader.gender) or draft.gender == leader.gender


def _place_single(scene: Scene, people: People, draft: Draft) -> None:
    word = parts(draft.name)[0]
    called = [p for p in people.called(word) if _may_be(draft, p.leader)]
    fitting = [p for p in called if word in surnames(scene, p)] or [
        p for p in called if _first_name(word, p)
    ]
    if _generation(draft.name):
        fitting = [p for p in fitting if _generation(p.leader.name)] or fitting
    best = max(fitting, key=lambda p: _weight(scene, p, draft), default=None)
    sure = best is not None and (_settled(best, draft) or _generation(draft.name))
    found = None if sure else _registered(scene, draft)
    if found is not None and (best is None or not _is(best, found)):
        known = people.known(found)
        if known is not None or best is None or (_beside(best) and _leads(scene, found)):
            best = known
            if best is None:
                people.start(draft, found)
                return
    if best is None:
        people.start(draft, None)
    else:
        people.take(best, draft)


def _beside(person: Person) -> bool:
    """Somebody known to be another than the leader of that surname: his son, his wife.

    Of others with that surname who hold some office, the text means the one it has named in full.
    """
    return _generation(person.leader.name) or person.match is not None


def _is(person: Person, found: PersonMatch) -> bool:
    return person.match is not None and person.match.actor.id == found.actor.id


def _settled(person: Person, draft: Draft) -> bool:
    """Whether nobody else need be thought of: the title agrees, or there is none."""
    if draft.role is not None:
        return draft.role == person.leader.role
    return person.match is not None and person.match.by == "surname"


def surnames(scene: Scene, person: Person) -> set[str]:
    """What one word may stand for a person: the last name, or the first of "Kim Jong-un"."""
    found: set[str] = set()
    for name in person.names:
        found.update((name[-1], _ARTICLE.sub("", name[-1])))
        far_east = person.leader.country in _FAMILY_FIRST or (
            len(name) > 1 and _SYLLABLES.search(name[1])
        )
        if far_east or (len(name) > 2 and name[0].lower() in scene.words("family-first")):
            found.add(name[0])
    return found


def _first_name(word: str, person: Person) -> bool:
    return any(name[0] == word for name in person.names if len(name) > 1)


def _weight(scene: Scene, person: Person, draft: Draft) -> tuple[float, int]:
    """How much speaks for a person behind a surname alone; the last named at equal weight."""
    before = bisect_left(person.places, draft.first)
    last = person.places[before - 1] if before else -1
    weight = min(len(person.mentions), 6) / 2
    if draft.role is not None and draft.role == person.leader.role:
        weight += 4
    if person.match is not None and _leads(scene, person.match):
        weight += 3 if _current(scene, person.match) else 1
    if before and draft.first - last < _NEAR:
        weight += 1
    if not before:
        weight -= 0.5
    if draft.gender is not None and person.leader.gender == draft.gender:
        weight += 2
    return weight, last


def _leads(scene: Scene, match: PersonMatch) -> bool:
    """Whether the person's term is that of a head of state or government."""
    if match.term is None:
        return False
    if match.term.leads or match.term.heads:
        return True
    title = scene.registry.title(match.term.role.split())
    return title is not None and title.head_of in ("state", "government")


def _current(scene: Scene, match: PersonMatch) -> bool:
    """In office on the document's day; without a day, still in office."""
    if scene.day is None:
        return match.term is not None and match.term.end is None
    return match.in_office


def _registered(scene: Scene, draft: Draft) -> PersonMatch | None:
    """Whom of the registry a name means on the document's day; None in doubt."""
    matches = scene.registry.person(
        draft.name, on=scene.day, country=draft.country, role=draft.role
    )
    if not matches and len(parts(draft.name)) > 1:
        found = scene.registry.person(draft.name, on=scene.day, country=draft.country)
        matches = [match for match in found if match.by == "name"]
    if not matches or (_generation(draft.name) and not _named_so(draft, matches[0])):
        return None
    best = matches[0]
    if best.by == "name":
        return best if _may_mean(scene, best) else None
    if len(parts(draft.name)) > 1:
        return None
    if scene.day is None:
        return _undated(scene, draft, matches)
    if not best.in_office and draft.role is None:
        return None
    return best if _backed(scene, best, draft) else None


def _spelt_otherwise(scene: Scene, draft: Draft) -> PersonMatch | None:
    """A first name that the registry spells otherwise: same surname, same office."""
    name = parts(draft.name)
    if draft.role is None or len(name) != 2:
        return None
    matches = scene.registry.person(name[-1], on=scene.day, country=draft.country, role=draft.role)
    alike = {
        m.actor.id: m
        for m in matches
        if SequenceMatcher(None, name[0], m.actor.name.split()[0]).ratio() > _ALIKE
    }
    return next(iter(alike.values())) if len(alike) == 1 else None


def _named_so(draft: Draft, match: PersonMatch) -> bool:
    """A name with "Jr." is known to the registry with it."""
    return any(_generation(name) for name in (match.actor.name, *match.actor.names))


def _undated(scene: Scene, draft: Draft, matches: list[PersonMatch]) -> PersonMatch | None:
    """Without a day: the one leader of that surname, of a country the text names."""
    fit = {m.actor.id: m for m in matches if _leads(scene, m) and _country_told(scene, m)}
    if len(fit) == 1:
        return next(iter(fit.values()))
    still = [m for m in fit.values() if m.term is not None and m.term.end is None]
    return still[0] if len(still) == 1 else None


def _backed(scene: Scene, best: PersonMatch, draft: Draft) -> bool:
    """A surname alone must agree with the text in office or country.

    A leader's needs no more than a form of address before it, and in `_POWERS` not even that.
    """
    addressed = draft.first > 0 and scene.lower[draft.first - 1] in scene.words("honorific")
    if _leads(scene, best) and (addressed or best.actor.country in _POWERS):
        return True
    if draft.role is not None and best.term is not None and best.term.role == draft.role:
        return True
    return _country_told(scene, best)


def _may_mean(scene: Scene, match: PersonMatch) -> bool:
    """Not long out of office, nor long before it, or of a country told: others bear such names."""
    near = match.days is None or abs(match.days) <= _YEARS_OFF
    return near or _country_told(scene, match)


def _country_told(scene: Scene, match: PersonMatch) -> bool:
    return any(d.country == match.actor.country for d in scene.drafts if d.country is not None)


def _adopt(draft: Draft, found: PersonMatch) -> None:
    """What the registry knows of the person on the document's day; the text's own words stay."""
    draft.actor = found.actor.id
    if len(found.actor.name.split()) > len(draft.name.split()):
        draft.name = found.actor.name
    draft.country = draft.country or found.actor.country
    draft.gender = draft.gender or found.actor.gender
    draft.sectors = draft.sectors or found.actor.sectors
    if draft.role is None and found.in_office and found.term is not None:
        draft.role = found.term.role
        draft.why = "registry, term of office on the document's day"


def _id(scene: Scene, name: str) -> str:
    """An id that middle names, initials and "Jr." do not change, unless it is another's."""
    words = parts(name)
    kept = [w for i, w in enumerate(words) if i in (0, len(words) - 1) or len(w.rstrip(".")) > 1]
    short = f"person:{slug(' '.join(kept))}"
    if scene.registry.actor(short) is None:
        return short
    namesakes = scene.registry.person(name, on=scene.day)
    other = bool(namesakes) and not any(_may_mean(scene, match) for match in namesakes)
    return f"person:{slug(name)}-other" if other else f"person:{slug(name)}"


def _codes(scene: Scene, draft: Draft) -> None:
    if not draft.actor:
        draft.actor = _id(scene, draft.name)
    if draft.role and draft.sectors == ():
        title = scene.registry.title(draft.role.split())
        draft.sectors = title.sectors if title is not None else ()
    if draft.former and draft.sectors:
        draft.sectors = ("ELI",)

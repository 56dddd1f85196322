"""What is known already of an actor to be added, and the id it gets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.matcher.folding import plain
from verbale.matcher.own.addition import TITLE, Addition, Rules
from verbale.matcher.own.files import OwnFile, raise_faults, read_own

if TYPE_CHECKING:
    from verbale.matcher.registry import Registry

_LONGEST_SLUG = 60


def load_own(path: Path, registry: Registry) -> list[Addition]:
    """The actors of a user's file, each with its id; raises `DataError` with all faults."""
    faults: list[str] = []
    rules = rules_of(registry, faults)
    knower = Knower(registry)
    places: dict[str, str] = {}
    found = []
    for read in read_own(path, rules).additions:
        one = knower.identified(read)
        if one.id in places and not one.id.startswith("country:"):
            rules.fault(one.place, f"{one.id} stands twice; first in {places[one.id]}")
        places[one.id] = one.place
        knower.take(one)
        found.append(one)
    raise_faults(faults)
    return found


def rules_of(registry: Registry, faults: list[str]) -> Rules:
    """The rules for additions to a registry."""
    states, bodies = registry.world.states, registry.world.organisations
    return Rules(states.__contains__, bodies.__contains__, faults)


def with_ids(own: OwnFile, registry: Registry) -> OwnFile:
    """A user's file whose actors all have their ids; the text of its items stays as it is."""
    knower = Knower(registry)
    items = []
    for text, read in own.items:
        one = None if read is None else knower.identified(read)
        if one is not None:
            knower.take(one)
        items.append((text, one))
    return OwnFile(own.path, own.head, items)


class Knower:
    """Finds what the registry and the user's file already say of an actor."""

    def __init__(self, registry: Registry, own: Iterable[Addition] = ()) -> None:
        """``registry`` is the built-in one; ``own`` what the user's file holds."""
        self._registry = registry
        self._by_source: dict[str, str] = {}
        self._own: dict[str, Addition] = {}
        for one in own:
            self.take(one)

    def take(self, one: Addition) -> None:
        """Note an addition as standing in the user's file."""
        self._own[one.id] = one
        if one.source:
            self._by_source[one.source] = one.id

    def identified(self, one: Addition) -> Addition:
        """The addition with its id: its own, that of the actor it is already, or a new one."""
        return one if one.id else replace(one, id=self._id(one))

    def _id(self, one: Addition) -> str:
        if one.kind == TITLE:
            return f"{TITLE}:{slug(one.name)}"
        if one.kind in ("state", "territory") and not one.sectors:
            return f"country:{one.country}"
        if one.source in self._by_source:
            return self._by_source[one.source]
        return self.same(one) or self._new_id(one)

    def same(self, one: Addition) -> str | None:
        """The id of the built-in actor of that name, kind and country, where there is just one."""
        if one.kind == "person":
            found = {
                match.actor.id
                for match in self._registry.person(one.name, country=one.country or None)
                if match.by == "name"
            }
        else:
            found = {
                entry.actor_id
                for entry in self._registry.named(one.name)
                if entry.kind == "organisation"
                and entry.actor_id
                and (entry.country or "") == one.country
            }
        return found.pop() if len(found) == 1 else None

    def _new_id(self, one: Addition) -> str:
        head = "person" if one.kind == "person" else "org"
        tail = slug(one.name)
        tries = [f"{head}:{tail}"]
        if one.country:
            tries.append(f"{head}:{tail}-{one.country.lower()}")
        number = 1
        while self._taken(tries[0], one):
            tries.pop(0)
            if not tries:
                number += 1
                tries.append(f"{head}:{tail}-{number}")
        return tries[0]

    def _taken(self, id_: str, one: Addition) -> bool:
        known = self._own.get(id_)
        if known is not None:
            same = (known.name, known.kind, known.country) == (one.name, one.kind, one.country)
            return not same or bool(known.source and one.source and known.source != one.source)
        return self._registry.actor(id_) is not None

    def says_already(self, one: Addition) -> bool:
        """Whether the built-in registry says all that the addition says."""
        if one.kind == TITLE:
            title = self._registry.exact_title(one.name)
            return title is not None and title.sectors == one.sectors
        if one.id.startswith("country:"):
            return all(self._stands_for(name, one.id) for name in one.spelled)
        known = self._registry.actor(one.id)
        if known is None or one.held:
            return False
        names = {known.name, *known.names}
        return names.issuperset(one.spelled) and one.sectors in ((), known.sectors)

    def without_known(self, one: Addition) -> Addition:
        """A state's additional names without those that mean it already."""
        if not one.id.startswith("country:"):
            return one
        fresh = [name for name in one.spelled if not self._stands_for(name, one.id)]
        return replace(one, name=fresh[0], names=tuple(fresh[1:])) if fresh else one

    def clashes(self, one: Addition) -> list[str]:
        """Why an addition cannot be taken as new: its id or one of its names means another."""
        found = []
        if one.id in self._own:
            found.append(f"{one.id} stands in the file already")
        for name in one.spelled:
            for other in self._own.values():
                if other.id != one.id and name in other.spelled:
                    found.append(f"{name} is a name of {other.id} already")
            for entry in self._registry.named(name):
                if entry.actor_id and entry.actor_id != one.id:
                    found.append(f"{name} stands for {entry.actor_id} ({entry.name}) already")
        return found

    def _stands_for(self, name: str, id_: str) -> bool:
        return any(entry.actor_id == id_ for entry in self._registry.named(name))


def slug(name: str) -> str:
    """A name as the tail of an id: ASCII letters, digits and hyphens."""
    bare = plain(unicodedata.normalize("NFKC", name)).casefold()
    words = "".join(s if s.isascii() and s.isalnum() else " " for s in bare).split()
    made = "-".join(words)[:_LONGEST_SLUG].rstrip("-")
    return made or blake2b(name.encode(), digest_size=6).hexdigest()

"""What questions need of the registry: who is meant, and what states are called."""

from __future__ import annotations

from datetime import date

from verbale.matcher.registry import Registry
from verbale.views.reports import Side


class KnownStates:
    """Names and numbers of states, from the registry (see `verbale.views.exports.States`)."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def name(self, code: str) -> str:
        """A state's English name; the code where it is unknown."""
        state = self._registry.country(code)
        return state.name if state is not None else code

    def alpha2(self, code: str) -> str:
        """Its ISO 3166-1 alpha-2 code; empty where unknown."""
        codes = self._registry.codes(code)
        return (codes.iso2 or "") if codes is not None else ""

    def cow(self, code: str, day: str | None) -> int | None:
        """Its Correlates of War number on a day, else today."""
        codes = self._registry.codes(code)
        on = date.fromisoformat(day) if day else date.today()
        for spell in codes.cow if codes is not None else ():
            begun = spell.start is None or spell.start <= on
            if begun and (spell.end is None or on <= spell.end):
                return spell.number
        return None


def meant(registry: Registry, who: str, on: str | None) -> list[str]:
    """Ids of all that an id, a country code or a name may stand for, likeliest first."""
    text = " ".join(who.split())
    if registry.actor(text) is not None or registry.world.collectives.get(text) is not None:
        return [text]
    found = []
    if len(text) == 3 and text.isupper() and registry.country(text) is not None:
        found.append(f"country:{text}")
    found += [entry.actor_id for entry in registry.named(text, on) if entry.actor_id]
    found += [match.actor.id for match in registry.person(text, on)]
    found += [f"title:{text}" for _ in range(registry.exact_title(text) is not None)]
    return list(dict.fromkeys(found))


def known_side(who: str) -> Side | None:
    """An actor that the registry knows by id, country code or name."""
    registry = Registry.load()
    for id_ in meant(registry, who, None):
        actor = registry.actor(id_)
        if actor is not None:
            kind, _, code = id_.partition(":")
            return Side(actor.name, country=code if kind == "country" else None, actor=id_)
    return None


def side(who: str) -> Side:
    """An actor of the registry, or words of a name."""
    return known_side(who) or Side(who, words=who)

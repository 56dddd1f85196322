"""PLOVER's codes of an actor: country name and sectors, as its manual writes them.

The tables stand in ``data/plover_actors.yaml``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from verbale.errors import DataError
from verbale.matcher.loading import data_folder, load_yaml, without_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.matcher.entries import Actor
    from verbale.matcher.registry import Registry
    from verbale.model import ActorReference

UNKNOWN = "UNK"


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    faults: list[str] = []
    content = load_yaml(data_folder() / "plover_actors.yaml", faults)
    if faults:
        raise DataError(faults)
    return dict(without_lines(content))


def country_code(registry: Registry, found: ActorReference) -> str:
    """PLOVER's country code: ISO 3166-1 alpha-3, else that of a non-state actor, else empty.

    UNO and EUR are the bodies of the two families, IGO other intergovernmental ones, NGO and
    IMG named organisations and armed groups without a country of their own.
    """
    if found.country is not None:
        return found.country
    actor = _served(registry, found) or registry.actor(found.actor)
    if actor is None or actor.kind == "person":
        actor = _body(registry, found.span.text)
    if actor is None:
        return "IGO" if "IGO" in found.sectors else ""
    body = registry.body(actor.id)
    if body is not None:
        return body.plover if body.plover in ("UNO", "EUR") else "IGO"
    if "IGO" in actor.sectors:
        return "IGO"
    named = actor.id == found.actor
    return _NONSTATE.get(actor.kind, "") if named else ""


def _served(registry: Registry, found: ActorReference) -> Actor | None:
    """The body between states in which a person holds the office of a reference."""
    for term in registry.terms_of(found.actor) if found.role else ():
        if term.role == found.role and registry.body(term.country or "") is not None:
            return registry.actor(term.country or "")
    return None


_NONSTATE = {"armed-group": "IMG", "organisation": "NGO"}


def _body(registry: Registry, text: str) -> Actor | None:
    """The first organisation that is named in a phrase."""
    for hit in registry.names(text):
        if hit.entry.kind == "organisation" and hit.entry.actor_id is not None:
            return registry.actor(hit.entry.actor_id)
    return None


def sector_codes(found: ActorReference) -> tuple[str, ...]:
    """PLOVER's sector codes, the primary one first: none for a state or a place named as such.

    An actor whose sector is not known is UNK, as the manual has it.
    """
    table = _tables()["sectors"]
    kept = tuple(sector for sector in found.sectors if sector not in table)
    kept = kept or tuple(dict.fromkeys(filter(None, map(table.get, found.sectors))))
    if kept or found.sectors:
        return kept
    bare = found.actor.startswith(("country:", "place:", "region:", "org:"))
    return () if bare else (UNKNOWN,)


def modern(codes: Sequence[str]) -> tuple[str, ...]:
    """Codes of older systems written as PLOVER's."""
    older = _tables()["older"]
    return tuple(older.get(code, code) for code in codes)

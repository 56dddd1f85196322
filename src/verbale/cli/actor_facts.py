"""What `verbale actors show` and `resolve` say of an actor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.views.words import clean

if TYPE_CHECKING:
    from verbale.matcher.entries import State, Term
    from verbale.matcher.registry import Registry
    from verbale.model import ActorReference

OFFICES = (
    *("head of state", "head of government", "president", "prime minister", "chancellor"),
    *("minister of foreign affairs", "minister of defense", "minister of the interior"),
    *("minister of finance",),
)
"""The offices of a state that are shown."""
Facts = dict[str, Any]


def facts(registry: Registry, id_: str, on: str | None, own: Path | None) -> Facts:
    """What is known of one actor, by field."""
    if id_.startswith("title:"):
        return _title(registry, id_, own)
    actor = registry.actor(id_, on)
    if actor is None:
        return {"id": id_}
    known: Facts = {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sectors": list(actor.sectors),
        "gender": actor.gender,
        "names": list(actor.names),
    }
    whole = registry.world.persons.get(id_) or registry.world.organisations.get(id_)
    known["spells"] = [
        {"sector": s.sector, "from": _iso(s.start), "to": _iso(s.end)}
        for s in (whole.spells if whole is not None else ())
    ]
    known["terms"] = [_term(term) for term in registry.terms_of(id_)]
    known["members"] = list(registry.members(id_, on))
    state = registry.country(id_.removeprefix("country:")) if id_.startswith("country:") else None
    if state is not None:
        known |= _state(registry, state, on)
    known["source"] = _source(registry, id_, own)
    return {key: value for key, value in known.items() if value}


def _title(registry: Registry, id_: str, own: Path | None) -> Facts:
    words = id_.removeprefix("title:")
    title = registry.exact_title(words)
    if title is None:
        return {"id": id_}
    known = {
        "id": id_,
        "kind": "title",
        "name": words,
        "role": title.role,
        "sectors": list(title.sectors),
        "plural": title.plural,
        "source": _source(registry, id_.replace(" ", "-"), own),
    }
    return {key: value for key, value in known.items() if value}


def _state(registry: Registry, state: State, on: str | None) -> Facts:
    day = on or date.today().isoformat()
    codes = registry.world.codes.get(state.code)
    offices = {
        role: holder.name
        for role in OFFICES
        if (holder := registry.holder(role, state.code, day)) is not None
    }
    known: Facts = {
        "adjectives": list(state.adjectives),
        "people": list(state.people),
        "former": list(state.former),
        "capitals": list(state.capitals),
        "metonyms": list(state.metonyms),
        "on": day,
        "offices": offices,
        "memberships": list(registry.memberships(state.code, day)),
    }
    if codes is not None:
        known["codes"] = {
            key: value
            for key, value in {
                "alpha-3": state.code,
                "alpha-2": codes.iso2,
                "numeric": codes.numeric,
                "former": codes.former,
                "cow": codes.cow_name,
                "successor": codes.successor,
            }.items()
            if value
        }
    return known


def _term(term: Term) -> Facts:
    return {
        "role": term.role,
        "of": term.country,
        "from": _iso(term.start),
        "to": _iso(term.end),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _source(registry: Registry, id_: str, own: Path | None) -> list[str]:
    """Who says so: verbale's own tables, the user's file with the line, or both."""
    from verbale.matcher.registry import Registry as Loaded

    found = []
    built_in = Loaded.load()
    if built_in.actor(id_) is not None or (id_.startswith("title:") and id_ not in registry.own):
        found.append("built-in")
    mine = registry.own.get(id_)
    if mine is not None:
        line = mine.place.rpartition(":")[2]
        found.append(f"{own}:{line}" + (f" ({mine.source})" if mine.source else ""))
    return found


def laid_out(known: Facts) -> str:
    """Facts for people: one a line."""
    lines = ((line, line.lstrip(" ")) for line in _lines(known))
    return "".join(f"{' ' * (len(line) - len(bare))}{clean(bare)}\n" for line, bare in lines)


def _lines(known: Facts) -> Iterator[str]:
    yield f"{known.get('name', known['id'])}  ({known['id']})"
    for key, value in known.items():
        if key in ("id", "name"):
            continue
        if isinstance(value, dict):
            yield f"  {key}: " + "; ".join(f"{name}: {each}" for name, each in value.items())
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"  {key}:"
            yield from (f"    {_row(each)}" for each in value)
        elif isinstance(value, list):
            yield f"  {key}: " + "; ".join(map(str, value))
        else:
            yield f"  {key}: {value}"


def _row(row: Facts) -> str:
    start, end = row.get("from") or "", row.get("to") or ""
    what = " ".join(str(row[key]) for key in ("role", "sector", "of") if row.get(key))
    return f"{what}  {start} – {end}".rstrip() if start or end else what


def resolved(text: str, found: ActorReference) -> Facts:
    """Whom a phrase stands for, as an actor reference without a span."""
    return {
        "text": text,
        "actor": found.actor,
        "name": found.name,
        "country": found.country,
        "sectors": list(found.sectors),
        "role": found.role,
        "via": found.via,
    }

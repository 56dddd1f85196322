"""Known terms of office: what the registry says of persons whom the text gives no title."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene, reference
from verbale.matcher.persons import as_date
from verbale.model import Office

if TYPE_CHECKING:
    from verbale.matcher.entries import Term

_HEADS = {"state": "head of state", "government": "head of government"}


def known_office(scene: Scene, draft: Draft) -> Office | None:
    """The one office of a named person that the registry knows for the document's day.

    Of a document without a date the day is held to lie within the terms of those whose
    office the text states; where several offices are then possible, none is given.
    """
    terms = [t for t in _terms(scene, draft) if leads(scene, t) or t.role.startswith("minister")]
    opening, closing = _window(scene)
    chosen, former = _in_window(scene, terms, opening, closing)
    if chosen is None or (not former and _held(scene, draft, chosen)):
        return None
    if (former or opening is None) and _holds(scene, draft):
        return None
    role = chosen.role
    if leads(scene, chosen) and _head_of(scene, role) not in _HEADS:
        role = _HEADS[leads(scene, chosen)[0]] if chosen.heads else "leader"
    state = scene.registry.country(chosen.country or "")
    if state is None:
        return None
    since, until = (str(day) if day else "…" for day in (chosen.start, chosen.end))
    return Office(
        holder=reference(scene, draft),
        role=role,
        span=scene.span(draft.first, draft.last),
        body=state.name,
        former=former,
        elect=False,
        token=draft.root,
        country=chosen.country,
        by="registry",
        why=f"registry: {chosen.role} of {state.name}, {since} to {until}",
    )


def _holds(scene: Scene, draft: Draft) -> bool:
    """Whether the text gives the person an office of today, beside which an old one says little."""
    claims = (c for c in scene.claims if c.draft.resolved() is draft.resolved())
    return any(not c.former and c.role != "leader" for c in claims)


def _held(scene: Scene, draft: Draft, term: Term) -> bool:
    """Whether the text gives the office to somebody else."""
    return any(
        (c.role, c.country) == (term.role, term.country) and not c.former
        for c in scene.claims
        if c.draft.resolved() is not draft.resolved()
    )


def leads(scene: Scene, term: Term) -> tuple[str, ...]:
    """``state`` or ``government``, where the term is one at the head of either.

    Who led a state in effect from another office ("general secretary") counts for ``state``.
    """
    if term.heads:
        return term.heads
    head = _head_of(scene, term.role)
    if head in _HEADS:
        return (head,)
    return ("state",) if term.leads or term.role == "leader" else ()


def _head_of(scene: Scene, role: str) -> str | None:
    title = scene.registry.title(role.split())
    return title.head_of if title is not None else None


def _terms(scene: Scene, draft: Draft) -> list[Term]:
    holder = draft.resolved()
    known = scene.registry.terms_of(holder.actor)
    if known:
        return list(known)
    if " " in holder.name:
        full = scene.registry.person(holder.name, on=scene.day)
        ids = {match.actor.id for match in full if match.by == "name"}
        return list(scene.registry.terms_of(ids.pop())) if len(ids) == 1 else []
    if _part_of_other(scene, holder):
        return []
    here = {d.country for d in scene.drafts if d.kind == "state" and d.country}
    found = [
        term
        for country in sorted(here)
        for match in scene.registry.person(holder.name, on=scene.day, country=country)
        for term in scene.registry.terms_of(match.actor.id)
        if term.country in here and leads(scene, term)
    ]
    return found if _one(scene, found) is not None else []


def _part_of_other(scene: Scene, holder: Draft) -> bool:
    """Whether the bare name is part of another person's full name ("Omar", "Omar Nasser")."""
    return any(
        d.kind == "person" and d.via == "name" and holder.name in d.name.split()[:-1]
        for d in scene.drafts
        if d.name != holder.name
    )


def _window(scene: Scene) -> tuple[date | None, date | None]:
    """The days the document may be of: its date, else what the offices it states allow."""
    day = as_date(scene.day)
    if day is not None:
        return day, day
    opening: date | None = None
    closing: date | None = None
    for claim in scene.claims:
        if claim.former or claim.title.elect or claim.why.startswith("“counterpart”"):
            continue
        terms = [
            t
            for t in scene.registry.terms_of(claim.draft.resolved().actor)
            if t.role == claim.role and t.country == claim.country and t.start is not None
        ]
        if len(terms) == 1:
            first, last = terms[0].start, terms[0].end
            opening = first if opening is None or (first and first > opening) else opening
            closing = last if closing is None or (last and last < closing) else closing
    if opening and closing and opening > closing:
        return None, None
    return opening, closing


def _in_window(
    scene: Scene, terms: list[Term], opening: date | None, closing: date | None
) -> tuple[Term | None, bool]:
    """The term that the window allows, and whether it was over by then; None where unclear."""
    if opening is None:
        return _one(scene, terms), False
    running = [
        t
        for t in terms
        if (t.end is None or t.end >= opening)
        and (closing is None or t.start is None or t.start < closing or closing == opening)
    ]
    if running:
        return _one(scene, running), False
    past = [t for t in terms if t.end is not None and t.end < opening]
    return _one(scene, [t for t in past if leads(scene, t)]), True


def _one(scene: Scene, terms: list[Term]) -> Term | None:
    """The last of the terms, where all are at the head of the same state or government."""
    kinds = {((leads(scene, term) or (term.role,))[0], term.country) for term in terms}
    return max(terms, key=lambda t: t.start or date.min) if len(kinds) == 1 else None

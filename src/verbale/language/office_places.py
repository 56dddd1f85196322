"""Whose an office is where its title names no state: by the words before it, beside it, its holder.

What the title phrase itself says is read in `titled`; here are the guesses that are safe enough.
"""

from __future__ import annotations

from collections import Counter

from verbale.language.drafts import Claim, Scene
from verbale.language.title_phrases import front
from verbale.language.titled import HEADS
from verbale.matcher.persons import as_date

_SHARE = 0.6
"""Part of all mentions of states that the state a document is about has at least."""
_STATE_OFFICES = ("minister", "secretary of")


def place_office(scene: Scene, claim: Claim) -> None:
    """The country of an office whose title phrase names none."""
    if claim.body is not None:
        return
    if claim.role == "governor":
        _place_part(scene, claim)
        return
    if _owner_body(scene, claim):
        return
    for country, why in (
        (_owner_country(scene, claim), "the country named before"),
        (_beside(scene, claim), "the title beside it"),
        (_by_registry(scene, claim), "the registry's terms of that person"),
        (_own_title(scene, claim), "a title of that country alone"),
        (_about(scene, claim), "the one state the document is about"),
    ):
        if country is not None:
            claim.country, claim.why = country, f"country from {why}"
            claim.role = scene.registry.role_in(claim.title.role, country)
            draft = claim.draft.resolved()
            if draft.role_span == (claim.first, claim.last) or draft.country is None:
                draft.country = draft.country or country
                draft.role = claim.role if draft.role == claim.title.role else draft.role
            return


def _place_part(scene: Scene, claim: Claim) -> None:
    """ "In Bavaria, State Premier …": the one part of a state that is meant."""
    start = scene.parse[scene.parse[claim.first].sent.start].idx
    for since in (start, 0):
        parts = {
            entry.place.name: entry.place
            for hit in scene.hits
            for entry in hit.entries[:1]
            if since <= hit.start and entry.place and entry.kind in ("admin1", "region")
            if hit.start < scene.parse[claim.first].idx
        }
        if len(parts) == 1:
            part = parts.popitem()[1]
            claim.body, claim.country = part.name, part.country
            claim.why = "part of a state named before"
            return


def _owner_country(scene: Scene, claim: Claim) -> str | None:
    """ "The country's president", "its president": the state named last before it."""
    first = front(scene, claim.first)
    words = [scene.parse[i].lower_ for i in range(first, claim.first)]
    if not any(word in ("country", "nation", "its", "their") for word in words):
        return None
    states = [d for d in scene.drafts if d.kind == "state" and d.last <= first and d.country]
    near = [d for d in states if scene.sentence_at[d.first] >= scene.sentence_at[first] - 2]
    return max(near, key=lambda d: d.first).country if near else None


def _owner_body(scene: Scene, claim: Claim) -> bool:
    """ "The institute … its chief executive": a body of the sentence, nearer than any state."""
    first = front(scene, claim.first)
    if not any(scene.lower[i] in ("its", "their") for i in range(first, claim.first)):
        return False
    start = scene.parse[first].sent.start
    named = [
        d
        for d in scene.drafts
        if start <= d.first and d.last <= first and d.kind in ("state", "organisation")
    ]
    nearest = max(named, key=lambda d: d.first, default=None)
    if nearest is None or nearest.kind == "state":
        return False
    claim.body, claim.why = nearest.resolved().name, "a body named before in the sentence"
    return True


def _beside(scene: Scene, claim: Claim) -> str | None:
    """ "The German foreign minister and vice chancellor": the state of the title joined to it."""
    for other in scene.claims:
        if other.draft is claim.draft and other.country and not other.why:
            between = scene.parse[min(claim.last, other.last) : max(claim.first, other.first)]
            if any(t.lower_ == "and" for t in between) and len(between) < 3:
                return other.country
    return None


def _by_registry(scene: Scene, claim: Claim) -> str | None:
    """The one country in which somebody of that name held that office."""
    holder = claim.draft.resolved()
    for name in dict.fromkeys((holder.name, claim.draft.name)):
        terms = [
            term
            for match in scene.registry.person(name, on=scene.day)
            for term in scene.registry.terms_of(match.actor.id)
            if term.country and scene.registry.role_in(claim.title.role, term.country) == term.role
        ]
        day = as_date(scene.day)
        now = [t for t in terms if day is not None and t.covers(day)]
        countries = {term.country for term in now or terms}
        if len(countries) > 1:
            countries &= {d.country for d in scene.drafts if d.kind == "state"}
        if len(countries) == 1:
            return countries.pop()
    return None


def _own_title(scene: Scene, claim: Claim) -> str | None:
    """A secretary of state, or of defense, is one of the country that alone has such a title."""
    if not claim.title.role.startswith("secretary of"):
        return None
    local = scene.registry.world.local_roles
    found = {country for (country, _), role in local.items() if role == claim.title.role}
    return found.pop() if len(found) == 1 else None


def _about(scene: Scene, claim: Claim) -> str | None:
    """The state that has most of the document's mentions of states, for offices of a state."""
    role = claim.title.role
    if role == "chief executive" or not (claim.title.head_of in HEADS or ministerial(role)):
        return None
    counts = Counter(d.country for d in scene.drafts if d.kind == "state" and d.country)
    most = counts.most_common(1)
    if not most or most[0][1] < 2 or most[0][1] < _SHARE * sum(counts.values()):
        return None
    return most[0][0]


def ministerial(role: str) -> bool:
    """Whether a role is that of a minister or of a minister's deputy."""
    return role.removeprefix("deputy ").startswith(_STATE_OFFICES)

"""Known only once pronouns and places are: whose an office is, and names that are places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene, slug
from verbale.matcher import syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from verbale.model import PlaceMention


def follow_owners(scene: Scene) -> None:
    """ "The country's health minister", "its envoy": the state that a nominal or pronoun means."""
    for draft in scene.drafts:
        if draft.via not in ("title", "nominal") or draft.country or draft.resolved() is not draft:
            continue
        if _foreign(scene, draft):
            continue
        owner = _owner(scene, scene.parse[draft.root])
        if owner is None or owner.country is None or owner.kind != "state":
            continue
        draft.country = owner.country
        if draft.role is not None:
            draft.role = scene.registry.role_in(draft.role, owner.country)
        if draft.actor is not None and draft.actor.startswith("nominal:"):
            draft.actor = f"nominal:{owner.country.lower()}-{slug(draft.name)}"


def _owner(scene: Scene, token: Token) -> Draft | None:
    """Whom a possessive before a noun, or "of" behind it, means."""
    for owner in syntax.owners(token, "of"):
        found = scene.heads.get(owner.i)
        if found is not None:
            return found.resolved()
    return None


def drop_places(scene: Scene, places: Sequence[PlaceMention]) -> None:
    """Take back persons of one word that are names of places each time but one at most."""
    located = {number for p in places if p.place.country for number in range(p.first, p.last)}
    seen: dict[str, list[Draft]] = {}
    for draft in scene.drafts:
        if draft.kind == "person" and draft.via == "name" and draft.last - draft.first == 1:
            seen.setdefault(scene.texts[draft.first], []).append(draft)
    for drafts in seen.values():
        if all(_unknown(scene, draft) for draft in drafts):
            where = sum(draft.first in located for draft in drafts)
            if where and where >= len(drafts) - 1:
                for draft in drafts:
                    scene.drop(draft)


def _unknown(scene: Scene, draft: Draft) -> bool:
    """Nothing but the tagger says that a word names a person."""
    addressed = draft.first > 0 and scene.lower[draft.first - 1] in scene.words("honorific")
    found = draft.resolved()
    alone = found is draft or (found.via == "name" and found.last - found.first == 1)
    return alone and not addressed and draft.role is None and found.role is None


def place_nominals(scene: Scene, places: Sequence[PlaceMention]) -> None:
    """ "*Lagos* port workers", "protesters in *Tbilisi*": of the place beside them."""
    at = {place.root: place.place.country for place in places if place.place.country}
    for draft in scene.drafts:
        unnamed = draft.via in ("nominal", "title") or draft.actor.startswith("organisation:")
        unnamed = unnamed and draft.target is None and not draft.members
        if not unnamed or draft.country is not None or _elsewhere(draft):
            continue
        if _foreign(scene, draft):
            continue
        root = scene.parse[draft.root]
        if draft.kind == "organisation":
            seats = (p.i for p in syntax.owners(root, "in") if p.dep_ == "pobj")
            draft.country = next((at[i] for i in seats if i in at), None)
        else:
            draft.country = next((at[i] for i in _own_places(root) if i in at), None)


def _foreign(scene: Scene, draft: Draft) -> bool:
    """ "U.S. allies", "Iran's neighbours": beside a state, and not of it."""
    return scene.parse[draft.root].lemma_.lower() in scene.words("foreign-relation")


def _elsewhere(draft: Draft) -> bool:
    """Who reports from a place, or speaks for states, is not of it by being there."""
    return bool({"JRN", "IGO", "UNK"} & set(draft.sectors)) or draft.kind == "document"


def _own_places(root: Token) -> Iterator[int]:
    for c in root.children:
        if c.dep_ in ("compound", "nmod", "poss") and c.i < root.i:
            yield c.i
            yield from (b.i for b in syntax.children(c, "compound", "nmod"))
    for c in root.rights:
        if c.dep_ == "prep" and c.lower_ in ("of", "from", "in") and c.i == root.i + 1:
            yield from (p.i for p in syntax.children(c, "pobj"))

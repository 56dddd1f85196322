"""Those who act for a state: "American officials", "the Syrian regime", "his government".

Unnamed organs and unnamed servants in the plural have no identity of their own: they are the
state, in the sector the noun tells, and keep the words of the text as their name. Who is one
person ("a senior official"), a parliament or a court stays an actor of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene
from verbale.matcher import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_FOR_THE_STATE = frozenset({"GOV", "MIL", "SPY", "COP"})
_DEMONYM_PLACES = frozenset({"amod", "compound", "conj", "nmod", "poss"})


def act_for_state(scene: Scene, draft: Draft, owner: Draft | None) -> None:
    """Give an unnamed organ the identity of its state (or of the named body it belongs to)."""
    token = scene.parse[draft.root]
    if draft.former or draft.kind not in ("group", "body"):
        return
    several = _several(scene, draft, token)
    organ = _is_organ(scene, draft, token)
    if not organ and not (draft.plural and _FOR_THE_STATE & set(draft.sectors)):
        return
    if len(several) > 1:
        draft.members, draft.kind, draft.plural = several, "group", True
        draft.actor = "group:" + "+".join(sorted(d.actor for d in several))
    elif not organ:
        return
    elif owner is not None and owner.kind == "organisation":
        if _FOR_THE_STATE & set(owner.sectors) and owner.actor:
            draft.actor = owner.actor
    elif draft.country is not None:
        draft.actor = f"country:{draft.country}"


def _is_organ(scene: Scene, draft: Draft, token: Token) -> bool:
    lemma = token.lemma_.lower()
    if lemma in scene.words("state-organ"):
        return True
    if lemma in ("agency", "service") and {"SPY", "MIL"} & set(draft.sectors):
        return True
    served = lemma in scene.words("state-servant") and (draft.plural or draft.kind == "body")
    return served and not _of_a_person(scene, draft, token)


def _of_a_person(scene: Scene, draft: Draft, token: Token) -> bool:
    """ "Mr. Assad's envoys" are his; "Trump administration officials" the state's."""
    inside = [scene.parse[i] for i in range(draft.first, token.i)]
    if any(t.lemma_.lower() in scene.words("state-organ") for t in inside):
        return False
    found = [scene.taken.get(t.i) for t in inside]
    return any(d is not None and d.kind == "person" for d in found)


def _several(scene: Scene, draft: Draft, token: Token) -> list[Draft]:
    """The states of "American and South Korean officials", "the ministers of Iran and Iraq"."""
    found: dict[str, Draft] = {}
    for owner in syntax.owners(token, "of", "from"):
        for head in syntax.conjuncts(owner) if owner.dep_ == "pobj" else ():
            other = scene.taken.get(head.i)
            if other is not None and other.root == head.i and other.kind == "state" and other.actor:
                found.setdefault(other.actor, other)
    for number in range(draft.first, token.i):
        other = scene.taken.get(number)
        if other is None or other.root != number or other.kind != "state":
            continue
        if scene.parse[number].dep_ in _DEMONYM_PLACES and other.actor:
            found.setdefault(other.actor, other)
    return list(found.values())


def act_for_owner(scene: Scene, draft: Draft) -> None:
    """ "His government", "its military": those of the owner's state, once it is known who he is."""
    token = scene.parse[draft.root]
    owner = syntax.child(token, "poss")
    if owner is None or draft.country is not None or draft.members:
        return
    if owner.tag_ != "PRP$" or token.lemma_.lower() not in scene.words("state-organ"):
        return
    whose = scene.heads.get(owner.i)
    found = whose.resolved() if whose is not None else None
    if found is not None and found.country is not None and not found.members:
        draft.country = found.country
        draft.actor = f"country:{found.country}"
        draft.why = f"“{draft.name}”: of {found.name}"

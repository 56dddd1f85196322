"""Definite nominals: "the minister", "the country", "the party", "the two sides", "both leaders".

Each is tied to an actor named before that it may repeat: the holder of the office it names, the
state a word for a state means, the organisation whose name holds its noun, or the same noun
again. What may be two stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.discourse import WINDOW, Discourse
from verbale.language.drafts import Draft, Scene, noun_phrase, slug
from verbale.language.states import act_for_owner
from verbale.matcher import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTING = frozenset({"the", "this", "that", "these", "those"})
_OWNERS = frozenset({"a", "an", "their", "its", "his", "her", "our"})
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_PLAIN = _POINTING | _OWNERS | {"same"}


def settle(talk: Discourse, draft: Draft) -> None:
    """Tie a nominal to whom it stands for, where the text before it tells."""
    if draft.via not in ("title", "nominal") or draft.target is not None or draft.members:
        return
    if _paired(talk.scene, draft):
        return
    scene = talk.scene
    head = scene.lemmas[draft.root]
    act_for_owner(scene, draft)
    if not _definite(scene, draft) or (draft.country is not None and draft.role is None):
        return
    found = _antecedent(talk, draft, head)
    if found is not None:
        draft.target = found.resolved()
        draft.why = f"“{draft.name}” → {found.resolved().name}"


def _paired(scene: Scene, draft: Draft) -> bool:
    return draft.actor.startswith("group:")


def _definite(scene: Scene, draft: Draft) -> bool:
    token = scene.parse[draft.root]
    words = {c.lower_ for c in token.children if c.dep_ in ("det", "poss")}
    return bool(words & _POINTING) or _owned(scene, token) or draft.country is not None


def _owned(scene: Scene, token: Token) -> bool:
    return token.lemma_.lower() in scene.words("state-noun") and (
        syntax.child(token, "poss") is not None
    )


def _antecedent(talk: Discourse, draft: Draft, head: str) -> Draft | None:
    if draft.role is not None:
        return _holder(talk, draft, head)
    token = talk.scene.parse[draft.root]
    owned = own_state(talk.scene, token)
    if owned is not None:
        return owned
    bare = len(draft.name.split()) == 1
    if bare and head in talk.scene.words("state-noun"):
        return _nearest_state(talk, token)
    same = _same_noun(talk, draft, head)
    if same is not None or not bare or draft.plural:
        return same
    if head in talk.scene.words("group-noun"):
        return _nearest_body(talk, token, head)
    return None


def own_state(scene: Scene, token: Token) -> Draft | None:
    """ "His country": the owner's state."""
    owner = syntax.child(token, "poss")
    if owner is None or token.lemma_.lower() not in scene.words("state-noun"):
        return None
    found = scene.heads.get(owner.i)
    country = found.resolved().country if found is not None and token.tag_ != "NNS" else None
    return None if country is None else state_of(scene, token, country)


def _holder(talk: Discourse, draft: Draft, head: str) -> Draft | None:
    """The person whose office the nominal names: near, and often spoken of."""
    token = talk.scene.parse[draft.root]
    found: dict[int, tuple[float, Draft]] = {}
    for met in talk.people.values():
        target = met.resolved()
        if id(target) not in found and _same_office(draft, target, head):
            back = min(talk.distance(target, token), 8)
            score = 5 * talk.weight(target) - 0.5 * back + 2 * (draft.former and target.former)
            if None not in (target.affiliation, draft.affiliation):
                score -= 3 * (target.affiliation != draft.affiliation)
            found[id(target)] = (score, target)
    return max(found.values(), key=lambda pair: pair[0])[1] if found else None


def _same_office(draft: Draft, target: Draft, head: str) -> bool:
    if target.kind != "person" or target.role is None or target.plural:
        return False
    if target.former and not draft.former:
        return False
    near = draft.country is None or target.country in (draft.country, None)
    return near and _same_role(draft.role or "", target.role, head)


def _same_role(role: str, other: str, head: str) -> bool:
    if role == other or other.startswith(f"{role} "):
        return True
    return role == head and head in other.split()


def _same_noun(talk: Discourse, draft: Draft, head: str) -> Draft | None:
    """The same noun before, which says at least as much ("the new leaders" of "the leaders")."""
    for candidate in talk.before(talk.scene.parse[draft.root], window=12):
        target = candidate.resolved()
        if target.kind != draft.kind or draft.plural != target.plural:
            continue
        if talk.scene.lemmas[target.root] == head and _says_no_more(draft, target):
            return target
    return None


def _says_no_more(draft: Draft, target: Draft) -> bool:
    return set(draft.name.lower().split()) - _PLAIN <= set(target.name.lower().split())


def _nearest_state(talk: Discourse, token: Token) -> Draft | None:
    """The state that "the country" means: near, and subject or often named."""
    best: tuple[float, Draft] | None = None
    for candidate in talk.before(token, window=3):
        target = candidate.resolved()
        if target.kind != "state" or target.plural or target.members:
            continue
        other = talk.scene.parse[candidate.root]
        score = talk.recency(token, other) + talk.salience(other) + talk.weight(target)
        if best is None or score > best[0]:
            best = (score, target)
    return best[1] if best is not None else None


def _nearest_body(talk: Discourse, token: Token, head: str) -> Draft | None:
    """ "The party": the organisation before whose name holds the word; "the group": any."""
    anything = head in talk.scene.words("any-body-noun")
    fallback = None
    for candidate in talk.before(token, window=20):
        target = candidate.resolved()
        if target.kind != "organisation" or target.plural:
            continue
        words = {t.lower_ for t in talk.scene.parse[candidate.first : candidate.last]}
        if head in words | set(target.name.lower().split()) or _of_kind(head, target):
            return target
        near = talk.here(token) - talk.here(talk.scene.parse[candidate.root]) < WINDOW
        if anything and near and fallback is None:
            fallback = target
    return fallback


def _of_kind(head: str, target: Draft) -> bool:
    return head == "party" and "PTY" in target.sectors


def pair(talk: Discourse, token: Token) -> Draft | None:
    """ "The two countries", "both leaders", "the two": the actors named last before it."""
    scene = talk.scene
    lemma = scene.lemmas[token.i]
    if token.pos_ == "NUM":
        return _the_two(talk, token)
    if lemma not in scene.words("pair-noun") or token.tag_ not in ("NNS", "NNPS"):
        return None
    count = _party_count(token, lemma)
    if count is None:
        return None
    people = lemma in scene.words("people-noun")
    facing = _facing(talk, token) if count == 2 and lemma in scene.words("side-noun") else []
    found = facing or _last_distinct(talk, token, count, "person" if people else "state")
    first, last = noun_phrase(token)
    title = scene.registry.title([lemma])
    draft = _group(scene, token, (first, last), found)
    draft.sectors = title.sectors if title is not None else ("GOV",)
    return draft


def _facing(talk: Discourse, token: Token) -> list[Draft]:
    """ "The two sides" behind "between the rebels and the army": the pair told of last."""
    parse = talk.scene.parse
    for draft in sorted(talk.before(token, window=3), key=lambda d: -d.root):
        second = parse[draft.root]
        first = talk.scene.heads.get(second.head.i) if second.dep_ == "conj" else None
        if first is None or draft.via == "pronoun" or len(syntax.conjuncts(second.head)) != 2:
            continue
        one, two = first.resolved(), draft.resolved()
        if one.actor != two.actor and _is_side(one) and _is_side(two):
            return [one, two]
    return []


def _is_side(draft: Draft) -> bool:
    return bool(draft.country or draft.sectors) and draft.kind != "document"


def _party_count(token: Token, lemma: str) -> int | None:
    """How many are meant: "both leaders", "the two sides", "the three countries"."""
    words = {c.lower_ for c in token.children if c.dep_ in ("nummod", "det", "predet", "amod")}
    if "both" in words or (lemma == "side" and "the" in words and not words & set(_COUNTS)):
        return 2
    pointing = any(c.lower_ in _POINTING or c.dep_ == "poss" for c in token.children)
    told = [_COUNTS[w] for w in words if w in _COUNTS]
    return told[0] if told and pointing else None


def _the_two(talk: Discourse, token: Token) -> Draft | None:
    """ "The two met": two persons of the sentences before, else two states."""
    if token.lower_ != "two" or token.dep_ not in ("nsubj", "nsubjpass", "pobj", "dobj"):
        return None
    if not any(c.lower_ == "the" for c in token.children) or _counts(token):
        return None
    found = _last_distinct(talk, token, 2, "person")
    if len(found) < 2:
        found = _last_distinct(talk, token, 2, "state")
    if len(found) < 2:
        return None
    return _group(talk.scene, token, (token.left_edge.i, token.i + 1), found)


def _counts(token: Token) -> bool:
    """Whether "two" counts something that follows ("the two of them", "two days")."""
    return any(c.i > token.i and c.dep_ in ("prep", "nmod", "pobj") for c in token.children)


def _group(scene: Scene, token: Token, edges: tuple[int, int], found: list[Draft]) -> Draft:
    draft = Draft(*edges, token.i, scene.span(*edges).text, "nominal", "group", plural=True)
    whole = "+".join(sorted(d.resolved().actor for d in found)) if len(found) > 1 else ""
    draft.actor = f"group:{whole}" if whole else f"nominal:{slug(draft.name)}"
    if len(found) > 1:
        draft.members = found
        draft.why = f"“{draft.name}” → {' and '.join(m.resolved().name for m in found)}"
    return draft


def _last_distinct(talk: Discourse, token: Token, count: int, kind: str) -> list[Draft]:
    """The last ``count`` different states (or persons) before a token, in the order of the text."""
    people = kind == "person"
    found: dict[str, Draft] = {}
    for draft in sorted(talk.before(token), key=lambda d: -d.root):
        target = draft.resolved()
        if people:
            fits = target.kind == "person" and not target.plural
        else:
            fits = target.country is not None and target.kind in ("state", "person", "body")
        if fits and target.via != "pronoun":
            found.setdefault(target.actor if people else target.country or "", draft)
        if len(found) == count:
            break
    several = list(reversed(list(found.values())))
    if len(several) < count:
        return []
    return several if people else [_state(talk.scene, token, d.resolved()) for d in several]


def _state(scene: Scene, token: Token, target: Draft) -> Draft:
    """The state itself where a mention stands for somebody of it."""
    if target.kind == "state" and target.actor.startswith("country:"):
        return target
    return state_of(scene, token, target.country or "")


def state_of(scene: Scene, token: Token, code: str) -> Draft:
    """A state as what a token stands for."""
    state = scene.registry.country(code)
    name = state.name if state is not None else code
    found = Draft(token.i, token.i + 1, token.i, name, "name", "state", f"country:{code}", code)
    found.why = f"state of the text ({name})"
    return found

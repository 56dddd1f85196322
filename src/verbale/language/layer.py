"""The mention layer: drafts made fast, titles beside names, actors joined by "and"; clusters."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.language.drafts import Draft, Scene, noun_phrase, reference
from verbale.language.title_phrases import front
from verbale.matcher import syntax
from verbale.model import Mention


def layer(scene: Scene) -> tuple[tuple[Mention, ...], dict[int, Mention], tuple[Mention, ...]]:
    """All mentions in the order of the text, the first by each head token, and the compounds.

    Words stand for one actor only: of two mentions of the same words the first found is kept.
    """
    clusters: dict[str, int] = {}
    found = (*scene.drafts, *_titles(scene), *_relatives(scene))
    drafts = sorted(found, key=lambda d: (d.first, -d.last))
    fixed: dict[tuple[int, int], Mention] = {}
    for draft in drafts:
        if (draft.first, draft.last) not in fixed:
            fixed[draft.first, draft.last] = _mention(scene, draft, clusters)
    heads = {token: fixed[draft.first, draft.last] for token, draft in scene.heads.items()}
    compounds = tuple(_mention(scene, draft, clusters) for draft in _compounds(scene))
    return tuple(fixed.values()), heads, compounds


def _mention(scene: Scene, draft: Draft, clusters: dict[str, int]) -> Mention:
    found = reference(scene, draft)
    number = clusters.setdefault(found.actor, len(clusters))
    document = draft.kind == "document"
    return Mention(draft.first, draft.last, draft.root, found, number, draft.why, document)


def _titles(scene: Scene) -> Iterator[Draft]:
    """The words beside a name that say who it is: "*the Danish envoy* Karl Lund"."""
    for draft in scene.drafts:
        if draft.kind != "person" or draft.via != "name" or draft.role_span is None:
            continue
        start, end = draft.role_span
        if end <= draft.first:
            first, last = front(scene, start), end
        elif start >= draft.last:
            first, last = min(start, noun_phrase(scene.parse[end - 1])[0]), end
        else:
            continue
        others = [scene.heads[i] for i in range(start, end) if i in scene.heads]
        if all(other.resolved() is draft.resolved() for other in others):
            yield _beside(draft, first, last)


def _relatives(scene: Scene) -> Iterator[Draft]:
    """ "Mr. Lund, *who* left": the one the clause is about."""
    for number, tag in enumerate(scene.tags):
        if tag not in ("WP", "WP$", "WDT") or scene.lower[number] not in _RELATIVE:
            continue
        token = scene.parse[number]
        clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
        whom = scene.heads.get(clause.head.i) if clause is not None else None
        if whom is not None and token.i not in scene.heads and whom.root < token.i:
            found = whom.resolved()
            draft = Draft(token.i, token.i + 1, token.i, token.text, "pronoun", found.kind)
            draft.target, draft.why = found, f"“{token.text}” → {found.name}"
            yield draft


_RELATIVE = frozenset({"who", "whom", "whose", "which"})


def _beside(draft: Draft, first: int, last: int) -> Draft:
    found = Draft(first, last, last - 1, draft.name, "title", "person", target=draft.resolved())
    found.why = f"title of {draft.resolved().name}"
    return found


def _compounds(scene: Scene) -> Iterator[Draft]:
    """Named actors joined by "and": one mention whose members they are."""
    for draft in scene.drafts:
        root = scene.parse[draft.root]
        if root.dep_ == "conj" or draft.via == "pronoun":
            continue
        several = [scene.heads.get(t.i) for t in syntax.conjuncts(root)]
        members = [d for d in several if d is not None and d.via != "pronoun"]
        actors = {d.resolved().actor for d in members}
        if len(several) < 2 or len(actors) < len(several) or "" in actors:
            continue
        first, last = min(d.first for d in members), max(d.last for d in members)
        if "and" in scene.lower[first:last]:
            yield _compound(draft, members, first, last)


def _compound(draft: Draft, members: list[Draft], first: int, last: int) -> Draft:
    names = " and ".join(m.resolved().name for m in members)
    whole = Draft(first, last, draft.root, names, "name", "group", plural=True, members=members)
    whole.actor = "group:" + "+".join(sorted(m.resolved().actor for m in members))
    whole.why = "joined by “and”"
    return whole

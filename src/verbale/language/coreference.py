"""Coreference: whom pronouns, "the two countries", "the minister" stand for.

Rules over salience: the nearest sentence first, subjects before others, agreement
in number, gender and kind. What no rule decides stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene, noun_phrase, slug
from verbale.matcher import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINDOW = 4
"""Sentences back in which an antecedent is looked for."""

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
FIRST = {
    "i": "one", "me": "one", "my": "one", "mine": "one", "myself": "one",
    "we": "many", "us": "many", "our": "many", "ours": "many", "ourselves": "many",
}  # fmt: skip
"""Pronouns of the one who speaks; they are bound once the speaker is known."""

_PLAIN = frozenset(
    [
        "the",
        "a",
        "an",
        "their",
        "its",
        "his",
        "her",
        "our",
        "this",
        "that",
        "these",
        "those",
        "same",
    ]
)


def resolve(scene: Scene) -> None:
    """Add pronoun mentions and tie pronouns and definite nominals to what they stand for."""
    for token in scene.parse:
        if not scene.read(token.i):
            continue
        word = token.lower_
        if token.tag_ in ("PRP", "PRP$") and token.i not in scene.heads:
            _pronoun(scene, token, word)
        elif token.pos_ == "NOUN" and token.i not in scene.taken:
            _pair(scene, token)
    _definite_nominals(scene)


def _pronoun(scene: Scene, token: Token, word: str) -> None:
    if word in _HE or word in _SHE:
        _singular_person(scene, token, "he" if word in _HE else "she")
    elif word in _THEY:
        _they(scene, token)
    elif word in _IT and not _expletive(token):
        _it(scene, token)
    elif word in FIRST:
        scene.add(_bare(token, "person" if FIRST[word] == "one" else "group"))


def _bare(token: Token, kind: str) -> Draft:
    return Draft(
        token.i, token.i + 1, token.i, token.text, "pronoun", kind, actor=f"pronoun:{token.lower_}"
    )


def _singular_person(scene: Scene, token: Token, gender: str) -> None:
    draft = _bare(token, "person")
    for candidate in _candidates(scene, token):
        found = candidate.resolved()
        if found.kind != "person" or found.plural or found.via == "pronoun":
            continue
        if found.gender is not None and found.gender != gender:
            continue
        if _clash(token, scene.parse[candidate.root]):
            continue
        draft.target = found
        draft.why = f"“{token.text}” → {found.name}"
        found.gender = found.gender or gender
        scene.add(draft)
        return
    draft.gender = gender
    scene.add(draft)


def _they(scene: Scene, token: Token) -> None:
    draft = _bare(token, "group")
    draft.plural = True
    for candidate in _candidates(scene, token):
        if _clash(token, scene.parse[candidate.root]):
            continue
        group = _coordinated(scene, candidate)
        if len(group) > 1:
            draft.members = group
            draft.name = " and ".join(m.resolved().name for m in group)
            draft.why = f"“{token.text}” → {draft.name}"
            break
        found = candidate.resolved()
        if found.plural or (found.members and found.via == "pronoun"):
            draft.target = found
            draft.why = f"“{token.text}” → {found.name}"
            break
    scene.add(draft)


def _it(scene: Scene, token: Token) -> None:
    for candidate in _candidates(scene, token):
        found = candidate.resolved()
        if found.kind not in ("state", "organisation", "body") or found.plural:
            continue
        if candidate.via == "demonym" or _clash(token, scene.parse[candidate.root]):
            continue
        if len(_coordinated(scene, candidate)) > 1:
            continue
        draft = _bare(token, found.kind)
        draft.target = found
        draft.why = f"“{token.text}” → {found.name}"
        scene.add(draft)
        return


def _expletive(token: Token) -> bool:
    """ "It is likely that", "it remains to be seen": stands for nothing."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    clause = syntax.child(verb, "ccomp", "xcomp", "csubj", "advcl")
    return (
        verb.lemma_ in ("be", "seem", "remain", "appear", "take", "become") and clause is not None
    ) or (verb.lemma_ == "be" and syntax.child(verb, "acomp", "attr") is not None)


def _candidates(scene: Scene, token: Token) -> Iterable[Draft]:
    """Earlier mentions: same sentence (nearest clause first), then back, subjects first."""
    here = scene.sentence_at[token.i]
    earlier = [d for d in scene.drafts if d.root < token.i and d.first < token.i]
    if _speaking(scene, token):
        yield from _speakers(scene, earlier, here)
    for back in range(_WINDOW):
        in_sentence = [d for d in earlier if scene.sentence_at[d.root] == here - back]
        yield from sorted(
            in_sentence,
            key=lambda d: (_salience(scene.parse[d.root]), -d.root if back == 0 else d.root),
        )
    if here >= 0:
        yield from _cataphora(scene, token, here)


def _speaking(scene: Scene, token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in scene.cues


def _speakers(scene: Scene, earlier: list[Draft], here: int) -> Iterable[Draft]:
    """Who spoke last: "he said" goes on with the speaker of the sentences before."""
    for draft in sorted(earlier, key=lambda d: -d.root):
        back = here - scene.sentence_at[draft.root]
        if 0 < back <= 3 and _speaking(scene, scene.parse[draft.root]):
            yield draft


def _cataphora(scene: Scene, token: Token, here: int) -> Iterable[Draft]:
    """ "In his speech, Mr. Putin said": the subject that follows in the same sentence."""
    if token.dep_ != "poss":
        return
    for draft in scene.drafts:
        if draft.root > token.i and scene.sentence_at[draft.root] == here:
            if scene.parse[draft.root].dep_ == "nsubj":
                yield draft


def _salience(token: Token) -> float:
    """Subjects before objects before the rest; a possessor ranks right behind what it owns."""
    if token.dep_ == "poss":
        return _salience(token.head) + 0.5 if token.head.i != token.i else 2.0
    if token.dep_ in ("nsubj", "nsubjpass"):
        return 0.0
    if token.dep_ in ("dobj", "dative", "pobj", "appos"):
        return 1.0
    return 3.0 if token.dep_ in ("amod", "compound", "nmod") else 2.0


def _clash(pronoun: Token, other: Token) -> bool:
    """Two arguments of one verb stand for two ("Obama urged him"); a possessive may look back."""
    if pronoun.dep_ == "poss" or pronoun.lower_.endswith(("self", "selves")):
        return pronoun.head.i == other.i
    return syntax.clause_verb(pronoun) == syntax.clause_verb(other) and pronoun.dep_ not in (
        "nsubj",
    )


def _coordinated(scene: Scene, draft: Draft) -> list[Draft]:
    """All actors of the coordination whose first member is this mention."""
    root = scene.parse[draft.root]
    if root.dep_ == "conj":
        return [draft]
    heads = [t.i for t in syntax.conjuncts(root)]
    found = [d for d in scene.drafts if d.root in heads and d.via != "pronoun"]
    return found if draft in found else [draft]


def _pair(scene: Scene, token: Token) -> None:
    """ "The two countries", "both leaders": the actors named last before it."""
    lemma = token.lemma_.lower()
    words = {c.lower_ for c in token.children if c.dep_ in ("nummod", "det", "predet", "amod")}
    if (
        lemma not in scene.words("pair-noun")
        or token.tag_ not in ("NNS", "NNPS")
        or not words & {"two", "both"}
    ):
        return
    found = _last_distinct(scene, token, 2, lemma in scene.words("people-noun"))
    first, last = noun_phrase(token)
    draft = Draft(
        first, last, token.i, scene.span(first, last).text, "nominal", "group", plural=True
    )
    whole = "+".join(sorted(d.resolved().actor for d in found)) if len(found) == 2 else ""
    draft.actor = f"group:{whole}" if whole else f"nominal:{slug(draft.name)}"
    title = scene.registry.title([lemma])
    draft.sectors = title.sectors if title is not None else ("GOV",)
    if len(found) == 2:
        draft.members = found
        draft.why = f"“{draft.name}” → {' and '.join(m.resolved().name for m in found)}"
    scene.add(draft)


def _last_distinct(scene: Scene, token: Token, count: int, people: bool) -> list[Draft]:
    """The last ``count`` different states (or persons) before a token, in the order of the text."""
    wanted = ("person",) if people else ("state", "organisation")
    here = scene.sentence_at[token.i]
    found: dict[str, Draft] = {}
    for draft in sorted(scene.drafts, key=lambda d: -d.root):
        target = draft.resolved()
        if draft.root >= token.i or target.kind not in wanted or (target.plural and people):
            continue
        if here - scene.sentence_at[draft.root] >= _WINDOW:
            break
        found.setdefault((not people and target.country) or target.actor, draft)
        if len(found) == count:
            return list(reversed(list(found.values())))
    return []


def _definite_nominals(scene: Scene) -> None:
    """ "The minister", "the group", "the country": an earlier actor of that office or kind."""
    ordered = sorted(scene.drafts, key=lambda d: d.first)
    for number, draft in enumerate(ordered):
        if draft.via not in ("title", "nominal") or draft.target is not None or draft.members:
            continue
        if not _definite(scene, draft) or (draft.country is not None and draft.role is None):
            continue
        found = _antecedent(scene, draft, ordered[:number])
        if found is not None:
            draft.target = found.resolved()
            draft.why = f"“{draft.name}” → {found.resolved().name}"


def _definite(scene: Scene, draft: Draft) -> bool:
    token = scene.parse[draft.root]
    words = {c.lower_ for c in token.children if c.dep_ in ("det", "poss")}
    return bool(words & {"the", "this", "that", "these", "those"}) or draft.country is not None


def _antecedent(scene: Scene, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The nearest earlier mention that a definite nominal may repeat."""
    head = scene.parse[draft.root].lemma_.lower()
    fits = _same_office if draft.role is not None else _same_thing
    return next((c for c in reversed(earlier) if fits(scene, draft, c.resolved(), head)), None)


def _same_office(scene: Scene, draft: Draft, target: Draft, head: str) -> bool:
    """A person whose office the nominal names: "the minister"."""
    if target.kind != "person" or target.role is None or target.former:
        return False
    near = draft.country is None or target.country in (draft.country, None)
    return near and _same_role(draft.role or "", target.role, head)


def _same_thing(scene: Scene, draft: Draft, target: Draft, head: str) -> bool:
    """The same noun with no more words, or a bare "the group" for an organisation."""
    if target.kind == draft.kind and scene.parse[target.root].lemma_.lower() == head:
        if draft.plural == target.plural and _says_no_more(draft, target):
            return True
    bare = len(draft.name.split()) == 1 and head in scene.words("group-noun")
    return bare and target.kind == "organisation" and not draft.plural


def _says_no_more(draft: Draft, target: Draft) -> bool:
    """True where the later words name nothing that the earlier do not ("the new leaders")."""
    return set(draft.name.lower().split()) - _PLAIN <= set(target.name.lower().split())


def _same_role(role: str, other: str, head: str) -> bool:
    if role == other or other.startswith(f"{role} "):
        return True
    return role == head and head in other.split()


def bind_speakers(scene: Scene, speakers: dict[int, Draft]) -> None:
    """Tie I and we inside quotations to the speaker (``speakers``: token → speaker)."""
    for draft in scene.drafts:
        if draft.via != "pronoun" or draft.target is not None or draft.name.lower() not in FIRST:
            continue
        speaker = speakers.get(draft.root)
        if speaker is not None and speaker.resolved() is not draft:
            draft.target = speaker.resolved()
            draft.why = f"“{draft.name}” → {speaker.resolved().name}, who speaks"

"""Coreference: whom pronouns stand for; what definite nominals stand for is in `definite`.

The text is walked through once. Every mention before a pronoun that agrees with it in number,
gender and kind is weighed: nearness, grammatical role, how often it was named, who spoke last,
what is quoted. Nouns for things compete for "it" and "they"; where one wins, or nobody agrees,
the pronoun stays open. The weights were set on passages of our own reading, not fitted to a set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.language.definite import own_state, pair, settle
from verbale.language.discourse import (
    Discourse,
    clash,
    coordinated,
    joined,
    told_by,
)
from verbale.language.drafts import Draft, Scene
from verbale.language.states import act_for_owner
from verbale.matcher import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
FIRST = {
    "i": "one", "me": "one", "my": "one", "mine": "one", "myself": "one",
    "we": "many", "us": "many", "our": "many", "ours": "many", "ourselves": "many",
}  # fmt: skip
"""Pronouns of the one who speaks; they are bound once the speaker is known."""


def resolve(scene: Scene) -> None:
    """Add pronoun mentions and tie pronouns and definite nominals to what they stand for."""
    talk = Discourse(scene)
    waiting = sorted(scene.drafts, key=lambda d: (d.root, d.first))
    at = 0
    for number, (tag, pos) in enumerate(zip(scene.tags, scene.pos, strict=True)):
        if not scene.read(number):
            continue
        while at < len(waiting) and waiting[at].root <= number:
            settle(talk, waiting[at])
            talk.meet(waiting[at])
            at += 1
        if tag in ("PRP", "PRP$") and number not in scene.heads:
            draft = _pronoun(talk, scene.parse[number])
        elif pos in ("NOUN", "NUM") and number not in scene.taken:
            draft = pair(talk, scene.parse[number])
            if draft is None and pos == "NOUN":
                talk.pass_thing(scene.parse[number])
        else:
            continue
        if draft is not None:
            talk.meet(scene.add(draft))


def _pronoun(talk: Discourse, token: Token) -> Draft | None:
    word = token.lower_
    if word in _HE or word in _SHE:
        return _singular_person(talk, token, "he" if word in _HE else "she")
    if word in _THEY:
        return _they(talk, token)
    if word in _IT and not _expletive(talk, token):
        return _it(talk, token)
    if word in FIRST:
        return _bare(token, "person" if FIRST[word] == "one" else "group")
    return None


def _bare(token: Token, kind: str) -> Draft:
    return Draft(
        token.i, token.i + 1, token.i, token.text, "pronoun", kind, actor=f"pronoun:{token.lower_}"
    )


def _singular_person(talk: Discourse, token: Token, gender: str) -> Draft:
    draft = _bare(token, "person")
    stressed = _stressed(talk, token)
    if stressed is not None:
        return _bound(draft, token, stressed)
    fitting = [
        (_person_score(talk, token, candidate, gender), candidate)
        for candidate in (*talk.before(token), *_cataphora(talk, token))
        if _one_person(talk.scene, candidate, gender)
        and not clash(token, talk.scene.parse[candidate.root])
    ]
    if not fitting:
        draft.gender = gender
        return draft
    found = max(fitting, key=lambda pair: pair[0])[1].resolved()
    found.gender = found.gender or gender
    return _bound(draft, token, found)


def _stressed(talk: Discourse, token: Token) -> Draft | None:
    """ "Mr. Lund himself": the one named right before."""
    if not token.lower_.endswith("self") or token.i == 0:
        return None
    before = talk.scene.taken.get(token.i - 1)
    found = before.resolved() if before is not None and before.via != "pronoun" else None
    return found if found is not None and found.kind == "person" else None


def _bound(draft: Draft, token: Token, found: Draft) -> Draft:
    draft.target = found
    draft.why = f"“{token.text}” → {found.name}"
    return draft


def _one_person(scene: Scene, candidate: Draft, gender: str) -> bool:
    found = candidate.resolved()
    if found.kind != "person" or found.plural or found.via == "pronoun":
        return False
    many = found.via == "nominal" and (
        scene.parse[found.root].lemma_.lower() in scene.words("many-noun")
    )
    return not many and found.gender in (None, gender)


def _person_score(talk: Discourse, token: Token, candidate: Draft, gender: str) -> float:
    found = candidate.resolved()
    score = _common_score(talk, token, candidate)
    if found.via in ("name", "title"):
        score += 0.4
    if found.gender == gender:
        score += 0.3
    return score


def _common_score(talk: Discourse, token: Token, candidate: Draft) -> float:
    """Nearness, role, weight, speech and clause: what counts for every pronoun."""
    other = talk.scene.parse[candidate.root]
    score = talk.recency(token, other) + talk.salience(other) + talk.weight(candidate)
    if talk.in_clause_of(token, other) or joined(token, other):
        score += 1.5
    if told_by(token, other):
        score += 1.0
    if other.i > token.i:
        score += 0.4
    return score + _speech(talk, token, candidate)


def _speech(talk: Discourse, token: Token, candidate: Draft) -> float:
    """ "He said" goes on with who spoke last; inside a quotation "he" is not the speaker."""
    last = talk.last_speaker(token)
    if talk.speaking(token) and talk.quoted[token.i] < 0:
        if talk.quoted[candidate.root] >= 0:
            return -1.2
        if last is None or last is not candidate.resolved() or token.head.dep_ == "ccomp":
            return 0.0
        return 0.2 if talk.another_since(token, last) else 1.5
    other = talk.scene.parse[candidate.root]
    if talk.quoted[token.i] >= 0 and talk.quoted[candidate.root] < 0:
        if talk.speaking(other) and talk.here(other) == talk.here(token):
            return -2.0
        return -0.6 if last is candidate.resolved() else 0.0
    return 0.0


def _cataphora(talk: Discourse, token: Token) -> Iterator[Draft]:
    """ "In his speech, Mr. Putin said": the subject that follows a phrase set before it."""
    if token.dep_ not in ("poss", "nsubj"):
        return
    here = talk.here(token)
    for draft in talk.ahead.get(here, ()):
        root = talk.scene.parse[draft.root]
        if draft.root <= token.i or root.dep_ not in ("nsubj", "nsubjpass"):
            continue
        verb, phrase = root.head, _phrase_of(token)
        fronted = phrase is not None and phrase.head.i == verb.i and phrase.i < root.i
        if fronted and token.i not in (root.left_edge.i, root.i):
            yield draft


def _phrase_of(token: Token) -> Token | None:
    """The phrase or clause a token stands in that says when, how or why."""
    for ancestor in token.ancestors:
        if ancestor.dep_ in ("prep", "advcl", "npadvmod"):
            outer = ancestor.head
            if outer.dep_ not in ("pobj", "prep", "pcomp"):
                return ancestor
    return None


def _they(talk: Discourse, token: Token) -> Draft:
    draft = _bare(token, "group")
    draft.plural = True
    best: tuple[float, Draft, list[Draft]] | None = None
    for candidate in (*talk.before(token), *_cataphora(talk, token)):
        if clash(token, talk.scene.parse[candidate.root]):
            continue
        group = coordinated(talk.met[talk.scene.sentence_at[candidate.root]], talk.scene, candidate)
        extra = _many(candidate.resolved(), group)
        if extra is not None:
            score = _common_score(talk, token, candidate) + extra
            if best is None or score > best[0]:
                best = (score, candidate, group)
    if best is None or _thing_wins(talk, token, best[0], plural=True):
        return draft
    return _stands_for(draft, token, best[1], best[2])


def _many(found: Draft, group: list[Draft]) -> float | None:
    """How well an actor goes with "they"; None where it is one person."""
    if len(group) > 1:
        return 0.3
    if found.via == "pronoun" and not found.members:
        return None
    if found.plural or (found.members and found.via == "pronoun"):
        return 0.2
    if found.kind in ("group", "body"):
        return -0.1
    return -1.1 if found.kind in ("organisation", "state") else None


def _stands_for(draft: Draft, token: Token, candidate: Draft, group: list[Draft]) -> Draft:
    if len(group) > 1:
        draft.members = group
        draft.name = " and ".join(m.resolved().name for m in group)
        draft.why = f"“{token.text}” → {draft.name}"
        return draft
    return _bound(draft, token, candidate.resolved())


def _it(talk: Discourse, token: Token) -> Draft | None:
    best: tuple[float, Draft] | None = None
    for candidate in (*talk.before(token), *_cataphora(talk, token)):
        if _one_body(talk, token, candidate):
            score = _common_score(talk, token, candidate)
            if best is None or score > best[0]:
                best = (score, candidate)
    if best is None or _thing_wins(talk, token, best[0], plural=False):
        return None
    found = best[1].resolved()
    return _bound(_bare(token, found.kind), token, found)


def _one_body(talk: Discourse, token: Token, candidate: Draft) -> bool:
    found = candidate.resolved()
    one = found.kind == "group" and talk.scene.tags[found.root] in ("NN", "NNP")
    if not (one or found.kind in ("state", "organisation", "body")) or found.plural:
        return False
    other = talk.scene.parse[candidate.root]
    if candidate.via == "demonym" or clash(token, other):
        return False
    group = coordinated(talk.met[talk.scene.sentence_at[candidate.root]], talk.scene, candidate)
    return len(group) < 2


def _thing_wins(talk: Discourse, token: Token, score: float, *, plural: bool) -> bool:
    """Whether a noun for a thing has more for it than the best actor."""
    if _acts(talk, token):
        return False
    penalty = _THING.get(token.lower_, 0.5)
    return any(
        talk.recency(token, noun) + talk.salience(noun) - penalty > score
        for noun in talk.things_before(token, plural)
        if not clash(token, noun)
    )


_THING = {"it": 0.2, "its": 1.0, "they": 0.7, "them": 0.3, "their": 0.9}
"""How much less a thing counts than an actor, by pronoun."""


def _acts(talk: Discourse, token: Token) -> bool:
    """The subject of what only an actor does ("it said", "they agreed")."""
    verb = token.head.lemma_.lower()
    doing = verb in talk.scene.cues or verb in talk.scene.words("human-verb")
    return token.dep_ == "nsubj" and doing


def _expletive(talk: Discourse, token: Token) -> bool:
    """ "It is likely that", "it remains to be seen", "made it clear": stands for nothing."""
    if token.dep_ == "expl":
        return True
    if token.lower_ != "it":
        return False
    if token.dep_ in ("nsubj", "nsubjpass") and _empty_subject(talk, token.head):
        return True
    before = token.doc[token.i - 1].lemma_.lower() if token.i else ""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    judged = after.pos_ == "ADJ" or after.lower_ in ("out", "harder", "easier")
    return judged and before in ("make", "find", "leave", "consider", "deem", "think", "take")


def _empty_subject(talk: Discourse, verb: Token) -> bool:
    clause = syntax.child(verb, "ccomp", "xcomp", "csubj", "advcl", "acl", "relcl")
    if verb.lemma_ in ("be", "seem", "remain", "appear", "take", "become", "matter", "happen"):
        if clause is not None:
            return True
    if verb.lemma_ == "come":
        return any(c.dep_ == "prep" and c.lower_ in ("to", "down") for c in verb.children) or (
            syntax.child(verb, "prt") is not None
        )
    said = syntax.child(verb, "acomp", "attr")
    if verb.lemma_ != "be" or said is None:
        return False
    of_actors = talk.scene.words("actor-adjective") | talk.scene.words("actor-predicate")
    return said.lemma_.lower() not in of_actors


def bind_speakers(scene: Scene, speakers: dict[int, Draft]) -> None:
    """Tie I and we inside quotations to the speaker (``speakers``: token → speaker)."""
    for draft in scene.drafts:
        if draft.via != "pronoun" or draft.target is not None or draft.name.lower() not in FIRST:
            continue
        speaker = speakers.get(draft.root)
        if speaker is not None and speaker.resolved() is not draft:
            draft.target = speaker.resolved()
            draft.why = f"“{draft.name}” → {speaker.resolved().name}, who speaks"
    _speakers_own(scene)


def _speakers_own(scene: Scene) -> None:
    """ "Our country", "my government": those of the speaker, once it is known who speaks."""
    for draft in scene.drafts:
        owner = syntax.child(scene.parse[draft.root], "poss") if draft.via == "nominal" else None
        if owner is not None and owner.lower_ in FIRST and draft.target is None:
            act_for_owner(scene, draft)
            draft.target = own_state(scene, scene.parse[draft.root])

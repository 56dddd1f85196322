"""Nominals: actors named by a noun ("South Korean officials", "the rebels", "both leaders")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene, noun_phrase, slug
from verbale.language.states import act_for_state
from verbale.language.titled import common_body
from verbale.matcher import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.matcher.entries import Title

_NOUNS = frozenset({"NOUN", "PROPN"})
_SPEAKING = frozenset({"nsubj", "nsubjpass", "pobj", "poss"})
"""Where a document may stand for whose it is."""
_KINDS = frozenset({"office", "post", "person-noun", "collective", "body"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_COUNTRY_PREPOSITIONS = frozenset({"of", "in", "from", "for"})


def find_nominals(scene: Scene, documents: frozenset[str]) -> None:
    """Add the noun phrases headed by a title or an agent noun that no name has taken."""
    owned, titled = scene.words("owned-body"), _titled(scene)
    for number, pos in enumerate(scene.pos):
        if pos not in _NOUNS or not _is_open(scene, number, titled):
            continue
        token, lemma = scene.parse[number], scene.lemmas[number]
        if (number in scene.titled and token.dep_ == "pobj") or _pairs(scene, token):
            continue
        if lemma in documents and token.dep_ in _SPEAKING:
            _add_document(scene, token)
            continue
        if lemma in owned and _owner(scene, token) is not None:
            _add_owned(scene, token)
            continue
        title = _title(scene, token)
        named = _named_beside(scene, token)
        if named is not None:
            scene.heads.setdefault(number, named)
        elif title is not None:
            _add(scene, token, *title)


def _is_open(scene: Scene, noun: int, titled: dict[int, Draft]) -> bool:
    """A noun that no name has taken yet; one that is a name's title goes to the name."""
    if not scene.read(noun) or noun in scene.taken:
        return False
    if noun in titled:
        scene.heads.setdefault(noun, titled[noun])
        return False
    return True


def _titled(scene: Scene) -> dict[int, Draft]:
    """The words right before a name that are its title ("*Ambassador* to Chad Anna Rossi")."""
    return {
        token: draft
        for draft in scene.drafts
        if draft.role_span is not None and draft.via == "name" and draft.role_span[1] < draft.first
        for token in range(*draft.role_span)
    }


def _owner(scene: Scene, token: Token) -> Draft | None:
    owner = syntax.child(token, "poss")
    return scene.heads.get(owner.i) if owner is not None else None


def _add_owned(scene: Scene, token: Token) -> None:
    """A body that speaks for its owner: "Mr. Haniyeh's office"."""
    owner = _owner(scene, token)
    if owner is None:
        return
    first, last = noun_phrase(token)
    found = owner.resolved()
    name = f"{token.text} of {found.name}"
    draft = Draft(first, last, token.i, name, "nominal", "body", country=found.country)
    draft.sectors, draft.actor = found.sectors, f"nominal:{slug(name)}"
    draft.why = f"“{token.text}” of {found.name}"
    scene.add(draft)


def _pairs(scene: Scene, token: Token) -> bool:
    """ "The two countries": left to coreference."""
    if scene.lemmas[token.i] not in scene.words("pair-noun") or token.tag_ not in ("NNS", "NNPS"):
        return False
    before = [c for c in token.children if c.i < token.i]
    pointing = any(c.lower_ in _POINTING or c.dep_ == "poss" for c in before)
    counts = scene.words("party-count")
    pointing = pointing or scene.lemmas[token.i] in scene.words("state-noun")
    return any(c.lower_ == "both" or (pointing and c.lower_ in counts) for c in before)


def _add_document(scene: Scene, token: Token) -> None:
    """A document or speech that may speak itself: "The statement said"."""
    first, last = noun_phrase(token)
    country, _ = _country(scene, token, first)
    name = _name(scene, first, last)
    draft = Draft(first, last, token.i, name, "nominal", "document", country=country)
    draft.actor = f"document:{slug(name)}"
    draft.target = _issuer(scene, token)
    draft.why = f"document noun “{token.text}”"
    scene.add(draft)


def _issuer(scene: Scene, token: Token) -> Draft | None:
    """Whose document it is: "Hamas's statement", "a statement issued by the ministry"."""
    owner = syntax.child(token, "poss")
    if owner is not None and owner.i in scene.heads:
        return scene.heads[owner.i]
    holders = [token, *syntax.children(token, "acl")]
    for holder in holders:
        for c in syntax.children(holder, "prep", "agent"):
            if c.lower_ in ("by", "from"):
                heads = [scene.heads.get(p.i) for p in syntax.children(c, "pobj")]
                return next((h for h in heads if h is not None), None)
    return None


def _title(scene: Scene, token: Token) -> tuple[Title, int] | None:
    """The title a noun ends, or opens ("secretary of state"), and the token it ends before."""
    if token.dep_ in ("compound", "amod", "nmod"):
        return None
    first, last = noun_phrase(token)
    longest = _core(token)
    for end in (longest, last) if token.i in scene.in_title else ():
        words = scene.lower[first:end]
        for hit in reversed(scene.registry.titles_in(words)):
            held = hit.title.kind in _KINDS and first + hit.first <= token.i < first + hit.last
            if held and (hit.last == len(words) or end == longest):
                scene.titled.update(range(token.i + 1, first + hit.last))
                return hit.title, first + hit.last
    title = scene.registry.title([scene.lemmas[token.i]])
    return (title, last) if title is not None and title.kind in _KINDS else None


def _core(token: Token) -> int:
    end = token.i + 1
    for c in token.rights:
        if c.dep_ == "prep" and c.lower_ in ("of", "for", "to") and c.i == end:
            end = c.right_edge.i + 1
    return end


def _named_beside(scene: Scene, token: Token) -> Draft | None:
    """Whom a noun only describes: a name beside it in apposition, or the body it classes."""
    classes = scene.lemmas[token.i] in scene.words("body-class")
    for c in token.children:
        if c.dep_ == "appos" and _is_person(scene, c.i):
            return scene.taken[c.i]
        close = classes and c.i == token.i - 1 and c.dep_ in ("compound", "nmod")
        if close and c.i in scene.taken:
            body = scene.taken[c.i]
            return body if body.kind == "organisation" and body.root == c.i else None
    if token.dep_ == "appos" and _is_person(scene, token.head.i) and not _speaks(token):
        return scene.taken[token.head.i]
    return None


def _speaks(token: Token) -> bool:
    """ "… Mr. Putin, a senior official said": no apposition, though the parser says so."""
    following = token.right_edge.i + 1
    return following < len(token.doc) and token.doc[following].pos_ in ("VERB", "AUX")


def _is_person(scene: Scene, token: int) -> bool:
    found = scene.taken.get(token)
    return found is not None and found.kind == "person"


def _add(scene: Scene, token: Token, title: Title, end: int) -> None:
    first, last = noun_phrase(token)
    last = max(last, end)
    country, owner = _country(scene, token, first)
    plural = token.tag_ in ("NNS", "NNPS") or title.plural
    if owner is not None and owner.last > last:
        last = owner.last
    name = _name(scene, first, last)
    role = title.role if title.kind in ("office", "post") and not plural else None
    former = title.former or any(
        scene.parse[i].lower_ in scene.words("former-word") for i in range(first, token.i)
    )
    sectors = title.sectors
    if sectors == ("GOV",) and role is not None:
        sectors = common_body(scene, token) or sectors
    sectors = ("ELI",) if former and sectors else sectors
    draft = Draft(
        first=first,
        last=last,
        root=token.i,
        name=name,
        via="title" if role else "nominal",
        kind="group"
        if plural or title.kind == "collective"
        else "body"
        if title.kind == "body"
        else "person",
        country=country,
        sectors=sectors,
        role=role,
        plural=plural,
        affiliation=owner.name if owner is not None else None,
        former=former,
        role_span=(token.i, token.i + 1) if role else None,
        why=f"agent noun “{title.words}”",
    )
    draft.actor = f"nominal:{slug(' '.join(filter(None, (country, name))))}"
    _name_holder(scene, draft, title)
    act_for_state(scene, draft, owner)
    scene.add(draft)


def _name(scene: Scene, first: int, last: int) -> str:
    while first < last - 1 and scene.parse[first].dep_ in ("det", "predet"):
        first += 1
    return " ".join(scene.span(first, last).text.split())


def _country(scene: Scene, token: Token, first: int) -> tuple[str | None, Draft | None]:
    """The country the words before or behind the noun give, and the mention that gives it."""
    for number in range(token.i - 1, first - 1, -1):
        found = scene.taken.get(number)
        if found is None or found.root != number:
            continue
        country = found.resolved().country
        if country and found.kind in ("state", "organisation"):
            if token.lemma_.lower() in scene.words("foreign-relation"):
                return None, None
            return country, found
        if found.kind == "person":
            return country, None
    return _country_behind(scene, token)


def _country_behind(scene: Scene, token: Token) -> tuple[str | None, Draft | None]:
    for c in token.rights:
        if c.dep_ == "prep" and c.lower_ in _COUNTRY_PREPOSITIONS:
            for head in syntax.children(c, "pobj"):
                found = scene.taken.get(head.i)
                known = found is not None and found.root == head.i
                if found is not None and known and found.kind in ("state", "organisation"):
                    close = c.lower_ == "of" or c.i == token.i + 1
                    return (found.country, found) if close else (None, None)
    return None, None


def _name_holder(scene: Scene, draft: Draft, title: Title) -> None:
    """Who held the office on the document's day, where exactly one dated term says so."""
    if draft.role is None or draft.country is None or title.kind != "office":
        return
    if draft.former or title.deputy or title.acting or title.elect or scene.day is None:
        return
    draft.role = scene.registry.role_in(draft.role, draft.country)


def link_counterparts(scene: Scene) -> None:
    """ "Their Japanese counterparts": the holders, on the other side, of the same offices."""
    for draft in list(scene.drafts):
        if scene.lemmas[draft.root] != "counterpart":
            continue
        token = scene.parse[draft.root]
        owner = next((scene.heads.get(c.i) for c in syntax.children(token, "poss")), None)
        if owner is None or draft.country is None:
            continue
        people = owner.resolved().members or [owner.resolved()]
        draft.members = [
            _counterpart(scene, draft, person.resolved())
            for person in people
            if person.resolved().role
        ]
        if len(draft.members) == 1 and not draft.plural:
            member = draft.members[0]
            draft.role, draft.sectors, draft.members = member.role, member.sectors, []
            if member.actor.startswith("person:"):
                draft.name, draft.actor = member.name, member.actor


def _counterpart(scene: Scene, draft: Draft, person: Draft) -> Draft:
    general = scene.registry.general_role(person.role or "", person.country)
    role = scene.registry.role_in(general, draft.country)
    holder = scene.registry.holder(role, draft.country, scene.day) if scene.day else None
    state = scene.registry.country(draft.country or "")
    name = holder.name if holder else f"{role}, {state.name if state else draft.country}"
    return Draft(
        first=draft.first,
        last=draft.last,
        root=draft.root,
        name=name,
        via="implied",
        kind="person",
        actor=holder.id if holder else f"office:{slug(role)}-{(draft.country or '').lower()}",
        country=draft.country,
        sectors=person.sectors,
        role=role,
    )

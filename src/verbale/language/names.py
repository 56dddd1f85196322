"""Names: states, demonyms, organisations and metonyms of the registry, unknown organisations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene, head_of, slug

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from verbale.matcher.entries import Entry, NameHit

_ACTOR_KINDS = frozenset({"state", "organisation", "metonym", "demonym", "capital"})
_LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "around", "across", "inside", "throughout", "within", "over"}
)
_NOT_ORGANISATIONS = frozenset({"congressional", "internet", "covid"})


def find_names(scene: Scene) -> None:
    """Add all registry names, then organisations that only the recogniser knows."""
    persons = _persons(scene)
    told = Counter(h.entry.country for h in scene.hits if h.entry.kind in ("state", "demonym"))
    for hit in scene.hits:
        tokens = scene.parse.char_span(hit.start, hit.end, alignment_mode="expand")
        if tokens is None or not scene.read(tokens.start) or scene.taken.get(tokens.start):
            continue
        if _inside_person(scene, tokens, persons) or _addressed(scene, tokens):
            continue
        entry = _choose(scene, hit, tokens, told)
        if entry is not None and not _elsewhere(scene, entry, tokens):
            scene.add(_seat(scene, _draft(entry, tokens)))
    _halves(scene)
    _unknown_organisations(scene)


def _persons(scene: Scene) -> list[Tokens]:
    return [e for e in scene.entities if e.label_ == "PERSON"]


def _inside_person(scene: Scene, tokens: Tokens, persons: list[Tokens]) -> bool:
    return any(
        p.start <= tokens.start
        and tokens.end <= p.end
        and len(p) > len(tokens)
        and not _before_title(scene, tokens, p)
        for p in persons
    )


def _before_title(scene: Scene, tokens: Tokens, person: Tokens) -> bool:
    """ "Jordan's King Abdullah", taken for one name: the state stands before a title."""
    words = [t.lower_ for t in person.doc[tokens.end : person.end] if t.tag_ != "POS"]
    hits = scene.registry.titles_in(words) if person.start == tokens.start else []
    return bool(hits) and hits[0].first == 0 and hits[0].last < len(words)


def _addressed(scene: Scene, tokens: Tokens) -> bool:
    """ "Mr. Lima" is a person, whatever else the name may stand for."""
    before = tokens.doc[tokens.start - 1].lower_ if tokens.start else ""
    return before in scene.words("honorific") and before.rstrip(".") not in ("king", "queen")


def _elsewhere(scene: Scene, entry: Entry, tokens: Tokens) -> bool:
    """ "The Supreme Court of Brazil", "Brazil's Supreme Court" are not those of another country."""
    if entry.kind != "organisation" or entry.country is None:
        return False
    doc, after = tokens.doc, tokens.end
    low, high = tokens.start_char - 20, tokens.end_char + 8
    near = [h for h in scene.hits if low < h.end and h.start <= high]
    if after + 1 < len(doc) and doc[after].lower_ == "of":
        starts = [t.idx for t in doc[after + 1 : after + 3]]
        behind = [h for h in near if h.start in starts]
        if behind and behind[0].entry.country not in (None, entry.country):
            return True
    before = doc[tokens.start - 1] if tokens.start else None
    if before is not None and before.tag_ == "POS" and before.i:
        before = doc[before.i - 1]
    owners = [h for h in near if before is not None and h.end == before.idx + len(before.text)]
    return bool(owners) and owners[0].entry.country not in (None, entry.country)


def _choose(scene: Scene, hit: NameHit, tokens: Tokens, told: Counter[str | None]) -> Entry | None:
    """Which of the things a name may stand for the sentence means; None for a mere place."""
    root = head_of(tokens.doc, tokens.start, tokens.end)
    for entry in _by_country(hit, told):
        if entry.kind not in _ACTOR_KINDS:
            continue
        if entry.kind == "capital" and (is_locative(root) or _inside_name(scene, tokens)):
            continue
        if entry.weak and not _holds_entity(scene, tokens):
            continue
        return entry
    return None


def _by_country(hit: NameHit, told: Counter[str | None]) -> Sequence[Entry]:
    """ "The Senate" of several states: that of the state most told of comes first."""
    bodies = {e.country for e in hit.entries if e.kind == "organisation"}
    if len(bodies) < 2:
        return hit.entries
    most = max(told[country] for country in bodies if country is not None)
    return sorted(
        hit.entries,
        key=lambda e: 0 if most and e.country is not None and told[e.country] == most else 1,
    )


def _holds_entity(scene: Scene, tokens: Tokens) -> bool:
    inside = (scene.entity_at.get(t.i) for t in tokens)
    return any(e and tokens.start <= e.start and e.end <= tokens.end for e in inside)


def _inside_name(scene: Scene, tokens: Tokens) -> bool:
    """ "Real Madrid", "Moscow State University": a capital in another's name is no government."""
    entity = scene.entity_at.get(tokens.start)
    if entity is None or entity.label_ not in ("ORG", "FAC") or len(entity) == len(tokens):
        return False
    if any(t.is_sent_start for t in entity[1:]):
        return False
    others = [t for t in entity if not tokens.start <= t.i < tokens.end]
    return any(t.pos_ == "PROPN" for t in others) and not any(t.tag_ == "POS" for t in others)


def is_locative(root: Token) -> bool:
    """True where a place name only says where: "in Moscow", a dateline."""
    if root.dep_ == "pobj":
        return root.head.lower_ in _LOCATIVE
    return bool(root.dep_ in ("npadvmod", "ROOT", "dep"))


def _draft(entry: Entry, tokens: Tokens) -> Draft:
    root = head_of(tokens.doc, tokens.start, tokens.end)
    first = tokens.start
    if first and tokens.doc[first - 1].lower_ == "the" and tokens.doc[first - 1].head.i == root.i:
        first -= 1
    via = {"capital": "metonym", "metonym": "metonym", "demonym": "demonym"}.get(entry.kind, "name")
    kind = "organisation" if entry.kind in ("organisation", "metonym") else "state"
    if entry.kind == "metonym" and (entry.actor_id or "").startswith("country:"):
        kind = "state"
    sectors = entry.sectors
    if entry.kind in ("capital", "metonym") and not sectors and kind == "state":
        sectors = ("GOV",)
    return Draft(
        first=first,
        last=tokens.end,
        root=root.i,
        name=entry.name,
        via=via,
        kind=kind,
        actor=entry.actor_id or (f"country:{entry.country}" if entry.country else slug(entry.name)),
        country=entry.country,
        sectors=sectors,
        plural=entry.form == "people" or (root.tag_ in ("NNS", "NNPS") and entry.kind == "demonym"),
        why=f"{entry.kind} of the registry",
    )


def _seat(scene: Scene, draft: Draft) -> Draft:
    """The seat of a government stands for its state, as the Kremlin does."""
    if draft.name.lower() in scene.words("state-seat") and draft.country is not None:
        draft.actor, draft.via = f"country:{draft.country}", "metonym"
    return draft


def _unknown_organisations(scene: Scene) -> None:
    """Organisations that only the recogniser knows; persons' names it mistook are left out."""
    people = _persons(scene)
    full = {p.text for p in people}
    surnames = {p[-1].text for p in people}
    for entity in scene.entities:
        if entity.label_ != "ORG" or not scene.read(entity.start) or entity.root.pos_ != "PROPN":
            continue
        first, last = _bare(entity, surnames)
        if first >= last or scene.taken.get(entity.root.i) or scene.parse[first].text in surnames:
            continue
        name = scene.span(first, last).text.removesuffix("’s").removesuffix("'s").strip()
        if not name[:1].isupper() or name.lower() in _NOT_ORGANISATIONS or len(name) < 3:
            continue
        person = name in full or scene.registry.person(name, on=scene.day)
        if not person and not _in_title(scene, entity):
            _add_organisation(scene, first, last, name)


def _bare(entity: Tokens, surnames: set[str]) -> tuple[int, int]:
    """The entity without its article, a person's name that owns it and a possessive ending."""
    first = entity.start + (entity[0].lower_ == "the")
    last = entity.end - (entity[-1].tag_ == "POS")
    for token in entity[:-1]:
        if token.tag_ == "POS" and token.i > first and token.doc[token.i - 1].text in surnames:
            first = token.i + 1
    return first, last


def _in_title(scene: Scene, entity: Tokens) -> bool:
    """ "Secretary of State": the words of a title name no organisation."""
    first, last = max(entity.start - 3, entity.sent.start), min(entity.end + 2, entity.sent.end)
    hits = scene.registry.titles_in([t.lower_ for t in scene.parse[first:last]])
    inside = (entity.start - first, entity.end - first)
    return any(
        hit.title.kind in ("office", "post") and hit.first <= inside[0] and inside[1] <= hit.last
        for hit in hits
    )


def _add_organisation(scene: Scene, first: int, last: int, name: str) -> None:
    inner = next((scene.taken[i] for i in range(first, last) if i in scene.taken), None)
    scene.add(
        Draft(
            first=first - _article(scene, first),
            last=last,
            root=head_of(scene.parse, first, last).i,
            name=name,
            via="name",
            kind="organisation",
            actor=f"organisation:{slug(name)}",
            country=inner.country if inner is not None else None,
            why="named entity (organisation)",
        )
    )


def _article(scene: Scene, first: int) -> bool:
    return first > 0 and scene.parse[first - 1].lower_ == "the"


_DIRECTIONS = {"north": ("PRK", "Korea"), "south": ("KOR", "Korea")}
"""Halves of a divided country, called by the direction alone where both are told of."""


def _halves(scene: Scene) -> None:
    """ "The North", "North and South Korea", "the two Koreas": the two states of Korea."""
    told = {d.country for d in scene.drafts if d.kind == "state"}
    if not told & {"PRK", "KOR"} and "Koreas" not in scene.document.text:
        return
    for number, text in enumerate(scene.texts):
        if text[:1] not in "NSK" or not scene.read(number) or number in scene.taken:
            continue
        token = scene.parse[number]
        half = _DIRECTIONS.get(token.lower_)
        if half is not None and half[0] in told and _stands_for_half(scene, token, half[1]):
            _add_half(scene, token, half[0])
        elif token.text == "Koreas":
            first = token.left_edge.i
            draft = Draft(first, token.i + 1, token.i, "the two Koreas", "name", "group")
            draft.plural, draft.sectors = True, ("GOV",)
            draft.actor = "group:country:KOR+country:PRK"
            draft.members = [_half(scene, token, "PRK"), _half(scene, token, "KOR")]
            draft.why = "the two states of Korea"
            scene.add(draft)


def _stands_for_half(scene: Scene, token: Token, noun: str) -> bool:
    """ "The North" alone or "North and South Korea", not "the north of Mali", "North Africa"."""
    if not token.text[:1].isupper():
        return False
    after = scene.parse[token.i + 1] if token.i + 1 < len(scene.parse) else None
    if after is not None and after.lower_ in ("and", "or", ",") and token.i + 3 < len(scene.parse):
        if scene.parse[token.i + 3].text == noun:
            return True
    alone = after is None or not (after.pos_ in ("NOUN", "PROPN", "ADJ") or after.lower_ == "of")
    return alone and token.i > 0 and scene.parse[token.i - 1].lower_ == "the"


def _half(scene: Scene, token: Token, code: str) -> Draft:
    state = scene.registry.country(code)
    name = state.name if state is not None else code
    draft = Draft(token.i, token.i + 1, token.i, name, "name", "state", f"country:{code}", code)
    draft.why = "half of a divided country"
    return draft


def _add_half(scene: Scene, token: Token, code: str) -> None:
    draft = _half(scene, token, code)
    if token.i and scene.parse[token.i - 1].lower_ == "the":
        draft.first -= 1
    scene.add(draft)

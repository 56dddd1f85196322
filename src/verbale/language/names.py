"""Names: states, demonyms, organisations and metonyms of the registry, unknown organisations."""

from __future__ import annotations

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
    for hit in scene.hits:
        tokens = scene.parse.char_span(hit.start, hit.end, alignment_mode="expand")
        if tokens is None or not scene.read(tokens.start) or scene.taken.get(tokens.start):
            continue
        if _inside_person(tokens, persons) or _addressed(scene, tokens):
            continue
        entry = _choose(hit, tokens)
        if entry is not None and not _elsewhere(scene, entry, tokens):
            scene.add(_draft(entry, tokens))
    _unknown_organisations(scene)


def _persons(scene: Scene) -> list[Tokens]:
    return [e for e in scene.parse.ents if e.label_ == "PERSON"]


def _inside_person(tokens: Tokens, persons: list[Tokens]) -> bool:
    return any(
        p.start <= tokens.start and tokens.end <= p.end and len(p) > len(tokens) for p in persons
    )


def _addressed(scene: Scene, tokens: Tokens) -> bool:
    """ "Mr. Lima" is a person, whatever else the name may stand for."""
    before = tokens.doc[tokens.start - 1].lower_ if tokens.start else ""
    return before in scene.words("honorific") and before.rstrip(".") not in ("king", "queen")


def _elsewhere(scene: Scene, entry: Entry, tokens: Tokens) -> bool:
    """ "The Supreme Court of Brazil" is not the one of another country."""
    after = tokens.end
    if entry.kind != "organisation" or entry.country is None or after + 1 >= len(tokens.doc):
        return False
    if tokens.doc[after].lower_ != "of":
        return False
    place = tokens.doc[after + 1 : after + 4].text
    hits = [h for h in scene.registry.names(place) if h.start <= 4 and h.entry.country]
    return any(h.entry.country != entry.country for h in hits[:1])


def _choose(hit: NameHit, tokens: Tokens) -> Entry | None:
    """Which of the things a name may stand for the sentence means; None for a mere place."""
    root = head_of(tokens.doc, tokens.start, tokens.end)
    for entry in hit.entries:
        if entry.kind not in _ACTOR_KINDS:
            continue
        if entry.kind == "capital" and is_locative(root):
            continue
        if entry.weak and not tokens.ents:
            continue
        return entry
    return None


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


def _unknown_organisations(scene: Scene) -> None:
    surnames = {p[-1].text for p in _persons(scene)}
    for entity in scene.parse.ents:
        if entity.label_ != "ORG" or not scene.read(entity.start) or entity.root.pos_ != "PROPN":
            continue
        first = entity.start + (entity[0].lower_ == "the")
        if first >= entity.end or scene.taken.get(entity.root.i):
            continue
        name = scene.document.text[scene.parse[first].idx : entity.end_char].strip()
        if not name[:1].isupper() or name.lower() in _NOT_ORGANISATIONS or len(name) < 3:
            continue
        if name in surnames or scene.registry.person(name, on=scene.day):
            continue
        inner = next(
            (scene.taken[i] for i in range(entity.start, entity.end) if i in scene.taken), None
        )
        last = entity.end - (entity[-1].tag_ == "POS")
        scene.add(
            Draft(
                first=entity.start,
                last=max(last, first + 1),
                root=head_of(scene.parse, entity.start, entity.end).i,
                name=name.removesuffix("’s").removesuffix("'s"),
                via="name",
                kind="organisation",
                actor=f"organisation:{slug(name)}",
                country=inner.country if inner is not None else None,
                why="named entity (organisation)",
            )
        )

"""Titled persons: which office a title phrase gives to the name beside it, and whose it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.language.drafts import Claim, Draft, Scene
from verbale.language.predicates import predicate
from verbale.language.title_phrases import (
    OFFICES,
    Phrase,
    before,
    behind,
    front,
    in_front,
    near,
)
from verbale.matcher import syntax
from verbale.matcher.titles import ELECT, FORMER

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.matcher.entries import NameHit, PlaceEntry, Title, TitleHit

HEADS = frozenset({"state", "government"})
"""What the offices at the head of a state lead."""
_POLITICAL = frozenset({"GOV", "LEG", "PTY", "IGO", "MIL", "JUD", "COP", "SPY", "REB"})
_STATES = frozenset({"state", "territory", "population", "government"})
_PARTS = frozenset({"admin1", "region", "city"})


def describe(scene: Scene, draft: Draft) -> None:
    """Give a name the offices that the words beside it state; the nearest title comes first."""
    _gender(scene, draft)
    phrases = (
        *before(scene, draft),
        *behind(scene, draft),
        in_front(scene, draft),
        predicate(scene, draft),
    )
    for phrase in phrases:
        if phrase is not None:
            _use(scene, draft, phrase)


def _gender(scene: Scene, draft: Draft) -> None:
    """What the form of address tells ("Mrs.", "King"), or the title ("spokesman")."""
    for number in range(max(front(scene, draft.first) - 1, 0), draft.first):
        word = scene.parse[number]
        address = word.text if word.text[:1].isupper() else ""
        told = scene.registry.honorific_gender(address)
        if told == "she" or word.lower_ in scene.words("title-she"):
            draft.gender = "she"
        elif told == "he" or word.lower_ in scene.words("title-he"):
            draft.gender = draft.gender or "he"


def _use(scene: Scene, draft: Draft, phrase: Phrase) -> None:
    """Make a claim of a title phrase; the first one gives the mention its role."""
    hit = phrase.hit
    if _doubtful(scene, draft, phrase):
        return
    country, body = whose(scene, phrase)
    if body is not None and country is None and _only_region(scene, body, hit.title):
        return
    office = hit.title.kind in OFFICES and hit.title.role != "candidate"
    if not office and country is None and body is None:
        return
    claim = _claim(scene, draft, phrase, country, body)
    draft.country = draft.country or country
    if any(c.draft is draft and c.role == claim.role for c in scene.claims):
        return
    if office or any(_leads(d, hit) for d in near(scene, phrase)):
        scene.claims.append(claim)
    scene.titled.update(range(hit.first, hit.last))
    _forget(scene, hit)
    if draft.role is None:
        take(scene, draft, claim)


def _doubtful(scene: Scene, draft: Draft, phrase: Phrase) -> bool:
    """A guess ("most likely Anna Lund"), or the office of a shadow cabinet."""
    words = [t.lower_ for t in scene.parse[phrase.first : phrase.last]]
    close = [t.lower_ for t in scene.parse[max(0, draft.first - 2) : draft.first]]
    return "shadow" in words or any(w in scene.words("chance") for w in (*words, *close))


def _claim(
    scene: Scene, draft: Draft, phrase: Phrase, country: str | None, body: str | None
) -> Claim:
    title = phrase.hit.title
    ahead = _ahead(scene, phrase)
    if not ELECT.isdisjoint(ahead):
        title = replace(title, elect=True)
    if title.head_of in HEADS and _of_organisation(scene, body):
        country = None
    return Claim(
        draft=draft,
        role=_role(scene, title, country, body),
        title=title,
        first=phrase.hit.first,
        last=phrase.hit.last,
        country=country,
        body=body,
        former=title.former or phrase.former or not FORMER.isdisjoint(ahead) or _then(ahead),
    )


def _leads(draft: Draft, hit: TitleHit) -> bool:
    """ "The ranking Democrat on the committee": a noun that a body behind it makes an office."""
    political = not _POLITICAL.isdisjoint(draft.sectors)
    return draft.kind == "organisation" and political and hit.last < draft.first <= hit.last + 2


def _ahead(scene: Scene, phrase: Phrase) -> list[str]:
    """The words before a title that are its own: "the *former Danish* prime minister"."""
    words = [t.lower_ for t in scene.parse[phrase.start : phrase.hit.first]]
    owners = [i for i, word in enumerate(words) if word in ("'s", "’s", "'", "’")]
    return words[owners[-1] if owners else 0 :]


def _then(ahead: list[str]) -> bool:
    """ "Then-Trump aide", "the then president"; not "Then President Lund spoke"."""
    return "then" in ahead[1:] or ahead[:2] == ["then", "-"]


def _only_region(scene: Scene, body: str, title: Title) -> bool:
    """ "Africa's oldest minister": a part of the world has no offices of a state."""
    kinds = [entry.kind for entry in scene.registry.named(body) if entry.country is None]
    return "state" in kinds and (title.head_of in HEADS or title.role.startswith("minister"))


def _of_organisation(scene: Scene, body: str | None) -> bool:
    """Whether a body is no state and no government: its president is no state's."""
    found = [scene.registry.actor(e.actor_id or "") for e in scene.registry.named(body or "")]
    if any(actor is not None and actor.kind in _STATES for actor in found):
        return False
    named = any(e.kind in _PARTS | {"state", "capital"} for e in scene.registry.named(body or ""))
    return body is not None and not named


def _role(scene: Scene, title: Title, country: str | None, body: str | None) -> str:
    """The office's normal form there; the premier of a part of a state is its governor."""
    entries = scene.registry.named(body) if body is not None else ()
    part = bool(entries) and all(entry.kind in _PARTS for entry in entries)
    if part and title.head_of in HEADS:
        return "governor"
    return scene.registry.role_in(title.role, country)


def take(scene: Scene, draft: Draft, claim: Claim) -> None:
    """Give a mention the role, country, sectors and time of a claim."""
    draft.role, draft.sectors = claim.role, sectors_of(scene, claim)
    draft.former, draft.elect = claim.former, claim.title.elect
    draft.country = draft.country or claim.country
    draft.affiliation = draft.affiliation or claim.body
    draft.role_span = (claim.first, claim.last)
    draft.why = f"title “{scene.span(claim.first, claim.last).text}”"


def sectors_of(scene: Scene, claim: Claim) -> tuple[str, ...]:
    """The sectors of an office: of a post in a known body, those of the body."""
    title = claim.title
    bare = title.sectors == ("GOV",) and (title.kind == "post" or title.head_of in HEADS)
    common = common_body(scene, scene.parse[claim.last - 1]) if bare else ()
    if common:
        return ("ELI",) if claim.former else common
    if not bare or claim.body is None:
        return title.sectors
    for entry in scene.registry.named(claim.body):
        if entry.kind in ("organisation", "metonym") and entry.sectors:
            return ("ELI",) if claim.former else entry.sectors
    unknown = title.head_of in HEADS and _of_organisation(scene, claim.body)
    return () if unknown else title.sectors


def common_body(scene: Scene, token: Token) -> tuple[str, ...]:
    """The sectors of the body that a title's words name by a common noun: "the bank's president".

    Empty where they name none, or one of a state.
    """
    for owner in syntax.owners(token, "of", "at"):
        body = scene.registry.title([owner.lemma_.lower()]) if owner.pos_ == "NOUN" else None
        if body is not None and body.kind in ("body", "collective") and "GOV" not in body.sectors:
            return body.sectors
    return ()


def _forget(scene: Scene, hit: TitleHit) -> None:
    """ "Secretary of State" names no organisation "State": drop what lies within a title."""
    for draft in [d for d in scene.drafts if hit.first <= d.first and d.last <= hit.last]:
        if draft.why == "named entity (organisation)":
            scene.drop(draft)


def whose(scene: Scene, phrase: Phrase) -> tuple[str | None, str | None]:
    """The country and the state or body whose office a title phrase means, nearest words first.

    A body that is no known actor ("head of the Rivers Forum") is given by its words.
    """
    hit = phrase.hit
    named = [d for d in near(scene, phrase) if d.kind in ("state", "organisation")]
    within = [d for d in scene.drafts if hit.first <= d.first and d.last <= hit.last]
    country = next((d.country for d in (*named, *within) if d.country is not None), None)
    bodies = [d for d in named if d.kind == "organisation" and not _party_word(scene, d, hit)]
    bodies = [d for d in bodies if not any(_within(d, other) for other in bodies)]
    speaks = hit.title.head_of == "spokesperson"
    seats = [d for d in named if speaks and d.via == "metonym"] or (
        [d for d in within if d.kind == "organisation" or d.via == "metonym"] if speaks else []
    )
    if seats and not bodies:
        return country, _words(scene, seats[0])
    if not bodies and (hit.title.head_of is None or hit.title.head_of in HEADS):
        region = _region(scene, phrase)
        if region is not None:
            return region.country or country, region.name
    other = _other_body(scene, phrase)
    if bodies or other is not None:
        return country, other or bodies[0].name
    inside = [d for d in within if d.kind == "organisation"]
    if inside and country is None:
        return None, inside[0].name
    states = [d for d in named if d.kind == "state" and d.via != "metonym"]
    return country, states[0].name if states else None


def _within(draft: Draft, other: Draft) -> bool:
    """ "The Tory 1922 Committee": the party is only a part of that body's name."""
    longer = other.last - other.first > draft.last - draft.first
    return longer and other.first <= draft.first and draft.last <= other.last


def _party_word(scene: Scene, draft: Draft, hit: TitleHit) -> bool:
    """ "The Republican governor": a party that only describes whoever holds an office."""
    word = scene.parse[draft.root]
    return draft.last <= hit.first and (word.ent_type_ == "NORP" or word.pos_ == "ADJ")


def _words(scene: Scene, draft: Draft) -> str:
    return scene.span(draft.first, draft.last).text.removeprefix("the ").removeprefix("The ")


def _other_body(scene: Scene, phrase: Phrase) -> str | None:
    """The noun phrase that a title leads where no actor heads it: "Norway's Farmers League"."""
    parse, hit = scene.parse, phrase.hit
    if phrase.last > hit.last + 1 and parse[hit.last].lower_ in ("of", "for"):
        start = hit.last + 1
        head = next((c for c in parse[hit.last].children if c.dep_ == "pobj"), None)
        if head is None or not start <= head.i < phrase.last:
            head = parse[phrase.last - 1]
        taken = scene.taken.get(head.i)
        if taken is not None and taken.kind in ("state", "organisation"):
            return None
        while start < head.i and parse[start].dep_ == "det":
            start += 1
        words = scene.span(start, head.i + 1).text
        proper = any(letter.isupper() for letter in words)
        return words if proper or hit.title.head_of in HEADS else None
    if hit.title.head_of not in HEADS or hit.first == phrase.first:
        return None
    last = parse[hit.first - 1]
    if last.dep_ not in ("compound", "nmod") or last.pos_ != "NOUN" or last.i in scene.taken:
        return None
    start = last.i
    while start > phrase.first and parse[start - 1].pos_ in ("NOUN", "PROPN"):
        start -= 1
    return scene.span(start, hit.first).text


def _region(scene: Scene, phrase: Phrase) -> PlaceEntry | None:
    """The part of a state, or the city, that a title phrase names: "governor of Punjab"."""
    spans = [(phrase.first, phrase.last)] + ([phrase.more] if phrase.more is not None else [])
    for first, last in spans:
        start = scene.parse[first].idx
        end = scene.parse[last - 1].idx + len(scene.parse[last - 1])
        for hit in scene.hits:
            if start <= hit.start and hit.end <= end and _next_to(scene, hit, phrase):
                part = _part(hit, mayor=phrase.hit.title.role == "mayor")
                if part is not None:
                    return part
    return None


def _next_to(scene: Scene, hit: NameHit, phrase: Phrase) -> bool:
    """Whether no other noun stands between a place and the title ("Lyon club president")."""
    title = scene.parse[phrase.hit.first]
    return hit.start > title.idx or not any(
        t.pos_ in ("NOUN", "PROPN") and t.idx >= hit.end
        for t in scene.parse[phrase.first : phrase.hit.first]
    )


def _part(hit: NameHit, *, mayor: bool) -> PlaceEntry | None:
    for entry in hit.entries:
        if entry.kind in ("state", "organisation"):
            return None
        if entry.place is not None and (
            entry.kind in _PARTS or (mayor and entry.kind == "capital")
        ):
            return entry.place
    return None

"""Offices: whose office a title means, offices of several persons at once, and known terms.

What the text says comes first. Where a title names no state ("President Anna Lund"), the
registry's terms of that person decide, then the one state that the document is about; where
neither does, the office stays without a country. A person named without any title has the
office that the registry knows for the document's day, marked as not from the text.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from verbale.language.drafts import Claim, Draft, Scene, reference
from verbale.language.office_places import place_office
from verbale.language.terms import known_office
from verbale.language.title_phrases import front, tail, titles
from verbale.language.titled import HEADS, sectors_of, take
from verbale.matcher.persons import as_date
from verbale.model import Office

if TYPE_CHECKING:
    from verbale.matcher.entries import TitleHit

_LONG = 5 * 366
"""Days after which whom a text calls president is one of the past, where another now is."""
_OF_PARTS = frozenset({"mayor", "governor", "chairman", "head", "director"})
"""Offices that are a state's only where the text says so."""
_JOINING = frozenset({",", "and", "&"})


def settle(scene: Scene) -> None:
    """Offices of several persons and of counterparts; a country for those that name none."""
    for hit in _plural_titles(scene):
        _share_out(scene, hit)
    for draft in scene.drafts if "counterpart" in scene.lower else ():
        _counterpart(scene, draft)
    for claim in scene.claims:
        if claim.country is None:
            place_office(scene, claim)
        _text_first(scene, claim)


def _text_first(scene: Scene, claim: Claim) -> None:
    """The text's word beats the registry's; where they differ on the day, that is kept."""
    holder = claim.draft.resolved()
    if claim.title.kind != "office" or claim.former or claim.title.elect or claim.title.acting:
        return
    if holder.role_span is None:
        holder.role, holder.sectors = claim.role, sectors_of(scene, claim)
        holder.role_span = (claim.first, claim.last)
    known = scene.registry.holder(claim.role, claim.country, scene.day) if scene.day else None
    if known is None or not holder.actor.startswith("person:") or known.id == holder.actor:
        return
    ended = _ended(scene, claim, holder.actor)
    claim.former = claim.former or ended is not None
    note = f"the registry has {known.name} in that office on the day"
    note = note if ended is None else f"{note}, this person until {ended}"
    claim.why = f"{claim.why}; {note}" if claim.why else note


def _ended(scene: Scene, claim: Claim, person: str) -> date | None:
    """When that person's last known term in that office ended, where that was years ago.

    Of the last few years the text knows better than the registry.
    """
    terms = [
        term
        for term in scene.registry.terms_of(person)
        if (term.role, term.country) == (claim.role, claim.country)
    ]
    ends = [term.end for term in terms if term.end is not None]
    day = as_date(scene.day)
    if not ends or len(ends) < len(terms) or day is None:
        return None
    long = (day - max(ends)).days > _LONG
    return max(ends) if long else None


def offices(scene: Scene) -> tuple[Office, ...]:
    """All offices: those the text states, in order, then those only the registry knows."""
    claims = [*scene.claims, *_of_nominals(scene)]
    found = [_office(scene, claim) for claim in sorted(claims, key=lambda c: c.first)]
    headed = {c.draft.resolved().actor for c in scene.claims if _settles(scene, c)}
    for draft in sorted(scene.drafts, key=lambda d: d.first):
        holder = draft.resolved()
        if draft.kind != "person" or draft.via != "name" or holder.actor in headed:
            continue
        office = known_office(scene, draft)
        if office is not None:
            headed.add(office.holder.actor)
            found.append(office)
    return tuple(found)


def _settles(scene: Scene, claim: Claim) -> bool:
    """Whether an office of the text leaves nothing to add: not where it only says "leader"."""
    bodies = [e.kind for e in scene.registry.named(claim.body)] if claim.body else ["state"]
    return claim.role != "leader" and ("state" in bodies or claim.title.head_of in HEADS)


def _of_nominals(scene: Scene) -> list[Claim]:
    """What nouns say of the persons they stand for ("the U.S. president" for Anna Lund)."""
    found = []
    for draft in scene.drafts:
        holder = draft.resolved()
        if holder is draft or draft.via != "title" or draft.kind != "person":
            continue
        title = scene.registry.title((draft.role or "").split())
        if holder.via != "name" or draft.role_span is None or draft.role is None or title is None:
            continue
        first, last = draft.role_span
        country = draft.country or holder.country
        if not _borne_out(scene, draft, country):
            continue
        found.append(
            Claim(
                draft, draft.role, title, first, last, country, draft.affiliation, draft.former,
                f"“{scene.span(draft.first, draft.last).text}” is {holder.name}",
            )
        )  # fmt: skip
    return found


def _borne_out(scene: Scene, noun: Draft, country: str | None) -> bool:
    """Whether more than a guess says that a title without a name is that person's.

    The registry knows the person in that office, or the words beside the name say nothing else
    and the noun itself says of what body it is.
    """
    holder = noun.resolved()
    terms = scene.registry.terms_of(holder.actor)
    if any((t.role, t.country) == (noun.role, country) for t in terms):
        return True
    told = any(c.draft.resolved() is holder for c in scene.claims)
    return noun.affiliation is not None and not told


def _office(scene: Scene, claim: Claim) -> Office:
    country = claim.country
    known = claim.title.role not in _OF_PARTS
    state = scene.registry.country(country or "") if known else None
    return Office(
        holder=reference(scene, claim.draft),
        role=claim.role,
        span=scene.span(claim.first, claim.last),
        body=claim.body or (state.name if state is not None else None),
        former=claim.former,
        elect=claim.title.elect,
        token=claim.first,
        country=country,
        by="counterpart" if claim.why.startswith("“counterpart”") else "text",
        why=claim.why,
    )


def _plural_titles(scene: Scene) -> list[TitleHit]:
    found: list[TitleHit] = []
    start = 0
    for sentence in scene.parse.sents:
        start = sentence.start
        if scene.read(start):
            found += [h for h in titles(scene, start, sentence.end) if h.title.plural]
    return found


def _share_out(scene: Scene, hit: TitleHit) -> None:
    """ "The foreign ministers of France and Germany, Anna Lund and Jan Kolar"."""
    end = tail(scene.parse, hit.last, scene.parse[hit.first].sent.end)
    people = _names_from(scene, end)
    if not people and end != hit.last:
        people, end = _names_from(scene, hit.last), hit.last
    if not people:
        return
    first = front(scene, hit.first)
    states = [
        d
        for d in sorted(scene.drafts, key=lambda d: d.first)
        if d.kind == "state" and d.country and first <= d.first and d.last <= end
    ]
    for number, (person, own) in enumerate(people):
        state = own or (states[0] if len(states) == 1 else None)
        if state is None and len(states) == len(people):
            state = states[number]
        if state is None and states:
            continue
        _claim(scene, person, hit, state)


def _names_from(scene: Scene, at: int) -> list[tuple[Draft, Draft | None]]:
    """The persons listed from a token on, each with the state of its "of …" behind it."""
    parse = scene.parse
    people: list[tuple[Draft, Draft | None]] = []
    while at < len(parse):
        found = scene.taken.get(at)
        if found is not None and found.kind == "person" and found.first == at:
            if found.role is not None and found.role_span is not None:
                break
            at, own = found.last, None
            if at + 1 < len(parse) and parse[at].lower_ == "of":
                own = scene.taken.get(at + 1)
                own = own if own is not None and own.kind == "state" else None
                at = own.last if own is not None else at
            people.append((found, own))
        elif parse[at].lower_ in _JOINING:
            at += 1
        else:
            break
    return people


def _claim(scene: Scene, person: Draft, hit: TitleHit, state: Draft | None) -> None:
    country = state.country if state is not None else None
    claim = Claim(
        person,
        scene.registry.role_in(hit.title.role, country),
        hit.title,
        hit.first,
        hit.last,
        country,
        state.name if state is not None else None,
        hit.title.former,
    )
    if hit.title.kind in ("office", "post"):
        scene.claims.append(claim)
        if person.role is None:
            take(scene, person, claim)
            _pass_on(person)


def _pass_on(person: Draft) -> None:
    """What a mention says counts for all mentions of the person."""
    whole = person.resolved()
    if whole.role is None:
        whole.role, whole.role_span, whole.why = person.role, person.role_span, person.why
    whole.country = whole.country or person.country
    whole.sectors = whole.sectors or person.sectors


def _counterpart(scene: Scene, draft: Draft) -> None:
    """ "His Japanese counterpart Jan Kolar" holds the office of the one named before."""
    parse = scene.parse
    at = draft.first - 1
    root = parse[draft.root]
    if parse[at].lower_ == "," and root.dep_ != "appos":
        return
    while at > 0 and (parse[at].lower_ == "," or parse[at].lower_ in scene.words("honorific")):
        at -= 1
    if draft.kind != "person" or at < 1 or parse[at].lower_ != "counterpart":
        return
    first = front(scene, at)
    states = [d for d in scene.drafts if first <= d.first and d.last <= at and d.kind == "state"]
    earlier = [
        c
        for c in scene.claims
        if c.first < at
        and c.title.kind == "office"
        and scene.sentence_at[c.first] >= scene.sentence_at[at] - 1
        and c.draft.resolved() is not draft.resolved()
    ]
    if len(states) != 1 or not earlier:
        return
    model = max(earlier, key=lambda c: c.first)
    general = scene.registry.general_role(model.role, model.country)
    claim = Claim(
        draft,
        scene.registry.role_in(general, states[0].country),
        model.title,
        at,
        at + 1,
        states[0].country,
        states[0].name,
        why=f"“counterpart” of {model.draft.resolved().name}",
    )
    scene.claims.append(claim)
    if draft.role is None:
        take(scene, draft, claim)
        _pass_on(draft)

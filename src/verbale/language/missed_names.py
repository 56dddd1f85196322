"""Names that the recogniser missed and a title of office beside them gives away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.drafts import Scene
from verbale.language.title_phrases import OFFICES, REACH, front, tail, titles

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.matcher.entries import TitleHit


def titled_names(scene: Scene, covered: set[int]) -> list[tuple[int, int]]:
    """Names beside a title of office that the recogniser did not take for persons."""
    found: list[tuple[int, int]] = []
    for sentence in scene.parse.sents:
        if not scene.read(sentence.start):
            continue
        for hit in titles(scene, sentence.start, sentence.end):
            if hit.title.kind in OFFICES:
                name = _name_after(scene, hit, covered) or _name_ahead(scene, hit, covered)
                if name is not None:
                    found.append(name)
                    _free(scene, *name)
    return found


def _free(scene: Scene, first: int, last: int) -> None:
    """A person's name is not that of the organisation the recogniser took it for."""
    inside = {id(d): d for i in range(first, last) if (d := scene.taken.get(i)) is not None}
    for draft in inside.values():
        if first <= draft.first and draft.last <= last:
            scene.drop(draft)


def _name_after(scene: Scene, hit: TitleHit, covered: set[int]) -> tuple[int, int] | None:
    """ "Finance Minister Jan Kolar", "spokeswoman Anna Lund": capitalised words behind a title."""
    parse = scene.parse
    last = hit.last
    if hit.title.plural and not parse[last - 1].text[:1].isupper():
        return None
    while last < len(parse) and last not in covered and _may_name(scene, last):
        last += 1
    long = hit.last + 1 < last < hit.last + 5
    if last == hit.last + 1:
        apart = not _same_entity(parse[hit.last - 1], parse[last - 1])
        long = apart and parse[hit.last].ent_type_ == "PERSON"
    if not long or last in covered or scene.registry.title([parse[last - 1].lower_]) is not None:
        return None
    return hit.last, last


def _name_ahead(scene: Scene, hit: TitleHit, covered: set[int]) -> tuple[int, int] | None:
    """ "Mina Das, chief minister of Punjab,": capitalised words before the comma."""
    parse = scene.parse
    comma = front(scene, hit.first) - 1
    if comma < 2 or parse[comma].lower_ != "," or hit.title.plural:
        return None
    first = comma
    while first and first - 1 not in covered and _may_name(scene, first - 1):
        first -= 1
    if not 1 < comma - first < 5 or first - 1 in covered:
        return None
    last = tail(parse, hit.last, min(len(parse), hit.last + REACH))
    closed = last < len(parse) and parse[last].lower_ in (",", ".")
    return (first, comma) if closed and last > hit.last else None


def _same_entity(first: Token, last: Token) -> bool:
    """ "Premier League": title and name are one entity that is no person."""
    between = first.doc[first.i + 1 : last.i + 1]
    return bool(first.ent_type_) and all(t.ent_iob_ == "I" for t in between)


def _may_name(scene: Scene, token: int) -> bool:
    word = scene.parse[token]
    if word.pos_ != "PROPN" or not word.text[:1].isupper() or word.text.isupper():
        return False
    taken = scene.taken.get(token)
    if taken is not None and taken.why != "named entity (organisation)":
        return False
    if word.lower_ in scene.words("owned-body") or word.ent_type_ in ("DATE", "EVENT", "LAW"):
        return False
    return not any(hit.start <= word.idx < hit.end for hit in scene.hits)

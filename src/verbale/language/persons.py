"""Persons: names with their titles, appositions and countries; surnames after full names."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene, head_of
from verbale.language.identity import unify

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from verbale.matcher.entries import NameHit, Title, TitleHit

_SUFFIX = re.compile(r"(?:['’]s|['’])$")
_SYLLABLE = re.compile(r"(\w) [-–] (\w)")


def find_persons(scene: Scene) -> None:
    """Add all persons: named entities, and known surnames the recogniser misjudged."""
    for first, last in _stretches(scene):
        draft = _person(scene, first, last)
        if draft is not None:
            _describe(scene, draft)
            scene.add(draft)
    unify(scene)


def _stretches(scene: Scene) -> list[tuple[int, int]]:
    found = []
    for entity in scene.parse.ents:
        if entity.label_ == "PERSON" and scene.read(entity.start) and not _agent(scene, entity):
            found.append((entity.start, _name_end(scene, entity.end)))
    found += _mistaken(scene)
    covered = {i for first, last in found for i in range(first, last)}
    found += _addressed(scene, covered)
    surnames = _in_play(scene, found)
    covered = {i for first, last in found for i in range(first, last)}
    lower = {t.text for t in scene.parse if t.text.islower()}
    for token in scene.parse:
        if token.text in surnames and token.i not in covered and scene.read(token.i):
            if token.i not in scene.taken and not _part(token) and _name_like(token, lower):
                found.append((token.i, token.i + 1))
    return sorted(set(found))


def _agent(scene: Scene, entity: Tokens) -> bool:
    """ "Aides", "Mr. President": a word for anybody, which the recogniser took for a name."""
    return len(entity) == 1 and scene.registry.title([entity[0].lemma_.lower()]) is not None


def _in_play(scene: Scene, found: list[tuple[int, int]]) -> set[str]:
    """Words that name a person of the text alone: last names, and names that stand alone twice."""
    parse = scene.parse
    surnames = {parse[last - 1].text for first, last in found if last - first > 1}
    alone = Counter(parse[first].text for first, last in found if last - first == 1)
    known = {word for word, number in alone.items() if number > 1}
    known |= {parse[f].text for f, last in found if f and last - f == 1 and _headed(scene, f)}
    return {word for word in surnames | known if word[:1].isupper() and len(word) > 2}


def _headed(scene: Scene, first: int) -> bool:
    """Whether a title or form of address stands right before a name."""
    before = scene.parse[first - 1]
    title = scene.registry.title([before.lower_])
    return before.lower_ in scene.words("honorific") or (
        title is not None and title.kind in ("office", "post")
    )


def _name_like(token: Token, lower: set[str]) -> bool:
    """A proper noun, or what the tagger took for another word that the text never writes small."""
    return token.pos_ == "PROPN" or (
        token.pos_ in ("NOUN", "X", "INTJ") and token.text.lower() not in lower
    )


def _part(token: Token) -> bool:
    """Whether a word is part of the name of a building, a law or a product ("Trump Tower")."""
    return token.ent_type_ in ("FAC", "PRODUCT", "LAW") and (
        token.ent_iob_ == "I" or (token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I")
    )


def _addressed(scene: Scene, covered: set[int]) -> list[tuple[int, int]]:
    """Names behind "Mr." and its like that the recogniser did not take for persons."""
    found = []
    for token in scene.parse[1:]:
        before = scene.parse[token.i - 1].lower_
        if before in scene.words("honorific") and token.pos_ == "PROPN" and scene.read(token.i):
            if token.i not in covered and token.i not in scene.taken:
                found.append((token.i, _name_end(scene, token.i + 1)))
    return found


def _name_end(scene: Scene, end: int) -> int:
    """The end of a name the recogniser cut short ("Taher | al-Nunu", "Moon Jae | - in")."""
    parse = scene.parse
    if end + 1 < len(parse) and parse[end].text in ("-", "–") and parse[end + 1].is_alpha:
        syllable = parse[end + 1].text
        if len(syllable) < 6 and syllable.islower() and parse[end - 1].text[:1].isupper():
            return end + 2
    while end < len(parse) and parse[end].pos_ == "PROPN" and end not in scene.taken:
        particle = parse[end].lower_.startswith(("al-", "el-", "bin", "ibn"))
        if parse[end].ent_type_ not in ("", "PERSON") or not (
            particle or parse[end].text.istitle()
        ):
            break
        end += 1
    return end


def _mistaken(scene: Scene) -> list[tuple[int, int]]:
    """Persons known, or named as such elsewhere, that the recogniser took for something else."""
    people = {e.text for e in scene.parse.ents if e.label_ == "PERSON" and len(e) > 1}
    found = []
    for e in scene.parse.ents:
        if e.label_ not in _MISTAKEN or not scene.read(e.start):
            continue
        name = e.text.removesuffix("'s").removesuffix("’s").strip()
        known = name in people or scene.registry.person(name, on=scene.day)
        if known and not any(i in scene.taken for i in range(e.start, e.end)):
            found.append((e.start, e.end))
    for hit in scene.hits:
        tokens = scene.parse.char_span(hit.start, hit.end) if _is_name(hit) else None
        if tokens is not None and scene.read(tokens.start) and not _inside(tokens, found):
            found.append((tokens.start, tokens.end))
    return found


_MISTAKEN = frozenset({"ORG", "GPE", "NORP", "PRODUCT", "FAC", "WORK_OF_ART"})


def _is_name(hit: NameHit) -> bool:
    """A registered person's full name, which stands for nothing else."""
    return hit.entry.kind == "person" and not hit.entry.weak


def _inside(tokens: Tokens, found: list[tuple[int, int]]) -> bool:
    entity = any(t.ent_type_ == "PERSON" for t in tokens)
    return entity or any(first < tokens.end and tokens.start < last for first, last in found)


def _person(scene: Scene, first: int, last: int) -> Draft | None:
    """The bare name inside an entity: without titles, marks and possessive endings."""
    parse = scene.parse
    while first < last and (
        parse[first].is_punct or parse[first].lower_ in scene.words("honorific")
    ):
        first += 1
    while last > first and (parse[last - 1].tag_ == "POS" or parse[last - 1].is_punct):
        last -= 1
    first = _without_title(scene, first, last)
    if first >= last or not parse[first].text[:1].isupper() or scene.taken.get(last - 1):
        return None
    name = _SYLLABLE.sub(r"\1-\2", _SUFFIX.sub("", scene.span(first, last).text))
    return Draft(
        first=first,
        last=last,
        root=head_of(parse, first, last).i,
        name=" ".join(name.split()),
        via="name",
        kind="person",
        why="named entity (person)",
    )


def _without_title(scene: Scene, first: int, last: int) -> int:
    words = [scene.parse[i].lower_ for i in range(first, last)]
    for hit in scene.registry.titles_in(words):
        if hit.first == 0 and hit.last < len(words):
            return first + hit.last
    return first


def _describe(scene: Scene, draft: Draft) -> None:
    """Title before the name, apposition behind it, or the noun whose apposition it is."""
    parse = scene.parse
    root = parse[draft.root]
    left = _left_edge(parse, draft)
    _gender(scene, draft, left)
    if left < draft.first:
        _use_titles(scene, draft, left, draft.first)
    behind = _apposition(parse, draft)
    if behind is not None and draft.role is None:
        _use_titles(scene, draft, behind.left_edge.i, _core_end(behind))
    if draft.role is None and root.dep_ == "appos" and root.head.pos_ in ("NOUN", "PROPN"):
        _use_titles(scene, draft, root.head.left_edge.i, min(_core_end(root.head), draft.first))


def _apposition(parse: Doc, draft: Draft) -> Token | None:
    """The title phrase behind the name's comma, whatever the parser hung it on."""
    if draft.last + 1 < len(parse) and parse[draft.last].lower_ == ",":
        for token in parse[draft.last + 1 : draft.last + 12]:
            if token.pos_ in ("NOUN", "PROPN") and token.left_edge.i == draft.last + 1:
                if token.dep_ in ("appos", "conj", "dep"):
                    return token
    root = parse[draft.root]
    for c in root.children:
        nearer = any(
            t.ent_type_ == "PERSON" for t in parse[draft.last : max(draft.last, c.left_edge.i)]
        )
        if c.dep_ == "appos" and c.pos_ in ("NOUN", "PROPN") and c.i > root.i and not nearer:
            return c
    return None


def _left_edge(parse: Doc, draft: Draft) -> int:
    """The start of the noun phrase the name ends, not crossing a comma or a conjunction."""
    left = draft.first
    edge = min(parse[draft.root].left_edge.i, parse[draft.first].left_edge.i)
    while left > edge and parse[left - 1].lower_ not in (",", "and", "or", ";", ":", "—"):
        left -= 1
    return left


def _core_end(noun: Token) -> int:
    """The end of a title phrase: the head noun and its of/for/to phrases."""
    end = noun.i + 1
    for c in noun.rights:
        if c.dep_ == "prep" and c.i <= end and c.lower_ in ("of", "for", "to", "in", "at", "on"):
            end = max(end, c.right_edge.i + 1)
    return end


def _gender(scene: Scene, draft: Draft, left: int) -> None:
    for number in range(max(left - 1, 0), draft.first):
        word = scene.parse[number].lower_
        if word in scene.words("title-she"):
            draft.gender = "she"
        elif word in scene.words("title-he") and draft.gender is None:
            draft.gender = "he"


def _use_titles(scene: Scene, draft: Draft, first: int, last: int) -> None:
    words = [scene.parse[i].lower_ for i in range(first, last)]
    if any(word in scene.words("chance") for word in (*words, *_before(scene.parse, draft))):
        return
    if "counterpart" in words:
        return
    hits = [h for h in scene.registry.titles_in(words) if h.title.kind != "honorific"]
    if not hits:
        return
    hit = hits[0]
    _use_affiliation(scene, draft, first, last, hit)
    if hit.title.kind in ("office", "post") or draft.country or draft.affiliation:
        apply_title(scene, draft, hit.title, (first + hit.first, first + hit.last))


def _before(parse: Doc, draft: Draft) -> list[str]:
    """The words between a title and a name in apposition to it."""
    return [parse[i].lower_ for i in range(max(0, draft.first - 2), draft.first)]


def apply_title(scene: Scene, draft: Draft, title: Title, tokens: tuple[int, int]) -> None:
    """Give a mention the role, sectors and time of a title."""
    draft.role = scene.registry.role_in(title.role, draft.country)
    draft.sectors = title.sectors
    draft.former, draft.elect = title.former, title.elect
    draft.role_span = tokens
    scene.titled.update(range(*tokens))
    draft.why = f"title “{scene.span(*tokens).text}”"


def _use_affiliation(scene: Scene, draft: Draft, first: int, last: int, hit: TitleHit) -> None:
    """Country and body from the other words of the title phrase."""
    start, end = first + hit.first, first + hit.last
    near = [
        d
        for d in scene.drafts
        if first <= d.first and d.last <= last and d.kind in ("state", "organisation")
        and not (start <= d.first and d.last <= end)
    ]  # fmt: skip
    for found in near:
        if draft.country is None and found.country is not None:
            draft.country = found.country
        if draft.affiliation is None and (found.kind == "organisation" or found.via != "metonym"):
            draft.affiliation = found.name

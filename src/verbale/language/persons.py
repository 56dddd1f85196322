"""Persons: names with their titles, appositions and countries; surnames after full names."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene, head_of
from verbale.language.identity import unify
from verbale.language.missed_names import titled_names
from verbale.language.title_phrases import title_before, titles
from verbale.language.titled import describe

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from verbale.matcher.entries import NameHit

_SUFFIX = re.compile(r"(?:['’]s|['’])$")
_SYLLABLE = re.compile(r"(\w) [-–] (\w)")


def find_persons(scene: Scene) -> None:
    """Add all persons: named entities, and known surnames the recogniser misjudged."""
    for first, last in _stretches(scene):
        draft = _person(scene, first, last)
        if draft is not None:
            describe(scene, draft)
            scene.add(draft)
    unify(scene)


def _stretches(scene: Scene) -> list[tuple[int, int]]:
    found = []
    small = [i for i, text in enumerate(scene.texts) if text.islower()]
    things = {scene.texts[i] for i in small if scene.tags[i] == "NNS"}
    one_thing = things | {scene.texts[i] for i in small if scene.tags[i] == "NN"}
    headlines: dict[int, bool] = {}
    for entity in scene.entities:
        if entity.label_ == "PERSON" and scene.read(entity.start) and not _agent(scene, entity):
            number = scene.sentence_at[entity.start]
            if number not in headlines:
                headlines[number] = _headline(scene, entity)
            stop = _name_stop(entity, one_thing if headlines[number] else things)
            cut = stop < entity.end
            found.append((entity.start, stop if cut else _name_end(scene, stop)))
    found += _mistaken(scene)
    found += titled_names(scene, {i for first, last in found for i in range(first, last)})
    covered = {i for first, last in found for i in range(first, last)}
    found += _addressed(scene, covered)
    surnames = _in_play(scene, found)
    covered = {i for first, last in found for i in range(first, last)}
    lower = {scene.texts[i] for i in small}
    for number, text in enumerate(scene.texts):
        if text in surnames and number not in covered and scene.read(number):
            token = scene.parse[number]
            if number not in scene.taken and not _part(token) and _name_like(token, lower):
                found.append((number, number + 1))
    return sorted(set(found))


def _name_stop(entity: Tokens, things: set[str]) -> int:
    """The end of an entity at its sentence's end and before a noun the text uses ("Lund Memos")."""
    end = next((t.i for t in entity[1:] if t.is_sent_start), entity.end)
    while end - entity.start > 1 and entity.doc[end - 1].lower_ in things:
        end -= 1
    return end


def _headline(scene: Scene, entity: Tokens) -> bool:
    """Whether nearly all words of the sentence have capitals, so that they tell nothing."""
    here = scene.texts[entity.sent.start : entity.sent.end]
    words = [text for text in here if len(text) > 3 and text.isalpha()]
    return len(words) > 2 and sum(text[0].isupper() for text in words) > 0.8 * len(words)


def _agent(scene: Scene, entity: Tokens) -> bool:
    """ "Aides", "Mr. President": a word for anybody, which the recogniser took for a name."""
    return len(entity) == 1 and _anybody(scene, entity[0])


def _anybody(scene: Scene, token: Token) -> bool:
    return scene.registry.title([token.lemma_.lower()]) is not None


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
    forms = scene.words("honorific")
    for number, before in enumerate(scene.lower[:-1], 1):
        if before in forms and scene.pos[number] == "PROPN" and scene.read(number):
            token = scene.parse[number]
            free = number not in covered and number not in scene.taken
            if free and not _anybody(scene, token):
                found.append((number, _name_end(scene, number + 1)))
    return found


def _name_end(scene: Scene, end: int) -> int:
    """The end of a name the recogniser cut short ("Taher | al-Nunu", "Moon Jae | - in")."""
    parse = scene.parse
    if end + 1 < len(parse) and parse[end].text in ("-", "–") and parse[end + 1].is_alpha:
        syllable = parse[end + 1].text
        if len(syllable) < 6 and syllable.islower() and parse[end - 1].text[:1].isupper():
            return end + 2
    small = scene.words("name-particle")
    while end + 1 < len(parse) and parse[end].text in small and not parse[end - 1].is_punct:
        behind = parse[end + 1]
        if not (behind.text in small or (behind.text.istitle() and behind.pos_ == "PROPN")):
            break
        end += 1 if behind.text in small else 2
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
    people = {e.text for e in scene.entities if e.label_ == "PERSON" and len(e) > 1}
    found = []
    for e in scene.entities:
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
        parse[first].is_punct
        or parse[first].pos_ == "DET"
        or parse[first].lower_ in scene.words("honorific")
    ):
        first += 1
    while last > first and (parse[last - 1].tag_ == "POS" or parse[last - 1].is_punct):
        last -= 1
    first = _name_start(scene, first, last)
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


def _name_start(scene: Scene, first: int, last: int) -> int:
    """Where the name proper begins: behind a title, before parts the recogniser cut off."""
    if first and title_before(scene, first) is not None:
        return first
    inside = [hit for hit in titles(scene, first, last) if hit.last < last]
    if inside and (inside[-1].first == first or first in scene.taken):
        return inside[-1].last
    start = first
    while start and _part_of_name(scene, start - 1):
        start -= 1
    between = range(start, first)
    return next((i for i in between if title_before(scene, i) is not None), first)


def _part_of_name(scene: Scene, token: int) -> bool:
    """A capitalised word before a name that no known name and no title has."""
    word = scene.parse[token]
    if word.pos_ != "PROPN" or not word.text[:1].isupper() or not scene.read(token):
        return False
    taken = scene.taken.get(token)
    known = taken is not None and taken.why != "named entity (organisation)"
    return not known and not titles(scene, token, token + 1)

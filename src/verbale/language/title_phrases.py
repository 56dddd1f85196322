"""Title phrases: where beside a name the words stand that give it an office.

A title stands before the name ("German Chancellor Anna Lund"), behind its comma ("Anna Lund,
the German chancellor,"), before it with a comma ("Germany's chancellor, Anna Lund,") or in a
predicate ("Anna Lund is the chancellor of Germany"). The words must be next to the name; what
lies further away is not used.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from verbale.matcher.entries import TitleHit

_BEHIND = frozenset({"of", "for", "to", "in", "at", "on"})
"""Prepositions that go on with a title ("minister for trade", "ambassador to Chad")."""
_BREAKS = frozenset({",", ";", ":", "—", "(", ")", "[", "]", "and", "or", "\n"})
_MODIFIERS = frozenset({"ADJ", "PROPN", "NOUN", "DET", "PART", "PRON", "NUM", "ADV"})
_CLOSING = frozenset({",", ".", ";", ")", "—", "–", ":", "?", "!", '"', "”", "who", "and"})
OFFICES = frozenset({"office", "post"})
REACH = 16
"""How many tokens beside a name may belong to its title."""


class Phrase:
    """A title phrase: tokens ``first`` up to ``last``, and the title in them that counts."""

    __slots__ = ("first", "former", "hit", "last", "more", "start")

    def __init__(
        self, first: int, last: int, hit: TitleHit, more: tuple[int, int] | None = None
    ) -> None:
        """``hit`` counts in tokens of the text; ``more`` is "of X" behind the name."""
        self.first, self.last, self.hit, self.more = first, last, hit, more
        self.start, self.former = first, False


def titles(scene: Scene, first: int, last: int) -> list[TitleHit]:
    """The titles in a stretch of tokens, counted from the start of the text."""
    if scene.titleless(first, last):
        return []
    known = scene.title_hits.get((first, last))
    if known is None:
        words = scene.plain[first:last]
        known = scene.title_hits[first, last] = [
            replace(hit, first=first + hit.first, last=first + hit.last)
            for hit in (_speaker(scene, words, hit) for hit in scene.registry.titles_in(words))
            if hit.title.kind not in ("honorific", "body", "collective")
        ]
    return known


def _speaker(scene: Scene, words: list[str], hit: TitleHit) -> TitleHit:
    """ "NATO spokeswoman", which the titles hold for an official, speaks for what is before it."""
    if hit.title.kind != "person-noun" or not words[hit.last - 1].startswith("spokes"):
        return hit
    title = scene.registry.title(words[hit.last - 1 : hit.last])
    return hit if title is None else replace(hit, first=hit.last - 1, title=title)


def title_before(scene: Scene, end: int) -> TitleHit | None:
    """The title that ends at token ``end``, forms of address between the two left out."""
    parse = scene.parse
    while end and parse[end - 1].lower_ in scene.words("honorific"):
        end -= 1
    start = max(parse[end - 1].sent.start if end else 0, end - REACH)
    found = [hit for hit in titles(scene, start, end) if hit.last == end]
    return found[-1] if found else None


def before(scene: Scene, draft: Draft) -> list[Phrase]:
    """ "German Chancellor Anna Lund", "President Anna Lund of Brazil"; the nearest title first."""
    hit = title_before(scene, draft.first)
    if hit is not None and hit.title.plural:
        return []
    if hit is None:
        hit, gap = _title_with_tail(scene, draft.first)
        return [] if hit is None else [Phrase(front(scene, hit.first), gap, hit)]
    found = [Phrase(front(scene, hit.first), hit.last, hit, _of_behind(scene, draft))]
    first = found[0].first
    if first > 1 and scene.parse[first - 1].lower_ == "and":
        other = title_before(scene, first - 1)
        style = scene.parse[hit.first].text[:1].isupper()
        if other is not None and not other.title.plural and other.last == first - 1:
            start = front(scene, other.first)
            one = style == scene.parse[other.first].text[:1].isupper()
            if (
                one
                and scene.parse[start].pos_ != "DET"
                and "the" not in _words(scene, start, first)
            ):
                found.append(Phrase(start, other.last, other))
    return found


def _words(scene: Scene, first: int, last: int) -> list[str]:
    return [token.lower_ for token in scene.parse[first:last]]


def _title_with_tail(scene: Scene, end: int) -> tuple[TitleHit | None, int]:
    """ "The president of the council Anna Lund": a title with its of-phrase before the name."""
    parse = scene.parse
    start = end
    while start and end - start < REACH and parse[start - 1].pos_ in (*_MODIFIERS, "ADP"):
        start -= 1
    for hit in reversed(titles(scene, start, end)):
        tail = parse[hit.last : end]
        if len(tail) > 1 and tail[0].lower_ in ("of", "for", "to"):
            if all(t.pos_ in _MODIFIERS for t in tail[1:]) and tail[0].head.i < hit.last:
                if parse[end].head.i < hit.last or parse[end - 1].i in scene.taken:
                    return hit, end
    return None, end


def front(scene: Scene, first: int) -> int:
    """Where the words before a title begin that may say whose it is."""
    parse = scene.parse
    start = first
    while start > max(0, first - REACH):
        before = parse[start - 1]
        taken = scene.taken.get(before.i)
        if before.lower_ in _BREAKS or (taken is not None and taken.kind == "person"):
            if taken is None or parse[start].lower_ not in ("'s", "’s"):
                break
        if taken is None and before.pos_ not in _MODIFIERS and before.text not in ("-", "'", "’"):
            if before.tag_ not in ("VBN", "VBG") or parse[start].pos_ == "DET":
                break
        start -= 1
    return start


def _of_behind(scene: Scene, draft: Draft) -> tuple[int, int] | None:
    """ "President Anna Lund of Brazil": the state or body behind the name."""
    parse = scene.parse
    if draft.last + 1 >= len(parse) or parse[draft.last].lower_ != "of":
        return None
    found = scene.taken.get(draft.last + 1) or (
        scene.taken.get(draft.last + 2) if draft.last + 2 < len(parse) else None
    )
    if found is None or found.first > draft.last + 2:
        return None
    return draft.last + 1, found.last


def behind(scene: Scene, draft: Draft) -> list[Phrase]:
    """ "Anna Lund, the German chancellor and leader of the party,"."""
    parse = scene.parse
    at = draft.last
    if at + 1 >= len(parse) or parse[at].lower_ not in (",", "(", "—", "–"):
        return _hung(scene, draft)
    at += 1
    if parse[at].lower_ == "and":
        return []
    aside = parse[at].lower_ == "who" and at + 1 < len(parse)
    aside = aside and parse[at + 1].lower_ == "as"
    if aside:
        at += 2
    phrases: list[Phrase] = []
    limit = min(parse[draft.root].sent.end, at + REACH)
    for hit in titles(scene, at, limit):
        if hit.first < at or not _modify(scene, at, hit.first):
            break
        last = tail(parse, hit.last, limit)
        if not (aside or _stands_apart(scene, hit, last)) or _next_ones(scene, draft, last):
            break
        phrases.append(Phrase(at, last, hit))
        at = last
        if at >= limit or parse[at].lower_ not in ("and", "&"):
            break
        at += 1
    _join(scene, phrases)
    return phrases or _hung(scene, draft)


def _next_ones(scene: Scene, draft: Draft, last: int) -> bool:
    """ "Her spokesman, Jan Kolar, her deputy, Anna Lund": in a list of titles before names."""
    parse = scene.parse
    name = scene.taken.get(last + 1) if last + 1 < len(parse) else None
    if parse[min(last, len(parse) - 1)].lower_ != "," or name is None or name.kind != "person":
        return False
    return name.first == last + 1 and in_front(scene, draft) is not None


def _join(scene: Scene, phrases: list[Phrase]) -> None:
    """ "A former president and head of the bank": one "former", one state and one tail."""
    for phrase in phrases[:-1]:
        behind = any(d.first >= phrases[-1].hit.last for d in near(scene, phrases[-1]))
        if behind and not near(scene, phrase):
            phrase.last = phrases[-1].last
    for phrase in phrases[1:]:
        if not near(scene, phrase) and near(scene, phrases[0]):
            phrase.first = phrases[0].first
        own = scene.parse[phrase.start].pos_ == "DET"
        phrase.former = phrase.former or (phrases[0].hit.title.former and not own)


def _hung(scene: Scene, draft: Draft) -> list[Phrase]:
    """An apposition further off that the parser hangs on the name ("Lund, 52, a lawyer,")."""
    parse = scene.parse
    for c in parse[draft.root].children:
        if c.dep_ != "appos" or c.pos_ not in ("NOUN", "PROPN") or c.i < draft.last:
            continue
        if any(t.ent_type_ == "PERSON" for t in parse[draft.last : c.i]):
            continue
        first = c.left_edge.i
        last = tail(parse, c.i + 1, c.sent.end)
        found = [h for h in titles(scene, first, last) if h.first <= c.i < h.last]
        if found and (found[0].last >= last or parse[found[0].last].ent_type_ != "PERSON"):
            return [Phrase(first, last, found[0])]
    return []


def _modify(scene: Scene, first: int, last: int) -> bool:
    """Whether the words from the comma to the title only describe it."""
    return all(
        t.pos_ in _MODIFIERS
        or t.i in scene.taken
        or t.text in ("-", "–", "'", "’")
        or (t.tag_ in ("VBN", "VBG") and t.dep_ == "amod")
        for t in scene.parse[first:last]
    ) and not any(scene.parse[i].tag_ in ("PRP", "WP") for i in range(first, last))


def tail(parse: Doc, end: int, limit: int) -> int:
    """The end of a title's "of …" phrases."""
    while end < limit and parse[end].lower_ in _BEHIND:
        last = end + 1
        while last < limit and (
            parse[last].pos_ in _MODIFIERS
            or parse[last].text in ("-", "&")
            or (parse[last].tag_ == "VBN" and parse[last - 1].text == "-")
            or (parse[last].lower_ == "and" and parse[last].head.i > end)
        ):
            last += 1
        if last == end + 1:
            break
        end = last
    return end


def _stands_apart(scene: Scene, hit: TitleHit, last: int) -> bool:
    """An apposition ends in a comma or with the sentence; what takes a verb is a subject."""
    parse = scene.parse
    head = _head(parse, hit)
    if last < len(parse) and last == hit.last:
        if parse[last].ent_type_ == "PERSON" or parse[last].pos_ == "PROPN":
            return False
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.i >= last:
        return last < len(parse) and parse[last].lower_ in (",", ")") and head.head.i > last + 2
    if head.dep_ == "appos":
        return True
    return last >= len(parse) or parse[last].lower_ in _CLOSING


def _head(parse: Doc, hit: TitleHit) -> Token:
    for number in range(hit.first, hit.last):
        if not hit.first <= parse[number].head.i < hit.last or parse[number].head.i == number:
            return parse[number]
    return parse[hit.last - 1]


def in_front(scene: Scene, draft: Draft) -> Phrase | None:
    """ "Germany's chancellor, Anna Lund, spoke"; "a spokesman for the ministry, Anna Lund"."""
    parse = scene.parse
    comma = draft.first - 1
    if comma < 1 or parse[comma].lower_ != ",":
        return None
    start = max(parse[draft.root].sent.start, comma - REACH)
    for hit in reversed(titles(scene, start, comma)):
        if hit.title.plural or (hit.last != comma and tail(parse, hit.last, comma) != comma):
            continue
        first = front(scene, hit.first)
        if _apposed(scene, draft, hit) and (first < hit.first or hit.last < comma):
            return Phrase(first, comma, hit)
        return None
    return None


def _apposed(scene: Scene, draft: Draft, hit: TitleHit) -> bool:
    """Whether a name behind a comma is the one whom the title before the comma means."""
    parse = scene.parse
    root, head = parse[draft.root], _head(parse, hit)
    before = parse[head.left_edge.i - 1].lower_ if head.left_edge.i else ""
    if any(word in scene.words("chance") for word in (before, parse[hit.last].lower_)):
        return False
    if root.dep_ == "appos" and root.head.i < draft.first:
        return hit.first <= root.head.i < draft.first or root.head.left_edge.i <= hit.first
    closed = draft.last >= len(parse) or parse[draft.last].lower_ in (",", ".", ")", "—")
    if root.dep_ in ("nsubj", "nsubjpass"):
        shared = head.dep_ == root.dep_ and head.head == root.head
        return closed and (shared or head.dep_ not in ("pobj", "dobj", "nsubj", "conj"))
    return closed and root.dep_ != "conj"


def near(scene: Scene, phrase: Phrase) -> list[Draft]:
    """What is named before the title, nearest first, then what is named behind it.

    Not behind "to", nor a state behind "in": the ambassador to a state is not that state's.
    """
    hit = phrase.hit
    ahead = [d for d in scene.drafts if phrase.first <= d.first and d.last <= hit.first]
    where = scene.parse[min(hit.last, phrase.last - 1)].lower_
    last = hit.last if where == "to" else phrase.last
    after = [d for d in scene.drafts if hit.last <= d.first and d.last <= last]
    after = [d for d in after if d.kind != "state" or not _where(scene, d)]
    if phrase.more is not None:
        after += [d for d in scene.drafts if phrase.more[0] <= d.first <= phrase.more[1]]
    return [*sorted(ahead, key=lambda d: -d.first), *sorted(after, key=lambda d: d.first)]


def _where(scene: Scene, state: Draft) -> bool:
    """ "In Libya": the state only says where."""
    words = [t.lower_ for t in scene.parse[max(0, state.first - 2) : state.first]]
    return words[-1:] == ["in"] or words == ["in", "the"]

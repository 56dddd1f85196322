"""Further names of organisations: abbreviations set in brackets, and names met again.

"The Fisheries Council (FCO) met. The FCO was split." What the text itself has introduced is the
same actor wherever it stands, also where the recogniser does not see it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNKNOWN = "organisation:"


def find_aliases(scene: Scene) -> None:
    """Add abbreviations and repeated names of the organisations found so far."""
    known: dict[tuple[str, ...], Draft] = {}
    for draft in sorted(scene.drafts, key=lambda d: d.first):
        if draft.kind != "organisation" or draft.target is not None:
            continue
        short = _abbreviation(scene, draft)
        if short is not None:
            known.setdefault((short.text,), _joined(scene, draft, short))
        if draft.actor.startswith(_UNKNOWN):
            words = tuple(t.text for t in scene.parse[draft.first : draft.last])
            known.setdefault(words[words[0].lower() == "the" :], draft)
        initials = _initials(tuple(t.text for t in scene.parse[draft.first : draft.last]))
        if initials is not None:
            known.setdefault((initials,), draft)
    if known:
        _again(scene, {words: d for words, d in known.items() if _telling(words)})


def _initials(words: tuple[str, ...]) -> str | None:
    """The capitals of a name of three words or more, by which it may be met again."""
    letters = "".join(word[0] for word in words if word[:1].isupper() and word.lower() != "the")
    return letters if len(letters) > 2 else None


def _abbreviation(scene: Scene, draft: Draft) -> Token | None:
    """The short name in brackets behind a name, or behind the noun that follows it."""
    parse = scene.parse
    for opening in (draft.last, draft.last + 1):
        if (
            opening + 2 < len(parse)
            and parse[opening].text == "("
            and parse[opening + 2].text == ")"
        ):
            between = parse[draft.last : opening]
            short = parse[opening + 1]
            letters = short.text.replace(".", "")
            if letters.isalpha() and letters.isupper() and 1 < len(letters) < 9:
                return short if all(t.pos_ in ("NOUN", "PROPN") for t in between) else None
    return None


def _joined(scene: Scene, draft: Draft, short: Token) -> Draft:
    """The two names made one actor; what the registry knows of either counts for both."""
    other = scene.taken.get(short.i)
    if other is None or other is draft or other.kind != "organisation":
        return draft
    better = draft.actor.startswith(_UNKNOWN) and not other.actor.startswith(_UNKNOWN)
    first, second = (other, draft) if better else (draft, other)
    if second.actor.startswith(_UNKNOWN):
        second.target = first.resolved()
        second.why = f"abbreviation of {draft.name}"
    return first


def _telling(words: tuple[str, ...]) -> bool:
    """A name that is no everyday word: capitals, and more than two letters or two words."""
    return words[-1][:1].isupper() and (len(words) > 1 or len(words[0]) > 2)


def _again(scene: Scene, known: dict[tuple[str, ...], Draft]) -> None:
    starts: dict[str, list[tuple[str, ...]]] = {}
    for words in known:
        starts.setdefault(words[0], []).append(words)
    for number, text in enumerate(scene.texts):
        if text not in starts or not scene.read(number):
            continue
        for words in sorted(starts[text], key=len, reverse=True):
            if tuple(scene.texts[number : number + len(words)]) == words:
                _meet(scene, scene.parse[number], len(words), known[words])
                break


def _meet(scene: Scene, token: Token, length: int, draft: Draft) -> None:
    """One more mention of a known name, unless its words already belong to another."""
    last = token.i + length
    taken = [scene.taken[i] for i in range(token.i, last) if i in scene.taken]
    if not taken and scene.parse[last - 1].pos_ in ("PROPN", "NOUN"):
        article = token.i > 0 and scene.parse[token.i - 1].lower_ == "the"
        found = Draft(token.i - article, last, last - 1, draft.name, "name", "organisation")
        found.target, found.why = draft.resolved(), "named before"
        scene.add(found)
        return
    for other in taken:
        same = other.last - other.first <= length + 1 and (
            other.actor.startswith(_UNKNOWN) or _another(token, draft, other)
        )
        if same and other.target is None and other is not draft.resolved():
            other.target, other.why = draft.resolved(), "named before"


def _another(token: Token, draft: Draft, other: Draft) -> bool:
    """A known body met by letters only, which are those of a name that the text has given before.

    "The Congressional Black Caucus … the CBC" is no broadcaster.
    """
    letters = token.text.isupper() and token.text == _initials(tuple(draft.name.split()))
    before = draft.last <= token.i and other.kind == "organisation"
    return letters and before and other.actor != draft.resolved().actor

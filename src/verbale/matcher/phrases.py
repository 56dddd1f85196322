"""The parts of a phrase that names an actor: its core, and what prepositions hang on it.

"Turkish-backed rebels in northern Syria" has the core "Turkish-backed rebels" and the tail
"in northern Syria"; "Turkish" is qualified, since who backs somebody is not where he is from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.matcher.entries import Entry, NameHit, TitleHit
    from verbale.matcher.persons import DateLike
    from verbale.matcher.registry import Registry

_NUMBER = (
    r"\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|"
    r"dozens of|scores of|hundreds of|thousands of|tens of thousands of|millions of|a dozen|"
    r"at least|more than|up to|about|around|nearly|some|several|many|most|all|both|few|other|"
    r"another|various|certain|numerous"
)
_GATHERED = (
    r"(?:a |the |an )?(?:small |large |big |armed )?"
    r"(?:group|crowd|number|handful|couple|band|series|majority|pair|lot) of"
)
_LEADING = re.compile(
    rf"^(?:the|a|an|his|her|their|its|our|my|your|this|that|these|those|{_NUMBER}|{_GATHERED})\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s,;:()\[\]\"“”]+")
_ABBREVIATION = re.compile(r"\b\w\.(?:\w\.)+$")
_BEHIND = re.compile(r"\s*(?:,|;|\(|--|—|–\s)\s*|\s(?=who\s|which\s|whose\s|that\s)")
PREPOSITIONS = frozenset(
    {"of", "in", "from", "for", "at", "on", "near", "against", "to", "with", "by", "off", "under"}
    | {"over", "inside", "outside", "across", "within", "between", "along", "around", "about"}
    | {"aboard", "after", "during", "into", "through", "towards", "toward", "behind", "among"}
    | {"throughout", "without", "before", "beyond"}
)
_PARTICIPLES = frozenset(
    {"accused", "suspected", "backed", "led", "loyal", "based", "living", "working", "stationed"}
    | {"held", "jailed", "killed", "wounded", "trained", "supported", "armed", "fighting"}
    | {"operating", "opposed", "allied", "linked", "deployed", "detained", "arrested", "known"}
    | {"posted", "charged", "convicted", "serving", "belonging", "responsible", "believed", "said"}
)
_NO_ORIGIN = re.compile(
    r"-(?:backed|supported|funded|financed|trained|armed|equipped|sponsored|aligned|allied|"
    r"affiliated|linked|inspired|friendly|born|speaking|educated|made|built|mediated|brokered|"
    r"appointed|installed|imposed|occupied|bound|leaning|style|origin|designated|wanted)\b",
    re.IGNORECASE,
)
_AT = re.compile(r"-(?:based|area|wide)\b", re.IGNORECASE)
_LED = re.compile(r"-(?:led|commanded)\b", re.IGNORECASE)
_UNDER = re.compile(r"-(?:run|held|controlled|ruled|administered|owned)\b", re.IGNORECASE)
_STANCE = re.compile(r"(?:\b(?:anti|pro|non|counter)-)$", re.IGNORECASE)

_ADJECTIVES = frozenset(
    {"private", "general", "major", "public", "native", "national", "local", "radical", "moderate"}
    | {"liberal", "conservative", "progressive", "regular", "poor", "elderly", "individual"}
)
"""Agent nouns that are adjectives before another noun."""

_CREEDS = frozenset(
    {"Workers", "Workers'", "Communist", "Socialist", "Labour", "Labor", "Democratic", "Liberal"}
    | {"Conservative", "Republican", "National", "People", "People's", "Social", "Christian"}
    | {"Green", "Progressive", "Nationalist", "Popular", "Justice", "Freedom", "Reform", "Unity"}
    | {"Independence", "Islamic", "Radical", "Revolutionary", "United", "Patriotic", "Civic"}
)
"""How the names of parties begin in many countries."""

OWN, AT, LED, UNDER, NONE = "own", "at", "led", "under", "none"
"""What a name in a phrase says of the actor: its own, where it is, who leads it or rules the
place, nothing."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase, without its possessive ending."""

    text: str
    start: int
    end: int
    whole: str
    """With that ending."""


@dataclass(frozen=True, slots=True)
class Named:
    """A known name in a phrase: words ``first`` up to (not with) ``last``."""

    first: int
    last: int
    entry: Entry
    tie: str = OWN


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase taken apart; word numbers of names and titles count through the whole phrase.

    ``core`` is the number of words before the first preposition; ``tails`` are the prepositions
    with the words between which their phrases stand.
    """

    text: str
    words: tuple[Word, ...]
    names: tuple[Named, ...]
    titles: tuple[TitleHit, ...]
    core: int
    tails: tuple[tuple[str, int, int], ...]

    def lower(self, number: int) -> str:
        """A word in lower case."""
        return self.words[number].text.lower()

    def part(self, first: int, last: int) -> str:
        """The text of some of its words."""
        return self.text[self.words[first].start : self.words[last - 1].end] if last > first else ""


def cleaned(text: str) -> str:
    """A phrase in one line, with plain apostrophes, joined hyphens and no quotation marks."""
    line = " ".join(text.replace("’", "'").replace("‘", "'").split())
    line = re.sub(r"\s[-–]\s(?=[a-z])", "-", line)
    line = line.strip("\"“”',;: ")
    if line.endswith(".") and not _ABBREVIATION.search(line):
        line = line.rstrip(".")
    return re.sub(r"\bex-(?=\w)", "former ", line, flags=re.IGNORECASE)


def bare(text: str) -> str:
    """The phrase without articles, numbers and "a group of" before it."""
    while (shorter := _LEADING.sub("", text, count=1)) != text and shorter:
        text = shorter
    return text


def main_part(text: str) -> tuple[str, str]:
    """The phrase before its first comma or relative clause, and what stands behind."""
    found = _BEHIND.search(text)
    if found is None or found.start() == 0:
        return text, ""
    return text[: found.start()], text[found.end() :].rstrip(" )")


def take_apart(registry: Registry, text: str, on: DateLike = None) -> Phrase:
    """Words, names, titles, core and tails of a phrase (`cleaned` and `bare`) on a day."""
    words = tuple(_words(text))
    names = _names(registry, text, words, on)
    titles = _titles(registry, words, names)
    held = {n for name in names for n in range(name.first, name.last)}
    held |= {n for hit in titles for n in range(hit.first, hit.last)}
    cuts = [n for n in range(1, len(words)) if n not in held and _cuts(words, n)]
    core = cuts[0] if cuts else len(words)
    ends = [*cuts[1:], len(words)]
    tails = tuple(
        (words[at].text.lower(), at + 1, end) for at, end in zip(cuts, ends, strict=False)
    )
    return Phrase(text, words, names, titles, core, tails)


def _words(text: str) -> list[Word]:
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        bare_word = re.sub(r"(?:'s|')$", "", word, flags=re.IGNORECASE)
        if bare_word.endswith(".") and "." not in bare_word[:-1]:
            bare_word = bare_word[:-1]
        if bare_word:
            found.append(Word(bare_word, match.start(), match.start() + len(bare_word), word))
    return found


def _cuts(words: Sequence[Word], number: int) -> bool:
    lower = words[number].text.lower()
    if lower in PREPOSITIONS:
        return True
    following = words[number + 1].text.lower() if number + 1 < len(words) else ""
    return lower in _PARTICIPLES and following in PREPOSITIONS


def _names(registry: Registry, text: str, words: Sequence[Word], on: DateLike) -> tuple[Named, ...]:
    hits = registry.names(text, on)
    shaped = text
    if not hits and (text.islower() or text.isupper()) and len(text.title()) == len(text):
        shaped = text.title()
        hits = [
            kept
            for hit in registry.names(shaped, on)
            for kept in ([hit] if _plainly(registry, hit, text) else _owner(registry, hit, shaped))
        ]
    found = []
    for hit in hits:
        inside = [
            n for n, word in enumerate(words) if word.start < hit.end and hit.start < word.end
        ]
        if inside:
            tie = _tie(shaped, hit.start, hit.end)
            found.append(Named(inside[0], inside[-1] + 1, hit.entry, tie))
    return tuple(name for name in found if not _generic(registry, words, name, found))


def _owner(registry: Registry, hit: NameHit, shaped: str) -> list[NameHit]:
    """The state or people that begins the name of a body: "lebanese" of "lebanese army"."""
    words = shaped[hit.start : hit.end].split()
    for size in range(len(words) - 1, 0, -1):
        name = " ".join(words[:size])
        entries = registry.named(name)
        if entries and entries[0].kind in ("state", "demonym") and not entries[0].weak:
            return [replace(hit, end=hit.start + len(name), entries=entries)]
    return []


def _plainly(registry: Registry, hit: NameHit, text: str) -> bool:
    """Whether a name found in other letters than it is written in is no common word."""
    if hit.entry.weak:
        return False
    inside = text[hit.start : hit.end].split()
    return hit.entry.kind != "organisation" or not registry.titles_in(inside, loose=True)


def _generic(
    registry: Registry, words: Sequence[Word], name: Named, names: Sequence[Named]
) -> bool:
    """Whether a body's name is what such bodies are called anywhere: "Peru's Supreme Court"."""
    if name.entry.kind != "organisation" or name.entry.country is None:
        return False
    others = (each for each in names if each.tie == OWN and _owns(words, each, name))
    if all(each.entry.country in (None, name.entry.country) for each in others):
        return False
    inside = [word.text for word in words[name.first : name.last]]
    hits = registry.titles_in(inside)
    if len(hits) == 1 and (hits[0].first, hits[0].last) == (0, len(inside)):
        return True
    party = len(inside) > 1 and inside[-1] in ("Party", "Front", "Union", "Alliance", "Movement")
    return party and "PTY" in name.entry.sectors and inside[0] in _CREEDS


def _owns(words: Sequence[Word], owner: Named, name: Named) -> bool:
    """Whether one name stands before another, or behind it after "of"."""
    if owner.last <= name.first:
        return True
    between = [word.text.lower() for word in words[name.last : owner.first]]
    return between in (["of"], ["of", "the"])


def _tie(text: str, start: int, end: int) -> str:
    if _STANCE.search(text, 0, start) or _NO_ORIGIN.match(text, end):
        return NONE
    if _AT.match(text, end):
        return AT
    if _LED.match(text, end):
        return LED
    return UNDER if _UNDER.match(text, end) else OWN


def _titles(
    registry: Registry, words: Sequence[Word], names: Sequence[Named]
) -> tuple[TitleHit, ...]:
    """Titles and agent nouns, none of them part of the name of a body or person."""
    closed = [
        (name.first, name.last)
        for name in names
        if name.last - name.first > 1 and name.entry.kind in ("organisation", "person", "state")
    ]
    known = {n for name in names for n in range(name.first, name.last)}
    return tuple(
        hit
        for hit in _agents(registry, words)
        if hit.title.kind != "honorific"
        and not _quality(words, hit)
        and not (hit.first - 1 not in known and _surname(registry, words, hit))
        and not any(first <= hit.first and hit.last <= last for first, last in closed)
    )


def _quality(words: Sequence[Word], hit: TitleHit) -> bool:
    """A noun that is an adjective here ("private talks"), or a family name ("Ann Miller")."""
    if hit.last - hit.first > 1:
        return False
    if words[hit.first].text.lower() in _ADJECTIVES and hit.last < len(words):
        return words[hit.last].text.lower() not in PREPOSITIONS
    named = all(word.text.istitle() for word in words) and hit.last == len(words) in (2, 3)
    return named and hit.first > 0 and hit.title.kind == "loose"


def _surname(registry: Registry, words: Sequence[Word], hit: TitleHit) -> bool:
    """A title that is a family name: "Rep. Peter King", but not "Sen. Majority Leader"."""
    if hit.last != len(words) or hit.last - hit.first > 1 or hit.first < 2:
        return False
    ranked = registry.honorific(words[hit.first - 2].text) is not None
    return ranked and words[hit.first - 1].text.istitle() and words[hit.first].text.istitle()


def _agents(registry: Registry, words: Sequence[Word]) -> list[TitleHit]:
    """Titles of the words as they stand ("women's group"), else without possessive endings."""
    owned = registry.titles_in([word.whole for word in words], loose=True)
    kept = [hit for hit in owned if any("'" in w.whole for w in words[hit.first : hit.last])]
    taken = {number for hit in kept for number in range(hit.first, hit.last)}
    for hit in registry.titles_in([word.text for word in words], loose=True):
        if taken.isdisjoint(range(hit.first, hit.last)):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)

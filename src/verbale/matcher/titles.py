"""Titles and agent nouns: what offices and kinds of people are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from verbale.matcher.entries import Title, TitleHit

FORMER = frozenset(
    {"former", "ex", "ex-", "late", "ousted", "deposed", "erstwhile", "onetime", "retired"}
)
ACTING = frozenset({"acting", "interim", "caretaker", "transitional"})
ELECT = frozenset({"incoming", "designate"})
DEPUTY = frozenset({"deputy", "assistant", "vice", "under", "associate"})
_SECONDS = frozenset({"deputy", "vice"})
_KEPT = 8192
"""Words whose titles are kept, those asked for last."""
_ELECT_WORDS = frozenset({"elect", "designate"})
_SUFFIXES = ("-elect", "-designate", "-in-waiting")
_BEFORE_TAIL = (" of ", " for ", " to ", " in ", "-in-", "-at-", "-of-")
_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "thief": "thieves",
    "wife": "wives",
    "boss": "bosses",
    "alumnus": "alumni",
    "aircraft": "aircraft",
    "corps": "corps",
}
_HARD_CH = ("arch",)
"""Ends spoken with a k, which take a plain s ("monarchs", "oligarchs")."""


def plural_of(words: str) -> str:
    """The plural of a title: of the word before its first preposition, else of its last word."""
    cuts = [at for tail in _BEFORE_TAIL if (at := words.find(tail)) > 0]
    cut = min(cuts, default=len(words))
    return _plural_word(words[:cut]) + words[cut:]


def _plural_word(word: str) -> str:
    if word.endswith(("spokesperson", "chairperson")):
        return word + "s"
    for singular, plural in _IRREGULAR.items():
        if word.endswith(singular) and not word.endswith("human"):
            return word[: -len(singular)] + plural
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    hissing = word.endswith(("s", "x", "ch", "sh", "z")) and not word.endswith(_HARD_CH)
    return word + ("es" if hissing else "s")


class _Step:
    """What can follow some words that open a title; ``ends`` is the title they are themselves."""

    __slots__ = ("ends", "further")

    def __init__(self) -> None:
        self.ends: str | None = None
        self.further: dict[str, _Step] = {}

    def add(self, title: str) -> None:
        """File a title by its words, the first of which led here."""
        step = self
        for word in title.split(" ")[1:]:
            step = step.further.setdefault(word, _Step())
        step.ends = title


class TitleIndex:
    """Titles by their words."""

    def __init__(self, titles: Mapping[str, Title]) -> None:
        """Take titles by their words, in lower case and joined by single spaces."""
        self._by_words = titles
        self._starting: dict[str, list[str]] = {}
        for words in titles:
            self._starting.setdefault(words.partition(" ")[0], []).append(words)
        self._steps: dict[str, _Step] = {}
        self._longest = max((words.count(" ") + 1 for words in titles), default=1)
        self._ending = lru_cache(maxsize=_KEPT)(self._find_ending)

    def __len__(self) -> int:
        return len(self._by_words)

    def get(self, words: str) -> Title | None:
        """The title of exactly these words."""
        return self._by_words.get(" ".join(words.lower().split()))

    def ending(self, words: Sequence[str]) -> Title | None:
        """The longest title that ends with the last of ``words``, with what stands before it."""
        return self._ending(tuple(words))

    def _find_ending(self, words: tuple[str, ...]) -> Title | None:
        lowered = _joined_hyphens([word.lower() for word in words])
        lowered, elect = _without_suffix(lowered)
        for start in range(max(0, len(lowered) - self._longest), len(lowered)):
            title = self._by_words.get(" ".join(lowered[start:]))
            if title is not None:
                return _qualified(title, reversed(lowered[:start]), elect=elect)[0]
        return None

    def found_in(self, tokens: Sequence[str]) -> list[TitleHit]:
        """All titles in a token sequence, leftmost and longest, their qualifiers included."""
        lowered = [token.lower() for token in tokens]
        hits: list[TitleHit] = []
        free = 0
        for at, word in enumerate(lowered):
            if at >= free and (word in self._starting or "-" in word):
                hit = self._from(lowered, at, free)
                if hit is not None:
                    hits.append(hit)
                    free = hit.last
        return hits

    def _from(self, lowered: Sequence[str], at: int, free: int) -> TitleHit | None:
        for last, words, elect in reversed(self._ends(lowered, at)):
            if not self._qualifies_next(lowered, at, last):
                title, after = self._by_words[words], _elect_after(lowered, last)
                before = (lowered[i] for i in range(at - 1, free - 1, -1))
                qualified, used = _qualified(title, before, elect=elect or after > last)
                return TitleHit(at - used, after, qualified)
        return None

    def _ends(self, lowered: Sequence[str], at: int) -> list[tuple[int, str, bool]]:
        """Where the titles that open at a word end, which they are, and whether "elect"."""
        found: list[tuple[int, str, bool]] = []
        step: _Step | None = None
        for number in range(at, len(lowered)):
            word = lowered[number]
            following = self._step(step, word)
            elect, ended = False, following
            if "-" in word and word.endswith(_SUFFIXES):
                elect, ended = True, self._step(step, _without_suffix([word])[0][0])
            elif step is not None and word in _ELECT_WORDS:
                elect, ended = True, step
            if ended is not None and ended.ends is not None:
                found.append((number + 1, ended.ends, elect))
            if following is None:
                break
            step = following
        return found

    def _step(self, before: _Step | None, word: str) -> _Step | None:
        """The step that a word leads to; without one before it, as the first word of a title."""
        if before is not None:
            return before.further.get(word)
        first = self._steps.get(word)
        if first is None and word in self._starting:
            first = _Step()
            for title in self._starting[word]:
                first.add(title)
            self._steps[word] = first
        return first

    def _qualifies_next(self, lowered: Sequence[str], at: int, last: int) -> bool:
        """Whether a one-word title ("deputy") only qualifies the title that follows it."""
        alone = last == at + 1 and lowered[at] in DEPUTY
        return alone and self._from(lowered, last, last) is not None


def _joined_hyphens(words: Sequence[str]) -> list[str]:
    """Words with ``president - elect`` and ``ex - minister`` written as one again."""
    joined: list[str] = []
    glue = False
    for word in words:
        if word in ("-", "–") and joined:
            joined[-1] += "-"
            glue = True
        elif glue:
            joined[-1] += word
            glue = False
        else:
            joined.append(word)
    return joined


def _without_suffix(words: Sequence[str]) -> tuple[list[str], bool]:
    kept = list(words)
    for suffix in _SUFFIXES:
        if kept and kept[-1].endswith(suffix):
            kept[-1] = kept[-1].removesuffix(suffix)
            return kept, True
    if len(kept) > 1 and kept[-1] in _ELECT_WORDS:
        return kept[:-1], True
    return kept, False


def _elect_after(lowered: Sequence[str], last: int) -> int:
    """The end of a title whose "- elect" stands in tokens of its own."""
    following = tuple(lowered[last : last + 2])
    if following[:1] in (("elect",), ("designate",), ("-elect",), ("-designate",)):
        return last + 1
    if following in (("-", "elect"), ("-", "designate")):
        return last + 2
    return last


def _qualified(title: Title, before: Iterable[str], *, elect: bool) -> tuple[Title, int]:
    """The title with the qualifiers ``before`` it (nearest first), and how many they are."""
    former = acting = deputy = False
    used, last = 0, ""
    for word in before:
        then = word == "then-" or (word == "then" and last == "-")
        if word in FORMER or word == "-" or then:
            former = former or word != "-"
        elif word in ACTING:
            acting = True
        elif word in ELECT:
            elect = True
        elif word in DEPUTY and (word != "under" or title.words.startswith("secretar")):
            deputy = True
        else:
            break
        used, last = used + 1, word
    deputy = deputy or _second(title)
    if not (former or acting or deputy or elect):
        return title, 0
    role = f"deputy {title.role}" if deputy and not title.role.startswith("deputy") else title.role
    kind = "post" if deputy and title.kind == "office" else title.kind
    sectors = ("ELI",) if former and kind in ("office", "post") else title.sectors
    changed = replace(title, role=role, kind=kind, sectors=sectors)
    return replace(changed, former=former, acting=acting, elect=elect, deputy=deputy), used


def _second(title: Title) -> bool:
    """Whether a title names a deputy whom its normal form leaves out ("deputy director")."""
    first, _, rest = title.words.partition(" ")
    return first in _SECONDS and (rest == title.role or (rest, title.role) == ("chief", "head"))


def localised(role: str, country: str | None, local: Mapping[tuple[str, str], str]) -> str:
    """The role's normal form in a country: the USA have secretaries where others have ministers."""
    if country is None:
        return role
    deputy = role.startswith("deputy ")
    base = role.removeprefix("deputy ")
    form = local.get((country, base), base)
    return f"deputy {form}" if deputy else form

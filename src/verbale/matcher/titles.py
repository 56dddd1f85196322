"""Titles and agent nouns: what offices and kinds of people are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from verbale.matcher.entries import Title, TitleHit

FORMER = frozenset(
    {"former", "ex", "ex-", "late", "ousted", "deposed", "erstwhile", "onetime", "retired"}
)
ACTING = frozenset({"acting", "interim", "caretaker", "transitional"})
ELECT = frozenset({"incoming", "designate", "elect", "president-elect"})
DEPUTY = frozenset({"deputy", "assistant", "vice", "under", "associate"})
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


class TitleIndex:
    """Titles by their words."""

    def __init__(self, titles: Mapping[str, Title]) -> None:
        """Take titles by their words, in lower case and joined by single spaces."""
        self._by_words = titles
        self._starting: dict[str, int] = {}
        for words in titles:
            first, number = words.partition(" ")[0], words.count(" ") + 1
            self._starting[first] = max(number, self._starting.get(first, 0))
        self._longest = max(self._starting.values(), default=1)

    def __len__(self) -> int:
        return len(self._by_words)

    def get(self, words: str) -> Title | None:
        """The title of exactly these words."""
        return self._by_words.get(" ".join(words.lower().split()))

    def ending(self, words: Sequence[str]) -> Title | None:
        """The longest title that ends with the last of ``words``, with what stands before it."""
        lowered = _joined_hyphens([word.lower() for word in words])
        lowered, elect = _without_suffix(lowered)
        for start in range(max(0, len(lowered) - self._longest), len(lowered)):
            title = self._by_words.get(" ".join(lowered[start:]))
            if title is not None:
                return _qualified(title, lowered[:start], elect=elect)[0]
        return None

    def found_in(self, tokens: Sequence[str]) -> list[TitleHit]:
        """All titles in a token sequence, leftmost and longest, their qualifiers included."""
        lowered = [token.lower() for token in tokens]
        hits: list[TitleHit] = []
        at = 0
        while at < len(lowered):
            opens = lowered[at] in self._starting or "-" in lowered[at]
            hit = self._from(lowered, at, hits[-1].last if hits else 0) if opens else None
            if hit is None:
                at += 1
            else:
                hits.append(hit)
                at = hit.last
        return hits

    def _from(self, lowered: Sequence[str], at: int, free: int) -> TitleHit | None:
        first = lowered[at] if at < len(lowered) else ""
        longest = self._starting.get(first, 0)
        if not longest and "-" in first:
            longest = self._starting.get(_without_suffix([first])[0][0], 0)
        if not longest:
            return None
        for last in range(min(len(lowered), at + longest + 1), at, -1):
            words, elect = _without_suffix(lowered[at:last])
            title = self._by_words.get(" ".join(words))
            if title is not None and not self._qualifies_next(lowered, at, last):
                after = _elect_after(lowered, last)
                qualified, used = _qualified(title, lowered[free:at], elect=elect or after > last)
                return TitleHit(at - used, after, qualified)
        return None

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
    if len(kept) > 1 and kept[-1] in ("elect", "designate"):
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


def _qualified(title: Title, before: Sequence[str], *, elect: bool) -> tuple[Title, int]:
    """The title with the qualifiers before it, and how many tokens they take."""
    former = acting = deputy = False
    used = 0
    for word in reversed(before):
        if word in FORMER or word == "-":
            former = former or word != "-"
        elif word in ACTING:
            acting = True
        elif word in ELECT:
            elect = True
        elif word in DEPUTY and (word != "under" or title.words.startswith("secretar")):
            deputy = True
        else:
            break
        used += 1
    if not (former or acting or deputy or elect):
        return title, 0
    role = f"deputy {title.role}" if deputy and not title.role.startswith("deputy") else title.role
    kind = "post" if deputy and title.kind == "office" else title.kind
    sectors = ("ELI",) if former and kind in ("office", "post") else title.sectors
    changed = replace(title, role=role, kind=kind, sectors=sectors)
    return replace(changed, former=former, acting=acting, elect=elect, deputy=deputy), used


def localised(role: str, country: str | None, local: Mapping[tuple[str, str], str]) -> str:
    """The role's normal form in a country: the USA have secretaries where others have ministers."""
    if country is None:
        return role
    deputy = role.startswith("deputy ")
    base = role.removeprefix("deputy ")
    form = local.get((country, base), base)
    return f"deputy {form}" if deputy else form

"""Passages that stand twice in a document: exactly, or with small changes.

Words are compared without case, quotation marks, punctuation and white space.
Runs of five equal words are the seeds; a seed grows to the longest equal run, runs
in step are joined over small changes, and the result is cut to whole sentences. A
change that can change the facts (a number, a name, a negation) is not small: the
sentence it stands in is no repeat. Every step is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from verbale.model import Repeat

_SEED = 5
_CANDIDATES = 3
_FEWEST_WORDS = 8
_FEWEST_CHARS = 60
_FEWEST_CHANGED = 12
_WIDEST_GAP = 8
_MOST_ADDED = 4
_WIDEST_EDGE = 6
_LEAST_EQUAL = 0.8
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|\Z)|\n\s*\n|\r?\n(?=\s*[^\sa-z])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|gen|sen|rep|gov|st|lt|col|maj|capt|jr|sr|no|vs|jan|feb|mar|apr|jun|jul"
    r"|aug|sept?|oct|nov|dec|[A-Z](?:\.[A-Z])*))\Z",
    re.I,
)
# A copy that adds who said it says more than the first.
_SAYING = re.compile(
    r"(?:sa(?:id|ys?)|t(?:old|ells?)|add(?:s|ed)|writes?|wrote|tweet(?:s|ed)|according)\Z"
)
# Words that open a sentence with a capital and are no names.
_OPENING = re.compile(
    r"(?:a|an|the|this|that|these|those|it|its|he|she|they|his|her|their|we|our|i|you|my|your|there"
    r"|in|on|at|by|for|from|of|to|with|as|after|before|since|until|during|under|over|and|but|or|so"
    r"|yet|also|however|still|then|now|meanwhile|moreover|furthermore|therefore|thus|instead"
    r"|according|earlier|later|if|when|while|although|though|because|what|who|which|where|how"
    r"|why|both|all|some|many|most|each|other|another|such|more|is|are|was|were|has|have|had)\Z"
)
_OPENERS = "\"'“‘(["
_CLOSERS = ".!?…,;\"'”’)]"
_NEGATION = re.compile(r"(?:no|not|never|none|nobody|nothing|n?either|nor|without|cannot|\w+n't)\Z")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, folded, with where they start and end and which open a sentence."""

    text: str
    folded: list[str]
    starts: list[int]
    ends: list[int]
    opens: list[bool]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words ``start:end`` repeat the earlier ``of_start:of_end``, ``equal`` of them unchanged."""

    start: int
    end: int
    of_start: int
    of_end: int
    equal: int


def find_repeats(text: str) -> tuple[Repeat, ...]:
    """The passages of ``text`` that stand earlier in it, in order, none overlapping.

    Each is made of whole sentences, of at least 60 characters and 8 words, and as long
    as it can be.
    """
    matches = list(_WORD.finditer(text))
    folded = [match.group().casefold().replace("’", "'").replace(".", "") for match in matches]
    runs = list(_equal_runs(folded))
    if not runs:
        return ()
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    words = _Words(text, folded, starts, ends, _openings(text, starts))
    found: list[Repeat] = []
    for run in _joined(runs, words):
        whole = _whole_sentences(run, words)
        repeat = _repeat(whole, words) if whole else None
        if repeat and (not found or repeat.start >= found[-1].end):
            found.append(repeat)
    return tuple(found)


def _openings(text: str, starts: list[int]) -> list[bool]:
    """For each word whether it opens a sentence or paragraph."""
    opens = [False] * (len(starts) + 1)
    opens[0] = opens[-1] = True
    at = 0
    for match in _END.finditer(text):
        stop = match.group()[0] == "."
        if stop and _ABBREVIATED.search(text, max(0, match.start() - 12), match.start()):
            continue
        while at < len(starts) and starts[at] < match.end():
            at += 1
        opens[at] = True
    return opens


def _equal_runs(folded: list[str]) -> Iterator[_Run]:
    """The longest runs of equal words whose first copy ends before the second begins."""
    grams = list(zip(*(folded[shift:] for shift in range(_SEED)), strict=False))
    places: dict[tuple[str, ...], list[int]] = {gram: [] for gram in _recurring(grams)}
    spots = [at for at, gram in enumerate(grams) if gram in places]
    free = noted = 0
    for at in spots:
        if at < free:
            continue
        while spots[noted] <= at - _SEED:
            known = places[grams[spots[noted]]]
            if len(known) < _CANDIDATES:
                known.append(spots[noted])
            noted += 1
        length, earlier = _longest(folded, at, places[grams[at]])
        if length:
            yield _Run(at, at + length, earlier, earlier + length, length)
            free = at + length


def _recurring(grams: list[tuple[str, ...]]) -> set[tuple[str, ...]]:
    once: set[tuple[str, ...]] = set()
    twice: set[tuple[str, ...]] = set()
    for gram in grams:
        (twice if gram in once else once).add(gram)
    return twice


def _longest(folded: list[str], at: int, places: list[int]) -> tuple[int, int]:
    best = (0, 0)
    for place in places:
        length = 0
        most = min(len(folded) - at, at - place)
        while length < most and folded[place + length] == folded[at + length]:
            length += 1
        if length > best[0]:
            best = (length, place)
    return best


def _joined(runs: list[_Run], words: _Words) -> Iterator[_Run]:
    """Runs in step, joined over gaps that change no facts."""
    current: _Run | None = None
    for run in runs:
        if current and _in_step(current, run, words):
            equal = current.equal + run.equal
            current = _Run(current.start, run.end, current.of_start, run.of_end, equal)
        else:
            if current:
                yield current
            current = run
    if current:
        yield current


def _in_step(first: _Run, second: _Run, words: _Words) -> bool:
    gap = second.start - first.end
    earlier = second.of_start - first.of_end
    if not (0 <= gap <= _WIDEST_GAP and 0 <= earlier <= _WIDEST_GAP):
        return False
    return second.of_end <= first.start and _harmless(
        words, (first.end, second.start), (first.of_end, second.of_start)
    )


def _harmless(words: _Words, later: tuple[int, int], earlier: tuple[int, int]) -> bool:
    """True where the words of two stretches differ, but in no number, name or negation."""
    new, old = words.folded[slice(*later)], words.folded[slice(*earlier)]
    added = [at for at in range(*later) if words.folded[at] not in old]
    dropped = [at for at in range(*earlier) if words.folded[at] not in new]
    if len(added) > _MOST_ADDED or any(_is_news(words, at) for at in added):
        return False
    same = sorted(new) == sorted(old) and new != old
    return not same and not any(_is_fact(words, at) for at in dropped if new)


def _is_news(words: _Words, at: int) -> bool:
    return _is_fact(words, at) or bool(_SAYING.match(words.folded[at]))


def _is_fact(words: _Words, at: int) -> bool:
    word = words.text[words.starts[at] : words.ends[at]]
    plain = words.opens[at] and bool(_OPENING.match(words.folded[at]))
    named = word[0].isupper() and not plain
    return named or bool(_NEGATION.match(words.folded[at])) or any(sign.isdigit() for sign in word)


def _whole_sentences(run: _Run, words: _Words) -> _Run | None:
    """``run`` grown over small changes at its edges, else cut, to whole sentences."""
    left = _left(run, words)
    right = _right(run, words)
    start, of_start = left
    end, of_end = right
    if end <= start or of_end <= of_start:
        return None
    equal = min(run.equal, end - start)
    if words.folded[start:end] != words.folded[of_start:of_end] and end - start < _FEWEST_CHANGED:
        return None
    if equal < _LEAST_EQUAL * (end - start) or not _alike(words, start, end, of_start, of_end):
        return None
    return _Run(start, end, of_start, of_end, equal)


def _alike(words: _Words, start: int, end: int, of_start: int, of_end: int) -> bool:
    if end - start == of_end - of_start and end - start > 400:
        return True
    score = Indel.normalized_similarity(
        words.folded[start:end][:400], words.folded[of_start:of_end][:400]
    )
    return bool(score >= _LEAST_EQUAL)


def _left(run: _Run, words: _Words) -> tuple[int, int]:
    """Where the passage starts: at a sentence a few changed words back, else at the next one."""
    for back in range(_WIDEST_EDGE + 1):
        if run.start - back < 0:
            break
        if words.opens[run.start - back]:
            of_start = _opening_before(run.of_start, words) if back else run.of_start
            if of_start is not None and _harmless(
                words, (run.start - back, run.start), (of_start, run.of_start)
            ):
                return run.start - back, of_start
            break
    start = run.start
    while start < run.end and not words.opens[start]:
        start += 1
    return start, run.of_start + min(start - run.start, run.of_end - run.of_start)


def _opening_before(at: int, words: _Words) -> int | None:
    for back in range(_WIDEST_EDGE + 1):
        if at - back >= 0 and words.opens[at - back]:
            return at - back
    return None


def _right(run: _Run, words: _Words) -> tuple[int, int]:
    """Where the passage ends: as `_left`, at the other edge."""
    for on in range(_WIDEST_EDGE + 1):
        if run.end + on > len(words.folded):
            break
        if words.opens[run.end + on]:
            of_end = _opening_after(run.of_end, run.start, words) if on else run.of_end
            if of_end is not None and _harmless(
                words, (run.end, run.end + on), (run.of_end, of_end)
            ):
                return run.end + on, of_end
            break
    end = run.end
    while end > run.start and not words.opens[end]:
        end -= 1
    return end, max(run.of_start, run.of_end - (run.end - end))


def _opening_after(at: int, limit: int, words: _Words) -> int | None:
    for on in range(_WIDEST_EDGE + 1):
        if at + on <= limit and words.opens[at + on]:
            return at + on
    return None


def _repeat(run: _Run, words: _Words) -> Repeat | None:
    start, end = _stretch(words, run.start, run.end)
    of_start, of_end = _stretch(words, run.of_start, run.of_end)
    long_enough = run.end - run.start >= _FEWEST_WORDS and end - start >= _FEWEST_CHARS
    if not long_enough or of_end > start:
        return None
    return Repeat(start, end, of_start, of_end)


def _stretch(words: _Words, first: int, last: int) -> tuple[int, int]:
    """Code points of words ``first:last`` with the marks that open and close them."""
    text = words.text
    start, end = words.starts[first], words.ends[last - 1]
    low = words.ends[first - 1] if first else 0
    high = words.starts[last] if last < len(words.starts) else len(text)
    while start > low and text[start - 1] in _OPENERS:
        start -= 1
    while end < high and text[end] in _CLOSERS:
        end += 1
    return start, end

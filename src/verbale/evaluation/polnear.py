"""Scoring attributions on PolNeAR (Newell, Margolin, Ruths 2018): who says or thinks what.

A line is an article with the attributions of one annotator or several (the first by name is
taken; where there are more, how far they agree is told). An attribution has a source, a cue and
a content of one or more spans; read are the quotations of the analysis layer.

*Content.* Words (see `verbale.evaluation.attributed`) that stand in the content of some
attribution, micro F1 over all articles: ``all_token_f1``. PolNeAR counts what is believed,
wished or intended too, and things offered or seen; the layer has what is said and what is thought.

*Direct and mixed.* The same over attributions, of either side, with a word inside quotation
marks that hold three words at least (``direct_mixed_token_f1``); the marks decide, not the layer's
own ``manner``.

*Speaker.* Of direct and mixed attributions with a source whose content was read (intersection
over union of words at least a half): how many have half of the words of the source, or of the
speaker read, in common with the other (``speaker_given_content``).

Articles are resampled for the intervals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import combinations
from pathlib import Path
from statistics import fmean
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.attributed import (
    WORD,
    figure_of,
    figures,
    hits,
    places,
    precision,
    said_words,
    source_places,
)
from verbale.evaluation.attributed import words as words_of
from verbale.evaluation.claims import Range
from verbale.evaluation.measures import (
    ROUNDS,
    Hits,
    Measure,
    Scores,
    f1,
    gold_lines,
    measured,
    write_report,
)
from verbale.model import Document
from verbale.pipeline import Reader

Words = frozenset[int]

_PART = [{"spans": [[int]]}]
_SHAPE = {
    "id": str,
    "text": str,
    "date?": (str, None),
    "annotations": [{"annotator": str, "attributions": [{"source": _PART, "content": _PART}]}],
}
_MARKED = re.compile(
    r"(?:“|``|\"|'')(?!\s)([^“”\"\n]+?)(?:”|\"|''|(?=\n|\Z))|(?<!\w)‘([^‘“”\n]+?)’(?!\w)"
)
_SCARE = 2
"""Up to so many words in marks are a term at a distance (scare quotes)."""

_READ = 0.5
"""From this intersection over union on the content of an attribution was read."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words or thoughts, and which: the words by where they begin."""

    source: Words
    content: Words


@dataclass(frozen=True)
class Article:
    """One article: what was annotated and what was read; ``quoted`` stands in marks."""

    id: str
    text: str
    gold: tuple[Attribution, ...]
    read: tuple[Attribution, ...]
    quoted: Words
    agreement: float | None = None

    def marked(self, several: Sequence[Attribution]) -> list[Attribution]:
        """Those with words in quotation marks."""
        return [one for one in several if one.content & self.quoted]

    @cached_property
    def everything(self) -> Hits:
        """Words of all contents."""
        return hits(_joined(self.gold), _joined(self.read))

    @cached_property
    def direct(self) -> Hits:
        """Words of the contents of direct and mixed attributions."""
        return hits(_joined(self.marked(self.gold)), _joined(self.marked(self.read)))

    @cached_property
    def speakers(self) -> Hits:
        """Direct and mixed attributions read, with a source; how many have it right."""
        pairs = list(self.pairs())
        right = sum(_same_source(gold.source, read.source) for gold, read in pairs)
        return Hits(len(pairs), len(pairs), right)

    def pairs(self) -> Iterator[tuple[Attribution, Attribution]]:
        """Annotated direct and mixed attributions with a source, each with what was read of it."""
        read = self.marked(self.read)
        for gold in self.marked(self.gold):
            best = max(read, key=lambda one: _share(one.content, gold.content), default=None)
            if gold.source and best is not None and _share(best.content, gold.content) >= _READ:
                yield gold, best


def score(path: Path, reader: Reader, report: Path | None = None, rounds: int = ROUNDS) -> Scores:
    """The scorer of ``verbale score polnear``; ``report`` lists what was missed or wrong."""
    articles = list(_articles(path, reader))
    result = Scores("polnear", tuple(_measures(articles, rounds)), tuple(_told(articles)))
    if report is not None:
        content = {one.id: _differences(one) for one in articles}
        write_report(report, {"lines": result.lines(), "articles": content})
    return result


def _measures(articles: Sequence[Article], rounds: int) -> Iterator[Measure]:
    yield from figures("direct_mixed_token", articles, lambda one: one.direct, rounds)
    speakers = partial(figure_of, lambda one: one.speakers, precision)
    yield measured("speaker_given_content", articles, speakers, rounds)
    yield from figures("all_token", articles, lambda one: one.everything, rounds)


def _articles(path: Path, reader: Reader) -> Iterator[Article]:
    for row in gold_lines(path, **_SHAPE):
        text = row["text"]
        given = sorted(row["annotations"], key=lambda one: str(one["annotator"]))
        if not given:
            raise SourceError(f"{path}, {row['id']}", "annotations: expected at least one")
        several = [tuple(_attributions(path, row, one)) for one in given]
        analysis = reader.analyse_document(
            Document(text=text, published=row.get("date") or None, language="en")
        )
        yield Article(
            id=row["id"],
            text=text,
            gold=several[0],
            read=tuple(
                Attribution(
                    words_of(text, source_places(one)), said_words(text, places(one.content))
                )
                for one in analysis.quotations
                if one.content
            ),
            quoted=words_of(text, quoted_places(text)),
            agreement=_agreement(several),
        )


def quoted_places(text: str) -> list[Range]:
    """Stretches of three words or more in quotation marks, each within its paragraph.

    The scorer's own reading of the marks, so that the layer's does not choose what is scored.
    """
    found = [m.span(m.lastindex or 0) for m in _MARKED.finditer(text)]
    return [(start, end) for start, end in found if len(text[start:end].split()) > _SCARE]


def _attributions(path: Path, row: Any, annotation: Any) -> Iterator[Attribution]:
    for one in annotation["attributions"]:
        content = _ranges(path, row, one["content"])
        if content:
            source = _ranges(path, row, one["source"])
            yield Attribution(words_of(row["text"], source), said_words(row["text"], content))


def _ranges(path: Path, row: Any, parts: Any) -> list[Range]:
    found = []
    for span in (span for part in parts for span in part["spans"]):
        if len(span) != 2 or not 0 <= span[0] <= span[1] <= len(row["text"]):
            raise SourceError(f"{path}, {row['id']}", f"{span}: expected [start, end] in the text")
        found.append((span[0], span[1]))
    return found


def _agreement(several: Sequence[tuple[Attribution, ...]]) -> float | None:
    """Mean F1 over the contents of every two annotators of an article."""
    pairs = [f1([hits(_joined(a), _joined(b))]) for a, b in combinations(several, 2)]
    return fmean(pairs) if pairs else None


def _joined(several: Sequence[Attribution]) -> Words:
    return frozenset[int]().union(*(one.content for one in several))


def _share(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _same_source(gold: Words, read: Words) -> bool:
    return bool(gold and read) and len(gold & read) * 2 >= min(len(gold), len(read))


def _told(articles: Sequence[Article]) -> Iterator[str]:
    gold = [one for article in articles for one in article.gold]
    read = [one for article in articles for one in article.read]
    marked = sum(len(article.marked(article.gold)) for article in articles)
    yield (
        f"articles {len(articles)}, attributions {len(gold)} ({marked} direct or mixed), "
        f"read {len(read)}"
    )
    several = [article.agreement for article in articles if article.agreement is not None]
    if several:
        yield (
            f"annotators agree by {fmean(several):.3f} (F1 of words in contents, "
            f"{len(several)} articles read by more than one)"
        )


def _differences(article: Article) -> dict[str, list[str]]:
    gold, read = article.marked(article.gold), article.marked(article.read)
    return {
        "missed": [_shown(article, one) for one in gold if not one.content & _joined(read)],
        "wrong": [_shown(article, one) for one in read if not one.content & _joined(gold)],
        "other speaker": [
            f"{_shown(article, g)} · read: {_words(article.text, r.source)}"
            for g, r in article.pairs()
            if not _same_source(g.source, r.source)
        ],
    }


def _shown(article: Article, one: Attribution) -> str:
    return f"{_words(article.text, one.source)}: {_words(article.text, one.content)}"


def _words(text: str, starts: Words) -> str:
    """The text from the first word of a set to the end of its last."""
    if not starts:
        return "–"
    end = WORD.match(text, max(starts))
    return " ".join(text[min(starts) : end.end() if end else None].split())

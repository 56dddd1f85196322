"""Copies made on purpose: articles edited as agencies' reports are on their way into papers.

Each edit is drawn from a seed and the article's id, so that the same corpus gives the same
copies at every run. Words that are changed are exchanged for words that stand elsewhere in the
same article.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from verbale.model import Document

CHANGED = 0.05
"""The part of the words that is changed."""
SHORTEST, LONGEST = 0.3, 0.9
"""The part of the words that is left by cutting."""

_PLACES = ("GENEVA", "NAIROBI", "LIMA", "OSLO", "HANOI", "QUITO", "TUNIS", "RIGA")
_HEADS = ("Live updates", "What we know so far", "News in brief", "World at noon", "From abroad")
_DATELINE = re.compile(r"\A[A-Z][A-Z .,/]{2,40}(?:\([^)]{1,20}\))? ?[-–—] ?")

Chance = random.Random
Edit = Callable[[str, Chance], str]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; its sentences where it has fewer than three."""
    found = [part for part in re.split(r"\n\s*\n|\n", text) if part.strip()]
    return found if len(found) >= 3 else [s for s in re.split(r"(?<=[.!?])\s+", text) if s]


def cut(text: str, chance: Chance) -> str:
    """The first 30 to 90 % of the words."""
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    keep = max(round(len(ends) * chance.uniform(SHORTEST, LONGEST)), 1)
    return text[: ends[keep - 1]] if ends else text


def drop(text: str, chance: Chance) -> str:
    """Paragraphs left out here and there, until 30 to 90 % of the words are left."""
    parts = paragraphs(text)
    left = len(text.split()) * chance.uniform(SHORTEST, LONGEST)
    lengths = [len(part.split()) for part in parts]
    order = chance.sample(range(len(parts)), len(parts))
    kept: list[int] = []
    for at in order:
        if not kept or sum(lengths[i] for i in kept) < left:
            kept.append(at)
    return "\n\n".join(parts[at] for at in sorted(kept))


def reorder(text: str, chance: Chance) -> str:
    """The paragraphs in another order."""
    parts = paragraphs(text)
    return "\n\n".join(chance.sample(parts, len(parts)))


def redate(text: str, chance: Chance) -> str:
    """Another dateline, in the place of the old where there is one."""
    day = f"{chance.choice(('Jan', 'March', 'Aug', 'Nov'))} {chance.randint(1, 28)}"
    return f"{chance.choice(_PLACES)}, {day} — {_DATELINE.sub('', text, count=1)}"


def exchange(text: str, chance: Chance) -> str:
    """5 % of the words are others."""
    parts = re.split(r"(\s+)", text)
    spots = [at for at in range(0, len(parts), 2) if parts[at]]
    words = [parts[at] for at in spots]
    for at in chance.sample(spots, round(len(spots) * CHANGED)):
        parts[at] = chance.choice(words)
    return "".join(parts)


def everything(text: str, chance: Chance) -> str:
    """Cut by paragraphs, put into another order, 5 % of the words changed, another dateline."""
    for edit in (drop, reorder, exchange, redate):
        text = edit(text, chance)
    return text


EDITS: Mapping[str, Edit] = {
    "cut": cut,
    "paragraphs-dropped": drop,
    "re-ordered": reorder,
    "other-dateline": redate,
    "words-changed": exchange,
    "everything": everything,
}
"""The edits by name. Every copy has another head as well."""


def copy_made(document: Document, name: str) -> Document:
    """The copy that an edit makes of a document."""
    chance = random.Random(f"13:{name}:{document.id}")  # noqa: S311 - drawing, no secret
    text = EDITS[name](document.text, chance)
    return Document(text, id=f"{document.id}~{name}", title=chance.choice(_HEADS), language="en")

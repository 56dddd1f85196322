"""What was said, in the making: the statements of a document before and after coreference."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.language.drafts import Draft, Scene, reference
from verbale.language.quotation_marks import Quoted
from verbale.matcher import Match
from verbale.matcher.clauses import trimmed
from verbale.model import Quotation, Span


@dataclass(slots=True)
class Said:
    """One statement in the making; speakers are mentions until coreference is done."""

    match: Match | None
    sentence: int
    speakers: list[Draft]
    content: list[Span]
    manner: str
    addressees: list[int]
    topics: list[int]
    bodies: list[Quoted]
    source: tuple[Span, ...] = ()
    act: str = "saying"
    cue: int | None = None
    """The word of saying of a quotation that no entry of the lexicon has found."""
    rule: str = ""
    """What gave such a quotation to its speaker."""


def quotations(scene: Scene, found: list[Said]) -> tuple[Quotation, ...]:
    """The statements as the analysis keeps them, with resolved speakers."""
    made = []
    for said in found:
        token = said.match.token.i if said.match is not None else said.cue
        made.append(
            Quotation(
                content=tuple(sorted(set(said.content))),
                manner=said.manner,
                speakers=tuple(reference(scene, d) for d in said.speakers),
                source=said.source,
                act=said.act,
                cue=_cue_span(scene, said),
                cue_token=token,
                entry=said.match.frame.id if said.match is not None else said.rule,
                note=said.match.frame.label("polarity") if said.match is not None else "",
                addressee_tokens=tuple(said.addressees),
                topic_tokens=tuple(said.topics),
                sentence=said.sentence,
            )
        )
    return tuple(made)


def _cue_span(scene: Scene, said: Said) -> Span | None:
    match = said.match
    if match is None:
        at = said.cue
        return trimmed(scene.document, scene.parse, at, at + 1) if at is not None else None
    words = match.words
    if words[-1] - words[0] + 1 == len(words):
        return trimmed(scene.document, scene.parse, words[0], words[-1] + 1)
    return trimmed(scene.document, scene.parse, match.token.i, match.token.i + 1)


def speakers_by_token(scene: Scene, found: list[Said]) -> dict[int, Draft]:
    """For each token inside quoted content, who says it."""
    owner: dict[int, Draft] = {}
    for said in found:
        if not said.speakers:
            continue
        places = [(b.start, b.end) for b in said.bodies]
        places += [(s.start, s.end) for s in _quoted_parts(said)]
        for start, end in places:
            tokens = scene.parse.char_span(start, end, alignment_mode="expand")
            for token in tokens or ():
                owner.setdefault(token.i, said.speakers[0])
    return owner


def _quoted_parts(said: Said) -> list[Span]:
    return said.content if said.manner in ("direct", "mixed") else []

"""Verb dictionaries of PETRARCH as frames of a user's vocabulary.

Event types come from the CAMEO codes by the table of ``data/plover/cameo.tsv``. An imported
frame has no examples: the dictionary has none, and none are made up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from verbale.errors import EmptySource, SourceError
from verbale.matcher.cameo import CODES, CameoCode, plover_of
from verbale.matcher.own.verb_dictionary import (
    Block,
    Dictionary,
    Pattern,
    Verb,
    read_dictionary,
)
from verbale.matcher.own.verb_patterns import RECIPIENT, Refused, Wanted, wanted
from verbale.matcher.user_folder import FRAMES
from verbale.matcher.vocabulary import requires_recipient

_ENOUGH = 3
"""Reasons given by fewer entries are not summed up."""
NULL = frozenset({"---", ""})
_VISITOR, _HOST = "042", "043"
"""In CAMEO the host of a visit is the source of an event of its own; in PLOVER the visitor acts."""
Frame = dict[str, Any]


@dataclass(slots=True)
class VerbReport:
    """What an import took and what not. ``faults`` name line, entry and reason, each once."""

    kept_in: Path
    taken: int = 0
    partly: int = 0
    frames: int = 0
    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def reasons(self) -> Iterator[tuple[str, int]]:
        """The reasons that several entries share, the most frequent first."""
        for why, count in self.counts.most_common():
            if count >= _ENOUGH:
                yield why, count


class _Plain(yaml.CSafeDumper):
    """YAML without anchors: what two entries share stands in both."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def import_verbs(file: Path, folder: Path) -> VerbReport:
    """Read a dictionary and write its frames into ``folder``; a second import replaces the first.

    `SourceError` where the file cannot be read or holds no verbs.
    """
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise SourceError(str(file), error.strerror or "cannot be read") from error
    stem = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "verbs"
    report = VerbReport(folder / FRAMES / f"{stem}.yaml")
    maker = _Maker(file.name, stem, report)
    dictionary = read_dictionary(text.splitlines(), maker.refuse)
    if not dictionary.blocks:
        raise EmptySource(
            str(file), "no verbs in it; expected blocks such as --- WELCOME [051] ---"
        )
    frames = maker.frames(dictionary)
    report.frames = len(frames)
    report.kept_in.parent.mkdir(parents=True, exist_ok=True)
    content = {"kind": "event", "imported_from": file.name, "entries": frames}
    report.kept_in.write_text(
        yaml.dump(content, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110),
        encoding="utf-8",
    )
    report.faults.sort(key=lambda fault: int(fault.split(":", 2)[1]))
    return report


class _Maker:
    """Makes frames and keeps count of what is taken."""

    def __init__(self, name: str, stem: str, report: VerbReport) -> None:
        self.name = name
        self.stem = stem
        self.report = report
        self.ids: Counter[str] = Counter()
        self.synonyms: dict[str, list[str]] = {}

    def refuse(self, line: int, text: str, why: str) -> None:
        """Name an entry that is not taken, and why."""
        self.report.faults.append(f"{self.name}:{line}: {text}: {why}")
        self.report.counts[re.sub(r"\d+|&\S+|\[.*?\]", "…", why)] += 1

    def frames(self, dictionary: Dictionary) -> list[Frame]:
        """All frames, block by block."""
        self.synonyms = dictionary.synonyms
        return [frame for block in dictionary.blocks for frame in self._block(block)]

    def _block(self, block: Block) -> Iterator[Frame]:
        base = list(self._bases(block))
        ruled_out: dict[str, Any] = {}
        further = []
        for pattern in block.patterns:
            if not block.verbs:
                self.refuse(pattern.line, pattern.text, "a block without verbs")
                continue
            try:
                asked = wanted(pattern, self.synonyms)
                code, turned, half = _halves(pattern.code)
                if code is None:
                    _rule_out(ruled_out, asked, bool(base))
                else:
                    further.append(self._frame(block.verbs, code, pattern, asked, turned))
            except Refused as why:
                self.refuse(pattern.line, pattern.text, str(why))
                continue
            self._count(pattern.line, pattern.text, [*asked.left_out, *half])
        for frame in base:
            if ruled_out:
                frame["excludes"] = ruled_out
            yield frame
        further.sort(key=_specific, reverse=True)
        yield from further

    def _bases(self, block: Block) -> Iterator[Frame]:
        """The frames of the verbs themselves, one for each code."""
        by_code: dict[str, list[Verb]] = {}
        for verb in block.verbs:
            by_code.setdefault(verb.code, []).append(verb)
        for code, verbs in by_code.items():
            try:
                first, turned, half = _halves(code)
            except Refused as why:
                for verb in verbs:
                    self.refuse(verb.line, verb.text, str(why))
                continue
            for verb in verbs:
                self._count(verb.line, verb.text, half)
            if first is not None:
                asked = Wanted(recipient=list(RECIPIENT))
                yield self._frame(verbs, first, verbs[0], asked, turned)

    def _count(self, line: int, text: str, left_out: list[str]) -> None:
        self.report.taken += 1
        if left_out:
            self.report.partly += 1
            self.refuse(line, text, f"taken in part; left out: {'; '.join(left_out)}")

    def _frame(
        self, verbs: list[Verb], code: CameoCode, of: Verb | Pattern, asked: Wanted, turned: bool
    ) -> Frame:
        actor, recipient = asked.actor, asked.recipient
        if turned and not recipient:
            raise Refused("the code is the target's, and no target is told")
        roles = {"actor": recipient, "recipient": actor} if turned else {"actor": actor}
        if recipient and not turned:
            roles["recipient"] = recipient
        words = [" ".join((*verb.words, *_extra(verb, asked.particle))) for verb in verbs]
        frame: Frame = {
            "id": self._id(verbs[0]),
            "words": list(dict.fromkeys(words)),
            "pos": "verb",
            "event_type": code.event_type,
        }
        for key, labels in (("mode", code.modes), ("context", code.contexts)):
            if labels:
                frame[key] = list(labels)
        frame["cameo"] = code.code
        if asked.symmetric or _mutual(of.code):
            frame["symmetric"] = True
        elif len(roles) == 2 and requires_recipient(str(code.event_type)):
            frame["needs"] = ["actor", "recipient"]
        requires = _as_conditions(asked.requires)
        return (
            frame
            | {"roles": roles}
            | ({"requires": requires} if requires else {})
            | {"note": f"{self.name}:{of.line}: {of.text}"}
        )

    def _id(self, verb: Verb) -> str:
        stem = f"{self.stem}.{re.sub(r'[^a-z0-9]+', '-', '-'.join(verb.words))}"
        self.ids[stem] += 1
        return stem if self.ids[stem] == 1 else f"{stem}-{self.ids[stem]}"


def _extra(verb: Verb, particle: str) -> tuple[str, ...]:
    return (particle,) if particle and particle not in verb.words else ()


def _as_conditions(requires: dict[str, Any]) -> dict[str, Any]:
    """Conditions as a file has them: those of ``any`` in a list."""
    return {slot: value["options"] if slot == "any" else value for slot, value in requires.items()}


def _halves(code: str) -> tuple[CameoCode | None, bool, list[str]]:
    """What a code gives: its PLOVER code (None: no event), whether it is the target's act.

    Of two codes (``042:043``) the first is taken; last comes what is left out.
    """
    first, colon, second = (part.strip() for part in code.partition(":"))
    if first in NULL and second in NULL:
        return None, False, []
    turned = first in NULL
    known = plover_of(second if turned else first)
    if known is None:
        shown = second if turned else first
        if shown.startswith("01"):
            return None, turned, []
        raise Refused(f"[{shown}] is no CAMEO code")
    one_sided = not colon or turned or second in NULL or second == first
    other = plover_of(second) if not one_sided else None
    same = other is not None and other.event_type == known.event_type
    if known.code == _HOST:
        known, turned = CODES[_VISITOR], not turned
    return known, turned, [] if one_sided or same else [f"the code of the target, {second}"]


def _specific(frame: Frame) -> int:
    """How many conditions name words: of two that fit equally the first in the file is taken."""
    return sum(slot == "any" or _worded(one) for slot, one in frame.get("requires", {}).items())


def _worded(condition: Any) -> bool:
    return isinstance(condition, dict) and "words" in condition


def _mutual(code: str) -> bool:
    first, colon, second = code.partition(":")
    return bool(colon) and first == second


def _rule_out(ruled_out: dict[str, Any], asked: Wanted, any_base: bool) -> None:
    """Add a pattern that gives no event to what the verbs' own frames exclude."""
    conditions = _as_conditions(asked.requires)
    if not any_base:
        raise Refused("no event, where the verb alone gives none either")
    if asked.particle or len(conditions) != 1:
        raise Refused("no event under several conditions at once, which excludes cannot say")
    ((slot, condition),) = conditions.items()
    if slot not in ruled_out:
        ruled_out[slot] = condition
    elif _worded(condition) and _worded(ruled_out[slot]):
        words = {*condition["words"], *ruled_out[slot]["words"]}
        ruled_out[slot] = {"words": sorted(words)}
    elif condition != ruled_out[slot]:
        raise Refused("no event under a second, different condition on the same slot")

"""The commands about the vocabulary: vocabulary show, check, import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from verbale.cli.actors import Lines
from verbale.cli.common import Faults, Own, command, fail, own_vocabulary, say

if TYPE_CHECKING:
    from verbale.matcher.vocabulary import Vocabulary


class _ShowsWords(TyperGroup):
    """``vocabulary CONSULT`` is short for ``vocabulary show CONSULT``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put in the name of the command that was left out."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(help="Look up event types and codes, and add your own.", cls=_ShowsWords)


@app.command("show")
@command
def show(
    word: Annotated[
        str | None,
        typer.Argument(metavar="WORD", help="A type, mode, context or CAMEO code: AID, visit, 042"),
    ] = None,
    form: Lines = "table",
    vocabulary: Own = None,
) -> int:
    """Show what a type, mode, context or CAMEO code means; without a word, all of them."""
    from verbale.cli import vocabulary_facts as facts
    from verbale.views.output import json_line

    known = _known(own_vocabulary(vocabulary))
    if word is None and form == "table":
        print(facts.overview(known), end="")
        return 0
    found = facts.everything(known) if word is None else facts.meant(known, word)
    for number, one in enumerate(found):
        if form == "jsonl":
            print(json_line(one), end="")
        else:
            print(("\n" if number else "") + facts.laid_out(one), end="")
    if not found and word is not None:
        close = facts.close_to(known, word)
        say(f"{word}: no such type, mode, context or CAMEO code" + _perhaps(close))
    return 0 if found else 1


def _perhaps(names: list[str]) -> str:
    return f"; perhaps {', '.join(names)}" if names else ""


def _known(own: Path | None) -> Vocabulary:
    """PLOVER's vocabulary, with the user's over it; ends where that has faults."""
    from verbale.matcher import load_lexicon
    from verbale.matcher.vocabulary import plover

    return plover() if own is None else load_lexicon(own).vocabulary


@app.command("check")
@command
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of your own vocabulary")],
) -> int:
    """Check a vocabulary of your own: its form, and whether its examples hold."""
    from verbale.evaluation.examples import check as unmet
    from verbale.pipeline import Reader

    reader = Reader(vocabulary=own_vocabulary(folder))
    frames = [frame for frame in reader.analyser.lexicon.frames if frame.own]
    failures = 0
    for one in unmet(reader, [frame for frame in frames if frame.right or frame.wrong]):
        failures += 1
        print(f"{one.origin} {one.frame}: {one.text}\n    {one.why}")
    examples = sum(len(frame.right) + len(frame.wrong) for frame in frames)
    say(f"{len(frames):,} entries, {examples:,} examples, {failures:,} do not hold")
    return 1 if failures else 0


@app.command("import")
@command
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A verb dictionary of PETRARCH")],
    to: Annotated[Path, typer.Option("--to", help="The folder of your own vocabulary")],
) -> int:
    """Import a verb dictionary of PETRARCH as frames; what cannot be taken is named with why."""
    from verbale.matcher.own.verb_frames import import_verbs

    if to.exists() and not to.is_dir():
        fail(f"{to}: expected a folder")
    report = import_verbs(file, to)
    faults = Faults()
    for fault in report.faults:
        faults.add(ValueError(fault))
    for why, count in report.reasons():
        say(f"{file}: {count:,} × {why}")
    say(
        f"{file}: {report.taken:,} entries taken, {report.partly:,} of them in part, "
        f"{len(report.faults) - report.partly:,} not; {report.frames:,} frames in {report.kept_in}"
    )
    return faults.status()

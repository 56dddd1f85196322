"""The command that measures: score."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.actors import ActorsFile, own_actors
from verbale.cli.common import Model, Own, command, fail, own_vocabulary

_SETS = (
    "Which kind of set: actor-tests, cameo-200, copies, documents, factappeal, gsr, leaders, "
    "newswcl, pairs, plv, polnear, roles, sentences, stories, timex, toponyms, turns or uw"
)


@command
def score(
    name: Annotated[str, typer.Argument(metavar="SET", help=_SETS)],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Its folder or file")],
    report: Annotated[Path | None, typer.Option(help="Write each hit and miss here")] = None,
    card: Annotated[
        Path | None, typer.Option("--scorecard", help="Add the figures to figures.json of a folder")
    ] = None,
    model: Model = None,
    actors: ActorsFile = None,
    vocabulary: Own = None,
) -> None:
    """Measure against human annotation; the last line is SET METRIC VALUE."""
    from verbale.evaluation.sets import SETS, scorer_of
    from verbale.pipeline import Reader

    if name not in SETS:
        fail(f"no set {name}; expected one of: {', '.join(SETS)}")
    own = own_vocabulary(vocabulary)
    reader = Reader(model=model, actors=own_actors(actors), vocabulary=own)
    result = scorer_of(name)(path, reader, report)
    print("\n".join(result.lines()))
    if card is not None:
        from verbale.evaluation.scorecard import figures_of, write_scorecard

        write_scorecard(card, figures_of(result, path))

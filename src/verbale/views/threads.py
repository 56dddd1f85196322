"""Threads for people and for programs: their steps, claims and offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.model.thread import Claim, Step, Thread, Tie
from verbale.views.table import WIDEST, escaped
from verbale.views.words import clean, shorten

_DAY, _STAGE, _OFFERS = 10, 20, 5


@dataclass(frozen=True, slots=True)
class ThreadTable:
    """A thread for `rich`: a heading, its steps with their sentences, claims, offers.

    ``day`` is the day on which it is asked whether it is overdue.
    """

    thread: Thread
    day: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts, laid out for the width of the console."""
        width = min(options.max_width, WIDEST)
        title = shorten(title_of(self.thread), width - 8)
        text = Text("━━ ", style="dim").append(title, style="bold not dim")
        yield text.append(" " + "━" * max(width - len(title) - 4, 0))
        told = " · ".join(numbers(self.thread, self.day))
        yield Padding(Text(told, style="dim", overflow="fold"), (0, 0, 0, 3))
        yield self._steps(width)
        for line in (*claim_lines(self.thread), *offer_lines(self.thread)):
            yield Padding(Text(line, style="dim", overflow="fold"), (0, 0, 0, 3))
        yield Text("")

    def _steps(self, width: int) -> RenderableType:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=1)
        for columns in (_DAY, _STAGE, max(width - _DAY - _STAGE - 12, 20)):
            grid.add_column(width=columns, overflow="fold")
        for step, stage in zip(self.thread.steps, self.thread.stages, strict=True):
            words = Text(clean(step.sentence), style="italic dim")
            words.append(f"  {source_of(step)}", style="not italic dim")
            grid.add_row("", step.said or "no date", Text(stage, "green"), words)
            grid.add_row("", "", "", Text(why(step), style="dim"))
        return grid


def title_of(thread: Thread) -> str:
    """The longest action of its first steps: most often the one that says most."""
    return clean(max((step.action for step in thread.steps[:3]), key=len))


def numbers(thread: Thread, day: str) -> list[str]:
    """Status, parties, due date, how many steps and documents, and the id, in words."""
    documents = len({step.document for step in thread.steps})
    due = f"due {thread.due}" if thread.due else None
    late = f"overdue on {day}" if thread.overdue(day) else None
    told = [
        ", ".join(thread.parties) or None,
        f"{thread.status}{f' since {since}' if (since := thread.history[-1][0]) else ''}",
        due,
        late,
        f"{len(thread.steps)} step{'' if len(thread.steps) == 1 else 's'}",
        f"{documents} document{'' if documents == 1 else 's'}",
        thread.id,
    ]
    return [clean(one) for one in told if one]


def source_of(step: Step) -> str:
    """Where a step is told, by whom, and the beginning of its record's id."""
    outlet = step.outlet or step.title or step.document
    by = f", {' and '.join(step.by)}" if step.by else ""
    return clean(f"({outlet}{by}) {short(step.record)}")


def short(record: str) -> str:
    """The beginning of a record's id, enough for a command."""
    return record.rpartition("-")[2][:8]


def why(step: Step) -> str:
    """Why a step was tied to the thread, in words."""
    tie = step.why
    if tie is None:
        return ""
    if tie.kind == "decided":
        return clean(f"tied to {short(tie.other(step.record))} by decision {' '.join(tie.words)}")
    parts = [
        f"tied to {short(tie.other(step.record))}",
        f"parties {', '.join(tie.parties)}",
        f"does {tie.act}" if tie.act else "",
        f"to {tie.thing}" if tie.thing else "",
        f"words {', '.join(tie.words)}",
        f"nearness {tie.score:.2f}",
    ]
    return clean("; ".join(part for part in parts if part))


def claim_lines(thread: Thread) -> Iterator[str]:
    """Who announced it first; each claim on a line of its own where there are several."""
    for claim in thread.claims:
        yield clean(f"first said by {_claim(claim)}")


def _claim(claim: Claim) -> str:
    when = f" ({claim.when})" if claim.when else ""
    return f"{' and '.join(claim.by)}{when}, says {short(claim.step)}"


def offer_lines(thread: Thread) -> Iterator[str]:
    """Undertakings that may belong, the nearest ones, and those that a person parted from it."""
    for record, tie in list(offers(thread).items())[:_OFFERS]:
        yield clean(f"maybe {short(record)}: {'; '.join(tie.against)}")
    for record in thread.parted:
        yield clean(f"parted from {short(record)} by decision")


def offers(thread: Thread) -> dict[str, Tie]:
    """The records that may belong, each with its nearest tie."""
    own = {step.record for step in thread.steps}
    found: dict[str, Tie] = {}
    for tie in thread.offers:
        found.setdefault(tie.high if tie.low in own else tie.low, tie)
    return found


def markdown(thread: Thread, day: str) -> str:
    """A thread as Markdown: a heading, then a table of its steps."""
    lines = [f"## {escaped(title_of(thread))}", ""]
    lines += [" · ".join(escaped(one) for one in numbers(thread, day)), ""]
    lines += [
        "| said | step | sentence | by | where | why |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for step, stage in zip(thread.steps, thread.stages, strict=True):
        where = step.url or step.outlet or step.title or step.document
        cells = [step.said or "", stage, step.sentence, " and ".join(step.by), where, why(step)]
        lines.append(f"| {' | '.join(escaped(cell) for cell in cells)} |")
    notes = [f"- {escaped(line)}" for line in (*claim_lines(thread), *offer_lines(thread))]
    return "\n".join([*lines, "", *notes, ""]) + "\n"


def thread_json(thread: Thread, day: str) -> dict[str, Any]:
    """A thread as a JSON object of kind ``thread``."""
    steps = [
        {"stage": stage, **asdict(step)}
        for step, stage in zip(thread.steps, thread.stages, strict=True)
    ]
    return {
        "kind": "thread",
        "id": thread.id,
        "status": thread.status,
        "history": [{"said": said, "status": status} for said, status in thread.history],
        "parties": list(thread.parties),
        "due": thread.due,
        "overdue": thread.overdue(day),
        "steps": steps,
        "first_said_by": [asdict(claim) for claim in thread.claims],
        "parted": list(thread.parted),
        "maybe": [{"record": record, **asdict(tie)} for record, tie in offers(thread).items()],
    }

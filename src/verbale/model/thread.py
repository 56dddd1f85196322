"""Thread: one undertaking through documents and years, step by step."""

from __future__ import annotations

from dataclasses import dataclass

OPEN = ("proposed", "announced", "agreed", "begun", "delayed")
"""Statuses of an undertaking that is still to be done."""
SAID = ("proposed", "announced", "agreed")
"""Statuses of one that was said and no more."""
VERDICTS = ("same", "apart")
"""What a person can decide of two steps."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What is kept of an undertaking so that the same one is known elsewhere.

    ``bound`` are the states and bodies that bind themselves, ``others`` their counterparties,
    both as codes of states or ids of bodies, whoever holds the office. ``terms`` are the words
    of the action with their weight, ``names`` those of them that are names, ``known`` the words
    by which the document calls the parties. ``part`` is a numbered part ("first phase"),
    ``first`` whether the sentence says who announced it first, and ``said`` the date it gives.
    ``acts`` are the classes of the verbs and nouns that say what is done, ``thing`` the noun that
    says what to ("command"). ``another`` is one more of its sort ("new tariffs").
    """

    record: str
    document: str
    day: str
    status: str
    start: int
    end: int
    bound: tuple[str, ...]
    others: tuple[str, ...]
    terms: dict[str, float]
    names: tuple[str, ...]
    known: tuple[str, ...]
    acts: tuple[str, ...]
    by: tuple[str, ...]
    thing: str | None = None
    part: str | None = None
    another: bool = False
    first: bool = False
    said: str | None = None
    money: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two undertakings are, or may be, one: what they share.

    ``kind`` is ``sure``, ``maybe`` (offered, never merged) or ``decided`` (by a person);
    ``act`` is what both do, ``thing`` what both do it to, ``words`` those they share,
    ``against`` what speaks against it, ``score`` the nearness of the words, 0 to 1.
    """

    low: str
    high: str
    kind: str
    score: float
    words: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    act: str | None = None
    thing: str | None = None
    against: tuple[str, ...] = ()

    def other(self, record: str) -> str:
        """The record at the other end."""
        return self.high if record == self.low else self.low


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a thread: what a document says of the undertaking, and when it was said.

    ``by`` are those whose word it is. ``why`` ties it to another step; None for a thread of one.
    """

    record: str
    document: str
    said: str | None
    status: str
    sentence: str
    action: str
    by: tuple[str, ...] = ()
    part: str | None = None
    due: str | None = None
    first: bool = False
    first_said: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    why: Tie | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Who is said to have announced it first, and when; ``step`` is the record that says so."""

    by: tuple[str, ...]
    when: str | None
    step: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of two undertakings, each known by document and place."""

    document: str
    start: int
    end: int
    other_document: str
    other_start: int
    other_end: int
    verdict: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """The steps of one undertaking, by the day they were said on; ``id`` names the first.

    ``offers`` are ties to undertakings that only may belong, ``parted`` the records that a person
    decided are not one with a record in it. ``due`` is the date last given;
    whether it has passed is asked with `overdue`, and is nothing that is kept.
    """

    id: str
    steps: tuple[Step, ...]
    parties: tuple[str, ...] = ()
    offers: tuple[Tie, ...] = ()
    due_last: str | None = None
    parted: tuple[str, ...] = ()

    @property
    def stages(self) -> tuple[str, ...]:
        """Each step in words of the whole: first said, said again, agreed, begun, done …"""
        found: list[str] = []
        for step in self.steps:
            found.append(_stage(step, found))
        return tuple(found)

    @property
    def history(self) -> tuple[tuple[str | None, str], ...]:
        """The day and the status (with its part) wherever the status changes.

        What is only said again changes none; steps without a day count where there are no others.
        """
        found: list[tuple[str | None, str]] = []
        for step in [step for step in self.steps if step.said] or self.steps:
            status = _status(step)
            back = step.status in SAID and any(not s.startswith(SAID) for _, s in found)
            retold = step.first or back or status in ("proposed", "announced")
            if not found or (status != found[-1][1] and not retold):
                found.append((step.said, status))
        return tuple(found)

    @property
    def status(self) -> str:
        """The status it reached last."""
        return self.history[-1][1]

    @property
    def due(self) -> str | None:
        """The date it is due, as last given."""
        return next((step.due for step in reversed(self.steps) if step.due), None)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Who announced it first: by the first report, and by all that say so, side by side."""
        found: dict[tuple[str, ...], Claim] = {}
        for number, step in enumerate(self.steps):
            if step.by and (step.first or not number):
                when = step.first_said or (None if number else step.said)
                found.setdefault(step.by, Claim(step.by, when, step.record))
        return tuple(found.values())

    def overdue(self, day: str) -> bool:
        """Whether, on a day, it is past due with no news since.

        A part that is done leaves the whole open."""
        if self.due_last is None or self.due_last >= day:
            return False
        if self.status not in OPEN and " (" not in self.status:
            return False
        return not any((step.said or "") > self.due_last for step in self.steps)


def _status(step: Step) -> str:
    return f"{step.status} ({step.part})" if step.part else step.status


def _stage(step: Step, before: list[str]) -> str:
    if step.status in ("proposed", "announced") or step.first:
        return "said again" if before else "first said"
    if step.status == "rejected":
        return "denied"
    return _status(step)

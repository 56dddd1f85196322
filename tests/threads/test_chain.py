"""Ten reports over fifteen months are one thread, in any order, and nothing else gets into it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.threads.chain import CHAIN, OTHERS

from verbale.keeping import Desk
from verbale.model import Reading
from verbale.model.thread import Thread
from verbale.pipeline import Reader, plain_document


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    return [
        reader.read_document(replace(plain_document(text, day, None), id=id_))
        for id_, day, text in (*CHAIN, *OTHERS)
    ]


@pytest.fixture(scope="module")
def chain(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Thread:
    with Desk(tmp_path_factory.mktemp("chain") / "desk.db") as desk:
        for one in readings:
            desk.write(one)
        desk.settle()
        return desk.threads()[0]


def test_all_ten_are_one_thread_by_day(chain: Thread) -> None:
    assert [step.document for step in chain.steps] == [id_ for id_, _, _ in CHAIN]
    assert [step.said for step in chain.steps] == [day for _, day, _ in CHAIN]
    assert chain.parties == ("CAN", "NOR")


def test_status_history(chain: Thread) -> None:
    assert chain.history == (
        ("2031-04-10", "announced"),
        ("2031-07-28", "agreed"),
        ("2031-12-11", "delayed"),
        ("2032-03-22", "begun (first phase)"),
        ("2032-07-08", "done (first phase)"),
    )
    assert chain.status == "done (first phase)"
    assert chain.due == "2032-05"
    again = "said again"
    assert chain.stages == (
        *("first said", again, "agreed", again, "delayed", "begun (first phase)"),
        *(again, again, again, "done (first phase)"),
    )


def test_both_claims_are_kept_beside_the_first_report(chain: Thread) -> None:
    assert [(claim.by, claim.when) for claim in chain.claims] == [
        (("Canada", "Norway"), "2031-04-10"),
        (("Claire Tremblay",), None),
        (("Ingrid Solheim",), "2031-04"),
    ]


def test_every_step_says_why(chain: Thread) -> None:
    for step in chain.steps:
        assert step.why is not None
        assert step.why.thing == "headquarters"
        assert {"arctic", "headquarters"} <= set(step.why.words)
        assert set(step.why.parties) <= {"CAN", "NOR"}
        assert step.sentence


def test_others_are_offered_at_most(chain: Thread, readings: list[Reading]) -> None:
    document_of = {r.id: one.document.id for one in readings for r in one.records}
    own = {step.record for step in chain.steps}
    ends = {end for tie in chain.offers for end in (tie.low, tie.high)} - own
    assert all(tie.kind == "maybe" and tie.against for tie in chain.offers)
    assert {document_of[end] for end in ends} <= {"exercise", "dissolve", "other-pair", "station"}


def test_order_is_no_matter(
    readings: list[Reading], chain: Thread, threads: Callable[[list[Reading]], set[frozenset[str]]]
) -> None:
    expected = {
        frozenset(step.document for step in chain.steps),
        frozenset({"submarines", "submarines-later"}),
        *(frozenset({id_}) for id_, _, _ in OTHERS if not id_.startswith("submarines")),
    }
    for seed in range(25):
        mixed = random.Random(seed).sample(readings, len(readings))  # noqa: S311 - an order
        assert threads(mixed) == expected


@pytest.mark.parametrize("seed", range(8))
def test_settling_in_between_is_no_matter(
    readings: list[Reading], chain: Thread, tmp_path: Path, seed: int
) -> None:
    with Desk(tmp_path / "desk.db") as desk:
        for one in random.Random(seed).sample(readings, len(readings)):  # noqa: S311 - an order
            desk.write(one)
            desk.settle()
        assert desk.threads()[0] == chain

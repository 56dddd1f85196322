"""The scorer of relations, on a file made by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from verbale.errors import SourceError
from verbale.evaluation.plv import Relate, score, score_plv
from verbale.evaluation.plv_rows import Ends, Relation, folds, relations, unmarked
from verbale.model import Coding
from verbale.pipeline import Reader

HEAD = "sentence_id\tgold_penta\tgold_root\tmarked_sentence"
ROWS = (
    "1\t3\tACCUSE\t<s>France</s> condemned <t>Iran</t>.",
    "2\t4\tASSAULT\t<s>Chad</s> bombed <t>Mali</t> as <t>Mali</t> slept.",
    "3\t1\tYIELD\t<s>Serbia </s>released two men.",
    "4\t1\tCONSULT\t<t>Peru</t> was asked to wait.",
)


def gold(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "plv.tsv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_marks_are_taken_off() -> None:
    text, ends = unmarked("here", "<s>Chad </s>bombed <t>Mali</t> as <t>Mali</t> slept.")
    assert text == "Chad bombed Mali as Mali slept."
    assert ends == {"s": (0, 4), "t": (12, 16)}


def test_figures(tmp_path: Path) -> None:
    given = iter(["ACCUSE", "COERCE", "RETREAT", None])

    def relate(asked: Iterable[tuple[str, Ends, Ends]]) -> Iterator[Coding]:
        return (Coding(next(given)) for _ in asked)

    result = score_plv(gold(tmp_path, *ROWS), relate, rounds=20)
    values = {m.name: m.value for m in result.measures}
    assert values == pytest.approx(
        {"root_accuracy": 0.5, "quad_macro_f1": 2 / 3, "root_macro_f1": 0.5}
    )
    assert result.told[0] == "relations 4, of another class than their type 1, without an answer 1"
    assert result.lines()[-1] == "plv root_macro_f1 0.500"


def test_the_scorer_and_its_report(tmp_path: Path, reader: Reader) -> None:
    result = score(gold(tmp_path, *ROWS), reader, tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["lines"] == result.lines()
    assert {m["gold"] for m in report["misses"]} <= {"CONSULT", "YIELD"}


def test_cross_validation_never_shows_a_sentence_on_both_sides(tmp_path: Path) -> None:
    rows = [
        f"{n}\t4\tASSAULT\t<s>Town {n}</s> bombed <t>{name}</t> on a day in {place}."
        for n, (name, place) in enumerate([("Mali", "May"), ("Chad", "June"), ("Togo", "July")])
    ]
    seen: list[tuple[set[str], set[str]]] = []

    def learn(known: Sequence[Relation]) -> Relate:
        def relate(asked: Iterable[tuple[str, Ends, Ends]]) -> Iterator[Coding]:
            texts = [text for text, _, _ in asked]
            seen.append(({row.text for row in known}, set(texts)))
            return (Coding("ASSAULT") for _ in texts)

        return relate

    path = gold(tmp_path, *ROWS, *rows)
    result = score_plv(path, lambda asked: iter(()), learn=learn, rounds=5)
    assert result.told[0].endswith("5 folds by sentence")
    assert all(not known & asked for known, asked in seen)
    assert sum(len(asked) for _, asked in seen) == 7


def test_near_sentences_and_one_id_share_a_fold(tmp_path: Path) -> None:
    path = gold(
        tmp_path,
        "1\t4\tASSAULT\t<s>Chad</s> bombed <t>Mali</t> late on a day in May.",
        "2\t4\tASSAULT\t<s>Chad</s> also bombed <t>Mali</t> late on a day in May.",
        "3\t3\tACCUSE\t<s>Peru</s> blamed <t>Chile</t>.",
        "3\t3\tACCUSE\tEverybody else was silent but <s>Rome</s>.",
        *(f"{n}\t3\tREJECT\t<s>Word{n}</s> scorned <t>Thing{n}</t>." for n in range(4, 9)),
    )
    found = folds(relations(path))
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert set(found) == set(range(5))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1\t3\tYELL\t<s>A</s> b.", "line 2: gold_root 'YELL': expected one of AGREE"),
        ("1\t7\tACCUSE\t<s>A</s> b.", "line 2: gold_penta '7': expected one of 1, 2, 3, 4"),
        ("1\t3\tACCUSE\t", "line 2: marked_sentence: empty"),
        ("1\t3\tACCUSE", "line 2: marked_sentence: empty"),
        ("1\t3\tACCUSE\tA b.", "line 2: marked_sentence: neither"),
        ("1\t3\tACCUSE\t<s>A b.", "line 2: marked_sentence: <s> without its partner"),
        ("1\t3\tACCUSE\tA</t> b.", "line 2: marked_sentence: </t> without its partner"),
        ("1\t3\tACCUSE\tA <t> </t> b.", "line 2: marked_sentence: nothing between"),
    ],
)
def test_faulty_files_are_named_by_line_and_field(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(SourceError) as error:
        relations(gold(tmp_path, row))
    assert told in str(error.value)


def test_files_without_relations(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no column gold_penta"):
        relations(gold(tmp_path, head="sentence_id\tgold_root\tmarked_sentence"))
    with pytest.raises(SourceError, match="no line below the header"):
        relations(gold(tmp_path))
    with pytest.raises(SourceError, match="cannot be read"):
        relations(tmp_path / "none.tsv")

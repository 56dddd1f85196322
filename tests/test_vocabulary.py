"""The commands about the vocabulary, and reading with one of one's own."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from verbale.cli import app
from verbale.errors import DataError
from verbale.model import Event
from verbale.model.codec import reading_to_json
from verbale.model.schema import json_schema
from verbale.pipeline import Reader, plain_document

PAGE = (Path(__file__).parents[1] / "docs" / "vocabulary.md").read_text(encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["vocabulary", *arguments])


def lines(*arguments: str) -> list[dict[str, object]]:
    result = run(*arguments, "--format", "jsonl")
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The vocabulary that docs/vocabulary.md shows, each block a file."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "frames").mkdir()
    for name, content in re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE, re.DOTALL):
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def reader(own: Path) -> Reader:
    return Reader(vocabulary=own)


def events(reader: Reader, text: str) -> list[Event]:
    return [one for one in reader.read(text).records if isinstance(one, Event)]


@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("CONSULT", [("type", "CONSULT")]),
        ("consult", [("type", "CONSULT")]),
        ("withdraw", [("mode", "withdraw"), ("mode", "withdraw")]),
        ("RETREAT-withdraw", [("mode", "withdraw")]),
        ("martial_law", [("mode", "martial-law")]),
        ("human-rights", [("context", "human_rights")]),
        ("cyber", [("mode", "cyber"), ("context", "cyber")]),
        ("042", [("cameo", "042")]),
    ],
)
def test_show_a_word(word: str, named: list[tuple[str, str]]) -> None:
    assert [(one["kind"], one["name"]) for one in lines("show", word)] == named


def test_show_may_be_left_out() -> None:
    assert run("CONSULT").stdout == run("show", "CONSULT").stdout
    assert run().stdout == run("show").stdout
    assert "not: " in run("CONSULT").stdout


def test_show_all() -> None:
    kinds = [one["kind"] for one in lines()]
    assert (kinds.count("type"), kinds.count("mode"), kinds.count("context")) == (16, 67, 37)
    page = run().stdout
    assert "RETREAT" in page
    assert "ceasefire 7.5" in page


def test_an_unknown_word() -> None:
    result = run("CONSLT")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "perhaps CONSULT" in result.stderr


def test_show_what_is_one_s_own(own: Path) -> None:
    (one,) = lines("show", "espionage", "--vocabulary", str(own))
    assert (one["score"], one["modes"], one["cameo"]) == (-4, ["wiretap"], "170")
    assert str(one["origin"]).startswith(own.name)
    missing = run("--vocabulary", str(own / "nowhere"))
    assert (missing.exit_code, "no such folder" in missing.stderr) == (2, True)


def test_the_example_of_the_page_holds(own: Path) -> None:
    result = run("check", str(own))
    assert result.exit_code == 0, result.stdout + result.stderr
    assert "2 entries" in result.stderr


def test_check_says_what_does_not_hold(tmp_path: Path, own: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "types.yaml").write_text((own / "types.yaml").read_text(encoding="utf-8"))
    content = (own / "frames" / "espionage.yaml").read_text(encoding="utf-8")
    wrong = content.replace("The boy spied a ship.", "Chad spied on Mali.")
    (tmp_path / "frames" / "own.yaml").write_text(wrong, encoding="utf-8")
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert "own.yaml:3 study.spy: Chad spied on Mali." in result.stdout
    (tmp_path / "types.yaml").write_text("AID: {score: 1}\n", encoding="utf-8")
    broken = run("check", str(tmp_path))
    assert broken.exit_code == 2
    assert "types.yaml:1: AID: unknown key 'score'" in broken.stderr
    assert "event_type 'ESPIONAGE'" in broken.stderr


def test_events_of_a_type_of_one_s_own(reader: Reader) -> None:
    (event,) = events(reader, "France spied on Iran.")
    assert (event.event_type, event.mode, event.score) == ("ESPIONAGE", ("wiretap",), -4.5)
    assert (event.quad, event.cameo) == ("material conflict", "170")
    assert event.because[0].rule == "study.spy"
    schema = Draft202012Validator(json_schema())
    for line in reading_to_json(reader.read("France spied on Iran.")):
        schema.validate(line)


def test_one_s_own_entry_goes_before_the_built_in_one(reader: Reader) -> None:
    (event,) = events(reader, "France condemned Iran for the launch.")
    assert event.because[0].rule == "study.condemn"
    assert "accuse.condemn" not in reader.analyser.lexicon.by_id


def test_what_is_not_one_s_own_stays(reader: Reader) -> None:
    (event,) = events(reader, "France signed an agreement with Spain.")
    assert event.event_type == "SUPPORT"


def test_a_plan_of_one_s_own_type_stays_it(reader: Reader) -> None:
    (event,) = events(reader, "France will spy on Iran.")
    assert (event.event_type, "future" in event.auxiliary) == ("ESPIONAGE", True)


def test_the_code_of_a_plan(reader: Reader) -> None:
    (event,) = events(reader, "The French president will visit Spain next week.")
    assert (event.event_type, event.cameo) == ("AGREE", "036")


def test_readers_travel_with_their_vocabulary(reader: Reader, own: Path) -> None:
    twin = pickle.loads(pickle.dumps(reader))  # noqa: S301 - our own
    assert twin.vocabulary == own.resolve()
    documents = [plain_document("France spied on Iran.", None, None)]
    (reading,) = twin.read_many(documents, processes=2)
    assert [r.event_type for r in reading.records if isinstance(r, Event)] == ["ESPIONAGE"]


def test_faults_of_a_vocabulary_end_the_reading(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nothing of a vocabulary"):
        Reader(vocabulary=tmp_path).read("France spied on Iran.")


def test_read_with_a_vocabulary(tmp_path: Path, own: Path) -> None:
    (tmp_path / "a.txt").write_text("France spied on Iran.\n", encoding="utf-8")
    arguments = ["read", str(tmp_path / "a.txt"), "--dry-run", "--format", "jsonl"]
    result = CliRunner().invoke(app, [*arguments, "--vocabulary", str(own)])
    assert result.exit_code == 0
    assert '"event_type": "ESPIONAGE"' in result.stdout
    missing = CliRunner().invoke(app, [*arguments, "--vocabulary", str(own / "no")])
    assert missing.exit_code == 2


def test_import_and_read(tmp_path: Path) -> None:
    (tmp_path / "verbs.txt").write_text(
        "--- SNUB [120] ---\nSNUB\n+GIVE_WAY [080]\n- * ENVOY OF + [125]\n- * THAT + [120]\n"
    )
    result = run("import", str(tmp_path / "verbs.txt"), "--to", str(tmp_path / "own"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "verbs.txt:5: - * THAT + [120]: a clause" in result.stderr
    assert "3 entries taken, 0 of them in part, 1 not; 3 frames" in result.stderr
    reader = Reader(vocabulary=tmp_path / "own")
    (event,) = events(reader, "France snubbed the envoy of Iran.")
    assert (event.event_type, event.mode, event.cameo) == ("REJECT", ("meet",), "125")
    assert event.because[0].rule == "verbs.snub-2"
    (event,) = events(reader, "France snubbed Iran.")
    assert (event.event_type, event.because[0].rule) == ("REJECT", "verbs.snub")


def test_import_of_what_is_no_dictionary(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    result = run("import", str(tmp_path / "a.txt"), "--to", str(tmp_path / "own"))
    assert (result.exit_code, "no verbs in it" in result.stderr) == (2, True)
    assert not (tmp_path / "own").exists()
    result = run("import", str(tmp_path / "a.txt"), "--to", str(tmp_path / "a.txt"))
    assert (result.exit_code, "expected a folder" in result.stderr) == (2, True)

"""The commands about actors: add, import, show, resolve, and reading with actors of one's own."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from verbale.cli import app
from verbale.pipeline import Reader

DICTIONARY = """\
# Actors of Ruritania's neighbours, made up.
JANE_ROE_
+JANIE_ROE_
\t[FRAGOV 010501-20040331]
TILE_FRONT_ [FRAREB
UNHEARD_LEAGUE_ [FRAPTY]
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VERBALE_ACTORS", raising=False)

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["actors", *arguments])

    return command


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_add_show_resolve(run, tmp_path: Path) -> None:
    added = run(
        *("add", "Jane Roe", "--country", "FRA", "--also", "Janie Roe", "--gender", "she"),
        *("--role", "minister of foreign affairs", "--from", "2024-01-01"),
    )
    assert (added.exit_code, added.stdout) == (0, "")
    assert "person:jane-roe: kept in verbale-actors.yaml" in added.stderr
    shown = run("show", "Janie Roe", "--format", "jsonl")
    assert shown.exit_code == 0
    (roe,) = lines(shown)
    assert roe["terms"] == [
        {"role": "minister of foreign affairs", "of": "FRA", "from": "2024-01-01", "to": None}
    ]
    assert roe["source"] == ["verbale-actors.yaml:2"]
    found = lines(run("resolve", "Jane Roe", "German foreign minister", "--on", "2024-06-01"))
    assert (found[0]["country"], found[0]["role"]) == ("FRA", "minister of foreign affairs")
    assert (found[1]["country"], found[1]["sectors"]) == ("DEU", ["GOV"])
    assert (
        "minister of foreign affairs: Jane Roe" in run("show", "FRA", "--on", "2024-06-01").stdout
    )
    assert "Jane Roe" not in run("show", "FRA", "--on", "2023-06-01").stdout


def test_show_a_country_and_a_body(run) -> None:
    shown = run("show", "DEU", "--on", "2015-01-01")
    assert shown.exit_code == 0
    for words in ("Germany (country:DEU)", "chancellor: Angela Merkel", "source: built-in", "DE"):
        assert words in shown.stdout
    (body,) = lines(run("show", "org:nato", "--format", "jsonl"))
    assert "USA" in body["members"]


def test_ambiguous_names_list_all(run) -> None:
    assert len(lines(run("show", "Bush", "--format", "jsonl"))) > 1


def test_nothing_known(run) -> None:
    result = run("show", "Nobody at all")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing is known" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "NATO", "--kind", "igo"), "org:nato is known already; to give it more names"),
        (("add", "Tile Office", "--also", "NATO"), "NATO stands for org:nato (NATO) already"),
        (("add", "Roe", "--country", "Norway"), "country 'Norway': expected an ISO 3166-1"),
        (("add", "Roe", "--sector", "KIN"), "sector 'KIN': expected one of COP"),
        (("add", "Roe", "--kind", "queen"), "kind 'queen': expected one of state"),
        (("add", "Roe", "--role", "president", "--from", "soon"), "date 'soon': expected YYYY"),
        (("add", "Roe", "--id", "country:QQQ"), "no such country is known"),
        (("add", "Roe", "--actors", "mine.csv"), "expected a name that ends with .yaml"),
        (("add", "\x1b[31m"), "expected no line breaks, control characters"),
        (("show", "Roe", "--actors", "none.yaml"), "none.yaml: no such file"),
        (("resolve", " "), "expected names or phrases, found an empty one"),
        (("show", "Roe", "--on", "someday"), "--on someday: expected YYYY-MM-DD"),
    ],
)
def test_wrong_usage(run, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "\x1b" not in result.stderr
    assert not (tmp_path / "verbale-actors.yaml").exists()


def test_the_same_actor_is_not_added_twice(run, tmp_path: Path) -> None:
    assert run("add", "Tile Front", "--country", "FRA").exit_code == 0
    before = (tmp_path / "verbale-actors.yaml").read_bytes()
    again = run("add", "Tile Front", "--country", "FRA")
    assert again.exit_code == 2
    assert "org:tile-front stands in the file already" in again.stderr
    other = run("add", "Slate Front", "--also", "Tile Front")
    assert other.exit_code == 2
    assert "Tile Front is a name of org:tile-front already" in other.stderr
    assert (tmp_path / "verbale-actors.yaml").read_bytes() == before
    more = run("add", "Front of Tiles", "--id", "org:tile-front", "--sector", "REB")
    assert more.exit_code == 0
    (front,) = lines(run("show", "Front of Tiles", "--format", "jsonl"))
    assert front["names"] == ["Front of Tiles"]
    assert front["sectors"] == ["REB"]


def test_a_role_that_is_no_title_is_named(run) -> None:
    result = run("add", "Jane Roe", "--role", "grand tiler", "--country", "FRA")
    assert result.exit_code == 0
    assert "no title is known as “grand tiler”" in result.stderr


def test_import_names_wrong_lines_and_takes_the_others(run, tmp_path: Path) -> None:
    (tmp_path / "actors.txt").write_text(DICTIONARY, encoding="utf-8")
    result = run("import", "actors.txt", "nowhere.txt")
    assert result.exit_code == 1
    assert "actors.txt:5: a bracket is not closed; expected codes such as" in result.stderr
    assert "nowhere.txt: No such file" in result.stderr
    assert "actors.txt: 2 added, 0 changed, 0 known already, 1 lines wrong" in result.stderr
    (roe,) = lines(run("show", "Jane Roe", "--format", "jsonl"))
    assert roe["spells"] == [{"sector": "GOV", "from": "2001-05-01", "to": "2004-03-31"}]
    assert roe["source"] == ["verbale-actors.yaml:2 (petrarch:JANE ROE)"]


def test_a_faulty_file_is_not_written_over(run, tmp_path: Path) -> None:
    path = tmp_path / "verbale-actors.yaml"
    path.write_text("- {name: Jane Roe, country: QQQ}\n", encoding="utf-8")
    result = run("add", "Tile Front")
    assert result.exit_code == 2
    assert "verbale-actors.yaml:1: country 'QQQ'" in result.stderr
    assert path.read_text(encoding="utf-8") == "- {name: Jane Roe, country: QQQ}\n"


def test_the_file_of_the_environment(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VERBALE_ACTORS", str(tmp_path / "ours.yaml"))
    assert run("add", "Tile Front").exit_code == 0
    assert (tmp_path / "ours.yaml").exists()
    assert run("show", "Tile Front").exit_code == 0


def test_many_add_at_once(run, tmp_path: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "verbale.cli", "actors", "add", f"Tile Front {n}"],
            cwd=tmp_path,
            stderr=subprocess.DEVNULL,
        )
        for n in range(4)
    ]
    assert [process.wait() for process in running] == [0] * 4
    text = (tmp_path / "verbale-actors.yaml").read_text(encoding="utf-8")
    assert text.count("\n- ") == 4
    assert [path.name for path in tmp_path.iterdir()] == ["verbale-actors.yaml"]


def test_no_language_model_is_loaded(run, tmp_path: Path) -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from verbale.cli import app;"
        "CliRunner().invoke(app, ['actors', 'resolve', 'German chancellor']);"
        "print('spacy' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_reading_with_actors_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "- {name: Tile Front, kind: armed-group, country: FRA, sectors: REB}\n", encoding="utf-8"
    )
    reader = pickle.loads(pickle.dumps(Reader(actors=path)))  # noqa: S301 - our own
    mentions = reader.analyse("The Tile Front attacked Iran on Monday.").mentions
    (front,) = [m.reference for m in mentions if m.reference.name == "Tile Front"]
    assert (front.actor, front.country, front.sectors) == ("org:tile-front", "FRA", ("REB",))
    texts = ["The Tile Front condemned Iran on Monday.", "Tile Front fighters fled to Chad."]
    (tmp_path / "a.jsonl").write_text(
        "".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8"
    )
    result = CliRunner().invoke(
        app,
        [
            *("read", str(tmp_path / "a.jsonl"), "--dry-run", "--format", "jsonl"),
            *("--actors", str(path), "--processes", "2"),
        ],
    )
    assert result.exit_code == 0
    assert '"org:tile-front"' in result.stdout

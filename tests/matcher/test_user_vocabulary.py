"""A user's vocabulary over the built-in one: what it adds, replaces, and which faults are named."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from verbale.errors import DataError
from verbale.matcher import load_lexicon
from verbale.matcher.user_folder import check_folder

TYPES = "OUTREACH: {quad: verbal cooperation, score: 3, definition: d, modes: {fair: {score: 2, definition: d}}}\n"
ENTRY = """\
  - id: own.greet
    words: [greet]
    pos: verb
    event_type: OUTREACH
    mode: [fair]
    roles: {actor: [subject], recipient: [object]}
"""
EXAMPLES = """\
    right:
      - "{actor:France} {trigger:greeted} {recipient:Spain}."
      - "{actor:Peru} {trigger:greets} {recipient:Chile}."
    wrong:
      - "The boy greeted a dog."
"""
FRAMES = f"kind: event\nentries:\n{ENTRY}{EXAMPLES}"


def folder(at: Path, **files: str) -> Path:
    """A vocabulary with these files; ``frames`` is the content of one in ``frames/``."""
    (at / "frames").mkdir(exist_ok=True)
    for name, content in files.items():
        path = at / "frames" / "own.yaml" if name == "frames" else at / f"{name}.yaml"
        path.write_text(content, encoding="utf-8")
    return at


def faults(at: Path, **files: str) -> list[str]:
    with pytest.raises(DataError) as caught:
        load_lexicon(folder(at, **files))
    return caught.value.faults


def test_types_and_frames(tmp_path: Path) -> None:
    lexicon = load_lexicon(folder(tmp_path, types=TYPES, frames=FRAMES))
    frame = lexicon.by_id["own.greet"]
    assert frame.own
    assert lexicon.vocabulary.score("OUTREACH", ("fair",)) == 2
    assert not any(other.own for other in lexicon.frames if other.id != "own.greet")


def test_a_lexicon_can_be_pickled(tmp_path: Path) -> None:
    lexicon = load_lexicon(folder(tmp_path, types=TYPES, frames=FRAMES))
    assert pickle.loads(pickle.dumps(lexicon)).by_id.keys() == lexicon.by_id.keys()  # noqa: S301 - our own


def test_an_entry_in_place_of_a_built_in_one(tmp_path: Path) -> None:
    content = FRAMES.replace("    words:", "    replaces: accuse.condemn\n    words:", 1)
    lexicon = load_lexicon(folder(tmp_path, types=TYPES, frames=content))
    assert "accuse.condemn" not in lexicon.by_id
    assert "own.greet" in lexicon.by_id
    assert all(frame.id != "accuse.condemn" for frame, _, _ in lexicon.index["condemn"])


def test_two_entries_in_place_of_one_under_its_id(tmp_path: Path) -> None:
    first = ENTRY.replace("own.greet\n", "accuse.condemn\n    replaces: accuse.condemn\n")
    second = ENTRY.replace("own.greet\n", "own.greet\n    replaces: accuse.condemn\n")
    content = f"kind: event\nentries:\n{first}{EXAMPLES}{second}{EXAMPLES}"
    lexicon = load_lexicon(folder(tmp_path, types=TYPES, frames=content))
    assert lexicon.by_id["accuse.condemn"].own
    assert "own.greet" in lexicon.by_id


def test_imported_entries_need_no_examples(tmp_path: Path) -> None:
    content = f"kind: event\nimported_from: verbs.txt\nentries:\n{ENTRY}"
    assert load_lexicon(folder(tmp_path, types=TYPES, frames=content)).by_id["own.greet"].own


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("own.greet", "accuse.condemn"), "say replaces: accuse.condemn"),
        (("    words", "    replaces: no.such\n    words"), "expected the id of a built-in entry"),
        (("OUTREACH", "OUTRAGE"), "event_type 'OUTRAGE': expected one of"),
        (("[fair]", "[visit]"), "OUTREACH has no mode 'visit'"),
        (("    pos", "    context: [weather]\n    pos"), "there is no context 'weather'"),
        (("    pos", '    cameo: "999"\n    pos'), "cameo '999': expected a CAMEO code"),
        (("kind: event\n", "kind: event\nsource: me\n"), "unknown key 'source'"),
        ((EXAMPLES, ""), "right: expected at least 2 sentences"),
    ],
)
def test_fault_in_frames(tmp_path: Path, change: tuple[str, str], fault: str) -> None:
    found = faults(tmp_path, types=TYPES, frames=FRAMES.replace(*change, 1))
    assert any(fault in one and one.startswith("own.yaml:") for one in found), found


def test_the_built_in_files_may_not_say_what_a_user_may(tmp_path: Path) -> None:
    """``replaces`` and ``imported_from`` are for users: the package's own files stand alone."""
    lexicon = load_lexicon()
    assert not any(frame.own or not frame.right for frame in lexicon.frames)


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        types="AID: {score: 2}\n",
        contexts="Sport: {definition: d}\n",
        classes="\nodd: word\n",
        patterns="event:\n  odd: {actor: [nowhere]}\nrumour: {}\n",
        frames=FRAMES,
    )
    for expected in (
        *("types.yaml:1: AID", "contexts.yaml:1: Sport", "classes.yaml:2: class 'odd'"),
        *("patterns.yaml:1: event pattern odd", "patterns.yaml:3: 'rumour'", "'OUTREACH'"),
    ):
        assert any(expected in fault for fault in found), (expected, found)


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        ([], "nothing of a vocabulary in it"),
        (["types.yaml", "typs.yaml"], "typs.yaml: not read; expected types.yaml"),
        (["types.yml"], "types.yml: not read"),
        (["frames/a.yml", "types.yaml"], "a.yml: not read; expected a name that ends with .yaml"),
    ],
)
def test_fault_in_the_folder(tmp_path: Path, names: list[str], fault: str) -> None:
    (tmp_path / "frames").mkdir()
    if not names:
        (tmp_path / "frames").rmdir()
    for name in names:
        (tmp_path / name).write_text("", encoding="utf-8")
    found: list[str] = []
    check_folder(tmp_path, found)
    assert any(fault in one for one in found), found


def test_a_file_in_place_of_the_folder_of_frames(tmp_path: Path) -> None:
    (tmp_path / "frames").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="frames: expected a folder"):
        load_lexicon(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        *(
            b"\xff\xfe\x00A",
            b"? [a]\n: b\n",
            b"1: {}\n",
            b"A: {modes: 3}\n",
            b"A: {modes: {x: 3}}\n",
        ),
        *(
            b"A: &a {modes: *a}\n",
            b"null: {}\n",
            b"A:\n",
            b"'': {}\n",
            b"\t\n",
            b"A: {score: .nan}\n",
        ),
        b"A: {quad: {a: b}, score: [1], definition: 3, examples: 4, confusable: []}\n",
    ],
)
def test_any_other_content_is_a_fault_and_no_crash(tmp_path: Path, content: bytes) -> None:
    for name in ("types.yaml", "contexts.yaml", "classes.yaml", "patterns.yaml"):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "own.yaml").write_bytes(content)
    with pytest.raises(DataError) as caught:
        load_lexicon(tmp_path)
    assert any(fault.startswith("types.yaml:") for fault in caught.value.faults)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such folder"):
        load_lexicon(tmp_path / "nowhere")


def test_faults_survive_the_way_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(DataError(["a.yaml:1: x", "b.yaml:2: y"])))  # noqa: S301 - our own
    assert error.faults == ["a.yaml:1: x", "b.yaml:2: y"]
    assert str(error) == "a.yaml:1: x\nb.yaml:2: y"

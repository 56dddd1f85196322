"""Loading ``data/`` and a user's vocabulary: strict, all faults at once, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.errors import DataError
from verbale.matcher import load_lexicon
from verbale.matcher.lexicon import head_word, parse_example

GOOD = """\
kind: event
entries:
  - id: own.wave
    words: [wave at]
    pos: verb
    event_type: SUPPORT
    roles: {actor: [subject], recipient: [at]}
    right:
      - "{actor:France} {trigger:waved at} {recipient:Spain}."
      - "{actor:Peru} {trigger:waves at} {recipient:Chile}."
    wrong:
      - "The boy waved a flag."
"""
_EXAMPLES = GOOD[GOOD.index("    right:") :]


def entry(head: str, examples: str = _EXAMPLES, kind: str = "event") -> str:
    """A file with one entry; ``head`` are its lines before the examples."""
    lines = "".join(f"    {line}\n" for line in head.strip().splitlines())
    return f"kind: {kind}\nentries:\n  -{lines[3:]}{examples}"


def faults(folder: Path, **contents: str) -> list[str]:
    """What loading these frame files (name → content) complains about."""
    (folder / "frames").mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / "frames" / f"{name}.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_lexicon(folder)
    return caught.value.faults


def test_a_vocabulary_adds_to_the_own(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "own.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "classes.yaml").write_text("own-class: [flag, on]\n", encoding="utf-8")
    (tmp_path / "patterns.yaml").write_text("event:\n  own: {actor: [on]}\n", encoding="utf-8")
    lexicon = load_lexicon(tmp_path)
    frame = lexicon.by_id["own.wave"]
    assert len(lexicon.frames) > 300
    assert frame.words == (("wave", "at"),)
    assert frame.roles["recipient"] == ("at",)
    assert frame.origin == "own.yaml:3"
    assert lexicon.words("own-class") == {"flag", "on"}
    assert lexicon.words("no such class") == frozenset()


def test_words_a_vocabulary_adds_to_a_known_class(tmp_path: Path) -> None:
    before = load_lexicon().words("talks")
    (tmp_path / "classes.yaml").write_text("talks: [powwow]\n", encoding="utf-8")
    assert load_lexicon(tmp_path).words("talks") == before | {"powwow"}


HEAD = "id: own.x\nwords: [wave]\npos: verb\nevent_type: SUPPORT\n"
STANCE = "id: own.x\nwords: [wave]\npos: verb\n"


BAD = [
    (entry(HEAD + "colour: red"), "unknown key 'colour'"),
    (entry(HEAD + "valence: support"), "unknown key 'valence'"),
    (entry(HEAD.replace("SUPPORT", "CHEER")), "'CHEER'"),
    (entry(HEAD.replace("event_type: SUPPORT\n", "")), "event_type is missing"),
    (entry(HEAD + "mode: [dance]"), "no mode 'dance'"),
    (entry(HEAD + "pattern: nonsense"), "unknown pattern 'nonsense'"),
    (entry(HEAD + "roles: {actor: [sbject]}"), "unknown slot 'sbject'"),
    (entry(HEAD + "roles: {actor: [object.foo]}"), "unknown slot 'object.foo'"),
    (entry(HEAD + "roles: {speaker: [subject]}"), "no role 'speaker'"),
    (entry(HEAD + "requires: {sbject: true}"), "unknown slot 'sbject'"),
    (entry(HEAD + "requires: {object: {class: nonsense}}"), "unknown class 'nonsense'"),
    (entry(HEAD + "requires: {object: {lemma: [x]}}"), "unknown key 'lemma'"),
    (entry(HEAD + "requires: {clause: {form: passive}}"), "form 'passive'"),
    (entry(HEAD + "requires: {object: maybe}"), "expected true, false or a mapping"),
    (entry(HEAD.replace("verb", "noun-ish")), "pos 'noun-ish'"),
    (entry(HEAD.replace("words: [wave]\n", "")), "words: expected a list"),
    (entry(HEAD + "symmetric: 3"), "expected true or false"),
    (entry(HEAD, ""), "right: expected at least 2 sentences"),
    (entry(HEAD, ""), "wrong: expected at least 1 sentences"),
    (entry(HEAD, _EXAMPLES.replace("{trigger:waves at}", "waves at")), "no {trigger"),
    (entry(STANCE, kind="stance"), "valence is missing"),
    (entry(STANCE + "valence: adore", kind="stance"), "'adore'"),
    (entry(STANCE + "status: mooted", kind="undertaking"), "'mooted'"),
    (entry(STANCE + "attitude: dream", kind="expectation"), "'dream'"),
    (entry(STANCE + "relation: friend-of", kind="relation"), "'friend-of'"),
    (entry(STANCE + "polarity: shouts", kind="statement"), "'shouts'"),
    ("kind: rumour\nentries: []\n", "kind 'rumour'"),
    ("kind: event\nnames: []\n", "unknown key 'names'"),
    ("kind: event\nkind: stance\nentries: []\n", "the key 'kind' stands twice"),
    ("kind: event\nentries: [\n", "not valid YAML"),
]


@pytest.fixture(scope="module")
def all_faults(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What one load of all of `BAD`, a file each, complains about."""
    contents = {f"bad{number}": content for number, (content, _) in enumerate(BAD)}
    return faults(tmp_path_factory.mktemp("vocabulary"), **contents)


@pytest.mark.parametrize("number", range(len(BAD)), ids=[expected for _, expected in BAD])
def test_fault(all_faults: list[str], number: int) -> None:
    found = [fault for fault in all_faults if fault.startswith(f"bad{number}.yaml")]
    assert any(BAD[number][1] in fault for fault in found), found


def test_no_fault_without_its_file(all_faults: list[str]) -> None:
    assert all(fault.startswith("bad") for fault in all_faults)


def test_line_of_an_entry_is_told(tmp_path: Path) -> None:
    second = GOOD + entry(HEAD + "colour: red").split("entries:\n")[1]
    (fault,) = faults(tmp_path, bad=second)
    assert fault.startswith("bad.yaml:13: own.x: unknown key 'colour'")


def test_line_of_a_syntax_error_is_told(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, bad="kind: event\nentries:\n  - id: {x\n  - id: y\n")
    assert fault.startswith("bad.yaml:4: not valid YAML")


def test_an_id_given_twice(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, one=GOOD, two=GOOD)
    assert fault.startswith("two.yaml:3: own.wave: the id stands twice")


def test_an_id_of_the_package_given_again(tmp_path: Path) -> None:
    taken = load_lexicon().frames[0].id
    (fault,) = faults(tmp_path, own=GOOD.replace("own.wave", taken))
    assert "stands twice" in fault


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    (tmp_path / "classes.yaml").write_text("bad-class: word\n", encoding="utf-8")
    (tmp_path / "patterns.yaml").write_text("event:\n  odd: {actor: [nowhere]}\n")
    found = faults(
        tmp_path,
        one=entry(HEAD + "colour: red\nmode: [dance]"),
        two=entry(HEAD.replace("verb", "xx")),
        three="kind: event\nentries: [\n",
    )
    for expected in ("bad-class", "nowhere", "colour", "dance", "'xx'", "not valid YAML"):
        assert any(expected in fault for fault in found), (expected, found)


def test_words_that_yaml_takes_for_truth_values(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    content = GOOD.replace("recipient: [at]", "recipient: [on, off]")
    (tmp_path / "frames" / "own.yaml").write_text(content, encoding="utf-8")
    assert load_lexicon(tmp_path).by_id["own.wave"].roles["recipient"] == ("on", "off")


@pytest.mark.parametrize(
    "content",
    ["[]\n", "entries\n", "kind: event\nentries: 3\n", "kind: event\nentries: [word]\n",
     "kind: event\nentries:\n  - id: own.x\n    words: wave\n", "kind: event\nentries:\n  - {}\n",
     "kind: event\nentries:\n  - {id: own.x, words: [a], pos: verb, roles: [subject]}\n",
     "kind: event\nentries:\n  - {id: own.x, words: [a], pos: verb, roles: {actor: 3}}\n",
     "kind: event\nentries:\n  - {id: own.x, words: [a], pos: verb, requires: [x]}\n",
     "kind: event\nentries:\n  - {id: own.x, words: [a], pos: verb, mode: 3}\n",
     "kind: event\nentries:\n  - {id: own.x, words: [a], pos: [verb]}\n",
     "kind: [event]\nentries: []\n"],
)  # fmt: skip
def test_another_shape_is_a_fault_and_no_crash(tmp_path: Path, content: str) -> None:
    assert all(fault.startswith("bad.yaml") for fault in faults(tmp_path, bad=content))


def test_an_example_without_its_marks() -> None:
    example = parse_example("{actor:France} {trigger:condemned} Iran.")
    assert example.text == "France condemned Iran."
    assert [(role, example.text[a:b]) for role, a, b in example.marks] == [
        ("actor", "France"),
        ("trigger", "condemned"),
    ]


@pytest.mark.parametrize(
    ("words", "pos", "head"),
    [
        ("step down", "verb", "step"),
        ("air strike", "noun", "strike"),
        ("vote of confidence", "noun", "vote"),
        ("state of emergency", "noun", "state"),
        ("all but certainly", "adv", "certainly"),
        ("talks", "noun", "talks"),
    ],
)
def test_the_head_of_several_words(words: str, pos: str, head: str) -> None:
    parts = tuple(words.split())
    assert parts[head_word(parts, pos)] == head

"""PETRARCH's verb dictionaries as frames. The dictionary here is composed for the test."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from verbale.errors import EmptySource, SourceError
from verbale.matcher import load_lexicon
from verbale.matcher.own.verb_dictionary import Pattern, read_dictionary
from verbale.matcher.own.verb_frames import import_verbs
from verbale.matcher.own.verb_patterns import Refused, wanted, written

DICTIONARY = """\
# Composed for a test.  <!-- no comment that goes on
<!-- a comment
over two lines -->
&GOODS
+GRAIN
+OIL_   ; no plural
+SPARE_PARTS

&WASWERE_
+WAS
+WERE

--- WELCOME [051] ---
WELCOME {WELCOMES WELCOMED}   # greet
HAIL [050]
+PLAY_HOST [043:042]
- * DELEGATION OF + [045]
- * &GOODS FROM + [061]
- * WINTER [---]
- * SPRING [010]
- $ * THAT + WILL LEAVE [030]
- + &WASWERE * BY $ [051]
- WILL * + [030]
- * [xyz]
- * &NOWHERE [040]
- % * PACT [057:057]

MARVEL [051]

--- MUSE [010] ---
MUSE
RE_+THINK
- * PLAN [---]
"""


def imported(tmp_path: Path, content: str = DICTIONARY) -> tuple[dict[str, Any], Any]:
    """The frames by the note's pattern or verb, and the report."""
    file = tmp_path / "My verbs.txt"
    file.write_text(content, encoding="utf-8")
    report = import_verbs(file, tmp_path / "own")
    entries = yaml.safe_load(report.kept_in.read_text(encoding="utf-8"))["entries"]
    return {entry["note"].split(": ", 1)[1]: entry for entry in entries}, report


def test_what_is_taken(tmp_path: Path) -> None:
    frames, report = imported(tmp_path)
    assert report.kept_in.name == "my-verbs.yaml"
    assert (report.taken, report.partly, report.frames) == (11, 1, len(frames))
    delegation = frames["- * DELEGATION OF + [045]"]
    assert delegation["words"] == ["welcome", "hail", "play host"]
    assert delegation["event_type"] == "CONSULT"
    assert delegation["cameo"] == "045"
    assert delegation["roles"] == {"actor": ["subject"], "recipient": ["of"]}
    assert delegation["requires"] == {"object": {"words": ["delegation"]}, "of": {"actor": True}}


def test_what_is_not_taken_is_named_with_its_line(tmp_path: Path) -> None:
    _, report = imported(tmp_path)
    found = {int(fault.split(":")[1]): fault for fault in report.faults}
    lines = dict(enumerate(DICTIONARY.splitlines(), 1))
    refused = {
        lines[number].split("  ")[0]: fault.rsplit(": ", 1)[1] for number, fault in found.items()
    }
    assert list(found) == sorted(found)
    assert set(refused) == {
        *("- * &GOODS FROM + [061]", "- $ * THAT + WILL LEAVE [030]", "- WILL * + [030]"),
        *("- * [xyz]", "- * &NOWHERE [040]", "RE_+THINK", "- * PLAN [---]"),
    }
    assert refused["- * &GOODS FROM + [061]"] == "1 names of several words in &GOODS"


def test_verbs_with_codes_of_their_own(tmp_path: Path) -> None:
    frames, _ = imported(tmp_path)
    assert frames["HAIL [050]"]["cameo"] == "050"
    host = frames["+PLAY_HOST [043:042]"]
    assert (host["mode"], host["cameo"], host["roles"]["recipient"]) == (
        ["visit"],
        "042",
        ["subject"],
    )
    assert frames["MARVEL [051]"]["words"] == ["marvel"]


def test_no_event_is_an_exclusion(tmp_path: Path) -> None:
    frames, _ = imported(tmp_path)
    expected = {"object": {"words": ["spring", "winter"]}}
    assert frames["WELCOME {WELCOMES WELCOMED}"]["excludes"] == expected


def test_two_equal_codes_are_mutual(tmp_path: Path) -> None:
    frames, _ = imported(tmp_path)
    assert frames["- % * PACT [057:057]"]["symmetric"] is True


def test_the_folder_loads_and_a_second_import_replaces_the_first(tmp_path: Path) -> None:
    for _ in range(2):
        frames, _ = imported(tmp_path)
        lexicon = load_lexicon(tmp_path / "own")
        assert {frame.id for frame in lexicon.frames if frame.own} == {
            entry["id"] for entry in frames.values()
        }


SETS = {"GOODS": ["GRAIN", "OIL_"], "BY": ["ON", "AT"], "LONG": ["SPARE_PARTS", "RAW STEEL"]}


def asked(text: str) -> dict[str, Any]:
    """What a pattern asks, without what is as always."""
    fault: list[str] = []
    content = [*("--- X [040] ---", "X"), f"- {text} [040]"]
    found = read_dictionary(content, lambda _line, _text, why: fault.append(why))
    if fault:
        raise Refused(fault[0])
    made = wanted(found.blocks[0].patterns[0], SETS)
    return {
        "requires": made.requires,
        "recipient": made.recipient,
        **({"particle": made.particle} if made.particle else {}),
        **({"actor": made.actor} if made.actor != ["subject"] else {}),
    }


@pytest.mark.parametrize(
    ("pattern", "requires", "recipient"),
    [
        ("* +", {"object": {"actor": True}}, ["object"]),
        ("$ * WITH +", {"with": {"actor": True}}, ["with"]),
        ("* + EMBASSIES", {"object": {"words": ["embassi", "embassies", "embassy", "embassie"]}},
         ["object.poss", "object.modifier", "object.of"]),
        ("* {PEACE PLAN} FOR +", {"object": {"words": ["plan"]},
         "object.modifier": {"words": ["peace"]}, "for": {"actor": True}}, ["for"]),
        ("* TO ATTACK +", {"any": {"options": [{"to": {"words": ["attack"]}},
         {"clause": {"words": ["attack"], "marked": "to"}}]}},
         ["clause.object", "clause.with", "clause.against"]),
        ("+ WAS * BY $", {"passive": True}, ["object"]),
        ("WAS *", {"passive": True}, ["object"]),
        ("NOT * +", {"negated": True, "object": {"actor": True}}, ["object"]),
        ("HAS * +", {"object": {"actor": True}}, ["object"]),
        ("ARMY * +", {"subject": {"words": ["army"]}, "object": {"actor": True}}, ["object"]),
        ("REFUSED TO * +", {"governor": {"words": ["refus", "refuse", "refused"]},
         "object": {"actor": True}}, ["object"]),
        ("* &BY +", {}, ["on", "at"]),
    ],
)  # fmt: skip
def test_pattern(pattern: str, requires: dict[str, Any], recipient: list[str]) -> None:
    found = asked(pattern)
    for condition in (*requires.values(), *found["requires"].values()):
        if isinstance(condition, dict) and "words" in condition:
            condition["words"] = sorted(condition["words"])
    assert (found["requires"], found["recipient"]) == (requires, recipient)


def test_a_particle_and_who_owns_the_subject() -> None:
    assert asked("* UP TALKS")["particle"] == "up"
    assert asked("$ ARMY *")["actor"] == ["subject.poss", "subject.modifier", "subject"]


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("* THAT IT", "a clause"),
        ("WOULD *", "a modal"),
        ("* LIFT BIG TRADE BAN", "more than two words"),
        ("* &LONG", "all names in &LONG have several words"),
        ("* &NONE", "not defined"),
        ("* + WITH +", "two targets"),
        ("* {X +}", "a target inside"),
        ("* {X", "a brace is not closed"),
        ("* A | B", "alternatives"),
        ("* * +", "expected one *"),
        ("+", "expected one *"),
        ("ONE TWO THREE *", "several words before"),
        ("* IN TOWN IN HOUSE", "two conditions"),
        ("* A_&GOODS", "a synonym set inside a word"),
    ],
)
def test_what_is_refused(pattern: str, why: str) -> None:
    with pytest.raises(Refused, match=re.escape(why)):
        asked(pattern)


def test_plurals() -> None:
    assert "city" in written("CITIES")
    assert written("PRESS") == ("press",)
    assert "missile" in written("MISSILES")


def test_a_pattern_before_any_block_and_a_wrong_header() -> None:
    faults: list[tuple[int, str]] = []
    read_dictionary(
        ["- * + [040]", "--- X [4Z] ---", "X ???", "~ a (b) c"],
        lambda line, _text, why: faults.append((line, why)),
    )
    assert [line for line, _ in faults] == [1, 2, 3, 4]
    assert Pattern((), (), "040", 1, "").behind == ()


def test_a_file_without_verbs(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(EmptySource):
        import_verbs(tmp_path / "empty.txt", tmp_path / "own")
    with pytest.raises(SourceError):
        import_verbs(tmp_path / "nowhere.txt", tmp_path / "own")

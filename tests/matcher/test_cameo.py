"""CAMEO codes beside PLOVER: the table is whole, and both ways hold together."""

from __future__ import annotations

from typing import Any

import pytest

from verbale.matcher import default_lexicon
from verbale.matcher.cameo import CODES, CameoCode, cameo_of, plover_of
from verbale.matcher.frames import Frame
from verbale.matcher.vocabulary import CONTEXTS, EVENT_TYPES, MODES, plover


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_code_is_of_the_vocabulary(code: CameoCode) -> None:
    assert code.gloss
    assert set(code.contexts) <= set(CONTEXTS)
    if code.event_type is None:
        assert (code.modes, code.contexts, code.best) == ((), (), ())
    else:
        assert code.event_type in EVENT_TYPES
        assert set(code.modes) <= set(MODES[code.event_type])


def test_all_roots_are_there() -> None:
    assert {code[:2] for code in CODES} == {f"{number:02}" for number in range(1, 21)}
    assert {code[:3] + "0" if len(code) == 4 else code for code in CODES if code[2] == "0"} <= {
        *CODES
    }


@pytest.mark.parametrize("key", list(plover().keys()))
def test_every_type_and_mode_has_a_code(key: str) -> None:
    event_type, _, mode = key.partition("-")
    code = cameo_of(event_type, (mode,) if mode else ())
    assert code is not None
    assert key in CODES[code].best


def test_best_codes_name_what_exists_and_stand_once() -> None:
    best = [key for code in CODES.values() for key in code.best]
    assert len(set(best)) == len(best)
    known = {*plover().keys(), *(f"AGREE/{name}" for name in EVENT_TYPES)}
    for key in best:
        head, _, context = key.partition("+")
        assert head in known
        assert not context or context in CONTEXTS


RESIGNATION = "RETREAT-resign"
"""CAMEO knows leaders who go only as granted to those who demand it, which PLOVER calls CONCEDE."""


@pytest.mark.parametrize("key", sorted(set(plover().keys()) - {RESIGNATION}))
def test_there_and_back_keeps_the_type(key: str) -> None:
    event_type, _, mode = key.partition("-")
    there = plover_of(cameo_of(event_type, (mode,) if mode else ()) or "")
    assert there is not None
    assert there.event_type == event_type


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("042", ("CONSULT", ("visit",))),
        ("04", ("CONSULT", ())),
        ("1712", ("ASSAULT", ("destroy",))),
        ("0813", ("CONCEDE", ())),
        ("163", ("SANCTION", ("discontinue",))),
        ("010", None),
        ("999", None),
        ("", None),
    ],
)
def test_plover_of(code: str, expected: tuple[str, tuple[str, ...]] | None) -> None:
    found = plover_of(code)
    assert (found and (found.event_type, found.modes)) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("AID",), "070"),
        (("AID", (), ("military",)), "072"),
        (("AID", (), ("cyber", "military")), "072"),
        (("RETREAT", ("release",), ("crime",)), "0841"),
        (("PROTEST", ("strike",), ("rights_freedoms",)), "1433"),
        (("AGREE", (), (), "CONSULT"), "036"),
        (("AGREE", (), ("military",), "AID"), "0332"),
        (("AGREE", (), (), "REJECT"), "030"),
        (("ESPIONAGE",), None),
    ],
)
def test_cameo_of(arguments: tuple[Any, ...], expected: str | None) -> None:
    assert cameo_of(*arguments) == expected


def frame(**labels: object) -> Frame:
    return Frame("x", "event", (("x",),), "verb", {}, labels)


def test_the_code_of_an_event() -> None:
    visit = frame(event_type="CONSULT", mode=["visit"])
    assert plover().cameo(visit, "CONSULT", ("visit",)) == "042"
    assert plover().cameo(visit, "AGREE") == "036"
    given = frame(event_type="CONSULT", cameo="045")
    assert plover().cameo(given, "CONSULT") == "045"
    assert plover().cameo(given, "AGREE") == "036"


def test_the_codes_of_frames_are_of_the_frame_s_quad() -> None:
    """A frame may be more exact than the table, but does not turn cooperation into conflict."""
    odd = []
    for one in default_lexicon().frames:
        there = plover_of(one.label("cameo"))
        if one.kind == "event" and there is not None and there.event_type is not None:
            quads = plover().quad(one.label("event_type")), plover().quad(there.event_type)
            if quads[0].split()[1] != quads[1].split()[1]:
                odd.append((one.id, one.label("cameo"), *quads))
    assert not odd

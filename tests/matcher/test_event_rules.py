"""The codebook's rules are read strictly."""

from __future__ import annotations

import pytest

from verbale.errors import DataError
from verbale.matcher import event_rules


def test_the_rules_are_plovers() -> None:
    rules = event_rules.load_event_rules()
    assert {"plover.planned", "plover.in-absentia", "plover.protest-topic"} <= {r.id for r in rules}
    assert all(rule.when.types for rule in rules)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"id": "x", "when": {"event_type": ["MEET"]}, "then": {}}, "no event type 'MEET'"),
        (
            {"id": "x", "when": {}, "then": {"event_type": "AID", "mode": ["visit"]}},
            "AID has no mode 'visit'",
        ),
        ({"id": "x", "when": {"auxiliary": ["past"]}, "then": {}}, "auxiliary 'past'"),
        ({"id": "x", "when": {"word": ["war"]}, "then": {}}, "word"),
    ],
)
def test_a_faulty_rule_is_named(
    monkeypatch: pytest.MonkeyPatch, entry: dict[str, object], fault: str
) -> None:
    monkeypatch.setattr(event_rules, "load_yaml", lambda source, faults: {"rules": [entry]})
    with pytest.raises(DataError, match=fault):
        event_rules.load_event_rules()

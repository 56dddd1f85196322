"""What is no undertaking though its words look like one, and how far what is one has come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


def _told(found: list[Any]) -> list[tuple[str, str]]:
    return [(u.action.text, u.status) for u in found]


@pytest.mark.parametrize(
    "text",
    [
        "Norway may offer Kenya a loan.",
        "Could Egypt send troops?",
        "It is not clear whether Oman intends to sign the accord.",
        "The envoys put the odds of reaching a deal at one in ten.",
        "Before Iran signs the treaty, the parliament must vote.",
        "The council urged Chad to keep its promise.",
        "The king said nothing of a plan that the French typically offer.",
        "Analysts expect that France will send two ships.",
        "China hopes that Norway will send two ships.",
        "If France attacks, Iran will retaliate.",
        "Voters promised to come back.",
        "States agreed to share data.",
        "The Norwegian premier did not say that he planned to close the port.",
        "There is no evidence that Chad plans to close the port.",
        "Germany did not want to agree to it.",
        "France sought to close the port.",
        "Norway can guarantee to open the port.",
        "President Emmanuel Macron will do a fine job.",
        "Iran carried out an attack.",
    ],
)
def test_binds_nobody(find: Find, text: str) -> None:
    assert _told(find("undertaking", text)) == []


@pytest.mark.parametrize(
    ("text", "action", "status"),
    [
        ("France promised not to close the port.", "close the port", "rejected"),
        ("France didn’t intend to close the port.", "close the port", "rejected"),
        ("Iran has no plans to close the port.", "close the port", "rejected"),
        (
            "Iran will begin talks with Chad on Monday.",
            "begin talks with Chad on Monday",
            "announced",
        ),
        ("Norway said it was closing the port.", "closing the port", "announced"),
        ("Norway pulled out of the accord.", "the accord", "abandoned"),
        ("Chad put the sale on hold.", "the sale", "delayed"),
        ("Under no circumstances will Iran close the port.", "close the port", "rejected"),
        ("Chile is nearing a deal.", "a deal", "proposed"),
        ("Chad took steps to protect the cables.", "protect the cables", "begun"),
        ("Norway assured Chad that it would close the port.", "close the port", "announced"),
    ],
)
def test_how_far(find: Find, text: str, action: str, status: str) -> None:
    assert (action, status) in _told(find("undertaking", text))


def test_hearsay_is_told_as_such(find: Find) -> None:
    (found,) = find("undertaking", "Iran is said to be planning to close the port.")
    assert found.status == "announced"
    assert "hypothetical" in found.auxiliary


def test_we_is_the_state_or_body_of_the_speaker(find: Find) -> None:
    (found,) = find("undertaking", "“We will send two ships,” President Emmanuel Macron said.")
    assert [(p.actor, p.country) for p in found.parties] == [("country:FRA", "FRA")]
    (found,) = find("undertaking", "“We are ready to talk,” Hamas spokesman Sami Abu Zuhri said.")
    assert [p.name for p in found.parties] == ["Hamas"]


def test_a_promise_of_another_is_told_of_him(find: Find) -> None:
    text = "The Norwegian foreign minister promised that Norway would close the port."
    (found,) = find("undertaking", text)
    assert [p.actor for p in found.parties] == ["country:NOR"]


def test_who_speaks_for_whom(find: Find) -> None:
    text = "France will send two ships, the Kenyan foreign minister said."
    assert find("undertaking", text) == []
    (found,) = find("undertaking", "Kenya will send two ships, the Kenyan foreign minister said.")
    assert [p.actor for p in found.parties] == ["country:KEN"]


def test_money_and_to_whom(find: Find) -> None:
    (found,) = find("undertaking", "Norway pledged $40 million in aid to Malawi.")
    assert (found.money.value, found.money.unit) == (4e7, "USD")
    assert [c.country for c in found.counterparties] == ["MWI"]
    (found,) = find("undertaking", "France plans to close the embassy.")
    assert found.money is None


@pytest.mark.parametrize(
    ("text", "action", "condition"),
    [
        ("France will send two ships only if Mali frees the men.", "send two ships", "only if Mali frees the men"),
        ("Unless Mali frees the men, France will not send two ships.", "send two ships", "Unless Mali frees the men"),
        ("France will send two ships on condition that Mali frees the men.", "send two ships", "on condition that Mali frees the men"),
        ("Iran agreed to close the site in exchange for aid.", "close the site", "in exchange for aid"),
        ("France will send two ships.", "send two ships", None),
        ("The rebels said they were ready to free the men if the army left.", "free the men", "if the army left"),
    ],
)  # fmt: skip
def test_condition(find: Find, text: str, action: str, condition: str | None) -> None:
    (found,) = find("undertaking", text)
    assert found.action.text == action
    assert (found.condition.text if found.condition else None) == condition


def test_parts_by_example_and_under_a_plan(find: Find) -> None:
    text = "Japan announced steps such as opening a port and cutting tariffs."
    umbrella, *parts = find("undertaking", text)
    assert [p.action.text for p in parts] == ["opening a port", "cutting tariffs"]
    assert all(p.links[0].record == umbrella.id for p in parts)
    text = "Iceland announced a plan. Under the plan, Iceland would buy two ships."
    plan, bought = find("undertaking", text)
    assert bought.action.text == "buy two ships"
    assert [(k.type, k.record) for k in bought.links] == [("part-of", plan.id)]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("France promises to retaliate but has not told how.", "retaliate"),
        ("France has no intention to attack or invade Chad.", "attack or invade Chad"),
        ("France promised to close the port, which lies in the north.", "close the port"),
        ("France promised to close the port, with a loan being raised by Kenya.", "close the port"),
        ("The junta gave assurances that the port would reopen.", "the port would reopen"),
        ("Japan struck a deal with Fiji to train pilots.", "a deal with Fiji to train pilots"),
    ],
)
def test_the_words_of_the_action(find: Find, text: str, action: str) -> None:
    (found,) = find("undertaking", text)
    assert found.action.text == action

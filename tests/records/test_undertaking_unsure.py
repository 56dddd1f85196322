"""What is told in passing, by others, or of somebody only partly named is no undertaking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    "text",
    [
        "The report showed that Kenya made the decision to close the port.",
        "The lawmakers attacked a deal signed by Kenya.",
        "The diplomats described a policy in which Kenya is willing to close the port.",
        "Kenya is reluctant to send ships to Somalia.",
        "Members of the governing coalition promised that the port would reopen.",
    ],
)
def test_unsure(find: Find, text: str) -> None:
    assert [u.action.text for u in find("undertaking", text)] == []


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Kenya is willing to send ships to Somalia.", "send ships to Somalia"),
        ("Kenya and Somalia agreed to reopen the border.", "reopen the border"),
        ("Japan struck a deal with Fiji to train pilots.", "a deal with Fiji to train pilots"),
        ("Kenya's decision to close the port was criticised.", "close the port"),
    ],
)
def test_still_told(find: Find, text: str, action: str) -> None:
    assert [u.action.text for u in find("undertaking", text)] == [action]

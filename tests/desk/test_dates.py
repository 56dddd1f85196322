"""First and last days of EDTF dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.desk.dates import bounds

BOUNDS = [
    ("2024-07-28", ("2024-07-28", "2024-07-28")),
    ("2024-07-28T10:00:00Z", ("2024-07-28", "2024-07-28")),
    ("2024-02", ("2024-02-01", "2024-02-29")),
    ("2023-02", ("2023-02-01", "2023-02-28")),
    ("2024", ("2024-01-01", "2024-12-31")),
    ("2024?", ("2024-01-01", "2024-12-31")),
    ("2024-07-28~", ("2024-07-28", "2024-07-28")),
    ("202X", ("2020-01-01", "2029-12-31")),
    ("2024-XX", ("2024-01-01", "2024-12-31")),
    ("2024-07-XX", ("2024-07-01", "2024-07-31")),
    ("2024-22", ("2024-06-01", "2024-08-31")),
    ("2024-33", ("2024-01-01", "2024-03-31")),
    ("2024-36", ("2024-10-01", "2024-12-31")),
    ("2024-41", ("2024-07-01", "2024-12-31")),
    ("2024-07-28/2024-08", ("2024-07-28", "2024-08-31")),
    ("2024-07/..", ("2024-07-01", "9999-12-31")),
    ("../2024-07", ("0000-01-01", "2024-07-31")),
    ("[2024-07-28,2024-07-30]", ("2024-07-28", "2024-07-30")),
    ("{2023..2024}", ("2023-01-01", "2024-12-31")),
]
NONE = [
    "",
    "soon",
    "2024-13",
    "2024-07-32",
    "2023-02-29",
    "2024-00",
    "2024-08/2024-07",
    "../..",
    "28",
]


@pytest.mark.parametrize(("value", "days"), BOUNDS)
def test_bounds(value: str, days: tuple[str, str]) -> None:
    assert bounds(value) == days


@pytest.mark.parametrize("value", NONE)
def test_no_date(value: str) -> None:
    assert bounds(value) is None


@given(st.text("0123456789X-/.,?~%[]{}T ", max_size=24))
def test_any_text_is_a_range_or_nothing(value: str) -> None:
    days = bounds(value)
    assert days is None or days[0] <= days[1]


@given(st.dates())
def test_every_day_is_itself(day: object) -> None:
    assert bounds(str(day)) == (str(day), str(day))

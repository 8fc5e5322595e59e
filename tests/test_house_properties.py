"""How often a property is asked: all its examples in the whole run, some in the quick part, never none."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import properties
from tests.support.properties import ALL, QUICKLY, examples


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the tests to come the number of examples that this run asks for."""
    before = settings.default
    yield
    settings.register_profile("xlscore", before)
    settings.load_profile("xlscore")


@pytest.mark.parametrize(
    ("quick", "own", "asked"),
    [(False, 60, 60), (False, 2, 2), (True, 100, QUICKLY), (True, 150, 30), (True, 60, 12), (True, 2, 1), (True, 1, 1)],
)  # fmt: skip
def test_a_property_with_a_number_of_its_own_is_asked_its_share(quick: bool, own: int, asked: int) -> None:
    properties.load(quick=quick)

    assert examples(own) == asked


@pytest.mark.parametrize(("quick", "asked"), [(False, ALL), (True, QUICKLY)])
def test_a_property_without_one_is_asked_as_often_as_the_run_says(quick: bool, asked: int) -> None:
    properties.load(quick=quick)

    assert len(seen()) == asked


def test_this_run_asks_quickly_only_where_the_slow_tests_are_left_out(request: pytest.FixtureRequest) -> None:
    quick = "not slow" in request.config.option.markexpr
    times = int(os.environ.get("XLSCORE_NEW_EXAMPLES") or 1)

    assert settings.default.max_examples == (QUICKLY if quick else ALL) * times


def seen() -> list[int]:
    numbers: list[int] = []

    @given(st.integers())
    def holds(number: int) -> None:
        numbers.append(number)

    holds()
    return numbers


def test_a_run_asks_what_the_one_before_it_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XLSCORE_NEW_EXAMPLES", raising=False)
    properties.load(quick=True)

    first, second = seen(), seen()

    assert first == second


def test_a_search_for_faults_asks_more_and_others_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLSCORE_NEW_EXAMPLES", "3")
    properties.load(quick=True)

    first, second = seen(), seen()

    assert len(first) == 3 * QUICKLY
    assert first != second

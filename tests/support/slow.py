"""Which of a test's cases take long: they are marked `slow`, the others stay in the quick part."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Sequence
from typing import Any

import pytest


def dear(cases: Iterable[Any], slow: Container[Any]) -> list[Any]:
    """Return a test's cases, those marked that are dear."""
    return [pytest.param(case, marks=[pytest.mark.slow] * (case in slow)) for case in cases]


def some(cases: Sequence[Any], one_in: int) -> Sequence[Any]:
    """Return one in so many of the cases; all of them, some ten minutes, where XLSCORE_EVERY_CELL is set."""
    return cases if os.environ.get("XLSCORE_EVERY_CELL") else cases[::one_in]

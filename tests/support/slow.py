"""Which of a test's cases take long: they are marked `slow`, the others stay in the quick part."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

import pytest


def dear(cases: Iterable[Any], slow: Container[Any]) -> list[Any]:
    """Return a test's cases, those marked that are dear."""
    return [pytest.param(case, marks=[pytest.mark.slow] * (case in slow)) for case in cases]

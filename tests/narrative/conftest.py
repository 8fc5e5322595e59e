"""Tests of what the sample workbooks know are for one worker: to read all of a workbook takes a second or two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import ModuleType

import pytest

_KNOWN_IN = frozenset({"tests.narrative.said", "tests.support.score_narrative"})


@cache
def _asks_the_samples(module: ModuleType) -> bool:
    return not _KNOWN_IN.isdisjoint(getattr(each, "__module__", "") for each in vars(module).values())


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Put every test of a module that asks what the samples know into one group."""
    for item in items:
        module = getattr(item, "module", None)
        if module is not None and _asks_the_samples(module):
            item.add_marker(pytest.mark.xdist_group("samples-known"))

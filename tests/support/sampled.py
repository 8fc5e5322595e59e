"""A plugin for pytest: ask only the first tests of each file, one case of each.

    python -m pytest -p tests.support.sampled -m "not slow"

What differs between two Pythons is seldom one rule's answer: it is what a module imports, how a class is made, what a library does.
So every module is imported, its examples are asked, and something of it is run.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import pytest

OF_A_FILE: Final = 3


@pytest.hookimpl(trylast=True)  # when those that are not asked at all are gone
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the first case of each file's first tests, and all examples of the documentation."""
    asked: dict[str, set[str]] = defaultdict(set)
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        file, _, name = item.nodeid.partition("::")
        test = name.partition("[")[0]
        first = isinstance(item, pytest.DoctestItem) or (
            test not in asked[file] and len(asked[file]) < OF_A_FILE
        )
        asked[file].add(test)
        (kept if first else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)

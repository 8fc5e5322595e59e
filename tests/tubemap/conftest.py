"""Drawings that many tests look at, each made once for a pytest worker."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.tubemap_samples import sample_drawing
from xlscore.tubemap import Drawing


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests that share a drawing on one worker, so that each drawing is made once; it takes its time."""
    for item in items:
        if "drawing_of" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("tubemap"))
            item.add_marker("slow")


@pytest.fixture(scope="session")
def drawing_of() -> Callable[..., Drawing]:
    """The drawing of a sample map by its name."""
    return sample_drawing

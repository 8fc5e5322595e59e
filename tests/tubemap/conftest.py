"""Drawings that many tests look at, each made once for a pytest worker."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.searched_once import search_once
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
    """The drawing of a sample map by its name, searched for at length whoever asks."""

    def made(name: str, page: str = "A4") -> Drawing:
        with pytest.MonkeyPatch.context() as patched:
            search_once(patched)
            return sample_drawing(name, page)

    return made


@pytest.fixture(autouse=True)
def each_map_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the layout of a map that another test had searched already."""
    search_once(monkeypatch)


@pytest.fixture
def searched_briefly(each_map_is_searched_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search maps briefly: for tests of what is drawn that ask of the layout only that there is one."""
    search_once(monkeypatch, briefly=True)

"""What the tests of the command line share."""

from __future__ import annotations

import pytest

from tests.cli.demo import Shown, show
from tests.support.searched_once import search_once


@pytest.fixture(autouse=True)
def each_map_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search the layout of a map briefly, and take the one that another test had searched already."""
    search_once(monkeypatch, briefly=True)


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """A demo that was run."""
    return show(tmp_path_factory.mktemp("shown") / "demo")

"""What every test may ask for: LibreOffice, the real published files, and a clean environment."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import groups, properties
from tests.support.chromium import Chromium
from tests.support.functions_office import FunctionsOffice
from tests.support.libreoffice import Office
from tests.support.postgres import new_database
from tests.support.tools import ROOT, require_shared

ASKED_BY = {
    "libreoffice": {"office", "functions_office"},
    "chromium": {"chromium"},
    "shared": {"shared_dir"},
}
UNDER_LIBREOFFICES_PYTHON = {"office_server.py", "office_calls.py"}
SLOW_EXAMPLES = {"xlscore.tubemap", "xlscore.tubemap.drawing.draw"}  # a map's layout is searched for


def _quick(config: pytest.Config) -> bool:
    return "not slow" in config.option.markexpr


def pytest_configure(config: pytest.Config) -> None:
    """Hand tests out by their groups, and ask each property fewer examples where the slow tests are left out."""
    config.pluginmanager.register(groups)
    properties.load(quick=_quick(config))


def pytest_collection_finish() -> None:
    """Search for garbage seldom, and never among the thousands of tests and their modules: they stay to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave helpers alone when doctests are looked for: some change the platform of the process they are run in."""
    if collection_path.suffix != ".py" or ROOT / "tests" not in collection_path.parents:
        return None
    if collection_path.parent.name == "support":
        return collection_path.name in UNDER_LIBREOFFICES_PYTHON or None
    return not collection_path.name.startswith("test_") or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by the judge or the files that its fixtures ask, so that they can be left out by name."""
    for item in items:
        if isinstance(item, pytest.DoctestItem) and item.name in SLOW_EXAMPLES:
            item.add_marker("slow")
        asked = getattr(item, "fixturenames", ())
        for mark, fixtures in ASKED_BY.items():
            if not fixtures.isdisjoint(asked):
                item.add_marker(mark)


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty store of counts is: each test is asked of both databases."""
    if request.param == "sqlite":
        yield str(tmp_path / "shared.sqlite")
    else:
        with new_database() as address:
            yield address


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of real published files and references beside the project; without it, see tests.support.tools."""
    return require_shared()


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """LibreOffice as a colleague without the add-in has it: our worksheet functions are unknown to it."""
    running = Office()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """A web browser with one page."""
    with Chromium() as running:
        yield running


@pytest.fixture(scope="session")
def functions_office() -> Iterator[FunctionsOffice]:
    """LibreOffice as a colleague with the add-in has it: cells compute our worksheet functions."""
    running = FunctionsOffice()
    yield running
    running.stop()

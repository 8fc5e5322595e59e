"""What every test may ask for: LibreOffice, the real published files, and a clean environment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.functions_office import FunctionsOffice
from tests.support.libreoffice import Office
from tests.support.tools import ROOT

# These run under LibreOffice's Python.
collect_ignore = ["support/office_server.py", "support/office_calls.py"]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of real published files and references beside the project; skips where there is none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("No folder of published files beside the project.")
    return folder


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """LibreOffice as a colleague without the add-in has it: our worksheet functions are unknown to it."""
    running = Office()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def functions_office() -> Iterator[FunctionsOffice]:
    """LibreOffice as a colleague with the add-in has it: cells compute our worksheet functions."""
    running = FunctionsOffice()
    yield running
    running.stop()

"""A plugin for pytest: measure what the quick tests run, and of the dear ones those of some folders, each test by its first case.

    XLSCORE_MEASURED="tests/cli tests/papers" python -m pytest -p tests.support.measured --cov …

A test that is measured takes twice its time, so that to measure every case of every test would take as long again as the whole run and
tell little that is new. Measuring is on while modules are imported, and then, in this process and in those that a test starts, while
a test asks that needs no outside judge and is quick, or lies in one of the folders. Of a test with many cases the first is measured, and
of a property none of the examples.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any, Final

import coverage
import pytest

_CHILDREN: Final = "COVERAGE_PROCESS_CONFIG"
"""What coverage tells the processes that a test starts; without it they are not measured."""
_JUDGES: Final = ("libreoffice", "validator", "chromium")
_SLOW, _SHARED, _PROPERTY = "slow", "shared", "hypothesis"


class Measured:
    """Coverage of this process: on while tests are collected, then off but for the tests that are measured."""

    def __init__(self, coverage_here: coverage.Coverage, folders: list[str]) -> None:
        self._coverage, self._folders = coverage_here, tuple(f"{folder.rstrip('/')}/" for folder in folders)
        self._for_children = os.environ.get(_CHILDREN)
        self._asked: set[str] = set()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Choose the tests that are measured, and stop measuring: all modules are imported."""
        first: dict[str, str] = {}
        for item in session.items:
            if self._is_asked(item):
                first.setdefault(item.nodeid.partition("[")[0], item.nodeid)
        self._asked = set(first.values())
        self._off()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Measure a test that is to be measured."""
        if item.nodeid not in self._asked:
            return (yield)
        if self._for_children is not None:
            os.environ[_CHILDREN] = self._for_children
        self._coverage.start()
        try:
            return (yield)
        finally:
            self._off()

    def _is_asked(self, item: pytest.Item) -> bool:
        marks = {mark.name for mark in item.iter_markers()}
        if _PROPERTY in marks or not marks.isdisjoint(_JUDGES):
            return False
        if _SLOW not in marks:
            return True
        return item.nodeid.startswith(self._folders) and _SHARED not in marks

    def _off(self) -> None:
        self._coverage.stop()
        os.environ.pop(_CHILDREN, None)


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Take coverage over in each process that pytest measures."""
    here = coverage.Coverage.current()
    # A worker measures twice: pytest-cov begins as in a run of one process, and again as a worker, on top.
    while (one := coverage.Coverage.current()) is not None:
        one.stop()
    if here is not None:
        here.start()
        session.config.pluginmanager.register(Measured(here, os.environ.get("XLSCORE_MEASURED", "").split()))

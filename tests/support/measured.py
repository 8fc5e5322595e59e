"""Measures of a whole run what its quick tests run, and the command line's slow ones, which start the commands.

    python -m pytest -p tests.support.measured --cov --cov-report=json:coverage.json

The slow tests and those that ask outside programs would take twice as long to find the same lines: while such a test
runs, nothing is noted, in the processes that it starts neither.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, Final

import pytest

OUTSIDE: Final = frozenset({"libreoffice", "validator", "chromium", "shared", "spark"})
HANDED_DOWN: Final = "COVERAGE_PROCESS_CONFIG"
"""The name under which coverage.py tells started processes to note what they run."""


def is_measured(path: PurePath, marks: Collection[str]) -> bool:
    """Return whether what a test runs is noted, by the file that it stands in and the names of its marks.

    >>> is_measured(PurePath("tests/books/test_books.py"), {"cases"})
    True
    >>> is_measured(PurePath("tests/books/test_books.py"), {"slow"})
    False
    >>> is_measured(PurePath("tests/cli/test_cli_new.py"), {"slow"})
    True
    """
    return not OUTSIDE.intersection(marks) and ("slow" not in marks or path.parent.name == "cli")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Note nothing while a test runs that is not measured."""
    if is_measured(item.path, {mark.name for mark in item.iter_markers()}):
        return (yield)
    with unmeasured():
        return (yield)


@contextmanager
def unmeasured() -> Iterator[None]:
    """Stop coverage.py, here and for processes to be started, and let it go on afterwards."""
    from coverage import Coverage

    running, handed_down = Coverage.current(), os.environ.pop(HANDED_DOWN, None)
    if running is not None:
        running.stop()
    try:
        yield
    finally:
        if handed_down is not None:
            os.environ[HANDED_DOWN] = handed_down
        if running is not None:
            running.start()

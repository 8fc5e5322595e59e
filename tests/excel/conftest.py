"""What the tests of the ribbon share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.excel.pressing import end_lanes


@pytest.fixture(scope="session", autouse=True)
def lanes_end() -> Iterator[None]:
    """End the processes in which buttons were pressed."""
    yield
    end_lanes()

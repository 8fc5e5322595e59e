"""Where an empty store of counts is, in either database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgres import new_database


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty store is: each test is asked of both databases."""
    if request.param == "sqlite":
        yield str(tmp_path / "book.counts.sqlite")
    else:
        with new_database() as address:
            yield address

"""What an action answers, without its sheets: for tests that read the answer alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from unittest.mock import patch

import xlwings as xw

A = TypeVar("A")


def answered(action: Callable[..., A], book: xw.Book, **asked: Any) -> A:
    """Return what an action answers when all is planned and nothing is written: most of its time goes into its sheets' looks."""
    with patch("xlscore.books.plan.action.write", return_value=()):
        return action(book, **asked)

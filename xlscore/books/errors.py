"""The exception of the workbooks: a table that is missing, there twice, or an action that cannot be done on this book."""

from __future__ import annotations

from xlscore.errors import XlscoreError

__all__ = ["BookError"]


class BookError(XlscoreError):
    """Say in one sentence what the workbook lacks or has twice, and what to do."""

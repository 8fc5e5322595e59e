"""The exception of papers: one that cannot be written, refreshed or found again."""

from __future__ import annotations

from xlscore.errors import XlscoreError

__all__ = ["PaperError"]


class PaperError(XlscoreError):
    """A paper that cannot be written, refreshed or found again."""

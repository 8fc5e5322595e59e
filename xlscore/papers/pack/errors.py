"""The exception of the data pack: a workbook with nothing to publish, or a pack that would say what is not for the public."""

from __future__ import annotations

from xlscore.errors import XlscoreError

__all__ = ["PackError"]


class PackError(XlscoreError):
    """Say in one sentence why there is no data pack, and what to do."""

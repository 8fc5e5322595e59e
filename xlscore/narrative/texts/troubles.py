"""What is refused of a document that cannot be read at all."""

from __future__ import annotations

from xlscore.errors import XlscoreError

__all__ = ["UnreadableTextError"]


class UnreadableTextError(XlscoreError):
    """A document of which no sentence can be read; the sentence says why and what to do."""

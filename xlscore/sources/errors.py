"""What is raised of an outside file that cannot be read: nothing of a call is written then."""

from __future__ import annotations

from xlscore.errors import XlscoreError

__all__ = ["NotCountedError", "SourceError"]


class SourceError(XlscoreError):
    """An outside file cannot be read, or is none that `import` knows; the sentence says what to do."""


class NotCountedError(SourceError):
    """What counts rows could not read them; they are then read line by line, or the file is refused."""

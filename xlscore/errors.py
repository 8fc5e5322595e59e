"""The root of every exception that xlscore raises on purpose.

It stands below all packages so that `rules` and `ooxml`, which do not know each other, share one
tree. The whole tree is drawn in `xlscore.rules.problems`.
"""

from __future__ import annotations

__all__ = ["XlscoreError"]


class XlscoreError(Exception):
    """Say in one sentence what is wrong and what to do; never shown as a traceback."""

    @property
    def sentence(self) -> str:
        """Return the reason as one sentence for a person."""
        return str(self)

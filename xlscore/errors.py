"""The root of every exception that xlscore raises on purpose.

It stands below all packages so that `rules` and `ooxml`, which do not know each other, share one
tree. The whole tree is drawn in `xlscore.rules.problems`. Beside it stands whose words a message uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

__all__ = ["XlscoreError", "commands_typed", "lane_words"]

_TYPED: Final = ContextVar("commands are typed", default=False)


@contextmanager
def commands_typed() -> Iterator[None]:
    """Have messages name commands and their options meanwhile: whoever acts types them."""
    before = _TYPED.set(True)
    try:
        yield
    finally:
        _TYPED.reset(before)


def lane_words(pressed: str, typed: str) -> str:
    """Return what a message says to do: at a button, in a page and from Python, or where commands are typed.

    Not for what is written into a workbook: whoever opens it next may act elsewhere.

    >>> with commands_typed():
    ...     lane_words("Press Refresh all.", "Run: xlscore refresh"), lane_words("", "or use --to")
    ('Run: xlscore refresh', 'or use --to')
    >>> lane_words("Press Refresh all.", "Run: xlscore refresh")
    'Press Refresh all.'
    """
    return typed if _TYPED.get() else pressed


class XlscoreError(Exception):
    """Say what is wrong and what to do, as sentences apart where each has one; never shown as a traceback.

    >>> error = XlscoreError("'Fair' is not a grade.", "Use Good or N/A.")
    >>> error.sentence, error.what, error.do
    ("'Fair' is not a grade; use Good or N/A.", "'Fair' is not a grade.", 'Use Good or N/A.')
    """

    def __init__(self, what: str = "", do: str = "") -> None:
        super().__init__(_joined(what, do))
        self.what = what
        self.do = do

    @property
    def sentence(self) -> str:
        """Return the reason, and what to do, as one sentence for a person."""
        return str(self)


def _joined(what: str, do: str) -> str:
    if not do:
        return what
    if what.endswith("?"):
        return f"{what} {do}"
    # A first word that is written in capitals (TRUE, MSG) keeps them within the sentence.
    goes_on = do if do[:2].isupper() else do[:1].lower() + do[1:]
    return f"{what.removesuffix('.')}; {goes_on}"

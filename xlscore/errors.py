"""The root of every exception that xlscore raises on purpose.

It stands below all packages so that `rules` and `ooxml`, which do not know each other, share one
tree. The whole tree is drawn in `xlscore.rules.problems`.
"""

from __future__ import annotations

__all__ = ["XlscoreError"]


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
    # A first word that is written in capitals (TRUE, MSG) keeps them within the sentence.
    goes_on = do if do[:2].isupper() else do[:1].lower() + do[1:]
    return f"{what.removesuffix('.')}; {goes_on}"

"""What stands around a figure without being part of it: footnotes, forms of signs and spaces, marks that there is none."""

from __future__ import annotations

import re
from typing import Final

from xlscore.rules.words import is_missing_mark, tidy

__all__ = ["says_no_figure", "undressed"]

_MINUS: Final = dict.fromkeys(map(ord, "−–‐‑‒﹣－"), "-")
_GROUPED: Final = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_FOOTNOTE: Final = re.compile(
    r"(?:(?<!m)[²³]|[¹⁰⁴-⁹ᵃ-ᶻ])|(?<=[\d%)\w.])\s?(?:[*†‡§]+|\[(?:\d{1,2}|[a-z]|note \d{1,2})\])(?=\.?$)",
    re.IGNORECASE,
)
_FOOTNOTE_DIGITS: Final = re.compile(r"(?:(?<=%)|(?<=[^\W\d_]{4}))\d{1,2}$")
_ABBREVIATED: Final = re.compile(
    r"\b(?:pop|popn|hrs?|mins?|secs?|yrs?|wks?|mths?|pts?|veh|kms?|avg|approx|p|pp)\.$", re.IGNORECASE
)
_MISSING: Final = re.compile(
    r"n(?:\s?/\s?a\b|\.a\.).*|\(?(?:small numbers?|numbers? too small|too small to (?:say|report|rank)|not (?:yet )?(?:available|applicable|known|published)|"
    r"(?:data|figures?|rank|position) not (?:yet )?available|no data|suppressed|n/k|unknown|no target(?: set)?|not set|none(?: set)?|t\.?b\.?[cad]\.?)\)?\.?|\[[xczu]\]",
    re.IGNORECASE,
)


def says_no_figure(text: str) -> bool:
    """Return whether a text says that there is no figure: N/A with its reason or without, a dash, small numbers.

    >>> says_no_figure("N/A - already better than average."), says_no_figure("(Small numbers)"), says_no_figure("many")
    (True, True, False)
    """
    return is_missing_mark(text) or _MISSING.fullmatch(tidy(text).translate(_MINUS)) is not None


def undressed(text: str) -> str:
    """Return a text with its signs and spaces in one form, without footnotes and the full stop at its end.

    >>> undressed("\u22121\u00a0903 offences2."), undressed("51.2%*")
    ('-1,903 offences', '51.2%')
    """
    said = tidy(_GROUPED.sub(",", text).translate(_MINUS))
    said = tidy(_FOOTNOTE.sub("", said))
    if said.endswith(".") and not said.endswith("..") and not _ABBREVIATED.search(said):
        said = said[:-1].rstrip()
    return _FOOTNOTE_DIGITS.sub("", said)

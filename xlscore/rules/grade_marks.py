"""What people hang on a grade and how they shorten its name: an arrow, a footnote, "Req. Imp."."""

from __future__ import annotations

import re
from itertools import product
from typing import Final

from xlscore.rules.words import key

__all__ = ["ARROW", "bare_grade", "full_name_key"]

ARROW: Final = r"(?:[←-⇿▲△▴►▶▷▸▼▽▾◄◀◁◂⬅-⬇➔-➾]\ufe0f?)"
_MARKS: Final = re.compile(
    rf"(?<=[\w.])(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]|{ARROW}|[*†‡¹²³⁰-⁹.]))+\s*$|^\s*{ARROW}+(?=\s*\w)"
)
"""When the grade was given, a mark of a footnote, a full stop, an arrow that says where it came from."""
_LONGEST: Final = 200
"""No grade with what hangs on it is longer; a long text is not looked through for marks."""

_IMPROVE: Final = (
    *("r.i", "requireimprovement", "requiringimprovement", "requiredimprovement", "improvementrequired"),
    *map("".join, product(("req", "reqs", "requires"), ("", "."), ("imp", "improv", "improvement"))),
)
_SHORTENED: Final = {
    "outst": key("Outstanding"),
    "adeq": key("Adequate"),
    "inad": key("Inadequate"),
    **dict.fromkeys(_IMPROVE, key("Requires Improvement")),
}


def bare_grade(typed: str) -> str:
    """Return what was typed without what hangs on it.

    >>> bare_grade("Good (March 2017)"), bare_grade("RI ↓*"), bare_grade("▲ O"), bare_grade("...")
    ('Good', 'RI', ' O', '...')
    """
    return (_MARKS.sub("", typed) if len(typed) < _LONGEST else typed) or typed


def full_name_key(compact: str) -> str:
    """Return the name, as it is compared, of a grade that people shorten; of any other text the text.

    >>> full_name_key("req.imp"), full_name_key("ri")
    ('requiresimprovement', 'ri')
    """
    return _SHORTENED.get(compact, compact)

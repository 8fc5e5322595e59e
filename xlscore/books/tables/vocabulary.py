"""Reading a heading: what its words are without the dress, and which period it speaks of."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from xlscore.rules.words import tidy

__all__ = [
    "NUMBERED_CYCLE",
    "Period",
    "column_key",
    "cycle_key",
    "full_key",
    "heading_text",
    "is_only_a_period",
    "period_of",
    "said",
]

NUMBERED_CYCLE: Final = "numbered cycle"
"""What "Cycle 12" is as a heading; "Cycle" alone heads a column of cycles."""

Period = tuple[int, int]
"""A heading's period, to be compared: year and month, or 0 and the number of the cycle."""

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE_AT_END: Final = re.compile(
    rf"(?:\s+(?:data|as at|as of|at|to|in|agreed|month|dated|ye|year ending|{_MONTH}|\d{{1,2}}(?:st|nd|rd|th)?|(?:19|20)?\d\d|q[1-4]))+$"
)
_DATE_IN_FRONT: Final = re.compile(
    rf"^(?:(?:{_MONTH}|(?:19|20)\d\d|\d\d?(?=\s+{_MONTH}))\s+)+(?:\d\d\s+)?(?=[a-z])"
)
_HAS_DATE: Final = re.compile(rf"\b(?:{_MONTH}|(?:19|20)\d\d|q[1-4])\b")
_MONTH_AND_YEAR: Final = re.compile(rf"\b({_MONTH})\b\s*((?:19|20)?\d\d)\b")
_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\b")
_CYCLE: Final = re.compile(r"\bcycle\s*(?:no\s*)?(\d{1,3})\b")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_FOOTNOTE: Final = re.compile(r"(?<=[a-z])\s*\d{1,2}(?:\s*,\s*\d{1,2})*$|[¹²³⁰-⁹]+$")
_APOSTROPHE: Final = re.compile(r"['’`]")
_NOT_A_WORD: Final = re.compile(r"[^0-9a-z%]+")


def heading_text(value: object) -> str:
    """Return a heading as text: a date as its month and year, a number as it shows.

    >>> heading_text(datetime.datetime(2020, 1, 1)), heading_text(2019.0), heading_text(None)
    ('Jan 2020', '2019', '')
    """
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return f"{_MONTHS[value.month - 1].capitalize()} {value.year}"
    if isinstance(value, (int, float)):
        return f"{value:g}" if abs(value) < 1e15 else str(value)
    return tidy(str(value))


def _words(text: str) -> str:
    plain = unicodedata.normalize("NFKC", tidy(text.replace("_", " "))).casefold()
    return _NOT_A_WORD.sub(" ", _APOSTROPHE.sub("", plain)).strip()


@lru_cache(maxsize=8192)  # every cell of the first rows is asked about for every kind of table
def column_key(text: str) -> str:
    """Return a heading's words without case, punctuation, notes in brackets, footnote digits, dates at the end.

    >>> column_key("Oct 2019 position"), column_key("Jan-20 position")
    ('position', 'position')
    >>> column_key("FORCE\\nRedline 2 (recommended grade)"), column_key("redline_feb_2019"), column_key("Board's Final Grade¹")
    ('force redline', 'redline', 'boards final grade')
    """
    plain = tidy(text.replace("_", " "))
    if _CYCLE.search(_words(plain)):
        return _words(_BRACKETS.sub(" ", plain)) or _words(plain)
    bare = _words(_FOOTNOTE.sub("", _BRACKETS.sub(" ", plain).strip())) or _words(plain)
    if _HAS_DATE.search(bare):
        bare = _DATE_AT_END.sub("", f" {bare}").strip() or bare
        bare = _DATE_IN_FRONT.sub("", bare)
    return _FOOTNOTE.sub("", bare).strip() or bare


@lru_cache(maxsize=4096)
def full_key(text: str) -> str:
    """Return a heading's words with its digits: "Theme 1" may be a theme's name, where "Theme" is a heading.

    >>> full_key("Theme 1"), full_key("Theme (see note)")
    ('theme 1', 'theme')
    """
    return _words(_BRACKETS.sub(" ", tidy(text)))


@lru_cache(maxsize=4096)
def cycle_key(text: str) -> str:
    """Return a heading's words without the number of its cycle, "" for a heading without one.

    >>> cycle_key("Cycle 12 Final Grade"), cycle_key("Cycle 13"), cycle_key("Final grade")
    ('final grade', 'numbered cycle', '')
    """
    words = column_key(text)
    return (_CYCLE.sub("", words).strip() or NUMBERED_CYCLE) if _CYCLE.search(words) else ""


@lru_cache(maxsize=4096)
def period_of(text: str) -> Period | None:
    """Return the period that a heading names, None for none.

    >>> period_of("position_oct_2019"), period_of("Cycle 12 final grade"), period_of("Position")
    ((2019, 10), (0, 12), None)
    """
    words = _words(text)
    cycle = _CYCLE.search(words)
    if cycle:
        return 0, int(cycle[1])
    dated = _MONTH_AND_YEAR.search(words)
    if dated:
        year = int(dated[2])
        return year if year > 99 else 2000 + year, _MONTHS.index(dated[1][:3]) + 1
    year_only = _YEAR.search(words)
    return (int(year_only[1]), 0) if year_only else None


def is_only_a_period(text: str) -> bool:
    """Return whether a heading is a date, a year, a number or a cycle and nothing else.

    >>> is_only_a_period("Cycle 12"), is_only_a_period("Oct-19"), is_only_a_period("2019"), is_only_a_period("LPU 2")
    (True, True, True, False)
    """
    words = _words(text)
    return cycle_key(text) == NUMBERED_CYCLE or not _DATE_AT_END.sub("", f" {words}").strip()


def said(names: Sequence[str], joint: str = "and", *, quoted: bool = True) -> str:
    """Return names as a sentence lists them.

    >>> said(["Area", "Grade", "Why"]), said(["Final"], "or")
    ("'Area', 'Grade' and 'Why'", "'Final'")
    """
    shown = [f"'{name}'" for name in names] if quoted else list(names)
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {joint} {shown[-1]}" if shown else ""

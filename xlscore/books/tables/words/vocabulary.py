"""Reading a heading: what its words are without the dress, and which period it speaks of."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from xlscore.books.tables.words.periods import CYCLE, is_period, spans_time
from xlscore.rules.month_headings import BRACKETS, MONTH, MONTHS, words_of
from xlscore.rules.words import listed, tidy

__all__ = [
    "NUMBERED_CYCLE",
    "ONE_WORD",
    "SPAN",
    "column_key",
    "cycle_key",
    "full_key",
    "heading_keys_of",
    "heading_text",
    "is_only_a_period",
    "names_no_command",
    "said",
]

NUMBERED_CYCLE: Final = "numbered cycle"
"""What "Cycle 12" is as a heading; "Cycle" alone heads a column of cycles."""

SPAN: Final = "span of time"
"""What a heading is that says from when to when and nothing else: "2024/25", "YTD 2024/25", "May-13 to Apr-14"."""

_DATE_AT_END: Final = re.compile(
    rf"(?:\s+(?:data|as at|as of|at|to|in|agreed|month|dated|ye|year ending|{MONTH}|\d{{1,2}}(?:st|nd|rd|th)?|(?:19|20)?\d\d|q[1-4]))+$"
)
_DATE_IN_FRONT: Final = re.compile(
    rf"^(?:(?:{MONTH}|q[1-4]|(?:19|20)\d\d|\d\d?(?=\s+{MONTH}))\s+)+(?:\d\d\s+)?(?=[a-z])"
)
_HAS_DATE: Final = re.compile(rf"\b(?:{MONTH}|(?:19|20)\d\d|q[1-4])\b")
ONE_WORD: Final = {
    **dict.fromkeys(
        (
            "graded",
            "grades",
            "grading",
            "gradings",
            "rating",
            "ratings",
            "judgement",
            "judgements",
            "judgment",
            "judgments",
        ),
        "grade",
    ),
    "redlines": "redline",
    "positions": "position",
    "aspirations": "aspiration",
}
"""Words of headings that mean one thing, whatever their number and the force's habit."""
_GROUP: Final = re.compile(
    r"\b(?:most similar (?:groups?|forces?)|family groups?(?: \d+)?|peer groups?|msf)(?: msg)?\b"
)
"""What a force, or a fire service, calls the group that it is compared with."""
_TWO_WORDS: Final = re.compile(r"\bred lines?\b")
_BEFORE: Final = re.compile(
    r"(?P<what>.*\S)\s*[(\[](?:previous|prior|last(?:\s+(?:time|board|cycle|quarter|period|meeting))?)[)\]]",
    re.IGNORECASE,
)
"""What an officer heads last time's figure with: "Data to (previous)" is the previous "Data to"."""
_CLOSING: Final = (")", "]")
_FOOTNOTE: Final = re.compile(r"(?<=[a-z])\s*\d{1,2}(?:\s*,\s*\d{1,2})*$|[¹²³⁰-⁹]+$")


def heading_text(value: object) -> str:
    """Return a heading as text: a date as its month and year, a number as it shows.

    >>> heading_text(datetime.datetime(2020, 1, 1)), heading_text(2019.0), heading_text(None)
    ('Jan 2020', '2019', '')
    """
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return f"{MONTHS[value.month - 1].capitalize()} {value.year}"
    if isinstance(value, (int, float)):
        return f"{value:g}" if abs(value) < 1e15 else str(value)
    return tidy(str(value))


def _as_one(words: str) -> str:
    """Return a heading's words with those that mean one thing as one word.

    >>> _as_one("performance board final gradings"), _as_one("force red lines")
    ('performance board final grade', 'force redline')
    >>> _as_one("family group 4 average"), _as_one("graded judgement")
    ('msg average', 'grade')
    """
    words = _GROUP.sub("msg", _TWO_WORDS.sub("redline", words))
    told = [ONE_WORD.get(word, word) for word in words.split()]
    return " ".join(word for n, word in enumerate(told) if told[n : n + 2] != [word, word])


@lru_cache(maxsize=8192)  # every cell of the first rows is asked about for every kind of table
def column_key(text: str) -> str:
    """Return a heading's words without case, punctuation, notes in brackets, footnote digits, dates at the end.

    >>> column_key("Oct 2019 position"), column_key("Jan-20 position")
    ('position', 'position')
    >>> column_key("FORCE\\nRedline 2 (recommended grade)"), column_key("redline_feb_2019"), column_key("Board's Final Grade¹")
    ('force redline', 'redline', 'boards final grade')
    >>> column_key("Data to (previous)"), column_key("Value (last board)")
    ('previous data to', 'previous value')
    """
    plain = tidy(text.replace("_", " "))
    if plain[-1:] in _CLOSING and (before := _BEFORE.fullmatch(plain)):
        plain = f"previous {before['what']}"
    words = words_of(plain)
    unnoted = BRACKETS.sub(" ", plain).strip()
    if CYCLE.search(words):
        return _as_one(words_of(unnoted) or words)
    bare = _FOOTNOTE.sub("", unnoted)
    bare = words if bare == plain else words_of(bare) or words
    if _HAS_DATE.search(bare):
        bare = _DATE_AT_END.sub("", f" {bare}").strip() or bare
        bare = _DATE_IN_FRONT.sub("", bare)
    return _as_one(_FOOTNOTE.sub("", bare).strip() or bare)


@lru_cache(maxsize=4096)
def full_key(text: str) -> str:
    """Return a heading's words with its digits: "Theme 1" may be a theme's name, where "Theme" is a heading.

    >>> full_key("Theme 1"), full_key("Theme (see note)")
    ('theme 1', 'theme')
    """
    return words_of(BRACKETS.sub(" ", tidy(text)))


@lru_cache(maxsize=8192)
def heading_keys_of(text: str) -> frozenset[str]:
    """Return everything that a heading may be compared by: its words, those of a cycle's column, a span of time.

    >>> sorted(heading_keys_of("Cycle 12 Final Grade")), sorted(heading_keys_of("YTD 2024/25"))
    (['cycle 12 final grade', 'final grade'], ['span of time', 'ytd'])
    """
    names = {column_key(text), cycle_key(text), SPAN if spans_time(text) else ""}
    return frozenset(names - {""})


@lru_cache(maxsize=4096)
def cycle_key(text: str) -> str:
    """Return a heading's words without the number of its cycle, "" for a heading without one.

    >>> cycle_key("Cycle 12 Final Grade"), cycle_key("13th Cycle"), cycle_key("Cycle 13 Grading"), cycle_key("Final grade")
    ('final grade', 'numbered cycle', 'numbered cycle', '')
    """
    words = column_key(text)
    if not CYCLE.search(words):
        return ""
    rest = " ".join(CYCLE.sub("", words).split())
    return NUMBERED_CYCLE if rest in ("", "grade") else rest


def is_only_a_period(text: str) -> bool:
    """Return whether a heading is a date, a year, a number or a cycle and nothing else.

    >>> is_only_a_period("Cycle 12"), is_only_a_period("Oct-19"), is_only_a_period("2019"), is_only_a_period("LPU 2")
    (True, True, True, False)
    """
    words = words_of(text)
    return (
        cycle_key(text) == NUMBERED_CYCLE or is_period(text) or not _DATE_AT_END.sub("", f" {words}").strip()
    )


def names_no_command(text: str) -> bool:
    """Return whether a heading over grades says when or what kind they are, and so not whose.

    >>> names_no_command("2016-17"), names_no_command("Revisit judgement"), names_no_command("North")
    (True, True, False)
    """
    return is_only_a_period(text) or "grade" in column_key(text).split()


def said(names: Sequence[str], joint: str = "and", *, quoted: bool = True) -> str:
    """Return names as a sentence lists them.

    >>> said(["Area", "Grade", "Why"]), said(["Final"], "or")
    ("'Area', 'Grade' and 'Why'", "'Final'")
    """
    shown = [f"'{name}'" for name in names] if quoted else list(names)
    return listed(shown, joint)

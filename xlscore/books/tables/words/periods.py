"""Which period a heading speaks of, and at which stage a grade was given, to tell the newer of two columns from the older one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from xlscore.rules.month_headings import BRACKETS, MONTH, MONTHS, words_of
from xlscore.rules.words import tidy

__all__ = [
    "CYCLE",
    "Period",
    "Stage",
    "is_entry",
    "is_period",
    "is_stage",
    "period_of",
    "rolling_words",
    "spans_time",
    "stage_of",
]

Period = tuple[int, int]
"""A heading's period, to be compared: year and month in which it ends, or 0 and the number of the cycle or quarter."""

CYCLE: Final = re.compile(
    r"\b(?:(?<!last )(?<!previous )(?<!prior )(?<!this )(?<!current )cycle\s*(?:no\s*)?(\d{1,3})|(\d{1,3})(?:st|nd|rd|th)\s+cycle)\b"
)
_MONTH_AND_YEAR: Final = re.compile(rf"\b({MONTH})\b\s*((?:19|20)?\d\d)\b")
_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\b")
_FINANCIAL_YEAR: Final = re.compile(r"\b(?:19|20)?(\d\d) (?:19|20)?(\d\d)\b")
_PART: Final = re.compile(
    r"\b(?:q([1-4])|quarter ([1-4])|h([12])|half ([12])|(spring|summer|autumn|winter))\b"
)
_SEASON_ENDS: Final = {"spring": 5, "summer": 8, "autumn": 11, "winter": 12}
_TIMES: Final = rf"{MONTH}|(?:19|20)\d\d|q[1-4]|h[12]|spring|summer|autumn|winter|f?ytd|fy|r12|mat|ye"
_OF_A_PERIOD: Final = re.compile(
    rf"(?:\s(?:{_TIMES}|\d{{1,2}}(?:st|nd|rd|th)?|quarter|half|year|years|month|months|rolling|twelve|six|three|to|date|in|as|at|of|and|the|from|"
    rf"ending|ended|end))+"
)
_SURELY: Final = re.compile(rf"\b(?:{_TIMES}|(?:quarter|half) \d|(?:months|year|quarter) to)\b")
_ENTRY: Final = re.compile(r";|\d\s*[:=]\s*[-−]?\d")
"""What no heading has: figures of several years in one cell, as milestones are."""
_LONGEST_HEADING: Final = 80
"""A heading over a period is no longer than so many letters; a sentence may well be."""
_A_SPAN: Final = re.compile(
    r"\b(?:q[1-4]|h[12]|spring|summer|autumn|winter|f?ytd|fy|r12|mat|ye|quarter|half|year|months)\b"
)


def _whole(year: str) -> int:
    return int(year) if int(year) > 99 else 2000 + int(year)


def _financial_year(words: str) -> int | None:
    """Return the year in which a financial year begins, "2024/25" or "24/25", None where no such stands there."""
    for found in _FINANCIAL_YEAR.finditer(words):
        if (int(found[1]) + 1) % 100 == int(found[2]) and (len(found[0]) > 5 or _A_SPAN.search(words)):
            return (
                2000 + int(found[1])
                if not found[0].startswith("19") or len(found[0]) < 6
                else 1900 + int(found[1])
            )
    return None


def _month_of_part(part: re.Match[str], *, financial: bool) -> int:
    """Return the month in which a quarter, a half or a season ends; of a financial year, counted from its April."""
    if part[5]:
        return _SEASON_ENDS[part[5]]
    months = 3 * int(part[1] or part[2] or 0) or 6 * int(part[3] or part[4])
    return months + 3 if financial else months


@lru_cache(maxsize=4096)
def period_of(text: str) -> Period | None:
    """Return the period that a heading names, by its end; None for none.

    >>> period_of("position_oct_2019"), period_of("Cycle 12 final grade"), period_of("Position")
    ((2019, 10), (0, 12), None)
    >>> period_of("May-13 to Apr-14"), period_of("Q2 2024/25"), period_of("Q4 2024/25"), period_of("Q1")
    ((2014, 4), (2024, 9), (2025, 3), (0, 1))
    >>> period_of("YTD 2023/24"), period_of("FYTD 24/25"), period_of("Spring 2024")
    ((2023, 0), (2024, 0), (2024, 5))
    """
    words = words_of(text)
    cycle = CYCLE.search(words)
    if cycle:
        return 0, int(cycle[1] or cycle[2])
    dated = list(_MONTH_AND_YEAR.finditer(words))
    if dated:
        return _whole(dated[-1][2]), MONTHS.index(dated[-1][1][:3]) + 1
    part, years, year = _PART.search(words), _financial_year(words), _YEAR.search(words)
    if years is not None:
        ends = 0 if part is None or part[5] else _month_of_part(part, financial=True)
        return (years + 1, ends - 12) if ends > 12 else (years, ends)
    if year:
        return int(year[1]), 0 if part is None else _month_of_part(part, financial=False)
    if part is None or part[5]:
        return None
    return 0, int(part[1] or part[2] or part[3] or part[4])


_ROLLING: Final = re.compile(
    r"\b(?:(?:the )?(?:rolling |moving )?(?:(?:\d{1,2}|twelve|six|three) months?|year|half year|quarter)(?: (?:period|data))?"
    r" (?:up )?(?:to|ending|ended)(?: (?:in|the))?|ye|qe|r12(?: to)?|mat(?: to)?)$"
)


@lru_cache(maxsize=4096)
def rolling_words(text: str) -> str:
    """Return what a banner says at its end of the months below it, of which each ends a longer period; "" for another banner.

    >>> rolling_words("Recorded crime: 12 months to"), rolling_words("Year ending:"), rolling_words("Last 12 months")
    ('12 months to', 'year ending', '')
    """
    found = _ROLLING.search(words_of(text))
    return found[0] if found else ""


@lru_cache(maxsize=4096)
def is_period(text: str) -> bool:
    """Return whether a heading says when, and nothing else.

    >>> [is_period(text) for text in ("12 months to Sep 2024", "FYTD 24/25", "Apr-Sep 2024", "Spring 2024", "Q2", "Q2 performance", "12", "2024/25: 87")]
    [True, True, True, True, True, False, False, False]
    """
    words = _without_notes(text)
    is_one = _OF_A_PERIOD.fullmatch(f" {words}") and _SURELY.search(words)
    return bool(is_one) and not is_entry(text)


def is_entry(text: str) -> bool:
    """Return whether a text that names years is an entry and no heading: figures of several years in one cell, or a sentence.

    >>> [is_entry(text) for text in ("2019/20: 1,750; 2020/21: 1,600", "2024/25", "12 months to Sep 2024")]
    [True, False, False]
    """
    return len(text) > _LONGEST_HEADING or _ENTRY.search(text) is not None


def _without_notes(text: str) -> str:
    return words_of(BRACKETS.sub(" ", text)) or words_of(text)


@lru_cache(maxsize=4096)
def spans_time(text: str) -> bool:
    """Return whether a heading is a period of more than one month and nothing else: a year, a quarter, from here to there.

    >>> [spans_time(text) for text in ("2024/25", "2024", "May-13 to Apr-14", "Apr-Sep 2024", "YTD 2024/25", "Sep 2024", "30 Sep 2024")]
    [True, True, True, True, True, False, False]
    """
    words = _without_notes(text)
    if not is_period(text):
        return False
    months = re.findall(rf"\b{MONTH}\b", words)
    return len(months) != 1 or bool(_A_SPAN.search(words))


Stage = tuple[int, str]
"""How late a grade was given, and the word that says it."""

_WORDS: Final = {
    **dict.fromkeys(("initial", "original", "first", "self", "own", "returned", "submitted", "draft", "pre moderation", "before moderation"), 0),
    **dict.fromkeys(("moderated", "validated", "challenged", "reviewed", "verified", "post moderation", "after moderation"), 1),
    **dict.fromkeys(("revised", "amended", "updated", "revisit", "revisited", "re visit", "regraded", "regrade", "re graded", "reassessed", "second"), 2),
    **dict.fromkeys(("confirmed", "agreed", "final"), 3),
}  # fmt: skip
_GRADE: Final = r"(?: (?:self|self assessed|assessed|command))*(?: (?:grades?|graded|gradings?|judge?ments?|ratings?|assessments?|assessed|scores?))?"
_STAGES: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_SURE: Final = "initial|moderated|validated|revised|revisit|revisited|re visit"
"""What says a stage in front of a name; "First" may be of the name itself, and needs "grade" behind it."""
_IN_FRONT: Final = re.compile(
    rf"(?:(?P<stage>{_SURE}){_GRADE}|(?P<graded>{_STAGES})(?= \S*(?:grade|grading|judge?ment|rating|assess)){_GRADE})"
    r"(?: (?:by|of|from|for))? (?P<name>\S.*)"
)
_BEHIND: Final = re.compile(rf"(?P<name>.*\S) (?P<stage>{_STAGES}){_GRADE}(?P<graded>)")
_APART: Final = re.compile(r"\s[-–—]\s|:\s*")
_ALONE: Final = re.compile(rf"(?P<stage>{_STAGES}){_GRADE}")


@lru_cache(maxsize=2048)
def is_stage(text: str) -> bool:
    """Return whether a heading says at which stage a grade was given, and nothing else.

    >>> [is_stage(text) for text in ("Initial", "Revisit judgement", "Self-assessed grade", "North", "Revisit date")]
    [True, True, True, False, False]
    """
    return _ALONE.fullmatch(words_of(text)) is not None


@lru_cache(maxsize=2048)
def stage_of(text: str) -> tuple[str, Stage] | None:
    """Return whose grade a heading names and at which stage it was given, None for a heading that says no stage.

    >>> stage_of("North (initial)"), stage_of("Moderated grade - Crime & Justice")
    (('North', (0, 'initial')), ('Crime & Justice', (1, 'moderated')))
    >>> stage_of("North"), stage_of("Revisit"), stage_of("First Division")
    (None, None, None)
    """
    words = words_of(text)
    apart = _APART.split(tidy(text), maxsplit=1)
    if len(apart) > 1 and is_stage(apart[0]) and apart[1]:
        first = _ALONE.fullmatch(words_of(apart[0]))
        return None if first is None else (apart[1], (_WORDS[first["stage"]], first["stage"]))
    words = _without_a_period(words)
    for form in (_BEHIND, _IN_FRONT):
        found = form.fullmatch(words)
        if found is not None and not is_stage(text):
            stage = found["stage"] or found["graded"]
            return _as_written(found["name"], text), (_WORDS[stage], stage)
    return None


def _without_a_period(words: str) -> str:
    """Return words without the period that stands behind them: "north initial 2024 25"."""
    pieces = words.split()
    for first in range(1, len(pieces)):
        if is_period(" ".join(pieces[first:])):
            return " ".join(pieces[:first])
    return words


def _as_written(name: str, text: str) -> str:
    """Return a name in the spelling that it has in a heading, as far as it stands there in one piece."""
    pieces = tidy(text).split(" ")
    for first in range(len(pieces)):
        for last in range(len(pieces), first, -1):
            part = " ".join(pieces[first:last]).strip(" -–—:,;()[]")
            if words_of(part) == name:
                return part
    return name

"""Periods that a sentence names in part: a month without its year, so many months, the last seven days."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Period
from xlscore.rules.monthly.days import last_day
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["as_in_workbook", "days_in", "months_in"]

_MONTH: Final = re.compile(
    rf"(?:in |for |to )?({'|'.join(name for name in calendar.month_name if name)})", re.IGNORECASE
)
_MONTHS: Final = re.compile(
    r"(?P<first>[a-z]+) ?(?:to|and|until|till|through to|through|[–-]) ?(?:the end of |end of |end )?(?P<last>[a-z]+)",
    re.IGNORECASE,
)
_LONG: Final = re.compile(r"\b(\d{1,2}|[a-z]+)[ -](month|day|week)s?\b", re.IGNORECASE)
_A_WEEK: Final = 7


def as_in_workbook(period: Period, knowledge: Knowledge) -> Period:
    """Return a month without its year as the latest of that name that the workbook has; any other period as it is."""
    month = _MONTH.fullmatch(period.text.strip())
    months = _MONTHS.fullmatch(period.text.strip())
    if period.last is None and months is not None:
        return _of_months(period, months, knowledge)
    if period.last is not None or month is None:
        return period
    number = [name.casefold() for name in calendar.month_name].index(month[1].casefold())
    latest = knowledge.latest_month
    if latest is None:
        return period
    first = date(latest.year - (number > latest.month), number, 1)
    return replace(period, first=first, last=last_day(first))


def _of_months(period: Period, months: re.Match[str], knowledge: Knowledge) -> Period:
    """Return a period of months without a year as the latest that the workbook has: "April to January"."""
    ends = as_in_workbook(replace(period, text=months["last"]), knowledge)
    names = [name.casefold() for name in calendar.month_name]
    if ends.last is None or ends.first is None or months["first"].casefold() not in names:
        return period
    number = names.index(months["first"].casefold())
    return replace(
        period, first=date(ends.first.year - (number > ends.first.month), number, 1), last=ends.last
    )


def months_in(text: str) -> int | None:
    """Return how many months a text speaks of, None where it does not say.

    >>> months_in("the ten months"), months_in("12 months"), months_in("lately")
    (10, 12, None)
    """
    return _number(text, "month")


def days_in(text: str) -> int | None:
    """Return how many days a text speaks of, None where it does not say.

    >>> days_in("last seven days"), days_in("28-day"), days_in("four weeks")
    (7, 28, 28)
    """
    weeks = _number(text, "week")
    return _number(text, "day") if weeks is None else weeks * _A_WEEK


def _number(text: str, unit: str) -> int | None:
    for word, of in _LONG.findall(text):
        if of.casefold() == unit:
            if word.isdigit():
                return int(word)
            if word.casefold() in NUMBER_WORDS:
                return NUMBER_WORDS.index(word.casefold())
    return None

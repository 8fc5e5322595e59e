"""A month as headings spell it, in every usual form, and headings that name none."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from xlscore.rules.series import next_month

SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December")  # fmt: skip


def last_day(month: datetime.date) -> datetime.date:
    return next_month(month) - datetime.timedelta(days=1)


def at_midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day)


FORMS: dict[str, Callable[[datetime.date], Any]] = {
    "a date": at_midnight,
    "the last day as a date": lambda m: at_midnight(last_day(m)),
    "Apr 2024": lambda m: f"{SHORT[m.month - 1]} {m.year}",
    "April-24": lambda m: f"{LONG[m.month - 1]}-{m.year % 100:02}",
    "Apr-24": lambda m: f"{SHORT[m.month - 1]}-{m.year % 100:02}",
    "apr'24": lambda m: f"{SHORT[m.month - 1].lower()}'{m.year % 100:02}",
    "APR24": lambda m: f"{SHORT[m.month - 1].upper()}{m.year % 100:02}",
    "April, 2024": lambda m: f"{LONG[m.month - 1]}, {m.year}",
    "2024 Apr": lambda m: f"{m.year} {SHORT[m.month - 1]}",
    "202404 as a number": lambda m: float(m.year * 100 + m.month),
    "202404 as a text": lambda m: f"{m.year}{m.month:02}",
    "2024-04": lambda m: f"{m.year}-{m.month:02}",
    "2024/4": lambda m: f"{m.year}/{m.month}",
    "2024M04": lambda m: f"{m.year}M{m.month:02}",
    "04/2024": lambda m: f"{m.month:02}/{m.year}",
    "30/04/2024": lambda m: f"{last_day(m):%d/%m/%Y}",
    "01/04/2024": lambda m: f"{m:%d/%m/%Y}",
    "30.04.24": lambda m: f"{last_day(m):%d.%m.%y}",
    "2024-04-30 00:00:00": lambda m: f"{last_day(m)} 00:00:00",
    "30th April 2024": lambda m: f"{last_day(m).day}th {LONG[m.month - 1]} {m.year}",
    "30-Apr-24": lambda m: f"{last_day(m).day}-{SHORT[m.month - 1]}-{m.year % 100:02}",
    "April 30, 2024": lambda m: f"{LONG[m.month - 1]} {last_day(m).day}, {m.year}",
    "Apr 2024 (p)": lambda m: f"{SHORT[m.month - 1]} {m.year} (p)",
    "Apr 2024 r": lambda m: f"{SHORT[m.month - 1]} {m.year} r",
    "Apr 2024p": lambda m: f"{SHORT[m.month - 1]} {m.year}p",
    "Apr-24 (provisional)": lambda m: f"{SHORT[m.month - 1]}-{m.year % 100:02} (provisional)",
    "Apr 2024*": lambda m: f"{SHORT[m.month - 1]} {m.year}*",
    "Apr 2024 with a footnote": lambda m: f"{SHORT[m.month - 1]} {m.year}²",
    "wide spaces": lambda m: f" {SHORT[m.month - 1]}\u00a0\u00a0{m.year} ",
}
NO_MONTHS = ("Total", "YTD", "Year to date", "Average", "Q1 2024", "2023/24", "2024", "Year to Mar 2024", "12 months to Mar 2024",
             "Comment", "Sparkline", "Change on last year", "Crimes in Apr 2024")  # fmt: skip

"""What a record of MSG measures comes to as lists and notes: which board monitors which measure, what period the data cover.

Source: Essex Police MSG aspirations, January 2020 data: the boards named in its rationale ("monitored by the Victim Focus and
Public Confidence Board"), and its notes ("Data are for the 12 months to January 2020, with the exception of: …").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from xlscore.rules.series import month_name
from xlscore.rules.words import is_missing_mark, name_key, tidy

__all__ = ["boards_in", "in_groups", "names_period", "period_note", "unit_note"]

_BETWEEN: Final = re.compile(r"\s*[;\n\r]+\s*")
_PERIOD: Final = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W{0,2}\d\d\b",
    re.IGNORECASE,
)
_A_YEAR: Final = re.compile(r"\b(?:12|twelve)[\s-]+months?\b|\bye\b|\byear\b", re.IGNORECASE)


def boards_in(typed: str) -> tuple[str, ...]:
    """Return the boards that a cell names: divided by semicolons or lines, for their names have commas and "and" in them.

    >>> boards_in("Victim Focus and Public Confidence Board; Synergy"), boards_in("N/A")
    (('Victim Focus and Public Confidence Board', 'Synergy'), ())
    """
    names = (tidy(name) for name in _BETWEEN.split(typed))
    return tuple(dict.fromkeys(name for name in names if not is_missing_mark(name)))


def in_groups(members: Iterable[tuple[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """Return the members of each group in their order; a group is called as it is spelt first.

    >>> in_groups([("Burglary", ["Synergy"]), ("Robbery", ["synergy", "ACC"])])
    {'Synergy': ('Burglary', 'Robbery'), 'ACC': ('Robbery',)}
    """
    spelt: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for member, groups in members:
        for group in groups:
            found.setdefault(spelt.setdefault(name_key(group), group), []).append(member)
    return {group: tuple(dict.fromkeys(names)) for group, names in found.items()}


def period_note(ends: Mapping[str, tuple[date | None, str]]) -> str:
    """Return up to when the data go, with the measures whose data go up to another month; "" where nothing says it.

    `ends` holds for each measure the month, and the words that say it. The month of most measures is the rule, of two as
    frequent the later one.

    >>> jan, sep = (date(2020, 1, 1), "12 months to Jan 2020"), (date(2019, 9, 1), "Sep 2019")
    >>> period_note({"Burglary": jan, "Robbery": jan, "Confidence": sep})
    'Data are for the 12 months to Jan 2020, with the exception of: Confidence (Sep 2019).'
    """
    months = Counter(month for month, _ in ends.values() if month is not None)
    if not months:
        return ""
    usual = max(months, key=lambda month: (months[month], month))
    usually = [words for month, words in ends.values() if month == usual]
    span = "for the 12 months " if all(_A_YEAR.search(words) for words in usually) else ""
    others = [
        f"{measure} ({month_name(month) if month else words or 'not said'})"
        for measure, (month, words) in ends.items()
        if month != usual
    ]
    said = f"Data are {span}to {month_name(usual)}"
    return f"{said}, with the exception of: {'; '.join(others)}." if others else f"{said}."


def names_period(words: str) -> bool:
    """Return whether words name a year, or a month with its year in two digits: a period, though perhaps of no single month.

    >>> [names_period(words) for words in ("2018/19", "12m to Sep 19", "Quarter 3", "soon")]
    [True, True, False, False]
    """
    return _PERIOD.search(words) is not None


def unit_note(units: Mapping[str, str]) -> str:
    """Return which measures are in which unit, "" where no unit is said.

    >>> unit_note({"Solved rate": "%", "Burglary": "per 1,000 population", "Confidence": "%"})
    'Units: % (Solved rate; Confidence); per 1,000 population (Burglary).'
    """
    said = in_groups((measure, [unit] if unit else []) for measure, unit in units.items())
    each = [f"{unit} ({'; '.join(names)})" for unit, names in said.items()]
    return f"Units: {'; '.join(each)}." if each else ""

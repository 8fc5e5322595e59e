"""What is unusual, in a sentence: the measures that changed by more than chance, the largest change first."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.monthly.year_to_date import YearToDate

__all__ = ["what_is_unusual"]

_MOST: Final = 5


def what_is_unusual(changes: Sequence[tuple[str, YearToDate]], when: str) -> str:
    """Return which counts changed by more than chance and by how much, "" where none of them can be compared.

    >>> counts = [("Theft", YearToDate(Fraction(600), Fraction(450))), ("Arson", YearToDate(Fraction(9), Fraction(8)))]
    >>> what_is_unusual(counts, "the year to date")
    'More than chance in the year to date: Theft +150 (+33.3%).'
    >>> what_is_unusual(counts[1:], "the last 28 days")
    'Nothing changed by more than chance in the last 28 days.'
    """
    if all(counts.unusual is None for _, counts in changes):
        return ""
    found = sorted(
        ((name, counts) for name, counts in changes if counts.unusual),
        key=lambda each: -abs(each[1].change or Fraction(0)),
    )
    if not found:
        return f"Nothing changed by more than chance in {when}."
    said = "; ".join(f"{name} {_changed(counts)}" for name, counts in found[:_MOST])
    more = f"; and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return f"More than chance in {when}: {said}{more}."


def _changed(counts: YearToDate) -> str:
    change, percent = counts.change or Fraction(0), counts.percent
    share = "" if percent is None else f" ({to_float(percent):+.1%})"
    return f"{round(to_float(change)):+,}{share}"

"""How many charts would show a concern by chance alone, in words, beneath every list of them.

Measured on series in which nothing happens, with the seasons of London's boroughs, 36 months of 60 crimes a year and more: the
last month is a concern in 1.2–2.2 % on strict limits and in 4.5–6.1 % on the sensitive ones (`docs/dev/statistics.md`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from xlscore.rules.control.records import ChartKind, ControlRow, LimitLevel
from xlscore.rules.policy import DEFAULT, Policy

__all__ = ["RATES", "false_alarms"]

RATES: Final = {LimitLevel.STRICT: (0.012, 0.022), LimitLevel.SENSITIVE: (0.045, 0.061)}
"""Of a level the least and the greatest share of series without any change that were a concern in their last month."""

_SETTINGS: Final = ("spc_limits", "spc_run", "spc_screen", "spc_sensitive")


def false_alarms(rows: Iterable[ControlRow], policy: Policy) -> tuple[str, ...]:
    """Return for each level that has control charts how many would show a concern by chance."""
    numbers = dict.fromkeys(LimitLevel, 0)
    for row in rows:
        numbers[row.level] += row.kind is ChartKind.CONTROL
    as_measured = all(getattr(policy, name) == getattr(DEFAULT, name) for name in _SETTINGS)
    return tuple(_said(level, number, as_measured) for level, number in numbers.items() if number)


def _said(level: LimitLevel, charts: int, as_measured: bool) -> str:
    """Return the sentence of a level.

    >>> _said(LimitLevel.STRICT, 168, True)
    'Strict limits: if nothing had changed, about 2 to 4 of these 168 charts would show a concern in any one month by chance (1.2 to 2.2%).'
    >>> _said(LimitLevel.SENSITIVE, 1, False)
    'Sensitive limits: if nothing had changed, this chart would show a concern by chance in 4.5 to 6.1% of months, measured with the limits as published; yours differ.'
    """
    least, most = (share * charts for share in RATES[level])
    low, high = round(least), round(most)
    if high < 1:
        many = "fewer than 1"
    elif low < 1:
        many = f"up to {high}"
    else:
        many = f"about {low}" if low == high else f"about {low} to {high}"
    first, last = RATES[level]
    rate = f"{first * 100:.1f} to {last:.1%}"
    but = "" if as_measured else ", measured with the limits as published; yours differ"
    unchanged = f"{level.value.capitalize()} limits: if nothing had changed,"
    if charts == 1:
        return f"{unchanged} this chart would show a concern by chance in {rate} of months{but}."
    return f"{unchanged} {many} of these {charts:,} charts would show a concern in any one month by chance ({rate}{but})."

"""The words of the control charts with their signs: variation, assurance and signal, alike on every sheet.

The sign differs in shape as the word's colour does, so that neither colour nor shape stands alone.
"""

from __future__ import annotations

from typing import Final

from xlscore.rules.control.records import ControlRow, State
from xlscore.rules.statistics.signals import Signal
from xlscore.rules.statistics.spc import Assurance, Variation

__all__ = ["assurance_said", "signal_said", "state_said", "variation_said"]

_VARIATIONS: Final = {
    Variation.CONCERN: "◆ Concern",
    Variation.IMPROVEMENT: "■ Improvement",
    Variation.COMMON_CAUSE: "● Common cause",
    Variation.HIGH: "▲ High",
    Variation.LOW: "▼ Low",
}
_ASSURANCES: Final = {
    Assurance.PASSING: "✓ Passing",
    Assurance.FAILING: "✗ Failing",
    Assurance.HIT_OR_MISS: "≈ Hit or miss",
}
_SIGNALS: Final = {
    Signal.OUTSIDE: ("Above the upper limit", "Below the lower limit"),
    Signal.TREND: ("Rising trend", "Falling trend"),
    Signal.TWO_IN_THREE: ("Two in three near the upper limit", "Two in three near the lower limit"),
    Signal.SHIFT: ("Shift above the centre", "Shift below the centre"),
}


def variation_said(variation: Variation) -> str:
    """Return a variation as a cell says it: sign and word.

    >>> variation_said(Variation.CONCERN)
    '◆ Concern'
    """
    return _VARIATIONS[variation]


def assurance_said(assurance: Assurance | None) -> str:
    """Return an assurance as a cell says it, "" for none."""
    return "" if assurance is None else _ASSURANCES[assurance]


def signal_said(row: ControlRow) -> str:
    """Return what makes a chart more than chance now, "" for nothing."""
    if row.signal is Signal.NONE:
        return ""
    high, low = _SIGNALS[row.signal]
    return high if row.is_high else low


def state_said(state: State) -> str:
    """Return where a signal stands, "" for none."""
    return "" if state is State.NONE else state.value.capitalize()

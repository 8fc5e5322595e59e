"""A threat suggested from the facts of a row, for the officers whose judgement the threat is.

No paper says how threat follows from the figures, so this is ours and stays a suggestion in its own column: High when the
target is missed by more than the tolerance and the figures are getting worse, Low when it is met and they are not, else Medium.
"""

from __future__ import annotations

from typing import Final

from xlscore.rules.rag import Rag
from xlscore.rules.threats.classes import Level
from xlscore.rules.trend import ControlLevel, Trend
from xlscore.rules.words import key

__all__ = ["suggest_threat"]

_TRENDS: Final = {
    **dict.fromkeys(("up", "increasing", "rising"), Trend.UP),
    **dict.fromkeys(("down", "decreasing", "falling"), Trend.DOWN),
}


def suggest_threat(
    rag: str | None, trend: str | None, control: str | None, higher_is_better: bool
) -> Level | None:
    """Return the threat that RAG, 3-month trend and level of control suggest, None where too little is known.

    >>> suggest_threat("Red", "▲", "Increasing", higher_is_better=False).value
    'High'
    >>> suggest_threat("Green", "◄►", "Controlled", higher_is_better=False).value
    'Low'
    """
    if rag is None or rag == Rag.GREY or (trend is None and control is None):
        return None
    trend = _TRENDS.get(key(trend or ""), trend)
    bad_trend, bad_control = (
        (Trend.DOWN, ControlLevel.DECREASING) if higher_is_better else (Trend.UP, ControlLevel.INCREASING)
    )
    worse = trend == bad_trend or key(control or "") == key(bad_control)
    if rag == Rag.RED and worse:
        return Level.HIGH
    if rag in (Rag.GREEN, Rag.GREEN_STRETCH) and not worse:
        return Level.LOW
    return Level.MEDIUM

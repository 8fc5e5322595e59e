"""What a workbook raises for the briefing log: overdue actions, new concerns, targets off course, recommendations that were agreed.

Source: Leicestershire Police panel report, October 2013: issues come from the month's analysis and from meetings. Each has a mark that
stays whatever words it is put in, so that one which was declined does not return.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlscore.rules.control.records import State
from xlscore.rules.figures_dates import MONTH_WORD, read_month
from xlscore.rules.logs.briefing import Proposal
from xlscore.rules.logs.records import ActionResult
from xlscore.rules.statistics.spc import Variation
from xlscore.rules.words import key, name_key

__all__ = ["Signalled", "Verdict", "agreed", "off_course", "overdue", "signals"]

_CONCERN: Final = key(Variation.CONCERN.value)
_NEW: Final = key(State.NEW.value)
_OFF_COURSE: Final = name_key("off course")
_MONTH: Final = re.compile(rf"\b{MONTH_WORD} (?:19|20)\d\d\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signalled:
    """What a control chart shows, as its summary says it."""

    measure: str
    place: str
    variation: str
    state: str
    says: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a measure is on course for its target, as the projection says it."""

    measure: str
    place: str
    verdict: str


def overdue(actions: Iterable[ActionResult], at: date) -> Iterator[Proposal]:
    """Yield a proposal for each overdue action."""
    for action in actions:
        if action.overdue:
            name = f"Action {action.number}" if action.number else "An action"
            words = f"{name} is overdue: {action.inputs.action}"
            yield Proposal(
                f"action {action.number or name_key(action.inputs.action)}", words, "Action log", at
            )


def signals(charts: Iterable[Signalled], at: date) -> Iterator[Proposal]:
    """Yield a proposal for each concern that is new; one that goes on was proposed when it was new.

    It is known by the month of the figures, so that the same summary at a later meeting is no second signal.

    >>> chart = Signalled("Burglary", "Camden", "◆ Concern", "New", "931 in Jan 2019, above the upper limit of 930.8.")
    >>> [(each.mark, each.issue[:30]) for each in signals([chart], date(2019, 2, 28))]
    [('signal burglary camden 2019-01', 'Burglary, Camden: 931 in Jan 2')]
    """
    for chart in charts:
        if _CONCERN in key(chart.variation) and _NEW in key(chart.state):
            month = _MONTH.search(chart.says)
            of = (read_month(month[0]) if month else None) or at
            name = ", ".join(filter(None, (chart.measure, chart.place)))
            mark = f"signal {name_key(chart.measure)} {name_key(chart.place)} {of:%Y-%m}"
            yield Proposal(mark, f"{name}: {chart.says}", "Control chart", at)


def off_course(verdicts: Iterable[Verdict], at: date, begins: int) -> Iterator[Proposal]:
    """Yield a proposal for each target that will be missed, once in a year of the report, which begins with a month.

    >>> [next(off_course([Verdict("Burglary", "", "Off course")], day, 4)).mark for day in (date(2019, 12, 1), date(2020, 1, 9))]
    ['target burglary  2019', 'target burglary  2019']
    """
    year = at.year - (at.month < begins)
    for each in verdicts:
        if name_key(each.verdict) == _OFF_COURSE:
            where = f" in {each.place}" if each.place else ""
            mark = f"target {name_key(each.measure)} {name_key(each.place)} {year}"
            yield Proposal(mark, f"{each.measure}{where} is off course for its target", "Projection", at)


def agreed(recommendations: Iterable[tuple[str, str]], at: date) -> Iterator[Proposal]:
    """Yield a proposal for each recommendation of a report page that was agreed, given as its objective and its words."""
    for objective, words in recommendations:
        yield Proposal(f"recommendation {key(objective)} {key(words)}", words, f"Page of {objective}", at)

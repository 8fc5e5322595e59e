"""The policy: every number that could be argued with, in one frozen record, each with its source.

A workbook carries it on its Policy sheet, so an officer changes it there and nowhere in code. `SETTINGS` says for each
field how it is called, what it means, where it comes from and what may be entered.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from xlscore.rules.force import force_grade
from xlscore.rules.grades import SCALES, Scale
from xlscore.rules.problems import PolicyError
from xlscore.rules.threats.classes import OVERALL_MATRIX, Level
from xlscore.rules.words import key, quoted

__all__ = ["DEFAULT", "SETTINGS", "Policy", "Setting", "read_setting"]

_MATRIX: Final = tuple(tuple(OVERALL_MATRIX[threat, impact].value for impact in Level) for threat in Level)

_ESSEX_BSC: Final = "Essex Police Balanced Scorecard, cycle 13"
_ESSEX_MSG: Final = "Essex Police MSG aspirations, January 2020"
_LEICS: Final = "Leicestershire threat/impact scorecard, October 2013"
_LEICS_TARGETS: Final = "Leicestershire target setting, 2013"
_SPC: Final = "NHSRplotthedots (Making Data Count)"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the Policy sheet says of one setting, and what may be entered."""

    field: str
    label: str
    help: str
    source: str
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    whole: bool = False
    percentage: bool = False

    def check(self, value: Any) -> None:
        """Refuse a value that the setting cannot have."""
        if self.choices:
            if value not in self.choices:
                raise PolicyError(f"{self.label}: {quoted(value)} is none of {', '.join(self.choices)}.")
            return
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise PolicyError(f"{self.label}: {quoted(value)} is not a number.")
        if self.whole and value != int(value):
            raise PolicyError(f"{self.label}: {value} is not a whole number.")
        low, high = self.least, self.most
        if (low is not None and value < low) or (high is not None and value > high):
            raise PolicyError(f"{self.label}: {value} is not between {low} and {high}.")


SETTINGS: Final[tuple[Setting, ...]] = (
    Setting("scale", "Grade scale", "Four grades, or five with Adequate.", "HMICFRS PEEL; five grades since 2021/22", tuple(SCALES)),
    Setting("force_grade_rule", "Force grade rule", "How a force grade is suggested; the Board decides.", f"{_ESSEX_BSC}: reproduces 14 of 15 grades", force_grade.RULES),
    Setting("risk_redline_over", "Risk redline over", "A risk scoring over this is a redline.", _ESSEX_BSC, least=1, most=100),
    Setting("impact_step", "Risk impact step", "Impact in words: Negligible, Minor, Moderate, Major and Catastrophic count 1 to 5 times this.", f"{_ESSEX_BSC}: catastrophic 20; even steps ours", least=1, most=4),
    Setting("msg_average", "MSG average", "What an aspiration to the MSG average is measured against: all forces, own included, or the peers only, or the median.", "HMIC Crime and Policing Comparator", ("average", "peers", "median")),
    Setting("rate_per", "Rates are per", "Offences are shown per so many people.", _ESSEX_MSG, least=1, whole=True),
    Setting("expected_adjust", "Expected range", "none: each force's own interval; shmi, cqc: funnel limits widened for overdispersion.", "PHEindicatormethods; FunnelPlotR; Spiegelhalter 2005", ("none", "shmi", "cqc")),
    Setting("redline_in_line", "Redline in line with the MSG", "What MSG average asks of a redline: not worse than it, or not worse than chance explains (within the expected range).", "Essex Police performance board minutes, 2019: redlines are in line with the MSG; the range ours", ("average", "expected range")),
    Setting("rag_tolerance", "RAG tolerance", "Amber when the target is missed by no more than this (points of a percentage).", f"{_LEICS}; tolerance ours", least=0, most=1, percentage=True),
    Setting("trend_tolerance", "Trend tolerance", "The 3-month trend is flat inside this change.", f"{_LEICS}; tolerance ours", least=0, most=1, percentage=True),
    Setting("impact_medium_from", "Impact Medium from", "An impact score from here is Medium.", _LEICS, least=1, most=100),
    Setting("impact_high_from", "Impact High from", "An impact score from here is High; 12 is not settled by the paper.", _LEICS, least=1, most=100),
    Setting("target_floor", "Least reduction", "A target asks for at least this reduction.", _LEICS_TARGETS, least=0, most=1, percentage=True),
    Setting("target_ceiling", "Most reduction in a year", "A larger reduction is spread over two or three years.", f"{_LEICS_TARGETS}; the number ours", least=0, most=1, percentage=True),
    Setting("hmic_excess", "Inspectorate: rate above MSG", "Flagged when the crime rate is more than this above the MSG rate.", "HMIC monitoring, 2013", least=0, most=10, percentage=True),
    Setting("hmic_reduction", "Inspectorate: falling by", "Not flagged when crime falls by at least this.", "HMIC monitoring, 2013", least=0, most=1, percentage=True),
    Setting("year_begins", "Year begins with month", "The number of the month with which a reporting year begins: 4 for April.", "Financial year", least=1, most=12, whole=True),
    Setting("projection_confidence", "Year-end projection: range", "The projected range is meant to hold the outcome in this share of years.", "Learnt from past years' projections; the share ours", least=0.5, most=0.99, percentage=True),
    Setting("projection_method", "Year-end projection: method", "level: recent months over usual seasons. share: the months so far over the share that they had of the five years before. A measure may have its own (Projected by, on Measures).", "level: missed least on London's boroughs, 2010 to 2023; share: the seasonal share", ("level", "share")),
    Setting("projection_keep", "Year-end projection: weight of months", "What a month weighs against the month after it in the level.", "Chosen on London's boroughs, 2015/16 to 2018/19", least=0.5, most=1),
    Setting("projection_borrowed", "Year-end projection: borrowed seasons", "A series takes its seasons from its force as if it had so many crimes a year more in them.", "Chosen on London's boroughs, 2015/16 to 2018/19", least=0, most=1_000_000),
    Setting("suppress_under", "Small numbers: hidden under", "Counts of people from one to just under this are not shown, nor what they could be worked out from; 1 hides none.", "Published police tables on use of force and stop and search; the number the papers'", least=1, most=1000, whole=True),
    Setting("quarter_slight", "Quarterly counts: slightly", "A change of no more than this is called slight.", "Essex Police performance board minutes, 2019: slightly up or down; the number ours", least=0, most=1, percentage=True),
    Setting("shoots_months", "Green shoots: latest months", "So many of the latest months are held against the same a year before.", "Essex Police performance board minutes, 2019: recent movement; the number ours", least=1, most=11, whole=True),
    Setting("indicator_lag", "Indicators: months behind", "An indicator that ends more months than this before the latest one is named.", "Ours: some figures come by the quarter", least=0, most=60, whole=True),
    Setting("spc_screen", "Control charts: screen ranges", "Leave extreme moving ranges out of the limits: yes or no.", _SPC, ("yes", "no")),
    Setting("spc_limits", "Control charts: limits", "Limits at the mean ± this × the mean moving range.", f"{_SPC}: 2.66", least=0.1, most=10),
    Setting("spc_run", "Control charts: points in a run", "So many points one side, or rising or falling, are a signal.", f"{_SPC}: 7", least=3, most=20, whole=True),
    Setting("spc_sensitive", "Control charts: sensitive limits", "The second level for plan areas, as a share of the limits.", f"{_LEICS}: two thirds", least=0.1, most=1),
    Setting("spc_months", "Control charts: months drawn", "A chart is drawn of the latest so many months.", "ours: five years", least=12, most=600, whole=True),
    Setting("spc_fewest", "Control charts: months needed", "Fewer are a run chart about the median, without limits.", f"{_SPC}: 12", least=3, most=120, whole=True),
    Setting("spc_rare", "Control charts: rare events", "Where at least this share of the months has none or one, the time between events is drawn.", "Benneyan 2001; Nelson 1994; the share ours: fewer than one a month", least=0.5, most=1, percentage=True),
    Setting("spc_recalculate", "Control charts: lasting shift", "After so many months on one side of the mean, new limits are suggested from the first of them.", "Wheeler, Quality Digest 1996; the number that limits need", least=7, most=60, whole=True),
)  # fmt: skip


@dataclass(frozen=True)
class Policy:
    """All settings, checked on construction; `Policy()` is the published practice.

    >>> Policy(force_grade_rule="worst").force_grade_rule
    'worst'
    """

    scale: str = "four"
    force_grade_rule: str = force_grade.DEFAULT_RULE
    risk_redline_over: float = 75
    impact_step: float = 4
    msg_average: str = "average"
    rate_per: float = 1000
    expected_adjust: str = "none"
    redline_in_line: str = "average"
    rag_tolerance: float = 0.05
    trend_tolerance: float = 0.05
    impact_medium_from: float = 10
    impact_high_from: float = 13
    target_floor: float = 0.05
    target_ceiling: float = 0.15
    hmic_excess: float = 0.10
    hmic_reduction: float = 0.05
    year_begins: float = 4
    projection_confidence: float = 0.80
    projection_method: str = "level"
    projection_keep: float = 0.85
    projection_borrowed: float = 1000
    suppress_under: float = 5
    quarter_slight: float = 0.05
    shoots_months: float = 3
    indicator_lag: float = 3
    spc_screen: str = "yes"
    spc_limits: float = 2.66
    spc_run: float = 7
    spc_sensitive: float = 2 / 3
    spc_months: float = 60
    spc_fewest: float = 12
    spc_rare: float = 0.75
    spc_recalculate: float = 12
    overall_matrix: tuple[tuple[str, ...], ...] = _MATRIX
    """Overall class: a row per threat (Low, Medium, High), a column per impact class (Low, Medium, High)."""

    def __post_init__(self) -> None:
        for setting in SETTINGS:
            setting.check(getattr(self, setting.field))
        if self.impact_medium_from > self.impact_high_from:
            raise PolicyError("Impact Medium must start at or below the score where High starts.")
        if self.target_floor > self.target_ceiling:
            raise PolicyError("The least reduction cannot be above the most reduction in a year.")
        words = [level.value for level in Level]
        if [len(row) for row in self.overall_matrix] != [3, 3, 3] or any(
            word not in words for row in self.overall_matrix for word in row
        ):
            raise PolicyError("The overall matrix takes Low, Medium or High in each of its nine cells.")

    @property
    def grade_scale(self) -> Scale:
        """Return the grade scale."""
        return SCALES[self.scale]

    @property
    def overall(self) -> Mapping[tuple[Level, Level], Level]:
        """Return the overall class by (threat, impact class)."""
        return {
            (threat, impact): Level(word)
            for threat, row in zip(Level, self.overall_matrix, strict=True)
            for impact, word in zip(Level, row, strict=True)
        }

    def with_setting(self, field: str, value: Any) -> Policy:
        """Return the policy with one setting changed, or refuse it.

        >>> Policy().with_setting("rag_tolerance", 0.02).rag_tolerance
        0.02
        """
        return dataclasses.replace(self, **{field: value})


DEFAULT: Final = Policy()


def read_setting(setting: Setting, typed: object) -> Any:
    """Return what was typed for a setting as the policy takes it: a choice in its own spelling, or the number.

    >>> read_setting(SETTINGS[1], "Lead  capped")
    'lead capped'
    """
    if setting.choices and isinstance(typed, str):
        for choice in setting.choices:
            if key(choice) == key(typed):
                return choice
    setting.check(typed)
    return typed

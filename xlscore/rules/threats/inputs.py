"""What a row of the threat and impact scorecard is judged by, as it is typed.

Source: Leicestershire threat/impact ("emergent") scorecard, October 2013.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xlscore.rules.figures import Blank, Entry, Figure, Source, Unread
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.series import Series
from xlscore.rules.threats.classes import Level
from xlscore.rules.threats.levels import AreaLevel
from xlscore.rules.threats.words import Purpose, is_rate, purpose_of

__all__ = ["Counts", "ThreatInputs", "figure", "is_easier", "wants_a_sign"]


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts behind an outcome rate, wherever they stand."""

    crimes: Entry = None
    outcomes: Entry = None


@dataclass(frozen=True, slots=True)
class ThreatInputs:
    """What a row is judged by, as typed. Targets and rates are fractions; an entry of None has no column."""

    objective: str
    purpose: str
    at: Source
    """The cell that says what the row counts."""
    actual: Entry = None
    previous: Entry = None
    hard_target: Entry = None
    stretch_target: Entry = None
    impact_score: Entry = None
    counts: Counts = Counts()
    series: Series | None = None
    threat: Level | None = None
    impact_class: Level | None = None
    """The class that a person typed; it counts only where there is no score."""
    trend: str = ""
    control: str = ""
    """Trend and level of control that a person typed; they count only where there is no series."""

    better: bool | None = None
    """Whether higher is better, where the row says so itself; it counts for an average alone."""
    group: str = ""
    """The objectives that are looked at together with this one."""
    lowest: AreaLevel | None = None
    """The lowest level that the objective is broken down to, None where it is broken down to any."""
    tolerance: Entry = None
    """By how much the target may be missed and be Amber still, in place of the Policy's; blank for the Policy's."""
    of_target: bool = False
    """Whether that tolerance is a share of the target."""

    @property
    def measures(self) -> Purpose | None:
        """Return what the row measures; None where its purpose does not say."""
        return purpose_of(self.purpose)

    @property
    def rate(self) -> bool | None:
        """Return whether the row is a level in per cent; None where its purpose does not say."""
        return is_rate(self.purpose)

    @property
    def higher_is_better(self) -> bool:
        """Return which way is better: a rate's is up, a count's down, an average's down unless the row says otherwise."""
        return bool(self.better) if self.measures is Purpose.AVERAGE else bool(self.rate)

    @property
    def by_rate(self) -> bool:
        """Return whether the outcomes short can only follow from the rate: the crimes are known, the outcomes are not."""
        return (
            self.measures is Purpose.OUTCOMES
            and isinstance(self.counts.crimes, Figure)
            and isinstance(self.actual, Figure)
            and (self.counts.outcomes is None or isinstance(self.counts.outcomes, Blank))
        )


def figure(entry: Entry, what: str) -> Fraction:
    """Return the figure of an entry, or say that it is missing or cannot be read."""
    if isinstance(entry, Figure):
        return entry.value
    if isinstance(entry, Unread):
        raise RuleError(Trouble.UNREADABLE, f"The {what} cannot be read.")
    raise RuleError(Trouble.MISSING, f"There is no {what}.")


def is_easier(inputs: ThreatInputs) -> bool:
    """Return whether the stretch target is easier than the hard one, so that the two may be swapped.

    >>> at = Source("Scorecard", "C2")
    >>> is_easier(ThreatInputs("Burglary", "Recorded Crime", at, hard_target=Figure(Fraction(-15, 100), at), stretch_target=Figure(Fraction(-1, 10), at)))
    True
    """
    hard, stretch = inputs.hard_target, inputs.stretch_target
    if inputs.measures is None or not isinstance(hard, Figure) or not isinstance(stretch, Figure):
        return False
    return stretch.value < hard.value if inputs.higher_is_better else stretch.value > hard.value


def wants_a_sign(entry: Entry) -> bool:
    """Return whether a target on recorded crime must be asked about: 10% may be a fall meant, or a rise allowed.

    A text that says +10% is an answer.

    >>> at = Source("Scorecard", "C2")
    >>> wants_a_sign(Figure(Fraction(1, 10), at)), wants_a_sign(Figure(Fraction(-1, 10), at))
    (True, False)
    """
    if not isinstance(entry, Figure) or entry.value <= 0:
        return False
    return entry.text is None or not entry.text.typed.lstrip().startswith("+")

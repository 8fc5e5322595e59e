"""Whether a measure meets its target, by the table that holds it.

The scorecard has a hard target and a stretch, the MSG sheet an aspiration, a redline its minimum. A condition that says no more
than "target" means the scorecard's, else the aspiration, else the minimum.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.rules.conditions.measures import MeasureFacts
from xlscore.rules.conditions.words import TargetKind
from xlscore.rules.problems import RuleError, Trouble

__all__ = ["judge_target"]

_IN_ORDER: Final = (TargetKind.HARD, TargetKind.ASPIRATION, TargetKind.MINIMUM)


def judge_target(wanted: TargetKind, measures: Sequence[MeasureFacts]) -> tuple[bool, str]:
    """Return whether the target of a measure is met, and what its table says; refused where none says it.

    `measures` are what the tables say of one measure.

    >>> from xlscore.rules.figures import Source
    >>> burglary = MeasureFacts("Burglary, Recorded Crime", Source("Scorecard", "A2"), targets={TargetKind.HARD: True})
    >>> judge_target(TargetKind.ANY, [burglary])
    (True, 'Burglary, Recorded Crime: hard target met (Scorecard!A2)')
    """
    for kind in _IN_ORDER if wanted is TargetKind.ANY else (wanted,):
        for measure in measures:
            met = measure.targets.get(kind)
            if met is not None:
                return (
                    met,
                    f"{measure.name}: {kind.value} {'met' if met else 'not met'} ({measure.source.place})",
                )
    what = f"Nothing says whether {measures[0].name} meets its {wanted.value}."
    do = "Enter the target and the figure in the table that it stands in."
    raise RuleError(Trouble.MISSING, what, do)

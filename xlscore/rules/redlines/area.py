"""What the rules say of an area's redline measures together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlscore.rules.force.area_grades import RedlineMeasure
from xlscore.rules.redlines.met import RedlineCount, count_met

__all__ = ["RedlinesResult", "judge_redlines"]


@dataclass(frozen=True, slots=True)
class RedlinesResult:
    """How many of an area's redline measures are met, and the sentence that says so."""

    count: RedlineCount
    sentence: str

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {"met": self.count.met, "defined": self.count.defined, "sentence": self.sentence}


def judge_redlines(area: str, measures: Sequence[RedlineMeasure]) -> RedlinesResult:
    """Return what is to be said of an area's redline measures.

    >>> from xlscore.rules.figures import Source
    >>> solved = RedlineMeasure("Solved rate", Source("Areas", "B2"), typed=False)
    >>> judge_redlines("Violence With Injury", [solved]).sentence
    'The redline measure of Violence With Injury is not met.'
    """
    count = count_met([measure.met for measure in measures])
    return RedlinesResult(count, count.sentence(area))

"""What the rules say of an area's redline measures, of each and together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from xlscore.rules.exact import cell_number
from xlscore.rules.figures import Figure
from xlscore.rules.redlines.change import change_of
from xlscore.rules.redlines.composite import said_composite
from xlscore.rules.redlines.history import on_year, said_history, worse_since
from xlscore.rules.redlines.met import RedlineCount, count_met
from xlscore.rules.redlines.redline import Redline, gap_of, said_change, said_gap, said_movement
from xlscore.rules.series import month_name

__all__ = ["RedlineResult", "RedlinesResult", "judge_redline", "judge_redlines"]


@dataclass(frozen=True, slots=True)
class RedlineResult:
    """What is to be said of a redline measure."""

    redline: Redline
    gap: Fraction | None
    """Own minus minimum: a fraction for percentages, where a hundredth is a point."""
    sentences: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return all that is said of it, as it stands beside the measure."""
        return " ".join(self.sentences)

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        measure = self.redline.measure
        return {
            "measure": measure.name,
            "met": measure.met,
            "value": _held(measure.value),
            "minimum": _held(measure.minimum)
            if self.redline.benchmark is None
            else self.redline.benchmark.name,
            "gap": None if self.gap is None else cell_number(self.gap),
            "data_to": self.redline.data_to,
            "previous": _held(self.redline.previous),
            "previous_data_to": self.redline.previous_data_to,
            **self._change(),
            **self._history(),
            "categories": [category.as_dict() for category in self.redline.categories],
            "sentences": list(self.sentences),
        }

    def _change(self) -> dict[str, Any]:
        """Return the change of its count, and the same as a fraction of the count before; as typed where no counts are known."""
        now, before, typed = self.redline.count, self.redline.previous_count, self.redline.change
        found = typed if now is None or before is None else change_of(now, before)
        count, percent = (None, None) if found is None else (found.count, found.percent)
        return {"change": count, "change_percent": None if percent is None else cell_number(percent / 100)}

    def _history(self) -> dict[str, Any]:
        """Return since when it has deteriorated, and the gaps to the same month last year then and now."""
        history = self.redline.history
        latest = None if history is None else history.latest
        if history is None or latest is None:
            return {"deteriorating_since": None, "on_year_then": None, "on_year": None}
        since = worse_since(history, self.redline.measure.higher_is_better)
        then, now = (None if month is None else on_year(history, month) for month in (since, latest))
        return {
            "deteriorating_since": None if since is None else month_name(since),
            "on_year_then": None if then is None else cell_number(then),
            "on_year": None if now is None else cell_number(now),
        }


@dataclass(frozen=True, slots=True)
class RedlinesResult:
    """How many of an area's redline measures are met, the sentence that says so, and what is said of each."""

    area: str
    count: RedlineCount
    sentence: str
    measures: tuple[RedlineResult, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return how many are met, and what is said of each measure."""
        return tuple(filter(None, (self.sentence, *(measure.words for measure in self.measures))))

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {
            "met": self.count.met,
            "defined": self.count.defined,
            "sentence": self.sentence,
            "measures": [measure.as_dict() for measure in self.measures],
        }


def judge_redline(redline: Redline) -> RedlineResult:
    """Return what is to be said of a redline measure."""
    history = redline.history
    months = () if history is None else said_history(history, redline.measure.higher_is_better)
    said = (
        said_gap(redline),
        said_movement(redline),
        said_change(redline),
        *months,
        *said_composite(redline.categories),
    )
    return RedlineResult(redline, gap_of(redline), _named(redline.name, tuple(filter(None, said))))


def _named(name: str, sentences: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sentences with the measure's name in the first: "It" must have been called by its name."""
    if not sentences or sentences[0].startswith(name):
        return sentences
    return f"{name}: {sentences[0][0].lower()}{sentences[0][1:]}", *sentences[1:]


def judge_redlines(area: str, redlines: Sequence[Redline]) -> RedlinesResult:
    """Return what is to be said of an area's redline measures.

    >>> from xlscore.rules.figures import Source
    >>> from xlscore.rules.force.area_grades import RedlineMeasure
    >>> solved = Redline(RedlineMeasure("Solved rate", Source("Areas", "B2"), typed=False))
    >>> judge_redlines("Violence With Injury", [solved]).sentence
    'The redline measure of Violence With Injury is not met.'
    """
    count = count_met([redline.measure.met for redline in redlines])
    return RedlinesResult(area, count, count.sentence(area), tuple(map(judge_redline, redlines)))


def _held(figure: Figure | None) -> float | None:
    return None if figure is None else cell_number(figure.value)

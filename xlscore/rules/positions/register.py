"""The register of aspirations: which one holds now, since when and by whom, what it was before, and where registers disagree.

Source: Essex Police MSG aspirations, 2020: the aspiration to officers' sickness stands as 7th in one table and as 5th in
another, and nothing says which was set later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlscore.rules.figures import Source
from xlscore.rules.positions.benchmark import Benchmark

__all__ = ["Aim", "AspirationCourse", "settle"]


@dataclass(frozen=True, slots=True)
class Aim:
    """A row of a register: an aspiration as it is typed and as it is meant, and on which day who set it."""

    said: str
    benchmark: Benchmark | None
    """None: no aspiration any more."""
    source: Source
    register: int
    """Which of the workbook's registers it stands in."""
    on: date | None = None
    day: str = ""
    """The day as a sentence says it."""
    by: str = ""
    rationale: str = ""
    before: str = ""


@dataclass(frozen=True)
class AspirationCourse:
    """A measure's aspirations, oldest first, the last one being the one that holds."""

    dated: tuple[Aim, ...] = ()
    undated: tuple[Aim, ...] = ()
    """Rows without a day beside others: they do not count until it is entered."""
    conflicts: tuple[tuple[Aim, Aim], ...] = ()
    """Pairs that cannot both hold: set on one day, or each the latest of its own register."""

    @property
    def current(self) -> Aim | None:
        """Return the aspiration that holds, None where no row says one."""
        return self.dated[-1] if self.dated else None

    @property
    def before(self) -> str:
        """Return what the aspiration was before, as its row says it or else as the row before has it; "" for nothing."""
        if self.current is None:
            return ""
        return self.current.before or (self.dated[-2].said if len(self.dated) > 1 else "")

    def sentence(self, measure: str) -> str:
        """Return what holds, since when, by whom, and what was before, in a sentence.

        >>> at = Source("Aspirations", "B2")
        >>> set_then = Aim("5th in MSG", Benchmark("rank", 5), at, 0, date(2019, 4, 1), "Apr 2019")
        >>> set_now = Aim("7th in MSG", Benchmark("rank", 7), at, 0, date(2020, 4, 6), "6 Apr 2020", by="Commissioner")
        >>> settle([set_now, set_then]).sentence("Officer sickness")
        'Officer sickness: the aspiration is 7th in MSG, set on 6 Apr 2020 by Commissioner, before: 5th in MSG.'
        """
        if self.current is None:
            return ""
        aim = self.current
        said = f"{measure}: the aspiration is {aim.said or 'none'}"
        if aim.day or aim.by:
            said += f", set{f' on {aim.day}' if aim.day else ''}{f' by {aim.by}' if aim.by else ''}"
        return f"{said}, before: {self.before}." if self.before else f"{said}."


def settle(rows: Sequence[Aim]) -> AspirationCourse:
    """Return the course of a measure's aspirations: the latest by its day holds.

    A single row needs no day. Of several without any, the last one holds, and those that differ from it are conflicts.
    """
    dated = sorted((aim for aim in rows if aim.on is not None), key=lambda aim: aim.on or date.min)
    undated = tuple(aim for aim in rows if aim.on is None)
    if not dated:
        others = [(aim, undated[-1]) for aim in undated[:-1] if aim.benchmark != undated[-1].benchmark]
        return AspirationCourse(undated[-1:], undated[:-1], tuple(others))
    current = dated[-1]
    latest = {aim.register: aim for aim in dated}
    rivals = [aim for aim in dated[:-1] if aim.on == current.on or latest[aim.register] is aim]
    return AspirationCourse(
        tuple(dated), undated, tuple((aim, current) for aim in rivals if aim.benchmark != current.benchmark)
    )

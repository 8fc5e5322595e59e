"""What a workbook knows, found by name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from xlscore.narrative.model import Fact, KnownName, NameKind
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Source
from xlscore.rules.problems import Problem

__all__ = ["Knowledge"]


@dataclass(frozen=True)
class Knowledge:
    """The names of a workbook, what it says of each, and what is wrong in it."""

    names: tuple[KnownName, ...] = ()
    facts: tuple[Fact, ...] = ()
    """What holds for the period that the workbook reports on, and for the one before."""
    problems: tuple[Problem, ...] = ()
    dated: tuple[Fact, ...] = ()
    """What holds for a period that has to be named: the single months behind a year to date."""
    days: tuple[Fact, ...] = ()
    """Days that the workbook names, and what each is of."""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The redline measures of each area, by its name."""
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The areas of each theme that has several, by its name."""
    written: tuple[tuple[str, str, Source], ...] = ()
    """What people wrote in the workbook's own cells: of which name, the sentence, the cell."""
    cycle: str = ""
    before: str = ""
    """What the cycle is called that is reported on, and the one before it."""

    @cached_property
    def by_name(self) -> dict[str, tuple[Fact, ...]]:
        """Return what holds now and before, by name."""
        return _by_name(self.facts)

    @cached_property
    def dated_by_name(self) -> dict[str, tuple[Fact, ...]]:
        """Return what holds for periods that have to be named, by name."""
        return _by_name(self.dated)

    def near(self, name: str, least: float, most: float) -> tuple[Fact, ...]:
        """Return the figures of a name whose size lies between two."""
        sizes, facts = self._sizes.get(name, ((), ()))
        return facts[bisect_left(sizes, least) : bisect_right(sizes, most)]

    @cached_property
    def _sizes(self) -> dict[str, tuple[tuple[float, ...], tuple[Fact, ...]]]:
        """Return the sizes of a name's figures and those figures, the smallest first."""
        found: dict[str, list[tuple[float, Fact]]] = {}
        for fact in (*self.facts, *self.dated):
            if isinstance(fact.value, Fraction):
                found.setdefault(fact.name, []).append((to_float(abs(fact.value)), fact))
        return {
            name: (tuple(size for size, _ in each), tuple(fact for _, fact in each))
            for name, of in found.items()
            for each in [sorted(of, key=lambda pair: pair[0])]
        }

    @cached_property
    def latest_month(self) -> date | None:
        """Return the first day of the last month that the workbook has figures of."""
        ends = [
            fact.period.last
            for fact in (*self.facts, *self.dated)
            if fact.period is not None and not fact.projected
        ]
        known = [end.replace(day=1) for end in ends if end is not None]
        return max(known, default=None)

    @cached_property
    def wrong_cells(self) -> dict[tuple[str, str], str]:
        """Return what is wrong in each cell that has a problem."""
        return {(problem.sheet, problem.cell): problem.what for problem in self.problems if problem.cell}

    def named(self, kind: NameKind) -> tuple[KnownName, ...]:
        """Return the names of a kind in the workbook's order."""
        return tuple(name for name in self.names if name.kind is kind)


def _by_name(facts: tuple[Fact, ...]) -> dict[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.name, []).append(fact)
    return {name: tuple(of) for name, of in found.items()}

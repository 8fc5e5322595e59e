"""A figure of this year beside last year's and its target, as facts: levels, changes, gaps, and on which side of the target it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, Period, Sense
from xlscore.narrative.states import CHANCE
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Source
from xlscore.rules.statistics.two_counts import is_unusual

__all__ = ["KnownFigure", "StandingFigures"]


@dataclass(frozen=True)
class KnownFigure:
    """A figure of the workbook, and the cells that say it."""

    value: Fraction
    sources: tuple[Source, ...]
    said: str = ""
    """How it comes from them, where it does not stand in one of them."""

    def words(self, unit: ClaimUnit) -> str:
        """Return it with its cell, for a line of arithmetic."""
        text = shown(self.value, unit)
        return self.said or (f"{self.sources[0].place} {text}" if self.sources else text)


@dataclass(frozen=True)
class StandingFigures:
    """What stands of a name: its figure now and before, and the level that it should have."""

    name: str
    unit: ClaimUnit
    now: KnownFigure | None = None
    before: KnownFigure | None = None
    level: KnownFigure | None = None
    """The level that is aimed for."""
    outcomes: bool = False
    better: bool | None = None
    place: str = ""
    period: Period | None = None
    then: Period | None = None
    """The period of the figure before."""

    @property
    def is_share(self) -> bool:
        """Return whether the figures are percentages, whose differences are points."""
        return self.unit is ClaimUnit.PERCENT

    def facts(self) -> Iterator[Fact]:
        """Yield what these figures say."""
        if self.now is not None:
            yield self.made(ClaimKind.LEVEL, self.now, self.unit)
        if self.before is not None:
            yield replace(self.made(ClaimKind.LEVEL, self.before, self.unit), previous=True, period=self.then)
        yield from self._changes()
        yield from self._against()

    def made(self, kind: ClaimKind, figure: KnownFigure, unit: ClaimUnit) -> Fact:
        """Return a figure as a fact."""
        return Fact(
            kind, self.name, figure.value, unit, figure.sources, figure.words(unit),
            outcomes=self.outcomes, place=self.place, period=self.period, higher_is_better=self.better,
        )  # fmt: skip

    def _changes(self) -> Iterator[Fact]:
        now, before = self.now, self.before
        if now is None or before is None:
            return
        made, said = self._difference(ClaimKind.CHANGE, now, before)
        yield from self._by_chance(made)
        yield replace(made, reference=ComparedWith.LAST_YEAR)
        if before.value:
            share = (now.value - before.value) / before.value
            words = f"({said}) ÷ {shown(before.value, self.unit)} = {shown(share, ClaimUnit.PERCENT)}"
            figure = KnownFigure(share, (*now.sources, *before.sources), words)
            made = self.made(ClaimKind.CHANGE, figure, ClaimUnit.PERCENT)
            yield replace(made, reference=ComparedWith.LAST_YEAR)

    def _by_chance(self, change: Fact) -> Iterator[Fact]:
        """Yield whether a change in a count is more than chance would explain."""
        counts = [figure.value for figure in (self.now, self.before) if figure is not None]
        whole = all(value >= 0 and value.denominator == 1 for value in counts)
        if self.unit in (ClaimUnit.CRIMES, ClaimUnit.OUTCOMES) and len(counts) == 2 and whole:
            state = "more" if is_unusual(*map(to_float, counts)) else "no more"
            said = f"{change.arithmetic}: {state} than chance would explain"
            yield replace(
                change, kind=ClaimKind.THRESHOLD, value=state, unit=ClaimUnit.NONE, arithmetic=said, limit=CHANCE, also=()
            )  # fmt: skip

    def _difference(self, kind: ClaimKind, one: KnownFigure, other: KnownFigure) -> tuple[Fact, str]:
        """Return the difference of two figures, in points between percentages, and how it is made."""
        by = one.value - other.value
        unit = ClaimUnit.POINTS if self.is_share else self.unit
        said = f"{one.words(self.unit)} − {other.words(self.unit)}"
        figure = KnownFigure(by, (*one.sources, *other.sources), f"{said} = {shown(by, unit)}")
        return replace(self.made(kind, figure, unit), also=_of_printed(one, other, self.is_share)), said

    def _against(self) -> Iterator[Fact]:
        """Yield how far the figure is from the level that is aimed for, on which side of it, and whether that meets it."""
        now, level = self.now, self.level
        if now is None or level is None:
            return
        made, _ = self._difference(ClaimKind.GAP, now, level)
        made = replace(made, reference=ComparedWith.TARGET)
        gap = now.value - level.value
        yield made
        side = replace(made, kind=ClaimKind.AGAINST, unit=ClaimUnit.NONE, also=())
        yield replace(side, value=Fraction((gap > 0) - (gap < 0)))
        if self.better is not None:
            met = gap >= 0 if self.better else gap <= 0
            yield replace(side, value=(Sense.BETTER if met else Sense.WORSE).value)


def _of_printed(one: KnownFigure, other: KnownFigure, is_share: bool) -> tuple[Fraction, ...]:
    """Return the difference of two percentages as they are printed with a decimal, which is as right as that of the figures."""
    if not is_share:
        return ()
    printed = round(one.value, 3) - round(other.value, 3)
    return () if printed == one.value - other.value else (one.value - other.value, printed)

"""The whole threat and impact scorecard with its breakdown by area: what one row takes from another, and all results.

Source: Leicestershire threat/impact ("emergent") scorecard, October 2013.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from xlscore.rules.figures import Blank, Entry, Figure
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.threats.against import short_of, year_change
from xlscore.rules.threats.inputs import Counts, ThreatInputs
from xlscore.rules.threats.levels import AreaLevel, area_level
from xlscore.rules.threats.row import ThreatRow, Unsaid, WithReasons, judge_row, said
from xlscore.rules.threats.words import Purpose, is_force
from xlscore.rules.words import name_key

__all__ = ["JudgedCard", "ThreatCard", "UnitInputs", "UnitRow", "completed", "judge_area", "judge_card"]


@dataclass(frozen=True, slots=True)
class UnitInputs:
    """A row of the breakdown: an area, and its figures against its own target or the scorecard's."""

    area: str
    figures: ThreatInputs
    target: Entry = None
    level: AreaLevel | None = None
    """The level that the breakdown says; None where only the name may say it."""
    too_low: bool | None = False
    """Whether the objective is not broken down so far; None where the area's own level would have to be known."""

    @property
    def known_level(self) -> AreaLevel | None:
        """Return the level of the area, by the breakdown or by its name."""
        return self.level or area_level(self.area)


@dataclass(frozen=True, slots=True)
class UnitRow(WithReasons):
    """What an area comes to; what cannot be said is None, and `unsaid` holds its reason."""

    year_on_year: Fraction | None
    shortfall: int | None
    unsaid: tuple[Unsaid, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreatCard:
    """The scorecard's rows and its breakdown's, in their order."""

    rows: tuple[ThreatInputs, ...]
    areas: tuple[UnitInputs, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedCard:
    """The results of a scorecard, and the completed inputs that they follow from, row by row."""

    card: ThreatCard
    rows: tuple[ThreatRow, ...]
    areas: tuple[UnitRow, ...]


def judge_card(card: ThreatCard, policy: Policy) -> JudgedCard:
    """Return what every row and area comes to by the policy."""
    whole = completed(card)
    return JudgedCard(
        whole,
        tuple(judge_row(row, policy) for row in whole.rows),
        tuple(judge_area(area) for area in whole.areas),
    )


def completed(card: ThreatCard) -> ThreatCard:
    """Return the card with the counts behind its rates and the targets of its areas, where other rows have them."""
    rows = tuple(replace(row, counts=_counts_behind(row, card)) for row in card.rows)
    areas = tuple(
        replace(
            area,
            figures=replace(area.figures, counts=_counts_of_area(area, card)),
            target=area.target
            if isinstance(area.target, Figure)
            else _hard_target(area, card) or area.target,
            too_low=_is_too_low(area, card),
        )
        for area in card.areas
    )
    return ThreatCard(rows, areas)


def _counts_behind(row: ThreatInputs, card: ThreatCard) -> Counts:
    """Return the counts behind a row's outcome rate: on the row itself, on the force's row of the breakdown, or, for
    the crimes, the recorded crime of the same objective."""
    force = next((a.figures.counts for a in card.areas if _is_force_of(a, row.objective)), Counts())
    recorded = _recorded(card.rows, row)
    return Counts(
        crimes=_first_figure(row.counts.crimes, force.crimes, *recorded),
        outcomes=_first_figure(row.counts.outcomes, force.outcomes),
    )


def _recorded(rows: Iterable[ThreatInputs], of: ThreatInputs) -> list[Entry]:
    """Return the recorded crimes of the objective whose outcome rate a row is; of no other purpose are they the base."""
    if of.measures is not Purpose.OUTCOMES:
        return []
    return [row.actual for row in rows if row.measures is Purpose.CRIMES and _same(row, of)]


def _counts_of_area(area: UnitInputs, card: ThreatCard) -> Counts:
    """Return the counts behind an area's outcome rate: on its row, or the recorded crime of the same area."""
    counts = area.figures.counts
    here = (other.figures for other in card.areas if name_key(other.area) == name_key(area.area))
    return replace(counts, crimes=_first_figure(counts.crimes, *_recorded(here, area.figures)))


def _is_too_low(area: UnitInputs, card: ThreatCard) -> bool | None:
    """Return whether an area is below the lowest level of its objective: that of its own purpose, else of any."""
    same = [row for row in card.rows if _same(row, area.figures)]
    own = [row for row in same if row.measures is area.figures.measures] or same
    lowest = next((row.lowest for row in own if row.lowest is not None), None)
    if lowest is None or is_force(area.area):
        return False
    level = area.known_level
    if level is None:
        return True if lowest is AreaLevel.FORCE else None if lowest is AreaLevel.BCU else False
    return level.depth > lowest.depth


def _is_force_of(area: UnitInputs, objective: str) -> bool:
    counts = area.figures.counts
    counted = any(
        entry is not None and not isinstance(entry, Blank) for entry in (counts.crimes, counts.outcomes)
    )
    return counted and is_force(area.area) and name_key(area.figures.objective) == name_key(objective)


def _same(one: ThreatInputs, other: ThreatInputs) -> bool:
    return name_key(one.objective) == name_key(other.objective)


def _first_figure(*entries: Entry) -> Entry:
    return next((entry for entry in entries if isinstance(entry, Figure)), entries[0])


def _hard_target(area: UnitInputs, card: ThreatCard) -> Entry:
    """Return the scorecard's hard target of an area's objective and purpose, None where it has none."""
    if area.target is not None and not isinstance(area.target, Blank):
        return None  # what was typed for the area and cannot be read is not silently replaced
    alike = (row for row in card.rows if row.measures is area.figures.measures and _same(row, area.figures))
    return next((row.hard_target for row in alike if isinstance(row.hard_target, Figure)), None)


def judge_area(area: UnitInputs) -> UnitRow:
    """Return the change on last year and the shortfall of an area."""
    unsaid: list[Unsaid] = []
    if area.too_low is not False:
        why = RuleError(Trouble.MISSING, "The objective is not broken down so far.")
        return UnitRow(None, None, (Unsaid("year_on_year", why), Unsaid("shortfall", why)))
    return UnitRow(
        year_on_year=said("year_on_year", unsaid, lambda: year_change(area.figures)),
        shortfall=said("shortfall", unsaid, lambda: short_of(area.figures, area.target)),
        unsaid=tuple(unsaid),
    )

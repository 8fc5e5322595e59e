"""What the MSG sheet says of a measure to the tables that compare with it: own value, and whether a benchmark is reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlscore.books.msg.answer import Measure
from xlscore.books.msg.headings import MSG
from xlscore.books.msg.history import month_of
from xlscore.books.msg.positions import plan_msg
from xlscore.books.msg.stacked import find_stacks
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.percentages import per_cent_places
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table
from xlscore.rules.figures import Figure, Source
from xlscore.rules.figures_text import read_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.positions.benchmark import Benchmark, read_benchmark
from xlscore.rules.positions.gaps import is_ahead
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.problems import RuleError
from xlscore.rules.redlines.scale import in_scale_of
from xlscore.rules.statistics.expected_range import is_in_line
from xlscore.rules.words import name_key

__all__ = ["Standing", "benchmark_in", "read_standings", "standing_of"]

_THERE = "already"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the force stands in a measure."""

    value: float | None
    reaches_average: bool | None
    reaches_top_quartile: bool | None
    to_average: float | str | None = None
    to_top_quartile: float | str | None = None
    unit: str = ""
    data_to: date | None = None
    """The month up to which its data go, None where nobody says it."""
    is_fraction: bool = False
    """Whether a percentage is certain to be held as a fraction."""

    def figure(self, table: Table, row: int, reading: Reading) -> Figure | None:
        """Return the own value as it goes into a row's *Value*, in the numbers of its minimum; None where nobody says it.

        A percentage beside 60%, or in a cell that shows percentages, is a fraction as they are.
        """
        if self.value is None:
            return None
        value = Fraction(str(self.value))
        if is_percentage(self.unit):
            certain, bare = _are_percentages(table, row, reading), _bare(table, row)
            value = in_scale_of(value, is_fraction=self.is_fraction, certain=certain, beside=bare)
        cell = table.cell(row, "value") or table.cell(row, "measure")
        return Figure(value, Source(table.sheet, cell), native=False)

    def reaches(self, benchmark: Benchmark) -> bool | None:
        """Return whether the force is at a benchmark or past it, None where the MSG sheet cannot say."""
        if benchmark.kind == "average":
            return self.reaches_average
        return self.reaches_top_quartile if benchmark.kind == "top quartile" else None

    def change_to(self, benchmark: Benchmark) -> float | str | None:
        """Return the change that a benchmark requires, as the MSG sheet has it."""
        if benchmark.kind == "average":
            return self.to_average
        return self.to_top_quartile if benchmark.kind == "top quartile" else None


def _are_percentages(table: Table, row: int, reading: Reading) -> bool:
    """Return whether a row's value or minimum is a percentage for certain: by its own sign, or as its cell shows numbers."""
    for name in ("value", "minimum"):
        held, column = table.value(row, name), table.columns.get(name)
        if isinstance(held, str):
            figure = read_figure(held)
            if figure is not None and figure.unit in (Unit.PERCENT, Unit.POINTS):
                return True
        elif column is not None and per_cent_places(reading, table, row, column) is not None:
            return True
    return False


def _bare(table: Table, row: int) -> list[Fraction]:
    """Return a row's minimum where it is a number without a sign."""
    held = table.value(row, "minimum")
    figure = read_figure(held) if isinstance(held, str) else None
    if figure is not None:
        return [figure.value] if figure.unit is None else []
    is_number = isinstance(held, (int, float)) and not isinstance(held, bool)
    return [Fraction(str(held))] if is_number else []


def standing_of(standings: Mapping[str, Standing], table: Table, row: int) -> Standing | None:
    """Return where the force stands in a row's measure, under its name or the name before a comma and its unit."""
    name = table.text(row, "measure")
    return standings.get(name_key(name)) or standings.get(name_key(name.rpartition(",")[0]))


def read_standings(reading: Reading) -> Mapping[str, Standing]:
    """Return where the force stands by measure, none where the workbook has no MSG sheet; nothing is planned."""
    return reading.once("standings", lambda: _read_standings(reading))


def _read_standings(reading: Reading) -> Mapping[str, Standing]:
    if not find_all(reading.blocks, MSG) and not find_stacks(reading.blocks):
        return {}
    found = plan_msg(Planner(reading))
    by_range = read_policy(reading, Reader()).policy.redline_in_line == "expected range"
    return {name_key(measure.measure): _standing(measure, by_range=by_range) for measure in found.measures}


def benchmark_in(table: Table, row: int) -> Benchmark | None:
    """Return the benchmark that stands as a minimum standard, "MSG average"; None where it is a number or blank."""
    typed = table.value(row, "minimum")
    if is_blank(typed) or not isinstance(typed, str):
        return None
    if (figure := read_figure(typed)) is not None and figure.unit is not Unit.POSITION:
        return None  # "5" is the standard itself; "5th" is a position
    try:
        return read_benchmark(typed)
    except RuleError:
        return None  # a number, or a word that the reader of figures will name


def _standing(measure: Measure, *, by_range: bool) -> Standing:
    average = _reached(measure.to_average, measure.higher_is_better)
    if by_range and average is not True:
        in_range = is_in_line(measure.expected, measure.higher_is_better)
        average = average if in_range is None else in_range
    return Standing(
        measure.value,
        average,
        _reached(measure.to_top_quartile, measure.higher_is_better),
        measure.to_average,
        measure.to_top_quartile,
        measure.unit,
        month_of(measure.data_to),
        measure.is_typed,
    )


def _reached(change: float | str | None, higher: bool | None) -> bool | None:
    """Return whether a change required says that nothing is required, None where it says nothing.

    A change that would make the figure worse is none that is required; `higher` is whether higher is better.
    """
    if isinstance(change, str):
        words = name_key(change)
        return True if _THERE in words else False if any(c.isdigit() for c in words) else None
    return None if change is None else change == 0 or is_ahead(change, higher)

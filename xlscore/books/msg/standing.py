"""What the MSG sheet says of a measure to the tables that compare with it: own value, and whether a benchmark is reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlscore.books.msg.answer import Measure
from xlscore.books.msg.headings import MSG
from xlscore.books.msg.positions import plan_msg
from xlscore.books.msg.stacked import find_stacks
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table
from xlscore.rules.figures_text import read_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.positions.benchmark import Benchmark, read_benchmark
from xlscore.rules.positions.gaps import is_ahead
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.expected_range import is_in_line
from xlscore.rules.words import name_key

__all__ = ["Standing", "benchmark_in", "read_standings"]

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


def read_standings(reading: Reading) -> Mapping[str, Standing]:
    """Return where the force stands by measure, none where the workbook has no MSG sheet; nothing is planned."""
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
    )


def _reached(change: float | str | None, higher: bool | None) -> bool | None:
    """Return whether a change required says that nothing is required, None where it says nothing.

    A change that would make the figure worse is none that is required; `higher` is whether higher is better.
    """
    if isinstance(change, str):
        words = name_key(change)
        return True if _THERE in words else False if any(c.isdigit() for c in words) else None
    return None if change is None else change == 0 or is_ahead(change, higher)

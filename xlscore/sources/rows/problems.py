"""What is said of a file of rows: what left rows out or makes a count doubtful, with the lines where it stands."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name, months_missing
from xlscore.rules.words import listed, listed_up_to, quoted
from xlscore.sources.counted import said_count
from xlscore.sources.files.text_rows import text_rows
from xlscore.sources.kinds import Glimpse
from xlscore.sources.rows.plan import RowPlan
from xlscore.sources.tables.years import bare_month

__all__ = ["Findings", "row_problems"]

_MOST_NAMED: Final = 3
_Said = tuple[str, str, str]
"""Where something stands, what is wrong with it, and what to do."""


@dataclass
class Findings:
    """What was met while rows were added up, by the text that stands in them, with the number of rows."""

    no_date: Tally[str] = field(default_factory=Tally)
    future: Tally[str] = field(default_factory=Tally)
    no_number: Tally[str] = field(default_factory=Tally)
    no_count: Tally[str] = field(default_factory=Tally)
    several: Tally[tuple[str, tuple[str, ...]]] = field(default_factory=Tally)
    summing: Tally[str] = field(default_factory=Tally)
    shared_references: int = 0
    """References of more than one row."""
    shared_with_other_files: int = 0
    """References that a file before has too, in another row."""
    files_before: tuple[str, ...] = ()
    has_rows: bool = True
    all_kept_out: bool = False
    month_first: bool = False
    """Whether the dates themselves say that the month stands before the day."""
    own_totals: list[Fraction] = field(default_factory=list)
    """What the file says that all its rows come to."""
    nameless: int = 0
    """Lines with a date that have neither a type nor a place."""
    notes: int = 0
    """Lines with neither, and no date."""


def row_problems(
    file: Glimpse,
    header: int,
    plan: RowPlan,
    covered: Sequence[date],
    in_all: Fraction | int,
    found: Findings,
) -> tuple[list[Problem], list[str]]:
    """Return what can change a count, as problems, and what is left aside by nature, in sentences."""
    lines = _Lines(file, header)
    told = (
        *_unread(plan, lines, found),
        *_of_two_meanings(plan, lines, found),
        *_own_total(Fraction(in_all), found),
        *_unnamed(plan, found),
        *_in_other_files(found),
        *_wanting(covered, found),
    )
    return [Problem(file.name, cell, what, do) for cell, what, do in told], _sayings(file.name, found)


def _unread(plan: RowPlan, lines: _Lines, found: Findings) -> Iterator[_Said]:
    """Yield which dates and counts cannot be read, with the first lines of them."""
    when = "date" if plan.is_day else "month"
    correct = "Correct it, or say in Sources how dates are written (Format), or that they are months."
    if any(map(bare_month, found.no_date)) and not plan.is_day:
        correct = "Write the year with each month, into the title or into the file's name (2018/19)."
    for tally, column, what, do in (
        (found.no_date, plan.when, f"the {when} cannot be read", correct),
        (found.future, plan.when, f"the {when} lies in the future", "Correct it, or fetch the file again."),
        (found.no_number, plan.count, "the count is no number", "Correct the count."),
    ):  # fmt: skip
        if tally and column is not None:
            stands = lines.of(column, tally)
            named = [_told(text, stands.get(text, "")) for text in tally]
            yield (
                min(stands.values(), key=_number, default=""),
                f"{_rows(tally.total())} left out, because {what}: {listed_up_to(_MOST_NAMED, named)}.",
                do,
            )


def _of_two_meanings(plan: RowPlan, lines: _Lines, found: Findings) -> Iterator[_Said]:
    """Yield the types that two measures have as a source name, and those that only name a sum of others."""
    for (name, measures), number in found.several.items():
        where = lines.of(plan.measure_columns[0], [name]) if plan.measure_columns else {}
        yield (
            where.get(name, ""),
            f"{quoted(name)} is a source name of {listed(measures)}, so that {_rows(number)} not counted.",
            "Give Sources a condition: a row with another column, Means measure, and Value as 'what it says = the measure'.",
        )
    for name, number in found.summing.items():
        yield (
            "",
            f"{quoted(name)} is the sum of its parts, and {_rows(number)} left out for naming it alone.",
            "Say in the file which part it belongs to.",
        )


def _own_total(in_all: Fraction, found: Findings) -> Iterator[_Said]:
    """Yield that the file's own total is not what its rows come to."""
    if len(found.own_totals) == 1 and found.own_totals[0] != in_all:
        yield (
            "",
            f"The file's own total is {said_count(found.own_totals[0])}, and its rows come to {said_count(in_all)}.",
            "Look which of them is right.",
        )


def _unnamed(plan: RowPlan, found: Findings) -> Iterator[_Said]:
    """Yield how many lines have a date and nothing that says of what they are."""
    if found.nameless:
        when = "date" if plan.is_day else "month"
        yield (
            "",
            f"{found.nameless:,} line{' has' if found.nameless == 1 else 's have'} a {when} but neither a type nor a place, and {'is' if found.nameless == 1 else 'are'} not counted.",
            "Fill the type or the place.",
        )


def _in_other_files(found: Findings) -> Iterator[_Said]:
    """Yield how many references a file before has too, with something else in the row."""
    number = found.shared_with_other_files
    if number:
        yield (
            "",
            f"{number:,} reference{' stands' if number == 1 else 's stand'} in {listed_up_to(_MOST_NAMED, [quoted(name) for name in found.files_before])} too, with something else in the row, and count{'s' if number == 1 else ''} in each.",
            "Import the older file first and the newer one by itself, if both say the same crimes.",
        )


def _wanting(covered: Sequence[date], found: Findings) -> Iterator[_Said]:
    """Yield what a file lacks: any row, a month between others, a row that is kept."""
    if not covered and not found.has_rows:
        yield "", "There are headings and no row below them.", "Look whether the extract is whole."
    gaps = [month_name(month) for month in months_missing(covered)]
    if gaps:
        yield (
            "",
            f"No row is of {listed_up_to(_MOST_NAMED, gaps)}, though there are rows of months before and after; it stays blank.",
            "Look whether the extract is whole.",
        )
    if found.all_kept_out:
        yield "", "No row has what Sources keeps only, so that nothing is counted.", "Correct its Value."


def _sayings(name: str, found: Findings) -> list[str]:
    said = []
    if found.month_first:
        said.append(
            f"{name}: its dates are read month first (mm/dd), because some of them can only be read so and none against it."
        )
    if found.shared_references:
        number = found.shared_references
        said.append(
            f"{name}: {number:,} reference{' stands' if number == 1 else 's stand'} in more than one row with something else in it (a type, a month, another cell), and count{'s' if number == 1 else ''} once for each."
        )
    if found.no_count:
        said.append(f"{name}: {_rows(found.no_count.total())} without a count.")
    if found.notes:
        said.append(
            f"{name}: {found.notes:,} line{' has' if found.notes == 1 else 's have'} neither type, place nor date, and {'is no row' if found.notes == 1 else 'are no rows'}."
        )
    return said


class _Lines:
    """Finds the lines of a text in which something stands, by reading it once more."""

    def __init__(self, file: Glimpse, header: int) -> None:
        self._file, self._header = file, header

    def of(self, column: int, texts: Iterable[str]) -> dict[str, str]:
        """Return the first line of each of some texts in a column; none for a Parquet file."""
        wanted = set(list(texts)[:_MOST_NAMED])
        found: dict[str, str] = {}
        if not self._file.is_text:
            return found
        for row in text_rows(self._file.path, self._file.separator):
            if row.line <= self._header + 1 or len(row.cells) <= column:
                continue
            cell = row.cells[column]
            hit = next(
                (
                    text
                    for text in wanted
                    if cell == text or (text.strip() and cell.strip().startswith(text.strip()))
                ),
                None,
            )
            if hit is not None:
                found[hit] = f"line {row.line}"
                wanted.discard(hit)
                if not wanted:
                    break
        return found


def _told(text: str, where: str) -> str:
    said = quoted(text) if text.strip() else "a blank cell"
    return f"{said} ({where})" if where else said


def _rows(number: int) -> str:
    return f"{number:,} row{' is' if number == 1 else 's are'}"


def _number(where: str) -> int:
    return int(where.removeprefix("line "))

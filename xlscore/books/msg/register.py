"""The registers of aspirations of a workbook: on any sheet, each row an aspiration and the day on which it was set.

The latest by its day is the current one. It holds where the MSG table says nothing; where that says something else, and where
registers disagree, a problem names both cells. Nothing is written into a register but by the next cycle: an aspiration that a
person changed on the MSG sheet is added to it without a day, for only a person can say when it was set and by whom.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlscore.books.msg.headings import ASPIRATIONS, MSG
from xlscore.books.msg.together import MsgTables
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.ooxml.values.addresses import quoted_sheet
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import read_day_or_month
from xlscore.rules.positions.benchmark import Benchmark, read_aspiration
from xlscore.rules.positions.records import Stated
from xlscore.rules.positions.register import Aim, AspirationCourse, settle
from xlscore.rules.problems import RuleError
from xlscore.rules.series import month_name
from xlscore.rules.words import measure_key

__all__ = ["Register", "append_aspirations", "is_register", "judge_aspiration", "read_register"]

_NO_REGISTER = frozenset(
    spelling
    for name in ("position", "to_average", "to_top_quartile", "status", "move")
    for spelling in MSG.column(name).spellings
)


@dataclass(frozen=True)
class Register:
    """The registers of a workbook, and the course of each measure's aspirations by its name as it is compared."""

    tables: tuple[Table, ...] = ()
    courses: Mapping[str, AspirationCourse] = field(default_factory=dict)

    def of(self, measure: str) -> AspirationCourse:
        """Return the course of a measure's aspirations, an empty one where no register has it."""
        return self.courses.get(measure_key(measure), AspirationCourse())


def is_register(table: Table) -> bool:
    """Return whether a table of measures and aspirations is no record of positions with a date."""
    return all(column_key(text) not in _NO_REGISTER for text in table.others.values())


def read_register(reading: Reading, measures: Sequence[str] | None, reader: Reader) -> Register:
    """Return the registers of a workbook; what cannot be read, and where they disagree, is a problem.

    `measures` are those of the MSG sheet, None where there is none: then nothing is said of the measures' names.
    """
    tables = tuple(find_all(reading.blocks, ASPIRATIONS, is_register))
    aims: dict[str, list[Aim]] = {}
    names: dict[str, str] = {}
    for number, table in enumerate(tables):
        reader.look_over(table)
        for row in table.records:
            aim = _aim(table, row, number, reader)
            if aim is not None:
                name = table.text(row, "measure")
                aims.setdefault(measure_key(name), []).append(aim)
                names.setdefault(measure_key(name), name)
    courses = {mark: settle(rows) for mark, rows in aims.items()}
    known = courses.keys() if measures is None else {measure_key(measure) for measure in measures}
    for mark, course in courses.items():
        _report(names[mark], course, reader, known=mark in known)
    return Register(tables, courses)


def _aim(table: Table, row: int, number: int, reader: Reader) -> Aim | None:
    """Return a row of a register; one whose aspiration or day cannot be read is a problem and does not count."""
    before = len(reader.problems)
    meant: Benchmark | None = reader.word(table, row, "aspiration", read_aspiration)
    on, day = _day(table, row, reader)
    if len(reader.problems) > before:
        return None
    return Aim(
        table.text(row, "aspiration"), meant, Source(table.sheet, table.cell(row, "aspiration")), number, on, day,
        table.text(row, "by"), table.text(row, "rationale"), table.text(row, "before"),
    )  # fmt: skip


def _day(table: Table, row: int, reader: Reader) -> tuple[datetime.date | None, str]:
    value = table.value(row, "set_on")
    if is_blank(value):
        return None, ""
    if isinstance(value, datetime.date):
        return datetime.date(value.year, value.month, value.day), f"{value.day} {month_name(value)}"
    text = table.text(row, "set_on")
    on = read_day_or_month(text)
    if on is None:
        what = f"'{text}' is not read as a day, so the aspiration of '{table.text(row, 'measure')}' does not count."
        reader.at(table.sheet, table.cell(row, "set_on"), what, "Write it as 6 April 2020.")
    return on, text


def _report(measure: str, course: AspirationCourse, reader: Reader, *, known: bool) -> None:
    for one, other in course.conflicts:
        reader.at(
            one.source.sheet, one.source.cell,
            f"The aspiration of '{measure}' is {one.said or 'blank'} here{_on(one)}, and {other.said or 'blank'} in {_place(other, one)}{_on(other)}.",
            "Correct one of them, or say which was set later.",
        )  # fmt: skip
    for aim in course.undated:
        if aim not in [one for one, _ in course.conflicts]:
            reader.at(
                aim.source.sheet, aim.source.cell,
                f"The aspiration {aim.said or '(blank)'} of '{measure}' has no day, so it does not count beside the others.",
                "Say on which day it was set, and by whom.",
            )  # fmt: skip
    for earlier, later in zip(course.dated, course.dated[1:], strict=False):
        if later.before and _meant(later.before) != earlier.benchmark and earlier.on != later.on:
            reader.at(
                later.source.sheet, later.source.cell,
                f"Before {later.said or 'this'}, the aspiration of '{measure}' is said to have been {later.before}; {_place(earlier, later)} has {earlier.said or 'none'}{_on(earlier)}.",
                "Correct one of them.",
            )  # fmt: skip
    current = course.current
    if current is not None and current.benchmark is not None and not known:
        reader.at(
            current.source.sheet, current.source.cell,
            f"'{measure}' has an aspiration and no row on the {MSG.sheet} sheet.",
            "Call it as there; for a measure that is no longer watched add a row with N/A as its aspiration.",
        )  # fmt: skip


def _meant(typed: str) -> Benchmark | str | None:
    try:
        return read_aspiration(typed)
    except RuleError:
        return typed


def _on(aim: Aim) -> str:
    return f" (set on {aim.day})" if aim.day else ""


def _place(aim: Aim, seen_from: Aim | None = None) -> str:
    here = seen_from is not None and seen_from.source.sheet == aim.source.sheet
    return aim.source.cell if here else f"{quoted_sheet(aim.source.sheet)}!{aim.source.cell}"


def judge_aspiration(
    measure: str, stated: Stated[Benchmark], blank: bool, course: AspirationCourse, reader: Reader
) -> Stated[Benchmark]:
    """Return the aspiration that a measure is judged by: the MSG table's, or the register's where that has a blank.

    Where both say one and they differ the MSG table's counts, and a problem names both cells.
    """
    current = course.current
    if current is None:
        return stated
    if blank:
        return Stated(current.benchmark, current.source)
    waiting = any(aim.benchmark == stated.value for aim in course.undated)
    if stated.readable and stated.source is not None and stated.value != current.benchmark and not waiting:
        reader.at(
            stated.source.sheet, stated.source.cell,
            f"The aspiration of '{measure}' here is not the register's: {_place(current)} has {current.said or 'none'}{_on(current)}.",
            "Correct it, or add a row to the register that says on which day it was changed and by whom.",
        )  # fmt: skip
    return stated


def append_aspirations(planner: Planner, tables: MsgTables) -> None:
    """Plan a row for each aspiration that was changed on the MSG sheet and not in the register; its day is a person's to say."""
    names = {row: tables.text(row, "measure") for row in tables.table.records}
    register = read_register(planner.reading, list(names.values()), Reader())
    lines: dict[int, int] = {}
    for row, measure in names.items():
        course, typed = register.of(measure), tables.text(row, "aspiration")
        current, meant = course.current, _meant(typed)
        if current is None or not typed or isinstance(meant, str) or meant == current.benchmark:
            continue
        if any(aim.benchmark == meant for aim in course.undated):
            continue
        table = register.tables[current.register]
        line = lines.get(current.register, max(table.records)) + 1
        if any(not is_blank(table.block.at(line, column)) for column in table.columns.values()):
            continue  # something else begins there
        lines[current.register] = line
        for name, value in (("measure", measure), ("aspiration", typed), ("before", current.said)):
            if name in table.columns and value:
                planner.enter(table.sheet, line, table.columns[name], value)

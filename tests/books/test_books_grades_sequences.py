"""Whatever people and runs do to a grid in whatever order: nothing that was typed is lost, nothing stale is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
import xlwings as xw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.books.layouts import HEADINGS, Sheets, facts
from tests.support.properties import examples
from xlscore.books import BookError, ForceGrades, agree_grades, generate_force_grades
from xlscore.books.grades.roll import roll
from xlscore.rules.grades import grade_name

MakeBook = Callable[[Sheets], xw.Book]
COMMANDS: Final = "CDEF"
ANSWERS: Final = {"final": "H", "suggested": "I", "why": "J", "override": "K"}
GRADES: Final = ("Good", "RI", "Requires Improvement", "Outstanding", "N/A", None)
LAST_ROW: Final = 6
DEPTH: Final = 20

typed_grade = st.sampled_from(GRADES)
row_number = st.integers(2, LAST_ROW)
step = st.one_of(
    st.tuples(st.just("run")),
    st.tuples(st.just("run")),
    st.tuples(st.just("grade"), row_number, st.sampled_from(COMMANDS), typed_grade),
    st.tuples(st.just("type"), row_number, st.sampled_from(tuple(ANSWERS)), typed_grade),
    st.tuples(st.just("sort"), st.permutations(range(2, LAST_ROW + 1))),
    st.tuples(st.just("insert"), row_number),
    st.tuples(st.just("delete"), row_number),
    st.tuples(st.just("rename")),
    st.tuples(st.just("agree")),
    st.tuples(st.just("roll")),
)


@dataclass
class Grid:
    """A grid in a book, and what the product last wrote into each of its answers, by area and field."""

    book: xw.Book
    written: dict[tuple[str, str], Any] = field(default_factory=dict)
    cycle: int = 1

    @property
    def sheet(self) -> xw.Sheet:
        return self.book.sheets[0]

    def rows(self) -> dict[str, int]:
        names = self.sheet.range(f"B2:B{DEPTH}").value
        return {name: row for row, name in enumerate(names, 2) if name}

    def answer(self, area: str, name: str) -> Any:
        return self.sheet[f"{ANSWERS[name]}{self.rows()[area]}"].value

    def is_ours(self, area: str, name: str) -> bool:
        here = self.answer(area, name)
        return here is None or here == self.written.get((area, name))

    def run(self) -> None:
        ours = {(area, name): self.is_ours(area, name) for area in self.rows() for name in ANSWERS}
        before = {place: self.answer(*place) for place in ours}

        result = generate_force_grades(self.book)

        self.written = {}
        for place, expected in _expected(result).items():
            if ours[place]:
                assert self.answer(*place) == expected, f"stale: {place}"
                self.written[place] = expected
            else:
                assert self.answer(*place) == before[place], f"lost: {place}"

    def apply(self, kind: str, *how: Any) -> None:
        sheet = self.sheet
        if kind == "run":
            self.run()
        elif kind == "grade":
            row, column, grade = how
            sheet[f"{column}{row}"].value = grade
        elif kind == "type":
            row, name, grade = how
            sheet[f"{ANSWERS[name]}{row}"].value = grade
        elif kind == "delete" and len(self.rows()) < 3:
            return  # a grid of one area is none
        elif kind in ("sort", "insert", "delete"):
            lines = sheet.range(f"A2:L{DEPTH}").value
            moved = _moved(kind, how[0], lines)
            sheet.range(f"A2:L{DEPTH}").value = (moved + [[None] * 12] * len(lines))[: len(lines)]
        elif kind == "rename":
            sheet.name = f"{sheet.name} x"[-31:]
        elif kind == "agree":
            self.agree()
        elif kind == "roll":
            self.roll()

    def agree(self) -> None:
        """What is agreed stays whatever is suggested from now on; the cells hold what they held."""
        before = {(area, name): self.answer(area, name) for area in self.rows() for name in ANSWERS}

        agreed = agree_grades(self.book).agreed

        assert {place: self.answer(*place) for place in before} == before
        for area, grade in agreed:
            assert self.written.pop((area, "final")) == before[area, "final"] == grade.value
        assert agree_grades(self.book).agreed == ()

    def roll(self) -> None:
        try:
            roll(self.book, f"Cycle {self.cycle + 1}")
        except BookError:
            return  # no area has a final grade yet
        self.cycle, self.written = self.cycle + 1, {}
        for area in self.rows():
            assert [self.answer(area, name) for name in ANSWERS] == [None] * len(ANSWERS)


def _moved(kind: str, how: Any, lines: list[list[Any]]) -> list[list[Any]]:
    """The lines of the grid in another order, with a blank one more, or one less."""
    if kind == "sort":
        return [lines[place - 2] for place in how] + lines[len(how) :]
    if kind == "insert":
        return [*lines[: how - 2], [None] * 12, *lines[how - 2 :]]
    return [*lines[: how - 2], *lines[how - 1 :]]


def _expected(result: ForceGrades) -> dict[tuple[str, str], Any]:
    expected: dict[tuple[str, str], Any] = {}
    for area in result.areas:
        suggested = None if "cannot be suggested" in area.why else grade_name(area.suggested)
        expected[area.area, "suggested"] = suggested
        expected[area.area, "why"] = area.why
        expected[area.area, "final"] = None if area.suggested is None else suggested
        expected[area.area, "override"] = "Yes" if area.override else None
    return expected


@pytest.mark.parametrize("decided", [True, False])
@settings(
    max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(step, min_size=2, max_size=8))
def test_nothing_typed_is_lost_and_nothing_stale_is_left(
    make_book: MakeBook, decided: bool, steps: list[tuple[Any, ...]]
) -> None:
    rows = [[*row[:6], None, row[7] if decided else None] for row in facts()]
    headings = [*HEADINGS, "Suggested grade", "Why", "Override", "Rationale"]
    grid = Grid(make_book({"Grid": [headings, *[[*row, None, None, None, None] for row in rows]]}))

    for one in [*steps, ("run",), ("run",)]:
        grid.apply(*one)


def test_lone_grades_between_the_headings_and_the_first_area_begin_no_second_grid(
    make_book: MakeBook,
) -> None:
    headings = [*HEADINGS, "Suggested grade", "Why", "Override", "Rationale"]
    lone = [[None, None, "Good"], [None, None, None, "Good"]]
    book = make_book({"Grid": [headings, *lone, *facts()]})

    result = generate_force_grades(book)

    assert len(result.areas) == len(facts())
    assert [(p.cell, p.what) for p in result.problems if "no Area" in p.what] == [
        ("B2", "A row of the grid of command grades has no Area, so it is not read."),
        ("B3", "A row of the grid of command grades has no Area, so it is not read."),
    ]

"""Sheets as nobody laid them out for us: a grid in any layout says the same, and any cells at all meet an answer or a sentence."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from tests.support.properties import examples
from tests.support.tools import ROOT
from xlscore.books import check, generate_force_grades, refresh
from xlscore.books.files import workbook_file
from xlscore.books.samples import SAMPLES
from xlscore.errors import XlscoreError
from xlscore.rules.grades import Grade

pytestmark = pytest.mark.cases

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]

AREAS = [
    "Burglary",
    "Rape",
    "Stalking and harassment",
    "Hate crime",
    "Missing people",
    "Rural crime",
    "Custody",
    "Wellbeing",
]
COMMANDS = ["North", "South", "West", "Crime & Public Protection", "Contact"]
GRADES = ["Outstanding", "Good", "Requires Improvement", "Inadequate", None]
SHORT = {
    "Outstanding": ["O", "outstanding"],
    "Good": ["good", " Good "],
    "Requires Improvement": ["RI", "Requires improvement"],
}
CELLS = st.one_of(
    st.sampled_from(
        ["Area", "Theme", "North", "South", "Final grade", "Previous grade", "Force grade", "Redline", "Measure", "Position",
         "Of", "To average", "Aspiration", "Status", "Force", "Population", "Strategic objective", "Purpose", "Hard target",
         "Actual", "Previous year", "Threat", "Impact score", "Recorded Crime", "Quadrant", "Setting", "Value", "Command",
         "Apr 2024", "May 2024", "Essex", "Kent", "Station", "Line", "Map", "Problem", "Heading", "Means", "Total"]
    ),
    st.sampled_from(["Good", "RI", "Inadequate", "N/A", "-", "Burglary", "Rape", "5%", "1,903", "3rd", "", " ", "#N/A", "=1/0"]),
    st.integers(-5, 3000),
    st.floats(-1, 1, allow_nan=False),
    st.booleans(),
    st.dates(),
    st.none(),
    st.none(),
)  # fmt: skip


@contextmanager
def a_book(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Iterator[xw.Book]:
    with tempfile.TemporaryDirectory() as folder:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        path = Path(folder) / "book.xlsx"
        workbook.save(path)
        with workbook_file(path) as book:
            yield book


@st.composite
def grids(draw: st.DrawFn) -> tuple[dict[str, dict[str, str | None]], list[list[Any]]]:
    """A grid of grades by area and command, and the sheet that some officer made of it."""
    areas = draw(st.lists(st.sampled_from(AREAS), min_size=3, unique=True))
    commands = draw(st.lists(st.sampled_from(COMMANDS), min_size=2, unique=True))
    grades = {area: {command: draw(st.sampled_from(GRADES)) for command in commands} for area in areas}
    for command in commands:  # a command that grades nothing has returned nothing, which is another matter
        grades[areas[0]][command] = grades[areas[0]][command] or "Good"
    order = draw(
        st.permutations([*commands, *draw(st.lists(st.sampled_from(["Lead", "Comments"]), unique=True))])
    )
    area = draw(st.sampled_from(["Area", "Strategic area", "Business area", "area:", "AREA"]))
    numbered = draw(st.booleans())

    def typed(grade: str | None) -> str | None:
        return grade and draw(st.sampled_from([grade, *SHORT.get(grade, [])]))

    lines: list[list[Any]] = [[*(["No."] if numbered else []), area, *order]]
    for number, name in enumerate(areas, 1):
        if number > 1 and draw(st.integers(0, 5)) == 0:
            lines.append([])
        cells = [typed(grades[name][head]) if head in commands else "some words" for head in order]
        lines.append([*([number] if numbered else []), name, *cells])
    lines += draw(st.sampled_from([[], [[], ["Note: as returned by the commands."]], [["Total"]]]))
    above: list[list[Any]] = draw(
        st.sampled_from([[], [["Force scorecard"]], [["Force scorecard"], ["Quarter 2"], []], [[], []]])
    )
    left = [None] * draw(st.integers(0, 2))
    return grades, [[*left, *line] for line in [*above, *lines]]


def suggested(book: xw.Book) -> dict[str, Grade | None]:
    return {area.area: area.suggested for area in generate_force_grades(book).areas}


UNGRADED = {
    "Burglary": {"North": "Good", "South": "Good"},
    "Stalking and harassment": {"North": None, "South": None},
    "Missing people": {"North": None, "South": "Outstanding"},
}


@pytest.mark.slow
@settings(max_examples=examples(20), deadline=None, phases=[Phase.explicit, Phase.generate])
@given(grids())
@example(
    (
        UNGRADED,
        [
            ["Area", "North", "South"],
            *(line for name, row in UNGRADED.items() for line in ([], [name, *row.values()])),
        ],
    )
)
def test_a_grid_says_the_same_in_every_layout(
    made: tuple[dict[str, dict[str, str | None]], list[list[Any]]],
) -> None:
    grades, lines = made
    commands = list(next(iter(grades.values())))
    plain = [["Area", *commands], *([area, *row.values()] for area, row in grades.items())]

    with a_book({"Grid": plain}) as book:
        expected = suggested(book)
    with a_book({"Our scorecard": lines}) as book:
        assert suggested(book) == expected


@pytest.mark.slow
@settings(max_examples=examples(50), deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.lists(st.lists(CELLS, max_size=9), max_size=10), min_size=1, max_size=3), st.booleans())
def test_any_cells_at_all_meet_an_answer_or_a_sentence(sheets: list[list[list[Any]]], write: bool) -> None:
    with (
        a_book({f"Sheet{number}": rows for number, rows in enumerate(sheets, 1)}) as book,
        suppress(XlscoreError),
    ):
        (refresh if write else check)(book)


@lru_cache
def sample(path: Path) -> dict[str, list[list[Any]]]:
    """The first rows of a sample's sheets."""
    with workbook_file(path, save=False) as book:
        return {
            sheet.name: [list(row) for row in sheet.used_range.options(ndim=2).value[:40]]
            for sheet in book.sheets
        }


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, list[list[Any]]]:
    """A sample with some of its sheets, in which somebody deleted, moved, copied and overtyped."""
    whole = sample(ROOT / "workbooks" / SAMPLES[draw(st.sampled_from(sorted(SAMPLES)))].file)
    names = draw(st.lists(st.sampled_from(sorted(whole)), min_size=1, max_size=4, unique=True))
    sheets = {name: [list(row) for row in whole[name]] for name in names}
    for _ in range(draw(st.integers(1, 8))):
        rows = sheets[draw(st.sampled_from(names))]
        row = draw(st.integers(0, len(rows) - 1))
        column = draw(st.integers(0, max(len(line) for line in rows) - 1))
        other = draw(st.integers(0, max(len(line) for line in rows) - 1))
        way = draw(
            st.sampled_from(
                ["cell", "cell", "cell", "heading", "no row", "no column", "blank row", "copy row", "swap"]
            )
        )
        if way in ("cell", "heading"):
            line = rows[row if way == "cell" else 0]
            line[min(column, len(line) - 1)] = draw(CELLS)
        elif way == "no row" and len(rows) > 1:
            del rows[row]
        elif way == "blank row":
            rows.insert(row, [None] * len(rows[row]))
        elif way == "copy row":
            rows.insert(row, list(rows[row]))
        else:
            for line in rows:
                if way == "no column":
                    line[column:] = [*line[column + 1 :], None]
                else:
                    line[column], line[other] = line[other], line[column]
    return sheets


@pytest.mark.slow
@settings(max_examples=examples(30), deadline=None, phases=[Phase.explicit, Phase.generate])
@given(damaged(), st.booleans())
def test_a_damaged_sample_meets_an_answer_or_a_sentence(
    sheets: dict[str, list[list[Any]]], write: bool
) -> None:
    with a_book(sheets) as book, suppress(XlscoreError):
        (refresh if write else check)(book)


def test_commands_that_never_grade_the_same_area_are_still_graded(make_book: MakeBook) -> None:
    book = make_book(
        {
            "Grid": [
                ["Area", "North", "South"],
                ["Burglary", "Good"],
                ["Rape", "RI"],
                ["Theft", None, "Good"],
                ["Fraud", None, "RI"],
            ]
        }
    )

    assert [grade.value for grade in suggested(book).values() if grade] == [
        "Good",
        "Requires Improvement",
    ] * 2

"""Tables that no heading explains: months down the side, no column for the type, months without a year."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.properties import examples
from tests.support.source_files import TODAY, counts_of, months_of_file, write_workbook
from xlscore.sources.counted import FileCounts, Left
from xlscore.sources.errors import SourceError
from xlscore.sources.meanings import Meanings, Means, MeasureTold, PlaceTold, SourceLine

KNOWN = Meanings(
    measures=(MeasureTold("Burglary", ("BURG",)), MeasureTold("Robbery", ("ROBB",))),
    places=(PlaceTold("North"), PlaceTold("South")),
    today=TODAY,
)
ROWS = [["Apr 2019", 1, 2], ["May 2019", 3, 4]]
TYPES = {
    ("Burglary", "", "2019-04"): 1, ("Burglary", "", "2019-05"): 3,
    ("Robbery", "", "2019-04"): 2, ("Robbery", "", "2019-05"): 4,
}  # fmt: skip
PLACES = {
    ("Burglary", "North", "2019-04"): 1, ("Burglary", "North", "2019-05"): 3,
    ("Burglary", "South", "2019-04"): 2, ("Burglary", "South", "2019-05"): 4,
}  # fmt: skip


def constant(means: Means, value: str, column: str = "") -> SourceLine:
    return SourceLine("*", column, means, value)


def told(*lines: SourceLine) -> Meanings:
    return Meanings(sources=lines, today=TODAY)


Read = Callable[..., FileCounts]


@pytest.fixture
def sheet(tmp_path: Path) -> Read:
    """A function that writes rows to a sheet of a workbook and reads it."""

    def read(
        *rows: Sequence[Any],
        told: Meanings | None = None,
        name: str = "figures.xlsx",
        tab: str = "Data",
        change: Callable[[Worksheet], None] | None = None,
    ) -> FileCounts:
        return counts_of(write_workbook(tmp_path / name, {tab: rows}, change), told)

    return read


@pytest.fixture
def text(tmp_path: Path) -> Read:
    """A function that writes a text and reads it."""

    def read(content: str, told: Meanings | None = None, name: str = "figures.csv") -> FileCounts:
        (tmp_path / name).write_text(content, encoding="utf-8")
        return counts_of(tmp_path / name, told)

    return read


@pytest.mark.parametrize(
    ("rows", "known", "expected"),
    [
        ([["Month", "Burglary", "Robbery"], *ROWS], None, TYPES),
        ([["", "Burglary", "Robbery"], *ROWS], None, TYPES),
        ([["Month", "BURG", "ROBB"], *ROWS], KNOWN, TYPES),
        ([["Month", "Burglary", "Robbery"], *reversed(ROWS)], None, TYPES),
        ([["Month", "Crime A", "Class B"], *ROWS], told(constant(Means.PLACE, "West")), {
            (name, "West", month): value
            for name, month, value in (("Crime A", "2019-04", 1), ("Crime A", "2019-05", 3), ("Class B", "2019-04", 2), ("Class B", "2019-05", 4))
        }),
        ([["Month", "North", "South"], *ROWS], told(constant(Means.MEASURE, "Burglary")), PLACES),
        ([["When", "North", "South"], *ROWS], told(constant(Means.MEASURE, "Burglary"), SourceLine("*", "When", Means.MONTH)), PLACES),
        ([["Burglary by district"], [], ["Month", "North", "South"], *ROWS], None, PLACES),
        ([["Recorded burglary offences, 2019"], ["Month", "North", "South"], *ROWS], KNOWN, PLACES),
        ([["Month", "North", "South"], *[[datetime.datetime(2019, month, 1), *row[1:]] for month, row in zip((4, 5), ROWS, strict=True)]],
         told(constant(Means.MEASURE, "Burglary")), PLACES),
    ],
)  # fmt: skip
def test_months_down_the_side_are_read_with_types_or_places_across(
    rows: list[list[Any]], known: Meanings | None, expected: dict[Any, int], sheet: Read
) -> None:
    found = sheet(*rows, told=known)

    assert months_of_file(found) == expected
    assert (found.counted, found.problems) == (2, ())


def test_places_over_types_and_a_year_beside_the_months_are_read(sheet: Read) -> None:
    found = sheet(
        ["", "", "North", "", "South", ""],
        ["Year", "Month", "Burglary", "Robbery", "Burglary", "Robbery"],
        ["2018/19", "Feb", 1, 2, 3, 4],
        ["", "Mar", 5, 6, 7, 8],
        ["2019/20", "Apr", 9, 10, 11, 12],
    )

    assert found.problems == ()
    assert months_of_file(found)["Robbery", "South", "2019-03"] == 8
    assert months_of_file(found)["Burglary", "North", "2019-04"] == 9
    assert found.rows == found.counted == 4


BY_YEAR = {
    ("Burglary", "", "2017-04"): 1, ("Burglary", "", "2018-03"): 3, ("Burglary", "", "2018-04"): 2, ("Burglary", "", "2019-03"): 4,
}  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Month", "2017/18", "2018/19", "% change"],
            ["Apr", 1, 2, 0.5],
            ["Mar", 3, 4, 0.3],
            ["Total", 4, 6, 0.4],
        ],
        [["Year", "Apr", "Mar", "Total"], ["2017/18", 1, 3, 4], ["2018/19", 2, 4, 6]],
        [["Recorded burglary", None], [], [None, "Apr", "Mar"], ["2017-18", 1, 3], ["2018-19", 2, 4]],
    ],
)
def test_months_one_way_and_years_the_other_are_of_the_one_measure_that_is_said(
    rows: list[list[Any]], sheet: Read
) -> None:
    found = sheet(*rows, name="burglary.xlsx", told=KNOWN)

    assert months_of_file(found) == BY_YEAR
    assert [problem.what[:25] for problem in found.problems] == ["No column with figures is"]


def test_a_year_that_is_not_over_is_covered_as_far_as_it_goes_and_a_problem_names_its_cell(
    sheet: Read,
) -> None:
    found = sheet(
        ["Month", 2018, 2019],
        ["Jan", 1, 2],
        ["Feb", 3, "x"],
        ["Mar", 4, None],
        told=told(constant(Means.MEASURE, "Burglary")),
    )

    assert len(months_of_file(found)) == 4
    assert [problem.cell for problem in found.problems] == ["Data!C3", ""]


def test_april_to_march_below_calendar_years_is_refused(sheet: Read) -> None:
    with pytest.raises(SourceError, match="months without a year"):
        sheet(
            ["Month", 2018, 2019],
            ["Apr", 1, 2],
            ["Mar", 3, 4],
            told=told(constant(Means.MEASURE, "Burglary")),
        )


def test_totals_rates_and_notes_of_a_turned_table_are_what_they_are(sheet: Read) -> None:
    found = sheet(
        ["Month", "Burglary", "Robbery", "Total", "% change"],
        ["Apr 2019", 1, 2, 3, 0.1],
        ["May 2019", 3, 4, 9, 0.2],
        ["Total", 4, 6, 12, None],
        [],
        ["Source: our own system."],
    )

    assert months_of_file(found) == TYPES
    assert found.left_out == {Left.TOTAL: 1}
    assert {month.month: int(value) for (_, _, month), value in found.sums.items()} == {4: 3, 5: 9}
    assert (
        "Lines and columns that are no month on 'Data': 'Total', 'Source: our own system.' and '% change'."
        in found.said
    )


def test_a_problem_of_a_turned_table_names_the_cell_in_the_file(sheet: Read) -> None:
    found = sheet(["Month", "Burglary", "Robbery"], ["Apr 2019", 1, "many"], ["May 2019", 3, 4])

    assert [(problem.cell, problem.what) for problem in found.problems] == [
        ("Data!C2", "'many' is no count; it is left out.")
    ]


def test_a_month_that_is_there_twice_is_no_turned_table(sheet: Read) -> None:
    with pytest.raises(SourceError):
        sheet(["Month", "Burglary", "Robbery"], ["Apr 2019", 1, 2], ["Apr 2019", 3, 4])


def test_a_hidden_column_of_a_turned_table_counts_and_it_is_said(sheet: Read) -> None:
    def hide(page: Worksheet) -> None:
        page.column_dimensions["C"].hidden = True
        page.row_dimensions[3].hidden = True

    found = sheet(["Month", "Burglary", "Robbery"], *ROWS, change=hide)

    assert months_of_file(found) == TYPES
    assert "Of 'Data' one column that is hidden or filtered away counts, too." in found.said
    assert "Of 'Data' these hidden rows count, too: 'May 2019'." in found.said


def test_a_line_of_a_text_that_is_cut_short_is_no_nought(text: Read) -> None:
    found = text("Month,Burglary,Robbery\nApr 2019,1,2\nMay 2019,3\nJun 2019,4,5\n")

    assert ("Robbery", "", "2019-05") not in months_of_file(found)
    assert [problem.cell for problem in found.problems] == ["line 3, column 3"]


@pytest.mark.parametrize(
    ("rows", "name", "known", "by"),
    [
        ([["Burglary by LPU"], ["LPU", "Apr 2019", "May 2019"]], "figures.xlsx", None, "title"),
        ([["LPU", "Apr 2019", "May 2019"]], "burglary_2019.xlsx", None, "file's name"),
        ([["", "Apr 2019", "May 2019"]], "burg.xlsx", KNOWN, "file's name"),
        ([["LPU", "Apr 2019", "May 2019"]], "figures.xlsx", told(constant(Means.MEASURE, "Burglary")), ""),
    ],
)
def test_a_table_without_a_type_is_of_the_one_measure_that_is_said(
    rows: list[list[Any]], name: str, known: Meanings | None, by: str, sheet: Read
) -> None:
    found = sheet(*rows, ["North", 1, 3], ["South", 2, 4], ["Total", 3, 7], told=known, name=name)

    assert months_of_file(found) == PLACES
    assert found.left_out == {Left.TOTAL: 1}
    assert [said for said in found.said if "All of it is" in said] == (
        [f"All of it is 'Burglary', as its {by} says on 'Data'."] if by else []
    )


def test_names_that_only_a_files_name_makes_places_are_a_problem(sheet: Read) -> None:
    found = sheet(
        [None, "Apr 2019", "May 2019"], ["Training", 1, 3], ["Vehicles", 2, 4], name="crime budget.xlsx"
    )

    assert [(problem.cell, problem.what) for problem in found.problems] == [
        (
            "Data!B1",
            "Nothing says that 'Training' and 'Vehicles' are places of 'Crime budget'; they are read so.",
        )
    ]


def test_a_sheet_that_is_called_as_a_measure_is_of_it(sheet: Read) -> None:
    found = sheet(["LPU", "Apr 2019", "May 2019"], ["North", 1, 3], ["South", 2, 4], told=KNOWN, tab="BURG")

    assert months_of_file(found) == PLACES


def test_a_sheet_of_which_nobody_knows_the_measure_is_a_problem_beside_one_that_is_known(
    tmp_path: Path,
) -> None:
    rows = [["LPU", "Apr 2019", "May 2019"], ["North", 1, 3], ["South", 2, 4]]
    path = write_workbook(tmp_path / "book.xlsx", {"BURG": rows, "Bobbery": rows, "Notes": [["None."]]})

    found = counts_of(path, KNOWN)

    assert months_of_file(found) == PLACES
    assert [(problem.cell, problem.what) for problem in found.problems] == [
        ("Bobbery", "The sheet 'Bobbery' has months, and nothing says what it counts; it is not read.")
    ]
    assert "Sheets that have not these columns are not read: 'Notes'." in found.said


def test_types_below_no_heading_are_types(sheet: Read) -> None:
    found = sheet([None, "Apr 2019", "May 2019"], ["Burglary", 1, 3], ["Robbery", 2, 4])

    assert months_of_file(found) == TYPES
    assert (
        "No heading says what 'Burglary' and 'Robbery' are; they are read as types on 'Data'." in found.said
    )


@pytest.mark.parametrize(
    "rows",
    [
        [["Month", "North", "South"], *ROWS],
        [[None, "Apr 2019", "May 2019"], ["North", 1, 2], ["South", 3, 4]],
        [["LPU", "Apr 2019", "May 2019"], ["North", 1, 2]],
        [["Burglary and robbery"], ["LPU", "Apr 2019", "May 2019"], ["North", 1, 2]],
    ],
)
def test_what_nobody_can_know_is_refused_with_what_to_tell(rows: list[list[Any]], sheet: Read) -> None:
    known = Meanings(measures=KNOWN.measures, today=TODAY)

    with pytest.raises(
        SourceError, match=r"figures.xlsx, 'Data', has months, and nothing says .*Means measure, no Column"
    ):
        sheet(*rows, told=known)


@pytest.mark.parametrize(
    "rows",
    [
        [["12 months to", "Burglary", "Robbery"], *ROWS],
        [["Year ending", "Burglary", "Robbery"], *ROWS],
        [["Burglary, rolling 12 months"], ["Month", "North", "South"], *ROWS],
        [["Burglary rate per 1,000 by LPU"], ["LPU", "Apr 2019", "May 2019"], ["North", 1, 2]],
    ],
)
def test_figures_that_are_no_counts_of_a_month_are_refused(rows: list[list[Any]], sheet: Read) -> None:
    with pytest.raises(SourceError, match=r"figures.xlsx, 'Data', has no counts of single months"):
        sheet(*rows)


def test_rows_with_dates_and_no_type_are_of_the_measure_that_their_file_is_called(text: Read) -> None:
    found = text("Date,LPU,Reference\n01/04/2019,North,A1\n02/04/2019,South,A2\n", name="burglary 2019.csv")

    assert months_of_file(found) == {("Burglary", "North", "2019-04"): 1, ("Burglary", "South", "2019-04"): 1}
    assert found.said == ("burglary 2019.csv: all of it is 'Burglary', as its file's name says.",)


@pytest.mark.parametrize(
    ("name", "title"), [("burglary 2019.xlsx", ""), ("figures.xlsx", "Burglary, April 2019")]
)
def test_rows_of_a_sheet_without_a_type_are_of_the_measure_that_is_said(
    name: str, title: str, sheet: Read
) -> None:
    rows = [
        ["Date", "LPU", "Number of crimes"],
        ["01/04/2019", "North", 2],
        [datetime.date(2019, 4, 2), "South", 3],
    ]

    found = sheet([title], *rows, name=name)

    assert months_of_file(found) == {("Burglary", "North", "2019-04"): 2, ("Burglary", "South", "2019-04"): 3}


def test_rows_with_another_column_may_have_their_type_there(text: Read) -> None:
    with pytest.raises(SourceError, match="none of the files that are known"):
        text("Date,LPU,Classified\n01/04/2019,North,Arson\n", name="burglary 2019.csv")


def test_crime_beside_other_headings_of_figures_heads_counts_and_no_types(text: Read) -> None:
    found = text("Month,Crime,ASB\nApr 2019,10,22\nMay 2019,11,23\n")

    assert months_of_file(found) == {
        ("Crime", "", "2019-04"): 10, ("Crime", "", "2019-05"): 11, ("ASB", "", "2019-04"): 22, ("ASB", "", "2019-05"): 23,
    }  # fmt: skip


BARE = (["Offence", "LPU", "Mar", "Apr", "May"], ["Burglary", "North", 1, 2, 3])


@pytest.mark.parametrize(
    ("name", "tab", "title", "begins", "months"),
    [
        ("crimes 2019.xlsx", "Data", "", 4, ["2019-03", "2019-04", "2019-05"]),
        ("figures.xlsx", "2019", "", 4, ["2019-03", "2019-04", "2019-05"]),
        ("crimes 2018.xlsx", "Data", "Recorded crime in 2019", 4, ["2019-03", "2019-04", "2019-05"]),
        ("figures.xlsx", "Data", "March to May 2019", 4, ["2019-03", "2019-04", "2019-05"]),
        ("figures.xlsx", "Data", "12 months to June 2019 (run on 12/07/2020)", 4, ["2019-03", "2019-04", "2019-05"]),
        ("FY18-19.xlsx", "Data", "", 3, ["2018-03", "2018-04", "2018-05"]),
        ("figures.xlsx", "2019", "Published in January 2020", 4, ["2019-03", "2019-04", "2019-05"]),
        ("2018-19.xlsx", "Data", "", 1, None),
        ("crimes 2018-19.xlsx", "Data", "", 4, None),
        ("figures.xlsx", "Data", "2018 and 2019", 4, None),
        ("figures.xlsx", "Data", "Run on 12/07/2020", 4, None),
        ("figures.xlsx", "Data", "January to April 2019", 4, None),
    ],
)  # fmt: skip
def test_months_without_a_year_are_of_the_one_that_is_said_or_refused(
    name: str, tab: str, title: str, begins: int, months: list[str] | None, sheet: Read
) -> None:
    rows = [[title], *BARE] if title else BARE
    known = Meanings(year_begins=begins, today=TODAY)

    if months is None:
        with pytest.raises(SourceError, match=r"months without a year, .* write the year into the headings"):
            sheet(*rows, told=known, name=name, tab=tab)
        return
    found = sheet(*rows, told=known, name=name, tab=tab)
    assert [month for _, _, month in months_of_file(found)] == months
    assert found.problems == ()


ROWS_OF_MONTHS = "Month,Offence,LPU\nMay,Arson,North\nFeb,Arson,North\nFeb,Theft,North\n"


@pytest.mark.parametrize(
    ("name", "title", "months"),
    [
        ("crimes 2018-19.csv", "", {"2018-05", "2019-02"}),
        ("crimes.csv", "Recorded crime 2018/19\n", {"2018-05", "2019-02"}),
        ("crimes 2018.csv", "January to December 2019\n", {"2019-02", "2019-05"}),
        ("crimes 2019.csv", "", set()),
        ("crimes.csv", "", set()),
    ],
)
def test_rows_of_months_without_a_year_are_of_the_one_that_is_said_or_left_out(
    name: str, title: str, months: set[str], text: Read
) -> None:
    found = text(title + ROWS_OF_MONTHS, name=name)

    assert {month for _, _, month in months_of_file(found)} == months
    assert found.left_out == ({} if months else {Left.NO_MONTH: 3})
    said = "Write the year with each month, into the title or into the file's name (2018/19)."
    assert (said in [problem.do for problem in found.problems]) is not bool(months)


def test_a_month_without_a_year_beside_others_with_one_is_still_a_problem(sheet: Read) -> None:
    found = sheet(["Offence", "Apr 2018", "May"], ["Burglary", 1, 2], name="crimes 2019.xlsx")

    assert months_of_file(found) == {("Burglary", "", "2018-04"): 1}
    assert [problem.cell for problem in found.problems] == ["Data!C1"]


def test_a_sheet_whose_months_have_no_year_is_a_problem_beside_one_that_is_read(tmp_path: Path) -> None:
    rows = [["Offence", "Apr", "May"], ["Burglary", 1, 2]]
    path = write_workbook(tmp_path / "crimes.xlsx", {"2018/19".replace("/", "-"): rows, "Latest": rows})

    found = counts_of(path)

    assert set(months_of_file(found)) == {("Burglary", "", "2018-04"), ("Burglary", "", "2018-05")}
    assert [problem.what for problem in found.problems] == [
        "The sheet 'Latest' has months without a year, and is not read."
    ]


def test_a_sheet_for_each_year_is_of_the_year_of_its_name(tmp_path: Path) -> None:
    rows = [["Offence", "Apr", "Mar"], ["Burglary", 1, 2]]
    path = write_workbook(tmp_path / "crimes.xlsx", {"2017-18": rows, "2018-19": rows})

    found = counts_of(path)

    assert sorted(month for _, _, month in months_of_file(found)) == [
        "2017-04",
        "2018-03",
        "2018-04",
        "2019-03",
    ]


def test_years_of_a_banner_follow_the_month_with_which_a_year_begins(sheet: Read) -> None:
    rows = ([None, "2018/19", None], ["Offence", "Sep", "Oct"], ["Burglary", 1, 2])

    found = sheet(*rows, told=Meanings(year_begins=10, today=TODAY))

    assert [month for _, _, month in months_of_file(found)] == ["2019-09", "2018-10"]


CELLS = st.sampled_from([0, 1, 12, -3, "1,200", "(2)", "", "n/a", "..", "-", "x?"])
TABLE = st.integers(2, 5).flatmap(
    lambda months: st.lists(st.lists(CELLS, min_size=months, max_size=months), min_size=1, max_size=5)
)


@given(table=TABLE)
@settings(max_examples=examples(60), deadline=None)
def test_a_table_says_the_same_whichever_way_it_stands(
    table: list[list[Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = [f"Burglary {letter}" for letter in "ABCDE"[: len(table)]]
    months = [f"{number:02}/2019" for number in range(4, 4 + len(table[0]))]
    lines = [["Offence", *months], *([name, *row] for name, row in zip(names, table, strict=True))]
    assume(all(any(isinstance(cell, int) for cell in row) for row in table))
    folder = tmp_path_factory.mktemp("turned")
    for name, rows in (
        ("across.csv", lines),
        ("down.csv", [list(line) for line in zip(*lines, strict=True)]),
    ):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                [["Month", *rows[0][1:]] if name == "down.csv" else rows[0], *rows[1:]]
            )

    across, down = counts_of(folder / "across.csv"), counts_of(folder / "down.csv")

    assert (down.months, down.silent, down.covered) == (across.months, across.silent, across.covered)
    assert (down.rows, down.counted, down.left_out) == (across.rows, across.counted, across.left_out)
    assert sorted(problem.what for problem in down.problems) == sorted(
        problem.what for problem in across.problems
    )

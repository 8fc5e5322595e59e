"""Tables with a column for each month: borough files to the unit, a force's own extract on sheets and in texts, and their traps."""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.month_forms import FORMS
from tests.support.properties import examples
from tests.support.source_files import TODAY, counts_of, months_of_file, rows_add_up, write_workbook
from xlscore.sources.counted import FileCounts, Left
from xlscore.sources.errors import SourceError
from xlscore.sources.meanings import Meanings, Means, MeasureTold, PlaceTold, SourceLine

HEAD = ("Offence", "LPU", "Apr 2024", "May 2024")
MARKS = {"W": "West", "E": "East"}


@pytest.fixture
def extract(tmp_path: Path) -> Callable[..., FileCounts]:
    """A function that writes rows to a sheet and reads it."""

    def read(
        *rows: Sequence[Any],
        change: Callable[[Worksheet], None] | None = None,
        told: Meanings | None = None,
        more: dict[str, Sequence[Sequence[Any]]] | None = None,
    ) -> FileCounts:
        path = write_workbook(tmp_path / "extract.xlsx", {"Data": rows, **(more or {})}, change)
        return counts_of(path, told)

    return read


def problems(found: FileCounts) -> list[tuple[str, str]]:
    return [(problem.cell, problem.what) for problem in found.problems]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "place", "months"),
    [
        ("mps_borough_24months_202103_202302.csv", "LookUp_BoroughName", 24),
        ("mps_borough_historical_201004_202302.csv", "BoroughName", 155),
    ],
)
def test_a_borough_file_equals_an_independent_count_to_the_unit(
    shared_dir: Path, name: str, place: str, months: int
) -> None:
    path = shared_dir / "data" / "mps" / name
    expected: Counter[tuple[str, str]] = Counter()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for heading, cell in row.items():
            if heading.isdigit():
                expected[row[place], heading] += int(cell)

    found = counts_of(path)

    counted: Counter[tuple[str, str]] = Counter()
    for (_, borough, month), value in found.months.items():
        counted[borough, f"{month:%Y%m}"] += int(value)
    assert found.kind == "borough"
    assert (found.rows, found.counted, found.left_out, found.unknown) == (len(rows), len(rows), {}, 0)
    assert counted == expected
    assert len(found.covered) == months
    assert found.release.order == datetime.date(2023, 2, 1)
    assert found.problems == ()
    assert {name.casefold() for name in found.parents.values()} >= {"burglary", "theft", "robbery"}


def test_a_minor_type_of_its_majors_name_alone_is_one_measure_else_both_names(tmp_path: Path) -> None:
    path = tmp_path / "boroughs.csv"
    path.write_text(
        "MajorText,MinorText,BoroughName,202401\nRobbery,Robbery,Barnet,1\nDrugs,Drugs,Barnet,2\nDrugs,Supply,Barnet,3\nTheft,Other,Barnet,4\nFraud,Other,Barnet,5\n",
        encoding="utf-8",
    )

    found = counts_of(path)

    assert [(measure, int(value)) for (measure, *_), value in found.months.items()] == [
        ("Robbery", 1), ("Drugs / Drugs", 2), ("Supply", 3), ("Theft / Other", 4), ("Fraud / Other", 5),
    ]  # fmt: skip
    assert found.parents == {
        "Drugs / Drugs": "Drugs",
        "Supply": "Drugs",
        "Theft / Other": "Theft",
        "Fraud / Other": "Fraud",
    }


def test_rows_totals_notes_and_columns_that_are_no_month_are_each_what_they_are(
    extract: Callable[..., FileCounts],
) -> None:
    found = extract(
        ["Recorded crime by LPU"],
        [],
        [*HEAD, datetime.date(2024, 6, 30), "Q1 2024/25", "YTD"],
        ["Burglary", "West", 3, 4, 5, 12, 12],
        ["Robbery", "West", 1, None, 2, 3, 3],
        ["Burglary", "East", "1,200", "(1)", "n/a", 0, 0],
        ["Total", None, 1204, 3, 7, 15, 15],
        [],
        ["Source: crime system"],
        ["Figures are provisional"],
    )

    assert (found.rows, found.counted, found.left_out) == (4, 3, {Left.TOTAL: 1})
    assert months_of_file(found) == {
        ("Burglary", "West", "2024-04"): 3, ("Burglary", "West", "2024-05"): 4, ("Burglary", "West", "2024-06"): 5,
        ("Robbery", "West", "2024-04"): 1, ("Robbery", "West", "2024-05"): 0, ("Robbery", "West", "2024-06"): 2,
        ("Burglary", "East", "2024-04"): 1200, ("Burglary", "East", "2024-05"): -1,
    }  # fmt: skip
    assert found.silent == {("Burglary", "East", datetime.date(2024, 6, 1))}
    assert {(measure, place): int(v) for (measure, place, m), v in found.sums.items() if m.month == 4} == {
        ("Total", ""): 1204
    }
    assert found.problems == ()
    assert "Columns that are no month on 'Data': 'Q1 2024/25' and 'YTD'." in found.said


@pytest.mark.parametrize("form", FORMS)
def test_every_usual_spelling_heads_a_month(extract: Callable[..., FileCounts], form: str) -> None:
    months = [datetime.date(2023, month, 1) for month in (10, 11, 12)]

    found = extract(
        ["Type", "Place", *(FORMS[form](month) for month in months)], ["Burglary", "West", 1, 2, 3]
    )

    assert found.covered == tuple(months)


def test_a_bare_day_number_is_a_month_among_months(extract: Callable[..., FileCounts]) -> None:
    assert extract(["Type", "Place", "Apr 2024", 45413], ["Burglary", "West", 1, 2]).covered == (
        datetime.date(2024, 4, 1),
        datetime.date(2024, 5, 1),
    )


def test_years_stand_over_the_months_in_merged_cells(extract: Callable[..., FileCounts]) -> None:
    def merge(sheet: Worksheet) -> None:
        for area in ("C2:E2", "F2:G2", "A2:A3", "B2:B3"):
            sheet.merge_cells(area)

    found = extract(
        ["Crime by unit"],
        ["Type", "Place", "2023/24", None, None, "2024/25", None, "Total"],
        [None, None, "Dec", "Jan", "Mar", "Apr", "May", None],
        ["Burglary", "West", 1, 2, 3, 4, 5, 15],
        change=merge,
    )

    assert [f"{month:%Y-%m}" for month in found.covered] == [
        "2023-12",
        "2024-01",
        "2024-03",
        "2024-04",
        "2024-05",
    ]
    assert (found.rows, found.total) == (1, 15)


def test_a_merged_type_belongs_to_each_of_its_rows(extract: Callable[..., FileCounts]) -> None:
    found = extract(
        HEAD, ["Burglary", "West", 1, 2], [None, "East", 3, 4], ["Robbery", "West", 5, 6], [None, "East", 7, 8],
        change=lambda sheet: [sheet.merge_cells(area) for area in ("A2:A3", "A4:A5")] and None,
    )  # fmt: skip

    assert months_of_file(found)["Burglary", "East", "2024-05"] == 4
    assert (found.rows, found.total, found.problems) == (4, 36, ())


def test_types_in_lines_of_their_own_stand_over_their_rows(extract: Callable[..., FileCounts]) -> None:
    found = extract(
        HEAD, ["Burglary"], [None, "West", 1, 2], [None, "East", 3, 4], ["Robbery"], [None, "West", 5, 6]
    )

    assert {key[:2] for key in months_of_file(found)} == {
        ("Burglary", "West"),
        ("Burglary", "East"),
        ("Robbery", "West"),
    }
    assert found.rows == 3


def test_a_pivot_tables_type_stands_once_for_the_rows_up_to_its_total(
    extract: Callable[..., FileCounts],
) -> None:
    found = extract(
        ["Sum of crimes", None, "Month"],
        [*HEAD, "Grand Total"],
        ["Burglary", "East", 1, 2, 3], [None, "West", 1, 2, 3], ["Burglary Total", None, 2, 4, 6],
        ["Robbery", "East", 1, 1, 2], ["Robbery Total", None, 1, 1, 2], ["Grand Total", None, 3, 5, 8],
    )  # fmt: skip

    assert months_of_file(found)["Burglary", "West", "2024-05"] == 2
    assert (found.rows, found.counted, found.total, found.problems) == (6, 3, 8, ())
    assert {(measure, place) for measure, place, _ in found.sums} == {
        ("Burglary", ""),
        ("Robbery", ""),
        ("Grand Total", ""),
    }


def test_places_in_lines_of_their_own_part_the_same_types(extract: Callable[..., FileCounts]) -> None:
    found = extract(
        ["Offence", "Apr 2024"],
        ["West"],
        ["Burglary", 1],
        ["Robbery", 2],
        ["East"],
        ["Burglary", 3],
        ["Robbery", 4],
    )

    assert months_of_file(found) == {
        ("Burglary", "West", "2024-04"): 1, ("Robbery", "West", "2024-04"): 2,
        ("Burglary", "East", "2024-04"): 3, ("Robbery", "East", "2024-04"): 4,
    }  # fmt: skip
    assert (found.rows, found.problems) == (4, ())


def test_units_below_the_heading_are_no_row(extract: Callable[..., FileCounts]) -> None:
    found = extract(HEAD, [None, None, "Number", "Number"], ["Burglary", "West", 1, 2])

    assert (found.rows, found.total, found.problems) == (1, 3, ())


def test_months_that_no_column_has_are_a_problem(extract: Callable[..., FileCounts]) -> None:
    found = extract(["Offence", "LPU", "Jan 2024", "Apr 2024"], ["Burglary", "West", 1, 2])

    assert [what for _, what in problems(found)] == [
        "No column with figures is of 'Feb 2024' and 'Mar 2024', though there are months before and after."
    ]


def test_a_column_of_names_that_may_be_the_place_is_asked_about(extract: Callable[..., FileCounts]) -> None:
    found = extract(["Offence", "Policing hub", "Apr 2024"], ["Burglary", "West", 1], ["Burglary", "East", 2])

    assert months_of_file(found) == {("Burglary", "", "2024-04"): 3}
    assert problems(found) == [
        ("Data!B1", "'Policing hub' may be the place, and is not known as one: all counts are the force's.")
    ]


def test_a_blank_type_or_place_is_named(extract: Callable[..., FileCounts]) -> None:
    found = extract(HEAD, [None, "West", 1, 2], ["Burglary", None, 3, 4])

    assert {key[:2] for key in months_of_file(found)} == {("(blank)", "West"), ("Burglary", "(blank)")}


def test_tables_side_by_side_and_below_one_another_are_all_read(extract: Callable[..., FileCounts]) -> None:
    found = extract(
        ["West"],
        [*HEAD, None, *HEAD],
        ["Burglary", "West", 1, 2, None, "Robbery", "West", 9, 9],
        [],
        ["East"],
        ["Offence", "LPU", "Jun 2024", "Jul 2024"],
        ["Burglary", "East", 5, 6],
    )

    assert (found.rows, found.total) == (3, 32)
    assert months_of_file(found)["Robbery", "West", "2024-05"] == 9
    assert months_of_file(found)["Burglary", "East", "2024-07"] == 6


def test_hidden_rows_columns_and_sheets_count_and_it_is_said(extract: Callable[..., FileCounts]) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet.parent["Old"].sheet_state = "hidden"

    found = extract(
        HEAD, ["Burglary", "West", 1, 2], ["Burglary", "East", 3, 4], change=hide,
        more={"Old": [["Type", "Place", "Mar 2024"], ["Burglary", "West", 7]], "Notes": [["as told"]]},
    )  # fmt: skip

    assert (found.rows, found.total) == (3, 17)
    assert found.said == (
        "Sheets that have not these columns are not read: 'Notes'.",
        "Of 'Data' one row that is hidden or filtered away counts, too.",
        "Of 'Data' these hidden columns count, too: 'May 2024'.",
        "The sheet 'Old' is hidden; it counts.",
    )


def test_the_same_count_on_two_sheets_is_a_problem_and_added(extract: Callable[..., FileCounts]) -> None:
    found = extract(HEAD, ["Burglary", "West", 1, 2], more={"Copy": [HEAD, ["Burglary", "West", 1, 2]]})

    assert found.total == 6
    assert problems(found) == [
        ("Copy!A1", "Two counts of this table are in the one of Data!A1, too; they were added.")
    ]


def test_rows_that_are_called_alike_are_a_problem_and_added(extract: Callable[..., FileCounts]) -> None:
    found = extract(HEAD, ["Burglary", "West", 1, 2], ["Burglary", "WEST ", 3, 4], ["Burglary", "West", 5, 6])

    assert months_of_file(found)["Burglary", "West", "2024-04"] == 9
    what = "This row is called as the one in line 2; both were added."
    assert problems(found) == [("Data!A3", what), ("Data!A4", what)]


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("#N/A", "'#N/A' is no count; it is left out."),
        (2.5, "2.5 is no count; it is left out."),
        ("about 5", "'about 5' is no count; it is left out."),
        ("12%", "'12%' is no count; it is left out."),
        ("=1+1", "The cell has a formula that nobody has computed yet; it is left out."),
        ("-", "A dash stands in one cell and is read as no figure."),
    ],
)
def test_what_is_no_count_is_a_problem_of_its_cell_and_no_nought(
    extract: Callable[..., FileCounts], value: Any, what: str
) -> None:
    found = extract(HEAD, ["Burglary", "West", value, 2], ["Robbery", "West", 1, 2])

    assert problems(found) == [("Data!C2", what)]
    assert ("Burglary", "West", datetime.date(2024, 4, 1)) in found.silent
    assert ("Burglary", "West", datetime.date(2024, 4, 1)) not in found.months


def test_a_heading_that_was_meant_as_a_month_is_a_problem(extract: Callable[..., FileCounts]) -> None:
    found = extract([*HEAD, "Jun"], ["Burglary", "West", 1, 2, 3])

    assert problems(found) == [("Data!E1", "'Jun' is not read as a month; its column is left out.")]


def test_weeks_and_days_are_no_months(extract: Callable[..., FileCounts]) -> None:
    weeks = [datetime.date(2024, 4, day) for day in (1, 8, 15)]

    found = extract(["Type", "Place", *weeks, "May 2024"], ["Burglary", "West", 1, 2, 3, 4])

    assert months_of_file(found) == {("Burglary", "West", "2024-05"): 4}
    assert [cell for cell, _ in problems(found)] == ["Data!C1", "Data!D1", "Data!E1"]


@pytest.mark.parametrize("heading", ["Recorded date", "Recorded"])
def test_a_row_of_a_file_with_dates_is_no_heading_of_months(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "incidents.csv"
    path.write_text(
        f"{heading},Incident type,Area\n01/04/2019,Incident,West\n01/05/2019,Crime,West\n", encoding="utf-8"
    )

    try:
        found = counts_of(path)
    except SourceError:
        assert heading == "Recorded"
    else:
        assert (found.is_table, found.counted) == (False, 2)


def test_a_month_in_two_columns_counts_where_both_say_the_same(extract: Callable[..., FileCounts]) -> None:
    found = extract(
        ["Type", "Place", "Apr 2024", "Apr-24"], ["Burglary", "West", 1, 1], ["Robbery", "West", 1, 2]
    )

    assert months_of_file(found) == {("Burglary", "West", "2024-04"): 1}
    assert problems(found) == [
        ("Data!D1", "Apr 2024 is there twice, first in Data!C1."),
        ("Data!D3", "2 says another figure than the other column of its month; it is left out."),
    ]


@pytest.mark.parametrize("banner", ["Rate per 1,000", "12 months to", "% change", "Target"])
def test_months_below_a_banner_of_something_else_are_no_counts(
    extract: Callable[..., FileCounts], banner: str
) -> None:
    found = extract(
        ["Type", "Place", "Offences", None, banner, None],
        [None, None, "Apr 2024", "May 2024", "Apr 2024", "May 2024"],
        ["Burglary", "West", 1, 2, 5, 6],
    )

    assert (found.total, found.problems) == (3, ())
    assert f"Columns that are no month on 'Data': '{banner} Apr 2024' and '{banner} May 2024'." in found.said


def test_months_below_two_banners_of_counts_are_asked_about_until_sources_tells_which(
    extract: Callable[..., FileCounts],
) -> None:
    rows = (
        ["Type", "Place", "Offences", None, "Outcomes", None],
        [None, None, "Apr 2024", "May 2024", "Apr 2024", "May 2024"],
        ["Burglary", "West", 1, 2, 5, 6],
    )
    told = Meanings(
        sources=tuple(SourceLine("extract*", column, means) for column, means in (("Type", Means.MEASURE), ("Place", Means.PLACE), ("Outcomes", Means.COUNT))),
        today=TODAY,
    )  # fmt: skip

    asked, settled = extract(*rows), extract(*rows, told=told)

    assert asked.left_out == {Left.NO_MONTH: 1}
    assert [what for _, what in problems(asked)] == [
        "Each month stands below 'Offences' or 'Outcomes'; none of them is read."
    ]
    assert (settled.total, settled.problems) == (11, ())


def test_a_month_in_the_future_is_left_out_and_a_problem(extract: Callable[..., FileCounts]) -> None:
    found = extract(
        ["Type", "Place", "Apr 2024", "May 2029"], ["Burglary", "West", 1, 2], ["Robbery", "West", None, 2]
    )

    assert (found.total, found.left_out) == (1, {Left.FUTURE: 1})
    assert problems(found) == [("", "'May 2029' lies behind 29/11/2026; their figures are not read.")]


def test_the_month_of_the_run_date_is_cut_short(extract: Callable[..., FileCounts]) -> None:
    found = extract(["Data extracted on 14/05/2024"], [*HEAD, "Jun 2024"], ["Burglary", "West", 1, 2, None])

    assert found.part == {datetime.date(2024, 5, 1): datetime.date(2024, 5, 14)}
    assert len(found.covered) == 2


def test_a_month_without_any_figure_is_not_covered_and_a_blank_among_figures_is_nought(
    extract: Callable[..., FileCounts],
) -> None:
    found = extract([*HEAD, "Jun 2024"], ["Burglary", "West", 1, 2, None], ["Robbery", "West", 1, None, None])

    assert len(found.covered) == 2
    assert months_of_file(found)["Robbery", "West", "2024-05"] == 0


def test_a_total_below_each_group_is_held_against_its_rows(extract: Callable[..., FileCounts]) -> None:
    found = extract(
        HEAD,
        ["Burglary", "West", 1, 2], ["Robbery", "West", 1, 2], ["Sub-total", None, 2, 4],
        ["Burglary", "East", 3, 4], ["Robbery", "East", 3, 4], ["Sub-total", None, 6, 9],
        ["Grand total", None, 8, 12],
    )  # fmt: skip

    assert (found.rows, found.counted, found.left_out, found.total) == (7, 4, {Left.TOTAL: 3}, 20)
    assert problems(found) == [
        ("Data!D7", "'Sub-total' says 9 in May 2024, and the rows above it come to 8.")
    ]
    assert {int(value) for value in found.sums.values()} == {8, 12}


def test_all_crime_alone_is_no_total_and_the_force_beside_its_units_is_one(
    extract: Callable[..., FileCounts],
) -> None:
    found = extract(
        HEAD, ["All crime", "West", 10, 20], ["All crime", "East", 1, 2], ["All crime", "Force", 11, 22]
    )

    assert (found.counted, found.left_out, found.total) == (2, {Left.TOTAL: 1}, 33)
    assert {(measure, place) for measure, place, _ in found.sums} == {("All crime", "")}


def test_a_line_of_figures_without_a_name_is_not_counted_and_a_problem(
    extract: Callable[..., FileCounts],
) -> None:
    found = extract(HEAD, ["Burglary", "West", 1, 2], [None, None, 1, 2])

    assert (found.rows, found.total) == (1, 3)
    assert problems(found) == [
        ("Data!A3", "This line has figures and neither a type nor a place; it is not counted.")
    ]


@pytest.mark.parametrize("apart", [True, False])
def test_another_table_below_is_not_read(extract: Callable[..., FileCounts], apart: bool) -> None:
    found = extract(
        HEAD,
        ["Burglary", "West", 1, 2],
        *([[]] if apart else []),
        ["Outcome", "LPU", "Count", "Share"],
        ["Charged", "West", 7, 8],
    )

    assert found.total == 3
    assert len(found.problems) == (0 if apart else 1)
    assert apart is any("something else begins" in said for said in found.said)


def test_names_that_nobody_knows_are_counted_and_named(extract: Callable[..., FileCounts]) -> None:
    told = Meanings(
        measures=(MeasureTold("Burglary", ("Burglary dwelling",)), MeasureTold("Robbery")),
        places=(PlaceTold("West", codes=("W1",)), PlaceTold("Force")),
        today=TODAY,
    )

    found = extract(
        HEAD,
        ["BURGLARY  DWELLING", "w1", 1, 2],
        ["Arson", "West", 3, 4],
        ["Robbery", "West Mercia", 5, 6],
        ["Arson", "North", 7, 8],
        told=told,
    )

    assert months_of_file(found) == {("Burglary", "West", "2024-04"): 1, ("Burglary", "West", "2024-05"): 2}
    assert (found.rows, found.counted, found.unknown) == (4, 1, 3)
    assert (found.unknown_measures, found.unknown_places) == ({"Arson": 2}, {"West Mercia": 1, "North": 1})
    assert found.short == 33


def test_sources_tells_the_columns_and_what_is_kept(extract: Callable[..., FileCounts]) -> None:
    lines = (
        SourceLine("EXTRACT.*", "Kind of thing", Means.MEASURE),
        SourceLine("extract.*", "Where", Means.PLACE),
        SourceLine("extract.*", "Status", Means.KEEP_ONLY, "Confirmed; Open"),
        SourceLine("other.*", "Nothing", Means.PLACE),
    )

    found = extract(
        ["Kind of thing", "Where", "Status", "Apr 2024"],
        ["Burglary", "West", "confirmed", 1], ["Burglary", "West", "Cancelled", 5], ["Burglary", "East", "Open", 2],
        told=Meanings(sources=lines, today=TODAY), more={"Lookup": [["Where", "Apr 2024"], ["West", 1]]},
    )  # fmt: skip

    assert (found.rows, found.left_out, found.total) == (3, {Left.KEPT_OUT: 1}, 3)
    assert "Sheets that have not these columns are not read: 'Lookup'." in found.said


def test_a_condition_of_sources_tells_two_measures_of_one_name_apart(
    extract: Callable[..., FileCounts],
) -> None:
    told = Meanings(
        sources=(
            SourceLine("extract*", "Offence", Means.MEASURE), SourceLine("extract*", "LPU", Means.PLACE),
            SourceLine("extract*", "Premises", Means.MEASURE, "Dwelling = Homes; Other = Shops"),
        ),
        measures=(MeasureTold("Homes", ("Burglary",)), MeasureTold("Shops", ("Burglary",))),
        today=TODAY,
    )  # fmt: skip

    found = extract(
        ["Offence", "Premises", "LPU", "Apr 2024"],
        ["Burglary", "dwelling", "West", 1], ["Burglary", "Other", "West", 2], ["Burglary", "Boat", "West", 4],
        told=told,
    )  # fmt: skip

    assert months_of_file(found) == {("Homes", "West", "2024-04"): 1, ("Shops", "West", "2024-04"): 2}
    assert (found.unknown, found.unknown_measures) == (1, {"Burglary": 1})
    assert [what for _, what in problems(found)] == ["'Burglary' is a source name of 'Homes' and 'Shops'."]


def test_what_others_are_parts_of_in_the_workbook_is_a_sum(extract: Callable[..., FileCounts]) -> None:
    told = Meanings(
        measures=(MeasureTold("Theft"), MeasureTold("Bicycle theft", parent="Theft")),
        places=(PlaceTold("South"), PlaceTold("West", parent="South")),
        own_force="Northshire",
        today=TODAY,
    )

    found = extract(
        HEAD, ["Theft", "West", 9, 9], ["Bicycle theft", "West", 3, 4], ["Bicycle theft", "South", 5, 6],
        ["Bicycle theft", "Northshire", 7, 8], told=told,
    )  # fmt: skip

    assert (found.rows, found.counted, found.left_out) == (4, 1, {Left.TOTAL: 3})
    assert {(measure, place, int(value)) for (measure, place, month), value in found.sums.items() if month.month == 4} == {
        ("Theft", "West", 9), ("Bicycle theft", "South", 5), ("Bicycle theft", "", 7),
    }  # fmt: skip


def test_a_place_in_several_columns_is_the_smallest_that_is_known(extract: Callable[..., FileCounts]) -> None:
    told = Meanings(
        sources=tuple(SourceLine("*", column, means) for column, means in (("Offence", Means.MEASURE), ("BCU", Means.PLACE), ("Beat", Means.PLACE))),
        places=(PlaceTold("South"), PlaceTold("W1")),
        today=TODAY,
    )  # fmt: skip

    found = extract(
        ["Offence", "BCU", "Beat", "Apr 2024"],
        ["Arson", "South", "W1", 1],
        ["Arson", "South", "X9", 2],
        told=told,
    )

    assert months_of_file(found) == {("Arson", "W1", "2024-04"): 1, ("Arson", "South", "2024-04"): 2}


def test_a_sheet_for_each_place_is_of_the_place_of_its_name(extract: Callable[..., FileCounts]) -> None:
    told = Meanings(places=(PlaceTold("Data"), PlaceTold("East")), today=TODAY)

    found = extract(
        ["Offence", "Apr 2024"],
        ["Burglary", 1],
        told=told,
        more={"East": [["Offence", "Apr 2024"], ["Burglary", 2]]},
    )

    assert months_of_file(found) == {("Burglary", "Data", "2024-04"): 1, ("Burglary", "East", "2024-04"): 2}


def test_a_text_is_read_as_a_sheet_is(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text(
        'Recorded crime\n\nOffence;LPU;Apr-24;May-24 (p);45444;YTD\nBurglary;West;"1,200";−1;3;4\nTotal;;1200;-1;3;4\nNote: provisional\n',
        encoding="utf-8",
    )

    found = counts_of(path)

    assert months_of_file(found) == {
        ("Burglary", "West", "2024-04"): 1200,
        ("Burglary", "West", "2024-05"): -1,
        ("Burglary", "West", "2024-06"): 3,
    }
    assert (found.rows, found.left_out) == (2, {Left.TOTAL: 1})


def test_lines_with_fewer_or_more_cells_than_headings_are_problems(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text(
        "Offence,LPU,Apr 24,May 24\nBurglary,West,1\nRobbery,West,1,2,3,4\nArson,West,1,2,,\n",
        encoding="utf-8",
    )

    found = counts_of(path)

    assert problems(found) == [
        ("line 3, column 5", "One row has more cells than there are headings."),
        ("line 2, column 4", "The cell is not there, for the line is cut short; it is left out."),
    ]
    assert ("Burglary", "West", datetime.date(2024, 5, 1)) in found.silent


def test_headings_without_any_row_are_a_problem(extract: Callable[..., FileCounts]) -> None:
    found = extract(HEAD)

    assert (found.rows, [what for _, what in problems(found)]) == (
        0,
        ["There are headings of months and no row below them."],
    )


def test_a_file_without_months_or_types_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "years.xlsx", {"Data": [["Offence", "LPU", 2023, 2024], ["Burglary", "West", 1, 2]]}
    )

    with pytest.raises(SourceError):
        counts_of(path)


NAMES = st.sampled_from(["Burglary", "Robbery", "Arson", "Total", "Sub-total", ""])
PLACES = st.sampled_from(["West", "East", "Force", "North", ""])
CELLS = st.sampled_from([0, 1, 7, -2, 1200, None, "", "n/a", "..", "-", "1,000", "(3)", "x?", 2.5])
LINES = st.lists(st.tuples(NAMES, PLACES, CELLS, CELLS), min_size=1, max_size=12)


@given(lines=LINES)
@settings(max_examples=examples(60), deadline=None)
def test_every_row_is_counted_left_out_or_unknown_and_the_counts_are_those_of_a_naive_reader(
    lines: list[tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("wide") / "extract.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, ["Theft", "West", 1, 1], *lines])
    told = Meanings(places=(PlaceTold("West"), PlaceTold("East")), today=TODAY)

    found = counts_of(path, told)

    numbers = {0: 0, 1: 1, 7: 7, -2: -2, 1200: 1200, "1,000": 1000, "(3)": -3}
    named = [line for line in lines if line[0] or line[1]]
    figured = [line for line in named if not all(cell in (None, "") for cell in line[2:])]
    is_total = [line for line in figured if "otal" in line[0] or line[1] == "Force"]
    known = [line for line in figured if line not in is_total and line[1] in ("West", "East")]
    assert rows_add_up(found)
    assert len(figured) + 1 <= found.rows <= len(named) + 1
    assert found.left_out.get(Left.TOTAL, 0) >= len(is_total)
    assert found.total == 2 + sum(
        numbers.get(cell, 0) for line in known for cell in line[2:] if cell is not None
    )

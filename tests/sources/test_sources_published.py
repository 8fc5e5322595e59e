"""Published tables: the five releases and the outcomes to the unit, and the traps of such files in small."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.source_files import TODAY, counts_of, write_workbook
from xlscore.sources.counted import FileCounts, Left
from xlscore.sources.errors import SourceError
from xlscore.sources.meanings import Meanings, MeasureTold, PlaceTold
from xlscore.sources.published.parts import parts_of_columns

OWN = Meanings(own_force="Leicestershire Police", today=TODAY)
RELEASES = {
    "pfatablesdec19.xlsx": ("year ending December 2019", "2019-01", "2019-12", 5_013_284, 43),
    "policeforceareadatatablesyearendingjune2018corrected.xlsx": ("year ending June 2018 (corrected)", "2017-07", "2018-06", 4_978_455, 44),
    "policeforceareatablesyearendingjune2019.xlsx": ("year ending June 2019", "2018-07", "2019-06", 5_279_956, 44),
    "policeforceareatablesyearendingmarch2018v2.xlsx": ("year ending March 2018 (v2)", "2017-04", "2018-03", 4_876_282, 44),
    "policeforceareatablesyeendingmarch2019.xlsx": ("year ending March 2019", "2018-04", "2019-03", 5_257_081, 44),
}  # fmt: skip
"""Name, first and last month, offences in England and Wales as the release prints them, forces with figures."""

GROUPS = (
    "Total recorded crime (excluding fraud3)",
    "Violence against the person4",
    "Homicide",
    "Violence\nwith injury",
    "Robbery",
)
FORCES: tuple[tuple[Any, ...], ...] = (
    ("K04000001", "ENGLAND AND WALES7,8", 4500, 3000, 29, 2971, 1500),
    ("E12000005", "West Midlands ", 3000, 2000, 20, 1980, 1000),
    ("E23000014", "West Midlands", 1000, 700, 10, 690, 300),
    ("E23000015", "Staffordshire", 900, 600, 4, 596, 300),
    ("E23000016", "West Mercia9", 1100, 700, 6, 694, 400),
    ("E12000006", "East ", 1500, 1000, 9, 991, 500),
    ("E23000028", "Essex10", 800, 500, 5, 495, 300),
    ("E23000024", "Norfolk", 400, 300, 3, 297, 100),
    ("E23000025", "Suffolk", 300, 200, 1, 199, 100),
    ("E12000007", "London", "..", "..", "..", "..", ".."),
    ("E23000034", "London, City of", "..", "..", "..", "..", ".."),
)


def release(
    path: Path,
    rows: Sequence[Sequence[Any]] = FORCES,
    title: str = "year ending March 20191,2",
    unit: str = "Numbers",
) -> Path:
    """Write a release with one table of numbers and one of rates."""
    head = [
        [
            f"Table P1: Police recorded crime by offence group and police force area, number of offences, {title}"
        ],
        [],
        ["England and Wales"],
        [None, None, GROUPS[0], "Victim-based crime"],
        ["Area Code", "Area Name", None, *GROUPS[1:]],
        [None, None, unit],
    ]
    rates = [
        [head[0][0].replace("number", "rate")],
        *head[1:5],
        [None, None, "Rate per 1,000 population"],
        *rows,
    ]
    notes = [[], ["Source: Home Office"], ["1. Not designated as National Statistics."]]
    return write_workbook(
        path,
        {
            "Notes": [["Crime in England & Wales, year ending March 2019"]],
            "Table P1 ": [*head, *rows, *notes],
            "Table P3": rates,
        },
    )


def figures(found: FileCounts) -> dict[tuple[str, str], int]:
    return {(figure.measure, figure.place): int(figure.value) for figure in found.published}


@pytest.mark.parametrize("name", RELEASES)
def test_a_release_comes_to_what_it_prints_of_england_and_wales_to_the_unit(
    shared_dir: Path, name: str
) -> None:
    said, first, last, offences, forces = RELEASES[name]

    found = counts_of(shared_dir / "data" / "ons_pfa" / name, OWN)

    assert found.kind == "ons-pfa"
    assert (found.rows, found.counted, found.left_out[Left.TOTAL]) == (56, forces, 12)
    assert found.total == offences
    assert {figure.release for figure in found.published} == {said}
    assert {(f"{f.first:%Y-%m}", f"{f.last:%Y-%m}") for f in found.published} == {(first, last)}
    assert found.problems == ()
    assert found.months == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", RELEASES)
def test_each_figure_of_a_release_is_that_of_its_cell(shared_dir: Path, name: str) -> None:
    path = shared_dir / "data" / "ons_pfa" / name
    sheet = next(s for s in openpyxl.load_workbook(path).worksheets if s.title.strip() == "Table P1")
    rows = [row for row in sheet.iter_rows(min_row=7, values_only=True) if row[1] and row[2] is not None]
    forces = [row for row in rows if row[0] is None or str(row[0]).startswith(("E23", "W15"))]
    expected = sorted(value for row in forces for value in row[2:] if isinstance(value, int))

    found = counts_of(path, OWN)

    assert sorted(int(figure.value) for figure in found.published) == expected
    own = next(row for row in forces if str(row[1]).startswith("Leicestershire"))
    assert [int(f.value) for f in found.published if f.place == ""] == [v for v in own[2:] if v is not None]


KNIFE = {
    "Selected offences involving a knife": {"2017-04": 725, "2018-04": 848},
    "Robbery involving a knife": {"2018-04": 279},
    "Anti-social behaviour incidents": {"2007-04": 58_442, "2018-04": 14_323},
}
"""Leicestershire in tables P4, P5 and P7 of the release of March 2019, by the first month of the year."""


def test_counts_of_other_tables_are_told_of_the_own_force_where_measures_know_them(shared_dir: Path) -> None:
    path = shared_dir / "data" / "ons_pfa" / "policeforceareatablesyeendingmarch2019.xlsx"
    told = Meanings(
        measures=(*(MeasureTold(name) for name in KNIFE), MeasureTold("Homicide")), own_force="Leicestershire", today=TODAY
    )  # fmt: skip

    found = counts_of(path, told)

    own = {(f.measure, f"{f.first:%Y-%m}"): int(f.value) for f in found.published if f.place == ""}
    assert (
        own.items()
        >= {(name, first): value for name, all_ in KNIFE.items() for first, value in all_.items()}.items()
    )
    assert len([f for f in found.published if not f.is_leaf]) == 9 + 1 + 12
    assert found.total == sum(f.value for f in found.published if f.measure == "Homicide")
    assert (
        "The other tables are in no sum: 'Table P2' (percentage changes), 'Table P3' (rates), 'Table P4' (offences with a knife, which are among "
        "the numbers of offences), 'Table P5' (offences with a knife, which are among the numbers of offences), 'Table P6' (a survey's estimates), "
        "'Table P7' (incidents, which are no offences) and 'Table P8' (percentages of incidents)."
    ) in found.said


@pytest.mark.slow
def test_the_dates_of_releases_put_a_corrected_issue_behind_the_one_that_it_corrects(
    shared_dir: Path,
) -> None:
    orders = [counts_of(shared_dir / "data" / "ons_pfa" / name).release.order for name in RELEASES]

    assert orders == [
        date(2019, 12, 1),
        date(2018, 6, 2),
        date(2019, 6, 1),
        date(2018, 3, 2),
        date(2019, 3, 1),
    ]


def test_forces_are_known_by_codes_names_lose_their_footnotes_and_groups_are_no_leaves(
    tmp_path: Path,
) -> None:
    found = counts_of(release(tmp_path / "pfa.xlsx"), OWN)

    assert (found.rows, found.counted, found.left_out) == (11, 6, {Left.TOTAL: 4, Left.NO_COUNT: 1})
    assert figures(found)["Violence with injury", "West Mercia"] == 694
    assert figures(found)["Total recorded crime (excluding fraud)", "West Midlands"] == 1000
    assert {f.measure for f in found.published if not f.is_leaf} == {
        "Total recorded crime (excluding fraud)",
        "Violence against the person",
    }
    assert found.total == 4500
    assert any("City of London has no figure" in said for said in found.said)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("row", "column", "value", "what"),
    [
        (
            1,
            2,
            3001,
            "Total recorded crime (excluding fraud) of West Midlands is 3,001 and its forces come to 3,000.",
        ),
        (3, 3, 601, "Violence against the person is 601 and its parts come to 600."),
        (4, 5, "many", "'many' is no number of offences; it is left out."),
    ],
)
def test_what_does_not_add_up_is_a_problem_of_its_cell(
    tmp_path: Path, row: int, column: int, value: Any, what: str
) -> None:
    rows = [list(force) for force in FORCES]
    rows[row][column] = value

    found = counts_of(release(tmp_path / "pfa.xlsx", rows))

    assert (f"Table P1 !{'ABCDEFG'[column]}{row + 7}", what) in [(p.cell, p.what) for p in found.problems]


def test_british_transport_police_is_a_force_of_no_nation_and_newer_marks_are_no_figures(
    tmp_path: Path,
) -> None:
    rows = [
        ["K04000001", "England and Wales [note 4]", 3300, 2220, 30, 2190, 1080],
        *FORCES[1:5],
        ["W92000004", "Wales", 200, 150, 5, 145, 50],
        ["W15000002", "Gwent", 200, 150, 5, 145, 50],
        ["[z]", "British Transport Police", 100, 70, 5, 65, 30],
        ["E23000035", "Devon and Cornwall [note 5]", "[x]", "[x]", "[x]", "[x]", "[x]"],
    ]

    found = counts_of(release(tmp_path / "pfa.xlsx", rows))

    assert (found.rows, found.counted, found.left_out) == (9, 5, {Left.TOTAL: 3, Left.NO_COUNT: 1})
    assert found.problems == ()
    assert figures(found)["Robbery", "British Transport Police"] == 30


def test_a_title_that_says_another_year_than_the_notes_is_a_problem(tmp_path: Path) -> None:
    found = counts_of(release(tmp_path / "pfa.xlsx", title="year ending March 181,2,3"))

    assert {f.last for f in found.published} == {date(2018, 3, 1)}
    assert [p.what for p in found.problems] == [
        "The title says the year ending March 2018, and the sheet 'Notes' March 2019."
    ]


def test_a_release_of_rates_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no table of numbers of offences"):
        counts_of(release(tmp_path / "pfa.xlsx", unit="Rate per 1,000 population"))


def test_a_workbook_with_places_and_measures_takes_those_that_it_knows(tmp_path: Path) -> None:
    told = Meanings(
        measures=(MeasureTold("Violence", ("Violence against the person",)), MeasureTold("Robbery")),
        places=(PlaceTold("Staffordshire"), PlaceTold("West")),
        today=TODAY,
    )

    found = counts_of(release(tmp_path / "pfa.xlsx"), told)

    assert figures(found) == {("Violence", "Staffordshire"): 600, ("Robbery", "Staffordshire"): 300}
    assert (found.counted, found.unknown) == (1, 6)
    assert found.unknown_places == dict.fromkeys(
        ("West Midlands", "West Mercia", "Essex", "Norfolk", "Suffolk", "City of London"), 1
    )
    assert found.unknown_measures["Homicide"] == 1


def test_groups_of_one_measure_add_and_none_is_added_to_the_group_that_it_is_a_part_of(
    tmp_path: Path,
) -> None:
    told = Meanings(
        measures=(
            MeasureTold("Serious", ("Homicide", "Robbery")),
            MeasureTold("Violence", ("Violence against the person", "Violence with injury")),
            MeasureTold("Crime", ("Total recorded crime (excluding fraud)",)),
        ),
        today=TODAY,
    )

    found = counts_of(release(tmp_path / "pfa.xlsx"), told)

    assert {measure: value for (measure, place), value in figures(found).items() if place == "Essex"} == {
        "Crime": 800, "Violence": 500, "Serious": 305,
    }  # fmt: skip
    assert {figure.measure for figure in found.published if figure.is_leaf} == {"Serious"}


@given(st.lists(st.lists(st.integers(1, 999), min_size=4, max_size=4), min_size=6, max_size=9))
def test_a_column_is_the_sum_of_those_behind_it_whatever_they_are_called(leaves: list[list[int]]) -> None:
    one, two, three, four = ([Fraction(row[at]) for row in leaves] for at in range(4))
    group = [a + b for a, b in zip(one, two, strict=True)]
    whole = [a + b + c for a, b, c in zip(group, three, four, strict=True)]

    assert parts_of_columns([whole, group, one, two, three, four]) == {1: (2, 3), 0: (1, 4, 5)}


HEAD = (
    "financial_year,financial_quarter,force_name,offence_description,offence_group,offence_subgroup,offence_code,outcome_description,"
    "outcome_group,outcome_type,force_outcomes_for_offences_recorded_in_quarter,force_outcomes_recorded_in_quarter"
)


def outcomes(path: Path, *rows: str) -> Path:
    """Write outcomes of rows given as "year,quarter,force,subgroup,outcome,count"."""
    lines = [HEAD]
    for row in rows:
        year, quarter, force, sub, outcome, count = row.split(",")
        lines.append(
            f"{year},{quarter},{force},{sub},Theft offences,{sub},46,{outcome},{outcome},1,9,{count}"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.slow
def test_the_outcomes_of_2018_19_equal_an_independent_count_to_the_unit(shared_dir: Path) -> None:
    path = shared_dir / "data" / "outcomes" / "outcomes_2018_19.csv.gz"
    expected: Counter[tuple[str, str]] = Counter()
    rows = missing = 0
    with io.TextIOWrapper(gzip.open(path), encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows += 1
            value = row["force_outcomes_recorded_in_quarter"]
            if value == "NA":
                missing += 1
            else:
                expected[
                    row["force_name"].replace("London, City of", "City of London"), row["financial_quarter"]
                ] += int(value)

    found = counts_of(path, Meanings(today=TODAY))

    quarters = {4: "1", 7: "2", 10: "3", 1: "4"}
    counted: Counter[tuple[str, str]] = Counter()
    for figure in found.published:
        counted[figure.place, quarters[figure.first.month]] += int(figure.value)
    assert found.kind == "home-office"
    assert (found.rows, found.left_out, found.counted) == (rows, {Left.NO_COUNT: missing}, rows - missing)
    assert counted == expected
    assert found.months == {}


def test_offences_by_quarter_on_sheets_are_read_as_outcomes_are(tmp_path: Path) -> None:
    head = [
        "Financial Year",
        "Financial Quarter",
        "Force Name",
        "Offence Description",
        "Offence Group",
        "Offence Subgroup",
        "Offence Code",
        "Number of Offences",
    ]
    path = write_workbook(
        tmp_path / "prc-pfa.xlsx",
        {
            "Notes": [["Police recorded crime open data"]],
            "2018-19": [["Table 1"], head, ["2018/19", 1, "Leicestershire", "Bigamy", "Miscellaneous", "Other", "26", 3]],
            "2019-20": [head, ["2019/20", 2, "Leicestershire", "Bigamy", "Miscellaneous", "Other", "26", "1,004"], head],
        },
        lambda sheet: setattr(sheet.parent["2018-19"].row_dimensions[3], "hidden", True),
    )  # fmt: skip

    found = counts_of(path, OWN)

    assert [(f.measure, f.place, str(f.first), int(f.value)) for f in found.published] == [
        ("Other", "", "2018-04-01", 3), ("Other", "", "2019-07-01", 1004),
    ]  # fmt: skip
    assert (found.kind, found.rows, found.problems) == ("home-office", 2, ())
    assert found.said == (
        "Of '2018-19' one row that is hidden or filtered away counts, too.",
        "Sheets that have not these columns are not read: 'Notes'.",
    )


def test_quarters_are_periods_and_rows_of_one_type_add(tmp_path: Path) -> None:
    path = outcomes(
        tmp_path / "outcomes.csv",
        "2018/19,4,Leicestershire,Shoplifting,Charged/Summonsed,5",
        "2018/19,4,Leicestershire,Shoplifting,Charged/Summonsed,2",
        "2018/19,1,Leicestershire,Bicycle theft,Charged/Summonsed,1",
        "2018/19,Q5,Leicestershire,Bicycle theft,Charged/Summonsed,1",
        "2018/20,1,Leicestershire,Bicycle theft,Charged/Summonsed,1",
        "2030/31,1,Leicestershire,Bicycle theft,Charged/Summonsed,1",
        "2018/19,1,Kent,Bicycle theft,Charged/Summonsed,many",
        "2018/19,2,Kent,Bicycle theft,Charged/Summonsed,NA",
    )

    found = counts_of(path, OWN)

    assert [(f.measure, f.place, str(f.first), str(f.last), int(f.value)) for f in found.published] == [
        ("Shoplifting / Charged/Summonsed", "", "2019-01-01", "2019-03-01", 7),
        ("Bicycle theft / Charged/Summonsed", "", "2018-04-01", "2018-06-01", 1),
    ]
    assert (found.rows, found.counted) == (8, 3)
    assert found.left_out == {Left.DATE: 2, Left.FUTURE: 1, Left.NO_COUNT: 2}
    assert [p.cell for p in found.problems] == ["line 5, column 1", "line 6, column 1", "line 8, column 12"]

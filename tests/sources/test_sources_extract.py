"""A force's own extract, a row for each crime or count, as Sources tells it or as plain headings say."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from xlscore.sources.counted import FileCounts, Left
from xlscore.sources.errors import SourceError
from xlscore.sources.meanings import Meanings, Means, MeasureTold, PlaceTold, SourceLine
from xlscore.sources.merging import unite
from xlscore.sources.reading import read_files

TODAY = date(2019, 6, 30)
APRIL, MAY = date(2019, 4, 1), date(2019, 5, 1)


def line(column: str, means: Means | None, value: str = "", form: str = "", release: str = "") -> SourceLine:
    return SourceLine("*.csv", column, means, value, form, release)


TOLD = (line("Rec'd", Means.DATE), line("HO class", Means.MEASURE), line("Unit", Means.PLACE))


def read(tmp_path: Path, text: str, name: str = "x.csv", **told: Any) -> FileCounts:
    """Return what a text comes to as a file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (found,) = read_files([path], Meanings(**{"today": TODAY, **told}))
    return found


def months(found: FileCounts) -> dict[tuple[str, str, int], Fraction]:
    """Return the counts with the month by its number."""
    return {(measure, place, month.month): value for (measure, place, month), value in found.months.items()}


def test_a_row_is_a_crime_and_its_date_gives_a_day_and_a_month(tmp_path: Path) -> None:
    text = "Rec'd,HO class,Unit\n30/04/2019 23:59,Burglary,North\n01/05/2019,Burglary,North\n01/05/2019 07:15:00,burglary,NORTH\n"

    found = read(tmp_path, text, sources=TOLD)

    assert dict(found.days) == {
        ("Burglary", "North", date(2019, 4, 30)): 1,
        ("Burglary", "North", date(2019, 5, 1)): 2,
    }
    assert months(found) == {("Burglary", "North", 4): 1, ("Burglary", "North", 5): 2}
    assert found.covered == (APRIL, MAY)
    assert found.part == {MAY: date(2019, 5, 1)}


def test_plain_headings_need_no_sources(tmp_path: Path) -> None:
    text = "Crime number;Recorded date;Offence;BCU;LPU\n1/19;02/04/2019;Robbery;West;Hinckley\n"

    found = read(tmp_path, text)

    assert (found.kind, found.has_references) == ("extract", True)
    assert months(found) == {("Robbery", "Hinckley", 4): 1}


def test_a_file_without_a_place_is_the_forces_and_it_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, "Month,Type,Count\nApr 2019,Robbery,2\n")

    assert months(found) == {("Robbery", "", 4): 2}
    assert "no column is known as a place, so that all of it is the force's" in found.said[0]


def test_headings_without_a_row_are_a_problem(tmp_path: Path) -> None:
    found = read(tmp_path, "Month,Type,Count\n")

    assert (found.rows, [problem.what for problem in found.problems]) == (
        0,
        ["There are headings and no row below them."],
    )


@pytest.mark.parametrize(
    ("total", "problems"), [("5", []), ("1200", ["The file's own total is 1,200, and its rows come to 5."])]
)
def test_a_total_of_all_rows_is_held_against_them(total: str, problems: list[str], tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f"Month,Type,Area,Count\nApr 2019,Robbery,North,2\nMay 2019,Arson,North,3\nTotal,,,{total}\n",
    )

    assert (found.rows, found.left_out) == (3, {"total": 1})
    assert [problem.what for problem in found.problems] == problems


def test_what_would_be_a_total_counts_where_nothing_stands_beside_it(tmp_path: Path) -> None:
    told = {"measures": (MeasureTold("Violence"), MeasureTold("Homicide", parent="Violence"))}

    alone = read(tmp_path, "Month,Type,Area,Count\nApr 2019,All crime,Total,5\n")
    parent = read(tmp_path, "Month,Type,Area,Count\nApr 2019,Violence,North,5\n", **told)

    assert months(alone) == {("All crime", "", 4): 5}
    assert months(parent) == {("Violence", "North", 4): 5}


def test_a_month_type_place_and_count_add_up(tmp_path: Path) -> None:
    text = 'Month,Type,Area,Count\nApr 2019,Robbery,North,"1,203"\nApr 2019,Robbery,North,−3\n2019-05,Robbery,North,(2)\nMay 2019,Robbery,North,5-\nMay 2019,Robbery,North,20\n'

    found = read(tmp_path, text)

    assert months(found) == {("Robbery", "North", 4): 1200, ("Robbery", "North", 5): 13}
    assert (found.days, found.problems, found.counted) == ({}, (), 5)


def test_what_rows_of_an_unknown_place_hold_is_how_much_the_force_is_short_of(tmp_path: Path) -> None:
    text = "Month,Type,Area,Count\nApr 2019,Robbery,Nowhere,500\nApr 2019,Robbery,Nowhere,20\nApr 2019,Robbery,North,3\n"

    found = read(tmp_path, text, places=(PlaceTold("North"),))

    assert (found.unknown, found.short, found.total) == (2, 520, 3)


def test_a_count_below_zero_is_left_for_whoever_writes_it_to_tell(tmp_path: Path) -> None:
    found = read(tmp_path, "Month,Type,Area,Count\nApr 2019,Robbery,North,2\nApr 2019,Robbery,North,-3\n")

    assert months(found) == {("Robbery", "North", 4): -1}
    assert found.problems == ()


@pytest.mark.parametrize(
    ("cells", "days", "left"),
    [
        (["03/04/2019", "13/04/2019"], [date(2019, 4, 3), date(2019, 4, 13)], 0),
        (["03/04/2019", "04/13/2019"], [date(2019, 3, 4), date(2019, 4, 13)], 0),
        (["03/04/2019", "13/04/2019", "04/14/2019"], [date(2019, 4, 3), date(2019, 4, 13)], 1),
        (["2019-04-03", "3 April 2019", "Apr 5, 2019"], [date(2019, 4, 3), date(2019, 4, 5)], 0),
        (["43558", "43559.25"], [date(2019, 4, 3), date(2019, 4, 4)], 0),
        (["03/04/2019", "43559"], [date(2019, 4, 3)], 1),
        (["31/04/2019", "30/04/2019", "29/02/2019"], [date(2019, 4, 30)], 2),
        (["01/01/1900", "n/k", "", "03/04/19"], [date(2019, 4, 3)], 3),
        (["20190403", "2019/04/04", "03-Apr-19"], [date(2019, 4, 3), date(2019, 4, 4)], 0),
        (["3 / 4 / 2019", "04.04.2019 13.00", "2019-04-03T23:59:59Z", "3/4/19 9:05 PM"], [date(2019, 4, 3), date(2019, 4, 4)], 0),
    ],
)  # fmt: skip
def test_a_column_of_dates_has_one_order_and_what_does_not_fit_is_left_out(
    cells: list[str], days: list[date], left: int, tmp_path: Path
) -> None:
    text = "Date,Type,Area\n" + "".join(f'"{cell}",Robbery,North\n' for cell in cells)

    found = read(tmp_path, text)

    assert sorted({day for _, _, day in found.days}) == days
    assert found.left_out == ({"date": left} if left else {})
    assert bool(left) == any("the date cannot be read" in problem.what for problem in found.problems)


@pytest.mark.parametrize(
    ("heading", "form", "day"),
    [
        ("Date", "", date(2019, 4, 3)),
        ("Date", "mm/dd/yyyy", date(2019, 3, 4)),
        ("Date", "month first", date(2019, 3, 4)),
        ("Date (mm/dd/yyyy)", "", date(2019, 3, 4)),
        ("Date", "%m/%d/%Y", date(2019, 3, 4)),
        ("Date (mm/dd/yyyy)", "dd/mm/yyyy", date(2019, 4, 3)),
        ("Date", "usual", date(2019, 4, 3)),
    ],
)
def test_sources_or_the_heading_say_the_order_of_a_date(
    heading: str, form: str, day: date, tmp_path: Path
) -> None:
    told = (line(heading, Means.DATE, form=form), line("Type", Means.MEASURE), line("Area", Means.PLACE))

    found = read(tmp_path, f"{heading},Type,Area\n03/04/2019,Robbery,North\n", sources=told)

    assert [when for _, _, when in found.days] == [day]
    assert ["'usual' is no form of dates" in problem.what for problem in found.problems] == [True] * (
        form == "usual"
    )


def test_a_date_after_today_or_after_the_day_of_the_run_is_left_out(tmp_path: Path) -> None:
    rows = "01/05/2019,Robbery,North\n20/05/2019,Robbery,North\n01/08/2019,Robbery,North\n"

    plain = read(tmp_path, "Date,Type,Area\n" + rows)
    run = read(tmp_path, "Crimes recorded\nRun date: 14/05/2019\n\nDate,Type,Area\n" + rows)

    assert (plain.counted, plain.left_out) == (2, {"future": 1})
    assert (run.counted, run.left_out, run.part) == (1, {"future": 2}, {MAY: date(2019, 5, 14)})
    assert [problem.cell for problem in run.problems] == ["line 6"]


def test_equal_rows_are_one_crime_only_with_a_reference(tmp_path: Path) -> None:
    text = "Ref,Date,Type,Area\n1,02/04/2019,Robbery,North\n1,02/04/2019,Robbery,North\n1,02/04/2019,Arson,North\n,02/04/2019,Robbery,North\n,02/04/2019,Robbery,North\n"

    bearing = read(tmp_path, text)
    without = read(tmp_path, text.replace("Ref,", "Row,"))

    assert (bearing.rows, bearing.counted, bearing.left_out) == (5, 4, {"duplicate": 1})
    assert months(bearing) == {("Robbery", "North", 4): 3, ("Arson", "North", 4): 1}
    assert any("1 reference stands in more than one row" in said for said in bearing.said)
    assert (without.counted, without.left_out) == (5, {})


@pytest.mark.parametrize("mark", ["", "n/a", "N/K", "0", "-", "Unknown "])
def test_a_mark_that_there_is_no_reference_is_none(mark: str, tmp_path: Path) -> None:
    found = read(tmp_path, "Ref,Date,Type,Area\n" + f"{mark},02/04/2019,Arson,North\n" * 2)

    assert (found.counted, found.left_out, found.has_references) == (2, {}, False)


@pytest.mark.parametrize(
    ("value", "kept", "problems"), [("(blank)", 1, 0), ("No; Yes", 2, 0), ("Maybe", 0, 1)]
)
def test_keep_only_knows_blank_cells_and_a_value_that_no_row_has_is_a_problem(
    value: str, kept: int, problems: int, tmp_path: Path
) -> None:
    text = "Rec'd,HO class,Unit,S\n02/04/2019,Arson,North,\n02/04/2019,Arson,North,no\n02/04/2019,Arson,North,YES\n"

    found = read(tmp_path, text, sources=(*TOLD, line("S", Means.KEEP_ONLY, value)))

    assert (found.counted, len(found.problems)) == (kept, problems)


def test_columns_that_nobody_reads_are_named(tmp_path: Path) -> None:
    found = read(tmp_path, "Date,Type,Area,Officer,Shift\n02/04/2019,Arson,North,A,early\n")

    assert found.said == ("x.csv: 'Officer' and 'Shift' are not read.",)


def test_keep_only_leaves_out_what_another_value_has(tmp_path: Path) -> None:
    text = "Rec'd,HO class,Unit,Status,Kind\n02/04/2019,Arson,North,Crimed,A\n02/04/2019,Arson,North,No crime,A\n02/04/2019,Arson,North,crimed ,B\n"
    keep = (line("Status", Means.KEEP_ONLY, "Crimed; Recorded"), line("Kind", Means.KEEP_ONLY, "A"))

    found = read(tmp_path, text, sources=(*TOLD, *keep))

    assert (found.rows, found.counted, found.left_out) == (3, 1, {"kept out": 2})


BURGLARIES = (MeasureTold("Burglary dwelling", ("Burglary",)), MeasureTold("Burglary other", ("Burglary",)))


@pytest.mark.parametrize(
    "value",
    [
        "Yes = Burglary dwelling; No = Burglary other",
        "Burglary dwelling = Yes; Burglary other = No",
        "Yes → Burglary dwelling;No→Burglary other",
    ],
)
def test_a_condition_tells_two_measures_of_one_source_name_apart(value: str, tmp_path: Path) -> None:
    text = "Rec'd,HO class,Unit,Dwelling\n02/04/2019,Burglary,North,Yes\n02/04/2019,Burglary,North,NO\n02/04/2019,Burglary,North,\n"

    found = read(tmp_path, text, sources=(*TOLD, line("Dwelling", Means.MEASURE, value)), measures=BURGLARIES)

    assert months(found) == {("Burglary dwelling", "North", 4): 1, ("Burglary other", "North", 4): 1}
    assert (found.unknown, found.unknown_measures) == (1, {"Burglary": 1})
    assert len([problem for problem in found.problems if "is a source name of" in problem.what]) == 1


def test_a_condition_decides_for_a_measure_that_all_rows_share(tmp_path: Path) -> None:
    told = (
        line("Rec'd", Means.DATE),
        line("", Means.MEASURE, "Burglary"),
        line("Dwelling", Means.MEASURE, "Yes = Burglary dwelling"),
    )

    found = read(
        tmp_path, "Rec'd,Dwelling\n02/04/2019,Yes\n02/04/2019,No\n", sources=told, measures=BURGLARIES
    )

    assert months(found) == {("Burglary dwelling", "", 4): 1}
    assert (found.unknown_measures, len(found.problems)) == ({"Burglary": 1}, 1)


def test_the_day_of_the_run_may_stand_below_the_rows(tmp_path: Path) -> None:
    rows = "01/04/2019,Arson\n20/04/2019,Arson\n"

    for text in (
        f"Date,Type\n{rows}Report run on 15/04/2019,\n",
        f"Date,Type\n{rows}\nRun date: 15 April 2019\n",
    ):
        found = read(tmp_path, text)
        assert (found.counted, found.left_out, found.part) == (1, {"future": 1}, {APRIL: date(2019, 4, 15)})


def test_a_condition_that_names_no_measure_is_a_problem_of_its_cell(tmp_path: Path) -> None:
    text = "Rec'd,HO class,Unit,Dwelling\n02/04/2019,Burglary,North,Yes\n"

    found = read(
        tmp_path, text, sources=(*TOLD, line("Dwelling", Means.MEASURE, "Yes = House")), measures=BURGLARIES
    )

    assert [problem.sheet for problem in found.problems] == ["Sources", "x.csv"]
    assert found.unknown == 1


def test_blank_types_and_places_are_named(tmp_path: Path) -> None:
    found = read(
        tmp_path, "Date,Type,Area\n02/04/2019,,North\n02/04/2019,Arson,\n02/04/2019, ,\n,Arson,South\n"
    )

    assert months(found) == {("(blank)", "North", 4): 1, ("Arson", "(blank)", 4): 1}
    assert (found.rows, found.counted, found.left_out) == (3, 2, {"date": 1})
    assert any(
        "1 line has a date but neither a type nor a place" in problem.what for problem in found.problems
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Violence & robbery", "violence  and  ROBBERY"),
        ("Café theft", "Café theft"),
        ("Theft - other", "Theft – other"),
        ("Theft\u00a0other", "Theft other"),
    ],
)  # fmt: skip
def test_spellings_that_differ_by_case_spaces_and_signs_are_one(
    first: str, second: str, tmp_path: Path
) -> None:
    found = read(
        tmp_path,
        f"Date,Type,Area\n02/04/2019,{first},North\n02/04/2019,{second},North\n02/04/2019,{second},North\n",
    )

    assert list(found.months.values()) == [3]


def test_totals_are_no_rows_to_count_and_are_kept_to_compare(tmp_path: Path) -> None:
    text = "Month,Type,Area,Count\nApr 2019,Robbery,North,2\nApr 2019,Robbery,South,3\nApr 2019,Robbery,Total,6\nApr 2019,Grand total,,6\n"

    found = read(tmp_path, text)

    assert (found.rows, found.counted, found.left_out) == (4, 2, {"total": 2})
    assert dict(found.sums) == {("Robbery", "", APRIL): 6, ("Grand total", "(blank)", APRIL): 6}


def test_a_parent_of_the_tree_is_compared_and_never_counted_beside_its_parts(tmp_path: Path) -> None:
    measures = (MeasureTold("Violence"), MeasureTold("Homicide", parent="Violence"))
    places = (PlaceTold("North"), PlaceTold("Town", parent="North"))
    text = "Month,Type,Area,Count\nApr 2019,Violence,Town,9\nApr 2019,Homicide,Town,2\nApr 2019,Homicide,North,2\n"

    found = read(tmp_path, text, measures=measures, places=places)

    assert months(found) == {("Homicide", "Town", 4): 2}
    assert dict(found.sums) == {("Violence", "Town", APRIL): 9, ("Homicide", "North", APRIL): 2}
    assert found.left_out == {"total": 2}


def test_a_crime_that_bears_a_parent_alone_is_in_no_part_and_a_problem(tmp_path: Path) -> None:
    places = (PlaceTold("North"), PlaceTold("Town", parent="North"))

    found = read(
        tmp_path, "Date,Type,BCU,LPU\n02/04/2019,Arson,North,Town\n03/04/2019,Arson,North,\n", places=places
    )

    assert (months(found), found.left_out) == ({("Arson", "Town", 4): 1}, {"total": 1})
    assert any("'North' is the sum of its parts" in problem.what for problem in found.problems)


def test_two_levels_of_types_give_a_measure_per_minor_type(tmp_path: Path) -> None:
    text = "Month,Category,Type,Area,Count\nApr 2019,Theft,Bicycle,North,1\nApr 2019,Drugs,Drugs,North,2\nApr 2019,Drugs,Supply,North,3\n"

    found = read(tmp_path, text)

    assert months(found) == {
        ("Bicycle", "North", 4): 1,
        ("Drugs / Drugs", "North", 4): 2,
        ("Supply", "North", 4): 3,
    }
    assert found.parents == {"Bicycle": "Theft", "Drugs / Drugs": "Drugs", "Supply": "Drugs"}


def test_a_measure_and_a_place_may_be_the_same_for_all_rows(tmp_path: Path) -> None:
    told = (
        line("When", Means.MONTH),
        line("", Means.MEASURE, "Hate crime"),
        line("", Means.PLACE, "North"),
        line("N", Means.COUNT),
    )

    found = read(tmp_path, "When,N\nApr 2019,7\n", sources=told)

    assert months(found) == {("Hate crime", "North", 4): 7}


@pytest.mark.parametrize(
    "text",
    [
        "Month,Offence,LPU,Count\n2019-04,Burglary,North,3\n2019-04,Burglary,City,3\n2019-04,Robbery,City,4\n",
        "Offence,LPU,Apr 2019\nBurglary,North,3\nBurglary,City,3\nRobbery,City,4\n",
    ],
    ids=["rows", "table"],
)
def test_a_figure_of_an_area_that_none_of_its_parts_has_is_a_problem(text: str, tmp_path: Path) -> None:
    places = (PlaceTold("North", parent="City"), PlaceTold("South", parent="City"), PlaceTold("City"))
    found = read(tmp_path, text, places=places)

    unit = unite([found], Meanings(today=TODAY, places=places))

    assert (found.counted, found.left_out) == (1, {Left.TOTAL: 2})
    assert [problem.what for problem in unit.problems] == [
        "'Robbery' in City in Apr 2019 is 4 in the file, and its parts come to 0."
    ]


def test_a_month_whose_only_count_cannot_be_read_is_no_nought(tmp_path: Path) -> None:
    rows = (
        "2019-01,Burglary,North,many",
        "2019-02,Burglary,North,4",
        "2019-01,Burglary,South,2",
        "2019-02,Burglary,South,n/a",
        "2019-01,Robbery,South,1",
    )
    found = read(tmp_path, "\n".join(("Month,Offence,LPU,Count", *rows)))

    unit = unite([found], Meanings(today=date(2019, 3, 1)))

    assert {mark: int(brought.value) for mark, brought in unit.counts.items()} == {
        ("Burglary", "North", date(2019, 2, 1)): 4,
        ("Burglary", "South", date(2019, 1, 1)): 2,
        ("Robbery", "South", date(2019, 1, 1)): 1,
        ("Robbery", "South", date(2019, 2, 1)): 0,
        ("Robbery", "North", date(2019, 1, 1)): 0,
        ("Robbery", "North", date(2019, 2, 1)): 0,
    }


def test_a_count_that_is_no_number_is_left_out_with_its_line(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Month,Type,Area,Count\nApr 2019,Arson,North,many\nApr 2019,Arson,South,n/a\nApr 2019,Arson,West,1\n",
    )

    assert (found.counted, found.left_out) == (1, {"no count": 2})
    assert [(problem.cell, "'many'" in problem.what) for problem in found.problems] == [("line 2", True)]
    assert any("1 row is without a count" in said for said in found.said)


@pytest.mark.parametrize("month", ["2018/19", "Q1 2019", "2019", "YTD", "Total 2018"])
def test_a_year_or_a_quarter_is_no_month(month: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"Month,Type,Area,Count\n{month},Arson,North,1\nApr 2019 (p),Arson,North,1\n")

    assert (months(found), found.left_out) == ({("Arson", "North", 4): 1}, {"no month": 1})


@pytest.mark.parametrize(
    ("release", "name", "order"),
    [
        ("", "x.csv", date(2019, 4, 1)),
        ("", "crimes_2019-06.csv", date(2019, 6, 1)),
        ("June 2019", "x.csv", date(2019, 6, 1)),
        ("14/06/2019", "x.csv", date(2019, 6, 14)),
        ("first", "x.csv", date(2019, 4, 1)),
    ],
)
def test_the_release_is_told_or_named_or_the_last_month(
    release: str, name: str, order: date, tmp_path: Path
) -> None:
    told = (line("", None, release=release),) if release else ()

    found = read(tmp_path, "Month,Type,Area,Count\nApr 2019,Arson,North,1\n", name, sources=told)

    assert found.release.order == order
    assert not release or found.release.name == release


@pytest.mark.parametrize("pattern", ["crimes [1].csv", "CRIMES*.CSV", "*", "crimes ?1].csv"])
def test_sources_names_files_by_their_name_or_a_pattern(pattern: str, tmp_path: Path) -> None:
    told = tuple(SourceLine(pattern, one.column, one.means) for one in TOLD)

    found = read(tmp_path, "Rec'd,HO class,Unit\n02/04/2019,Arson,North\n", "crimes [1].csv", sources=told)

    assert months(found) == {("Arson", "North", 4): 1}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ((line("Day", Means.DATE), *TOLD[1:]), "x.csv has no column 'Day' .* its headings are 'Rec"),
        (TOLD[1:], "Sources tells neither a date nor a month of x.csv"),
        (TOLD[:1], "Sources does not tell what x.csv counts"),
        ((*TOLD, line("Unit", Means.DATE)), "Sources tells two columns of x.csv as its date or month"),
    ],
)
def test_sources_that_do_not_fit_the_file_are_refused(
    told: tuple[SourceLine, ...], sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=sentence):
        read(tmp_path, "Rec'd,HO class,Unit\n02/04/2019,Arson,North\n", sources=told)


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        (
            "When,What,Where",
            "x.csv is none of the files that are known: its headings are 'When', 'What' and 'Where'; tell its columns in Sources",
        ),
        ("Recorded date,Date,Type", "'Recorded date' and 'Date', each of which could be its date"),
        ("Date,Type,Value", "'Value', which could be its count or something else"),
        ("Date,Type,Area,District", "'Area' and 'District', each of which could be its place"),
    ],
)
def test_what_is_not_plain_is_refused_with_the_headings(headings: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=sentence):
        read(tmp_path, f"{headings}\n1,2,3\n")

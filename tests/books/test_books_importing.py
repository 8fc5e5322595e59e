"""Files brought into a workbook: where their months go, what stays, what is revised and what is said."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.importer import file_of
from xlscore import open_book
from xlscore.books import BookError, report_month
from xlscore.books.files import workbook_file
from xlscore.books.importing.answer import Imported
from xlscore.books.importing.bringing import bring_in
from xlscore.books.templates.build import build_monthly_performance
from xlscore.errors import commands_typed
from xlscore.sources.counted import FileCounts, Left, Published, Release
from xlscore.sources.meanings import Means, MeasureTold

MakeBook = Callable[[Sheets], xw.Book]

JANUARY, FEBRUARY, MARCH = date(2019, 1, 1), date(2019, 2, 1), date(2019, 3, 1)
NORTH, SOUTH, FORCE = ("Burglary", "North"), ("Burglary", "South"), ("Burglary", "")
SERIES: Final = [
    ["Measure", "Place", "Jan 2019", "Feb 2019"],
    ["Burglary", "North", 3, 4],
    ["Robbery", "South", 1, 2],
]


def bring(book: xw.Book, *files: FileCounts) -> Imported:
    return bring_in(book, lambda _: files)


def cells(book: xw.Book, sheet: str = "Series") -> list[list[Any]]:
    found: list[list[Any]] = book.sheets[sheet].used_range.options(ndim=2).value
    return found


def test_a_workbook_without_a_table_of_counts_gains_a_sheet(make_book: MakeBook) -> None:
    book = make_book({"Notes": [["Nothing", "here"]]})

    result = bring(
        book,
        file_of({(*NORTH, JANUARY): 3, (*FORCE[:1], "", JANUARY): 9, (*NORTH, FEBRUARY): 4}, is_table=True),
    )

    assert cells(book) == [["Measure", "Place", "Jan 2019", "Feb 2019"], ["Burglary", "North", 3, 4]]
    assert (result.series, result.new, result.months) == (1, 2, (JANUARY, FEBRUARY))


def test_what_was_brought_into_a_new_sheet_is_the_months_series(make_book: MakeBook) -> None:
    book = make_book({"Notes": [["Nothing", "here"]]})

    bring(book, file_of({(*NORTH, JANUARY): 3}))
    bring(book, file_of({(*NORTH, FEBRUARY): 4}))

    assert [sheet.name for sheet in book.sheets].count("Series 2") == 0
    assert cells(book) == [["Measure", "Place", "Jan 2019", "Feb 2019"], ["Burglary", "North", 3, 4]]
    assert report_month(book).to == FEBRUARY


def test_a_table_with_one_month_beside_other_columns_is_the_series(make_book: MakeBook) -> None:
    book = make_book(
        {"Series": [["Measure", "Place", "Jan 2019", "My note"], ["Burglary", "North", 3, "typed"]]}
    )

    result = bring(book, file_of({(*NORTH, FEBRUARY): 4}))

    assert cells(book) == [
        ["Measure", "Place", "Jan 2019", "My note", "Feb 2019"],
        ["Burglary", "North", 3, "typed", 4],
    ]
    assert result.problems == ()


def test_a_sheet_called_series_that_cannot_be_read_is_a_problem_each_time(make_book: MakeBook) -> None:
    typed = [["", "", "2018/19", ""], ["Measure", "Place", "Jan", "Feb"], ["Burglary", "North", 3, 4]]
    book = make_book({"Series": typed})

    results = [bring(book, file_of({(*NORTH, month): 4})) for month in (JANUARY, FEBRUARY)]

    assert [(problem.sheet, problem.what) for result in results for problem in result.problems] == [
        (
            "Series",
            "This sheet has no table of monthly counts that can be read, so the counts stand on 'Series 2'.",
        )
    ] * 2
    assert cells(book)[2] == ["Burglary", "North", 3, 4]
    assert cells(book, "Series 2")[1] == ["Burglary", "North", 4, 4]


def test_the_series_of_a_threat_scorecard_is_left_without_a_problem(make_book: MakeBook) -> None:
    theirs = [
        ["Strategic objective", "Purpose", "Jan 2019", "Feb 2019"],
        ["Burglary", "Recorded Crime", 3, 4],
    ]
    book = make_book({"Series": theirs})

    result = bring(book, file_of({(*NORTH, JANUARY): 4}))

    assert (result.problems, cells(book), cells(book, "Series 2")[1]) == (
        (),
        theirs,
        ["Burglary", "North", 4],
    )


def test_two_rows_of_one_measure_and_place_are_a_problem_and_the_first_is_filled(make_book: MakeBook) -> None:
    book = make_book({"Series": [*SERIES, ["BURGLARY", "North", None, None]]})

    result = bring(book, file_of({(*NORTH, MARCH): 8}))

    assert [(problem.cell, problem.what) for problem in result.problems] == [
        ("A4", "'Burglary' in North has two rows of months, first in A2.")
    ]
    assert [row[4] for row in cells(book)] == ["Mar 2019", 8, None, None]


def test_new_rows_stand_below_and_new_months_behind_and_what_stands_stays(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES})

    result = bring(
        book, file_of({(*SOUTH, JANUARY): 7, (*SOUTH, MARCH): 8}, covered=(JANUARY, FEBRUARY, MARCH))
    )

    assert cells(book) == [
        ["Measure", "Place", "Jan 2019", "Feb 2019", "Mar 2019"],
        ["Burglary", "North", 3, 4, None],
        ["Robbery", "South", 1, 2, None],
        ["Burglary", "South", 7, 0, 8],
    ]
    assert (result.new, result.revised, result.problems) == (3, (), ())


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        (datetime.datetime(2019, 1, 1), datetime.datetime(2019, 2, 1), datetime.datetime(2019, 3, 1)),
        (201901, 201902, 201903),
        ("201901", "201902", "201903"),
        ("January 2019", "February 2019", "Mar 2019"),
    ],
)
def test_a_new_month_is_headed_as_the_others_are(
    make_book: MakeBook, first: object, second: object, third: object
) -> None:
    book = make_book({"Series": [["Measure", "Place", first, second], ["Burglary", "North", 3, 4]]})

    bring(book, file_of({(*NORTH, MARCH): 8}))

    assert cells(book)[0][4] == third
    assert cells(book)[1] == ["Burglary", "North", 3, 4, 8]


def test_months_in_any_order_and_totals_among_them_are_found_by_their_dates(make_book: MakeBook) -> None:
    book = make_book(
        {"Series": [["Place", "Feb 2019", "Total", "Jan 2019", "Measure"], ["North", None, 3, 3, "Burglary"]]}
    )

    bring(book, file_of({(*NORTH, JANUARY): 3, (*NORTH, FEBRUARY): 4}))

    assert cells(book)[1] == ["North", 4, 3, 3, "Burglary"]


def test_the_force_is_the_row_without_a_place_however_it_is_called(make_book: MakeBook) -> None:
    policy = [["Setting", "Value"], ["Own force", "Northshire"], ["RAG tolerance", 0.05]]
    book = make_book(
        {
            "Series": [["Measure", "Place", "Jan 2019", "Feb 2019"], ["Burglary", "Northshire", 3, None]],
            "Policy": policy,
        }
    )

    bring(book, file_of({("Burglary", "", FEBRUARY): 4}))

    assert cells(book) == [["Measure", "Place", "Jan 2019", "Feb 2019"], ["Burglary", "Northshire", 3, 4]]


def test_a_typed_month_is_kept_and_both_figures_are_said(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES})

    result = bring(book, file_of({(*NORTH, JANUARY): 5, (*NORTH, FEBRUARY): 4}))

    assert cells(book)[1] == ["Burglary", "North", 3, 4]
    (problem,) = result.problems
    assert (problem.sheet, problem.cell) == ("Series", "C2")
    assert problem.what == "'Burglary' in North in Jan 2019 stands as 3, and the file says 5."
    assert cells(book, "Problems")[1][:2] == ["Series", "C2"]


@pytest.mark.parametrize(
    ("typed", "here"), [("4", ""), ("4 crimes", "4 crimes"), (4.5, "4.5"), (True, "TRUE"), ("-", "-")]
)
def test_what_a_person_typed_for_a_count_is_read_as_a_person_reads_it(
    make_book: MakeBook, typed: Any, here: str
) -> None:
    book = make_book({"Series": [SERIES[0], ["Burglary", "North", 3, typed]]})

    result = bring(book, file_of({(*NORTH, FEBRUARY): 4}))

    assert [problem.what for problem in result.problems] == (
        [f"'Burglary' in North in Feb 2019 stands as {here}, and the file says 4."] if here else []
    )
    assert book.sheets["Series"]["D2"].value == typed


def test_a_month_with_two_columns_is_a_problem_and_the_first_is_filled(make_book: MakeBook) -> None:
    book = make_book(
        {"Series": [["Measure", "Place", "Jan 2019", "Feb 2019", "Feb 2019"], ["Burglary", "North", 3]]}
    )

    result = bring(book, file_of({(*NORTH, FEBRUARY): 4}))

    assert cells(book)[1] == ["Burglary", "North", 3, 4, None]
    assert [problem.cell for problem in result.problems] == ["E1"]


def test_many_typed_months_of_a_row_are_one_problem(make_book: MakeBook) -> None:
    months = [date(2018, month, 1) for month in range(1, 13)]
    book = make_book({"Series": [["Measure", "Place", *months], ["Burglary", "North", *[1] * 12]]})

    result = bring(book, file_of({(*NORTH, month): 2 for month in months}))

    (problem,) = result.problems
    assert problem.what.endswith("stands as 1, and the file says 2. 11 more months of the row differ.")


def test_a_formula_of_a_persons_stays(make_book: MakeBook) -> None:
    book = make_book(
        {"Series": [["Measure", "Place", "Jan 2019", "Feb 2019"], ["Burglary", "North", "=1+2", 4]]}
    )

    result = bring(book, file_of({(*NORTH, JANUARY): 5}))

    assert book.sheets["Series"]["C2"].formula == "=1+2"
    assert len(result.problems) == 1


def test_a_newer_release_revises_what_a_file_brought_and_tells_it(make_book: MakeBook) -> None:
    book = make_book({"Series": [SERIES[0]]})
    bring(book, file_of({(*NORTH, JANUARY): 5, (*SOUTH, JANUARY): 2}))

    result = bring(book, file_of({(*NORTH, JANUARY): 6}, release=Release("Mar 2019", MARCH)))

    assert result.as_dict()["revised"] == [
        {"measure": "Burglary", "area": "North", "month": "2019-01", "was": 5, "now": 6}
    ]
    assert (result.new, result.problems) == (0, ())
    assert cells(book)[1][2] == 6
    assert result.said == (
        "The newer release leaves out, and what stood there stays: 'Burglary' in South (1 month).",
    )


def test_an_older_release_never_replaces_a_newer_one(make_book: MakeBook) -> None:
    book = make_book({"Series": [SERIES[0]]})
    bring(book, file_of({(*NORTH, JANUARY): 6}, release=Release("Mar 2019", MARCH)))

    result = bring(
        book, file_of({(*NORTH, JANUARY): 5, (*NORTH, FEBRUARY): 1}, release=Release("Feb 2019", FEBRUARY))
    )

    assert cells(book)[1][2:] == [6, 1]
    (problem,) = result.problems
    assert (
        "1 count of the release of Feb 2019 is not taken, as a newer one, of Mar 2019, has others"
        in problem.what
    )
    assert "stands as 6, and the file says 5" in problem.what


def test_what_a_person_typed_over_a_files_count_is_the_persons_from_then_on(make_book: MakeBook) -> None:
    book = make_book({"Series": [SERIES[0]]})
    file = file_of({(*NORTH, JANUARY): 5})
    bring(book, file)
    book.sheets["Series"]["C2"].value = 9
    bring(book, file)
    book.sheets["Series"]["C2"].value = 5

    result = bring(book, file_of({(*NORTH, JANUARY): 6}, release=Release("Mar 2019", MARCH)))

    assert cells(book)[1][2] == 5
    assert (result.revised, len(result.problems)) == ((), 1)


def test_a_month_that_was_cut_short_is_completed_without_being_revised(make_book: MakeBook) -> None:
    book = make_book({"Series": [SERIES[0]]})
    cut = bring(book, file_of({(*NORTH, JANUARY): 5}, part={JANUARY: date(2019, 1, 14)}))

    whole = bring(book, file_of({(*NORTH, JANUARY): 11}, release=Release("Mar 2019", MARCH)))

    assert cut.said == (
        "Jan 2019 is not whole: it ends on 14 Jan 2019. A year to date ends with the month before.",
    )
    assert cells(book)[1][2] == 11
    assert (whole.revised, whole.new, whole.problems) == ((), 0, ())


def test_a_second_import_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    build_monthly_performance(path)
    files = [
        file_of({(*NORTH, JANUARY): 5, (*SOUTH, FEBRUARY): -1}, covered=(JANUARY, FEBRUARY), parents={"Burglary": "Acquisitive"},
                unknown=2, unknown_measures={"Odd": 2})
    ]  # fmt: skip

    def once() -> bytes:
        with workbook_file(path) as book:
            bring(book, *files)
        return path.read_bytes()

    first = once()

    assert once() == first


def test_rows_that_were_sorted_and_moved_are_still_the_files(make_book: MakeBook) -> None:
    book = make_book({"Series": [SERIES[0]]})
    bring(book, file_of({(*NORTH, JANUARY): 5, (*SOUTH, JANUARY): 2}))
    sheet = book.sheets["Series"]
    sheet["A2:C3"].value = [["Burglary", "South", 2], ["Burglary", "North", 5]]

    result = bring(
        book, file_of({(*NORTH, JANUARY): 6, (*SOUTH, JANUARY): 2}, release=Release("Mar 2019", MARCH))
    )

    assert cells(book)[2][2] == 6
    assert len(result.revised) == 1


def test_a_blank_form_is_filled_and_grows_with_its_looks_and_its_table(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    build_monthly_performance(path)
    months = [date(2015 + n // 12, n % 12 + 1, 1) for n in range(50)]
    places = [f"Unit {n}" for n in range(30)]
    with workbook_file(path) as book:
        bring(book, file_of({("Burglary", place, month): 1 for place in places for month in months}))

    sheet = openpyxl.load_workbook(path)["Series"]
    (table,) = sheet.tables.values()
    assert table.ref == "A6:AZ36"
    assert [column.name for column in table.tableColumns][-3:] == ["Dec 2018", "Jan 2019", "Feb 2019"]
    assert sheet["AZ6"].value == "Feb 2019"
    for cell in ("C36", "AZ36", "AZ8"):
        assert (sheet[cell].value, sheet[cell].number_format, sheet[cell].fill.fgColor.rgb) == (
            1, sheet["C7"].number_format, sheet["C7"].fill.fgColor.rgb,
        )  # fmt: skip


def test_something_beside_the_table_is_not_written_over(make_book: MakeBook) -> None:
    book = make_book(
        {
            "Series": [
                ["Measure", "Place", "Jan 2019", "Feb 2019", None, None],
                ["Burglary", "North", 3, 4, None, "mine"],
            ]
        }
    )

    with pytest.raises(BookError, match="something stands in F2"):
        bring(book, file_of({(*NORTH, MARCH): 8, (*NORTH, date(2019, 4, 1)): 8}))

    assert cells(book)[1][5] == "mine"


def test_a_count_below_zero_is_written_and_a_problem(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES})

    result = bring(book, file_of({(*NORTH, MARCH): -2}))

    assert cells(book)[1][4] == -2
    assert [(problem.cell, problem.what) for problem in result.problems] == [
        ("E2", "'Burglary' in North in Mar 2019 is below zero by the file: -2.")
    ]


def test_of_many_counts_below_zero_the_first_are_told_and_how_many_more(make_book: MakeBook) -> None:
    below = {("Burglary", f"Area {number}", MARCH): -1 for number in range(8)}

    result = bring(make_book({"Series": SERIES}), file_of(below))

    assert len(result.problems) == 5
    assert result.problems[-1].what.endswith("by the file: -1, as are 3 more counts.")


def test_what_nobody_knows_is_a_problem_with_how_many_rows(make_book: MakeBook) -> None:
    file = file_of(
        {(*NORTH, MARCH): 2}, unknown=5, unknown_measures={"Odd": 3}, unknown_places={"Elsewhere": 2}
    )

    result = bring(make_book({"Series": SERIES}), file)

    assert [problem.what for problem in result.problems] == [
        "Nobody knows the type of 3 rows, so they are in no sum: 'Odd' (3).",
        "Nobody knows the place of 2 rows, so they are in no sum: 'Elsewhere' (2).",
    ]
    assert result.unknown == {"measures": {"Odd": 3}, "areas": {"Elsewhere": 2}}
    said = result.sentences()
    assert "1 unknown type (3 rows): 'Odd' (3)." in said
    assert "1 unknown place (2 rows): 'Elsewhere' (2)." in said
    assert not [line for line in said if "--json" in line]
    assert "The force is short of 5 rows: they are in no sum." in said


def test_the_force_is_short_of_what_the_unknown_rows_hold(make_book: MakeBook) -> None:
    file = file_of(
        {(*NORTH, MARCH): 2}, unknown=2, unknown_places={"Elsewhere": 2}, short=Fraction(900)
    )  # fmt: skip

    result = bring(make_book({"Series": SERIES}), file)

    assert [problem.what for problem in result.problems] == [
        "Nobody knows the place of 2 rows, so they are in no sum: 'Elsewhere' (2). All rows that nobody knows hold 900."
    ]
    assert "The force is short of 900 in 2 rows: in no sum." in result.sentences()
    assert result.as_dict()["files"][0]["short"] == 900


def test_of_many_unknown_names_and_revisions_the_first_are_told_and_how_many_more(
    make_book: MakeBook,
) -> None:
    marks = [("Burglary", f"Area {number}", MARCH) for number in range(25)]
    book = make_book({"Series": SERIES})
    bring(book, file_of(dict.fromkeys(marks, 2), release=Release("Mar 2019", MARCH)))

    result = bring(
        book,
        file_of(
            dict.fromkeys(marks, 3),
            release=Release("Apr 2019", date(2019, 4, 1)),
            unknown=30, unknown_places={f"Nowhere {number}": 1 for number in range(30)},
        ),
    )  # fmt: skip

    with commands_typed():
        said = result.sentences()
    assert len([line for line in said if line.startswith("Revised: ")]) == 20
    assert "And 5 more revised counts." in said
    assert (
        "30 unknown places (30 rows): 'Nowhere 0' (1), 'Nowhere 1' (1), 'Nowhere 2' (1), 'Nowhere 3' (1), 'Nowhere 4' (1) and 25 more."
        in said
    )
    assert "All of them: --json, under unknown, areas." in said


def test_the_small_areas_of_a_district_that_nobody_knows_are_told_together(make_book: MakeBook) -> None:
    areas = {f"Charnwood {number:03}{letter}": 2 for number in range(1, 21) for letter in "AB"}
    file = file_of({(*NORTH, MARCH): 2}, unknown=83, unknown_places={"Mars": 3, **areas})

    result = bring(make_book({"Series": SERIES}), file)

    assert [problem.what for problem in result.problems] == [
        "Nobody knows the place of 83 rows, so they are in no sum: 'Charnwood' (80, 40 small areas) and 'Mars' (3)."
    ]
    with commands_typed():
        said = result.sentences()
    assert [line for line in said if line not in result.sentences()] == [
        "All of them: --json, under unknown, areas."
    ]
    assert "41 unknown places (83 rows): 'Charnwood' (80, 40 small areas) and 'Mars' (3)." in said
    assert len(result.unknown["areas"]) == 41


def test_a_file_of_which_no_row_counts_says_that_nothing_came_in_and_what_nobody_knows(
    make_book: MakeBook,
) -> None:
    file = file_of({}, release=Release("Mar 2019", MARCH), unknown=3, unknown_places={"Mars": 3})

    result = bring(make_book({"Series": SERIES}), file)

    assert result.sentences()[:2] == ["Nothing was brought in.", "1 unknown place (3 rows): 'Mars' (3)."]
    assert not result.brings_anything


def test_a_file_without_a_month_says_so_and_how_many_figures_it_published(make_book: MakeBook) -> None:
    figure = Published("Burglary", "", "ONS", "Mar 2019", date(2018, 4, 1), MARCH, Fraction(9))

    result = bring(
        make_book({"Series": SERIES}), file_of({}, release=Release("Mar 2019", MARCH), published=(figure,))
    )

    assert result.sentences()[:2] == [
        "No month was counted.",
        "1 figure of more than a month stands in Published now.",
    ]


MEASURES: Final = [
    ["Measure", "Source names", "Better", "Parent"],
    ["Burglary", "", "Lower", None],
    ["Robbery", "", "Lower", "Violence"],
]


def test_a_blank_parent_is_filled_and_a_typed_one_stays(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES, "Measures": MEASURES})

    result = bring(book, file_of({(*NORTH, MARCH): 2}, parents={"Burglary": "Theft", "Robbery": "Theft"}))

    assert [(row[0], row[3]) for row in cells(book, "Measures")[1:]] == [
        ("Burglary", "Theft"), ("Robbery", "Violence"), ("Theft", None),
    ]  # fmt: skip

    assert result.said == ("'Robbery' is part of 'Violence' on Measures and of 'Theft' in the file.",)


def test_a_table_of_measures_without_rows_gains_them_and_goes_on_taking_every_type(
    make_book: MakeBook,
) -> None:
    book = make_book({"Series": SERIES, "Measures": MEASURES[:1]})
    told: list[Sequence[MeasureTold]] = []

    def read(measure: str) -> Callable[[Any], Sequence[FileCounts]]:
        def files(meanings: Any) -> Sequence[FileCounts]:
            told.append(meanings.measures)
            return [file_of({(measure, "North", MARCH): 2}, parents={measure: "Theft"})]

        return files

    bring_in(book, read("Burglary"))
    bring_in(book, read("Bicycle"))
    book.sheets["Measures"]["C3"].value = "Lower"
    bring_in(book, read("Bicycle"))

    assert [row[0] for row in cells(book, "Measures")] == ["Measure", "Theft", "Burglary", "Bicycle"]
    assert [[measure.measure for measure in each] for each in told] == [
        [],
        [],
        ["Theft", "Burglary", "Bicycle"],
    ]


def test_what_a_workbook_tells_of_files_is_read(make_book: MakeBook) -> None:
    book = make_book(
        {
            "Series": SERIES,
            "Sources": [
                ["Source", "Column", "Means", "Value", "Format", "Release"],
                ["crimes*.csv", "Recorded", "Date", None, "mm/dd/yyyy", None],
                ["crimes*.csv", "Status", "keep only", "crime; no crime", None, None],
                ["other.csv", None, None, None, None, "Feb 2019"],
                ["north.csv", None, "place", "North", None, None],
            ],
            "Measures": [["Measure", "Source names", "Better", "Parent"], ["Burglary", "Burglary dwelling; BURG", "Lower", "Theft"]],
            "Places": [["Place", "Parent", "Kind", "Codes"], ["North", "County", "LPU", "E01025631, E01025632"]],
            "Policy": [["Setting", "Value"], ["Own force", "Northshire"], ["RAG tolerance", 0.05]],
        }
    )  # fmt: skip
    found = []

    result = bring_in(book, lambda told: found.append(told) or [file_of({(*NORTH, MARCH): 2})])  # type: ignore[func-returns-value]

    (told,) = found
    assert [
        (line.pattern, line.column, line.means, line.value, line.form, line.release) for line in told.sources
    ] == [
        ("crimes*.csv", "Recorded", Means.DATE, "", "mm/dd/yyyy", ""),
        ("crimes*.csv", "Status", Means.KEEP_ONLY, "crime; no crime", "", ""),
        ("other.csv", "", None, "", "", "Feb 2019"),
        ("north.csv", "", Means.PLACE, "North", "", ""),
    ]
    assert told.measures[0].names == ("Burglary dwelling", "BURG")
    assert told.places[0].codes == ("E01025631", "E01025632")
    assert told.own_force == "Northshire"
    assert result.said == (
        "'crimes*.csv' in Sources fits no file of this call.",
        "'other.csv' in Sources fits no file of this call.",
        "'north.csv' in Sources fits no file of this call.",
    )


@pytest.mark.parametrize(
    ("sheets", "cell", "said"),
    [
        ({"Sources": [["Source", "Column", "Means", "Value"], ["a.csv", "When", "datum", None]]}, "C2", "'datum' is nothing that a column"),
        ({"Sources": [["Source", "Column", "Means", "Value"], ["a.csv", None, "date", None]]}, "B2", "has no Column"),
        ({"Sources": [["Source", "Column", "Means", "Value"], ["a.csv", "When", None, None]]}, "C2", "has no Means"),
        ({"Sources": [["Source", "Column", "Means", "Value"], ["a.csv", "Kind", "keep only", None]]}, "D2", "has no Value"),
        ({"Measures": [["Measure", "Source names", "Better"], ["A", "Theft", "Lower"], ["B", "theft", "Lower"]]}, "B3", "is a source name of 'A' and of 'B'"),
        ({"Places": [["Place", "Parent", "Kind", "Codes"], ["A", "", "", "E01025631"], ["B", "", "", "E01025631"]]}, "D3", "is a code of 'A' and of 'B'"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_of_it_is_a_problem_of_its_cell(
    make_book: MakeBook, sheets: Sheets, cell: str, said: str
) -> None:
    result = bring(make_book({"Series": SERIES, **sheets}), file_of({(*NORTH, MARCH): 2}))

    (problem,) = result.problems
    assert (problem.sheet, problem.cell) == (next(iter(sheets)), cell)
    assert said in problem.what


def test_the_source_names_of_a_rate_are_those_of_its_counts_and_no_file_s(make_book: MakeBook) -> None:
    measures = [
        ["Measure", "Source names", "Better", "Purpose"],
        ["Burglary", "BURG", "Lower", None],
        ["Burglary outcomes", None, "Higher", None],
        ["Burglary outcome rate", "Burglary outcomes; BURG", "Higher", "Crime Outcome Rate"],
    ]
    book = make_book({"Series": SERIES, "Measures": measures})

    assert bring(book, file_of({(*NORTH, MARCH): 2})).problems == ()


def test_a_condition_in_sources_tells_two_measures_of_one_source_name_apart(make_book: MakeBook) -> None:
    sheets = {
        "Measures": [["Measure", "Source names", "Better"], ["A", "Theft", "Lower"], ["B", "theft", "Lower"]],
        "Sources": [["Source", "Column", "Means", "Value"], ["counts.csv", "Dwelling", "measure", "Yes = A"]],
    }

    assert bring(make_book({"Series": SERIES, **sheets}), file_of({(*NORTH, MARCH): 2})).problems == ()


def test_the_answer_for_programs_has_every_row_of_a_file_once(make_book: MakeBook) -> None:
    file = file_of(
        {(*NORTH, MARCH): 2}, rows=10, counted=4, left_out={Left.TOTAL: 3, Left.DATE: 1, Left.FUTURE: 0}, unknown=2, unknown_measures={"Odd": 2}
    )  # fmt: skip

    said = bring(make_book({"Series": SERIES}), file).as_dict()

    (told,) = said["files"]
    assert told == {
        "file": "counts.csv", "kind": "extract", "rows": 10, "counted": 4, "left_out": {"total": 3, "date": 1}, "unknown": 2, "total": 2,
        "short": None, "release": "Mar 2019", "said": [],
    }  # fmt: skip
    assert (said["months"], said["series"], said["new"]) == (["2019-03", "2019-03"], 1, 1)


def test_a_part_of_a_count_is_told_as_it_is(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES})

    bring(book, file_of({(*NORTH, MARCH): Fraction(5, 2)}))

    assert cells(book)[1][4] == 2.5


def test_opening_again_from_disk_knows_what_the_files_brought(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    build_monthly_performance(path)
    with workbook_file(path) as book:
        bring(book, file_of({(*NORTH, JANUARY): 5, (*NORTH, FEBRUARY): 5}))

    book = open_book(path)
    result = bring(book, file_of({(*NORTH, JANUARY): 6}, release=Release("Mar 2019", MARCH)))
    book.close()

    assert len(result.revised) == 1


def test_rows_of_sources_that_read_as_headings_of_another_table_are_its_rows(make_book: MakeBook) -> None:
    rows = [
        ["Source", "Column", "Means", "Value"],
        ["crimes*", "Date", "date", None],
        ["crimes*", "Offence", "measure", None],
        ["Crimes", "Month", "month", None],
        ["crimes*", "District", "place", None],
        ["Places", "Place", "place", "Total"],
        ["crimes*", "Count", "count", None],
        ["crimes*", "Status", "keep only", "Recorded"],
    ]
    book = make_book({"Sources": rows, "Series": [["Measure", "Place", "Jan 2019"], ["Burglary", "", 3]]})

    found = []

    bring_in(book, lambda told: found.append(told) or [])  # type: ignore[func-returns-value]

    assert [(line.pattern, line.column, line.means) for line in found[0].sources] == [
        (row[0], row[1], Means(str(row[2]))) for row in rows[1:]
    ]


def test_a_year_to_date_ends_before_a_month_that_a_file_cut_short(make_book: MakeBook) -> None:
    book = make_book({"Notes": [["Nothing", "here"]]})
    months = [date(2017 + n // 12, n % 12 + 1, 1) for n in range(25)]
    bring(book, file_of({(*NORTH, month): 10 for month in months}, part={months[-1]: date(2019, 1, 14)}))

    by_itself, asked = report_month(book), report_month(book, "2019-01")
    book.sheets["Series"].range((2, 27)).value = 12
    typed = report_month(book)

    assert (by_itself.as_dict()["to"], by_itself.problems) == ("2018-12", ())
    assert [problem.what for problem in asked.problems] == [
        "Jan 2019 ends on 14 January 2019 by the file that it is from, so the sums that it is in are short."
    ]
    assert (typed.as_dict()["to"], typed.problems) == ("2019-01", ())


@pytest.mark.parametrize("name", ["Average", "Cycle", "Other", "(blank)", "Note 1", "1,200", "Force"])
def test_a_type_or_place_that_is_called_as_other_things_are_is_brought_once(
    name: str, make_book: MakeBook
) -> None:
    book = make_book({"Series": [SERIES[0]], "Measures": MEASURES[:1]})
    file = file_of({(name, name, JANUARY): 5, (*NORTH, JANUARY): 2}, is_table=True, parents={name: "All"})
    bring(book, file)
    before = cells(book), cells(book, "Measures")

    result = bring(book, file)

    assert (result.new, result.problems) == (0, ())
    assert (cells(book), cells(book, "Measures")) == before

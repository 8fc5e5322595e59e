"""The report pages: where the lines stand, what follows the scorecard, what stays a person's, what is said where something is missing."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.computing import differing_formulas
from tests.support.printed_tables import leicestershire_scorecard, write_sheets
from xlscore.books import ObjectivePages, headings, refresh, report_month, write_objectives
from xlscore.engine import charts_of, open_book, remove_charts, row_breaks

MakeBook = Callable[[Sheets], xw.Book]
MakeFile = Callable[[Sheets], Path]
Rows = list[list[Any]]

CARD: Final[Rows] = [
    [
        "Strategic objective",
        "Purpose",
        "Hard target",
        "Actual",
        "Previous year",
        "Threat",
        "Impact score",
        "Crimes",
        "Outcomes",
    ],
    ["Burglary", "Crime Outcome Rate", 0.25, 0.182, 0.284, "Medium", 13, 1903, 347],
    ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13],
    ["Robbery", "Recorded Crime", -0.12, 588, 567, "Low", 9],
]
BREAKDOWN: Final[Rows] = [
    ["Objective", "Purpose", "Area", "Actual", "Previous year", "What is being done"],
    ["Burglary", "Recorded Crime", "Hinckley LPU", 201, 161, "Patrols at night"],
    ["Burglary", "Recorded Crime", "Spinney Hill LPU", 137, 186],
]
NARRATIVE: Final[Rows] = [
    ["Objective or section", "Kind", "Text", "Date"],
    ["Burglary", "What is being done", "Patrols in the evening.\nVisits within a day.", None],
    ["Burglary", "Recommendation", "Agree more patrols.", None],
]


def _sheets(**more: Rows) -> Sheets:
    return {"Scorecard": CARD, "Breakdown": BREAKDOWN, "Narrative": NARRATIVE, **more}


def lines(book: xw.Book, sheet: str = "Objectives") -> dict[str, tuple[int, list[Any]]]:
    """Return the lines of the pages with their rows."""
    used = book.sheets[sheet].used_range.last_cell
    rows = book.sheets[sheet].range((4, 1), (used.row, 9)).value
    return {row[8]: (n, row[:8]) for n, row in enumerate(rows, 4) if row[8]}


def words(book: xw.Book) -> list[str]:
    """Return what stands under What is said, line by line."""
    return [row[1] for _, row in lines(book).values()]


def told(result: ObjectivePages) -> list[tuple[str, str]]:
    return [(f"{problem.sheet}!{problem.cell}", problem.what) for problem in result.problems]


def again(book: xw.Book, path: Path) -> bytes:
    """Return the file after the pages were written once more."""
    book.save(path)
    before = path.read_bytes()
    with open_book(path) as same:
        write_objectives(same)
        same.save(path)
        assert path.read_bytes() == before
    return before


def test_the_pages_stand_on_a_sheet_of_their_own_in_the_order_of_the_report(make_book: MakeBook) -> None:
    book = make_book(_sheets())

    found = write_objectives(book)

    assert [(page.objective, page.is_other) for page in found.pages] == [
        ("Burglary", False),
        ("Robbery", True),
    ]
    assert [row[:2] for _, row in lines(book).values()] == [
        ["Burglary", "Overall classification High"],
        ["Recorded Crime", "Force"],
        [None, "Hinckley LPU"],
        [None, "Spinney Hill LPU"],
        ["Crime Outcome Rate", "Force"],
        ["Recorded Crime (High)", "1,903 crimes, 173 fewer than the 2,076 of last year (-8.3%), which is 35 crimes short of the 10% reduction."],
        [None, "The difference from last year is more than chance would explain."],
        [None, "By area: largest fall Spinney Hill LPU 186 to 137 (-26.3%, 49 fewer), largest rise Hinckley LPU 161 to 201 (+24.8%, 40 more)."],
        ["Crime Outcome Rate (High)", "18.2% (347 of 1,903 crimes), 10.2 points below the 28.4% of last year."],
        [None, "To reach the target of 25%, a further 129 outcomes are needed."],
        ["What is being done", "Patrols in the evening.\nVisits within a day."],
        [None, "Hinckley LPU: Patrols at night"],
        ["Recommendation", "Agree more patrols."],
        ["Not here", "No monthly series has a row for it, so there is no chart. No satisfaction table has a row for it."],
        ["Other threats", None],
        ["Robbery", "Other threats: overall classification Low"],
        ["Recorded Crime", "Force"],
        ["Recorded Crime (Low)", "588 crimes, 21 more than the 567 of last year (+3.7%), which is 90 crimes above the level of the 12% reduction."],
        [None, "The difference from last year is no more than chance would explain."],
        ["What is being done", "Nobody has written what is being done."],
        ["Recommendation", "No recommendation is made."],
        ["Not here", "The breakdown has no area for it. No monthly series has a row for it, so there is no chart. No satisfaction table has a row for it."],
    ]  # fmt: skip
    assert row_breaks(book.sheets["Objectives"]) == [18]


def test_figures_are_live_formulas_on_the_cells_of_the_scorecard(make_book: MakeBook) -> None:
    book = make_book(_sheets())

    write_objectives(book)

    row, values = lines(book)["Burglary / Recorded Crime / Force"]
    sheet = book.sheets["Objectives"]
    assert values[2:] == [1903, 2076, pytest.approx(-173 / 2076), -0.1, 35, "Amber"]
    assert [sheet.range((row, column)).formula for column in range(3, 8)] == [
        "=N(Scorecard!$D$3)", "=N(Scorecard!$E$3)", "=YOY(Scorecard!$D$3,Scorecard!$E$3)", "=N(Scorecard!$C$3)",
        "=SHORTFALL(Scorecard!$D$3,Scorecard!$E$3,Scorecard!$C$3)",
    ]  # fmt: skip
    assert sheet.range((row, 3)).number_format == "#,##0"
    assert differing_formulas(book) == []


def test_done_again_nothing_changes(make_book: MakeBook, tmp_path: Path) -> None:
    book = make_book(_sheets())
    write_objectives(book)

    assert again(book, tmp_path / "again.xlsx")


def test_after_one_figure_only_its_sentences_change(make_book: MakeBook) -> None:
    book = make_book(_sheets())
    write_objectives(book)
    before = words(book)

    book.sheets["Scorecard"]["D4"].value = 498
    write_objectives(book)

    assert [now for was, now in zip(before, words(book), strict=True) if was != now] == [
        "498 crimes, 69 fewer than the 567 of last year (-12.2%), which meets the 12% reduction.",
        "The difference from last year is more than chance would explain.",
    ]


def test_words_typed_on_a_page_stay_and_are_what_is_being_done(make_book: MakeBook, tmp_path: Path) -> None:
    book = make_book(_sheets())
    write_objectives(book)
    row, _ = lines(book)["Robbery / What is being done"]
    book.sheets["Objectives"].range((row, 2)).value = "Plain clothes on the bus lines."

    found = write_objectives(book)

    assert [text.words for text in found.pages[1].texts] == ["Plain clothes on the bus lines."]
    assert found.as_dict()["objectives"][1]["being_done"][0]["cell"] == f"Objectives!B{row}"
    assert lines(book)["Robbery / What is being done"][1][1] == "Plain clothes on the bus lines."
    assert again(book, tmp_path / "again.xlsx")


def test_a_persons_words_and_rows_move_with_the_line_that_they_belong_to(make_book: MakeBook) -> None:
    book = make_book(_sheets())
    write_objectives(book)
    sheet = book.sheets["Objectives"]
    row, _ = lines(book)["Robbery / What is being done"]
    sheet.range((row, 2)).value = "Plain clothes."
    last, _ = lines(book)["Robbery / missing"]
    sheet.range((last + 1, 2)).value = "A note of mine."
    sheet.range((row, 11)).value = "beside"
    book.sheets["Scorecard"].range("A5").value = ["Arson", "Recorded Crime", -0.05, 90, 100, "High", 14]

    write_objectives(book)

    now = lines(book)
    assert next(iter(now)) == "Burglary / title"
    row, values = now["Robbery / What is being done"]
    assert (values[1], sheet.range((row, 11)).value) == ("Plain clothes.", "beside")
    assert sheet.range((now["Robbery / missing"][0] + 1, 2)).value == "A note of mine."
    assert row_breaks(sheet) == [now["Arson / title"][0], now["Other threats / heading"][0]]
    write_objectives(book)
    assert lines(book) == now


def test_a_line_that_is_no_more_goes_and_what_was_typed_on_it_stays(make_book: MakeBook) -> None:
    book = make_book(_sheets())
    write_objectives(book)
    sheet = book.sheets["Objectives"]
    row, _ = lines(book)["Robbery / What is being done"]
    sheet.range((row, 2)).value = "Plain clothes."
    book.sheets["Scorecard"].range("A4:G4").value = None

    write_objectives(book)

    assert not any(mark.startswith("Robbery") for mark in lines(book))
    used = sheet.used_range.last_cell.row
    assert "Plain clothes." in sheet.range((1, 2), (used, 2)).value


def test_a_figure_typed_over_stays_and_is_told(make_book: MakeBook) -> None:
    book = make_book(_sheets())
    write_objectives(book)
    row, _ = lines(book)["Burglary / Recorded Crime / Force"]
    book.sheets["Objectives"].range((row, 7)).value = 39

    found = write_objectives(book)

    assert told(found) == [
        (f"Objectives!G{row}", "Short by is typed as 39, and the figures of the row give 35.")
    ]
    assert lines(book)["Burglary / Recorded Crime / Force"][1][6] == 39


def test_a_text_that_begins_like_a_formula_is_written_as_a_text(make_file: MakeFile, tmp_path: Path) -> None:
    with open_book(make_file(_sheets())) as book:
        book.sheets["Narrative"]["C3"].value = "'=Agree(1)"
        write_objectives(book)

        cell = book.sheets["Objectives"].range((lines(book)["Burglary / Recommendation"][0], 2))
        assert (cell.value, str(cell.formula).startswith("==")) == ("=Agree(1)", False)
        assert again(book, tmp_path / "again.xlsx")


def test_a_long_text_with_line_breaks_makes_its_row_high_enough(make_book: MakeBook) -> None:
    long = "\n".join(
        ["The neighbourhood teams visit every address that was burgled twice in a year and leave advice"] * 4
    )
    rows = [NARRATIVE[0], ["Burglary", "What is being done", long, None]]
    book = make_book(_sheets(Narrative=rows))

    write_objectives(book)

    row, values = lines(book)["Burglary / What is being done"]
    assert values[1] == long
    assert book.sheets["Objectives"].range((row, 2)).row_height >= 8 * 12.5


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (["Burglery", "Recommendation", "x"], "The text is on 'Burglery', which is no objective of the scorecard, so it stands on no page."),
        (["Burglary", "Praise", "x"], "'Praise' is no kind of text."),
        (["Burglary", "Recommendation", None], "The text on 'Burglary' says nothing."),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_of_a_narrative_is_a_problem_of_its_cell(
    make_book: MakeBook, rows: list[Any], what: str
) -> None:
    book = make_book(_sheets(Narrative=[*NARRATIVE, rows]))

    assert what in [problem for _, problem in told(write_objectives(book))]


def test_a_date_that_is_none_is_told_and_the_latest_date_stands(make_book: MakeBook) -> None:
    more = [
        ["Robbery", "What is being done", "in September", "Sep 2013"],
        ["Robbery", "What is being done", "in October", datetime.datetime(2013, 10, 14)],
        ["Robbery", "Recommendation", "whenever", "last spring"],
    ]
    book = make_book(_sheets(Narrative=[*NARRATIVE, *more]))

    found = write_objectives(book)

    assert [text.words for text in found.pages[1].texts] == ["in October", "whenever"]
    assert told(found) == [
        ("Narrative!D6", "'last spring' names no day and no month with its year, so it is passed over.")
    ]


def test_names_that_are_like_no_objective_are_sections_and_are_counted(make_book: MakeBook) -> None:
    book = make_book(_sheets(Narrative=[*NARRATIVE, ["Executive summary", "Evidence", "All is well."]]))

    found = write_objectives(book)

    assert (found.sections, told(found)) == (("Executive summary",), [])
    assert "Taken for sections of a paper: Executive summary." in found.sentences()


def test_the_horizon_points_to_its_objectives_until_its_day(make_book: MakeBook) -> None:
    ahead = [
        ["Title", "Source", "Link", "Date", "Summary", "Objective", "Until"],
        ["Review of burglary", "Home Office", "https://example.org", "Sep 2013", "Four areas are examined", "Burglary; Robbery", "Apr 2014"],
        ["Gone", "Home Office", "", "", "It is over", "All", "Sep 2013"],
        ["For all", "Parliament", "", datetime.datetime(2013, 10, 2), "A bill", "All", None],
        ["Lost", "Parliament", "", "", "A bill", "Arson", None],
    ]  # fmt: skip
    book = make_book(_sheets(Horizon=ahead))

    found = write_objectives(book, to="2013-10")

    assert found.as_dict()["objectives"][1]["horizon"] == [
        "Review of burglary (Home Office, Sep 2013): Four areas are examined. See Horizon.",
        "For all (Parliament, 2 October 2013): A bill. See Horizon.",
    ]
    assert told(found) == [
        (
            "Horizon!A5",
            "'Lost' concerns 'Arson', which is no objective of the scorecard, so no page points to it.",
        )
    ]


def test_satisfaction_goes_to_the_objective_that_it_is_called_as_and_else_is_told(
    make_book: MakeBook,
) -> None:
    surveyed = [
        ["Group", "Strand", "Target", "Rolling 12 months"],
        ["Victims of burglary", None, 0.9, 0.889],
        ["Victims of burglary", "Follow-up", None, 0.784],
        ["ASB", None, 0.88, 0.802],
        ["All users", None, 0.85, 0.853],
    ]
    narrative = [*NARRATIVE, ["ASB", "What is being done", "A group looks into follow-up.", None]]
    book = make_book(_sheets(Satisfaction=surveyed, Narrative=narrative))

    found = write_objectives(book)

    assert [page.objective for page in found.pages] == ["Burglary", "Robbery", "ASB"]
    assert "Under target: Follow-up (78.4%)." in found.pages[0].besides[0].words
    assert found.pages[2].missing == ("The scorecard has no row for it.", "No recommendation is made.")
    assert found.unclaimed == ("All users",)


def test_two_rows_of_one_purpose_both_stand_on_one_page(make_book: MakeBook, tmp_path: Path) -> None:
    book = make_book(_sheets(Scorecard=[*CARD, ["Robbery", "Recorded Crime", -0.1, 10, 12, "Low", 9]]))

    found = write_objectives(book)

    assert [section.title for section in found.pages[1].sections] == ["Recorded Crime", "Recorded Crime"]
    assert "Robbery / Recorded Crime / Force 2" in lines(book)
    assert again(book, tmp_path / "again.xlsx")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Arson", "Recorded Crime", -0.1, 5, 0, "Low", 3], "5 crimes, where last year had none, which is 5 crimes above the level of the 10% reduction."),
        (["Arson", "Recorded Crime", -0.1, 90, 100, "Low", 3], "90 crimes, 10 fewer than the 100 of last year (-10.0%), which is exactly the 10% reduction."),
        (["Arson", "Recorded Crime", -0.1, 91, 100, "Low", 3], "91 crimes, 9 fewer than the 100 of last year (-9.0%), which is 1 crime short of the 10% reduction."),
        (["Arson", "Crime Outcome Rate", 0.25, 0.182, None, "Low", 3], "It is 6.8 points below the target of 25%. The counts of crimes and outcomes behind the rate are not known."),
        (["Arson", "Recorded Crime", -0.1, 90, 100, None, None], "No overall classification: There is no threat that can be read."),
        (["Arson", "Recorded Crime", -0.1, "many", 100, "Low", 3], "The figure of this year cannot be read."),
    ],
)  # fmt: skip
def test_rows_that_break_the_usual_are_said_as_they_are(
    make_book: MakeBook, row: list[Any], said: str
) -> None:
    book = make_book({"Scorecard": [CARD[0], row], "Narrative": NARRATIVE})

    write_objectives(book)

    assert said in words(book)


def test_a_scorecard_alone_gets_pages_where_they_are_asked_for_and_not_by_a_refresh(
    make_book: MakeBook,
) -> None:
    book = make_book({"Scorecard": CARD})

    refreshed = refresh(book)

    assert refreshed.objectives is None
    write_objectives(book)
    assert "Objectives" in [sheet.name for sheet in book.sheets]
    assert refresh(book).objectives is not None


def test_refresh_and_the_month_carry_the_pages(make_book: MakeBook) -> None:
    assert [page.objective for page in refresh(make_book(_sheets())).objectives.pages] == [
        "Burglary",
        "Robbery",
    ]
    month = report_month(make_book(_sheets())).as_dict()
    assert [page["objective"] for page in month["objectives"]] == ["Burglary", "Robbery"]


def test_the_headings_of_all_three_tables_are_understood(make_book: MakeBook) -> None:
    horizon = [["Title", "Source", "Summary"], ["Review", "Home Office", "Four areas"]]
    book = make_book(_sheets(Horizon=horizon))
    write_objectives(book)

    found = {table["kind"]: table for table in headings(book).as_dict()["tables"]}

    assert {"table of narrative", "table of the horizon", "pages of the objectives"} <= found.keys()
    assert found["table of narrative"]["unread"] == []


def _with_months(*names: str) -> Sheets:
    months = [datetime.datetime(2012 + n // 12, n % 12 + 1, 1) for n in range(22)]
    rows = [[name, "Recorded Crime", *[90 + n % 3 for n in range(21)], 160] for name in names]
    return _sheets(Series=[["Strategic objective", "Purpose", *months], *rows])


def test_an_objectives_months_are_drawn_beside_its_sentences(make_book: MakeBook, tmp_path: Path) -> None:
    book = make_book(_with_months("Burglary"))

    write_objectives(book)

    (chart,) = charts_of(book.sheets["Objectives"])
    assert (chart.name, chart.title) == ("Objective: Burglary", "Burglary: concern, 160")
    for part in ("Control chart of Burglary", "Place: the force.", "Last value: 160.", "Variation: concern."):
        assert part in chart.description
    assert again(book, tmp_path / "again.xlsx")


def test_a_chart_moves_with_its_page_and_goes_with_it(make_book: MakeBook) -> None:
    book = make_book(_with_months("Burglary", "Arson"))
    write_objectives(book)
    sheet = book.sheets["Objectives"]

    book.sheets["Scorecard"].range("A5").value = ["Arson", "Recorded Crime", -0.05, 90, 100, "High", 14]
    write_objectives(book)

    assert sorted(chart.name for chart in charts_of(sheet)) == ["Objective: Arson", "Objective: Burglary"]
    book.sheets["Scorecard"].range("A5:G5").value = None
    write_objectives(book)
    assert [chart.name for chart in charts_of(sheet)] == ["Objective: Burglary"]


def test_a_chart_whose_lines_move_goes_with_them_and_keeps_what_a_person_made_of_it(
    make_book: MakeBook,
) -> None:
    book = make_book(_with_months("Burglary", "Arson"))
    write_objectives(book)
    sheet, package = book.sheets["Objectives"], book.impl.workbook.package
    (chart,) = charts_of(sheet)
    package.write(chart.part, package.read(chart.part).replace(b"E46C0A", b"00B050"))

    rows = book.sheets["Scorecard"].range("A2:G4")
    before, arson = rows.value, ["Arson", "Recorded Crime", -0.05, 90, 100, "High", 14]
    book.sheets["Scorecard"].range("A2:G5").value = [arson, *before]
    write_objectives(book)

    (moved,) = (each for each in charts_of(sheet) if each.name == chart.name)
    top = int(moved.cells.partition(":")[0][1:])
    assert b"00B050" in package.read(moved.part)
    assert moved.cells != chart.cells
    assert sheet.range((top, 1)).value is not None


def test_a_chart_that_a_person_deleted_stays_away(make_book: MakeBook) -> None:
    book = make_book(_with_months("Burglary"))
    write_objectives(book)
    remove_charts(book.sheets["Objectives"], ["Objective: Burglary"])

    write_objectives(book)

    assert charts_of(book.sheets["Objectives"]) == []


def test_months_newest_first_are_drawn_oldest_first(make_book: MakeBook) -> None:
    sheets = dict(_with_months("Burglary"))
    sheets["Series"] = [[*row[:2], *reversed(row[2:])] for row in sheets["Series"]]
    book = make_book(sheets)

    write_objectives(book)

    drawn = book.sheets["Page data"].range("A5:B26").value
    assert drawn[0] == [datetime.datetime(2012, 1, 1), 90]
    assert drawn[-1] == [datetime.datetime(2013, 10, 1), 160]
    assert book.sheets["Page data"]["C26"].value == 160


def test_months_that_make_no_chart_are_said(make_book: MakeBook) -> None:
    sheets = dict(_with_months("Burglary"))
    sheets["Series"] = [sheets["Series"][0], [*sheets["Series"][1][:-1], "many"]]
    book = make_book(sheets)

    found = write_objectives(book)

    assert found.pages[0].missing[0] == "Its months make no chart: too few are known, or one cannot be read."
    assert "Page data" not in [sheet.name for sheet in book.sheets]


def test_a_break_in_the_notes_begins_the_limits_anew(make_book: MakeBook, tmp_path: Path) -> None:
    notes = [["Date", "Measure", "Kind", "Words"], ["Jan 2013", "Burglary", "Break", "Counted anew"]]
    sheets = {**_with_months("Burglary"), "Notes": notes}
    book = make_book(sheets)

    write_objectives(book)

    (chart,) = charts_of(book.sheets["Objectives"])
    assert {"Mean", "Mean 2"} <= {series.name for series in chart.series}
    assert "Break, Jan 2013: Counted anew." in words(book)
    assert again(book, tmp_path / "again.xlsx")


def test_page_breaks_of_a_person_stay(make_book: MakeBook) -> None:
    from xlscore.engine import set_row_breaks

    book = make_book(_sheets())
    write_objectives(book)
    sheet = book.sheets["Objectives"]
    set_row_breaks(sheet, [*row_breaks(sheet), 9])

    write_objectives(book)

    assert row_breaks(sheet) == [9, 18]


@pytest.mark.parametrize("texts", [True, False])
def test_the_scorecard_as_the_paper_prints_it_gives_the_pages_of_the_paper(
    tmp_path: Path, texts: bool
) -> None:
    path = write_sheets(tmp_path / "printed.xlsx", {"SAB": leicestershire_scorecard(texts=texts)})
    with open_book(path) as book:
        found = write_objectives(book)

        assert [page.objective for page in found.pages if not page.is_other] == [
            "Serious Sexual Offences", "Burglary - Dwelling", "Theft Of Motor Vehicle",
        ]  # fmt: skip
        said = words(book)
        assert (
            "1,903 crimes, 173 fewer than the 2,076 of last year (-8.3%), which is 35 crimes short of the 10% reduction."
            in said
        )
        assert (
            "To reach the target of 25%, a further 129 to 130 outcomes are needed (the rate is rounded)."
            in said
        )
        assert [row[2] for mark, (_, row) in lines(book).items() if mark.endswith("Recorded Crime / Force")] == [
            1903, 588, 2585, 820, 2896,
        ]  # fmt: skip
        assert again(book, tmp_path / "again.xlsx")


def test_a_copy_of_the_pages_that_somebody_keeps_is_left_alone(make_book: MakeBook, tmp_path: Path) -> None:
    book = make_book(_sheets())
    write_objectives(book)
    copy = book.sheets.add("Pages of September", after=book.sheets["Objectives"])
    used = book.sheets["Objectives"].used_range.last_cell.row
    copy.range("A1").value = book.sheets["Objectives"].range((1, 1), (used, 9)).value
    before = copy.range((1, 1), (used, 9)).value

    book.sheets["Scorecard"]["D4"].value = 498
    found = write_objectives(book)

    assert found.sheet == "Objectives"
    assert copy.range((1, 1), (used, 9)).value == before
    assert "498 crimes, 69 fewer than the 567 of last year (-12.2%), which meets the 12% reduction." in words(
        book
    )


def test_the_pages_are_found_on_a_sheet_that_somebody_renamed(make_book: MakeBook, tmp_path: Path) -> None:
    book = make_book(_sheets())
    write_objectives(book)
    book.sheets["Objectives"].name = "SAB pages"

    found = write_objectives(book)

    assert (found.sheet, "Objectives" in [sheet.name for sheet in book.sheets]) == ("SAB pages", False)
    assert again(book, tmp_path / "again.xlsx")


def test_what_cannot_be_read_of_the_scorecard_is_said_where_the_pages_alone_are_asked_for(
    make_book: MakeBook,
) -> None:
    book = make_book(_sheets())
    book.sheets["Scorecard"].range("D3").value = "about 1,900"

    found = write_objectives(book)

    assert [where for where, _ in told(found)] == ["Scorecard!D3"]
    assert sum(problem.cell == "D3" for problem in refresh(book).problems) == 1

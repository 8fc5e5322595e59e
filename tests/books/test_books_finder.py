"""Tables are found by their headings, however a force has laid its workbook out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import FACTS, HEADINGS, SAME_FACTS, SUGGESTED, Sheets, facts
from xlscore.books import BookError, generate_force_grades, update_msg
from xlscore.books.grades.headings import AREAS, CHANGES, GRID, REDLINES, RETURN
from xlscore.books.maps.headings import LINES, MAPS, PINS, STOPS
from xlscore.books.msg.headings import MSG
from xlscore.books.tables.blocks import Block, Reading
from xlscore.books.tables.finder import find_all, find_one
from xlscore.books.tables.layout import known
from xlscore.books.tables.stops import header_rows, heading_keys
from xlscore.books.threat.headings import BREAKDOWN, SCORECARD, SERIES

pytestmark = pytest.mark.cases

MakeBook = Callable[[Sheets], xw.Book]


def block(*rows: list[Any], sheet: str = "Sheet") -> Block:
    return Block(sheet, 1, 1, tuple(tuple(row) for row in rows))


@pytest.mark.parametrize("layout", SAME_FACTS, ids=lambda layout: layout.__name__)
def test_a_grid_gives_the_same_grades_in_every_layout(
    make_book: MakeBook, layout: Callable[[], Sheets]
) -> None:
    result = generate_force_grades(make_book(layout()))

    assert {area.area: area.as_dict()["suggested"] for area in result.areas} == SUGGESTED
    assert [area.final.value if area.final else "" for area in result.areas] == [
        {"RI": "Requires Improvement"}.get(row[-1], row[-1]) for row in FACTS
    ]


@pytest.mark.parametrize("layout", SAME_FACTS, ids=lambda layout: layout.__name__)
def test_a_grid_has_the_same_commands_in_every_layout(
    make_book: MakeBook, layout: Callable[[], Sheets]
) -> None:
    result = generate_force_grades(make_book(layout()))

    named = {name.rstrip(" 2") for name in result.areas[0].commands}
    assert named == {"North", "South", "PPU", "CJ"}


@pytest.mark.parametrize(
    "layout",
    [
        layout
        for layout in SAME_FACTS
        if layout.__name__ not in ("area_called_otherwise", "area_without_heading")
    ],
    ids=lambda layout: layout.__name__,
)
def test_a_merged_or_headed_theme_belongs_to_all_its_areas(
    make_book: MakeBook, layout: Callable[[], Sheets]
) -> None:
    result = generate_force_grades(make_book(layout()))

    assert [area.theme for area in result.areas] == [row[0] for row in FACTS]


def test_two_grids_are_refused_with_a_question_that_names_both(make_book: MakeBook) -> None:
    book = make_book({"Cycle 12": [HEADINGS, *facts()], "Cycle 13": [[], HEADINGS, *facts()]})

    with pytest.raises(BookError, match=r"'Cycle 12' at A1 and 'Cycle 13' at A2\. Which one is meant\?"):
        generate_force_grades(book)


def test_the_question_of_two_grids_is_answered_by_naming_the_sheet(make_book: MakeBook) -> None:
    book = make_book({"Cycle 12": [HEADINGS, *facts()], "Cycle 13": [HEADINGS, *facts()[:2]]})

    assert len(generate_force_grades(book, sheet="cycle 13").areas) == 2


@pytest.mark.parametrize(
    "sheets",
    [
        {"One": [HEADINGS, *facts(), [], ["Cycle 12"], HEADINGS, *facts()]},
        {"One": [[*row, None, None, *row] for row in [HEADINGS, *facts()]]},
    ],
    ids=["one below the other", "side by side"],
)
def test_two_grids_on_one_sheet_are_refused_too(make_book: MakeBook, sheets: Sheets) -> None:
    with pytest.raises(BookError, match="Which one is meant"):
        generate_force_grades(make_book(sheets))


def test_a_grid_on_a_hidden_sheet_does_not_stand_in_the_way_of_the_visible_one() -> None:
    rows = tuple(tuple(row) for row in [["Area", "Grade"], ["Burglary", "Good"]])

    found = find_one([Block("Old", 1, 1, rows, visible=False), Block("New", 1, 1, rows)], RETURN)

    assert found is not None
    assert found.sheet == "New"


def test_a_workbook_without_a_grid_is_told_which_headings_were_looked_for(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="known by, 'Area' and a column of grades per command") as told:
        generate_force_grades(make_book({"Sheet1": [["Name", "Value"], ["a", 1]]}))

    assert "\n" not in str(told.value)


def test_a_grid_on_its_side_is_named_as_such(make_book: MakeBook) -> None:
    turned = [list(column) for column in zip(HEADINGS, *facts(), strict=True)]

    with pytest.raises(BookError, match="'Sheet1' stands on its side"):
        generate_force_grades(make_book({"Sheet1": turned}))


def test_a_wholly_empty_workbook_is_told_in_one_sentence(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="There is no grid"):
        generate_force_grades(make_book({"Sheet1": []}))


@pytest.mark.parametrize("layout", known(), ids=lambda layout: layout.kind)
def test_every_table_of_ours_is_found_by_its_own_headings(layout: Any) -> None:
    sheet = block(["A title"], [], [*layout.headings, "Oct 2019"], ["Good"] * (len(layout.headings) + 1))

    tables = find_all([sheet], layout)

    assert [table.header for table in tables] == [3]
    assert tables[0].columns == {c.field: n for n, c in enumerate(layout.columns, 1)}


def test_two_tables_side_by_side_keep_their_own_columns() -> None:
    sheet = block(
        [*AREAS.headings, None, *REDLINES.headings],
        ["Safe", "Burglary", "North", 1, None, "Burglary", "Rate", 3.0, 4.0, "Lower", "Yes", "Feb"],
    )

    leads, redlines = find_one([sheet], AREAS), find_one([sheet], REDLINES)

    assert leads is not None
    assert leads.columns == {"theme": 1, "area": 2, "lead": 3, "priority": 4}
    assert redlines is not None
    assert redlines.columns["area"] == 6


def test_the_tube_maps_tables_side_by_side_keep_their_own_columns() -> None:
    row: list[Any] = []
    for layout in (MAPS, LINES, STOPS, PINS):
        row += [*layout.headings, None]
    sheet = block(row, [None if heading is None else "m" for heading in row])

    found = [find_one([sheet], layout) for layout in (MAPS, LINES, STOPS, PINS)]

    assert [table.columns["map"] for table in found if table] == [1, 10, 14, 19]


@pytest.mark.parametrize(
    ("name", "layout", "field_names"),
    [
        ("essex_changes", CHANGES, {"area", "previous", "current"}),
        ("essex_redlines", REDLINES, {"area", "measure", "value", "minimum", "better", "met", "data_to"}),
        (
            "essex_msg",
            MSG,
            {"theme", "measure", "unit", "better", "value", "position", "previous_position", "to_average", "to_top_quartile", "aspiration", "data_to"},
        ),
        (
            "leicestershire_scorecard",
            SCORECARD,
            {"objective", "purpose", "hard_target", "stretch_target", "actual", "previous", "year_on_year", "trend", "control", "threat", "impact_score", "impact_class", "overall"},
        ),
        ("tube_map_lines", STOPS, {"map", "line", "sequence", "area"}),
    ],
)  # fmt: skip
def test_the_papers_own_headings_are_known(
    paper: Callable[[str], list[list[str]]], name: str, layout: Any, field_names: set[str]
) -> None:
    found = find_one([block(*paper(name))], layout)

    assert found is not None
    assert field_names <= set(found.columns)


def test_of_two_positions_the_newer_is_the_position_and_the_older_the_previous_one() -> None:
    sheet = block(
        ["Measure", "Position Jan 2020", "Position Oct 2019", "Aspiration"],
        ["All crime", 7.0, 8.0, "Best in MSG"],
    )

    found = find_one([sheet], MSG)

    assert found is not None
    assert (found.columns["position"], found.columns["previous_position"]) == (2, 3)


@pytest.mark.parametrize(
    ("heading", "field_name"),
    [
        ("Performance Board's Final Grade", "final"), ("Board grade (agreed 12 June 2019)", "final"), ("FINAL FORCE GRADE", "final"),
        ("Cycle 13 Final Grade", "final"), ("Board decision", "final"), ("PB Final Grade2", "final"),
        ("Force Redline Recommended Grade - Feb 2019", "redline"), ("Red line", "redline"), ("Redline grade [data to Feb 19]", "redline"),
        ("Minimum standards", "redline"), ("Recommended Grade", "redline"),
        ("Previous Performance Board Final Grade", "previous"), ("Last cycle's grade", "previous"), ("Last quarter", "previous"),
        ("Priority Area", "area"), ("AREA OF BUSINESS", "area"), ("Lead", "lead"), ("Rationale for override", "rationale"),
    ],
)  # fmt: skip
def test_a_grids_columns_are_known_by_many_names(heading: str, field_name: str) -> None:
    headings = (
        ["Area", "North", "South", heading]
        if field_name != "area"
        else [heading, "North", "South", "Redline"]
    )
    sheet = block(headings, ["Burglary", "Good", "RI", "Good"])

    (found,) = find_all([sheet], GRID)

    assert found.columns.get(field_name) == headings.index(heading) + 1


@pytest.mark.parametrize(
    ("heading", "field_name"),
    [
        ("Change required to reach the MSG average", "to_average"), ("Gap to MSG Average (offences)", "to_average"),
        ("Change needed to reach top quartile", "to_top_quartile"), ("To Upper Quartile Rank", "to_top_quartile"),
        ("MSG Rank (Jan-20)", "position"), ("Last quarter position", "previous_position"), ("Polarity", "better"),
    ],
)  # fmt: skip
def test_an_msg_tables_columns_are_known_by_many_names(heading: str, field_name: str) -> None:
    rest = [
        name
        for name in ("Measure", "Position", "Aspiration")
        if not (field_name == "position" and name == "Position")
    ]
    sheet = block([*rest, heading], ["All crime", 4.0, "Best in MSG", "x"])

    (found,) = find_all([sheet], MSG)

    assert found.columns[field_name] == len(rest) + 1


@pytest.mark.parametrize("between", [[], [[]], [[None, "Money", "7A7F83"]]], ids=["none", "blank", "merged"])
def test_a_map_called_as_a_heading_of_ours_is_a_record(between: list[list[Any]]) -> None:
    rows = [["Circle", "Ring", "9B0056"], *between, ["Force", "Safety", "003688"], ["Area", "Ring", "000000"]]

    found = find_one([block(["Map", "Line", "Colour"], *rows)], LINES)

    assert found is not None
    assert [found.text(row, "map") for row in found.records if found.text(row, "map")] == [
        "Circle",
        "Force",
        "Area",
    ]


@pytest.mark.parametrize("theme", ["Theme 1", "Theme 2", "Priority 1", "Area 4"])
def test_a_theme_called_as_the_heading_with_a_number_is_a_theme(theme: str, make_book: MakeBook) -> None:
    rows = [["Theme", "Area", "North", "South", "Final grade"]]
    rows += [[theme, f"Topic {n}", "Good", "RI", "Good"] for n in range(1, 5)]

    grades = generate_force_grades(make_book({"Grid": rows}))

    assert [area.area for area in grades.areas] == ["Topic 1", "Topic 2", "Topic 3", "Topic 4"]


def test_an_area_called_force_with_counts_that_look_like_years_is_a_record() -> None:
    rows = [
        ["Strategic objective", "Area", "Actual", "Previous year"],
        ["Burglary", "Force", 1903, 2076],
        ["Burglary", "City", 903, 1076],
    ]

    (table,) = find_all([block(*rows)], BREAKDOWN)

    assert table.records == (2, 3)


def test_a_map_called_force_with_its_cycle_and_date_is_a_record() -> None:
    rows = [["Map", "Title", "Subtitle", "Date"], ["Force", "Force grades", "Cycle 13", "Jan 2020"]]

    (table,) = find_all([block(*rows)], MAPS)

    assert table.records == (2,)


@pytest.mark.parametrize(
    "years", [[2018, 2019, 2020], ["2018", "2019"], ["Jan 2020", "Apr 2020"], ["Cycle 12", "Cycle 13"]]
)
def test_a_measure_over_periods_ends_the_table_above(years: list[Any]) -> None:
    rows = [
        ["Map", "Line", "Colour"],
        ["Force", "Safety", "003688"],
        ["Measure", *years],
        ["Burglary", *[1 for _ in years]],
    ]

    (table,) = find_all([block(*rows)], LINES)

    assert table.records == (2,)


def test_a_heading_is_repeated_only_where_the_whole_row_is() -> None:
    rows = [["Strategic objective", "Purpose", "Apr 2020", "May 2020"], ["Burglary", "Recorded Crime", 5, 6]]
    other = [["Strategic objective", "Purpose", "Actual", "Threat"], ["Robbery", "Recorded Crime", 7, "High"]]

    repeated, followed = (find_all([block(*rows, *more)], SERIES)[0] for more in (rows, other))

    assert repeated.records == (2, 4)
    assert followed.records == (2,)


def test_what_one_asker_refuses_another_may_find_on_the_same_sheet() -> None:
    sheet = block(["Map", "Line", "Colour"], ["Force", "Safety", "003688"], ["Force", "Crime", "DC241F"])

    refused = find_one([sheet], LINES, lambda _table: False)
    asked = find_one([sheet], LINES, lambda table: len(table.records) == 2)

    assert refused is None
    assert asked is not None
    assert asked.records == (2, 3)


def test_asking_again_for_a_table_reads_the_rows_of_the_sheet_no_second_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet = block(["Map", "Line", "Colour"], ["Force", "Safety", "003688"])
    find_one([sheet], LINES, lambda _table: True)
    read: list[tuple[int, int]] = []
    at = Block.at
    monkeypatch.setattr(Block, "at", lambda own, *place: read.append(place) or at(own, *place))

    find_one([sheet], LINES, lambda _table: True)

    assert read == []


def test_an_entry_that_reads_like_headings_is_an_entry(make_book: MakeBook) -> None:
    rows = [
        ["Theme", "Measure", "Unit", "Better", "Position", "Aspiration", "Status"],
        ["Crime", "Measure 1", "per 1000 population", "Lower", 3, "MSG Average", None],
        ["Crime", "Measure 2", "%", "Higher", 1, "Best in MSG", None],
    ]

    found = update_msg(make_book({"MSG": rows}))

    assert [(m.measure, m.position) for m in found.measures] == [("Measure 1", 3), ("Measure 2", 1)]


@pytest.mark.slow
def test_no_row_of_a_long_list_is_looked_at_as_headings_because_its_entries_read_like_some(
    make_book: MakeBook,
) -> None:
    entries = [
        [f"Area {number % 9}", "Force", f"Measure {number}", "North", number] for number in range(3000)
    ]
    book = make_book(
        {"Grid": [["Area", "North", "South"], ["Rape", "RI", "RI"], ["Fraud", "G", "G"]], "Data": entries}
    )

    result = generate_force_grades(book)

    assert [area.area for area in result.areas] == ["Rape", "Fraud"]
    block = Reading(book).block("Data")
    assert block is not None
    ours = {"area", "force", "measure"}
    assert all(here.isdisjoint(ours) for here in heading_keys(block, known()).values())
    assert header_rows(block, known()) == frozenset()

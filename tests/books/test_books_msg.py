"""MSG positions: the paper's typed rows, rows worked out from MSG data, and what may be wrong with either."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.support.computing import differing_formulas
from xlscore.books import BookError, MsgPositions, update_msg
from xlscore.engine import set_formula

Sheets = dict[str, list[list[Any]]]
MakeBook = Callable[[Sheets], xw.Book]
FORCES = ["Essex", "Avon", "Derby", "Hants"]
RATES = [91.6, 84.2, 77.8, 88.0]
HEADINGS = ["Measure", "Unit", "Better", "Value", "Position", "Of", "Previous position", "To average", "To top quartile", "Aspiration", "Status", "Expected range", "Movement"]  # fmt: skip


def number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def computed(**changes: Any) -> Sheets:
    """A workbook with one measure and its data; `changes` replace cells of the measure's row."""
    row = dict.fromkeys(HEADINGS) | {"Measure": "All crime", "Unit": "per 1,000 population", "Better": "Lower", "Aspiration": "Best in MSG", "Previous position": 3.0}  # fmt: skip
    row |= changes
    data = [["Force", "Population", "All crime", "All crime (count)"]]
    data += [[f, 1_000_000.0, rate, rate * 1000] for f, rate in zip(FORCES, RATES, strict=True)]
    return {
        "MSG": [HEADINGS, list(row.values())],
        "MSG data": data,
        "Policy": [["Setting", "Value"], ["Own force", "Essex"]],
    }


@pytest.fixture(params=["percentages as text", "all as numbers"])
def january_2020(
    request: pytest.FixtureRequest, make_book: MakeBook, paper: Callable[[str], list[list[str]]]
) -> MsgPositions:
    rows: list[list[Any]] = [[number(cell) for cell in row] for row in paper("essex_msg")]
    if request.param == "all as numbers":
        for row in rows[1:]:
            if isinstance(row[4], str):
                row[4] = float(row[4].rstrip("%")) / 100
    return update_msg(make_book({"Aspirations": rows}))


def test_three_of_the_papers_ten_aspirations_are_met(january_2020: MsgPositions) -> None:
    assert january_2020.as_dict()["aspirations"] == {
        "Met or exceeded": 3,
        "Below aspiration": 7,
        "No aspiration": 2,
    }
    assert january_2020.problems == ()


def test_three_positions_have_improved_and_one_has_deteriorated(january_2020: MsgPositions) -> None:
    assert january_2020.moves == {"Improved": 3, "Deteriorated": 1, "Unchanged": 8}


def test_the_answer_has_the_keys_of_the_contract(january_2020: MsgPositions) -> None:
    answer = january_2020.as_dict()

    assert list(answer) == [
        "measures",
        "aspirations",
        "listed",
        "boards",
        "without_board",
        "notes",
        "problems",
    ]
    assert list(answer["measures"][0]) == ["measure", "position", "of", "value", "to_average", "to_top_quartile", "aspiration", "status", "expected", "move", "data_to", "previous_position", "previous_to_average", "previous_to_top_quartile", "update", "source", "gap_move", "caveats", "history", "monitored_by", "aspirations"]  # fmt: skip
    assert answer["measures"][1]["position"] == 8
    assert answer["measures"][1]["to_average"] == "-22,112 offences"


def test_a_measure_with_data_is_worked_out_with_live_formulas(make_book: MakeBook) -> None:
    book = make_book(computed())

    (measure,) = update_msg(book).measures

    assert measure.as_dict() == {
        "measure": "All crime", "position": 4, "of": 4, "value": 91.6, "to_average": -6200, "to_top_quartile": -13800,
        "aspiration": "Best in MSG", "status": "Below aspiration", "expected": "Above expected range", "move": "Deteriorated",
        "data_to": "", "previous_position": 3, "previous_to_average": None, "previous_to_top_quartile": None,
        "update": "The force has fallen from 3rd to 4th of 4 in its MSG for All crime. It is 6,200 offences above the MSG average."
        " In order to reach the top quartile rank, it would need to fall by 13,800 offences.",
        "caveats": [], "history": [], "source": "", "gap_move": None, "monitored_by": [], "aspirations": [],
    }  # fmt: skip
    formulas = dict(zip(HEADINGS, book.sheets["MSG"].range("A2:M2").formula[0], strict=True))
    data = "'MSG data'!$A$2:$A$5,'MSG data'!$C$2:$C$5"
    assert formulas["Position"] == f"=MSG_RANK(Policy!$B$2,{data},C2)"
    assert formulas["Of"] == "=COUNT('MSG data'!$C$2:$C$5)"
    assert formulas["Status"] == f"=MSG_STATUS(Policy!$B$2,{data},J2,C2)"
    assert formulas["Movement"] == "=MSG_MOVE(G2,E2)"
    assert dict(zip(HEADINGS, book.sheets["MSG"].range("A2:M2").value, strict=True))["Position"] == 4


def test_the_policys_average_is_what_the_gap_is_measured_against(make_book: MakeBook) -> None:
    sheets = computed(Unit="rate")
    sheets["Policy"].append(["MSG average", "peers"])
    book = make_book(sheets)

    (measure,) = update_msg(book).measures

    assert measure.to_average == pytest.approx(-8.2667, abs=1e-4)
    assert "Policy!$B$3" in book.sheets["MSG"]["H2"].formula


def test_a_name_of_the_workbook_is_used_where_it_is_there(make_book: MakeBook) -> None:
    book = make_book(computed())
    book.names.add("xls_own_force", "=Policy!$B$2")

    update_msg(book)

    assert book.sheets["MSG"]["E2"].formula.startswith("=MSG_RANK(xls_own_force,")


def test_a_typed_position_is_kept_and_the_row_is_judged_from_it(make_book: MakeBook) -> None:
    book = make_book(computed(Position=1.0))

    (measure,) = update_msg(book).measures

    assert book.sheets["MSG"]["E2"].formula == "1"
    assert (measure.position, measure.status, measure.move) == (1, "Met or exceeded", "Improved")


def test_new_data_move_the_answer_that_was_worked_out_before(make_book: MakeBook) -> None:
    book = make_book(computed())
    update_msg(book)

    book.sheets["MSG data"]["C2"].value = 70.0
    (measure,) = update_msg(book).measures

    assert (measure.position, measure.status) == (1, "Met or exceeded")
    assert book.sheets["MSG"]["E2"].value == 1
    assert measure.to_average == "N/A - already better than average"


def test_a_second_run_changes_no_byte_of_a_worked_out_sheet(
    make_file: Callable[[Sheets], Path], opened: Callable[[Path], xw.Book], content: Callable[[Path], str]
) -> None:
    path = make_file(computed())
    for _ in range(2):
        book = opened(path)
        update_msg(book)
        book.save()
        first = locals().get("first") or content(path)

    assert content(path) == first


@pytest.mark.parametrize(
    ("aspiration", "position", "of", "gap", "status"),
    [
        ("4th in MSG", 4, None, None, "Met or exceeded"),
        ("4th in MSG", 5, None, None, "Below aspiration"),
        ("Best in MSG", 1, None, None, "Met or exceeded"),
        ("Upper Quartile Rank", 2, 8, None, "Met or exceeded"),
        ("Upper Quartile Rank", 3, 8, None, "Below aspiration"),
        ("Upper Quartile Rank", 2, 4, None, "Below aspiration"),
        ("MSG Average", 3, 8, "N/A - already better than average", "Met or exceeded"),
        ("MSG Average", 3, 8, "N/A - already there", "Met or exceeded"),
        ("MSG Average", 3, 8, -12.0, "Below aspiration"),
        ("MSG Average", 3, 8, 0.0, "Met or exceeded"),
        ("(Small numbers)", 8, 8, -12.0, "No aspiration"),
        (None, 8, 8, -12.0, "No aspiration"),
    ],
)
def test_a_typed_row_is_judged_by_its_position_or_its_gap(
    make_book: MakeBook, aspiration: str | None, position: int, of: int | None, gap: object, status: str
) -> None:
    rows = [
        ["Measure", "Position", "Of", "To average", "Aspiration"],
        ["All crime", position, of, gap, aspiration],
    ]
    book = make_book({"MSG": rows})

    (measure,) = update_msg(book).measures

    assert measure.status == status
    assert book.sheets["MSG"]["F2"].value == status
    assert book.sheets["MSG"]["F2"].formula.startswith("=")


@pytest.mark.parametrize(
    ("changes", "place", "what"),
    [
        ({"Aspiration": "as good as can be"}, "MSG!J2", "is not a benchmark"),
        ({"Aspiration": "9th in MSG"}, "MSG!J2", "Position 9 is beyond the group"),
        ({"Better": None}, "MSG!C2", "does not say which way is better"),
        ({"Better": "sideways"}, "MSG!C2", "takes TRUE or FALSE"),
        ({"Previous position": "3 or 4"}, "MSG!G2", "'3 or 4' is not a number"),
        ({"Previous position": 2.5}, "MSG!G2", "2.5 is not a position in the group."),
    ],
)
def test_what_is_wrong_in_a_row_is_a_problem_of_its_cell(
    make_book: MakeBook, changes: dict[str, Any], place: str, what: str
) -> None:
    result = update_msg(make_book(computed(**changes)))

    assert [problem.place for problem in result.problems] == [place]
    assert what in result.problems[0].what


def test_an_own_force_that_is_missing_from_the_data_is_a_problem(make_book: MakeBook) -> None:
    sheets = computed()
    sheets["Policy"][1][1] = "Kent"

    result = update_msg(make_book(sheets))

    (problem,) = result.problems
    assert problem.place == "Policy!B2"
    assert "'Kent' is not in the list" in problem.what


def test_a_workbook_that_does_not_name_its_force_is_asked_for_it(make_book: MakeBook) -> None:
    sheets = computed()
    del sheets["Policy"]

    (problem,) = update_msg(make_book(sheets)).problems

    assert problem.place == "MSG data!A1"
    assert "which of these forces is your own" in problem.what


def test_a_force_without_a_value_does_not_take_part_and_is_named(make_book: MakeBook) -> None:
    sheets = computed()
    sheets["MSG data"][2][2], sheets["MSG data"][3][2] = None, ".."

    result = update_msg(make_book(sheets))

    assert result.measures[0].of == 2
    assert [problem.place for problem in result.problems] == ["MSG data!C3"]


def test_a_row_that_can_be_judged_by_nothing_is_a_problem(make_book: MakeBook) -> None:
    (problem,) = update_msg(
        make_book({"MSG": [["Measure", "Position", "Aspiration"], ["Sickness", None, "Best in MSG"]]})
    ).problems

    assert problem.place == "MSG!B2"


def test_headings_with_units_and_footnotes_find_their_column_of_data(make_book: MakeBook) -> None:
    sheets = computed()
    sheets["MSG data"][0][2] = "All Crime\n(per 1,000)2"

    assert update_msg(make_book(sheets)).measures[0].position == 4


def test_a_workbook_without_an_msg_table_is_told_so(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="no table of MSG measures"):
        update_msg(make_book({"Sheet1": [["Area", "Grade"], ["x", "Good"]]}))


def test_a_typed_position_that_the_data_contradict_stays_and_is_told(make_book: MakeBook) -> None:
    book = make_book(computed(Position=1.0))

    result = update_msg(book)

    (problem,) = result.problems
    assert problem.place == "MSG!E2"
    assert problem.what == "Position is typed as 1, and the figures of the row give 4."
    assert book.sheets["MSG"]["E2"].value == 1


def test_beside_a_typed_position_the_data_still_give_what_nobody_typed(make_book: MakeBook) -> None:
    book = make_book(computed(Position=1.0))
    update_msg(book)

    book.sheets["MSG data"]["C2"].value = 80.0
    (measure,) = update_msg(book).measures

    assert (measure.position, measure.value, measure.of, measure.status) == (1, 80.0, 4, "Met or exceeded")
    assert book.sheets["MSG"]["D2"].value == 80.0
    assert book.sheets["MSG"]["D2"].formula.startswith("=INDEX(")


@pytest.mark.parametrize(
    ("heading", "formula", "holds"),
    [
        ("Value", "=ROUNDDOWN('MSG data'!C2,-1)", 90.0),
        ("Of", "=COUNTA('MSG data'!A2:A9)", 4.0),
        ("To average", "=MSG_CHANGE(Policy!B2,'MSG data'!A2:A5,'MSG data'!C2:C5,\"average\",C2)/2", -3.1),
        (
            "To top quartile",
            "=ROUND(MSG_CHANGE(Policy!B2,'MSG data'!A2:A5,'MSG data'!C2:C5,\"best\",C2),-2)",
            -100.0,
        ),
        ("Status", '=IF(AND(E2<=9,D2>-5),"Met or exceeded","Below aspiration")', "Met or exceeded"),
        ("Expected range", '=IF(D2>90,"too high",MSG_EXPECTED("Essex",A2,D2,B2))', "too high"),
        ("Movement", '=IF(G2="","new",MSG_MOVE(G2,E2))', "new"),
    ],
)
def test_a_formula_that_a_person_wrote_stays_and_is_told_where_it_disagrees(
    make_book: MakeBook, heading: str, formula: str, holds: object
) -> None:
    book = make_book(computed())
    cell = book.sheets["MSG"][1, HEADINGS.index(heading)]
    set_formula(cell, formula, holds)

    result = update_msg(book)

    assert cell.formula == formula
    assert cell.value == holds
    told = [p for p in result.problems if p.place == f"MSG!{cell.address.replace('$', '')}"]
    assert bool(told) == (heading != "Of")  # four by either formula
    assert all(f"{heading} is " in p.what and "by a formula of your own" in p.what for p in told)


def test_a_row_is_judged_from_the_position_that_a_persons_own_formula_gives(make_book: MakeBook) -> None:
    book = make_book(computed())
    set_formula(book.sheets["MSG"]["E2"], "=RANK('MSG data'!C2,'MSG data'!C2:C5)", 1)

    (measure,) = update_msg(book).measures

    assert (measure.position, measure.status, measure.move) == (1, "Met or exceeded", "Improved")
    assert book.sheets["MSG"]["E2"].formula == "=RANK('MSG data'!C2,'MSG data'!C2:C5)"


def test_what_the_data_no_longer_say_is_taken_out_and_comes_back_with_them(make_book: MakeBook) -> None:
    book = make_book(computed())
    update_msg(book)

    book.sheets["MSG data"]["C4"].value = "soon"
    without = update_msg(book)
    after = [book.sheets["MSG"][cell].value for cell in ("E2", "H2", "K2", "M2")]
    book.sheets["MSG data"]["C4"].value = 77.8
    (again,) = update_msg(book).measures

    assert [problem.place for problem in without.problems] == ["MSG data!C4"]
    assert without.measures[0].position is None
    assert after == [None, None, None, None]
    assert (again.position, again.status, again.move) == (4, "Below aspiration", "Deteriorated")
    assert book.sheets["MSG"]["E2"].formula.startswith("=MSG_RANK(")


@pytest.mark.parametrize("own", ["Essex ", "ESSEX 3", "  essex"])
def test_the_own_figure_is_shown_by_its_cell_where_a_lookup_would_not_find_the_name(
    make_book: MakeBook, own: str
) -> None:
    sheets = computed()
    sheets["Policy"][1][1] = own
    book = make_book(sheets)

    (measure,) = update_msg(book).measures

    assert measure.position == 4
    assert book.sheets["MSG"]["D2"].formula == "='MSG data'!$C$2"


@pytest.mark.parametrize(
    ("rate", "previous", "position", "status", "move"),
    [
        (70.0, 2.0, 1, "Met or exceeded", "Improved"),
        (70.0, 1.0, 1, "Met or exceeded", "Unchanged"),
        (80.0, 1.0, 2, "Below aspiration", "Deteriorated"),
    ],
)
def test_the_first_position_is_aimed_for_reached_and_lost(
    make_book: MakeBook, rate: float, previous: float, position: int, status: str, move: str
) -> None:
    sheets = computed(**{"Previous position": previous, "Aspiration": "1st in MSG"})
    sheets["MSG data"][1][2] = rate

    (measure,) = update_msg(make_book(sheets)).measures

    assert (measure.position, measure.status, measure.move) == (position, status, move)


@pytest.mark.parametrize("text", ["77.8", "77.8 per 1,000 pop.", "77.80 (p)"])
def test_a_figure_written_as_a_text_among_the_values_takes_part_as_in_the_formulas(
    make_book: MakeBook, text: str
) -> None:
    sheets = computed()
    sheets["MSG data"][3][2] = text
    book = make_book(sheets)

    result = update_msg(book)

    assert (result.measures[0].position, result.measures[0].of, result.problems) == (4, 4, ())
    assert book.sheets["MSG"]["E2"].formula.startswith("=MSG_RANK(")
    assert not book.sheets["MSG"]["F2"].formula.startswith("="), "COUNT would not count the text"
    assert differing_formulas(book) == []


def test_what_is_no_figure_among_the_values_leaves_the_row_without_a_position(make_book: MakeBook) -> None:
    sheets = computed()
    sheets["MSG data"][3][2] = "77.812"
    book = make_book(sheets)

    result = update_msg(book)

    assert (result.measures[0].position, result.measures[0].value) == (None, 91.6)
    assert [p.what for p in result.problems] == ["'77.812' is not a number: it could be 77.812 or 77,812."]
    assert book.sheets["MSG"]["E2"].value is None


def test_percentages_without_their_sign_are_compared_in_their_own_numbers_where_the_unit_says_it(
    make_book: MakeBook,
) -> None:
    book = make_book(computed(Unit="%", Better="Higher"))

    result = update_msg(book)

    assert (result.measures[0].value, result.measures[0].position) == (91.6, 1)
    assert [p for p in result.problems if p.sheet == "MSG data"] == []
    assert differing_formulas(book) == []


def test_a_percentage_typed_without_its_sign_is_one_where_the_unit_says_it(make_book: MakeBook) -> None:
    rows = [
        ["Measure", "Unit", "Position", "Value", "Aspiration"],
        ["Confidence", "%", 3, 57.5, "4th in MSG"],
    ]

    result = update_msg(make_book({"MSG": rows}))

    assert (result.measures[0].value, result.problems) == (0.575, ())


def test_a_row_as_the_paper_prints_it_is_read_with_unit_position_and_month(make_book: MakeBook) -> None:
    rows = [
        ["Measure", "MSG position", "Value", "Previous position", "Change required to reach MSG average", "Aspiration"],
        ["All crime", "8 (Last data to September 19)", "91.60 per 1,000 pop.", "7th", "-22,112 offences", "MSG Average"],
        ["Solved rates", "3 out of 8", "18.2%", "5", "N/A - already better than average.", "MSG Average"],
        ["Sickness", "2nd in MSG.", "4.4% of contracted hours lost", "2=", "-0.2%", "Upper Quartile Rank"],
    ]  # fmt: skip
    book = make_book({"MSG": rows})

    result = update_msg(book)

    assert result.problems == ()
    found = [(m.position, m.of, m.value, m.to_average, m.status, m.move, m.data_to) for m in result.measures]
    assert found == [
        (8, None, 91.6, "-22,112 offences", "Below aspiration", "Deteriorated", "Sep 2019"),
        (3, 8, 0.182, "N/A - already better than average.", "Met or exceeded", "Improved", ""),
        (2, None, 0.044, "-0.2%", "Met or exceeded", "Unchanged", ""),
    ]
    table = book.sheets["MSG"].used_range.value
    assert [row[: len(rows[0])] for row in table] == rows, "nothing that was typed is changed"
    assert differing_formulas(book) == []


def test_a_value_in_the_column_of_its_unit_is_read_with_both(make_book: MakeBook) -> None:
    rows = [
        ["Measure", "Position", "Unit", "Aspiration"],
        ["All crime", 8, "91.60 per 1,000 pop.", "4th in MSG"],
    ]

    (measure,) = update_msg(make_book({"MSG": rows})).measures

    assert (measure.value, measure.status) == (91.6, "Below aspiration")


def test_a_part_larger_than_its_whole_is_told_at_its_count(make_book: MakeBook) -> None:
    sheets = computed(Unit="%")
    for row, share in zip(sheets["MSG data"][1:], (0.2, 0.3, 0.4, 0.5), strict=True):
        row[2] = share
    sheets["MSG data"][2][3] = 2_000_000.0

    result = update_msg(make_book(sheets))

    assert [(p.place, p.what) for p in result.problems] == [
        ("MSG data!D3", "A part cannot be larger than its whole.")
    ]
    assert (result.measures[0].position, result.measures[0].expected) == (1, None)


def test_the_month_that_a_figure_goes_to_is_given_with_it(make_book: MakeBook) -> None:
    rows = [["Measure", "Position", "Aspiration", "Data to"], ["All crime", 1.0, "Best in MSG", "Jan 2020"]]

    assert update_msg(make_book({"MSG": rows})).as_dict()["measures"][0]["data_to"] == "Jan 2020"


def test_what_stands_where_a_gap_belongs_and_is_none_is_told(make_book: MakeBook) -> None:
    rows = [["Measure", "Position", "To average", "Aspiration"], ["All crime", 1.0, True, "MSG Average"]]

    problems = update_msg(make_book({"MSG": rows})).problems

    assert [problem.what for problem in problems] == [
        "'TRUE' stands where a gap belongs.",
        "'All crime' has an aspiration, and neither a position nor a gap to judge it by.",
    ]


@pytest.mark.parametrize("name", [5.0, "#N/A"])
def test_a_force_whose_name_is_no_text_is_told_and_nobody_gets_a_position(
    make_book: MakeBook, name: object
) -> None:
    sheets = computed()
    sheets["MSG data"][4][0] = name

    result = update_msg(make_book(sheets))

    assert result.measures[0].position is None
    assert "MSG data!A5" in [problem.place for problem in result.problems]


@pytest.mark.parametrize("aspiration", ["N/A", "-", "(Not just police dependent)"])
def test_a_mark_for_none_is_no_aspiration(make_book: MakeBook, aspiration: str) -> None:
    result = update_msg(make_book(computed(Aspiration=aspiration)))

    assert result.measures[0].status == "No aspiration"
    assert result.problems == ()


def test_a_value_of_true_in_a_row_of_cells_is_no_heading(make_book: MakeBook) -> None:
    sheets = computed()
    sheets["MSG data"][1][3] = True

    assert update_msg(make_book(sheets)).measures[0].position == 4


def test_a_measure_and_a_force_that_are_there_twice_are_told_with_the_place_of_the_first(
    make_book: MakeBook,
) -> None:
    sheets = computed()
    sheets["MSG"].append(list(sheets["MSG"][1]))
    sheets["MSG data"].append(["AVON", None, 80.0, None])

    problems = update_msg(make_book(sheets)).problems

    assert [(p.place, p.what) for p in problems if "twice" in p.what] == [
        ("MSG data!A6", "The force 'AVON' is there twice, first in A3."),
        ("MSG!A3", "The measure 'All crime' is there twice, first in A2."),
    ]


def test_a_table_without_aspirations_gets_no_column_to_say_so(make_book: MakeBook) -> None:
    rows = [["Measure", "Unit", "Better", "Position", "Of"], ["All crime", "rate", "Lower", None, None]]
    book = make_book(computed() | {"MSG": rows})

    (measure,) = update_msg(book).measures

    assert (measure.position, measure.status) == (4, "No aspiration")
    headings = book.sheets["MSG"].used_range.value[0]
    assert headings[:5] == rows[0]
    assert "Value" in headings
    assert "Status" not in headings


def test_an_own_force_that_shares_its_cell_with_its_label_is_written_into_the_formulas(
    make_book: MakeBook,
) -> None:
    sheets = computed()
    del sheets["Policy"]
    sheets["Notes"] = [["Own force: Essex"]]
    book = make_book(sheets)

    (measure,) = update_msg(book).measures

    assert measure.position == 4
    assert book.sheets["MSG"]["E2"].formula.startswith('=MSG_RANK("Essex",')


@pytest.mark.parametrize(
    ("typed", "disagrees"),
    [("Below", False), ("not met", False), ("Below aspiration", False), ("Met", True), ("exceeded", True)],
)
def test_a_status_may_be_typed_short(make_book: MakeBook, typed: str, disagrees: bool) -> None:
    book = make_book(
        {
            "MSG": [
                ["Measure", "MSG position", "Forces", "Aspiration", "Status"],
                ["Burglary", 5, 8, "Best in MSG", typed],
            ]
        }
    )

    result = update_msg(book)

    assert [problem.cell for problem in result.problems] == (["E2"] if disagrees else [])
    assert book.sheets["MSG"]["E2"].value == typed

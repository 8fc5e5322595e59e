"""The Oversight Board's grade beside each command's own: in the grid's columns, from returns, and through the cycles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import ForceGrades, check, collate, generate_force_grades, headings, roll
from xlscore.books.files import workbook_file
from xlscore.cli.run import run
from xlscore.rules.grades import Grade

pytestmark = pytest.mark.cases

MakeBook = Callable[[Sheets], xw.Book]

BURGLARY: Final = ["Burglary", "O", "G", "G", "G", None]
ROBBERY: Final = ["Robbery", "O", None, "RI", "G", None]
MOVED: Final = "North from Outstanding to Good"


def with_rows(*heads: list[Any]) -> list[list[Any]]:
    return [["Cycle", "Cycle 13"], [], *heads, BURGLARY, ROBBERY]


ONE_ROW: Final = ["Area", "North", "North oversight", "South", "South oversight", "Final grade"]


def without_rationale(answer: ForceGrades) -> list[tuple[str, str]]:
    return [(p.place, p.what) for p in answer.problems if "rationale" not in p.what]


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param([ONE_ROW], id="one-row"),
        pytest.param([["Area", "North self", "North oversight", "South self", "South oversight", "Final grade"]], id="self-and-oversight"),
        pytest.param([["Area", "North (self)", "North (oversight)", "South (self)", "South (oversight)", "Board grade"]], id="in-brackets"),
        pytest.param([["Area", "North self-assessment", "North Oversight Board grade", "South self-assessment", "South Oversight Board grade", "Final grade"]], id="in-full"),
        pytest.param([["Area", "North grade", "Oversight grade of North", "South grade", "Oversight grade of South", "Final grade"]], id="the-other-way"),
        pytest.param([["Area", "North command", "North\noversight", "South command", "South\noversight", "Final grade"]], id="command"),
        pytest.param([["Area", "North", None, "South", None, "Final grade"], [None, "Self", "Oversight", "Self", "Oversight"]], id="under-the-commands"),
        pytest.param([["Area", "North", None, "South", None, "Final grade"], [None, "Self grade", "Oversight Board", "Self grade", "Oversight Board"]], id="in-full-under"),
        pytest.param([["Area", "North", "North", "South", "South", "Final grade"], [None, "Self", "Oversight", "Self", "Oversight"]], id="banner-repeated"),
    ],
)  # fmt: skip
def test_an_oversight_grade_of_a_command_holds_in_place_of_its_own(
    heads: list[list[Any]], make_book: MakeBook
) -> None:
    answer = generate_force_grades(make_book({"Grid": with_rows(*heads)}))

    burglary, robbery = answer.areas
    assert dict(burglary.commands) == {"North": "Good", "South": "Good"}
    assert dict(robbery.commands) == {"North": "Outstanding", "South": "Good"}
    assert (burglary.final, robbery.final) == (Grade.GOOD, Grade.GOOD)
    assert MOVED in burglary.why
    assert [change.command for change in robbery.moves.changes] == ["South"]
    assert not any("is not known" in problem.what for problem in answer.problems)


def test_commands_under_a_banner_for_each_board_are_read_as_pairs(make_book: MakeBook) -> None:
    heads = [
        ["Area", "Self", None, "Oversight", None, "Final grade"],
        [None, "North", "South", "North", "South"],
    ]
    rows = [["Burglary", "O", "G", "G", "G", None], ["Robbery", "O", "RI", None, "G", None]]

    answer = generate_force_grades(make_book({"Grid": [*heads, *rows]}))

    assert [dict(area.commands) for area in answer.areas] == [
        {"North": "Good", "South": "Good"},
        {"North": "Outstanding", "South": "Good"},
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ["Area", "North", "South", "West oversight", "PPU", "Final grade"],
        ["Area", "North", "North oversight", "South", "North Oversight Board", "Final grade"],
    ],
)
def test_an_oversight_column_of_nobody_or_a_second_one_is_asked_about(
    heads: list[str], make_book: MakeBook
) -> None:
    answer = generate_force_grades(make_book({"Grid": with_rows(heads)}))

    assert any("oversight" in p.what.casefold() and "is not known" in p.what for p in answer.problems)


def test_a_grade_changed_at_oversight_needs_its_reason_beside_it_or_in_the_table_of_changes(
    make_book: MakeBook,
) -> None:
    bare = generate_force_grades(make_book({"Grid": with_rows(ONE_ROW)}))
    reasons = [["Area", "North", "North oversight", "North reason", "South", "Final grade"], ["Burglary", "O", "G", "Same evidence", "G", None], ["Robbery", "G", "G", None, "G", None]]  # fmt: skip
    beside = generate_force_grades(make_book({"Grid": reasons}))
    changes = [
        ["Area", "Command", "From", "To", "By", "When", "Why"],
        ["Burglary", "North", "O", "G", "Oversight Board", "15 April 2019", "Same evidence"],
        ["Robbery", "South", "RI", "G", "Oversight Board", "15 April 2019", "New figures"],
    ]
    kept = generate_force_grades(make_book({"Grid": with_rows(ONE_ROW), "Grade changes": changes}))

    assert without_rationale(bare) == [
        ("Grid!C4", "Burglary: North changed from Outstanding to Good at oversight, without a reason."),
        ("Grid!E5", "Robbery: South changed from Requires Improvement to Good at oversight, without a reason."),
    ]  # fmt: skip
    assert (without_rationale(beside), without_rationale(kept)) == ([], [])
    assert beside.areas[0].moves.changes[0].why == "Same evidence"
    assert [len(area.moves.changes) for area in kept.areas] == [1, 1]


def test_a_change_that_begins_with_another_grade_than_the_command_gave_is_named(make_book: MakeBook) -> None:
    changes = [["Area", "Command", "From", "To", "By", "When", "Why"], ["Burglary", "North", "RI", "G", "ACC", "15 April 2019", "Evidence"]]  # fmt: skip

    answer = generate_force_grades(make_book({"Grid": with_rows(ONE_ROW), "Grade changes": changes}))

    said = "Burglary: North changed from Requires Improvement here, and gave itself Outstanding (Grid!B4)."
    assert ("Grade changes!C2", said) in [(p.place, p.what) for p in answer.problems]


def test_headings_says_how_the_columns_were_read(make_book: MakeBook) -> None:
    found = next(
        t for t in headings(make_book({"Grid": with_rows(ONE_ROW)})).tables if t.kind.startswith("grid")
    )

    assert found.commands == ("North", "South")
    assert found.one_each == ("North oversight", "South oversight")
    assert found.unread == ()


def returned(make_book: MakeBook, rows: list[list[Any]], command: str = "North") -> xw.Book:
    heads = ["Area", "Grade", "Evidence", "Oversight grade", "Oversight reason"]
    return make_book({"Return": [["Command", command], ["Cycle", "Cycle 13"], [], heads, *rows]})


BLANK: Final = [
    ["Cycle", "Cycle 13"],
    ONE_ROW,
    ["Burglary", None, None, None, None, None],
    ["Robbery", None, None, None, None, None],
]


def test_a_return_fills_both_columns_and_a_second_time_changes_nothing(make_book: MakeBook) -> None:
    book = make_book({"Grid": BLANK})
    rows = [["Burglary", "O", "Patrols", "G", "Same"], ["Robbery", "Good", None, None, None]]

    answer = collate(book, [returned(make_book, rows)])
    first = book.sheets["Grid"].range("A3:F4").value
    again = collate(book, [returned(make_book, rows)])

    assert first == [
        ["Burglary", "Outstanding", "Good", None, None, None],
        ["Robbery", "Good", None, None, None, None],
    ]
    assert book.sheets["Grid"].range("A3:F4").value == first
    assert (answer.taken, again.taken) == ({"North": 3}, {"North": 0})
    assert again.changed == ()
    kept = book.sheets["Grade changes"].used_range.value
    assert kept[1:] == [
        ["Cycle 13", "Burglary", "North", "Outstanding", "Good", "Oversight Board", None, "Same"]
    ]
    assert [what for _, what in without_rationale(generate_force_grades(book))] == [
        "Burglary: North changed from Outstanding to Good, without a date."
    ]


def test_what_a_return_changes_without_a_word_of_why_is_asked_for(make_book: MakeBook) -> None:
    book = make_book({"Grid": BLANK})

    collate(book, [returned(make_book, [["Burglary", "O", None, "G", None]])])

    assert "Grade changes" not in [sheet.name for sheet in book.sheets]
    assert [
        place for place, what in without_rationale(generate_force_grades(book)) if "oversight" in what
    ] == ["Grid!C3"]


def test_a_later_return_brings_the_oversight_grade_up_to_date_and_a_typed_one_stays(
    make_book: MakeBook,
) -> None:
    book = make_book({"Grid": BLANK})
    collate(
        book,
        [returned(make_book, [["Burglary", "O", None, "G", "Same"], ["Robbery", "O", None, "G", "Same"]])],
    )
    book.sheets["Grid"].range("C4").value = "RI"

    answer = collate(
        book, [returned(make_book, [["Burglary", "O", None, "RI", "New"], ["Robbery", "O", None, "O", ""]])]
    )

    assert book.sheets["Grid"].range("C3:C4").value == ["Requires Improvement", "RI"]
    assert [
        p.place
        for p in answer.problems
        if p.what.startswith("RI stands here, and the return says Outstanding")
    ] == ["Grid!C4"]


def test_two_returns_that_disagree_on_the_oversight_grade_and_an_unknown_area_are_named(
    make_book: MakeBook,
) -> None:
    book = make_book({"Grid": BLANK})
    one = returned(make_book, [["Burglary", "O", None, "G", "Same"], ["Burglry", None, None, "G", "Same"]])
    other = returned(make_book, [["Burglary", "O", None, "RI", "Same"]])

    answer = collate(book, [one, other])

    assert book.sheets["Grid"].range("B3:C3").value == ["Outstanding", None]
    assert (answer.graded_twice, answer.unknown_areas) == (("North: Burglary",), ("Burglry",))


def test_the_next_cycle_keeps_both_grades_and_clears_both_columns(make_book: MakeBook) -> None:
    book = make_book({"Grid": with_rows(ONE_ROW)})
    generate_force_grades(book)

    roll(book, "Cycle 14")

    kept = {tuple(row[1:4]) for row in book.sheets["Grade history"].used_range.value}
    assert ("Burglary", "North", "O") in kept
    assert ("Burglary", "North, Oversight Board", "Good") in kept
    assert book.sheets["Grid"].range("B4:E5").value == [[None] * 4] * 2


@pytest.mark.parametrize("kind", ["balanced-scorecard", "command-return"])
def test_a_template_with_oversight_has_its_columns_and_is_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"

    assert run(["new", kind, str(path), "--oversight"]) == 0

    with workbook_file(path, save=False) as book:
        found = headings(book)
        assert check(book).problems == () or kind == "command-return"
    table = next(t for t in found.tables if t.kind.startswith(("grid", "command's")))
    assert table.unread == ()
    if kind == "command-return":
        assert table.columns["oversight"] == "Oversight grade"
    else:
        assert table.one_each[0] == "Command 1 oversight"


def test_a_scorecard_of_threats_has_no_oversight(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "threat-impact", str(tmp_path / "ours.xlsx"), "--oversight"]) == 2

    assert "has no commands' grades" in capsys.readouterr().err

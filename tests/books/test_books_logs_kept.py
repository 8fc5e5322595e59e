"""What a log knows from run to run and from sheet to sheet: its numbers, its proposals, its ages, its colours."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlwings as xw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.table import Table as ExcelTable

from tests.support.processor_time import assert_grows_with_size
from tests.support.properties import examples
from xlscore.books import keep_logs
from xlscore.engine import open_book

MakeBook = Callable[[dict[str, Sequence[Sequence[Any]]]], xw.Book]
AT: Final = "2019-11-28"
HEADINGS: Final = ["No.", "Date", "Action", "Owner", "Due", "Update", "Status"]
BRIEFING: Final = ["Issue", "Raised", "Source", "Action tasked", "Owner", "Update", "Resolution", "Closed"]


def day(year: int, month: int, number: int) -> datetime.datetime:
    return datetime.datetime(year, month, number)


def action(number: Any, words: str = "Patrols", status: str = "Open", due: Any = None) -> list[Any]:
    return [number, day(2019, 10, 1), words, "North", due, "Begun", status]


def log(*rows: list[Any]) -> list[list[Any]]:
    return [HEADINGS, *rows]


def numbers(book: xw.Book, sheet: str, last: int) -> list[Any]:
    value = book.sheets[sheet].range((2, 1), (last, 1)).options(ndim=1).value
    return list(value)


def what(found: Any) -> list[str]:
    return [problem.what for problem in found.problems]


def test_a_number_of_a_row_without_an_action_is_used_all_the_same(make_book: MakeBook) -> None:
    book = make_book({"Actions": log(action("1/19"), ["2/19", None, None, "North"], action(None, "Letters"))})

    found = keep_logs(book, AT)

    assert [a.number for a in found.actions] == ["1/19", "3/19"]
    assert found.next == "4/19"


def test_in_a_log_whose_numbers_cannot_be_read_none_is_given(make_book: MakeBook) -> None:
    book = make_book({"Actions": log(action(4.19), action("see minutes"), action(None, "Letters"))})

    found = keep_logs(book, AT)

    assert (numbers(book, "Actions", 4)[2], found.next) == (None, "")
    assert what(found)[-1].startswith("None of the log's numbers can be read")
    assert "next number" not in " ".join(found.sentences())


def test_a_date_of_a_year_to_come_is_no_number(make_book: MakeBook) -> None:
    found = keep_logs(make_book({"Actions": log(action("1/19"), action(day(2026, 11, 1)))}), AT)

    assert what(found) == ["The number of the action is the day 1 November 2026."]
    assert found.next == "2/19"


def test_plain_numbers_stay_numbers(make_book: MakeBook) -> None:
    book = make_book({"Actions": log(action(1), action(2), action(None, "Letters"))})

    keep_logs(book, AT)

    assert numbers(book, "Actions", 4) == [1, 2, 3]


def test_below_each_meeting_s_row_numbers_begin_anew_where_the_log_does_so(make_book: MakeBook) -> None:
    rows = [
        ["No.", "Action", "Owner", "Status"],
        ["Meeting of 26 September 2019", None, None, None],
        [1, "Patrols", "North", "Open"],
        [2, "Letters", "North", "Open"],
        ["Meeting of 31 October 2019", None, None, None],
        [1, "Survey", "North", "Open"],
        [None, "Return", "North", "Open"],
    ]

    found = keep_logs(make_book({"Actions": rows}), AT)

    assert ([a.number for a in found.actions], what(found)) == (["1", "2", "1", "2"], [])


@pytest.mark.parametrize(("closed", "given_"), [("9/19", "10/19"), ("1/19", "2/19")])
def test_closed_actions_on_a_sheet_of_their_own_are_one_series_and_another_board_s_log_is_not(
    make_book: MakeBook, closed: str, given_: str
) -> None:
    other = log(action(closed, "Survey", "Closed"))
    book = make_book({"Open": log(action("1/19"), action(None, "Letters")), "Others": other})

    found = keep_logs(book, AT, sheet="Open")

    assert [a.number for a in found.actions] == ["1/19", given_]


@pytest.mark.parametrize(
    "total",
    [["Total", None, 2, None, None, None, None], [None, None, "Total open: 2", None, None, None, None]],
)
def test_a_total_below_the_actions_is_no_action(make_book: MakeBook, total: list[Any]) -> None:
    book = make_book({"Actions": log(action("1/19"), total)})

    found = keep_logs(book, AT)

    assert ([a.number for a in found.actions], what(found), found.next) == (["1/19"], [], "2/19")


def test_actions_of_the_same_words_have_their_own_ages(make_book: MakeBook) -> None:
    book = make_book({"Actions": log(action("1/19", due=day(2019, 11, 1)), action("2/19"), action(None))})

    keep_logs(book, AT)
    again = keep_logs(book, "2019-12-19")

    assert book.sheets["Actions"]["H2:I4"].value == [[79, "Overdue"], [79, None], [79, None]]
    assert what(again) == []


def test_the_age_of_an_action_or_issue_in_other_words_goes_on(make_book: MakeBook) -> None:
    rows = log(action("1/19", due=day(2019, 11, 1)))
    book = make_book({"Actions": rows, "Briefing": [BRIEFING]})
    keep_logs(book, AT)
    book.sheets["Actions"]["C2"].value = "Patrols in the west"
    book.sheets["Briefing"]["A2"].value = "Late again"

    found = keep_logs(book, "2019-12-19")

    assert (book.sheets["Actions"]["H2"].value, book.sheets["Briefing"]["I2"].value) == (79, 21)
    assert what(found) == []


@pytest.mark.parametrize(
    "edit",
    [
        {"A2": "Other words", "G2": "Declined"},
        {"A2": "Other words", "D2": "Asked", "H2": day(2019, 11, 28)},
        {f"{column}2": None for column in "ABCDEFGHI"},
    ],
    ids=["declined in other words", "accepted and closed", "deleted"],
)
def test_what_was_proposed_is_not_proposed_again_whatever_became_of_it(
    make_book: MakeBook, edit: dict[str, Any]
) -> None:
    book = make_book(
        {"Actions": log(action("1/19", due=day(2019, 11, 1))), "Briefing": [BRIEFING], "New": [["x"]]}
    )
    keep_logs(book, AT)
    for cell, value in edit.items():
        book.sheets["Briefing"][cell].value = value

    found = keep_logs(book, "2020-01-30")

    assert [issue for issue in found.briefing if issue.proposed] == []
    assert book.sheets["Briefing"]["A3"].value is None


def test_a_declined_proposal_does_not_return_when_the_log_moved_to_another_sheet(make_book: MakeBook) -> None:
    book = make_book(
        {"Actions": log(action("1/19", due=day(2019, 11, 1))), "Briefing": [BRIEFING], "Moved": [["x"]]}
    )
    keep_logs(book, AT)
    book.sheets["Briefing"]["A1:I2"].value = [[None] * 9] * 2
    book.sheets["Moved"]["A1:H1"].value = BRIEFING

    assert keep_logs(book, AT).briefing == ()


def test_a_column_that_is_added_has_its_colours_and_a_person_s_own_keeps_its_looks(
    make_book: MakeBook,
) -> None:
    own = [[*HEADINGS, "Overdue"], [*action("1/19", due=day(2019, 11, 1)), None]]
    late = log(action("1/19", due=day(2019, 11, 1)))
    added, theirs = make_book({"Actions": late}), make_book({"Actions": own})

    for book in (added, theirs):
        keep_logs(book, AT)
        keep_logs(book, AT)

    assert len(list(added.sheets["Actions"]["I2"].conditional_formats)) == 2
    assert theirs.sheets["Actions"]["H2"].value == "Overdue"
    assert list(theirs.sheets["Actions"]["H2"].conditional_formats) == []


def test_a_blank_meeting_below_the_last_date_is_one_to_be_agreed(make_book: MakeBook) -> None:
    head = ["Meeting", "Item", "Lead"]
    rows = [
        [day(2019, 12, 19), "Grades", "North"],
        [day(2020, 1, 30), "Force", "North"],
        [None, "Victims", "South"],
    ]
    grouped = [
        [day(2019, 12, 19), "Grades", "North"],
        [None, "Force", "North"],
        [day(2020, 1, 30), "Victims", "South"],
    ]

    one, two = (keep_logs(make_book({"Plan": [head, *each]}), AT).plan for each in (rows, grouped))

    assert one is not None
    assert two is not None
    assert one.undated == ("Victims",)
    assert [(str(on), [i.item for i in items]) for on, items in two.meetings] == [
        ("2019-12-19", ["Grades", "Force"]),
        ("2020-01-30", ["Victims"]),
    ]


@pytest.mark.parametrize("kind", ["Deep dives", "Horizon"])
def test_deep_dives_and_the_horizon_work_by_themselves(make_book: MakeBook, kind: str) -> None:
    alone = {
        "Deep dives": [["Quarter", "Objective", "Status"], ["Q1 2019/20", "Burglary", "Done"]],
        "Horizon": [["Title", "Summary", "Until"], ["A review", "Begins", "Dec 2019"]],
    }

    found = keep_logs(make_book({kind: alone[kind]}), AT)

    assert (len(found.dives), len(found.horizon)) == ((1, 0) if kind == "Deep dives" else (0, 1))
    assert found.sentences() != []


def test_health_that_cannot_be_judged_any_more_has_no_status_left(make_book: MakeBook) -> None:
    book = make_book(
        {"Health": [["Measure", "Kind", "Better", "Target", "Actual"], ["Sickness", "Level", "Lower", 4, 3]]}
    )
    keep_logs(book, AT)
    book.sheets["Health"]["B2"].value = "Shade"

    keep_logs(book, AT)

    assert book.sheets["Health"]["F2:G2"].value == [None, None]


@settings(
    max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "1/19", "47/19", "047/19", "No. 3/19", "2019/5", "4/18", "soon"]),
            st.sampled_from([None, day(2018, 12, 31), day(2019, 1, 1), "March 2019"]),
            st.sampled_from(["Patrols", "Letters", "Survey"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_was_typed_stays_and_numbers_are_given_once_and_in_order(
    make_book: MakeBook, rows: list[tuple[Any, ...]]
) -> None:
    typed = [[number, raised, words, "North", None, "x", "Open"] for number, raised, words in rows]
    book = make_book({"Actions": log(*typed)})

    found = keep_logs(book, AT)
    after = book.sheets["Actions"].range((2, 1), (len(typed) + 1, 7)).options(ndim=2).value
    again = keep_logs(book, AT)

    assert [row[1:] for row in after] == [row[1:] for row in typed]
    assert all(new[0] == old[0] for new, old in zip(after, typed, strict=True) if old[0] is not None)
    assert again.next == found.next
    assert [a.number for a in again.actions] == [a.number for a in found.actions]
    fresh = [a.inputs.number for a, old in zip(found.actions, typed, strict=True) if old[0] is None]
    there = {
        a.inputs.number.mark_of
        for a, old in zip(found.actions, typed, strict=True)
        if old[0] and a.inputs.number
    }
    marks = [number.mark_of for number in fresh if number is not None]
    assert len(set(marks)) == len(marks)
    assert not set(marks) & there
    for year in {mark[1] for mark in marks}:
        of_year = [mark[2] for mark in marks if mark[1] == year]
        assert of_year == sorted(of_year)


def test_a_long_action_and_one_of_which_nothing_else_is_known_yet_are_actions(make_book: MakeBook) -> None:
    long = "Say how often and where the units go, and what it costs. " * 8
    bare = [None, None, "Bring the figures of the pilot.", None, None, None, None]

    found = keep_logs(make_book({"Actions": log(action("1/19", long), bare)}), AT)

    assert ([a.number for a in found.actions], what(found)) == (["1/19", "2/19"], [])


def test_a_proposal_adds_no_column_but_the_age_and_a_table_of_excel_takes_it_in(
    make_file: Callable[..., Path],
) -> None:
    path = make_file(
        {
            "Actions": log(action("1/19", due=day(2019, 11, 1))),
            "Ours": [["Issue", "Raised", "Source", "Resolution"], ["Known", day(2019, 11, 1), "Board", None]],
        }
    )
    workbook = openpyxl.load_workbook(path)
    workbook["Ours"].add_table(ExcelTable(displayName="Ours", ref="A1:D2"))
    workbook.save(path)

    with open_book(path) as book:
        keep_logs(book, AT)
        head, *_, last = book.sheets["Ours"]["A1:F3"].value
        over = book.sheets["Ours"].tables[0].range.address

    assert head == ["Issue", "Raised", "Source", "Resolution", "Age (days)", None]
    assert last[:1] == ["Action 1/19 is overdue: Patrols"]
    assert over == "$A$1:$E$3"


@pytest.mark.slow
def test_two_thousand_actions_cost_as_much_as_their_number(make_file: Callable[..., Path]) -> None:
    def keep(number: int) -> Callable[[], None]:
        rows = [
            [
                None if n % 7 == 0 else f"{n % 400 + 1}/{14 + n * 6 // number}",
                day(2014 + n * 6 // number, 1 + n % 12, 1 + n % 28),
                f"Patrols in ward {n}",
                f"Unit {n % 9}",
                day(2015 + n * 6 // number, 1 + n % 12, 1 + n % 28),
                "Begun",
                "Open" if n % 20 == 0 else "Closed",
            ]
            for n in range(number)
        ]
        path = make_file({"Actions": log(*rows)})

        def kept() -> None:
            with open_book(path) as book:
                keep_logs(book, AT)

        return kept

    assert_grows_with_size(keep, 250, 2000)


def test_a_row_of_a_person_s_below_the_issues_keeps_its_looks(make_book: MakeBook) -> None:
    total = ["Total", day(2019, 11, 1), None, None, None, None, None, None]
    known = ["Known", day(2019, 11, 1), "Board", "Patrols", None, None, None, None]
    book = make_book(
        {"Actions": log(action("1/19", due=day(2019, 11, 1))), "Briefing": [BRIEFING, known, total]}
    )

    keep_logs(book, AT)

    assert book.sheets["Briefing"]["A3:B4"].value == [
        ["Total", day(2019, 11, 1)],
        ["Action 1/19 is overdue: Patrols", day(2019, 11, 28)],
    ]


@pytest.mark.parametrize("edit", [{"C2": "Other words"}, {f"{column}2": None for column in "ABCDEFG"}])
def test_a_second_run_changes_no_byte_after_an_action_was_reworded_or_deleted(
    make_file: Callable[..., Path], edit: dict[str, Any]
) -> None:
    path = make_file({"Actions": log(action(None), action(None, "Letters", due=day(2019, 11, 1)))})
    written = []
    for step in range(3):
        with open_book(path) as book:
            keep_logs(book, AT)
            if step == 0:
                for cell, value in edit.items():
                    book.sheets["Actions"][cell].value = value
            book.save(path)
        written.append(path.read_bytes())

    assert written[1] == written[2]

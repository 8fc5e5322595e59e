"""A board's actions: their numbers, what is open and overdue, and what in a log cannot be right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.figures import Source
from xlscore.rules.logs.actions import judge_actions
from xlscore.rules.logs.doubts import links_in
from xlscore.rules.logs.due import read_due
from xlscore.rules.logs.numbers import LogNumber, NumberedRow, number_rows, read_number, scoped
from xlscore.rules.logs.records import ActionInputs, Status
from xlscore.rules.logs.status import read_status

MEETING = date(2019, 11, 28)

THE_LOG = [
    ("36/19", "Closed", "The report was sent to the Board."),
    ("43/19", "Open", "A first draft is there."),
    ("44/19", "Closed", "Done in October."),
    ("45/19", "Closed", "Taken into another action."),
    ("46/19", "Closed", "Agreed."),
    ("47/19", "Closed", "Explained at the meeting."),
]
"""The actions that the Essex Police performance board of November 2019 went through: their numbers and states, in words of ours."""


def action(row: int = 2, number: str = "1/19", **told: Any) -> ActionInputs:
    told = {"action": "Report on response times", "raised": date(2019, 9, 26), "status": "Open", **told}
    return ActionInputs(row, Source("Actions", f"A{row}"), read_number(number), **told)


def test_the_published_log_goes_on_with_48_and_49() -> None:
    rows = [NumberedRow(n, read_number(number), asks=False) for n, (number, _, _) in enumerate(THE_LOG, 2)]
    new = [NumberedRow(n, None, asks=True, day=MEETING) for n in (8, 9)]

    numbers, to_come = number_rows([*rows, *new], (), MEETING, 4)

    assert [numbers[row].text for row in (8, 9)] == ["48/19", "49/19"]
    assert to_come.text == "50/19"


def test_the_published_log_has_one_open_action_and_one_that_is_linked_to_itself() -> None:
    told = [
        action(n, number, status=status, update=update, linked="Linked to 45/19" if number == "45/19" else "")
        for n, (number, status, update) in enumerate(THE_LOG, 2)
    ]

    results, doubts = judge_actions(told, MEETING)

    assert [result.number for result in results if result.status is Status.OPEN] == ["43/19"]
    assert [(doubt.row, doubt.field, doubt.what) for doubt in doubts] == [
        (5, "linked", "Action 45/19 is linked to itself.")
    ]


@pytest.mark.parametrize(
    ("latest", "day", "expected"),
    [
        ("47/19", date(2019, 12, 31), "48/19"),
        ("47/19", date(2020, 1, 2), "1/20"),
        ("PB 007/2019", date(2019, 12, 1), "PB 008/2019"),
        ("2019/047", date(2019, 12, 1), "2019/048"),
        ("2019-12", date(2019, 12, 1), "2019-13"),
        ("12/2019-20", date(2020, 3, 31), "13/2019-20"),
        ("12/2019-20", date(2020, 4, 1), "1/2020-21"),
        ("12/19-20", date(2020, 2, 1), "13/19-20"),
        ("9 / 19", date(2019, 12, 1), "10 / 19"),
        ("A099", date(2021, 1, 1), "A100"),
        ("17", date(2021, 1, 1), "18"),
    ],
)
def test_a_new_number_has_the_form_of_the_latest(latest: str, day: date, expected: str) -> None:
    rows = [NumberedRow(2, read_number(latest), asks=False), NumberedRow(3, None, asks=True, day=day)]

    numbers, _ = number_rows(rows, (), MEETING, 4)

    assert numbers[3].text == expected


def test_a_number_whose_row_was_deleted_is_not_given_again() -> None:
    rows = [NumberedRow(2, read_number("47/19"), asks=False), NumberedRow(3, None, asks=True, day=MEETING)]

    numbers, _ = number_rows(rows, [LogNumber(52, 2019)], MEETING, 4)

    assert numbers[3].text == "53/19"


def test_a_number_that_excel_made_a_date_is_read() -> None:
    assert read_number(date(2019, 4, 1)) == read_number("4/19")


@pytest.mark.parametrize(
    "text", ["", "to be given", "0/19", "47/19 and 48/19", "12/19-21", "Action", None, True, 0, 2.5]
)
def test_what_is_no_number_is_none(text: object) -> None:
    assert read_number(text) is None


@given(
    st.lists(st.tuples(st.integers(1, 300), st.integers(2015, 2020)), max_size=30),
    st.lists(st.dates(date(2015, 1, 1), date(2021, 12, 31)), min_size=1, max_size=30),
)
def test_numbers_are_unique_and_increase_within_a_year(used: list[tuple[int, int]], days: list[date]) -> None:
    rows = [NumberedRow(n, LogNumber(number, year), asks=False) for n, (number, year) in enumerate(used)]
    asking = [NumberedRow(len(rows) + n, None, asks=True, day=day) for n, day in enumerate(days)]

    numbers, to_come = number_rows([*rows, *asking], (), MEETING, 4)

    given_ = [*numbers.values(), to_come]
    assert len({number.mark_of for number in given_} | {LogNumber(*pair).mark_of for pair in used}) == len(
        given_
    ) + len(set(used))
    for year in {number.year for number in given_}:
        of_year = [number.number for number in numbers.values() if number.year == year]
        assert of_year == sorted(of_year)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (date(2024, 3, 5), date(2024, 3, 5)),
        ("End of March 2024", date(2024, 3, 31)),
        ("end Feb 2024", date(2024, 2, 29)),
        ("March 2024", date(2024, 3, 31)),
        ("by 5th March 2024", date(2024, 3, 5)),
        ("05/03/2024", date(2024, 3, 5)),
        ("ASAP", None),
        ("Ongoing", None),
        ("tba", None),
        ("31/02/2024", None),
        ("next meeting", None),
    ],
)
def test_a_day_of_an_action_is_read_as_logs_write_it(typed: object, expected: date | None) -> None:
    assert read_due(typed) == expected


@pytest.mark.parametrize(
    ("due", "status", "overdue"),
    [
        (date(2019, 11, 27), "Open", True),
        (MEETING, "Open", False),
        (date(2019, 11, 27), "Closed", False),
        (None, "Open", False),
    ],
)
def test_overdue_is_what_was_due_before_the_meeting_and_is_open(
    due: date | None, status: str, overdue: bool
) -> None:
    (result,), _ = judge_actions([action(due=due, status=status, update="Said")], MEETING)

    assert result.overdue is overdue


@pytest.mark.parametrize(
    ("told", "age"),
    [({}, 63), ({"status": "Closed", "closed": date(2019, 10, 1)}, 5), ({"raised": None}, None)],
)
def test_age_is_in_days_and_ends_with_the_closing(told: dict[str, Any], age: int | None) -> None:
    (result,), _ = judge_actions([action(update="Said", **told)], MEETING)

    assert result.age == age


@pytest.mark.parametrize(
    ("update", "closed"),
    [
        ("Closed: the paper was sent", True),
        ("Complete.", True),
        ("Completed on 3 October", True),
        ("Not complete", False),
        ("Complete by March", False),
        ("Complete. Is anything else asked?", True),
        ("Closely watched", False),
        ("", False),
    ],
)
def test_without_a_column_of_status_an_update_that_says_so_closes(update: str, closed: bool) -> None:
    (result,), _ = judge_actions([action(status=None, update=update)], MEETING)

    assert (result.status is Status.CLOSED) is closed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Closed", Status.CLOSED),
        ("CLOSED - agreed", Status.CLOSED),
        ("Discharged", Status.CLOSED),
        ("Not started", Status.OPEN),
        ("Not complete", Status.OPEN),
        ("Partially complete", Status.OPEN),
        ("On-going", Status.OPEN),
        ("", Status.OPEN),
        ("Purple", None),
        ("Complete by March", None),
        ("Complete - 50%", None),
        ("Complete (100%)", Status.CLOSED),
        ("Closed?", None),
        ("Closed, subject to the audit", None),
        ("Closed - not needed", Status.CLOSED),
        ("Completed by 3 October", Status.CLOSED),
    ],
)
def test_a_status_is_read_as_logs_write_it(text: str, expected: Status | None) -> None:
    assert read_status(text) is expected


@pytest.mark.parametrize(
    ("told", "field", "says"),
    [
        ({"status": "Closed"}, "update", "Action 1/19 is closed without an update."),
        ({"status": "Purple"}, "status", "'Purple' says neither open nor closed, so action 1/19 counts as open."),
        ({"linked": "9/19"}, "linked", "Action 1/19 is linked to 9/19, which is no action of this log."),
        ({"linked": "see the minutes"}, "linked", "'see the minutes' names no action."),
        ({"due_text": "ASAP"}, "due", "Action 1/19 is due 'ASAP', which names no day: it is never overdue."),
        ({"due_text": "31/02/2020"}, "due", "Action 1/19 is due '31/02/2020', which is no day that can be read: it is never overdue."),
        ({"due": date(2019, 9, 1)}, "due", "Action 1/19 was due on 1 September 2019, before it was raised on 26 September 2019."),
        (
            {"closed": date(2019, 9, 1), "status": "Closed", "update": "Said"},
            "closed",
            "Action 1/19 was closed on 1 September 2019, before it was raised on 26 September 2019.",
        ),
        ({"closed": date(2019, 10, 1)}, "closed", "Action 1/19 is open and has 1 October 2019 as the day of its closing."),
        ({"raised": date(2020, 1, 5)}, "raised", "Action 1/19 was raised on 5 January 2020, after 28 November 2019."),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_at_its_cell(told: dict[str, Any], field: str, says: str) -> None:
    _, doubts = judge_actions([action(**told)], MEETING)

    assert [(doubt.field, doubt.what) for doubt in doubts] == [(field, says)]


def test_a_number_that_is_there_twice_is_said_at_both() -> None:
    _, doubts = judge_actions([action(2, "4/19"), action(3, "04/2019")], MEETING)

    assert [(doubt.row, doubt.what) for doubt in doubts] == [
        (2, "Action 4/19 is there 2 times."),
        (3, "Action 04/2019 is there 2 times."),
    ]


def test_a_link_to_an_action_that_was_deleted_is_one_to_an_action() -> None:
    _, doubts = judge_actions([action(linked="9/19")], MEETING, [LogNumber(9, 2019)])

    assert doubts == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45/19", ["45/19"]),
        ("Linked to 45/19 and 46/19", ["45/19", "46/19"]),
        ("PB 45/2019; PB 46/2019", ["PB 45/2019", "PB 46/2019"]),
        ("17", ["17"]),
        ("minutes", []),
    ],
)
def test_links_are_the_numbers_that_a_cell_names(text: str, expected: list[str]) -> None:
    assert [link.text for link in links_in(text)] == expected


@pytest.mark.parametrize(
    ("one", "two"),
    [("47/19", "47/2019"), ("47/19", "47-19"), ("47/19", "047/19"), ("47/19", "No. 47/19"), ("PB 7/19", "pb-007/2019"), ("19/047", "47/19")],
)  # fmt: skip
def test_spellings_of_one_number_are_one(one: str, two: str) -> None:
    first, second = read_number(one), read_number(two)

    assert first is not None
    assert second is not None
    assert first.mark_of == second.mark_of


@pytest.mark.parametrize(
    ("latest", "following", "next_year"),
    [
        ("19/047", "19/048", "20/001"),
        ("19/100", "19/101", "20/001"),
        ("No. 48/19", "No. 49/19", "No. 1/20"),
        ("047/19", "048/19", "001/20"),
    ],
)
def test_a_form_stays_itself_into_the_next_year(latest: str, following: str, next_year: str) -> None:
    rows = [
        NumberedRow(2, read_number(latest), asks=False),
        NumberedRow(3, None, asks=True, day=date(2019, 12, 31)),
        NumberedRow(4, None, asks=True, day=date(2020, 1, 1)),
    ]

    numbers, _ = number_rows(rows, (), MEETING, 4)

    assert [numbers[3].text, numbers[4].text] == [following, next_year]
    assert all(read_number(number.text) == number for number in numbers.values())


@given(
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["", "1", "2", "3", "7"])), max_size=14),
)
def test_numbers_below_a_meeting_s_row_are_unique_in_it(told: list[tuple[int, str]]) -> None:
    days = [date(2019, 9, 26), date(2019, 10, 31), MEETING]
    ordered = sorted(told, key=lambda each: each[0])
    rows = scoped(
        [
            NumberedRow(n, read_number(text), asks=not text, meeting=days[which])
            for n, (which, text) in enumerate(ordered)
        ]
    )

    given_, _ = number_rows(rows, (), MEETING, 4)

    marks = [number.mark_of for number in given_.values()]
    assert len(set(marks)) == len(marks)
    assert not set(marks) & {row.number.mark_of for row in rows if row.number is not None}


def test_plain_numbers_that_go_on_through_the_meetings_are_not_begun_anew() -> None:
    one, two = date(2019, 9, 26), date(2019, 10, 31)
    rows = [
        NumberedRow(3, LogNumber(7, None), asks=False, meeting=one),
        NumberedRow(5, LogNumber(8, None), asks=False, meeting=two),
        NumberedRow(6, None, asks=True, meeting=two),
    ]

    numbers, to_come = number_rows(scoped(rows), (), MEETING, 4)

    assert (numbers[6].text, to_come.text) == ("9", "10")


@pytest.mark.parametrize("update", ["-", "n/a", "None", " – ", "No update."])
def test_a_dash_is_no_update(update: str) -> None:
    _, doubts = judge_actions([action(status="Closed", update=update)], MEETING)

    assert [doubt.what for doubt in doubts] == ["Action 1/19 is closed without an update."]


@pytest.mark.parametrize("linked", ["-", "n/a", "None", ""])
def test_a_dash_is_no_link(linked: str) -> None:
    assert judge_actions([action(linked=linked)], MEETING)[1] == ()


@pytest.mark.parametrize(
    ("told", "field", "says"),
    [
        ({"closed": date(2019, 12, 1), "status": "Closed", "update": "Said"}, "closed", "Action 1/19 was closed on 1 December 2019, after 28 November 2019."),
        ({"level": "Board", "escalated": date(2019, 9, 1), "tells_when": True}, "escalated", "Action 1/19 was escalated on 1 September 2019, before it was raised on 26 September 2019."),
        ({"level": "Board", "escalated": date(2019, 12, 1), "tells_when": True}, "escalated", "Action 1/19 was escalated on 1 December 2019, after 28 November 2019."),
        ({"linked": "01/2019"}, "linked", "Action 1/19 is linked to itself."),
    ],
)  # fmt: skip
def test_a_day_to_come_and_an_escalation_before_its_time_are_said(
    told: dict[str, Any], field: str, says: str
) -> None:
    _, doubts = judge_actions([action(**told)], MEETING)

    assert [(doubt.field, doubt.what) for doubt in doubts] == [(field, says)]


@pytest.mark.parametrize(
    "told", [{"raised": date(2020, 1, 5)}, {"closed": date(2019, 9, 1), "status": "Closed"}]
)
def test_an_action_that_ends_before_it_begins_has_no_age(told: dict[str, Any]) -> None:
    (result,), _ = judge_actions([action(**told)], MEETING)

    assert result.age is None


def test_a_plain_number_of_any_meeting_may_be_linked_to() -> None:
    one, two = date(2019, 9, 26), date(2019, 10, 31)
    told = [
        replace(action(3), number=LogNumber(2, None, scope=one)),
        replace(action(5, linked="2; 9"), number=LogNumber(1, None, scope=two)),
    ]

    assert [doubt.what for doubt in judge_actions(told, MEETING)[1]] == [
        "Action 1 is linked to 9, which is no action of this log."
    ]

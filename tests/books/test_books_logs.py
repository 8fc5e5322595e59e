"""The logs: numbers given, ages, the next agenda, proposals made once, what a person typed kept, other forces' layouts found."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xlscore.books import BookError, Logs, check, headings, keep_logs, refresh
from xlscore.books.files import workbook_file

MakeBook = Callable[[dict[str, Sequence[Sequence[Any]]]], xw.Book]
AT = "2019-11-28"
HEADINGS = ["No.", "Raised at", "Date", "Action", "Owner", "Due", "Update", "Status", "Closed", "Linked to"]


def day(year: int, month: int, number: int) -> datetime.datetime:
    return datetime.datetime(year, month, number)


RAISED = day(2019, 10, 31)
LOG = [
    HEADINGS,
    ["36/19", "Board", day(2019, 7, 25), "Recording of crime", "Performance", None, "Given", "Closed", day(2019, 11, 28), None],
    ["43/19", "Board", day(2019, 9, 26), "Question in the survey", "Communications", day(2019, 11, 1), "Asked for", "Open", None, None],
    ["44/19", "Board", day(2019, 9, 26), "Figures of the pilot", "Policing", None, "Given", "Closed", day(2019, 11, 28), None],
    ["45/19", "Board", RAISED, "Cost of overtime", "Finance", None, "Elsewhere", "Closed", day(2019, 11, 28), "Linked to 45/19"],
    ["46/19", "Board", RAISED, "Definition of harm", "Performance", None, "Agreed", "Closed", day(2019, 11, 28), None],
    ["47/19", "Board", RAISED, "Fall in outcomes", "Crime", None, "Explained", "Closed", day(2019, 11, 28), None],
    [None, "Board", day(2019, 11, 28), "Trend by district", "Performance", day(2020, 1, 30), None, "Open", None, None],
    [None, "Board", day(2019, 11, 28), "Letter to the partners", "Policing", "End of January 2020", None, "Open", None, None],
]  # fmt: skip


def kept(make_book: MakeBook, sheets: dict[str, Any], at: str = AT) -> tuple[Logs, xw.Book]:
    book = make_book(sheets)
    return keep_logs(book, at), book


def told(found: Any) -> list[tuple[str, str, str]]:
    return [(p.sheet, p.cell, p.what) for p in found.problems]


def test_the_published_log_is_numbered_on_and_its_fault_is_said(make_book: MakeBook) -> None:
    found, book = kept(make_book, {"Actions": LOG})

    assert book.sheets["Actions"]["A8:A9"].value == ["48/19", "49/19"]
    assert (found.next, [a.number for a in found.open]) == ("50/19", ["43/19", "48/19", "49/19"])
    assert told(found) == [("Actions", "J5", "Action 45/19 is linked to itself.")]
    assert book.sheets["Actions"]["K1:L4"].value == [
        ["Age (days)", "Overdue"],
        [126, None],
        [63, "Overdue"],
        [63, None],
    ]


def test_the_next_agenda_lists_open_actions_by_owner_and_what_was_closed(make_book: MakeBook) -> None:
    _, book = kept(
        make_book, {"Actions": LOG, "Plan": [["Meeting", "Item", "Lead"], [RAISED, "Grades", "North"]]}
    )

    rows = book.sheets["Next agenda"]["A1:G13"].value

    assert rows[0][0] == "Actions for the meeting of 28 November 2019"
    assert rows[1][0] == "3 open actions, 1 overdue"
    assert [(row[0], row[1], row[6]) for row in rows[4:]] == [
        ("Communications", "43/19", None),
        ("Performance", "48/19", "New"),
        ("Policing", "49/19", "New"),
        ("Crime", "47/19", "Closed"),
        ("Finance", "45/19", "Closed"),
        ("Performance", "36/19", "Closed"),
        ("Performance", "46/19", "Closed"),
        ("Policing", "44/19", "Closed"),
        (None, None, None),
    ]


def test_a_number_given_once_is_not_given_again_when_its_row_is_deleted(make_book: MakeBook) -> None:
    _, book = kept(make_book, {"Actions": LOG})
    sheet = book.sheets["Actions"]
    sheet["A9:L9"].value = [[None, "Board", day(2019, 11, 28), "Another one", "North", *[None] * 7]]

    found = keep_logs(book, AT)

    assert (sheet["A9"].value, found.next) == ("50/19", "51/19")


def test_what_a_person_typed_stays(make_book: MakeBook) -> None:
    _, book = kept(make_book, {"Actions": LOG})
    sheet = book.sheets["Actions"]
    sheet["A9"].value, sheet["K3"].value = "60/19", 99

    found = keep_logs(book, AT)

    assert (sheet["A9"].value, sheet["K3"].value, found.next) == ("60/19", 99, "61/19")
    assert ("Actions", "K3") in [(p.sheet, p.cell) for p in found.problems]


def test_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.title = "Actions"
    for row in LOG:
        workbook.active.append(row)
    plan = workbook.create_sheet("Forward plan")
    for row in (
        ["Meeting", "Item", "Every", "Data to"],
        [day(2019, 8, 29), "Force", "Quarterly", "Q1 2019/20"],
        [day(2020, 1, 30), "Grades", None, None],
    ):
        plan.append(row)
    briefing = workbook.create_sheet("Briefing log")
    briefing.append(["Issue", "Raised", "Source", "Action tasked", "Resolution"])
    workbook.save(path)
    written = []
    for _ in range(3):
        with workbook_file(path) as book:
            keep_logs(book, AT)
        written.append(path.read_bytes())

    assert written[0] == written[1] == written[2]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "3/19", "7/18", "12/19"]),
            st.sampled_from([None, day(2018, 5, 1), day(2019, 5, 1)]),
            st.sampled_from(["Open", "Closed", None, "Purple"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_numbers_are_unique_and_nothing_typed_changes(
    make_book: MakeBook, rows: list[tuple[Any, ...]]
) -> None:
    table = [["No.", "Date", "Action", "Owner", "Status"]]
    table += [
        [number, raised, f"Patrols in ward {n}", "North", status]
        for n, (number, raised, status) in enumerate(rows)
    ]
    _, book = kept(make_book, {"Actions": table})

    after = [[cell.value for cell in row] for row in book.sheets["Actions"][f"A2:E{len(table)}"].rows]

    assert [row[1:] for row in after] == [row[1:] for row in table[1:]]
    assert all(new[0] == old[0] for new, old in zip(after, table[1:], strict=True) if old[0] is not None)
    given_ = [new[0] for new, old in zip(after, table[1:], strict=True) if old[0] is None]
    assert len(set(given_)) == len(given_)
    assert not set(given_) & {row[0] for row in table[1:]}


LAYOUTS: list[tuple[str, list[list[Any]], dict[str, Any]]] = [
    (
        "number, detail, lead and progress",
        [
            ["Action No", "Agreed action", "Lead", "Target date", "Progress"],
            ["A12", "Report on patrols", "North", day(2019, 10, 1), "Begun"],
            [None, "Report on letters", "South", day(2020, 1, 1), None],
        ],
        {"numbers": ["A12", "A13"], "open": 2, "overdue": 1},
    ),
    (
        "an update that closes, no status",
        [
            ["Ref", "Date of meeting", "Action required", "Responsible officer", "By when", "Latest update"],
            ["2019/01", day(2019, 9, 1), "Report on patrols", "North", None, "Closed: given in October"],
            ["2019/02", day(2019, 9, 1), "Report on letters", "South", "End of October 2019", "In hand"],
        ],
        {"numbers": ["2019/01", "2019/02"], "open": 1, "overdue": 1},
    ),
    (
        "a row that names the meeting above its actions",
        [
            ["No.", "Action", "Owner", "Status"],
            ["Meeting of 26 September 2019", None, None, None],
            ["7/19", "Report on patrols", "North", "Open"],
            ["Meeting of 31 October 2019", None, None, None],
            [None, "Report on letters", "South", "Open"],
        ],
        {"numbers": ["7/19", "8/19"], "open": 2, "overdue": 0, "ages": [63, 28]},
    ),
    (
        "a title, a financial year, who and when",
        [
            ["Performance board: actions", None, None, None, None],
            [],
            ["Action ref", "Date raised", "What", "Who", "When"],
            ["PB 003/2019-20", day(2019, 9, 1), "Report on patrols", "North", "31/10/2019"],
            [None, day(2019, 11, 1), "Report on letters", "South", "31/12/2019"],
        ],
        {"numbers": ["PB 003/2019-20", "PB 004/2019-20"], "open": 2, "overdue": 1},
    ),
    (
        "a register with a date of completion",
        [
            ["Id", "Raised", "Description", "Assigned to", "Due date", "Date completed", "Comments"],
            [1, day(2019, 9, 1), "Report on patrols", "North", day(2019, 10, 1), day(2019, 9, 30), "Given"],
            [2, day(2019, 9, 1), "Report on letters", "South", day(2019, 10, 1), None, None],
        ],
        {"numbers": ["1", "2"], "open": 1, "overdue": 1},
    ),
    (
        "owners merged down, words as status",
        [
            ["Number", "Owner", "Action point", "Timescale", "Status", "Related action"],
            ["1/19", "North", "Report on patrols", "ASAP", "Discharged - agreed", None],
            ["2/19", None, "Report on letters", "October 2019", "On-going", "1/19"],
        ],
        {"numbers": ["1/19", "2/19"], "open": 1, "overdue": 1},
    ),
]


@pytest.mark.parametrize(("rows", "expected"), [c[1:] for c in LAYOUTS], ids=[c[0] for c in LAYOUTS])
def test_a_log_in_a_force_s_own_layout_is_found(
    make_book: MakeBook, rows: list[list[Any]], expected: dict[str, Any]
) -> None:
    width = max(map(len, rows))
    found, _ = kept(make_book, {"Log": [row + [None] * (width - len(row)) for row in rows]})

    assert [action.number for action in found.actions] == expected["numbers"]
    assert (len(found.open), sum(a.overdue for a in found.actions)) == (expected["open"], expected["overdue"])
    if "ages" in expected:
        assert [action.age for action in found.actions] == expected["ages"]


def test_an_overdue_action_is_proposed_once_and_not_again_when_declined(make_book: MakeBook) -> None:
    briefing = [["Issue", "Raised", "Source", "Action tasked", "Owner", "Resolution"]]
    found, book = kept(make_book, {"Actions": LOG, "Briefing": briefing})
    sheet = book.sheets["Briefing"]

    assert [(i.issue, i.proposed, i.open) for i in found.briefing] == [
        ("Action 43/19 is overdue: Question in the survey", True, True)
    ]
    assert sheet["A2:C2"].value == [
        "Action 43/19 is overdue: Question in the survey",
        day(2019, 11, 28),
        "Action log",
    ]

    sheet["F2"].value = "Declined"
    again = keep_logs(book, AT)

    assert [(i.proposed, i.open) for i in again.briefing] == [(False, False)]
    assert sheet["A3"].value is None


def test_a_declined_issue_whose_row_was_deleted_does_not_return(make_book: MakeBook) -> None:
    briefing = [["Issue", "Raised", "Source", "Action tasked", "Owner", "Resolution"]]
    _, book = kept(make_book, {"Actions": LOG, "Briefing": briefing})
    book.sheets["Briefing"]["A2:G2"].value = [[None] * 7]

    again = keep_logs(book, AT)

    assert again.briefing == ()


def test_a_recurring_report_is_due_with_its_lag_and_the_dive_is_the_longest_ago(make_book: MakeBook) -> None:
    plan = [
        ["Meeting", "Item", "Every", "Data to"],
        [day(2019, 10, 31), "Use of force", "Quarterly", "Q1 2019/20"],
        [day(2020, 1, 30), "Grades", None, None],
    ]
    dives = [
        ["Quarter", "Objective", "Status"],
        ["Q1 2019/20", "Burglary", "Done"],
        ["Q2 2019/20", "Drugs", "Done"],
    ]

    found, book = kept(make_book, {"Plan": plan, "Dives": dives})

    assert found.as_dict()["plan"] == [
        {
            "meeting": "2020-01-30",
            "items": [
                {"item": "Grades", "lead": "", "requested_by": "", "data_to": None, "proposed": False},
                {
                    "item": "Use of force",
                    "lead": "",
                    "requested_by": "",
                    "data_to": "2019-09",
                    "proposed": True,
                },
            ],
        }
    ]
    assert book.sheets["Plan"]["E2"].value == day(2020, 1, 30)
    assert [dive.objective for dive in found.dives] == ["Burglary", "Drugs"]


def test_health_and_the_week_s_threats_are_judged(make_book: MakeBook) -> None:
    health = [
        ["Measure", "Kind", "Better", "Target", "Actual", "Due"],
        ["Sickness", "Level", "Lower", 4, 4.1, None],
        ["Audit recommendations", "Share done", None, None, 0.9, day(2019, 10, 31)],
        ["Releases", "Shade", "Lower", 4, 4, None],
    ]
    threats = [
        ["Week", "Threat", "Action", "Update"],
        [day(2019, 11, 18), "Thefts of vehicles", "Patrols", None],
        [day(2019, 11, 11), "Disorder", "Officers", "Closed 18 November"],
    ]

    found, book = kept(make_book, {"Health": health, "Threats": threats})

    assert book.sheets["Health"]["G2:H3"].value == [
        ["Amber", "4.1 of 4"],
        ["Red", "90% done of 100%; overdue since 31 October 2019"],
    ]
    assert [threat.open for threat in found.threats] == [True, False]
    assert told(found) == [("Health", "B4", "'Shade' is no kind of a measure of health.")]


def test_a_threat_of_two_weeks_of_a_month_is_told_for_each(make_book: MakeBook) -> None:
    threats = [
        ["Week", "Threat", "Action", "Update", "State"],
        [day(2019, 11, 18), "Disorder", "Patrols", "Closed", None],
        [day(2019, 11, 25), "Disorder", "Patrols", None, None],
    ]

    found, book = kept(make_book, {"Threats": threats})

    assert [threat["week"] for threat in found.as_dict()["threats"]] == ["2019-11-18", "2019-11-25"]
    assert book.sheets["Threats"]["E2:E3"].value == ["Closed", "Carried over"]


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        ("A3", day(2019, 4, 1), "Excel made a date of a number: it is read as 4/19."),
        ("A3", day(2019, 4, 5), "The number of the action is the day 5 April 2019."),
        ("A3", "soon", "'soon' is no number of an action."),
        ("A3", "36/19", "Action 36/19 is there 2 times."),
        ("C3", "last autumn", "'last autumn' is no day that can be read."),
        ("F3", "ASAP", "Action 43/19 is due 'ASAP', which names no day: it is never overdue."),
        ("H3", "Purple", "'Purple' says neither open nor closed, so action 43/19 counts as open."),
        ("J3", "99/19", "Action 43/19 is linked to 99/19, which is no action of this log."),
    ],
)
def test_what_is_not_understood_is_said_at_its_cell(
    make_book: MakeBook, cell: str, value: Any, says: str
) -> None:
    book = make_book({"Actions": LOG})
    book.sheets["Actions"][cell].value = value

    found = keep_logs(book, AT)

    assert ("Actions", cell, says) in told(found)
    assert book.sheets["Actions"][cell].value == value


def test_a_day_that_is_none_is_refused(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="'next week' is no day"):
        keep_logs(make_book({"Actions": LOG}), "next week")


def test_refresh_check_and_headings_know_the_logs(make_book: MakeBook) -> None:
    book = make_book({"Actions": LOG})

    assert [table.kind for table in headings(book).tables] == ["action log"]
    assert ("Actions", "J5") in [(p.sheet, p.cell) for p in check(book).problems]
    assert refresh(book, at=AT).as_dict()["log"]["next"] == "50/19"


@pytest.mark.slow
def test_two_thousand_actions_over_six_years_are_all_numbered(make_book: MakeBook) -> None:
    rows = [
        [None, day(2014 + n * 6 // 2000, 1 + n % 12, 1 + n % 28), f"Patrols in ward {n}", "North", "Open"]
        for n in range(2000)
    ]

    found, _ = kept(make_book, {"Actions": [["No.", "Date", "Action", "Owner", "Status"], *rows]})

    assert len({action.number for action in found.actions}) == 2000


def test_a_blank_owner_is_nobody_unless_the_cell_is_merged_with_the_one_above(make_book: MakeBook) -> None:
    rows = [
        ["No.", "Action", "Owner", "Status"],
        *([f"{n}/19", f"Patrols in ward {n}", "North" if n == 1 else None, "Open"] for n in (1, 2, 3)),
    ]
    book = make_book({"Actions": rows})
    book.sheets["Actions"]["C2:C3"].merge()

    found = keep_logs(book, AT)

    assert [action.inputs.owner for action in found.actions] == ["North", "North", ""]


def test_a_concern_that_is_new_on_the_control_summary_is_proposed(make_book: MakeBook) -> None:
    summary = [
        ["Measure", "Place", "Limits", "Variation", "Assurance", "Signal", "State", "Last value", "Above expected", "Expected",
         "Lower limit", "Upper limit", "Chart", "What it says", "New limits suggested", "Caveat"],
        ["Burglary", "Force", "Strict", "◆ Concern", "", "Above the upper limit", "New", 90, 20, 70, 55, 85, "Control chart", "Burglary is high.", "", ""],
        ["Robbery", "Force", "Strict", "◆ Concern", "", "Shift above the centre", "Continuing", 9, 2, 7, 5, 8, "Control chart", "Robbery is high.", "", ""],
        ["Theft", "Force", "Strict", "■ Improvement", "", "Shift below the centre", "New", 9, 2, 7, 5, 8, "Control chart", "Theft is low.", "", ""],
    ]  # fmt: skip
    briefing = [["Issue", "Raised", "Source", "Action tasked", "Owner", "Resolution"]]

    found, _ = kept(make_book, {"Control summary": summary, "Briefing": briefing})

    assert [(i.issue, i.source) for i in found.briefing] == [
        ("Burglary, Force: Burglary is high.", "Control chart")
    ]


def test_the_calendar_has_the_meetings_to_come_and_what_is_due(make_book: MakeBook) -> None:
    plan = [
        ["Meeting", "Item", "Lead"],
        [RAISED, "Grades", "North"],
        [day(2020, 1, 30), "Grades, and changes", "North"],
    ]

    found, _ = kept(make_book, {"Actions": LOG, "Plan": plan})

    lines = found.calendar().split("\r\n")
    assert [line for line in lines if line.startswith(("SUMMARY", "DTSTART", "DESCRIPTION"))] == [
        "DTSTART;VALUE=DATE:20200130", "SUMMARY:Meeting", "DESCRIPTION:Grades\\, and changes",
        "DTSTART;VALUE=DATE:20191101", "SUMMARY:43/19 due: Question in the survey", "DESCRIPTION:Communications",
        "DTSTART;VALUE=DATE:20200130", "SUMMARY:48/19 due: Trend by district", "DESCRIPTION:Performance",
        "DTSTART;VALUE=DATE:20200131", "SUMMARY:49/19 due: Letter to the partners", "DESCRIPTION:Policing",
    ]  # fmt: skip
    assert found.calendar() == found.calendar()


def test_what_lies_ahead_is_told_with_whether_it_still_stands(make_book: MakeBook) -> None:
    horizon = [
        ["Title", "Source", "Link", "Date", "Summary", "Objective", "Until"],
        [
            "A review",
            "Home Office",
            "https://example.org/review",
            "Oct 2019",
            "Begins",
            "Burglary",
            day(2019, 12, 31),
        ],
        ["A bill", "Parliament", "", "May 2019", "Passed", "Robbery", day(2019, 6, 30)],
    ]

    found, _ = kept(make_book, {"Actions": LOG, "Horizon": horizon})

    assert [(h["title"], h["link"], h["current"]) for h in found.as_dict()["horizon"]] == [
        ("A review", "https://example.org/review", True),
        ("A bill", "", False),
    ]


def test_an_agreed_recommendation_of_a_report_page_becomes_a_row(make_book: MakeBook) -> None:
    narrative = [
        ["Objective or section", "Kind", "Text"],
        ["Burglary", "Recommendation (agreed)", "Ask for patrols in the west"],
        ["Robbery", "Recommendation", "Ask for patrols in the east"],
    ]
    briefing = [["Issue", "Raised", "Source", "Action tasked", "Owner", "Resolution"]]

    found, _ = kept(make_book, {"Narrative": narrative, "Briefing": briefing})

    assert [(i.issue, i.source) for i in found.briefing] == [
        ("Ask for patrols in the west", "Page of Burglary")
    ]


def test_an_escalation_without_its_day_is_said_where_the_log_has_a_column_for_it(make_book: MakeBook) -> None:
    rows = [
        ["No.", "Action", "Owner", "Status", "Level", "Escalated on"],
        ["1/19", "Patrols in the west", "North", "Open", "Executive board", None],
    ]

    found, _ = kept(make_book, {"Actions": rows})

    assert told(found) == [
        ("Actions", "F2", "Action 1/19 is escalated to 'Executive board', and nothing says when.")
    ]


def test_an_owner_or_a_day_that_is_an_error_is_said(make_book: MakeBook) -> None:
    rows = [
        ["No.", "Action", "Owner", "Due", "Status"],
        ["1/19", "Patrols in the west", "=1/0", "=NA()", "Open"],
    ]

    found, _ = kept(make_book, {"Actions": rows})

    assert {(p.cell, p.what) for p in found.problems} == {
        (cell, "The formula of the cell was never calculated, so nobody can say what it shows.")
        for cell in ("C2", "D2")
    }


def test_a_log_without_an_action_says_so(make_book: MakeBook) -> None:
    found, _ = kept(make_book, {"Actions": [HEADINGS]})

    assert found.sentences() == ["No action yet. The first number is 1/19."]


def test_a_target_off_course_is_proposed_for_the_year(make_book: MakeBook) -> None:
    projection = [
        ["Measure", "Place", "So far", "Projection", "Low", "High", "Target", "Verdict", "Method"],
        ["Burglary", "North", 504, 3010, 2800, 3200, 2754, "Off course", "level over usual seasons"],
        ["Robbery", "", 50, 300, 280, 320, 350, "On course", "level over usual seasons"],
    ]
    briefing = [
        ["Issue", "Raised", "Source", "Action tasked", "Owner", "Resolution"],
        ["Known", RAISED, "Meeting", "Patrols", "North", None],
    ]

    found, book = kept(make_book, {"Projection": projection, "Briefing": briefing})
    again = keep_logs(book, AT)

    assert [(i.issue, i.source, i.proposed) for i in found.briefing] == [
        ("Known", "Meeting", False),
        ("Burglary in North is off course for its target", "Projection", True),
    ]
    assert [(i.issue, i.proposed) for i in again.briefing] == [(i.issue, i.proposed) for i in found.briefing]


def test_what_a_plan_says_that_is_no_day_no_month_and_no_quarter_is_said(make_book: MakeBook) -> None:
    plan = [
        ["Meeting", "Item", "Every", "Data to"],
        ["next one", "Use of force", None, "Q9 2019/20"],
        ["date to be agreed", "Commissioning", None, None],
        [day(2019, 12, 19), "Grades", None, day(2019, 9, 30)],
    ]
    dives = [
        ["Quarter", "Objective", "Status"],
        ["soon", "Burglary", None],
        [day(2019, 5, 2), "Drugs", "Done"],
        ["May 2018", "Robbery", "Done"],
    ]

    found, _ = kept(make_book, {"Plan": plan, "Dives": dives})

    assert [(sheet, cell) for sheet, cell, _ in told(found)] == [
        ("Plan", "A2"),
        ("Plan", "D2"),
        ("Dives", "A2"),
    ]
    assert found.plan is not None
    assert found.plan.undated == ("Use of force", "Commissioning")
    assert [dive.objective for dive in found.dives] == ["Burglary", "Robbery", "Drugs"]


def test_deep_dives_go_by_the_scorecard_s_objectives(make_book: MakeBook) -> None:
    card = [
        ["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year"],
        ["Burglary", "Recorded Crime", -0.1, 1903, 2076],
        ["Drugs", "Recorded Crime", -0.1, 103, 176],
    ]
    dives = [
        ["Quarter", "Objective", "Status"],
        ["Q2 2019/20", "Burglary", "Done"],
        ["Q1 2019/20", "Fraud", "Done"],
    ]

    found, _ = kept(make_book, {"Scorecard": card, "Dives": dives, "Actions": LOG})

    assert [dive.objective for dive in found.dives][:2] == ["Drugs", "Burglary"]
    assert ("Dives", "B3", "'Fraud' is no objective of the scorecard or the plan.") in told(found)


def test_a_plan_without_a_meeting_to_come_says_so_and_health_without_a_direction_is_asked(
    make_book: MakeBook,
) -> None:
    plan = [["Meeting", "Item", "Every"], [day(2018, 11, 28), "Grades", "Quarterly"]]
    health = [["Measure", "Kind", "Target", "Actual"], ["Sickness", "Level", 4, 3]]

    found, _ = kept(make_book, {"Plan": plan, "Health": health})

    assert "The forward plan has no meeting from 28 November 2019 on." in found.sentences()
    assert told(found) == [
        (
            "Health",
            "A2",
            "Nothing says which way is better for 'Sickness', so a lower figure is taken as better.",
        )
    ]


def test_a_workbook_without_any_log_is_refused_in_a_sentence(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="There is no action log in this workbook"):
        keep_logs(make_book({"Sheet": [["Day", "Officer"], ["Monday", "A"]]}), AT)

"""What a workbook raises for the briefing log, what a meeting goes through, and which threats are carried over."""

from __future__ import annotations

from datetime import date

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.logs.actions import judge_actions
from xlscore.rules.logs.agenda import SinceMeeting, for_agenda, meeting_before, since_meeting
from xlscore.rules.logs.briefing import IssueInputs, is_declined, judge_issues, new_proposals
from xlscore.rules.logs.forward_plan import PlanInputs
from xlscore.rules.logs.numbers import read_number
from xlscore.rules.logs.raised import Signalled, Verdict, agreed, off_course, overdue, signals
from xlscore.rules.logs.records import ActionInputs, ActionResult
from xlscore.rules.logs.threats import WeekThreatInputs, judge_threats, read_week

AT = date(2019, 11, 28)


def judged(number: str, **told: object) -> ActionResult:
    inputs = ActionInputs(2, Source("Actions", "A2"), read_number(number), "Patrols", **told)  # type: ignore[arg-type]
    return judge_actions([inputs], AT)[0][0]


def test_an_overdue_action_is_raised_and_one_that_is_not_is_none() -> None:
    late, early = judged("43/19", due=date(2019, 11, 1)), judged("44/19", due=AT)

    assert [(p.mark, p.issue) for p in overdue([late, early], AT)] == [
        ("action 43/19", "Action 43/19 is overdue: Patrols")
    ]


def test_an_overdue_action_without_a_number_is_known_by_its_words() -> None:
    assert [p.mark for p in overdue([judged("", due=date(2019, 11, 1))], AT)] == ["action patrols"]


@pytest.mark.parametrize(
    ("variation", "state", "raised"),
    [
        ("◆ Concern", "New", 1),
        ("◆ Concern", "Continuing", 0),
        ("■ Improvement", "New", 0),
        ("● Common cause", "", 0),
        ("", "", 0),
    ],
)
def test_a_concern_is_raised_when_it_is_new(variation: str, state: str, raised: int) -> None:
    chart = Signalled("Burglary", "Camden", variation, state, "931 in Oct 2019, above the upper limit.")

    assert len(list(signals([chart], AT))) == raised


def test_the_same_summary_at_a_later_meeting_is_no_second_signal_and_a_later_month_is_one() -> None:
    def chart(month: str) -> Signalled:
        return Signalled("Burglary", "Camden", "◆ Concern", "New", f"931 in {month}, above the upper limit.")

    first = next(signals([chart("Oct 2019")], AT))

    assert next(signals([chart("Oct 2019")], date(2019, 12, 19))).mark == first.mark
    assert next(signals([chart("Nov 2019")], date(2019, 12, 19))).mark != first.mark


@pytest.mark.parametrize(
    ("first", "second", "begins", "same"),
    [
        (date(2019, 12, 19), date(2020, 1, 30), 4, True),
        (date(2020, 3, 26), date(2020, 4, 30), 4, False),
        (date(2019, 12, 19), date(2020, 1, 30), 1, False),
    ],
)
def test_a_target_off_course_is_raised_once_in_a_year_of_the_report(
    first: date, second: date, begins: int, same: bool
) -> None:
    verdict = Verdict("Burglary", "North", "Off course")

    one, two = (next(off_course([verdict], day, begins)) for day in (first, second))

    assert (one.mark == two.mark) is same
    assert one.issue == "Burglary in North is off course for its target"


def test_a_target_on_course_raises_nothing() -> None:
    assert list(off_course([Verdict("Burglary", "", "On course"), Verdict("Theft", "", "")], AT, 4)) == []


def test_a_recommendation_is_raised_with_its_page() -> None:
    assert [(p.issue, p.source) for p in agreed([("Burglary", "Ask for patrols")], AT)] == [
        ("Ask for patrols", "Page of Burglary")
    ]


@pytest.mark.parametrize(
    ("resolution", "declined"),
    [
        ("Declined", True),
        ("declined - known already", True),
        ("Not followed up", True),
        ("NFA", True),
        ("No further action needed", True),
        ("Action agreed", False),
        ("Not yet", False),
        ("", False),
    ],
)
def test_a_resolution_that_declines_is_read(resolution: str, declined: bool) -> None:
    assert is_declined(resolution) is declined


def issue(words: str = "Burglary", **told: object) -> IssueInputs:
    return IssueInputs(2, Source("Briefing log", "A2"), words, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "field", "says"),
    [
        ({"raised": date(2020, 1, 1)}, "raised", "'Burglary' was raised on 1 January 2020, after 28 November 2019."),
        ({"closed": date(2020, 1, 1)}, "closed", "'Burglary' was closed on 1 January 2020, after 28 November 2019."),
        ({"resolution": "Done"}, "closed", "'Burglary' has a resolution and no day of its closing, so it is still open."),
        ({"resolution": "-"}, "", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_right_of_an_issue_is_said(told: dict[str, object], field: str, says: str) -> None:
    _, doubts = judge_issues([issue(**told)], AT)

    assert [(doubt.field, doubt.what) for doubt in doubts] == ([(field, says)] if field else [])


def test_an_issue_is_proposed_until_somebody_answers_it() -> None:
    rows = [issue("Burglary"), issue("Robbery", answered=True), issue("Theft")]

    issues, _ = judge_issues(rows, AT, ["BURGLARY", "Robbery"])

    assert [each.proposed for each in issues] == [True, False, False]


def test_what_was_raised_before_is_not_proposed_again_in_any_words() -> None:
    late = list(overdue([judged("43/19", due=date(2019, 11, 1))], AT))

    assert len(new_proposals(late, [], [])) == 1
    assert new_proposals(late, [issue("Reworded")], ["action 43/19"]) == ()
    assert new_proposals(late, [issue("Action 43/19 is overdue: patrols")], []) == ()


def test_the_meeting_before_is_the_plan_s_else_the_latest_day_of_an_action() -> None:
    plan = [PlanInputs(2, "Grades", date(2019, 10, 31)), PlanInputs(3, "Grades", AT)]
    actions = [judged("1/19", raised=date(2019, 9, 26)), judged("2/19", raised=AT)]

    assert meeting_before(plan, actions, AT) == date(2019, 10, 31)
    assert meeting_before([], actions, AT) == date(2019, 9, 26)
    assert meeting_before([], [], AT) is None


@pytest.mark.parametrize(
    ("told", "since"),
    [
        ({"raised": date(2019, 10, 31)}, SinceMeeting.NEW),
        ({"raised": date(2019, 10, 30)}, SinceMeeting.NOTHING),
        ({"status": "Closed", "update": "x", "closed": date(2019, 10, 31)}, SinceMeeting.CLOSED),
        ({"status": "Closed", "update": "x", "closed": date(2019, 10, 30)}, SinceMeeting.NOTHING),
        ({"status": "Closed", "update": "x"}, SinceMeeting.NOTHING),
    ],
)
def test_what_happened_since_the_last_meeting_is_said(told: dict[str, object], since: SinceMeeting) -> None:
    assert since_meeting(judged("1/19", **told), date(2019, 10, 31)) is since
    assert since_meeting(judged("1/19", **told), None) is SinceMeeting.NOTHING


def test_a_meeting_goes_through_open_actions_by_owner_and_day() -> None:
    one = judged("1/19", owner="South", due=AT)
    two = judged("2/19", owner="North", due=date(2020, 1, 1))
    three = judged("3/19", owner="North", due=AT)
    closed = judged("4/19", owner="A", status="Closed", closed=AT, update="Done")

    assert [a.number for a in for_agenda([one, two, closed, three], date(2019, 10, 31))] == [
        "3/19",
        "2/19",
        "1/19",
        "4/19",
    ]
    assert "4/19" not in [a.number for a in for_agenda([closed], None)]


@pytest.mark.parametrize(
    ("update", "is_open"),
    [
        ("", True),
        ("Closed: the fair is over", False),
        ("No longer seen", False),
        ("Stood down", False),
        ("Resolved", False),
        ("Closed?", True),
        ("Complete by March", True),
        ("Not closed", True),
        ("Ongoing", True),
    ],
)
def test_a_threat_is_carried_over_until_its_update_closes_it(update: str, is_open: bool) -> None:
    (found,), doubts = judge_threats([WeekThreatInputs(2, AT, "2019-11-28", "Disorder", update=update)], AT)

    assert (found.open, doubts) == (is_open, ())


@pytest.mark.parametrize(
    ("week", "text", "says"),
    [
        (None, "later", "'later' is no week that can be read."),
        (None, "", "Nothing says of which week it is."),
        (date(2020, 1, 6), "2020-01-06", "'Disorder' is of the week of 6 January 2020, after 28 November 2019."),
    ],
)  # fmt: skip
def test_a_week_that_cannot_be_is_said(week: date | None, text: str, says: str) -> None:
    _, doubts = judge_threats([WeekThreatInputs(2, week, text, "Disorder")], AT)

    assert [doubt.what for doubt in doubts] == [says]


def test_a_threat_twice_in_a_week_is_said_and_at_two_places_is_two() -> None:
    rows = [
        WeekThreatInputs(n, AT, "2019-11-28", "Disorder", place) for n, place in enumerate(("N", "S", "N"))
    ]

    assert [doubt.row for doubt in judge_threats(rows, AT)[1]] == [2]


@pytest.mark.parametrize("text", ["w/c 11 Nov 2019", "W/E: 11/11/2019", "week commencing 11 November 2019", "wc 11/11/19"])  # fmt: skip
def test_a_week_is_read_as_weekly_sheets_write_it(text: str) -> None:
    assert read_week(text) == date(2019, 11, 11)

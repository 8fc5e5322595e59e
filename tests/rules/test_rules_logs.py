"""The briefing log, the forward plan, deep dives and health."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.figures import Source
from xlscore.rules.logs.briefing import IssueInputs, Proposal, judge_issues, new_proposals
from xlscore.rules.logs.deep_dives import DiveInputs, dive_doubts, roll_dives, took_place
from xlscore.rules.logs.forward_plan import PlanInputs, has_ended, judge_plan, read_every
from xlscore.rules.logs.health import HealthInputs, HealthKind, judge_health, read_health_kind
from xlscore.rules.series import months_later

AT = date(2019, 11, 28)
OBJECTIVES = ["Burglary", "Robbery", "Drugs", "Domestic abuse", "Road safety"]


def issue(row: int = 2, words: str = "Burglary is above its usual range", **told: Any) -> IssueInputs:
    return IssueInputs(row, Source("Briefing log", f"A{row}"), words, **told)


def health(**told: Any) -> HealthInputs:
    told = {"kind": HealthKind.LEVEL, "higher_is_better": False, **told}
    return HealthInputs(2, Source("Health", "A2"), "Sickness", **told)


def test_a_proposal_is_made_once_however_it_is_worded() -> None:
    signal = Proposal("signal burglary 2019-03", "Burglary is above its usual range", "Control chart", AT)
    reworded = Proposal("signal burglary 2019-03", "Burglary stays above its range", "Control chart", AT)

    assert new_proposals([signal, reworded], [], []) == (signal,)
    assert new_proposals([reworded], [issue()], [signal.mark]) == ()


def test_an_issue_that_a_person_logged_already_is_not_proposed() -> None:
    signal = Proposal("signal burglary 2019-03", "burglary is above its usual range", "Control chart", AT)

    assert new_proposals([signal], [issue()], []) == ()


def test_a_declined_issue_is_not_open() -> None:
    (found,), doubts = judge_issues(
        [issue(raised=date(2019, 11, 1), declined=True, resolution="Not followed up")], AT
    )

    assert (found.open, found.age, doubts) == (False, 27, ())


@pytest.mark.parametrize(
    ("told", "field", "says"),
    [
        ({"resolution": "Patrols"}, "closed", "'Burglary is above its usual range' has a resolution and no day of its closing, so it is still open."),
        (
            {"raised": date(2019, 11, 1), "closed": date(2019, 10, 1)},
            "closed",
            "'Burglary is above its usual range' was closed on 1 October 2019, before it was raised on 1 November 2019.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_right_in_the_briefing_log_is_said(
    told: dict[str, Any], field: str, says: str
) -> None:
    _, doubts = judge_issues([issue(**told)], AT)

    assert [(doubt.field, doubt.what) for doubt in doubts] == [(field, says)]


def test_the_same_issue_twice_is_said() -> None:
    _, doubts = judge_issues([issue(2), issue(7, "Burglary is above its usual range.")], AT)

    assert [(doubt.row, doubt.what) for doubt in doubts] == [
        (7, "'Burglary is above its usual range.' is in the log twice, first in A2.")
    ]


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("Monthly", 1), ("Quarterly", 3), ("every three months", 3), ("Half-yearly", 6), ("6 monthly", 6), ("Annual", 12),
        ("Once", 0), ("", 0), ("One-off", 0), ("whenever", None), ("bi-monthly", 2),
    ],
)  # fmt: skip
def test_how_often_an_item_comes_is_read_as_plans_write_it(typed: str, months: int | None) -> None:
    assert read_every(typed) == months


def test_a_quarterly_report_is_due_at_the_next_meeting_with_its_lag() -> None:
    plan = [
        PlanInputs(2, "Perception survey", date(2019, 10, 31), "Quarterly", data_to=date(2019, 6, 1)),
        PlanInputs(3, "Grades", date(2019, 12, 19)),
        PlanInputs(4, "Grades", date(2020, 1, 30)),
    ]

    found = judge_plan(plan, AT)

    assert [(item.item, item.meeting, item.data_to) for item in found.proposed] == [
        ("Perception survey", date(2020, 1, 30), date(2019, 9, 1))
    ]
    assert found.doubts == ()


def test_a_recurring_report_that_is_in_the_plan_is_not_proposed_again() -> None:
    plan = [
        PlanInputs(2, "Use of force", date(2019, 8, 29), "Quarterly"),
        PlanInputs(3, "Use of force", date(2019, 12, 19)),
    ]

    assert judge_plan(plan, AT).proposed == ()


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        ([PlanInputs(2, "Use of force", date(2019, 10, 31), "Quarterly"), PlanInputs(3, "Grades", date(2019, 12, 19))], "'Use of force' is due again from Jan 2020, and the plan has no meeting from then on."),
        (
            [PlanInputs(2, "Use of force", date(2019, 5, 30), "Quarterly"), PlanInputs(3, "Grades", date(2019, 12, 19))],
            "'Use of force' was due in Aug 2019 and is in no meeting since 30 May 2019.",
        ),
        ([PlanInputs(2, "Grades", date(2019, 12, 19)), PlanInputs(3, "grades", date(2019, 12, 19))], "'grades' is twice in the meeting of 19 December 2019."),
        (
            [PlanInputs(2, "Deep dive: Drugs", date(2019, 12, 19)), PlanInputs(3, "Deep dive: Robbery", date(2019, 12, 19))],
            "The meeting of 19 December 2019 has two deep dives, 'Deep dive: Drugs' and 'Deep dive: Robbery'.",
        ),
        (
            [PlanInputs(2, "Grades", date(2019, 12, 19), data_to=date(2019, 12, 1))],
            "'Grades' goes to the meeting of 19 December 2019 with figures to Dec 2019, which do not exist by then.",
        ),
        ([PlanInputs(2, "Grades", date(2019, 12, 19), "at times")], "How often 'Grades' comes is 'at times', which is no number of months."),
    ],
)  # fmt: skip
def test_gaps_and_clashes_of_a_plan_are_said(plan: list[PlanInputs], says: str) -> None:
    assert [doubt.what for doubt in judge_plan(plan, AT).doubts] == [says]


def test_an_item_without_a_date_is_still_to_be_dated() -> None:
    plan = [PlanInputs(2, "Commissioning of victims' services"), PlanInputs(3, "Done before", is_done=True)]

    assert judge_plan(plan, AT).undated == ("Commissioning of victims' services",)


def test_five_objectives_have_five_deep_dives_in_five_quarters() -> None:
    found = roll_dives(OBJECTIVES, [DiveInputs(date(2015, 6, 1), "Drugs")], date(2015, 9, 1), 5)

    assert [dive.objective for dive in found] == [
        "Burglary",
        "Robbery",
        "Domestic abuse",
        "Road safety",
        "Drugs",
    ]
    assert [dive.quarter for dive in found] == [months_later(date(2015, 9, 1), 3 * n) for n in range(5)]
    assert found[-1].why == "It is the longest without one: five quarters."


def test_an_objective_before_its_turn_moves_the_rest_on() -> None:
    chosen = DiveInputs(date(2015, 12, 1), "Road safety", "After the inspection")

    found = roll_dives(OBJECTIVES, [chosen], date(2015, 9, 1), 5)

    assert [dive.objective for dive in found] == [
        "Burglary",
        "Road safety",
        "Robbery",
        "Drugs",
        "Domestic abuse",
    ]
    assert (found[1].typed, found[1].why) == (True, "After the inspection")


@given(st.lists(st.sampled_from(OBJECTIVES), max_size=12))
def test_every_objective_has_its_turn_before_any_has_a_second(past: list[str]) -> None:
    done = [DiveInputs(months_later(date(2010, 3, 1), 3 * n), name) for n, name in enumerate(past)]

    found = roll_dives(OBJECTIVES, done, months_later(date(2010, 3, 1), 3 * len(past)), 10)

    assert {dive.objective for dive in found[:5]} == {dive.objective for dive in found[5:]} == set(OBJECTIVES)


@pytest.mark.parametrize(
    ("told", "rag", "overdue", "says"),
    [
        ({"target": Fraction(4), "actual": Fraction(39, 10)}, "Green", False, "3.9 of 4"),
        ({"target": Fraction(4), "actual": Fraction(41, 10)}, "Amber", False, "4.1 of 4"),
        ({"target": Fraction(4), "actual": Fraction(5)}, "Red", False, "5 of 4"),
        ({"target": Fraction(4)}, "Grey", False, "No figure"),
        ({"actual": Fraction(5)}, "Grey", False, "5"),
        (
            {"kind": HealthKind.SHARE_DONE, "higher_is_better": True, "actual": Fraction(97, 100), "due": date(2019, 10, 31)},
            "Red", True, "97% done of 100%; overdue since 31 October 2019",
        ),
        (
            {"kind": HealthKind.SHARE_DONE, "higher_is_better": True, "actual": Fraction(1), "due": date(2019, 10, 31)},
            "Green", False, "100% done of 100%",
        ),
    ],
)  # fmt: skip
def test_health_is_judged_against_its_target_and_its_day(
    told: dict[str, Any], rag: str, overdue: bool, says: str
) -> None:
    (found,), _ = judge_health([health(**told)], AT, Fraction(5, 100))

    assert (found.rag.value, found.overdue, found.says) == (rag, overdue, says)


def test_a_share_over_the_whole_is_said() -> None:
    _, doubts = judge_health([health(kind=HealthKind.SHARE_DONE, actual=Fraction(97))], AT, Fraction(5, 100))

    assert [doubt.what for doubt in doubts] == ["'Sickness' is 9700% done, which no share can be."]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Level", HealthKind.LEVEL),
        ("% done", HealthKind.SHARE_DONE),
        ("number", HealthKind.COUNT),
        ("colour", None),
    ],
)
def test_the_kind_of_a_measure_of_health_is_read(typed: str, kind: HealthKind | None) -> None:
    assert read_health_kind(typed) is kind


def test_an_item_that_was_passed_over_comes_with_figures_of_its_own_lag() -> None:
    plan = [
        PlanInputs(2, "Monthly report", date(2019, 9, 26), "Monthly", data_to=date(2019, 8, 1)),
        PlanInputs(3, "Grades", date(2019, 12, 5)),
    ]

    (proposed,) = judge_plan(plan, AT).proposed

    assert (proposed.meeting, proposed.data_to) == (date(2019, 12, 5), date(2019, 11, 1))


@pytest.mark.parametrize(
    ("status", "proposed"),
    [("Ended", 0), ("Discontinued 2019", 0), ("No longer needed", 0), ("Done", 1), ("Cancelled", 1), ("", 1)],
)
def test_an_item_that_has_ended_is_not_due_again(status: str, proposed: int) -> None:
    plan = [
        PlanInputs(2, "Use of force", date(2019, 9, 26), "Quarterly", has_ended=has_ended(status)),
        PlanInputs(3, "Grades", date(2019, 12, 19)),
    ]

    assert len(judge_plan(plan, AT).proposed) == proposed


def test_both_deep_dives_of_one_quarter_count_as_held() -> None:
    held = [DiveInputs(date(2019, 6, 1), name) for name in ("Burglary", "Robbery")]

    found = roll_dives(["Burglary", "Robbery", "Drugs"], held, date(2019, 9, 1))

    assert [dive.objective for dive in found] == ["Drugs", "Burglary", "Robbery"]


def test_two_deep_dives_of_a_quarter_to_come_and_a_name_of_no_objective_are_said() -> None:
    typed = [
        DiveInputs(date(2019, 6, 1), "Burglary", row=2),
        DiveInputs(date(2019, 6, 1), "Robbery", row=3),
        DiveInputs(date(2019, 12, 1), "Burglary", row=4),
        DiveInputs(date(2019, 12, 1), "Fraud", row=5),
    ]

    doubts = dive_doubts(["Burglary", "Robbery"], typed, date(2019, 12, 1))

    assert [(doubt.row, doubt.field, doubt.what) for doubt in doubts] == [
        (5, "objective", "'Fraud' is no objective of the scorecard or the plan."),
        (5, "quarter", "The quarter to Dec 2019 has two deep dives, 'Burglary' and 'Fraud'."),
    ]


@pytest.mark.parametrize(
    ("status", "held"),
    [("", True), ("Done", True), ("Planned", True), ("Cancelled", False), ("Postponed to Q4", False), ("Not held", False)],
)  # fmt: skip
def test_a_deep_dive_that_was_put_off_did_not_take_place(status: str, held: bool) -> None:
    assert took_place(status) is held

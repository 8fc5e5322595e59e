"""The plan's priorities: which an area belongs to, and which have none."""

from __future__ import annotations

import pytest

from xlscore.rules.force.plan_priorities import (
    PlanPriority,
    link_priorities,
    plan_sentence,
    read_priorities,
)
from xlscore.rules.problems import RuleError

# The seven priorities of the Police and Crime Plan for Essex, 2016 to 2020.
PLAN = tuple(
    PlanPriority(str(number), title)
    for number, title in enumerate(
        ("More local, visible and accessible policing", "Crack down on anti-social behaviour", "Breaking the cycle of domestic abuse",
         "Reverse the trend in serious violence", "Disrupt and prevent organised drugs and gang crime",
         "Protecting children and vulnerable people", "Improve safety on our roads"),
        1,
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("7", "7"),
        ("07", "7"),
        ("Priority 7", "7"),
        ("Priority no. 7", "7"),
        ("1, 3", "13"),
        ("Priorities 1 and 3", "13"),
        ("1; 1", "1"),
        ("Improve safety on our roads", "7"),
        ("7 - Improve safety on our roads", "7"),
        ("Priority 5: Disrupt and prevent organised drugs and gang crime", "5"),
        # The title holds what parts others.
        ("More local, visible and accessible policing", "1"),
    ],
)
def test_an_area_names_its_priorities_by_number_or_title(typed: str, numbers: str) -> None:
    assert "".join(each.number for each in read_priorities(typed, PLAN)) == numbers


@pytest.mark.parametrize("typed", ["8", "High", "1 and 8", "6 - Improve safety on our roads"])
def test_what_is_no_priority_of_the_plan_is_asked_about(typed: str) -> None:
    with pytest.raises(RuleError, match="is no priority of the plan"):
        read_priorities(typed, PLAN)


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        ({"All": PLAN}, "Each of the seven priorities of the plan has an area."),
        (
            {"All": PLAN[:5], "Roads": PLAN[6:]},
            "Six of the seven priorities of the plan have an area; none is linked to priority 6 ('Protecting children and vulnerable people').",
        ),
        (
            {"Burglary": PLAN[:1]},
            "One of the seven priorities of the plan has an area; none is linked to "
            "priority 2 ('Crack down on anti-social behaviour'), priority 3 ('Breaking the cycle of domestic abuse'), "
            "priority 4 ('Reverse the trend in serious violence'), priority 5 ('Disrupt and prevent organised drugs and gang crime'), "
            "priority 6 ('Protecting children and vulnerable people') and priority 7 ('Improve safety on our roads').",
        ),
    ],
)  # fmt: skip
def test_the_priorities_without_an_area_are_named(
    areas: dict[str, tuple[PlanPriority, ...]], said: str
) -> None:
    assert plan_sentence(link_priorities(PLAN, areas)) == said


def test_without_a_plan_nothing_is_said() -> None:
    assert plan_sentence(()) == ""
    assert plan_sentence(link_priorities(PLAN[:1], {})) == (
        "No area is linked to priority 1 ('More local, visible and accessible policing')."
    )

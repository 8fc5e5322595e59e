"""The page offers the ribbon's own buttons, but for those that only Excel or the desktop can serve."""

from __future__ import annotations

from xlscore.excel.buttons import BUTTONS, GROUPS, button
from xlscore.web.offered import NOT_ON_THE_PAGE, offered_groups


def test_every_button_of_the_ribbon_is_offered_or_left_out_for_a_reason() -> None:
    offered = [one["name"] for group in offered_groups() for one in group["buttons"]]

    assert sorted([*offered, *NOT_ON_THE_PAGE]) == sorted(one.name for one in BUTTONS)


def test_groups_and_buttons_stand_in_the_ribbons_order() -> None:
    groups = offered_groups()

    assert [group["group"] for group in groups] == [
        group for group in GROUPS if any(g["group"] == group for g in groups)
    ]
    assert [one["name"] for group in groups for one in group["buttons"]] == [
        one.name for one in BUTTONS if one.name not in NOT_ON_THE_PAGE
    ]


def test_no_promise_of_the_page_is_one_that_only_the_desktop_keeps() -> None:
    helps = {one["name"]: one["help"] for group in offered_groups() for one in group["buttons"]}

    assert "kept beside" in button("next-cycle").supertip
    assert not [name for name, said in helps.items() if "kept beside" in said or "LibreOffice" in said]

"""The places that a name may take beside its station."""

from __future__ import annotations

import random

import pytest

from xlscore.tubemap.geometry.plane import apart, gap
from xlscore.tubemap.model.facts import FOUR_GRADES
from xlscore.tubemap.model.style import Style
from xlscore.tubemap.placing.labels import LONGEST_LEADER, Choice, Marker, label_choices

STYLE = Style()


def choices(*, leaders: bool = False, side: str = "", binds: bool = False) -> list[Choice]:
    boxes = STYLE.label_boxes("Modern Day Slavery and Human Trafficking", FOUR_GRADES)
    return label_choices(
        Marker(100.0, 80.0, 6.0, 0.0, 45), boxes, STYLE.marker, STYLE.gap, side, binds=binds, leaders=leaders
    )


@pytest.mark.parametrize("angle", [0, 45, 90, 135])
def test_a_box_is_as_far_from_a_marker_as_from_the_line_around_which_it_is_drawn(angle: int) -> None:
    dice = random.Random(angle)
    for _ in range(200):
        marker = Marker(50.0, 40.0, dice.choice((0.0, 3.0, 11.0)), dice.choice((0.0, 1.5)), angle)
        left, top, width, height = (dice.uniform(*span) for span in ((10, 90), (5, 70), (3, 30), (3, 15)))
        away = gap((left, top, left + width, top + height), marker.spine)

        if away > 0 and not (left < 50 < left + width and top < 40 < top + height):
            assert marker.gap_to((left, top, width, height), 0.0) == pytest.approx(away)


def test_no_leader_is_longer_than_the_eye_follows() -> None:
    lengths = [apart(*choice.leader) for choice in choices(leaders=True) if choice.leader]

    assert max(lengths) <= LONGEST_LEADER
    assert max(lengths) > LONGEST_LEADER - 5


@pytest.mark.parametrize(
    ("align", "anchor", "corner"),
    [("l", "t", (10, 20)), ("r", "b", (26, 27)), ("c", "m", (18, 23.5)), ("r", "t", (26, 20))],
)
def test_a_text_stands_in_its_box_as_it_is_set(align: str, anchor: str, corner: tuple[float, float]) -> None:
    choice = Choice(("Name",), (10.0, 20.0, 20.0, 10.0), "E", align, anchor, 0.0)

    assert choice.inked(4.0, 3.0) == (*corner, 4.0, 3.0)


def test_the_letters_are_tried_from_twelve_points_downwards_and_never_below_nine() -> None:
    names = [style.name_points for style in STYLE.ladder]

    assert names == sorted(names, reverse=True)
    assert names[0] == 12
    assert min(style.smallest for style in STYLE.ladder) == 9


def test_letters_that_were_small_are_not_made_larger() -> None:
    smaller = STYLE.ladder[2]

    assert max(style.name_points for style in smaller.ladder) == smaller.name_points == 11

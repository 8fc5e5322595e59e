"""The straight ladder: nine commands and more, an area a rung, a disc where a command graded it."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from xlscore.tubemap import Drawing, Facts, Fit, Pin, command_map, draw
from xlscore.tubemap.drawn.ladder_tags import divide, set_tags
from xlscore.tubemap.drawn.shapes import Ellipse, Words
from xlscore.tubemap.judged.metrics import measure
from xlscore.tubemap.model.style import Style

COMMANDS = [
    "North LPA", "South LPA", "West LPA", "PPU", "CJ", "OPC", "SSD", "SCD", "Contact Management", "Local Policing Support",
    "Custody", "Professional Standards", "Corporate Services", "Intelligence",
]  # fmt: skip
AREAS = [
    "Keeping People Safe", "Child Abuse & Sexual Exploitation", "Domestic Abuse", "Gangs", "Dwelling Burglary",
    "Repeat High Harm ASB", "Violence With Injury", "Counter Terrorism and Domestic Extremism",
    "Serious and Organised Crime", "Modern Day Slavery and Human Trafficking", "Digital Crime", "Innovation", "Efficient",
    "Community Focused", "Our People", "Stalking and Harassment", "Rural Crime", "Roads Policing",
    "Fraud and Economic Crime", "Mental Health",
]  # fmt: skip


def grid_of(commands: int, areas: int, seed: int = 1) -> dict[str, dict[str, str]]:
    pick = random.Random(seed)
    return {
        area: {
            command: pick.choice(["Outstanding", "Good", "Good", "RI", "Inadequate", ""])
            for command in COMMANDS[:commands]
        }
        for area in AREAS[:areas]
    }


def ladder_of(commands: int, areas: int, page: str = "A4", seed: int = 1, force: str = "RI") -> Drawing:
    grid = grid_of(commands, areas, seed)
    facts = [
        Facts(area, force, "Outstanding", "not met", of_lines=tuple(own.items()))
        for area, own in grid.items()
    ]
    return draw(
        command_map("Commands", grid, title="Command grades", source="Source: the grid.")[0], facts, page
    )


@pytest.mark.parametrize("page", ["A4", "A3"])
@pytest.mark.parametrize(("commands", "areas"), [(9, 3), (9, 20), (12, 15), (14, 20)])
def test_a_ladder_has_no_fault_and_no_name_in_less_than_ten_points(
    commands: int, areas: int, page: str
) -> None:
    drawing = ladder_of(commands, areas, page)

    found = measure(drawing.xml, drawing.drawn)
    names = [
        shape.points
        for group in drawing.scene.groups
        for shape in group.shapes
        if isinstance(shape, Words) and shape.name == "Name"
    ]

    assert (found.hard, found.turning, found.crossings, found.ambiguous) == (0, 0, 0, 0)
    assert min(names) >= 10
    assert not drawing.remarks


def test_a_disc_stands_where_a_command_graded_an_area_and_nowhere_else() -> None:
    grid, drawing = grid_of(12, 15), ladder_of(12, 15)
    letters = {"Outstanding": "O", "Good": "G", "RI": "RI", "Inadequate": "I"}

    found = {
        (group.name.removeprefix("Station: "), shape.name.removeprefix("Grade: ")): shape.words.lines[0]
        for group in drawing.scene.groups
        if group.name.startswith("Station: ")
        for shape in group.shapes
        if isinstance(shape, Ellipse) and shape.words is not None
    }

    assert found == {
        (area, command): letters[grade]
        for area, own in grid.items()
        for command, grade in own.items()
        if grade
    }


def test_areas_and_commands_stand_as_in_the_grid() -> None:
    drawing = ladder_of(12, 15)
    names = [group.name for group in drawing.scene.groups]
    lanes = [
        group.shapes[0].stroke.start[0]  # type: ignore[union-attr]
        for group in drawing.scene.groups
        if group.name.startswith("Line: ")
    ]

    assert [name for name in names if name.startswith("Station: ")] == [
        f"Station: {area}" for area in AREAS[:15]
    ]
    assert [name for name in names if name.startswith("Line: ")] == [f"Line: {one}" for one in COMMANDS[:12]]
    assert all(one < other for one, other in pairwise(lanes))


def test_no_grade_moves_anything_and_a_ladder_is_drawn_again_in_the_same_bytes() -> None:
    one, other = ladder_of(12, 15), ladder_of(12, 15, force="Outstanding")
    places = [
        [(s.x, s.y) for g in drawing.scene.groups for s in g.shapes if isinstance(s, Ellipse)]
        for drawing in (one, other)
    ]

    assert places[0] == places[1]
    assert ladder_of(12, 15).xml == one.xml


def test_pins_and_the_fit_of_the_map_that_it_was_before_are_left_alone() -> None:
    grid = grid_of(9, 5)
    fit = Fit("A4", 9.0, 10.0, 20.0)
    facts = [Facts(area, "Good", of_lines=tuple(own.items())) for area, own in grid.items()]

    drawing = draw(command_map("Commands", grid)[0], facts, pins=[Pin("Commands", "Gangs", 3, 4)], fit=fit)

    assert (drawing.pins, drawing.fit) == ([], fit)


def test_eight_commands_are_a_map() -> None:
    assert not command_map("Commands", grid_of(8, 6))[0].is_ladder
    assert command_map("Commands", grid_of(9, 6))[0].is_ladder


def test_an_area_of_no_command_stands_below_the_ladder() -> None:
    grid = grid_of(9, 6) | {"Nobody's": dict.fromkeys(COMMANDS[:9], "")}
    facts = [Facts(area, "Good", of_lines=tuple(own.items())) for area, own in grid.items()]

    drawing = draw(command_map("Commands", grid)[0], facts)

    assert "Areas on no line" in {group.name for group in drawing.scene.groups}
    assert measure(drawing.xml, drawing.drawn).hard == 0


@pytest.mark.parametrize(
    ("word", "parts"),
    [("Management", ("Manage", "ment")), ("Standards", ("Stan", "dards")), ("Bbbbbbbb", ("Bbbb", "bbbb"))],
)
def test_a_word_that_has_no_room_is_divided_before_a_syllable(word: str, parts: tuple[str, str]) -> None:
    assert (word[: divide(word)], word[divide(word) :]) == parts


@pytest.mark.parametrize(
    ("names", "apart", "levels"),
    [
        (["A", "B", "C"], 12.0, [0, 0, 0]),
        (["North", "South", "West"], 9.0, [0, 1, 0]),
    ],
)
def test_tags_stand_as_low_as_they_can(names: list[str], apart: float, levels: list[int]) -> None:
    assert [tag.level for tag in set_tags(names, apart, Style())] == levels

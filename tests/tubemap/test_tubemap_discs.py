"""The map of the commands: a disc for every lane with the command's own grade, the force's beside the name."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.support.searched_once import search_once
from tests.support.tubemap_samples import COMMANDS
from xlscore.tubemap import Drawing, Facts, command_map, draw
from xlscore.tubemap.drawn.shapes import Ellipse, Panel, ShapeGroup
from xlscore.tubemap.geometry.fonts import MM_PER_POINT, text_width
from xlscore.tubemap.judged.metrics import measure
from xlscore.tubemap.judged.readback import read_drawing, read_svg
from xlscore.tubemap.model.style import DISCS, style_for
from xlscore.tubemap.placing.discs import Passing, row_of_discs

GRID = {
    "Gangs": {"North": "Good", "South": "RI", "West": "Inadequate"},
    "Burglary": {"North": "RI", "South": "Good", "West": ""},
    "Innovation": {"North": "", "South": "Outstanding", "West": ""},
    "Rural Crime": {"North": "", "South": "N/A", "West": ""},
}
OF_FORCE = {"Gangs": ("RI", "Good", "not met"), "Burglary": ("Good", "", ""), "Innovation": ("", "", "")}


def drawn_of(grid: dict[str, dict[str, str]]) -> Drawing:
    facts = [
        Facts(area, *OF_FORCE.get(area, ("Good", "", "")), of_lines=tuple(grades.items()))
        for area, grades in grid.items()
    ]
    return draw(command_map("Commands", grid, title="Command grades")[0], facts)


@pytest.fixture(scope="module")
def drawn() -> Drawing:
    with pytest.MonkeyPatch.context() as patched:
        search_once(patched, briefly=True)
        return drawn_of(GRID)


def group_of(drawing: Drawing, name: str) -> ShapeGroup:
    return next(group for group in drawing.scene.groups if group.name == name)


def discs_of(drawing: Drawing, area: str) -> dict[str, str]:
    """Return the letter of each command's disc."""
    return {
        shape.name.removeprefix("Grade: "): shape.words.lines[0]
        for shape in group_of(drawing, f"Station: {area}").shapes
        if isinstance(shape, Ellipse) and shape.words is not None
    }


@pytest.mark.parametrize(
    ("area", "letters"),
    [
        ("Gangs", {"North": "G", "South": "RI", "West": "I"}),
        ("Burglary", {"North": "RI", "South": "G"}),
        ("Innovation", {"South": "O"}),
    ],
)
def test_every_lane_has_a_disc_with_the_commands_own_grade(
    drawn: Drawing, area: str, letters: dict[str, str]
) -> None:
    assert discs_of(drawn, area) == letters


def test_the_forces_grade_stands_beside_the_name_with_its_change_and_its_redline(drawn: Drawing) -> None:
    panels = [shape for shape in group_of(drawn, "Station: Gangs").shapes if isinstance(shape, Panel)]

    said = {panel.name: panel.words.lines[0] for panel in panels if panel.words is not None}

    assert said == {"Force": "Force: RI"}
    assert {"Change", "Redline"} <= {panel.name for panel in panels}


def test_the_heading_says_whose_grades_it_counts(drawn: Drawing) -> None:
    assert group_of(drawn, "Heading").alt == (
        "Command grades. Command grades: 1 Outstanding · 2 Good · 2 Requires Improvement · 1 Inadequate."
        " Force: 2 Good · 1 Requires Improvement · 1 Not graded; 1 deteriorated since last cycle."
    )


def test_the_key_explains_both(drawn: Drawing) -> None:
    entries = {group.name for group in drawn.scene.groups}

    assert {"Key: Disc: the command’s grade", "Key: Beside a name: the force’s"} <= entries
    assert {"Key: Force improved since last cycle", "Key: Force deteriorated since last cycle"} <= entries


@pytest.mark.parametrize(
    ("area", "sentence"),
    [
        (
            "Gangs",
            "Gangs is graded Requires Improvement for the force, deteriorated from Good last cycle; its redline measures are"
            " not met; the commands’ own grades are North Good, South Requires Improvement and West Inadequate.",
        ),
        (
            "Innovation",
            "Innovation is not graded for the force; the one command that graded it is South Outstanding.",
        ),
        ("Rural Crime", "Rural Crime is graded Good for the force; no command has graded it."),
    ],
)
def test_the_sentence_of_a_station_tells_every_commands_grade(
    drawn: Drawing, area: str, sentence: str
) -> None:
    assert group_of(drawn, f"Station: {area}").alt == sentence
    assert [row[6] for row in drawn.data_rows if row[1] == area] == [sentence]


def test_an_area_that_no_command_graded_stands_below_with_the_forces_grade_beside_it(drawn: Drawing) -> None:
    assert discs_of(drawn, "Rural Crime") == {"Grade": "–"}
    assert group_of(drawn, "Areas on no line").shapes[0].lines == ("Graded by no command",)  # type: ignore[union-attr]


def test_a_map_of_themes_has_one_disc_as_ever() -> None:
    assert style_for(15).graded is False


@pytest.mark.usefixtures("searched_briefly")
def test_grades_that_nobody_gives_are_told() -> None:
    made, _ = command_map("Commands", GRID)

    drawing = draw(made, [Facts(area) for area in GRID])

    assert any("none of their own grades" in remark.sentence for remark in drawing.remarks)


def test_the_longest_letters_fit_in_their_disc_and_discs_side_by_side_do_not_touch() -> None:
    style = style_for(15, graded=True)
    wide, high = text_width("RI", style.letter, True), 0.716 * style.letter * MM_PER_POINT

    assert (wide**2 + high**2) ** 0.5 <= 2 * style.disc
    assert style.letter >= 9.0
    assert 2 * style.disc < style.lane == DISCS["lane"]


def test_the_sample_has_no_fault_and_each_disc_lies_on_its_own_line(
    drawing_of: Callable[[str], Drawing],
) -> None:
    drawing = drawing_of(COMMANDS)
    printed, again = read_drawing(drawing.xml), read_svg(drawing.svg)
    lines = {group.removeprefix("Line: "): stroke for group, stroke, _ in printed.strokes}

    assert measure(drawing.xml, drawing.drawn).hard == 0
    assert len(printed.marks) == len(again.marks)
    for area in ("Innovation", "Our People", "Efficient"):
        for shape in group_of(drawing, f"Station: {area}").shapes:
            if isinstance(shape, Ellipse):
                middle = (shape.x + shape.width / 2, shape.y + shape.height / 2)
                points = lines[shape.name.removeprefix("Grade: ")].flattened(4)
                assert min(_off(middle, a, b) for a, b in pairwise(points)) < 0.5


EAST, SOUTH, NORTH_EAST = (1.0, 0.0), (0.0, 1.0), (0.5**0.5, -(0.5**0.5))


def test_lines_that_turn_in_a_bundle_have_their_discs_in_their_corners() -> None:
    corners = [(4.3 * lane, 4.3 * lane) for lane in range(4)]

    _, discs = row_of_discs(tuple(Passing((corner,), (EAST, SOUTH)) for corner in corners), 4.3)

    assert discs == tuple(pytest.approx(corner) for corner in corners)


@pytest.mark.parametrize(("comes_in", "gap"), [(0.0, 1), (12.9, 3)], ids=["above", "below"])
def test_a_line_that_comes_in_aslant_has_its_disc_in_the_gap_where_it_comes_in(
    comes_in: float, gap: int
) -> None:
    lanes = [4.3 * lane for lane in range(6) if lane not in (1, 3)]
    square = [Passing(((0.0, lane),), (EAST,)) for lane in lanes]
    aslant = Passing(((0.0, comes_in + 4.3),), (NORTH_EAST,))

    _, discs = row_of_discs((*square, aslant), 4.3)

    assert discs[-1] == pytest.approx((0.0, 4.3 * gap), abs=0.2)
    assert discs[:-1] == tuple(pytest.approx((0.0, lane), abs=0.2) for lane in lanes)


def _off(point: tuple[float, float], one: tuple[float, float], other: tuple[float, float]) -> float:
    (x, y), (a, b), (c, d) = point, one, other
    long = (c - a) ** 2 + (d - b) ** 2 or 1.0
    along = max(0.0, min(1.0, ((x - a) * (c - a) + (y - b) * (d - b)) / long))
    return ((x - a - along * (c - a)) ** 2 + (y - b - along * (d - b)) ** 2) ** 0.5

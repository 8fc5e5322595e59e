"""The heading and the key around a map."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.support.tubemap_samples import ADDITIONAL, COMMANDS, FORCE
from xlscore.tubemap import Drawing, Facts, Line, Stop, build_map, draw
from xlscore.tubemap.drawn.cut import cut_short
from xlscore.tubemap.drawn.key import plan_key
from xlscore.tubemap.drawn.scene import plan_tray
from xlscore.tubemap.drawn.shapes import Scene, ShapeGroup, Words
from xlscore.tubemap.geometry.fonts import text_width
from xlscore.tubemap.judged.readback import read_svg
from xlscore.tubemap.model.commands import command_map
from xlscore.tubemap.model.facts import FOUR_GRADES
from xlscore.tubemap.model.style import PAGES, Style

pytestmark = pytest.mark.usefixtures("searched_briefly")
STOPS = [Stop("A", 1, "X"), Stop("A", 2, "Y")]


def heading_of(drawing: Drawing) -> str:
    return next(group.alt or "" for group in drawing.scene.groups if group.name == "Heading")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ([], "M. 2 Not graded."),
        ([Facts("X", "Good"), Facts("Y", "RI")], "M. 1 Good · 1 Requires Improvement."),
        ([Facts("X", "", "Good"), Facts("Y", "", "RI")], "M. 2 Not graded."),
        ([Facts("X", "Good", "Good"), Facts("Y", "Good")], "M. 2 Good. No change since last cycle."),
        (
            [Facts("X", "Good", agreed=False), Facts("Y", "RI")],
            "M. 1 Good · 1 Requires Improvement. 1 suggested, not yet agreed.",
        ),
        (
            [Facts("X", "Good", "RI", agreed=False), Facts("Y", "RI", "RI", agreed=False)],
            "M. 1 Good · 1 Requires Improvement. 1 improved since last cycle · 2 suggested, not yet agreed.",
        ),
        (
            [Facts("X", "Good", "RI"), Facts("Y", "RI", "Good")],
            "M. 1 Good · 1 Requires Improvement. 1 improved · 1 deteriorated since last cycle.",
        ),
    ],
)
@pytest.mark.slow
def test_the_heading_counts_grades_and_the_changes_that_are_known(facts: list[Facts], said: str) -> None:
    drawn, _ = build_map("M", STOPS)

    assert heading_of(draw(drawn, facts)) == said


@pytest.mark.slow
def test_a_long_title_is_set_smaller_and_then_cut_and_never_meets_the_counts() -> None:
    drawn, _ = build_map("M", STOPS, title="The gradings of the force and of its commands " * 5)

    texts = {text.name: text for text in read_svg(draw(drawn).svg).texts if text.group == "Heading"}

    assert texts["Title"].lines[0].endswith("…")
    assert texts["Title"].box[2] < texts["Counts"].box[0]


@pytest.mark.slow
def test_long_names_of_many_lines_stay_on_the_page_and_apart_in_the_key() -> None:
    names = [f"A line with quite a long name, number {number}" for number in range(12)]
    stops = [Stop(name, place, f"Area {place}") for name in names for place in (1, 2)]
    drawn, _ = build_map("M", stops, [Line(name) for name in names])

    printed = read_svg(draw(drawn).svg)

    boxes = [text.box for text in printed.texts if text.group.startswith("Key")]
    assert len(boxes) > 20
    assert all(left >= 0 and right <= 270.55 for left, _, right, _ in boxes)
    assert not any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] - 0.3 and other[1] < one[3] - 0.3
        for number, one in enumerate(boxes)
        for other in boxes[:number]
    )


@pytest.mark.slow
def test_a_long_source_takes_two_lines_below_the_key() -> None:
    source = "Grades: a paper with a long name, published on a day, " * 6
    drawn, _ = build_map("M", STOPS, source=source)

    lines = next(text.lines for text in read_svg(draw(drawn).svg).texts if text.name == "Source")

    assert len(lines) == 2
    assert re.sub(r"\s+", " ", " ".join(lines)) == source.strip()
    assert all(text_width(line, 9.0) <= 270.5 for line in lines)


def test_the_words_of_the_key_are_as_large_as_leaves_the_map_its_room() -> None:
    few, _ = build_map("M", [Stop("A", 1, "X"), Stop("A", 2, "Y")])
    many, _ = build_map(
        "M", [Stop(f"A line with a long name {n}", place, f"X{place}") for n in range(9) for place in (1, 2)]
    )

    plans = [plan_key(drawn, FOUR_GRADES, PAGES["A4"]) for drawn in (few, many)]

    assert plans[0].points == 11
    assert not any("…" in tag for plan in plans for column in plan.lines for tag, _ in column)
    assert all(9 <= plan.points <= 11 for plan in plans)


@pytest.mark.parametrize(("parked", "points"), [(4, 12.0), (15, 9.0)])
def test_areas_on_no_line_have_smaller_letters_before_they_take_the_map_its_room(
    parked: int, points: float
) -> None:
    areas = [f"Some Area of Policing {n}" for n in range(parked)]
    drawn, _ = build_map("M", [Stop("A", 1, "X"), Stop("A", 2, "Y")], areas=areas)

    tray, (_, _, _, left) = plan_tray(drawn, FOUR_GRADES, (0.0, 18.0, 270.5, 130.0), Style())

    assert tray is not None
    assert tray.style.name_points == points
    assert left >= 0.45 * 130.0


LONG = (
    "Working together across the whole of the county with partners and communities to protect the vulnerable"
)


@pytest.mark.slow
@pytest.mark.parametrize(("letters", "lines"), [(30, 1), (60, 2), (103, 3)])
def test_a_long_name_goes_on_in_the_next_row_of_the_key(letters: int, lines: int) -> None:
    name = LONG[:letters].strip()
    drawn, _ = build_map(
        "M", [Stop(line, place, area) for line in (name, "Another") for place, area in enumerate("XY")]
    )

    drawing = draw(drawn)

    printed = read_svg(drawing.svg)
    (entry,) = [text for text in printed.texts if text.group == f"Key: {name}"]
    others = [text for text in printed.texts if text.group.startswith("Key: ") and text is not entry]
    assert (" ".join(entry.lines), len(entry.lines)) == (name, lines)
    assert not [remark for remark in drawing.remarks if "not all there" in remark.wrong]
    assert not any(
        entry.box[0] < other.box[2]
        and other.box[0] < entry.box[2]
        and entry.box[1] < other.box[3]
        and other.box[1] < entry.box[3]
        for other in others
    )


def words_of(name: str, text: str) -> Words:
    return Words(name, 0.0, 0.0, 10.0, 4.0, tuple(text.split("\n")), 9.0, "000000")


@pytest.mark.parametrize(
    ("group", "shown", "said"),
    [
        ("Key: A-Line", "A-L…", "the name of the line 'A-Line' in the key is not all there"),
        ("Tag: A-Line", "A-\nLine", None),
        ("Tag: A-Line", "A-L…", "the name tag of the line 'A-Line' is not all there"),
        ("Station: Rural Crime", "Rural\nCrime", None),
        ("Station: Rural Crime", "Rural Cr…", "the name of the station 'Rural Crime' is not all there"),
    ],
)
def test_a_name_that_is_broken_into_lines_is_all_there_and_one_that_is_cut_is_said(
    group: str, shown: str, said: str | None
) -> None:
    drawn, _ = build_map("M", [Stop("A-Line", 1, "Rural Crime")])
    whole = {
        "Heading": words_of("Title", "M"),
        "Key: A-Line": words_of("Words", "A-Line"),
        "Tag: A-Line": words_of("Tag", "A-Line"),
        "Station: Rural Crime": words_of("Name", "Rural Crime"),
    }
    whole[group] = words_of(whole[group].name, shown)
    groups = tuple(ShapeGroup(name, None, (words,)) for name, words in whole.items())

    found = cut_short(drawn, Scene("M", "", 270.0, 190.0, 1.0, groups))

    assert [remark.wrong for remark in found] == ([] if said is None else [said])


@pytest.mark.parametrize("name", [FORCE, ADDITIONAL, COMMANDS])
def test_all_names_of_the_sample_maps_are_all_there(drawing_of: Callable[..., Drawing], name: str) -> None:
    drawing = drawing_of(name)

    assert cut_short(drawing.drawn, drawing.scene) == []


@pytest.mark.slow
def test_the_names_of_a_ladder_are_all_there_or_said() -> None:
    grid = {area: {f"{LONG} {n}": "Good" for n in range(12)} for area in ("Gangs", "Burglary")}

    drawing = draw(command_map("Commands", grid)[0])

    tags = [text.lines for text in read_svg(drawing.svg).texts if text.group.startswith("Tag: ")]
    whole = ["".join(lines).replace("-", "").replace(" ", "") == LONG.replace(" ", "") + str(n) for n, lines in enumerate(tags)]  # fmt: skip
    said = [remark.wrong for remark in drawing.remarks if "name tag" in remark.wrong]
    assert len(tags) == 12
    assert len(said) == whole.count(False)

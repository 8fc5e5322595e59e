"""Lines told apart: in full colour, in greyscale, and by colour-blind readers, by colour or by pattern; all of it computed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from itertools import combinations, pairwise
from math import inf

import pytest

from tests.support.networks import random_network
from tests.support.tubemap_samples import ADDITIONAL, COMMANDS, FORCE, sample_map
from xlscore.rules.words import name_key
from xlscore.tubemap import Drawing, Line, Map, Stop, build_map, command_map, draw
from xlscore.tubemap.drawn.patterns import line_shapes
from xlscore.tubemap.drawn.shapes import Dashes, Path
from xlscore.tubemap.geometry.plane import to_segment
from xlscore.tubemap.judged.readback import read_drawing, read_svg
from xlscore.tubemap.model.colours import GRADE_FILLS, View, black_or_white, contrast, difference, seen
from xlscore.tubemap.model.facts import DETERIORATED, IMPROVED, REDLINE
from xlscore.tubemap.model.looks import (
    APART,
    LEAST_CONTRAST,
    LINE_COLOURS,
    LineLook,
    Pattern,
    alike,
    read_look,
)
from xlscore.tubemap.placing.strokes import Curve, Stroke

PAGE = "FFFFFF"
FROM_A_GRADE = 16.0
"""How far, in CIEDE2000, every line's colour is from every grade's and every sign's."""
IN_FULL_COLOUR = 14.0
"""How far any two of the twelve are from each other, whatever their patterns."""
TWELVE = [f"Command {letter}" for letter in "ABCDEFGHIJKL"]


def bundle(lines: int) -> Map:
    """Return a map all of whose lines meet, as commands do."""
    return build_map("M", [Stop(f"Line {n}", k, f"Area {k}") for n in range(lines) for k in (1, 2)])[0]


def meeting(drawn: Map) -> Iterable[tuple[Line, Line]]:
    return ((one, two) for one, two in combinations(drawn.lines, 2) if set(one.areas) & set(two.areas))


def confused(drawn: Map) -> list[tuple[str, str]]:
    """Return the lines that meet and cannot be told apart in some view, measured anew."""
    return [
        (one.name, two.name)
        for one, two in meeting(drawn)
        if one.pattern is two.pattern
        and min(difference(one.colour, two.colour, view) for view in View) < APART
    ]


# The published test data of Sharma, Wu and Dalal (2005) are in CIELAB; these are sRGB colours whose differences were
# computed with an independent implementation of the formula.
@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("000000", "FFFFFF", 100.0),
        ("FF0000", "00FF00", 86.6),
        ("0000FF", "FFFF00", 103.4),
        ("808080", "808080", 0.0),
    ],
)
def test_differences_are_those_of_ciede2000(one: str, other: str, apart: float) -> None:
    assert difference(one, other) == pytest.approx(apart, abs=0.05)


def test_a_colour_blind_reader_sees_red_and_green_alike_and_grey_as_it_is() -> None:
    for view in (View.PROTAN, View.DEUTAN):
        assert difference("B36305", "6E8B00", view) < difference("B36305", "6E8B00") / 2

    assert {seen("808080", view) for view in View} == {"808080"}


def test_every_line_has_a_contrast_of_three_to_the_page_and_its_tag_of_four_and_a_half() -> None:
    assert min(contrast(colour, PAGE) for colour in LINE_COLOURS) >= LEAST_CONTRAST
    assert min(contrast(colour, black_or_white(colour)) for colour in LINE_COLOURS) >= 4.5
    assert min(contrast(seen(colour, view), PAGE) for colour in LINE_COLOURS for view in View) >= 2.5


def test_no_line_has_a_colour_like_a_grade_s() -> None:
    grades = {*GRADE_FILLS.values(), IMPROVED, DETERIORATED, REDLINE}

    assert min(difference(line, grade) for line in LINE_COLOURS for grade in grades) >= FROM_A_GRADE


def test_any_two_of_the_twelve_differ_in_full_colour_whether_they_meet_or_not() -> None:
    assert len(set(LINE_COLOURS)) == 12
    assert min(difference(one, two) for one, two in combinations(LINE_COLOURS, 2)) >= IN_FULL_COLOUR


@pytest.mark.parametrize("lines", [2, 6, 7, 8, 12, 13, 18, 24])
def test_lines_that_all_meet_differ_in_every_view(lines: int) -> None:
    drawn = bundle(lines)

    assert confused(drawn) == []
    assert len({line.look for line in drawn.lines}) == lines


def test_twelve_lines_are_plain_then_cased_then_dashed() -> None:
    patterns = [line.pattern for line in bundle(12).lines]

    assert patterns == [Pattern.PLAIN] * 5 + [Pattern.CASED] * 4 + [Pattern.DASHED] * 3


def test_no_two_plain_lines_of_twelve_pass_for_black() -> None:
    dark = [line.colour for line in bundle(12).lines if contrast(line.colour, "000000") < 1.5]

    assert dark == ["000000"]
    assert len({line.look for line in bundle(12).lines}) == 12


def test_lines_that_do_not_meet_need_no_pattern() -> None:
    drawn, _ = build_map("M", [Stop(f"Line {n}", k, f"Area {n}{k}") for n in range(9) for k in (1, 2)])

    assert {line.pattern for line in drawn.lines} == {Pattern.PLAIN}
    assert len({line.colour for line in drawn.lines}) == 9


@pytest.mark.parametrize("name", [FORCE, ADDITIONAL, COMMANDS])
def test_the_lines_of_the_samples_differ_in_every_view_where_they_meet(name: str) -> None:
    assert confused(sample_map(name)) == []


def test_the_lines_of_random_networks_differ_in_every_view_where_they_meet() -> None:
    for number in range(60):
        drawn, _ = random_network(number)

        assert confused(drawn) == [], number
        assert len({line.look for line in drawn.lines}) == len(drawn.lines), number


def test_the_lines_of_random_grids_of_many_commands_differ_too() -> None:
    dice = random.Random(1)
    for number in range(40):
        commands = [f"Command {n}" for n in range(dice.randint(6, 24))]
        grid = {
            f"Area {n}": {command: dice.choice(("Good", "", "N/A")) for command in commands}
            for n in range(15)
        }
        drawn, remarks = command_map("M", grid)

        assert (confused(drawn), remarks) == ([], []), number
        assert len({line.look for line in drawn.lines}) == len(drawn.lines), number


def looks(drawn: Map) -> dict[str, str]:
    return {name_key(line.name): line.look.word for line in drawn.lines}


@pytest.mark.parametrize("new", ["AA", "CC", "Z"])
def test_a_line_keeps_its_look_when_another_comes_before_between_or_behind(new: str) -> None:
    def grid(commands: Iterable[str]) -> dict[str, dict[str, str]]:
        return {area: dict.fromkeys(commands, "Good") for area in ("Gangs", "Hate")}

    before = looks(command_map("M", grid("ABCDEFGH"))[0])
    after = command_map("M", grid(sorted([*"ABCDEFGH", new])), kept=before)[0]

    assert {name: look for name, look in looks(after).items() if name in before} == before
    assert confused(after) == []


def test_lines_that_come_to_meet_keep_their_colours_and_one_gets_a_pattern() -> None:
    def built(kept: dict[str, str], *more: Stop) -> Map:
        apart = [Stop(f"Line {n}", k, f"Area {n}{k}") for n in range(12) for k in (1, 2)]
        return build_map("M", [*apart, *more], kept=kept)[0]

    before = built({})
    after = built(looks(before), *(Stop(f"Line {n}", 3, "Hub") for n in range(12)))

    assert [line.colour for line in after.lines] == [line.colour for line in before.lines]
    assert confused(after) == []


def test_typed_colours_stay_and_the_others_are_chosen_beside_them() -> None:
    stops = [Stop(line, k, f"Area {k}") for line in TWELVE for k in (1, 2)]
    typed = [Line("Command C", colour="1a5fb4"), Line("Command D", colour="#7A0A4A, dashed")]

    drawn, remarks = build_map("M", stops, typed)

    found = looks(drawn)
    assert (found["commandc"], found["commandd"]) == ("1A5FB4", "7A0A4A dashed")
    assert (confused(drawn), remarks) == ([], [])


@pytest.mark.parametrize(
    ("colours", "wrong"),
    [
        (("E58FB8",), ["its colour E58FB8 is too pale for the page (a contrast of 2.35; 3 is the least)"]),
        (("FFCC00",), ["its colour FFCC00 is too pale for the page (a contrast of 1.51; 3 is the least), is like the grade Requires Improvement's"]),
        (("003688",), ["its colour 003688 is like the grade Outstanding's"]),
        (("B01830",), ["its colour B01830 is like the grade Inadequate's"]),
        (("0977CE", "0977CE"), ["its colour 0977CE cannot be told from that of “Command A”"]),
        (("7A0A4A", "3E4A00"), ["its colour 3E4A00 cannot be told from that of “Command A” in greyscale"]),
        (
            ("A04000", "5A6A00"),
            ["its colour 5A6A00 cannot be told from that of “Command A” in greyscale, with red blindness and with green blindness"],
        ),
        (("7A0A4A", "3E4A00 cased"), []),
        (("0977CE", "0977CE cased"), []),
        (("0977CE", "7A0A4A"), []),
        (("3688",), ["its colour 003688 is like the grade Outstanding's"]),
        (("blue",), ["“blue” is no colour"]),
        (("#12",), ["“#12” is no colour"]),
        (("0977CE striped",), ["“0977CE striped” is no colour"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_typed_colour_is_told_and_the_colour_stays(
    colours: tuple[str, ...], wrong: list[str]
) -> None:
    stops = [Stop(line, k, f"Area {k}") for line in TWELVE[: len(colours)] for k in (1, 2)]
    lines = [Line(name, colour=colour) for name, colour in zip(TWELVE, colours, strict=False)]

    drawn, remarks = build_map("M", stops, lines)

    assert [remark.wrong for remark in remarks] == wrong
    for line, typed in zip(drawn.lines, colours, strict=True):
        assert read_look(typed) in (line.look, None)


def test_a_pattern_is_advised_only_where_it_would_help() -> None:
    stops = [Stop(line, k, f"Area {k}") for line in TWELVE[:3] for k in (1, 2)]
    lines = [Line(TWELVE[0], colour="FFCC00"), Line(TWELVE[1], colour="0977CE cased"), Line(TWELVE[2], colour="0977CE cased")]  # fmt: skip

    pale, same = (remark.action for remark in build_map("M", stops, lines)[1])

    assert "pattern" not in pale
    assert "as in 0977CE dashed" in same


def test_typed_colours_of_lines_that_do_not_meet_need_only_differ_in_full_colour() -> None:
    stops = [Stop(line, k, f"{line} {k}") for line in TWELVE[:2] for k in (1, 2)]
    lines = [Line(TWELVE[0], colour="7A0A4A"), Line(TWELVE[1], colour="3E4A00")]

    assert build_map("M", stops, lines)[1] == []


def test_a_look_that_differs_by_its_pattern_alone_is_never_alike() -> None:
    looks = [LineLook("0977CE", pattern) for pattern in Pattern]

    assert all(alike(one, two) == [] for one, two in combinations(looks, 2))
    assert alike(looks[0], looks[0]) == list(View)


BENT = Stroke((0.0, 0.0), ((20.0, 0.0), Curve((22.2, 0.0), (24.0, 1.8), (24.0, 4.0)), (24.0, 30.0)))


@pytest.mark.parametrize("pattern", [Pattern.DASHED, Pattern.BARRED])
def test_dashes_lie_on_their_line_and_leave_colour_between(pattern: Pattern) -> None:
    line, dashes = line_shapes("Path", [BENT], LineLook("0977CE", pattern), 2.3)
    assert isinstance(line, Path)
    assert isinstance(dashes, Dashes)

    track = list(pairwise(BENT.flattened(60)))
    for point in (point for piece in dashes.pieces for point in piece):
        assert min(to_segment(point, one, two) for one, two in track) < 0.05
    ends = [(one[-1], two[0]) for one, two in pairwise(dashes.pieces)]
    assert len(ends) >= 5
    assert min(((a - x) ** 2 + (b - y) ** 2) ** 0.5 for (a, b), (x, y) in ends) > 1.0


def test_a_line_of_one_station_has_no_dashes() -> None:
    point = Stroke((3.0, 3.0), ((3.0, 3.0),))

    assert len(line_shapes("Path", [point], LineLook("0977CE", Pattern.DASHED), 2.3)) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("searched_briefly")
def test_worksheet_and_picture_have_the_same_patterns_on_lines_tags_and_key() -> None:
    typed = [Line("Line 0", colour="0977CE cased"), Line("Line 1", colour="0977CE dashed"), Line("Line 2", colour="0977CE barred")]  # fmt: skip
    stops = [Stop(f"Line {n}", k, f"Area {k + n * (k % 2)}") for n in range(3) for k in (1, 2, 4)]
    drawing = draw(build_map("M", stops, typed)[0])

    cores = [read(text).cores for read, text in ((read_drawing, drawing.xml), (read_svg, drawing.svg))]

    assert {group for group, _, _ in cores[0]} == {f"{part}: Line {n}" for part in ("Line", "Tag", "Key") for n in range(3)}  # fmt: skip
    for (group, strokes, width), (other, others, wide) in zip(*cores, strict=True):
        assert (group, len(strokes)) == (other, len(others))
        assert width == pytest.approx(wide, abs=1e-3)
        apart = max((x - a) ** 2 + (y - b) ** 2 for one, two in zip(strokes, others, strict=True) for (x, y), (a, b) in zip(one.flattened(), two.flattened(), strict=True))  # fmt: skip
        assert apart**0.5 < 0.001


@pytest.mark.parametrize("name", [FORCE, ADDITIONAL, COMMANDS])
def test_what_is_written_has_the_colours_and_patterns_of_the_map(
    drawing_of: Callable[..., Drawing], name: str
) -> None:
    drawing = drawing_of(name)

    for line in drawing.drawn.lines:
        group = re.search(rf'<g data-name="Line: {re.escape(line.name)}".*?</g>', drawing.svg)
        assert group is not None
        written = set(re.findall(r'stroke="#(\w+)"', group[0]))
        assert written == {line.colour} | ({PAGE} if line.pattern is not Pattern.PLAIN else set())
    least = min((difference(a.colour, b.colour, view) for a, b in meeting(drawing.drawn) if a.pattern is b.pattern for view in View), default=inf)  # fmt: skip
    assert least >= APART

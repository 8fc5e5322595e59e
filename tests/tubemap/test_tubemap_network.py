"""The tables of a map: what is read, what is drawn with a remark, what is refused."""

from __future__ import annotations

import pytest

from xlscore.tubemap import Line, Map, Stop, TubeMapError, build_map, command_map
from xlscore.tubemap.model.looks import LINE_COLOURS


def stops(line: str, *areas: str) -> list[Stop]:
    return [Stop(line, number, area) for number, area in enumerate(areas, start=1)]


def built(*rows: Stop, **more: object) -> Map:
    return build_map("M", rows, **more)[0]  # type: ignore[arg-type]


def test_stops_are_put_in_the_order_of_their_sequence() -> None:
    drawn = built(Stop("A", 3, "C"), Stop("A", "1", "A"), Stop("A", 2.0, "B"))

    assert drawn.lines[0].paths == (("A", "B", "C"),)


def test_two_spellings_of_one_area_are_one_station() -> None:
    drawn = built(*stops("A", "Gangs ", "Hate"), *stops("B", "gangs", "Hate\u00a0"))

    assert drawn.areas == ("Gangs", "Hate")


@pytest.mark.parametrize(
    ("sequences", "paths"),
    [
        (["1", "2", "3", "2a", "3a"], (("S1", "S2", "S3"), ("S1", "S2a", "S3a"))),
        (["1", "2", "3", "3a"], (("S1", "S2", "S3"), ("S2", "S3a"))),
        (["2", "3", "1a"], (("S2", "S3"), ("S1a", "S2"))),
    ],
)
def test_a_letter_in_the_sequence_makes_a_branch(
    sequences: list[str], paths: tuple[tuple[str, ...], ...]
) -> None:
    drawn = built(*(Stop("A", sequence, f"S{sequence}") for sequence in sequences))

    assert drawn.lines[0].paths == paths


def test_a_ring_ends_where_it_began() -> None:
    drawn = built(*stops("Circle", "A", "B", "C", "A"))

    assert drawn.lines[0].paths == (("A", "B", "C", "A"),)
    assert drawn.lines[0].areas == ("A", "B", "C")


def test_a_line_that_goes_back_the_way_it_came_is_drawn_once_with_a_remark() -> None:
    drawn, remarks = build_map("M", stops("A", "X", "Y", "Z", "Y", "W"))

    assert drawn.lines[0].paths == (("X", "Y", "Z"), ("Y", "W"))
    assert "more than once" in remarks[0].sentence


def test_an_area_that_follows_itself_is_drawn_once_with_a_remark() -> None:
    drawn, remarks = build_map("M", stops("A", "X", "X", "Y"))

    assert drawn.lines[0].paths == (("X", "Y"),)
    assert "follows itself" in remarks[0].sentence


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no areas"),
        ([Stop("A", 1, "X"), Stop("A", 1, "Y")], "both at stop 1"),
        ([Stop("A", "first", "X")], "write a number"),
        ([Stop("A", "1a", "X"), Stop("A", "2a", "Y")], "number the stops of its main path"),
        (stops("A", "X" * 121), "121 letters"),
        (stops("A", *(f"S{n}" for n in range(201))), "at most 200"),
        ([Stop(f"L{n}", 1, "X") for n in range(25)], "at most 24"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(rows: list[Stop], words: str) -> None:
    with pytest.raises(TubeMapError, match=words) as refused:
        build_map("M", rows)

    assert refused.value.sentence.endswith(".")


def test_two_hundred_areas_are_accepted() -> None:
    assert len(built(*stops("A", *(f"S{n}" for n in range(200)))).stations) == 200


def test_a_line_listed_twice_is_refused() -> None:
    with pytest.raises(TubeMapError, match="listed twice"):
        build_map("M", stops("A", "X", "Y"), [Line("A"), Line(" a ")])


def test_a_line_without_stops_and_a_bad_colour_are_remarked() -> None:
    drawn, remarks = build_map("M", stops("A", "X", "Y"), [Line("A", colour="blue"), Line("B")])

    assert [line.name for line in drawn.lines] == ["A"]
    assert {remark.about for remark in remarks} == {"Line A", "Line B"}


def test_each_line_has_a_colour_and_typed_ones_are_kept() -> None:
    drawn = built(*stops("A", "X", "Y"), *stops("B", "X", "Y"), lines=[Line("B", colour="#003688")])

    assert {line.name: line.colour for line in drawn.lines} == {"B": "003688", "A": LINE_COLOURS[0]}


def test_areas_on_no_line_are_parked() -> None:
    drawn = built(*stops("A", "X", "Y"), areas=["Y", "Z"])

    assert drawn.stations == ("X", "Y")
    assert drawn.parked == ("Z",)


@pytest.mark.parametrize("grade", ["N/A", "", "-", " n/a ", "Not graded"])
def test_a_command_does_not_stop_where_it_did_not_grade(grade: str) -> None:
    drawn, _ = command_map("M", {"X": {"N": "Good", "S": grade}, "Y": {"N": "RI", "S": "Good"}})

    assert [(line.name, set(line.areas)) for line in drawn.lines] == [("N", {"X", "Y"}), ("S", {"Y"})]


def test_signs_that_no_file_can_hold_are_left_out() -> None:
    drawn = built(*stops("A", "Gangs\x01\nand more", "Hate"))

    assert drawn.areas[0] == "Gangs and more"

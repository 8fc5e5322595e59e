"""A line or an area with a new name stays where it was; what moves on the page all the same is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from tests.books.test_books_maps_pinned import MakeBook, Rows, pinned
from xlscore.books import draw_tube_map
from xlscore.books.maps.keeping import KeptMap, KeptShapes
from xlscore.books.maps.renamed import renamed_lines
from xlscore.books.maps.rows import hand_in_pins
from xlscore.books.maps.shifted import shifted_problem
from xlscore.tubemap import Fit, Stop, build_map
from xlscore.tubemap.byhand.pieces import Piece

pytestmark = pytest.mark.cases

GRID: Final[Rows] = [
    ["Area", "North", "South", "East", "Final grade"],
    ["Burglary", "RI", "Good", "Good", "Good"],
    ["Robbery", "RI", "RI", "Good", "RI"],
    ["Gangs", "Good", "Good", "RI", "Good"],
    ["Our People", None, "Good", "Good", "Good"],
]
PINS: Final[Rows] = [
    ["Map", "Area", "Column", "Row", "Label side"],
    ["Commands", "Burglary", 3, 6, "above"],
    [None, "Robbery", 8, 6, "above"],
    [None, "Gangs", 13, 6, "above"],
    [None, "Our People", 18, 6, "above"],
]


@pytest.mark.parametrize("forgetful", [False, True], ids=["", "without memory of the shapes"])
@pytest.mark.parametrize(
    "names",
    [
        {"North": "Northern Area"},
        {"South": "CJ, Custody"},
        {"Gangs": "Gangs and County Lines"},
        {"North": "Northern Area", "Gangs": "Gangs and County Lines"},
        {"North": "Zebra", "South": "Yak", "East": "Xerus", "Burglary": "Burglaries", "Our People": "People"},
    ],
    ids=["a command", "a command with a comma", "an area", "one of both", "all commands and two areas"],
)  # fmt: skip
def test_what_has_a_new_name_stands_and_runs_where_it_did_and_looks_alike(
    make_book: MakeBook, names: dict[str, str], forgetful: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = make_book(pinned(Grid=GRID, Stops=[["nothing here"]], Pins=PINS))
    hand_in_pins(book)
    first = draw_tube_map(book, "Commands").maps[0].drawing
    if forgetful:
        monkeypatch.setattr("xlscore.books.maps.renamed.kept_shapes", lambda *_: None)

    grid = [[names.get(str(cell), cell) for cell in row] for row in GRID]
    book.sheets["Grid"]["A1"].value = grid
    result = draw_tube_map(book, "Commands")

    again = result.maps[0].drawing
    assert result.problems == ()
    assert {names.get(pin.area, pin.area): (pin.column, pin.row, pin.side) for pin in first.pins} == {
        pin.area: (pin.column, pin.row, pin.side) for pin in again.pins
    }
    assert {names.get(line.name, line.name): line.look for line in first.drawn.lines} == {
        line.name: line.look for line in again.drawn.lines
    }
    assert first.fit is not None
    assert again.fit is not None
    lanes = [{(names.get(lane.line, lane.line), lane.corridor, lane.lane) for lane in fit.lanes} for fit in (first.fit, again.fit)]  # fmt: skip
    assert lanes[0] == lanes[1]


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ({"A": "xyz", "B": "xy"}, {"C": "xyz", "B": "xy"}, {"A": "C"}),
        ({"A": "xyz", "B": "xy"}, {"C": "xy", "A": "xyz"}, {"B": "C"}),
        ({"A": "xyz", "B": "uv"}, {"C": "uv", "D": "xyz"}, {"A": "D", "B": "C"}),
        ({"A": "xyz", "B": "xyz"}, {"C": "xyz", "D": "xyz"}, {"A": "C", "B": "D"}),
        ({"A": "xyzu"}, {"C": "xyz"}, {"A": "C"}),  # one stop fewer
        ({"A": "xyz", "B": "uvw"}, {"C": "xuw", "B": "uvw"}, {}),  # another line, most likely
        ({"A": "xyz", "B": "xyz"}, {"A": "xyz"}, {}),
        ({"A": "xyz"}, {"A": "xyz", "C": "xyz"}, {}),
        ({"A": "xyz", "B": "xyz"}, {"A": "xyq", "C": "xyq"}, {"B": "C"}),  # z is called q now
        ({"A": "x"}, {"C": "y"}, {}),
    ],
)  # fmt: skip
def test_a_line_that_is_gone_and_one_that_has_come_with_most_of_its_stops_are_one(
    before: dict[str, str], now: dict[str, str], found: dict[str, str]
) -> None:
    drawn, _ = build_map(
        "M", [Stop(line, place, area) for line, areas in now.items() for place, area in enumerate(areas)]
    )

    assert renamed_lines({line: frozenset(areas) for line, areas in before.items()}, drawn) == found


def shapes(**at: float) -> KeptShapes:
    """A drawing with these stations so many millimetres across, all at the same place of the grid."""
    pieces = {(f"Station: {area}", "Marker", 0): Piece(x, 50.0, 4.0, 4.0, "", "") for area, x in at.items()}
    return KeptShapes(pieces, dict.fromkeys(at, (1, 1)))


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ({"A": 10.0, "B": 40.0}, {"A": 10.0, "B": 45.0}, None),
        ({"A": 10.0, "B": 40.0}, {"A": 10.0, "B": 60.0}, "'B' (20 mm)."),
        ({"A": 10.0, "B": 40.0}, {"A": 17.0, "B": 60.0, "C": 80.0}, "'B' (20 mm), 'A' (7 mm)."),
        (
            dict.fromkeys("ABCDEFG", 0.0), {name: 10.0 + n for n, name in enumerate("ABCDEFG")},
            "'G' (16 mm), 'F' (15 mm), 'E' (14 mm), 'D' (13 mm), 'C' (12 mm) and 2 more.",
        ),
    ],
)  # fmt: skip
def test_stations_that_have_moved_on_the_page_without_another_pin_are_said(
    before: dict[str, float], now: dict[str, float], told: str | None
) -> None:
    kept = KeptMap(Fit("A4", 10.0, 0.0, 0.0))

    problem = shifted_problem("Tube map", (kept, shapes(**before)), (kept, shapes(**now)), "Force")

    assert (problem is None) == (told is None)
    assert problem is None or problem.what.endswith(f"these stations have moved: {told}")


def test_a_station_with_another_pin_or_on_another_paper_has_not_moved_by_itself() -> None:
    kept, on_a3 = KeptMap(Fit("A4", 10.0, 0.0, 0.0)), KeptMap(Fit("A3", 10.0, 0.0, 0.0))
    stood, stands = shapes(A=10.0), shapes(A=60.0)
    pinned_again = KeptShapes(stands.pieces, {"A": (9, 1)})
    larger = KeptMap(kept.fit, magnified=6.0)

    said = [
        shifted_problem("Tube map", before, now, "Force")
        for before, now in (
            ((kept, stood), (kept, pinned_again)),
            ((kept, stood), (on_a3, stands)),
            ((kept, None), (kept, stands)),
            (
                (kept, shapes(A=10.0)),
                (
                    larger,
                    KeptShapes(
                        {spot: replace(piece, x=60.0, y=300.0) for spot, piece in stood.pieces.items()},
                        stood.places,
                    ),
                ),
            ),
        )
    ]

    assert said == [None] * 4

"""A person's hand on a drawn map, as Excel leaves it in the file: what was moved is kept, all else is told, by check before drawing."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import openpyxl
import pytest

from tests.support.excel_hand import Hand, hand_on, rewrite
from tests.support.libreoffice import Office
from xlscore.books.maps.rows import hand_in_pins
from xlscore.cli.run import run
from xlscore.engine import drawn_names, open_book

pytestmark = pytest.mark.cases

Rows = list[list[Any]]
Do = Callable[[Hand], None]

GRID: Final[Rows] = [
    ["Area", "North", "South", "Last cycle", "Final grade"],
    ["Burglary", "RI", "Good", "Good", "Good"],
    ["Robbery", "RI", "RI", "Good", "RI"],
    ["Gangs", "Good", "Good", "Good", "Good"],
    ["Fraud", "Good", "RI", "RI", "Good"],
    ["Stalking", "Good", "Good", "Good", "Good"],
]
STOPS: Final[Rows] = [
    ["Map", "Line", "Sequence", "Area"],
    ["Force", "Safety", 1, "Burglary"],
    ["Force", "Safety", 2, "Robbery"],
    ["Force", "Safety", 3, "Gangs"],
    ["Force", "Trust", 1, "Fraud"],
    ["Force", "Trust", 2, "Robbery"],
    ["Force", "Trust", 3, "Stalking"],
]
PINS: Final[Rows] = [
    ["Map", "Area", "Column", "Row", "Label side"],
    ["Force", "Burglary", 2, 4, "above"],
    ["Force", "Robbery", 7, 4, "below right"],
    ["Force", "Gangs", 12, 4, "above"],
    ["Force", "Fraud", 7, 1, "right"],
    ["Force", "Stalking", 7, 8, "right"],
]
KEPT: Final = "Force: moved by hand on the sheet, and kept: "
UNDONE: Final = "Force: changed by hand on the sheet, and drawn again as it was: "


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook whose map was drawn."""
    path = tmp_path_factory.mktemp("byhand") / "drawn.xlsx"
    workbook = openpyxl.Workbook()
    for title, rows in (("Grid", GRID), ("Stops", STOPS), ("Pins", PINS)):
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    del workbook[workbook.sheetnames[0]]
    workbook.save(path)
    opened = open_book(path)
    hand_in_pins(opened)
    opened.save()
    run(["tubemap", str(path), "--map", "Force"])
    return path


@pytest.fixture
def book(drawn: Path, tmp_path: Path) -> Path:
    """A copy of it to lay a hand on."""
    return Path(shutil.copy(drawn, tmp_path / "book.xlsx"))


def by_hand(path: Path, *does: Do) -> None:
    with hand_on(path, "Force") as hand:
        for do in does:
            do(hand)


def unit(path: Path) -> float:
    """How many millimetres a step of the map's grid is: its stations stand five columns apart."""
    with hand_on(path, "Force") as hand:
        at = [middle_of(hand, area) for area in ("Burglary", "Gangs")]
    return (at[1][0] - at[0][0]) / 10


def middle_of(hand: Hand, area: str) -> tuple[float, float]:
    left, top, right, bottom = hand.box(f"Station: {area}", "Marker")
    return (left + right) / 2, (top + bottom) / 2


def told(capsys: pytest.CaptureFixture[str], *args: str, sheet: str = "Tube map") -> list[str]:
    """What a command says of the map's sheet."""
    capsys.readouterr()
    run([*args, "--json"])
    problems = json.loads(capsys.readouterr().out)["problems"]
    return [problem["what"] for problem in problems if problem["sheet"].startswith(sheet)]


def pin_of(path: Path, area: str) -> list[Any]:
    sheet = open_book(path).sheets["Pins"]
    rows = sheet.range("A1:E6").value
    return next(row[2:] for row in rows if row[1] == area)


def drag(group: str, across: float, down: float, shape: str = "") -> Do:
    return lambda hand: hand.drag(group, across, down, shape)


def settle(hand: Hand) -> None:
    hand.settle()


@pytest.mark.parametrize("after", [(), (settle,)], ids=["moved", "written anew"])
@pytest.mark.parametrize(
    "whole",
    [(), (lambda hand: hand.move_map(40, 25),), (lambda hand: hand.move_map(-3, 9, 1.4, 0.8),)],
    ids=["alone", "on a map that was moved", "on a map that was stretched"],
)
def test_a_station_that_was_dragged_is_pinned_at_the_nearest_place_of_the_grid(
    book: Path, capsys: pytest.CaptureFixture[str], whole: tuple[Do, ...], after: tuple[Do, ...]
) -> None:
    step = unit(book)
    by_hand(book, drag("Station: Gangs", 1.3 * step, -1.8 * step), *whole, *after)

    assert told(capsys, "check", str(book)) == [
        "Force: moved by hand on the sheet, and kept when the map is drawn again: the station 'Gangs' (column 13, row 2)."
    ]
    assert pin_of(book, "Gangs") == [12, 4, "above"]

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{KEPT}the station 'Gangs' (column 13, row 2)."
    ]
    assert pin_of(book, "Gangs") == [13, 2, "above"]
    assert pin_of(book, "Burglary") == [2, 4, "above"]
    with hand_on(book, "Force") as hand:
        gangs, robbery = middle_of(hand, "Gangs"), middle_of(hand, "Robbery")
    assert gangs[0] - robbery[0] == pytest.approx(6 * unit_now(book), abs=0.02)
    assert robbery[1] - gangs[1] == pytest.approx(2 * unit_now(book), abs=0.02)

    assert told(capsys, "tubemap", str(book), "--map", "Force") == []
    assert told(capsys, "check", str(book)) == []


def unit_now(path: Path) -> float:
    with hand_on(path, "Force") as hand:
        return (middle_of(hand, "Robbery")[0] - middle_of(hand, "Burglary")[0]) / 5


def test_refresh_keeps_what_was_dragged_and_says_so(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand(book, drag("Station: Gangs", 2 * unit(book), 0))

    assert told(capsys, "refresh", str(book)) == [f"{KEPT}the station 'Gangs' (column 14, row 4)."]
    assert pin_of(book, "Gangs")[:2] == [14, 4]
    assert told(capsys, "refresh", str(book)) == []


@pytest.mark.parametrize(
    "whole",
    [
        lambda hand: None,
        lambda hand: hand.settle(),
        lambda hand: hand.move_map(30, 40),
        lambda hand: (hand.move_map(30, 40, 1.3, 1.2), hand.settle()),
        lambda hand: (hand.turn_map(20), hand.move_map(5, 5, 0.5)),
        lambda hand: hand.drag("Station: Gangs", 1.0, 0.5),
        lambda hand: hand.drag("Tag: Safety", 0.8, -0.5),
        lambda hand: hand.drag("Station: Gangs", 0.9, 0.9, "Name"),
        lambda hand: hand.copy_out("Station: Gangs"),
    ],
    ids=["nothing", "written anew", "moved", "stretched", "turned", "nudged", "tag nudged", "name nudged", "copied"],
)  # fmt: skip
def test_what_moves_no_station_is_no_drag_and_nothing_is_said(
    book: Path, capsys: pytest.CaptureFixture[str], whole: Do
) -> None:
    before = [pin_of(book, row[1]) for row in PINS[1:]]
    by_hand(book, whole)

    assert told(capsys, "check", str(book)) == []
    assert told(capsys, "tubemap", str(book), "--map", "Force") == []
    assert [pin_of(book, row[1]) for row in PINS[1:]] == before


def test_several_stations_and_the_half_of_them_are_each_pinned_where_they_were_put(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    step = unit(book)
    by_hand(
        book,
        drag("Station: Gangs", 2 * step, step),
        drag("Station: Stalking", 2 * step, -step),
        drag("Station: Fraud", 2 * step, step),
    )

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{KEPT}the station 'Fraud' (column 9, row 2); the station 'Gangs' (column 14, row 5); "
        "the station 'Stalking' (column 9, row 7)."
    ]


def test_all_stations_moved_alike_are_no_drag_and_it_is_told(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(book, *(drag(f"Station: {row[1]}", 20, 10) for row in PINS[1:]))

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [f"{UNDONE}all stations (moved together)."]
    assert pin_of(book, "Gangs") == [12, 4, "above"]


def test_a_station_put_on_another_goes_to_the_nearest_free_place_and_it_is_said_where(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(book, drag("Station: Gangs", -4.8 * unit(book), 0.1))

    (said,) = told(capsys, "tubemap", str(book), "--map", "Force", "--anyway")[:1]
    assert said == f"{KEPT}the station 'Gangs' (column 9, row 4, the free place nearest to that of another)."
    assert pin_of(book, "Gangs")[:2] == [9, 4]


def test_a_station_put_beside_the_page_stands_at_its_edge(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(book, drag("Station: Gangs", 2000, -900))

    (said,) = told(capsys, "tubemap", str(book), "--map", "Force")[:1]

    assert said.startswith(f"{KEPT}the station 'Gangs' (column ")
    column, row, _ = pin_of(book, "Gangs")
    assert 12 <= column <= 20
    assert -3 <= row <= 1


def test_a_station_moved_by_less_than_half_a_step_goes_back_and_it_is_told(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(book, drag("Station: Gangs", 0.4 * unit(book), 0))

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{UNDONE}the station 'Gangs' (moved by less than half a step of the grid)."
    ]
    assert pin_of(book, "Gangs") == [12, 4, "above"]


def test_a_pin_that_was_typed_since_goes_before_what_was_dragged(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = open_book(book)
    opened.sheets["Pins"].range("C4").value = 14
    opened.save()
    by_hand(book, drag("Station: Gangs", 0, -2 * unit(book)))

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{UNDONE}the station 'Gangs' (moved, but its pin was typed since and holds)."
    ]
    assert pin_of(book, "Gangs")[:2] == [14, 4]


def test_a_name_that_was_dragged_stays_on_that_side(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand(book, drag("Station: Gangs", 0, 16, "Name"))

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [f"{KEPT}the name of 'Gangs' (below)."]
    assert pin_of(book, "Gangs") == [12, 4, "below"]
    assert told(capsys, "tubemap", str(book), "--map", "Force") == []


def test_a_name_tag_that_was_dragged_stays_where_it_was_put_until_it_is_deleted(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = tag_of(book)
    by_hand(book, drag("Tag: Safety", 80 - first[0], 87 - first[1]))

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{KEPT}the name tag of 'Safety' (there, or in the nearest place at its line)."
    ]
    assert tag_of(book) == pytest.approx((80, 87), abs=0.1)
    assert told(capsys, "tubemap", str(book), "--map", "Force") == []
    assert tag_of(book) == pytest.approx((80, 87), abs=0.1)

    by_hand(book, lambda hand: hand.delete("Tag: Safety"))
    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{UNDONE}the name tag of 'Safety' (deleted)."
    ]
    assert tag_of(book) == first
    assert told(capsys, "tubemap", str(book), "--map", "Force") == []


def test_a_name_tag_put_far_from_its_line_goes_to_the_nearest_place_at_it(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = tag_of(book)
    by_hand(book, drag("Tag: Safety", 200 - first[0], 150 - first[1]))

    told(capsys, "tubemap", str(book), "--map", "Force")

    with hand_on(book, "Force") as hand:
        track = hand.box("Line: Safety", "Path")
    across, down = tag_of(book)
    assert abs(across - 200) < 30
    assert track[1] - 12 < down < track[3] + 12
    assert told(capsys, "tubemap", str(book), "--map", "Force") == []


def tag_of(path: Path) -> tuple[float, float]:
    with hand_on(path, "Force") as hand:
        left, top, right, bottom = hand.box("Tag: Safety", "Tag")
    return (left + right) / 2, (top + bottom) / 2


@pytest.mark.parametrize(
    ("do", "what", "advice"),
    [
        (lambda h: h.delete("Station: Gangs"), "the station 'Gangs' (deleted)", "delete its stops"),
        (lambda h: h.delete("Tag: Trust"), "the name tag of 'Trust' (deleted)", "Every map has all its parts"),
        (lambda h: h.delete("Key"), "the key (deleted)", "Every map has all its parts"),
        (lambda h: h.delete("Heading", "Title"), "a part of the heading (deleted)", "all its parts"),
        (lambda h: h.delete("Station: Gangs", "Grade"), "a part of the station 'Gangs' (deleted)", "stops"),
        (lambda h: h.colour("Line: Trust", "Path", "FF0000"), "the line 'Trust' (coloured)", "table of lines"),
        (lambda h: h.colour("Tag: Trust", "Tag", "FF0000"), "the name tag of 'Trust' (coloured)", "table of lines"),
        (lambda h: h.colour("Station: Gangs", "Grade", "FF0000"), "the station 'Gangs' (coloured)", "cannot be set"),
        (lambda h: h.retype("Heading", "Title", "Ours"), "the title (other words)", "table of maps"),
        (lambda h: h.retype("Station: Gangs", "Name", "County lines"), "the name of 'Gangs' (other words)", "grid"),
        (lambda h: h.retype("Station: Gangs", "Grade", "RI"), "the station 'Gangs' (other words)", "from the grid"),
        (lambda h: h.drag("Key: Good", 30, 0), "the key (moved)", "only stations"),
        (lambda h: h.drag("Station: Gangs", 30, 0, "Marker"), "a part of the station 'Gangs' (moved)", "only stations"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_told_before_and_after_and_drawn_again(
    book: Path, capsys: pytest.CaptureFixture[str], do: Do, what: str, advice: str
) -> None:
    before = drawing_of(book)
    by_hand(book, do)

    assert told(capsys, "check", str(book)) == [
        f"Force: changed by hand on the sheet, and drawn as it was when the map is drawn again: {what}."
    ]
    capsys.readouterr()
    run(["tubemap", str(book), "--map", "Force", "--json"])
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["what"] == f"{UNDONE}{what}."
    assert advice.casefold() in problem["do"].casefold()
    assert drawing_of(book) == before
    assert told(capsys, "tubemap", str(book), "--map", "Force") == []


def drawing_of(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        drawing = next(
            parts.read(name) for name in parts.namelist() if name.startswith("xl/drawings/drawing")
        )
    return ElementTree.canonicalize(drawing, rewrite_prefixes=True)


def test_a_grade_that_changed_and_a_drag_at_once_are_told_apart(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = open_book(book)
    opened.sheets["Grid"].range("E4").value = "Inadequate"
    opened.save()
    by_hand(book, drag("Station: Gangs", 2 * unit(book), 0))

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{KEPT}the station 'Gangs' (column 14, row 4)."
    ]


def test_an_area_that_went_with_others_dragged_keeps_those(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    step = unit(book)
    opened = open_book(book)
    opened.sheets["Stops"].range("A7:D7").value = None
    opened.save()
    by_hand(book, drag("Station: Gangs", 2 * step, 0), drag("Station: Stalking", -2 * step, 0))

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{KEPT}the station 'Gangs' (column 14, row 4)."
    ]


def test_a_drag_on_a_sheet_that_was_renamed_is_kept(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand(book, drag("Station: Gangs", 2 * unit(book), 0))
    opened = open_book(book)
    opened.sheets["Tube map"].name = "Tube map of the Board"
    opened.save()

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{KEPT}the station 'Gangs' (column 14, row 4)."
    ]


def test_a_drag_is_kept_when_the_paper_changes_at_once(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(book, drag("Station: Gangs", 2 * unit(book), 0))
    opened = open_book(book)
    sheet = opened.sheets.add("Maps")
    sheet.range("A1").value = [["Map", "Title", "Paper"], ["Force", "Ours", "A3"]]
    opened.save()

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{KEPT}the station 'Gangs' (column 14, row 4)."
    ]
    by_hand(book, drag("Station: Gangs", 2 * unit_on(book, 12), 0))
    assert told(capsys, "check", str(book))[0].endswith("the station 'Gangs' (moved off the page).")
    by_hand(book, drag("Station: Gangs", -3 * unit_on(book, 14), 0))
    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{KEPT}the station 'Gangs' (column 13, row 4)."
    ]


def unit_on(path: Path, columns: int) -> float:
    with hand_on(path, "Force") as hand:
        return (middle_of(hand, "Gangs")[0] - middle_of(hand, "Burglary")[0]) / columns


def test_a_map_that_may_not_be_drawn_over_keeps_its_drag_until_it_is(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = open_book(book)
    opened.sheets["Pins"].range("C6").value = 52  # so far away that all is drawn small
    opened.save()
    assert not any("by hand" in one for one in told(capsys, "tubemap", str(book), "--map", "Force"))
    step = unit(book)
    by_hand(book, drag("Station: Gangs", -3 * step, 0), drag("Station: Robbery", step, 0))

    said = told(capsys, "tubemap", str(book), "--map", "Force")

    assert said[0] == (
        "Force: moved by hand on the sheet, and not kept as long as the map is not drawn again: "
        "the station 'Gangs' (column 9, row 4); the station 'Robbery' (column 8, row 4)."
    )
    assert said[1].startswith("Force: the map is not drawn again and shows what it showed before")
    assert pin_of(book, "Gangs") == [12, 4, "above"]
    assert told(capsys, "tubemap", str(book), "--map", "Force") == said

    drawn = told(capsys, "tubemap", str(book), "--map", "Force", "--anyway")
    assert drawn[0].startswith(f"{KEPT}the station 'Gangs' (column 9, row 4);")
    assert pin_of(book, "Gangs")[:2] == [9, 4]


def test_a_drag_that_excel_wrote_twice_for_older_programs_is_read(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(book, drag("Station: Gangs", 2 * unit(book), 0))

    def wrap(parts: dict[str, bytes]) -> dict[str, bytes]:
        name = next(item for item in parts if item.startswith("xl/drawings/drawing"))
        text = parts[name].decode()
        begin = text.index(":grpSp>") - 4
        begin = text.rindex("<", 0, begin + 5)
        end = text.rindex(":grpSp>") + len(":grpSp>")
        space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        inner = text[begin:end]
        twice = f'<mc:AlternateContent {space}><mc:Choice Requires="a14">{inner}</mc:Choice><mc:Fallback/></mc:AlternateContent>'
        return parts | {name: (text[:begin] + twice + text[end:]).encode()}

    rewrite(book, wrap)

    assert told(capsys, "check", str(book)) == [
        "Force: moved by hand on the sheet, and kept when the map is drawn again: the station 'Gangs' (column 14, row 4)."
    ]


def test_a_map_that_was_ungrouped_is_put_together_again_with_what_was_moved_in_it(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    step = unit(book)
    opened = open_book(book)
    opened.sheets["Tube map"].name = "The Board's map"
    opened.save()
    by_hand(book, drag("Station: Gangs", 2 * step, 0), lambda hand: hand.ungroup())
    assert "Station: Gangs" in names_on(book, "The Board's map")

    assert told(capsys, "check", str(book), sheet="The Board's map") == [
        "Force: moved by hand on the sheet, and kept when the map is drawn again: the station 'Gangs' (column 14, row 4).",
        "Force: changed by hand on the sheet, and drawn as it was when the map is drawn again: the map (ungrouped).",
    ]
    assert told(capsys, "tubemap", str(book), "--map", "Force", sheet="The Board's map") == [
        f"{KEPT}the station 'Gangs' (column 14, row 4).",
        f"{UNDONE}the map (ungrouped).",
    ]
    assert names_on(book, "The Board's map") == ["Tube map: Force"]
    assert "Tube map" not in [sheet.name for sheet in open_book(book).sheets]
    assert told(capsys, "tubemap", str(book), "--map", "Force", sheet="The Board's map") == []


def test_a_station_that_was_cut_out_of_a_moved_map_and_pasted_is_found_where_it_was_put(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(
        book,
        drag("Station: Gangs", 2 * unit(book), 0),
        lambda hand: hand.move_map(17, 23, 1.2),
        lambda hand: hand.lift("Station: Gangs"),
    )

    said = told(capsys, "tubemap", str(book), "--map", "Force")

    assert said[0] == f"{KEPT}the station 'Gangs' (column 14, row 4)."
    assert names_on(book, "Tube map") == ["Tube map: Force"]


def test_a_copy_of_a_station_that_somebody_put_beside_the_map_stays(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(book, lambda hand: hand.copy_out("Station: Gangs"))

    assert told(capsys, "tubemap", str(book), "--map", "Force") == []
    assert sorted(names_on(book, "Tube map")) == ["Station: Gangs", "Tube map: Force"]


def test_a_map_in_one_group_with_a_person_s_text_box_is_left_as_it_is(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(book, lambda hand: hand.group_with("Group 7", "Our remark"))
    before = drawing_of(book)
    said = "Force: the map is not drawn again, for it is grouped with other shapes ('Group 7')."

    assert told(capsys, "check", str(book)) == [said]
    assert told(capsys, "tubemap", str(book), "--map", "Force") == [said]
    assert told(capsys, "tubemap", str(book), "--map", "Force", "--anyway") == [said]
    assert drawing_of(book) == before


@pytest.fixture
def two(book: Path) -> Path:
    """A workbook with two maps of the same areas, the second one moved to the sheet of the first."""
    opened = open_book(book)
    rows = [[*row[:1], *row[1:]] for row in STOPS[1:]]
    opened.sheets["Stops"].range("A8").value = [["Other", *row[1:]] for row in rows]
    opened.sheets["Pins"].range("A7").value = [["Other", *row[1:]] for row in PINS[1:]]
    opened.save()
    run(["tubemap", str(book)])
    with hand_on(book, "Other") as other:
        whole = other.map
        anchor = next(each for each in other.root if whole in list(each))
        other.root.remove(anchor)
    with hand_on(book, "Force") as hand:
        hand.root.append(anchor)
    return book


def test_two_maps_that_were_ungrouped_on_one_sheet_are_left_as_they_are_and_named(
    two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Other", "Force"):
        with hand_on(two, name) as hand:
            hand.ungroup()
    before = sorted(names_on(two, "Tube map"))
    capsys.readouterr()

    said = [
        told(capsys, *args)
        for args in (("check", str(two)), ("tubemap", str(two)), ("tubemap", str(two), "--map", "Force"))
    ]

    starts = [f"{name}: the map is not drawn again, for it was ungrouped and these stand there more than once: '" for name in ("Force", "Other")]  # fmt: skip
    for lines, names in zip(said, (starts, starts, starts[:1]), strict=True):
        assert all(any(line.startswith(start) for line in lines) for start in names)
    assert sorted(names_on(two, "Tube map")) == before


def test_of_two_maps_on_one_sheet_one_that_was_ungrouped_is_put_together_and_the_other_stays(
    two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with hand_on(two, "Other") as hand:
        hand.ungroup()

    said = told(capsys, "tubemap", str(two), "--map", "Other")

    assert said == [UNDONE.replace("Force", "Other") + "the map (ungrouped)."]
    assert sorted(names_on(two, "Tube map")) == ["Tube map: Force", "Tube map: Other"]


def test_an_ungrouped_map_of_which_a_part_was_copied_is_left_and_the_part_named(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(book, lambda hand: hand.copy_out("Station: Gangs"), lambda hand: hand.ungroup())

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        "Force: the map is not drawn again, for it was ungrouped and these stand there more than once: 'Station: Gangs'."
    ]


@pytest.mark.parametrize(
    "whole", [lambda hand: None, lambda hand: (hand.move_map(9, 9, 1.3, 0.8), hand.settle())]
)
def test_in_a_workbook_that_lost_its_memory_nothing_is_moved_that_nobody_moved(
    book: Path, capsys: pytest.CaptureFixture[str], whole: Do
) -> None:
    by_hand(book, whole)
    rewrite(book, without_ledger)

    assert told(capsys, "check", str(book)) == []
    assert told(capsys, "tubemap", str(book), "--map", "Force") == []


def test_in_a_workbook_that_lost_its_memory_what_was_moved_is_found_by_the_places_of_the_others(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    step = unit(book)
    by_hand(
        book,
        drag("Station: Gangs", 2 * step, 0),
        drag("Station: Burglary", 0, 16, "Name"),
        lambda hand: hand.delete("Tag: Trust"),
        lambda hand: hand.colour("Line: Safety", "Path", "FF0000"),
        lambda hand: hand.retype("Station: Fraud", "Name", "Cyber"),
        lambda hand: hand.move_map(9, 9, 1.2, 1.1),
    )
    rewrite(book, without_ledger)

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{KEPT}the station 'Gangs' (column 14, row 4); the name of 'Burglary' (below).",
        f"{UNDONE}the name tag of 'Trust' (deleted); the line 'Safety' (coloured); the name of 'Fraud' (other words).",
    ]
    assert told(capsys, "tubemap", str(book), "--map", "Force") == []


def test_a_disc_that_was_coloured_is_seen_on_a_welsh_map_that_lost_its_memory_too(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = open_book(book)
    maps = opened.sheets.add("Maps")
    maps["A1"].value = [["Map", "Title", "Language"], ["Force", "Graddau", "Cymraeg"]]
    opened.save()
    run(["tubemap", str(book), "--map", "Force"])
    by_hand(book, lambda hand: hand.colour("Station: Gangs", "Grade", "FF0000"))
    rewrite(book, without_ledger)

    assert told(capsys, "tubemap", str(book), "--map", "Force") == [
        f"{UNDONE}the station 'Gangs' (coloured)."
    ]


def without_ledger(parts: dict[str, bytes]) -> dict[str, bytes]:
    ours = {name for name in parts if b"urn:xlscore:ledger" in parts[name]}
    assert ours
    return {name: b'<gone xmlns="urn:gone"/>' if name in ours else data for name, data in parts.items()}


def names_on(path: Path, sheet: str) -> list[str]:
    return drawn_names(open_book(path).sheets[sheet])


@pytest.mark.libreoffice
def test_a_workbook_that_libreoffice_saved_has_nothing_moved_in_it_but_what_was(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], office: Office
) -> None:
    saved = office.resaved(book, tmp_path)

    assert told(capsys, "check", str(saved)) == []

    by_hand(saved, drag("Station: Gangs", 2 * unit(saved), 0))
    assert told(capsys, "tubemap", str(saved), "--map", "Force") == [
        f"{KEPT}the station 'Gangs' (column 14, row 4)."
    ]


@pytest.fixture(scope="module")
def ladder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook whose map of the commands was drawn, a straight ladder."""
    path = tmp_path_factory.mktemp("ladder") / "ladder.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.title = "Grid"
    workbook.active.append(["Area", *(f"Command {letter}" for letter in "ABCDEFGHI"), "Final grade"])
    for area in ("Burglary", "Gangs"):
        workbook.active.append([area, *["Good"] * 10])
    workbook.save(path)
    run(["tubemap", str(path)])
    return path


@pytest.mark.parametrize(
    ("does", "done"),
    [
        (lambda hand: hand.delete("Station: Gangs"), "the station 'Gangs' (deleted)"),
        (drag("Station: Gangs", 0, 30), "the station 'Gangs' (moved)"),
        (drag("Station: Gangs", 0, 30, "Name"), "the name of 'Gangs' (moved)"),
        (drag("Tag: Command C", 40, 0), "the name tag of 'Command C' (moved)"),
    ],
    ids=["deleted", "a station", "a name", "a name tag"],
)
def test_what_was_done_to_a_straight_ladder_is_told_before_and_after_and_drawn_as_it_was(
    ladder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], does: Do, done: str
) -> None:
    path = Path(shutil.copy(ladder, tmp_path / "ladder.xlsx"))
    with hand_on(path, "Commands") as hand:
        does(hand)

    checked = told(capsys, "check", str(path))
    drawn = told(capsys, "tubemap", str(path))

    assert checked == [
        f"Commands: changed by hand on the sheet, and drawn as it was when the map is drawn again: {done}."
    ]
    assert drawn == [f"Commands: changed by hand on the sheet, and drawn again as it was: {done}."]
    assert told(capsys, "tubemap", str(path)) == []


def test_why_nothing_moved_on_a_straight_ladder_is_kept_is_said(
    ladder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(ladder, tmp_path / "ladder.xlsx"))
    with hand_on(path, "Commands") as hand:
        hand.drag("Station: Gangs", 0, 30)
    capsys.readouterr()

    run(["check", str(path), "--json"])

    problems = json.loads(capsys.readouterr().out)["problems"]
    (do,) = [problem["do"] for problem in problems if problem["sheet"].startswith("Tube map")]
    assert do.startswith("A straight ladder has its stations and lines in the order of the grid")

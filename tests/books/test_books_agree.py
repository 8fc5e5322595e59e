"""Agree grades: the suggestions that stand as final grades become a person's, once; everything else stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, Sheets, facts
from xlscore.books import BookError, agree_grades, generate_force_grades
from xlscore.books.plan.dressing import COMPUTED_STYLE
from xlscore.books.plan.writer import AGREED_STYLE
from xlscore.cli.run import run
from xlscore.engine import style_name
from xlscore.excel import ribbon
from xlscore.rules.grades import Grade
from xlscore.rules.problems import RuleError

MakeBook = Callable[[Sheets], xw.Book]
MakeFile = Callable[[Sheets], Path]
Opened = Callable[[Path], xw.Book]
UNDECIDED: Final[Sheets] = {"Grid": [HEADINGS, *[[*row[:-1], None] for row in facts()]]}
SUGGESTED: Final = (
    ("Burglary", Grade.REQUIRES_IMPROVEMENT), ("Robbery", Grade.GOOD), ("Domestic Abuse", Grade.REQUIRES_IMPROVEMENT),
    ("Gangs & Knives", Grade.GOOD), ("Our People", Grade.OUTSTANDING),
)  # fmt: skip


@pytest.fixture
def suggested(make_book: MakeBook) -> xw.Book:
    """The grid with a suggestion standing as every final grade."""
    book = make_book(UNDECIDED)
    generate_force_grades(book)
    return book


def cells(book: xw.Book) -> dict[str, Any]:
    """What every cell of every sheet holds."""
    return {sheet.name: [sheet.used_range.formula, sheet.used_range.value] for sheet in book.sheets}


def test_every_final_grade_that_is_the_suggestion_becomes_a_persons(suggested: xw.Book) -> None:
    before = cells(suggested)

    result = agree_grades(suggested)

    assert result.agreed == SUGGESTED
    assert (result.left, result.problems) == ((), ())
    assert cells(suggested) == before
    after = generate_force_grades(suggested)
    assert (after.counted, after.pending) == ("agreed", ())


def test_an_agreed_grade_no_longer_follows_the_suggestion(suggested: xw.Book) -> None:
    agree_grades(suggested)

    suggested.sheets["Grid"].range("C5:E5").value = ["RI", "RI", "RI"]
    area = generate_force_grades(suggested).areas[3]

    assert suggested.sheets["Grid"]["H5"].value == "Good"
    assert (area.agreed, area.override) == (True, True)


def test_an_agreed_grade_no_longer_looks_worked_out(suggested: xw.Book) -> None:
    grid = suggested.sheets["Grid"]
    assert (style_name(grid["H3"]), grid["H3"].font.italic) == (COMPUTED_STYLE, True)

    agree_grades(suggested)

    assert {style_name(grid[f"H{row}"]) for row in range(2, 7)} == {AGREED_STYLE}
    assert (grid["H3"].font.italic, style_name(grid["I3"])) == (False, COMPUTED_STYLE)


def test_a_grade_typed_over_a_suggestion_looks_like_an_entry_at_the_next_run(suggested: xw.Book) -> None:
    grid = suggested.sheets["Grid"]
    grid["H3"].value = "Outstanding"

    generate_force_grades(suggested)

    assert (grid["H3"].value, grid["H3"].font.italic, style_name(grid["H3"])) == (
        "Outstanding",
        False,
        AGREED_STYLE,
    )
    assert style_name(grid["H4"]) == COMPUTED_STYLE


def test_an_agreed_grade_that_is_cleared_is_suggested_again(suggested: xw.Book) -> None:
    agree_grades(suggested)

    suggested.sheets["Grid"]["H3"].value = None
    area = generate_force_grades(suggested).areas[1]

    assert (area.final, area.agreed) == (Grade.GOOD, False)
    assert style_name(suggested.sheets["Grid"]["H3"]) == COMPUTED_STYLE


def test_agreeing_twice_changes_no_byte(
    make_file: MakeFile, opened: Opened, content: Callable[[Path], str]
) -> None:
    path, prints, said = make_file(UNDECIDED), [], []
    book = opened(path)
    generate_force_grades(book)
    book.save()
    for _ in range(2):
        book = opened(path)
        said.append(agree_grades(book).sentences())
        book.save()
        prints.append(content(path))

    assert prints[0] == prints[1]
    assert said[1] == ["Every final grade was agreed already; nothing was changed."]


def test_grades_after_agreeing_change_nothing_more(
    make_file: MakeFile, opened: Opened, content: Callable[[Path], str]
) -> None:
    path, prints = make_file(UNDECIDED), []
    for action in (generate_force_grades, agree_grades, generate_force_grades, agree_grades):
        book = opened(path)
        action(book)
        book.save()
        prints.append(content(path))

    assert prints[1] == prints[2] == prints[3] != prints[0]


def test_what_a_person_typed_is_not_touched(suggested: xw.Book) -> None:
    grid = suggested.sheets["Grid"]
    grid["H2"].value, grid["H3"].value = "g", "Outstanding"

    result = agree_grades(suggested)

    assert result.agreed == SUGGESTED[2:]
    assert grid.range("H2:H3").value == ["g", "Outstanding"]


def test_some_areas_only_can_be_agreed(suggested: xw.Book) -> None:
    result = agree_grades(suggested, ["gangs and knives", "Robbery"])

    assert result.agreed == (SUGGESTED[1], SUGGESTED[3])
    assert result.left == ()
    assert [area.agreed for area in generate_force_grades(suggested).areas] == [
        False,
        True,
        False,
        True,
        False,
    ]


def test_an_area_that_is_not_there_is_refused_and_nothing_is_agreed(suggested: xw.Book) -> None:
    with pytest.raises(RuleError, match="Piracy"):
        agree_grades(suggested, ["Robbery", "Piracy"])

    assert not any(area.agreed for area in generate_force_grades(suggested).areas)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"G3": "?!"}, "cannot be suggested until the redline can be read"),
        ({"C3": None, "D3": None, "E3": None, "F3": None}, "no command graded this area"),
        ({"C3": "RI", "D3": "RI"}, "it shows Good, and by now Requires Improvement is suggested"),
        ({"H3": None}, "it shows no grade, and Good is suggested"),
        ({"H3": "Super"}, "its final grade cannot be read"),
    ],
)
def test_an_area_that_cannot_be_agreed_as_it_stands_is_named_and_left(
    suggested: xw.Book, changes: dict[str, Any], why: str
) -> None:
    grid = suggested.sheets["Grid"]
    for cell, value in changes.items():
        grid[cell].value = value
    stood = grid["H3"].value

    result = agree_grades(suggested)

    assert result.left == (("Robbery", why),)
    assert [(p.place, p.what) for p in result.problems] == [("Grid!H3", f"Robbery is not agreed: {why}.")]
    assert result.agreed == (SUGGESTED[0], *SUGGESTED[2:])
    assert grid["H3"].value == stood


def test_a_grid_without_final_grades_is_told_to_generate_first(make_book: MakeBook) -> None:
    book = make_book({"Grid": [row[:-1] for row in UNDECIDED["Grid"]]})

    with pytest.raises(BookError, match="generate the force grades, then agree"):
        agree_grades(book)


def test_rows_that_moved_are_agreed_where_they_stand(suggested: xw.Book) -> None:
    grid = suggested.sheets["Grid"]
    grid.range("A2:L6").value = grid.range("A2:L6").value[::-1]

    assert agree_grades(suggested).agreed == SUGGESTED[::-1]


# --- the command and the button


@pytest.fixture
def on_file(make_file: MakeFile, opened: Opened) -> Path:
    path = make_file(UNDECIDED)
    book = opened(path)
    generate_force_grades(book)
    book.sheets["Grid"]["H6"].value = None
    book.save()
    return path


def test_the_command_agrees_and_answers_what_it_agreed(
    on_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["grades", str(on_file), "--agree", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 1
    assert told["agreed"][0] == {"area": "Burglary", "grade": "Requires Improvement"}
    assert told["left"] == [{"area": "Our People", "why": "it shows no grade, and Outstanding is suggested"}]
    assert [problem["cell"] for problem in told["problems"]] == ["H6"]


def test_the_command_agrees_the_areas_that_are_named_and_ends_clean(
    on_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["grades", str(on_file), "--agree", "--area", "Robbery"]) == 0
    assert "1 final grade agreed: Robbery (Good)." in capsys.readouterr().out

    run(["grades", str(on_file), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert [area["area"] for area in told["areas"] if area["agreed"]] == ["Robbery"]


@pytest.mark.parametrize("options", [["--area", "Robbery"], ["--agree", "--area", "Piracy"]])
def test_options_that_mean_nothing_end_with_2_and_nothing_written(
    on_file: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = on_file.read_bytes()

    assert run(["grades", str(on_file), *options]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert on_file.read_bytes() == before


def test_the_button_tells_what_was_agreed_and_what_was_left(on_file: Path, opened: Opened) -> None:
    ended, text = ribbon.run(opened(on_file), "agree-grades")

    assert ended == ribbon.DONE
    assert text.splitlines() == [
        "4 final grades agreed: Burglary (Requires Improvement), Robbery (Good), Domestic Abuse (Requires Improvement),"
        " Gangs & Knives (Good).",
        "Left, Our People: it shows no grade, and Outstanding is suggested.",
    ]


def test_openpyxl_reads_the_agreed_cells_as_plain(on_file: Path) -> None:
    run(["grades", str(on_file), "--agree", "--quiet"])

    cell = openpyxl.load_workbook(on_file)["Grid"]["H3"]
    assert (cell.value, cell.style, bool(cell.font.italic)) == ("Good", AGREED_STYLE, False)

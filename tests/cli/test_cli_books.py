"""The workbook commands: their answers as JSON, their exit codes, and what they write where."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.books.layouts import HEADINGS, STOPS, facts
from xlscore.books.files import workbook_file
from xlscore.cli.output import progress
from xlscore.cli.run import run

Rows = list[list[Any]]
SCORECARD: Rows = [
    ["Objective", "Purpose", "Target", "Actual", "Last year", "Threat", "Impact score"],
    ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13],
]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """Write a plain workbook file."""

    def write(name: str = "book.xlsx", **sheets: Rows) -> Path:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def grid(make: Callable[..., Path]) -> Path:
    return make(Grid=[HEADINGS, *facts()])


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    """Run a command with --json and return its exit code and its answer."""
    code = run([*map(str, arguments), "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out)


def test_grades_answers_as_the_contract_says(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = answer(capsys, "grades", grid)

    assert code == 1
    assert list(told) == [
        "areas",
        "counts",
        "counted",
        "changes",
        "commands",
        "force_redlines",
        "priorities",
        "problems",
    ]
    assert told["counted"] == "agreed"
    assert told["areas"][0] == {
        "area": "Burglary", "suggested": "Requires Improvement", "why": "Good and RI tie at 1 of 2 commands; the lower taken; within the redline (RI)",
        "final": "Good", "agreed": True, "override": True, "rationale": "", "redline": "Requires Improvement",
        "commands": {"North": "Good", "South": "Requires Improvement", "PPU": "N/A", "CJ": "N/A"},
        "redlines": {"met": 0, "defined": 0, "sentence": "", "measures": []}, "caveats": [],
        "oversight": None, "moved": {"changes": [], "before": {}, "after": {}}, "evidence": [],
    }  # fmt: skip
    assert told["problems"][0].keys() == {"sheet", "cell", "what", "do"}


def test_a_clean_workbook_ends_with_0(make: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    book = make(Scorecard=SCORECARD)

    code, told = answer(capsys, "scorecard", book)

    assert code == 0
    assert (told["rows"][0]["shortfall"], told["rows"][0]["overall"]) == (35, "High")


def test_out_leaves_the_book_alone(grid: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = grid.read_bytes()

    run(["grades", str(grid), "--out", str(tmp_path / "new.xlsx"), "--quiet"])

    assert grid.read_bytes() == before
    assert openpyxl.load_workbook(tmp_path / "new.xlsx")["Grid"]["I1"].value == "Suggested grade"


def test_backup_keeps_the_book_as_it_was(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = grid.read_bytes()

    run(["grades", str(grid), "--backup", "--quiet"])

    copies = [path for path in grid.parent.iterdir() if path != grid]
    assert [path.read_bytes() for path in copies] == [before]


@pytest.mark.parametrize("command", ["grades", "msg", "scorecard", "refresh", "check"])
def test_a_workbook_without_its_table_ends_with_2_and_one_sentence(
    make: Callable[..., Path], capsys: pytest.CaptureFixture[str], command: str
) -> None:
    book = make(Sheet=[["Budget", 1]])
    before = book.read_bytes()

    code = run([command, str(book)])

    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err
    assert book.read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"no workbook at all", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_workbook_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    path = tmp_path / "book.xlsx"
    if content is not None:
        path.write_bytes(content)

    assert run(["refresh", str(path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_two_grids_end_with_the_question(
    make: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book = make(One=[HEADINGS, *facts()], Two=[HEADINGS, *facts()])

    assert run(["grades", str(book)]) == 2
    assert "Which one is meant?" in capsys.readouterr().err


def test_the_sheet_option_answers_the_question(
    make: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book = make(One=[HEADINGS, *facts()], Two=[HEADINGS, *facts()[1:]])

    code, told = answer(capsys, "grades", book, "--sheet", "Two")

    assert (code, len(told["areas"])) == (0, 4)


def test_check_writes_nothing_and_counts_the_problems(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = grid.read_bytes()

    code = run(["check", str(grid)])

    assert code == 1
    assert "1 problem" in capsys.readouterr().out
    assert grid.read_bytes() == before


def test_returns_are_collated_into_the_book(
    make: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book = make(Grid=[["Area", "North", "South", "Force redline"], ["Burglary", None, None, "N/A"]])
    north = make("north.xlsx", Return=[["Command", "North"], [], ["Area", "Grade"], ["Burglary", "O"]])

    code, told = answer(capsys, "collate", north, "--into", book)

    assert code == 1
    assert told["not_returned"] == ["South"]
    assert openpyxl.load_workbook(book)["Grid"]["B2"].value == "Outstanding"


@pytest.mark.parametrize("options", [[], ["--backup"], ["--quiet"]])
def test_rolling_always_keeps_the_book_as_it_was(
    options: list[str], grid: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = grid.read_bytes()

    run(["roll", str(grid), "--to", "Cycle 14", *options])

    kept = grid.with_name("book.xlsx.bak1")
    assert grid.read_bytes() != before
    assert kept.read_bytes() == before
    assert (f"As it was: {kept}" in capsys.readouterr().out) == (options != ["--quiet"])


def test_rolling_cannot_be_told_to_keep_no_backup(grid: Path) -> None:
    assert run(["roll", str(grid), "--to", "Cycle 14", "--no-backup"]) == 2


def test_a_book_rolled_elsewhere_is_itself_the_copy_as_it_was(
    grid: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = grid.read_bytes()

    run(["roll", str(grid), "--to", "Cycle 14", "--out", str(tmp_path / "next.xlsx")])

    assert grid.read_bytes() == before
    assert f"As it was: {grid}\n" in capsys.readouterr().out


def test_a_book_rolled_onto_itself_by_name_is_kept_too(
    grid: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = grid.read_bytes()

    run(["roll", str(grid), "--to", "Cycle 14", "--out", str(grid)])

    assert grid.with_name("book.xlsx.bak1").read_bytes() == before
    assert "As it was: " + str(grid.with_name("book.xlsx.bak1")) in capsys.readouterr().out


def test_rolling_twice_to_the_same_cycle_ends_with_2(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = answer(capsys, "roll", grid, "--to", "Cycle 14")
    assert (code, told["to"], told["areas"]) == (0, "Cycle 14", 5)

    assert run(["roll", str(grid), "--to", "Cycle 14"]) == 2
    assert "rolled to Cycle 14 already" in capsys.readouterr().err


def test_freeze_writes_a_copy_beside_the_book(
    make: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book = make(Scorecard=SCORECARD)
    run(["scorecard", str(book), "--quiet"])
    before = book.read_bytes()

    assert run(["freeze", str(book)]) == 0

    copy = openpyxl.load_workbook(book.with_name("book (values).xlsx"))["Scorecard"]
    assert not [cell for row in copy.iter_rows(values_only=True) for cell in row if str(cell).startswith("=")]
    assert book.read_bytes() == before


def test_freezing_onto_the_book_itself_is_refused(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["freeze", str(grid), "--out", str(grid)]) == 2
    assert "cannot replace the workbook itself" in capsys.readouterr().err


def test_what_people_read_names_counts_and_overrides(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["refresh", str(grid)])

    told = capsys.readouterr().out
    assert "Three areas are currently graded at Good." in told
    assert "Override: Burglary, without a rationale" in told


def test_quiet_prints_only_the_problems(
    make: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scorecard", str(make(Scorecard=SCORECARD)), "--quiet"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("further", "code", "said"),
    [
        ([None, None, 3, "Gangs & Knives"], 0, "Force: on the sheet 'Tube map'\n"),
        ([None, None, 3, "Burgulary"], 1, "Stops!D6: The area 'Burgulary' is not in the grid, so it is drawn as not graded."),
        ([None, None, "last", "Our People"], 2, "The stop “Our People” of the line “People” has the sequence “last”"),
        (["A:B: north", "Ring", 1, "Robbery"], 0, "A:B: north: on the sheet 'Tube map - A B north'\n"),
    ],
    ids=["clean", "problem", "refused", "name that rich would read"],
)  # fmt: skip
@pytest.mark.slow
def test_tubemap_ends_as_the_contract_says(
    make: Callable[..., Path], capsys: pytest.CaptureFixture[str], further: list[Any], code: int, said: str
) -> None:
    path = make(Grid=[HEADINGS, *facts()], Stops=[*STOPS, further])
    before = path.read_bytes()

    ended = run(["tubemap", str(path)])

    printed = capsys.readouterr()
    assert ended == code
    assert said in (printed.err if code == 2 else printed.out)
    assert (path.read_bytes() == before) == (code == 2)


def test_tubemap_draws_over_a_good_map_what_touches_only_anyway(
    make: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    grid = [
        ["Area", "North", "Final grade"],
        ["Burglary", "RI", "RI"],
        ["Gangs", "RI", "RI"],
        ["Theft", "RI", "RI"],
    ]
    pins = [
        ["Map", "Area", "Column", "Row", "Label side"],
        ["Commands", "Burglary", 2, 4, None],
        [None, "Gangs", 9, 4, None],
        [None, "Theft", 16, 4, None],
    ]
    path = make(Grid=grid, Pins=pins)
    assert run(["tubemap", str(path)]) == 0
    with workbook_file(path) as book:
        book.sheets["Pins"]["C3"].value, book.sheets["Pins"]["C4"].value = 3, 70
    capsys.readouterr()

    refused = run(["tubemap", str(path)])
    asked = capsys.readouterr().out
    drawn = run(["tubemap", str(path), "--anyway"])

    assert (refused, drawn) == (1, 1)
    assert "the map is not drawn again and shows what it showed before" in asked
    assert "Commands: on the sheet" not in asked
    assert "Commands: on the sheet 'Tube map'" in capsys.readouterr().out


def test_progress_is_seen_on_a_terminal_only(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Drawing") as say:
        say("A map [with] brackets", 0, 2)

    assert capsys.readouterr() == ("", "")


def test_progress_names_what_is_done_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")

    with progress("Drawing") as say:
        say("A map [with] brackets", 1, 2)

    assert "Drawing A map [with] brackets" in terminal.getvalue()
    assert "1/2" in terminal.getvalue()


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "The grid has no areas yet, so there is nothing to grade."),
        (
            [["Burglary", None, None, None], ["Robbery", "N/A", "-", None]],
            "Nothing is graded yet: no area has a final grade, and none can be suggested.",
        ),
        ([["Burglary", "Good", "Good", None]], "1 area not yet agreed: suggested 1 Good."),
        ([["Burglary", None, None, "Good"]], "No areas are now at Outstanding."),
    ],
)
def test_grades_says_plainly_that_nothing_is_graded_yet(
    make: Callable[..., Path], capsys: pytest.CaptureFixture[str], rows: Rows, sentence: str
) -> None:
    book = make(Grid=[["Area", "North", "South", "Final grade"], *rows])

    run(["grades", str(book)])

    said = capsys.readouterr().out.splitlines()
    assert sentence in said
    assert ("No areas are now at Good." in said) is False


@pytest.mark.parametrize("command", ["refresh", "check", "headings"])
def test_a_command_on_the_whole_workbook_takes_no_sheet(
    grid: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    code = run([command, str(grid), "--sheet", "Grid"])

    assert code == 2
    assert "--sheet" in capsys.readouterr().err

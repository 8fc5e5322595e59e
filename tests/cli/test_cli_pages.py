"""What people read of a command that went well or wrong in ways that are seldom: each fault one sentence, each list complete."""

from __future__ import annotations

import errno
import json
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer

import xlscore
from tests.books.everything import everything
from tests.books.test_books_maps_pinned import pinned
from xlscore.books.maps import drawing
from xlscore.cli.run import run
from xlscore.engine import open_book

Rows = list[list[Any]]
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write a plain workbook file."""

    def write(name: str, sheets: dict[str, Rows]) -> Path:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file", "returns.xlsx"), "There is no file returns.xlsx."),
        (IsADirectoryError(errno.EISDIR, "Is a directory", "returns"), "returns is a folder, not a file."),
        (
            PermissionError(errno.EACCES, "Permission denied", "book.xlsx"),
            "book.xlsx cannot be opened or written; is it open in Excel, or read-only?",
        ),
        (OSError(errno.ENOSPC, "No space left on device", "book.xlsx"), "book.xlsx: no space left on device."),
        (OSError("Broken"), "The file: broken."),
        (NotImplementedError("A macro needs Excel."), "A macro needs Excel."),
        (
            NotImplementedError(),
            "Something unexpected happened (NotImplementedError); run again with --debug and report what it shows.",
        ),
        (typer.Abort(), "Stopped."),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_is_one_sentence(
    error: Exception, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("xlscore.functions.call", broken)

    assert run(["call", "MSG_MOVE", "5", "4"]) == 2
    assert capsys.readouterr().err == f"{sentence}\n"


def test_a_family_without_a_command_shows_its_help_and_an_unknown_one_where_the_commands_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["addin"]) == 2
    printed = capsys.readouterr()
    assert "uninstall" in printed.out + printed.err
    assert "xlscore --help" not in printed.err

    assert run(["grade"]) == 2
    assert capsys.readouterr().err.endswith("`xlscore --help` lists the commands.\n")


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"xlscore {xlscore.__version__}\n"


def test_quiet_commands_that_went_well_print_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        ["addin", "generate", str(tmp_path), "--quiet"],
        ["new", "command-return", str(tmp_path / "return.xlsx"), "--quiet"],
    ):
        assert run(arguments) == 0

    assert capsys.readouterr() == ("", "")
    assert {"customUI14.xml", "return.xlsx"} <= {path.name for path in tmp_path.iterdir()}


def test_checking_a_workbook_with_nothing_wrong_says_so(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    scorecard = [
        ["Objective", "Purpose", "Target", "Actual", "Last year", "Threat", "Impact score"],
        ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13],
    ]

    assert run(["check", str(make("book.xlsx", {"Scorecard": scorecard}))]) == 0
    assert "No problems." in capsys.readouterr().out


def test_refreshing_prints_each_action_s_answer_with_a_line_between(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["refresh", str(make("book.xlsx", everything()))])

    said = capsys.readouterr().out
    titles = [said.index(title) for title in ("Force grades", "MSG positions", "Threat and impact")]
    assert titles == sorted(titles)
    assert all(said[at - 2 : at] == "\n\n" for at in titles[1:])


def test_collating_names_who_has_not_returned_and_nobody_where_all_have(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    book = make(
        "book.xlsx", {"Grid": [["Area", "North", "South", "Force redline"], ["Burglary", None, None, "N/A"]]}
    )
    for command, said in (("North", True), ("South", False)):
        returned = make(
            f"{command}.xlsx", {"Return": [["Command", command], [], ["Area", "Grade"], ["Burglary", "O"]]}
        )

        run(["collate", str(returned), "--into", str(book)])

        assert ("Not returned: South" in capsys.readouterr().out) is said


@pytest.mark.parametrize(("final", "left"), [(None, ["Burglary"]), ("Good", [])])
def test_rolling_names_the_areas_that_the_board_has_not_agreed(
    final: str | None, left: list[str], make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Area", "North", "Suggested grade", "Final grade"], ["Burglary", "RI", None, final]]
    book = make("book.xlsx", {"Grid": rows})

    run(["grades", str(book), "--quiet"])  # suggests a final grade where there is none
    capsys.readouterr()

    run(["roll", str(book), "--to", "Cycle 14"])

    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if line.startswith("Not yet agreed")] == [
        f"Not yet agreed: {area}" for area in left
    ]


def test_headings_that_are_all_of_another_spelling_are_listed_with_ours(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ["AREA1", "North", "South", "Board's FINAL GRADE (12/06/2019)"],
        ["Burglary", "RI", "Good", "Good"],
    ]

    run(["headings", str(make("book.xlsx", {"Grid": rows}))])

    said = capsys.readouterr().out
    assert "As in our own" not in said
    assert "AREA1" in said


def test_pictures_of_the_maps_are_written_beside_the_workbook_on_request(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "write_png", lambda svg: b"PNG of " + svg.encode())
    book = make("book.xlsx", pinned())

    asked = [
        word
        for kind in ("svg", "png", "emf", "html")
        for word in (f"--{kind}", str(tmp_path / f"map.{kind}"))
    ]

    run(["tubemap", str(book), *asked])

    said = capsys.readouterr().out
    assert "Force: on the sheet 'Tube map'; written to map.svg, map.png, map.emf, map.html" in said
    for name in ("map", "map - Commands"):
        svg = (tmp_path / f"{name}.svg").read_bytes()
        assert b"<svg" in svg
        assert (tmp_path / f"{name}.png").read_bytes() == b"PNG of " + svg
        assert (tmp_path / f"{name}.emf").read_bytes()[40:44] == b" EMF"
        assert (tmp_path / f"{name}.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_json_lists_the_files_of_each_map(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = make("book.xlsx", pinned())

    run(["tubemap", str(book), "--emf", str(tmp_path / "map.emf"), "--json"])

    told = json.loads(capsys.readouterr().out)
    files = [str(tmp_path / name) for name in ("map.emf", "map - Commands.emf")]
    assert [one["files"] for one in told["maps"]] == [[file] for file in files]
    assert all(Path(file).is_file() for file in files)


@pytest.mark.parametrize(
    ("option", "name"),
    [("--html", "book.xlsx"), ("--svg", "paper.docx"), ("--emf", "map"), ("--png", "map.svg")],
)
def test_a_picture_is_never_written_over_a_file_of_another_kind(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, name: str
) -> None:
    book = make("book.xlsx", pinned())
    before, file = book.read_bytes(), tmp_path / name
    (tmp_path / "paper.docx").write_bytes(b"a board paper")

    left = run(["tubemap", str(book), option, str(file)])

    assert left == 2
    assert f"'{name}' does not; nothing was written." in capsys.readouterr().err
    assert book.read_bytes() == before
    assert (tmp_path / "paper.docx").read_bytes() == b"a board paper"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.xlsx", "paper.docx"]


@pytest.mark.slow
def test_maps_whose_names_differ_in_signs_alone_have_a_picture_each(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stops = [
        ["Map", "Line", "Sequence", "Area"],
        ["Force", "Safety", 1, "Burglary"],
        ["A/B", "Safety", 1, "Robbery"],
        ["a:b", "Safety", 1, "Gangs"],
    ]
    pins = [
        ["Map", "Area", "Column", "Row"],
        ["Commands", "Burglary", 9, 4],
        ["Commands", "Robbery", 6, 7],
        ["Commands", "Gangs", 3, 10],
    ]
    book = make("book.xlsx", pinned(Stops=stops, Pins=pins))

    run(["tubemap", str(book), "--svg", str(tmp_path / "map.svg"), "--json"])

    told = json.loads(capsys.readouterr().out)
    files = [Path(file) for one in told["maps"] for file in one["files"]]
    assert [file.name for file in files] == [
        "map.svg",
        "map - A B.svg",
        "map - a b 2.svg",
        "map - Commands.svg",
    ]
    assert ["Robbery" in file.read_text(encoding="utf-8") for file in files[1:3]] == [True, False]


def test_the_command_line_is_there_without_its_command_on_the_path(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "xlscore.__main__", raising=False)  # another test may have imported it
    monkeypatch.setattr("sys.argv", ["xlscore", "call", "MSG_MOVE", "5", "4"])

    with pytest.raises(SystemExit) as left:
        runpy.run_module("xlscore", run_name="__main__")

    assert (left.value.code, capsys.readouterr().out.strip()) == (0, "Improved")


@pytest.mark.slow
def test_where_the_first_map_is_refused_no_other_takes_its_picture_s_name(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = make("book.xlsx", pinned())
    picture = tmp_path / "map.svg"
    run(["tubemap", str(book), "--svg", str(picture)])
    of_force = picture.read_text(encoding="utf-8")
    opened = open_book(book)
    opened.sheets["Pins"].range("C2").value = [[2, 4], [3, 4]]
    opened.sheets["Grid"].range("A5").value = [["Fraud", "Good", "RI", "Good"]]
    opened.sheets["Stops"].range("A4").value = [["Force", "Safety", 3, "Fraud"]]
    opened.sheets["Pins"].range("A7").value = [["Force", "Fraud", 70, 10, "below"]]
    opened.save()
    capsys.readouterr()

    run(["tubemap", str(book), "--svg", str(picture), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert [(one["map"], [Path(file).name for file in one["files"]]) for one in told["maps"]] == [
        ("Commands", ["map - Commands.svg"])
    ]
    assert picture.read_text(encoding="utf-8") == of_force

"""Every ribbon button pressed: on a file, on xlwings' remote engine, and as VBA presses it on a recording Excel."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

import xlscore
from tests.excel.pressing import Pressed, press_elsewhere, press_on_file
from xlscore.books.grades.force import generate_force_grades
from xlscore.books.msg.positions import update_msg
from xlscore.books.samples import SAMPLES
from xlscore.books.threat.scorecard import fill_scorecard
from xlscore.excel import ribbon
from xlscore.excel.actions import ACTIONS
from xlscore.excel.buttons import BUTTONS
from xlscore.excel.messages import LONGEST_MESSAGE, problem_lines, shortened
from xlscore.excel.ribbon import DONE, REFUSED, run
from xlscore.rules.problems import Problem

pytestmark = pytest.mark.xdist_group("excel-ribbon")

FROM_EXCEL = [button.name for button in BUTTONS if not button.native]
InTurn = Callable[[str, str], dict[str, Pressed]]
ENGINES = ("file", "remote", "classic")
ESSEX, LEICESTERSHIRE = "balanced-scorecard", "threat-impact"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("ribbon")
    paths = {kind: folder / sample.file for kind, sample in SAMPLES.items()}
    for kind, path in paths.items():
        SAMPLES[kind].enter(path)
    return paths


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A command's return, as its officer sends it."""
    path = tmp_path_factory.mktemp("returns") / "North.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Return")
    sheet.write_row(0, 0, ["Command", "North"])
    sheet.write_row(2, 0, ["Area", "Grade", "Evidence"])
    sheet.write_row(3, 0, ["Burglary", "Good", ""])
    book.close()
    return path


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small grid: two commands, two areas, one of them graded by one command only."""
    path = tmp_path_factory.mktemp("grid") / "Grid.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Grid")
    heads = [
        "Area",
        "North",
        "South",
        "Force redline",
        "Suggested grade",
        "Why",
        "Final grade",
        "Override",
        "Rationale",
    ]
    sheet.write_row(0, 0, heads)
    sheet.write_row(1, 0, ["Burglary", "", "Good", "", "", "", "", "", ""])
    sheet.write_row(2, 0, ["Robbery", "RI", "RI", "", "", "", "Good", "", ""])
    book.close()
    return path


def test_every_button_has_its_action_and_every_action_its_button() -> None:
    assert sorted(ACTIONS) == sorted(FROM_EXCEL)


IN_TURN = {
    ESSEX: (
        "generate-force-grades",
        "update-msg-positions",
        "refresh-all",
        "check-workbook",
        "policy",
        "explain-cell",
        "about",
    ),
    LEICESTERSHIRE: ("fill-threat-and-impact", "refresh-all", "check-workbook", "generate-force-grades"),
}
"""The buttons that are pressed on each sample, one after another."""


@pytest.fixture(scope="module")
def in_turn(samples: dict[str, Path]) -> InTurn:
    """How each button of a sample ended on another engine and what it asked of Excel; pressed once for all tests."""

    @cache
    def pressed(engine: str, kind: str) -> dict[str, Pressed]:
        ended = press_elsewhere(engine, samples[kind], [(name, "") for name in IN_TURN[kind]])
        return dict(zip(IN_TURN[kind], ended, strict=True))

    return pressed


@pytest.mark.parametrize("kind", IN_TURN)
@pytest.mark.slow
def test_a_button_ends_alike_on_every_engine(kind: str, samples: dict[str, Path], in_turn: InTurn) -> None:
    names = [name for name in IN_TURN[kind] if name != "explain-cell"]
    on_file = [press_on_file(samples[kind], name) for name in names]

    for engine in ("remote", "classic"):
        found = in_turn(engine, kind)
        assert [found[name][:2] for name in names] == _as_on(engine, on_file), engine
    assert {ended for ended, _ in on_file} <= {DONE, REFUSED}


def _as_on(engine: str, on_file: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """How buttons that ended so on a file end elsewhere: xlwings' remote engine has no way to draw a map."""
    if engine != "remote":
        return on_file
    return [
        (end, "\n".join(line for line in said.splitlines() if " stations on the sheet " not in line))
        for end, said in on_file
    ]


@pytest.mark.slow
def test_what_excel_is_asked_for_is_recorded_and_the_status_bar_is_given_back(in_turn: InTurn) -> None:
    ended, _, calls = in_turn("classic", ESSEX)["generate-force-grades"]

    written = {place.partition("!")[0] for words, place, *_ in calls if words in ("Value", "Formula")}
    assert ended == DONE
    assert calls[0] == ["StatusBar", "Scorecard: Generate force grades..."]
    assert calls[-1] == ["StatusBar", False]
    assert "Grid" in written
    assert len([call for call in calls if call[0] in ("Value", "Formula")]) < 20  # blocks, not cell by cell


SETTINGS = {"EnableEvents": True, "ScreenUpdating": True, "Calculation": -4105}
"""What a button changes of Excel itself, as it was before; -4105 is automatic, -4135 manual."""


def settings(calls: list[Any]) -> list[list[Any]]:
    return [call for call in calls if call[0] in SETTINGS]


@pytest.mark.slow
def test_no_macro_of_the_workbook_s_own_answers_what_a_button_writes(
    grid: Path, tmp_path: Path, in_turn: InTurn
) -> None:
    pressed = [
        *(in_turn("classic", ESSEX)[name] for name in ("generate-force-grades", "update-msg-positions")),
        in_turn("classic", LEICESTERSHIRE)["fill-threat-and-impact"],
        *press_elsewhere("classic", grid, [("draw-tube-map", ""), ("refresh-all", "")]),
        *press_elsewhere("classic", grid, [("next-cycle", "Q2")], saved=str(tmp_path)),
    ]  # fmt: skip

    for ended, text, calls in pressed:
        assert ended == DONE, text
        assert [call for call in calls if call[0] in ("Value", "Formula")]
        assert [call for call in calls if call[0] == "Worksheet_Change"] == [], text
        assert dict(settings(calls)) == SETTINGS | {"Calculation": -4135}  # VBA gives calculation back


@pytest.mark.slow
def test_settings_come_back_where_a_button_is_refused(in_turn: InTurn) -> None:
    ended, _, calls = in_turn("classic", LEICESTERSHIRE)["generate-force-grades"]

    assert ended == REFUSED
    assert dict(settings(calls)) == SETTINGS | {"Calculation": -4135}
    assert calls[-1] == ["StatusBar", False]


@pytest.mark.slow
def test_the_remote_engine_is_asked_for_blocks_too(in_turn: InTurn) -> None:
    _, _, actions = in_turn("remote", ESSEX)["generate-force-grades"]

    assert actions
    assert {action for action, *_ in actions} <= {
        "setValues",
        "setRangeStyle",
        "setFormula",
        "setRangeColor",
        "setFontProperty",
    }


@pytest.mark.parametrize(
    ("button", "function", "kind"),
    [
        pytest.param("generate-force-grades", generate_force_grades, ESSEX, marks=pytest.mark.slow),
        pytest.param("update-msg-positions", update_msg, ESSEX, marks=pytest.mark.slow),
        ("fill-threat-and-impact", fill_scorecard, LEICESTERSHIRE),
    ],
)
def test_a_button_writes_what_the_command_line_writes(
    button: str, function: Callable[[Any], Any], kind: str, samples: dict[str, Path], tmp_path: Path
) -> None:
    pressed, called = xlscore.open_book(samples[kind]), xlscore.open_book(samples[kind])

    run(pressed, button)
    function(called)

    pressed.save(tmp_path / "pressed.xlsx")
    called.save(tmp_path / "called.xlsx")
    assert (tmp_path / "pressed.xlsx").read_bytes() == (tmp_path / "called.xlsx").read_bytes()


@pytest.mark.slow
def test_pressing_refresh_all_twice_changes_nothing_the_second_time(
    samples: dict[str, Path], tmp_path: Path
) -> None:
    book = xlscore.open_book(samples[ESSEX])

    first = run(book, "refresh-all")
    book.save(tmp_path / "first.xlsx")
    second = run(book, "refresh-all")
    book.save(tmp_path / "second.xlsx")

    assert first[0] == second[0] == DONE
    assert (tmp_path / "first.xlsx").read_bytes() == (tmp_path / "second.xlsx").read_bytes()


@pytest.mark.slow
def test_checking_a_sound_workbook_changes_nothing_and_finds_nothing(samples: dict[str, Path]) -> None:
    book = xlscore.open_book(samples[ESSEX])

    ended, text = run(book, "check-workbook")

    assert ended == DONE
    assert text.splitlines()[:3] == [
        "Nothing was changed.",
        "No problems found.",
        "Read: the grid of command grades on 'Grid', 15 rows.",
    ]
    assert book.impl.workbook.to_bytes() == samples[ESSEX].read_bytes()


def test_checking_names_the_problems_and_changes_nothing(grid: Path) -> None:
    book = xlscore.open_book(grid)

    ended, text = run(book, "check-workbook")

    assert ended == DONE
    assert text.splitlines()[:2] == ["Nothing was changed.", "1 problem in the data:"]
    assert "Robbery: the final grade Good overrides the suggestion Requires Improvement" in text
    assert book.impl.workbook.to_bytes() == grid.read_bytes()


def test_a_message_counts_what_was_done_and_names_the_first_problems(grid: Path) -> None:
    ended, text = press_on_file(grid, "generate-force-grades")

    assert ended == DONE
    assert text.splitlines()[0] == "2 areas: 1 Good agreed; 1 not yet agreed: suggested 1 Good."
    assert "1 final grade not as suggested." in text
    assert "Grid!I3: Robbery: the final grade Good overrides the suggestion" in text


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.slow
def test_returns_are_collated_from_the_files_that_the_officer_chose(
    engine: str, grid: Path, returned: Path
) -> None:
    if engine == "file":
        ended, text = press_on_file(grid, "collate-returns", str(returned))
    else:
        [(ended, text, calls)] = press_elsewhere(engine, grid, [("collate-returns", str(returned))])
        if engine == "classic":
            assert ["StatusBar", "Scorecard: reading 1 return..."] in calls

    assert ended == DONE
    assert text.splitlines() == ["North: 1 grade taken over.", "No problems found."]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.slow
def test_the_next_cycle_has_the_name_that_the_officer_typed(engine: str, grid: Path) -> None:
    if engine == "file":
        ended, text = press_on_file(grid, "next-cycle", "Q2 2026-27")
    else:
        [(ended, text, _)] = press_elsewhere(
            engine, grid, [("next-cycle", "Q2 2026-27")], saved=str(grid.parent)
        )

    assert ended == DONE
    assert "to Q2 2026-27" in text
    assert text.splitlines()[-1].startswith("No copy can be kept" if engine == "remote" else "As it was: ")


@pytest.mark.slow
def test_the_next_cycle_first_keeps_the_workbook_as_it_was(grid: Path, tmp_path: Path) -> None:
    [(ended, text, calls)] = press_elsewhere(
        "classic", grid, [("next-cycle", "Q2: 2026/27")], saved=str(tmp_path)
    )

    copy = tmp_path / "Scorecard (before Q2 2026 27).xlsx"
    words = [call[0] for call in calls]
    assert ended == DONE
    assert f"As it was: {copy}" in text
    assert [
        "Workbook.SaveCopyAs",
        copy.name,
        SETTINGS["Calculation"],
    ] in calls  # it opens as it was, calculating
    assert words.index("Workbook.SaveCopyAs") < min(
        words.index(word) for word in ("Value", "Formula") if word in words
    )
    with xlscore.open_book(copy) as kept:
        assert kept.sheets["Grid"]["G3"].value == "Good"


def test_a_file_is_kept_beside_itself_under_a_name_that_is_free(grid: Path, tmp_path: Path) -> None:
    path = tmp_path / "Grid.xlsx"
    path.write_bytes(grid.read_bytes())
    (tmp_path / "Grid (before Q2).xlsx").write_bytes(b"an older copy")

    _, text = press_on_file(path, "next-cycle", "Q2")

    copy = tmp_path / "Grid (before Q2, 2).xlsx"
    assert text.splitlines()[-1] == f"As it was: {copy}"
    assert copy.read_bytes() == grid.read_bytes()
    assert (tmp_path / "Grid (before Q2).xlsx").read_bytes() == b"an older copy"


@pytest.mark.slow
def test_a_workbook_that_was_never_saved_is_to_be_saved_first(grid: Path) -> None:
    [(ended, text, calls)] = press_elsewhere("classic", grid, [("next-cycle", "Q2")])

    assert ended == REFUSED
    assert text == (
        "This workbook was never saved, so no copy can be kept beside it;"
        " save it (Ctrl+S), then press Next cycle again."
    )
    assert {call[0] for call in calls} <= {"StatusBar", *SETTINGS}


@pytest.mark.slow
def test_a_workbook_on_a_server_is_kept_in_the_officer_s_own_folder(grid: Path, tmp_path: Path) -> None:
    [(ended, text, _)] = press_elsewhere(
        "classic", grid, [("next-cycle", "Q2")], saved="https://force.example/Shared", documents=str(tmp_path)
    )

    assert ended == DONE
    assert text.splitlines()[-1] == f"As it was: {tmp_path / 'Scorecard (before Q2).xlsx'}"


@pytest.mark.slow
def test_where_no_copy_can_be_saved_nothing_is_changed(grid: Path, tmp_path: Path) -> None:
    [(ended, text, calls)] = press_elsewhere(
        "classic", grid, [("next-cycle", "Q2")], saved=str(tmp_path / "gone")
    )

    assert ended == REFUSED
    assert "so nothing was changed" in text
    assert {call[0] for call in calls} <= {"StatusBar", *SETTINGS}


def test_a_copy_goes_again_where_the_next_cycle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "Threat.xlsx"
    SAMPLES[LEICESTERSHIRE].enter(path)

    ended, _ = press_on_file(path, "next-cycle", "Q2")

    assert ended == REFUSED
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.slow
def test_the_tube_map_comes_into_excel_as_shapes_from_a_temporary_workbook(grid: Path) -> None:
    ended, text = press_on_file(grid, "draw-tube-map")

    [(in_excel, said, calls)] = press_elsewhere("classic", grid, [("draw-tube-map", "")])
    assert (ended, in_excel) == (DONE, DONE)
    assert "2 stations on the sheet Tube map." in text
    assert said == text
    assert ["StatusBar", "Scorecard: laying out Commands, map 1 of 1..."] in calls
    drawing = [
        call
        for call in calls
        if call[0] in {"Workbooks.Open", "Shape.Copy", "Worksheet.Paste", "Workbook.Close"}
    ]
    assert drawing == [
        ["Workbooks.Open", "tube maps.xlsx", 0, True],
        ["Shape.Copy", "Tube map", "Tube map: Commands"],
        ["Worksheet.Paste", "Tube map", "Tube map: Commands"],
        ["Workbook.Close", "tube maps.xlsx", False],
    ]


@pytest.fixture
def mapped(tmp_path: Path) -> Callable[[str, list[list[str]]], Path]:
    """A small grid and a further sheet with these cells."""

    def make(name: str, rows: list[list[str]]) -> Path:
        path = tmp_path / "Mapped.xlsx"
        book = xlsxwriter.Workbook(path)
        grid, other = book.add_worksheet("Grid"), book.add_worksheet(name)
        for place, row in enumerate(
            [["Area", "North", "South", "Final grade"], ["Burglary", "RI", "Good", "Good"]]
        ):
            grid.write_row(place, 0, row)
        for place, row in enumerate(rows):
            other.write_row(place, 0, row)
        book.close()
        return path

    return make


def drawing_calls(calls: list[Any]) -> list[list[Any]]:
    return [call for call in calls if call[0] in {"Shape.Delete", "Worksheet.Name", "Worksheet.Paste"}]


@pytest.mark.slow
def test_in_excel_a_renamed_sheet_is_found_by_its_map_and_a_text_box_on_it_stays(
    mapped: Callable[[str, list[list[str]]], Path],
) -> None:
    path = mapped("Board picture", [["Agreed by the Board"]])
    shapes = {"Board picture": ["Our remark", "Tube map: commands"]}

    [(ended, text, calls)] = press_elsewhere("classic", path, [("draw-tube-map", "")], shapes)

    assert ended == DONE
    assert "1 station on the sheet Board picture." in text
    assert drawing_calls(calls) == [
        ["Worksheet.Name", "Tube map lines"],
        ["Worksheet.Name", "Tube map data"],
        ["Shape.Delete", "Board picture", "Tube map: commands"],
        ["Worksheet.Paste", "Board picture", "Tube map: Commands"],
    ]


@pytest.mark.slow
def test_in_excel_a_person_s_own_sheet_is_not_drawn_on(
    mapped: Callable[[str, list[list[str]]], Path],
) -> None:
    path = mapped("Tube map", [["Our own map"], ["o---o"]])

    [(ended, text, calls)] = press_elsewhere("classic", path, [("draw-tube-map", "")])

    assert ended == DONE
    assert "1 station on the sheet Tube map 2." in text
    assert ["Worksheet.Paste", "Tube map 2", "Tube map: Commands"] in drawing_calls(calls)
    assert [call for call in calls if str(call[1]).startswith("Tube map!")] == []


@pytest.mark.slow
def test_in_excel_a_map_whose_sheet_is_protected_is_not_drawn_and_named(
    mapped: Callable[[str, list[list[str]]], Path],
) -> None:
    path = mapped("Tube map", [])

    [(ended, text, calls)] = press_elsewhere(
        "classic", path, [("draw-tube-map", "")], {"Tube map": ["(locked)"]}
    )

    assert ended == DONE
    assert "The sheet 'Tube map' is protected, so the map 'Commands' cannot be drawn on it." in text
    assert [call for call in drawing_calls(calls) if call[1] == "Tube map"] == []


@pytest.mark.parametrize("closed", ["Grid", "Risks"])
def test_in_excel_a_protected_sheet_is_left_and_named_and_the_other_is_done(
    closed: str, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(path)
    for name, rows in {
        "Grid": [["Area", "North", "South", "Suggested grade", "Final grade"], ["Burglary", "Good", "Good"]],
        "Risks": [["Ref", "Area or command", "Likelihood", "Impact", "Score"], ["R1", "Burglary", 4, 4]],
    }.items():
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    book.close()

    [(ended, text, calls)] = press_elsewhere("classic", path, [("refresh-all", "")], {closed: ["(closed)"]})

    written = {
        str(call[1]).split("!")[0] for call in calls if call[0] in ("Value", "Value2", "Formula", "Formula2")
    }
    assert ended == DONE
    assert f"The sheet '{closed}' is protected, so nothing was written on it: " in text
    assert written == {"Grid", "Risks", "Problems"} - {closed}


@pytest.mark.slow
def test_where_no_shapes_can_be_drawn_the_tube_map_is_refused_before_anything_is_written(grid: Path) -> None:
    [(ended, text, actions)] = press_elsewhere("remote", grid, [("draw-tube-map", "")])

    assert ended == REFUSED
    assert "desktop Excel" in text
    assert actions == []


def test_a_chosen_file_that_is_not_there_is_a_sentence(grid: Path, tmp_path: Path) -> None:
    ended, text = press_on_file(grid, "collate-returns", str(tmp_path / "gone.xlsx"))

    assert ended == REFUSED
    assert "gone.xlsx" in text


def test_a_workbook_without_the_table_says_which_headings_it_looked_for(samples: dict[str, Path]) -> None:
    ended, text = press_on_file(samples[LEICESTERSHIRE], "generate-force-grades")

    assert ended == REFUSED
    assert "'Area'" in text


def test_policy_goes_to_its_sheet_and_says_what_to_do_where_there_is_none(
    samples: dict[str, Path], grid: Path
) -> None:
    book = xlscore.open_book(samples[ESSEX])

    ended, _ = run(book, "policy")

    assert (ended, book.sheets.active.name) == (DONE, "Policy")
    assert press_on_file(grid, "policy")[0] == REFUSED
    assert "copy the Policy sheet" in press_on_file(grid, "policy")[1]


@pytest.mark.slow
def test_explaining_on_an_engine_that_hides_formulas_says_where_it_works(in_turn: InTurn) -> None:
    ended, text, _ = in_turn("remote", ESSEX)["explain-cell"]

    assert ended == REFUSED
    assert "desktop Excel" in text


def test_a_slip_of_ours_is_one_sentence_and_a_log(
    grid: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def slip(*_: Any) -> list[str]:
        raise KeyError("column")

    monkeypatch.setitem(ribbon.ACTIONS, "about", slip)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))

    with caplog.at_level(logging.ERROR):
        ended, text = press_on_file(grid, "about")

    assert ended == REFUSED
    assert "KeyError" in text
    assert str(tmp_path / ribbon.LOG_FILE) in text
    assert "Traceback" in (tmp_path / ribbon.LOG_FILE).read_text(encoding="utf-8")


def test_an_excel_that_is_busy_is_a_sentence(grid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    busy = type("com_error", (Exception,), {})

    def refuse(*_: Any) -> list[str]:
        raise busy(-2147418111, "Call was rejected by callee.", None, None)

    monkeypatch.setitem(ribbon.ACTIONS, "about", refuse)

    ended, text = press_on_file(grid, "about")

    assert ended == REFUSED
    assert "Enter or Esc" in text


def test_a_message_fits_excels_box_and_ends_at_a_line() -> None:
    text = shortened("\n".join(f"line {number}" for number in range(500)))

    assert len(text) <= LONGEST_MESSAGE
    assert text.endswith("\n…")
    assert text.splitlines()[-2].startswith("line ")


def test_more_problems_than_fit_are_pointed_to() -> None:
    problems = [Problem("Grid", f"B{n}", "'Fair' is not a grade.", "Type a grade.") for n in range(2, 9)]

    assert problem_lines(problems)[0] == "7 problems in the data, listed on the sheet Problems:"
    assert problem_lines(problems)[-1] == "…"
    assert len(problem_lines(problems)) == 5
    assert problem_lines([]) == ["No problems found."]


@pytest.mark.parametrize(("south", "said"), [("", ["Still to come: South."]), ("Good", [])])
def test_a_command_whose_return_is_still_to_come_is_named_after_collating(
    south: str, said: list[str], returned: Path, tmp_path: Path
) -> None:
    path = tmp_path / "Waiting.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Grid")
    sheet.write_row(0, 0, ["Area", "North", "South", "Suggested grade", "Final grade"])
    sheet.write_row(1, 0, ["Burglary", "", south])
    book.close()

    ended, text = press_on_file(path, "collate-returns", str(returned))

    lines = text.splitlines()
    assert (ended, lines[0]) == (DONE, "North: 1 grade taken over.")
    assert [line for line in lines if line.startswith("Still to come")] == said


def test_bringing_in_files_fills_the_series_and_keeps_the_store_beside_the_workbook(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Series"
    workbook.active.append(["Measure", "Place", "Dec 2018", "Jan 2019"])
    workbook.save(tmp_path / "month.xlsx")
    table = tmp_path / "boroughs.csv"
    table.write_text(
        "MajorText,MinorText,BoroughName,201812,201901\nTheft,Bicycle,North,3,4\n", encoding="utf-8"
    )

    ended, text = press_on_file(tmp_path / "month.xlsx", "bring-in-files", str(table))

    assert "1 series, Dec 2018 to Jan 2019: 2 new counts, 0 revised." in text
    assert ended == DONE
    assert (tmp_path / "month.counts.sqlite").exists()

"""The board paper composed from small workbooks: what is there, what is not, what nobody may read in part A."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.paper_text import text_of
from xlscore.engine import open_book
from xlscore.papers.kind import Composed, PaperAsked
from xlscore.papers.kinds import paper_kind
from xlscore.papers.model import Bullets, PaperTable, Shade, Yours

GRID = [
    ["Cycle", "Cycle 13"],
    [],
    [
        "Theme",
        "Area",
        "North",
        "South",
        "Lead command",
        "Force redline (Feb 2019)",
        "Final grade",
        "Rationale",
    ],
    ["Safe", "Burglary", "Good", "RI", None, "RI", "Good", "The volume gap is narrowing."],
    ["Safe", "Robbery", "Good", "N/A", None, "N/A", "RI", "Fewer solved."],
    ["People", "Our People", "Outstanding", "Good", None, None, "Outstanding", None],
]
CHANGES = [
    ["Area", "Cycle 12 grading", "Cycle 13 grading", "Rationale"],
    ["Burglary", "Good", "Good", None],
    ["Robbery", "Good", "RI", None],
    ["Our People", "Outstanding", "Outstanding", None],
]
REDLINES = [
    ["Area", "Redline measure", "Value", "Minimum", "Better", "Met", "Data to"],
    ["Burglary", "Solved rate", "8.1%", "10%", "Higher", None, "Feb 2019"],
    ["Burglary", "Offences per 1,000", 4.2, 5, "Lower", None, "Feb 2019"],
]  # fmt: skip


def composed(tmp_path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], **asked: str) -> Composed:
    """Return the board paper of a workbook with these sheets."""
    workbook = openpyxl.Workbook()
    for name, lines in sheets.items():
        sheet = workbook.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    del workbook["Sheet"]
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    kind = paper_kind("board")
    assert kind is not None
    book = open_book(path)
    assert kind.applies(book)
    return kind.compose(book, PaperAsked(**asked))


def blocks(found: Composed) -> dict[str, Any]:
    """Return the blocks of a paper by their keys."""
    return {block.key: block for block in found.paper.blocks()}


def grid(**columns: Mapping[str, Any]) -> list[list[Any]]:
    """Return the grid with other entries: by the name of a column with its spaces as strokes, by area."""
    rows = [list(row) for row in GRID]
    for name, entries in columns.items():
        place = next(
            p for p, heading in enumerate(rows[2]) if heading.split(" (")[0] == name.replace("_", " ")
        )
        for row in rows[3:]:
            row[place] = entries.get(row[1], row[place])
    return rows


def test_the_grid_and_the_rationale_are_printed_with_words_and_shades(tmp_path: Path) -> None:
    found = blocks(composed(tmp_path, {"Grid": GRID, "Changes": CHANGES}))

    table, rationale = found["grid"], found["rationale"]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Burglary", "Safe", "Good", "RI", "Good", "RI"],
        ["Robbery", "Safe", "Good", "N/A", "RI", "N/A"],
        ["Our People", "People", "Outstanding", "Good", "Outstanding", "N/A"],
    ]
    assert [cell.shade for cell in table.rows[0].cells] == [
        None, None, Shade.GOOD, Shade.REQUIRES_IMPROVEMENT, Shade.GOOD, Shade.REQUIRES_IMPROVEMENT,
    ]  # fmt: skip
    assert [column.heading for column in rationale.columns] == [
        "Area", "Cycle 12 grading", "Cycle 13 grading", "Redline measure (Feb 2019 data)", "Rationale",
    ]  # fmt: skip
    assert [cell.text for cell in rationale.rows[1].cells] == ["Robbery", "Good", "RI", "-", "Fewer solved."]
    assert rationale.rows[2].cells[-1].text == "No rationale is recorded."
    assert [row.changed for row in rationale.rows] == [False, True, False]
    assert table.rows[0].cells[2].cells == ("Grid!C4",)


def test_redlines_are_counted_and_each_is_said_with_its_figures(tmp_path: Path) -> None:
    found = blocks(composed(tmp_path, {"Grid": GRID, "Changes": CHANGES, "Redlines": REDLINES}))

    assert [one.text for one in found["redlines"].sentences] == [
        "One of the two redline measures of Burglary is met."
    ]
    assert (
        "Solved rate is 8.1% (Feb 2019), 1.9 points below the minimum standard of 10%, and is not met."
        in [item.text for item in found["redlines.each"].items]
    )
    assert found["redlines"].sentences[0].phrases[0].cells[:2] == ("Redlines!B2", "Redlines!C2")


def test_a_board_that_decided_otherwise_is_said_with_what_was_suggested(tmp_path: Path) -> None:
    found = blocks(composed(tmp_path, {"Grid": GRID, "Changes": CHANGES}))

    said = [item.text for item in found["overrides"].items]

    assert any(text.startswith("Burglary: Good; Requires Improvement was suggested (") for text in said)


def test_a_first_cycle_has_no_column_of_the_cycle_before(tmp_path: Path) -> None:
    found = blocks(composed(tmp_path, {"Grid": GRID}))

    assert [column.key for column in found["rationale"].columns] == ["area", "now", "redline", "rationale"]
    assert isinstance(found["changes"], Bullets)
    assert found["changes"].nil is not None
    assert (
        found["changes"].nil.text
        == "No grades of an earlier cycle are recorded, so no change can be reported."
    )


def test_a_redline_without_a_month_has_none_in_its_heading(tmp_path: Path) -> None:
    rows = [list(row) for row in GRID]
    rows[2][5] = "Force redline"

    found = composed(tmp_path, {"Grid": rows})

    assert blocks(found)["rationale"].columns[-2].heading == "Redline measure"
    assert found.paper.as_of == ""


def test_a_suggested_grade_is_never_called_the_boards(tmp_path: Path) -> None:
    text = text_of(
        composed(tmp_path, {"Grid": grid(Final_grade={"Robbery": None}), "Changes": CHANGES}).paper
    )

    assert "Robbery | Safe | Good | N/A | Good (suggested) | N/A" in text
    assert "One area is not yet agreed:" in text
    assert "Robbery: Good is suggested." in text


def test_a_grade_that_cannot_be_read_is_said_and_a_problem(tmp_path: Path) -> None:
    found = composed(tmp_path, {"Grid": grid(North={"Robbery": "Fair"}), "Changes": CHANGES})

    assert "Robbery | Safe | cannot be read | N/A" in text_of(found.paper)
    assert ("Grid", "C5") in [(problem.sheet, problem.cell) for problem in found.problems]


def test_a_change_without_a_rationale_is_a_problem_and_said_in_the_table(tmp_path: Path) -> None:
    found = composed(tmp_path, {"Grid": grid(Rationale={"Robbery": None}), "Changes": CHANGES})

    assert [problem.what for problem in found.problems if problem.cell == "B5"] == [
        "Robbery: the final grade Requires Improvement overrides the suggestion Good and has deteriorated from Good last cycle, without a rationale."
    ]
    assert "Robbery | Good | RI | - | No rationale is recorded." in text_of(found.paper)


@pytest.mark.parametrize("item", ["Robbery", "robbery ", "Safe"])
def test_nothing_of_an_area_for_part_b_stands_in_part_a(tmp_path: Path, item: str) -> None:
    paper = [["Field", "Text"], ["Part B items", item]]

    found = composed(tmp_path, {"Grid": GRID, "Changes": CHANGES, "Redlines": REDLINES, "Paper": paper})

    text = text_of(found.paper)
    assert "Robbery" not in text
    assert "Fewer solved" not in text
    assert "reported in part B and not counted here." in text
    assert "Requires Improvement" not in text.partition("4.0")[0].replace(
        "No areas are now at Requires Improvement.", ""
    )


def test_a_redline_measure_for_part_b_is_not_said_in_part_a(tmp_path: Path) -> None:
    paper = [["Field", "Text"], ["Part B items", "Solved rate"]]

    text = text_of(composed(tmp_path, {"Grid": GRID, "Redlines": REDLINES, "Paper": paper}).paper)

    assert "8.1%" not in text
    assert "Solved rate" not in text
    assert "Offences per 1,000 is 4.2" in text


def test_part_b_asked_for_has_all_of_it(tmp_path: Path) -> None:
    paper = [["Field", "Text"], ["Part B items", "Robbery"]]

    found = composed(tmp_path, {"Grid": GRID, "Changes": CHANGES, "Paper": paper}, part="B")

    assert found.paper.part == "B"
    assert "Robbery deteriorated to Requires Improvement from Good." in text_of(found.paper)


def test_a_section_kept_for_part_b_is_left_out_and_the_rest_is_numbered_on(tmp_path: Path) -> None:
    paper = [["Field", "Text"], ["Demand", "Demand is high."], ["Part B items", "Demand"]]

    found = composed(tmp_path, {"Grid": GRID, "Paper": paper})

    assert "Demand" not in text_of(found.paper)
    assert [s.number for s in found.paper.sections if s.key == "risk"] == ["6.2"]


def test_standing_sections_nobody_wrote_are_places_to_write(tmp_path: Path) -> None:
    found = composed(tmp_path, {"Grid": GRID})

    prompts = [block.key for block in found.paper.blocks() if isinstance(block, Yours)]

    assert {
        "recommendations",
        "introduction",
        "demand",
        "equality",
        "health",
        "consultation",
        "future",
    } <= set(prompts)
    assert "implications were identified" not in text_of(found.paper)


def test_grades_of_five_have_a_shade_for_adequate(tmp_path: Path) -> None:
    policy = [["Setting", "Value"], ["Grade scale", "five"]]

    found = blocks(composed(tmp_path, {"Grid": grid(Final_grade={"Robbery": "Adequate"}), "Policy": policy}))

    table = found["grid"]
    assert isinstance(table, PaperTable)
    assert table.rows[1].cells[-2].text == "Adequate"
    assert table.rows[1].cells[-2].shade is Shade.ADEQUATE
    assert "One area is currently graded at Adequate." in [one.text for one in found["counts"].sentences]


def test_stops_of_a_map_that_nobody_has_drawn_are_named(tmp_path: Path) -> None:
    stops = [
        ["Map", "Line", "Sequence", "Area"],
        ["Force", "Safety", 1, "Burglary"],
        ["Force", "Safety", 2, "Robbery"],
    ]

    found = composed(tmp_path, {"Grid": GRID, "Map": stops})

    assert [problem.what for problem in found.problems if "tube map" in problem.what] == [
        "No tube map has been drawn yet, so the paper has no appendix of one."
    ]
    assert not any(section.appendix for section in found.paper.sections)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("R1", None),
        ("Demand", "Robbery: risk R1 scores 100, over 75."),
    ],
)
def test_a_risk_for_part_b_is_neither_said_nor_denied(tmp_path: Path, item: str, said: str | None) -> None:
    risks = [["Ref", "Area or command", "Likelihood", "Impact"], ["R1", "Robbery", 5, 20]]
    paper = [["Field", "Text"], ["Part B items", item]]

    text = text_of(
        composed(tmp_path, {"Grid": GRID, "Changes": CHANGES, "Risks": risks, "Paper": paper}).paper
    )

    assert "No risk of the register" not in text
    assert ("R1" in text) is (said is not None)
    if said is not None:
        assert said in text


def test_each_priority_of_the_plan_is_listed_with_its_areas(tmp_path: Path) -> None:
    plan = [["Priority no.", "Title"], [1, "Visible policing"], [2, "Safer homes"]]
    leads = [["Area", "Lead command", "Priority"], ["Burglary", "North", "2"], ["Robbery", "South", 2]]

    found = blocks(composed(tmp_path, {"Grid": GRID, "Areas": leads, "Plan": plan}))["plan"]

    assert [item.text for item in found.items] == [
        "Priority 1 ('Visible policing'): no area is linked to it.",
        "Priority 2 ('Safer homes'): Burglary, Robbery.",
    ]


def test_good_practice_that_a_command_names_goes_to_synergy(tmp_path: Path) -> None:
    told = [
        ["Area", "Command", "Kind", "Text", "Cycle"],
        ["Burglary", "North", "Good practice", "Marked property", "Cycle 13"],
        ["Robbery", "South", "Good practice", "Is it known?", "Cycle 13"],
        ["Robbery", "South", "Evidence", "Fewer were solved.", "Cycle 13"],
    ]

    found = blocks(composed(tmp_path, {"Grid": GRID, "Evidence": told}))["good"]

    assert [item.text for item in found.items] == [
        "Burglary (North): Marked property.",
        "Robbery (South): Is it known?",
    ]

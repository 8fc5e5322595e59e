"""The paper on MSG positions composed from a workbook: lists, table, measures, notes, and what is kept for part B."""

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
from xlscore.papers.model import Bullets, PaperTable, Shade

HEADINGS = [
    "Theme", "Measure", "Unit", "Better", "Value", "Position", "Previous position", "To average", "Previous to average",
    "Aspiration", "Data to", "Narrative",
]  # fmt: skip
CONFIDENCE = [
    "Visible",
    "Public Confidence",
    "%",
    "Higher",
    "50.8%",
    8,
    8,
    "8.8% points",
    "7% points",
    "MSG Average",
    "Sep 2019",
    None,
]
BURGLARY = [
    "Crime",
    "Burglary",
    "per 1,000 population",
    "Lower",
    4.2,
    3,
    5,
    -120,
    -150,
    "4th in MSG",
    "Jan 2020",
    "Extra patrols.\nA plan is agreed.",
]
HOMICIDE = [
    "Crime",
    "Homicide",
    "per 1,000 population",
    "Lower",
    0.03,
    6,
    5,
    "N/A",
    None,
    "(Small numbers)",
    "Jan 2020",
    None,
]


def composed(
    tmp_path: Path, rows: Sequence[Sequence[Any]], paper: Sequence[Sequence[Any]] = (), **asked: str
) -> Composed:
    """Return the paper of a workbook with these rows of measures and of the table Paper."""
    sheets: Mapping[str, Sequence[Sequence[Any]]] = {"MSG": [HEADINGS, *rows], "Paper": paper}
    workbook = openpyxl.Workbook()
    for name, lines in sheets.items():
        sheet = workbook.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    del workbook["Sheet"]
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    kind = paper_kind("msg")
    assert kind is not None
    book = open_book(path)
    assert kind.applies(book)
    return kind.compose(book, PaperAsked(**asked))


def blocks(found: Composed) -> dict[str, Any]:
    """Return the blocks of a paper by their keys."""
    return {block.key: block for block in found.paper.blocks()}


def test_what_is_met_and_what_moved_is_listed_under_its_count(tmp_path: Path) -> None:
    found = blocks(composed(tmp_path, [CONFIDENCE, BURGLARY, HOMICIDE]))

    said = {
        key: [block.lead.text, *(item.text for item in block.items)]
        for key, block in found.items()
        if isinstance(block, Bullets) and block.lead
    }

    assert said["met"] == [
        "One of the two aspirations has been met or exceeded:",
        "Burglary (4th in MSG): 3rd",
    ]
    assert said["not-met"] == [
        "One of the two aspirations has not been met:",
        "Public Confidence (MSG Average): 8th",
    ]
    assert said["improved"] == [
        "One position has improved since the last report:",
        "Burglary: from 5th to 3rd",
    ]
    assert said["deteriorated"] == [
        "One position has deteriorated since the last report:",
        "Homicide: from 5th to 6th",
    ]


def test_a_gap_stands_beside_what_it_was(tmp_path: Path) -> None:
    text = text_of(composed(tmp_path, [CONFIDENCE, BURGLARY]).paper)

    assert "It is 8.8% points below the MSG average (7% points previously)." in text
    assert "It is 120 offences above the MSG average (150 offences previously)." in text
    assert "-120 offences (-150 offences previously)" in text


def test_the_table_says_in_words_what_its_colours_say(tmp_path: Path) -> None:
    table = blocks(composed(tmp_path, [CONFIDENCE, BURGLARY, HOMICIDE]))["positions"]

    assert isinstance(table, PaperTable)
    shades = {cell.text: cell.shade for row in table.rows for cell in row.cells if cell.shade}
    assert shades == {
        "Met or exceeded": Shade.GREEN, "Below aspiration": Shade.RED, "Improved": Shade.GREEN, "Deteriorated": Shade.RED,
    }  # fmt: skip
    assert all(len(row.cells) == len(table.columns) for row in table.rows)


def test_a_column_in_which_no_measure_says_anything_is_left_out(tmp_path: Path) -> None:
    table = blocks(composed(tmp_path, [CONFIDENCE]))["positions"]

    assert "Source" not in [column.heading for column in table.columns]
    assert "Expected range" not in [column.heading for column in table.columns]


def test_the_notes_name_the_exceptions_to_the_period(tmp_path: Path) -> None:
    table = blocks(composed(tmp_path, [CONFIDENCE, BURGLARY, HOMICIDE]))["positions"]

    assert table.notes[0].text == "Data are to Jan 2020, with the exception of: Public Confidence (Sep 2019)."


def test_a_persons_words_keep_their_lines_as_a_list(tmp_path: Path) -> None:
    words = blocks(composed(tmp_path, [BURGLARY]))["words.burglary"]

    assert isinstance(words, Bullets)
    assert [item.text for item in words.items] == ["Extra patrols.", "A plan is agreed."]
    assert words.items[0].cells == ("MSG!L2",)


def test_without_aspirations_and_earlier_positions_that_is_said(tmp_path: Path) -> None:
    row = [*HOMICIDE[:6], None, *HOMICIDE[7:]]

    text = text_of(composed(tmp_path, [row]).paper)

    assert "No aspiration could be judged." in text
    assert "No positions of an earlier time are recorded, so no movement can be reported." in text


def test_front_sheet_marking_and_standing_sections_come_from_the_table_paper(tmp_path: Path) -> None:
    paper = [
        ["Field", "Text"],
        ["Title", "MSG aspirations"], ["Recipients", "Strategic Board; Audit Committee"], ["Agenda number", "4iii"],
        ["Version", "1.2"], ["Marking", "Official"], ["Equality", "No implications were identified."], ["6.3 Risks", "The register is kept."],
    ]  # fmt: skip

    found = composed(tmp_path, [BURGLARY], paper)

    assert found.paper.title == "MSG aspirations"
    assert found.paper.marking == "Official"
    assert found.paper.recipients == ("Strategic Board", "Audit Committee")
    assert dict(found.paper.front) == {
        "Report to": "Strategic Board; Audit Committee",
        "Agenda number": "4iii",
        "Version": "1.2",
    }
    assert blocks(found)["equality"].sentences[0].text == "No implications were identified."
    assert blocks(found)["risk"].sentences[0].cells == ("Paper!B8",)


def test_a_front_sheet_is_made_for_one_of_the_recipients(tmp_path: Path) -> None:
    paper = [["Field", "Text"], ["Recipients", "Strategic Board; Audit Committee"]]

    found = composed(tmp_path, [BURGLARY], paper, recipient="Audit Committee")

    assert found.paper.front == (("Report to", "Audit Committee"),)


@pytest.mark.parametrize("item", ["Burglary", "burglary ", "Crime"])
def test_nothing_of_a_measure_for_part_b_stands_in_part_a(tmp_path: Path, item: str) -> None:
    paper = [["Field", "Text"], ["Part B items", f"{item}; Homicide"]]

    found = composed(tmp_path, [CONFIDENCE, BURGLARY, HOMICIDE], paper)

    text = text_of(found.paper)
    for figure in ("Burglary", "4.2", "120", "150", "Homicide", "0.03", "Extra patrols"):
        assert figure not in text
    assert "Two measures are reported in part B and not counted here." in text
    assert "The one aspiration has not been met or exceeded" in text


def test_the_paper_of_part_b_has_all(tmp_path: Path) -> None:
    paper = [["Field", "Text"], ["Part B items", "Burglary"], ["Part", "B"]]

    found = composed(tmp_path, [CONFIDENCE, BURGLARY], paper)

    assert found.paper.part == "B"
    assert "Burglary: from 5th to 3rd" in text_of(found.paper)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Favourite colour", "Blue"], "'Favourite colour' is nothing that a paper has."),
        (["Part", "C"], "'C' does not say in which part of the agenda the paper stands."),
        (["Part B items", "Burglery"], "'Burglery' is kept for part B, and no area, theme, measure or objective of the workbook is called so: nothing is kept back for it."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_of_the_table_paper_is_a_problem_of_its_cell(
    tmp_path: Path, row: list[Any], said: str
) -> None:
    found = composed(tmp_path, [BURGLARY], [["Field", "Text"], ["Title", "Paper"], row])

    assert [(problem.sheet, problem.what) for problem in found.problems] == [("Paper", said)]


def test_a_mistyped_part_b_keeps_back_all_the_same(tmp_path: Path) -> None:
    paper = [["Field", "Text"], ["Title", "Paper"], ["Part B itmes", "Burglary"]]

    found = composed(tmp_path, [CONFIDENCE, BURGLARY], paper)

    assert "Burglary" not in text_of(found.paper)
    assert len(found.problems) == 1


def test_a_field_said_twice_is_a_problem_unless_it_is_for_two_papers(tmp_path: Path) -> None:
    paper = [
        ["Field", "Text", "Paper"],
        ["Title", "One", None],
        ["Title", "Two", None],
        ["Version", "1", "msg"],
        ["Version", "2", "board"],
    ]

    found = composed(tmp_path, [BURGLARY], paper)

    assert found.paper.title == "One"
    assert dict(found.paper.front)["Version"] == "1"
    assert [problem.cell for problem in found.problems] == ["A3"]


def test_an_aspiration_that_nobody_can_judge_is_said_to_be_so(tmp_path: Path) -> None:
    unclear = [*BURGLARY[:5], None, *BURGLARY[6:9], "Beat them", *BURGLARY[10:]]

    found = composed(tmp_path, [CONFIDENCE, unclear])

    text = text_of(found.paper)
    assert "One measure has an aspiration that cannot be judged: Burglary." in text
    assert "The aspiration (Beat them) cannot be judged." in text
    assert "One measure has no known position: Burglary." in text


def test_boards_sources_and_what_none_monitors_stand_beneath_the_table(tmp_path: Path) -> None:
    rows = [[*HEADINGS, "Monitored by", "Source"]]
    rows += [[*CONFIDENCE, "Confidence Board", "CSEW"], [*BURGLARY, None, "iQuanta"]]
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    workbook.save(tmp_path / "book.xlsx")
    kind = paper_kind("msg")
    assert kind is not None

    text = text_of(kind.compose(open_book(tmp_path / "book.xlsx"), PaperAsked()).paper)

    assert "CSEW: Public Confidence." in text
    assert "Monitored by Confidence Board: Public Confidence." in text
    assert "Monitored by no board: Burglary." in text


def test_a_measure_without_a_position_and_an_aim_that_nobody_can_judge_are_said(tmp_path: Path) -> None:
    unknown = [
        "Crime",
        "Robbery",
        "per 1,000 population",
        "Lower",
        0.4,
        None,
        None,
        None,
        None,
        "4th in MSG",
        "Jan 2020",
        None,
    ]

    text = text_of(composed(tmp_path, [CONFIDENCE, unknown]).paper)

    assert "The position in Robbery is not known." in text
    assert "The aspiration (4th in MSG) cannot be judged." in text

"""The board paper where a grade cannot be read, nothing is agreed yet, or an area is for part B: no sentence says more than is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.papers.test_papers_board import CHANGES, blocks, composed, grid


def said(found: dict[str, Any], key: str) -> list[str]:
    return [sentence.text for sentence in found[key].sentences]


def test_a_final_grade_that_cannot_be_read_is_not_called_ungraded(tmp_path: Path) -> None:
    found = blocks(composed(tmp_path, {"Grid": grid(Final_grade={"Robbery": "Gud"}), "Changes": CHANGES}))

    assert found["grid"].rows[1].cells[-2].text == "cannot be read"
    assert said(found, "counts")[-1] == "The grade of one area cannot be read: Robbery."


def test_a_redline_that_cannot_be_read_is_not_called_none(tmp_path: Path) -> None:
    found = blocks(composed(tmp_path, {"Grid": grid(Force_redline={"Burglary": "maybe"})}))

    assert found["grid"].rows[0].cells[-1].text == "cannot be read"
    assert found["rationale"].rows[0].cells[2].text == "cannot be read"


def test_an_area_whose_earlier_grade_cannot_be_read_is_not_graded_for_the_first_time(tmp_path: Path) -> None:
    changes = [CHANGES[0], CHANGES[1], ["Robbery", "what", "RI", None], CHANGES[3]]

    found = blocks(composed(tmp_path, {"Grid": grid(), "Changes": changes}))

    assert found["rationale"].rows[1].cells[1].text == "cannot be read"
    assert said(found, "counts")[-1] == "The earlier grade of one area cannot be read: Robbery."


def test_no_table_of_final_grades_is_announced_before_they_are_agreed(tmp_path: Path) -> None:
    none = dict.fromkeys(("Burglary", "Robbery", "Our People"))

    found = blocks(composed(tmp_path, {"Grid": grid(Final_grade=none)}))

    assert said(found, "counts") == ["No final grade has been agreed yet."]
    assert "suggested" in said(found, "grid.lead")[0]


def test_that_nothing_is_wrong_is_said_only_of_the_areas_that_part_a_reports(tmp_path: Path) -> None:
    paper = [["Field", "Text"], ["Part B items", "Robbery"]]

    found = blocks(composed(tmp_path, {"Grid": grid(), "Changes": CHANGES, "Paper": paper}))

    assert found["changes"].nil.text == "There were no changes in the areas reported here since cycle 12."
    assert found["improve"].nil.text == "No area reported here is graded at Requires Improvement or below."


def test_nothing_is_said_of_earlier_cycles_where_every_area_is_for_part_b(tmp_path: Path) -> None:
    paper = [["Field", "Text"], ["Part B items", "Burglary; Robbery; Our People"]]

    found = blocks(composed(tmp_path, {"Grid": grid(), "Changes": CHANGES, "Paper": paper}))

    assert found["changes"].nil.text == "No area is reported here, so neither is a change."


def test_a_recipient_whom_the_list_does_not_have_is_told(tmp_path: Path) -> None:
    sheets = {"Grid": grid(), "Paper": [["Field", "Text"], ["Recipients", "Audit Committee; Panel"]]}

    other = composed(tmp_path, sheets, recipient="Pannel")
    known = composed(tmp_path, sheets, recipient="panel")

    assert [p.cell for p in other.problems if "'Pannel' is none of the recipients" in p.what] == ["B2"]
    assert known.paper.front == (("Report to", "Panel"),)

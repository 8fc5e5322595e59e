"""What the screen says of answers that are seldom: nothing to do, nothing found, a paper's regions and a template's places."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlscore.books.grades.agree import Agreed
from xlscore.books.grades.tidy import Tidied
from xlscore.cli import book_pages, paper_in
from xlscore.papers.files import PaperAnswer, PlacesAnswer


def test_grades_that_need_nothing_are_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    book_pages.agreed(Agreed((), (), ()))
    book_pages.tidied(Tidied((), 0, ()))

    assert capsys.readouterr().out.splitlines() == [
        "Every final grade was agreed already; nothing was changed.",
        "Every grade is typed in one way already; nothing was changed.",
    ]


def test_a_paper_and_a_template_without_regions_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    paper_in._page(
        PaperAnswer((), (), title="Board paper", written=Path("paper.docx"), template="Force.dotx")
    )
    paper_in._places(PlacesAnswer((), ()))

    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("Board paper In the template Force.dotx. No regions.")
    assert "No control has a title: the paper would be written at the end." in said

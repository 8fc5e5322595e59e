"""What leaves the house by command: the keys of the answers, the pages for people, the refusals."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.support.pdf_files import figure, tagged
from xlscore.cli.run import run
from xlscore.word.file.blank import blank_document

WORDS = "/Standard <</MCID 0>> BDC\nBT 50 700 Td (words) Tj ET\nEMC\n"


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A paper whose export, with a picture without words, is there already."""
    made = tagged(WORDS, figure((50, 400, 250, 500), ""), title="Grades")
    monkeypatch.setattr("xlscore.papers.pdf.writing.find_office", lambda: "soffice")
    monkeypatch.setattr("xlscore.papers.pdf.writing.export_tagged", lambda *_, **__: made)
    path = tmp_path / "paper.docx"
    path.write_bytes(blank_document())
    return path


def test_the_pdfs_answer_has_these_keys(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["paper", "pdf", str(paper), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 1
    assert list(answer) == ["file", "title", "pages", "pictures", "row_headings", "problems"]
    assert answer["problems"] == [
        {
            "sheet": "Page 1",
            "cell": "",
            "what": "A picture has no words that say what it shows.",
            "do": "Give it alternative text in Word (right-click it, Edit Alt Text) and write the PDF again.",
        }
    ]
    assert paper.with_suffix(".pdf").exists()


def test_the_pdf_is_told_in_two_lines(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["paper", "pdf", str(paper), "--out", str(paper.with_name("public.pdf"))])

    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["Grades", "1 page, 1 picture, 0 rows with their headings"]
    assert lines[-1] == f"Written to {paper.with_name('public.pdf')}"
    assert paper.with_name("public.pdf").exists()


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A scorecard of one row."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "Scorecard"
    workbook.active.append(
        ["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year", "Shortfall"]
    )
    workbook.active.append(["Burglary", "Recorded Crime", -0.1, 1903, 2076])
    workbook.save(tmp_path / "unit.xlsx")
    return tmp_path / "unit.xlsx"


def test_the_packs_answer_has_these_keys(card: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["paper", "pack", str(card), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["file", "title", "tables", "left_out", "kept_back", "problems"]
    assert list(answer["tables"][0]) == ["sheet", "title", "from", "rows", "columns"]
    assert [list(each) for each in answer["left_out"]] == [["table", "from", "why"]] * len(answer["left_out"])
    assert answer["file"] == str(card.with_name("unit (data pack).xlsx"))
    assert Path(answer["file"]).exists()


def test_the_pack_is_told_table_by_table(card: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["paper", "pack", str(card), "--out", str(card.with_name("public.xlsx"))])

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["Sheet", "Table", "Rows"] in lines
    assert ["1", "Scorecard", "Threat", "and", "impact", "scorecard", "1"] in lines


def test_another_file_of_the_packs_name_is_left_alone_and_said_and_the_same_pack_is_no_other(
    card: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = card.with_name("public.xlsx")
    out.write_bytes(b"somebody's own")

    refused = run(["paper", "pack", str(card), "--out", str(out)])

    assert (refused, out.read_bytes()) == (2, b"somebody's own")
    assert capsys.readouterr().err == (
        "public.xlsx is there already, and is not this data pack; give the new one another name.\n"
    )
    out.unlink()
    run(["paper", "pack", str(card), "--out", str(out)])
    written = out.read_bytes()
    assert run(["paper", "pack", str(card), "--out", str(out)]) < 2
    assert out.read_bytes() == written


def test_the_pack_never_takes_the_place_of_its_workbook(
    card: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = card.read_bytes()

    assert run(["paper", "pack", str(card), "--out", str(card)]) == 2

    assert "cannot replace the workbook itself" in capsys.readouterr().err
    assert card.read_bytes() == before

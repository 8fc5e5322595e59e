"""What leaves the house by command: the keys of the answers, the pages for people, the refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.pdf_files import figure, tagged
from xlscore.cli.run import run

WORDS = "/Standard <</MCID 0>> BDC\nBT 50 700 Td (words) Tj ET\nEMC\n"


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A paper whose export, with a picture without words, is there already."""
    made = tagged(WORDS, figure((50, 400, 250, 500), ""), title="Grades")
    monkeypatch.setattr("xlscore.papers.pdf.writing.find_office", lambda: "soffice")
    monkeypatch.setattr("xlscore.papers.pdf.writing.export_tagged", lambda *_, **__: made)
    path = tmp_path / "paper.docx"
    path.write_bytes(b"a paper")
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

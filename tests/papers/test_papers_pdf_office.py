"""LibreOffice asked for a PDF: where it is not there, fails, hangs or writes nothing, a sentence says so and nothing is left."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.support.pdf_files import tagged
from xlscore.papers.pdf import office
from xlscore.papers.pdf.errors import NoOfficeError, PdfError
from xlscore.papers.pdf.writing import write_pdf
from xlscore.word.file.blank import blank_document

needs_a_shell = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
WORDS = "/Standard <</MCID 0>> BDC\nBT 50 700 Td (words) Tj ET\nEMC\n"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A file that the stand-in never looks into."""
    path = tmp_path / "paper.docx"
    path.write_bytes(blank_document())
    return path


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script in LibreOffice's place, the only program on the PATH besides the shell's own."""
    script = tmp_path / "programs" / "soffice"
    script.parent.mkdir()
    monkeypatch.setenv("PATH", f"{script.parent}:/bin:/usr/bin")
    return script


def does(script: Path, *lines: str) -> None:
    script.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    script.chmod(0o755)


def test_without_libreoffice_a_sentence_says_what_to_do(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_PLACES", ())

    with pytest.raises(NoOfficeError) as raised:
        write_pdf(paper, paper.with_suffix(".pdf"))

    assert raised.value.sentence == (
        "There is no LibreOffice on this computer, which writes the PDF; install it, or save the paper as PDF in Word "
        "with 'Document structure tags for accessibility'."
    )


@needs_a_shell
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["exit 1"], r"^LibreOffice could not make a PDF of paper\.docx; open"),
        (
            ["echo 'Warning: no java' >&2", "echo 'Error: source file could not be loaded' >&2"],
            r"^LibreOffice could not make a PDF of paper\.docx \(Error: source file could not be loaded\); open",
        ),
    ],
)
def test_a_libreoffice_that_makes_nothing_is_named_with_its_complaint(
    paper: Path, stand_in: Path, lines: list[str], said: str
) -> None:
    does(stand_in, *lines)

    with pytest.raises(PdfError, match=said):
        write_pdf(paper, paper.with_suffix(".pdf"))

    assert not paper.with_suffix(".pdf").exists()


@needs_a_shell
def test_a_libreoffice_that_cannot_be_started_is_said(paper: Path, stand_in: Path) -> None:
    stand_in.write_bytes(b"\x00 no program")
    stand_in.chmod(0o755)

    with pytest.raises(NoOfficeError, match="could not be started"):
        write_pdf(paper, paper.with_suffix(".pdf"))


@needs_a_shell
def test_a_libreoffice_that_hangs_is_stopped_with_what_it_started(
    paper: Path, stand_in: Path, tmp_path: Path
) -> None:
    alive = tmp_path / "alive"
    does(stand_in, f"(sleep 0.5; touch '{alive}') &", "sleep 30")

    with pytest.raises(PdfError, match=r"still busy with paper\.docx after 0 seconds and was stopped"):
        write_pdf(paper, paper.with_suffix(".pdf"), seconds=0.2)

    time.sleep(0.5)
    assert not alive.exists()


@needs_a_shell
def test_the_pdf_goes_where_it_is_wanted_and_each_step_is_told(
    paper: Path, stand_in: Path, tmp_path: Path
) -> None:
    (tmp_path / "made.pdf").write_bytes(tagged(WORDS, title="Grades"))
    does(
        stand_in,
        "while [ $# -gt 2 ]; do shift; done",
        'mkdir -p "$1"',
        f"cp '{tmp_path / 'made.pdf'}' \"$1/paper.pdf\"",
    )
    told: list[tuple[str, int, int]] = []

    written = write_pdf(paper, tmp_path / "out.pdf", say=lambda *step: told.append(step))

    assert (written.title, written.pages, written.problems) == ("Grades", 1, ())
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    assert [done for _, done, _ in told] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("document", "out", "said"),
    [
        ("paper.odt", "paper.pdf", "paper.odt is not a Word document"),
        ("paper.docx", "paper.docx", "paper.docx is not the name of a PDF"),
    ],
)
def test_other_files_are_refused_by_name(tmp_path: Path, document: str, out: str, said: str) -> None:
    with pytest.raises(PdfError, match=said):
        write_pdf(tmp_path / document, tmp_path / out)

"""The buttons of the group Paper: on a file, and as VBA presses them on a recording Excel."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

import xlscore
from tests.excel.pressing import press_elsewhere, press_on_file
from tests.support.pdf_files import figure, tagged
from xlscore.excel.papers import which_paper
from xlscore.excel.ribbon import DONE, REFUSED, run
from xlscore.papers.kinds import PAPER_KINDS
from xlscore.resources import folder
from xlscore.word import Document, NewParagraph
from xlscore.word.file.blank import blank_document

GRID = [
    ["Area", "North", "South", "Force redline", "Last cycle", "Suggested grade", "Why", "Final grade", "Rationale"],
    ["Burglary", "Good", "Good", None, "RI", None, None, "Good", "Detections are up"],
    ["Robbery", "RI", "RI", None, "RI", None, None, "RI", "No change"],
]  # fmt: skip
SERIES = [
    ["Measure", "Place", *(f"{month} 2018" for month in ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))],
    ["Burglary", "Force", *range(40, 49)],
]  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """What makes a workbook of these sheets."""

    def make(**sheets: list[list[object]]) -> Path:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "Scorecard.xlsx"
        workbook.save(path)
        return path

    return make


def test_a_paper_is_written_once_and_never_written_over(made: Callable[..., Path], tmp_path: Path) -> None:
    book, paper = made(Grid=GRID), tmp_path / "Board.docx"

    ended, text = press_on_file(book, "write-paper", str(paper))
    paper.write_bytes(first := blank_document())
    again, refused = press_on_file(book, "write-paper", str(paper))

    assert (ended, text.splitlines()[0].rsplit(": ", 1)[-1]) == (DONE, str(paper))
    assert "Sentences, tables and pictures: " in text
    assert (again, paper.read_bytes()) == (REFUSED, first)
    assert "Board.docx is there already" in refused


def test_which_paper_is_asked_for_by_its_number(made: Callable[..., Path], tmp_path: Path) -> None:
    book = made(Grid=GRID, Series=SERIES)
    with xlscore.open_book(book) as opened:
        titles = [kind.title for kind in PAPER_KINDS if kind.applies(opened)]
        number, question = which_paper(opened)

    second = press_on_file(book, "write-paper", f"{tmp_path / 'second.docx'}\n2")
    none = press_on_file(book, "write-paper", f"{tmp_path / 'none.docx'}\n9")

    assert number == len(titles) > 1
    assert question.splitlines() == [
        "Which paper? Type its number.",
        *(f"{place} {title}" for place, title in enumerate(titles, start=1)),
    ]
    assert second[0] == DONE, second[1]
    assert Document.open(tmp_path / "second.docx").properties.title in second[1]
    assert "Board" not in second[1].splitlines()[0]
    assert none[0] == REFUSED
    assert "'9' is none of the papers" in none[1]
    assert f"2 {titles[1]}" in none[1]
    assert not (tmp_path / "none.docx").exists()


def problem_rows(book: xw.Book) -> list[tuple[str, str]]:
    """Return the paper and who found it, of each row of the Problems sheet."""
    values = book.sheets["Problems"].used_range.options(ndim=2).value
    heads = values[0]
    return [(row[heads.index("Sheet")], row[heads.index("Found by")]) for row in values[1:] if any(row)]


def test_a_conflict_is_a_row_of_the_problems_and_is_counted_and_other_papers_rows_stay(
    made: Callable[..., Path], tmp_path: Path
) -> None:
    path, paper = made(Grid=GRID), tmp_path / "Board.docx"
    book = xlscore.open_book(path)
    run(book, "write-paper", str(paper))
    document = Document.open(paper)
    sentence = next(
        each for each in document.controls() if ":sentence:" in each.tag and "Burglary" in each.text
    )
    sentence.set_text("Burglary is what we make of it.")
    document.save(paper)
    names = [sheet.name for sheet in book.sheets]
    sheet = book.sheets["Problems"] if "Problems" in names else book.sheets.add("Problems")
    sheet.range("A1").value = [["Sheet", "Cell", "What is wrong", "What to do", "Found by"]]
    sheet.range("A2").value = [["MSG.docx", None, "A conflict of another paper.", "Look.", "paper msg"]]
    book.sheets["Grid"].range("H2").value = "RI"

    ended, text = run(book, "refresh-paper", str(paper))
    rows = problem_rows(book)
    second = run(book, "refresh-paper", str(paper))

    assert ended == DONE
    assert "Board.docx is up to date with Scorecard.xlsx." in text
    assert "1 conflict: what people wrote was kept" in text
    assert ("MSG.docx", "paper msg") in rows
    assert ("Board.docx", "paper board") in rows
    assert "Burglary is what we make of it." in [each.text for each in Document.open(paper).controls()]
    assert (second[0], problem_rows(book)) == (DONE, rows)


def parts(path: Path) -> dict[str, bytes]:
    """Return what a package holds; the package itself says on which system it was packed."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.slow
def test_a_workbook_open_in_excel_that_was_never_saved_gives_the_same_paper_and_pack_as_its_file(
    made: Callable[..., Path], tmp_path: Path
) -> None:
    book = made(Grid=GRID)
    files = [tmp_path / name for name in ("file.docx", "excel.docx", "file.xlsx", "excel.xlsx")]
    on_file = [
        press_on_file(book, "write-paper", str(files[0])),
        press_on_file(book, "data-pack", str(files[2])),
    ]

    offered, wrote, packed = press_elsewhere(
        "classic", book, [("", "write-paper"), ("write-paper", str(files[1])), ("data-pack", str(files[3]))]
    )

    assert offered[:2] == ("1", "Which paper? Type its number.\n1 Board paper")
    assert [ended for ended, _ in on_file] == [wrote[0], packed[0]] == [DONE, DONE]
    assert parts(files[0]) == parts(files[1])
    assert parts(files[2]) == parts(files[3])
    assert ["StatusBar", "Scorecard: writing the figures, 1 of 2..."] in wrote[2]
    assert ["StatusBar", "Scorecard: bringing the figures up to date, 2 of 3..."] in packed[2]
    # The pack brings a copy up to date: in the workbook itself nothing is written.
    assert [call for call in packed[2] if call[0] in ("Value", "Value2", "Formula", "Formula2")] == []
    assert packed[1].splitlines()[1:] == on_file[1][1].splitlines()[1:]


SCORECARD = [
    ["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year"],
    ["Burglary", "Recorded Crime", -0.1, 1903, 2076],
    ["Robbery", "Recorded Crime", -0.1, 588, 567],
]


def test_a_checked_paper_is_listed_on_problems_and_commented_in_a_copy(
    made: Callable[..., Path], tmp_path: Path
) -> None:
    paper = tmp_path / "Board.docx"
    document = Document.open(blank_document())
    document.append(NewParagraph("Burglary stands at 1,903."), NewParagraph("Robbery stands at 858."))
    document.save(paper)
    book = xlscore.open_book(made(Scorecard=SCORECARD))

    ended, text = run(book, "check-paper", str(paper))

    assert ended == DONE, text
    assert text.splitlines()[:2] == [
        "Board.docx: 2 sentences read.",
        "1 agrees · 1 contradicts · 0 do not add up · 0 cannot be told.",
    ]
    assert "Board (checked).docx" in text
    assert problem_rows(book) == [("Board.docx: paragraph 2", "paper check")]
    assert len(list(Document.open(tmp_path / "Board (checked).docx").comments)) == 1


def test_a_paper_put_right_takes_its_rows_and_its_comments_away_and_a_right_one_has_no_copy(
    made: Callable[..., Path], tmp_path: Path
) -> None:
    right, paper = tmp_path / "right.txt", tmp_path / "Board.docx"
    right.write_text("Burglary stands at 1,903.", encoding="utf-8")
    document = Document.open(blank_document())
    document.append(NewParagraph("Robbery stands at 858."))
    document.save(paper)
    book = xlscore.open_book(made(Scorecard=SCORECARD))
    run(book, "check-paper", str(paper))

    ended, text = run(book, "check-paper", str(right))

    assert (ended, problem_rows(book)) == (DONE, [])
    assert "No problems found." in text
    assert not (tmp_path / "right (checked).txt").exists()


def test_a_paper_that_another_program_saved_is_mended_and_then_refreshed(
    made: Callable[..., Path], tmp_path: Path
) -> None:
    book, paper = made(Grid=GRID), tmp_path / "Board.docx"
    press_on_file(book, "write-paper", str(paper))
    document = Document.open(paper)
    number = sum(bool(control.tag) for control in document.controls())
    for control in document.controls():
        control.tag = ""
    document.save(paper)

    lost = press_on_file(book, "refresh-paper", str(paper))
    found = press_on_file(book, "find-regions", str(paper))
    refreshed = press_on_file(book, "refresh-paper", str(paper))
    again = press_on_file(book, "find-regions", str(paper))

    assert lost[0] == REFUSED
    assert "has lost its regions" in lost[1]
    assert found[0] == DONE
    assert found[1].splitlines()[:2] == [
        f"Board.docx: {number} regions found again.",
        "Now press Refresh paper.",
    ]
    assert refreshed[0] == DONE
    assert again[1].splitlines()[:2] == ["Board.docx: 0 regions found again.", "Nothing was changed."]


def test_the_button_takes_the_template_that_the_workbook_names(
    made: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "force.dotx").write_bytes((folder("workbooks") / "paper-board.dotx").read_bytes())
    book = made(Grid=GRID, Paper=[["Field", "Text"], ["Template", "force.dotx"]])

    ended, text = press_on_file(book, "write-paper", str(tmp_path / "Board.docx"))

    assert ended == DONE
    assert "In the template force.dotx." in text.splitlines()


def test_a_data_pack_is_written_over_nothing(made: Callable[..., Path]) -> None:
    book = made(Grid=GRID)
    before = book.read_bytes()

    ended, text = press_on_file(book, "data-pack", str(book))

    assert (ended, book.read_bytes()) == (REFUSED, before)
    assert text == "Scorecard.xlsx is there already; give the data pack another name."


def test_without_libreoffice_the_pdf_is_one_sentence(
    made: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "Board.docx"
    paper.write_bytes(blank_document())
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("xlscore.papers.pdf.office._PLACES", ())

    ended, text = press_on_file(made(Grid=GRID), "paper-as-pdf", str(paper))

    assert ended == REFUSED
    assert text.startswith(
        "There is no LibreOffice on this computer, which writes the PDF; install it, or save"
    )
    assert not paper.with_suffix(".pdf").exists()


def test_the_pdf_lies_beside_the_paper_and_what_to_put_right_names_paper_and_page(
    made: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "/Standard <</MCID 0>> BDC\nBT 50 700 Td (words) Tj ET\nEMC\n"
    exported = tagged(words, figure((50, 400, 250, 500), ""), title="Grades")
    monkeypatch.setattr("xlscore.papers.pdf.writing.find_office", lambda: "soffice")
    monkeypatch.setattr("xlscore.papers.pdf.writing.export_tagged", lambda *_, **__: exported)
    paper = tmp_path / "Board.docx"
    paper.write_bytes(blank_document())
    book = xlscore.open_book(made(Grid=GRID))

    ended, text = run(book, "paper-as-pdf", str(paper))

    assert ended == DONE
    assert text.splitlines()[0] == f"Grades: 1 page, {paper.with_suffix('.pdf')}"
    assert paper.with_suffix(".pdf").exists()
    assert problem_rows(book) == [("Board.docx: Page 1", "paper pdf")]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("https://force.example/Papers/Board.docx", "is on a server"),
        ("", "No file was chosen"),
        ("gone.docx", "gone.docx"),
    ],
)
def test_a_paper_that_cannot_be_refreshed_is_a_sentence(
    asked: str, said: str, made: Callable[..., Path]
) -> None:
    ended, text = press_on_file(made(Grid=GRID), "refresh-paper", asked)

    assert ended == REFUSED
    assert said in text

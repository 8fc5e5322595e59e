"""Papers by us, checked: every figure agrees with its cells, what went out of date contradicts, and people's words stay theirs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from tests.support.tools import ROOT
from xlscore.narrative.checking import check_paper
from xlscore.narrative.model import ClaimKind, ClaimVerdict, Judged
from xlscore.narrative.ours.figures import says_otherwise
from xlscore.narrative.telling.answer import CheckedPaper
from xlscore.papers.files import write_paper
from xlscore.papers.kind import PaperAsked
from xlscore.word import Document

GRID = [
    ["Area", "North", "South", "Force redline", "Last cycle", "Suggested grade", "Why", "Final grade", "Rationale"],
    ["Burglary", "Good", "Good", None, "RI", None, None, "Good", "Detections rose by far."],
    ["Robbery", "RI", "RI", None, "RI", None, None, "RI", "Robbery is graded Good by all."],
    ["Rape", "RI", "Good", None, "Good", None, None, "RI", None],
]  # fmt: skip


def _book(folder: Path, name: str = "book.xlsx", **changes: str) -> Path:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Grid"
    for row in GRID:
        workbook.active.append(row)
    for address, value in changes.items():
        workbook.active[address] = value
    path = folder / name
    workbook.save(path)
    return path


@cache
def _paper() -> bytes:
    """Return the board paper of the grid, written once."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "paper.docx")
        write_paper(_book(Path(folder)), out, kind="board")
        return out.read_bytes()


def _checked(folder: Path, change: Callable[[Document], None] | None = None, **changes: str) -> CheckedPaper:
    paper = folder / "paper.docx"
    document = Document.open(_paper())
    if change is not None:
        change(document)
    document.save(paper)
    return check_paper(_book(folder, **changes), paper)


def _wrong(checked: CheckedPaper) -> list[tuple[str, str]]:
    found = checked.of(ClaimVerdict.CONTRADICTS, ClaimVerdict.DOES_NOT_ADD_UP)
    return [(each.claim.stated, each.would_agree) for each in found if not _is_a_person_s(each)]


def _is_a_person_s(judged: Judged) -> bool:
    return "graded Good by all" in judged.claim.passage.text


def test_every_figure_of_an_untouched_paper_agrees_with_its_cells(tmp_path: Path) -> None:
    checked = _checked(tmp_path)

    assert _wrong(checked) == []
    (changes,) = [each for each in checked.judged if each.claim.stated == "one improvement"] or [
        each for each in checked.judged if "one improvement" in each.claim.passage.text
    ][:1]
    assert changes.verdict is ClaimVerdict.AGREES
    assert {source.sheet for source in changes.sources} == {"Grid"}
    grades = [each for each in checked.judged if each.claim.passage.beside == ("Burglary", "North")]
    assert [(each.verdict, [source.place for source in each.sources]) for each in grades] == [
        (ClaimVerdict.AGREES, ["Grid!B2"])
    ]


def test_what_only_we_wrote_and_the_workbook_no_longer_says_contradicts(tmp_path: Path) -> None:
    checked = _checked(tmp_path, H2="RI", B2="RI")

    assert ("Good", "RI") in _wrong(checked)
    stale = [
        each for each in checked.of(ClaimVerdict.CONTRADICTS) if "the workbook now gives" in each.arithmetic
    ]
    assert {each.claim.kind for each in stale} == {ClaimKind.OTHER}
    assert any(not each.claim.passage.beside for each in stale)


def _type_over(document: Document, old: str, new: str) -> None:
    table = next(table for table in document.tables if any(row.texts[0] == "Burglary" for row in table.rows))
    row = next(row for row in table.rows if row.texts[0] == "Burglary")
    cell = next(cell for cell in row.cells if cell.text == old)
    cell.set_text(new)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [("RI", [("RI", "Good")]), ("Good (subject to audit)", []), ("", [])],
)
def test_a_grade_typed_over_in_a_table_contradicts_and_a_word_beside_it_does_not(
    tmp_path: Path, typed: str, wrong: list[tuple[str, str]]
) -> None:
    checked = _checked(tmp_path, lambda document: _type_over(document, "Good", typed))

    assert _wrong(checked) == wrong


def test_a_row_and_a_table_of_people_s_are_theirs(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        _type_over(document, "Burglary", "Burglary and more")

    assert _wrong(_checked(tmp_path, change)) == []


def test_a_sentence_that_people_reworded_is_read_as_any_other(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        control = next(
            each
            for each in document.controls()
            if "Burglary improved" in each.text and each.level == "inline"
        )
        control.set_content("Burglary deteriorated to Good from RI.")

    found = _checked(tmp_path, change).of(ClaimVerdict.CONTRADICTS)

    assert any("Burglary deteriorated" in each.claim.passage.text for each in found)


def test_people_s_words_in_a_paper_by_us_are_judged_as_theirs(tmp_path: Path) -> None:
    checked = _checked(tmp_path)

    theirs = [each for each in checked.judged if _is_a_person_s(each)]

    assert theirs
    assert all("as xlscore wrote it" not in each.arithmetic for each in theirs)


def test_a_paper_from_another_kind_of_workbook_is_read_as_any_other(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Scorecard"
    workbook.active.append(["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year"])
    workbook.active.append(["Burglary", "Recorded Crime", -0.1, 1903, 2076])
    book = tmp_path / "other.xlsx"
    workbook.save(book)
    paper = tmp_path / "paper.docx"
    paper.write_bytes(_paper())

    checked = check_paper(book, paper)

    assert all("xlscore" not in each.arithmetic for each in checked.judged)


@pytest.mark.parametrize(
    ("stands", "new", "differs"),
    [
        ("two changes", "three changes", True),
        ("7.0 % points", "7.0 points", False),
        ("1,903", "1,930", True),
        ("1,903 (provisional)", "1,903", False),
        ("Good", "good", False),
        ("Good", "RI", True),
        ("", "RI", False),
        ("", "12", False),
    ],
)
def test_a_figure_says_otherwise_only_where_the_new_one_is_not_in_it(
    stands: str, new: str, differs: bool
) -> None:
    assert says_otherwise(stands, new) is differs


MONTHS = [f"{month} {year}" for year in (2017, 2018) for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")]  # fmt: skip


@pytest.mark.slow
def test_a_report_of_an_earlier_month_is_no_contradiction_and_agrees_where_its_month_is_named(
    tmp_path: Path,
) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Series"
    workbook.active.append(["Measure", "Place", *MONTHS])
    workbook.active.append(["Burglary", "Force", *(40 + 3 * (number % 7) for number in range(24))])
    workbook.active.append(["Robbery", "Force", *(90 - 2 * (number % 5) for number in range(24))])
    book, paper = tmp_path / "book.xlsx", tmp_path / "paper.docx"
    workbook.save(book)
    write_paper(book, paper, kind="monthly", asked=PaperAsked(to="2018-10"))

    latest, its_own = check_paper(book, paper), check_paper(book, paper, asked=PaperAsked(to="2018-10"))

    assert latest.of(ClaimVerdict.CONTRADICTS) == ()
    assert any("the paper is of" in each.why for each in latest.of(ClaimVerdict.CANNOT_TELL))
    assert its_own.of(ClaimVerdict.CONTRADICTS, ClaimVerdict.CANNOT_TELL) == ()
    assert its_own.counts[ClaimVerdict.AGREES] > 10


@pytest.mark.slow
@pytest.mark.parametrize(
    ("book", "kind"),
    [
        ("balanced-scorecard-essex", "board"),
        ("msg-positions-illustrative", "msg"),
        ("threat-impact-leicestershire", "monthly"),
        ("threat-impact-leicestershire", "panel"),
        ("monthly-performance-london", "monthly"),
        ("monthly-performance-london", "quarterly"),
    ],
)
def test_every_number_that_we_wrote_into_a_paper_agrees(tmp_path: Path, book: str, kind: str) -> None:
    workbook, paper = ROOT / "workbooks" / f"sample-{book}.xlsx", tmp_path / "paper.docx"
    write_paper(workbook, paper, kind=kind)

    checked = check_paper(workbook, paper)

    ours = [each for each in checked.judged if "as xlscore wrote it" in each.arithmetic]
    assert [
        each.claim.passage.text for each in checked.of(ClaimVerdict.CONTRADICTS, ClaimVerdict.DOES_NOT_ADD_UP)
    ] == []
    assert len(ours) > 0.9 * len(checked.judged)
    assert all(each.sources for each in ours)

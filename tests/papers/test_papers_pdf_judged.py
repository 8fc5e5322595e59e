"""A Word document through LibreOffice and the repair, before the judges of accessible PDFs and of page pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pdf_judges import pdf_faults
from tests.support.pictures import pdf_to_png
from tests.support.tools import ROOT, require_tool
from tests.support.word_files import WordFile, link, listed, styled, table
from xlscore.papers.files import write_paper
from xlscore.papers.pdf.document import read_document
from xlscore.papers.pdf.office import export_tagged
from xlscore.papers.pdf.repair import Repaired, repair
from xlscore.papers.pdf.writing import write_pdf

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("pdf")]

GRADES = [
    ["Area", "North", "South", "Force"],
    *[[f"Area {n}", "Good", "Requires Improvement", "Good"] for n in range(4)],
]
COUNTS = [["Area", *(f"Month {n}" for n in range(6))], *[[f"Area {n}", *"123456"] for n in range(15)]]
LONG = [COUNTS[0], *COUNTS[1:] * 5]
"""Over two pages."""
PAGE_NUMBER = (
    '<w:p><w:r><w:t xml:space="preserve">Page </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
    '<w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paper(path: Path) -> Path:
    """A paper with all that papers have; the first picture that is painted on each page is the header's."""
    made = WordFile()
    logo = made.picture("", "grey", mm=(20, 10), of="h")
    made.header, made.footer = f"<w:p>{run('Official ')}{logo}</w:p>", PAGE_NUMBER
    made.add(styled("Balanced Scorecard: final grades", "Title"), styled("1.0 Changes", "Heading1"))
    made.add(styled("There were three changes."), styled("1.1 In words", "Heading2"), styled(""))
    made.add(listed("one improvement"), listed("two deteriorations"), listed("of them one new", level=1))
    made.add(listed("first", numbered=True), listed("second", numbered=True), table(GRADES, shade="CCE5CC"))
    made.add(
        f"<w:p>{run('Positions: ')}{made.picture('Positions 5, 5 and 4.', 'green', mm=(20, 8))}{run(' so far.')}</w:p>"
    )
    made.add(f"<w:p>{made.picture('Tube map of the force: seven areas are Good.')}</w:p>")
    long = link("the published figures of every police force in England and Wales", "https://www.police.uk/")
    made.add(f"<w:p>{run('Compare them, area by area and month by month, with ')}{long}{run('.')}</w:p>")
    made.add(f"<w:p>{made.picture('', 'silver', mm=(160, 2), decorative=True)}</w:p>")
    made.turn(landscape=False)
    made.add(styled("2.0 Counts", "Heading1"), table(LONG))
    made.add(f"<w:p>{made.picture('Control chart: no month is unusual.', 'red', mm=(100, 60))}</w:p>")
    made.turn(landscape=True)
    made.add(styled("3.0 Future work", "Heading1"), styled("None."))
    return made.save(path)


def careless(path: Path) -> Path:
    """A paper as it comes: no words for a picture, no headings to a table, a level left out."""
    made = WordFile(title="Careless paper on grades", language="cy-GB")
    made.add(styled("1.0 Changes", "Heading1"), styled("1.1.1 Deep", "Heading3"), table(GRADES, heads=False))
    made.add(f"<w:p>{made.picture('')}</w:p>", table(LONG))
    return made.save(path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path, Repaired]]:
    """Each paper as LibreOffice exports it and as it is repaired."""
    require_tool("soffice")
    folder = tmp_path_factory.mktemp("pdf")
    answers = {}
    for write in (paper, careless):
        name = write.__name__
        raw, repaired = folder / f"{name}-raw.pdf", folder / f"{name}.pdf"
        document = read_document(write(folder / f"{name}.docx"))
        raw.write_bytes(export_tagged(document.data, f"{name}.docx"))
        answer = repair(raw.read_bytes(), title=document.title)
        repaired.write_bytes(answer.data)
        answers[name] = (raw, repaired, answer)
    return answers


@pytest.fixture(scope="module")
def faults(made: dict[str, tuple[Path, Path, Repaired]]) -> dict[Path, list[str]]:
    """What the judges have against each file."""
    return pdf_faults([path for raw, repaired, _ in made.values() for path in (raw, repaired)])


def test_a_whole_paper_passes_every_check_of_both_judges(
    made: dict[str, tuple[Path, Path, Repaired]], faults: dict[Path, list[str]]
) -> None:
    raw, repaired, answer = made["paper"]

    assert faults[repaired] == []
    assert faults[raw] != []
    assert (answer.title, answer.pictures, answer.row_headings) == ("Balanced Scorecard: final grades", 3, 79)
    assert answer.problems == ()


def test_what_is_left_to_people_is_what_the_judges_find(
    made: dict[str, tuple[Path, Path, Repaired]], faults: dict[Path, list[str]]
) -> None:
    _, repaired, answer = made["careless"]

    assert [(problem.sheet, problem.what) for problem in answer.problems] == [
        ("Page 1", "A picture has no words that say what it shows."),
        ("Page 1", "A table has no row of headings."),
        ("Page 1", "A heading of level 3 follows one of level 1."),
    ]
    assert answer.row_headings == 75
    rules = {fault.partition(":")[0] for fault in faults[repaired]}
    assert {"FIG-001", "TBL-001", "HDG-001"} <= rules
    assert {rule for rule in rules if rule.startswith("PDFUA1")} == {
        "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001",
        "PDFUA1-HEADING-NESTING-001",
        "PDFUA1-ID-PART-001",
        "PDFUA1-ID-SCHEMA-001",
    }


@pytest.mark.parametrize("name", ["paper", "careless"])
def test_no_pixel_of_a_page_changes(
    name: str, made: dict[str, tuple[Path, Path, Repaired]], tmp_path: Path
) -> None:
    raw, repaired, answer = made[name]

    before, after = (pdf_to_png(pdf, tmp_path / pdf.stem, dpi=60) for pdf in (raw, repaired))

    assert len(before) == answer.pages
    assert [page.read_bytes() for page in before] == [page.read_bytes() for page in after]


@pytest.mark.slow
def test_our_own_papers_are_pdf_ua(tmp_path: Path) -> None:
    require_tool("soffice")
    written = {}
    for book, kind in (
        ("balanced-scorecard-essex", "board"),
        ("msg-positions-illustrative", "msg"),
        ("threat-impact-leicestershire", "panel"),
        ("threat-impact-leicestershire", "quarterly"),
    ):
        document = tmp_path / f"{kind}.docx"
        write_paper(ROOT / "workbooks" / f"sample-{book}.xlsx", document, kind=kind)
        written[kind] = write_pdf(document, tmp_path / f"{kind}.pdf")

    assert [each.pictures for each in written.values()] == [3, 6, 0, 0]
    assert [written[kind].title for kind in ("board", "panel")] == [
        "Balanced Scorecard: final grades of cycle 13",
        "Police and Crime Panel: performance report",
    ]
    assert written["board"].row_headings > 50
    faults = pdf_faults([each.file for each in written.values()])
    assert {path.stem: said for path, said in faults.items()} == {kind: [] for kind in written}

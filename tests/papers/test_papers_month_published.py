"""Leicestershire Police, October 2013: every figure of the published report that the workbook knows stands in ours, chapter by chapter."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests.support.papers import beneath
from tests.support.published import printed
from xlscore.engine import open_book
from xlscore.papers.kind import PaperAsked
from xlscore.papers.model import PaperTable, WholePaper
from xlscore.papers.month.compose import compose_month

pytestmark = pytest.mark.slow

NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\d,]*\.?\d)")
BEGINS, ENDS = "Performance against Strategic Objectives", " Horizon Scanning \n"

# What the paper prints and the workbook has no cell of: single months, counts of crimes behind a rate or a change, other crime types.
UNKNOWN = {
    "All Crime": {
        "a row of all crime": "5 2.1 682 2300 1.0 3.1 26.9 1665 32 33.4",
        "types that are no objective": "21.6 594 25.1 287 100 19.3",
        "said of violence with injury there": "10.9 255",
        "dates": "31 2013 28",
    },
    "Domestic Burglary": {"satisfaction in September alone": "80"},
    "Theft of Motor Vehicles": {"crimes of one local unit": "16"},
    "Theft from Motor Vehicles": {"crimes of the command units": "31 145"},
    "Domestic Violence": {"crimes behind the rate": "246"},
    "Hate Crime": {"crimes behind the rate": "52"},
    "ASB": {"a record of months": "8"},
}
# The paper's chapters, and what ours call their objective and its group of satisfaction.
CHAPTERS = {
    "All Crime": ((), "All users"),
    "Serious Sexual Offences": (("Serious Sexual Offences",), ""),
    "Domestic Burglary": (("Burglary - Dwelling",), "Burglary"),
    "Theft of Motor Vehicles": (("Theft Of Motor Vehicle",), ""),
    "Theft from Motor Vehicles": (("Theft From Motor Vehicle",), ""),
    "Overall Vehicle Crime": (("Overall vehicle crime",), "Vehicle crime"),
    "Commercial Burglary": (("Commercial Burglary",), ""),
    "Violence with Injury": (("Violence with injury",), "Violent crime"),
    "Domestic Violence": (("Domestic Violence",), ""),
    "Hate Crime": (("Hate Crime",), "Racist incidents"),
    "ASB": (("Anti-social behaviour",), "Anti-social behaviour"),
}


def numbers_in(text: str) -> set[Fraction]:
    """Return the numbers of a text without their signs and units."""
    return {Fraction(found.replace(",", "")) for found in NUMBER.findall(text)}


@pytest.fixture(scope="module")
def paper(root: Path, tmp_path_factory: pytest.TempPathFactory) -> WholePaper:
    """The report on the published sample with the satisfaction that the same paper prints."""
    path = tmp_path_factory.mktemp("leicestershire") / "book.xlsx"
    workbook = openpyxl.load_workbook(root / "workbooks" / "sample-threat-impact-leicestershire.xlsx")
    sheet = workbook.create_sheet("Satisfaction")
    sheet.append(["Group", "Strand", "Rolling 12 months", "Target"])
    for group, strand, rolling, target in printed("leicestershire_satisfaction")[1:]:
        sheet.append([group, strand or None, _share(rolling), _share(target)])
    workbook.save(path)
    with open_book(path) as book:
        return compose_month(book, PaperAsked()).paper


def _share(text: str) -> float | None:
    return float(text.rstrip("%")) / 100 if text else None


@pytest.fixture(scope="module")
def chapters(shared_dir: Path) -> dict[str, str]:
    """The chapters of the published report."""
    text = (shared_dir / "papers" / "leicestershire-panel-report-2013.txt").read_text(encoding="utf-8")
    body = text[text.index(BEGINS) + len(BEGINS) :]
    body = body[: body.index(ENDS)]
    begins = list[int]()
    for heading in CHAPTERS:
        after = begins[-1] + 1 if begins else 0
        found = re.search(rf"^ *{heading}\b[^\n]*$", body[after:], re.MULTILINE)
        assert found is not None, heading
        begins.append(after + found.start())
    ends = [*begins[1:], len(body)]
    return {heading: body[a:b] for heading, a, b in zip(CHAPTERS, begins, ends, strict=True)}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_figure_that_the_workbook_knows_stands_in_the_chapter(
    paper: WholePaper, chapters: dict[str, str], chapter: str
) -> None:
    headings, group = CHAPTERS[chapter]
    ours = "\n".join(beneath(paper, heading) for heading in headings)
    satisfied = beneath(paper, "Current performance overview"), beneath(paper, "Satisfaction")
    ours += "\n".join(
        line for line in "\n".join(satisfied).split("\n") if group and line.startswith(f"{group}:")
    )

    missing = numbers_in(chapters[chapter]) - numbers_in(ours)

    assert missing == {
        Fraction(each) for words in UNKNOWN.get(chapter, {}).values() for each in words.split()
    }


def test_what_the_paper_says_of_violence_under_all_crime_stands_with_violence(paper: WholePaper) -> None:
    said = beneath(paper, "Violence with injury")

    assert "255 more than the 2,330 of last year (+10.9%)" in said


def test_the_scorecard_stands_in_ours_as_it_is_printed(paper: WholePaper) -> None:
    table = next(block for block in paper.blocks() if block.key == "scorecard.table")
    assert isinstance(table, PaperTable)
    ours = {(row.cells[0].text, row.cells[1].text): [cell.text for cell in row.cells] for row in table.rows}

    head, *rows = printed("leicestershire_scorecard")
    for row in rows:
        line = dict(zip(head, row, strict=True))
        shown = ours[line["title"], line["purpose"]]
        assert [text.replace(",", "") for text in shown[2:6]] == [
            line[name] or "-" for name in ("hard_target", "stretch_target", "actual", "previous_year")
        ]
        assert shown[8:10] == [line["level_of_control"], line["threat"]]
        assert shown[10] == line["impact_score"]
        assert shown[12] == line["overall_classification"]

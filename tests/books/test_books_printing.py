"""Which paper a sheet prints on: A4 where it is readable, A3 where it must be, and the page filled."""

from __future__ import annotations

import openpyxl
import pytest

from tests.support.tools import ROOT
from xlscore.books.templates.printing import A3, A4, best_page

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")


@pytest.mark.parametrize(
    ("width", "height", "paper", "landscape", "squeezed"),
    [
        (500, 730, A4, False, False),
        (500, 300, A4, True, False),
        (800, 400, A4, True, False),
        (850, 560, A4, True, True),
        (1300, 400, A4, True, False),
        (1450, 760, A3, True, False),
        (1450, 2000, A3, True, False),
        (4000, 100, A3, True, False),
    ],
)
def test_a_sheet_prints_where_it_is_read(
    width: float, height: float, paper: int, landscape: bool, squeezed: bool
) -> None:
    page = best_page([width], height)

    assert (page.paper, page.landscape, page.squeezed) == (paper, landscape, squeezed)


def test_the_widest_of_several_pages_rules_the_scale() -> None:
    assert best_page([300, 1200, 600], 300) == best_page([1200], 300)


def test_a_paper_that_is_asked_for_is_taken() -> None:
    assert best_page([100], 100, paper=A3).paper == A3


@pytest.mark.parametrize(
    ("name", "papers"),
    [
        ("sample-balanced-scorecard-essex.xlsx", {"Grid": A3, "MSG": A3, "Areas": A4, "Quadrants": A4, "Policy": A4, "Changes": A4}),
        ("sample-threat-impact-leicestershire.xlsx", {"Scorecard": A3, "Breakdown": A4, "Series": A4, "Policy": A4}),
    ],
)  # fmt: skip
def test_a3_is_for_the_grids_that_must_have_it(name: str, papers: dict[str, int]) -> None:
    book = openpyxl.load_workbook(ROOT / "workbooks" / name)

    assert {sheet: int(book[sheet].page_setup.paperSize) for sheet in papers} == papers

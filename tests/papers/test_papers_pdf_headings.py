"""Headings that LibreOffice leaves at the foot of a page, and the breaks that take them from there."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from tests.support.pdf_files import heading, tagged
from tests.support.word_files import WordFile, styled
from xlscore.papers.pdf import writing
from xlscore.papers.pdf.headings import HeadingPlaces, places_of_headings
from xlscore.papers.pdf.writing import write_pdf
from xlscore.word import Document


def paged(*pages: str) -> bytes:
    """A PDF whose pages hold these elements: a figure a heading of that level, "p" a paragraph."""
    kinds = [kind for page in pages for kind in page]
    data = tagged("", *(heading(1 if kind == "p" else int(kind), at) for at, kind in enumerate(kinds)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for _ in pages[1:]:
            pdf.add_blank_page(page_size=(595, 842))
        elements = list(pdf.Root.StructTreeRoot.K.K)
        for element, kind in zip(elements, kinds, strict=True):
            if kind == "p":
                element.S = pikepdf.Name.P
        for page, held in zip(pdf.pages, pages, strict=True):
            for element in elements[: len(held)]:
                element.Pg = page.obj
            elements = elements[len(held) :]
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("pages", "at_foot"),
    [
        (("1p", "1p"), ()),
        (("1p1", "2p"), (1,)),
        (("1p12", "p"), (1,)),
        (("1p1", "p1", "p"), (1, 2)),
        (("1", "p1p"), ()),  # a title with its page for itself
        (("p1",), ()),
    ],
)
def test_a_heading_with_words_before_it_and_none_behind_is_at_the_foot(
    pages: tuple[str, ...], at_foot: tuple[int, ...]
) -> None:
    with pikepdf.open(io.BytesIO(paged(*pages))) as pdf:
        assert places_of_headings(pdf) == HeadingPlaces(
            sum(each != "p" for page in pages for each in page), at_foot
        )


@pytest.mark.parametrize(
    ("behind", "pages", "asked"),
    [
        (("1p", "12p"), 2, [False, True]),
        (("1p1", "2p"), 2, [False, True]),  # a break that changes nothing is taken back
        (("1p", "1p"), 2, [False, True]),  # and one that loses a heading
    ],
)
def test_a_break_stays_only_where_it_takes_the_heading_from_the_foot(
    behind: tuple[str, ...],
    pages: int,
    asked: list[bool],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = WordFile(
        [styled("One", "Heading1"), styled("Words"), styled("Two", "Heading1"), styled("Below", "Heading2"), styled("Words")]
    ).save(tmp_path / "paper.docx")  # fmt: skip
    breaks: list[bool] = []

    def exported(data: bytes, *_: object, **__: object) -> bytes:
        two = next(each for each in Document.open(data).paragraphs if each.text == "Two")
        breaks.append(any("pageBreakBefore" in str(each.tag) for each in two.element.iter()))
        return paged(*behind) if breaks[-1] else paged("1p1", "2pp")

    monkeypatch.setattr(writing, "find_office", lambda: "soffice")
    monkeypatch.setattr(writing, "export_tagged", exported)

    write_pdf(path, tmp_path / "paper.pdf")

    assert breaks == asked
    with pikepdf.open(tmp_path / "paper.pdf") as pdf:
        found = places_of_headings(pdf)
        assert found.at_foot == (() if behind == ("1p", "12p") else (1,))
        assert found.count == 3
        assert len(pdf.pages) == pages

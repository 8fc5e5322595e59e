"""What a refresh need not do again: the PNG of a picture whose drawing stands already in the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.papers.made_paper import made_paper, png
from xlscore.papers.files import refresh_paper, write_paper
from xlscore.papers.model import PaperPicture, WholePaper
from xlscore.papers.pictures import framing
from xlscore.papers.refreshing.whole import merge_paper
from xlscore.papers.regions.kept import read_kept
from xlscore.papers.regions.remembered import Remembered
from xlscore.papers.regions.writing import write_regions
from xlscore.resources import folder
from xlscore.word import Document
from xlscore.word.file.blank import blank_document


def counting(version: int, made: list[int], svg: bytes | None) -> WholePaper:
    """Return the paper of a month whose picture notes when its PNG is made."""

    def dots() -> bytes:
        made.append(version)
        return png(version)

    paper = made_paper(version)
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                replace(block, dots=dots, svg=svg) if isinstance(block, PaperPicture) else block
                for block in section.blocks
            ),
        )
        for section in paper.sections
    )
    return replace(paper, sections=sections)


def refreshed(data: bytes, paper: WholePaper) -> bytes:
    document = Document.open(data)
    kept = read_kept(document)
    assert kept is not None
    merge_paper(document, paper, kept, "paper.docx")
    return document.to_bytes()


@pytest.mark.parametrize(
    ("svg", "next_svg", "times"),
    [(b"<svg/>", b"<svg/>", 0), (b"<svg/>", b"<svg>2</svg>", 1), (None, None, 1), (None, b"<svg/>", 1)],
)
def test_the_png_is_made_where_the_drawing_is_another_one_or_there_is_none(
    svg: bytes | None, next_svg: bytes | None, times: int
) -> None:
    written, made = list[int](), list[int]()
    document = Document.open(blank_document())
    write_regions(document, counting(1, written, svg), Remembered(book="book.xlsx"))

    refreshed(document.to_bytes(), counting(2, made, next_svg))

    assert written == [1]
    assert made == [2] * times


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The drawings of which a PNG was made; it is a small one."""
    found: list[str] = []

    def write_png(svg: str, *_: object, **__: object) -> bytes:
        found.append(svg)
        return png(1)

    framing._png.cache_clear()
    monkeypatch.setattr(framing, "write_png", write_png)
    yield found
    framing._png.cache_clear()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "sample", "pictures"),
    [
        ("board", "sample-balanced-scorecard-essex.xlsx", 3),
        ("monthly", "sample-monthly-performance-london.xlsx", 5),
    ],
)
def test_a_refresh_without_a_change_makes_no_png(
    kind: str, sample: str, pictures: int, drawn: list[str], tmp_path: Path
) -> None:
    paper, book = tmp_path / "paper.docx", folder("workbooks") / sample
    write_paper(book, paper, kind=kind)
    written = len(drawn)
    framing._png.cache_clear()

    found = refresh_paper(paper, book)

    assert written >= pictures
    assert len(drawn) == written
    assert {region.state for region in found.regions} == {"unchanged"}

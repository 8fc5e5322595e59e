"""From which sheets of a workbook a paper is written, so that one that is gone by the next refresh is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlscore.papers.model import PaperPicture, PaperTable, WholePaper
from xlscore.rules.problems import Problem
from xlscore.rules.words import key

__all__ = ["lost_sheets", "sheets_of"]


def sheets_of(paper: WholePaper) -> tuple[str, ...]:
    """Return the sheets whose cells the paper's figures come from, each once."""
    named = (cell.rpartition("!")[0] for cell in _cells(paper))
    return tuple(sorted({sheet.strip("'") for sheet in named if sheet}))


def lost_sheets(known: Iterable[str], there: Iterable[str], book: str) -> tuple[Problem, ...]:
    """Return as problems the sheets that a workbook no longer has: what was written from them goes, or is another sheet's.

    >>> [problem.what for problem in lost_sheets(["Grid", "Risks"], ["grid"], "unit.xlsx")]
    ["unit.xlsx has no sheet 'Risks' any more, from which parts of the paper were written."]
    """
    names = {key(name) for name in there}
    return tuple(
        Problem(
            sheet, "", f"{book} has no sheet '{sheet}' any more, from which parts of the paper were written.",
            "See in the paper what is gone with it; bring the sheet back and refresh again where it was not meant.",
        )
        for sheet in known
        if key(sheet) not in names
    )  # fmt: skip


def _cells(paper: WholePaper) -> Iterator[str]:
    for sentence in paper.sentences():
        yield from sentence.cells
    for block in paper.blocks():
        match block:
            case PaperTable():
                yield from (cell for row in block.rows for each in row.cells for cell in each.cells)
            case PaperPicture():
                yield from block.cells
            case _:
                pass

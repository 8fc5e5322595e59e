"""What of a paper's first month still stands after a refresh and was told of nowhere, known by where it came from and not by its looks.

Word gives the runs of an editing session a number of their own (`w:rsidR`). Each run of a new paper gets one here, and keeps it
wherever it is moved or copied to; so "7" that stands out of date is told from another "7".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xlscore.papers.model import PaperTable, WholePaper
from xlscore.papers.refreshing.whole import MergedPaper
from xlscore.papers.regions.layout import Layout, layout_of, said_of
from xlscore.word import Document
from xlscore.word.xml.names import attribute, value, w, within

__all__ = ["Origin", "stale_and_untold", "with_origins"]

_FIRST = 0x00A00000
_STAMP = w("rsidR")


@dataclass(frozen=True)
class Origin:
    """Where a run comes from: its region, its key there, what it said; and of a cell, what its row and column are called."""

    region: str
    key: tuple[str, ...]
    text: str
    row: str = ""
    column: str = ""


def with_origins(data: bytes, paper: WholePaper) -> tuple[bytes, dict[str, Origin]]:
    """Return a paper that was just written with a number for each run of ours, and what these are of."""
    document, layout = Document.open(data), layout_of(paper)
    origins: dict[str, Origin] = {}

    def stamp(run: Any, **origin: Any) -> None:
        text = "".join(each.text or "" for each in run.iter(w("t")))
        if any(sign.isalnum() for sign in text):
            number = f"{_FIRST + len(origins):08X}"
            run.set(_STAMP, number)
            origins[number] = Origin(text=text, **origin)

    for control in document.body.iter(w("sdt")):
        tag = value(control, "sdtPr", "tag")
        region = layout.by_tag.get(tag)
        if tag in layout.sentences:
            for run in control.iter(w("r")):
                inner = next(within(run, "sdt"))
                stamp(run, region=layout.sentences[tag][1].tag, key=(tag, value(inner, "sdtPr", "tag")))
        elif region is not None and isinstance(region.block, PaperTable):
            for number, line in enumerate(next(control.iter(w("tbl"))).iterchildren(w("tr"))):
                for column, cell in zip(region.block.columns, line.iterchildren(w("tc")), strict=True):
                    row = region.block.rows[number - 1] if number else None
                    for run in cell.iter(w("r")):
                        stamp(
                            run,
                            region=tag,
                            key=(row.key if row else "", column.key),
                            row=row.cells[0].text if row else "",
                            column=column.heading,
                        )
    return document.to_bytes(), origins


def stale_and_untold(
    document: Document, origins: dict[str, Origin], paper: WholePaper, first: WholePaper, found: MergedPaper
) -> list[Origin]:
    """Return what stands as it was in the first paper though the workbook says otherwise now, and no problem is about."""
    was, now = layout_of(first), layout_of(paper)
    told = [problem.what for problem in found.problems]
    says = _says(now)
    return [
        origin
        for run in document.body.iter(w("r"))
        if (origin := origins.get(attribute(run, "rsidR"))) is not None
        and "".join(each.text or "" for each in run.iter(w("t"))) == origin.text
        and not _is_said(origin, says.get((origin.region, *origin.key), ""))
        and not _stands_where_it_is_right(run, origin, now)
        and not any(_is_about(what, run, origin, was, now) for what in told)
    ]


def _says(layout: Layout) -> dict[tuple[str, ...], str]:
    """Return what a paper says by region and key; words of a sentence that stand beside its figures, a line each."""
    said: dict[tuple[str, ...], str] = {}
    for tag, (sentence, region) in layout.sentences.items():
        for part in said_of(sentence):
            key = (region.tag, tag, tag if isinstance(part, str) else part.tag)
            said[key] = "\n".join(filter(None, (said.get(key), part if isinstance(part, str) else part.text)))
    for region in layout.regions:
        if isinstance(region.block, PaperTable):
            said |= {(region.tag, "", column.key): column.heading for column in region.block.columns}
            for row in region.block.rows:
                for column, cell in zip(region.block.columns, row.cells, strict=True):
                    said[region.tag, row.key, column.key] = cell.text
    return said


def _is_said(origin: Origin, now: str) -> bool:
    """Return whether a run is right still: words of a sentence stand in more than one run, a figure in one."""
    is_words = origin.key[0] == origin.key[1]
    return origin.text in now if is_words else origin.text in now.split("\n")


def _stands_where_it_is_right(run: Any, origin: Origin, now: Layout) -> bool:
    """Return whether a cell that got the text of another by hand or by a new row says what the paper says of its row and column."""
    region, cell = now.by_tag.get(origin.region), next(within(run, "tc"), None)
    if cell is None or region is None or not isinstance(region.block, PaperTable):
        return False
    line = cell.getparent()
    if line is None:
        return False
    name = "".join(each.text or "" for each in next(line.iterchildren(w("tc"))).iter(w("t")))
    return any(
        origin.text in text.text.split("\n")
        for row in region.block.rows
        if row.cells[0].text == name
        for text in row.cells
    )


def _is_about(what: str, run: Any, origin: Origin, was: Layout, now: Layout) -> bool:
    around = ("".join(each.text or "" for each in control.iter(w("t"))) for control in within(run, "sdt"))
    if any(text and f"“{text[:50]}" in what for text in around):
        return True
    return any(_names(what, origin, where) for where in _places(origin, was, now))


def _places(origin: Origin, *layouts: Layout) -> Iterator[str]:
    yield f"“{origin.text[:50]}"
    for layout in layouts:
        region = layout.by_tag.get(origin.region)
        if region is not None:
            yield region.where
            if region.title:
                yield region.title
        sentence = layout.sentences.get(origin.key[0])
        if sentence is not None:
            yield f"“{sentence[0].text[:50]}"


def _names(what: str, origin: Origin, where: str) -> bool:
    """Return whether a sentence is about a place; of a table, about the row or the column, or about no row and no column."""
    if where not in what:
        return False
    if not origin.column or not any(word in what for word in ("row “", "column “", "heading “")):
        return True
    return any(f"“{name}" in what for name in (origin.row, origin.column, origin.text) if name)

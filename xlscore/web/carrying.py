"""Edits as Excel on the web carries them out: every look is named, what it brings in whole comes as a workbook, and what it cannot do is said.

A new sheet is written by our own engine into a workbook of its own, dressed, coloured and set up for printing, and Excel
takes it in; only its formulas follow cell by cell, for they speak of sheets that are not in that workbook. A drawing comes
the same way. The cells of sheets that stand already carry what they held, so that what somebody changed meanwhile is kept.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

import xlwings as xw

from xlscore.books.plan.dressed_lines import LINE_STYLES
from xlscore.books.plan.dressing import COMPUTED_STYLE, FIGURES, FOLLOWING, LOOKS, MORE_ROWS
from xlscore.books.plan.edits import CellEdit, Drawn, Edits, NewSheet, PageLayout, PrintedPage
from xlscore.books.plan.ledger import NAMESPACE, Ledger
from xlscore.books.plan.locked import locked_sheets
from xlscore.books.plan.paging import PAGE_LOOKS, page_style
from xlscore.books.plan.tones import RAG_WORDS, WORD_TONES
from xlscore.books.plan.words import counted
from xlscore.books.plan.writer import AGREED_STYLE, MARKS, reads_as_typed, write
from xlscore.books.tables.own_calls import (
    DESKTOP,
    prefix_of,
    respelt,
    shown_prefix,
    usual_namespace,
)
from xlscore.books.tables.written_formulas import WrittenFormulas
from xlscore.engine import book_bytes, capabilities, draw, engine, read_custom_xml, respell_table_columns
from xlscore.engine.extras import page_sections
from xlscore.excel.conversion import cell_out

__all__ = ["carrying"]

_ELSEWHERE: Final = "Save the workbook and press the button on Scorecard's own page, or in desktop Excel."
_DATE: Final = "m/d/yyyy"
"""Excel's own short date, which each computer shows in its own order."""


def carrying(book: xw.Book, edits: Edits) -> dict[str, Any]:
    """Return edits of a workbook in the form in which the pane carries them out, without those of locked sheets.

    Lists and dictionaries of texts and numbers alone, so that they cross as JSON. `left` says what stays undone there.
    """
    made = _without(edits, locked_sheets(book, edits))
    new = {sheet.name for sheet in made.sheets}
    standing, typed = _without(made, new), _typing(book)
    return {
        "sheets": [_new_sheet(made, sheet) for sheet in made.sheets],
        "columns": [{**asdict(column), "words": _words(column.words)} for column in made.columns],
        "grown": [asdict(grown) for grown in made.grown],
        "cells": [_cell(edit, typed(edit)) for edit in made.cells if edit.sheet not in new or edit.formula],
        "pages": [_page(page) for page in standing.pages],
        "formats": [asdict(each) for each in made.formats if each.sheet not in new],
        "styled": [
            *({"sheet": line.sheet, "row": line.row, "styles": [LINE_STYLES[look] for look in line.looks], "height": line.height}
              for line in standing.lines),
        ],
        "layouts": [_layout(laid) for laid in standing.layouts],
        "choices": [
            {"sheet": laid.sheet, "cell": cell, "source": source}
            for laid in made.layouts
            for cell, source in laid.choices
        ],
        "breaks": [asdict(each) for each in standing.breaks],
        "drawings": [_drawing(drawn) for drawn in standing.drawings],
        "gone_charts": [asdict(each) for each in made.gone_charts],
        "ledger": None if made.ledger is None else _ledger(book, made.ledger),
        "styles": _styles(),
        "following": dict(FOLLOWING),
        "figures": sorted(FIGURES),
        "more_rows": MORE_ROWS,
        "left": [*_left(made), *_names_left(book, made), *_columns_left(book, made)],
    }  # fmt: skip


def _ledger(book: xw.Book, xml: str) -> dict[str, str]:
    """Return the ledger as it will be, and as it is until then: Excel takes the cells in several messages, and any may fail."""
    stood = Ledger.read(read_custom_xml(book, NAMESPACE))
    begun = Ledger.read(xml).begun(stood, [sheet.name for sheet in book.sheets])
    return {"namespace": NAMESPACE, "xml": xml, "begun": begun.xml()}


def _without(edits: Edits, sheets: Collection[str]) -> Edits:
    """Return the edits that are not of these sheets; the ledger stays, for it is the workbook's."""
    kept: dict[str, Any] = {
        name: tuple(each for each in part if _sheet_of(each) not in sheets)
        for name, part in vars(edits).items()
        if isinstance(part, tuple)
    }
    return replace(edits, **kept)


def _sheet_of(each: Any) -> str:
    return str(each.name if isinstance(each, NewSheet) else each.sheet)


def _only(edits: Edits, sheet: str) -> Edits:
    """Return the edits of one sheet."""
    every = {_sheet_of(each) for part in vars(edits).values() if isinstance(part, tuple) for each in part}
    return _without(edits, every - {sheet})


def _new_sheet(edits: Edits, new: NewSheet) -> dict[str, Any]:
    """Return a new sheet as the workbook that holds it alone, and plainly for where Excel does not take that in."""
    own = _only(edits, new.name)
    whole = replace(
        own,
        sheets=(replace(new, after=None),),
        cells=tuple(edit for edit in own.cells if not edit.formula),
        layouts=tuple(replace(laid, choices=()) for laid in own.layouts),
        ledger=None, trends=(), sparklines=(), charts=(), gone_charts=(), grown=(), outlines=(),
    )  # fmt: skip
    made = engine().apps.add().books.add()
    try:
        first = made.sheets[0]
        first.name = _spare_name(new.name)
        write(made, whole)
        first.delete()
        data = book_bytes(made)
    finally:
        made.close()
    plain = [edit for edit in whole.cells if edit.new is not None]
    return {
        "name": new.name,
        "after": new.after,
        "book": base64.b64encode(data).decode(),
        "head": new.head,
        "headings": list(new.headings),
        "widths": list(new.widths),
        "cells": [_cell(edit, "") for edit in plain],
        "drawn": [drawn.name for drawn in own.drawings],
    }


def _spare_name(name: str) -> str:
    return "0" if name != "0" else "1"


def _cell(edit: CellEdit, formula: str) -> list[Any]:
    """Return a cell's change: where, what it held, what it will hold, how it is marked, and its entry in the ledger."""
    new = cell_out(edit.new) if edit.new is not None else ""
    return [
        edit.sheet,
        edit.row,
        edit.column,
        "" if edit.old is None else cell_out(edit.old),
        edit.old_formula,
        f"'{new}" if reads_as_typed(new) else new,
        formula,
        AGREED_STYLE if edit.handed_over else COMPUTED_STYLE if edit.marked else "",
        list(edit.entry) if edit.entry else None,
        _DATE if isinstance(edit.new, datetime.date) and not edit.formula else "",
        edit.handed_over,
    ]


def _typing(book: xw.Book) -> Callable[[CellEdit], str]:
    """Return what gives a cell's new formula as it is typed into Excel on the web, where our functions stand under the add-in's name."""
    written = WrittenFormulas(book, capabilities(book))
    usual = (
        prefix_of(usual_namespace(), stored=False)
        if written.prefix == DESKTOP
        else shown_prefix(written.prefix)
    )

    def typed(edit: CellEdit) -> str:
        prefix, *known = edit.respelt or (usual, *written.namespaces)
        return respelt(edit.formula, shown_prefix(prefix), frozenset(known))

    return typed


def _words(words: str) -> list[dict[str, Any]]:
    """Return the words of a column that are coloured, each with its colours."""
    if not words:
        return []
    return [
        {"word": said, "fill": tone.fill, "ink": tone.ink, "bold": words == RAG_WORDS}
        for said, tone in WORD_TONES[words].items()
    ]


def _page(page: PrintedPage) -> dict[str, Any]:
    footer = None if page.footer is None else page_sections(page.footer)
    over = None if page.footer_over is None else [page_sections(each) for each in page.footer_over]
    return {**asdict(page), "margins": dict(page.margins), "footer": footer, "footer_over": over}


def _layout(laid: PageLayout) -> dict[str, Any]:
    return {**asdict(laid), "styles": [[cells, page_style(look)] for cells, look in laid.styles]}


def _drawing(drawn: Drawn) -> dict[str, Any]:
    made = engine().apps.add().books.add()
    try:
        draw(made.sheets[0], [drawn.anchor], replaces=lambda _: False)
        data = book_bytes(made)
    finally:
        made.close()
    return {
        "sheet": drawn.sheet,
        "name": drawn.name,
        "loose": list(drawn.loose),
        "cell": drawn.cell,
        "book": base64.b64encode(data).decode(),
    }


def _styles() -> dict[str, Mapping[str, Any]]:
    """Return the looks of the cell styles by their names."""
    return {**MARKS, **LOOKS, **{page_style(look): ruled for look, ruled in PAGE_LOOKS.items()}}


def _left(edits: Edits) -> list[str]:
    """Return what Excel's programs for add-ins cannot do, each as a sentence with what to do instead."""
    said = [
        _undone(counted(len(edits.charts), "chart"), [each.sheet for each in edits.charts]),
        _undone(
            counted(len(edits.sparklines) + sum(len(each.sources) for each in edits.trends), "sparkline"),
            [*(each.sheet for each in edits.sparklines), *(each.sheet for each in edits.trends)],
        ),
    ]
    folded = _listed(dict.fromkeys(each.sheet for each in edits.outlines))
    if folded:
        said.append(f"The rows of parts on {folded} were not folded away here. {_ELSEWHERE}")
    return [each for each in said if each]


def _names_left(book: xw.Book, edits: Edits) -> list[str]:
    """Return as a sentence the names that stand for formulas of ours and keep their spelling, where cells get another."""
    first = next((edit for edit in edits.cells if edit.respelt is not None), None)
    if first is None or first.respelt is None:
        return []
    prefix, *namespaces = first.respelt
    stands = {name.name: str(name.refers_to or "") for name in book.names}
    names = [name for name, text in stands.items() if respelt(text, prefix, frozenset(namespaces)) != text]
    return (
        [f"The names {_listed(names)} keep the formulas that they stand for. {_ELSEWHERE}"] if names else []
    )


def _columns_left(book: xw.Book, edits: Edits) -> list[str]:
    """Return as a sentence the sheets whose tables fill new rows with a formula that keeps its spelling, where cells get another."""
    first = next((edit for edit in edits.cells if edit.respelt is not None), None)
    if first is None or first.respelt is None:
        return []
    prefix, *namespaces = first.respelt
    kept: dict[str, None] = {}
    for sheet in book.sheets:

        def seen(text: str, name: str = sheet.name) -> str:
            if respelt(text, prefix, frozenset(namespaces)) != text:
                kept[name] = None
            return text

        respell_table_columns(sheet, seen)
    return (
        [
            f"Tables on {_listed(kept)} go on filling new rows with the formula as it was spelt before. {_ELSEWHERE}"
        ]
        if kept
        else []
    )


def _undone(what: str, sheets: Sequence[str]) -> str:
    names = list(dict.fromkeys(sheets))
    if not names:
        return ""
    were = "was" if what.startswith(("1 ", "one ")) else "were"
    return f"{what} on {_listed(names)} {were} not brought up to date here: Excel lets no add-in do that. {_ELSEWHERE}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)

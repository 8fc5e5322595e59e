"""Bring formulas over: our functions spelt as on the desktop, or as in Excel on the web; nothing else changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.plan.edits import CellEdit, Edits
from xlscore.books.plan.locked import locked_sheets
from xlscore.books.plan.words import counted
from xlscore.books.plan.writer import write
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.own_calls import (
    DESKTOP,
    namespace_key,
    namespaces_told,
    prefix_counts,
    prefix_of,
    respelt,
    shown_prefix,
    usual_namespace,
)
from xlscore.books.tables.written_formulas import note_namespace
from xlscore.engine import respell_table_columns
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.problems import Problem

__all__ = ["LANES", "BroughtOver", "bring_over"]

LANES: Final = ("web", "desktop")
"""Where formulas can be brought."""


@dataclass(frozen=True)
class BroughtOver:
    """What bringing formulas over came to: where to, under which namespace, how many formulas are spelt anew."""

    to: str
    namespace: str
    cells: int
    ours: int
    """How many formulas call our functions, brought over or spelt so already."""
    left: int = 0
    """How many should have been brought over and stay as they were; the problems say why."""
    problems: tuple[Problem, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "to": self.to,
            "namespace": self.namespace,
            "cells": self.cells,
            "ours": self.ours,
            "left": self.left,
            "problems": [problem.as_dict() for problem in self.problems],
        }

    def sentences(self) -> list[str]:
        """Return in few lines what was done and what it means."""
        where = "in Excel on the web" if self.to == "web" else "on the desktop"
        if not self.ours:
            return [
                "No formula of this workbook calls a Scorecard function, so there is nothing to bring over."
            ]
        stays = [f"{counted(self.left, 'formula')} could not be brought over."] if self.left else []
        if not self.cells:
            already = f"{counted(self.ours - self.left, 'formula')} of ours, spelt as {where} already."
            return ["Nothing was changed.", *stays] if stays else [f"Nothing was changed: {already}"]
        example = prefix_of(self.namespace, stored=False) if self.to == "web" else DESKTOP
        other = "the desktop" if self.to == "web" else "the web"
        return [
            *stays,
            f"{counted(self.cells, 'formula')} brought over: spelt as {where} now (={example}MSG_GAP(…)).",
            f"Their results stay. Without that add-in Excel may show #NAME?; bring them back to {other} for it.",
        ]


def bring_over(book: xw.Book, to: str | None = None, namespace: str | None = None) -> BroughtOver:
    """Return what spelling a workbook's formulas for another Excel came to.

    Without `to` they go to the desktop if any is spelt as on the web, else to the web. `namespace` is what IT called the web
    add-in; without it the workbook's own is taken, else SCORECARD. The workbook remembers one that it was told.
    """
    reading = Reading(book)
    if not reading.can.formulas:
        raise BookError(
            "The program behind this workbook does not say which cells are formulas; bring them over in the saved file."
        )
    known = reading.written.namespaces | ({namespace_key(namespace)} if namespace is not None else set())
    ours = {sheet: reading.written.calling(sheet, known) for sheet in reading.sheet_names}
    counts = _counts(ours, known)
    if to is None:
        to = "desktop" if any(prefix != DESKTOP for prefix in counts) else "web"
    if to not in LANES:
        raise BookError(f"Formulas cannot be brought to '{to}'.", "Say web or desktop.")
    own = _namespace(namespace, counts)
    prefix = _prefix(own, counts, native=reading.can.native) if to == "web" else DESKTOP
    spell = partial(respelt, prefix=prefix, namespaces=known)
    cells = []
    for sheet, formulas in ours.items():
        block = reading.block(sheet)
        for (row, column), old in sorted(formulas.items()):
            if (new := spell(old)) != old:
                held = None if block is None else block.at(row, column)
                cells.append(
                    CellEdit(sheet, row, column, held, old, held, new, respelt=(prefix, *sorted(known)))
                )
    edits = Edits(cells=tuple(cells))
    locked = locked_sheets(book, edits)
    problems = write(book, edits)
    for sheet in ours.keys() - locked.keys():
        respell_table_columns(book.sheets[sheet], spell)
    _respell_names(book, spell)
    if to == "web" and namespace_key(own) not in namespaces_told() and (cells or namespace is not None):
        note_namespace(book, own)
    kept = {(problem.sheet, problem.cell) for problem in problems}
    done = [
        edit
        for edit in cells
        if edit.sheet not in locked and (edit.sheet, cell_address(edit.row, edit.column)) not in kept
    ]
    return BroughtOver(
        to,
        own if to == "web" else "",
        len(done),
        sum(map(len, ours.values())),
        len(cells) - len(done),
        (*problems, *reading.written.doubtful_besides(known)),
    )


def _respell_names(book: xw.Book, spell: Callable[[str], str]) -> None:
    """Spell calls of ours in what the workbook's names stand for, as in a LAMBDA that has a name."""
    for name in book.names:
        stands = str(name.refers_to or "")
        if (new := spell(stands)) != stands:
            name.refers_to = new


def _counts(ours: Mapping[str, Mapping[tuple[int, int], str]], known: frozenset[str]) -> Mapping[str, int]:
    """Return what stands before our functions' names, and how often."""
    return prefix_counts((text for formulas in ours.values() for text in formulas.values()), known)


def _namespace(asked: str | None, counts: Mapping[str, int]) -> str:
    """Return the web add-in's namespace: the one that is asked for, or the workbook's own, or SCORECARD."""
    if asked is not None:
        namespace_key(asked)
        return asked
    web = {prefix: number for prefix, number in counts.items() if prefix != DESKTOP}
    if not web:
        return usual_namespace()
    return shown_prefix(max(web, key=lambda prefix: (web[prefix], prefix))).removesuffix(".")


def _prefix(namespace: str, counts: Mapping[str, int], *, native: bool) -> str:
    """Return what goes before the names: as a file holds it, and live so unless Excel shows it as typed, its add-in running."""
    typed = prefix_of(namespace, stored=False)
    return typed if native and counts.get(typed) else prefix_of(namespace)

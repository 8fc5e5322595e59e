"""The columns of a template's tables, called and filled as the kind of table says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.books.tables.layout import TableKind
from xlscore.books.templates.page import Col

__all__ = ["KEPT", "col"]

KEPT: Final = "Worked out; what you type here yourself is kept."
"""The help of a column that the product fills."""


def col(
    layout: TableKind,
    field: str,
    width: float,
    look: str = "text",
    help_text: str = "",
    *,
    choices: str | Sequence[str] = (),
    strict: bool = False,
) -> Col:
    """Return the column of a kind of table as a template shows it."""
    column = layout.column(field)
    said = help_text or (KEPT if column.computed else "")
    return Col(field, column.heading, width, look, column.computed, said, choices, strict)

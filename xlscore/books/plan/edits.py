"""What an action changes in a workbook, as a value: it can be looked at, sent elsewhere, and carried out there.

Live Excel, a file and a browser carry out the same edits. Each cell says what it held when it was read: one that holds
something else by the time it is written was changed by somebody in between, and is named instead of overwritten.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

from xlscore.books.errors import BookError

__all__ = ["CellEdit", "Drawn", "Edits", "NewColumn", "NewSheet", "PrintedPage", "Scalar"]

Scalar = str | float | bool | datetime.datetime | datetime.date | None
"""What a cell holds."""

_FORMAT: Final = 1
"""The form of the JSON; another one is refused."""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell's change: what it held, what it will hold, and whether it is to be seen as worked out by the product."""

    sheet: str
    row: int
    column: int
    old: Scalar
    old_formula: str
    new: Scalar
    formula: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column to be added at a table's right-hand end, looking like its neighbour."""

    sheet: str
    column: int
    neighbour: int
    top: int
    header: int
    bottom: int
    number_format: str


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to be added, with its headings in the first row: behind the sheet `after`, or last."""

    name: str
    headings: tuple[str, ...]
    widths: tuple[float, ...] = ()
    after: str | None = None
    wrapped: tuple[int, ...] = ()
    """The columns whose long texts are set on several lines."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """How a sheet prints; only what is given changes."""

    sheet: str
    paper: str | None = None
    landscape: bool | None = None
    pages_wide: int | None = None
    pages_tall: int | None = None
    title_rows: tuple[int, int] | None = None
    centred: bool | None = None
    footer: str | None = None
    margins: tuple[tuple[str, float], ...] = ()
    columns: str = ""
    """Columns that get the width `column_width`, as "A:BR"; "" for none."""
    column_width: float | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing to be put on a sheet in place of the one of that name: DrawingML, with everything it needs in itself."""

    sheet: str
    name: str
    anchor: str


@dataclass(frozen=True)
class Edits:
    """All that an action changes, in the order in which it is carried out; `ledger` is the workbook's new one."""

    sheets: tuple[NewSheet, ...] = ()
    columns: tuple[NewColumn, ...] = ()
    cells: tuple[CellEdit, ...] = ()
    pages: tuple[PrintedPage, ...] = ()
    drawings: tuple[Drawn, ...] = ()
    ledger: str | None = field(default=None)

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    def to_json(self) -> str:
        """Return the edits as a text that `from_json` reads again.

        >>> Edits.from_json(Edits((NewSheet("Problems", ("Sheet",)),)).to_json()).sheets[0].name
        'Problems'
        """
        return json.dumps({"format": _FORMAT, **asdict(self)}, default=_dated, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Edits:
        """Return the edits that a text of `to_json` holds; any other text is refused with a sentence."""
        try:
            made = json.loads(text, object_hook=_undated)
        except ValueError:
            raise _refusal() from None
        if not isinstance(made, dict) or made.pop("format", None) != _FORMAT:
            raise _refusal()
        if made.keys() != {each.name for each in fields(cls)}:
            raise _refusal()
        parts: dict[str, Any] = {name: _records(kind, made[name]) for name, kind in _PARTS.items()}
        if not isinstance(made["ledger"], str | None):
            raise _refusal()
        return cls(**parts, ledger=made["ledger"])


_PARTS: Final = {
    "sheets": NewSheet,
    "columns": NewColumn,
    "cells": CellEdit,
    "pages": PrintedPage,
    "drawings": Drawn,
}


def _refusal() -> BookError:
    return BookError(
        "These are no edits that this version of xlscore can carry out.", "Plan them again with it."
    )


def _records(kind: Callable[..., Any], made: Any) -> tuple[Any, ...]:
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    if not isinstance(made, list) or any(not isinstance(one, dict) or one.keys() != names for one in made):
        raise _refusal()
    return tuple(kind(**_tuples(one)) for one in made)


def _dated(value: object) -> dict[str, str]:
    if isinstance(value, datetime.datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()}
    raise TypeError(f"A cell cannot hold a {type(value).__name__}.")


def _undated(made: dict[str, Any]) -> Any:
    if made.keys() == {"datetime"}:
        return datetime.datetime.fromisoformat(made["datetime"])
    return datetime.date.fromisoformat(made["date"]) if made.keys() == {"date"} else made


def _tuples(made: dict[str, Any]) -> dict[str, Any]:
    def as_tuple(value: Any) -> Any:
        return tuple(as_tuple(one) for one in value) if isinstance(value, list) else value

    return {name: as_tuple(value) for name, value in made.items()}

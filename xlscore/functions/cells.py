"""Reading arguments: what arrives from cells, as numbers, names and words that rules understand.

A range may be a row, a column, a block, a flat list or one cell. Blank, `N/A`, `-` and `..` are missing. A text is a
number where it is a figure ("1,903", "-22,112 offences", "91.60 per 1,000 pop."), by the same rule as the sheets are read.
Any other text where a number belongs, a date or a boolean is an error, never a number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from typing import Any, Final, TypeAlias, TypeVar

from xlscore.rules.exact import exact
from xlscore.rules.figures import TextFigure
from xlscore.rules.figures_marks import says_no_figure
from xlscore.rules.figures_text import explain_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.flags import read_flag
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import is_missing_mark, key, quoted, tidy

__all__ = [
    "Cells", "flag", "listed", "missing", "number", "numbers", "one", "optional_flag", "optional_number", "optional_text",
    "paired", "plain", "plain_numbers", "text", "texts", "whole", "yes",
]  # fmt: skip

Cells: TypeAlias = Any
"""A cell or a range as it arrives: a scalar, a flat list, or a list of rows."""

T = TypeVar("T")

_YES_OR_NO: Final = frozenset({"true", "yes", "false", "no"})


def missing(value: Any) -> bool:
    """Return whether a cell holds no value: blank, `N/A`, `-`, `..`."""
    return value is None or (isinstance(value, str) and is_missing_mark(value))


def listed(cells: Cells, name: str) -> list[Any]:
    """Return a range's cells in reading order, whatever its shape.

    >>> listed([[1, 2], [3, 4]], "values"), listed(7, "values")
    ([1, 2, 3, 4], [7])
    """
    if not isinstance(cells, (list, tuple)):
        return [cells]
    rows = [row for row in cells if isinstance(row, (list, tuple))]
    if not rows:
        return list(cells)
    if len(rows) != len(cells) or len({len(row) for row in rows}) > 1:
        raise RuleError(
            Trouble.UNREADABLE, f"The rows of '{name}' are not of one length.", "Give one block of cells."
        )
    flat = [cell for row in rows for cell in row]
    if any(isinstance(cell, (list, tuple)) for cell in flat):
        raise RuleError(Trouble.UNREADABLE, f"'{name}' is not a block of cells.")
    return flat


def one(cells: Cells, name: str) -> Any:
    """Return the single cell that an argument is."""
    flat = listed(cells, name)
    if len(flat) > 1:
        raise RuleError(Trouble.UNREADABLE, f"'{name}' takes one cell, not {len(flat)}.")
    return flat[0] if flat else None


def _absent(value: Any) -> bool:
    """Return whether a cell says that there is no number: missing, or N/A with its reason, or small numbers."""
    return missing(value) or (isinstance(value, str) and says_no_figure(value))


def _number(value: Any, name: str, *, position: bool = False) -> Fraction:
    if isinstance(value, (Real, Decimal)) and not isinstance(value, bool):
        if not math.isfinite(value):
            raise RuleError(Trouble.OUT_OF_RANGE, f"'{name}' is {value}, which cannot be counted with.")
        return exact(value if isinstance(value, (int, Decimal, Fraction)) else float(value))
    why = ""
    if isinstance(value, str):
        found = explain_figure(value)
        if isinstance(found, TextFigure) and (position or found.unit is not Unit.POSITION):
            return found.value
        why = "a position" if isinstance(found, TextFigure) else found.why
    because = f": {why}" if why else ""
    raise RuleError(Trouble.UNREADABLE, f"'{name}' should be a number, but is {quoted(value)}{because}.")


def optional_number(cells: Cells, name: str) -> Fraction | None:
    """Return the number in a cell as the decimal it shows, None where there is none.

    >>> optional_number("-10%", "target"), optional_number("2,500 hours", "actual"), optional_number("..", "target")
    (Fraction(-1, 10), Fraction(2500, 1), None)
    """
    value = one(cells, name)
    return None if _absent(value) else _number(value, name)


def number(cells: Cells, name: str) -> Fraction:
    """Return the number in a cell as the decimal it shows.

    >>> number([[0.1]], "target")
    Fraction(1, 10)
    """
    value = optional_number(cells, name)
    if value is None:
        raise RuleError(Trouble.MISSING, f"'{name}' has no value.")
    return value


def plain(cells: Cells, name: str) -> float:
    """Return the number in a cell for statistics, which are worked in floating point."""
    return _float(number(cells, name), one(cells, name))


def whole(cells: Cells, name: str) -> int:
    """Return the whole number in a cell, which may be written as a position.

    >>> whole(8.0, "rank"), whole("8 (Last data to September 19)", "rank"), whole("4th in MSG.", "rank")
    (8, 8, 4)
    """
    typed = one(cells, name)
    value = (
        _number(typed, name, position=True)
        if isinstance(typed, str) and not _absent(typed)
        else number(typed, name)
    )
    if value.denominator != 1:
        raise RuleError(Trouble.OUT_OF_RANGE, f"'{name}' should be a whole number, but is {float(value):g}.")
    return int(value)


def numbers(cells: Cells, name: str) -> list[Fraction | None]:
    """Return a range's numbers as the decimals they show, None where a cell has none."""
    return [None if _absent(value) else _number(value, name) for value in listed(cells, name)]


def plain_numbers(cells: Cells, name: str) -> list[float | None]:
    """Return a range's numbers for statistics, None where a cell has none."""
    # A number that arrives as one is used as it is: turning 60 months into fractions and back costs more than the rule.
    return [
        value
        if type(value) is float and math.isfinite(value)
        else None
        if _absent(value)
        else _float(_number(value, name), value)
        for value in listed(cells, name)
    ]


def _float(read: Fraction, arrived: Any) -> float:
    return float(arrived) if isinstance(arrived, float) else float(read)


def optional_text(cells: Cells, name: str) -> str | None:
    """Return the text in a cell, None where there is none."""
    value = one(cells, name)
    if missing(value):
        return None
    if not isinstance(value, str):
        raise RuleError(Trouble.UNREADABLE, f"'{name}' should be a text, but is {quoted(value)}.")
    return tidy(value)


def text(cells: Cells, name: str) -> str:
    """Return the text in a cell."""
    value = optional_text(cells, name)
    if value is None:
        raise RuleError(Trouble.MISSING, f"'{name}' is blank.")
    return value


def texts(cells: Cells, name: str) -> list[str | None]:
    """Return a range's texts, None where a cell has none."""
    return [optional_text(value, name) for value in listed(cells, name)]


def optional_flag(cells: Cells, name: str) -> bool | None:
    """Return TRUE or FALSE from a cell, "higher"/"lower" and "up"/"down" too; None where there is none.

    >>> optional_flag("Higher", "higher_is_better"), optional_flag(0.0, "higher_is_better")
    (True, False)
    """
    return read_flag(one(cells, name), name)


def flag(cells: Cells, name: str) -> bool:
    """Return TRUE or FALSE from a cell that must hold one."""
    value = optional_flag(cells, name)
    if value is None:
        raise RuleError(Trouble.MISSING, f"'{name}' is blank.", "Enter TRUE or FALSE.")
    return value


def yes(cells: Cells, name: str) -> bool:
    """Return whether a cell says yes: TRUE, or "yes" as the Policy sheet has it.

    >>> yes("Yes", "screen"), yes(False, "screen")
    (True, False)
    """
    value = one(cells, name)
    word = key(value) if isinstance(value, str) else None
    if word is not None and word not in _YES_OR_NO and not missing(value):
        raise RuleError(
            Trouble.UNREADABLE, f"'{name}' takes TRUE or FALSE (or yes, no), but is {quoted(value)}."
        )
    return flag(value, name)


def paired(
    first: Cells, second: Cells, names: tuple[str, str], read: Callable[[Cells, str], Sequence[T]]
) -> list[tuple[T, T]]:
    """Return two ranges cell by cell; a row may stand beside a column, but both have the same number of cells."""
    left, right = read(first, names[0]), read(second, names[1])
    check_same_shape(first, second, names)
    return list(zip(left, right, strict=True))


def check_same_shape(first: Cells, second: Cells, names: tuple[str, str]) -> None:
    """Refuse two ranges whose cells do not belong together one by one."""
    shapes = [_shape(first), _shape(second)]
    counts = [rows * columns for rows, columns in shapes]
    if counts[0] != counts[1] or (shapes[0] != shapes[1] and not all(1 in shape for shape in shapes)):
        raise RuleError(
            Trouble.UNREADABLE,
            f"'{names[0]}' has {counts[0]} cells and '{names[1]}' {counts[1]}.",
            "Give two ranges of the same shape.",
        )


def _shape(cells: Cells) -> tuple[int, int]:
    if not isinstance(cells, (list, tuple)):
        return 1, 1
    if cells and isinstance(cells[0], (list, tuple)):
        return len(cells), len(cells[0])
    return 1, len(cells)

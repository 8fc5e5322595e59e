"""Formula text: cut it into tokens, move it to another cell, and see what it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from xlscore.ooxml.values.addresses import (
    COLUMN_PATTERN,
    MAX_COLUMN,
    MAX_ROW,
    ROW_PATTERN,
    AddressError,
    Box,
    column_letters,
    column_number,
    parse_box,
)

__all__ = ["Reference", "functions_in", "is_whole", "links_outside", "moved", "references_in", "tokens"]

# What reads like a cell but lies outside the grid is a name (YTD2025) or nothing at all (A0).
_COLUMN, _ROW = rf"\$?{COLUMN_PATTERN}", rf"\$?{ROW_PATTERN}"
_CELL = _COLUMN + _ROW
_TOKEN = re.compile(
    rf"""(?P<text>"(?:[^"]|"")*")
    |(?P<sheet>(?:'(?:[^']|'')+'|(?:\[[0-9]+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|\[[0-9]+\])!)
    |(?P<bracket>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    |(?P<error>\#[A-Za-z0-9/_]+[!?]?)
    |(?P<function>[^\W\d][\w.]*\s*\()
    |(?P<cells>{_CELL}(?::{_CELL})?(?![\w.(\[!\\?]))
    |(?P<columns>{_COLUMN}:{_COLUMN}(?![\w.(\[!\\?]))
    |(?P<rows>{_ROW}:{_ROW}(?![\w.(\[!\\?]))
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?)
    |(?P<name>[^\W\d][\w.?\\]*|\\[\w.?\\]*)
    |(?P<other>\s+|.)""",
    re.VERBOSE | re.DOTALL,
)
_PARTNERS = {"(": ")", "{": "}"}
_STORED_LINK = re.compile(r"\[[0-9]+\]")
_PIECE = re.compile(r"(\$?)([A-Za-z]{1,3})?(\$?)([0-9]{1,7})?")


@dataclass(frozen=True)
class Reference:
    """Cells a formula refers to; no sheet means the formula's own, no box means they cannot be told."""

    sheet: str | None
    box: Box | None


@lru_cache(maxsize=1024)
def tokens(formula: str) -> tuple[tuple[str, str], ...]:
    """Return the kind and text of every token; joined, the texts are the formula again.

    >>> tokens('SUM(A1:$B$2)&"A1"')
    (('function', 'SUM('), ('cells', 'A1:$B$2'), ('other', ')'), ('other', '&'), ('text', '"A1"'))
    """
    return tuple((match.lastgroup or "other", match[0]) for match in _TOKEN.finditer(formula))


def moved(formula: str, down: int, right: int) -> str:
    """Return the formula as if filled `down` rows and `right` columns further; `$` holds a part still.

    A reference pushed off the sheet becomes #REF!, as when Excel fills.

    >>> moved("A1+$B$1+SUM(C:C)", 2, 1), moved("A1", -1, 0)
    ('B3+$B$1+SUM(D:D)', '#REF!')
    """
    pieces = []
    for kind, text in tokens(formula):
        pieces.append(_moved_area(text, down, right) if kind in ("cells", "columns", "rows") else text)
    return "".join(pieces)


def _moved_area(text: str, down: int, right: int) -> str:
    corners = [_moved_corner(corner, down, right) for corner in text.split(":")]
    return "#REF!" if None in corners else ":".join(corner or "" for corner in corners)


def _moved_corner(corner: str, down: int, right: int) -> str | None:
    match = _PIECE.fullmatch(corner)
    assert match is not None
    column_fixed, letters, row_fixed, digits = match.groups()
    if letters is None:
        # "$5": the pattern meets the dollar of a row where that of a column stands.
        column_fixed, row_fixed = "", column_fixed or row_fixed
    spelled = ""
    if letters:
        column = column_number(letters) + (0 if column_fixed else right)
        if not 1 <= column <= MAX_COLUMN:
            return None
        spelled = column_fixed + column_letters(column)
    if digits:
        row = int(digits) + (0 if row_fixed else down)
        if not 1 <= row <= MAX_ROW:
            return None
        spelled += f"{row_fixed}{row}"
    return spelled


def is_whole(formula: str) -> bool:
    """Return whether every bracket and quotation mark of a formula has its partner.

    >>> is_whole('SUM(A1,"(")'), is_whole("SUM(A1"), is_whole('"a'), is_whole("{1,2")
    (True, False, False, False)
    """
    waiting = []
    for kind, text in tokens(formula):
        last = text[-1]
        if kind == "function" or text in ("(", "{"):
            waiting.append(_PARTNERS[last])
        elif text in (")", "}"):
            if not waiting or waiting.pop() != text:
                return False
        elif kind == "other" and text in ('"', "'", "[", "]"):
            return False
    return not waiting


def links_outside(formula: str) -> bool:
    """Return whether a formula names another workbook by its file, as one types it but no file stores it.

    >>> links_outside("[Book.xlsx]Grid!A1"), links_outside("'[Book.xlsx]A b'!A1"), links_outside("[1]Grid!A1")
    (True, True, False)
    """
    before = ""
    for kind, text in tokens(formula):
        if kind == "sheet" and (before == "bracket" or ("[" in text and not _STORED_LINK.search(text))):
            return True
        before = kind
    return False


def references_in(formula: str) -> Iterator[Reference]:
    """Yield what a formula refers to in its own workbook; names and tables as cells that cannot be told.

    >>> [(each.sheet, each.box.address()) for each in references_in("SUM(A1:B2)+'MSG data'!C3+[1]x!A1")]
    [(None, 'A1:B2'), ('MSG data', 'C3')]
    """
    sheet: str | None = None
    external = False
    for kind, text in tokens(formula):
        if kind == "sheet":
            sheet = text[:-1].strip("'").replace("''", "'")
            external = "[" in sheet
            continue
        if kind in ("cells", "columns", "rows") and not external:
            box = None if sheet and ":" in sheet else _box(text)
            yield Reference(None if box is None else sheet, box)
        elif (
            kind == "bracket"
            or (kind == "name" and not external and text.upper() not in ("TRUE", "FALSE"))
            or text == ":"
        ):
            yield Reference(None, None)
        sheet, external = None, False


def _box(text: str) -> Box | None:
    try:
        return parse_box(text)
    except AddressError:
        return None


def functions_in(formula: str) -> set[str]:
    """Return the functions a formula calls, in capitals.

    >>> sorted(functions_in('IF(sum(A1)>1,"x(",MSG.BAND(B1))'))
    ['IF', 'MSG.BAND', 'SUM']
    """
    return {text[:-1].strip().upper() for kind, text in tokens(formula) if kind == "function"}

"""What the figures of a list's item or a table's row are, where a lead or heading names their columns: "Value | position (before)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from xlscore.narrative.claims.tokens import Token
from xlscore.narrative.claims.words.tables import lines_of
from xlscore.narrative.model import ComparedWith, Passage

__all__ = ["HeadedFigure", "columns_of_figures"]

_SPLIT: Final = re.compile(r"\s*\|\s*|\s+(?:v|vs|versus|against)\.?\s+|,\s+and\s+(?:what\s+)?")
_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_RANKS: Final = ("RANK", "WORDRANK")
_COUNTS: Final = ("COUNT", "WORDNUMBER")
_FITTING: Final[Mapping[str, tuple[str, ...]]] = {
    "rank": _RANKS,
    "rank before": _RANKS,
    "shortfall": _COUNTS,
    "outcomes required": _COUNTS,
    "share": ("PERCENT",),
    "target": (*_COUNTS, "PERCENT", "RATE"),
    "level": (*_COUNTS, "PERCENT", "RATE"),
    "level before": (*_COUNTS, "PERCENT", "RATE"),
    "change": (*_COUNTS, "PERCENT", "POINTS"),
    "change required": (*_COUNTS, "PERCENT", "POINTS"),
    "gap": (*_COUNTS, "PERCENT", "POINTS", "RATE"),
}
"""Which figures can be of a kind: a position is no percentage."""
_PROJECTED: Final = "projected"
"""What is said of the year's end the sentence says as well without its column."""
_OTHER_TIME: Final = re.compile(
    r"\b(?:(?:this|last|latest|previous|current|prior|per|each|by|same) (?:month|week|quarter|day)|since|monthly|weekly|quarterly|daily)\b",
    re.IGNORECASE,
)
"""What of a heading makes its figures those of another time than the workbook's."""
_ALONE: Final = ("shortfall", "outcomes required", "change required")
"""What a lead says of its items' only figure as well as of one in a row."""


@dataclass(frozen=True)
class HeadedFigure:
    """The column of a figure: what it is, and what it is compared with."""

    kind: str
    reference: ComparedWith = ComparedWith.NONE


def columns_of_figures(passage: Passage, tokens: tuple[Token, ...]) -> Mapping[int, HeadedFigure]:
    """Return the column of each figure of a row or item, by its place; nothing unless each figure has just one that fits it."""
    for head in (passage.lead, *passage.headings[-1:]):
        if not head or _OTHER_TIME.search(head):
            continue
        columns = [_read(part) for part in _SPLIT.split(head.strip().rstrip(":"))]
        cells = list(_cells(passage.text, tokens))
        found = _matched(columns, cells, tokens, is_row="|" in passage.text)
        if found:
            return found
    return {}


def _cells(text: str, tokens: tuple[Token, ...]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield for each cell of a row, or each figure outside brackets of an item, its figures without and in brackets."""
    inside = [met.span() for met in _BRACKET.finditer(text)]
    ends = [at for at, sign in enumerate(text) if sign == "|"]
    cells: dict[int, tuple[list[int], list[int]]] = {}
    at_cell = 0
    if ends:
        cells = {number: ([], []) for number in range(len(ends) + 1)}
    for at, token in enumerate(tokens):
        if not token.is_figure:
            continue
        bracketed = any(first <= token.start < last for first, last in inside)
        at_cell = sum(end < token.start for end in ends) if ends else at_cell + (not bracketed)
        cells.setdefault(at_cell, ([], []))[bracketed].append(at)
    yield from cells.values()


def _matched(
    columns: list[tuple[HeadedFigure | None, HeadedFigure | None]],
    cells: list[tuple[list[int], list[int]]],
    tokens: tuple[Token, ...],
    *,
    is_row: bool,
) -> dict[int, HeadedFigure]:
    label = len(cells) - len(columns)
    if label not in ((0, 1) if is_row else (0,)):
        return {}
    found: dict[int, HeadedFigure] = {}
    for (plain, bracketed), (outside, inside) in zip(columns, cells[label:], strict=True):
        for column, figures in ((plain, outside), (bracketed, inside)):
            if len(figures) > 1:
                return {}
            for at in figures:
                if column is None:
                    return {}
                if column.kind == _PROJECTED:
                    continue
                if tokens[at].type not in _FITTING[column.kind]:
                    return {}
                found[at] = column
    alone = len(columns) == 1 and columns[0][1] is None
    return {} if alone and any(each.kind not in _ALONE for each in found.values()) else found


def _read(part: str) -> tuple[HeadedFigure | None, HeadedFigure | None]:
    """Return what a column's figures are, and what those in brackets."""
    met = _BRACKET.search(part)
    plain = _column(_BRACKET.sub(" ", part))
    bracketed = None if met is None else _column(met[1])
    if (
        plain is not None
        and bracketed is not None
        and (plain.kind, bracketed.kind) == ("rank", "level before")
    ):
        bracketed = HeadedFigure("rank before")
    return plain, bracketed


def _column(words: str) -> HeadedFigure | None:
    text = " ".join(words.casefold().split())
    return next((column for column, pattern in _kinds() if pattern.search(text)), None)


@cache
def _kinds() -> tuple[tuple[HeadedFigure, re.Pattern[str]], ...]:
    found = []
    for line in lines_of("columns.txt"):
        said, _, words = line.partition(" = ")
        kind, _, reference = said.partition(" / ")
        choice = "|".join(re.escape(each.strip()) for each in words.split(","))
        found.append((HeadedFigure(kind, ComparedWith(reference)), re.compile(rf"\b(?:{choice})\b")))
    return tuple(found)

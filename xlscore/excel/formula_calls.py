"""Calls of our functions in a cell's formula: which functions, with which arguments as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from xlscore.books.tables.own_calls import is_add_in
from xlscore.excel.names import excel_functions
from xlscore.functions import REGISTRY, WorksheetFunction
from xlscore.ooxml.values.formulas import tokens

__all__ = ["Call", "calls_in", "is_call"]

# Excel writes these before functions that a file's reader may not know.
_PREFIX: Final = re.compile(r"(?:_xl(?:fn|udf|ws)\.)+", re.IGNORECASE)


@dataclass(frozen=True)
class Call:
    """One call as it stands in a formula."""

    function: WorksheetFunction
    name: str
    arguments: tuple[str, ...]
    text: str


@dataclass
class _Open:
    """A bracket that is not closed yet."""

    name: str
    start: int
    cuts: list[int] = field(default_factory=list)


def calls_in(formula: str) -> list[Call]:
    """Return the calls of our functions in a formula, outermost first, in the order they are typed.

    >>> [call.text for call in calls_in('=IFERROR(MSG_GAP(A2,A:A,B:B,"4th"),MSG_RANK(A2,A:A,B:B))')]
    ['MSG_GAP(A2,A:A,B:B,"4th")', 'MSG_RANK(A2,A:A,B:B)']
    """
    text = formula.removeprefix("=")
    # The Python names too: a person may type one, and is then told what it would have answered.
    known = REGISTRY | excel_functions()
    found: list[tuple[int, Call]] = []
    stack: list[_Open] = []
    for start, end, name, bracket in _brackets(text):
        if bracket == "open":
            stack.append(_Open(name, start, [end]))
        elif bracket == "," and stack:
            stack[-1].cuts.append(end)
        elif bracket == "close" and stack:
            opened = stack.pop()
            if opened.name in known:
                pieces = _pieces(text, [*opened.cuts, end])
                found.append(
                    (opened.start, Call(known[opened.name], opened.name, pieces, text[opened.start : end]))
                )
    return [call for _, call in sorted(found, key=lambda place: place[0])]


def _brackets(text: str) -> list[tuple[int, int, str, str]]:
    """Return where brackets open, arguments are parted and brackets close: start, end, function name, kind."""
    places, at, link = [], 0, ""
    for kind, token in tokens(text):
        end = at + len(token)
        if kind == "function":
            # A function of that name in another file is somebody else's.
            name = _PREFIX.sub("", token[:-1].strip()).upper() if not link or is_add_in(link) else ""
            places.append((at, end, name, "open"))
        elif kind == "other" and token in ("(", "{"):
            places.append((at, end, "", "open"))
        elif kind == "other" and token in (")", "}"):
            places.append((at, end, "", "close"))
        elif kind == "other" and token == ",":
            places.append((at, end, "", ","))
        at, link = end, token if kind == "sheet" else ""
    return places


def _pieces(text: str, cuts: list[int]) -> tuple[str, ...]:
    # Each cut is the place just behind "(", "," or ")", so the piece before it ends one character earlier.
    pieces = tuple(text[left : right - 1].strip() for left, right in pairwise(cuts))
    return () if pieces == ("",) else pieces


def is_call(text: str) -> bool:
    """Return whether a text is one call of ours and nothing else.

    >>> is_call("MSG_RANK(A2,A:A,B:B)"), is_call("MSG_RANK(A2,A:A,B:B)+1"), is_call("SUM(A1)")
    (True, False, False)
    """
    calls = calls_in(text)
    return bool(calls) and calls[0].text == text.strip()

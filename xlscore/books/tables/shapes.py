"""The shape of a formula: what tells a formula that the product wrote from one that a person wrote.

Two formulas are of one shape when they say the same with other cells: the same functions, operators, texts and order,
with a reference where the other has one and a number where the other has one. `=SHORTFALL(E2,F2,C2)` and
`=SHORTFALL(E9,F9,C9)` are; `=ROUNDUP(SHORTFALL(E2,F2,C2)*1.1,0)`, `=SHORTFALL(E2,F2,-0.2)` and
`=IF(E2<50,"too few",YOY(E2,F2))` are others, and so a person's.

A pattern is a formula in which these words stand for operands: `cells` for a reference or a name, `number` for a number
or TRUE or FALSE, `setting` for either of them or a text (a Policy that a workbook lacks is written as its value). A CHOOSE over nothing but
references is one reference to cells that do not stand together. A formula that is nothing but a reference has no shape to
be known by, so it is ours only if it is the very one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from xlscore.ooxml.values.formulas import tokens

__all__ = ["fits", "same_shape"]

_WORDS: Final = {
    "cells": frozenset({"cells"}),
    "number": frozenset({"number"}),
    "setting": frozenset({"cells", "number", "text"}),
}
_SCATTERED: Final = re.compile(r"CHOOSE\(\{[\d,;]+\}(?:,[^()\"{}]+)+\)", re.IGNORECASE)
_CELLS: Final = ("cells", "columns", "rows", "name", "bracket", "error")


@lru_cache(maxsize=4096)
def _shape(formula: str) -> tuple[tuple[str, str], ...]:
    """Return the pieces of a formula: operands by their kind with their text, all else by its text in capitals."""
    found: list[tuple[str, str]] = []
    for kind, text in tokens(_SCATTERED.sub("scattered", formula.strip().removeprefix("="))):
        if kind == "sheet" or not text.strip():
            continue
        if kind == "function":
            called = text.rstrip("( ").upper()
            for prefix in ("_XLFN.", "_XLUDF.", "_XLL."):
                called = called.removeprefix(prefix)
            found.append(("function", called))
        elif kind == "name" and text.upper() in ("TRUE", "FALSE"):
            found.append(("number", ""))
        elif kind in _CELLS:
            if found and found[-1][0] == "cells":
                continue  # a table and the bracket behind it are one reference
            found.append(("cells", text.casefold()))
        elif kind == "number":
            signed = len(found) > 1 and found[-1] == ("other", "-") and found[-2][0] in ("function", "other")
            if (signed and found[-2][1] != ")") or (found == [("other", "-")]):
                found.pop()
            found.append(("number", ""))
        else:
            found.append((kind, text.upper() if kind == "other" else text))
    return tuple(found)


def same_shape(formula: str, other: str) -> bool:
    """Return whether two formulas say the same with other cells.

    >>> same_shape("=YOY(E2,F2)", "=yoy( E10, 'MSG data'!$F$10 )"), same_shape('=IF(E2<50,"few",YOY(E2,F2))', "=YOY(E2,F2)")
    (True, False)
    >>> same_shape("=Sheet2!B7", "='MSG data'!B7"), same_shape("=TREND_ARROW(CHOOSE({1,2},C5,B5))", "=TREND_ARROW(B5:D5)")
    (False, True)
    >>> same_shape('=IF(C2<=D2,"Yes","No")', '=IF(C2<=D2,"Ja","Nein")'), same_shape("=YOY(E2,F2)", "=YOY(E2,100)")
    (False, False)
    """
    one, two = _shape(formula), _shape(other)
    if [kind for kind, _ in one] == ["cells"]:
        return _bare(formula) == _bare(other)
    return len(one) == len(two) and all(
        a == b or (a[0] == b[0] and a[0] in ("cells", "number")) for a, b in zip(one, two, strict=True)
    )


def _bare(formula: str) -> str:
    return "".join(formula.split()).replace("$", "").casefold()


def fits(formula: str, patterns: Iterable[str]) -> bool:
    """Return whether a formula is of the shape of one of the patterns.

    >>> fits("=RAG(J5,C5,TRUE,xls_rag_tolerance,D5)", ["=RAG(cells,cells,number,setting,cells)"])
    True
    >>> fits("=RAG(J5,C5,TRUE,0.05,D5)", ["=RAG(cells,cells,number,setting,cells)"]), fits("=RAG(J5,0.1)", ["=RAG(cells,cells)"])
    (True, False)
    """
    shape = _shape(formula)
    return any(_fits(shape, _shape(pattern)) for pattern in patterns)


def _fits(shape: tuple[tuple[str, str], ...], pattern: tuple[tuple[str, str], ...]) -> bool:
    if len(shape) != len(pattern):
        return False
    return all(
        here[0] in _WORDS[wanted[1]] if wanted[0] == "cells" and wanted[1] in _WORDS else here == wanted
        for here, wanted in zip(shape, pattern, strict=True)
    )

"""The shape of a formula: what tells a formula that the product wrote from one that a person wrote.

Two formulas are of one shape when they say the same with other cells: the same functions, operators, texts and order,
with a reference where the other has one and the same number where the other has one. `=SHORTFALL(E2,F2,C2)` and
`=SHORTFALL(E9,F9,C9)` are; `=ROUNDUP(SHORTFALL(E2,F2,C2)*1.1,0)`, `=SHORTFALL(E2,F2,-0.2)` and
`=IF(E2<50,"too few",YOY(E2,F2))` are others, and so a person's.

A pattern is a formula in which these words stand for operands: `cells` for a reference or a name, `number` for any
number, `truth` for TRUE or FALSE, `force` for a reference or a text, and the name of a setting for a reference or the
setting as published (a workbook without a Policy gets it written out; another value there is a person's decision). A CHOOSE over nothing but references is one reference to cells that do not stand together. A formula that is nothing
but a reference has no shape to be known by, so it is ours only if it is the very one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from xlscore.books.tables.formulas import literal
from xlscore.ooxml.values.formulas import tokens
from xlscore.rules.policy import DEFAULT, SETTINGS

__all__ = ["fits", "same_shape"]

_KIND_OF: Final = {"cells": "cells", "number": "number", "truth": "truth", "force": "text"}
_SETTINGS: Final = frozenset(setting.field for setting in SETTINGS)
_SCATTERED: Final = re.compile(r"CHOOSE\(\{[\d,;]+\}(?:,[^()\"{}]+)+\)", re.IGNORECASE)
_CELLS: Final = ("cells", "columns", "rows", "name", "bracket", "error")


_TRUTHS: Final = ("TRUE", "FALSE")


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
        elif kind == "name" and text.upper() in _TRUTHS:
            found.append(("truth", text.upper()))
        elif kind in _CELLS:
            if found and found[-1][0] == "cells":
                continue  # a table and the bracket behind it are one reference
            found.append(("cells", text.casefold()))
        elif kind == "number":
            signed = len(found) > 1 and found[-1] == ("other", "-") and found[-2][0] in ("function", "other")
            negative = (signed and found[-2][1] != ")") or (found == [("other", "-")])
            if negative:
                found.pop()
            found.append(("number", repr(-float(text) if negative else float(text))))
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
    >>> same_shape("=RAG(E2,F2,TRUE,0.05)", "=RAG(E3,F3,TRUE,0.1)"), same_shape("=RAG(E2,-.10)", "=RAG(E3,-0.1)")
    (False, True)
    """
    one, two = _shape(formula), _shape(other)
    if [kind for kind, _ in one] == ["cells"]:
        return _bare(formula) == _bare(other)
    return len(one) == len(two) and all(
        a == b or (a[0] == b[0] == "cells") for a, b in zip(one, two, strict=True)
    )


def _bare(formula: str) -> str:
    return "".join(formula.split()).replace("$", "").casefold()


def fits(formula: str, patterns: Iterable[str]) -> bool:
    """Return whether a formula is of the shape of one of the patterns.

    >>> fits("=RAG(J5,C5,TRUE,xls_rag_tolerance,D5)", ["=RAG(cells,cells,truth,rag_tolerance,cells)"])
    True
    >>> fits("=RAG(J5,C5,TRUE,0.05,D5)", ["=RAG(cells,cells,truth,rag_tolerance,cells)"]), fits("=RAG(J5,0.1)", ["=RAG(cells,cells)"])
    (True, False)
    >>> fits("=RAG(J5,C5,TRUE,0.1,D5)", ["=RAG(cells,cells,truth,rag_tolerance,cells)"])
    False
    """
    shape = _shape(formula)
    return any(_fits(shape, _shape(pattern)) for pattern in patterns)


def _fits(shape: tuple[tuple[str, str], ...], pattern: tuple[tuple[str, str], ...]) -> bool:
    return len(shape) == len(pattern) and all(
        here == wanted or (wanted[0] == "cells" and _takes(wanted[1], here))
        for here, wanted in zip(shape, pattern, strict=True)
    )


def _takes(word: str, operand: tuple[str, str]) -> bool:
    """Return whether a word of a pattern stands for an operand."""
    if operand[0] == "cells":
        return word in ("cells", "force") or word in _SETTINGS
    if word in _SETTINGS:
        return _shape(literal(getattr(DEFAULT, word))) == (operand,)
    return operand[0] == _KIND_OF[word]

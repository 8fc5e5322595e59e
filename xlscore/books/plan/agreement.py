"""Whether two values are the same, and whether what a person typed agrees with what the figures give."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any, Final

from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.table import shown
from xlscore.rules.figures_text import read_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.grades import FIVE, read_grade
from xlscore.rules.positions.msg import AspirationStatus
from xlscore.rules.problems import ExcelError, RuleError
from xlscore.rules.statistics.expected_range import Expected
from xlscore.rules.words import is_missing_mark, key, tidy

__all__ = ["agrees", "same", "squeezed"]

_NUMBER: Final = re.compile(r"[+\-−–]?\s*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+\-−–]?\.\d+")
_ARROWS: Final = {
    "◄►": "level",
    "▲": "up",
    "▼": "down",
    "increasing": "up",
    "decreasing": "down",
    "stable": "level",
}
"""The trend's signs and the words that are typed for them."""
_SHORT: Final = {
    AspirationStatus.MET: ("met", "exceeded", "achieved", "yes"),
    AspirationStatus.BELOW: ("below", "not met", "not achieved", "no"),
    Expected.ABOVE: ("above",),
    Expected.WITHIN: ("within",),
    Expected.BELOW: ("below",),
    "Yes": ("y", "true", "met"),
    "No": ("n", "false", "not met"),
}
"""What is typed short for a word of a list."""


def same(here: Any, value: Any) -> bool:
    """Return whether a cell holds a value already: a blank is a blank, a text may differ in its spaces.

    >>> same(None, " "), same(0.1 + 0.2, 0.3), same("1", 1.0), same(True, 1)
    (True, True, False, False)
    """
    if is_blank(here) or is_blank(value):
        return is_blank(here) and is_blank(value)
    if isinstance(here, bool) or isinstance(value, bool):
        return here is value
    if isinstance(here, (int, float)) and isinstance(value, (int, float)):
        return math.isclose(here, value, rel_tol=1e-12, abs_tol=1e-15)
    if isinstance(here, str) and isinstance(value, str):
        return tidy(here) == tidy(value)
    return type(here) is type(value) and bool(here == value)


def agrees(typed: Any, answer: Any, slack: float = 0.0) -> bool:
    """Return whether what somebody typed says what the figures give, in the places that were typed.

    >>> agrees(-0.083, -0.08333), agrees(39, 35), agrees("-22,112 offences", -22112), agrees("RI", "Requires Improvement")
    (True, False, True, True)
    """
    if ExcelError.read(typed) is not None:
        return True  # an error is a problem of its own
    if isinstance(typed, bool) or isinstance(answer, bool):
        return key(shown(typed)) == key(shown(answer))
    if isinstance(answer, (int, float)):
        number, places = _number(typed)
        if number is None:
            return isinstance(typed, str) and is_missing_mark(typed)
        return abs(number - answer) <= max(slack, 0.5 * 10.0**-places) * (1 + 1e-9)
    said, word = _word(typed), _word(answer)
    return said == word or said in _shorter().get(word, ())


def _number(typed: Any) -> tuple[float | None, int]:
    """Return a typed number and in how many decimal places it was typed."""
    if isinstance(typed, (int, float)):
        text = format(typed, ".15g")
        return float(typed), len(text.partition(".")[2]) if "e" not in text else 15
    if not isinstance(typed, str):
        return None, 0
    found = _NUMBER.search(typed)
    if found is None:
        return None, 0
    text = "".join(found[0].replace(",", "").split()).replace("−", "-").replace("–", "-")
    places = len(text.partition(".")[2])
    said = read_figure(typed)
    if said is None:
        return float(text), places
    share = said.unit in (Unit.PERCENT, Unit.POINTS)
    return float(said.value), places + 2 * share - round(math.log10(said.scale))


@cache
def _shorter() -> dict[str, frozenset[str]]:
    return {_word(whole): frozenset(map(_word, short)) for whole, short in _SHORT.items()}


def _word(value: Any) -> str:
    text = shown(value)
    try:
        grade = read_grade(text, FIVE)
    except RuleError:
        word = key(re.sub(r"[^\w◄►▲▼%]+", " ", text.replace("&", " and ")))
        return _ARROWS.get(word, word)
    return "" if grade is None else grade.value


def squeezed(formula: str) -> str:
    """Return a formula as it is compared with another: without blanks, in capitals.

    >>> squeezed("=sum(A1, B1)")
    '=SUM(A1,B1)'
    """
    return "".join(formula.split()).upper()

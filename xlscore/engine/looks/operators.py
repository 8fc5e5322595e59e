"""Comparisons and formulas of rules, in xlwings' words and in the file's."""

from __future__ import annotations

from typing import Any

__all__ = ["OPERATORS", "OPERATOR_WORDS", "bare", "shown"]

OPERATORS = {
    "between": "between", "not_between": "notBetween", "equal_to": "equal", "not_equal_to": "notEqual",
    "greater_than": "greaterThan", "less_than": "lessThan",
    "greater_than_or_equal": "greaterThanOrEqual", "less_than_or_equal": "lessThanOrEqual",
}  # fmt: skip
OPERATOR_WORDS = {stored: word for word, stored in OPERATORS.items()}


def bare(formula: Any) -> str | None:
    """Return a formula as the file keeps it, without its equals sign."""
    return str(formula).removeprefix("=") if formula is not None else None


def shown(formula: str | None) -> str | None:
    """Return a formula of the file as people write it, with its equals sign."""
    return f"={formula}" if formula is not None else None

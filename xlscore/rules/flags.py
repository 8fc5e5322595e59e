"""Which way is better, and other truths, by the words that people type for them."""

from __future__ import annotations

from typing import Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import is_missing_mark, key, quoted

__all__ = ["read_flag"]

_YES: Final = frozenset(
    {"true", "yes", "↑", "▲"} | {f"{more}{rest}" for more in ("higher", "high", "up", "increase", "bigger", "more", "maximise") for rest in ("", "isbetter", "isgood", "thebetter")}
)  # fmt: skip
_NO: Final = frozenset(
    {"false", "no", "↓", "▼"} | {f"{less}{rest}" for less in ("lower", "low", "down", "decrease", "smaller", "less", "fewer", "minimise", "reduce") for rest in ("", "isbetter", "isgood", "thebetter")}
)  # fmt: skip


def read_flag(typed: object, name: str) -> bool | None:
    """Return whether a cell says yes, or that higher is better; None where it holds no value.

    `name` is what the cell was asked for, as the sentence of a refusal calls it.

    >>> read_flag("Higher", "better"), read_flag("Low is good", "better"), read_flag(0.0, "better"), read_flag("N/A", "better")
    (True, False, False, None)
    """
    if typed is None or (isinstance(typed, str) and is_missing_mark(typed)):
        return None
    # Spreadsheet programs other than Excel hand TRUE and FALSE over as 1 and 0.
    if isinstance(typed, (bool, int, float)) and typed in (0, 1):
        return bool(typed)
    if isinstance(typed, str) and key(typed) in _YES | _NO:
        return key(typed) in _YES
    raise RuleError(
        Trouble.UNREADABLE, f"'{name}' takes TRUE or FALSE (or higher, lower), but is {quoted(typed)}."
    )

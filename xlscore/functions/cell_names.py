"""What two functions are called in a cell: names that Excel or VBA keep for themselves have a second one there.

Excel's own worksheet functions win over an add-in's of the same name, so `=TREND(…)` in a cell is never ours. A word
of the VBA language cannot name a VBA function, so `SPC` (VBA's `Spc`) cannot be declared. In Python and on the command
line both names are understood.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ALSO_CALLED", "EXCELS_OWN", "cell_name", "python_name"]

ALSO_CALLED: Final = {"SPC": "SPC_TABLE", "TREND": "TREND_ARROW"}
"""The name to type in a cell, by the Python name, where the two cannot be the same."""

EXCELS_OWN: Final = frozenset({"TREND"})
"""The names that in a cell always mean Excel's function, unless the add-in's file is named before them."""


def cell_name(name: str) -> str:
    """Return the name that a formula in a cell should use.

    >>> cell_name("TREND"), cell_name("MSG_GAP")
    ('TREND_ARROW', 'MSG_GAP')
    """
    return ALSO_CALLED.get(name, name)


def python_name(name: str) -> str:
    """Return the Python name of a function as a cell names it, whatever its capitals.

    >>> python_name("Trend_Arrow"), python_name("MSG_GAP")
    ('TREND', 'MSG_GAP')
    """
    name = name.upper()
    return next((own for own, second in ALSO_CALLED.items() if second == name), name)

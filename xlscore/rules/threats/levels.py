"""The levels that a force is broken down to: the force, its command units, its local policing units.

Source: Leicestershire performance report, October 2013: a crime that a central team investigates is not looked at below
the force.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.threats.words import is_force
from xlscore.rules.words import key, quoted, tidy

__all__ = ["AreaLevel", "area_level", "read_area_level"]


class AreaLevel(Enum):
    """A level by its word."""

    FORCE = "Force"
    BCU = "BCU"
    LPU = "LPU"

    @property
    def depth(self) -> int:
        """Return how far below the force it is.

        >>> AreaLevel.FORCE.depth, AreaLevel.LPU.depth
        (0, 2)
        """
        return list(AreaLevel).index(self)


_LOCAL: Final = re.compile(r"\b(?:lpus?|npus?|npas?|npts?|local|neighbourhood|ward|beat|sector|station)\b")
_COMMAND: Final = re.compile(
    r"\b(?:bcus?|basic command|command units?|division|district|borough|area command)\b"
)


def area_level(area: str) -> AreaLevel | None:
    """Return the level that the name of an area says, None where it says none.

    >>> area_level("Spinney Hill LPU").value, area_level("City BCU").value, area_level("Force total").value, area_level("City")
    ('LPU', 'BCU', 'Force', None)
    """
    words = tidy(area).casefold()
    if _LOCAL.search(words):
        return AreaLevel.LPU
    if _COMMAND.search(words):
        return AreaLevel.BCU
    return AreaLevel.FORCE if is_force(area) else None


def read_area_level(typed: str) -> AreaLevel:
    """Return the level that was typed, or refuse what is none.

    >>> read_area_level("bcu").value, read_area_level("Local policing unit").value
    ('BCU', 'LPU')
    """
    level = AreaLevel.FORCE if key(typed) == "force" else area_level(typed)
    if level is None:
        raise RuleError(
            Trouble.UNREADABLE, f"{quoted(typed)} is not a level of breakdown.", "Enter Force, BCU or LPU."
        )
    return level

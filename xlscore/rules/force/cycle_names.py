"""What cycles are called in a sentence: the one that is graded, and the one before it.

Source: Essex Police Balanced Scorecard, cycle 13: "the final grades for the 13th cycle", "three changes since cycle 12".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from xlscore.rules.positions.update import ordinal
from xlscore.rules.words import tidy

__all__ = ["LAST_CYCLE", "cycle_before", "cycle_number", "said_cycle", "whole_cycle"]

LAST_CYCLE: Final = "last cycle"
"""What the cycle before is called where nothing says its number."""
_CYCLE: Final = re.compile(r"\bcycle\s+(?:no\.?\s*)?(\d{1,3})\b", re.IGNORECASE)


def cycle_number(name: str) -> int | None:
    """Return the number of a cycle, None for a name without one ("Q3 2019/20").

    >>> cycle_number("Cycle 12 grading"), cycle_number("Q3 2019/20")
    (12, None)
    """
    found = _CYCLE.search(tidy(name))
    return None if found is None else int(found[1])


def said_cycle(name: str) -> str:
    """Return a cycle's name as it stands within a sentence.

    >>> said_cycle("Cycle 13"), said_cycle("Q3 2019/20")
    ('cycle 13', 'Q3 2019/20')
    """
    number = cycle_number(name)
    return tidy(name) if number is None else f"cycle {number}"


def whole_cycle(name: str) -> str:
    """Return which cycle's grades these are, for the words "the final grades for …", "" where nothing says it.

    >>> whole_cycle("Cycle 13"), whole_cycle("Q3 2019/20"), whole_cycle("")
    ('the 13th cycle', 'Q3 2019/20', '')
    """
    number = cycle_number(name)
    return tidy(name) if number is None else f"the {ordinal(number)} cycle"


def cycle_before(cycle: str, headings: Iterable[str] = (), rolled: Iterable[str] = ()) -> str:
    """Return the cycle before: as the headings above last cycle's grades say, else the last of those that were rolled,
    else by the number; `LAST_CYCLE` where nothing says it.

    >>> cycle_before("Cycle 13"), cycle_before("Cycle 13", ["Cycle 11 grading"]), cycle_before("", ["Last cycle"])
    ('cycle 12', 'cycle 11', 'last cycle')
    """
    number = cycle_number(cycle)
    for heading in headings:
        told = cycle_number(heading)
        if told is not None and told != number:
            return f"cycle {told}"
    past = [name for name in rolled if tidy(name) and said_cycle(name) != said_cycle(cycle)]
    if past:
        return said_cycle(past[-1])
    return f"cycle {number - 1}" if number is not None and number > 1 else LAST_CYCLE

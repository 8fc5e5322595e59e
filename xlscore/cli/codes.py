"""How a command ends: its exit codes, part of the command line's contract."""

from __future__ import annotations

from typing import Final

__all__ = ["CLEAN", "COULD_NOT_RUN", "PROBLEMS"]

CLEAN: Final = 0
"""Done, and nothing wrong in the data."""
PROBLEMS: Final = 1
"""Done, and problems found."""
COULD_NOT_RUN: Final = 2
"""Not done: one sentence on standard error, the same as JSON where that is asked for, nothing written."""

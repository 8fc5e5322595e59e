"""The states that a table names, by what they are of: facts of them and claims of them are found by the same words."""

from typing import Final

__all__ = [
    "ASPIRED",
    "AS_SUGGESTED",
    "CHANCE",
    "CONTROL",
    "EXPECTED_RANGE",
    "LEAD",
    "LIMITS",
    "OVERRIDDEN",
    "OVERRIDE",
    "PEERS",
    "REDLINE",
    "SIGNAL",
    "TREND",
]

EXPECTED_RANGE: Final = "expected range"
CHANCE: Final = "chance"
LIMITS: Final = "control limits"
SIGNAL: Final = "signal"
CONTROL: Final = "level of control"
REDLINE: Final = "redline"
TREND: Final = "rolling trend"
ASPIRED: Final = "aspiration"
PEERS: Final = "other forces"
"""Not a state of a table, but of all other forces beside the own."""
LEAD: Final = "lead command"
OVERRIDE: Final = "suggested grade"
OVERRIDDEN: Final = "overridden"
AS_SUGGESTED: Final = "as suggested"
"""The two states of a Board's grade beside the one that was suggested."""
RATIO: Final = "times what it was"
"""Not a state of a table, but of a figure beside that of a year before."""

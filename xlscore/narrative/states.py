"""The states that a table names, by what they are of: facts of them and claims of them are found by the same words."""

from typing import Final

__all__ = [
    "ASPIRED",
    "AS_SUGGESTED",
    "CHANCE",
    "CLASSES",
    "CONTROL",
    "EXPECTED_RANGE",
    "IMPACT",
    "LEAD",
    "LIMITS",
    "OF_ROWS",
    "OVERALL",
    "OVERRIDDEN",
    "OVERRIDE",
    "PEERS",
    "REDLINE",
    "SIGNAL",
    "THREAT",
    "TREND",
]

EXPECTED_RANGE: Final = "expected range"
CHANCE: Final = "chance"
LIMITS: Final = "control limits"
SIGNAL: Final = "signal"
CONTROL: Final = "level of control"
THREAT: Final = "threat"
IMPACT: Final = "impact"
OVERALL: Final = "overall classification"
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
CLASSES: Final = (THREAT, IMPACT, OVERALL)
"""States that are spoken of as grades are."""
OF_ROWS: Final = (TREND, CONTROL, *CLASSES)
"""States of the rows of a scorecard, of which a name has two."""
RATIO: Final = "times what it was"
"""Not a state of a table, but of a figure beside that of a year before."""

"""The blank workbooks that `xlscore new` writes, and their sheets."""

from __future__ import annotations

from typing import Final

__all__ = ["SHEETS"]

SHEETS: Final = {
    "balanced-scorecard": (
        "Guide", "Grid", "Changes", "Areas", "MSG", "MSG data", "Quadrants", "Tube map", "Tube map lines", "Policy", "Problems",
    ),
    "threat-impact": ("Guide", "Scorecard", "Breakdown", "Series", "Policy", "Problems"),
    "command-return": ("Return", "Guide"),
}  # fmt: skip
"""The sheets of each, in their order; "Grade history", "Tube map data" and further maps join when needed."""

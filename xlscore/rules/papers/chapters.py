"""The chapters of the papers made of the month's figures, in the order of the published ones.

Source: Leicestershire Police, performance report of October 2013; Cambridgeshire performance framework, 2015.
"""

from __future__ import annotations

from enum import StrEnum

from xlscore.rules.words import name_key

__all__ = ["Chapter", "is_chapter"]


class Chapter(StrEnum):
    """A chapter by its heading."""

    INTRODUCTION = "Introduction"
    OVERVIEW = "Current performance overview"
    DASHBOARD = "Dashboard"
    SIGNALS = "Control charts: what shows more than chance"
    SCORECARD = "Emergent scorecard"
    OBJECTIVES = "Performance against strategic objectives"
    OTHERS = "Other threats"
    ANTI_SOCIAL = "Anti-social behaviour"
    HORIZON = "Horizon scanning"
    PLAN = "The objectives of the plan"
    DEEP_DIVE = "Deep dive"
    PUBLISHED = "Figures published elsewhere"


def is_chapter(name: str) -> bool:
    """Return whether a name is the heading of a chapter.

    >>> is_chapter("horizon scanning"), is_chapter("Horizons")
    (True, False)
    """
    return name_key(name) in {name_key(chapter) for chapter in Chapter}

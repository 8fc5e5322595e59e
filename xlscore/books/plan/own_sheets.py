"""Sheets of ours without a table: pages of charts, and the figures that charts draw, which print as a line that says what they are."""

from __future__ import annotations

from xlscore.books.plan.edits import NewSheet, PageLayout, PrintedPage
from xlscore.books.plan.planner import Planner

__all__ = ["add_data_sheet", "add_plain_sheet"]


def add_plain_sheet(planner: Planner, name: str, after: str | None = None) -> str:
    """Return the name of a sheet that is added by this plan, as near to the wanted one as is free."""
    free = planner.free_name(name)
    planner.add_sheet(NewSheet(free, (), after=after))
    return free


def add_data_sheet(planner: Planner, name: str, after: str | None = None) -> str:
    """Return the name of a sheet that is added for figures which charts draw; of it only its first line prints."""
    free = add_plain_sheet(planner, name, after)
    planner.dress(PageLayout(free, styles=(("A1", "heading"),), area="A1:H1"))
    planner.page(PrintedPage(free, paper="A4", landscape=True, pages_wide=1, pages_tall=1))
    return free

"""A new workbook that comes out the same, byte for byte, whenever and wherever it is built."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from xlscore.books.plan.text_lines import BODY_SIZE
from xlscore.books.templates.page import Page
from xlscore.books.templates.style import FONT, Formats

__all__ = ["Builder", "new_workbook"]

_MADE: Final = datetime.datetime(2020, 1, 1)
"""The date in every file's properties: fixed, so that building again changes nothing."""

_CURRENT_ENGINE: Final = 191029
"""The calculation engine of Excel 2019 and later. Excel computes a file of an older engine anew when it opens it, which
would turn the add-in's functions into #NAME? for a reader who has no add-in."""


class Builder:
    """A workbook under construction: its formats and the pages already added."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.formats = Formats(workbook)

    def page(self, name: str, tab: str = "#1F2F4F") -> Page:
        """Return a new sheet of that name."""
        return Page(self.workbook, self.formats, name, tab)

    def define(self, name: str, reference: str) -> None:
        """Give cells a name that formulas refer to."""
        self.workbook.define_name(name, f"={reference}")


@contextmanager
def new_workbook(path: Path, title: str, comments: str) -> Iterator[Builder]:
    """Give a workbook to build at `path`; it is written when the block ends."""
    workbook = xlsxwriter.Workbook(
        str(path),
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": BODY_SIZE, "font_scheme": "none"},
        },
    )
    workbook.set_properties(
        {"title": title, "subject": "Police performance scorecard", "comments": comments, "created": _MADE}
    )
    workbook.set_size(2400, 1400)
    workbook.calc_on_load = False
    workbook.set_calc_mode("auto", _CURRENT_ENGINE)
    try:
        yield Builder(workbook)
    finally:
        workbook.close()

"""A button planned on a workbook's bytes: what it would change comes back as a value, for Excel itself to carry out."""

from __future__ import annotations

from typing import Any

import xlwings as xw

from xlscore.books.plan.edits import Edits
from xlscore.books.plan.writer import heard
from xlscore.web.carrying import carrying
from xlscore.web.door import DONE, Options, pressed, refused

__all__ = ["plan"]


def plan(
    action: str, data: bytes, options: Options | None = None
) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """Return what a button changes in a workbook, None where it changes nothing, and the answer, as `press` gives it.

    `carried` holds the edits in the order in which they are carried out, each set in the form of `carrying`.
    """
    carried: list[dict[str, Any]] = []

    def hear(book: xw.Book, edits: Edits) -> None:
        if edits:
            carried.append(carrying(book, edits))

    try:
        with heard(hear), pressed(action, data, options or {}) as done:
            answer = done.as_dict()
    except Exception as error:  # nobody ever sees a traceback
        return None, refused(error)
    return ({"carried": carried} if carried and answer["ended"] == DONE else None), answer

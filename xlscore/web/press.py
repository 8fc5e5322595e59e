"""A button pressed on a workbook's bytes: the filled file comes back, and what there is to say of it."""

from __future__ import annotations

from typing import Any

from xlscore.engine import book_bytes
from xlscore.web.door import DONE, Options, pressed, refused

__all__ = ["press"]


def press(action: str, data: bytes, options: Options | None = None) -> tuple[bytes | None, dict[str, Any]]:
    """Return the file that a button makes of a workbook's bytes, None where it changes nothing, and the answer.

    `action` is the name of a button of the ribbon. The answer has `ended` ("done" or "refused"), `message` for the
    officer, `active` (the sheet that is to be shown) and `made`, files beside the workbook such as a paper.
    """
    try:
        with pressed(action, data, options or {}) as done:
            answer = done.as_dict()
            filled = book_bytes(done.book) if done.ended == DONE else None
    except Exception as error:  # nobody ever sees a traceback
        return None, refused(error)
    return (None if filled == data else filled), answer

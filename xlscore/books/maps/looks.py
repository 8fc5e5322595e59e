"""The looks that a map's lines had when it was drawn the last time, so that a line keeps its colour when another is added.

They are kept in the ledger, by map and line; a colour that an officer typed is not, for it stands in the table of lines.
"""

from __future__ import annotations

from typing import Final

from xlscore.books.plan.ledger import Entries
from xlscore.books.plan.planner import Planner
from xlscore.rules.words import key, name_key
from xlscore.tubemap import Map

__all__ = ["keep_looks", "kept_looks"]

_KIND: Final = "line of a tube map"


def kept_looks(planner: Planner) -> dict[str, dict[str, str]]:
    """Return the look of each line as it was drawn, by map and line."""
    found: dict[str, dict[str, str]] = {}
    for (name, line), look in planner.kept(_KIND, "").items():
        if isinstance(look, str):
            found.setdefault(name, {})[line] = look
    return found


def keep_looks(planner: Planner, drawn: Map) -> None:
    """Keep the looks of a map's lines as they are drawn now; those of other maps stay."""
    row = key(drawn.name)
    entries: Entries = {place: look for place, look in planner.kept(_KIND, "").items() if place[0] != row}
    entries |= {(row, name_key(line.name)): line.look.word for line in drawn.lines if not line.typed}
    planner.keep_entries(_KIND, "", entries)

"""Stations that stand where they stood on the grid and yet are elsewhere on the page than in the drawing before: said, for it is seen."""

from __future__ import annotations

from math import dist
from typing import Final

from xlscore.books.maps.keeping import KeptMap, KeptShapes
from xlscore.rules.problems import Problem
from xlscore.tubemap.drawn.shapes import STATION

__all__ = ["shifted_problem"]

_SEEN: Final = 6.0
"""Millimetres. A marker's middle moves by half a lane and more where a line comes or goes, and that is no matter."""
_NAMED: Final = 5
"""So many stations are named; of more it says how many."""


def shifted_problem(
    sheet: str, before: tuple[KeptMap, KeptShapes | None], now: tuple[KeptMap, KeptShapes], name: str
) -> Problem | None:
    """Return which stations have moved on the page though their pins have not, None where none has.

    `before` and `now` are how the map was drawn and is, and its shapes. On another paper everything is elsewhere.
    """
    (was_drawn, stood), (is_drawn, stands) = before, now
    pages = {None if drawn.fit is None else drawn.fit.page for drawn in (was_drawn, is_drawn)}
    if stood is None or len(pages) > 1:
        return None
    moved = {}
    for area, place in stands.places.items():
        was, at = (shapes.pieces.get((STATION + area, "Marker", 0)) for shapes in (stood, stands))
        if was is not None and at is not None and stood.places.get(area) == place:
            old, new = was_drawn.magnified, is_drawn.magnified
            far = dist((was.x / old, was.y / old), (at.x / new, at.y / new))
            if far > _SEEN:
                moved[area] = far
    if not moved:
        return None
    ranked = sorted(moved, key=lambda area: (-moved[area], area))
    told = ", ".join(f"'{area}' ({moved[area]:.0f} mm)" for area in ranked[:_NAMED])
    more = f" and {len(ranked) - _NAMED} more" if len(ranked) > _NAMED else ""
    return Problem(
        sheet,
        "",
        f"{name}: to leave room for what has changed, the map is drawn otherwise on its page, so these stations have moved: {told}{more}.",
        "Look at it. To have it laid out anew, clear the columns and rows of its pins and draw again.",
    )

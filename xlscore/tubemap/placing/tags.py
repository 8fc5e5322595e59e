"""A name tag where a person put it: just there if that is at its line, else in the nearest of the places that it may take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.tubemap.geometry.paper import Box, Paper
from xlscore.tubemap.geometry.plane import Point, apart
from xlscore.tubemap.placing.labels import Choice

__all__ = ["tags_near"]

_AT_LINE: Final = 6.0
"""Millimetres: a tag no further from its line reads as that line's."""
_FAR: Final = 0.3
"""What a millimetre away from where it was put costs a tag: 4 mm are dearer than the other end of its line is by itself."""
_BROKEN: Final = 1.5
"""What it costs to break a tag's words once, in the same unit: 5 mm."""
_AS_IT_IS: Final = 0.25
"""Which part counts of what a place costs a tag that nobody put anywhere: one that reads as another line's is as if 5 mm further."""


def tags_near(
    wanted: Point,
    boxes: Sequence[tuple[tuple[str, ...], float, float]],
    choices: Sequence[Choice],
    track: Paper,
) -> list[Choice]:
    """Return the places of a name tag, the dearer the further from where it is wanted, and just that place at its line."""
    choices = [choice for choice in choices if track.covered(choice.box, _AT_LINE)] or choices
    broken = {lines: _BROKEN * number for number, (lines, _, _) in enumerate(boxes)}
    found = [
        choice._replace(
            cost=_FAR * apart(wanted, _middle(choice.box)) + broken[choice.lines] + _AS_IT_IS * choice.cost,
        )
        for choice in choices
    ]
    for lines, width, height in boxes:
        box = (wanted[0] - width / 2, wanted[1] - height / 2, width, height)
        if track.holds(box) and track.covered(box, _AT_LINE):
            found.append(Choice(lines, box, "", "c", "m", broken[lines]))
    return found


def _middle(box: Box) -> Point:
    left, top, width, height = box
    return left + width / 2, top + height / 2

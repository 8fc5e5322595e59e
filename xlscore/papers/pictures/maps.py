"""A tube map in a paper: the drawing of the workbook's own sheet, and its answer in two sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from xlscore.papers.model import PaperPicture
from xlscore.papers.pictures.framing import as_picture
from xlscore.rules.words import counted, listed
from xlscore.tubemap import Drawing
from xlscore.tubemap.drawn.svg import EDGE
from xlscore.tubemap.model.facts import FIVE_GRADES, MEASURE_SIGNS, NOT_GRADED, Station

__all__ = ["map_alternative", "map_picture"]

_SCALE: Final = tuple(sign.name for sign in (*FIVE_GRADES, *MEASURE_SIGNS, NOT_GRADED))
"""The signs of stations by their names, in the order in which they are counted."""


def map_picture(
    key: str,
    title: str,
    drawing: Drawing,
    *,
    widest_mm: float = 247.0,
    highest_mm: float = 160.0,
    cells: Sequence[str] = (),
) -> PaperPicture:
    """Return a tube map as a picture that fits into so much of a page, with its answer in words."""
    wide, high = (side + 2 * EDGE * drawing.scene.magnified for side in drawing.size)
    fit = min(1.0, widest_mm / wide, highest_mm / high)
    alternative = map_alternative(drawing)
    shown = round(wide * fit, 1)
    return as_picture(key, title, alternative, drawing.svg, width_mm=shown, cells=cells, scale=fit)


def map_alternative(drawing: Drawing) -> str:
    """Return what a tube map says: how many areas have which grade, and which have changed; a table beside it has the rest."""
    stations = list(drawing.stations.values())
    lines = len(drawing.drawn.lines)
    shown = f"Tube map of {counted(len(stations), 'area')} on {counted(lines, 'line')}"
    return f"{shown}: {_grades(stations)}. {_changes(stations)}"


def _grades(stations: Sequence[Station]) -> str:
    """Return how many stations have each grade, from the best to the worst, those without one last."""
    counts = Counter(station.grade.name for station in stations)
    words = {station.grade.name: station.grade.word for station in stations}
    said = listed([f"{counts[name]} {words[name]}" for name in sorted(counts, key=_SCALE.index)])
    suggested = sum(not station.agreed for station in stations)
    return f"{said}, {suggested} of them suggested and not yet agreed" if suggested else said


def _changes(stations: Sequence[Station]) -> str:
    changed = [
        f"{station.area} {station.change} from {station.previous.word} to {station.grade.word}"
        for station in stations
        if station.change
    ]
    return f"Since last cycle {listed(changed)}." if changed else "No grade has changed since last cycle."

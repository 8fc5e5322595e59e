"""What a workbook keeps of each map it has drawn, besides its pins: how it lay on the page, its letters, lanes, faults and shapes.

It is kept in the ledger, by the map's name. Where there is none, a map is fitted to its page anew, and what a person did to
its shapes is known only as far as pins and facts tell. The shapes are those of the file, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from xlscore.books.plan.ledger import Entries
from xlscore.books.plan.planner import Planner
from xlscore.rules.words import key
from xlscore.tubemap import Drawing, Fit
from xlscore.tubemap.byhand.pieces import Pieces, find_pieces, read_kept, written
from xlscore.tubemap.placing.runs import KeptLane
from xlscore.tubemap.placing.tries import First

__all__ = ["KeptMap", "KeptShapes", "drawn_shapes", "keep_map", "kept_map", "kept_shapes"]

_KIND: Final = "drawn tube map"
_SHAPES: Final = "shapes of a tube map"
_PLACES: Final = ""
"""What stands in the place of a group's name for where the stations stood on the grid."""
_TAG: Final = "tag|"
_LANE: Final = "lane"
_BETWEEN: Final = "|"
"""Parts a lane's line, which may hold it too, from the four numbers behind: the corridor, and from where to where on it."""

_SHORT: Final = "short"


@dataclass(frozen=True)
class KeptMap:
    """How a map was drawn the last time."""

    fit: Fit | None = None
    faults: int = 0
    magnified: float = 1.0
    """How much larger it was printed than it was laid out."""
    tags: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Where a person wants the name tags of lines, in columns and rows of the pins."""


@dataclass(frozen=True)
class KeptShapes:
    """What was drawn of a map: its shapes, and where its stations stood on the grid."""

    pieces: Pieces
    places: Mapping[str, tuple[int, int]]
    """By the areas' names."""

    def like(self, other: KeptShapes) -> bool:
        """Return whether every shape is where it is in another, of the same size and colour, with the same words."""
        return self.places == other.places and written(self.pieces) == written(other.pieces)


def kept_map(planner: Planner, name: str) -> KeptMap:
    """Return how a map was drawn the last time, as good and nothing more where nobody knows."""
    kept = {field: value for (row, field), value in planner.kept(_KIND, "").items() if row == key(name)}
    faults = kept.get("faults")
    numbers = [kept.get(field) for field in ("unit", "left", "top")]
    page = kept.get("page")
    measures = [float(number) for number in numbers if isinstance(number, (int, float))]
    if len(measures) < len(numbers) or not isinstance(page, str) or measures[0] <= 0:
        return KeptMap(None, faults if isinstance(faults, int) else 0)
    lanes = [_lane(field, value) for field, value in sorted(kept.items()) if field.startswith(_LANE)]
    unit, left, top = measures
    letters = kept.get("letters")
    fit = Fit(
        page, unit, left, top, tuple(lane for lane in lanes if lane is not None),
        letters=float(letters) if isinstance(letters, (int, float)) else 0.0, brief=kept.get("words") == _SHORT,
        first=_first(kept),
    )  # fmt: skip
    magnified = kept.get("magnified")
    times = float(magnified) if isinstance(magnified, (int, float)) and magnified > 0 else 1.0
    tags = {
        name.removeprefix(_TAG): point
        for name, value in kept.items()
        if name.startswith(_TAG) and (point := _point(value)) is not None
    }
    return KeptMap(fit, faults if isinstance(faults, int) else 0, times, tags)


def kept_shapes(planner: Planner, name: str) -> KeptShapes | None:
    """Return what was drawn of a map, None where nobody knows."""
    kept = {
        group: value
        for (row, group), value in planner.kept(_SHAPES, "").items()
        if row == key(name) and isinstance(value, str)
    }
    places: dict[str, tuple[int, int]] = {}
    for line in kept.pop(_PLACES, "").split("\n"):
        try:
            area, column, row = line.split("\t")
            places[area] = int(column), int(row)
        except ValueError:
            continue
    return KeptShapes(read_kept(kept), places) if kept else None


def drawn_shapes(drawing: Drawing) -> KeptShapes:
    """Return what is drawn of a map now."""
    places = {
        pin.area: (pin.column, pin.row)
        for pin in drawing.pins
        if pin.column is not None and pin.row is not None
    }
    return KeptShapes(find_pieces(drawing.xml, drawing.drawn.name).pieces, places)


def keep_map(
    planner: Planner,
    name: str,
    drawing: Drawing,
    shapes: KeptShapes,
    faults: int,
    tags: Mapping[str, tuple[float, float]],
) -> None:
    """Keep how a map is drawn now, and its shapes; what is kept of others stays."""
    entries: Entries = {
        place: value for place, value in planner.kept(_KIND, "").items() if place[0] != key(name)
    }
    row, fit = key(name), drawing.fit
    if faults:
        entries[row, "faults"] = faults
    if fit is not None:
        entries |= {
            (row, "page"): fit.page, (row, "unit"): fit.unit, (row, "left"): fit.left, (row, "top"): fit.top,
            (row, "letters"): fit.letters,
        }  # fmt: skip
        if fit.brief:
            entries[row, "words"] = _SHORT
        if fit.first is not None:
            entries |= {(row, "turning"): fit.first.turning, (row, "first unit"): fit.first.unit}
        for lane in fit.lanes:
            numbers = (*lane.corridor, *lane.span)
            entries[row, _BETWEEN.join((_LANE, lane.line, *map(str, numbers)))] = lane.lane
    if drawing.scene.magnified != 1:
        entries[row, "magnified"] = drawing.scene.magnified
    entries |= {(row, f"{_TAG}{line}"): f"{x:.3f} {y:.3f}" for line, (x, y) in tags.items()}
    planner.keep_entries(_KIND, "", entries)
    _keep_shapes(planner, name, shapes)


def _keep_shapes(planner: Planner, name: str, drawn: KeptShapes) -> None:
    entries: Entries = {
        place: value for place, value in planner.kept(_SHAPES, "").items() if place[0] != key(name)
    }
    shapes = written(drawn.pieces)
    places = "\n".join(f"{area}\t{column}\t{row}" for area, (column, row) in drawn.places.items())
    entries |= {(key(name), group): text for group, text in {**shapes, _PLACES: places}.items()}
    planner.keep_entries(_SHAPES, "", entries)


def _first(kept: Mapping[str, object]) -> First | None:
    """Return how a map was when it was laid out, None where nobody knows."""
    turning, unit = kept.get("turning"), kept.get("first unit")
    if not isinstance(turning, (int, float)) or not isinstance(unit, (int, float)) or unit <= 0:
        return None
    return First(int(turning), float(unit))


def _point(value: object) -> tuple[float, float] | None:
    try:
        x, y = str(value).split()
        return float(x), float(y)
    except ValueError:
        return None


def _lane(field: str, value: object) -> KeptLane | None:
    """Return a lane that was kept; one that cannot be read was written by nobody of us, and counts for nothing."""
    name, *numbers = field.removeprefix(_LANE + _BETWEEN).rsplit(_BETWEEN, 4)
    try:
        direction, place, low, high = (int(number) for number in numbers)
    except ValueError:
        return None
    if not isinstance(value, (int, float)) or not 0 <= direction < 4:
        return None
    return KeptLane(name, (direction, place), (low, high), float(value))

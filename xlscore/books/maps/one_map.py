"""One map: what the grid says of its stations, drawn from its pins."""

from __future__ import annotations

from xlscore.books.grades.force import AreaGrade, ForceGrades
from xlscore.books.maps.byhand import ByHand
from xlscore.books.maps.keeping import KeptMap
from xlscore.books.maps.rows import OwnPins
from xlscore.books.maps.tables import MapPlan
from xlscore.rules.grades import NOT_GRADED, NOT_RETURNED, Grade, grade_name
from xlscore.rules.policy import Policy
from xlscore.rules.words import name_key
from xlscore.tubemap import FIVE_GRADES, FOUR_GRADES, MEASURE_SIGNS, Drawing, Facts, draw, draw_in_quarters

__all__ = ["draw_map", "each_area_once", "own_grade"]


def draw_map(
    plan: MapPlan,
    grades: ForceGrades | None,
    pins: OwnPins,
    before: KeptMap,
    hand: ByHand,
    policy: Policy,
) -> Drawing:
    """Return one map as it is drawn now: what its stations say, by its pins and by how it was drawn before."""
    scale = FIVE_GRADES if policy.scale == "five" else FOUR_GRADES
    if plan.facts is not None or grades is None:
        of_quadrants = plan.facts or ()
        # The key explains what a map of its lines may ever show, and only one with measures has theirs.
        signs = (*scale, *MEASURE_SIGNS) if any(station.role for station in of_quadrants) else scale
        # A pin whose place was deleted says no more than none.
        if plan.facts is not None and not any(pin.column is not None for pin in pins.given):
            return draw_in_quarters(plan.map, of_quadrants, plan.paper, scale=signs)
        return draw(
            plan.map,
            of_quadrants,
            plan.paper,
            pins.given or None,
            fit=before.fit,
            scale=signs,
            tags=hand.tags,
        )
    previous = {name_key(change.area): change.previous for change in reversed(grades.compared)}
    known = {name_key(area.area): area for area in each_area_once(grades)}
    facts = [_facts(name, known.get(name_key(name)), previous.get(name_key(name))) for name in plan.map.areas]
    return draw(plan.map, facts, plan.paper, pins.given or None, fit=before.fit, scale=scale, tags=hand.tags)


def each_area_once(grades: ForceGrades) -> list[AreaGrade]:
    """Return the areas of the grid; of one that is there twice, which is a problem, the first row holds."""
    first: dict[str, AreaGrade] = {}
    for area in grades.areas:
        first.setdefault(name_key(area.area), area)
    return list(first.values())


def _facts(name: str, area: AreaGrade | None, previous: Grade | None) -> Facts:
    """Return what the map says of an area: the Board's grade or the suggested one, last cycle's, whether its redline is met, the commands' own."""
    if area is None:
        return Facts(name)
    redline = ""
    if area.redline is not None:
        redline = "met" if area.redline > Grade.REQUIRES_IMPROVEMENT else "not met"
    own = tuple((command, own_grade(grade)) for command, grade in area.commands.items())
    return Facts(name, _word(area.final), _word(previous), redline, agreed=not area.is_pending, of_lines=own)


def own_grade(grade: str | None) -> str:
    """Return a command's own grade as a map takes it, blank where it has none."""
    return "" if grade is None or grade in (NOT_GRADED, NOT_RETURNED) else grade


def _word(grade: Grade | None) -> str:
    return "" if grade is None else grade_name(grade)

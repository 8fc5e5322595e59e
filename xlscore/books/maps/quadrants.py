"""The quadrants of the Rebalanced Scorecard as a map: a line for each, which begins at its grade.

Behind the quadrant stand its redlines, each with the KPIs that should move it, then the other KPIs. A KPI that should move a
redline of another quadrant takes its line through that redline. Where commands have quadrants of their own, a line runs through
the commands instead, each with its grade: their measures would be too many for a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from xlscore.books.errors import BookError
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.quadrants.headings import QUADRANTS
from xlscore.books.quadrants.scorecard import Quadrant, Quadrants, plan_quadrants
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.finder import find_all
from xlscore.rules.force.quadrants import QuadrantMeasure, Role
from xlscore.rules.grades import grade_name
from xlscore.rules.problems import Problem
from xlscore.rules.words import key, name_key
from xlscore.tubemap import MEASURE_SIGNS, Facts, Stop
from xlscore.tubemap.model.network import LONGEST_NAME

__all__ = ["QUADRANT_MAP", "QuadrantLines", "has_quadrants", "quadrant_lines", "read_quadrants"]

QUADRANT_MAP = "Quadrants"
"""The map that comes from the table of quadrants itself."""
_MET = dict(zip((True, False, None), (sign.word for sign in MEASURE_SIGNS), strict=True))
_REDLINE = {True: "met", False: "not met", None: "not yet"}


@dataclass
class QuadrantLines:
    """The stops of the quadrants' lines and what their stations say."""

    stops: list[Stop] = field(default_factory=list)
    facts: dict[str, Facts] = field(default_factory=dict)

    def add(self, line: str, facts: Facts) -> None:
        """Add a station behind the last stop of a line, unless the line stops there already."""
        self.facts.setdefault(name_key(facts.area), facts)
        on_line = [stop for stop in self.stops if name_key(stop.line) == name_key(line)]
        if all(name_key(stop.area) != name_key(facts.area) for stop in on_line):
            self.stops.append(Stop(line, len(on_line) + 1, facts.area))


def has_quadrants(reading: Reading) -> bool:
    """Return whether the workbook has a table of quadrants with measures."""
    return any(table.records for table in find_all(reading.blocks, QUADRANTS))


def read_quadrants(reading: Reading, asked: Asked) -> tuple[Quadrants | None, list[Problem]]:
    """Return the quadrants as they are graded, None where the workbook has none; nothing is planned.

    Where they cannot be read as they stand, the other maps are drawn all the same and a problem says why.
    """
    found = asked.found.get("quadrants")
    if isinstance(found, Quadrants):
        return found, []
    if not has_quadrants(reading):
        return None, []
    try:
        return plan_quadrants(Planner(reading)), []
    except BookError as error:
        if asked.name is not None and key(asked.name) == key(QUADRANT_MAP):
            raise
        sheet = find_all(reading.blocks, QUADRANTS)[0].sheet
        what = f"The quadrants have no map: {error.what}"
        return None, [Problem(sheet, "", what, "Settle that, and draw again.")]


def quadrant_lines(quadrants: Sequence[Quadrant]) -> QuadrantLines:
    """Return the lines and stations of the quadrants."""
    made = QuadrantLines()
    quadrants = [quadrant for quadrant in quadrants if quadrant.quadrant]
    by_command = any(quadrant.command for quadrant in quadrants)
    names = _names(quadrants)
    home = {id(measure): quadrant.quadrant for quadrant in quadrants for measure in quadrant.measures}
    for quadrant in quadrants:
        made.add(quadrant.quadrant, _graded(quadrant))
        if not by_command:
            for measure in _in_order(quadrant, quadrants):
                made.add(quadrant.quadrant, _measured(names[id(measure)], measure, home[id(measure)]))
    return made


def _graded(quadrant: Quadrant) -> Facts:
    """Return what the station of a quadrant says, of the force or of one command."""
    grade, previous = quadrant.stands, quadrant.previous
    missed = any(m.role is Role.REDLINE and m.standard.met is False for m in quadrant.measures)
    # While nothing is measured there is no grade, and that is what is said.
    redline = "not met" if missed else "met" if quadrant.met else ""
    return Facts(
        _station(quadrant),
        "" if grade is None else grade_name(grade),
        "" if previous is None else grade_name(previous),
        redline,
        pending=True,
    )


def _station(quadrant: Quadrant) -> str:
    return _cut(f"{quadrant.quadrant}, {quadrant.command}" if quadrant.command else quadrant.quadrant)


def _cut(name: str) -> str:
    """Return a name that a map can hold; a measure may be called by a whole sentence."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _measured(name: str, measure: QuadrantMeasure, home: str) -> Facts:
    met, redline = measure.standard.met, measure.role is Role.REDLINE
    says = _REDLINE[met] if redline else ""
    return Facts(name, _MET[met], redline=says, role="redline" if redline else "KPI", home=home)


def _in_order(quadrant: Quadrant, others: Sequence[Quadrant]) -> Iterable[QuadrantMeasure]:
    """Return the measures in the order of the line: each redline with its levers behind it, then the other KPIs."""
    levers = [measure for measure in quadrant.measures if measure.role is Role.KPI]
    placed: list[QuadrantMeasure] = []
    for redline in (measure for measure in quadrant.measures if measure.role is Role.REDLINE):
        placed += [redline, *(lever for lever in levers if _moves(lever, redline))]
    elsewhere = [
        m for other in others if other is not quadrant for m in other.measures if m.role is Role.REDLINE
    ]
    for redline in elsewhere:
        moving = [lever for lever in levers if lever not in placed and _moves(lever, redline)]
        placed += [redline, *moving] if moving else []
    return [*placed, *(lever for lever in levers if lever not in placed)]


def _moves(lever: QuadrantMeasure, redline: QuadrantMeasure) -> bool:
    return bool(lever.lever_for) and name_key(lever.lever_for) == name_key(redline.standard.name)


def _names(quadrants: Sequence[Quadrant]) -> dict[int, str]:
    """Return what the station of each measure is called: by its quadrant too where the name alone would not tell it.

    Never by what it says: a figure must not move a station.
    """
    taken = {name_key(_station(quadrant)) for quadrant in quadrants}
    places = Counter(
        mark for q in quadrants for mark in {name_key(measure.standard.name) for measure in q.measures}
    )
    names: dict[int, str] = {}
    for quadrant in quadrants:
        for measure in quadrant.measures:
            name, mark = measure.standard.name, name_key(measure.standard.name)
            if mark in taken or places[mark] > 1:
                name = f"{name} ({measure.role.value} of {quadrant.quadrant})"
            names[id(measure)] = _cut(name)
    return names

"""The tube maps as appendices of the board paper: each as a picture, in a sentence or two, and as the table of its facts.

Only maps that have been drawn in the workbook are shown, as they stand there: laying one out for the first time takes seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from xlscore.books.kinds import KINDS
from xlscore.books.maps.drawing import LaidOutMap, MapInputs, lay_out, read
from xlscore.books.maps.headings import MAPS
from xlscore.books.maps.tables import COMMANDS, MapPlan, has_stops
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.papers.board.reading import BoardArea, BoardFacts
from xlscore.papers.board.tables import shade_of
from xlscore.papers.model import (
    PaperCell,
    PaperColumn,
    PaperRow,
    PaperTable,
    Section,
    Sentences,
)
from xlscore.papers.pictures.maps import map_picture
from xlscore.papers.wording.keys import slug, slugs
from xlscore.papers.wording.sentences import with_figures
from xlscore.rules.grades import read_grade, reads_as_grade
from xlscore.rules.problems import Problem
from xlscore.rules.words import key, listed, name_key, quoted

__all__ = ["map_sections"]

_SHOWN: Final = (1, 2, 3, 4, 5)
"""Which facts of a station the paper's table has: area, lines, grade, change, redline."""
_HEADINGS: Final = (("area", "Area", 2.0), ("lines", "Lines", 3.0), ("grade", "Grade", 1.5), ("change", "Change", 1.0), ("redline", "Redline", 1.0))  # fmt: skip
_NOTHING: Final = "-"


def map_sections(reading: Reading, facts: BoardFacts) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    """Return an appendix for each map that has been drawn and shows a grade, and what is wrong with those that are left out."""
    asked = Asked(new_drawings=False)
    if not KINDS["tubemap"].applies(reading, asked):
        return (), (_none_drawn(facts),) if has_stops(reading) else ()
    inputs = read(Planner(reading), replace(asked, found={"grades": facts.every_grade}))
    problems = [
        _not_drawn(plan.name, inputs)
        for plan in inputs.plans
        # The map of the commands comes from the grid, whether anybody asked for one or not.
        if key(plan.name) != key(COMMANDS) and _may_show_a_grade(plan) and not _is_drawn(plan.name, inputs)
    ]
    sections = []
    for one in lay_out(_drawn_before(inputs)).maps:
        named = [name for name in one.plan.map.areas if name_key(name) in facts.kept_back]
        if named:
            problems.append(_kept_back(one.plan.name, named, inputs))
        elif any(_is_graded(row) for row in one.drawing.data_rows):
            sections.append(_section(one, facts))
    return tuple(sections), tuple(problems)


def _is_drawn(name: str, inputs: MapInputs) -> bool:
    return any(
        plan.name == name and (own.given or before.fit is not None)
        for plan, own, before in zip(inputs.plans, inputs.pins, inputs.before, strict=True)
    )


def _drawn_before(inputs: MapInputs) -> MapInputs:
    """Return the maps without those that nobody has drawn yet, or that show no grade."""
    every = zip(inputs.plans, inputs.pins, inputs.before, inputs.stood, inputs.hands, strict=True)
    drawn = [one for one in every if _is_drawn(one[0].name, inputs) and _may_show_a_grade(one[0])]
    plans, pins, before, stood, hands = zip(*drawn, strict=True) if drawn else ((), (), (), (), ())
    return replace(inputs, plans=plans, pins=pins, before=before, stood=stood, hands=hands)


def _may_show_a_grade(plan: MapPlan) -> bool:
    """Return whether a map may have a grade to show: one of quadrants of which none is graded is not even laid out."""
    return plan.facts is None or any(
        reads_as_grade(each.grade) and read_grade(each.grade) for each in plan.facts
    )


def _is_graded(row: Sequence[str | int]) -> bool:
    grade = str(row[3])
    return bool(grade) and reads_as_grade(grade) and read_grade(grade) is not None


def _section(one: LaidOutMap, facts: BoardFacts) -> Section:
    mark = f"map.{slug(one.plan.name)}"
    drawing, title = one.drawing, one.plan.map.title or one.plan.name
    rows = drawing.data_rows
    cells = tuple(cell for area in facts.areas for cell in area.final_at)
    picture = map_picture(mark, f"Tube map: {one.plan.name}", drawing, cells=cells)
    words = with_figures(f"{mark}.words", picture.alternative, cells, [title])
    said = Sentences(f"{mark}.said", f"Tube map in words: {one.plan.name}", (words,))
    return Section(
        mark,
        "",
        f"{title} (tube map)",
        (picture, said, _table(mark, one.plan.name, rows, facts)),
        appendix=True,
    )


def _table(mark: str, name: str, rows: Sequence[Sequence[str | int]], facts: BoardFacts) -> PaperTable:
    at = {name_key(area.name): area for area in facts.areas}
    keys = slugs(str(row[1]) for row in rows)
    return PaperTable(
        f"{mark}.facts",
        f"Tube map data: {name}",
        tuple(PaperColumn(*column) for column in _HEADINGS),
        tuple(
            PaperRow(
                keys[str(row[1])],
                tuple(_cell(place, row, at.get(name_key(str(row[1])))) for place in _SHOWN),
                changed=bool(row[4]),
            )
            for row in rows
        ),
        f"What the tube map {name} shows, station by station.",
    )


def _cell(place: int, row: Sequence[str | int], area: BoardArea | None) -> PaperCell:
    text = str(row[place]) or _NOTHING
    if area is None or place < 3:
        return PaperCell(text)
    at = {3: area.final_at, 4: area.changed_at, 5: area.redline_at}[place]
    return PaperCell(text, at, shade_of(area.grade.final) if place == 3 and _is_graded(row) else None)


def _none_drawn(facts: BoardFacts) -> Problem:
    return Problem(
        facts.sheet, "",
        "No tube map has been drawn yet, so the paper has no appendix of one.",
        "Draw them (Draw tube map), and write the paper again.",
    )  # fmt: skip


def _not_drawn(name: str, inputs: MapInputs) -> Problem:
    return Problem(
        inputs.beside or MAPS.sheet, "",
        f"The tube map '{name}' has not been drawn yet, so the paper has no appendix of it.",
        "Draw it (Draw tube map), and write the paper again.",
    )  # fmt: skip


def _kept_back(name: str, areas: Sequence[str], inputs: MapInputs) -> Problem:
    return Problem(
        inputs.beside or MAPS.sheet, "",
        f"The tube map '{name}' shows {listed([quoted(area) for area in areas])}, kept for part B, so the paper for part A has no appendix of it.",
        "Draw a map without them for part A.",
    )  # fmt: skip

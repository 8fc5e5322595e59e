"""The tables of the board paper: the grid of commands' and force grades, and the rationale of each grade.

Source: Essex Police Balanced Scorecard, cycle 13, section 5.0. Grades are printed as there, "RI" for Requires Improvement, and
every colour stands beside its word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from xlscore.papers.board.reading import BoardArea, BoardFacts
from xlscore.papers.model import CONTINUED, PaperCell, PaperColumn, PaperRow, PaperTable, Sentence, Shade
from xlscore.papers.widths import SIDEWAYS_MM, least_width, shared_out, smaller
from xlscore.papers.wording.sentences import capital, plain
from xlscore.rules.grades import NOT_GRADED, NOT_RETURNED, Grade
from xlscore.rules.words import counted_in_words, name_key

__all__ = ["grid_tables", "rationale_table", "shade_of"]

_SHADES: Final = {
    Grade.OUTSTANDING: Shade.OUTSTANDING,
    Grade.GOOD: Shade.GOOD,
    Grade.ADEQUATE: Shade.ADEQUATE,
    Grade.REQUIRES_IMPROVEMENT: Shade.REQUIRES_IMPROVEMENT,
    Grade.INADEQUATE: Shade.INADEQUATE,
}
_BY_NAME: Final = {grade.value: grade for grade in Grade}
_UNREAD: Final = "cannot be read"
_NONE: Final = "-"
_SUGGESTED: Final = " (suggested)"
_NO_RATIONALE: Final = "No rationale is recorded."
_ABBREVIATION: Final = "RI: Requires Improvement."
_SUGGESTION: Final = "Suggested: not yet agreed by the Board."
_LONGEST_GRADES: Final = (*(grade.short for grade in Grade), _UNREAD, _SUGGESTED)
_NOT_APPLICABLE: Final = f"{NOT_GRADED}: not graded in this area, or no redline measure."


def shade_of(grade: Grade | None) -> Shade | None:
    """Return what the colour of a grade's cell means, None for no grade.

    >>> shade_of(Grade.GOOD)
    <Shade.GOOD: 'good'>
    """
    return None if grade is None else _SHADES[grade]


def grid_tables(facts: BoardFacts) -> tuple[PaperTable, ...]:
    """Return the grid: a row per area, a column per command, then the Board's final grade and the redline's.

    A force with more commands than a page holds has several tables, each with the areas in its first column. Which command stands in
    which follows from names alone, not from a month's grades, so that no column moves from one table to another by itself.
    """
    first = [PaperColumn("area", "Area", 2.4, least_mm=least_width([], [area.name for area in facts.areas]))]
    themed = any(
        area.grade.theme and name_key(area.grade.theme) != name_key(area.name) for area in facts.areas
    )
    if themed:
        theme = least_width([area.grade.theme or "" for area in facts.areas], ["Theme"])
        first.append(PaperColumn("theme", "Theme", 1.6, least_mm=theme))
    columns = [_graded(f"command.{number}", name) for number, name in enumerate(facts.commands, 1)]
    redline = f"Force redline (recommended grade){_of(facts.redline_month)}"
    columns += [_graded("final", "Performance Board final grade", 1.3), _graded("redline", redline, 1.3)]
    cells = {area.key: _graded_cells(area, facts) for area in facts.areas}
    counts = shared_out(
        [smaller(column.least_mm) for column in columns],
        SIDEWAYS_MM - sum(smaller(column.least_mm) for column in first),
    )
    starts = [sum(counts[:number]) for number in range(len(counts))]
    tables = []
    for number, (start, count) in enumerate(zip(starts, counts, strict=True)):
        rows = tuple(
            PaperRow(
                area.key,
                (
                    PaperCell(area.name),
                    *([PaperCell(area.grade.theme or _NONE)] if themed and not number else []),
                    *cells[area.key][start : start + count],
                ),
                changed=area.change.changed,
            )
            for area in facts.areas
        )
        these = columns[start : start + count]
        tables.append(_grid_part(facts, number, [*first[: 1 if number else None], *these], rows))
    return tuple(tables)


def _graded(key: str, heading: str, share: float = 1.0) -> PaperColumn:
    """Return a column of grades, wide enough for any of them."""
    return PaperColumn(key, heading, share, least_mm=least_width(_LONGEST_GRADES, [heading]))


def _graded_cells(area: BoardArea, facts: BoardFacts) -> list[PaperCell]:
    return [
        *(_command(area, command) for command in facts.commands),
        _final(area),
        _redline(area, NOT_GRADED),
    ]


def _grid_part(
    facts: BoardFacts, number: int, columns: Sequence[PaperColumn], rows: tuple[PaperRow, ...]
) -> PaperTable:
    key, areas = "grid", counted_in_words(len(facts.areas), "area")
    commands = [column for column in columns if column.key.startswith("command.")]
    by = f" by {counted_in_words(len(commands), 'command')}" if commands or not number else ""
    last = columns[-1].key == "redline"
    more = ("with the" if by else "the") if last else ""
    told = f"{by}, {more} Board's final grade and the redline's." if more else f"{by}."
    title = "Grid"
    if number:
        key, title = f"grid.{number + 1}", f"Grid, {CONTINUED}: {columns[1].heading}"
        title += f" to {commands[-1].heading}" if len(commands) > 1 else ""
    return PaperTable(
        key,
        title,
        tuple(columns),
        rows,
        f"Grades of {areas}{told}",
        tuple(_notes(key, rows)),
    )


def _of(month: str) -> str:
    return f", {month}" if month else ""


def rationale_table(facts: BoardFacts) -> PaperTable:
    """Return the rationale of each grade, with the grade of the cycle before and the redline's."""
    now = f"{facts.cycle} grading" if facts.cycle else "Grading"
    data = f" ({facts.redline_month} data)" if facts.redline_month else ""
    columns = [PaperColumn("area", "Area", 1.5)]
    if facts.has_before:
        columns.append(PaperColumn("before", f"{capital(facts.before)} grading"))
    columns += [
        PaperColumn("now", now),
        PaperColumn("redline", f"Redline measure{data}"),
        PaperColumn("rationale", "Rationale", 5.0),
    ]
    rows = tuple(_rationale(area, facts) for area in facts.areas)
    changed = sum(row.changed for row in rows)
    summary = f"The rationale for the grades of {counted_in_words(len(rows), 'area')}"
    told = "." if not facts.has_before else f", of which {_changed(changed)} changed."
    return PaperTable(
        "rationale", "Rationale", tuple(columns), rows, summary + told, tuple(_notes("rationale", rows))
    )


def _changed(number: int) -> str:
    return (
        "none has" if not number else f"{counted_in_words(number, 'area')} {'has' if number == 1 else 'have'}"
    )


def _rationale(area: BoardArea, facts: BoardFacts) -> PaperRow:
    before = [_before(area)] if facts.has_before else []
    held = _redline(area, _NONE)
    words = area.grade.rationale or _NO_RATIONALE
    cells = (PaperCell(area.name), *before, _final(area), held, PaperCell(words, area.rationale_at))
    return PaperRow(area.key, cells, changed=area.change.changed)


def _command(area: BoardArea, command: str) -> PaperCell:
    said, at = area.grade.commands.get(command), area.command_at(command)
    if said is None:
        return PaperCell(_UNREAD, at)
    return PaperCell(said, at) if said in (NOT_GRADED, NOT_RETURNED) else _grade(_BY_NAME[said], at)


def _before(area: BoardArea) -> PaperCell:
    if not area.before.is_readable:
        return PaperCell(_UNREAD, area.previous_at)
    return _grade(area.change.previous, area.previous_at)


def _redline(area: BoardArea, none: str) -> PaperCell:
    """Return the redline's grade, `none` where the area has none."""
    if area.grade.redline is not None:
        return _grade(area.grade.redline, area.redline_at)
    return PaperCell(none if area.inputs.redline.is_readable else _UNREAD, area.redline_at)


def _final(area: BoardArea) -> PaperCell:
    if not area.inputs.final.is_readable:
        return PaperCell(_UNREAD, area.final_at)
    return _grade(area.grade.final, area.final_at, _SUGGESTED if area.grade.is_pending else "")


def _grade(grade: Grade | None, at: tuple[str, ...], more: str = "") -> PaperCell:
    if grade is None:
        return PaperCell(NOT_GRADED, at)
    return PaperCell(f"{grade.short}{more}", at, shade_of(grade))


def _notes(of: str, rows: tuple[PaperRow, ...]) -> Iterator[Sentence]:
    """Yield what the abbreviations mean that a table has."""
    texts = {cell.text for row in rows for cell in row.cells[1:]}
    if any(text.startswith("RI") for text in texts):
        yield plain(f"{of}.ri", _ABBREVIATION)
    if NOT_GRADED in texts:
        yield plain(f"{of}.na", _NOT_APPLICABLE)
    if any(text.endswith(_SUGGESTED) for text in texts):
        yield plain(f"{of}.suggested", _SUGGESTION)

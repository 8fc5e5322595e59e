"""Names that stand once for several rows: in a line of their own above them, or in the first row of a group that has a total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from xlscore.rules.words import name_key
from xlscore.sources.tables.pages import SourceRow
from xlscore.sources.tables.totals import is_total
from xlscore.sources.wide.labels import Labels
from xlscore.sources.wide.month_rows import MonthRow

__all__ = ["Candidate", "outlined"]

Candidate: TypeAlias = tuple[SourceRow, MonthRow | None, bool]
"""A line of a block, what it is as a row (None: it has neither a type nor a place), and whether it has figures."""


def outlined(labels: Labels, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the lines of a block, each row with the name that stands above it for several."""
    if len(labels.measures) == 1 and labels.places:
        return _of_groups(_below_types(candidates))
    if len(labels.measures) == 1:
        return _below_places(candidates)
    return list(candidates)


def _below_types(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return rows with the type of the line above them, where no row of figures has a type itself."""
    of_figures = [line for _, line, has in candidates if has and line is not None]
    if any(line.types[0] and not is_total(line.types[0]) for line in of_figures):
        return list(candidates)
    found, heading = list[Candidate](), ""
    for row, line, has in candidates:
        if line is not None and not has and line.types[0] and not any(line.places):
            heading = line.types[0]
        blank = line is not None and has and not line.types[0]
        found.append((row, _typed(line, heading) if blank else line, has))
    return found


def _of_groups(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return rows with the type of the first of their group, where a line "Burglary Total" ends it, as in a pivot table."""
    found = list(candidates)
    above, waiting = "", list[int]()
    for at, (_, line, has) in enumerate(candidates):
        name = line.types[0] if line is not None else ""
        if name_key(name) in (name_key(f"{above} total"), name_key(f"total {above}")) and above:
            for blank in waiting:
                row, below, with_figures = found[blank]
                found[blank] = row, _typed(below, above), with_figures
            above, waiting = "", []
        elif name:
            above, waiting = name, []
        elif has and line is not None:
            waiting.append(at)
    return found


def _below_places(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return rows with the place of the line above them, where several such lines part the same types."""
    heads = [
        at
        for at, (row, line, has) in enumerate(candidates)
        if line is not None and not has and len(row.filled) == 1
    ]
    sections: dict[str, set[int]] = {}
    for at, (_, line, has) in enumerate(candidates):
        if line is not None and has:
            sections.setdefault(name_key(line.types[0]), set()).add(sum(head < at for head in heads))
    first = next((at for at, (_, line, has) in enumerate(candidates) if has and line is not None), 0)
    if len(heads) < 2 or heads[0] > first or not any(len(several) > 1 for several in sections.values()):
        return list(candidates)
    found, heading = list[Candidate](), ""
    for at, (row, line, has) in enumerate(candidates):
        if at in heads and line is not None:
            heading = line.types[0]
            found.append((row, None, False))
        elif line is not None:
            found.append((row, replace(line, places=(heading,), labels=(heading, *line.labels)), has))
        else:
            found.append((row, line, has))
    return found


def _typed(line: MonthRow | None, name: str) -> MonthRow | None:
    return line and replace(line, types=(name,), labels=(name, *line.labels))

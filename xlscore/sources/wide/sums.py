"""A table's own totals: which rows add others up, and what they say, to be held against their parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.series import month_name
from xlscore.rules.words import quoted
from xlscore.sources.counted import Mark
from xlscore.sources.naming import Naming
from xlscore.sources.tables.totals import is_total
from xlscore.sources.wide.meant import MeantRows
from xlscore.sources.wide.month_rows import MonthRow

__all__ = ["sums_of", "totals_among"]

_TOTAL: Final = re.compile(r"\btotals?$|^totals?\b", re.IGNORECASE)


def totals_among(lines: Sequence[MonthRow]) -> frozenset[int]:
    """Return the places in a list of those rows that add others up.

    A row by the name of a total is one where there are others to add up: a table of "All crime" by unit has none.
    """
    types = [any(is_total(text) for text in line.types) for line in lines]
    places = [any(is_total(text, of_places=True) for text in line.places[:1]) for line in lines]
    of_types, of_places = not all(types), not all(places)
    return frozenset(
        at
        for at, (type_, place) in enumerate(zip(types, places, strict=True))
        if (type_ and of_types) or (place and of_places)
    )


def sums_of(
    lines: Sequence[MonthRow],
    totals: frozenset[int],
    covered: Sequence[date],
    meant: MeantRows,
    naming: Naming,
    report: Callable[[str, str, str], None],
) -> dict[Mark, Fraction]:
    """Return what the totals of a table say; a total of some rows alone, as below each group, is held against those here.

    A measure of one of them is "All crime" or whatever the row is called, its place "" where it adds places up.
    """
    found: dict[Mark, list[tuple[MonthRow, Fraction]]] = {}
    for at in sorted(totals):
        line = lines[at]
        mark = _mark(at, line, meant, naming)
        if mark is None:
            continue
        for month, figure in line.figures.items():
            if month in covered:
                found.setdefault((*mark, month), []).append((line, figure))
    groups = {id(line) for several in found.values() if len(several) > 1 for line, _ in several}
    for at in sorted(totals):
        if id(lines[at]) in groups and at not in meant.measures:
            _hold_against_group(lines, totals, at, covered, report)
    return {mark: several[0][1] for mark, several in found.items() if len(several) == 1}


def _mark(at: int, line: MonthRow, meant: MeantRows, naming: Naming) -> tuple[str, str] | None:
    """Return what a total is the total of: a measure and a place, None where nobody knows them."""
    if at in meant.measures:
        names, place = meant.measures[at].names, meant.places[at]
        return (names[0], place) if len(names) == 1 and place is not None else None
    name = line.places[0] if line.places else ""
    place = "" if not name or is_total(name, of_places=True) else naming.place(name)
    if place is None:
        return None
    of_types = meant.of_types.get(line.types) or meant.of_types.get((_summed(line.types[-1]),))
    if of_types is not None:
        return (of_types.names[0], place) if len(of_types.names) == 1 else None
    real = [text for text in line.types if text and not is_total(text)]
    if real:  # the total of a major's minor types
        return (naming.measures(real[-1]) or (real[-1],))[0], place
    return next(text for text in (*line.types, *line.places) if text), place


def _summed(name: str) -> str:
    """Return what a total is the total of by its name, as the line below a group in a pivot table has it.

    >>> _summed("Burglary Total"), _summed("Total")
    ('Burglary', '')
    """
    return _TOTAL.sub("", name).strip()


def _hold_against_group(
    lines: Sequence[MonthRow],
    totals: frozenset[int],
    at: int,
    covered: Sequence[date],
    report: Callable[[str, str, str], None],
) -> None:
    """Report a total below a group of rows that is not their sum, nor that of all rows of its block."""
    total = lines[at]
    group: list[MonthRow] = []
    whole = [line for n, line in enumerate(lines) if n not in totals and line.block is total.block]
    for above in range(at - 1, -1, -1):
        if above in totals or lines[above].block is not total.block:
            break
        group.append(lines[above])
    for month, figure in total.figures.items():
        if month not in covered:
            continue
        sums = [
            sum((line.figures.get(month, Fraction(0)) for line in some), Fraction(0))
            for some in (group, whole)
        ]
        if group and figure not in sums:
            cell = total.cells[month]
            name = " ".join(text for text in (*total.types, *total.places) if text)
            report(
                total.block.page.place(total.number, cell.column),
                f"{quoted(name)} says {figure} in {month_name(month)}, and the rows above it come to {sums[0]}.",
                "Ask whose figures they are; the rows were taken.",
            )
            return

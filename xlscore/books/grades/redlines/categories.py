"""The categories of composite redlines: each with its own figure and the group's, found by the redline's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xlscore.books.grades.redlines.headings import CATEGORIES
from xlscore.books.grades.redlines.histories import Names
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.percentages import shown_figure
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import said
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.redlines.composite import Category, read_trend
from xlscore.rules.redlines.redline import Redline
from xlscore.rules.redlines.scale import scale_of
from xlscore.rules.words import name_key

__all__ = ["read_categories"]

_WORD = re.compile(r"[^\W_]+")


def read_categories(
    reading: Reading, redlines: Mapping[Names, Redline], reader: Reader
) -> Mapping[Names, tuple[Category, ...]]:
    """Return the categories of each composite redline; a parent that is no redline, or could be two, is a problem."""
    found: dict[Names, tuple[Category, ...]] = {}
    for table in find_all(reading.blocks, CATEGORIES):
        parents, kinds = table.filled_down("parent"), table.filled_down("kind")
        meant = {
            (parents[row], kinds[row]): _meant(parents[row], kinds[row], redlines) for row in table.records
        }
        # Children of other parents are another table, of which nothing is known here.
        if not any(meant.values()):
            continue
        reader.look_over(table)
        told: set[tuple[str, str]] = set()
        for row in table.records:
            mark = parents[row], kinds[row]
            names = meant[mark]
            if len(names) == 1:
                category = _category(table, row, redlines[names[0]], reading, reader)
                found[names[0]] = (*found.get(names[0], ()), category)
            elif mark not in told:
                told.add(mark)
                _report(table, row, mark, [redlines[name].name for name in names], reader)
    return found


def _meant(parent: str, kind: str, redlines: Mapping[Names, Redline]) -> list[Names]:
    """Return the redlines that a parent may be: called as it is, with its kind behind it, or with all their words in the name."""
    for name in filter(None, (f"{parent} {kind}" if kind else "", parent)):
        alike = [names for names in redlines if names[1] == name_key(name)]
        if alike:
            return alike
    wanted = _words(f"{parent} {kind}")
    return [
        names
        for names, redline in redlines.items()
        if wanted and all(any(word.startswith(want) for word in _words(redline.name)) for want in wanted)
    ]


def _words(name: str) -> list[str]:
    return [word.casefold().removesuffix("s") for word in _WORD.findall(name)]


def _report(table: Table, row: int, mark: tuple[str, str], could_be: Sequence[str], reader: Reader) -> None:
    parent = " ".join(filter(None, mark))
    what = f"could be {said(could_be, 'or')}" if could_be else "is no redline measure"
    reader.at(
        table.sheet, table.cell(row, "parent"), f"The parent '{parent}' {what}.",
        "Call it as the redline measure is called.",
    )  # fmt: skip


def _category(table: Table, row: int, redline: Redline, reading: Reading, reader: Reader) -> Category:
    own, group = (reader.figure(table, row, table.columns[name]) for name in ("own", "group"))
    figures = [
        shown_figure(figure, table, row, name, reading)
        for name, figure in (("own", own), ("group", group))
        if figure is not None
    ]
    if scale_of(figures, said=is_percentage(redline.name) or redline.held_as.is_share) is None:
        reader.report(
            table, row, table.columns["group"],
            f"{table.text(row, 'own')} and {table.text(row, 'group')} of '{table.text(row, 'measure')}' cannot be compared: one is a percentage, the other no percentage.",
            "Type both in the same way, a percentage with its sign: 80%.",
        )  # fmt: skip
        own = group = None
    better = reader.better(table, row)
    return Category(
        table.text(row, "measure"),
        None if own is None else own.value,
        None if group is None else group.value,
        redline.measure.higher_is_better if better is None else better,
        reader.word(table, row, "trend", read_trend),
    )

"""The Areas sheet: which command leads an area, and whether its redline measures are met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from xlscore.books.plan.edits import Edits
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import Table, find_one
from xlscore.books.tables.formulas import cell, column_range
from xlscore.books.tables.headings import AREAS, REDLINES
from xlscore.rules.grades import Grade, is_met, redline_grade
from xlscore.rules.rag import is_at_least_as_good
from xlscore.rules.words import key, name_key

__all__ = ["Redline", "fill_met", "read_leads", "read_redlines"]


@dataclass
class Redline:
    """An area's redline measures: whether each is met (None: not said), and where that stands."""

    area: str
    cell: str
    met: list[bool | None] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    table: Table | None = None

    @property
    def grade(self) -> Grade | None:
        """Return the grade that they allow."""
        return redline_grade(self.met)

    def formula(self, here: str) -> str:
        """Return the grade as a live formula, "" where the measures do not stand together."""
        together = self.rows and self.rows == list(range(self.rows[0], self.rows[-1] + 1))
        if self.table is None or not together or "met" not in self.table.columns:
            return ""
        cells = column_range(self.table.sheet, tuple(self.rows), self.table.columns["met"], here)
        return f"=REDLINE_GRADE({cells})"


def read_leads(reading: Reading, reader: Reader) -> dict[str, tuple[str, Table, int]]:
    """Return each area's lead command as typed, with where it stands."""
    table = find_one(reading.blocks, AREAS, _is_leads)
    if table is None:
        return {}
    leads: dict[str, tuple[str, Table, int]] = {}
    for row in table.records:
        area, lead = table.text(row, "area"), reader.text(table, row, "lead")
        mark = name_key(area)
        if mark in leads and lead and key(leads[mark][0]) != key(lead):
            reader.report(
                table, row, table.columns["lead"],
                f"'{area}' has a second lead command, {lead}.", f"Keep one; {leads[mark][0]} is taken.",
            )  # fmt: skip
        elif lead:
            leads[mark] = (lead, table, row)
    return leads


def _is_leads(table: Table) -> bool:
    return (
        "measure" not in table.columns
        and len(table.others) <= 3
        and not {"redline", "final"} & table.columns.keys()
    )


def read_redlines(reading: Reading, reader: Reader) -> dict[str, Redline]:
    """Return each area's redline measures: met as typed, else value against minimum."""
    table = find_one(reading.blocks, REDLINES)
    if table is None:
        return {}
    found: dict[str, Redline] = {}
    for row, area in table.filled_down("area").items():
        redline = found.setdefault(name_key(area), Redline(area, table.cell(row, "area"), table=table))
        typed = reader.word(table, row, "met", is_met)
        redline.met.append(typed if typed is not None else _computed(table, row, reader)[0])
        redline.rows.append(row)
    return found


def _computed(table: Table, row: int, reader: Reader) -> tuple[bool | None, bool]:
    """Return whether a measure is met by its value, and whether a formula would come to the same."""
    value = reader.number(table, row, table.columns.get("value"))
    minimum = reader.number(table, row, table.columns.get("minimum"))
    better = reader.better(table, row)
    if value is None or minimum is None or better is None:
        return None, False
    sound = all(isinstance(table.value(row, name), (int, float)) for name in ("value", "minimum"))
    return is_at_least_as_good(value.value, minimum.value, better), sound


def fill_met(redlines: Iterable[Redline], edits: Edits, reader: Reader) -> None:
    """Plan "Met" where it is blank and value, minimum and direction are there: a native formula, kept live."""
    for redline in redlines:
        table = redline.table
        if table is None or "met" not in table.columns:
            continue
        for row in redline.rows:
            met, sound = _computed(table, row, Reader())
            if met is None or not sound:
                continue
            value, minimum = (
                cell(table.sheet, row, table.columns[n], table.sheet) for n in ("value", "minimum")
            )
            sign = ">=" if Reader().better(table, row) else "<="
            formula = f'=IF({value}{sign}{minimum},"Yes","No")'
            edits.live(table.sheet, row, table.columns["met"], formula, "Yes" if met else "No")

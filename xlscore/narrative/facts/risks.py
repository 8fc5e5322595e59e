"""What the risk register knows: each risk's score now and last cycle, and how it stands to the limit over which it is a redline."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.books.plan.planner import Planner
from xlscore.books.risks.register import RiskRow, RisksTable, find_register, read_register
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.policy import BookPolicy
from xlscore.books.tables.table import Table
from xlscore.narrative.facts.gathering import Gathering, shown, source_at
from xlscore.narrative.facts.standing import KnownFigure, StandingFigures
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, NameKind
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.exact import exact
from xlscore.rules.figures import Source

__all__ = ["add_risks"]

_LIMIT: Final = "risk_redline_over"
_REFERENCE: Final = re.compile(r"[A-Za-z]+\d+[A-Za-z]?")
"""A number alone is any number in a sentence, and a title what it is about: a risk called Knife crime is no knife crime."""


def add_risks(reading: Reading, found: Gathering) -> None:
    """Gather what the register says of the risks that have a reference of letters and digits, by which they are called."""
    table = find_register(reading)
    if table is None:
        return
    reader = Reader()
    register = read_register(Planner(reading), reader, table)
    found.problems += reader.problems
    for row in register.rows:
        standing = _standing(table, register, row)
        if standing is not None:
            found.name(NameKind.RISK, standing.name, (row.inputs.ref,))
            for fact in standing.facts():
                found.fact(fact)
            if standing.level is not None:
                found.fact(
                    replace(
                        standing.made(ClaimKind.TARGET, standing.level, ClaimUnit.OTHER),
                        reference=ComparedWith.TARGET,
                    )
                )


def _standing(table: Table, register: RisksTable, row: RiskRow) -> StandingFigures | None:
    score, before = row.result.score, row.inputs.previous
    if score is None or not _REFERENCE.fullmatch(row.inputs.ref):
        return None

    def known(value: Fraction, field: str) -> KnownFigure:
        cell = table.cell(row.row, field) or table.cell(row.row, "ref")
        return KnownFigure(value, (source_at(f"{table.sheet}!{cell}"),))

    return StandingFigures(
        f"Risk {row.inputs.ref}",
        ClaimUnit.OTHER,
        known(exact(score), "score"),
        None if before is None else known(exact(before), "previous_score"),
        _limit(register.policy),
        better=False,
    )


def _limit(policy: BookPolicy) -> KnownFigure:
    """Return the limit over which a risk is a redline, with the cell of the policy where the workbook has one."""
    value, at = exact(policy.policy.risk_redline_over), policy.cells.get(_LIMIT)
    if at is None:
        return KnownFigure(value, (), f"the limit of {shown(value, ClaimUnit.OTHER)}")
    return KnownFigure(value, (Source(at[0], cell_address(at[1], at[2])),))

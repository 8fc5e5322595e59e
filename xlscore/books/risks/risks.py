"""The risks: scored, with the redlines among them, in the register's own columns and as an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.risks.headings import RISKS
from xlscore.books.risks.register import Belongs, RiskRow, RisksTable, read_register
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_required
from xlscore.books.tables.formulas import cell
from xlscore.books.tables.table import Table
from xlscore.rules.exact import to_float
from xlscore.rules.force.risks import RiskRedline
from xlscore.rules.problems import Problem

__all__ = ["Risk", "RiskRegister", "plan_register", "plan_risks", "score_risks"]

_WRITTEN: Final = ("score", "redline")


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk with its score and whether it is a redline; None where that cannot be said, and for a closed risk."""

    ref: str
    risk: str
    areas: tuple[str, ...]
    commands: tuple[str, ...]
    force: bool
    """Whether it is a risk of the whole force."""
    likelihood: float | None
    impact: float | None
    score: float | None
    redline: bool | None
    closed: bool
    mitigation: str
    owner: str

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        lists = {"areas": list(self.areas), "commands": list(self.commands)}
        return {name: getattr(self, name) for name in self.__slots__} | lists

    @property
    def belongs_to(self) -> str:
        """Return what it belongs to, in words; "" for nothing."""
        return ", ".join([*self.areas, *self.commands, *(["Force"] if self.force else [])])


@dataclass(frozen=True)
class RiskRegister:
    """What scoring the risks came to."""

    risks: tuple[Risk, ...]
    over: float
    """The limit: a risk that scores over it is a redline."""
    redlines: tuple[tuple[str, RiskRedline], ...]
    """The risks over the limit, each with what it belongs to."""
    problems: tuple[Problem, ...]

    def sentences(self) -> list[str]:
        """Return each redline in a sentence, with what it holds down."""
        return [
            f"{name or 'No area or command'}: redline not met, {risk.words}." for name, risk in self.redlines
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "risks": [risk.as_dict() for risk in self.risks],
            "over": self.over,
            "problems": [problem.as_dict() for problem in self.problems],
        }


def score_risks(book: xw.Book, sheet: str | None = None) -> RiskRegister:
    """Return the risks of a workbook with their scores, having filled its register."""
    return carry_out(book, "risks", lambda planner: plan_risks(planner, sheet))


def plan_risks(planner: Planner, sheet: str | None = None) -> RiskRegister:
    """Return the risks with their scores, having planned what the register lacks."""
    reader = Reader()
    planner.reading.refuse_unknown(sheet)
    register = read_register(planner, reader, find_required(planner.reading.blocks, RISKS, sheet=sheet))
    plan_register(register, planner, reader)
    risks = tuple(_risk(register.table, row) for row in register.rows)
    over = register.policy.policy.risk_redline_over
    redlines = tuple(
        (
            risk.belongs_to or _typed_place(register.table, row.row),
            RiskRedline(row.inputs.ref, row.result.score, over, row.inputs.source),
        )
        for row, risk in zip(register.rows, risks, strict=True)
        if row.result.redline and row.result.score is not None
    )
    return RiskRegister(risks, over, redlines, tuple(reader.problems))


def _typed_place(table: Table, row: int) -> str:
    """Return what a risk is typed to belong to, where no grid of the workbook knows it; "" for nothing."""
    return ", ".join(text for name in ("where", "area", "command") if (text := table.text(row, name)))


def plan_register(register: RisksTable, planner: Planner, reader: Reader) -> None:
    """Plan score and redline of each risk as live formulas; what a person put there stays, and is compared."""
    table = register.table
    if not register.rows:
        return
    for name in _WRITTEN:
        planner.column(table, name)
    for row in register.rows:
        planner.answer(table, row.row, "score", _score(table, row), reader)
        planner.answer(table, row.row, "redline", _redline(register, row, planner), reader)


def _score(table: Table, row: RiskRow) -> Answer:
    if not row.result.by_figures or row.result.score is None:
        return Answer(None)
    return Answer(to_float(row.result.score), f"={_scored(table, row.row)}")


def _scored(table: Table, row: int) -> str:
    places = (cell(table.sheet, row, table.columns[name], table.sheet) for name in ("likelihood", "impact"))
    return f"RISK_SCORE({','.join(places)})"


def _redline(register: RisksTable, row: RiskRow, planner: Planner) -> Answer:
    if row.result.redline is None:
        return Answer(None)
    table = register.table
    score = cell(table.sheet, row.row, planner.column(table, "score"), table.sheet)
    if (
        row.result.by_figures
        and planner.owner(table, row.row, "score", f"={_scored(table, row.row)}") is Owner.PERSON
    ):
        score = _scored(table, row.row)  # the figures count, not what was typed over them
    over = register.policy.refer("risk_redline_over", table.sheet)
    return Answer("Yes" if row.result.redline else "No", f'=IF(RISK_REDLINE({score},{over}),"Yes","No")')


def _risk(table: Table, row: RiskRow) -> Risk:
    def number(value: Any) -> float | None:
        return None if value is None else to_float(value)

    return Risk(
        ref=row.inputs.ref,
        risk=table.text(row.row, "risk"),
        areas=tuple(_of(row, Belongs.AREA)),
        commands=tuple(_of(row, Belongs.COMMAND)),
        force=any(_of(row, Belongs.FORCE)),
        likelihood=number(row.inputs.likelihood),
        impact=number(row.inputs.impact),
        score=number(row.result.score),
        redline=row.result.redline,
        closed=row.inputs.closed,
        mitigation=table.text(row.row, "mitigation"),
        owner=table.text(row.row, "owner"),
    )


def _of(row: RiskRow, belongs: Belongs) -> Iterable[str]:
    return (name for kind, name in row.places if kind is belongs)

"""The risks: scored, with the redlines among them, in the register's own columns and as an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.risks.headings import RISKS
from xlscore.books.risks.register import Belongs, RiskRow, RisksTable, find_register, read_register
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_required
from xlscore.books.tables.formulas import cell
from xlscore.books.tables.table import Table
from xlscore.rules.exact import to_float
from xlscore.rules.force.risks import RiskRedline, since_sentences
from xlscore.rules.problems import Problem

__all__ = ["Risk", "RiskRegister", "keep_scores", "plan_register", "plan_risks", "score_risks"]

_WRITTEN: Final = ("score", "redline")
NOT_SCORED: Final = "N/A"
"""What stands as the previous score of a risk that the register had without one."""


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
    previous_score: float | None = None
    since: str | None = None
    """How it stands against last cycle: new, higher, lower, same; None where nobody can say."""

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
    moved: tuple[str, ...] = ()
    """Which risks are new since last cycle, and whose score has changed, in sentences."""

    def sentences(self) -> list[str]:
        """Return each redline in a sentence, with what it holds down; then what has changed since last cycle."""
        redlines = (
            f"{name or 'No area or command'}: redline not met, {risk.words}." for name, risk in self.redlines
        )
        return [*redlines, *self.moved]

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
    moved = since_sentences([(row.inputs, row.result) for row in register.rows])
    return RiskRegister(risks, over, redlines, tuple(reader.problems), tuple(moved))


def keep_scores(planner: Planner) -> None:
    """Plan each risk's score as the one of last cycle, N/A for one without, so that new and changed ones show in the next."""
    table = find_register(planner.reading)
    if table is None or not table.records:
        return
    register = read_register(planner, Reader(), table)
    column = planner.column(table, "previous_score")
    for row in register.rows:
        if planner.has_formula(table.sheet, row.row, column):
            continue
        score = None if row.result.score is None else to_float(row.result.score)
        planner.enter(table.sheet, row.row, column, NOT_SCORED if score is None else score)


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
        planner.answer(table, row.row, "score", _score(register, row), reader)
        planner.answer(table, row.row, "redline", _redline(register, row, planner), reader)


def _score(register: RisksTable, row: RiskRow) -> Answer:
    if not row.result.by_figures or row.result.score is None:
        return Answer(None)
    return Answer(to_float(row.result.score), f"={_scored(register, row.row)}")


def _scored(register: RisksTable, row: int) -> str:
    """Return the score as a formula says it; with the step of the words of impact where the workbook has one of its own."""
    table, policy = register.table, register.policy
    places = [cell(table.sheet, row, table.columns[name], table.sheet) for name in ("likelihood", "impact")]
    if policy.has("impact_step"):
        places.append(policy.refer("impact_step", table.sheet))
    return f"RISK_SCORE({','.join(places)})"


def _redline(register: RisksTable, row: RiskRow, planner: Planner) -> Answer:
    if row.result.redline is None:
        return Answer(None)
    table = register.table
    score = cell(table.sheet, row.row, planner.column(table, "score"), table.sheet)
    if (
        row.result.by_figures
        and planner.owner(table, row.row, "score", f"={_scored(register, row.row)}") is Owner.PERSON
    ):
        score = _scored(register, row.row)  # the figures count, not what was typed over them
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
        previous_score=number(row.inputs.previous),
        since=None if row.result.since is None else row.result.since.value,
    )


def _of(row: RiskRow, belongs: Belongs) -> Iterable[str]:
    return (name for kind, name in row.places if kind is belongs)

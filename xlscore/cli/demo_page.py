"""What `xlscore demo` says of the samples: grades, changes, aspirations, what is off target, where the files are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xlscore.cli.output import console, table
from xlscore.rules.grades import GradeChange, grade_name
from xlscore.rules.positions.msg import AspirationStatus, Movement

if TYPE_CHECKING:
    from xlscore.books import ForceGrades, Month, MsgPositions, Refreshed, Scorecard

__all__ = ["show", "summary"]

_ARROWS: Final = {GradeChange.IMPROVED.value: "▲", GradeChange.DETERIORATED.value: "▼"}


def summary(results: Mapping[str, Refreshed]) -> dict[str, Any]:
    """Return what is in the samples, as `--json` prints it."""
    board, threats, group, month = (
        results[kind]
        for kind in ("balanced-scorecard", "threat-impact", "msg-positions", "monthly-performance")
    )
    return {
        "grades": _grades(board.grades) if board.grades is not None else {},
        "msg": _msg(board.msg) if board.msg is not None else {},
        "tube_maps": [one.name for one in board.tube_map.maps] if board.tube_map is not None else [],
        "off_target": _off_target(threats.scorecard) if threats.scorecard is not None else [],
        "overall": _overall(threats.scorecard) if threats.scorecard is not None else {},
        "msg_computed": _msg(group.msg) if group.msg is not None else {},
        "month": _month(month.month) if month.month is not None else {},
        "problems": [problem.as_dict() for result in results.values() for problem in result.problems],
    }


def _grades(result: ForceGrades) -> dict[str, Any]:
    agreed = sum(area.agreed and area.suggested == area.final for area in result.areas)
    return {
        "counts": result.counts,
        "counted": result.counted,
        "not_yet_agreed": len(result.pending),
        "areas": len(result.areas),
        "suggestions_agreed": agreed,
        "changes": [change.as_dict() for change in result.changes],
        "overrides": [
            {
                "area": area.area,
                "suggested": grade_name(area.suggested),
                "final": grade_name(area.final),
                "rationale": area.rationale,
            }
            for area in result.overrides
        ],
    }


def _msg(result: MsgPositions) -> dict[str, Any]:
    return {"measures": len(result.measures), "aspirations": result.aspirations, "moves": result.moves}


def _month(result: Month) -> dict[str, Any]:
    found = result.as_dict()
    return {
        "to": found["to"],
        "series": len(found["dashboard"]),
        "unusual": sum(row["unusual"] is True for row in found["dashboard"]),
        "verdicts": {row["measure"]: row["verdict"] for row in found["projection"] if row["verdict"]},
    }


def _off_target(result: Scorecard) -> list[dict[str, Any]]:
    return [
        {"objective": row.objective, "purpose": row.purpose, "shortfall": row.shortfall, "rag": row.rag}
        for row in sorted(result.off_target, key=lambda row: -(row.shortfall or 0))
    ]


def _overall(result: Scorecard) -> dict[str, int]:
    classes = [row.overall for row in result.rows]
    return {level: classes.count(level) for level in ("High", "Medium", "Low")}


def show(said: Mapping[str, Any], titles: Mapping[str, str], files: Mapping[str, Path]) -> None:
    """Print the summary for people."""
    _heading(f"Balanced scorecard: {titles['balanced-scorecard']}")
    _show_grades(said["grades"])
    _show_msg(said["msg"])
    _say(f"  Tube maps, a sheet for each: {' · '.join(said['tube_maps'])}")
    _heading(f"\nThreat and impact: {titles['threat-impact']}")
    _show_threats(said)
    _heading(f"\nMSG positions: {titles['msg-positions']}")
    computed = said["msg_computed"]
    _say(f"  {computed['measures']} measures fully worked out from published figures by live functions")
    _heading(f"\nThe month: {titles['monthly-performance']}")
    month = said["month"]
    _say(
        f"  {month['series']} series, {month['unusual']} of them different from last year by more than chance"
    )
    for measure, verdict in month["verdicts"].items():
        _say(f"  {measure}: {verdict.lower()} to its target by the year's end")
    _heading("\nOpen these in Excel and Word, or in LibreOffice")
    for path in files.values():
        _say(f"  {path}")


def _show_grades(grades: Mapping[str, Any]) -> None:
    counted = " · ".join(f"{number} {grade}" for grade, number in grades["counts"].items() if number)
    pending = (
        f", {grades['not_yet_agreed']} of them suggested and not yet agreed"
        if grades["not_yet_agreed"]
        else ""
    )
    _say(
        f"  {counted}{pending}   ({grades['suggestions_agreed']} of {grades['areas']} suggestions equal the Board's grade)"
    )
    for change in grades["changes"]:
        arrow, word = _ARROWS.get(change["change"], "•"), change["change"].lower()
        pending = "" if change["agreed"] else " (suggested, not yet agreed)"
        _say(f"  {arrow} {change['area']}: {word} to {change['current']} from {change['previous']}{pending}")
    for area in grades["overrides"]:
        _say(f"  ! {area['area']}: the Board kept {area['final']} against the suggested {area['suggested']}.")
        _say(f"    {area['rationale']}")


def _show_msg(msg: Mapping[str, Any]) -> None:
    met, below = (msg["aspirations"][word] for word in (AspirationStatus.MET, AspirationStatus.BELOW))
    better, worse = (msg["moves"][word] for word in (Movement.IMPROVED, Movement.DETERIORATED))
    _say(f"  {met} of {met + below} MSG aspirations met; positions: {better} improved, {worse} deteriorated")


def _show_threats(said: Mapping[str, Any]) -> None:
    _say("  Overall: " + " · ".join(f"{number} {level}" for level, number in said["overall"].items()))
    rows = [
        (f"  {row['objective']}", row["purpose"], row["shortfall"], _unit(row), row["rag"])
        for row in said["off_target"]
    ]
    console().print(table(("  Off target", "", "by", "", "RAG"), rows, right=(2,)))


def _unit(row: Mapping[str, Any]) -> str:
    return "outcomes" if "rate" in row["purpose"].casefold() else "crimes"


def _heading(text: str) -> None:
    console().print(f"[bold]{text}[/bold]")


def _say(line: str) -> None:
    console().print(line, markup=False)

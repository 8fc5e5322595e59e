"""How the results of the workbook commands look on a terminal: short, aligned, the facts first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlscore.cli.output import console, table

if TYPE_CHECKING:
    from xlscore.books import (
        Checked,
        Collated,
        DrawnMaps,
        ForceGrades,
        Frozen,
        MsgPositions,
        Refreshed,
        Rolled,
        Scorecard,
    )

__all__ = ["checked", "collated", "frozen", "grades", "msg", "refreshed", "rolled", "scorecard", "tube_maps"]


def _say(line: str = "") -> None:
    console().print(line, markup=False)


def _heading(text: str) -> None:
    console().print(f"[bold]{text}[/bold]")


def grades(result: ForceGrades) -> None:
    """Print each area's grades, the counts, the changes and the overrides."""
    _heading("Force grades")
    rows = [
        (a.area, _name(a.suggested), _name(a.final), "override" if a.override else "", a.why)
        for a in result.areas
    ]
    console().print(table(("Area", "Suggested", "Final", "", "Why"), rows))
    _say()
    for sentence in result.sentences():
        _say(sentence)
    for area in result.overrides:
        _say(f"Override: {area.area}, {area.rationale or 'without a rationale'}")


def _name(grade: object) -> str:
    return "N/A" if grade is None else str(getattr(grade, "value", grade))


def msg(result: MsgPositions) -> None:
    """Print each measure's position, gap and aspiration, and how many are met."""
    _heading("MSG positions")
    rows = [
        (m.measure, m.position, m.of, m.to_average, m.aspiration, m.status, m.move, m.expected)
        for m in result.measures
    ]
    heads = ("Measure", "Position", "Of", "To average", "Aspiration", "Status", "Movement", "Expected range")
    console().print(table(heads, rows, right=(1, 2)))
    met, below, _ = result.aspirations.values()
    improved, worse, _ = result.moves.values()
    _say(f"\n{met} of {met + below} aspirations met; positions: {improved} improved, {worse} deteriorated.")


def scorecard(result: Scorecard) -> None:
    """Print each row's status and class, and what is off target by how many."""
    _heading("Threat and impact")
    rows = [(r.objective, r.purpose, r.rag, r.shortfall, r.impact_class, r.overall) for r in result.rows]
    heads = ("Strategic objective", "Purpose", "RAG", "Shortfall", "Impact", "Overall")
    console().print(table(heads, rows, right=(3,)))


def tube_maps(result: DrawnMaps) -> None:
    """Print which map stands on which sheet."""
    _heading("Tube map")
    for drawn in result.maps:
        _say(f"{drawn.name}: on the sheet '{drawn.sheet}'")


def refreshed(result: Refreshed) -> None:
    """Print everything that was refreshed."""
    if result.grades is not None:
        grades(result.grades)
    if result.msg is not None:
        _say()
        msg(result.msg)
    if result.scorecard is not None:
        _say()
        scorecard(result.scorecard)
    if result.tube_map is not None:
        _say()
        tube_maps(result.tube_map)


def checked(result: Checked) -> None:
    """Print that nothing is wrong; what is wrong is printed for every command alike."""
    if not result.problems:
        _say("No problems.")


def collated(result: Collated) -> None:
    """Print what was taken over from whom, and who has not returned."""
    _heading("Returns")
    console().print(table(("Command", "Grades taken over"), result.taken.items(), right=(1,)))
    if result.not_returned:
        _say(f"\nNot returned: {', '.join(result.not_returned)}")


def rolled(result: Rolled) -> None:
    """Print from which cycle to which."""
    before = f" from {result.previous}" if result.previous else ""
    _say(
        f"Rolled{before} to {result.cycle}: {result.areas} areas, {result.kept} entries kept on the Grade history sheet."
    )


def frozen(result: Frozen) -> None:
    """Print how many formulas became values."""
    _say(f"{result.replaced} formulas replaced by their values.")

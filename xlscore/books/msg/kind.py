"""The MSG positions as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.msg.headings import (
    ASPIRATIONS,
    LEAGUE_FIGURES,
    MSG,
    MSG_DATA,
    MSG_HISTORY,
    MSG_PAST,
    MSG_SUMMARY,
)
from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.plan.words import counted, tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlscore.books.msg.answer import MsgPositions
    from xlscore.books.plan.planner import Planner
    from xlscore.books.plan.quoted import QuotedRows
    from xlscore.books.tables.blocks import Reading
    from xlscore.books.tables.cells import Reader
    from xlscore.books.tables.table import Table

__all__ = ["MSG_POSITIONS"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.msg.together import find_msg

    return find_msg(reading, asked.sheet) is not None


def _plan(planner: Planner, asked: Asked) -> MsgPositions:
    from xlscore.books.msg.positions import plan_msg

    return plan_msg(planner, asked.sheet)


def _alone(planner: Planner, reader: Reader) -> Sequence[Table]:
    from xlscore.books.msg.register import read_register

    return read_register(planner.reading, None, reader).tables


def _quotes(planner: Planner) -> Sequence[QuotedRows]:
    from xlscore.books.msg.inputs import read
    from xlscore.books.tables.cells import Reader

    return read(planner, Reader()).beside


def _next_cycle(planner: Planner) -> None:
    from xlscore.books.msg.positions import move_positions

    move_positions(planner)


def _sentences(result: MsgPositions) -> list[str]:
    lines = [f"{counted(len(result.measures), 'measure')}: {tally(result.aspirations) or 'no aspirations'}."]
    return [*lines, f"Positions: {tally(result.moves)}."] if any(result.moves.values()) else lines


def _lists(result: MsgPositions) -> list[str]:
    """Return what the measures come to together, a line each; what nobody asked for in the workbook has none."""
    met, below, _ = result.aspirations.values()
    lines = [f"{status}: {'; '.join(names)}." for status, names in result.listed.items() if names]
    lines = lines if met + below else []
    if any(result.gap_moves.values()):
        lines.append(f"Gaps to the MSG average: {tally(result.gap_moves)}.")
    lines += [f"Monitored by {board}: {'; '.join(names)}." for board, names in result.boards.items()]
    if result.without_board:
        lines.append(f"Monitored by no board: {'; '.join(result.without_board)}.")
    return [*lines, *result.courses, *result.notes, *result.unwritten]


def _told(result: MsgPositions) -> Told:
    from xlscore.rules.positions.update import shown_change

    rows = [
        (
            m.measure,
            m.position,
            m.of,
            shown_change(m.to_average, m.unit),
            shown_change(m.to_top_quartile, m.unit),
            m.aspiration,
            m.status,
            m.move,
            m.expected,
        )
        for m in result.measures
    ]
    met, below, _ = result.aspirations.values()
    improved, worse, _ = result.moves.values()
    return Told(
        "MSG positions",
        (
            "Measure",
            "Position",
            "Of",
            "To average",
            "To top quartile",
            "Aspiration",
            "Status",
            "Movement",
            "Expected range",
        ),
        tuple(rows),
        right=(1, 2, 3, 4),
        lines=(
            f"{met} of {met + below} aspirations met; positions: {improved} improved, {worse} deteriorated.",
            *_lists(result),
            *(f"{m.measure}: {caveat}" for m in result.measures for caveat in m.caveats),
        ),
    )


MSG_POSITIONS: Final = register(
    Kind(
        "msg",
        tables=(MSG, MSG_DATA, MSG_HISTORY, MSG_PAST, ASPIRATIONS, MSG_SUMMARY, LEAGUE_FIGURES),
        settings=("own_force", "msg_average", "expected_adjust"),
        help="Fill MSG positions, gaps, aspirations, expected range and movement.",
        applies=_applies,
        plan=_plan,
        sentences=_sentences,
        told=_told,
        button=ButtonText(
            "update-msg-positions",
            "Scorecards",
            "Update MSG positions",
            "SortDown",
            "Work out positions in the most similar group",
            "Position, gap to the average and the top quartile, aspiration and movement of each measure, from the figures on"
            " the MSG data sheet.",
            "M",
        ),
        next_cycle=_next_cycle,
        quotes=_quotes,
        alone=_alone,
    )
)
"""The force's positions in its Most Similar Group."""

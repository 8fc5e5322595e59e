"""The kinds of workbook, sheet by sheet in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from xlscore.books.kinds import KINDS
from xlscore.books.templates.board_tables import add_conditions, add_risks
from xlscore.books.templates.book import new_workbook
from xlscore.books.templates.command_return import add_return, add_return_tables
from xlscore.books.templates.evidence import add_evidence
from xlscore.books.templates.grid import (
    Board,
    add_areas,
    add_changes,
    add_grade_changes,
    add_grid,
    add_quadrants,
)
from xlscore.books.templates.guide import (
    ACTION_LOG,
    BALANCED_SCORECARD,
    COMMAND_RETURN,
    MONTHLY_PERFORMANCE,
    THREAT_IMPACT,
    Guide,
    add_guide,
)
from xlscore.books.templates.logs import LogEntries, add_logs
from xlscore.books.templates.month_beside import (
    BesideMonths,
    add_control_limits,
    add_indicators,
    add_published,
    add_quarterly,
    add_satisfaction,
    add_staff_survey,
)
from xlscore.books.templates.monthly import (
    Monthly,
    add_averages,
    add_counts,
    add_days,
    add_measures,
    add_places,
    add_sources,
    add_targets,
)
from xlscore.books.templates.msg import ForceGroup, add_aspirations, add_msg, add_msg_data
from xlscore.books.templates.notes import add_notes
from xlscore.books.templates.page import Row
from xlscore.books.templates.policy import add_policy
from xlscore.books.templates.problems import add_problems
from xlscore.books.templates.report_pages import ReportWords, add_horizon, add_narrative, add_paper
from xlscore.books.templates.scorecard import Threats, add_breakdown, add_scorecard, add_series
from xlscore.books.templates.tube import TubeMaps, add_tube_map, add_tube_map_lines

__all__ = [
    "BLANKS",
    "build_action_log",
    "build_balanced_scorecard",
    "build_command_return",
    "build_monthly_performance",
    "build_threat_impact",
]


def build_balanced_scorecard(
    path: Path,
    board: Board | None = None,
    group: ForceGroup | None = None,
    tube: TubeMaps | None = None,
    own_force: str = "",
    guide: Guide = BALANCED_SCORECARD,
    paper: tuple[Sequence[Row], str] | None = None,
) -> None:
    """Write a balanced scorecard at `path`, blank where nothing is given; `paper` has the rows of its Paper sheet and their source."""
    board, group, tube = board or Board(), group or ForceGroup(), tube or TubeMaps()
    with new_workbook(path, guide.title, guide.purpose) as book:
        add_guide(book, guide)
        add_grid(book, board)
        add_evidence(book)
        add_changes(book, board)
        add_grade_changes(book, board)
        add_areas(book, board)
        add_risks(book, board)
        add_conditions(book, board)
        add_msg(book, group)
        add_msg_data(book, group)
        add_aspirations(book)
        add_quadrants(book, board)
        add_notes(book, board.notes, *board.notes_about)
        add_tube_map(book)
        add_tube_map_lines(book, tube)
        add_paper(book, *(paper or ()))
        add_policy(
            book, [KINDS[name] for name in ("grades", "risks", "msg", "quadrants", "tubemap")], own_force
        )
        add_problems(book)


def build_threat_impact(
    path: Path,
    threats: Threats | None = None,
    guide: Guide = THREAT_IMPACT,
    words: ReportWords | None = None,
) -> None:
    """Write a threat and impact scorecard at `path`, blank where nothing is given."""
    threats, words = threats or Threats(), words or ReportWords()
    with new_workbook(path, guide.title, guide.purpose) as book:
        add_guide(book, guide)
        add_scorecard(book, threats)
        add_breakdown(book, threats)
        add_series(book, threats)
        add_narrative(book, words)
        add_horizon(book, words)
        add_notes(book)
        add_paper(book)
        add_policy(book, [KINDS["scorecard"]])
        add_problems(book)


OF_THE_MONTH: Final = ("month", "control", "satisfaction", "indicators", "quarterly", "published")
"""The kinds of work that a workbook of the month has tables for."""


def build_monthly_performance(
    path: Path,
    monthly: Monthly | None = None,
    guide: Guide = MONTHLY_PERFORMANCE,
    own_force: str = "",
    beside: BesideMonths | None = None,
) -> None:
    """Write a workbook of the month at `path`, blank where nothing is given."""
    monthly, beside = monthly or Monthly(), beside or BesideMonths()
    with new_workbook(path, guide.title, guide.purpose) as book:
        add_guide(book, guide)
        add_counts(book, monthly)
        add_days(book, monthly)
        add_measures(book, monthly)
        add_places(book, monthly)
        add_targets(book, monthly)
        add_averages(book, monthly)
        add_control_limits(book)
        add_sources(book, monthly)
        add_satisfaction(book, beside)
        add_indicators(book, beside)
        add_quarterly(book, beside)
        add_staff_survey(book, beside)
        add_published(book, beside)
        add_notes(book, beside.notes, *beside.notes_about)
        add_paper(book)
        add_policy(book, [KINDS[name] for name in OF_THE_MONTH], own_force)
        add_problems(book)


def build_command_return(path: Path, force: str = "", *, oversight: bool = False) -> None:
    """Write a blank command return at `path`, with the force's name in its title where it is given."""
    with new_workbook(path, COMMAND_RETURN.title, COMMAND_RETURN.purpose) as book:
        add_return(book, force=force, oversight=oversight)
        add_return_tables(book)
        add_guide(book, COMMAND_RETURN)


def build_action_log(
    path: Path,
    logs: LogEntries | None = None,
    guide: Guide = ACTION_LOG,
    words: ReportWords | None = None,
) -> None:
    """Write a workbook of logs at `path`, blank where nothing is given."""
    words = words or ReportWords()
    with new_workbook(path, guide.title, guide.purpose) as book:
        add_guide(book, guide)
        add_logs(book, logs or LogEntries())
        add_narrative(book, words)
        add_horizon(book, words)
        add_policy(book, [KINDS["log"]])
        add_problems(book)


BLANKS: Final[Mapping[str, Callable[[Path], None]]] = {
    "balanced-scorecard": build_balanced_scorecard,
    "threat-impact": build_threat_impact,
    "monthly-performance": build_monthly_performance,
    "action-log": build_action_log,
    "command-return": build_command_return,
}
"""The blank template of each kind of workbook, by the name that `xlscore new` takes."""

"""Building the workbooks: blank templates, and the same sheets filled with a sample's facts."""

from __future__ import annotations

from xlscore.books.templates.build import (
    BLANKS,
    build_action_log,
    build_balanced_scorecard,
    build_command_return,
    build_monthly_performance,
    build_threat_impact,
)

__all__ = [
    "BLANKS",
    "build_action_log",
    "build_balanced_scorecard",
    "build_command_return",
    "build_monthly_performance",
    "build_threat_impact",
]

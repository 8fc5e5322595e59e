"""The kinds of scorecard work, in the order in which they are done and their problems are listed.

Each line registers one; see `xlscore.books.plan.kind` for what that makes known to the rest.
"""

from __future__ import annotations

from xlscore.books.plan.kind import KINDS

# The order of the lines is the order of the work.
# isort: off
from xlscore.books.grades.kind import GRADES
from xlscore.books.risks.kind import RISK_REGISTER
from xlscore.books.msg.kind import MSG_POSITIONS
from xlscore.books.threat.kind import THREAT_IMPACT
from xlscore.books.quadrants.kind import REBALANCED
from xlscore.books.satisfaction.kind import SATISFIED
from xlscore.books.quarterly.kind import QUARTERS
from xlscore.books.indicators.kind import PLAN_INDICATORS
from xlscore.books.published.kind import PUBLISHED_FIGURES
from xlscore.books.control.kind import CONTROL
from xlscore.books.objectives.kind import REPORT_PAGES
from xlscore.books.monthly.kind import MONTHLY  # carries the rows of the kinds of the month before it
from xlscore.books.importing.kind import BRING_IN  # one of its buttons
from xlscore.books.notes.kind import MEASURE_NOTES  # beside the rows of the kinds before
from xlscore.books.conditions.kind import BOARD_CONDITIONS
from xlscore.books.logs.kind import LOGS
from xlscore.books.maps.kind import TUBE_MAPS  # drawn from the grades
from xlscore.books.papers.kind import FRONT_SHEETS

__all__ = ["KINDS"]

"""The kinds of scorecard work, in the order in which they are done and their problems are listed.

Each line registers one; see `xlscore.books.plan.kind` for what that makes known to the rest.
"""

from __future__ import annotations

from xlscore.books.grades.kind import GRADES
from xlscore.books.msg.kind import MSG_POSITIONS
from xlscore.books.plan.kind import KINDS
from xlscore.books.threat.kind import THREAT_IMPACT

from xlscore.books.maps.kind import TUBE_MAPS  # isort: skip  (drawn from the grades, so done last)

__all__ = ["GRADES", "KINDS", "MSG_POSITIONS", "THREAT_IMPACT", "TUBE_MAPS"]

"""The worksheet functions: `from xlscore.functions import MSG_GAP`. The Excel name is the Python name.

They take cells as they arrive (numbers, texts, booleans, `None`, lists of rows for ranges) and need neither
Excel, xlwings nor pandas. An answer that is an Excel error is raised as a `CellError`. `REGISTRY` holds each function with
its help, arguments, source and example.
"""

from __future__ import annotations

from xlscore.functions.counts import *  # noqa: F403
from xlscore.functions.grades import *  # noqa: F403
from xlscore.functions.limits import *  # noqa: F403
from xlscore.functions.msg import *  # noqa: F403
from xlscore.functions.registry import REGISTRY, Argument, Example, WorksheetFunction, call
from xlscore.functions.spc import *  # noqa: F403
from xlscore.functions.targets import *  # noqa: F403
from xlscore.functions.threat import *  # noqa: F403
from xlscore.rules.problems import CellError

__all__ = ["REGISTRY", "Argument", "CellError", "Example", "WorksheetFunction", "call", *REGISTRY]  # noqa: PLE0604
__all__.sort()

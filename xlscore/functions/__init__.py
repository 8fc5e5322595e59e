"""The worksheet functions: `from xlscore.functions import MSG_GAP`. The Excel name is the Python name.

They take cells as they arrive (numbers, texts, booleans, `None`, lists of rows for ranges) and need neither
Excel, xlwings nor pandas. `REGISTRY` holds each with its help, arguments, source and example.
"""

from __future__ import annotations

from xlscore.functions.grades import *  # noqa: F403
from xlscore.functions.limits import *  # noqa: F403
from xlscore.functions.msg import *  # noqa: F403
from xlscore.functions.registry import REGISTRY, Argument, Example, WorksheetFunction, call
from xlscore.functions.spc import *  # noqa: F403
from xlscore.functions.targets import *  # noqa: F403
from xlscore.functions.threat import *  # noqa: F403

__all__ = ["REGISTRY", "Argument", "Example", "WorksheetFunction", "call", *REGISTRY]  # noqa: PLE0604

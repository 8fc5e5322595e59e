"""xlscore: police performance scorecards in Excel, worked out by Python.

`open_book(path)` gives an `xlwings.Book` on a file, without Excel. Importing the package costs nothing:
each name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlscore.errors import XlscoreError

if TYPE_CHECKING:
    from xlscore.engine import open_book

__all__ = ["XlscoreError", "__version__", "open_book"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name == "open_book":
        from xlscore.engine import open_book

        return open_book
    raise AttributeError(f"module 'xlscore' has no attribute {name!r}")

"""An .xlsx or .xlsm as a package of parts: open, read and set cells, save; nothing else changes."""

from xlscore.ooxml.errors import OoxmlError
from xlscore.ooxml.package import Package
from xlscore.ooxml.sheet import Sheet
from xlscore.ooxml.values import CellError
from xlscore.ooxml.workbook import Workbook

__all__ = ["CellError", "OoxmlError", "Package", "Sheet", "Workbook"]

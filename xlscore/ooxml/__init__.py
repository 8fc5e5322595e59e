"""An .xlsx or .xlsm as a package of parts: open, read and set cells, save; nothing else changes."""

from xlscore.ooxml.errors import OoxmlError
from xlscore.ooxml.opc.package import Package
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.values.cell import ErrorValue

__all__ = ["ErrorValue", "OoxmlError", "Package", "Sheet", "Workbook"]

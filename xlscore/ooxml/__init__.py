"""An .xlsx or .xlsm as a package of parts: open, read and set cells, save; nothing else changes."""

from xlscore.ooxml.errors import OoxmlError
from xlscore.ooxml.package import Package

__all__ = ["OoxmlError", "Package"]

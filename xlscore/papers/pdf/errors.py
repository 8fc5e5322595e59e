"""The exceptions of the PDF: no LibreOffice, one that fails or takes too long, a repair that would change the page."""

from __future__ import annotations

from xlscore.errors import XlscoreError

__all__ = ["NoOfficeError", "PdfError"]


class PdfError(XlscoreError):
    """Say in one sentence why there is no PDF, and what to do."""


class NoOfficeError(PdfError):
    """There is no LibreOffice, or no pikepdf, on this computer."""

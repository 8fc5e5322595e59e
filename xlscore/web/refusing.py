"""Why a file is not taken, in two sentences for the officer who chose it: what it is, and what to do."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from xlscore.errors import XlscoreError

__all__ = ["MOST_BYTES", "refusal", "too_large"]

MOST_BYTES: Final = 60 << 20
"""A larger file may not fit into the memory that a browser gives a page, once it is unpacked."""

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_AS_WORKBOOK: Final = "Open it in Excel and save it as an Excel workbook (.xlsx), then choose that file here."
_SMALLER: Final = "Take pictures and sheets of raw data out of a copy, or use the add-in in Excel."
_OTHERS: Final = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text of Word"),
)
"""What other files begin with, and what they are."""
_IN_ZIPS: Final = (
    (b"word/document.xml", "a Word document"),
    (b"ppt/presentation.xml", "a PowerPoint presentation"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "a LibreOffice spreadsheet"),
)
_TEXTS: Final = (".csv", ".tsv", ".txt", ".prn")


def refusal(error: Exception, data: bytes, name: str) -> dict[str, str]:
    """Return what is wrong with a file that could not be read, and what to do about it.

    >>> refusal(XlscoreError("Not a workbook."), b"Area,Grade\\nGangs,Good\\n", "grades.csv")["what"]
    'grades.csv is a text file (CSV), not a workbook.'
    """
    own = _by_its_bytes(data, name)
    if own is not None:
        return {"what": f"{name} {own[0]}", "do": own[1]}
    if isinstance(error, MemoryError):
        return {"what": f"{name} needs more memory than this browser gives a page.", "do": _SMALLER}
    if isinstance(error, XlscoreError):
        return {"what": error.what, "do": error.do}
    return {
        "what": f"{name} could not be read ({type(error).__name__}). Nothing was changed.",
        "do": "Save it again in Excel and choose it once more; where that does not help, send it to whoever looks after xlscore.",
    }


def too_large(name: str, size: int) -> dict[str, str]:
    """Return the refusal of a file that is larger than a page can hold."""
    return {
        "what": f"{name} is too large for a page ({size >> 20} MB; up to {MOST_BYTES >> 20} MB are read here).",
        "do": _SMALLER,
    }


def _by_its_bytes(data: bytes, name: str) -> tuple[str, str] | None:
    """Return what a file is by its own bytes, and what to do; None where they say nothing but that it is a zip."""
    if not data:
        return "is empty.", "Fetch the file again, or save it once more in Excel."
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return (
                "is protected by a password or a sensitivity label, so nobody can read it without Excel.",
                "Open it in Excel, take the protection off a copy (File, Info, Protect Workbook), and choose the copy here.",
            )
        return "is an old Excel file (.xls) or another old Office file.", _AS_WORKBOOK
    for begins, what in _OTHERS:
        if data.startswith(begins):
            return f"is {what}, not a workbook.", "Choose the Excel workbook (.xlsx or .xlsm)."
    if data.startswith(b"PK"):
        for inside, what in _IN_ZIPS:
            if inside in data:
                return f"is {what}, not an Excel workbook.", "Choose the Excel workbook (.xlsx or .xlsm)."
        if b"PK\x05\x06" not in data:
            return (
                "is damaged: its end is missing, as when a download stops early.",
                "Fetch the file again. If it opens in Excel, save it once more there.",
            )
        return None
    if _is_text(data):
        kind = "a text file (CSV)" if PurePath(name).suffix.lower() in _TEXTS else "a text file"
        return (
            f"is {kind}, not a workbook.",
            f"{_AS_WORKBOOK} To bring its figures into a workbook that you have, open that workbook here and press Bring in files.",
        )
    return (
        "is not a workbook, or it is damaged.",
        "Choose an Excel workbook (.xlsx or .xlsm), or fetch the file again.",
    )


def _is_text(data: bytes) -> bool:
    beginning = data[:4096]
    if b"\0" in beginning:
        return False
    try:
        # A letter may be cut in two at the end of what is looked at.
        beginning[:-3].decode("utf-8")
    except UnicodeDecodeError:
        return all(byte >= 32 or byte in b"\t\r\n" for byte in beginning)
    return True

"""LibreOffice as the writer of tagged PDFs: found on this computer, asked once, with a profile of its own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from xlscore.papers.pdf.errors import NoOfficeError, PdfError

__all__ = ["SECONDS", "export_tagged", "find_office"]

_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-GB</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/General">\
<prop oor:name="DefaultLocale" oor:op="fuse"><value>en-GB</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""British English where a document says no language; no macro runs, and nothing is fetched from elsewhere."""

SECONDS: Final = 180.0
"""How long a document may take: one of 60 pages takes about five seconds."""

_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"%ProgramFiles%\LibreOffice\program\soffice.com",
    r"%ProgramFiles(x86)%\LibreOffice\program\soffice.com",
)
_FILTER: Final = "writer_pdf_Export"
_WANTED: Final = {
    "PDFUACompliance": True,
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "UseLosslessCompression": True,  # maps are drawings: JPEG blurs their words
    "ReduceImageResolution": False,
    "ExportFormFields": False,  # a place that people fill in Word is not one that readers fill
    "ExportNotes": False,
    "ExportNotesInMargin": False,
}


def find_office() -> str:
    """Return the path of LibreOffice: from the PATH, else from where its installers put it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    for place in (os.path.expandvars(place) for place in _PLACES):
        found = found or (place if Path(place).is_file() else None)
    if found is None:
        raise NoOfficeError(
            "There is no LibreOffice on this computer, which writes the PDF.",
            "Install it, or save the paper as PDF in Word with 'Document structure tags for accessibility'.",
        )
    return found


def export_tagged(
    document: bytes, name: str, *, office: str | None = None, seconds: float = SECONDS
) -> bytes:
    """Return a document, which sentences call by its `name`, as LibreOffice's tagged PDF.

    A profile of its own lets it run beside a LibreOffice that is open, and keeps anybody's settings out of the paper.
    """
    program = office or find_office()
    settings = {
        name: {"type": "boolean", "value": "true" if wanted else "false"} for name, wanted in _WANTED.items()
    }
    with tempfile.TemporaryDirectory(prefix="xlscore-pdf-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        copy = folder / f"paper{Path(name).suffix.lower()}"
        copy.write_bytes(document)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        said = _run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--convert-to",
                f"pdf:{_FILTER}:{json.dumps(settings)}",
                "--outdir",
                str(folder / "out"),
                str(copy),
            ],
            name,
            seconds,
        )
        made = folder / "out" / "paper.pdf"
        if not made.is_file():
            raise PdfError(
                f"LibreOffice could not make a PDF of {name}{f' ({said})' if said else ''}.",
                "Open the paper in Word, save it again as .docx and try once more.",
            )
        return made.read_bytes()


def _run(command: list[str], name: str, seconds: float) -> str:
    """Return the last line of what LibreOffice complained of; end it, and what it started, when the time is over."""
    own_group = sys.platform != "win32"
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=own_group,
        )
    except OSError as error:
        raise NoOfficeError(
            f"LibreOffice could not be started ({(error.strerror or str(error)).lower()}).",
            "Start it once by hand, or install it again.",
        ) from error
    try:
        _, complaints = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise PdfError(
            f"LibreOffice was still busy with {name} after {seconds:.0f} seconds and was stopped.",
            "Close other programs and try again, or save the paper as PDF in Word.",
        ) from None
    finally:
        _end(process, own_group)
    lines = [line.strip() for line in complaints.splitlines() if line.strip()]
    return next((line.rstrip(".") for line in reversed(lines) if line.startswith("Error")), "")


def _end(process: subprocess.Popen[str], own_group: bool) -> None:
    """End what is still running, by its own id: LibreOffice's launcher leaves the office itself behind."""
    if process.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        if own_group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()

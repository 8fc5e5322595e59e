"""xlwings' own VBA, read from the installed xlwings when the add-in is built, so that versions always match.

A few of its lines are changed, each only where it stands as expected; an xlwings that is laid out otherwise is
refused rather than half changed. As shipped, the command that starts Python holds the active workbook's path,
so each workbook gets a process of its own; and a workbook may carry settings, among them which program to
start as Python. In our add-in there is one command, and only the add-in's own settings count.
"""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlscore.errors import XlscoreError

__all__ = [
    "CHANGES",
    "PROJECT",
    "Change",
    "XlwingsLayoutError",
    "changed",
    "dictionary_class",
    "procedure",
    "xlwings_module",
]

PROJECT: Final = "xlscore"
"""The project's name to xlwings: its settings are on the sheet `xlscore.conf` or in `.xlscore/xlscore.conf`."""


class XlwingsLayoutError(XlscoreError):
    """The installed xlwings is laid out otherwise than this add-in knows."""


@dataclass(frozen=True)
class Change:
    """One change to xlwings' module: in which procedure ("" for its head), what for what, how often, and why."""

    procedure: str
    old: str
    new: str
    times: int
    why: str


CHANGES: Final = (
    Change("", 'PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT}"', 1, "our name"),
    Change(
        "XLPyCommand",
        'PYTHONPATH = AddExcelDir & ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";"'
        ' & GetConfig("ONEDRIVE_CONSUMER_WIN") & ";" & GetConfig("ONEDRIVE_COMMERCIAL_WIN") & ";"'
        ' & GetConfig("SHAREPOINT_WIN") & ";" & GetConfig("PYTHONPATH")',
        'PYTHONPATH = "false;;;;;"',
        1,
        "one command for every workbook, so one Python; and never too long for the library that starts it",
    ),
    Change(
        "XLPyCommand",
        'import sys, os;" & LicenseKeyEnvString',
        'import sys, os;sys.path=[p for p in sys.path if p];" & LicenseKeyEnvString',
        1,
        "a file beside a workbook is never imported in place of a module",
    ),
    Change("GetConfig", "ActiveWorkbook", "ThisWorkbook", 4, "a workbook cannot say which program to start"),
    Change("GetDirectoryConfigFilePath", "ActiveWorkbook", "ThisWorkbook", 1, "nor can a file beside it"),
)


def procedure(text: str, name: str) -> tuple[int, int]:
    """Return where a procedure of a module starts and ends; the whole module's head for no name."""
    if not name:
        first = re.search(r"^(?:Public |Private )?(?:Function|Sub) ", text, re.MULTILINE)
        return 0, first.start() if first else len(text)
    found = re.search(
        rf"^(?:Public |Private )?(Function|Sub) {name}\(.*?^End \1", text, re.MULTILINE | re.DOTALL
    )
    if not found:
        raise _unknown(f"it has no procedure {name}")
    return found.start(), found.end()


def changed(text: str) -> str:
    """Return xlwings' module with every change made."""
    for change in CHANGES:
        start, end = procedure(text, change.procedure)
        body = text[start:end]
        times = len(re.findall(rf"\b{re.escape(change.old)}", body))
        if times != change.times:
            raise _unknown(f"'{change.old[:40]}' stands {times} times in {change.procedure or 'its head'}")
        text = text[:start] + body.replace(change.old, change.new) + text[end:]
    return text


def xlwings_module() -> str:
    """Return the text of the module `xlwings` for the add-in."""
    return changed(_shipped("xlwings_custom_addin.bas"))


def dictionary_class() -> str:
    """Return the text of the class `Dictionary` that xlwings' module asks for."""
    return _shipped("addin/Dictionary.cls")


def _shipped(name: str) -> str:
    found = importlib.util.find_spec("xlwings")
    if found is None or found.origin is None:
        raise XlwingsLayoutError("xlwings is not installed; run: pip install xlwings")
    path = Path(found.origin).parent / name
    if not path.is_file():
        raise _unknown(f"it does not bring {name}")
    return "\r\n".join(path.read_text(encoding="cp1252").splitlines()) + "\r\n"


def _unknown(why: str) -> XlwingsLayoutError:
    return XlwingsLayoutError(
        f"The add-in cannot be built from the installed xlwings: {why}. Install a version that this xlscore names."
    )

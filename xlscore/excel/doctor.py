"""The add-in's doctor: what could keep it from working on this computer, each finding with its fix."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from typing import Final

import xlscore
from xlscore.errors import XlscoreError
from xlscore.excel.build import SETTINGS_SHEET
from xlscore.excel.machine import Machine
from xlscore.excel.policies import macro_findings, process_findings
from xlscore.ooxml import Workbook

__all__ = ["CHECKS", "Finding", "FindingLevel", "examine"]

LONGEST_COMMAND: Final = 2047
"""What the library that starts Python holds: a buffer of 2,048 characters."""

LONGEST_PATH: Final = 259
"""Windows' limit for a path, as long as long paths are not switched on."""

_COMMAND: Final = (
    'cmd.exe  /K ""{}" -B -c "import sys, os;sys.path=[p for p in sys.path if p];import xlwings.utils;'
    'xlwings.utils.prepare_sys_path(\\"false;;;;;\\");import xlwings; '
    "xlwings.serve('{{00000000-0000-0000-0000-000000000000}}')\"\""
)


class FindingLevel(Enum):
    """How a finding weighs."""

    FINE = "fine"
    WARNING = "warning"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, and what to do where it is not fine."""

    level: FindingLevel
    what: str
    fix: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the finding as the command line's JSON prints it."""
        return {**asdict(self), "level": self.level.value}


def examine(machine: Machine | None = None) -> list[Finding]:
    """Return every finding, in the order in which things are needed."""
    machine = machine or Machine()
    found: list[Finding] = []
    for check in CHECKS:
        found += check(machine)
    return found


def _fine(what: str) -> Finding:
    return Finding(FindingLevel.FINE, what)


def _system(machine: Machine) -> Iterator[Finding]:
    if machine.is_windows:
        yield _fine("Windows")
    else:
        yield Finding(
            FindingLevel.WARNING, "This is not Windows, so no desktop Excel can run the add-in here.",
            "Run `xlscore addin doctor` on the officer's computer; the xlscore commands work on files here.",
        )  # fmt: skip


def _settings(machine: Machine) -> dict[str, str]:
    """Return the installed add-in's settings by name; none where it is not installed or cannot be read."""
    try:
        sheet = Workbook.open(machine.addin).sheet(SETTINGS_SHEET)
        top, left, bottom, _ = sheet.used or (1, 1, 1, 1)
        rows = sheet.values(top, left, bottom, left + 1)
    except (XlscoreError, OSError):
        return {}
    return {str(name): str(value or "") for name, value in rows}


def _installed(machine: Machine) -> Iterator[Finding]:
    try:
        path = machine.addin
    except XlscoreError as error:
        yield Finding(FindingLevel.TROUBLE, error.sentence, "Run it in the officer's own session on Windows.")
        return
    if not path.exists():
        yield Finding(FindingLevel.TROUBLE, f"The add-in is not at {path}.", "Run `xlscore addin install`.")
    elif not _settings(machine):
        yield Finding(
            FindingLevel.TROUBLE, f"{path} cannot be read as our add-in.",
            "Close Excel and run `xlscore addin install` again.",
        )  # fmt: skip
    else:
        yield _fine(f"The add-in is installed: {path}")


def _versions(machine: Machine) -> Iterator[Finding]:
    settings = _settings_or_none(machine)
    wanted = {
        "XLSCORE VERSION": ("xlscore", xlscore.__version__),
        "XLWINGS VERSION": ("xlwings", version("xlwings")),
    }
    for name, (package, installed) in wanted.items():
        if name not in settings:
            continue
        if settings[name] == installed:
            yield _fine(f"{package} {installed} in the add-in and in Python")
        else:
            yield Finding(
                FindingLevel.TROUBLE, f"The add-in was built with {package} {settings[name]}, Python has {installed}.",
                "Close Excel and run `xlscore addin install` again, with the Python that Excel shall use.",
            )  # fmt: skip


def _python(machine: Machine) -> Iterator[Finding]:
    settings = _settings_or_none(machine)
    python = settings.get("INTERPRETER_WIN", "")
    if not settings:
        return
    if not python:
        yield Finding(
            FindingLevel.WARNING, "The add-in names no Python; each user's own settings must.",
            "Run `xlscore addin install` with the Python that Excel shall use.",
        )  # fmt: skip
        return
    if not Path(python).exists():
        yield Finding(
            FindingLevel.TROUBLE, f"The add-in starts {python}, which is not there.",
            "Run `xlscore addin install` again, with the Python that Excel shall use.",
        )  # fmt: skip
        return
    yield _fine(f"Python: {python}")
    if machine.is_windows and importlib.util.find_spec("win32com") is None:
        yield Finding(
            FindingLevel.TROUBLE,
            "Python has no pywin32, so Excel cannot reach it.",
            "Run: pip install pywin32",
        )
    yield from _library(machine, Path(python))


def _library(machine: Machine, python: Path) -> Iterator[Finding]:
    """Say whether xlwings' library of the right version lies beside Python, or one folder up in an environment."""
    platform = machine.registry("HKLM", r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration", "Platform")
    bits = "32" if platform == "x86" else "64"
    folders = [python.parent, python.parent.parent]
    name = f"xlwings{bits}-{version('xlwings')}.dll"
    if any((folder / name).exists() for folder in folders):
        yield _fine(f"{name} is beside Python")
        return
    others = sorted(path.name for folder in folders for path in folder.glob("xlwings*.dll"))
    instead = f"; found {', '.join(others)}" if others else ""
    yield Finding(
        FindingLevel.TROUBLE, f"{name} is not beside Python ({folders[0]}){instead}.",
        "Run: pip install --force-reinstall xlwings, then `xlscore addin install`.",
    )  # fmt: skip


def _lengths(machine: Machine) -> Iterator[Finding]:
    python = _settings_or_none(machine).get("INTERPRETER_WIN") or machine.python
    command = len(_COMMAND.format(python))
    if command > LONGEST_COMMAND or len(python) > LONGEST_PATH:
        yield Finding(
            FindingLevel.TROUBLE,
            f"The command that starts Python has {command} characters ({LONGEST_COMMAND} fit), its path {len(python)}.",
            "Put Python into a folder with a shorter path and run `xlscore addin install` again.",
        )
    else:
        yield _fine(f"The command that starts Python has {command} of {LONGEST_COMMAND} characters")


def _synchronised(machine: Machine) -> Iterator[Finding]:
    """Say what lies in a folder that OneDrive may empty to save space."""
    roots = {v for name, v in machine.environ.items() if name.upper().startswith("ONEDRIVE") and v}
    python = _settings_or_none(machine).get("INTERPRETER_WIN") or machine.python
    for what, path in (("Python", python), ("The start folder", machine.environ.get("APPDATA", ""))):
        if any(_is_inside(path, root) for root in roots):
            yield Finding(
                FindingLevel.WARNING, f"{what} lies in a OneDrive folder: {path}.",
                "Choose 'Always keep on this device' for it, or better put it into a folder that is not synchronised.",
            )  # fmt: skip
    if roots:
        yield _fine(
            "Workbooks in OneDrive and SharePoint folders are fine: Python is started without their paths"
        )


def _is_inside(path: str, root: str) -> bool:
    return bool(path) and path.casefold().replace("\\", "/").startswith(
        root.casefold().replace("\\", "/").rstrip("/") + "/"
    )


def _policies(machine: Machine) -> Iterator[Finding]:
    if not machine.is_windows:
        return
    for fine, what, fix in macro_findings(machine):
        yield Finding(FindingLevel.FINE if fine else FindingLevel.TROUBLE, what, fix)


def _processes(machine: Machine) -> Iterator[Finding]:
    if not machine.is_windows:
        return
    waits = _settings_or_none(machine).get("DEBUG UDFS") == "True"
    for fine, what, fix in process_findings(machine, waits):
        yield Finding(FindingLevel.FINE if fine else FindingLevel.TROUBLE, what, fix)


def _settings_or_none(machine: Machine) -> dict[str, str]:
    try:
        return _settings(machine)
    except XlscoreError:
        return {}


CHECKS: Final[tuple[Callable[[Machine], Iterator[Finding]], ...]] = (
    _system, _installed, _versions, _python, _lengths, _synchronised, _policies, _processes,
)  # fmt: skip

"""The computer that the add-in is put on: its folders, its Python, its registry. Tests hand in one of their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from xlscore.excel.build import ADDIN_NAME, AddinError

__all__ = ["Machine", "Registry"]

Registry = Callable[[str, str, str], "str | int | None"]
"""Returns the value of a name under a key of a hive ("HKCU" or "HKLM"), None where there is none."""

SERVER_FILE: Final = "Scorecard server.cmd"


def _windows_registry(hive: str, key: str, name: str) -> str | int | None:
    """Return a value of the Windows registry; elsewhere there is none."""
    if sys.platform != "win32":
        return None
    import winreg

    root = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}[hive]
    try:
        with winreg.OpenKey(root, key) as opened:
            value = winreg.QueryValueEx(opened, name)[0]
    except OSError:
        return None
    return value if isinstance(value, (str, int)) else None


@dataclass(frozen=True)
class Machine:
    """One user's computer."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    python: str = sys.executable
    registry: Registry = _windows_registry
    is_windows: bool = sys.platform == "win32"

    @property
    def start_folder(self) -> Path:
        """Return the folder whose workbooks Excel opens for this user each time it starts."""
        return self._roaming / "Microsoft" / "Excel" / "XLSTART"

    @property
    def addin(self) -> Path:
        """Return where the add-in is, or would be, for this user."""
        return self.start_folder / ADDIN_NAME

    @property
    def server_file(self) -> Path:
        """Return the file that starts the Python server when this user logs on."""
        programs = self._roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs"
        return programs / "Startup" / SERVER_FILE

    @property
    def _roaming(self) -> Path:
        roaming = self.environ.get("APPDATA", "")
        if not roaming:
            raise AddinError(
                "This computer has no APPDATA folder, so it is not Windows: run this where the officer's Excel is. "
                "`xlscore addin build` makes the add-in on any computer."
            )
        return Path(roaming)

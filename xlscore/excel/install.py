"""Putting the add-in where one user's Excel opens it, and taking it away again. No administrator rights needed."""

from __future__ import annotations

from pathlib import Path

from xlscore.excel.build import AddinError, build
from xlscore.excel.machine import Machine

__all__ = ["install", "uninstall"]


def install(machine: Machine | None = None, *, server_at_logon: bool = False) -> list[str]:
    """Return what was done: the add-in built for this Python and put into the user's XLSTART folder.

    With `server_at_logon` Excel starts no process of its own, which some forces' security rules forbid: the one
    Python is started when the user logs on, and every Excel finds it.
    """
    machine = machine or Machine()
    build(machine.addin, machine.python, server_at_logon=server_at_logon)
    said = [f"Installed {machine.addin}", f"It starts {machine.python}"]
    if server_at_logon:
        _write(machine.server_file, _server_text(machine.python))
        said += [
            f"Wrote {machine.server_file}: Python starts with each logon",
            "Log off and on once, or double-click that file, before you use it",
        ]
    elif machine.server_file.exists():
        _remove(machine.server_file)
        said.append(f"Removed {machine.server_file}: Excel starts Python itself again")
    return [*said, "Start Excel again: the tab Scorecard is beside View"]


def uninstall(machine: Machine | None = None) -> list[str]:
    """Return what was done: the add-in and the server's start file removed, where they are."""
    machine = machine or Machine()
    removed = [path for path in (machine.addin, machine.server_file) if path.exists()]
    for path in removed:
        _remove(path)
    if not removed:
        return [f"Nothing to remove: {machine.addin} is not there"]
    return [*(f"Removed {path}" for path in removed), "Start Excel again: the tab Scorecard is gone"]


def _server_text(python: str) -> str:
    windowless = Path(python).with_name("pythonw.exe")
    if windowless.exists():
        python = str(windowless)
    return (
        "@rem Starts the Python behind the Scorecard add-in. Written by xlscore addin install.\r\n"
        f'@start "Scorecard" /min "{python}" -B -c "import xlwings; xlwings.serve()"\r\n'
    )


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("mbcs" if _has_mbcs() else "utf-8"))
    except OSError as error:
        raise AddinError(f"{path} cannot be written ({(error.strerror or 'refused').lower()}).") from None


def _has_mbcs() -> bool:
    """Return whether this is a Windows, whose command files are read in its own code page."""
    try:
        "".encode("mbcs")
    except LookupError:
        return False
    return True


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise AddinError(
            f"{path} cannot be removed ({(error.strerror or 'refused').lower()}); close Excel and run again."
        ) from None

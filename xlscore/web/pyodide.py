"""Python for the browser: Pyodide of one version, from a folder or fetched with npm, and never another's bytes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xlscore.errors import XlscoreError

__all__ = ["PYODIDE", "PyodideError", "pyodide_files"]

PYODIDE: Final = "314.0.7"
"""The version; what is worked out in a browser was compared with the desktop on this one."""
_FILES: Final[Mapping[str, str]] = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
}
"""What a browser asks for, with the SHA-256 of each."""
_OTHER_WAY: Final = (
    f"Fetch the npm package pyodide {PYODIDE} where that is allowed, and name its folder with --pyodide."
)
_SECONDS: Final = 300


class PyodideError(XlscoreError):
    """Pyodide cannot be had, or is not the version that was tested."""


def pyodide_files(folder: Path | None = None) -> dict[str, bytes]:
    """Return the files of Pyodide that a site needs, from a folder that holds them or from npm's registry."""
    if folder is not None:
        return _checked(folder)
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        return _checked(_fetched(Path(place)))


def _checked(folder: Path) -> dict[str, bytes]:
    here = next(
        (each for each in (folder, folder / "package", folder / "node_modules" / "pyodide") if _is_it(each)),
        None,
    )
    if here is None:
        raise PyodideError(f"{folder} does not hold Pyodide {PYODIDE}: {', '.join(_FILES)}.", _OTHER_WAY)
    files = {name: (here / name).read_bytes() for name in _FILES}
    wrong = [name for name, data in files.items() if hashlib.sha256(data).hexdigest() != _FILES[name]]
    if wrong:
        raise PyodideError(f"{wrong[0]} in {here} is not that of Pyodide {PYODIDE}.", _OTHER_WAY)
    return files


def _is_it(folder: Path) -> bool:
    return all((folder / name).is_file() for name in _FILES)


def _fetched(place: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise PyodideError("Python for the browser comes from npm, which is not installed here.", _OTHER_WAY)
    try:
        asked = [npm, "pack", f"pyodide@{PYODIDE}", "--silent", "--pack-destination", str(place)]
        subprocess.run(asked, cwd=place, check=True, capture_output=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError):
        raise PyodideError(
            f"npm could not fetch Pyodide {PYODIDE}; is the network there?", _OTHER_WAY
        ) from None
    for packed in place.glob("*.tgz"):
        with tarfile.open(packed) as archive:
            archive.extractall(
                place,
                [each for each in archive if each.name.removeprefix("package/") in _FILES],
                filter="data",
            )
    return place

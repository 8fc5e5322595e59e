"""The Open XML SDK validator: does Office's own schema accept a workbook?

It judges every XML part against Office's schema and semantic rules. It does not look inside `vbaProject.bin`,
nor at repeated ribbon ids, nor at the content type of a macro workbook's main part.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from tests.support.tools import require_tool

SECONDS = 120  # a workbook of 10 MB takes about five
# It runs for a second or two: to compile its own code a second time, only better, costs more than it spares.
COMPILED_ONCE: Final = {"DOTNET_TieredPGO": "0", "DOTNET_TC_CallCounting": "0", "DOTNET_gcConcurrent": "0"}


def validate(path: Path | str, office_version: str = "Microsoft365") -> list[str]:
    """Return one sentence per error the validator finds in the file at `path`; empty when it is clean."""
    return _errors(require_tool("ooxml-validator"), Path(path), office_version)


def validate_all(paths: Iterable[Path | str], office_version: str = "Microsoft365") -> dict[Path, list[str]]:
    """Return the errors of each file by its path, two files at a time (the validator takes one a run)."""
    validator = require_tool("ooxml-validator")
    files = [Path(path) for path in paths]
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda file: _errors(validator, file, office_version), files))
    return dict(zip(files, results, strict=True))


def validate_pairs(pairs: Mapping[Path, Path]) -> dict[Path, list[str]]:
    """Return the errors of files and of their edited copies; a file whose copy has none is not judged and has none here."""
    edited = validate_all(pairs.values())
    return (
        {old: [] for old in pairs} | validate_all(old for old, new in pairs.items() if edited[new]) | edited
    )


def _errors(validator: str, path: Path, office_version: str) -> list[str]:
    run = subprocess.run(
        [validator, str(path), "--officeVersion", office_version],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        env=os.environ | COMPILED_ONCE,
        check=False,
    )
    if run.returncode not in (0, 1):
        raise RuntimeError(f"The validator could not judge {path.name}: {run.stderr.strip()}")
    return [_sentence(error) for error in json.loads(run.stdout)["errors"]]


def _sentence(error: dict[str, str | None]) -> str:
    where = " ".join(part for part in (error["path"], error["xPath"]) if part)
    return f"{error['errorType']} {error['id'] or ''} {where}: {error['description']}"

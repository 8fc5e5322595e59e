"""Presses a ribbon button on a file, or on another engine, whose process is started once for all tests."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import xlscore
from tests.support.tools import ROOT
from xlscore.excel.ribbon import run

Pressed = tuple[str, str, list[Any]]
"""How a button ended, its message, and what it asked of Excel."""
_LANES: Final[dict[str, subprocess.Popen[str]]] = {}


def press_on_file(path: Path, name: str, asked: str = "") -> tuple[str, str]:
    book = xlscore.open_book(path)
    try:
        return run(book, name, asked)
    finally:
        book.close()


def press_elsewhere(
    engine: str,
    path: Path,
    buttons: list[tuple[str, str]],
    drawn: dict[str, list[str]] | None = None,
    saved: str = "",
    documents: str = "",
) -> list[Pressed]:
    """Return how each button ended on another engine, its message, and what it asked of Excel."""
    book = xlscore.open_book(path)
    sheets = {
        sheet.name: [
            [_json(cell) for cell in row]
            for row in sheet.range((1, 1), sheet.used_range.last_cell).options(ndim=2).value
        ]
        for sheet in book.sheets
    }
    book.close()
    lane = _LANES.get(engine) or _LANES.setdefault(engine, _started(engine))
    assert lane.stdin is not None
    assert lane.stdout is not None
    asked = {
        "sheets": sheets,
        "buttons": buttons,
        "drawn": drawn or {},
        "saved": saved,
        "documents": documents,
    }
    lane.stdin.write(json.dumps(asked) + "\n")
    lane.stdin.flush()
    answers = lane.stdout.readline()
    assert answers, f"The process of the engine {engine} ended; what it said stands among the errors."
    return [(kind, text, calls) for kind, text, calls in json.loads(answers)]


def _json(cell: Any) -> Any:
    return cell.strftime("%Y-%m-%dT00:00:00.000Z") if isinstance(cell, datetime.date) else cell


def _started(engine: str) -> subprocess.Popen[str]:
    """Start an engine's process; that takes as long as ten presses do, each of which has a workbook of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.excel.ribbon_lanes", engine],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT,
    )  # fmt: skip


def end_lanes() -> None:
    """End the processes that were started; each ends where nothing is left to press."""
    for engine in list(_LANES):
        with _LANES.pop(engine) as lane:
            assert lane.stdin is not None
            lane.stdin.close()
        assert lane.returncode == 0, engine

"""Asking the recording Excel of `engine_lane` from a test."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.support.tools import ROOT

__all__ = ["in_excel"]


def in_excel(task: str) -> tuple[Any, list[list[Any]]]:
    """Return a task's answer and what it asked of Excel."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.excel.engine_lane", task],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    answer, calls = json.loads(ended.stdout)
    return answer, calls

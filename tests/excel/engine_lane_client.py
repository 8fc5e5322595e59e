"""Asking the recording Excel of `engine_lane` from a test."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import Any

from tests.support.tools import ROOT

__all__ = ["in_excel"]


def in_excel(task: str) -> tuple[Any, list[list[Any]]]:
    """Return a task's answer and what it asked of Excel."""
    answer, calls = json.loads(_answers()[task])
    return answer, calls


@cache  # a process takes a second to start
def _answers() -> dict[str, str]:
    """Return what each task answers, as JSON: whoever asks may change what it got."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.excel.engine_lane"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    return {task: json.dumps(answer) for task, answer in json.loads(ended.stdout).items()}

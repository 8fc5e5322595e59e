"""Two judges of accessible PDFs: page-validation (PDF/UA-1, rule by rule) and outloud (what a screen reader would say).

They stand in an environment of their own, since one of them brings a renderer of some hundred megabytes; the program
`outloud` on the PATH leads to it.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.support.tools import require_tool

SECONDS = 180
_PAGE = """
import json, page, sys
for path in sys.argv[1:]:
    report = page.validate_pdf(path, profile="ua1")
    print(json.dumps([f"{failure.rule_id}: {failure.message}" for failure in report.failures]))
"""


def pdf_faults(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """Return what the judges have against each PDF, a sentence each; empty where it passes every check of both."""
    outloud = Path(require_tool("outloud")).resolve()
    named = [str(path) for path in paths]
    page = [
        json.loads(line) for line in _run([str(outloud.parent / "python"), "-c", _PAGE, *named]).splitlines()
    ]
    heard = json.loads(_run([str(outloud), "--fail-on", "never", "--json", "-", *named]))["results"]
    by_path = {Path(result["path"]): _heard(result) for result in heard}
    return {path: [*said, *by_path[path]] for path, said in zip(paths, page, strict=True)}


def _heard(result: dict[str, object]) -> list[str]:
    findings = result["findings"]
    assert isinstance(findings, list)
    assert not result["error"], result["error"]
    return [
        f"{finding['rule']}: {finding['message']}" for finding in findings if finding["severity"] != "info"
    ]


def _run(command: list[str]) -> str:
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        check=True,
    )
    return run.stdout

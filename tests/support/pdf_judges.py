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
from xlscore.papers.pdf.structure import elements
from xlscore.papers.pdf.tables import tables_of

SECONDS = 180
_PAGE = """
import json, page, sys
for path in sys.argv[1:]:
    report = page.validate_pdf(path, profile="ua1")
    print(json.dumps([f"{failure.rule_id}: {failure.message}" for failure in report.failures]))
"""


_OF_ONE_TABLE = ("TBL-014", "TAG-002")
"""What outloud says of a page that a table goes on to, or that holds two: that no table covers its ruled lines, for it asks only for a
single one that begins there, and that headings of columns are artifacts where they are drawn anew. ISO 32000-1, table 337, has both
so: the head of a table that is split across pages "may be redrawn at the top of each table fragment (although there is only one
THead element)"."""


def pdf_faults(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """Return what the judges have against each PDF, a sentence each; empty where it passes every check of both.

    Two checks of outloud are not asked of pages for which they ask what the standard does not have: see `_OF_ONE_TABLE`.
    """
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
    path = Path(str(result["path"]))
    return [
        f"{finding['rule']}: {finding['message']}"
        for finding in findings
        if finding["severity"] != "info"
        and not (finding["rule"] in _OF_ONE_TABLE and _is_of_more(finding, path))
    ]


def _is_of_more(finding: dict[str, object], path: Path) -> bool:
    """Return whether the page of a finding has a table that began before, or two; headings drawn anew stand where it began, too."""
    begins = _beginnings(path).get(finding["page"], [])
    before = [page for page in begins if page != finding["page"]]
    if finding["rule"] == "TBL-014":
        return bool(before) or len(begins) > 1
    drawn = str(finding["evidence"]).rstrip("…").split(";")
    words = " ".join(" ".join(_words(path, page)) for page in before)
    return bool(before) and all(" ".join(line.split()) in words for line in drawn)


def _words(path: Path, page: int) -> list[str]:
    return _run(["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(path), "-"]).split()


def _beginnings(path: Path) -> dict[object, list[int]]:
    """Return for each page that holds a table of the structure, or a part of one, the pages on which its tables begin, from 1."""
    import pikepdf

    found: dict[object, list[int]] = {}
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        for table in tables_of(pdf):
            held = {pages[cell.Pg.objgen] for cell, _ in elements(table) if "/Pg" in cell}
            for page in held:
                found.setdefault(page, []).append(min(held))
    return found


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

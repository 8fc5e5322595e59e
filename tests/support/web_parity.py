"""Whether a browser answers as the desktop does: calls and pressed buttons, each with what our own Python says.

    python -m tests.support.web_parity calls             prints every call of the lanes' table as a batch
    python -m tests.support.web_parity answers           prints what this Python answers to that batch
    python -m tests.support.web_parity files FOLDER      writes the workbooks, and prints as JSON what is pressed on which
    python -m tests.support.web_parity compare FOLDER    compares what a browser wrote there with what this Python writes

`files --all` is every button on every sample, and some on workbooks of the corpus with tables put in.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tests.books.layouts import with_stops
from tests.excel.office_cells import block
from tests.excel.vectors import vectors
from tests.support.tools import ROOT
from xlscore.engine import book_bytes, open_book
from xlscore.excel.actions import ACTIONS
from xlscore.web.calls import call
from xlscore.web.press import press

__all__ = ["cases", "compared", "parts"]

NOT_PRESSED: Final = {"about", "paper-as-pdf", "write-paper", "refresh-paper", "find-regions", "check-paper"}
"""What tells of its own computer, or is asked of a document; papers have a comparison of their own."""
ANSWERS: Final = {"next-cycle": ["2026 Q3"], "data-pack": ["Pack.xlsx"]}
SHARE: Final = (
    ("sample-balanced-scorecard-essex.xlsx", "generate-force-grades"),
    ("sample-balanced-scorecard-essex.xlsx", "next-cycle"),
    ("sample-threat-impact-leicestershire.xlsx", "fill-threat-and-impact"),
    ("sample-msg-positions-illustrative.xlsx", "update-msg-positions"),
    ("sample-monthly-performance-london.xlsx", "report-month"),
    ("sample-action-log-board.xlsx", "keep-logs"),
)
CORPUS: Final = 20
_IDENTITY: Final = re.compile(rb"\{[0-9A-F]{8}-[0-9A-F-]{27}\}")
"""Identities that a part is given at random."""


def batch() -> str:
    """Return every call of the lanes' table, as Office.js sends it."""
    return json.dumps([[each.name, [block(cells) for cells in each.cells]] for each in vectors()])


def stirred(path: Path) -> bytes:
    """Return a sample with other figures in a third of its cells, so that its buttons have something to do."""
    book = open_book(path)
    try:
        for sheet in book.sheets:
            used = sheet.used_range
            values, formulas = used.options(ndim=2).value, used.formula
            if used.count == 1:
                formulas = [[formulas]]
            elif 1 in used.shape:  # a single row or column may come flat
                flat = [
                    each[0] if isinstance(each, (list, tuple)) and len(each) == 1 else each
                    for each in formulas
                ]
                nested = isinstance(flat[0], (list, tuple))
                formulas = flat if nested else [flat] if used.shape[0] == 1 else [[each] for each in flat]
            for row, (shown, held) in enumerate(zip(values, formulas, strict=True)):
                for column, (value, formula) in enumerate(zip(shown, held, strict=True)):
                    is_figure = isinstance(value, float) and not str(formula).startswith("=")
                    if is_figure and (row + column) % 3 == 0 and 3 < abs(value) < 30_000:
                        used[row, column].value = round(value * 1.25)
        return book_bytes(book)
    finally:
        book.close()


def with_tables(path: Path) -> bytes:
    """Return somebody's workbook with a grid of grades and a map's stops put in."""
    book = open_book(path)
    try:
        taken = {sheet.name.casefold() for sheet in book.sheets}
        for name, rows in with_stops().items():
            spare = next(each for each in (name, f"{name} (ours)") if each.casefold() not in taken)
            sheet = book.sheets.add(spare, after=book.sheets[-1])
            for number, row in enumerate(rows, start=1):
                sheet.range((number, 1)).value = row
        return book_bytes(book)
    finally:
        book.close()


def cases(whole: bool) -> Iterator[tuple[str, bytes, list[str]]]:
    """Yield workbooks with the buttons that are pressed on each."""
    samples = {path.name: path for path in sorted((ROOT / "workbooks").glob("*.xlsx"))}
    if not whole:
        for name in dict.fromkeys(name for name, _ in SHARE):
            yield name, stirred(samples[name]), [action for of, action in SHARE if of == name]
        return
    every = [name for name in ACTIONS if name not in NOT_PRESSED]
    for name, path in samples.items():
        yield name, stirred(path), every
    taken = 0
    for path in sorted(
        (ROOT.parent / "shared" / "corpus").glob("*.xlsx"),
        key=lambda path: hashlib.sha1(path.name.encode()).digest(),
    ):
        if taken == CORPUS:
            return
        try:
            data = with_tables(path)
        except Exception:  # protected, damaged on purpose, or without a sheet: another one
            continue
        taken += 1
        yield path.name, data, ["generate-force-grades", "draw-tube-map", "refresh-all", "check-workbook"]


def parts(data: bytes | None) -> dict[str, bytes]:
    """Return the parts of a saved workbook without identities made at random; nothing where none was saved."""
    if data is None:
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: _IDENTITY.sub(b"{}", archive.read(name)) for name in archive.namelist()}


def compared(folder: Path) -> tuple[int, int, list[str]]:
    """Return how many presses were compared, how many of them changed a workbook, and what differs."""
    pressed, changed, wrong = 0, 0, []
    for name, action, filled, made, message in _written(folder):
        own, answer = press(action, (folder / name).read_bytes(), _options(name, action))
        pressed += 1
        changed += own is not None
        differing = _differing("", own, filled)
        also = answer.get("made", {})
        for file in sorted(also.keys() | made.keys()):
            differing += _differing(f"{file}: ", also.get(file), made.get(file))
        if differing or message != [answer["ended"], answer["message"]]:
            wrong.append(
                f"{name} {action}: {', '.join(differing) or message} (here: {answer['message'][:200]})"
            )
    return pressed, changed, wrong


def _differing(of: str, ours: bytes | None, theirs: bytes | None) -> list[str]:
    here, there = parts(ours), parts(theirs)
    return [f"{of}{each}" for each in sorted(here.keys() | there.keys()) if here.get(each) != there.get(each)]


def _written(folder: Path) -> Iterator[tuple[str, str, bytes | None, dict[str, bytes], list[str]]]:
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        filled = path.with_suffix(".filled")
        yield (
            told["name"],
            told["action"],
            filled.read_bytes() if filled.exists() else None,
            {file: b64decode(coded) for file, coded in told["made"].items()},
            [told["ended"], told["message"]],
        )


def _options(name: str, action: str) -> dict[str, Any]:
    return {"name": name, "answers": ANSWERS.get(action, [])}


def main(arguments: list[str]) -> int:
    """Do what the arguments say."""
    what, whole = arguments[0], "--all" in arguments
    if what == "calls":
        print(batch(), end="")
    elif what == "answers":
        print(call(batch()), end="")
    elif what == "files":
        folder = Path(arguments[1])
        listed = []
        for name, data, actions in cases(whole):
            (folder / name).write_bytes(data)
            listed += [{"name": name, "action": each, "options": _options(name, each)} for each in actions]
        print(json.dumps(listed))
    else:
        pressed, changed, wrong = compared(Path(arguments[1]))
        print(json.dumps({"pressed": pressed, "changed": changed, "wrong": wrong}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

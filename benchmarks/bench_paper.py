"""What a paper costs: written, refreshed with nothing to change, refreshed after a month, of every kind's sample and of 60 pages.

Printed is the processor time of the whole command, its start included, the least of three; how much of an unchanged refresh
is loading the modules that it uses; and beside it python-docx opening and saving the same document in the same run, also
with its start. Modules are compiled beforehand, as pip does when it installs them. `python benchmarks/bench_paper.py`
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import xlsxwriter

WORKBOOKS: Final = Path(__file__).resolve().parents[1] / "workbooks"
SAMPLES: Final = {
    "board": "sample-balanced-scorecard-essex.xlsx",
    "msg": "sample-msg-positions-illustrative.xlsx",
    "monthly": "sample-monthly-performance-london.xlsx",
    "panel": "sample-threat-impact-leicestershire.xlsx",
    "quarterly": "sample-monthly-performance-london.xlsx",
}
SAMPLE_SECONDS, LONG_SECONDS = 2.0, 6.0
"""What refreshing a sample's paper and one of 60 pages may cost."""
AREAS, WORDS = 162, 200
"""So many areas with so many words of rationale each are the 60 pages."""
GRADES: Final = ("Outstanding", "Good", "Requires Improvement", "Inadequate")
SPOKEN: Final = [
    "the",
    "board",
    "agreed",
    "that",
    "solved",
    "rates",
    "fell",
    "while",
    "volume",
    "and",
    "harm",
    "were",
    "as",
    "before",
    "in",
    "most",
    "districts",
    "and",
    "the",
    "gap",
    "to",
    "the",
    "group",
    "narrows",
]
RUNS: Final = 3
LOADED: Final = """
import gc, importlib, sys
from xlscore.cli.leaving_out import leave_out_tables
from xlscore.cli.methods_when_used import make_methods_when_used
gc.set_threshold(300_000)
leave_out_tables()
make_methods_when_used()
for name in sys.argv[1:]:
    importlib.import_module(name)
gc.freeze()
"""
"""Loads modules as a command does, and does nothing with them."""
PEER: Final = "import sys, docx; docx.Document(sys.argv[1]).save(sys.argv[2])"


def long_book(path: Path, cycle: int) -> None:
    """Write a grid of many areas, each with a rationale of many words; with a cycle some of its grades change."""
    numbers = random.Random(17)
    rows: list[list[str]] = []
    for area in range(AREAS):
        before, words = numbers.randrange(3), " ".join(numbers.choices(SPOKEN, k=WORDS))
        final = before if (area + cycle) % 9 else before + 1
        rows.append(
            [
                f"{SPOKEN[area // 20].title()} crime",
                f"{SPOKEN[area // 20].title()} {chr(65 + area % 20)}",
                GRADES[before],
                GRADES[final],
                GRADES[final],
                words,
            ]
        )
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Grid")
    sheet.write_row(0, 0, ["Cycle", f"Cycle {cycle}"])
    sheet.write_row(2, 0, ["Theme", "Area", f"Cycle {cycle - 1} grade", "North", "Final grade", "Rationale"])
    for number, row in enumerate(rows):
        sheet.write_row(3 + number, 0, row)
    book.close()


def cost(folder: Path, *command: str | Path, runs: int = RUNS) -> float:
    """Return the processor time of a command of Python's, its start included: the least of some runs."""
    return min(_cost(folder, *command) for _ in range(runs))


def _cost(folder: Path, *command: str | Path) -> float:
    before = os.times()
    python(folder, *command)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def python(folder: Path, *command: str | Path) -> str:
    """Return what a command of Python's says on standard error; what it compiles is kept in the folder."""
    here = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    here["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    return subprocess.run(
        [sys.executable, *map(str, command)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=here,
    ).stderr


def modules(folder: Path, *command: str | Path) -> list[str]:
    """Return the modules of ours that a command loads, which load those of others, in the order in which it has loaded them."""
    lines = python(folder, "-X", "importtime", *command).splitlines()
    names = (line.rsplit("|", 1)[-1].strip() for line in lines if line.startswith("import time:"))
    return [name for name in names if name.partition(".")[0] == "xlscore"]


def run(folder: Path, say: Callable[[str], None]) -> bool:
    """Return whether every refresh without a change stays within what it may cost, having said what each step costs."""
    first, second = folder / "long-13.xlsx", folder / "long-14.xlsx"
    long_book(first, 13)
    long_book(second, 14)
    papers = [
        (kind, kind, WORKBOOKS / name, WORKBOOKS / name, SAMPLE_SECONDS) for kind, name in SAMPLES.items()
    ]
    papers.append(("60 pages", "board", first, second, LONG_SECONDS))
    say(
        f"{'paper':<12}{'kB':>7}{'written':>10}{'unchanged':>11}{'imports':>9}{'next month':>12}{'python-docx':>13}"
    )
    within = True
    for name, kind, book, after, most in papers:
        paper = folder / f"{name.replace(' ', '-')}.docx"
        write = ("-m", "xlscore", "paper", "write", book, "--kind", kind, "--out", paper, "--quiet")
        refresh = ("-m", "xlscore", "paper", "refresh", paper, "--quiet", "--book")
        python(folder, *write)  # compiles what is not compiled yet
        paper.unlink()
        written = cost(folder, *write, runs=1)
        loaded = modules(folder, *refresh, book)
        unchanged = cost(folder, *refresh, book)
        imports = cost(folder, "-c", LOADED, *loaded)
        changed = cost(folder, *refresh, after, "--out", folder / "next.docx") if after != book else None
        peer = cost(folder, "-c", PEER, paper, folder / "peer.docx")
        month = "-" if changed is None else f"{changed:.2f} s"
        size = paper.stat().st_size / 1000
        say(
            f"{name:<12}{size:>7.0f}{written:>8.2f} s{unchanged:>9.2f} s{imports:>7.2f} s{month:>12}{peer:>11.2f} s"
        )
        within &= unchanged <= most
    return within


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        fits = run(Path(made), print)
    sys.exit(0 if fits else 1)

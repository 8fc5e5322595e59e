"""What a command prints: short and aligned for people, one JSON object for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from xlscore.rules.problems import Problem

__all__ = ["console", "print_json", "print_problems", "table"]


def console(error: bool = False) -> Console:
    """Return a console that colours only a terminal and never wraps what is piped into a file."""
    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else 200
    # Names are the officers' own: a map "A:B: north" has no picture in it.
    return Console(file=stream, highlight=False, emoji=False, soft_wrap=width is not None, width=width)


def print_json(answer: Any) -> None:
    """Print one JSON object."""
    print(json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False))


def table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = (), heading: bool = True
) -> Table:
    """Return rows as an aligned table; the columns numbered in `right` are set to the right."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_header=heading)
    for number, name in enumerate(headings):
        made.add_column(name, justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    return made


def print_problems(problems: Sequence[Problem]) -> None:
    """Print what is wrong in the data: where, what, and what to do."""
    if not problems:
        return
    out = console()
    out.print(f"\n[bold]{len(problems)} problem{'s' if len(problems) != 1 else ''}[/bold]")
    for problem in problems:
        out.print(f"  {problem.place}: {problem.what} {problem.do}", markup=False)

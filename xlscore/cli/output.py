"""What a command prints: short and aligned for people, one JSON object for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from xlscore.rules.problems import Problem

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["console", "never_fail_to_print", "print_json", "print_problems", "progress", "table"]


def never_fail_to_print() -> None:
    """Let what a console's or a pipe's code page cannot show, such as ▲ and ◄► in cp1252, become "?"."""
    for stream in (sys.stdout, sys.stderr):
        # Also where PYTHONIOENCODING asks for strictness: a command that has written a workbook shall not fail after it.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def console(error: bool = False) -> Console:
    """Return a console that colours only a terminal and never wraps what is piped into a file."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else 200
    # Names are the officers' own: a map "A:B: north" has no picture in it.
    return Console(file=stream, highlight=False, emoji=False, soft_wrap=width is not None, width=width)


@contextmanager
def progress(doing: str, *, quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """Show on standard error how far a long action is: give back what is told a name, how many are done, of how many.

    Only a terminal sees it, and it leaves nothing behind.
    """
    if quiet or not sys.stderr.isatty():
        yield _unseen
        return
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task(doing, total=None)

        def say(name: str, done: int, of: int) -> None:
            bar.update(task, description=escape(f"{doing} {name}"), completed=done, total=of)

        yield say


def _unseen(_name: str, _done: int, _of: int) -> None:
    """Show nothing."""


def print_json(answer: Any) -> None:
    """Print one JSON object; where the output's encoding cannot carry a character, all are escaped."""
    text = json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(answer, indent=2, allow_nan=False)
    print(text)


def table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = (), heading: bool = True
) -> Table:
    """Return rows as an aligned table; the columns numbered in `right` are set to the right."""
    from rich.table import Table

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

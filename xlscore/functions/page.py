"""The page of documentation that shows every worksheet function with its example.

`python -m xlscore.functions.page > docs/functions.md` writes it; a test says when it is out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from xlscore.functions import REGISTRY, WorksheetFunction
from xlscore.functions.cell_names import ALSO_CALLED, cell_name

__all__ = ["as_formula", "functions_page", "split_heading"]

_HEAD: Final = """# Worksheet functions

Type them in any cell once the add-in is installed, or call them from Python: `from xlscore.functions import MSG_GAP`.
`xlscore call NAME …` evaluates one from the shell.

- A range may be a row, a column, a block or one cell. Blank cells, `N/A`, `-` and `..` are missing and do not take part.
- Names match whatever their case, spaces or trailing footnote digits.
- Fractions are fractions: −10 % is −0.1. Text such as "-10%" is accepted too.
- A text that says one figure is that figure, with its scale and without its unit: "1,903", "-22,112 offences", "£1.2m", "91.60 per
  1,000 pop.", "8.8% points" (0.088). One that could be two ("10-12", "1.234", "3 of 5 met") is `#VALUE!`, and so is a position
  ("4th in MSG") wherever none belongs.
- Whole crimes and outcomes are counted on the decimal that the cell shows, and rounded up.
- `#N/A` says "not there", `#VALUE!` "cannot be read", `#NUM!` "out of range". An error in an input comes out as the
  same error. In Python each is a `CellError` with a sentence saying what to do.
- An argument in [brackets] may be left out or blank; its default stands behind the `=`.
- In a cell, `TREND` is called `TREND_ARROW` (Excel has a TREND of its own, which wins) and `SPC` is called `SPC_TABLE`
  (a word of VBA). In Python they keep their names; the command line knows both.
- None is volatile, and none reads anything but its arguments.
"""


def functions_page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join([_HEAD, *_index(), *(line for f in REGISTRY.values() for line in _section(f))]) + "\n"


def _index() -> Iterator[str]:
    yield "| function | answer |"
    yield "|---|---|"
    for function in REGISTRY.values():
        yield f"| [`{function.name}`](#{function.name.lower()}) | {function.summary} |"
    yield ""


def _section(function: WorksheetFunction) -> Iterator[str]:
    yield f"## {function.name}\n"
    yield f"`{function.signature}`\n"
    yield f"{function.summary}\n"
    if function.name in ALSO_CALLED:
        yield f"In a cell it is called **{cell_name(function.name)}**: Excel or VBA keeps the shorter name for itself.\n"
    for argument in function.arguments:
        yield f"- **{argument.name}**: {argument.help}"
    yield f"\nExample: `{as_formula(function.name, function.example.arguments)}` gives {_answer(function.example.answer)}\n"
    yield f"Source: {function.source}\n"


def as_formula(name: str, arguments: tuple[Any, ...]) -> str:
    """Return a call as it is typed in a cell, ranges as array constants; by its second name where a cell needs it.

    >>> as_formula("MSG_RANK", ("Essex", [["Essex"], ["Kent"]], [[91.6], [104.4]], False))
    '=MSG_RANK("Essex",{"Essex";"Kent"},{91.6;104.4},FALSE)'
    """
    return f"={cell_name(name)}({','.join(_constant(argument) for argument in arguments)})"


def _constant(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        rows = [row if isinstance(row, (list, tuple)) else [row] for row in value]
        return "{" + ";".join(",".join(_constant(cell) or '""' for cell in row) for row in rows) + "}"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return "" if value is None else format(value, ".15g")


def _answer(answer: Any) -> str:
    if isinstance(answer, list):
        head, rows = split_heading(answer)
        lines = [_row(head), "|" + "---|" * len(head), *(_row(row) for row in rows)]
        return "these cells:\n\n" + "\n".join(lines)
    return f"**{_cell(answer)}**"


def split_heading(answer: list[list[Any]]) -> tuple[list[Any], list[list[Any]]]:
    """Return the headings of an answer that spills, blank where it has none, and its rows.

    >>> split_heading([["value", "mean"], [4, 7.2]]), split_heading([[0.1, 0.2]])
    ((['value', 'mean'], [[4, 7.2]]), (['', ''], [[0.1, 0.2]]))
    """
    head, *rows = answer
    if all(isinstance(cell, str) for cell in head):
        return head, rows
    return [""] * len(head), answer


def _row(cells: list[Any]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(value, ".10g")
    return "" if value is None else str(value)


if __name__ == "__main__":
    print(functions_page(), end="")

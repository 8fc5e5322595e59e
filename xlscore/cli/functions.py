"""`xlscore functions` lists the worksheet functions; `xlscore call` evaluates one from the shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xlscore.cli.options import JsonOption
from xlscore.cli.output import console, print_json, table
from xlscore.rules.problems import CellError

if TYPE_CHECKING:
    from xlscore.functions import WorksheetFunction

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("functions")(list_functions)
    # An argument such as -10% is a value and not an option.
    app.command("call", context_settings={"ignore_unknown_options": True})(call)


def list_functions(as_json: JsonOption = False) -> None:
    """List the worksheet functions."""
    from xlscore.functions import REGISTRY
    from xlscore.functions.cell_names import ALSO_CALLED

    if as_json:
        print_json({"functions": [_described(function) for function in REGISTRY.values()]})
        return
    out = console()
    for family in dict.fromkeys(function.family for function in REGISTRY.values()):
        out.print(f"\n[bold]{family}[/bold]")
        for function in REGISTRY.values():
            if function.family == family:
                second = ALSO_CALLED.get(function.name)
                in_cells = f" In a cell: {second}." if second else ""
                out.print(f"  {function.signature}\n      {function.summary}{in_cells}", markup=False)


def _described(function: WorksheetFunction) -> dict[str, Any]:
    from xlscore.functions.cell_names import cell_name

    return {
        "name": function.name,
        "cell_name": cell_name(function.name),
        "family": function.family,
        "signature": function.signature,
        "help": function.summary,
        "arguments": [
            {"name": a.name, "help": a.help, "required": a.required, "default": a.default}
            for a in function.arguments
        ],
        "source": function.source,
        "spills": function.spills,
        "example": {"arguments": list(function.example.arguments), "answer": function.example.answer},
    }


def call(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The function, for example MSG_RANK.")],
    arguments: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ARG]...", help='Its arguments; a range is JSON, for example "[[1],[2]]".'),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Evaluate one worksheet function."""
    from xlscore.functions import call as call_function
    from xlscore.functions.page import split_heading

    cells = [_cell(argument) for argument in arguments or []]
    try:
        answer = call_function(name, *cells)
    except CellError as error:
        if as_json:
            raise
        raise CellError(error.code, f"{error.code.value} {error.sentence}") from None
    if as_json:
        print_json({"function": name.upper(), "answer": answer})
    elif isinstance(answer, list):
        head, rows = split_heading(answer)
        console().print(table(head, [[_shown(cell) for cell in row] for row in rows], heading=any(head)))
    else:
        print(_shown(answer))
    return 0


def _cell(argument: str) -> Any:
    """Return an argument from the shell as a cell: a number, TRUE, a range from JSON, else the text itself."""
    try:
        return json.loads(argument)
    except ValueError:
        return {"TRUE": True, "FALSE": False}.get(argument, argument)


def _shown(cell: object) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return format(cell, ".15g")
    return "" if cell is None else str(cell)

"""The registry of worksheet functions: one definition each, from which every lane is bound.

A definition is an ordinary Python function on cells as they arrive (numbers, texts, booleans, `None`, lists of
rows for ranges). `worksheet_function` wraps it so that each behaves alike: an Excel error in an input comes out
as the same error, a blank optional argument takes its default, and whatever a rule cannot answer is a
`CellError` with a sentence. Excel's name is the Python name.
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import wraps
from typing import Any, Final

from xlscore.errors import lane_words
from xlscore.functions.cell_names import python_name
from xlscore.rules.exact import cell_number
from xlscore.rules.problems import CellError, ExcelError, RuleError, Trouble

__all__ = ["REGISTRY", "Argument", "Example", "WorksheetFunction", "call", "worksheet_function"]

LONGEST_HELP: Final = 255
"""Excel's limit for the help of a function and of an argument."""

_LOOKS_LIKE_A_CELL: Final = re.compile(r"[A-Z]{1,3}\d{1,7}|R\d*C\d*")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: its name, its help, whether it takes a range, what it is when left out."""

    name: str
    help: str
    required: bool
    default: object = None

    @property
    def text(self) -> str:
        """Return the argument as a signature shows it: `[per=1000]`."""
        if self.required:
            return self.name
        if self.default is None:
            return f"[{self.name}]"
        shown = str(self.default).upper() if isinstance(self.default, bool) else self.default
        return (
            f'[{self.name}="{shown}"]'
            if isinstance(shown, str) and shown == self.default
            else f"[{self.name}={shown}]"
        )


@dataclass(frozen=True, slots=True)
class Example:
    """A call that the help shows, with its answer; the twin-cell workbook computes it again."""

    arguments: tuple[Any, ...]
    answer: Any


@dataclass(frozen=True)
class WorksheetFunction:
    """A worksheet function: callable on cells, with all that help and add-in say about it."""

    name: str
    family: str
    summary: str
    arguments: tuple[Argument, ...]
    source: str
    example: Example
    spills: bool
    rule: Callable[..., Any]

    @property
    def signature(self) -> str:
        """Return the call as the formula bar shows it: `MSG_RANK(force, forces, values, [...])`."""
        return f"{self.name}({', '.join(argument.text for argument in self.arguments)})"

    def __call__(self, *cells: Any, **named: Any) -> Any:
        """Return the function's answer for cells as they arrive."""
        return _answer(self, cells, named)


REGISTRY: Final[dict[str, WorksheetFunction]] = {}


def worksheet_function(
    *,
    family: str,
    source: str,
    arguments: Mapping[str, str],
    example: tuple[tuple[Any, ...], Any],
    spills: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function under its own name; its docstring's first line is its help.

    A required argument has no default in the signature. A definition that Excel could not take (a name that
    reads as a cell, help over 255 characters, an argument without help) is refused at once.
    """

    def register(rule: Callable[..., Any]) -> Callable[..., Any]:
        name, parameters = rule.__name__, inspect.signature(rule).parameters
        summary = (inspect.getdoc(rule) or "").split("\n", 1)[0]
        _check_definition(name, summary, arguments, list(parameters))
        function = WorksheetFunction(
            name=name,
            family=family,
            summary=summary,
            arguments=tuple(
                Argument(
                    p.name,
                    arguments[p.name],
                    p.default is p.empty,
                    None if p.default is p.empty else p.default,
                )
                for p in parameters.values()
            ),
            source=source,
            example=Example(*example),
            spills=spills,
            rule=rule,
        )
        REGISTRY[name] = function

        @wraps(rule)
        def answer(*cells: Any, **named: Any) -> Any:
            return function(*cells, **named)

        return answer

    return register


def _check_definition(name: str, summary: str, arguments: Mapping[str, str], parameters: list[str]) -> None:
    if name != name.upper() or _LOOKS_LIKE_A_CELL.fullmatch(name):
        raise ValueError(f"{name} cannot be the name of a worksheet function")
    if name in REGISTRY:
        raise ValueError(f"{name} is defined twice")
    if list(arguments) != parameters:
        raise ValueError(f"{name}: help is given for {list(arguments)}, arguments are {parameters}")
    for text in (summary, *arguments.values()):
        if not 0 < len(text) <= LONGEST_HELP:
            raise ValueError(
                f"{name}: a help text has {len(text)} characters, Excel takes 1 to {LONGEST_HELP}"
            )


def call(name: str, *cells: Any) -> Any:
    """Return the answer of the function of that name, in Python or in a cell, whatever its capitals.

    >>> import xlscore.functions
    >>> call("msg_move", 5, 4), call("trend_arrow", [40, 41, 39, 36, 35, 34])
    ('Improved', '▼')
    """
    try:
        function = REGISTRY[python_name(name.strip())]
    except KeyError:
        raise CellError(
            ExcelError.NAME,
            f"There is no function {name}.",
            lane_words("The dialog Insert Function lists them.", "`xlscore functions` lists them."),
        ) from None
    return function(*cells)


def _answer(function: WorksheetFunction, cells: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    given = _bound(function, cells, named)
    for value in given.values():
        _raise_error_in(value)
    try:
        return _outgoing(function.rule(**given))
    except RuleError as error:
        raise CellError.of(error) from None
    except (ArithmeticError, RecursionError):
        raise CellError(ExcelError.NUM, "The numbers are too large or too small to count with.") from None


def _bound(function: WorksheetFunction, cells: tuple[Any, ...], named: Mapping[str, Any]) -> dict[str, Any]:
    names = [argument.name for argument in function.arguments]
    unknown = [name for name in named if name not in names or names.index(name) < len(cells)]
    if len(cells) > len(names) or unknown:
        raise CellError(ExcelError.VALUE, f"Write it as {function.signature}.")
    given = dict(zip(names, cells, strict=False)) | dict(named)
    for argument in function.arguments:
        if _is_blank(given.get(argument.name)):
            if argument.required and argument.name not in given:
                raise CellError(ExcelError.VALUE, f"'{argument.name}' is missing: {argument.help}")
            given[argument.name] = argument.default
    return given


def _is_blank(value: Any) -> bool:
    """Return whether an argument was left out or is one blank cell."""
    while isinstance(value, (list, tuple)) and len(value) == 1:
        value = value[0]
    return value is None or (isinstance(value, str) and not value.strip())


def _raise_error_in(value: Any) -> None:
    if isinstance(value, (list, tuple)):
        for member in value:
            if type(member) is not float:  # most cells are numbers, and a number is no error
                _raise_error_in(member)
        return
    error = ExcelError.read(value)
    if error is not None:
        raise CellError(error, f"An input holds the error {error.value}.", "Put that cell right first.")


def _outgoing(answer: Any) -> Any:
    """Return an answer as a cell takes it: plain numbers, texts, booleans; rows for what spills."""
    if isinstance(answer, (list, tuple)):
        # Most of what spills is ready as it is; asking for its type first makes a chart three times as fast.
        return [
            member
            if type(member) is str or member is None or (type(member) is float and math.isfinite(member))
            else _outgoing(member)
            for member in answer
        ]
    if isinstance(answer, (Fraction, int)) and not isinstance(answer, bool):
        return cell_number(answer)
    if isinstance(answer, float) and not math.isfinite(answer):
        raise RuleError(Trouble.OUT_OF_RANGE, "The answer is larger than a cell can hold.")
    return answer.value if isinstance(answer, str) and hasattr(answer, "value") else answer

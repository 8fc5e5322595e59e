"""The worksheet functions as Excel calls them, all bound from the registry; nothing is defined here.

Importing this module under xlwings on Windows makes classic functions (COM), under xlwings Server or Lite
custom functions; elsewhere the same names are ordinary Python. `from xlscore.excel.udfs import *` in a
`custom_functions` module is all that a server needs.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, MutableMapping
from typing import Any, Final

import xlwings

from xlscore.excel.conversion import answer, for_office_js
from xlscore.excel.names import excel_functions
from xlscore.functions import WorksheetFunction

__all__ = ["CATEGORY", "bind"]

CATEGORY: Final = "Scorecard"
"""Where Excel's Insert Function dialog lists the functions."""


def bind(namespace: MutableMapping[str, Any], host: Any) -> list[str]:
    """Return the names put into `namespace`: one function each, decorated by `host` (xlwings, or its server half)."""
    served = getattr(host.func, "__module__", "").startswith("xlwings.pro")
    bound = []
    for name, function in excel_functions().items():
        wrapper = _wrapper(name, function, namespace["__name__"], served)
        for argument in function.arguments:
            # "raw" keeps xlwings' own conversion out: it differs between hosts, ours does not.
            wrapper = host.arg(argument.name, "raw", doc=argument.help)(wrapper)
        namespace[name] = host.func(category=CATEGORY)(wrapper)
        bound.append(name)
    return bound


def _wrapper(name: str, function: WorksheetFunction, module: str, served: bool) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        shown = answer(function, arguments)
        return for_office_js(shown) if served else shown

    call.__name__ = call.__qualname__ = name
    call.__doc__ = function.summary
    call.__module__ = module
    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # read by inspect.signature
        [
            inspect.Parameter(
                argument.name,
                inspect.Parameter.POSITIONAL_OR_KEYWORD,
                default=inspect.Parameter.empty if argument.required else None,
            )
            for argument in function.arguments
        ]
    )
    return call


__all__ += bind(globals(), xlwings)  # noqa: PLE0605

"""What is typed for an option is a text, a path, or a list of them, and needs no library that checks values.

Typer, from 0.29 on, has pydantic do it, and to load that takes a tenth of a second of each command. Where Typer makes
its options otherwise nothing changes, and a value of another type is left to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, get_args, get_origin

__all__ = ["take_plain_values"]

_PLACE: Final = "_runtime_param"
_PLAIN: Final = (str, Path)


def take_plain_values(options: Iterable[Any]) -> None:
    """Have options and arguments of plain type make their values themselves, and those that nobody gave none."""
    for option in options:
        if getattr(option, _PLACE, option) is None:
            setattr(option, _PLACE, _PlainValue())


class _PlainValue:
    """Makes the value of an option from what was typed."""

    def coerce(self, typed: Any, param: Any, ctx: Any) -> Any:
        """Return the value, or the values of an option that may be said several times."""
        several = param.multiple or param.nargs == -1
        if typed is None:
            return () if several else None
        annotation = param.type_descriptor.annotation
        made = get_args(annotation)[0] if get_origin(annotation) is list else annotation
        if made in _PLAIN:
            return [made(each) for each in typed] if several else made(typed)
        setattr(param, _PLACE, None)
        return param.get_runtime_param().coerce(typed, param=param, ctx=ctx)

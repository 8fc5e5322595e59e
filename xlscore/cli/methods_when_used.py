"""A record's methods are made when they are first called: of hundreds of kinds of records a command makes a few, and to write
and compile what each can do takes a tenth of a second and more of every command.

Python 3.11 and 3.12 compile each method by itself, so it can wait there; later ones compile those of a record at one
stroke. A script that uses the engine has them as ever: this is for the process of a command alone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, Final

__all__ = ["make_methods_when_used"]

_OURS: Final = "xlscore."
_MAKER: Final = "_create_fn"


def make_methods_when_used() -> None:
    """Have the methods of our records, from now on, made when they are first called; where Python makes them otherwise, nothing changes."""
    make = getattr(dataclasses, _MAKER, None)
    if make is not None and not hasattr(make, "at_once"):
        setattr(dataclasses, _MAKER, _Later(make))


class _Later:
    """Makes a method as dataclasses do, ours not before it is called."""

    def __init__(self, at_once: Callable[..., Any]) -> None:
        self.at_once = at_once

    def __call__(self, name: str, *text: Any, **around: Any) -> Callable[..., Any]:
        """Return a method; the arguments are those of the function whose place this takes."""
        module: Mapping[str, Any] = around.get("globals") or {}
        if not str(module.get("__name__", "")).startswith(_OURS):
            return self.at_once(name, *text, **around)  # type: ignore[no-any-return]
        made: list[Callable[..., Any]] = []

        def method(*given: Any, **named: Any) -> Any:
            if not made:
                made.append(self.at_once(name, *text, **around))
                made[0].__qualname__ = method.__qualname__
                _put(type(given[0]), name, method, made[0])
            return made[0](*given, **named)

        method.__name__ = name
        return method


def _put(cls: type, name: str, instead_of: object, made: object) -> None:
    """Give the class that has a method the one that was made; a decorated one goes on asking for it."""
    for owner in cls.__mro__:
        if owner.__dict__.get(name) is instead_of:
            setattr(owner, name, made)
            return

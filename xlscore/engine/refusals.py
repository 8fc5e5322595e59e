"""What a workbook file cannot do without Excel is refused in one sentence, never with an AttributeError."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import xlwings

from xlscore.errors import XlscoreError

__all__ = ["NativeObject", "NotOnAFileError", "answers_for", "base_classes"]

T = TypeVar("T", bound=type)
# Untyped on purpose: xlwings' bases declare what is read-only here as writable.
base_classes: Any = xlwings.base_classes


class NotOnAFileError(XlscoreError, NotImplementedError):
    """The operation needs Excel; the sentence says which one."""


def refuse(owner: str, name: str) -> NoReturn:
    """Refuse one operation of an object."""
    raise NotOnAFileError(f"{owner}.{name} needs Excel and is not available on a workbook file.")


class NativeObject:
    """What `.api` gives: true like Excel's own object, but every use of it is refused."""

    def __init__(self, owner: str) -> None:
        """Remember whose object this stands for."""
        object.__setattr__(self, "_owner", owner)

    def __getattr__(self, name: str) -> Any:
        """Refuse every attribute."""
        if name.startswith("__"):
            raise AttributeError(name)
        refuse(f"{object.__getattribute__(self, '_owner')}.api", name)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse every assignment."""
        refuse(f"{object.__getattribute__(self, '_owner')}.api", name)


def answers_for(owner: str) -> Callable[[T], T]:
    """Return a class decorator that makes everything xlwings may ask for either work or be refused."""

    def complete(cls: T) -> T:
        for base in cls.__mro__[1:]:
            if base.__module__ != "xlwings.base_classes":
                continue
            for name, member in vars(base).items():
                if not name.startswith("__"):
                    _fill(cls, owner, name, member)
        cls.__getattr__ = _missing(owner)  # type: ignore[attr-defined]
        cls.api = property(lambda _self: NativeObject(owner))  # type: ignore[attr-defined]
        return cls

    return complete


def _fill(cls: type, owner: str, name: str, member: object) -> None:
    own = next((vars(item)[name] for item in cls.__mro__ if name in vars(item)), None)
    inherited = own is member
    if isinstance(member, property):
        getter = None if inherited or not isinstance(own, property) else own.fget
        setter = None if inherited or not isinstance(own, property) else own.fset
        if not inherited and not isinstance(own, property):
            return
        refused = _refusal(owner, name)
        setattr(cls, name, property(getter or refused, setter or refused))
    elif inherited and callable(member):
        setattr(cls, name, _refusal(owner, name))


def _refusal(owner: str, name: str) -> Callable[..., NoReturn]:
    def refused(*_: object, **__: object) -> NoReturn:
        refuse(owner, name)

    return refused


def _missing(owner: str) -> Callable[[object, str], Any]:
    def missing(_self: object, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        refuse(owner, name)

    return missing

"""Records as JSON and back: a text that is none of ours, or holds what no field of a record can, is refused."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

__all__ = ["dated", "made_of", "undated"]

T = TypeVar("T")


def dated(value: object) -> dict[str, str]:
    """Return a date as JSON holds it; nothing else that a cell can hold needs to be told how."""
    if isinstance(value, datetime.datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()}
    raise TypeError(f"A cell cannot hold a {type(value).__name__}.")


def undated(made: dict[str, Any]) -> Any:
    """Return the date that an object of JSON stands for, any other object as it is."""
    match made:
        case {"datetime": str(text)} if len(made) == 1:
            return datetime.datetime.fromisoformat(text)
        case {"date": str(text)} if len(made) == 1:
            return datetime.date.fromisoformat(text)
    return made


def made_of(kind: type[T], made: Any) -> T:
    """Return a record with these fields; a field of another kind is refused, before anything is written with it."""
    hints, needed = get_type_hints(kind), {each.name for each in fields(kind) if each.default is MISSING}  # type: ignore[arg-type]
    if not isinstance(made, Mapping) or not needed <= made.keys() <= hints.keys():
        raise ValueError(kind.__name__)
    given = {name: _as_held(value, hints[name]) for name, value in made.items()}
    for name, value in given.items():
        if not _is_of(value, hints[name]):
            raise ValueError(name)
    return kind(**given)


def _as_held(value: Any, hint: Any) -> Any:
    """Return what a field holds: lists are tuples there, and a record in a record is one again."""
    if isinstance(value, (list, tuple)):
        inner = get_args(hint)
        one = inner[0] if get_origin(hint) is tuple and inner else None
        return tuple(_as_held(each, one) for each in value)
    is_record = isinstance(value, dict) and isinstance(hint, type) and is_dataclass(hint)
    return made_of(hint, value) if is_record else value


def _is_of(value: Any, hint: Any) -> bool:
    inner = get_args(hint)
    if get_origin(hint) is tuple:
        if not isinstance(value, tuple):
            return False
        if inner[-1] is Ellipsis:
            return all(_is_of(one, inner[0]) for one in value)
        return len(value) == len(inner) and all(map(_is_of, value, inner))
    if inner:
        return any(_is_of(value, one) for one in inner)
    if isinstance(value, bool):
        return hint is bool
    return isinstance(value, (int, float) if hint is float else hint)

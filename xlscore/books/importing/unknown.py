"""Types and places of files that nobody knows: the many small areas of a town as one, how many rows each has, where to see them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlscore.books.plan.words import counted
from xlscore.books.tables.cells import Reader
from xlscore.errors import lane_words
from xlscore.rules.words import listed_up_to
from xlscore.sources.counted import FileCounts, said_count

__all__ = ["report_unknown", "said_short", "said_unknown", "unknown_names"]

_MOST_NAMED: Final = 5
_SMALL_AREA: Final = re.compile(r"(.+?) \d{3}[A-Z]?")
"""A small area of the census as published files name it, behind the district that it lies in."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """What can be unknown: how it is called, and where it is to be told."""

    what: str
    where: str
    key: str
    """Its key in the answer for programs, which has every name."""


_TYPES: Final = _Sort("type", "the Source names of Measures", "measures")
_AREAS: Final = _Sort("place", "Places (Place or Codes)", "areas")


def unknown_names(files: Sequence[FileCounts]) -> dict[str, dict[str, int]]:
    """Return the names that nobody knows, with how many rows each has."""
    found: dict[str, dict[str, int]] = {_TYPES.key: {}, _AREAS.key: {}}
    for file in files:
        for sort, names in _of(file):
            into = found[sort.key]
            for name, rows in names.items():
                into[name] = into.get(name, 0) + rows
    return found


def said_unknown(files: Sequence[FileCounts]) -> Iterator[str]:
    """Yield a line for the types and one for the places that nobody knows, and where all of them are to be seen."""
    unknown = unknown_names(files)
    for sort in (_TYPES, _AREAS):
        names = unknown[sort.key]
        if not names:
            continue
        rows = counted(sum(names.values()), "row")
        yield f"{counted(len(names), f'unknown {sort.what}')} ({rows}): {_named(names)}."
        if len(_grouped(names)) > _MOST_NAMED or len(_grouped(names)) < len(names):
            yield from filter(None, [lane_words("", f"All of them: --json, under unknown, {sort.key}.")])
        yield f"Write them into {sort.where}, or add a row for each, and bring the file in again."


def said_short(files: Sequence[FileCounts]) -> Iterator[str]:
    """Yield by how many the force is short of what nobody knows: by what the rows hold, else by the rows."""
    rows = sum(file.unknown for file in files)
    held = sum((file.short for file in files if file.short is not None), Fraction(0))
    if rows and held != rows and any(file.short is not None for file in files if file.unknown):
        yield f"The force is short of {said_count(held)} in {counted(rows, 'row')}: in no sum."
    elif rows:
        yield f"The force is short of {counted(rows, 'row')}: they are in no sum."


def report_unknown(files: Sequence[FileCounts], reader: Reader) -> None:
    """Report for each file the names that nobody knows: their rows are in no sum."""
    for file in files:
        hold = file.short is not None and file.short != file.unknown
        held = f" All rows that nobody knows hold {said_count(file.short or Fraction(0))}." if hold else ""
        for sort, names in _of(file):
            if not names:
                continue
            rows = sum(names.values())
            reader.at(
                file.file, "",
                f"Nobody knows the {sort.what} of {counted(rows, 'row')}, so {'it is' if rows == 1 else 'they are'} in no sum: {_named(names)}.{held}",
                f"Write the names into {sort.where}, and bring the file in again.",
            )  # fmt: skip


def _of(file: FileCounts) -> Iterator[tuple[_Sort, Mapping[str, int]]]:
    yield _TYPES, file.unknown_measures
    yield _AREAS, file.unknown_places


def _named(names: Mapping[str, int]) -> str:
    """Return the names of most rows, each with its number, and how many more there are.

    >>> _named({"Leicester 001A": 4, "Leicester 001B": 3, "Oadby 002A": 1, "Mars": 9})
    "'Mars' (9), 'Leicester' (7, 2 small areas) and 'Oadby 002A' (1)"
    """
    groups = sorted(_grouped(names).items(), key=lambda each: -sum(each[1].values()))
    return listed_up_to(_MOST_NAMED, [_said(stem, those) for stem, those in groups])


def _said(stem: str, those: Mapping[str, int]) -> str:
    rows = sum(those.values())
    if len(those) > 1:
        return f"'{stem}' ({rows:,}, {counted(len(those), 'small area')})"
    return f"'{next(iter(those))}' ({rows:,})"


def _grouped(names: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Return the names, the small areas of one district together: a place of its name, or codes for each, would know them."""
    found: dict[str, dict[str, int]] = {}
    for name, rows in names.items():
        small = _SMALL_AREA.fullmatch(name)
        found.setdefault(small[1] if small else name, {})[name] = rows
    return found

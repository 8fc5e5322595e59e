"""The measures that the types of a table are, in one level or two, and which major a minor type is a part of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xlscore.rules.words import name_key, tidy
from xlscore.sources.meanings import Meanings
from xlscore.sources.naming import BLANK, Naming, measures_of_two_levels

__all__ = ["Measured", "measures_of"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a type of a table is: the measures that go by it, how the table calls it, what it is a part of."""

    names: tuple[str, ...]
    called: str
    parent: str = ""


def measures_of(
    types: Iterable[tuple[str, ...]], naming: Naming, told: Meanings
) -> Mapping[tuple[str, ...], Measured]:
    """Return the measure of each type, or of each pair of a major and a minor one.

    Where a workbook knows none of the minor types of a major, but the major, and nothing that is a part of it, its rows count
    to the major.

    >>> list(measures_of([("Theft", "Bicycle"), ("Robbery", "Robbery")], Naming(Meanings()), Meanings()).values())
    [Measured(names=('Bicycle',), called='Bicycle', parent='Theft'), Measured(names=('Robbery',), called='Robbery', parent='')]
    """
    asked = list(dict.fromkeys(types))
    pairs = [(each[-2], each[-1]) for each in asked if len(each) > 1]
    full = measures_of_two_levels(pairs)
    found: dict[tuple[str, ...], Measured] = {}
    for each in asked:
        if len(each) == 1:
            name = tidy(each[0]) or BLANK
            found[each] = Measured(naming.measures(name), name)
        else:
            found[each] = _of_two_levels(each[-2], each[-1], full[each[-2], each[-1]], naming)
    return _counted_to_majors(found, naming, told) if naming.knows_measures else found


def _of_two_levels(major: str, minor: str, full: str, naming: Naming) -> Measured:
    above = tidy(major) or BLANK
    names = naming.measures(full) or naming.measures(f"{above} / {tidy(minor) or BLANK}")
    parent = "" if name_key(full) == name_key(above) else (naming.measures(above) or (above,))[0]
    return Measured(names, full, "" if parent in names else parent)


def _counted_to_majors(
    found: dict[tuple[str, ...], Measured], naming: Naming, told: Meanings
) -> dict[tuple[str, ...], Measured]:
    with_parts = {name_key(each.parent) for each in told.measures if each.parent}
    known = {name_key(each[-2]) for each, measured in found.items() if len(each) > 1 and measured.names}
    counted = {}
    for each, measured in found.items():
        major = naming.measures(each[-2]) if len(each) > 1 and not measured.names else ()
        if len(major) == 1 and name_key(each[-2]) not in known and name_key(major[0]) not in with_parts:
            counted[each] = Measured(major, measured.called)
        else:
            counted[each] = measured
    return counted

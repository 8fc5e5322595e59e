"""Lines with a new name: a command that is called otherwise keeps its lane, its colour and the place of its name tag.

A workbook says only that one line is gone and another has come. They are taken for one where most of their stops are the
same: a command that takes over another's areas may well run where that one ran.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Final, TypeAlias

from xlscore.books.maps.byhand import ByHand
from xlscore.books.maps.keeping import KeptMap, kept_shapes
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.table import Table
from xlscore.rules.words import key, name_key
from xlscore.tubemap import Map
from xlscore.tubemap.drawn.shapes import TAG

__all__ = [
    "LinesBefore",
    "Renamed",
    "hand_renamed",
    "kept_renamed",
    "lines_before",
    "looks_renamed",
    "renamed_lines",
]

LinesBefore: TypeAlias = Mapping[str, frozenset[str]]
"""The lines of a map as it was drawn, each with its areas as they are compared."""
Renamed: TypeAlias = Mapping[str, str]
"""The new names of lines, by their old ones."""

_ALIKE: Final = 0.5
"""Which part of the stops of both lines must be stops of each, for one to be the other with a new name."""


def lines_before(planner: Planner, facts: Table | None, drawn: Map) -> dict[str, frozenset[str]]:
    """Return the lines that a map had when it was drawn, as its facts have them; `drawn` is the map as it is now."""
    if facts is None:
        return {}
    maps = facts.filled_down("map")
    texts = {
        key(facts.text(row, "area")): f", {facts.text(row, 'lines')}, "
        for row in facts.records
        if key(maps[row]) == key(drawn.name) and not is_blank(facts.value(row, "column"))
    }
    kept = kept_shapes(planner, drawn.name)
    groups = [] if kept is None else [group for group, _, _ in kept.pieces if group.startswith(TAG)]
    known = [group.removeprefix(TAG) for group in groups] or _listed(
        [line.name for line in drawn.lines], texts.values()
    )
    found = {
        line: frozenset(area for area, text in texts.items() if f", {line}, " in text)
        for line in dict.fromkeys(known)
    }
    return {line: found[line] for line in _in_order(known, texts.values())}


def _in_order(lines: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Return lines in the order in which the longest lists have them, which is that of the tables."""
    ranked = [
        sorted((line for line in lines if f", {line}, " in text), key=lambda line: text.index(f", {line}, "))
        for text in sorted(texts, key=len, reverse=True)
    ]
    return list(dict.fromkeys([*(line for some in ranked for line in some), *lines]))


def _listed(names: Sequence[str], texts: Iterable[str]) -> list[str]:
    """Return the lines in lists of them, in a workbook that has lost its memory: a comma may be part of a name that is known."""
    found = list[str]()
    for whole in texts:
        text = whole
        for name in sorted(names, key=len, reverse=True):
            if f", {name}, " in text:
                found.append(name)
                text = text.replace(f", {name}, ", ", ")
        found += [name for name in text.split(", ") if name]
    return found


def renamed_lines(before: LinesBefore, drawn: Map) -> dict[str, str]:
    """Return the lines that are gone, each with the name of the one that has come in its place; likeliest pairs first.

    >>> from xlscore.tubemap import Stop, build_map
    >>> drawn, _ = build_map("M", [Stop("East", 1, "Gangs"), Stop("East", 2, "Rural"), Stop("CJ", 1, "Rural")])
    >>> renamed_lines({"North": frozenset({"gangs", "rural"}), "CJ": frozenset({"rural"})}, drawn)
    {'North': 'East'}
    """
    had, has = ({name_key(name) for name in names} for names in (before, [line.name for line in drawn.lines]))
    gone = [line for line in before if name_key(line) not in has]
    come = [line.name for line in drawn.lines if name_key(line.name) not in had]
    if not gone or not come:
        return {}
    stops = {line.name: frozenset(key(area) for area in line.areas) for line in drawn.lines}
    # An area that has a new name itself says nothing.
    both = frozenset().union(*before.values()) & frozenset().union(*stops.values())
    pairs = []
    for (at, old), (now_at, new) in product(enumerate(gone), enumerate(come)):
        old_stops, new_stops = before[old] & both, stops[new] & both
        alike = len(old_stops & new_stops) / max(1, len(old_stops | new_stops))
        if alike >= _ALIKE:
            # Of several that are as much alike: with as many stops, and in the place where it was among them.
            more = abs(len(before[old]) - len(stops[new]))
            pairs.append((-alike, more, abs(at - now_at), at, old, new))
    found: dict[str, str] = {}
    for *_, old, new in sorted(pairs):
        if old not in found and new not in found.values():
            found[old] = new
    return found


def kept_renamed(kept: KeptMap, renamed: Renamed) -> KeptMap:
    """Return how a map was drawn with the new names of its lines."""
    if kept.fit is None or not renamed:
        return kept
    lanes = tuple(replace(lane, line=renamed.get(lane.line, lane.line)) for lane in kept.fit.lanes)
    return replace(kept, fit=replace(kept.fit, lanes=lanes))


def hand_renamed(hand: ByHand, renamed: Renamed) -> ByHand:
    """Return what a person did to a map with the new names of its lines."""
    return replace(hand, tags={renamed.get(line, line): point for line, point in hand.tags.items()})


def looks_renamed(kept: Mapping[str, str], renamed: Renamed) -> dict[str, str]:
    """Return the looks that lines had with their new names, as these are compared."""
    now = {name_key(old): name_key(new) for old, new in renamed.items()}
    return {now.get(line, line): look for line, look in kept.items()}

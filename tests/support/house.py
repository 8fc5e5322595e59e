"""The drawing of the house, made from the imports as they are: `python -m tests.support.house` prints it.

`docs/dev/house.md` holds what this prints. A package is drawn on its floor, its rooms (folders) inside it, those that ask
above those that are asked. Modules that stand in no room are not drawn; an arrow of theirs counts for their package alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Final

from tests.support.architecture import FLOORS, PACKAGE, Import, imports
from tests.support.tools import ROOT

Arrows = Mapping[str, frozenset[str]]

ITSELF: Final = "(itself)"
"""What the package's own `__init__` is called, which hands out names of the engine and the errors."""
_GAP: Final = "   "


def drawing(root: Path = ROOT) -> str:
    """Return the drawing: floors with rooms, then every arrow between packages and between rooms of one package."""
    found, rooms = imports(root), rooms_of(root)
    inside = {package: arrows_between_rooms(found, package, rooms[package]) for package in sorted(rooms)}
    outside = arrows_between_packages(found)
    floors = []
    for packages in reversed(FLOORS):
        here = [name for name in sorted(packages) if name in outside or _is_package(root, name)]
        if here:
            floors.append(_side_by_side([_box(name, inside.get(name, {})) for name in here]))
    parts = [*floors, "", *_listed(outside)]
    for package, arrows in inside.items():
        if len(arrows) > 1:
            parts += ["", f"in {package}", *(f"  {line}" for line in _listed(arrows))]
    return "\n".join(parts)


def rooms_of(root: Path) -> dict[str, frozenset[str]]:
    """Return the rooms of each package that has any: its folders that hold modules."""
    rooms = defaultdict(set)
    for path in (root / PACKAGE).glob("*/*/__init__.py"):
        if any(module.name != "__init__.py" for module in path.parent.glob("*.py")):
            rooms[path.parent.parent.name].add(path.parent.name)
    return {package: frozenset(names) for package, names in rooms.items()}


def arrows_between_packages(found: Iterable[Import]) -> Arrows:
    """Return for each package, and each module that stands beside them, whom it imports."""
    arrows: dict[str, set[str]] = defaultdict(set)
    for each in found:
        here, there = _place(each.importer, 1), _place(each.target, 1)
        if here and there:
            arrows[here] |= {there} - {here}
    return {here: frozenset(there) for here, there in arrows.items()}


def arrows_between_rooms(found: Iterable[Import], package: str, rooms: frozenset[str]) -> Arrows:
    """Return for each room of a package which rooms of the same package it imports."""
    arrows: dict[str, set[str]] = {room: set() for room in rooms}
    for each in found:
        here, there = _place(each.importer, 2), _place(each.target, 2)
        if _place(each.importer, 1) == _place(each.target, 1) == package and {here, there} <= rooms:
            arrows[here] |= {there} - {here}
    return {here: frozenset(there) for here, there in arrows.items()}


def _place(module: str, depth: int) -> str:
    """Return the name of that depth, "" for a module of somebody else's or one that is not so deep."""
    parts = module.split(".")
    if parts[0] != PACKAGE:
        return ""
    if len(parts) <= depth:
        return ITSELF if depth == 1 else ""
    return parts[depth]


def _is_package(root: Path, name: str) -> bool:
    folder = root / PACKAGE
    return (folder / name / "__init__.py").exists() or (folder / f"{name}.py").exists()


def _levels(arrows: Arrows) -> list[list[str]]:
    """Return the rooms from the top down: each stands above all that it asks."""
    heights: dict[str, int] = {}

    def height(room: str) -> int:
        if room not in heights:
            heights[room] = 0  # a circle ends here; another test says that there is none
            heights[room] = 1 + max((height(asked) for asked in arrows[room]), default=0)
        return heights[room]

    by_height: dict[int, list[str]] = defaultdict(list)
    for room in sorted(arrows):
        by_height[height(room)].append(room)
    return [by_height[number] for number in sorted(by_height, reverse=True)]


def _box(name: str, rooms: Arrows) -> list[str]:
    lines = ["  ".join(level) for level in _levels(rooms)]
    width = max(map(len, [name, *lines]))
    head = f"┌─ {name} {'─' * (width - len(name))}┐"
    return [head, *(f"│ {line:^{width + 1}} │" for line in lines), f"└{'─' * (width + 3)}┘"]


def _side_by_side(boxes: Sequence[list[str]]) -> str:
    tallest = max(map(len, boxes))
    even = [[" " * len(box[0])] * (tallest - len(box)) + box for box in boxes]
    return "\n".join(_GAP.join(row).rstrip() for row in zip_longest(*even))


def _listed(arrows: Arrows) -> list[str]:
    width = max(map(len, arrows))
    return [f"{here:<{width}} → {', '.join(sorted(arrows[here])) or '—'}" for here in sorted(arrows)]


if __name__ == "__main__":
    print(drawing())

"""Tube maps as tables: `python benchmarks/bench_tubemap.py [networks] [changes] [FOLDER]`.

The three sample maps beside the package nf-metro on the same stations and lines (`pip install ".[benchmark]"`);
random networks of 5 to 30 stations (200 unless told, `0` leaves them out); parts of real cities' networks, where a FOLDER
holds them as LOOM's examples are (`freiburg.json` and so on; none are kept here); how long a layout and a redraw from its
pins take; and what a cycle does to a map that was drawn before: every cell of the sample's grid changed, commands and
areas more and fewer. The word `changes` asks for this alone. At last a row for each class, with what is wanted above it;
turning stands beside the least that the extra `optimal` finds. Every count is made by `xlscore.tubemap.judged.metrics` on the
written drawing. Times are processor seconds on one core.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import mean, median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.tubemap_cities import city_networks
from benchmarks.tubemap_classes import Class, Drawn, print_classes
from benchmarks.tubemap_nf_metro import nf_metro
from tests.support.networks import random_network
from tests.support.tubemap_changes import Grid, every_cell, more_and_fewer, redrawn
from tests.support.tubemap_samples import (
    ADDITIONAL,
    COMMANDS,
    FORCE,
    sample_drawing,
    sample_facts,
    sample_map,
)
from xlscore.tubemap import Map, Stop, build_map, draw
from xlscore.tubemap.judged.metrics import HARD, Metrics, measure, measure_printed
from xlscore.tubemap.model.order import settle_order

COLUMNS = (
    *HARD, "crossings", "ambiguous", "leaders", "long_leaders", "stray_tags", "turning", "unevenness", "name_points",
    "smallest_points",
)  # fmt: skip
READABLE = ("names", "ambiguous", "leaders", "long_leaders", "stray_tags")
FEW = 20
"""Up to so many stations most maps should have names of 12 points."""


def main() -> None:
    asked = sys.argv[1:]
    classes = []
    if "changes" not in asked:
        networks = next((int(word) for word in asked if word.isdigit()), 200)
        classes.append(side_by_side())
        sizes()
        if networks:
            classes.append(at_random(networks))
        classes.append(cities(next((Path(word) for word in asked if not word.isdigit()), None)))
    classes.append(changes("every cell of the sample's grid, to N/A or from it", every_cell()))
    classes.append(changes("a command or an area more or fewer", more_and_fewer()))
    print_classes(classes)


def took(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def row(name: str, found: Metrics | None, seconds: float, note: str = "") -> None:
    values = [getattr(found, column) for column in COLUMNS] if found else ["-"] * len(COLUMNS)
    shown = [f"{value:.2f}" if isinstance(value, float) else str(value) for value in values]
    print(f"{name:<36}" + "".join(f"{text:>9}" for text in shown) + f"{seconds:>8.1f} s  {note}")


def heading(title: str) -> None:
    print(
        f"\n{title}\n{'':<36}"
        + "".join(f"{column.replace('_', ' ')[-8:]:>9}" for column in COLUMNS)
        + f"{'time':>8}"
    )


def side_by_side() -> Class:
    found = Class("the sample maps")
    heading("The sample maps, ours and nf-metro")
    for name in (FORCE, ADDITIONAL, COMMANDS):
        drawn = settle_order(sample_map(name))
        drawing, seconds = took(lambda: draw(drawn, sample_facts()))  # noqa: B023  # called at once
        again, redraw = took(lambda: draw(drawn, sample_facts(), pins=drawing.pins))  # noqa: B023
        same = "same bytes" if again.xml == drawing.xml else "OTHER BYTES"
        metrics = measure(drawing.xml, drawn)
        found.add(Drawn.fresh(drawing, metrics, seconds, redraw))
        row(name, metrics, seconds, f"redraw {redraw:.2f} s, {same}")
        try:
            printed, seconds = took(lambda: nf_metro(drawn))  # noqa: B023
            row("  nf-metro", measure_printed(printed, drawn), seconds)
        except Exception as error:  # whatever it says is the result
            row("  nf-metro", None, 0.0, f"{type(error).__name__}: {str(error)[:60]}")
    return found


def sizes() -> None:
    heading("Layout and redraw by size (stations on a grid of lines, A4)")
    for columns, rows in ((5, 3), (6, 5), (10, 5), (12, 8), (20, 10)):
        drawn = lattice(columns, rows)
        drawing, seconds = took(lambda: draw(drawn))  # noqa: B023
        _, redraw = took(lambda: draw(drawn, pins=drawing.pins))  # noqa: B023
        row(f"{len(drawn.stations)} stations", measure(drawing.xml, drawn), seconds, f"redraw {redraw:.2f} s")


def at_random(networks: int) -> Class:
    found_all = Class(f"{networks} random networks")
    heading(f"{networks} random networks of 5 to 30 stations, one row for each with a fault, then the sums")
    total: Counter[str] = Counter()
    read: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    slowest = slowest_redraw = 0.0
    clean = others = 0
    for number in range(networks):
        drawn, facts = random_network(number)
        drawing, seconds = took(lambda: draw(drawn, facts))  # noqa: B023
        again, redraw = took(lambda: draw(drawn, facts, pins=drawing.pins))  # noqa: B023
        others += again.xml != drawing.xml
        found = measure(drawing.xml, drawn)
        found_all.add(Drawn.fresh(drawing, found, seconds, redraw))
        slowest, slowest_redraw = max(slowest, seconds), max(slowest_redraw, redraw)
        total.update({name: getattr(found, name) for name in HARD})
        read.update({name: getattr(found, name) for name in READABLE})
        letters[f"{found.name_points:g} pt, {'up to' if found.names <= FEW else 'over'} {FEW} stations"] += 1
        clean += found.hard == 0
        if found.hard:
            row(f"{drawn.title}", found, seconds)
    print(f"\n{clean} of {networks} without any hard fault; all faults: {dict(+total)}")
    print(
        f"names and name tags: {dict(read)}; maps by the size of their names: {dict(sorted(letters.items()))}"
    )
    print(f"{others} drawn again from their pins in other bytes")
    print(f"slowest layout {slowest:.1f} s, slowest redraw {slowest_redraw:.2f} s")
    return found_all


def cities(folder: Path | None) -> Class:
    """Draw parts of cities' networks, where their files are at hand."""
    heading("Parts of cities' networks")
    found = Class("parts of cities' networks")
    if folder is None or not folder.is_dir():
        print("not at hand: name a folder with LOOM's examples")
        return found
    for name, drawn in city_networks(folder):
        drawing, seconds = took(lambda: draw(drawn))  # noqa: B023
        _, redraw = took(lambda: draw(drawn, pins=drawing.pins))  # noqa: B023
        metrics = measure(drawing.xml, drawn)
        found.add(Drawn.fresh(drawing, metrics, seconds, redraw))
        row(name, metrics, seconds, f"redraw {redraw:.2f} s")
    return found


def changes(title: str, grids: Iterable[tuple[str, Grid]]) -> Class:
    """Print what a class of changes does to the sample's command map, drawn from its pins.

    Who counts as moved is told in `tests.support.tubemap_places`: where a station's kept lines pass, and its marker's middle but
    for the lanes that came and went; those at which a line more or fewer stops are not counted.
    """
    heading(f"Drawn again: {title}, one row for each with a fault, laid out afresh or moved, then the sums")
    before = sample_drawing(COMMANDS)
    was = measure(before.xml, before.drawn)
    found = Class(title)
    total: Counter[str] = Counter()
    seconds, turning, crossings = list[float](), list[int](), list[int]()
    for name, grid in grids:
        again, took_seconds = took(lambda: redrawn(grid, before))  # noqa: B023
        seconds.append(took_seconds)
        turning.append(again.found.turning)
        found.add(Drawn(again.drawing.drawn, again.found, redraw=took_seconds))
        crossings.append(again.found.crossings)
        total["maps"] += 1
        total["hard faults"] += again.found.hard
        total["laid out afresh"] += again.afresh
        total["at another place of the grid"] += bool(again.replaced) and not again.afresh
        total["drawn smaller"] += again.smaller
        total["no other station moved by over 2 mm"] += not again.moved
        total["moved as a whole, the page having less room"] += again.as_a_whole
        total["others moved"] += len(again.moved)
        total["middles of markers of others over 2 mm away, lanes or not"] += len(again.middles)
        total["ambiguous names"] += again.found.ambiguous
        total["names"] += len(again.drawing.pins)
        if again.found.hard or again.afresh or again.moved:
            why = "afresh" if again.afresh else "as a whole" if again.as_a_whole else ""
            row(name, again.found, took_seconds, f"{why} {len(again.moved)} moved" if again.moved else why)
    print(dict(total))
    print(
        f"turning: {was.turning} before, median {median(turning):g}, most {max(turning)}; crossings: {was.crossings} before, "
        f"mean {mean(crossings):.1f}; ambiguous names: {was.ambiguous} of {len(before.pins)} before; redraw: median "
        f"{median(seconds):.2f} s, nine tenths under {sorted(seconds)[len(seconds) * 9 // 10]:.2f} s, slowest {max(seconds):.1f} s"
    )
    return found


def lattice(columns: int, rows: int) -> Map:
    """Return a map of crossing straight lines with so many stations."""
    name = [[f"Area {row + 1}.{column + 1}" for column in range(columns)] for row in range(rows)]
    lines = {f"Row {row + 1}": name[row] for row in range(rows)}
    lines |= {f"Column {column + 1}": [line[column] for line in name] for column in range(0, columns, 4)}
    stops = [
        Stop(line, place, area) for line, areas in lines.items() for place, area in enumerate(areas, start=1)
    ]
    return build_map("Lattice", stops)[0]


if __name__ == "__main__":
    main()

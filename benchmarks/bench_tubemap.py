"""Tube maps as tables: `python benchmarks/bench_tubemap.py [networks] [changes]`.

The three sample maps beside the package nf-metro on the same stations and lines (`pip install ".[benchmark]"`);
random networks of 5 to 30 stations (200 unless told, `0` leaves them out); how long a layout and a redraw from its
pins take; and what a cycle does to a map that was drawn before: every cell of the sample's grid changed, commands and
areas more and fewer. The word `changes` asks for this alone. Every count is made by `xlscore.tubemap.judged.metrics` on the written drawing; nf-metro's SVG is
read into the same records, scaled to the same page. Its lines are drawn in one piece for each track, so its
turning at stations is not counted. Times are processor seconds on one core.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from typing import Any
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.networks import random_network
from tests.support.tubemap_changes import Grid, every_cell, first_drawing, more_and_fewer, redrawn
from tests.support.tubemap_samples import ADDITIONAL, COMMANDS, FORCE, sample_facts, sample_map
from xlscore.tubemap import Map, Stop, build_map, draw
from xlscore.tubemap.geometry.fonts import LINE_HEIGHT, MM_PER_POINT, text_width
from xlscore.tubemap.judged.metrics import HARD, Metrics, measure, measure_printed
from xlscore.tubemap.judged.readback import Mark, Printed, ReadText
from xlscore.tubemap.model.order import settle_order
from xlscore.tubemap.model.style import PAGES
from xlscore.tubemap.placing.strokes import Curve, Stroke

SVG = "{http://www.w3.org/2000/svg}"
COLUMNS = (
    *HARD, "crossings", "ambiguous", "leaders", "long_leaders", "stray_tags", "turning", "unevenness", "name_points",
    "smallest_points",
)  # fmt: skip
READABLE = ("names", "ambiguous", "leaders", "long_leaders", "stray_tags")
FEW = 20
"""Up to so many stations most maps should have names of 12 points."""


def main() -> None:
    asked = sys.argv[1:]
    if "changes" not in asked:
        networks = int(asked[0]) if asked else 200
        side_by_side()
        sizes()
        if networks:
            at_random(networks)
    changes("every cell of the sample's grid, to N/A or from it", every_cell())
    changes("a command or an area more or fewer", more_and_fewer())


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


def side_by_side() -> None:
    heading("The sample maps, ours and nf-metro")
    for name in (FORCE, ADDITIONAL, COMMANDS):
        drawn = settle_order(sample_map(name))
        drawing, seconds = took(lambda: draw(drawn, sample_facts()))  # noqa: B023  # called at once
        again, redraw = took(lambda: draw(drawn, sample_facts(), pins=drawing.pins))  # noqa: B023
        same = "same bytes" if again.xml == drawing.xml else "OTHER BYTES"
        row(name, measure(drawing.xml, drawn), seconds, f"redraw {redraw:.2f} s, {same}")
        try:
            printed, seconds = took(lambda: nf_metro(drawn))  # noqa: B023
            row("  nf-metro", measure_printed(printed, drawn), seconds)
        except Exception as error:  # whatever it says is the result
            row("  nf-metro", None, 0.0, f"{type(error).__name__}: {str(error)[:60]}")


def sizes() -> None:
    heading("Layout and redraw by size (stations on a grid of lines, A4)")
    for columns, rows in ((5, 3), (6, 5), (10, 5), (12, 8), (20, 10)):
        drawn = lattice(columns, rows)
        drawing, seconds = took(lambda: draw(drawn))  # noqa: B023
        _, redraw = took(lambda: draw(drawn, pins=drawing.pins))  # noqa: B023
        row(f"{len(drawn.stations)} stations", measure(drawing.xml, drawn), seconds, f"redraw {redraw:.2f} s")


def at_random(networks: int) -> None:
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


def changes(title: str, grids: Iterable[tuple[str, Grid]]) -> None:
    """Print what a class of changes does to the sample's command map, drawn from its pins.

    Who counts as moved is told in `tests.support.tubemap_places`: where a station's kept lines pass, and its marker's middle but
    for the lanes that came and went; those at which a line more or fewer stops are not counted.
    """
    heading(f"Drawn again: {title}, one row for each with a fault, laid out afresh or moved, then the sums")
    before = first_drawing()
    was = measure(before.xml, before.drawn)
    total: Counter[str] = Counter()
    seconds, turning, crossings = list[float](), list[int](), list[int]()
    for name, grid in grids:
        again, took_seconds = took(lambda: redrawn(grid, before))  # noqa: B023
        seconds.append(took_seconds)
        turning.append(again.found.turning)
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


def lattice(columns: int, rows: int) -> Map:
    """Return a map of crossing straight lines with so many stations."""
    name = [[f"Area {row + 1}.{column + 1}" for column in range(columns)] for row in range(rows)]
    lines = {f"Row {row + 1}": name[row] for row in range(rows)}
    lines |= {f"Column {column + 1}": [line[column] for line in name] for column in range(0, columns, 4)}
    stops = [
        Stop(line, place, area) for line, areas in lines.items() for place, area in enumerate(areas, start=1)
    ]
    return build_map("Lattice", stops)[0]


# -- nf-metro -------------------------------------------------------------------------------------------


def nf_metro(drawn: Map) -> Printed:
    """Return what nf-metro draws for the same lines and stations."""
    from nf_metro.cli import cli

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "map.mmd"), Path(folder, "map.svg")
        source.write_text(mermaid(drawn), encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()):
            cli(["render", str(source), "-o", str(target)], standalone_mode=False)
        return read_nf_metro(target.read_text(encoding="utf-8"), drawn)


def mermaid(drawn: Map) -> str:
    """Return a map as nf-metro reads it: a graph without circles, so tracks run from earlier to later stations."""
    rank = _ranks(drawn)
    number = {area: index for index, area in enumerate(drawn.stations)}
    lines = [f"%%metro title: {drawn.title}"]
    lines += [
        f"%%metro line: L{index} | {line.tag} | #{line.colour}" for index, line in enumerate(drawn.lines)
    ]
    lines += ["", "graph LR"]
    lines += [f"    s{index}[{area.replace('&', 'and')}]" for area, index in number.items()]
    tracks: dict[tuple[str, str], list[str]] = {}
    for index, line in enumerate(drawn.lines):
        for path in line.paths:
            for one, other in pairwise(path):
                ends = (one, other) if rank[one] < rank[other] else (other, one)
                tracks.setdefault(ends, []).append(f"L{index}")
    lines += [f"    s{number[a]} -->|{','.join(names)}| s{number[b]}" for (a, b), names in tracks.items()]
    return "\n".join(lines) + "\n"


def _ranks(drawn: Map) -> dict[str, int]:
    """Return an order of the stations in which each line runs forwards as far as can be."""
    order: list[str] = []
    for line in drawn.lines:
        for path in line.paths:
            known = [order.index(area) for area in path if area in order]
            forwards = path if known == sorted(known) else path[::-1]
            at = 0
            for area in forwards:
                if area in order:
                    at = order.index(area) + 1
                else:
                    order.insert(at, area)
                    at += 1
    return {area: index for index, area in enumerate(order)}


def read_nf_metro(svg: str, drawn: Map) -> Printed:
    """Return an SVG of nf-metro as our metrics see a drawing, scaled to our page."""
    root = ElementTree.fromstring(svg)
    width, height = float(root.get("width", "1")), float(root.get("height", "1"))
    page = PAGES["A4"]
    scale = min(page.width / width, page.height / height)
    printed = Printed(width * scale, height * scale)
    for node in root.iter():
        kind = node.tag.removeprefix(SVG)
        looks = node.get("class", "")
        if kind == "path" and looks.startswith("metro-line-"):
            line = drawn.lines[int(looks.removeprefix("metro-line-L"))]
            stroke = _stroke(node.get("d", ""), scale)
            printed.strokes.append(
                (f"Line: {line.name}", stroke, float(node.get("stroke-width", "3")) * scale)
            )
        elif kind == "rect" and looks == "nf-metro-station":
            area = drawn.stations[int(node.get("data-station-id", "s0")[1:])]
            printed.marks.append(_mark(node, f"Station: {area}", scale))
        elif kind == "text" and looks == "nf-metro-station-label":
            area = drawn.stations[int(node.get("data-station-id", "s0")[1:])]
            printed.texts.append(_text(node, f"Station: {area}", scale))
    return printed


def _stroke(text: str, scale: float) -> Stroke:
    here = start = (0.0, 0.0)
    pieces: list[tuple[float, float] | Curve] = []
    for letter, arguments in re.findall(r"([MLQ])([^MLQ]*)", text):
        numbers = [float(number) * scale for number in re.findall(r"-?[\d.]+", arguments)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter == "M":
            here = start = points[0]
        elif letter == "L":
            pieces.append(points[0])
        else:
            (x, y), end = points
            first = (here[0] + 2 / 3 * (x - here[0]), here[1] + 2 / 3 * (y - here[1]))
            second = (end[0] + 2 / 3 * (x - end[0]), end[1] + 2 / 3 * (y - end[1]))
            pieces.append(Curve(first, second, end))
        here = points[-1]
    return Stroke(start, tuple(pieces))


def _mark(node: ElementTree.Element, group: str, scale: float) -> Mark:
    x, y, width, height = (float(node.get(name, "0")) * scale for name in ("x", "y", "width", "height"))
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    radius, outline = (float(node.get(name, "0")) * scale for name in ("rx", "stroke-width"))
    return Mark(group, "Marker", corners, radius, outline)


def _text(node: ElementTree.Element, group: str, scale: float) -> ReadText:
    size = float(node.get("font-size", "13")) * scale
    points = size / MM_PER_POINT
    spans = node.findall(f"{SVG}tspan")
    lines = tuple((span.text or "") for span in spans) or ((node.text or ""),)
    widest = max(text_width(line, points, node.get("font-weight") == "bold") for line in lines)
    x, y = float(node.get("x", "0")) * scale, float(node.get("y", "0")) * scale
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[node.get("text-anchor", "start")] * widest
    top = (
        y - {"hanging": 0.0, "middle": 0.5, "central": 0.5}.get(node.get("dominant-baseline", ""), 0.8) * size
    )
    box = (left, top, left + widest, top + len(lines) * size * LINE_HEIGHT)
    return ReadText(group, "Name", lines, box, points)


if __name__ == "__main__":
    main()

"""What nf-metro draws for the lines and stations of a map, read into the records of our own drawings.

Its lines are drawn in one piece for each track, so its turning at stations is not counted.
"""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from xlscore.tubemap import Map
from xlscore.tubemap.geometry.fonts import LINE_HEIGHT, MM_PER_POINT, text_width
from xlscore.tubemap.judged.readback import Mark, Printed, ReadText
from xlscore.tubemap.model.style import PAGES
from xlscore.tubemap.placing.strokes import Curve, Stroke

__all__ = ["nf_metro"]

SVG = "{http://www.w3.org/2000/svg}"


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

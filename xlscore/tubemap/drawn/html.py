"""The drawing as one web page that needs nothing else: the map to walk through by pointer or keys, and its facts as a table.

The picture is that of the SVG. A station is a button whose name is its sentence; what is shown of it is its row of the table.
Where a grade of last cycle is known, the map of both cycles is in the page, and two radio buttons choose between them.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape
from itertools import pairwise
from pathlib import Path

from xlscore.tubemap.drawn.shapes import STATION, Panel, Scene, Shape, ShapeGroup, Words
from xlscore.tubemap.drawn.svg import FONTS, draw_shapes, view_box
from xlscore.tubemap.model.facts import NOT_GRADED, Station
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.words import MapWords

__all__ = ["write_html"]

_STYLE, _SCRIPT = (
    Path(__file__).with_name(f"page.{kind}").read_text(encoding="utf-8") for kind in ("css", "js")
)
_RING = 1.2
"""How far the ring of a station that is pointed at stands off its marker and its words, in mm."""


def write_html(drawn: Map, stations: Mapping[str, Station], scene: Scene, before: Scene | None) -> str:
    """Return the page of a map; `before` is the drawing with last cycle's grades, where any is known."""
    title = escape(drawn.title or drawn.name)
    say = drawn.words.say
    below = " · ".join(escape(text) for text in (drawn.subtitle, drawn.date) if text)
    style = _STYLE + _on_every_page(drawn.marking)
    marking = f'<p class="marking">{escape(drawn.marking)}</p>' if drawn.marking else ""
    return f"""<!DOCTYPE html>
<html lang="{drawn.words.code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(_SCRIPT)}'; base-uri 'none'; form-action 'none'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#facts">{say("skip")}</a>
<header>
{marking}
<h1>{title}</h1>
{f"<p>{below}</p>" if below else ""}
</header>
<main>
<section aria-labelledby="map-title">
<h2 id="map-title">{say("Map")}</h2>
<p id="how">{say("how")}</p>
{_cycles(drawn.words, stations) if before else ""}
<div id="sides">
<div id="map" class="scroll">
{_picture(drawn, stations, scene, before)}
</div>
<aside id="panel" tabindex="0" aria-label="{say("known")}"><p>{say("none chosen")}</p></aside>
</div>
</section>
<section id="facts" aria-labelledby="facts-title">
<h2 id="facts-title">{say("Table")}</h2>
{_table(drawn, stations)}
{f"<p>{escape(drawn.source)}</p>" if drawn.source else ""}
</section>
</main>
{f"<footer>{marking}</footer>" if marking else ""}
<script>{_SCRIPT}</script>
</body>
</html>
"""


def _hash(text: str) -> str:
    """Return what names an inline style or script in a content security policy: nothing else is run."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _on_every_page(marking: str) -> str:
    """Return the style that prints a protective marking below every page; every letter that could end it is escaped."""
    if not marking:
        return ""
    said = "".join(letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in marking)
    return f'@page {{ @bottom-center {{ content: "{said}"; font: bold 11pt Arial, sans-serif; }} }}\n'


def _cycles(words: MapWords, stations: Mapping[str, Station]) -> str:
    """Return the choice of a cycle, and what is said of each when it is chosen."""
    say = words.say
    changes = "; ".join(
        say(
            "changed to",
            area=station.area,
            change=say(station.change),
            now=station.grade.word,
            was=station.previous.word,
        )
        for station in stations.values()
        if station.change
    )
    since = say("changes", changes=changes) if changes else say("no changes")
    last = say("shows last", since=since)
    if changes:
        last += f" {say('frames')}"
    return f"""<fieldset id="cycle" hidden>
<legend>{say("on the map")}</legend>
<label><input type="radio" name="cycle" value="now" checked> {say("this cycle")}</label>
<label><input type="radio" name="cycle" value="last"> {say("last cycle")}</label>
</fieldset>
<p id="status" role="status" data-now="{escape(say("shows now", since=since))}" data-last="{escape(last)}"></p>"""


# -- the picture --


def _picture(drawn: Map, stations: Mapping[str, Station], scene: Scene, before: Scene | None) -> str:
    """Return the drawing of one cycle or of both, one upon the other, of which the style shows one."""
    left, top, wide, high = view_box(scene)
    order = [group.name.removeprefix(STATION) for group in scene.groups if group.name.startswith(STATION)]
    beside = _neighbours(drawn, order)
    others = before.groups if before else scene.groups
    groups = []
    for group, other in zip(scene.groups, others, strict=True):
        if group.name.startswith(STATION):
            area = group.name.removeprefix(STATION)
            number, changed = list(stations).index(area), bool(stations[area].change)
            groups.append(_station(group, other, number, beside[area], changed=changed))
        else:
            silent = group.alt is None or group.name == "Heading"  # the page has the heading in words
            spoken = 'aria-hidden="true"' if silent else f'role="img" aria-label="{escape(group.alt or "")}"'
            groups.append(f"<g {spoken}>{_both(group.shapes, other.shapes)}</g>")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {wide} {high}" role="group" '
            f'aria-label="{escape(scene.alt)}" font-family="{FONTS}">',
            f'<rect x="{left}" y="{top}" width="{wide}" height="{high}" fill="#FFFFFF"/>',
            *groups,
            "</svg>",
        ]
    )


def _neighbours(drawn: Map, order: Sequence[str]) -> dict[str, list[int]]:
    """Return, for each station, the numbers of those that a line goes on to from there."""
    beside: dict[str, list[int]] = {area: [] for area in order}
    for line in drawn.lines:
        for path in line.paths:
            for one, other in pairwise(path):
                for here, there in ((one, other), (other, one)):
                    if order.index(there) not in beside[here]:
                        beside[here].append(order.index(there))
    return beside


def _station(
    group: ShapeGroup, other: ShapeGroup, number: int, beside: Iterable[int], *, changed: bool
) -> str:
    left, top, right, bottom = _around((*group.shapes, *other.shapes))
    frame = f'x="{left:.2f}" y="{top:.2f}" width="{right - left:.2f}" height="{bottom - top:.2f}" rx="1.5"'
    said, was = escape(group.alt or group.name), escape(other.alt or other.name)
    return (
        f'<g class="station{" changed" if changed else ""}" tabindex="0" role="button" aria-expanded="false" '
        f'aria-controls="panel" aria-label="{said}" data-now="{said}" data-last="{was}" data-row="row-{number}" '
        f'data-next="{" ".join(map(str, beside))}">'
        f'<rect class="halo" {frame}/><rect class="ring" {frame}/>{_both(group.shapes, other.shapes)}</g>'
    )


def _around(shapes: Iterable[Shape]) -> tuple[float, float, float, float]:
    """Return the sides of a frame around a station's marker and its words."""
    sides = []
    for shape in shapes:
        if isinstance(shape, Panel | Words):
            # One that is turned reaches no further than half its length from its middle.
            reach = max(shape.width, shape.height) / 2 if getattr(shape, "angle", 0) else None
            x, y = shape.x + shape.width / 2, shape.y + shape.height / 2
            across, down = (reach, reach) if reach else (shape.width / 2, shape.height / 2)
            sides.append((x - across, y - down, x + across, y + down))
    return (
        min(side[0] for side in sides) - _RING,
        min(side[1] for side in sides) - _RING,
        max(side[2] for side in sides) + _RING,
        max(side[3] for side in sides) + _RING,
    )


def _both(now: Sequence[Shape], then: Sequence[Shape]) -> str:
    """Return shapes of both cycles: first those that are the same, then what either cycle has of its own."""
    same = 0
    while same < min(len(now), len(then)) and now[same] == then[same]:
        same += 1
    parts = [draw_shapes(now[:same])]
    for kind, own in (("now", now[same:]), ("then", then[same:])):
        if own:
            parts.append(f'<g class="{kind}">{draw_shapes(own)}</g>')
    return "".join(parts)


# -- the table --


def _table(drawn: Map, stations: Mapping[str, Station]) -> str:
    graded = any(station.of_lines for station in stations.values())
    say = drawn.words.say
    heads = [say(head) for head in ("Area", "Lines", "Grade", "last cycle", "Change", "Redline")]
    heads += [say("own grades")] if graded else []
    rows = []
    for number, (area, station) in enumerate(stations.items()):
        lines = ", ".join(line.name for line in drawn.lines_at(area)) or say("on no line, in a cell")
        cells = [lines, *_facts(station)]
        if graded:
            cells.append(
                ", ".join(f"{line}: {grade.word}" for line, grade in station.of_lines) or say("none")
            )
        data = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        rows.append(f'<tr id="row-{number}"><th scope="row">{escape(area)}</th>{data}</tr>')
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{say("table of stations")}">\n<table>\n'
        f"<caption>{say('caption')}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + "\n</tbody>\n</table>\n</div>"
    )


def _facts(station: Station) -> list[str]:
    """Return grade, last cycle's grade, change and redline of a station in words."""
    say, grade = station.grade.words.say, station.grade.word
    if station.pending:
        grade = say("not yet graded")
    elif not station.agreed:
        grade = say("not agreed", grade=grade)
    known = station.previous != NOT_GRADED
    change = f"{say(station.change)} {station.change_words(brief=False)}" if station.change else ""
    if not change:
        change = say("unchanged") if known and station.grade == station.previous else "–"
    redline = say(f"in the table, {station.redline or 'none'}")
    return [grade, station.previous.word if known else "–", change, redline]

"""Which texts of a drawing are not all there: a marking that is cut says something else, a name may say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlscore.tubemap.drawn.shapes import KEY, STATION, TAG, Panel, Scene, Shape, Words
from xlscore.tubemap.model.network import Map, Remark

__all__ = ["cut_short"]


def cut_short(drawn: Map, scene: Scene) -> list[Remark]:
    """Return what is cut of the texts around a map and of the names on it, and what to do about it."""
    about = f"Map {drawn.name}"
    found = [
        Remark(about, f"its {noun} is longer than the page and not all there", "write a shorter one")
        for noun in _around(drawn, scene)
    ]
    return found + [
        Remark(about, f"{what} is not all there", "give it a shorter name in the tables")
        for what in _names(drawn, scene)
    ]


def _around(drawn: Map, scene: Scene) -> Iterator[str]:
    every = [
        (group.name, shape) for group in scene.groups for shape in group.shapes if isinstance(shape, Words)
    ]
    shown = {shape.lines[0] for name, shape in every if name in ("Marking", "Heading")}
    under = " · ".join(text for text in (drawn.subtitle, drawn.date) if text)
    for noun, text in (
        ("marking", drawn.marking),
        ("title", drawn.title),
        ("subtitle with its date", under),
    ):
        if text and text not in shown:
            yield noun
    if any(shape.name == "Source" and shape.width > scene.width for _, shape in every):
        yield "source"


def _names(drawn: Map, scene: Scene) -> Iterator[str]:
    """Yield the names that are not all there: of a line in the key and on its name tag, of a station."""
    every = [
        (group.name, shape.name, _letters(words.lines))
        for group in scene.groups
        for shape in group.shapes
        for words in _words(shape)
    ]
    in_key = {text for group, _, text in every if group.startswith(KEY)}
    on_tags = {(group, text) for group, _, text in every if group.startswith(TAG)}
    at_stations = {(group, text) for group, name, text in every if name == "Name"}
    for line in drawn.lines:
        whole = _letters([line.tag])
        if not drawn.is_ladder and whole not in in_key:
            yield f"the name of the line '{line.tag}' in the key"
        if (TAG + line.name, whole) not in on_tags:
            yield f"the name tag of the line '{line.tag}'"
    for area in drawn.stations:
        if (STATION + area, _letters([area])) not in at_stations:
            yield f"the name of the station '{area}'"


def _words(shape: Shape) -> Iterator[Words]:
    if isinstance(shape, Words):
        yield shape
    elif isinstance(shape, Panel) and shape.words is not None:
        yield shape.words


def _letters(lines: Iterable[str]) -> str:
    """Return a text without what breaking it into lines puts in or takes out."""
    return "".join("".join(lines).replace("-", "").split())

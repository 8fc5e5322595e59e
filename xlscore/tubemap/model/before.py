"""The stations as they were last cycle, for the map of before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xlscore.tubemap.model.facts import NOT_GRADED, GradeSign, Station
from xlscore.tubemap.model.network import Map

__all__ = ["map_before", "stations_before"]

NOT_KNOWN = GradeSign("Not known", "FFFFFF", "000000")
"""What stands where nobody says what was last cycle: a measure, a command's own grade."""


def stations_before(stations: Mapping[str, Station]) -> dict[str, Station] | None:
    """Return the stations with last cycle's grades and what each has become since; None where none is known.

    Whether a redline was met then, nobody says, so nothing is shown of it.
    """
    if all(station.previous == NOT_GRADED for station in stations.values()):
        return None
    return {area: _before(station) for area, station in stations.items()}


def _before(station: Station) -> Station:
    words = station.grade.words
    if station.is_measure:
        said = words.say("before, of a measure", area=station.area)
        return replace(station, grade=NOT_KNOWN.spoken(words), redline="", sentence=said)
    was, now = _graded(station.previous), _graded(station.grade, agreed=station.agreed)
    since = words.say("since it changed", change=words.say(station.change), now=now) if station.change else ""
    if station.grade == station.previous:
        since = words.say("since the same")
    since = since or words.say("since it is", now=now)
    return replace(
        station,
        of_lines=tuple((line, NOT_KNOWN) for line, _ in station.of_lines),
        grade=station.previous,
        previous=station.grade,
        redline="",
        sentence=words.say("before", area=station.area, was=was, since=since),
        agreed=True,
        pending=False,
        was=True,
    )


def _graded(grade: GradeSign, *, agreed: bool = True) -> str:
    if grade == NOT_GRADED:
        return grade.words.say("was not graded")
    return grade.words.say("was graded" if agreed else "was suggested", grade=grade.word)


def map_before(drawn: Map) -> Map:
    """Return a map with the words of last cycle above it; the date is this cycle's."""
    return replace(drawn, subtitle=drawn.words.say("last cycle"), date="")

"""The stations as they were last cycle, for the map of before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xlscore.tubemap.model.facts import NOT_GRADED, GradeSign, Station
from xlscore.tubemap.model.network import Map

__all__ = ["map_before", "stations_before"]

NOT_KNOWN = GradeSign("Not known", "?", "FFFFFF", "000000")
"""What stands where nobody says what was last cycle: a measure, a command's own grade."""


def stations_before(stations: Mapping[str, Station]) -> dict[str, Station] | None:
    """Return the stations with last cycle's grades and what each has become since; None where none is known.

    Whether a redline was met then, nobody says, so nothing is shown of it.
    """
    if all(station.previous == NOT_GRADED for station in stations.values()):
        return None
    return {area: _before(station) for area, station in stations.items()}


def _before(station: Station) -> Station:
    if station.is_measure:
        said = f"{station.area}: what it was last cycle is not known."
        return replace(station, grade=NOT_KNOWN, redline="", sentence=said)
    was = "not graded" if station.previous == NOT_GRADED else f"graded {station.previous.word}"
    now = f"{'graded' if station.agreed else 'suggested'} {station.grade.word}"
    if station.grade == NOT_GRADED:
        now = "not graded"
    since = f"; it has {station.change} and is {now} now" if station.change else f", and is {now} now"
    if station.grade == station.previous:
        since = ", as it is now"
    return replace(
        station,
        of_lines=tuple((line, NOT_KNOWN) for line, _ in station.of_lines),
        grade=station.previous,
        previous=station.grade,
        redline="",
        sentence=f"{station.area} was {was} last cycle{since}.",
        agreed=True,
        pending=False,
        was=True,
    )


def map_before(drawn: Map) -> Map:
    """Return a map with the words of last cycle above it; the date is this cycle's."""
    return replace(drawn, subtitle="Last cycle", date="")

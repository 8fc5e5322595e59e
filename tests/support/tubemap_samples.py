"""The three sample maps: two whose lines are illustrative, and the command map of a published grid.

The grades are those of the Essex Police Balanced Scorecard, cycle 13 (2019). Which area lies on which line of
the first two maps is illustrative: the paper's own maps are pictures without text.
"""

from __future__ import annotations

from functools import cache

from xlscore.tubemap import Drawing, Facts, Map, Stop, build_map, command_map, draw

FORCE, ADDITIONAL, COMMANDS = "Force-level", "Force Additional Priorities", "Commands"
MOST_TURNING = {FORCE: 3, ADDITIONAL: 3, COMMANDS: 10}

_LINES = {
    FORCE: {
        "Keeping People Safe": "RHH DB KPS VWI CF",
        "Protecting Vulnerable People": "DA CASE KPS MDS",
        "Tackling Serious Threats": "CTDE SOC MDS GNG VWI",
        "Modern and Efficient": "DC SOC INN EFF",
        "Our People and Communities": "EFF OP CF",
    },
    ADDITIONAL: {
        "Local Policing Areas (North, South, West)": "DB RHH DA CASE GNG VWI CTDE",
        "Public Protection (PPU)": "DA CASE",
        "Operational Policing (OPC)": "VWI CTDE",
        "Serious Crime (SCD)": "CASE GNG VWI SOC MDS DC",
    },
}
_AREAS = {
    "KPS": "Keeping People Safe",
    "CASE": "Child Abuse & Sexual Exploitation",
    "DA": "Domestic Abuse",
    "GNG": "Gangs",
    "DB": "Dwelling Burglary",
    "RHH": "Repeat High Harm ASB",
    "VWI": "Violence With Injury",
    "CTDE": "Counter Terrorism and Domestic Extremism",
    "SOC": "Serious and Organised Crime",
    "MDS": "Modern Day Slavery and Human Trafficking",
    "DC": "Digital Crime",
    "INN": "Innovation",
    "EFF": "Efficient",
    "CF": "Community Focused",
    "OP": "Our People",
}
_COMMANDS = ["North LPA", "South LPA", "West LPA", "PPU", "CJ", "OPC", "SSD", "SCD"]
_GRID = {
    "KPS": "G G G G G G G G", "CASE": "G G G RI - - - RI", "DA": "RI RI RI G - - - -",
    "GNG": "G G G - - - - RI", "DB": "G RI G - - - - -", "RHH": "G G G - - - - -", "VWI": "RI RI RI - - G - G",
    "CTDE": "G G G - - O - -", "SOC": "- - - - - - - RI", "MDS": "- - - - - - - RI", "DC": "- - - - - - - G",
    "INN": "O G G G O O G G", "EFF": "G G G G G G G G", "CF": "G G G RI G O G G", "OP": "G G O G G O G G",
}  # fmt: skip
_GRADES = {
    "KPS": "RI RI", "CASE": "RI RI", "DA": "RI RI", "GNG": "RI RI", "DB": "G G", "RHH": "G G", "VWI": "RI RI",
    "CTDE": "G G", "SOC": "G RI", "MDS": "RI RI", "DC": "RI G", "INN": "O G", "EFF": "G G", "CF": "RI RI",
    "OP": "G G",
}  # fmt: skip
_NOT_MET = ("KPS", "DB", "VWI", "CF")


def sample_map(name: str) -> Map:
    """Return one of the three sample maps."""
    texts = {"subtitle": "Cycle 13", "date": "15 April 2019", "source": "Source: Essex Police, cycle 13."}
    if name == COMMANDS:
        return command_map(name, sample_grid(), title="Command self-assessment", **texts)[0]
    stops = [
        Stop(line, number, _AREAS[key])
        for line, keys in _LINES[name].items()
        for number, key in enumerate(keys.split(), start=1)
    ]
    return build_map(name, stops, title=f"{name} gradings", **texts)[0]


@cache
def sample_drawing(name: str, page: str = "A4") -> Drawing:
    """Return a sample map as it is first drawn, searched for once for all tests of the group `tubemap`."""
    return draw(sample_map(name), sample_facts(), page)


def sample_grid() -> dict[str, dict[str, str]]:
    """Return the grid of the command map: each area with every command's grade, - where it has none."""
    return {_AREAS[key]: dict(zip(_COMMANDS, row.split(), strict=True)) for key, row in _GRID.items()}


def sample_facts() -> list[Facts]:
    """Return the grades of cycle 13 with those of cycle 12 and the redlines of February 2019."""
    return [
        Facts(
            _AREAS[key],
            now,
            before,
            "not met" if key in _NOT_MET else "",
            of_lines=tuple(zip(_COMMANDS, _GRID[key].split(), strict=True)),
        )
        for key, (before, now) in ((key, pair.split()) for key, pair in _GRADES.items())
    ]

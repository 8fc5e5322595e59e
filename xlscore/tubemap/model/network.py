"""What a map shows: lines, their stops in order, and areas that are on no line.

`build_map` makes a `Map` from the rows of the Lines and Stops tables; `command_map` makes one from a
command-grade grid. What cannot be drawn is refused in a sentence (`TubeMapError`); what can be drawn, but not
quite as written, is drawn and told in a `Remark`.

A line with a fork: number the stops of the main line 1, 2, 3 …; give the stops of a branch a number and a
letter. With stops 1, 2, 3, 4 and 3a, 4a, the branch a leaves the line after stop 2. A branch numbered before
the first stop of its line joins it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from xlscore.errors import XlscoreError
from xlscore.rules.words import key, name_key
from xlscore.tubemap.model.looks import LineLook, Pattern, Wanted, doubts, looks_of, read_look
from xlscore.tubemap.model.words import ENGLISH, MapWords

__all__ = [
    "MOST_STATIONS",
    "Line",
    "Map",
    "Remark",
    "Stop",
    "TubeMapError",
    "build_map",
    "clean",
    "is_not_graded",
    "known_lines",
]

MOST_STATIONS = 200
MOST_LINES = 24
LONGEST_NAME = 120
MOST_BUNDLED = 8
"""So many lines with grades of their own can be read side by side."""

_NOT_GRADED = {"", "n/a", "na", "-", "–", "—", "n.a.", "notgraded"}
_SEQUENCE = re.compile(r"(\d+(?:\.\d+)?)\s*([A-Za-z]?)")


class TubeMapError(XlscoreError):
    """A tube map cannot be drawn; the sentence says why and what to change."""


@dataclass(frozen=True)
class Remark:
    """Something in the tables that is drawn, but not quite as written."""

    about: str
    wrong: str
    action: str
    line: str = ""
    """The line of whose typed colour it speaks."""

    @property
    def sentence(self) -> str:
        """Return what is wrong and what to do, as one sentence."""
        return f"{self.about}: {self.wrong}; {self.action}."


@dataclass(frozen=True)
class Stop:
    """One row of the Stops table; the sequence is a number, or a number and a letter for a branch."""

    line: str
    sequence: int | float | str
    area: str


@dataclass(frozen=True)
class Line:
    """A line: its name, the short label on the map, its colour and pattern, and its paths once they are known.

    `ordered` is False where the stops are a set and the map may choose their order (a command's areas).
    """

    name: str
    label: str = ""
    colour: str = ""
    ordered: bool = True
    paths: tuple[tuple[str, ...], ...] = ()
    pattern: Pattern = Pattern.PLAIN
    typed: bool = False
    """Whether a person typed the colour."""

    @property
    def look(self) -> LineLook:
        """Return the colour with the pattern."""
        return LineLook(self.colour, self.pattern)

    @property
    def tag(self) -> str:
        """Return the words of the line's name tag."""
        return self.label or self.name

    @property
    def areas(self) -> tuple[str, ...]:
        """Return the areas the line serves, each once."""
        return tuple(dict.fromkeys(area for path in self.paths for area in path))

    @property
    def ends(self) -> tuple[str, ...]:
        """Return the areas at which the line ends: those with one neighbour on it. A ring begins at its first stop.

        >>> Line("A", paths=(("W", "X", "Y"), ("X", "Z"))).ends
        ('W', 'Y', 'Z')
        """
        pieces = [piece for path in self.paths for piece in pairwise(path)]
        ends = [area for area in self.areas if sum(area in piece for piece in pieces) == 1]
        return tuple(ends) or self.areas[:1]


@dataclass(frozen=True)
class Map:
    """A map ready to be laid out: every name is clean and every stop is in its place."""

    name: str
    lines: tuple[Line, ...]
    areas: tuple[str, ...]
    title: str = ""
    subtitle: str = ""
    date: str = ""
    source: str = ""
    marking: str = ""
    """The protective marking of the paper that the map is for, as OFFICIAL."""
    words: MapWords = ENGLISH
    """The language of all that the map says by itself."""
    graded: bool = False
    """Whether each line has a grade of its own at each of its stops, as a command has in an area."""
    rows: tuple[str, ...] = ()
    """The areas as the grid has them, on a map of graded lines."""
    straight: bool = False
    """Whether it is drawn as a straight ladder though it has few lines."""

    @property
    def stations(self) -> tuple[str, ...]:
        """Return the areas on at least one line."""
        served = {area for line in self.lines for area in line.areas}
        return tuple(area for area in self.areas if area in served)

    @property
    def is_ladder(self) -> bool:
        """Return whether so many graded lines are drawn as a straight ladder, for side by side nobody could read them."""
        return self.straight or (self.graded and len(self.lines) > MOST_BUNDLED)

    @property
    def parked(self) -> tuple[str, ...]:
        """Return the areas on no line."""
        served = {area for line in self.lines for area in line.areas}
        return tuple(area for area in self.areas if area not in served)

    def lines_at(self, area: str) -> tuple[Line, ...]:
        """Return the lines that serve an area."""
        return tuple(line for line in self.lines if area in line.areas)


def clean(text: object) -> str:
    """Return a typed name on one line, without stray spaces and signs that no file can hold.

    >>> clean(" Efficient\\u00a0 ")
    'Efficient'
    """
    kept = "".join(letter if letter.isprintable() else " " for letter in str(text))
    return " ".join(kept.split())


def is_not_graded(text: object) -> bool:
    """Return whether a typed grade says that there is none.

    >>> is_not_graded(" N/A "), is_not_graded("Good")
    (True, False)
    """
    return key(clean(text)) in _NOT_GRADED


def build_map(
    name: str,
    stops: Iterable[Stop],
    lines: Iterable[Line] = (),
    areas: Iterable[str] = (),
    *,
    kept: Mapping[str, str] | None = None,
    title: str = "",
    subtitle: str = "",
    date: str = "",
    source: str = "",
    marking: str = "",
    words: MapWords = ENGLISH,
) -> tuple[Map, list[Remark]]:
    """Return the map that the Lines and Stops tables describe, and remarks about what is odd in them.

    `lines` gives labels and colours; a line that only stands in the Stops table is drawn as well. `areas`
    names areas to show even where no line serves them, `kept` the looks that lines had, by `name_key`.

    >>> drawn, remarks = build_map("M", [Stop("A", 1, "Gangs"), Stop("A", 2, "Burglary")])
    >>> drawn.lines[0].paths, remarks
    ((('Gangs', 'Burglary'),), [])
    """
    remarks: list[Remark] = []
    known = known_lines(lines)
    spelling: dict[str, str] = {}
    by_line: dict[str, list[Stop]] = {mark: [] for mark in known}
    for stop in stops:
        line_name, area = clean(stop.line), clean(stop.area)
        if not line_name or not area:
            remarks.append(Remark("Stops", "a row has no line or no area", "fill it in or delete the row"))
            continue
        mark = name_key(line_name)
        if mark not in known:
            known[mark] = Line(line_name)
        area = _spelt(area, spelling)
        by_line.setdefault(mark, []).append(Stop(known[mark].name, stop.sequence, area))
    for area in areas:
        if clean(area):
            _spelt(clean(area), spelling)
    _refuse_sizes(name, len(spelling), sum(1 for rows in by_line.values() if rows))
    built = []
    for mark, line in known.items():
        if not by_line[mark]:
            remarks.append(Remark(f"Line {line.name}", "it has no stops", "add its stops or delete it"))
            continue
        paths = _paths(line, by_line[mark], remarks)
        built.append(replace(line, paths=paths))
    coloured = _coloured(built, kept or {}, remarks)
    made = Map(
        clean(name),
        tuple(coloured),
        tuple(spelling.values()),
        title=clean(title or name),
        subtitle=clean(subtitle),
        date=clean(date),
        source=clean(source),
        marking=clean(marking),
        words=words,
    )
    return made, remarks


def known_lines(lines: Iterable[Line]) -> dict[str, Line]:
    """Return the lines by their names as they are compared; one that is listed twice is refused."""
    known: dict[str, Line] = {}
    for line in lines:
        mark = name_key(clean(line.name))
        if mark in known:
            raise TubeMapError(f"The line “{clean(line.name)}” is listed twice: give each line one row.")
        if mark:
            known[mark] = replace(line, name=clean(line.name), label=clean(line.label))
    return known


def _spelt(area: str, spelling: dict[str, str]) -> str:
    if len(area) > LONGEST_NAME:
        raise TubeMapError(
            f"The area name “{area[:40]}…” has {len(area)} letters; use at most {LONGEST_NAME}."
        )
    return spelling.setdefault(name_key(area), area)


def _refuse_sizes(name: str, stations: int, lines: int) -> None:
    if not stations:
        raise TubeMapError(f"The map “{clean(name)}” has no areas: add rows to its Stops table.")
    if stations > MOST_STATIONS:
        raise TubeMapError(
            f"The map “{clean(name)}” has {stations} areas; at most {MOST_STATIONS} can be read on one page, "
            "so split it into several maps."
        )
    if lines > MOST_LINES:
        raise TubeMapError(
            f"The map “{clean(name)}” has {lines} lines; at most {MOST_LINES} can be told apart, "
            "so split it into several maps."
        )


def _position(line: Line, stop: Stop) -> tuple[float, str]:
    text = clean(stop.sequence)
    found = _SEQUENCE.fullmatch(text)
    if not found:
        raise TubeMapError(
            f"The stop “{stop.area}” of the line “{line.name}” has the sequence “{text}”: write a number, "
            "or a number and a letter for a branch, as in 3a."
        )
    return float(found[1]), found[2].lower()


def _paths(line: Line, stops: Sequence[Stop], remarks: list[Remark]) -> tuple[tuple[str, ...], ...]:
    """Return the main path of a line and its branches, no piece of track twice."""
    pieces: dict[str, list[tuple[float, str]]] = {}
    for stop in stops:
        number, branch = _position(line, stop)
        pieces.setdefault(branch, []).append((number, stop.area))
    for branch, rows in pieces.items():
        rows.sort(key=lambda row: row[0])
        for (number, area), (following, other) in pairwise(rows):
            if number == following and line.ordered:
                raise TubeMapError(
                    f"The line “{line.name}” has “{area}” and “{other}” both at stop {number:g}{branch}: "
                    "give each stop its own number, or a letter for a branch, as in 3a."
                )
    if not line.ordered:
        areas = [area for rows in pieces.values() for _, area in rows]
        return (tuple(dict.fromkeys(areas)),)
    if "" not in pieces:
        raise TubeMapError(
            f"The line “{line.name}” has only stops with a letter: number the stops of its main path 1, 2, 3."
        )
    main = pieces.pop("")
    paths = [[area for _, area in main]]
    for _, rows in sorted(pieces.items()):
        before = [area for number, area in main if number < rows[0][0]]
        after = [area for number, area in main if number > rows[-1][0]]
        branch_areas = [area for _, area in rows]
        if before:
            paths.append([before[-1], *branch_areas])
        else:
            paths.append([*branch_areas, *after[:1]])
    return _without_repeats(line, paths, remarks)


def _without_repeats(
    line: Line, paths: list[list[str]], remarks: list[Remark]
) -> tuple[tuple[str, ...], ...]:
    """Return the paths cut where the line would run over its own track again."""
    kept: list[tuple[str, ...]] = []
    track: set[frozenset[str]] = set()
    for path in paths:
        piece = path[:1]
        for here, there in pairwise(path):
            if here == there:
                remarks.append(
                    Remark(
                        f"Line {line.name}", f"“{here}” follows itself", "it is drawn once; delete one row"
                    )
                )
                continue
            if frozenset((here, there)) in track:
                remarks.append(
                    Remark(
                        f"Line {line.name}",
                        f"it runs between “{here}” and “{there}” more than once",
                        "that piece is drawn once",
                    )
                )
                kept.append(tuple(piece))
                piece = [there]
                continue
            track.add(frozenset((here, there)))
            piece.append(there)
        kept.append(tuple(piece))
    long = [path for path in kept if len(path) > 1]
    return tuple(long) if long else (kept[0][:1],)


def _coloured(lines: Sequence[Line], kept: Mapping[str, str], remarks: list[Remark]) -> list[Line]:
    """Return the lines each with a colour and a pattern: those typed, else those they had, else by what they meet."""
    wanted = []
    for line in lines:
        typed, had = read_look(line.colour), read_look(kept.get(name_key(line.name), ""))
        if line.colour.strip() and typed is None:
            wrong, do = f"“{line.colour}” is no colour", "write six digits, as in 7A0A4A"
            remarks.append(Remark(f"Line {line.name}", wrong, do, line.name))
        wanted.append(Wanted(frozenset(line.areas), typed, had))
    for doubt in doubts(wanted, [line.name for line in lines]):
        name = lines[doubt.line].name
        remarks.append(Remark(f"Line {name}", doubt.wrong, doubt.action, name))
    return [
        replace(line, colour=look.colour, pattern=look.pattern, typed=one.typed is not None)
        for line, look, one in zip(lines, looks_of(wanted), wanted, strict=True)
    ]

"""What a station says: its grade, the change since last cycle and its redline measures, in words and colours.

The words a label may ever need are known from the scale alone, so the layout keeps room for the longest of
them and no grade can move a station.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlscore.rules.words import key, name_key
from xlscore.tubemap.model.colours import GRADE_FILLS
from xlscore.tubemap.model.network import Map, Remark, TubeMapError, clean, is_not_graded

__all__ = [
    "FIVE_GRADES",
    "FOUR_GRADES",
    "MEASURE_SIGNS",
    "NOT_GRADED",
    "Facts",
    "GradeSign",
    "Station",
    "longest_words",
    "stations_of",
]

IMPROVED, DETERIORATED = GRADE_FILLS["Outstanding"], "A3001B"
REDLINE = "A3001B"
REDLINE_STATES = ("met", "not met", "not yet")


@dataclass(frozen=True)
class GradeSign:
    """A grade of the scale: its word, the letter in the disc, the disc's colour and the letter's."""

    word: str
    letter: str
    fill: str
    ink: str
    of_measure: str = ""
    """What it says of a measure, which has no grade, in a sentence; "" for a grade."""

    @property
    def short(self) -> str:
        """Return the grade in a few letters: the word, or its usual abbreviation where it is long."""
        return self.word if len(self.word) <= 11 else self.letter


# Every letter has a contrast of at least 4.5 to its disc.
_OUTSTANDING = GradeSign("Outstanding", "O", GRADE_FILLS["Outstanding"], "FFFFFF")
_GOOD = GradeSign("Good", "G", GRADE_FILLS["Good"], "000000")
_ADEQUATE = GradeSign("Adequate", "A", GRADE_FILLS["Adequate"], "000000")
_INADEQUATE = GradeSign("Inadequate", "I", GRADE_FILLS["Inadequate"], "FFFFFF")
_REQUIRES = GradeSign("Requires Improvement", "RI", GRADE_FILLS["Requires Improvement"], "000000")

FOUR_GRADES = (_OUTSTANDING, _GOOD, _REQUIRES, _INADEQUATE)
FIVE_GRADES = (_OUTSTANDING, _GOOD, _ADEQUATE, _REQUIRES, _INADEQUATE)
NOT_GRADED = GradeSign("Not graded", "–", "FFFFFF", "000000")

MEASURE_SIGNS = (
    GradeSign("Standard met", "Y", "DDE2EA", "000000", "its standard is met"),
    GradeSign("Standard not met", "N", "2B2F38", "FFFFFF", "its standard is not met"),
    GradeSign("Not yet judged", "?", "FFFFFF", "000000", "it is not yet judged"),
)
"""What a measure's station says; the colours are no grade's, for a measure has none."""


@dataclass(frozen=True)
class Facts:
    """What the workbook knows of an area: its grade, the grade of last cycle, and "met", "not met", "not yet" or ""."""

    area: str
    grade: str = ""
    previous: str = ""
    redline: str = ""
    agreed: bool = True
    """Whether the grade is the Board's; else it is a suggestion that nobody has agreed yet."""
    role: str = ""
    """What a measure is, "redline" or "KPI": it has a sign of `MEASURE_SIGNS` in place of a grade. "" for an area."""
    pending: bool = False
    """Whether it is to be graded and is not yet: that is said in words beside it."""
    of_lines: tuple[tuple[str, str], ...] = ()
    """Each line's own grade here, on a map whose lines are graded: a command by its name, and its grade in the area."""


@dataclass(frozen=True)
class Station:
    """What a station shows: its grade, the one before if it changed, its redline state, and all in a sentence.

    `change` is "improved", "deteriorated" or "", `redline` "met", "not met", "not yet" or "".
    """

    area: str
    grade: GradeSign
    change: str
    previous: GradeSign
    redline: str
    sentence: str
    agreed: bool = True
    is_measure: bool = False
    pending: bool = False
    was: bool = False
    """Whether it is shown as it was last cycle: `previous` then is its grade of this one, and its change came since."""
    of_lines: tuple[tuple[str, GradeSign], ...] = ()
    """The grade of every line that stops here, in the order of the lines, where lines have grades of their own."""

    def force_words(self, *, brief: bool) -> str:
        """Return the words of the force's grade, which stands beside the name where the discs are the lines'."""
        return _force_words(self.grade, brief)

    def pending_words(self, *, brief: bool) -> str:
        """Return the words of the sign that a grade is still to come, empty where there is one; no wider than any change's."""
        return ("not yet" if brief else "Not yet graded") if self.pending else ""

    def change_words(self, *, brief: bool) -> str:
        """Return the words of the change marker, empty where nothing changed."""
        words = _change_words(self.previous, brief) if self.change else ""
        return words.replace("from", "now", 1) if self.was else words

    def redline_words(self, *, brief: bool) -> str:
        """Return the words of the redline marker, empty where there is no redline measure."""
        return _redline_words(self.redline, brief) if self.redline else ""


def _change_words(previous: GradeSign, brief: bool) -> str:
    return f"from {previous.letter if brief else previous.short}"


def _force_words(grade: GradeSign, brief: bool) -> str:
    if grade == NOT_GRADED:
        return "Force: N/A" if brief else "Force: not graded"
    return f"Force: {grade.letter if brief else grade.short}"


def _redline_words(redline: str, brief: bool) -> str:
    return redline if brief else f"Redline {redline}"


def longest_words(
    scale: Sequence[GradeSign], *, brief: bool = False, graded: bool = False
) -> tuple[str, ...]:
    """Return the longest words that the change marker and the redline marker can ever show, on a map with graded lines the force's grade first.

    Brief words name a grade by its letter, as maps with many stations do.

    >>> longest_words(FOUR_GRADES), longest_words(FOUR_GRADES, brief=True)
    (('from Outstanding', 'Redline not met'), ('from RI', 'not met'))
    """
    change = max((_change_words(grade, brief) for grade in scale), key=len)
    force = [max((_force_words(grade, brief) for grade in (*scale, NOT_GRADED)), key=len)] if graded else []
    return *force, change, max((_redline_words(state, brief) for state in REDLINE_STATES), key=len)


def stations_of(
    drawn: Map,
    facts: Iterable[Facts] | Mapping[str, Facts],
    scale: Sequence[GradeSign],
    remarks: list[Remark],
) -> dict[str, Station]:
    """Return what each area of the map shows, by its name; remarks are added for areas without facts."""
    rows = facts.values() if isinstance(facts, Mapping) else facts
    known: dict[str, Facts] = {}
    for row in rows:
        mark = name_key(clean(row.area))
        if mark in known and known[mark] != row:
            raise TubeMapError(
                f"The area “{clean(row.area)}” has two rows of grades that differ: keep one of them."
            )
        known[mark] = row
    without = [area for area in drawn.areas if name_key(area) not in known]
    if without and known:
        named = ", ".join(f"“{area}”" for area in without[:3]) + (" and others" if len(without) > 3 else "")
        remarks.append(Remark(named, "no grade is given", "drawn as not graded; check the spelling"))
    if drawn.graded and known and not any(row.of_lines for row in known.values()):
        remarks.append(
            Remark("Commands", "none of their own grades is given", "drawn as not graded; give each area's")
        )
    return {
        area: _station(drawn, known.get(name_key(area), Facts(area)), area, scale) for area in drawn.areas
    }


def _graded(text: str, area: str, scale: Sequence[GradeSign]) -> GradeSign:
    typed = key(clean(text))
    if is_not_graded(text):
        return NOT_GRADED
    for grade in scale:
        if typed in (key(grade.word), key(grade.letter)):
            return grade
    words = ", ".join(grade.word for grade in scale)
    raise TubeMapError(f"The area “{area}” has the grade “{clean(text)}”: write one of {words} or N/A.")


def _station(drawn: Map, facts: Facts, area: str, scale: Sequence[GradeSign]) -> Station:
    grade = _graded(facts.grade, area, scale)
    previous = _graded(facts.previous, area, scale)
    change = ""
    if NOT_GRADED not in (grade, previous) and grade != previous:
        change = "improved" if scale.index(grade) < scale.index(previous) else "deteriorated"
    redline = clean(facts.redline).casefold()
    if redline and redline not in REDLINE_STATES:
        raise TubeMapError(
            f"The area “{area}” has the redline “{clean(facts.redline)}”: write met, not met, not yet or nothing."
        )
    pending = facts.pending and grade == NOT_GRADED
    said = _judged(facts, area, grade, previous if change else None, change, redline, of_force=drawn.graded)
    of_lines = _of_lines(drawn, facts, area, scale)
    return Station(
        area,
        grade,
        change,
        previous,
        redline,
        f"{said}; {_by_command(of_lines) if drawn.graded else _where(drawn, area)}.",
        facts.agreed or grade == NOT_GRADED,
        bool(facts.role),
        pending,
        of_lines=of_lines,
    )


def _of_lines(
    drawn: Map, facts: Facts, area: str, scale: Sequence[GradeSign]
) -> tuple[tuple[str, GradeSign], ...]:
    if not drawn.graded:
        return ()
    own = {name_key(clean(line)): grade for line, grade in facts.of_lines}
    return tuple(
        (line.name, _graded(own.get(name_key(line.name), ""), area, scale)) for line in drawn.lines_at(area)
    )


def _judged(
    facts: Facts,
    area: str,
    grade: GradeSign,
    previous: GradeSign | None,
    change: str,
    redline: str,
    *,
    of_force: bool,
) -> str:
    """Return the station without its lines as the beginning of a sentence, for those who cannot see it."""
    if facts.role:
        return f"{area} is a {facts.role}, and {grade.of_measure or grade.word}"
    graded = f"graded {grade.word}" if facts.agreed else f"suggested {grade.word}, not yet agreed"
    none = "not yet graded" if facts.pending else "not graded"
    said = f"{area} is {graded if grade != NOT_GRADED else none}{' for the force' if of_force else ''}"
    if previous:
        said += f", {change} from {previous.word} last cycle"
    if redline:
        said += f"; its redline measures are {'not yet judged' if redline == 'not yet' else redline}"
    return said


def _by_command(of_lines: Sequence[tuple[str, GradeSign]]) -> str:
    if not of_lines:
        return "no command has graded it"
    own = [f"{line} {grade.word}" for line, grade in of_lines]
    if len(own) == 1:
        return f"the one command that graded it is {own[0]}"
    return f"the commands' own grades are {', '.join(own[:-1])} and {own[-1]}"


def _where(drawn: Map, area: str) -> str:
    names = [line.name for line in drawn.lines_at(area)]
    if len(names) > 1:
        return f"it is on the lines {', '.join(names[:-1])} and {names[-1]}"
    return f"it is on the line {names[0]}" if names else "it is on no line"

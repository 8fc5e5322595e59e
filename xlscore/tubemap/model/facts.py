"""What a station says: its grade, the change since last cycle and its redline measures, in words and colours.

The words a label may ever need are known from the scale alone, so the layout keeps room for the longest of
them and no grade can move a station.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlscore.rules.words import key, name_key
from xlscore.tubemap.geometry.fonts import text_width
from xlscore.tubemap.model.colours import GRADE_FILLS
from xlscore.tubemap.model.network import Map, Remark, TubeMapError, clean, is_not_graded
from xlscore.tubemap.model.words import ENGLISH, MapWords

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
    """A grade of the scale: its English name, the disc's colour and the letter's; its word and its letter are those of a language."""

    name: str
    fill: str
    ink: str
    is_measure: bool = False
    """Whether it says of a measure, which has no grade, how it stands."""
    words: MapWords = field(default=ENGLISH, compare=False)

    def spoken(self, words: MapWords) -> GradeSign:
        """Return the same sign in a language."""
        return replace(self, words=words)

    @property
    def word(self) -> str:
        """Return its word."""
        return self.words.say(self.name)

    @property
    def letter(self) -> str:
        """Return the letter in its disc, or two."""
        return self.words.say(f"letter of {self.name}")

    @property
    def of_measure(self) -> str:
        """Return what it says of a measure, in a sentence; "" for a grade."""
        return self.words.say(f"said of {self.name}") if self.is_measure else ""

    @property
    def short(self) -> str:
        """Return the grade in a few letters: the word, or its usual abbreviation where it is long."""
        return self.word if len(self.word) <= 11 else self.letter


# Every letter has a contrast of at least 4.5 to its disc.
_INKS = dict(zip(GRADE_FILLS, ("FFFFFF", "000000", "000000", "000000", "FFFFFF"), strict=True))
FIVE_GRADES = tuple(GradeSign(name, fill, _INKS[name]) for name, fill in GRADE_FILLS.items())
FOUR_GRADES = tuple(grade for grade in FIVE_GRADES if grade.name != "Adequate")
NOT_GRADED = GradeSign("Not graded", "FFFFFF", "000000")

MEASURE_SIGNS = (
    GradeSign("Standard met", "DDE2EA", "000000", True),
    GradeSign("Standard not met", "2B2F38", "FFFFFF", True),
    GradeSign("Not yet judged", "FFFFFF", "000000", True),
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
    home: str = ""
    """The line that it belongs to, where others may come there too."""
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
        words = self.grade.words
        return (words.say("not yet graded, brief" if brief else "not yet graded")) if self.pending else ""

    def change_words(self, *, brief: bool) -> str:
        """Return the words of the change marker, empty where nothing changed."""
        return _change_words(self.previous, brief, "now" if self.was else "from") if self.change else ""

    def redline_words(self, *, brief: bool) -> str:
        """Return the words of the redline marker, empty where there is no redline measure."""
        return _redline_words(self.grade.words, self.redline, brief) if self.redline else ""


def _change_words(previous: GradeSign, brief: bool, since: str = "from") -> str:
    return previous.words.say(since, grade=previous.letter if brief else previous.short)


def _force_words(grade: GradeSign, brief: bool) -> str:
    if grade == NOT_GRADED:
        return grade.words.say("force without a grade, brief" if brief else "force without a grade")
    return grade.words.say("force", grade=grade.letter if brief else grade.short)


def _redline_words(words: MapWords, redline: str, brief: bool) -> str:
    return words.say(f"redline {redline}{', brief' if brief else ''}")


def longest_words(
    scale: Sequence[GradeSign], *, brief: bool = False, graded: bool = False
) -> tuple[str, ...]:
    """Return the longest words that the change marker and the redline marker can ever show, on a map with graded lines the force's grade first.

    Brief words name a grade by its letter, as maps with many stations do.

    >>> longest_words(FOUR_GRADES), longest_words(FOUR_GRADES, brief=True)
    (('from Outstanding', 'Redline not met'), ('from RI', 'not met'))
    """
    words = scale[0].words
    none = NOT_GRADED.spoken(words)
    change = _widest(_change_words(grade, brief) for grade in scale)
    force = [_widest(_force_words(grade, brief) for grade in (*scale, none))] if graded else []
    redline = _widest(_redline_words(words, state, brief) for state in REDLINE_STATES)
    return *force, change, redline


def _widest(texts: Iterable[str]) -> str:
    return max(texts, key=lambda text: text_width(text, 9.0))


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
        return NOT_GRADED.spoken(scale[0].words)
    for grade in scale:
        english = grade.spoken(ENGLISH)
        if typed in (key(english.word), key(english.letter)):
            return grade
    words = ", ".join(grade.name for grade in scale)
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
        _by_command(drawn.words, said, of_lines) if drawn.graded else _where(drawn, said, area),
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
    say = grade.words.say
    if facts.role:
        return say(f"{facts.role} is", area=area, said=grade.of_measure or grade.word)
    if grade == NOT_GRADED:
        said = say("without a grade yet" if facts.pending else "without a grade", area=area)
    else:
        said = say("graded" if facts.agreed else "graded as suggested", area=area, grade=grade.word)
    if of_force:
        said = say("for the force", said=said)
    if previous:
        said = say("changed", said=said, change=say(change), grade=previous.word)
    if redline:
        said = say(f"redlines {redline}", said=said)
    return said


def _by_command(words: MapWords, said: str, of_lines: Sequence[tuple[str, GradeSign]]) -> str:
    own = [f"{line} {grade.word}" for line, grade in of_lines]
    if len(own) > 1:
        return words.say("of commands' own", said=said, grades=", ".join(own[:-1]), last=own[-1])
    if own:
        return words.say("of one command's own", said=said, grades=own[0])
    return words.say("of no command's own", said=said)


def _where(drawn: Map, said: str, area: str) -> str:
    names = [line.name for line in drawn.lines_at(area)]
    if len(names) > 1:
        return drawn.words.say("on lines", said=said, lines=", ".join(names[:-1]), last=names[-1])
    return drawn.words.say("on one line" if names else "on none", said=said, lines="".join(names))

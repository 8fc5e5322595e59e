"""Every word that a map says by itself, in each language; names of areas and lines are the workbook's and stay as they are.

A line of the table is a sentence or a part of one, with a place in braces for what differs. The Welsh avoids what would mutate a name or
a grade. No reader of Welsh has gone through it yet, and docs/tube-map.md says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["ENGLISH", "LANGUAGES", "WELSH", "MapWords", "language_named"]

_WORDS: Final[dict[str, tuple[str, str]]] = {
    # Grades and what else stands in a disc: the word, then the letters.
    "Outstanding": ("Outstanding", "Rhagorol"),
    "Good": ("Good", "Da"),
    "Adequate": ("Adequate", "Digonol"),
    "Requires Improvement": ("Requires Improvement", "Angen gwelliant"),
    "Inadequate": ("Inadequate", "Annigonol"),
    "Not graded": ("Not graded", "Heb radd"),
    "Not known": ("Not known", "Ddim yn hysbys"),
    "Standard met": ("Standard met", "Safon wedi’i chyrraedd"),
    "Standard not met": ("Standard not met", "Safon heb ei chyrraedd"),
    "Not yet judged": ("Not yet judged", "Heb ei farnu eto"),
    "letter of Outstanding": ("O", "R"),
    "letter of Good": ("G", "D"),
    "letter of Adequate": ("A", "Di"),
    "letter of Requires Improvement": ("RI", "AG"),
    "letter of Inadequate": ("I", "An"),
    "letter of Not graded": ("–", "–"),
    "letter of Not known": ("?", "?"),
    "letter of Standard met": ("Y", "C"),
    "letter of Standard not met": ("N", "H"),
    "letter of Not yet judged": ("?", "?"),
    # Beside a station.
    "from": ("from {grade}", "{grade} gynt"),
    "now": ("now {grade}", "{grade} nawr"),
    "not yet graded": ("Not yet graded", "Heb radd eto"),
    "not yet graded, brief": ("not yet", "eto"),
    "force": ("Force: {grade}", "Heddlu: {grade}"),
    "force without a grade": ("Force: not graded", "Heddlu: heb radd"),
    "force without a grade, brief": ("Force: N/A", "Heddlu: –"),
    "without a grade, in a column": ("N/A", "–"),
    "redline met": ("Redline met", "Llinell goch: iawn"),
    "redline not met": ("Redline not met", "Methu’r llinell goch"),
    "redline not yet": ("Redline not yet", "Llinell goch: eto"),
    "redline met, brief": ("met", "iawn"),
    "redline not met, brief": ("not met", "methu"),
    "redline not yet, brief": ("not yet", "eto"),
    # Changes, as the key, the heading and the table of facts have them.
    "improved": ("improved", "wedi gwella"),
    "deteriorated": ("deteriorated", "wedi gwaethygu"),
    "counted": ("{count} {what}", "{count} {what}"),
    "since last cycle": ("{changes} since last cycle", "{changes} ers y cylch diwethaf"),
    "no change": ("No change since last cycle", "Dim newid ers y cylch diwethaf"),
    "suggested": ("{count} suggested, not yet agreed", "{count} wedi’u hawgrymu, heb eu cytuno eto"),
    "measures": (
        "{met} of {judged} measures at their standard",
        "{met} o {judged} mesur yn cyrraedd y safon",
    ),
    "no measures": ("No measure is judged yet", "Nid oes mesur wedi’i farnu eto"),
    "measures waiting": ("{measures}, {count} not yet judged", "{measures}, {count} heb eu barnu eto"),
    # The key.
    "key": ("The key. {entries}.", "Yr allwedd. {entries}."),
    "Grades": ("Grades", "Graddau"),
    "Markers": ("Markers", "Marciau"),
    "Lines": ("Lines", "Llinellau"),
    "key improved": ("Improved since last cycle", "Wedi gwella ers y cylch diwethaf"),
    "key deteriorated": ("Deteriorated since last cycle", "Wedi gwaethygu ers y cylch diwethaf"),
    "key not met": ("Redline measure not met", "Mesur llinell goch heb ei gyrraedd"),
    "key met": ("Redline measures met", "Mesurau llinell goch wedi’u cyrraedd"),
    "key not yet": ("Redline not yet judged", "Llinell goch heb ei barnu eto"),
    "key interchange": ("On more than one line", "Ar fwy nag un llinell"),
    "graded by none": ("Graded by no command", "Heb radd gan unrhyw adran"),
    "on no line": ("Areas on no line", "Meysydd heb linell"),
    # Above and below the map, and on the printed page.
    "last cycle": ("Last cycle", "Y cylch diwethaf"),
    "of commands": ("Command grades", "Graddau’r adrannau"),
    "of quadrants": ("Rebalanced Scorecard", "Cerdyn sgorio wedi’i ailgydbwyso"),
    "marking": ("Protective marking: {marking}.", "Marc diogelu: {marking}."),
    "page": ("Page &P of &N", "Tudalen &P o &N"),
    "force and commands": ("Force: {force}; {changes}", "Heddlu: {force}; {changes}"),
    "force alone": ("Force: {force}", "Heddlu: {force}"),
    "command grades": ("Command grades: {grades}", "Graddau’r adrannau: {grades}"),
    "none": ("none", "dim"),
    "not known": ("not known", "ddim yn hysbys"),
    "key disc": ("Disc: the command’s grade", "Disg: gradd yr adran"),
    "key force": ("Beside a name: the force’s", "Wrth enw: gradd yr heddlu"),
    "key force improved": ("Force improved since last cycle", "Heddlu wedi gwella ers y cylch diwethaf"),
    "key force deteriorated": (
        "Force deteriorated since last cycle",
        "Heddlu wedi gwaethygu ers y cylch diwethaf",
    ),
    "Area": ("Area", "Maes"),
    "Force": ("Force", "Heddlu"),
    "Change": ("Change", "Newid"),
    "Redline": ("Redline", "Llinell goch"),
    # Sentences for those who do not see the map.
    "map": (
        "Tube map: {title}. {lines} lines and {areas} areas; each has its own text.",
        "Map tiwb: {title}. Llinellau: {lines}. Meysydd: {areas}. Mae gan bob un ei destun ei hun.",
    ),
    "line": (
        "The line {line} serves {count} areas: {areas}.",
        "Llinell {line}. Meysydd arni ({count}): {areas}.",
    ),
    "line of one": ("The line {line} serves {areas} only.", "Llinell {line}. Yr unig faes arni: {areas}."),
    "graded": ("{area} is graded {grade}", "{area}: gradd {grade}"),
    "graded as suggested": (
        "{area} is suggested {grade}, not yet agreed",
        "{area}: gradd {grade} wedi’i hawgrymu, heb ei chytuno eto",
    ),
    "without a grade": ("{area} is not graded", "{area}: heb radd"),
    "without a grade yet": ("{area} is not yet graded", "{area}: heb radd eto"),
    "for the force": ("{said} for the force", "{said} i’r heddlu"),
    "of commands' own": (
        "{said}; the commands’ own grades are {grades} and {last}.",
        "{said}; graddau’r adrannau eu hunain: {grades}; {last}.",
    ),
    "of one command's own": (
        "{said}; the one command that graded it is {grades}.",
        "{said}; yr unig adran a’i graddiodd: {grades}.",
    ),
    "of no command's own": ("{said}; no command has graded it.", "{said}; nid oes adran wedi’i raddio."),
    "redline is": ("{area} is a redline, and {said}", "{area}: llinell goch; {said}"),
    "KPI is": ("{area} is a KPI, and {said}", "{area}: dangosydd perfformiad allweddol; {said}"),
    "said of Standard met": ("its standard is met", "mae’n cyrraedd ei safon"),
    "said of Standard not met": ("its standard is not met", "nid yw’n cyrraedd ei safon"),
    "said of Not yet judged": ("it is not yet judged", "heb ei farnu eto"),
    "changed": ("{said}, {change} from {grade} last cycle", "{said}, {change} ({grade} yn y cylch diwethaf)"),
    "redlines met": (
        "{said}; its redline measures are met",
        "{said}; mae ei fesurau llinell goch wedi’u cyrraedd",
    ),
    "redlines not met": (
        "{said}; its redline measures are not met",
        "{said}; nid yw ei fesurau llinell goch wedi’u cyrraedd",
    ),
    "redlines not yet": (
        "{said}; its redline measures are not yet judged",
        "{said}; nid yw ei fesurau llinell goch wedi’u barnu eto",
    ),
    "on lines": ("{said}; it is on the lines {lines} and {last}.", "{said}; ar y llinellau {lines}; {last}."),
    "on one line": ("{said}; it is on the line {lines}.", "{said}; ar y llinell {lines}."),
    "on none": ("{said}; it is on no line.", "{said}; nid yw ar unrhyw linell."),
    "on no line, in a cell": ("on no line", "heb linell"),
    "before": ("{area} was {was} last cycle{since}.", "{area}: {was} yn y cylch diwethaf{since}."),
    "before, of a measure": (
        "{area}: what it was last cycle is not known.",
        "{area}: nid yw’n hysbys beth oedd yn y cylch diwethaf.",
    ),
    "was graded": ("graded {grade}", "gradd {grade}"),
    "was suggested": ("suggested {grade}", "gradd {grade} wedi’i hawgrymu"),
    "was not graded": ("not graded", "heb radd"),
    "since it changed": ("; it has {change} and is {now} now", "; {change}: {now} nawr"),
    "since it is": (", and is {now} now", "; {now} nawr"),
    "since the same": (", as it is now", ", fel y mae nawr"),
    # The web page.
    "skip": ("Skip the map: go to the table", "Neidio dros y map: i’r tabl"),
    "Map": ("Map", "Map"),
    "Table": ("Table", "Tabl"),
    "how": (
        "Point at a station, or go to it with the Tab key, and what is known of it is shown. The arrow keys go on along"
        " the lines, Home and End to the first and the last station, Escape closes what is shown. The same facts are in"
        ' the <a href="#facts">table</a>.',
        "Pwyntiwch at orsaf, neu ewch ati â’r fysell Tab, a dangosir yr hyn sy’n hysbys amdani. Mae’r bysellau saeth yn"
        " mynd ar hyd y llinellau, Home ac End i’r orsaf gyntaf a’r olaf, ac mae Escape yn cau’r hyn a ddangosir. Mae’r"
        ' un ffeithiau yn y <a href="#facts">tabl</a>.',
    ),
    "known": ("What is known of a station", "Yr hyn sy’n hysbys am orsaf"),
    "none chosen": ("No station is chosen.", "Ni ddewiswyd gorsaf."),
    "changed to": ("{area} {change} to {now} from {was}", "{area}: {change}, {was} gynt, {now} nawr"),
    "changes": ("Changed since last cycle: {changes}.", "Newidiadau ers y cylch diwethaf: {changes}."),
    "no changes": (
        "No grade has changed since last cycle.",
        "Nid oes gradd wedi newid ers y cylch diwethaf.",
    ),
    "shows now": (
        "The map shows this cycle’s grades. {since}",
        "Mae’r map yn dangos graddau’r cylch hwn. {since}",
    ),
    "shows last": (
        "The map shows last cycle’s grades. {since}",
        "Mae’r map yn dangos graddau’r cylch diwethaf. {since}",
    ),
    "frames": (
        "A dashed frame and the word “now” mark what has changed.",
        "Mae ffrâm doredig a’r gair “nawr” yn dangos beth sydd wedi newid.",
    ),
    "on the map": ("Grades on the map", "Graddau ar y map"),
    "this cycle": ("This cycle", "Y cylch hwn"),
    "own grades": ("Commands’ own grades", "Graddau’r adrannau eu hunain"),
    "Grade": ("Grade", "Gradd"),
    "table of stations": ("Table of the stations", "Tabl o’r gorsafoedd"),
    "caption": (
        "What the map says, a row for each station.",
        "Yr hyn y mae’r map yn ei ddweud, rhes i bob gorsaf.",
    ),
    "not agreed": ("{grade} (suggested, not yet agreed)", "{grade} (awgrym, heb ei gytuno eto)"),
    "unchanged": ("no change", "dim newid"),
    "in the table, met": ("met", "wedi’i chyrraedd"),
    "in the table, not met": ("not met", "heb ei chyrraedd"),
    "in the table, not yet": ("not yet judged", "heb ei barnu eto"),
    "in the table, none": ("none", "dim"),
}


@dataclass(frozen=True)
class MapWords:
    """The words of one language: its name in that language, its code, and its place in the table."""

    name: str
    code: str
    place: int

    def say(self, words: str, **values: object) -> str:
        """Return a line of the table with its places filled.

        >>> ENGLISH.say("from", grade="Good"), WELSH.say("from", grade="Da")
        ('from Good', 'Da gynt')
        """
        said = _WORDS[words][self.place]
        return said.format(**values) if values else said


ENGLISH: Final = MapWords("English", "en-GB", 0)
WELSH: Final = MapWords("Cymraeg", "cy-GB", 1)
LANGUAGES: Final = (ENGLISH, WELSH)
_NAMES: Final = {
    "english": ENGLISH,
    "en": ENGLISH,
    "saesneg": ENGLISH,
    "welsh": WELSH,
    "cymraeg": WELSH,
    "cy": WELSH,
}


def language_named(text: str) -> MapWords | None:
    """Return the words of the language that a text names, English for none; None where nobody knows it.

    >>> language_named(" cymraeg ").code, language_named("").code, language_named("Cornish")
    ('cy-GB', 'en-GB', None)
    """
    return _NAMES.get(text.strip().casefold()) if text.strip() else ENGLISH

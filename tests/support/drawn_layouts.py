"""Layouts as hypothesis draws them: the same facts in the sheets that some officer might have made of them.

A table is its columns: what it is known by, the spellings of its heading, its cells. What is drawn is everything that may
differ between forces and says nothing: titles, banners and merges, one row of headings or two, the order of columns, columns
of their own, capitals, footnotes, stops and line breaks in headings, figures as texts, blank lines, notes and totals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hypothesis import strategies as st

from tests.support.printed_tables import PrintedSheet

__all__ = ["DrawnColumn", "aspirations", "grids", "layouts_of", "plain", "quadrants", "scorecards"]


@dataclass(frozen=True)
class DrawnColumn:
    """A column of a table: the spellings of its heading, its cells, each with the ways in which it may be typed."""

    headings: Sequence[str]
    cells: Sequence[Sequence[Any]]
    banner: str = ""
    """What may stand over this column and its neighbours with the same banner, in a row above."""
    fixed: bool = False
    """Whether its heading is a name, which is not dressed."""
    merged: bool = False
    """Whether equal cells below one another may be merged into the first."""


Columns = list[DrawnColumn]
_TITLES: Final = (
    "Force performance",
    "Quarter 2 of the year",
    "OFFICIAL",
    "Prepared for the meeting of the Performance Board",
)
_OWN: Final = ("Lead officer", "Comments", "Remarks for the chair", "Page")
_NOTES: Final = (
    "Note: as returned by the commands.",
    "Source: the performance unit",
    "* provisional",
    "Data as printed. See the paper for the definitions.",
)


def plain(columns: Columns) -> PrintedSheet:
    """Return the table as a template has it: one row of headings, each by its first spelling, cells by their first way."""
    rows = zip(*(column.cells for column in columns), strict=True)
    return PrintedSheet([[c.headings[0] for c in columns], *([ways[0] for ways in row] for row in rows)])


@st.composite
def _heading(draw: st.DrawFn, column: DrawnColumn) -> str:
    if column.fixed:
        return column.headings[0]
    text = draw(st.sampled_from(column.headings))
    case: Callable[[str], str] = draw(st.sampled_from([str, str, str.upper, str.lower, str.title]))
    text = case(text)
    if " " in text and draw(st.booleans()):
        text = text.replace(" ", draw(st.sampled_from(["\n", "  ", "\u00a0"])), 1)
    ends = ["", "", "", "²", ".", ":", " (see notes)", "*", *(["1", " 2"] if text[-1].isalpha() else [])]
    return text + draw(st.sampled_from(ends))


@st.composite
def layouts_of(
    draw: st.DrawFn, columns: Columns, *, total: Sequence[Any] = (), gaps: bool = True
) -> PrintedSheet:
    """Return a sheet of these columns as somebody may have laid it out; `total` is what a row that sums up says below."""
    drawn = _with_own_columns(draw, columns)
    drawn = _in_order(draw, drawn)
    headings = [draw(_heading(column)) for column in drawn]
    rows, merged = _heading_rows(draw, drawn, headings)
    top = len(rows)
    count = len(columns[0].cells)
    body: list[list[Any]] = []
    for n in range(count):
        if gaps and n and not any(column.merged for column in drawn) and draw(st.integers(0, 7)) == 0:
            body.append([])
        body.append([draw(st.sampled_from(column.cells[n])) for column in drawn])
    if len(body) == count:
        for place, column in enumerate(drawn):
            if column.merged and draw(st.booleans()):
                merged += _merge_down(body, place, top)
    names = next(place for place, column in enumerate(drawn) if column is columns[0])
    below: list[list[Any]] = []
    if total and draw(st.booleans()):
        line: list[Any] = [None] * len(drawn)
        line[names] = draw(st.sampled_from(total))
        below.append(line)
    if draw(st.booleans()):
        below += [[], [None] * names + [draw(st.sampled_from(_NOTES))]]
    sheet = PrintedSheet([*rows, *body, *below], merged)
    titles = draw(st.lists(st.sampled_from(_TITLES), max_size=2, unique=True))
    if titles:
        sheet = sheet.titled(*titles) if draw(st.booleans()) else _titled_plainly(sheet, titles)
    return sheet.moved(draw(st.integers(0, 3)), draw(st.integers(0, 2)))


def _with_own_columns(draw: st.DrawFn, columns: Columns) -> Columns:
    count = len(columns[0].cells)
    own = draw(st.lists(st.sampled_from(_OWN), max_size=2, unique=True))
    return [*columns, *(DrawnColumn([name], [["some words"]] * count, fixed=True) for name in own)]


def _in_order(draw: st.DrawFn, columns: Columns) -> Columns:
    """Return the columns in another order; those under one banner stay together."""
    groups: dict[str, Columns] = {}
    for number, column in enumerate(columns):
        groups.setdefault(column.banner or f"column {number}", []).append(column)
    order = draw(st.permutations(list(groups)))
    return [column for name in order for column in groups[name]]


def _heading_rows(
    draw: st.DrawFn, columns: Columns, headings: Sequence[str]
) -> tuple[list[list[Any]], list[tuple[int, int, int, int]]]:
    """Return one row of headings, or a row of banners above them into which the other headings may be merged up."""
    banners = [column.banner for column in columns]
    if not any(banners) or draw(st.booleans()):
        return [list(headings)], []
    upper: list[Any] = [None] * len(columns)
    lower: list[Any] = list(headings)
    merged = []
    lifted = draw(st.booleans())
    for place, banner in enumerate(banners):
        if banner and (place == 0 or banners[place - 1] != banner):
            last = max(
                n for n in range(place, len(columns)) if banners[place : n + 1] == [banner] * (n + 1 - place)
            )
            upper[place] = banner
            if last > place and draw(st.booleans()):
                merged.append((1, place + 1, 1, last + 1))
        elif not banner and lifted:
            upper[place], lower[place] = lower[place], None
            merged.append((1, place + 1, 2, place + 1))
    return [upper, lower], merged


def _merge_down(body: list[list[Any]], place: int, top: int) -> list[tuple[int, int, int, int]]:
    """Return what is merged where equal cells stand below one another; the cells below the first are blanked."""
    merged, first = [], 0
    for n in range(1, len(body) + 1):
        if n < len(body) and body[n][place] == body[first][place]:
            continue
        if n - first > 1:
            merged.append((top + first + 1, place + 1, top + n, place + 1))
            for line in body[first + 1 : n]:
                line[place] = None
        first = n
    return merged


def _titled_plainly(sheet: PrintedSheet, titles: Sequence[str]) -> PrintedSheet:
    made = sheet.moved(len(titles) + 1, 0)
    for n, title in enumerate(titles):
        made.rows[n] = [title]
    return made


_GRADES: Final = {
    "Outstanding": ["Outstanding", "O", "outstanding"],
    "Good": ["Good", "G", "good ", "Good.", "Good (March 2017)"],
    "Requires Improvement": ["Requires Improvement", "RI", "Requires improvement", "RI*"],
    "Inadequate": ["Inadequate", "I"],
    "N/A": ["N/A", "n/a", "-"],
}
_AREAS: Final = (
    "Burglary",
    "Rape",
    "Stalking & harassment",
    "Hate crime",
    "Missing people",
    "Rural crime",
    "Custody",
    "Wellbeing",
)
_COMMANDS: Final = ("North", "South", "West", "Crime & Public Protection", "Contact Management")


def _texts(names: Sequence[str]) -> list[list[Any]]:
    return [[name] for name in names]


@st.composite
def grids(draw: st.DrawFn) -> tuple[PrintedSheet, PrintedSheet]:
    """Return a grid of command grades as a template has it, and laid out in some way."""
    areas = draw(st.lists(st.sampled_from(_AREAS), min_size=3, unique=True))
    commands = draw(st.lists(st.sampled_from(_COMMANDS), min_size=2, max_size=5, unique=True))

    def graded(*grades: str) -> list[list[Any]]:
        return [_GRADES[draw(st.sampled_from(grades or list(_GRADES)))] for _ in areas]

    columns = [
        DrawnColumn(["Area", "Areas", "Business area", "Priority Area", "Strategic area"], _texts(areas))
    ]
    if draw(st.booleans()):
        themes = sorted(draw(st.sampled_from(["Safe", "People", "Money"])) for _ in areas)
        columns.append(DrawnColumn(["Theme", "Themes", "Plan theme"], _texts(themes), merged=True))
    banner = "Command self-assessment"
    for name in commands:
        # One that grades nothing has not returned, which is another matter.
        grades = [_GRADES["Good"], *graded()[1:]]
        columns.append(DrawnColumn([name], grades, banner=banner, fixed=True))
    real = ["Outstanding", "Good", "Requires Improvement", "Inadequate"]
    if draw(st.booleans()):
        headings = [
            "Force redline",
            "Force Redline (Recommended Grade) February 2019",
            "Redline grade",
            "Minimum standards",
            "Red line",
        ]
        columns.append(DrawnColumn(headings, graded(*real)))
    if draw(st.booleans()):
        headings = [
            "Final grade",
            "Performance Board Final Grades",
            "Board's final grading",
            "Agreed Final Grade",
            "Final judgement",
        ]
        columns.append(DrawnColumn(headings, graded(*real)))
    if draw(st.booleans()):
        headings = ["Last cycle", "Previous grade", "Last cycle's grade", "Prior cycle", "Last quarter grade"]
        columns.append(DrawnColumn(headings, graded(*real)))
    return plain(columns), draw(layouts_of(columns, total=["Total", "Force overall"], gaps=True))


_MEASURES: Final = (
    "All crime",
    "Burglary",
    "Robbery",
    "Domestic abuse solved",
    "Days lost",
    "Confidence",
    "Road casualties",
    "Hate crime solved",
)


@st.composite
def aspirations(draw: st.DrawFn) -> tuple[PrintedSheet, PrintedSheet]:
    """Return a table of MSG aspirations as a template has it, and laid out in some way."""
    measures = draw(st.lists(st.sampled_from(_MEASURES), min_size=2, unique=True))
    places = [draw(st.integers(1, 8)) for _ in measures]
    words = ("th", "st", "nd", "rd", "th", "th", "th", "th", "th")

    def position(n: int) -> list[Any]:
        return [n, str(n), f"{n}{words[n]}", f"{n}{words[n]} in MSG.", f"{n} (Last data to September 19)"]

    def gap(n: int) -> list[Any]:
        return [n, f"{n:,}", f"{n:,} offences"] if n else ["N/A - already better than average."]

    aims = {
        "Best in MSG": ["Best in MSG", "best in MSG", "1st in MSG"],
        "MSG average": ["MSG average", "MSG Average."],
        "Top quartile": ["Top quartile", "Top Quartile", "top quartile."],
        "4th in MSG": ["4th in MSG", "4th in MSG."],
    }
    columns = [
        DrawnColumn(["Measure", "Measures", "Available from iQuanta", "Indicator", "Key performance indicator"], _texts(measures)),
        DrawnColumn(["Position", "MSG Position", "MSG rank", "iQuanta ranking", "Rank in MSG"], [position(n) for n in places], banner="Standing"),
        DrawnColumn(["To average", "Change required to reach MSG Average", "Gap to MSG average"],
            [gap(draw(st.sampled_from([0, -40, -1903, -22112]))) for _ in measures], banner="Change required"),
        DrawnColumn(["Aspiration", "Aspirations", "MSG Aspiration"], [aims[draw(st.sampled_from(sorted(aims)))] for _ in measures]),
    ]  # fmt: skip
    if draw(st.booleans()):
        columns.append(
            DrawnColumn(
                ["Theme", "Priority Area", "Plan priority"],
                _texts(sorted(draw(st.sampled_from(["Safe", "People"])) for _ in measures)),
                merged=True,
            )
        )
    if draw(st.booleans()):
        before = [position(draw(st.integers(1, 8))) for _ in measures]
        columns.insert(
            2,
            DrawnColumn(
                ["Previous position", "Last quarter position", "Previous MSG rank"], before, banner="Standing"
            ),
        )
    if draw(st.booleans()):
        columns.append(DrawnColumn(["To top quartile", "Change required to reach top quartile rank in MSG"],
            [gap(draw(st.sampled_from([0, -55, -2100]))) for _ in measures], banner="Change required"))  # fmt: skip
    return plain(columns), draw(layouts_of(columns, total=["Total", "Overall"]))


_TIMES: Final = (
    ("Actual Performance", "Previous Year Performance"), ("Outturn", "Baseline"), ("Year to date", "Last year to date"), ("Later Period", "Earlier Period"),
    ("YTD 2024/25", "YTD 2023/24"), ("12 months to Sep 2024", "12 months to Sep 2023"), ("2024/25", "2023/24"), ("May-13 to Apr-14", "May-12 to Apr-13"),
    ("Q2 performance", "Q1 performance"), ("Outturn 2024", "Outturn 2023"), ("Apr-Sep 2024", "Apr-Sep 2023"),
)  # fmt: skip
"""What heads the later figure, and the earlier one beside it."""


@st.composite
def scorecards(draw: st.DrawFn) -> tuple[PrintedSheet, PrintedSheet]:
    """Return a threat and impact scorecard as a template has it, and laid out in some way."""
    objectives = draw(st.lists(st.sampled_from(_MEASURES[:4]), min_size=1, unique=True))
    rows = [(name, purpose) for name in objectives for purpose in ("Recorded Crime", "Crime Outcome Rate")]

    def crimes(n: int) -> list[Any]:
        return [n, f"{n:,}", f"{n:,} offences"]

    def share(thousandths: int) -> list[Any]:
        return [thousandths / 1000, f"{thousandths / 10:g}%", f"{thousandths / 10:.1f} %"]

    def figures(least: int, most: int) -> list[list[Any]]:
        return [
            crimes(draw(st.integers(least, most)))
            if purpose == "Recorded Crime"
            else share(draw(st.integers(100, 600)))
            for _, purpose in rows
        ]

    now, before = draw(st.sampled_from(_TIMES))
    targets = [share(-100) if purpose == "Recorded Crime" else share(250) for _, purpose in rows]
    columns = [
        DrawnColumn(["Purpose", "Measure type", "Measured by"], _texts([purpose for _, purpose in rows]), banner="Strategic Objectives"),
        DrawnColumn(["Strategic objective", "Objective", "Title", "Crime type"], _texts([name for name, _ in rows]), banner="Strategic Objectives", merged=True),
        DrawnColumn(["Hard target", "Target", "Annual target", "Aim"], targets),
        DrawnColumn(["Actual", now], figures(500, 3000), banner="Performance"),
        DrawnColumn(["Previous year", before], figures(500, 3000), banner="Performance"),
    ]  # fmt: skip
    if draw(st.booleans()):
        levels = [
            [level, level.upper()]
            for level in (draw(st.sampled_from(["Low", "Medium", "High"])) for _ in rows)
        ]
        columns.append(DrawnColumn(["Threat", "Overall Threat", "Threat level"], levels))
    if draw(st.booleans()):
        columns.append(
            DrawnColumn(
                ["Impact score", "Overall Impact Score", "Impact"],
                [[n, str(n)] for n in (draw(st.integers(0, 20)) for _ in rows)],
            )
        )
    return plain(columns), draw(layouts_of(columns, gaps=False))


@st.composite
def quadrants(draw: st.DrawFn) -> tuple[PrintedSheet, PrintedSheet]:
    """Return a table of quadrants as a template has it, and laid out in some way."""
    measures = draw(st.lists(st.sampled_from(_MEASURES), min_size=3, unique=True))
    names = sorted(draw(st.sampled_from(["Public", "Process", "People", "Partners"])) for _ in measures)

    def share(hundredths: int) -> list[Any]:
        return [hundredths / 100, f"{hundredths}%", f"{hundredths}.0%"]

    kinds = [[kind, kind.upper()] for kind in (draw(st.sampled_from(["Redline", "KPI"])) for _ in measures)]
    columns = [
        DrawnColumn(["Measure", "Measures", "Indicator", "Redline measure"], _texts(measures)),
        DrawnColumn(["Quadrant", "Quadrants", "Scorecard area", "Balanced scorecard quadrant"], _texts(names), merged=True),
        DrawnColumn(["Kind", "Type", "Measure type"], kinds),
        DrawnColumn(["Value", "Actual", "Current value"], [share(draw(st.integers(1, 99))) for _ in measures], banner="Standing"),
        DrawnColumn(["Minimum", "Minimum standard", "Target", "Standard"], [share(draw(st.integers(1, 99))) for _ in measures], banner="Standing"),
        DrawnColumn(["Better", "Polarity", "Good is"], [[way, way.lower()] for way in (draw(st.sampled_from(["Higher", "Lower"])) for _ in measures)]),
    ]  # fmt: skip
    return plain(columns), draw(layouts_of(columns))

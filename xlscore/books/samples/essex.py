"""The sample of Essex Police: Balanced Scorecard cycle 13, and MSG aspirations with data to January 2020.

Figures as published. The MSG paper prints positions and gaps and not the other forces' figures, so these rows carry
them as entries. Lead commands, tube map lines and the measures on Quadrants are ours, and the sheets say so.
"""

from __future__ import annotations

from typing import Any, Final

from xlscore.books.samples.facts import number, table
from xlscore.books.templates.grid import Board
from xlscore.books.templates.guide import BALANCED_SCORECARD, Guide
from xlscore.books.templates.msg import ForceGroup
from xlscore.books.templates.page import Row, Shown
from xlscore.books.templates.tube import TubeMaps
from xlscore.tubemap.model.looks import LINE_COLOURS

__all__ = ["FORCE", "board", "group", "guide", "tube_maps"]

FORCE: Final = "Essex"
_CYCLE: Final = "Cycle 13"
_BSC: Final = "Essex Police Balanced Scorecard, cycle 13, 2019 (redline data to February 2019)"
_ASPIRATIONS: Final = "Essex Police MSG aspirations, data to January 2020"
_PLACES: Final = frozenset({"theme", "area", "Force Redline", "Performance Board Final Grade"})
_LEADS: Final = {
    "Child Abuse & Sexual Exploitation": "PPU",
    "Gangs": "SCD",
    "Serious and Organised Crime": "SCD",
    "Modern Day Slavery and Human Trafficking": "SCD",
    "Digital Crime": "SCD",
}
"""Which command leads is not printed; these are the units whose remit it is by name. Other areas go by the majority."""

_IN_THE_MEETING: Final = {
    "cycle": _CYCLE,
    "area": "Innovation",
    "command": "SCD",
    "before": "Outstanding",
    "after": "Good",
    "by": "SCD",
    "when": "15 April 2019",
    "why": "Its return gave the same evidence as for Digital Crime.",
}
"""The change that the paper tells of: made during the Performance Board of that day."""

_NARRATIVES: Final = {
    "All Crime Offences": "The paper's table, shown here, says 32,801 offences to the top quartile; its text says 34,801.",
    "Violence with Injury Offences": "The paper prints -262 offences to the average, and says that the average has been reached.",
    "Killed or Seriously Injured": "Not just police dependent, so no aspiration is set.",
    "Trafficking of Drugs Offences": "Another table of the paper has the position at 3.",
    "Homicide Offences": "Small numbers, so no aspiration is set.",
    "Percentage Sick (Police Officers)": "Another table of the paper has the aspiration at 5th.",
}
_NOTES: Final = (
    ("Domestic Abuse", "Recording", "Part of the increase in crime is better Crime Data Accuracy (CDA)."),
    ("Domestic Abuse", "Counting rules",
     "Part of the increase in crime is changed Home Office Counting Rules (HOCR) for stalking and harassment."),
    ("Repeat High Harm ASB", "Recording", "Better Crime Data Accuracy (CDA) is likely to have reduced the number of incidents."),
    ("Dwelling Burglary", "Event",
     "Numbers solved in the 12 months to December 2017 and February 2018 were artificially high from conspiracy investigations and"
     " offences taken into consideration, which makes comparisons difficult."),
)  # fmt: skip
"""What the paper says of figures in its rationale. It dates none of it, so these notes always stand."""
_QUARTERS: Final = (
    "Apr 2017", "Jul 2017", "Oct 2017", "Jan 2018", "Apr 2018", "Jul 2018", "Oct 2018", "Jan 2019", "Apr 2019", "Jul 2019",
    "Oct 2019", "Jan 2020",
)  # fmt: skip
"""The last twelve quarters; the paper prints the positions of two of them."""
_ONE_PLACE: Final = "+0.0;-0.0"
_QUADRANT_MAP: Final = {
    "map": "Quadrants",
    "title": "Essex Police: Rebalanced Scorecard",
    "subtitle": "The measures are being built; no quadrant is graded yet",
    "date": "from Cycle 14",
    "source": "The four quadrants are the force's; the measures named here are illustrative.",
    "paper": "A4",
}
_VIOLENCE: Final = "Violence with Injury Offences, per 1000 population"
_SOLVED: Final = "All Crime Solved Rate, %"
_CONFIDENCE: Final = "Public Confidence (CSEW), %"
_QUADRANTS: Final = (
    ("Focus", "Redline", _VIOLENCE, "Lower", ""),
    ("Focus", "KPI", "Repeat victims of domestic abuse", "Lower", _VIOLENCE),
    ("Process", "Redline", _SOLVED, "Higher", ""),
    ("Process", "KPI", "Emergency response within target, %", "Higher", ""),
    ("Service User", "Redline", _CONFIDENCE, "Higher", ""),
    ("Service User", "KPI", "Victims kept informed, %", "Higher", _CONFIDENCE),
    ("Innovation", "Redline", "Measure to be agreed", "", ""),
    ("Innovation", "KPI", "Devices examined within target, %", "Higher", _SOLVED),
)
_RISKS: Final = (
    ("R1", "Devices wait for examination longer than investigations can", "Digital Crime", "Possible", 16, "More examiners; triage by harm."),
    ("R2", "Specialist posts stay vacant", "SCD", "Probable", 12, "Recruitment with the region."),
    ("R3", "Control room systems fail", "Force", "Unlikely", "Catastrophic", "Second site; exercises."),
)  # fmt: skip
_CONDITIONS: Final = (
    ("Keeping People Safe", "redline met", "Good"),
    ("Community Focused", "Public Confidence better than the MSG average", "Good"),
    ("Gangs", "Trafficking of Drugs Solved Rate better than the MSG average", "Review"),
)


def board() -> Board:
    """Return the grid of cycle 13 with its changes, redlines and rationale."""
    grid = table("essex_grid")
    changes, rationale = table("essex_changes"), {r["area"]: r["rationale"] for r in table("essex_rationale")}
    changed = {row["area"] for row in changes if row["cycle_12"] != row["cycle_13"]}
    return Board(
        title="Essex Police: command grades",
        about=f"Source: {_BSC}. Suggested grade, why and override are worked out; the rest is as published.",
        cycle=_CYCLE,
        commands=tuple(name for name in grid[0] if name not in _PLACES),
        grid=[_grid_row(row, rationale[row["area"]]) for row in grid],
        changes=[
            {
                "area": row["area"],
                "previous": _full(row["cycle_12"]),
                "rationale": rationale[row["area"]] if row["area"] in changed else None,
            }
            for row in changes
        ],
        changes_about=f"Cycle 12 against cycle 13. Source: {_BSC}.",
        grade_changes=[_IN_THE_MEETING],
        grade_changes_about=f"Source: {_BSC}. Four commands were at Good and four at Outstanding before the meeting.",
        groups=[{"command": name, "group": "LPA"} for name in grid[0] if name.endswith(" LPA")],
        areas=[{"theme": r["theme"], "area": r["area"], "lead": _LEADS.get(r["area"])} for r in grid],
        redlines=[_redline(row) for row in table("essex_redlines")],
        areas_about=f"Redlines as far as printed in: {_BSC}. Lead commands are illustrative: the paper does not name them.",
        risks=[
            dict(zip(("ref", "risk", "where", "likelihood", "impact", "mitigation"), row, strict=True))
            for row in _RISKS
        ],
        risks_about=f"These risks are illustrative: the paper prints the rule alone, that one scoring over 75 is a redline. Source: {_BSC}.",
        conditions=[
            {"cycle": "Cycle 12", "area": area, "if": condition, "then": then}
            for area, condition, then in _CONDITIONS
        ],
        conditions_about="These conditions are illustrative: the paper prints none. The figures that test them are the published ones.",
        quadrants=[_quadrant(number, row) for number, row in enumerate(_QUADRANTS)],
        quadrants_about="The four quadrants come in with cycle 14. The measures here are illustrative; none is graded before it is built.",
        notes=[{"measure": area, "kind": kind, "words": words} for area, kind, words in _NOTES],
        notes_about=(
            f"Source: the rationale in: {_BSC}. The paper dates none of them, so they always stand.",
        ),
    )


def _full(letters: str) -> str:
    return {"RI": "Requires Improvement"}.get(letters, letters)


def _grid_row(row: dict[str, str], rationale: str) -> Row:
    grades = {name: grade for name, grade in row.items() if name not in _PLACES}
    return {
        "theme": row["theme"],
        "area": row["area"],
        **grades,
        "redline": row["Force Redline"],
        "final": _full(row["Performance Board Final Grade"]),
        "rationale": rationale,
    }


def _redline(row: dict[str, str]) -> Row:
    own, minimum = number(row["own"]), number(row["benchmark"])
    return {
        "area": row["area"],
        "measure": row["measure"],
        "value": Shown(own, "0.0%") if own is not None else None,
        "minimum": Shown(minimum, "0.0%") if minimum is not None else row["benchmark_kind"],
        "better": "Higher" if row["higher_is_better"] == "TRUE" else "Lower",
        "met": row["met"],
        "data_to": row["data_to"],
    }


def _quadrant(number: int, row: tuple[str, str, str, str, str]) -> Row:
    quadrant, kind, measure, better, lever = row
    first = number % 2 == 0
    return {
        "quadrant": quadrant,
        "kind": kind,
        "measure": measure,
        "better": better or None,
        "lever": lever or None,
        "narrative": "Not yet graded: measures are being built." if first else None,
    }


def group() -> ForceGroup:
    """Return the MSG rows as the paper prints them: value, position and changes are entries."""
    rows = table("essex_msg")
    return ForceGroup(
        title="Essex Police: MSG positions and aspirations",
        about=f"Source: {_ASPIRATIONS}. Value, positions and changes are as printed; status and movement are worked out from them.",
        measures=[_measure(row) for row in rows],
        data_about="The paper prints positions and gaps and not the other forces' figures, so this sheet has the positions alone.",
        columns=(),
        periods=_QUARTERS,
        history=[
            {"measure": r["measure"], "Oct 2019": number(r["position_oct_2019"]), "Jan 2020": number(r["position_jan_2020"])}
            for r in rows
        ],
    )  # fmt: skip


def _measure(row: dict[str, str]) -> Row:
    return {
        "theme": row["theme"],
        "measure": row["measure"],
        "unit": row["unit"],
        "better": row["polarity"].capitalize(),
        "value": number(row["value"]),
        "position": number(row["position_jan_2020"]),
        "previous_position": number(row["position_oct_2019"]),
        "to_average": _change(row["change_to_average"]),
        "to_top_quartile": _change(row["change_to_top_quartile"]),
        "aspiration": row["aspiration"],
        "data_to": row["data_to"],
        "narrative": _NARRATIVES.get(row["measure"]),
    }


def _change(printed: str) -> Any:
    value = number(printed)
    small = isinstance(value, float) and "%" not in printed and value % 1
    return Shown(value, _ONE_PLACE) if small else value


def tube_maps() -> TubeMaps:
    """Return the two illustrative maps: the paper's own are pictures without text; and the map of the quadrants."""
    stops = table("tube_map_lines")
    maps = list(dict.fromkeys(row["map"] for row in stops))
    lines = list(dict.fromkeys((row["map"], row["line"]) for row in stops))
    places = {line: [name for name in lines if name[0] == line[0]].index(line) for line in lines}
    return TubeMaps(
        about="Which areas lie on which line is illustrative: the paper's own maps are pictures without text.",
        maps=[
            {
                "map": name,
                "title": f"Essex Police: {name}",
                "subtitle": "Force grades agreed by the Performance Board",
                "source": f"Grades: {_BSC}. Which areas lie on which line is illustrative.",
                "paper": "A4",
            }
            for name in maps
        ]
        + [_QUADRANT_MAP],
        lines=[
            {"map": name, "line": line, "colour": LINE_COLOURS[places[name, line]]} for name, line in lines
        ],
        stops=[{**row, "sequence": int(row["sequence"])} for row in stops],
        pins=[
            {**row, "column": int(row["column"]), "row": int(row["row"])} for row in table("tube_map_pins")
        ],
    )


def guide() -> Guide:
    """Return the sample's guide, with its sources."""
    return BALANCED_SCORECARD.with_sources(
        "Sample: Essex Police, cycle 13 (2019), with MSG aspirations of January 2020. The figures are the published ones.",
        (
            f"Grades, redlines and changes: {_BSC}. The rationale is summarised in our words.",
            f"MSG: {_ASPIRATIONS}. Two of its tables disagree in places; the narrative says where.",
            "Lead commands, risks, conditions, the measures on Quadrants and the lines of the tube maps are illustrative; they are not in the papers.",
        ),
    )

"""What stands beside the months in their sample: satisfaction, indicators, quarterly counts, a survey, published figures, notes.

Satisfaction and the searches are as papers print them; the rest is illustrative, and its sheets say so.
"""

from __future__ import annotations

from typing import Final

from xlscore.books.samples.facts import number, table
from xlscore.books.templates.month_beside import BesideMonths
from xlscore.books.templates.page import Row

__all__ = ["beside"]

_MONTHS: Final = (
    "Dec 2017", "Jan 2018", "Feb 2018", "Mar 2018", "Apr 2018", "May 2018", "Jun 2018",
    "Jul 2018", "Aug 2018", "Sep 2018", "Oct 2018", "Nov 2018", "Dec 2018", "Jan 2019",
)  # fmt: skip
_ASKED: Final = (31, 29, 33, 30, 28, 32, 30, 34, 29, 31, 30, 33, 28, 30)
_SATISFIED: Final[tuple[tuple[str, tuple[int, ...]], ...]] = (
    ("", (28, 26, 30, 27, 25, 29, 27, 31, 26, 28, 27, 30, 25, 24)),
    ("Action", (26, 24, 28, 25, 23, 26, 25, 28, 24, 26, 25, 27, 23, 22)),
    ("Follow-up", (23, 22, 25, 23, 21, 24, 22, 26, 21, 23, 22, 25, 20, 18)),
)
"""Of these asked, so many were satisfied."""

_QUARTERS: Final = ("Q2 2018/19", "Q3 2018/19", "Q4 2018/19", "Q1 2019/20", "Q2 2019/20")
_SEARCHES, _FORCE = "Stop and search", "Use of force"
_COUNTS: Final[tuple[tuple[str, str, str, int | None, tuple[int | None, ...]], ...]] = (
    (_SEARCHES, "Searches", "", None, (1453, None, None, 4158, 4350)),
    (_SEARCHES, "Drugs", "Object", None, (1034, 1862, 2633, 2952, 3095)),
    (_SEARCHES, "Weapons", "Object", None, (174, 301, 430, 499, 522)),
    (_SEARCHES, "Stolen property", "Object", None, (159, 287, 411, 457, 479)),
    (_SEARCHES, "Going equipped", "Object", None, (83, 150, 214, 240, 245)),
    (_SEARCHES, "Criminal damage", "Object", None, (2, 5, 6, 8, 6)),
    (_SEARCHES, "Firearms", "Object", None, (1, 3, 4, 2, 3)),
    (_SEARCHES, "White", "Ethnicity", 1_420_000, (1061, 1905, 2670, 3020, 3150)),
    (_SEARCHES, "Black", "Ethnicity", 42_000, (192, 345, 510, 560, 590)),
    (_SEARCHES, "Asian", "Ethnicity", 51_000, (77, 140, 201, 223, 235)),
    (_SEARCHES, "Mixed", "Ethnicity", 33_000, (63, 112, 160, 185, 190)),
    (_FORCE, "Total", "Tactic", None, (1820, 1905, 2010, 2140, 2265)),
    (_FORCE, "Handcuffs, compliant", "Tactic", None, (960, 1010, 1065, 1130, 1215)),
    (_FORCE, "Handcuffs, not compliant", "Tactic", None, (395, 402, 431, 452, 470)),
    (_FORCE, "Unarmed skills", "Tactic", None, (310, 331, 345, 380, 402)),
    (_FORCE, "Restraint", "Tactic", None, (88, 92, 95, 99, 98)),
    (_FORCE, "Irritant spray", "Tactic", None, (38, 40, 42, 44, 45)),
    (_FORCE, "Conducted energy device", "Tactic", None, (29, 30, 32, 35, 35)),
)  # fmt: skip

_SURVEY: Final = (
    ("Vision and purpose", 5.1, 4.6, 4.2, "Higher", 1),
    ("Supported by my supervisor", 5.4, 5.2, 5.3, "Higher", None),
    ("Fairly treated", 4.3, 4.0, 4.1, "Higher", None),
    ("Job satisfaction", 5.0, 4.7, 4.8, "Higher", None),
    ("Proud of the service given", 5.6, 5.3, 5.3, "Higher", None),
    ("Wellbeing", 3.6, 3.5, 3.8, "Higher", None),
    ("Emotional energy", 3.0, 3.2, 3.1, "Higher", None),
    ("Hindrances to the job", 4.4, 4.6, 4.5, "Lower", None),
)
_FORCES: Final = 39

_INDICATORS: Final = (
    ("1", "Burglary in a dwelling", ""),
    ("1", "Robbery of personal property", "Fewer since the summer's patrols"),
    ("2", "Violence with injury", ""),
    ("3", "Theft from a vehicle", ""),
    ("3", "Shoplifting", ""),
    ("3", "Bicycle theft", ""),
)
_DATASTORE, _NOBODY = "London Datastore", "Illustrative"


def beside() -> BesideMonths:
    """Return what the tables beside the months hold."""
    return BesideMonths(
        months=_MONTHS,
        satisfaction=[*_printed(), *_surveyed()],
        satisfaction_about="Rolling shares: Leicestershire panel report, October 2013, as printed. The months of Robbery are illustrative.",
        indicators=[
            {"priority": priority, "indicator": name, "shoots": words or None}
            for priority, name, words in _INDICATORS
        ],
        indicators_about="Illustrative priorities; the months are those of Series, the group's average that of MSG averages.",
        quarters=_QUARTERS,
        quarterly=[_quarterly(*row) for row in _COUNTS],
        quarterly_about="Searches: Essex performance board, 2019. All other rows and the people are illustrative. What goes out is To publish and what stands beside it.",
        survey=[_asked(*row) for row in _SURVEY],
        survey_about="Illustrative: eight measures from 1 to 7, against the last survey and 39 other forces.",
        published=_published(),
        published_about="The first row is as the London Datastore has it; the others are illustrative, each with another reason for its difference.",
        notes=[
            {
                "date": "Apr 2018",
                "measure": "Violence with injury",
                "kind": "Recording",
                "words": "Illustrative: a new recording team finds more of what is reported by hospitals.",
            },
            {
                "date": "Jul 2018",
                "measure": "Bicycle theft",
                "place": "Camden",
                "kind": "Event",
                "words": "Illustrative: a festival of three weeks.",
            },
        ],
        notes_about=("Illustrative notes. Each stands beside its measure until it has left the period.",),
    )


def _printed() -> list[Row]:
    return [
        {
            "group": row["group"],
            "strand": row["strand"] or None,
            "figure": "Rolling",
            "target": number(row["target"]),
            "rolling": number(row["rolling_12_months"]),
        }
        for row in table("leicestershire_satisfaction")
    ]


def _surveyed() -> list[Row]:
    rows: list[Row] = []
    for strand, satisfied in _SATISFIED:
        named = {"group": "Robbery", "strand": strand or None}
        rows += [
            {
                **named,
                "figure": "Satisfied",
                "target": None if strand else 0.85,
                **dict(zip(_MONTHS, satisfied, strict=True)),
            },
            {**named, "figure": "Asked", **dict(zip(_MONTHS, _ASKED, strict=True))},
        ]
    return rows


def _quarterly(named: str, row: str, split: str, people: int | None, counts: tuple[int | None, ...]) -> Row:
    kept = {"table": named, "row": row, "split": split or None, "population": people}
    return {**kept, **dict(zip(_QUARTERS, counts, strict=True))}


def _asked(measure: str, this: float, last: float, peers: float, better: str, rank: int | None) -> Row:
    return {
        "measure": measure,
        "this": this,
        "last": last,
        "peers": peers,
        "peers_n": _FORCES,
        "better": better,
        "rank": rank,
    }


def _published() -> list[Row]:
    burglary = {"measure": "Burglary in a dwelling"}
    return [
        {**burglary, "place": "Camden", "publisher": _DATASTORE, "release": "February 2023", "period": "2017/18", "value": 1760},
        {**burglary, "place": "Hackney", "publisher": _NOBODY, "period": "2017/18", "value": 2025},
        {"measure": "Violence with injury", "publisher": _NOBODY, "release": "July 2018", "period": "Year ending Jan 2019", "value": 10790},
        {"measure": "Bicycle theft", "place": "Islington", "publisher": _NOBODY, "period": "Q1 2018/19", "value": 297},
    ]  # fmt: skip

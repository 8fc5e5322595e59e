"""The keys of what each command answers with --json: programs read them, so one that goes or comes is seen here."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import typer

from tests.books.layouts import HEADINGS, facts
from tests.cli.demo import DEMO as DEMO_ONCE
from tests.cli.demo import Shown
from tests.cli.sample_answers import ONCE, asks_samples_alone, sample_answer
from tests.support.slow import dear
from xlscore.cli.app import app
from xlscore.cli.run import run

VALUE: Final = "a value"
NAMES: Final = "an object whose keys are names of the workbook's"
PROBLEMS: Final = [{"sheet": VALUE, "cell": VALUE, "what": VALUE, "do": VALUE}]
CHANGE: Final = {"area": VALUE, "previous": VALUE, "current": VALUE, "change": VALUE, "agreed": VALUE}
ASPIRATIONS: Final = {"Met or exceeded": VALUE, "Below aspiration": VALUE, "No aspiration": VALUE}
MEASURES: Final = [
    dict.fromkeys(
        ("measure", "met", "value", "minimum", "gap", "data_to", "previous", "previous_data_to", "change", "change_percent", "deteriorating_since",
         "on_year_then", "on_year", "categories", "sentences"),
        VALUE,
    )
]  # fmt: skip
GRADES: Final = {
    "areas": [
        {
            "area": VALUE,
            "suggested": VALUE,
            "why": VALUE,
            "final": VALUE,
            "agreed": VALUE,
            "override": VALUE,
            "rationale": VALUE,
            "redline": VALUE,
            "commands": NAMES,
            "redlines": {"met": VALUE, "defined": VALUE, "sentence": VALUE, "measures": MEASURES},
            "caveats": VALUE,
            "evidence": [],
            "oversight": VALUE,
            "moved": {"changes": VALUE, "before": NAMES, "after": NAMES},
        }
    ],
    "counts": NAMES,
    "counted": VALUE,
    "changes": [CHANGE],
    "priorities": [],
    "commands": [{"command": VALUE, "redline": VALUE, "met": [], "not_met": [], "above": []}],
    "force_redlines": [],
    "problems": PROBLEMS,
}
MSG: Final = {
    "measures": [
        {
            "measure": VALUE,
            "position": VALUE,
            "of": VALUE,
            "value": VALUE,
            "to_average": VALUE,
            "to_top_quartile": VALUE,
            "aspiration": VALUE,
            "status": VALUE,
            "expected": VALUE,
            "move": VALUE,
            "data_to": VALUE,
            "previous_position": VALUE,
            "previous_to_average": VALUE,
            "previous_to_top_quartile": VALUE,
            "update": VALUE,
            "source": VALUE,
            "gap_move": VALUE,
            "caveats": VALUE,
            "history": VALUE,
            "monitored_by": VALUE,
            "aspirations": VALUE,
        }
    ],
    "aspirations": ASPIRATIONS,
    "listed": ASPIRATIONS,
    "boards": {},
    "without_board": VALUE,
    "notes": VALUE,
    "problems": PROBLEMS,
}
SCORECARD: Final = {
    "rows": [
        {
            "objective": VALUE,
            "purpose": VALUE,
            "hard_target": VALUE,
            "actual": VALUE,
            "previous": VALUE,
            "year_on_year": VALUE,
            "rag": VALUE,
            "shortfall": VALUE,
            "trend": VALUE,
            "control": VALUE,
            "threat": VALUE,
            "suggested_threat": VALUE,
            "impact_score": VALUE,
            "impact_class": VALUE,
            "overall": VALUE,
            "measures": VALUE,
            "unit": VALUE,
            "shortfall_from": VALUE,
            "shortfall_range": VALUE,
            "group": VALUE,
            "lowest_level": VALUE,
            "caveats": VALUE,
        }
    ],
    "units": [
        {
            "objective": VALUE,
            "purpose": VALUE,
            "which": VALUE,
            "by": VALUE,
            "area": VALUE,
            "actual": VALUE,
            "previous": VALUE,
            "change": VALUE,
        }
    ],
    "groups": [
        {
            "group": VALUE,
            "objectives": [VALUE],
            "actual": VALUE,
            "previous": VALUE,
            "year_on_year": VALUE,
            "shortfall": VALUE,
            "overall": VALUE,
        }
    ],
    "left_out": NAMES,
    "problems": PROBLEMS,
}
QUADRANTS: Final = {
    "quadrants": [
        {
            "quadrant": VALUE,
            "command": VALUE,
            "grade": VALUE,
            "previous": VALUE,
            "change": VALUE,
            "redlines": {"met": VALUE, "of": VALUE},
            "why": VALUE,
            "caveats": VALUE,
            "former_areas": VALUE,
        }
    ],
    "problems": PROBLEMS,
}
NOTES: Final = {
    "notes": [
        {"measure": VALUE, "place": VALUE, "date": VALUE, "kind": VALUE, "caveat": VALUE, "beside": [VALUE]}
    ],
    "problems": PROBLEMS,
}
RISKS: Final = {
    "risks": [
        {
            "ref": VALUE,
            "risk": VALUE,
            "areas": VALUE,
            "commands": VALUE,
            "force": VALUE,
            "likelihood": VALUE,
            "impact": VALUE,
            "score": VALUE,
            "redline": VALUE,
            "closed": VALUE,
            "mitigation": VALUE,
            "owner": VALUE,
            "previous_score": VALUE,
            "since": VALUE,
        }
    ],
    "over": VALUE,
    "problems": PROBLEMS,
}
INDICATORS: Final = {
    "indicators": [
        {
            "priority": VALUE,
            "indicator": VALUE,
            "to": VALUE,
            "value": VALUE,
            "direction_of_travel": VALUE,
            "difference_to_msg": VALUE,
            "msg_change": VALUE,
            "green_shoots": VALUE,
            "recent_change": VALUE,
            "year_change": VALUE,
            "words": VALUE,
            "sentence": VALUE,
        }
    ],
    "priorities": [{"priority": VALUE, "travel": VALUE, "picture": VALUE}],
    "picture": VALUE,
    "problems": PROBLEMS,
}
CONTROL_ROW: Final = dict.fromkeys(
    (
        "measure", "area", "level", "chart", "unit", "adjusted", "to", "value", "mean", "lower", "upper", "variation", "assurance",
        "signal", "state", "above_expected", "new_limits_from", "new_limits_because", "sentence",
    ),
    VALUE,
)  # fmt: skip
CONTROL_ROWS: Final = [{**CONTROL_ROW, "caveats": []}, {**CONTROL_ROW, "caveats": [VALUE]}]
CONTROL: Final = {
    "to": VALUE,
    "control": CONTROL_ROWS,
    "false_alarms": [VALUE],
    "sheets": [VALUE],
    "problems": PROBLEMS,
}
WRITTEN: Final = [{"text": VALUE, "area": VALUE, "cell": VALUE}]
SAID: Final = [VALUE]
OBJECTIVES: Final = {
    "objectives": [
        {
            "objective": VALUE,
            "overall": VALUE,
            "other_threat": VALUE,
            "purposes": [{"purpose": VALUE, "overall": VALUE}],
            "sentence": VALUE,
            "sentences": [{"about": VALUE, "words": VALUE, "cells": [VALUE]}],
            "being_done": WRITTEN,
            "recommendations": WRITTEN,
            "evidence": WRITTEN,
            "horizon": SAID,
            "caveats": SAID,
            "missing": [VALUE],
        }
    ],
    "sheet": VALUE,
    "sections": [],
    "unclaimed": [],
    "problems": PROBLEMS,
}
PUBLISHED: Final = {
    "published": [
        {
            "measure": VALUE,
            "area": VALUE,
            "publisher": VALUE,
            "release": VALUE,
            "from": VALUE,
            "to": VALUE,
            "published": VALUE,
            "own": VALUE,
            "difference": VALUE,
            "percent": VALUE,
            "explained": [VALUE],
            "sentence": VALUE,
        }
    ],
    "problems": PROBLEMS,
}
QUARTERLY: Final = {
    "quarterly": [
        {
            "table": VALUE,
            "row": VALUE,
            "split": VALUE,
            "quarter": VALUE,
            "count": VALUE,
            "suppressed": VALUE,
            "change_on_quarter": VALUE,
            "percent_on_quarter": VALUE,
            "unusual_on_quarter": VALUE,
            "change_on_year": VALUE,
            "percent_on_year": VALUE,
            "unusual_on_year": VALUE,
            "share": VALUE,
            "share_of_year": VALUE,
            "rate_ratio": VALUE,
            "ratio_low": VALUE,
            "ratio_high": VALUE,
            "reference": VALUE,
            "sentence": VALUE,
        }
    ],
    "survey": [],
    "sentences": [],
    "problems": PROBLEMS,
}
SATISFACTION: Final = {
    "satisfaction": [
        {
            "group": VALUE,
            "strand": VALUE,
            "to": VALUE,
            "rolling": VALUE,
            "low": VALUE,
            "high": VALUE,
            "target": VALUE,
            "rag": VALUE,
            "year_before": VALUE,
            "change_on_year": VALUE,
            "change_low": VALUE,
            "change_high": VALUE,
            "last_month": VALUE,
            "effect": VALUE,
            "assurance": VALUE,
            "strands_under": [],
            "sentence": VALUE,
        }
    ],
    "problems": PROBLEMS,
}
CONDITIONS: Final = {
    "conditions": [
        {
            "cycle": VALUE,
            "area": VALUE,
            "if": VALUE,
            "then": VALUE,
            "due": VALUE,
            "fulfilled": VALUE,
            "says": VALUE,
            "grade": VALUE,
            "applied": VALUE,
            "reason": VALUE,
        }
    ],
    "problems": PROBLEMS,
}
FRONT: Final = {
    "fields": [{"field": VALUE, "text": VALUE, "papers": [VALUE], "cell": VALUE}],
    "problems": PROBLEMS,
}
TUBEMAP: Final = {
    "maps": [{"map": VALUE, "sheet": VALUE, "stations": VALUE, "files": []}],
    "problems": PROBLEMS,
}
MSG_SUMMARY: Final = {
    "measures": VALUE,
    "aspirations": ASPIRATIONS,
    "moves": {"Improved": VALUE, "Deteriorated": VALUE, "Unchanged": VALUE},
}
COMPARED: Final = dict.fromkeys(("this_year", "last_year", "change", "percent", "unusual"), VALUE)
YEAR_TO_DATE: Final = {
    **COMPARED,
    **dict.fromkeys(("measure", "area", "to", "target", "rag", "short", "remarks"), VALUE),
}
MONTH: Final = {
    "to": VALUE,
    "days": [],
    "dashboard": [{**YEAR_TO_DATE, "latest": []}],
    "movers": [dict.fromkeys(("measure", "change", "percent"), VALUE)],
    "plan_areas": [],
    "tree": [
        dict.fromkeys(("measure", "parent", "this_year", "last_year", "change", "share_of_change"), VALUE)
    ],
    "projection": [
        dict.fromkeys(
            ("measure", "area", "so_far", "projection", "low", "high", "target", "verdict", "method"), VALUE
        )
    ],
    "rates": [],
    "targets": [
        {
            **dict.fromkeys(
                (
                    "measure",
                    "area",
                    "year",
                    "kind",
                    "agreed",
                    "suggested",
                    "because",
                    "monitored",
                    "monitoring",
                    "expected",
                    "verdict",
                    "course",
                ),
                VALUE,
            ),
            "msg": VALUE,
            "milestones": [],
        }
    ],
    "satisfaction": [],
    "indicators": [],
    "control": CONTROL_ROWS,
    "objectives": [],
    "sheets": [VALUE],
    "problems": PROBLEMS,
}
DAYS: Final = {
    **MONTH,
    "days": [dict.fromkeys(("year", "first", "last", "days"), VALUE)],
    "dashboard": [{**YEAR_TO_DATE, "latest": [{"days": VALUE, **COMPARED}]}],
    "tree": [],
    "targets": [],
}
"""What `month` answers with where there are days, here without a measure that is a part of another."""
PLAN_AREA: Final = dict.fromkeys(
    ("measure", "purpose", "this_year", "last_year", "change", "percent", "target", "target_to_date", "rag", "short", "from"), VALUE
)  # fmt: skip
TARGET: Final = MONTH["targets"][0]
MSG_ESTIMATE: Final = dict.fromkeys(("estimate", "low", "high", "periods", "own"), VALUE)
MILESTONE: Final = dict.fromkeys(("year", "level", "change"), VALUE)
RATE: Final = dict.fromkeys(
    ("measure", "area", "outcomes", "crimes", "outcomes_last_year", "crimes_last_year", "this_year", "last_year", "points", "required"), VALUE
)  # fmt: skip
MONTH_OF_THE_SAMPLE: Final = {
    **MONTH,
    "days": DAYS["days"],
    "dashboard": [*MONTH["dashboard"], *DAYS["dashboard"]],
    "plan_areas": [PLAN_AREA],
    "rates": [RATE],
    "targets": [
        {**TARGET, "msg": msg, "milestones": steps}
        for msg in (VALUE, MSG_ESTIMATE)
        for steps in ([], [MILESTONE])
    ],
    "satisfaction": [
        {**SATISFACTION["satisfaction"][0], "strands_under": strands} for strands in ([], [VALUE])
    ],
    "indicators": INDICATORS["indicators"],
}
"""What `month` answers with where a workbook has every table of the month."""
LOG: Final = {
    "at": VALUE,
    "next": VALUE,
    "actions": [
        dict.fromkeys(
            ("number", "action", "status", "owner", "due", "overdue", "age", "level", "escalated"), VALUE
        )
    ],
    "open": VALUE,
    "overdue": VALUE,
    "briefing": [dict.fromkeys(("issue", "raised", "source", "age", "open", "proposed"), VALUE)],
    "plan": [
        {
            "meeting": VALUE,
            "items": [dict.fromkeys(("item", "lead", "requested_by", "data_to", "proposed"), VALUE)],
        }
    ],
    "undated": [VALUE],
    "deep_dive": dict.fromkeys(("quarter", "objective", "why"), VALUE),
    "deep_dives": [dict.fromkeys(("quarter", "objective", "why"), VALUE)],
    "health": [dict.fromkeys(("measure", "kind", "rag", "overdue", "change", "says"), VALUE)],
    "horizon": [dict.fromkeys(("title", "source", "link", "date", "objectives", "until", "current"), VALUE)],
    "threats": [dict.fromkeys(("week", "threat", "place", "level", "owner", "open"), VALUE)],
    "problems": PROBLEMS,
}
DEMO: Final = {
    "files": {
        "balanced-scorecard": VALUE,
        "threat-impact": VALUE,
        "msg-positions": VALUE,
        "monthly-performance": VALUE,
        "action-log": VALUE,
        "board-paper": VALUE,
    },
    "summary": {
        "grades": {
            "counts": NAMES,
            "counted": VALUE,
            "not_yet_agreed": VALUE,
            "areas": VALUE,
            "suggestions_agreed": VALUE,
            "changes": [CHANGE],
            "overrides": [{"area": VALUE, "suggested": VALUE, "final": VALUE, "rationale": VALUE}],
        },
        "msg": MSG_SUMMARY,
        "tube_maps": [VALUE],
        "off_target": [{"objective": VALUE, "purpose": VALUE, "shortfall": VALUE, "rag": VALUE}],
        "overall": {"High": VALUE, "Medium": VALUE, "Low": VALUE},
        "msg_computed": MSG_SUMMARY,
        "month": {"to": VALUE, "series": VALUE, "unusual": VALUE, "verdicts": NAMES},
        "problems": PROBLEMS,
    },
}
FUNCTIONS: Final = {
    "functions": [
        {
            "name": VALUE,
            "cell_name": VALUE,
            "family": VALUE,
            "signature": VALUE,
            "help": VALUE,
            "arguments": [{"name": VALUE, "help": VALUE, "required": VALUE, "default": VALUE}],
            "source": VALUE,
            "spills": VALUE,
            "example": {"arguments": [VALUE], "answer": VALUE},
        }
    ]
}
DONE: Final = {"done": [VALUE]}

ANSWERS: Final[dict[str, dict[str, Any]]] = {
    "grades ESSEX": GRADES,
    "grades GRID": GRADES | {"changes": []},
    "grades GRID --agree": {"agreed": [], "left": [], "problems": PROBLEMS},
    "grades ESSEX --tidy": {
        "cells": VALUE,
        "spellings": [{"grade": VALUE, "usual": VALUE, "ways": {"RI": VALUE, "Requires Improvement": VALUE}}],
        "problems": [],
    },
    "msg ESSEX": MSG,
    "quadrants ESSEX": QUADRANTS,
    "risks ESSEX": RISKS,
    "conditions ESSEX": CONDITIONS,
    "log BOARD --at 2019-11-28": LOG,
    "satisfaction SURVEY": SATISFACTION,
    "quarterly QUARTERS": QUARTERLY,
    "published PUBLISHED": PUBLISHED,
    "indicators INDICATORS": INDICATORS,
    "control LONDON": CONTROL,
    "scorecard LEICESTERSHIRE": SCORECARD,
    "objectives LEICESTERSHIRE": OBJECTIVES,
    "notes ESSEX": NOTES,
    "tubemap ESSEX": TUBEMAP,
    "front FRONT": FRONT,
    "refresh ESSEX": {
        "grades": GRADES,
        "msg": MSG,
        "quadrants": QUADRANTS,
        "notes": NOTES,
        "risks": RISKS,
        "conditions": CONDITIONS,
        "tubemap": TUBEMAP,
        "front": {**FRONT, "fields": [{"field": VALUE, "text": VALUE, "papers": VALUE, "cell": VALUE}]},
        "problems": PROBLEMS,
    },
    "refresh LEICESTERSHIRE": {
        "scorecard": SCORECARD,
        "objectives": OBJECTIVES,
        "front": {**FRONT, "fields": []},
        "problems": PROBLEMS,
    },
    "check GRID": {"problems": PROBLEMS, "caveats": []},
    "check ESSEX": {
        "problems": PROBLEMS,
        "caveats": [{"sheet": VALUE, "cell": VALUE, "measure": VALUE, "caveats": [VALUE]}],
    },
    "headings UNNAMED": {
        "tables": [
            {
                "kind": VALUE,
                "sheet": VALUE,
                "cell": VALUE,
                "columns": NAMES,
                "commands": [VALUE],
                "one_each": [],
                "unread": [{"heading": VALUE, "cell": VALUE}],
                "rows": VALUE,
            }
        ],
        "near": [],
        "sheets_not_read": [],
        "problems": PROBLEMS,
    },
    "headings MISSPELT": {
        "tables": [],
        "near": [{"sheet": VALUE, "cell": VALUE, "kind": VALUE, "read": [VALUE], "missing": [VALUE]}],
        "sheets_not_read": [],
        "problems": PROBLEMS,
    },
    "collate RETURN --into BLANK": {
        "commands": NAMES,
        "not_returned": [VALUE],
        "graded_twice": [],
        "unknown_areas": [VALUE],
        "grade_changes": [
            {
                "area": VALUE,
                "command": VALUE,
                "from": VALUE,
                "to": VALUE,
                "by": VALUE,
                "when": VALUE,
                "why": VALUE,
            }
        ],
        "redlines": {},
        "risks": {},
        "problems": PROBLEMS,
    },
    "roll GRID --to 14": {
        "from": VALUE,
        "to": VALUE,
        "areas": VALUE,
        "kept": VALUE,
        "not_agreed": [],
        "problems": PROBLEMS,
    },
    "freeze ESSEX": {"replaced": VALUE, "problems": PROBLEMS},
    "bring-over ESSEX": {
        "to": VALUE,
        "namespace": VALUE,
        "cells": VALUE,
        "ours": VALUE,
        "left": VALUE,
        "problems": PROBLEMS,
    },
    "new threat-impact NEW": {"kind": VALUE, "file": VALUE},
    "month LONDON": MONTH_OF_THE_SAMPLE,
    "month DAYS --to 2019-05-30": DAYS,
    "month PLANNED": {**DAYS, "movers": [], "plan_areas": [PLAN_AREA]},
    "backtest LONDON": {
        "rows": [
            dict.fromkeys(
                (
                    "months_known",
                    "method",
                    "mean_error",
                    "level_error",
                    "times_n_error",
                    "inside_80",
                    "inside_95",
                    "series",
                ),
                VALUE,
            )
        ],
        "problems": PROBLEMS,
    },
    "import EXTRACT --into LONDON": {
        "files": [
            {
                "file": VALUE,
                "kind": VALUE,
                "rows": VALUE,
                "counted": VALUE,
                "left_out": {},
                "unknown": VALUE,
                "total": VALUE,
                "short": VALUE,
                "release": VALUE,
                "said": [],
            }
        ],
        "months": [VALUE],
        "series": VALUE,
        "new": VALUE,
        "revised": [],
        "unknown": {"measures": NAMES, "areas": NAMES},
        "published": VALUE,
        "said": [VALUE],
        "problems": PROBLEMS,
    },
    "demo FOLDER": DEMO,
    "functions": FUNCTIONS,
    "call MSG_MOVE 5 4": {"function": VALUE, "answer": VALUE},
    "call MSG_MOVE 5 x": {"error": VALUE, "problems": [], "code": VALUE},
    "addin generate MADE": DONE,
    "addin build ADDIN": DONE,
    "addin install": DONE,
    "addin uninstall": DONE,
    "addin doctor": {"findings": [{"level": VALUE, "what": VALUE, "fix": VALUE}]},
}
QUARTERS: Final[list[list[Any]]] = [
    ["Table", "Row", "Split", "Q1 2019/20", "Q2 2019/20"],
    ["Stop and search", "Searches", None, 4158, 4350],
]
SURVEY: Final[list[list[Any]]] = [
    ["Group", "Strand", "Rolling 12 months", "Target"],
    ["Violence", None, 0.788, 0.82],
]
SLOW: Final = {
    *("refresh ESSEX", "tubemap ESSEX"),  # the sample's maps are drawn
    *("control LONDON", "month LONDON", "backtest LONDON"),  # eleven years of counts
    *(f"{command} ESSEX" for command in ("check", "conditions", "grades", "msg", "notes", "quadrants")),
    "grades ESSEX --tidy",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files that capital words of a command stand for, made once."""
    folder = tmp_path_factory.mktemp("made")

    def write(name: str, rows: list[list[Any]]) -> Path:
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(row)
        workbook.save(folder / name)
        return folder / name

    return {
        "GRID": write("grid.xlsx", [HEADINGS, *facts()]),
        "PLANNED": write("planned.xlsx", [["Measure", "Better", "Plan area"], ["Burglary", "Lower", "Yes"], [], ["Date", "Measure", "Place", "Count"], ["01/04/2018", "Burglary", "North", 3], ["30/05/2019", "Burglary", "North", 2]]),
        "DAYS": write("days.xlsx", [["Date", "Measure", "Place", "Count"], ["01/04/2018", "Burglary", "North", 3], ["30/05/2019", "Burglary", "North", 99]]),
        "UNNAMED": write("unnamed.xlsx", [["Area", "North", "HMICFRS grade", "Final grade"], ["Burglary", "Good", "RI", "RI"], ["Robbery", "RI", "RI", "RI"]]),
        "MISSPELT": write("misspelt.xlsx", [["Aera", "North", "Final grade"], ["Burglary", "Good", "RI"], ["Robbery", "RI", "RI"]]),
        "BLANK": write("blank.xlsx", [["Area", "North", "South", "Force redline"], ["Burglary", None, None, "N/A"]]),
        "RETURN": write("north.xlsx", [["Command", "North"], [], ["Area", "Grade", "Oversight grade"], ["Burglary", "O", "G"], ["Art", "O"]]),
        "SURVEY": write("survey.xlsx", SURVEY),
        "INDICATORS": write("indicators.xlsx", [["Priority", "Indicator", "Green shoots"], ["1", "Burglary", ""]]),
        "PUBLISHED": write("published.xlsx", [["Measure", "Publisher", "Period", "Value"], ["Burglary", "ONS", "2018/19", 3000]]),
        "QUARTERS": write("quarters.xlsx", QUARTERS),
        "FRONT": write("front.xlsx", [["Field", "Text", "Paper"], ["Title", "Force grades", "board"], ["Part", "C", ""]]),
    }  # fmt: skip


@pytest.fixture
def stands_for(made: dict[str, Path], tmp_path: Path) -> Callable[[str], str]:
    """What a word of a command stands for: a copy of a file, or where there is none yet, for a capital one."""
    named = {"NEW": tmp_path / "new.xlsx", "MADE": tmp_path, "ADDIN": tmp_path / "made.xlam"}  # fmt: skip
    return lambda word: str(shutil.copy(made[word], tmp_path) if word in made else named.get(word, word))


@ONCE
@pytest.mark.parametrize("command", dear([each for each in ANSWERS if each != "demo FOLDER"], SLOW))
def test_a_command_answers_with_these_keys_and_no_others(
    command: str,
    stands_for: Callable[[str], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("APPDATA", str(tmp_path))

    if asks_samples_alone(command):
        told = sample_answer(command)
    else:
        run([*map(stands_for, command.split()), "--json"])
        told = json.loads(capsys.readouterr().out)

    assert shape(told, ANSWERS[command]) == ANSWERS[command]


@pytest.mark.slow
@DEMO_ONCE
def test_the_demo_answers_with_these_keys_and_no_others(shown: Shown) -> None:
    assert shape(shown.answer, DEMO) == DEMO


# Papers are written before they are asked: tests/cli/test_cli_paper_in.py and test_cli_paper_out.py; a site needs Pyodide, and
# has a stand-in in tests/cli/test_cli_web.py.
ASKED_ELSEWHERE = {"paper", "web"}


def test_every_command_is_asked() -> None:
    def names(command: Any, above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
        below = getattr(command, "commands", {})
        return {above} if not below else set().union(*(names(c, (*above, n)) for n, c in below.items()))

    asked = {tuple(command.split()) for command in ANSWERS}

    unasked = [
        name
        for name in names(typer.main.get_command(app))
        if name[0] not in ASKED_ELSEWHERE and not any(a[: len(name)] == name for a in asked)
    ]
    assert unasked == []


@pytest.mark.parametrize("change", [lambda told: told.pop("what"), lambda told: told.update(more=1)])
def test_a_key_that_goes_or_comes_is_seen(change: Callable[[dict[str, Any]], object]) -> None:
    problem = {"sheet": "Grid", "cell": "A1", "what": "wrong", "do": "mend"}
    assert shape({"problems": [problem]}, {"problems": PROBLEMS}) == {"problems": PROBLEMS}

    change(problem)

    assert shape({"problems": [problem]}, {"problems": PROBLEMS}) != {"problems": PROBLEMS}


def shape(told: Any, expected: Any) -> Any:
    """Return what `told` is made of, in the words of `expected`: the same as `expected` where it has those keys.

    A list has the shapes that its items may have.
    """
    if isinstance(told, dict):
        if expected == NAMES:
            return NAMES
        known = expected if isinstance(expected, dict) else {}
        return {key: shape(value, known.get(key)) for key, value in told.items()}
    if isinstance(told, list) and isinstance(expected, list):
        if not told and any(expected is each for each in (PROBLEMS, MEASURES, WRITTEN, SAID)):
            return expected
        for each in told:
            found = [shape(each, item) for item in expected or [None]]
            if found and not any(one == item for one, item in zip(found, expected or [None], strict=True)):
                return found[:1]
        return expected if told else []
    return VALUE

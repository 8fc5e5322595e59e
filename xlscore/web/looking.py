"""What a workbook holds, for the page that needs no Excel: its tables, its problems, its answers, its tube maps.

A workbook comes as the bytes of its file and is only read. What comes back is made of texts, numbers, lists and
dictionaries alone, so that it can cross from Python to the page as JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from xlscore.books.errors import BookError
from xlscore.books.grades.headings import RETURN
from xlscore.books.kinds import KINDS
from xlscore.books.plan.kind import Asked, Kind, Say, Told
from xlscore.books.plan.tones import GRADE_TONES, LEVEL_TONES, WORD_TONES
from xlscore.books.refreshing import check
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.headings import POLICY
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.named import read_workbook
from xlscore.books.understanding import FoundTable, Headings, understand
from xlscore.engine import open_bytes
from xlscore.papers.kinds import PAPER_KINDS
from xlscore.rules.grades import grade_name
from xlscore.tubemap import DATA_HEADINGS
from xlscore.web.door import UNNAMED
from xlscore.web.refusing import MOST_BYTES, refusal, too_large

__all__ = ["draw_maps", "judge", "look"]

_FACTS: Final = DATA_HEADINGS[1:6]
"""What the table beside a map says of each area; the cells after it are for drawing."""


def look(data: bytes, name: str = UNNAMED) -> dict[str, Any]:
    """Return what a workbook holds: its sheets and tables, which actions have something to do in it, what comes nearest.

    For what is no workbook the key `refused` says what is wrong and what to do, and nothing else is there.
    """
    return _answered(data, name, _looked)


def judge(data: bytes, name: str = UNNAMED, say: Say | None = None) -> dict[str, Any]:
    """Return what is wrong in a workbook's data, and the answer of each kind of work that has tables in it.

    The answers are what the actions would write: nothing is written here. `say` is told before each kind of work.
    """
    return _answered(data, name, lambda reading: _judged(reading, say))


def draw_maps(data: bytes, name: str = UNNAMED, say: Say | None = None) -> dict[str, Any]:
    """Return each tube map of a workbook as a picture, its description in words and its facts as a table.

    A map that was never drawn is laid out, which takes seconds; `say` is told before each which one it is.
    """
    return _answered(data, name, lambda reading: _drawn(reading, say))


def _answered(data: bytes, name: str, ask: Callable[[Reading], dict[str, Any]]) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        return {"refused": too_large(name, len(data))}
    try:
        return ask(_read(bytes(data), name))
    except Exception as error:  # whatever goes wrong is a sentence: nobody ever sees a traceback
        return {"refused": refusal(error, data, name)}


@lru_cache(maxsize=1)
def _read(data: bytes, name: str) -> Reading:
    """Return a workbook as it is read, kept for the next question about the same file."""
    return read_workbook(open_bytes(data, name))


def _looked(reading: Reading) -> dict[str, Any]:
    understood = understand(reading) if reading.blocks else Headings((), (), ())
    applying = [kind for kind in KINDS.values() if kind.applies(reading, Asked())]
    return {
        "sheets": list(reading.sheet_names),
        "is_return": any(table.kind == RETURN.kind for table in understood.tables),
        "kinds": [{"name": kind.name, "help": kind.help, "button": kind.button.name} for kind in applying],
        "buttons": [button for kind in applying for button in _buttons(kind)],
        "tables": [_table(table) for table in understood.tables],
        "looked_for": _looked_for() if not applying else [],
        "papers": [{"name": kind.name, "title": kind.title} for kind in PAPER_KINDS if kind.applies(reading)],
    }


def _buttons(kind: Kind) -> list[str]:
    return [kind.button.name, *(action.button.name for action in kind.actions)]


def _table(table: FoundTable) -> dict[str, Any]:
    return {
        "kind": table.kind,
        "sheet": table.sheet,
        "cell": table.cell,
        "rows": table.rows,
        "columns": [
            {"heading": heading, "means": table.ours[field]} for field, heading in table.columns.items()
        ],
        "commands": list(table.commands),
        "each": len(table.one_each),
        # What stands beside the settings says what each may be, to people.
        "unread": []
        if table.kind == POLICY.kind
        else [{"heading": heading, "cell": cell} for heading, cell in table.unread],
    }


def _looked_for() -> list[dict[str, Any]]:
    """Return the tables that work begins with, each with the headings without which it is not known."""
    leading = [kind.tables[0] for kind in KINDS.values() if kind.leads]
    return [{"kind": table.kind, "headings": _needed(table)} for table in (*leading, RETURN)]


def _needed(table: TableKind) -> list[str]:
    needed = [" or ".join(table.heading(field) for field in fields) for fields in table.needed]
    return [*needed, table.also] if table.also else needed


def _judged(reading: Reading, say: Say | None) -> dict[str, Any]:
    try:
        checked = check(reading, say=say)
    except BookError as error:
        return {"problems": [], "answers": [], "nothing": error.sentence}
    return {
        "problems": [problem.as_dict() for problem in checked.problems],
        "answers": [_answer(name, KINDS[name].told(found)) for name, found in checked.found.items()],
        "nothing": "",
    }


_TONES: Final = {
    **{grade_name(grade): tone for grade, tone in GRADE_TONES.items()},
    **{word: tone for words in WORD_TONES.values() for word, tone in words.items()},
    **LEVEL_TONES,
}
"""The words that have a colour on the product's sheets."""


def _answer(name: str, told: Told) -> dict[str, Any]:
    words = {cell for row in told.rows for cell in row if isinstance(cell, str)}
    return {
        "kind": name,
        "title": told.title,
        "headings": list(told.headings),
        "rows": [["" if cell is None else str(cell) for cell in row] for row in told.rows],
        "right": list(told.right),
        # What only the command line can do besides is said to those who have one.
        "lines": [line.partition(" `xlscore ")[0] for line in told.lines],
        "tones": {word: [tone.fill, tone.ink] for word, tone in _TONES.items() if word in words},
    }


def _drawn(reading: Reading, say: Say | None) -> dict[str, Any]:
    from xlscore.books.maps.drawing import plan_maps
    from xlscore.books.plan.planner import Planner

    drawn = plan_maps(Planner(reading), Asked(say=say))
    return {
        "maps": [
            {
                "name": one.name,
                "alt": one.drawing.scene.alt,
                "svg": one.svg,
                "html": one.html,
                "headings": [*_FACTS],
                "facts": [row[1 : 1 + len(_FACTS)] for row in one.drawing.data_rows],
            }
            for one in drawn.maps
        ],
        "problems": [problem.as_dict() for problem in drawn.problems],
    }

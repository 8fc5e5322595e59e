"""The report pages under random use: figures, objectives and areas change, people type everywhere, and the pages are written each time."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import write_objectives
from xlscore.engine import open_book

HEADINGS: Final = ["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year", "Threat", "Impact score"]  # fmt: skip
LEVELS: Final = ("Low", "Medium", "High")


def _begin(pick: random.Random) -> Sheets:
    def row(name: str) -> list[Any]:
        return [name, "Recorded Crime", -0.1, pick.randint(0, 200), pick.randint(0, 200), pick.choice(LEVELS), pick.randint(1, 16)]  # fmt: skip

    names = [f"Crime {letter}" for letter in "ABCD"]
    months = [datetime.datetime(2018 + n // 12, n % 12 + 1, 1) for n in range(20)]
    return {
        "Scorecard": [HEADINGS, *map(row, names)],
        "Breakdown": [
            ["Objective", "Purpose", "Area", "Actual", "Previous year", "What is being done"],
            *([pick.choice(names), "Recorded Crime", f"Unit {n} LPU", pick.randint(0, 50), pick.randint(0, 50), "Patrols"] for n in range(3)),
        ],
        "Series": [["Strategic objective", "Purpose", *months], *([name, "Recorded Crime", *(pick.randint(0, 30) for _ in months)] for name in names[:2])],
        "Narrative": [["Objective", "Kind", "Text"], ["Crime A", "Recommendation", "Do it\nnow"]],
    }  # fmt: skip


def _change(book: xw.Book, pick: random.Random, step: int, what: int, typed: set[str]) -> None:
    card, pages, areas = (book.sheets[name] for name in ("Scorecard", "Objectives", "Breakdown"))
    last = pages.used_range.last_cell.row
    match what:
        case 0:
            card.range((pick.randint(2, 5), 4)).value = pick.randint(0, 200)
        case 1:
            row = card.used_range.last_cell.row + 1
            card.range((row, 1)).value = [
                f"Crime {step}",
                "Recorded Crime",
                -0.1,
                5,
                9,
                pick.choice(LEVELS),
                9,
            ]
        case 2:
            card.range((pick.randint(2, 5), 6)).value = pick.choice(LEVELS)
        case 3:
            row = areas.used_range.last_cell.row + 1
            areas.range((row, 1)).value = ["Crime B", "Recorded Crime", f"New {step} LPU", 4, 8]
        case 4:
            cell = pages.range((pick.randint(4, last), pick.choice((1, 2, 2, 11))))
            typed.discard(str(cell.value))
            cell.value = f"typed {step}"
            typed.add(f"typed {step}")
        case _:
            pages.range((last + 1, 2)).value = f"below {step}"
            typed.add(f"below {step}")


def _texts(book: xw.Book) -> list[Any]:
    sheet = book.sheets["Objectives"]
    used = sheet.used_range.last_cell
    rows = sheet.range((1, 1), (used.row, max(used.column, 12))).value
    return [value for row in rows for value in row if value is not None]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_nothing_typed_is_lost_and_a_second_run_changes_nothing(
    make_book: Callable[[Sheets], xw.Book], tmp_path: Path, seed: int
) -> None:
    pick, typed = random.Random(seed), set[str]()
    book = make_book(_begin(pick))
    write_objectives(book)

    for step, what in enumerate(pick.sample(range(6), 6)):
        _change(book, pick, step, what, typed)
        write_objectives(book)

        texts = _texts(book)
        assert {text: texts.count(text) for text in typed} == dict.fromkeys(typed, 1)
        book.save(tmp_path / "book.xlsx")
        before = (tmp_path / "book.xlsx").read_bytes()
        with open_book(tmp_path / "book.xlsx") as same:
            write_objectives(same)
            same.save()
        assert (tmp_path / "book.xlsx").read_bytes() == before

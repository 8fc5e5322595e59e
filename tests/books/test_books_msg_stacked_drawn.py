"""The MSG table of several rows per measure in layouts drawn at random: words, order, names, periods, titles, blank lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.test_books_msg_stacked import FACTS, SAID
from xlscore.books import update_msg

pytestmark = pytest.mark.cases

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]
Rows = list[list[Any]]

POSITION: Final = (
    "Position",
    "MSG position",
    "Rank",
    "Ranking in MSG",
    "POSITION:",
    "Position in group",
    "iQuanta ranking",
)
VALUE: Final = ("Actual", "Performance", "Force", "Rate", "Own value", "Result", "Outturn", "Our rate")
AVERAGE: Final = (
    "MSG average",
    "Average",
    "Group mean",
    "Most Similar Group average",
    "Family group average",
    "MSG Average*",
)
PERIODS: Final = (
    ("Jun 2024", "Sep 2024"), ("Q1 2024/25", "Q2 2024/25"), ("2023/24", "2024/25"), ("Last quarter", "This quarter"), ("Previous", "Current"),
    ("12 months to Jun 2024", "12 months to Sep 2024"), ("Jun-24", "Sep-24"), ("30 June 2024", "30 Sept 2024"), ("Spring 2024", "Autumn 2024"),
)  # fmt: skip
NAMES: Final = ("first row", "every row", "middle row", "row of its own", "same cell", "beside a theme")


def _drawn(random: Random) -> Rows:
    words = [random.choice(of) for of in (POSITION, VALUE, AVERAGE)]
    order, names = random.sample(range(3), 3), random.choice(NAMES)
    step = random.choice((1, -1))
    blank, texts, beside = (
        random.random() < 0.3,
        random.random() < 0.3,
        random.choice(("", "Remarks", "Target")),
    )
    heading = random.choice(("Measure", "Performance measure", None, "Crime type"))
    front: list[Any] = (
        [heading]
        if names in ("row of its own", "same cell")
        else [heading, random.choice((None, "Indicator type"))]
    )
    themed = names == "beside a theme"
    rows: Rows = [[*["Theme"][: int(themed)], *front, *random.choice(PERIODS)[::step], beside or None]]
    for name, facts in FACTS.items():
        rows += [[]] * blank + [[name]] * (names == "row of its own")
        for place, fact in enumerate(order):
            figures: list[Any] = list(facts[fact][::step])
            if texts:
                figures = [
                    f"{figure} of 8" if fact == 0 else f"{figure} per 1,000 pop." for figure in figures
                ]
            said = place == {"every row": place, "middle row": 1}.get(names, 0)
            front = {"row of its own": [words[fact]], "same cell": [f"{name} - {words[fact]}"]}.get(
                names, [name if said else None, words[fact]]
            )
            extra = {"Remarks": "as agreed" if place == 0 else None, "Target": 3 if fact == 0 else None}.get(
                beside
            )
            rows.append([*["Crime"][: int(themed)], *front, *figures, extra])
    titles: Rows = [["MSG comparison"], ["Performance unit"], []][: random.choice((0, 1, 3))]
    left = random.choice((0, 2))
    return [[None] * left + row for row in [*titles, *rows]]


@pytest.mark.parametrize("seed", range(60))
def test_every_layout_says_the_same(seed: int, make_book: MakeBook) -> None:
    found = update_msg(make_book({"Sheet1": _drawn(Random(seed))}))

    said = {m.measure: (m.position, m.value, pytest.approx(m.to_average)) for m in found.measures}
    assert (said, found.problems) == (SAID, ())
    assert [m.previous_position for m in found.measures] == [facts[0][0] for facts in FACTS.values()]

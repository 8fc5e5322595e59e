"""Whatever rows a file holds: what is counted, left out and unknown is what a plain count in Python comes to."""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.properties import examples
from xlscore.sources.meanings import Meanings, Means, MeasureTold, PlaceTold, SourceLine
from xlscore.sources.reading import read_files

TODAY = date(2019, 6, 30)
HEADINGS = ("Ref", "When", "What", "Where", "Number", "State", "Words")
MEANS = (Means.REFERENCE, Means.DATE, Means.MEASURE, Means.PLACE, Means.COUNT, Means.KEEP_ONLY)
SOURCES = tuple(
    SourceLine("*", heading, means, "Crimed" if means is Means.KEEP_ONLY else "")
    for heading, means in zip(HEADINGS, MEANS, strict=False)
)
KNOWN_TYPES = ("Arson", "Robbery")
KNOWN_PLACES = ("North", "South")
COUNTS = {
    "1": 1,
    "12": 12,
    "-1": -1,
    "(2)": -2,
    "3-": -3,
    "\u22124": -4,
    "1,000": 1000,
    "": None,
    "n/a": None,
    "many": None,
}
WORDS = ("", "x", "a, b", 'a "b" c', "one\ntwo", "café", "; |\t")

row = st.tuples(
    st.sampled_from(["", "r1", "r2", "r3"]),
    st.sampled_from(["01/04/2019", "30/04/2019 23:59", "2019-05-02", "31/05/2019", "01/08/2019", "31/04/2019", "", "soon"]),
    st.sampled_from(["Arson", "ARSON ", "Robbery", "Fraud", ""]),
    st.sampled_from(["North", "north", "South", "Moon", ""]),
    st.sampled_from(list(COUNTS)),
    st.sampled_from(["Crimed", "crimed", "No crime", ""]),
    st.sampled_from(WORDS),
)  # fmt: skip
DAYS = {
    "01/04/2019": date(2019, 4, 1), "30/04/2019 23:59": date(2019, 4, 30), "2019-05-02": date(2019, 5, 2), "31/05/2019": date(2019, 5, 31),
    "01/08/2019": date(2019, 8, 1),
}  # fmt: skip


def counted_plainly(rows: Sequence[tuple[str, ...]]) -> tuple[Counter[str], dict[tuple[str, str, date], int]]:
    """Return what becomes of rows, each asked by itself, and the counts by day."""
    fates: Counter[str] = Counter()
    days: dict[tuple[str, str, date], int] = {}
    seen = set()
    for one in rows:
        reference, when, what, where, number, state, words = one
        if not what.strip() and not where.strip():
            continue
        same = (*one[:-1], " ".join(words.split("\n")))
        double = bool(reference) and same in seen
        seen.add(same)
        day, measure, place = DAYS.get(when), what.strip().capitalize(), where.strip().capitalize()
        if state.lower() != "crimed":
            fate = "kept out"
        elif double:
            fate = "duplicate"
        elif day is None:
            fate = "date"
        elif day > TODAY:
            fate = "future"
        elif COUNTS[number] is None:
            fate = "no count"
        elif measure not in KNOWN_TYPES or place not in KNOWN_PLACES:
            fate = "unknown"
        else:
            fate = "counted"
            days[measure, place, day] = days.get((measure, place, day), 0) + (COUNTS[number] or 0)
        fates[fate] += 1
    return fates, days


@given(
    rows=st.lists(row, max_size=30),
    separator=st.sampled_from(",;\t|"),
    newline=st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=examples(25))
def test_rows_add_up_to_what_a_plain_count_says(
    rows: list[tuple[str, ...]], separator: str, newline: str
) -> None:
    told = Meanings(
        sources=SOURCES, measures=tuple(map(MeasureTold, KNOWN_TYPES)), places=tuple(map(PlaceTold, KNOWN_PLACES)), today=TODAY
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=separator, lineterminator=newline).writerows([HEADINGS, *rows])

        (found,) = read_files([path], told)

    fates, days = counted_plainly(rows)
    assert (
        dict(found.left_out) | {"counted": found.counted, "unknown": found.unknown}
        == {"counted": 0, "unknown": 0} | fates
    )
    assert found.rows == found.counted + sum(found.left_out.values()) + found.unknown
    assert dict(found.days) == days
    months: dict[tuple[str, str, date], int] = {}
    for (measure, place, day), value in days.items():
        first = day - timedelta(days=day.day - 1)
        months[measure, place, first] = months.get((measure, place, first), 0) + value
    assert dict(found.months) == months
    assert found.total == Fraction(sum(days.values()))

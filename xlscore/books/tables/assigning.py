"""Which column of a row of headings is which field of a table: the best spelling first, the newest period before older ones."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.words.periods import period_of
from xlscore.books.tables.words.vocabulary import NUMBERED_CYCLE, column_key, heading_keys_of

__all__ = ["assign", "may_have_all", "spells_all", "spelt_in"]

_OLDER: Final = {
    "final": "previous",
    "current": "previous",
    "position": "previous_position",
    "actual": "previous",
    "value": "previous_value",
    "to_average": "previous_to_average",
    "to_top_quartile": "previous_to_top_quartile",
}
"""Of two columns alike but for their period, the newer is the field and the older its counterpart."""

_BY_PERIOD: Final = frozenset({"final", *_OLDER.values()})
"""The fields that a column may be by its period, whatever it is called."""

_NO_YEAR: Final = 10_000
"""Later than any year."""


def may_have_all(layout: TableKind, headings: Mapping[int, tuple[str, ...]]) -> bool:
    """Return whether headings spell something of all that a kind of table needs: without, `assign` cannot find it all."""
    return spells_all(layout, spelt_in(headings))


def spelt_in(headings: Mapping[int, tuple[str, ...]]) -> frozenset[str]:
    """Return everything that some headings may be spelt as."""
    return _all_names(tuple(headings.values()))


def spells_all(layout: TableKind, names: frozenset[str]) -> bool:
    """Return whether there is something of all that a kind of table needs among what headings are spelt as."""
    return all(spellings is None or not spellings.isdisjoint(names) for spellings in _of_needs(layout))


def assign(
    layout: TableKind, headings: Mapping[int, tuple[str, ...]], settled: Container[int] = ()
) -> tuple[dict[str, int], set[int]]:
    """Return the column of each field, the best spelling first, and every column that spells a field.

    The columns in `settled` come before all others: an officer said what they are.
    """
    keys = {c: _names_of(texts) for c, texts in headings.items()}
    spellings, needed = _spellings(layout)
    # "Grade" under the banner "Oversight Board" is the Oversight Board's grade, and no other only because of its second word.
    whole = {
        column: {f for *_, f in spellings.get(column_key(texts[0]), ())}
        for column, texts in headings.items()
        if len(texts) > 1
    }
    offers = sorted(
        (
            column not in settled,
            bool(whole.get(column)) and f not in whole[column],
            rank,
            place,
            _newest(headings[column]),
            column,
            f,
        )
        for column, names in keys.items()
        for name in names
        for rank, place, f in spellings.get(name, ())
    )
    taken: dict[str, int] = {}
    for of_needed in (True, False):
        for *_, column, f in offers:
            if (f in needed or not of_needed) and f not in taken and column not in taken.values():
                taken[f] = column
    taken = {
        f: column for f, column in taken.items() if not (beside := layout.column(f).beside) or beside in taken
    }
    spelt = {column for *_, column, f in offers if not (beside := layout.column(f).beside) or beside in taken}
    _take_cycles(taken, headings, layout, keys)
    _take_older(taken, headings, {c: headings[c] for c in spelt if c not in taken.values()}, layout, keys)
    return taken, spelt


@lru_cache(maxsize=1024)  # every kind of table asks of the same headings
def _all_names(headings: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset().union(*map(_names_of, headings))


@lru_cache(maxsize=8192)
def _names_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*map(heading_keys_of, texts))


@cache
def _of_needs(layout: TableKind) -> tuple[frozenset[str] | None, ...]:
    """Return the spellings of each need; None for one that is also found by its period alone."""
    return tuple(
        None
        if not _BY_PERIOD.isdisjoint(fields)
        else frozenset(name for f in fields for name in layout.column(f).spellings)
        for fields in layout.needed
    )


@cache
def _spellings(layout: TableKind) -> tuple[Mapping[str, list[tuple[int, int, str]]], frozenset[str]]:
    """Return by spelling which fields it is a heading of, each with the spelling's rank and the field's; and the needed ones."""
    needed = [f for fields in layout.needed for f in fields]
    order = dict.fromkeys((*needed, *(column.field for column in layout.columns)))
    found: dict[str, list[tuple[int, int, str]]] = {}
    for place, f in enumerate(order):
        for rank, spelling in enumerate(layout.column(f).spellings):
            found.setdefault(spelling, []).append((rank, place, f))
    return found, frozenset(needed)


def _newest(texts: Sequence[str]) -> tuple[int, int]:
    """Return by what the newest of columns alike comes first; one without a period is today's: "Grade" beside "2018/19 grade"."""
    period = period_of(texts[0])
    return (-_NO_YEAR, 0) if period is None else (-period[0], -period[1])


def _take_cycles(
    taken: dict[str, int],
    headings: Mapping[int, tuple[str, ...]],
    layout: TableKind,
    keys: Mapping[int, frozenset[str]],
) -> None:
    """Of two columns that are headed by cycles alone the newer is this cycle's final grade, where no other column is it."""
    known = {column.field for column in layout.columns}
    cycles = [c for c, names in keys.items() if NUMBERED_CYCLE in names and c > taken.get(layout.rows, c)]
    if not {"previous", "final"} <= known or len(cycles) < 2 or taken.get("previous") not in cycles:
        return
    newest, before, *_ = sorted(cycles, key=lambda column: _newest(headings[column]))
    taken["previous"] = before
    taken.setdefault("final", newest)


def _take_older(
    taken: dict[str, int],
    headings: Mapping[int, tuple[str, ...]],
    spare: Mapping[int, tuple[str, ...]],
    layout: TableKind,
    keys: Mapping[int, frozenset[str]],
) -> None:
    known = {column.field for column in layout.columns}
    for newer, older in _OLDER.items():
        if newer not in known or older not in known or older in taken:
            continue
        spellings = set(layout.column(newer).spellings)
        alike = [
            c for c in spare if c not in taken.values() and keys[c] & spellings and period_of(spare[c][0])
        ]
        if alike and newer in taken:
            taken[older] = min(alike, key=lambda column: _newest(spare[column]))
            if newer == "actual" and (now := period_of(headings[taken[newer]][0])) is not None:
                same = [c for c in alike if period_of(spare[c][0]) == (now[0] - 1, now[1])]
                taken[older] = next(
                    iter(same), taken[older]
                )  # a quarter is compared with the same one a year before

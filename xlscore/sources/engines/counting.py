"""How rows are counted where they lie: the queries, for whatever database or cluster holds them.

The rows are a relation `source` whose columns are texts c0, c1, … (a blank cell is ''). They are grouped once by the texts of
the columns that mean something, into `groups`; each role (when, measure, place, …) then asks for the different texts of its
columns, says in Python what they mean, and hands that back as a small relation `of_<role>` with a number for each; the last
query adds up by those numbers. So the rows are read once, and twice more only where a reference stands more than once.

The text is DuckDB's SQL without anything of its own, so that it can be translated for others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

__all__ = [
    "Answer",
    "Counter",
    "RowSource",
    "count_by_roles",
    "doubles",
    "doubtful_rows",
    "group_rows",
    "no_doubles",
    "number_of",
    "other_rows_of_shared",
    "role_texts",
    "rows_in_all",
    "rows_without_reference",
    "same_references",
    "shared_references",
]

Answer = Iterable[tuple[object, ...]]
_TIME_OF_DAY: Final = "[T ]+[0-9]{1,2}[:.][0-9]{2}([^0-9].*)?$"
_NO_REFERENCE: Final = "('', '-', '--', '0', 'n/a', 'na', 'n/k', 'nk', 'none', 'null', 'unknown', 'tbc')"
"""What stands for a reference where there is none."""
_LONGER: Final = 12
_DIGITS: Final = "'0', '1', '2', '3', '4', '5', '6', '7', '8', '9'"


@dataclass(frozen=True, slots=True)
class RowSource:
    """Rows that lie in a file: what they are called, and how they are found there."""

    path: Path
    headings: tuple[str, ...]
    separator: str = ","
    skip: int = 1
    """So many lines stand above the first row."""
    parquet: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns in `source`.

        >>> RowSource(Path("x.csv"), ("Month", "Crime type")).columns
        ('c0', 'c1')
        """
        return tuple(f"c{at}" for at in range(len(self.headings)))


class Counter(Protocol):
    """What answers the queries below."""

    def open(self, rows: RowSource) -> None:
        """Make the relation `source` of these rows, and forget all others."""

    def beside(self, name: str, rows: RowSource) -> None:
        """Make a relation of other rows, beside `source`."""

    def keep(self, name: str, query: str) -> None:
        """Keep what a query answers as a relation of this name."""

    def table(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Make a small relation: its columns with their types (VARCHAR, INTEGER) and its rows."""

    def ask(self, query: str) -> Answer:
        """Return what a query answers."""

    def close(self) -> None:
        """Let go of all that it holds."""


def number_of(counter: Counter, query: str) -> int:
    """Return the number that a query answers."""
    found = next(iter(counter.ask(query)))[0]
    assert isinstance(found, int), "a number of rows is a whole one"
    return found


def rows_in_all() -> str:
    """Return the query for how many rows were grouped."""
    return "SELECT coalesce(sum(n), 0) FROM groups"


def doubtful_rows(when: int, others: Sequence[int], headings: Sequence[str]) -> str:
    """Return the query for how many rows may be none: with one cell alone that is no date, or the headings once more.

    Files that were joined have the mark of UTF-8 before them.
    """
    filled = " + ".join(f"CASE WHEN trim(c{at}) = '' THEN 0 ELSE 1 END" for at in others) or "0"
    again = headings[when].replace("'", "''")
    blank = f"trim(c{when}) = '' AND {filled} = 1"
    words = f"trim(c{when}) <> '' AND substr(trim(c{when}), 1, 1) NOT IN ({_DIGITS}) AND {filled} = 0"
    return (
        f"SELECT coalesce(sum(n), 0) FROM groups "
        f"WHERE trim(c{when}) IN ('{again}', '\ufeff{again}') OR ({blank}) OR ({words})"
    )


def group_rows(columns: Sequence[int], days: Sequence[int], reference: int | None = None) -> dict[str, str]:
    """Return the queries for `groups`, to be kept in this order: rows by the texts of these columns, with their number.

    Of a column of days the time of day is cut off, else every minute would be a group. Where rows bear references, the same
    look at them gives `repeated`: the hashes of those that more than one row has, and some by chance.

    >>> group_rows([1, 9], [])
    {'groups': 'SELECT c1, c9, count(*) AS n FROM source GROUP BY c1, c9'}
    >>> list(group_rows([1, 9], [], 0))
    ['grouped', 'groups', 'repeated']
    """
    named = ", ".join(f"{_cell(at, days)} AS c{at}" if at in days else f"c{at}" for at in columns)
    if reference is None:
        grouped = ", ".join(_cell(at, days) for at in columns)
        return {"groups": f"SELECT {named}, count(*) AS n FROM source GROUP BY {grouped}"}
    cells = _cells(columns)
    none = f"length(c{reference}) < {_LONGER} AND lower(trim(c{reference})) IN {_NO_REFERENCE}"
    hashed = f"CASE WHEN {none} THEN NULL ELSE hash(c{reference}) END AS h"
    return {
        "grouped": f"SELECT {cells}, h, count(*) AS n, grouping(h) AS apart FROM (SELECT {named}, {hashed} FROM source) AS told "
        f"GROUP BY GROUPING SETS (({cells}), (h)) HAVING grouping(h) = 1 OR h IS NULL OR count(*) > 1",
        "groups": f"SELECT {cells}, n FROM grouped WHERE apart = 1",
        "repeated": "SELECT h FROM grouped WHERE apart = 0 AND h IS NOT NULL",
    }


def role_texts(columns: Sequence[int], most: int) -> str:
    """Return the query for the different texts of a role's columns, and how many rows have each; at most so many."""
    listed = _cells(columns)
    return f"SELECT {listed}, sum(n) FROM groups GROUP BY {listed} LIMIT {most}"


def rows_without_reference() -> str:
    """Return the query for how many rows bear no reference, of rows that were grouped with one."""
    return "SELECT coalesce(sum(n), 0) FROM grouped WHERE apart = 0 AND h IS NULL"


def doubles(
    reference: int, width: int, keys: Sequence[int], days: Sequence[int], earlier: bool = False
) -> dict[str, str]:
    """Return the queries for `doubles`: how many rows of a group repeat another that is equal in every cell.

    With `earlier` a row that stands in the relation of this name too, the rows of a file before, is such a double.

    >>> list(doubles(0, 2, [1], [])), list(doubles(0, 2, [1], [], earlier=True))
    (['doubles'], ['again', 'in_both', 'doubles'])
    """
    every = _cells(range(width))
    again = f"SELECT {every}, count(*) - 1 AS again FROM source WHERE {_repeated(reference)} GROUP BY {every} HAVING count(*) > 1"
    named = ", ".join(f"{_cell(at, days)} AS c{at}" if at in days else f"c{at}" for at in keys)
    grouped = ", ".join(_cell(at, days) for at in keys)
    summed = f"SELECT {named}, sum(again) AS extra FROM %s GROUP BY {grouped}"
    if not earlier:
        return {"doubles": summed.replace("%s", f"({again}) AS equal")}
    return {
        "again": again,
        "in_both": f"SELECT {every} FROM source WHERE {_shared(reference)} INTERSECT SELECT {every} FROM earlier WHERE {_shared(reference)}",
        "doubles": summed.replace(
            "%s",
            f"(SELECT {every}, again FROM again UNION ALL SELECT {every}, 1 AS again FROM in_both) AS equal",
        ),
    }


def shared_references(reference: int, elsewhere: int, other: str = "earlier") -> str:
    """Return the query for `shared`: the references that rows of another relation bear too."""
    return (
        f"SELECT DISTINCT c{reference} AS r FROM source "
        f"WHERE {_bears(reference)} AND c{reference} IN (SELECT c{elsewhere} FROM {other})"
    )


def other_rows_of_shared(reference: int, width: int) -> str:
    """Return the query for how many references stand in `earlier` too, with something else in the row."""
    every = _cells(range(width))
    return (
        f"SELECT count(DISTINCT c{reference}) FROM (SELECT {every} FROM source WHERE {_shared(reference)} "
        f"EXCEPT SELECT {every} FROM earlier WHERE {_shared(reference)}) AS others"
    )


def no_doubles(keys: Sequence[int]) -> str:
    """Return the query for `doubles` of rows that bear no references: none."""
    return f"SELECT {_cells(keys)}, 0 AS extra FROM groups LIMIT 0"


def same_references(reference: int, width: int) -> str:
    """Return the query for how many references stand in rows that are not equal."""
    every = _cells(range(width))
    return (
        f"SELECT count(*) FROM (SELECT c{reference} FROM (SELECT DISTINCT {every} FROM source "
        f"WHERE {_repeated(reference)}) AS different GROUP BY c{reference} HAVING count(*) > 1) AS several"
    )


def count_by_roles(roles: Mapping[str, Sequence[int]], keys: Sequence[int]) -> str:
    """Return the query for the counts, in order: a number for each role, how many rows, and how many of them are doubles.

    >>> print(count_by_roles({"place": [8]}, [8]).replace(" JOIN", "\\nJOIN").replace(" LEFT", "\\nLEFT"))
    SELECT of_place.id, sum(groups.n), sum(coalesce(doubles.extra, 0)) FROM groups
    JOIN of_place ON groups.c8 = of_place.c8
    LEFT
    JOIN doubles ON groups.c8 = doubles.c8 GROUP BY of_place.id ORDER BY of_place.id
    """
    ids = ", ".join(f"of_{role}.id" for role in roles)
    joins = "".join(
        f" JOIN of_{role} ON {_equal('groups', f'of_{role}', columns)}" for role, columns in roles.items()
    )
    return (
        f"SELECT {ids}, sum(groups.n), sum(coalesce(doubles.extra, 0)) FROM groups{joins} "
        f"LEFT JOIN doubles ON {_equal('groups', 'doubles', keys)} GROUP BY {ids} ORDER BY {ids}"
    )


def _cell(at: int, days: Sequence[int]) -> str:
    return f"regexp_replace(c{at}, '{_TIME_OF_DAY}', '')" if at in days else f"c{at}"


def _cells(columns: Sequence[int]) -> str:
    return ", ".join(f"c{at}" for at in columns)


def _equal(left: str, right: str, columns: Sequence[int]) -> str:
    return " AND ".join(f"{left}.c{at} = {right}.c{at}" for at in columns)


def _shared(reference: int) -> str:
    return f"c{reference} IN (SELECT r FROM shared)"


def _repeated(reference: int) -> str:
    return f"{_bears(reference)} AND hash(c{reference}) IN (SELECT h FROM repeated)"


def _bears(reference: int) -> str:
    return f"lower(trim(c{reference})) NOT IN {_NO_REFERENCE}"

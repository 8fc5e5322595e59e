"""Tables that look alike are told apart: what one kind is looked for by, another kind's table does not answer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import product
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.books.lookalikes import SHEETS, Rows
from tests.support.slow import some
from xlscore.books import check, collate, draw_tube_map, roll
from xlscore.books.plan import action
from xlscore.books.tables import finder
from xlscore.books.tables.blocks import Block
from xlscore.books.tables.layout import known

pytestmark = pytest.mark.xdist_group("lookalikes")

MakeBook = Callable[[Sheets], xw.Book]
Accepts = Mapping[str, tuple[Any, ...]]

RETURN: Final = "command's return"
NEVER_READ: Final[dict[str, str]] = {}
MEANT: Final[dict[tuple[str, str], str]] = {}
"""Which kind's table is taken for which other one on purpose, and why. None is."""


class _EnoughError(Exception):
    """Stops a drawing once its tables have been looked for: the search for a layout takes seconds."""


def _stop(*_: object) -> None:
    raise _EnoughError


def _whole() -> Sheets:
    """A force's workbook with a table of every kind that stands in one."""
    return {kind[:31]: [list(row) for row in rows] for kind, rows in SHEETS.items() if kind != RETURN}


@pytest.fixture(scope="module")
def told_apart_by() -> dict[str, tuple[Any, ...]]:
    """What `accepts` found out; to do every action takes half a second."""
    return {}


@pytest.fixture
def accepts(
    told_apart_by: dict[str, tuple[Any, ...]], make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> Accepts:
    """For each kind of table, by what the actions that look for it tell it from others beyond its headings."""
    if told_apart_by:
        return told_apart_by
    found: dict[str, list[Any]] = defaultdict(list)
    on_block: Any = finder._on_block
    # What looks for a misspelt heading tells no table from another.
    monkeypatch.setattr(action, "missed_tables", lambda *_: [])

    def listening(block: Block, kind: Any, accept: Any, kinds: Any) -> Any:
        if accept not in found[kind.kind]:
            found[kind.kind].append(accept)
        return on_block(block, kind, accept, kinds)

    monkeypatch.setattr(finder, "_on_block", listening)
    check(make_book(_whole()))
    with pytest.raises(_EnoughError):
        draw_tube_map(make_book(_whole()), say=_stop)
    collate(make_book(_whole()), [make_book({"Return": [["Command", "North"], [], *SHEETS[RETURN]]})])
    roll(make_book(_whole()), "Cycle 14")
    monkeypatch.setattr(finder, "_on_block", on_block)
    told_apart_by |= {kind: tuple(each) for kind, each in found.items()}
    return told_apart_by


def _bare(name: str, rows: Rows) -> Rows:
    """A table with no more columns of its kind than it needs to be known, and those that are of no kind."""
    (kind,) = (kind for kind in known() if kind.kind == name)
    needs = {kind.heading(need if isinstance(need, str) else need[0]) for need in kind.needs}
    kept = [n for n, heading in enumerate(rows[0]) if heading in needs or heading not in kind.headings]
    return [[row[n] for n in kept] for row in rows]


def test_there_is_a_table_of_every_kind_that_is_known() -> None:
    assert set(SHEETS) == {kind.kind for kind in known()}


@pytest.mark.slow
def test_a_workbook_with_a_table_of_every_kind_is_read_without_a_question(make_book: MakeBook) -> None:
    assert check(make_book(_whole())).problems == ()


@pytest.mark.slow
def test_every_kind_of_table_is_looked_for_by_some_action(accepts: Accepts) -> None:
    assert {kind.kind for kind in known()} - set(accepts) == set(NEVER_READ)


@pytest.mark.slow
@pytest.mark.parametrize("form", [lambda _, rows: rows, _bare], ids=["whole", "bare"])
def test_a_table_is_taken_for_its_own_kind_and_no_other(form: Any, accepts: Accepts) -> None:
    taken = []

    for name, rows in SHEETS.items():
        block = Block(name, 1, 1, tuple(tuple(row) for row in form(name, rows)))
        for kind in known():
            if any(finder.find_all([block], kind, accept) for accept in accepts.get(kind.kind, ())):
                taken.append((name, kind.kind))

    assert sorted(taken) == sorted([*((name, name) for name in SHEETS if name not in NEVER_READ), *MEANT])


@pytest.mark.slow
def test_a_table_ends_where_one_of_any_kind_begins(accepts: Accepts) -> None:
    """Two tables stand on one sheet with nothing between them; the upper one keeps its own records.

    Each kind stands above a third of the others and below a third: the number of kinds is no multiple of three.
    """
    assert len(SHEETS) % 3
    wrong = []

    for above, below in some(list(product(accepts, SHEETS)), 3):
        block = Block("Sheet", 1, 1, tuple(tuple(row) for row in (*SHEETS[above], *SHEETS[below])))
        (kind,) = (kind for kind in known() if kind.kind == above)
        tables = [table for accept in accepts[above] for table in finder.find_all([block], kind, accept)]
        if above != below and {max(t.records, default=0) for t in tables if t.header == 1} != {
            len(SHEETS[above])
        }:
            wrong.append((above, below))

    assert wrong == []

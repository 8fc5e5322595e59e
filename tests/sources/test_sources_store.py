"""The store of counts, in SQLite and in PostgreSQL alike: the newest release stands, and nothing of the others is lost."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.importer import file_of
from tests.support.properties import examples
from xlscore.sources.counted import Left, Release
from xlscore.sources.store.database import StoreError
from xlscore.sources.store.keeping import open_store
from xlscore.sources.store.told import Revision, Stored

JANUARY, FEBRUARY, MARCH = date(2019, 1, 1), date(2019, 2, 1), date(2019, 3, 1)
NORTH, SOUTH = ("Burglary", "North"), ("Burglary", "South")


def release(month: date, name: str = "") -> Release:
    return Release(name or f"{month:%b %Y}", month)


def test_what_a_file_says_stands_and_all_of_it_is_new(where: str) -> None:
    file = file_of({(*NORTH, JANUARY): 12, (*SOUTH, JANUARY): 0, ("Burglary", "", JANUARY): Fraction(25, 2)})

    with open_store(where) as store:
        told = store.put([file])
        current = store.current()

    assert current == dict(file.months) == dict(told.standing)
    assert set(told.new) == set(file.months)
    assert (told.revised, told.refused, told.left, told.releases) == ((), (), {}, (file.release,))


def test_an_empty_store_says_nothing_and_is_not_made_by_asking(where: str) -> None:
    with open_store(where) as store:
        said = store.current(), store.history(*NORTH, JANUARY), store.days(JANUARY, MARCH)

    assert said == ({}, (), {})
    assert where.startswith("postgresql") or not Path(where).exists()


def test_a_newer_release_revises_exactly_what_it_holds_and_the_older_is_kept(where: str) -> None:
    first = file_of({(*NORTH, JANUARY): 12, (*SOUTH, JANUARY): 5, ("Robbery", "North", JANUARY): 3})
    second = file_of({(*NORTH, JANUARY): 14, (*NORTH, FEBRUARY): 9}, file="later.csv")

    with open_store(where) as store:
        store.put([first])
        told = store.put([second])
        current, history = store.current(), store.history(*NORTH, JANUARY)

    assert told.revised == (Revision(*NORTH, JANUARY, Fraction(12), Fraction(14)),)
    assert told.new == ((*NORTH, FEBRUARY),)
    assert told.left == {(*SOUTH, JANUARY): 5}
    assert current == {**first.months, **second.months}
    assert [(kept.release.name, kept.files, kept.count) for kept in history] == [
        ("Feb 2019", ("later.csv",), 14),
        ("Jan 2019", ("counts.csv",), 12),
    ]


def test_an_older_release_replaces_nothing_of_a_newer_one_and_fills_what_that_left_open(where: str) -> None:
    newer = file_of({(*NORTH, JANUARY): 14}, release=release(MARCH))
    older = file_of({(*NORTH, JANUARY): 12, (*SOUTH, JANUARY): 5}, release=release(JANUARY), file="old.csv")

    with open_store(where) as store:
        store.put([newer])
        told = store.put([older])
        again = store.put([older])
        current = store.current()

    assert current == {(*NORTH, JANUARY): 14, (*SOUTH, JANUARY): 5} == dict(told.standing)
    (refused,) = told.refused
    assert (refused.files, refused.release, refused.newer) == (("old.csv",), older.release, newer.release)
    assert refused.counts == {(*NORTH, JANUARY): 12}
    assert told.revised == ()
    assert (again.releases, again.refused) == ((), told.refused)


def test_the_same_file_twice_is_no_new_release_whatever_it_is_called(where: str) -> None:
    months = {(*NORTH, JANUARY): 12}

    with open_store(where) as store:
        store.put([file_of(months)])
        told = store.put([file_of(months, file="a copy.csv")])
        history = store.history(*NORTH, JANUARY)

    assert (told.releases, told.new, told.revised, told.refused) == ((), (), (), ())
    assert told.standing == months
    assert len(history) == 1


def test_of_two_releases_of_one_day_the_later_import_stands_and_the_former_can_come_back(where: str) -> None:
    first, second = file_of({(*NORTH, JANUARY): 12}), file_of({(*NORTH, JANUARY): 13})

    with open_store(where) as store:
        figures = []
        for file in (first, second, first, first):
            told = store.put([file])
            assert told.refused == ()
            figures.append((store.current()[*NORTH, JANUARY], len(told.releases)))

    assert figures == [(12, 1), (13, 1), (12, 1), (12, 0)]


def test_files_of_one_release_add_and_releases_of_one_call_follow_one_another(where: str) -> None:
    north_east = file_of({(*NORTH, JANUARY): 4}, file="east.csv")
    north_west = file_of({(*NORTH, JANUARY): 3}, file="west.csv")
    newer = file_of({(*NORTH, JANUARY): 8}, release=release(MARCH), file="newer.csv")

    with open_store(where) as store:
        told = store.put([newer, north_east, north_west])
        again = store.put([newer, north_east, north_west])
        history = store.history(*NORTH, JANUARY)

    assert told.releases == (release(JANUARY), release(MARCH))
    assert told.standing == {(*NORTH, JANUARY): 8}
    assert [(kept.count, kept.files) for kept in history] == [
        (8, ("newer.csv",)),
        (7, ("east.csv", "west.csv")),
    ]
    assert (told.refused, told.revised, again.releases, again.refused) == ((), (), (), ())


def test_completing_a_month_that_was_cut_short_is_no_revision(where: str) -> None:
    cut = file_of({(*NORTH, JANUARY): 6}, part={JANUARY: date(2019, 1, 14)}, release=release(JANUARY))
    further = file_of({(*NORTH, JANUARY): 9}, part={JANUARY: date(2019, 1, 21)}, release=release(JANUARY))
    whole = file_of({(*NORTH, JANUARY): 12}, release=release(FEBRUARY))
    revised = file_of({(*NORTH, JANUARY): 13}, release=release(MARCH))

    with open_store(where) as store:
        told = [store.put([file]) for file in (cut, further, whole, revised)]
        history = store.history(*NORTH, JANUARY)

    assert [(len(each.completed), len(each.revised)) for each in told] == [(0, 0), (1, 0), (1, 0), (0, 1)]
    assert [kept.until for kept in history] == [None, None, date(2019, 1, 21), date(2019, 1, 14)]


def test_names_that_differ_by_case_and_spaces_are_one_series_spelt_as_the_newest_file_spells_it(
    where: str,
) -> None:
    with open_store(where) as store:
        store.put([file_of({("BURGLARY ", "north", JANUARY): 12})])
        told = store.put([file_of({(*NORTH, JANUARY): 13}, release=release(FEBRUARY))])
        current, history = store.current(), store.history("burglary", "NORTH", JANUARY)

    assert current == {(*NORTH, JANUARY): 13}
    assert [revision.was for revision in told.revised] == [12]
    assert len(history) == 2


def test_days_are_those_of_the_newest_release_that_tells_days(where: str) -> None:
    second, third = date(2019, 1, 2), date(2019, 1, 3)
    dated = file_of(
        {(*NORTH, JANUARY): 3}, days={(*NORTH, second): Fraction(2), (*NORTH, third): Fraction(1)}
    )
    newer = file_of({(*NORTH, JANUARY): 4}, days={(*NORTH, third): Fraction(4)}, release=release(FEBRUARY))
    undated = file_of({(*NORTH, JANUARY): 5}, release=release(MARCH))

    with open_store(where) as store:
        store.put([dated])
        before = store.days(JANUARY, second)
        store.put([newer])
        store.put([undated])
        after, current = store.days(JANUARY, MARCH), store.current()

    assert before == {(*NORTH, second): 2}
    assert after == {(*NORTH, third): 4}
    assert current == {(*NORTH, JANUARY): 5}


def test_what_became_of_a_files_rows_is_kept_with_it(where: str) -> None:
    file = file_of(
        {(*NORTH, JANUARY): 7}, rows=12, counted=7, left_out={Left.DATE: 2, Left.TOTAL: 1}, unknown=2
    )

    with open_store(where) as store:
        store.put([file])
        (rows,) = store._database.ask("SELECT file, row_count, counted, unknown_rows FROM files")
        left = store._database.ask("SELECT reason, row_count FROM left_out ORDER BY reason")

    assert rows == ("counts.csv", 12, 7, 2)
    assert left == [("date", 2), ("total", 1)]


def test_a_workbook_that_cannot_be_saved_leaves_the_store_as_it_was(where: str) -> None:
    def save(_: Stored) -> None:
        raise PermissionError

    with open_store(where) as store:
        with pytest.raises(PermissionError):
            store.put([file_of({(*NORTH, JANUARY): 12})], save)
        never = store.current()
        store.put([file_of({(*NORTH, JANUARY): 12})])
        with pytest.raises(PermissionError):
            store.put([file_of({(*NORTH, FEBRUARY): 13})], save)
        current = store.current()

    assert never == {}
    assert current == {(*NORTH, JANUARY): 12}


def test_a_first_import_that_comes_to_nothing_leaves_no_file(tmp_path: Path) -> None:
    def save(_: Stored) -> None:
        raise PermissionError

    with open_store(tmp_path / "book.counts.sqlite") as store, pytest.raises(PermissionError):
        store.put([file_of({(*NORTH, JANUARY): 12})], save)

    assert list(tmp_path.iterdir()) == []


def test_a_store_that_cannot_make_it_last_has_the_workbook_put_back(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    course: list[str] = []

    def save(_: Stored) -> object:
        course.append("saved")
        return lambda: course.append("put back")

    def full() -> None:
        raise StoreError("There is no room left.")

    with open_store(where) as store:
        monkeypatch.setattr(store._database, "commit", full)
        with pytest.raises(StoreError, match="no room"):
            store.put([file_of({(*NORTH, JANUARY): 12})], save)  # type: ignore[arg-type]
        current = store.current()

    assert course == ["saved", "put back"]
    assert current == {}


def test_the_workbook_is_written_when_the_store_holds_everything(where: str) -> None:
    seen = []

    with open_store(where) as store:
        store.put(
            [file_of({(*NORTH, JANUARY): 12})],
            lambda told: seen.append((dict(told.standing), store.current())),
        )

    assert seen == [({(*NORTH, JANUARY): 12}, {(*NORTH, JANUARY): 12})]


@given(
    calls=st.lists(
        st.lists(
            st.tuples(
                st.integers(1, 3),
                st.dictionaries(
                    st.tuples(st.sampled_from(["North", "South", ""]), st.sampled_from([JANUARY, FEBRUARY])),
                    st.integers(-2, 5) | st.fractions(min_value=0, max_value=3, max_denominator=4),
                    min_size=1,
                    max_size=4,
                ),
            ),
            min_size=1,
            max_size=3,
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=examples(40))
def test_what_stands_is_what_a_plain_table_of_the_newest_says(
    tmp_path_factory: pytest.TempPathFactory, calls: list
) -> None:
    plain: dict[tuple[str, str, date], tuple[int, Fraction]] = {}
    with open_store(tmp_path_factory.mktemp("store") / "s.sqlite") as store:
        for call in calls:
            files = [
                file_of(
                    {("Burglary", *mark): n for mark, n in counts.items()},
                    release=release(date(2019, order, 1)),
                )
                for order, counts in call
            ]
            for order in sorted({order for order, _ in call}):
                added: dict[tuple[str, str, date], Fraction] = {}
                for each, counts in call:
                    for mark, figure in counts.items():
                        if each == order:
                            added["Burglary", *mark] = added.get(("Burglary", *mark), Fraction(0)) + figure
                for mark, figure in added.items():
                    if order >= plain.get(mark, (0, 0))[0]:
                        plain[mark] = (order, figure)
            store.put(files)

            assert store.current() == {mark: figure for mark, (_, figure) in plain.items()}


def test_the_query_on_the_page_gives_every_figure_of_every_release(where: str, root: Path) -> None:
    page = (root / "docs" / "import.md").read_text(encoding="utf-8")
    query = page.partition("```sql\n")[2].partition("```")[0].rstrip().rstrip(";")

    with open_store(where) as store:
        store.put(
            [
                file_of({(*NORTH, JANUARY): Fraction(25, 2)}),
                file_of({(*NORTH, JANUARY): 13}, release=release(MARCH)),
            ]
        )
        rows = store._database.ask(query)

    assert [
        (measure, place, str(month), float(figure), name) for measure, place, month, figure, name, _ in rows
    ] == [
        (*NORTH, "2019-01-01", 13.0, "Mar 2019"),
        (*NORTH, "2019-01-01", 12.5, "Jan 2019"),
    ]


def test_files_without_a_count_leave_what_stands(where: str) -> None:
    nothing = file_of({}, covered=(), release=release(MARCH), rows=3, unknown=3)

    with open_store(where) as store:
        store.put([file_of({(*NORTH, JANUARY): 12})])
        told = [store.put([]), store.put([nothing]), store.put([nothing])]
        current = store.current()

    assert [(each.standing, each.new, each.refused) for each in told] == [({}, (), ())] * 3
    assert current == {(*NORTH, JANUARY): 12}

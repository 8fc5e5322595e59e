"""A store that cannot be used says so in a sentence, and is left as it is."""

from __future__ import annotations

import builtins
import sqlite3
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.importer import file_of
from tests.support.postgres import new_database
from xlscore.sources.store.database import StoreBusyError, StoreError
from xlscore.sources.store.keeping import open_store

JANUARY = date(2019, 1, 1)
FILE = file_of({("Burglary", "North", JANUARY): 12})


def a_text(path: Path) -> None:
    path.write_text("Measure,Place,Count\n" * 100, encoding="utf-8")


def cut_short(path: Path) -> None:
    a_store(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def another_programs(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE counts (a)")
    other.close()


def of_another_purpose(path: Path) -> None:
    a_store(path)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE about SET value = 'something else' WHERE name = 'what'")
    other.close()


def of_a_newer_version(path: Path) -> None:
    a_store(path)
    with sqlite3.connect(path) as newer:
        newer.execute("UPDATE about SET value = '99' WHERE name = 'version'")
    newer.close()


def a_store(path: Path) -> None:
    with open_store(path) as store:
        store.put([FILE])


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            a_text,
            "book.counts.sqlite is damaged, or no store of counts; put a copy of it back, or name another store.",
        ),
        (
            cut_short,
            "book.counts.sqlite is damaged, or no store of counts; put a copy of it back, or name another store.",
        ),
        (another_programs, "book.counts.sqlite holds tables of another program; name another store."),
        (of_another_purpose, "book.counts.sqlite holds tables of another program; name another store."),
        (
            of_a_newer_version,
            "book.counts.sqlite was written by a newer version of xlscore; update xlscore on this computer.",
        ),
        (Path.mkdir, "The store book.counts.sqlite is a folder; name a file."),
    ],
)
def test_a_file_that_is_no_store_of_ours_is_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    path = tmp_path / "book.counts.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else b""

    with open_store(path) as store:
        with pytest.raises(StoreError) as putting:
            store.put([FILE])
        with pytest.raises(StoreError) as reading:
            store.current()

    assert putting.value.sentence == sentence == reading.value.sentence
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_store_in_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "gone" / "book.counts.sqlite") as store,
        pytest.raises(StoreError, match="There is no folder"),
    ):
        store.put([FILE])


def test_a_file_that_another_program_left_with_a_write_ahead_log_is_taken_out_of_it(tmp_path: Path) -> None:
    path = tmp_path / "book.counts.sqlite"
    a_store(path)
    browser = sqlite3.connect(path)
    browser.execute("PRAGMA journal_mode = WAL")
    browser.close()

    with open_store(path) as store:
        store.put([file_of({("Burglary", "South", JANUARY): 1})])
        (mode,) = store._database.ask("PRAGMA journal_mode")

    assert mode == ("delete",)


def test_a_store_that_another_program_holds_says_so_when_it_has_waited(tmp_path: Path) -> None:
    path = tmp_path / "book.counts.sqlite"
    a_store(path)
    browser = sqlite3.connect(path, isolation_level=None)
    browser.execute("BEGIN EXCLUSIVE")

    with open_store(path, wait=0.05) as store:
        with pytest.raises(StoreBusyError) as putting:
            store.put([FILE])
        with pytest.raises(StoreBusyError) as reading:
            store.current()
    browser.close()

    assert putting.value.sentence == reading.value.sentence
    assert "book.counts.sqlite is in use by another import or program; try again" in putting.value.sentence


def test_a_store_that_was_taken_away_meanwhile_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "book.counts.sqlite"
    with open_store(path) as store:
        store.put([FILE])
        path.unlink()

        store.put([file_of({("Burglary", "South", JANUARY): 1})])

    with open_store(path) as again:
        assert again.current() == {("Burglary", "South", JANUARY): 1}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            sqlite3.SQLITE_READONLY,
            "The store book.counts.sqlite cannot be opened for writing; ask for the right",
        ),
        (
            sqlite3.SQLITE_CANTOPEN,
            "The store book.counts.sqlite cannot be opened for writing; ask for the right",
        ),
        (sqlite3.SQLITE_FULL, "There is no room left where the store book.counts.sqlite lies; make room"),
        (
            sqlite3.SQLITE_CORRUPT,
            "book.counts.sqlite is damaged, or no store of counts; put a copy of it back",
        ),
        (sqlite3.SQLITE_IOERR, "The store book.counts.sqlite refused: it went wrong."),
        (None, "The store book.counts.sqlite cannot be reached: gone."),
    ],
)
def test_what_the_disk_or_the_network_refuses_is_told_and_the_workbook_is_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int | None, sentence: str
) -> None:
    asked: list[object] = []
    error: Exception = OSError(116, "gone")
    if code is not None:
        error = sqlite3.OperationalError("it went wrong")
        error.sqlite_errorcode = code

    def refuse(*_: object) -> list[object]:
        raise error

    with open_store(tmp_path / "book.counts.sqlite") as store:
        store.put([FILE])
        monkeypatch.setattr(store._database, "_connection", refuse)

        with pytest.raises(StoreError) as refused:
            store.put([file_of({("Burglary", "South", JANUARY): 1})], asked.append)

    assert refused.value.sentence.startswith(sentence)
    assert asked == []


def test_a_count_that_no_database_holds_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with open_store(tmp_path / "book.counts.sqlite") as store:
        with pytest.raises(StoreError, match="A count is too large"):
            store.put([file_of({("Burglary", "North", JANUARY): 2**70})])
        assert store.current() == {}


def test_an_address_of_another_kind_of_database_says_what_there_is() -> None:
    with pytest.raises(StoreError) as refused:
        open_store("mysql://counts:geheim@example/essex")

    assert (
        refused.value.sentence
        == "There is no store of the kind mysql; name a file, or an address postgresql://host/database"
    )


def test_a_store_in_postgresql_without_its_library_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.startswith("psycopg"):
            raise ImportError(name)
        return wanted(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(StoreError) as refused:
        open_store("postgresql://counts:geheim@example/essex")

    assert (
        refused.value.sentence
        == 'A store in PostgreSQL needs the library psycopg; install it: pip install "psycopg[binary]"'
    )


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://counts:ge/heim@nowhere.invalid/essex",
        "postgresql://counts:geheim@nowhere.invalid:port/essex",
        "postgresql://counts:geheim@nowhere.invalid/essex",
        "postgresql://counts:geheim@127.0.0.1:1/essex",
        "postgresql://counts:geheim@127.0.0.1/essex?sslmode=geheim",
        "postgresql://counts@127.0.0.1:1/essex?password=geheim",
    ],
)
def test_no_sentence_tells_the_password(address: str) -> None:
    pytest.importorskip("psycopg")

    with pytest.raises(StoreError) as refused, open_store(address) as store:
        store.put([FILE])

    chain = repr(refused.value) + repr(refused.value.__cause__)
    assert "heim" not in chain
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


class TestPostgreSQL:
    """What a real server refuses."""

    def test_a_wrong_password(self) -> None:
        with new_database() as address:
            wrong = address.replace(f":{urlsplit(address).password}@", ":wrong@")
            with open_store(wrong) as store, pytest.raises(StoreError) as refused:
                store.put([FILE])

        assert "the password is wrong; ask whoever keeps the database." in refused.value.sentence
        assert "wrong@" not in refused.value.sentence

    def test_a_database_that_is_not_there(self) -> None:
        with (
            new_database() as address,
            open_store(address + "x") as store,
            pytest.raises(StoreError, match="does not exist"),
        ):
            store.put([FILE])

    def test_somebody_who_may_only_read(self) -> None:
        import psycopg

        with new_database() as address:
            with open_store(address) as store:
                store.put([FILE])
            reader = f"reader_{urlsplit(address).path[-8:]}"
            with psycopg.connect(address, autocommit=True) as admin:
                admin.execute(f"CREATE ROLE {reader} LOGIN PASSWORD 'geheim'")
                admin.execute(f"GRANT USAGE ON SCHEMA xlscore TO {reader}")
                admin.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA xlscore TO {reader}")
            try:
                told = urlsplit(address)
                theirs = told._replace(netloc=f"{reader}:geheim@{told.hostname}:{told.port}").geturl()
                with open_store(theirs) as store:
                    read = store.current()
                    with pytest.raises(StoreError) as refused:
                        store.put([file_of({("Burglary", "South", JANUARY): 1})])
            finally:
                with psycopg.connect(address, autocommit=True) as admin:
                    admin.execute(f"DROP OWNED BY {reader}")
                    admin.execute(f"DROP ROLE {reader}")

        assert read == {("Burglary", "North", JANUARY): Fraction(12)}
        assert f"{reader} may not do that here; ask for the right" in refused.value.sentence

    def test_somebody_who_may_make_nothing(self) -> None:
        import psycopg

        with new_database() as address:
            stranger = f"stranger_{urlsplit(address).path[-8:]}"
            with psycopg.connect(address, autocommit=True) as admin:
                admin.execute(f"CREATE ROLE {stranger} LOGIN PASSWORD 'geheim'")
            try:
                told = urlsplit(address)
                theirs = told._replace(netloc=f"{stranger}:geheim@{told.hostname}:{told.port}").geturl()
                with open_store(theirs) as store, pytest.raises(StoreError, match="may not do that here"):
                    store.put([FILE])
            finally:
                with psycopg.connect(address, autocommit=True) as admin:
                    admin.execute(f"DROP ROLE {stranger}")

    def test_a_connection_that_breaks_off_while_the_workbook_is_saved_has_it_put_back(self) -> None:
        import psycopg

        course = []

        with new_database() as address:

            def save(_: object) -> Callable[[], object]:
                with psycopg.connect(address, autocommit=True) as admin:
                    admin.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE application_name = 'xlscore' AND datname = current_database()"
                    )
                return lambda: course.append("put back")

            with (
                open_store(address) as store,
                pytest.raises(StoreError, match="broke off; import the same files again"),
            ):
                store.put([FILE], save)
            with open_store(address) as store:
                current = store.current()

        assert course == ["put back"]
        assert current == {}

    def test_tables_of_another_program(self) -> None:
        import psycopg

        with new_database() as address:
            with psycopg.connect(address, autocommit=True) as other:
                other.execute("CREATE SCHEMA xlscore")
                other.execute("CREATE TABLE xlscore.counts (a int)")

            with (
                open_store(address) as store,
                pytest.raises(StoreError, match="holds tables of another program"),
            ):
                store.put([FILE])

    def test_a_count_that_no_database_holds(self) -> None:
        with (
            new_database() as address,
            open_store(address) as store,
            pytest.raises(StoreError, match="A count is too large"),
        ):
            store.put([file_of({("Burglary", "North", JANUARY): 2**70})])

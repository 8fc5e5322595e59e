"""The command that brings files into a workbook: what it writes, what it says, and when it writes nothing."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer

from tests.support.slow import some
from xlscore.books.templates.build import build_monthly_performance
from xlscore.cli.app import app
from xlscore.cli.run import run
from xlscore.sources.store.keeping import beside, open_store

HEADINGS = ["MajorText", "MinorText", "BoroughName"]
OLD = [
    ["Burglary", "Burglary Residential", "North", 10, 11],
    ["Burglary", "Burglary Business", "North", 1, 2],
    ["Robbery", "Robbery", "North", 3, 0],
    ["Burglary", "Burglary Residential", "South", 7, 8],
]
NEW = [
    ["Burglary", "Burglary Residential", "North", 12, 9],
    ["Burglary", "Burglary Business", "North", 2, 4],
    ["Robbery", "Robbery", "North", 0, 5],
]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("blank") / "book.xlsx"
    build_monthly_performance(path)
    return path.read_bytes()


@pytest.fixture
def book(blank: bytes, tmp_path: Path) -> Path:
    """A blank workbook of the month."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(blank)
    return path


def table(path: Path, months: list[str], rows: list[list[Any]]) -> str:
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([[*HEADINGS, *months], *rows])
    return str(path)


@pytest.fixture
def old(tmp_path: Path) -> str:
    """A table to January 2019."""
    return table(tmp_path / "boroughs to 201901.csv", ["201812", "201901"], OLD)


@pytest.fixture
def new(tmp_path: Path) -> str:
    """A table to February 2019, of North alone."""
    return table(tmp_path / "boroughs to 201902.csv", ["201901", "201902"], NEW)


def series(path: Path) -> dict[tuple[str, str], list[Any]]:
    rows = list(openpyxl.load_workbook(path)["Series"].iter_rows(min_row=6, values_only=True))
    months = [heading for heading in rows[0][2:] if heading and not str(heading).startswith("Month ")]
    return {(row[0], row[1]): list(row[2 : 2 + len(months)]) for row in rows[1:] if row[0]} | {
        ("", ""): months
    }


Ask = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run the command with --json; return its exit code and its answer."""

    def answer(*arguments: object) -> tuple[int, dict[str, Any]]:
        code = run(["import", *map(str, arguments), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return answer


def test_a_table_of_boroughs_goes_into_the_months(book: Path, old: str, ask: Ask) -> None:
    code, told = ask(old, "--into", book)

    assert code == 0
    assert series(book) == {
        ("", ""): ["Dec 2018", "Jan 2019"],
        ("Burglary Residential", "North"): [10, 11],
        ("Burglary Business", "North"): [1, 2],
        ("Robbery", "North"): [3, 0],
        ("Burglary Residential", "South"): [7, 8],
    }
    assert (told["months"], told["series"], told["new"], told["revised"]) == (
        ["2018-12", "2019-01"],
        4,
        8,
        [],
    )
    (file,) = told["files"]
    assert (file["kind"], file["rows"], file["counted"], file["left_out"], file["unknown"], file["total"]) == (
        "borough", 4, 4, {}, 0, 42,
    )  # fmt: skip


def test_a_newer_table_revises_and_tells_what_it_leaves_out(book: Path, old: str, new: str, ask: Ask) -> None:
    ask(old, "--into", book)

    code, told = ask(new, "--into", book)

    assert code == 0
    assert [tuple(one.values()) for one in told["revised"]] == [
        ("Burglary Residential", "North", "2019-01", 11, 12)
    ]
    assert told["new"] == 3
    assert told["said"] == [
        "The newer release leaves out, and what stood there stays: 'Burglary Residential' in South (1 month)."
    ]
    assert series(book)["Burglary Residential", "North"] == [10, 12, 9]
    assert series(book)["Burglary Residential", "South"] == [7, 8, None]


def test_the_same_file_again_changes_no_byte_of_the_workbook(book: Path, old: str, ask: Ask) -> None:
    ask(old, "--into", book)
    before = book.read_bytes()

    code, told = ask(old, "--into", book)

    assert (code, told["new"], told["revised"]) == (0, 0, [])
    assert book.read_bytes() == before


def test_the_page_has_a_line_for_each_file(
    book: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", old, "--into", str(book)])
    capsys.readouterr()

    run(["import", new, "--into", str(book)])

    said = capsys.readouterr().out
    assert "boroughs to 201902.csv  borough     3        3  -               0     32" in said
    assert "3 series, Jan 2019 to Feb 2019: 3 new counts, 1 revised." in said
    assert "Revised: Burglary Residential in North, Jan 2019: 11, now 12." in said


def test_a_file_of_which_nothing_counts_is_not_said_to_be_written(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    late = tmp_path / "crimes.csv"
    late.write_text("Date,Offence,LPU\n31/06/2019,Burglary,North\n", encoding="utf-8")

    code = run(["import", str(late), "--into", str(book)])

    said = capsys.readouterr().out
    assert code == 1
    assert "Nothing was brought in." in said
    assert "Written to" not in said


def test_corrections_below_zero_are_told_once(book: Path, tmp_path: Path, ask: Ask) -> None:
    file = tmp_path / "crimes.csv"
    file.write_text("Month,Offence,LPU,Count\nApr 2019,Robbery,North,2\nApr 2019,Robbery,North,-3\n")

    code, told = ask(file, "--into", book)

    assert code == 1
    assert [problem["what"] for problem in told["problems"]] == [
        "'Robbery' in North in Apr 2019 is below zero by the file: -1."
    ]


def test_of_two_tables_of_counts_the_sheet_says_which_is_meant(tmp_path: Path, old: str, ask: Ask) -> None:
    path, workbook = tmp_path / "two.xlsx", openpyxl.Workbook()
    headings = ["Measure", "Place", "Dec 2018", "Jan 2019"]
    workbook.active.title = "Ours"  # type: ignore[union-attr]
    for sheet in (workbook["Ours"], workbook.create_sheet("Theirs")):
        sheet.append(headings)
        sheet.append(["Burglary Residential", "North", None, None])
    workbook.save(path)
    before = path.read_bytes()

    code, told = ask(old, "--into", path)
    assert (code, path.read_bytes()) == (2, before)
    assert "Which one is meant? Name its sheet with --sheet" in told["error"]

    code, told = ask(old, "--into", path, "--sheet", "theirs")
    assert code == 0
    filled = openpyxl.load_workbook(path)
    assert [cell.value for cell in filled["Theirs"][2]] == ["Burglary Residential", "North", 10, 11]
    assert [cell.value for cell in filled["Ours"][2]] == ["Burglary Residential", "North", None, None]


@pytest.mark.parametrize(
    ("sheet", "said"), [("Guide", "There is no table of monthly counts"), ("Nowhere", "There is no sheet")]
)
def test_a_sheet_without_counts_is_refused(sheet: str, said: str, book: Path, old: str, ask: Ask) -> None:
    before = book.read_bytes()

    code, told = ask(old, "--into", book, "--sheet", sheet)

    assert (code, book.read_bytes()) == (2, before)
    assert said in told["error"]


def test_the_store_lies_beside_the_workbook_or_where_it_is_named(
    book: Path, old: str, tmp_path: Path, ask: Ask
) -> None:
    ask(old, "--into", book)
    ask(old, "--into", book, "--store", tmp_path / "elsewhere.sqlite")

    for where in (beside(book), tmp_path / "elsewhere.sqlite"):
        with open_store(where) as store:
            assert len(store.current()) == 8


def test_out_leaves_the_workbook_alone(book: Path, old: str, tmp_path: Path, ask: Ask) -> None:
    before = book.read_bytes()

    ask(old, "--into", book, "--out", tmp_path / "out.xlsx")

    assert book.read_bytes() == before
    assert series(tmp_path / "out.xlsx")["Robbery", "North"] == [3, 0]
    assert not beside(book).exists()


def test_a_copy_is_kept_when_asked(book: Path, old: str, tmp_path: Path, ask: Ask) -> None:
    before = book.read_bytes()

    ask(old, "--into", book, "--backup")

    assert (tmp_path / "book.xlsx.bak1").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 cut short", ""),
        (b"Name,Rank\nA,1\n", "none of the files that are known"),
        (None, "no file"),
    ],
)
def test_one_file_that_cannot_be_read_refuses_all_and_nothing_is_written(
    content: bytes | None, said: str, book: Path, old: str, tmp_path: Path, ask: Ask
) -> None:
    before, bad = book.read_bytes(), tmp_path / "bad.csv"
    if content is not None:
        bad.write_bytes(content)

    code, told = ask(old, bad, "--into", book)

    assert code == 2
    assert said in told["error"]
    assert book.read_bytes() == before
    assert not beside(book).exists()


def test_another_kind_of_file_is_refused_with_the_list(book: Path, old: str, ask: Ask) -> None:
    code, told = ask(old, "--into", book, "--as", "parish")

    assert code == 2
    for word in ("extract", "street", "outcomes", "stop-and-search", "ons-pfa", "home-office", "borough"):
        assert word in told["error"]


def test_a_typed_figure_makes_the_exit_code_1_and_stays(book: Path, old: str, new: str, ask: Ask) -> None:
    ask(old, "--into", book)
    workbook = openpyxl.load_workbook(book)
    workbook["Series"]["D7"].value = 99
    workbook.save(book)

    code, told = ask(new, "--into", book)

    assert code == 1
    assert "stands as 99, and the file says 12" in told["problems"][0]["what"]
    assert series(book)["Burglary Residential", "North"][1] == 99


def test_a_workbook_that_cannot_be_saved_leaves_the_store_as_it_was(
    book: Path, old: str, new: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(old, "--into", book)
    with open_store(beside(book)) as store:
        before = store.current()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(book))

    monkeypatch.setattr("xlscore.books.files.save_book", refuse)
    code, _ = ask(new, "--into", book)

    assert code == 2
    with open_store(beside(book)) as store:
        assert store.current() == before


@pytest.mark.slow
def test_the_whole_month_from_a_blank_workbook(
    book: Path, tmp_path: Path, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    months = [f"{2015 + n // 12}{n % 12 + 1:02}" for n in range(48)]
    rows = [
        ["Theft", minor, place, *[level + n % 5 for n in range(48)]]
        for minor, level in (("Shoplifting", 20), ("Bicycle", 10))
        for place in ("North", "South")
    ]
    later = [[*row[:3], *(count + 1 for count in row[-12:])] for row in rows]
    first = table(tmp_path / "to 201812.csv", months, rows)
    second = table(tmp_path / "to 201812 second.csv", months[-12:], later)

    ask(first, "--into", book)
    run(["month", str(book), "--json"])
    before = json.loads(capsys.readouterr().out)
    _, told = ask(second, "--into", book)
    run(["month", str(book), "--json"])
    after = json.loads(capsys.readouterr().out)

    def force(answer: dict[str, Any], measure: str) -> int:
        (row,) = (r for r in answer["dashboard"] if (r["measure"], r["area"]) == (measure, ""))
        return int(row["this_year"])

    assert len(told["revised"]) == 48
    assert before["problems"] == after["problems"] == []
    assert {branch["measure"]: branch["parent"] for branch in after["tree"]} == {
        "Theft": None, "Shoplifting": "Theft", "Bicycle": "Theft",
    }  # fmt: skip
    assert force(after, "Theft") == force(before, "Theft") + 9 * 4
    assert force(after, "Theft") == force(after, "Shoplifting") + force(after, "Bicycle")


def test_two_workbooks_that_share_a_store_show_what_is_newest_in_it(
    book: Path, old: str, new: str, tmp_path: Path, ask: Ask
) -> None:
    other, store = tmp_path / "other.xlsx", tmp_path / "shared.sqlite"
    build_monthly_performance(other)
    ask(new, "--into", book, "--store", store)

    code, told = ask(old, "--into", other, "--store", store)

    assert code == 1
    assert (
        "1 count of the release of Jan 2019 is not taken, as a newer one, of Feb 2019"
        in told["problems"][0]["what"]
    )
    assert series(other) == {
        ("", ""): ["Dec 2018", "Jan 2019"],
        ("Burglary Residential", "North"): [10, 12],
        ("Burglary Business", "North"): [1, 2],
        ("Robbery", "North"): [3, 0],
        ("Burglary Residential", "South"): [7, 8],
    }


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def _boroughs(published: Path, copy: Path) -> Path:
    """Write a published file with all rows of every twelfth borough; to write them all is asked where every cell is."""
    headings, *rows = _rows(published)
    chosen = set(some(sorted({row[2] for row in rows}), 12))
    with copy.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([headings, *(row for row in rows if row[2] in chosen)])
    return copy


@pytest.mark.slow
def test_the_published_boroughs_come_out_to_the_unit(
    book: Path, shared_dir: Path, tmp_path: Path, ask: Ask
) -> None:
    names = "mps_borough_historical_201004_202302.csv", "mps_borough_24months_202103_202302.csv"
    sources = [_boroughs(shared_dir / "data" / "mps" / name, tmp_path / name) for name in names]
    counted: dict[tuple[str, str], dict[str, int]] = {}
    revised: dict[tuple[str, str, str], tuple[int, int]] = {}
    for source in sources:
        headings, *rows = _rows(source)
        majors = {row[0].casefold() for row in rows}
        pairs: dict[str, set[str]] = {}
        for major, minor, *_ in rows:
            pairs.setdefault(major.casefold(), set()).add(minor.casefold())
        for major, minor, place, *counts in rows:
            is_major = minor.casefold() in majors and (
                minor.casefold() != major.casefold() or len(pairs[major.casefold()]) > 1
            )
            name = f"{major} / {minor}" if is_major else minor
            here = counted.setdefault((name.casefold(), place.casefold()), {})
            for month, count in zip(headings[3:], counts, strict=True):
                if here.get(month, int(count)) != int(count):
                    revised[name.casefold(), place, month] = here[month], int(count)
                here[month] = int(count)

    answers = [ask(source, "--into", book)[1] for source in sources]

    workbook = openpyxl.load_workbook(book, read_only=True)
    rows_of = list(workbook["Series"].iter_rows(min_row=6, values_only=True))
    months = [f"{datetime.strptime(heading, '%b %Y'):%Y%m}" for heading in rows_of[0][2:] if heading]
    found = {
        (row[0].casefold(), row[1].casefold()): {
            month: count for month, count in zip(months, row[2:], strict=False) if count is not None
        }
        for row in rows_of[1:]
        if row[0]
    }
    assert found == counted
    assert {
        (one["measure"].casefold(), one["area"], one["month"].replace("-", "")): (one["was"], one["now"])
        for one in answers[1]["revised"]
    } == revised
    assert answers[0]["files"][0]["total"] == sum(
        int(count) for row in _rows(sources[0])[1:] for count in row[3:]
    )


def test_the_options_are_the_contract() -> None:
    command = typer.main.get_command(app).commands["import"]

    assert {name for parameter in command.params for name in parameter.opts if name.startswith("--")} == {
        "--as", "--backup", "--debug", "--engine", "--into", "--json", "--out", "--quiet", "--sheet", "--store",
    }  # fmt: skip

"""The files of data.police.uk: the real months to the unit, and what their names come to."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from xlscore.sources.counted import FileCounts
from xlscore.sources.errors import SourceError
from xlscore.sources.meanings import Meanings, MeasureTold, PlaceTold
from xlscore.sources.reading import read_files

STREET = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context"
OUTCOMES = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type"
)
SEARCHES = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,"
    "Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,"
    "Removal of more than just outer clothing"
)
TODAY = date(2019, 3, 1)
MONTHS = ("2018-10", "2018-11", "2018-12", "2019-01")


def street(*rows: str) -> str:
    """Return a street file of rows given as "id,month,code,name,type"."""
    lines = [STREET]
    for row in rows:
        reference, month, code, name, kind = row.split(",")
        lines.append(f"{reference},{month},Essex Police,Essex Police,,,No Location,{code},{name},{kind},,")
    return "\n".join(lines) + "\n"


def read(path: Path, text: str, **told: object) -> FileCounts:
    """Return what a text comes to as a file."""
    path.write_text(text, encoding="utf-8")
    (found,) = read_files([path], Meanings(today=TODAY, **told))  # type: ignore[arg-type]
    return found


@pytest.mark.shared
@pytest.mark.parametrize("month", MONTHS)
def test_a_real_month_comes_to_what_an_independent_count_does(month: str, shared_dir: Path) -> None:
    path = shared_dir / "data" / "street" / f"{month}-leicestershire-street.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counts = Counter((row["Crime type"], row["LSOA name"] or "(blank)") for row in rows)

    (found,) = read_files([path], Meanings(today=TODAY))

    assert (found.kind, found.rows, found.counted, found.total) == ("street", len(rows), len(rows), len(rows))
    assert {(measure, place): value for (measure, place, _), value in found.months.items()} == counts
    assert {day for _, _, day in found.months} == {date.fromisoformat(f"{month}-01")} == set(found.covered)
    assert (found.left_out, found.unknown, found.days, found.part, found.problems) == ({}, 0, {}, {}, ())


@pytest.mark.shared
def test_the_real_months_by_district_come_to_what_an_independent_count_does(shared_dir: Path) -> None:
    paths = sorted((shared_dir / "data" / "street").glob("*.gz"))
    districts = ("Leicester", "Charnwood", "Harborough", "North West Leicestershire")
    rows = [
        row
        for path in paths
        for row in csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode()))
    ]
    inside = [row for row in rows if row["LSOA name"].rpartition(" ")[0] in districts]

    found = read_files(paths, Meanings(places=tuple(map(PlaceTold, districts)), today=TODAY))

    counts: Counter[tuple[str, str]] = Counter()
    for file in found:
        assert file.rows == file.counted + file.unknown
        counts.update({(measure, place): int(value) for (measure, place, _), value in file.months.items()})
    assert counts == Counter((row["Crime type"], row["LSOA name"].rpartition(" ")[0]) for row in inside)
    assert sum(file.unknown for file in found) == len(rows) - len(inside)


@pytest.mark.parametrize(
    ("name", "code", "place"),
    [
        ("Leicester 012A", "E01013605", "Leicester"),
        ("North West Leicestershire 001A", "E01025900", "North West Leicestershire"),
        ("Leicestershire 001A", "E01000001", None),
        ("Blaby 002A", "E01025631", "West"),
        ("Leicester 013B", "E01025631", "West"),
        ("", "", None),
    ],
)
def test_a_row_belongs_to_the_place_whose_codes_or_name_its_small_area_bears(
    name: str, code: str, place: str | None, tmp_path: Path
) -> None:
    places = (
        PlaceTold("Leicester"),
        PlaceTold("North West Leicestershire"),
        PlaceTold("West", codes=("E01025631",)),
    )

    found = read(tmp_path / "x.csv", street(f"a,2018-10,{code},{name},Burglary"), places=places)

    assert {where for _, where, _ in found.months} == ({place} if place else set())
    assert found.unknown_places == ({} if place else {name or "(blank)": 1})
    assert (found.rows, found.counted, found.unknown) == (1, int(bool(place)), int(not place))


def test_an_equal_row_with_a_crime_id_counts_once_and_without_one_each_time(tmp_path: Path) -> None:
    text = street(
        "a1,2018-10,E1,Area 1,Burglary", "a1,2018-10,E1,Area 1,Burglary", ",2018-10,E1,Area 1,Drugs", ",2018-10,E1,Area 1,Drugs"
    )  # fmt: skip

    found = read(tmp_path / "x.csv", text)

    assert dict(found.months) == {
        ("Burglary", "Area 1", date(2018, 10, 1)): 1,
        ("Drugs", "Area 1", date(2018, 10, 1)): 2,
    }
    assert (found.rows, found.counted, found.left_out, found.has_references) == (
        4,
        3,
        {"duplicate": 1},
        False,
    )


def test_one_reference_with_two_types_counts_twice_and_is_said(tmp_path: Path) -> None:
    found = read(tmp_path / "x.csv", street("a1,2018-10,E1,Area 1,Burglary", "a1,2018-10,E1,Area 1,Robbery"))

    assert (found.counted, found.left_out) == (2, {})
    assert [said for said in found.said if "1 reference stands in more than one row" in said]


def test_outcomes_are_counted_by_their_type(tmp_path: Path) -> None:
    row = ",2018-10,Essex Police,Essex Police,,,No Location,E1,Area 1,"
    text = "\n".join(
        [OUTCOMES, f"a{row}Local resolution", f"b{row}Local resolution", f"c{row}Offender given a caution"]
    )

    found = read(tmp_path / "2018-10-essex-outcomes.csv", text)

    assert found.kind == "outcomes"
    assert {measure: value for (measure, _, _), value in found.months.items()} == {
        "Local resolution": 2,
        "Offender given a caution": 1,
    }


def searches(*rows: str) -> str:
    """Return a file of stops and searches given as "day,object"."""
    cells = [row.split(",") for row in rows]
    return "\n".join(
        [
            SEARCHES,
            *(f"Person search,{day},False,,,,Male,,,White,,{sought},Arrest,," for day, sought in cells),
        ]
    )


def test_searches_are_counted_by_day_and_object_below_stop_and_search(tmp_path: Path) -> None:
    text = searches(
        "2018-10-05T13:20:00+00:00,Firearms",
        "2018-10-05T23:59:00+00:00,Firearms",
        "2018-10-31T00:00:00+00:00,Stolen goods",
    )

    found = read(tmp_path / "2018-10-essex-stop-and-search.csv", text)

    assert dict(found.days) == {
        ("Firearms", "", date(2018, 10, 5)): 2,
        ("Stolen goods", "", date(2018, 10, 31)): 1,
    }
    assert found.parents == {"Firearms": "Stop and search", "Stolen goods": "Stop and search"}
    assert (found.kind, found.part) == ("stop-and-search", {})


def test_searches_of_another_force_are_in_no_sum(tmp_path: Path) -> None:
    text = searches("2018-10-05T13:20:00+00:00,Firearms")
    told = {"own_force": "Essex Police", "places": (PlaceTold("North"),)}

    own = read(tmp_path / "2018-10-essex-stop-and-search.csv", text, **told)
    other = read(tmp_path / "2018-10-kent-stop-and-search.csv", text, **told)

    assert (own.counted, own.unknown_places) == (1, {})
    assert (other.counted, other.unknown_places) == (0, {"kent": 1})


def test_a_type_that_two_measures_claim_is_unknown_and_a_problem(tmp_path: Path) -> None:
    measures = (MeasureTold("Burglary dwelling", ("Burglary",)), MeasureTold("Burglary other", ("Burglary",)))

    found = read(
        tmp_path / "x.csv",
        street("a,2018-10,E1,Area 1,Burglary", "b,2018-10,E1,Area 1,Drugs"),
        measures=measures,
    )

    assert (found.counted, found.unknown, found.unknown_measures) == (0, 2, {"Burglary": 1, "Drugs": 1})
    (problem,) = found.problems
    assert (problem.sheet, problem.cell) == ("x.csv", "line 2")
    assert "Burglary dwelling and Burglary other" in problem.what


def test_a_gap_between_months_is_a_problem_and_stays_blank(tmp_path: Path) -> None:
    found = read(tmp_path / "x.csv", street("a,2018-10,E1,Area 1,Drugs", "b,2018-12,E1,Area 1,Drugs"))

    assert found.covered == (date(2018, 10, 1), date(2018, 12, 1))
    assert [problem.what for problem in found.problems if "Nov 2018" in problem.what]


def test_small_areas_that_are_places_are_said_with_what_gathers_them(tmp_path: Path) -> None:
    rows = street(
        *(
            f"{n},2018-10,E{n},{name},Drugs"
            for n, name in enumerate(("Blaby 001A", "Melton 001A", "Melton 002B"))
        )
    )

    alone = read(tmp_path / "x.csv", rows)
    gathered = read(tmp_path / "x.csv", rows, places=(PlaceTold("Melton"), PlaceTold("Blaby")))

    assert alone.said == (
        "Each small area (LSOA) such as 'Melton 001A' is a place of its own, as Places has no row: "
        "a row 'Melton' there gathers all whose names begin with it.",
    )
    assert (gathered.said, {place for _, place, _ in gathered.months}) == ((), {"Blaby", "Melton"})


def test_an_archive_is_read_file_by_file_and_what_is_no_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "2019-01.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2018-10/2018-10-essex-street.csv", street("a,2018-10,E1,Area 1,Drugs"))
        archive.writestr("2018-11/2018-11-essex-street.csv", street("b,2018-11,E1,Area 1,Drugs"))
        archive.writestr("2018-11/logo.png", b"\x89PNG")
        archive.writestr("__MACOSX/2018-11/._2018-11-essex-street.csv", b"\x00\x05")

    found = read_files([path], Meanings(today=TODAY))

    assert [file.file for file in found] == [
        f"2019-01.zip/{month}/{month}-essex-street.csv" for month in ("2018-10", "2018-11")
    ]
    assert [file.release.order for file in found] == [date(2019, 1, 1)] * 2
    assert "logo.png" in found[0].said[0]
    assert sum(file.total for file in found) == Fraction(2)


def test_another_word_than_a_kind_is_refused_with_the_list(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"'crimes' is no kind of file; use .*street.*stop-and-search"):
        read_files([tmp_path / "x.csv"], Meanings(), "crimes")

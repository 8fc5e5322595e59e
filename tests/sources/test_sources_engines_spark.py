"""Spark gives the answers that DuckDB gives, and says so where it cannot run."""

from __future__ import annotations

import csv
import importlib.util
import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.support.tools import missing
from xlscore.sources.counted import Left
from xlscore.sources.errors import SourceError
from xlscore.sources.meanings import Meanings, MeasureTold, PlaceTold
from xlscore.sources.reading import read_files

STREET = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context"
SEARCHES = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,"
    "Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,"
    "Removal of more than just outer clothing"
)
INTERPRETED = (
    "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN "
    "--driver-java-options -XX:TieredStopAtLevel=1"
)
TOLD = Meanings(
    measures=(
        MeasureTold("Burglary", ("Burglary, residential",)),
        MeasureTold("Robbery"),
        MeasureTold("Stolen goods"),
    ),
    places=(PlaceTold("North"), PlaceTold("South", codes=("E01000007",))),
    today=date(2019, 6, 30),
)


def rows_of(heading: str, number: int) -> Iterator[list[str]]:
    """Yield rows with all that one can be: doubled, unknown, blank, in quotation marks, with a time of day, in the future."""
    chance = random.Random(14)
    for at in range(number):
        day = date(2019, 1, 1) + timedelta(chance.randrange(240))
        cells = dict.fromkeys(heading.split(","), "")
        cells |= {
            "Crime ID": f"C{at}" if chance.random() < 0.9 else "",
            "Month": f"{day:%Y-%m}" if chance.random() < 0.97 else "unknown",
            "Date": f"{day.isoformat()}T10:{at % 60:02}:00+00:00" if chance.random() < 0.97 else "",
            "LSOA code": f"E0100000{at % 9}",
            "LSOA name": chance.choice(["North 012A", "SOUTH 003B", "East 001A", ""]),
            "Crime type": chance.choice(["Burglary, residential", "ROBBERY", "Arson", "", "Théft"]),
            "Object of search": chance.choice(["Stolen goods", "Robbery", 'the "lot"', ""]),
            "Location": chance.choice(["", 'On or near "The Green"', "a, b", " é "]),
        }
        for _ in range(1 + (chance.random() < 0.05)):
            yield [cells[name] for name in heading.split(",")]


def a_file(path: Path, heading: str, rows: int = 2_000) -> Path:
    """Write a file of such rows."""
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([heading.split(","), *rows_of(heading, rows)])
    return path


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # what pyspark and ibis import is theirs to change
def test_spark_gives_every_answer_that_duckdb_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not all(importlib.util.find_spec(name) for name in ("pyspark", "ibis")):
        missing("pyspark and ibis are not installed (the extra spark has them)")
    if shutil.which("java") is None:
        missing("Java is not installed (Debian's default-jre-headless)")
    # For two thousand rows to compile the queries would take longer than to answer them.
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", f"{INTERPRETED} pyspark-shell")
    text = a_file(tmp_path / "_searches [1].csv", SEARCHES)
    table = tmp_path / "street.parquet"
    street = a_file(tmp_path / "street.csv", STREET)
    duckdb.sql(f"COPY (FROM read_csv('{street}', all_varchar = true)) TO '{table}' (FORMAT parquet)")

    of_duckdb = read_files([text, table], TOLD)
    of_spark = read_files([text, table], TOLD, engine="spark")

    assert of_spark == of_duckdb
    assert all(
        file.rows > 1_500 and file.left_out and file.unknown and len(file.months) > 10 for file in of_spark
    )
    assert of_spark[0].days
    assert of_spark[1].left_out[Left.DUPLICATE]


def test_without_the_libraries_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = a_file(tmp_path / "street.csv", STREET, 10)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SourceError) as refused:
        read_files([text], TOLD, engine="spark")

    assert refused.value.sentence == (
        "Counting with Spark needs the libraries pyspark and ibis; "
        'install them (pip install "xlscore[spark]"), or count with --engine duckdb.'
    )


def test_without_java_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = a_file(tmp_path / "street.csv", STREET, 10)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("JAVA_HOME", "SPARK_REMOTE"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(SourceError) as refused:
        read_files([text], TOLD, engine="spark")

    assert refused.value.sentence == (
        "Counting with Spark needs Java, and there is none on this computer; "
        "install Java 17 or newer, or count with --engine duckdb."
    )

"""Spark gives the answers that DuckDB gives, and says so where it cannot run."""

from __future__ import annotations

import importlib.util
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.support.counted_by import SEARCHES, STREET, TOLD, a_file
from tests.support.tools import ROOT, missing
from xlscore.sources.counted import FileCounts, Left
from xlscore.sources.errors import SourceError
from xlscore.sources.reading import read_files

INTERPRETED = (
    "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN "
    "--driver-java-options -XX:TieredStopAtLevel=1"
)
"""For two thousand rows to compile the queries would take longer than to answer them."""


def by_spark(answer: Path, *files: Path) -> tuple[FileCounts, ...]:
    """Return what Spark makes of files, in a process of its own: its sockets and warnings are no other test's."""
    command = [sys.executable, "-m", "tests.support.counted_by", "spark", answer, *files]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"PYSPARK_SUBMIT_ARGS": f"{INTERPRETED} pyspark-shell"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    counted: tuple[FileCounts, ...] = pickle.loads(answer.read_bytes())
    return counted


@pytest.mark.spark
@pytest.mark.slow
def test_spark_gives_every_answer_that_duckdb_gives(tmp_path: Path) -> None:
    if not all(importlib.util.find_spec(name) for name in ("pyspark", "ibis")):
        missing("pyspark and ibis are not installed (the extra spark has them)")
    if shutil.which("java") is None:
        missing("Java is not installed (Debian's default-jre-headless)")
    text = a_file(tmp_path / "_searches [1].csv", SEARCHES)
    table = tmp_path / "street.parquet"
    street = a_file(tmp_path / "street.csv", STREET)
    duckdb.sql(f"COPY (FROM read_csv('{street}', all_varchar = true)) TO '{table}' (FORMAT parquet)")

    of_duckdb = read_files([text, table], TOLD)
    of_spark = by_spark(tmp_path / "answer", text, table)

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
        'install them (pip install pyspark "ibis-framework[pyspark]" "sqlglot<30.18"), or count with DuckDB.'
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
        "install Java 17 or newer, or count with DuckDB."
    )

"""What it costs to count rows and to do the month: `python benchmarks/bench_import.py FOLDER [--rows 5000000]`.

FOLDER holds street files of data.police.uk (*-street.csv or .csv.gz); nothing of them is in the repository. Their rows are written
again and again, with months over five years and references of their own, until there are five million, and ten times that as
Parquet; both are deleted afterwards. DuckDB's lane is `read_files`, as `import` calls it: it tells apart counted, left out and
unknown, and looks for rows that are there twice. Beside it stand two programs with pandas: one that does the same, and one that
counts three columns. Each runs in a process of its own; processor seconds and the largest memory are that process's. Then
`xlscore month` on workbooks of 450 and 900 series.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import os
import platform
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

REFERENCE, MONTH, LSOA, KIND = 0, 1, 8, 9
MONTHS = [f"{2014 + n // 12}-{n % 12 + 1:02}" for n in range(60)]
PLACES = "places.json"
"""The districts of the rows, as a workbook would list them on Places; a row without any is unknown."""
Counts = Counter[tuple[str, str, str]]
GOALS = {"times": 3, "mb": 400, "mb of Parquet": 1_000, "seconds of month": 20, "months": 160, "series": 900}


def main() -> None:
    """Make the rows, print a line for each lane, and delete the rows."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--rows", type=int, default=5_000_000)
    asked.add_argument(
        "--twice", type=int, default=0, help="every so manieth row twice; in the real files none is"
    )
    asked.add_argument(
        "--where",
        type=Path,
        help="where the rows are put for the while; the folder for temporary files if left out",
    )
    asked.add_argument("--without", nargs="*", default=[], choices=["parquet", "pandas", "month"])
    told = asked.parse_args()
    print(f"{platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(dir=told.where) as name:
        place = Path(name)
        room = shutil.disk_usage(place).free
        needed = told.rows * (250 + (0 if "parquet" in told.without else 1_000))
        if room < needed:
            sys.exit(f"{needed / 1e9:.0f} GB are needed for the while, and {room / 1e9:.0f} are free.")
        rows, expected = made(told.folder, place / "street.csv", told.rows, told.twice)
        size = (place / "street.csv").stat().st_size
        print(f"{rows:,} rows, {size / 1e9:.2f} GB, {expected.total():,} to be counted\n")
        print(f"{'lane':<44}{'CPU s':>8}{'peak MB':>9}   counts")
        ours = lane("duckdb", place / "street.csv", expected)
        if "pandas" not in told.without:
            same = lane("pandas", place / "street.csv", expected)
            plain = lane("pandas-plain", place / "street.csv", None)
            print(
                f"{'':<8}pandas ÷ DuckDB: {same[0] / ours[0]:.1f} × for the same, {plain[0] / ours[0]:.1f} × for counts alone",
                end="",
            )
            print(f" (goal ≥ {GOALS['times']}); DuckDB's peak {ours[1]:.0f} MB (goal ≤ {GOALS['mb']})")
        if "parquet" not in told.without:
            tenfold(place / "street.csv", place / "street.parquet")
            (place / "street.csv").unlink()
            size = (place / "street.parquet").stat().st_size
            print(f"\n{10 * rows:,} rows of Parquet, {size / 1e9:.2f} GB")
            many = lane(
                "duckdb", place / "street.parquet", Counter({mark: 10 * n for mark, n in expected.items()})
            )
            print(f"{'':<8}peak {many[1]:.0f} MB (goal ≤ {GOALS['mb of Parquet']})")
        if "month" not in told.without:
            months(place)


def made(folder: Path, out: Path, number: int, twice: int = 0) -> tuple[int, Counts]:
    """Write so many rows, and return how many they are and the counts by type and month, each row that is there twice once."""
    heading, real = [], []
    for path in sorted(folder.glob("*street.csv*")):
        opening = gzip.open if path.suffix == ".gz" else open
        with opening(path, "rt", encoding="utf-8", newline="") as file:
            heading, *rows = csv.reader(file)
            real += rows
    if not real:
        sys.exit(
            f"'{folder}' holds no row of a street file (*-street.csv or .csv.gz of data.police.uk); name the folder that they lie in."
        )
    places = sorted({row[LSOA].rpartition(" ")[0] for row in real} - {""})
    out.with_name(PLACES).write_text(json.dumps(places), encoding="utf-8")
    expected: Counts = Counter()
    written = again = 0
    with out.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        write(heading)
        while written < number:
            mark = hashlib.sha256(str(again).encode()).hexdigest()[:16]
            for at, row in enumerate(real[: number - written]):
                month = MONTHS[(at + 7 * again) % len(MONTHS)]
                reference = mark + row[REFERENCE][16:] if row[REFERENCE] else ""
                whole = [reference, month, *row[2:]]
                write(whole)
                if row[LSOA]:
                    expected[row[KIND], row[LSOA].rpartition(" ")[0], month] += 1
                written += 1
                if twice and reference and written % twice == 0:
                    write(whole)
                    written += 1
            again += 1
    return written, expected


def tenfold(text: Path, out: Path) -> None:
    """Write the rows ten times as Parquet, with references of their own."""
    import duckdb

    read = f"read_csv('{text}', all_varchar = true, header = true)"
    with duckdb.connect(
        config={"memory_limit": "1GB", "threads": 2, "preserve_insertion_order": False}
    ) as asked:
        asked.execute(
            f"""COPY (SELECT * REPLACE (CASE WHEN "Crime ID" = '' THEN '' ELSE n || substr("Crime ID", 2) END AS "Crime ID")
            FROM {read}, range(10) AS tens(n)) TO '{out}' (FORMAT parquet, COMPRESSION zstd)"""
        )


def lane(name: str, path: Path, expected: Counts | None) -> tuple[float, float]:
    """Return the processor seconds and the largest memory of a lane in a process of its own, and print them."""
    done = subprocess.run(
        [sys.executable, "-c", f"from benchmarks.bench_import import run; run({name!r}, {str(path)!r})"],
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    right = "" if expected is None else "equal" if told["answer"] == answer_of(expected) else "DIFFER"
    print(
        f"{name + ', ' + path.name:<44}{told['seconds']:>8.1f}{told['mb']:>9.0f}   {told['total']:,} {right}"
    )
    return told["seconds"], told["mb"]


def run(name: str, path: str) -> None:
    """Count a file by one lane, and print what it came to and what it cost."""
    counts = {"duckdb": by_duckdb, "pandas": by_pandas, "pandas-plain": by_pandas_plainly}[name](Path(path))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "seconds": used.ru_utime + used.ru_stime,
                "mb": used.ru_maxrss / 1024,
                "total": counts.total(),
                "answer": answer_of(counts),
            }
        )
    )


def answer_of(counts: Counts) -> str:
    return hashlib.sha256(
        json.dumps(sorted((*mark, n) for mark, n in counts.items() if n)).encode()
    ).hexdigest()


def by_duckdb(path: Path) -> Counts:
    from xlscore.sources.meanings import Meanings, PlaceTold
    from xlscore.sources.reading import read_files

    (file,) = read_files(
        [path],
        Meanings(places=tuple(PlaceTold(name) for name in json.loads(path.with_name(PLACES).read_text()))),
    )
    return Counter(
        {(measure, place, f"{month:%Y-%m}"): int(n) for (measure, place, month), n in file.months.items()}
    )


def by_pandas(path: Path) -> Counts:
    """Count as `import` does: rows with a reference that are equal in every cell once, by type, place and month."""
    import pandas

    rows = pandas.read_csv(path, dtype=str, keep_default_na=False)
    rows = rows[~(rows.duplicated() & (rows["Crime ID"] != "")) & (rows["LSOA name"] != "")]
    place = rows["LSOA name"].str.rpartition(" ")[0]
    sizes = rows.groupby([rows["Crime type"], place, rows["Month"]]).size()
    return Counter({mark: int(size) for mark, size in sizes.items()})


def by_pandas_plainly(path: Path) -> Counts:
    """Count what three columns say, whatever stands there twice."""
    import pandas

    rows = pandas.read_csv(
        path, usecols=["Month", "LSOA name", "Crime type"], dtype=str, keep_default_na=False
    )
    return Counter(
        {mark: int(size) for mark, size in rows.groupby(["Crime type", "LSOA name", "Month"]).size().items()}
    )


def months(place: Path) -> None:
    """Print what `xlscore month` costs on half as many series and on all."""
    print(f"\nxlscore month, {GOALS['months']} months{'CPU s':>28}{'peak MB':>9}")
    taken = []
    for number in (GOALS["series"] // 2, GOALS["series"]):
        book = place / f"{number}.xlsx"
        a_workbook(book, number)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-m", "xlscore", "month", book, "--json"],
            capture_output=True,
            check=False,
            text=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1):
            sys.exit(done.stderr + done.stdout)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        rows = len(json.loads(done.stdout)["projection"])
        print(f"{number:>6} series{'':<31}{taken[-1]:>8.1f}   {rows:,} projections")
    print(
        f"{'':<8}twice the series cost {taken[1] / taken[0]:.2f} × (goal about 2); goal ≤ {GOALS['seconds of month']} s"
    )


def a_workbook(path: Path, series: int) -> None:
    """Write a workbook of so many series, thirty types in so many places."""
    import xlsxwriter

    chance = random.Random(series)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Series")
        heads = [f"{2006 + (3 + n) // 12}-{(3 + n) % 12 + 1:02}" for n in range(GOALS["months"])]
        sheet.write_row(0, 0, ["Measure", "Place", *heads])
        for at in range(series):
            size = 5 + 40 * (at % 9)
            counts: Iterator[int] = (max(0, round(chance.gauss(size, size**0.5))) for _ in heads)
            sheet.write_row(at + 1, 0, [f"Type {at % 30 + 1}", f"Area {at // 30 + 1}", *counts])


if __name__ == "__main__":
    main()

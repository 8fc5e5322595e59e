"""Files with all that a row can be, and what an engine makes of them: `python -m tests.support.counted_by ENGINE ANSWER FILE…`."""

from __future__ import annotations

import csv
import pickle
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from xlscore.sources.meanings import Meanings, MeasureTold, PlaceTold
from xlscore.sources.reading import read_files

STREET = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context"
SEARCHES = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,"
    "Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,"
    "Removal of more than just outer clothing"
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


def main(engine: str, answer: str, *files: str) -> None:
    """Write what the files come to by an engine into the file of the answer."""
    counted = read_files([Path(file) for file in files], TOLD, engine=engine)
    Path(answer).write_bytes(pickle.dumps(counted))


if __name__ == "__main__":
    main(*sys.argv[1:])

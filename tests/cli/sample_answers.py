"""What commands answer with --json on the samples, each asked once: several tests look at the same answer."""

from __future__ import annotations

import json
import shutil
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest

from tests.support.small_month import small_month
from tests.support.tools import ROOT
from xlscore.cli.run import run

ONCE: Final = pytest.mark.xdist_group("sample-answers")
"""For one worker: what was answered is kept in its process."""
SAMPLES: Final = {
    "ESSEX": "sample-balanced-scorecard-essex.xlsx",
    "LEICESTERSHIRE": "sample-threat-impact-leicestershire.xlsx",
    "LONDON": "sample-monthly-performance-london.xlsx",
    "BOARD": "sample-action-log-board.xlsx",
}
"""The samples that a capital word of a command stands for."""
SMALL: Final = "SMALL"
"""The sample of the month with a few of its counts."""
EXTRACT: Final = "EXTRACT"
EXTRACT_FILE: Final = "2019-02-northshire.csv"
EXTRACT_TEXT: Final = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context\n"
    "1,2019-02,Northshire Police,Northshire Police,,,On or near High Street,E01000001,Camden 001A,Burglary in a dwelling,,\n"
)


def asks_samples_alone(command: str) -> bool:
    """Return whether every capital word of a command is a sample or the extract."""
    capitals = [word for word in command.split() if word.isupper() and word.isalpha()]
    return bool(capitals) and {*capitals} <= {*SAMPLES, SMALL, EXTRACT}


@cache
def sample_answer(command: str) -> Any:
    """Return what a command answers on copies of the samples that its capital words stand for; not to be changed."""
    told = StringIO()
    with TemporaryDirectory() as folder, redirect_stdout(told):
        run([*(_stands_for(word, Path(folder)) for word in command.split()), "--json"])
    return json.loads(told.getvalue())


def _stands_for(word: str, folder: Path) -> str:
    if word in SAMPLES:
        return str(shutil.copy(ROOT / "workbooks" / SAMPLES[word], folder))
    if word == SMALL:
        return str(small_month(folder / "small.xlsx"))
    if word == EXTRACT:
        (folder / EXTRACT_FILE).write_text(EXTRACT_TEXT, encoding="utf-8")
        return str(folder / EXTRACT_FILE)
    return word

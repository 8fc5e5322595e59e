"""The samples' facts as small tables: one CSV for each published table, as printed."""

from __future__ import annotations

import csv
from importlib.resources import files

from xlscore.rules.exact import read_percentage, to_float

__all__ = ["number", "table"]


def table(name: str) -> list[dict[str, str]]:
    """Return a table's rows by its headings, spaces at the ends of cells left out.

    >>> table("essex_changes")[0]["area"]
    'Keeping People Safe'
    """
    text = (files(__package__) / f"{name}.csv").read_text(encoding="utf-8")
    return [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(text.splitlines())]


def number(printed: str) -> float | str | None:
    """Return a printed figure as a cell holds it: a percentage or a number with commas; a text as it is.

    >>> number("50.80%"), number("-22,112 offences"), number("N/A"), number("")
    (0.508, -22112.0, 'N/A', None)
    """
    bare = printed.removesuffix("offences").removesuffix("points").strip()
    percentage = read_percentage(bare)
    if percentage is not None:
        return to_float(percentage)
    try:
        return float(bare.replace(",", ""))
    except ValueError:
        return printed or None

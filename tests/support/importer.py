"""An importer in a process of its own: `python -m tests.support.importer STORE PLACE ENDING [FIRST LAST]`.

It keeps a count for a place in each month of the year from FIRST to LAST, a call for each, and ends each by ENDING: `keep`; `die`,
the power cut while the workbook is being saved; `hold`, which says "held" when it has the store and waits for a line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from xlscore.sources.counted import Counts, FileCounts, Release
from xlscore.sources.store.keeping import open_store
from xlscore.sources.store.told import Stored


def file_of(months: Mapping[tuple[str, str, date], int | Fraction], **fields: object) -> FileCounts:
    """Return a file that says these counts and is the release of its last month, unless fields say otherwise."""
    counts: Counts = {mark: Fraction(figure) for mark, figure in months.items()}
    covered = tuple(sorted({month for _, _, month in counts}))
    usual = {
        "file": "counts.csv",
        "kind": "extract",
        "rows": len(counts),
        "counted": len(counts),
        "left_out": {},
        "unknown": 0,
        "covered": covered,
        "release": Release(f"{covered[-1]:%b %Y}", covered[-1]) if covered else None,
    }
    return FileCounts(months=counts, **usual | fields)  # type: ignore[arg-type]


def main(where: str, place: str, ending: str, first: str = "1", last: str = "1") -> None:
    """Import as told."""

    def save(_: Stored) -> None:
        if ending == "die":
            os._exit(9)
        if ending == "hold":
            print("held", flush=True)
            sys.stdin.readline()

    with open_store(where) as store:
        print("asks", flush=True)
        for month in range(int(first), int(last) + 1):
            store.put([file_of({("Burglary", place, date(2019, month, 1)): month})], save)


if __name__ == "__main__":
    main(*sys.argv[1:])

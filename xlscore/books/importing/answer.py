"""What bringing files into a workbook came to, as the command line prints it and as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from xlscore.books.importing.unknown import said_short, said_unknown, unknown_names
from xlscore.books.plan.kind import Told
from xlscore.rules.exact import cell_number
from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name
from xlscore.sources.counted import FileCounts, said_count
from xlscore.sources.store.told import Revision

__all__ = ["Imported"]

_MOST_SHOWN: Final = 20
"""So many revisions a page tells; the JSON has all of them."""


@dataclass(frozen=True)
class Imported:
    """What bringing files into a workbook came to."""

    files: tuple[FileCounts, ...]
    months: tuple[date, ...]
    """The first month and the last one; none where nothing was counted."""
    series: int
    new: int
    revised: tuple[Revision, ...]
    published: int
    """How many figures for more than a month are new or corrected in the table of published figures."""
    said: tuple[str, ...]
    """What is no problem and shall be known: months cut short, what a newer release leaves out, patterns that fit no file."""
    problems: tuple[Problem, ...]
    brings_anything: bool = True
    """Whether anything of the files is in the workbook now, be it new to it or not."""

    @property
    def unknown(self) -> dict[str, dict[str, int]]:
        """Return the names that nobody knows, with how many rows each has."""
        return unknown_names(self.files)

    def sentences(self) -> list[str]:
        """Return in few lines what came in, what was revised and what nobody knows."""
        besides = [*dict.fromkeys(said for file in self.files for said in file.said), *self.said]
        if self.published:
            stand = (
                "figure of more than a month stands"
                if self.published == 1
                else "figures of more than a month stand"
            )
            besides = [f"{self.published:,} {stand} in Published now.", *besides]
        lines = list(self._months_said())
        lines += said_unknown(self.files)
        return [*lines, *said_short(self.files), *besides]

    def _months_said(self) -> Iterator[str]:
        """Yield what came into the series, and what of it was revised."""
        if not self.brings_anything:
            yield "Nothing was brought in."
            return
        if not self.months:
            yield "No month was counted."
            return
        first, last = map(month_name, self.months)
        yield (
            f"{self.series:,} series, {first} to {last}: {self.new:,} new {'count' if self.new == 1 else 'counts'}, {len(self.revised):,} revised."
        )
        for one in self.revised[:_MOST_SHOWN]:
            yield f"Revised: {_revision(one)}."
        if len(self.revised) > _MOST_SHOWN:
            yield f"And {len(self.revised) - _MOST_SHOWN:,} more revised counts."

    def told(self) -> Told:
        """Return the answer for a screen: a line for each file, and what is to be known below."""
        return Told(
            "Brought in",
            ("File", "Kind", "Rows", "Counted", "Left out", "Unknown", "Total"),
            tuple(_row(file) for file in self.files),
            right=(2, 3, 5, 6),
            lines=tuple(self.sentences()),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "files": [_file(file) for file in self.files],
            "months": [f"{month:%Y-%m}" for month in self.months],
            "series": self.series,
            "new": self.new,
            "revised": [
                {
                    "measure": one.measure,
                    "area": one.place,
                    "month": f"{one.month:%Y-%m}",
                    "was": cell_number(one.was),
                    "now": cell_number(one.now),
                }
                for one in self.revised
            ],
            "unknown": self.unknown,
            "published": self.published,
            "said": list(self.said),
            "problems": [problem.as_dict() for problem in self.problems],
        }


def _revision(one: Revision) -> str:
    where = one.place or "the force"
    return (
        f"{one.measure} in {where}, {month_name(one.month)}: {said_count(one.was)}, now {said_count(one.now)}"
    )


def _file(file: FileCounts) -> dict[str, Any]:
    return {
        "file": file.file,
        "kind": file.kind,
        "rows": file.rows,
        "counted": file.counted,
        "left_out": _left_out(file.left_out),
        "unknown": file.unknown,
        "total": cell_number(file.total),
        "short": None if file.short is None else cell_number(file.short),
        "release": file.release.name,
        "said": list(file.said),
    }


def _left_out(left: Mapping[Any, int]) -> dict[str, int]:
    return {str(why.value): rows for why, rows in left.items() if rows}


def _row(file: FileCounts) -> tuple[object, ...]:
    left = ", ".join(f"{why} {rows:,}" for why, rows in _left_out(file.left_out).items())
    return (
        file.file, file.kind, f"{file.rows:,}", f"{file.counted:,}", left or "-", f"{file.unknown:,}", said_count(file.total),
    )  # fmt: skip

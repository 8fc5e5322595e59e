"""Files into a workbook on disk and its store of counts: both are written, or neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.files import workbook_file, write_file
from xlscore.books.importing.answer import Imported
from xlscore.books.importing.bringing import bring_in
from xlscore.books.importing.meanings import read_meanings
from xlscore.books.importing.series import find_counts
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.named import read_workbook
from xlscore.sources.counted import FileCounts
from xlscore.sources.meanings import Meanings
from xlscore.sources.merging import unite
from xlscore.sources.reading import read_files
from xlscore.sources.store.keeping import beside, open_store
from xlscore.sources.store.told import Stored

__all__ = ["bring_files_in", "import_files"]


def import_files(
    files: Sequence[Path],
    into: Path,
    *,
    as_kind: str = "",
    store: str = "",
    engine: str = "duckdb",
    sheet: str | None = None,
    out: Path | None = None,
    backup: bool = False,
) -> Imported:
    """Return what bringing files into a workbook came to, having written it and the store; one file that cannot be read refuses all.

    `store` is a file or an address; without one it is beside the workbook that is written. `sheet` is that of the monthly
    counts, where two would do.
    """
    with workbook_file(into, save=False) as opened:
        told = _told(opened, sheet)
    counts = read_files(files, told, as_kind, engine)
    target = out or into
    answers: list[Imported] = []

    def read(now: Meanings) -> Sequence[FileCounts]:
        if now != told:
            raise BookError(
                "Sources, Measures or Places of the workbook changed while the files were read.",
                "Run it again.",
            )
        return counts

    def save(stored: Stored) -> Callable[[], object]:
        before = target.read_bytes() if target.exists() else None
        with workbook_file(into, out, backup=backup) as opened:
            answers.append(bring_in(opened, read, stored, sheet))
        return lambda: target.unlink() if before is None else write_file(target, before)

    with open_store(store or beside(target)) as kept:
        kept.put(unite(counts, told).kept, save)
    return answers[0]


def bring_files_in(book: xw.Book, files: Sequence[Path]) -> Imported:
    """Return what bringing files into an open workbook came to; its store is beside it, where it lies on a disk that has one."""
    told = _told(book)
    counts = read_files(files, told)
    path = Path(book.fullname)
    if not path.is_file():  # never saved, or on a server that Excel alone reaches
        return bring_in(book, lambda _: counts)
    answers: list[Imported] = []
    with open_store(beside(path)) as kept:
        kept.put(
            unite(counts, told).kept, lambda stored: answers.append(bring_in(book, lambda _: counts, stored))
        )
    return answers[0]


def _told(book: xw.Book, sheet: str | None = None) -> Meanings:
    """Return what a workbook tells of files; one in which nobody can say where the counts are is refused before any file is read."""
    planner = Planner(read_workbook(book))
    find_counts(planner.reading, sheet)
    return read_meanings(planner, Reader())

"""Outside files read: unpacked, found by their headings, counted; one that cannot be read refuses them all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final

from xlscore.errors import lane_words
from xlscore.rules.words import key, listed, quoted
from xlscore.sources.counted import FileCounts
from xlscore.sources.engines.counting import Counter
from xlscore.sources.engines.duck import Duck
from xlscore.sources.engines.spark import Spark
from xlscore.sources.errors import SourceError
from xlscore.sources.files.opening import Opened, opened
from xlscore.sources.files.parquet import glimpse_of_parquet
from xlscore.sources.files.texts import glimpse_of_text
from xlscore.sources.kinds import FileKind, Glimpse, Leaf
from xlscore.sources.meanings import Meanings, Means
from xlscore.sources.naming import Naming
from xlscore.sources.published.home_office import HOME_OFFICE
from xlscore.sources.published.ons import ONS_PFA
from xlscore.sources.releases import lines_of
from xlscore.sources.rows.columns import told_columns, typeless_header
from xlscore.sources.rows.earlier import EarlierRows
from xlscore.sources.rows.extracts import EXTRACT, is_of_one_measure
from xlscore.sources.rows.plan import headings_said
from xlscore.sources.rows.police_uk import OUTCOMES, STOP_AND_SEARCH, STREET
from xlscore.sources.sheets import IsHeading, read_sheets, sheets_with
from xlscore.sources.tables.pages import glimpse_of_workbook
from xlscore.sources.wide.borough import BOROUGH
from xlscore.sources.wide.reading import no_tables, read_wide, wide_sheets

__all__ = ["ENGINES", "KINDS", "read_files"]

KINDS: Final[tuple[FileKind, ...]] = (
    STREET,
    OUTCOMES,
    STOP_AND_SEARCH,
    ONS_PFA,
    HOME_OFFICE,
    BOROUGH,
    EXTRACT,
)
"""In the order in which a file is asked whether it is one; an extract is whatever else has the columns."""
_OF_ROWS: Final = (STREET, OUTCOMES, STOP_AND_SEARCH, EXTRACT)
"""The kinds with a row for each crime or count: on the sheets of a workbook they are read as the text that they would be."""
ENGINES: Final[Mapping[str, Callable[[Path], Counter]]] = {"duckdb": Duck, "spark": Spark}
"""What can count rows, by its name: made with a folder for what it has to put aside."""


def read_files(
    paths: Sequence[Path], meanings: Meanings, as_kind: str = "", engine: str = "duckdb"
) -> tuple[FileCounts, ...]:
    """Return what each file comes to, those of archives one by one; refused where one of them cannot be read.

    `as_kind` says what they are where their headings do not; `engine` is what counts rows.
    """
    kind = _kind(as_kind) if as_kind else None
    if engine not in ENGINES:
        raise SourceError(
            f"{quoted(engine)} is no engine that counts rows.", f"Use {listed(list(ENGINES), 'or')}."
        )
    with (
        tempfile.TemporaryDirectory(prefix="xlscore-", ignore_cleanup_errors=True) as name,
        ExitStack() as stack,
    ):
        folder = Path(name)
        counter = ENGINES[engine](folder)
        stack.callback(counter.close)
        naming = Naming(meanings)
        files = [file for path in paths for file in opened(path, folder)]
        earlier: list[EarlierRows] = []
        glimpses = [replace(_glimpse(file, folder, counter), earlier=earlier) for file in files]
        asked = _asked(files, glimpses, kind, meanings)
        return tuple(_read(glimpse, found, meanings, naming) for glimpse, found in asked)


def _asked(
    files: Sequence[Opened], glimpses: Sequence[Glimpse], kind: FileKind | None, told: Meanings
) -> list[tuple[Glimpse, FileKind]]:
    """Return what each file is; words in an archive that are no table, such as its licence, are named and left aside."""
    asked: list[tuple[Glimpse, FileKind]] = []
    aside: list[Opened] = []
    for file, glimpse in zip(files, glimpses, strict=True):
        try:
            asked.append((glimpse, kind or _found(glimpse, told)))
        except SourceError:
            if not file.within or not file.name.lower().endswith(".txt"):
                raise
            aside.append(file)
    for file in aside:
        at = next((at for at, (one, _) in enumerate(asked) if one.name.startswith(f"{file.within}/")), None)
        if at is None:
            raise SourceError(f"{file.within} holds no table.", "Look into it for the file with the rows.")
        glimpse, found = asked[at]
        said = f"In {file.within} this file is words and no table: {quoted(file.name)}."
        asked[at] = replace(glimpse, said=(*glimpse.said, said)), found
    return asked


def _kind(word: str) -> FileKind:
    found = next((kind for kind in KINDS if key(kind.word) == key(word)), None)
    if found is None:
        raise SourceError(
            f"{quoted(word)} is no kind of file.", f"Use {listed([kind.word for kind in KINDS], 'or')}."
        )
    return found


def _glimpse(file: Opened, folder: Path, counter: Counter) -> Glimpse:
    looks = {"text": glimpse_of_text, "parquet": glimpse_of_parquet, "workbook": glimpse_of_workbook}
    return replace(looks[file.form](file, folder), counter=counter, folder=folder)


def _found(file: Glimpse, told: Meanings) -> FileKind:
    """Return what a file is: an extract where Sources tells its columns, else what its headings fit."""
    if any(line.means is not None for line in lines_of(file, told)):
        return EXTRACT
    kind = next((kind for kind in KINDS if kind.fits(file) or _is_on_sheets(file, kind, told)), None)
    if kind is None and (wide_sheets(file, told) or is_of_one_measure(file, told)):
        return EXTRACT
    if kind is None:
        raise no_tables(file, told) or SourceError(
            f"{file.name} is none of the files that are known: {headings_said([row for leaf in file.leaves for row in leaf.rows])}.",
            f"Tell its columns in Sources (date or month, measure, place, count){lane_words('', ', or say with --as what it is')}.",
        )
    return kind


def _is_on_sheets(file: Glimpse, kind: FileKind, told: Meanings) -> bool:
    """Return whether a file is a workbook with the rows of a kind on its sheets, and not with a table of months instead.

    One with both is asked about, where Sources does not tell: one may be a summary of the other, or notes beside it.
    """
    if kind not in _OF_ROWS or not file.is_workbook or _is_turned(file, kind, told):
        return False
    found = sheets_with(file, _heading_of(kind, file, told))
    tables = (
        []
        if kind is not EXTRACT or any(line.means for line in lines_of(file, told))
        else wide_sheets(file, told, headed=True)
    )
    rows = [name for name, has_rows in found.items() if has_rows]
    if rows and tables:
        raise SourceError(
            f"{file.name} has rows with dates on {listed([quoted(name) for name in rows])} and a column for each month on {listed([quoted(name) for name in tables])}.",
            "Tell in Sources which of them is meant, or save that sheet as a file of its own.",
        )
    return bool(found) and not tables


def _is_turned(file: Glimpse, kind: FileKind, told: Meanings) -> bool:
    """Return whether Sources tells of a file its column of months and no other, and it is a table with a column for each place or type."""
    months = [line for line in lines_of(file, told) if line.means is Means.MONTH and line.column.strip()]
    return kind is EXTRACT and bool(months) and bool(wide_sheets(file, told))


def _tells_no_column(file: Glimpse, told: Meanings) -> bool:
    """Return whether Sources tells of a file the measure or place of all rows, and no column."""
    told_lines = [line for line in lines_of(file, told) if line.means is not None]
    return bool(told_lines) and not any(line.column.strip() for line in told_lines)


def _heading_of(kind: FileKind, file: Glimpse, told: Meanings) -> IsHeading:
    """Return what asks whether a line of a sheet is the heading of a kind's rows."""
    lines = [line for line in lines_of(file, told) if line.means is not None]
    typeless = kind is EXTRACT and not lines and is_of_one_measure(file, told) and not wide_sheets(file, told)

    def is_heading(cells: Sequence[object]) -> bool:
        row = tuple(cells)
        if kind is EXTRACT and lines:
            try:
                return bool(told_columns(file.name, [row], lines, told))
            except SourceError:
                return False
        fits = kind.fits(replace(file, leaves=(Leaf("", (row,)),), separator=","))
        return fits or (typeless and typeless_header([row]) is not None)

    return is_heading


def _read(file: Glimpse, kind: FileKind, told: Meanings, naming: Naming) -> FileCounts:
    if _is_on_sheets(file, kind, told):
        found = read_sheets(file, kind, _heading_of(kind, file, told), told, naming)
    elif (
        kind is EXTRACT and (not kind.fits(file) or _is_turned(file, kind, told)) and wide_sheets(file, told)
    ):
        found = read_wide(file, told, naming)
    elif kind is EXTRACT and _tells_no_column(file, told) and (why := no_tables(file, told)) is not None:
        raise why
    elif file.is_workbook and kind in _OF_ROWS:
        raise _no_sheet(file, kind, told)
    else:
        found = kind.read(file, told, naming)
    return replace(found, said=(*file.said, *found.said), problems=(*file.problems, *found.problems))


def _no_sheet(file: Glimpse, kind: FileKind, told: Meanings) -> SourceError:
    """Return why no sheet of a workbook has the rows of a kind, as far as Sources can tell."""
    lines = [line for line in lines_of(file, told) if line.means is not None]
    rows = [row for leaf in file.leaves for row in leaf.rows]
    if kind is EXTRACT and lines and rows:
        try:
            told_columns(file.name, rows, lines, told)
        except SourceError as error:
            return error
    return SourceError(f"{file.name} has no sheet with the columns of {kind.what}; {headings_said(rows)}.", lane_words("Tell its columns in Sources.", "Say what it is with --as, or tell its columns in Sources."))  # fmt: skip

"""A force's own extract, a row for each crime or count: its columns as Sources tells them, or as plain headings say."""

from __future__ import annotations

from typing import Final

from xlscore.sources.counted import FileCounts
from xlscore.sources.errors import SourceError
from xlscore.sources.kinds import FileKind, Glimpse
from xlscore.sources.meanings import Meanings
from xlscore.sources.naming import Naming

__all__ = ["EXTRACT"]


def _fits(file: Glimpse) -> bool:
    return False


def _read(file: Glimpse, told: Meanings, naming: Naming) -> FileCounts:
    raise SourceError(f"{file.name} is not told in Sources.", "Tell its columns there.")


EXTRACT: Final = FileKind("extract", "a force's own extract", _fits, _read)

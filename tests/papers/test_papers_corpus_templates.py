"""Real Word files of other people as templates: the paper is written into each, refreshed twice, and not a word of theirs is lost."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.papers.made_paper import made_paper
from xlscore.errors import XlscoreError
from xlscore.papers.refreshing.whole import merge_paper
from xlscore.papers.regions.kept import read_kept
from xlscore.papers.regions.remembered import Remembered
from xlscore.papers.regions.writing import write_regions
from xlscore.word import Document
from xlscore.word.standing.texts import text_of

pytestmark = [pytest.mark.shared, pytest.mark.slow]

# Every so manieth file, unless the whole corpus is asked for.
EVERY = 1 if os.environ.get("XLSCORE_WHOLE_CORPUS") else 8


def refreshed(data: bytes, version: int) -> tuple[bytes, list[str]]:
    document = Document.open(data)
    kept = read_kept(document)
    assert kept is not None
    found = merge_paper(document, made_paper(version), kept, "paper.docx")
    return document.to_bytes(), [problem.what for problem in found.problems]


def wrong_with(path: Path) -> list[str]:
    """Return what is the matter with a paper that is written into a file and refreshed."""
    try:
        document = Document.open(path).as_document()
    except XlscoreError:
        return []  # refused by its reason, which another test looks at
    theirs = Counter(text_of(document.body).split("\n"))
    _, titles = write_regions(document, made_paper(1), Remembered(book="book.xlsx"))
    taken = Counter(region.where for region, _ in titles.places)
    first = document.to_bytes()
    same, told = refreshed(first, 1)
    second, told_then = refreshed(first, 2)
    after = text_of(Document.open(second).body)
    # A place of theirs says the paper's words from now on; the last line may go on with ours.
    lost = [line for line in theirs if line not in after] if not taken else []
    stale = ["a figure of the first month stands"] if "·1⟩" in after else []
    return [*lost, *stale, *told, *told_then, *(["a second refresh changes bytes"] if same != first else [])]


def test_a_paper_written_into_each_is_refreshed_and_nothing_of_theirs_is_lost(shared_dir: Path) -> None:
    files = sorted((shared_dir / "corpus-word").glob("*.do[ct]*"))[::EVERY]

    wrong = {path.name: found for path in files if (found := wrong_with(path))}

    assert files
    assert wrong == {}

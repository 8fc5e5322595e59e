"""The chapters of the month's papers: which names are theirs."""

from __future__ import annotations

import pytest

from xlscore.rules.papers.chapters import Chapter, is_chapter


@pytest.mark.parametrize("chapter", Chapter)
def test_a_chapter_is_known_by_its_heading_however_it_is_spelt(chapter: Chapter) -> None:
    assert is_chapter(chapter.value)
    assert is_chapter(f" {chapter.value.upper()} ")


@pytest.mark.parametrize("name", ["", "Burglary", "Horizon", "Deep dives"])
def test_other_names_are_no_chapter(name: str) -> None:
    assert not is_chapter(name)

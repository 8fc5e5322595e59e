"""Whatever people do to a paper of any kind, in any order: nothing of theirs is lost, nothing is out of date unsaid, twice is once."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers.figures_told import Origin, stale_and_untold, with_origins
from tests.papers.made_kinds import NEXT, SAMPLES, paper_of
from tests.papers.test_papers_refresh import refreshed, written
from tests.papers.word_edits import EDITS, edited, marks_of
from tests.support.properties import examples
from xlscore.word import Document

SEQUENCES = 2
"""Of each kind in every run; `XLSCORE_NEW_EXAMPLES=20` asks twenty times as many, others."""
SEQUENCE = st.lists(
    st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 400), st.integers(0, 100)),
    min_size=1,
    max_size=6,
)


@cache
def begun(kind: str) -> tuple[bytes, dict[str, Origin]]:
    """Return the paper of a kind as it was first written, and where each of its runs comes from."""
    return with_origins(written(paper_of(kind)), paper_of(kind))


@pytest.mark.slow
@pytest.mark.parametrize("kind", SAMPLES)
@settings(max_examples=examples(SEQUENCES))
@given(SEQUENCE, st.sampled_from(sorted(NEXT)))
def test_any_sequence_of_edits_keeps_what_people_wrote_in_each_kind(
    kind: str, edits: list[tuple[str, int, int]], then: str
) -> None:
    holds(kind, edits, then)


@pytest.mark.slow
def test_rows_that_people_copied_and_merged_stand_after_one_refresh() -> None:
    holds("board", [("copy_row", 97, 68), ("merge_across", 380, 66)], "rows")


def holds(kind: str, edits: list[tuple[str, int, int]], then: str) -> None:
    """Edit a paper of a kind, refresh it by its workbook of another month, and say what must hold."""
    first, origins = begun(kind)
    data, paper = edited(first, edits), paper_of(kind, then)

    document, found = refreshed(data, paper)
    again, told = refreshed(document.to_bytes(), paper)

    assert marks_of(document) == marks_of(Document.open(data))
    assert again.to_bytes() == document.to_bytes()
    assert stale_and_untold(document, origins, paper, paper_of(kind), found) == []
    assert len(told.problems) <= len(found.problems)


@pytest.mark.slow
@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("then", sorted(set(NEXT) - {"first"}))
def test_a_paper_that_nobody_edited_becomes_the_new_one_and_nothing_is_told(kind: str, then: str) -> None:
    first, origins = begun(kind)
    paper = paper_of(kind, then)

    document, found = refreshed(first, paper)

    assert found.problems == ()
    assert stale_and_untold(document, origins, paper, paper_of(kind), found) == []

"""Sentences, tables and pictures that a month has and the next has not: what nobody touched goes and comes, the rest stays and is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.papers.made_paper import figure, made_paper
from tests.papers.test_papers_refresh import at, place, refreshed, states, text, written
from xlscore.papers.model import Block, Bullets, Section, Sentence, Sentences, WholePaper
from xlscore.word import Document

WORDS, FIRST, SECOND = "xlscore:words:words", "xlscore:sentence:changes", "xlscore:sentence:counts"


def said(*keys: str, version: int = 2) -> Sentences:
    return Sentences(
        "words",
        "Changes in words",
        tuple(Sentence(key, (f"Of {key} ", figure(key, version), ".")) for key in keys),
    )


def with_words(*keys: str, version: int = 2) -> WholePaper:
    """Return the paper whose first paragraph has these sentences."""
    paper = made_paper(version)
    return with_blocks(paper, (said(*keys, version=version), *paper.sections[0].blocks[1:]))


def with_blocks(paper: WholePaper, blocks: tuple[Block, ...], at_section: int = 0) -> WholePaper:
    sections: list[Section] = list(paper.sections)
    sections[at_section] = replace(sections[at_section], blocks=blocks)
    return replace(paper, sections=tuple(sections))


def of_two() -> Document:
    """A paper whose paragraph has the sentences "a" and "b"."""
    return Document.open(written(with_words("a", "b", version=1)))


@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        (("a", "b"), "Of a ⟨a·2⟩. Of b ⟨b·2⟩."),
        (("a", "c", "b"), "Of a ⟨a·2⟩. Of c ⟨c·2⟩. Of b ⟨b·2⟩."),
        (("c", "a", "b"), "Of c ⟨c·2⟩. Of a ⟨a·2⟩. Of b ⟨b·2⟩."),
        (("a", "b", "c"), "Of a ⟨a·2⟩. Of b ⟨b·2⟩. Of c ⟨c·2⟩."),
        (("b",), "Of b ⟨b·2⟩."),
        (("c", "d"), "Of c ⟨c·2⟩. Of d ⟨d·2⟩."),
    ],
)
def test_sentences_come_and_go_where_nobody_wrote(keys: tuple[str, ...], stands: str) -> None:
    document, found = refreshed(of_two().to_bytes(), with_words(*keys))
    again, _ = refreshed(document.to_bytes(), with_words(*keys))

    assert at(document, WORDS) == stands
    assert found.problems == ()
    assert again.to_bytes() == document.to_bytes()


def test_new_sentences_stand_behind_what_a_person_wrote_where_ours_were_deleted() -> None:
    paper = of_two()
    place(paper, WORDS).paragraphs[0].append("We write this ourselves.")
    for key in ("a", "b"):
        place(paper, f"xlscore:sentence:{key}").remove()

    document, _ = refreshed(paper.to_bytes(), with_words("a", "b", "c"))

    assert at(document, WORDS).endswith("We write this ourselves. Of c ⟨c·2⟩.")
    assert "Of a" not in text(document)


@pytest.mark.parametrize("tag", ["xlscore:table:grid", "xlscore:picture:map"])
def test_a_table_or_a_picture_that_is_said_no_more_goes_while_nobody_touched_it(tag: str) -> None:
    before = Document.open(written(made_paper(1)))

    document, found = refreshed(before.to_bytes(), with_blocks(made_paper(2), (), 1))

    assert document.control(tag) is None
    assert states(found, tag) == {"written"}


def test_a_table_that_is_said_no_more_stays_and_is_told_where_a_person_wrote_in_it() -> None:
    before = Document.open(written(made_paper(1)))
    place(before, "xlscore:table:grid").tables[0].rows[1].cells[1].set_text("mine")

    document, found = refreshed(before.to_bytes(), with_blocks(made_paper(2), (), 1))

    assert "mine" in text(document)
    assert states(found, "xlscore:table:grid") == {"conflict"}
    assert [problem for problem in found.problems if "Grades by area" in problem.what]


def test_a_list_without_its_lines_is_written_whole_where_new_items_come() -> None:
    paper = made_paper(1, items=())
    before = Document.open(written(paper))

    document, found = refreshed(before.to_bytes(), made_paper(2))

    assert [line for line in at(document, "xlscore:list:list").splitlines() if "moved to" in line]
    assert "No grade has changed." not in text(document)
    assert found.problems == ()


def test_a_list_is_ordered_as_the_workbook_orders_it_while_nobody_wrote_in_it() -> None:
    before = Document.open(written(made_paper(1)))
    turned = made_paper(2, items=("people", "new", "cyber", "gangs"))
    assert isinstance(turned.sections[0].blocks[1], Bullets)

    document, _ = refreshed(before.to_bytes(), turned)

    lines = [line.split()[0] for line in at(document, "xlscore:list:list").splitlines() if "moved to" in line]
    assert lines == ["People", "New", "Cyber", "Gangs"]

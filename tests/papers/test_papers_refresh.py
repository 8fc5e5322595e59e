"""A paper written, edited as Word leaves it, and refreshed: every region by its rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.papers.made_paper import made_paper, png
from tests.papers.word_edits import edited
from xlscore.papers.model import Bullets, Section, WholePaper
from xlscore.papers.refreshing.whole import MergedPaper, merge_paper
from xlscore.papers.regions.kept import read_kept
from xlscore.papers.regions.remembered import Remembered
from xlscore.papers.regions.tags import bookmark_of
from xlscore.papers.regions.writing import write_regions
from xlscore.word import Control, Document, NewRow
from xlscore.word.file.blank import blank_document
from xlscore.word.standing.texts import text_of


def written(paper: WholePaper) -> bytes:
    document = Document.open(blank_document())
    write_regions(document, paper, Remembered(book="book.xlsx"))
    return document.to_bytes()


def refreshed(data: bytes, paper: WholePaper) -> tuple[Document, MergedPaper]:
    document = Document.open(data)
    kept = read_kept(document)
    assert kept is not None
    found = merge_paper(document, paper, kept, "paper.docx")
    return Document.open(document.to_bytes()), found


def text(document: Document) -> str:
    return text_of(document.body)


def test_an_untouched_paper_becomes_the_new_one_and_the_same_one_twice() -> None:
    first = written(made_paper(1))

    same, unchanged = refreshed(first, made_paper(1))
    document, found = refreshed(first, made_paper(2))
    again, second = refreshed(document.to_bytes(), made_paper(2))

    assert same.to_bytes() == first
    assert {state.state for state in unchanged.states} == {"unchanged"}
    assert "·1⟩" not in text(document)
    assert text(document) == text(Document.open(written(made_paper(2))))
    assert found.problems == ()
    assert {state.state for state in found.states} <= {"written", "unchanged"}
    assert again.to_bytes() == document.to_bytes()
    assert {state.state for state in second.states} == {"unchanged"}


CHANGES = "xlscore:sentence:changes"
UP, DOWN = "xlscore:phrase:changes/up", "xlscore:phrase:changes/down"


@pytest.fixture
def first() -> Document:
    """The paper of the first month, to be edited."""
    return Document.open(written(made_paper(1)))


def states(found: MergedPaper, tag: str) -> set[str]:
    return {state.state for state in found.states if state.tag == tag}


def place(document: Document, tag: str) -> Control:
    control = document.control(tag)
    assert control is not None
    return control


def at(document: Document, tag: str) -> str:
    return place(document, tag).text


def test_a_reworded_sentence_keeps_its_words_and_gets_its_figures(first: Document) -> None:
    place(first, UP).insert_before("as many as ")

    document, found = refreshed(first.to_bytes(), made_paper(2))

    assert at(document, CHANGES) == "There were as many as ⟨up·2⟩ and ⟨down·2⟩."
    assert states(found, CHANGES) == {"written"}
    assert found.problems == ()


def test_a_figure_typed_over_stays_and_is_a_conflict_with_a_comment_until_it_is_settled(
    first: Document,
) -> None:
    place(first, UP).set_text("three")

    same, kept = refreshed(first.to_bytes(), made_paper(1))
    document, found = refreshed(first.to_bytes(), made_paper(2))
    again, second = refreshed(document.to_bytes(), made_paper(2))
    put_right = Document.open(document.to_bytes())
    place(put_right, UP).set_text("⟨up·2⟩")
    settled, third = refreshed(put_right.to_bytes(), made_paper(2))

    assert (states(kept, UP), kept.problems, list(same.comments)) == ({"kept"}, (), [])
    assert at(document, CHANGES) == "There were three and ⟨down·2⟩."
    assert (states(found, UP), states(found, DOWN)) == ({"conflict"}, {"written"})
    (problem,) = found.problems
    assert (problem.sheet, problem.cell) == ("Grid", "A2")
    assert "“three”" in problem.what
    assert "“⟨up·2⟩”" in problem.what
    (comment,) = document.comments
    assert comment.text == f"The paper says “three”, changed by hand, the workbook now “⟨up·2⟩”. {problem.do}"
    assert (again.to_bytes(), second.problems) == (document.to_bytes(), found.problems)
    assert (list(settled.comments), third.problems) == ([], ())


def test_a_sentence_with_other_words_is_written_while_nobody_touched_it_and_told_else(
    first: Document,
) -> None:
    new = made_paper(2, since=True)

    untouched, _ = refreshed(first.to_bytes(), new)
    place(first, UP).insert_before("as many as ")
    document, found = refreshed(first.to_bytes(), new)

    assert at(untouched, CHANGES) == "There were ⟨up·2⟩ and ⟨down·2⟩ (since Innovation was downgraded)."
    assert at(document, CHANGES) == "There were as many as ⟨up·2⟩ and ⟨down·2⟩."
    assert states(found, CHANGES) == {"conflict"}
    assert "(since Innovation was downgraded)" in found.problems[0].what


def test_a_sentence_that_is_written_whole_keeps_the_bookmarks_by_which_its_figures_are_found_again(
    first: Document,
) -> None:
    document, _ = refreshed(first.to_bytes(), made_paper(2, since=True))

    names = {mark.name for mark in document.bookmarks}
    assert {bookmark_of(UP), bookmark_of(DOWN), bookmark_of(CHANGES)} <= names
    assert names == {mark.name for mark in first.bookmarks}


def test_a_heading_that_is_gone_does_not_stand_in_the_name_of_a_row_or_in_what_belongs_into_an_empty_place() -> (
    None
):
    whole = made_paper(1)
    gone, word = Section("gone", "", "Area cyber"), Section("too", "", "Write the response")
    before = written(replace(whole, sections=(*whole.sections, gone, word)))

    document, found = refreshed(before, made_paper(2))

    assert text(document) == text(Document.open(written(made_paper(2))))
    assert found.problems == ()


def test_a_list_without_an_item_is_remembered_as_it_will_be() -> None:
    whole = made_paper(1)
    empty = Section("bare", "5.0", "Bare", (Bullets("bare", "Bare", ()),))
    paper = replace(whole, sections=(*whole.sections, empty))

    for data in (written(paper), written(whole)):
        document, _ = refreshed(data, paper)
        again, _ = refreshed(document.to_bytes(), paper)

        assert again.to_bytes() == document.to_bytes()


def test_an_emptied_control_is_deleted_and_a_removed_one_is_told_every_time(first: Document) -> None:
    place(first, CHANGES).set_text("")
    place(first, "xlscore:sentence:counts").unwrap()

    document, found = refreshed(first.to_bytes(), made_paper(2))
    again, second = refreshed(document.to_bytes(), made_paper(2))

    assert at(document, CHANGES) == ""
    assert states(found, CHANGES) == {"gone"}
    assert states(found, "xlscore:sentence:counts") == {"skipped"}
    assert [problem.what for problem in found.problems] == [
        "1.0 Summary: Changes in words: “The force has ⟨good·1⟩ at Good.” stands without its content control and is no longer refreshed."
    ]
    assert (second.problems, again.to_bytes()) == (found.problems, document.to_bytes())


def test_a_deleted_region_stays_away_and_a_moved_one_is_written_where_it_stands(first: Document) -> None:
    place(first, "xlscore:words:words").remove()
    first.body.insert(0, place(first, "xlscore:list:list").element)

    document, found = refreshed(first.to_bytes(), made_paper(2))

    assert document.control("xlscore:words:words") is None
    assert states(found, "xlscore:words:words") == {"gone"}
    assert document.controls()[0].text.startswith("These ⟨lead·2⟩ moved:")
    assert found.problems == ()


def test_tracked_changes_are_left_and_told_and_the_rest_is_written(first: Document) -> None:
    tries = [edited(first.to_bytes(), [("track_insert", number, 0)]) for number in range(20)]
    document = next(made for made in map(Document.open, tries) if place(made, CHANGES).has_tracked_changes)

    after, found = refreshed(document.to_bytes(), made_paper(2))

    assert "⟨up·1⟩" in at(after, CHANGES)
    assert states(found, CHANGES) == {"skipped"}
    assert "has tracked changes and was left as it is" in found.problems[0].what
    assert at(after, "xlscore:sentence:counts") == "The force has ⟨good·2⟩ at Good."


def test_items_come_and_go_and_a_persons_own_stay(first: Document) -> None:
    items = [each for each in first.paragraphs if each.is_list_item]
    items[0].insert_like_after("Mine.")

    document, _ = refreshed(first.to_bytes(), made_paper(2, items=("fraud", "cyber", "people")))
    none, _ = refreshed(first.to_bytes(), made_paper(2, items=()))

    assert at(document, "xlscore:list:list").splitlines() == [
        "These ⟨lead·2⟩ moved:",
        "Fraud moved to ⟨i-fraud·2⟩.",
        "Cyber moved to ⟨i-cyber·2⟩.",
        "Mine.",
        "People moved to ⟨i-people·2⟩.",
    ]
    assert at(none, "xlscore:list:list").splitlines() == [
        "These ⟨lead·2⟩ moved:",
        "No grade has changed.",
        "Mine.",
    ]
    assert next(each.text for each in document.paragraphs if each.is_list_item).startswith("Fraud")


def test_a_table_is_written_cell_by_cell_with_its_colours_where_they_are_ours(first: Document) -> None:
    table = place(first, "xlscore:table:grid").tables[0]
    table.rows[1].cells[1].set_text("mine")
    table.rows[2].cells[1].set_shade("FFFF00")
    table.append(NewRow(["Total", "own", "row"]))

    document, found = refreshed(first.to_bytes(), made_paper(2, rows=("cyber", "gangs", "fraud", "victims")))

    after = place(document, "xlscore:table:grid").tables[0]
    assert [row.texts for row in after.rows] == [
        ["Area", "Cycle 13", "Cycle 14"],
        ["Area cyber", "mine", "⟨cyber-now·2⟩"],
        ["Area gangs", "⟨gangs-last·2⟩", "⟨gangs-now·2⟩"],
        ["Area fraud", "⟨fraud-last·2⟩", "⟨fraud-now·2⟩"],
        ["Area victims", "⟨victims-last·2⟩", "⟨victims-now·2⟩"],
        ["Total", "own", "row"],
    ]
    assert after.rows[2].cells[1].shade == "FFFF00"
    assert after.rows[2].cells[2].shade == after.rows[3].cells[2].shade != table.rows[2].cells[2].shade
    (problem,) = found.problems
    assert "row “Area cyber”, column “Cycle 13”" in problem.what
    assert (problem.sheet, problem.cell) == ("Grid", "last")
    assert [comment.text for comment in document.comments] == [
        f"Row “Area cyber”, column “Cycle 13”: the paper says “mine”, changed by hand, the workbook now “⟨cyber-last·2⟩”. {problem.do}"
    ]


def test_columns_come_and_go_while_nobody_touched_the_table(first: Document) -> None:
    document, found = refreshed(first.to_bytes(), made_paper(2, columns=("now", "next")))

    table = place(document, "xlscore:table:grid").tables[0]
    assert table.rows[0].texts == ["Area", "Cycle 14", "Outlook"]
    assert table.rows[1].texts == ["Area cyber", "⟨cyber-now·2⟩", "⟨cyber-next·2⟩"]
    assert found.problems == ()


def test_a_resized_picture_keeps_its_size_and_a_persons_words_for_it(first: Document) -> None:
    (picture,) = first.pictures
    picture.resize(50, 37.5)
    picture.set_alternative("Mine.")

    document, found = refreshed(first.to_bytes(), made_paper(2))

    (after,) = document.pictures
    assert after.image == png(2)
    assert after.size_mm == pytest.approx((50, 37.5), abs=0.1)
    assert after.alternative == "Mine."
    assert states(found, "xlscore:picture:map") == {"conflict"}
    assert "“Mine.”" in found.problems[0].what


def test_a_persons_own_part_is_never_written_and_a_new_section_comes_in_its_place(first: Document) -> None:
    place(first, "xlscore:yours:response").set_text("We respond.")

    document, found = refreshed(first.to_bytes(), made_paper(2, more=True))

    assert at(document, "xlscore:yours:response") == "We respond."
    assert states(found, "xlscore:yours:response") == {"kept"}
    assert [each.text for each in document.paragraphs][-2:] == ["4.0 Outlook", "In all ⟨more·2⟩."]


@pytest.mark.parametrize(
    "edit",
    [
        lambda paper: paper.control("xlscore:table:grid").tables[0].rows[0].remove(),
        lambda paper: paper.control("xlscore:table:grid").unwrap(),
        lambda paper: paper.control("xlscore:picture:map").unwrap(),
        lambda paper: paper.control("xlscore:words:words").unwrap(),
    ],
)
def test_what_cannot_be_refreshed_any_more_is_told_every_time(
    first: Document, edit: Callable[[Document], object]
) -> None:
    edit(first)

    document, found = refreshed(first.to_bytes(), made_paper(2))
    again, second = refreshed(document.to_bytes(), made_paper(2))

    assert len(found.problems) == 1
    assert second.problems == found.problems
    assert again.to_bytes() == document.to_bytes()

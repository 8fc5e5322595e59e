"""Papers edited as few people edit them: lines joined or moved, everything deleted, changes tracked, a marking that comes later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.papers.made_paper import figure, made_paper
from tests.papers.test_papers_refresh import at, place, refreshed, states, text, written
from xlscore.papers.model import PaperTable, Sentence, Sentences, WholePaper
from xlscore.word import Control, Document
from xlscore.word.xml.names import make, w, within

LIST, TABLE, WORDS = "xlscore:list:list", "xlscore:table:grid", "xlscore:words:words"
MORE = "xlscore:words:more"
PRIVATE = {"w:author": "A reader", "w:date": "2019-01-01T00:00:00Z"}


@pytest.fixture
def first() -> Document:
    """The paper of the first month, to be edited."""
    return Document.open(written(made_paper(1)))


def track(control: Control) -> None:
    """Type a word into a control while changes are tracked."""
    run = next(within(next(iter(control.element.iter(w("t")))), "r"))
    typed = make("w:r", {})
    typed.append(make("w:t", {}))
    typed[0].text = "tracked"
    run.addnext(make("w:ins", {"w:id": "901", **PRIVATE}, typed))


def with_notes(*notes: Sentence) -> WholePaper:
    """Return the paper of the second month whose table has these notes."""
    paper = made_paper(2)
    grades = paper.sections[1]
    grid, *others = grades.blocks
    assert isinstance(grid, PaperTable)
    section = replace(grades, blocks=(replace(grid, notes=notes), *others))
    return replace(paper, sections=(paper.sections[0], section, *paper.sections[2:]))


SEEN = Sentence("grid.new", ("Seen ", figure("seen", 2), "."))
KEY = Sentence("grid.key", ("RI is Requires Improvement.",))
NOTE = Sentence("grid.note", ("Data to ", figure("month", 2), "."))


@pytest.mark.parametrize(("tag", "title"), [(LIST, "Changes"), (WORDS, "Changes in words")])
def test_sentences_come_and_go_only_when_tracked_changes_are_decided(
    first: Document, tag: str, title: str
) -> None:
    track(place(first, tag))
    paper = made_paper(2, items=("cyber", "new"))
    changes = Sentences("words", "Changes in words", (Sentence("other", ("Of ", figure("other", 2), ".")),))
    summary = replace(paper.sections[0], blocks=(changes, paper.sections[0].blocks[1]))
    new = replace(paper, sections=(summary, *paper.sections[1:]))

    document, found = refreshed(first.to_bytes(), new)

    assert states(found, tag) == {"skipped"}
    assert ("New moved to" in text(document)) is (tag != LIST)
    assert ("Of ⟨other·2⟩" in text(document)) is (tag != WORDS)
    assert f"1.0 Summary: {title}: this has tracked changes and was left as it is." in [
        problem.what for problem in found.problems
    ]


def test_a_figure_by_itself_waits_while_changes_in_it_are_tracked(first: Document) -> None:
    control = place(first, "xlscore:phrase:changes/up")
    track(control)
    place(first, "xlscore:sentence:changes").unwrap()

    document, found = refreshed(first.to_bytes(), made_paper(2))

    assert "⟨up·1⟩" in text(document)
    assert states(found, "xlscore:phrase:changes/up") == {"skipped"}


def test_items_that_a_person_joined_in_one_line_get_their_figures_and_stay_together(first: Document) -> None:
    cyber, gangs = (place(first, f"xlscore:sentence:item.{each}") for each in ("cyber", "gangs"))
    line = gangs.paragraph
    assert cyber.paragraph is not None
    cyber.paragraph.element.append(gangs.element)
    assert line is not None
    line.remove()

    document, _ = refreshed(first.to_bytes(), made_paper(2, items=("people", "gangs", "cyber", "new")))

    assert at(document, LIST).splitlines() == [
        "These ⟨lead·2⟩ moved:",
        "Cyber moved to ⟨i-cyber·2⟩.Gangs moved to ⟨i-gangs·2⟩.",
        "New moved to ⟨i-new·2⟩.",
        "People moved to ⟨i-people·2⟩.",
    ]


def test_a_list_emptied_of_all_its_lines_is_not_written_again(first: Document) -> None:
    control = place(first, LIST)
    control.set_text("")

    document, found = refreshed(first.to_bytes(), made_paper(2))

    assert "moved" not in text(document)
    assert states(found, LIST) == {"gone"}


def test_items_that_are_new_stand_before_and_behind_the_ones_that_stay(first: Document) -> None:
    document, _ = refreshed(first.to_bytes(), made_paper(2, items=("aaa", "gangs", "zzz")))

    lines = [each.split()[0] for each in at(document, LIST).splitlines() if "moved to" in each]
    assert lines == ["Aaa", "Gangs", "Zzz"]


def test_a_list_that_is_said_no_more_goes_with_its_lead(first: Document) -> None:
    paper = made_paper(2)
    summary = replace(paper.sections[0], blocks=paper.sections[0].blocks[:1])

    document, found = refreshed(first.to_bytes(), replace(paper, sections=(summary, *paper.sections[1:])))

    assert "moved" not in text(document)
    assert found.problems == ()


def test_the_notes_of_a_table_come_go_and_stand_beneath_it(first: Document) -> None:
    document, found = refreshed(first.to_bytes(), with_notes(SEEN, KEY))

    lines = at(document, TABLE).splitlines()
    assert lines.index("Seen ⟨seen·2⟩.") < lines.index("RI is Requires Improvement.")
    assert "Data to" not in at(document, TABLE)
    assert found.problems == ()


def test_the_notes_of_a_table_come_beneath_it_where_all_of_them_were_deleted(first: Document) -> None:
    for key in ("grid.note", "grid.key"):
        line = place(first, f"xlscore:sentence:{key}").paragraph
        assert line is not None
        line.remove()

    document, _ = refreshed(first.to_bytes(), with_notes(NOTE, KEY, SEEN))

    assert at(document, TABLE).rstrip().endswith("Seen ⟨seen·2⟩.")
    assert "RI is Requires Improvement." not in at(document, TABLE)


def test_a_section_that_is_new_stands_where_it_belongs(first: Document) -> None:
    paper = made_paper(2, more=True)
    more = paper.sections[-1]

    ahead, _ = refreshed(first.to_bytes(), replace(paper, sections=(more, *paper.sections[:-1])))
    behind, _ = refreshed(first.to_bytes(), paper)

    said = "In all ⟨more·2⟩."
    assert text(ahead).index(said) < text(ahead).index("There were")
    assert text(behind).index(said) > text(behind).index("Write the response here.")


def test_a_section_that_is_new_stands_before_the_next_where_all_ahead_of_it_was_deleted(
    first: Document,
) -> None:
    for control in list(first.controls()):
        if control.parent is None and control.tag not in (WORDS, LIST):
            control.remove()
    paper = made_paper(2, more=True)

    document, _ = refreshed(
        first.to_bytes(), replace(paper, sections=(paper.sections[-1], *paper.sections[:-1]))
    )

    assert text(document).index("In all ⟨more·2⟩.") < text(document).index("There were ⟨up·2⟩")


def test_a_section_that_is_new_is_put_behind_a_persons_words_where_all_of_ours_was_deleted(
    first: Document,
) -> None:
    for control in list(first.controls()):
        if control.parent is None:
            control.remove()
    first.append("We write this paper ourselves.")

    document, found = refreshed(first.to_bytes(), made_paper(2, more=True))

    assert "We write this paper ourselves." in text(document)
    assert text(document).index("In all ⟨more·2⟩.") > text(document).index("ourselves")
    assert states(found, MORE) == {"written"}


def test_a_marking_that_comes_later_stands_on_every_page_from_then_on(first: Document) -> None:
    paper = replace(made_paper(2), marking="OFFICIAL-SENSITIVE")

    document, found = refreshed(first.to_bytes(), paper)
    again, second = refreshed(document.to_bytes(), paper)

    marks = [each.text for each in document.controls() if "OFFICIAL-SENSITIVE" in each.text]
    assert marks
    assert found.problems == ()
    assert again.to_bytes() == document.to_bytes()
    assert {state.state for state in second.states} == {"unchanged"}


def test_a_picture_in_which_changes_are_tracked_stays(first: Document) -> None:
    control = place(first, "xlscore:picture:map")
    run = next(iter(control.element.iter(w("drawing")))).getparent()
    assert run is not None
    holder = run.getparent()
    assert holder is not None
    marked = make("w:ins", {"w:id": "902", **PRIVATE})
    run.addprevious(marked)
    marked.append(run)

    document, found = refreshed(first.to_bytes(), made_paper(2))

    assert states(found, "xlscore:picture:map") == {"skipped"}
    assert [each.image for each in place(document, "xlscore:picture:map").pictures] == [
        each.image for each in control.pictures
    ]

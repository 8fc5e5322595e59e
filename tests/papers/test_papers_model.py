"""What a paper says, read through before it is a document."""

from __future__ import annotations

from xlscore.papers.model import Bullets, PaperTable, Phrase, Section, Sentence, Sentences, WholePaper, Yours


def sentence(key: str, *cells: str) -> Sentence:
    return Sentence(key, ("There are ", Phrase("count", "two", cells), "."))


def test_the_sentences_of_a_paper_are_those_of_its_words_lists_and_notes_in_order() -> None:
    blocks = (
        Sentences("a", "A", (sentence("a1"), sentence("a2"))),
        Bullets("b", "B", (sentence("b1"),), lead=sentence("b0"), nil=sentence("none")),
        Bullets("c", "C", (), nil=sentence("c0")),
        Bullets("d", "D", ()),
        PaperTable("e", "E", (), (), notes=(sentence("e1"),)),
        Yours("f", "F", "Write here."),
    )
    paper = WholePaper("board", "Grades", (Section("one", "1.0", "Purpose", blocks),))

    assert [found.key for found in paper.sentences()] == ["a1", "a2", "b0", "b1", "c0", "e1"]


def test_a_sentence_names_each_cell_of_its_figures_once() -> None:
    parts = (Phrase("now", "5th", ("MSG!C4", "MSG!D4")), " of ", Phrase("of", "8", ("MSG!D4",)))

    assert Sentence("position", parts).cells == ("MSG!C4", "MSG!D4")

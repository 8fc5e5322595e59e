"""Plain texts and Markdown as sentences: what ends a sentence, what heads it, which list it hangs on, where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlscore.narrative.model import Passage
from xlscore.narrative.texts.blocks import passages_of
from xlscore.narrative.texts.plain import markdown_blocks, text_blocks
from xlscore.narrative.texts.reading import read_document
from xlscore.narrative.texts.sentences import sentences_in
from xlscore.narrative.texts.troubles import UnreadableTextError


def _of(text: str) -> tuple[Passage, ...]:
    return passages_of(text_blocks(text))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It fell by 3.5 %. It was 12.", ["It fell by 3.5 %.", "It was 12."]),
        ("Objective No. 3 is met. So is no. 4.", ["Objective No. 3 is met.", "So is no. 4."]),
        ("Is it met? No. It is 3rd.", ["Is it met?", "No.", "It is 3rd."]),
        ("Crime fell, i.e. Burglary did. ASB rose.", ["Crime fell, i.e. Burglary did.", "ASB rose."]),
        ("See p. 12 and fig. 3. It rose.", ["See p. 12 and fig. 3.", "It rose."]),
        ("The U.K. Government said so. It fell.", ["The U.K. Government said so.", "It fell."]),
        ("4,158 offences (of 9,000.) were recorded. 12 were not.", ["4,158 offences (of 9,000.) were recorded.", "12 were not."]),
        ("He said “It fell.” We agree.", ["He said “It fell.”", "We agree."]),
        ("It fell vs. 12 last year!", ["It fell vs. 12 last year!"]),
        ("12. The rate fell. It was 3.", ["12. The rate fell.", "It was 3."]),
        ("Rape rose.\nGangs fell", ["Rape rose.", "Gangs fell"]),
        ("Rape rose by\nthree crimes.", ["Rape rose by\nthree crimes."]),
        ("Up from 5 % in Jan. 2019 to 6 %.", ["Up from 5 % in Jan. 2019 to 6 %."]),
        ("   ", []),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_a_reader_ends_it(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentences_in(text)] == sentences


def test_lines_of_a_paragraph_are_joined_and_keep_the_line_in_which_it_begins() -> None:
    found = _of(
        "Purpose of Report\n\n1. This report says how the force performs, in per-\nformance terms. It\nfell.\n"
    )

    assert [each.text for each in found] == [
        "Purpose of Report",
        "This report says how the force performs, in performance terms.",
        "It fell.",
    ]
    assert [each.place.words for each in found] == ["line 1", "line 3", "line 3"]
    assert found[2].headings == ("Purpose of Report",)
    assert found[2].before == found[1].text


def test_a_blank_line_within_a_sentence_does_not_end_it() -> None:
    found = _of(
        "3. There is a structure in place to assess\n\nthe performance of police.\n\nAnother paragraph."
    )

    assert [each.text for each in found] == [
        "There is a structure in place to assess the performance of police.",
        "Another paragraph.",
    ]


def test_headings_go_under_one_another_by_their_numbers() -> None:
    found = _of("1.0 Crime\n\n1.1\tBurglary\n\nIt fell by 3 %.\n\n2.0 Outcomes\n\nThey rose.")

    assert [each.headings for each in found] == [(), ("Crime",), ("Crime", "Burglary"), (), ("Outcomes",)]
    assert [each.text for each in found if not each.headings] == ["Crime", "Outcomes"]


def test_items_of_a_list_know_the_sentence_that_leads_to_them_and_it_knows_them() -> None:
    found = _of("There were two changes:\n• Gangs improved to Good\n• Rape fell\n\nNothing else changed.")

    lead, first, second, after = found
    assert lead.items == ("Gangs improved to Good", "Rape fell")
    assert {first.lead, second.lead} == {"There were two changes:"}
    assert (first.text, after.lead, after.items) == ("Gangs improved to Good", "", ())


def test_an_item_under_an_item_hangs_on_it_where_it_leads_and_else_on_the_list() -> None:
    found = _of("Improved:\n- Crime, in two areas:\n    - Gangs\n    - Rape\n- Outcomes\n    - ASB\n")

    assert [(each.text, each.lead) for each in found[1:]] == [
        ("Crime, in two areas:", "Improved:"),
        ("Gangs", "Crime, in two areas:"),
        ("Rape", "Crime, in two areas:"),
        ("Outcomes", "Improved:"),
        ("ASB", "Improved:"),
    ]
    assert found[0].items == ("Crime, in two areas", "Outcomes")
    assert found[1].items == ("Gangs", "Rape")


def test_numbers_of_a_list_are_no_figures_of_its_items_and_numbered_paragraphs_are_no_list() -> None:
    found = _of("The following improved:\n1. Gangs\n2. Rape\n\nSummary\n\n7. Crime fell.\n\n8. Crime rose.")

    assert [(each.text, each.lead) for each in found] == [
        ("The following improved:", ""),
        ("Gangs", "The following improved:"),
        ("Rape", "The following improved:"),
        ("Summary", ""),
        ("Crime fell.", ""),
        ("Crime rose.", ""),
    ]


def test_a_date_that_a_heading_begins_with_is_not_its_number() -> None:
    assert _of("31 January 2019\n\nCrime fell.")[0].text == "31 January 2019"


def test_rows_of_figures_are_no_sentences() -> None:
    found = _of(
        "Crime fell.\n\nBurglary Recorded Crime -10% -15% 1,903 2,076 -8.3%\n\nTotal\t12\t13\t14\n\nIt rose."
    )

    assert [each.text for each in found] == ["Crime fell.", "It rose."]


def test_what_is_said_in_a_cell_of_a_table_has_its_row_and_column_beside_it() -> None:
    found = passages_of(
        markdown_blocks(
            "| Area | Grade | Rationale |\n|---|---|---|\n| Gangs | Good | The rate rose by **2** points. |\n"
        )
    )

    assert [(each.text, each.beside) for each in found] == [
        ("The rate rose by 2 points.", ("Gangs", "Rationale"))
    ]


def test_each_table_has_its_own_headings_or_none() -> None:
    text = (
        "| Area | Rationale |\n|---|---|\n| Gangs | The rate rose by 2 points. |\n\nMore:\n\n"
        "| Measure | Comment |\n|---|---|\n| Rape | The rate fell by 2 points. |\n\n"
        "| Robbery | It has been rising for long. | x |\n"
    )

    found = passages_of(markdown_blocks(text))

    assert [each.beside for each in found if each.beside] == [
        ("Gangs", "Rationale"),
        ("Rape", "Comment"),
        ("Robbery",),
    ]


def test_marks_of_markdown_are_no_text() -> None:
    text = (
        "# Report\n\nCrime\n-----\n\n*All crime* fell by **3 %** ([source](http://x.y/z)).\n\n```\n12 of 13\n```\n\n> It is 3\\*.\n\n"
        "* Gangs_of_town improved\n"
    )

    found = passages_of(markdown_blocks(text))

    assert [(each.text, each.headings) for each in found] == [
        ("Report", ()),
        ("Crime", ("Report",)),
        ("All crime fell by 3 % (source).", ("Report", "Crime")),
        ("It is 3*.", ("Report", "Crime")),
        ("Gangs_of_town improved", ("Report", "Crime")),
    ]


def test_blanks_and_hyphens_of_all_kinds_read_as_the_usual_ones() -> None:
    assert _of("It fell by 8.3\u00a0% year\u2011on\u2011year.")[0].text == "It fell by 8.3 % year-on-year."


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "a.txt is empty"),
        ("a.txt", b" \n\n", "a.txt is empty"),
        ("a.md", b"```\ncode\n```", "has no sentence"),
        ("a.txt", b"ab\x00cd", "is no text"),
        ("a.txt", b"\xff\xfea", "cut short or damaged"),
        ("a.doc", b"anything", "old Word document"),
        ("a.rtf", rb"{\rtf1}", "no kind of document"),
        ("a", b"text", "no kind of document"),
        ("a.pdf", b"Crime fell.", "is no PDF"),
        ("a.docx", b"Crime fell.", "cut short"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    from xlscore.errors import XlscoreError

    with pytest.raises(XlscoreError) as refused:
        read_document(path)

    assert says in refused.value.sentence


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("It fell – by 3 %.".encode(), "It fell – by 3 %."),
        ("It fell – by 3 %.".encode("cp1252"), "It fell – by 3 %."),
        ("It fell – by 3 %.".encode("utf-16"), "It fell – by 3 %."),
        ("\ufeffIt fell.".encode(), "It fell."),
    ],
)
def test_a_text_is_read_in_the_encoding_in_which_it_was_saved(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    assert read_document(path).passages[0].text == text


def test_a_document_that_is_not_there_is_an_ordinary_error_of_files(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_document(tmp_path / "a.txt")


def test_what_is_refused_is_one_of_the_package_s_own_errors() -> None:
    assert issubclass(UnreadableTextError, Exception)
    assert UnreadableTextError("It is empty.", "Name another.").sentence == "It is empty; name another."


def test_footnotes_of_markdown_stand_behind_their_paragraphs_and_their_marks_are_no_figures() -> None:
    text = (
        "## Burglary\n\nIt rose.[^1] Robbery fell to 395[^two] offences.\n\n## Rape\n\nRape fell.\n\n"
        "[^1]: In every place\nthat was counted.\n\n    And elsewhere.\n\n[^two]: See **table** 1.\n\nIt ends.\n"
    )

    found = passages_of(markdown_blocks(text))

    assert [(each.text, each.place.words, each.headings) for each in found] == [
        ("Burglary", "line 1", ()),
        ("It rose.", "line 3", ("Burglary",)),
        ("Robbery fell to 395 offences.", "line 3", ("Burglary",)),
        ("In every place that was counted.", "line 9", ("Burglary",)),
        ("And elsewhere.", "line 9", ("Burglary",)),
        ("See table 1.", "line 14", ("Burglary",)),
        ("Rape", "line 5", ()),
        ("Rape fell.", "line 7", ("Rape",)),
        ("It ends.", "line 16", ("Rape",)),
    ]


def test_a_numbered_heading_of_markdown_below_a_list_is_no_item_of_it() -> None:
    found = passages_of(markdown_blocks("We:\n\n1. note it;\n2. agree.\n\n## 3. Summary\n\nRape fell.\n"))

    assert found[-1].headings == ("Summary",)


@pytest.mark.parametrize(
    ("name", "text", "tables"),
    [
        ("a.md", "It fell.\n\n| Offence | 2018 | 2019 |\n|---|---|---|\n| Rape | 12 | 14 |\n\nThat is all.\n", 1),
        ("a.md", "It fell.\n\n| Area | Grade |\n|---|---|\n| Rape | RI |\n| Gangs | Good |\n\nSo.\n\n| A | 1 | 2 |\n", 2),
        ("a.md", "It fell.\n\n| No. | Who does what |\n|---|---|\n| 1 | We update the plan. |\n| 2 | They will ask. |\n", 0),
        ("a.txt", "It fell.\n\nBurglary Recorded Crime -10% 1,903 2,076 -8.3%\n\nThat is all.\n", 1),
        ("a.txt", "It fell to 1,903, 2,076 and 14 in the three places.\n", 0),
    ],
)  # fmt: skip
def test_tables_of_figures_or_grades_are_counted(tmp_path: Path, name: str, text: str, tables: int) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    assert read_document(path).tables == tables

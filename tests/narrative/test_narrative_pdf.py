"""PDFs as sentences: lines joined, pages, columns and tables told apart, what is repeated left out, what cannot be read said."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from tests.support.printed import Printed, lines, pdf
from xlscore.narrative.texts.pdf_pages import PdfPage, PrintedPiece
from xlscore.narrative.texts.reading import ReadPaper, read_document
from xlscore.narrative.texts.troubles import UnreadableTextError


def _read(tmp_path: Path, data: bytes) -> ReadPaper:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    return read_document(path)


def test_lines_are_joined_to_paragraphs_with_their_page(tmp_path: Path) -> None:
    page = [
        *lines(
            [
                "All crime fell by 3.5 % on last year, which is",
                "better than the average of the group. Gangs",
                "improved.",
            ],
            top=700,
        ),
        *lines(["A second paragraph."], top=620),
    ]

    read = _read(tmp_path, pdf(page))

    assert [each.text for each in read.passages] == [
        "All crime fell by 3.5 % on last year, which is better than the average of the group.",
        "Gangs improved.",
        "A second paragraph.",
    ]
    assert [each.place.words for each in read.passages] == ["page 1, paragraph 1"] * 2 + [
        "page 1, paragraph 2"
    ]
    assert read.unread == ()


def test_headings_are_known_by_their_look_and_stay_overleaf(tmp_path: Path) -> None:
    first = [
        Printed("Performance report", low=780, size=20, bold=True),
        Printed("Burglary", low=740, size=14, bold=True),
        *lines(
            ["Burglary fell by 3 %, and it is expected to go on falling in the months that follow."], top=710
        ),
    ]
    second = lines(["It was 4th of 8 in the group, and the average of the group is what it was last year."])

    read = _read(tmp_path, pdf(first, second))

    assert read.passages[-1].headings == ("Performance report", "Burglary")
    assert read.passages[-1].place.page == 2


def test_a_sentence_that_goes_on_overleaf_is_one(tmp_path: Path) -> None:
    read = _read(tmp_path, pdf(lines(["All crime fell by"]), lines(["three per cent."])))

    assert [each.text for each in read.passages] == ["All crime fell by three per cent."]
    assert read.passages[0].place.page == 1


def test_what_stands_at_the_head_and_foot_of_every_page_is_left_out(tmp_path: Path) -> None:
    pages = [
        [
            Printed("OFFICIAL - Performance Board 12 March", low=800),
            *lines([f"Sentence {word} is here."]),
            Printed(f"Page {number} of 3", low=30),
        ]
        for number, word in enumerate(("one", "two", "three"), start=1)
    ]

    read = _read(tmp_path, pdf(*pages))

    assert [each.text for each in read.passages] == [
        f"Sentence {word} is here." for word in ("one", "two", "three")
    ]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"Left line {number} of words that go on" for number in range(1, 11)]
    right = [f"right line {number} of words that go on" for number in range(1, 11)]

    read = _read(
        tmp_path, pdf([*lines([*left, "and end."], left=57), *lines([*right, "and end."], left=310)])
    )

    text = " ".join(each.text for each in read.passages)
    assert text.index("Left line 10") < text.index("right line 1 ")
    assert "Left line 1 of words that go on Left line 2" in text


def test_two_columns_that_were_printed_line_by_line_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = lines([f"Left line {number} of words that go on" for number in range(1, 11)], left=57)
    right = lines([f"right line {number} of words that go on" for number in range(1, 11)], left=310)

    read = _read(tmp_path, pdf([each for pair in zip(left, right, strict=True) for each in pair]))

    assert "Left line 1 of words that go on Left line 2" in " ".join(each.text for each in read.passages)


def test_figures_of_a_table_are_no_sentences_and_a_rationale_in_it_is_one_beside_its_area(
    tmp_path: Path,
) -> None:
    table = [
        *(Printed(text, left, 600) for text, left in (("Area", 57), ("Grade", 200), ("Rationale", 300))),
        Printed("Violence With", 57, 580),
        Printed("Injury", 57, 567),
        Printed("Good", 200, 580),
        Printed("The solved rate rose by", 300, 580),
        Printed("2 points.", 300, 567),
        *(
            Printed(text, left, 545)
            for text, left in (("Rape", 57), ("Good", 200), ("improved from RI", 300))
        ),
    ]

    read = _read(tmp_path, pdf([*lines(["The table has the grades."], top=650), *table]))

    assert [(each.text, each.beside) for each in read.passages] == [
        ("The table has the grades.", ()),
        ("The solved rate rose by 2 points.", ("Violence With Injury",)),
    ]


def test_a_bullet_makes_an_item_of_a_list(tmp_path: Path) -> None:
    read = _read(tmp_path, pdf(lines(["There were two changes:", "• Gangs improved", "• Rape deteriorated"])))

    assert [each.lead for each in read.passages] == ["", "There were two changes:", "There were two changes:"]
    assert read.passages[0].items == ("Gangs improved", "Rape deteriorated")


def test_a_scan_is_refused_and_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTextError, match="a scan"):
        _read(tmp_path, pdf(None, None))


def test_a_page_that_is_a_scan_among_others_is_said(tmp_path: Path) -> None:
    read = _read(tmp_path, pdf(lines(["Crime fell."]), None, None))

    assert read.unread == ("Each of the pages 2, 3 holds a picture (a scan) and no text that can be read.",)
    assert [each.text for each in read.passages] == ["Crime fell."]


def test_a_pdf_without_anything_on_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTextError, match="no text"):
        _read(tmp_path, pdf([]))


def test_a_pdf_with_a_password_is_refused(tmp_path: Path) -> None:
    whole = pikepdf.open(io.BytesIO(pdf(lines(["Crime fell."]))))
    locked = io.BytesIO()
    whole.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(UnreadableTextError, match="password"):
        _read(tmp_path, locked.getvalue())


def test_a_damaged_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTextError, match=r"damaged|no text"):
        _read(tmp_path, b"%PDF-1.7\n" + b"x" * 500)


def test_a_line_across_two_columns_that_were_printed_line_by_line_parts_them(tmp_path: Path) -> None:
    left = lines([f"Left line {number} of words that go on" for number in range(1, 11)], left=57)
    right = lines([f"right line {number} of words that go on" for number in range(1, 11)], left=310)
    above = Printed(
        "A line that goes across both of the columns of this page, from the left to the right.", 57, 730
    )
    pairs = [each for pair in zip(left, right, strict=True) for each in pair]

    read = _read(tmp_path, pdf([above, *pairs]))

    text = " ".join(each.text for each in read.passages)
    assert text.index("A line that goes across") < text.index("Left line 10") < text.index("right line 1 ")


def test_entries_of_a_table_of_contents_and_labels_of_a_chart_are_no_sentences(tmp_path: Path) -> None:
    read = _read(
        tmp_path,
        pdf(
            lines(["Burglary . . . . . . . . . 12"], top=700)
            + lines(["25", "20"], top=600)
            + lines(["It fell."], top=500)
        ),
    )

    assert [each.text for each in read.passages] == ["It fell."]


def test_letters_of_a_font_that_does_not_say_what_they_are_are_said(tmp_path: Path) -> None:
    good = pdf(lines(["Crime fell by 3 %."]), lines(["All crime fell by three per cent."]))
    strange = PdfPage(2, (PrintedPiece("\ufffd" * 9, 57, 90, 700, 11, False),), 842, is_garbled=True)
    path = tmp_path / "paper.pdf"
    path.write_bytes(good)
    plain = PdfPage(1, (PrintedPiece("Crime fell.", 57, 90, 700, 11, False),), 842)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "xlscore.narrative.texts.pdf.printed_page", lambda _, number: (plain, strange)[number - 1]
        )
        read = read_document(path)
        patch.setattr("xlscore.narrative.texts.pdf.printed_page", lambda _, number: strange)
        with pytest.raises(UnreadableTextError, match="cannot be told"):
            read_document(path)

    assert [each.text for each in read.passages] == ["Crime fell."]
    assert read.unread == ("Page 2 has letters that cannot be told, as its fonts do not say what they are.",)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("It fell by 733 (-", "12.4%) this year.", "It fell by 733 (-12.4%) this year."),
        ("per-", "formance fell.", "performance fell."),
    ],
)
def test_a_line_that_ends_with_a_sign_or_a_hyphen_goes_on_without_a_blank(
    tmp_path: Path, first: str, second: str, whole: str
) -> None:
    assert [each.text for each in _read(tmp_path, pdf(lines([first, second]))).passages] == [whole]


def test_a_paragraph_begins_where_a_line_is_set_in_or_a_short_line_ended(tmp_path: Path) -> None:
    page = [
        Printed("The first paragraph of this page ends with a short line of its own, which", 57, 700),
        Printed("is this one.", 57, 686),
        Printed("The second paragraph is set in at its first line and not at the second,", 75, 672),
        Printed("as papers of old were printed.", 57, 658),
    ]

    places = [each.place.words for each in _read(tmp_path, pdf(page)).passages]

    assert places == ["page 1, paragraph 1", "page 1, paragraph 2"]


def _with_mark(mark: str = "1", *, low: float = 686) -> list[Printed]:
    """Return a line that goes on behind a footnote's mark, which PDFium gives in two."""
    return [
        Printed("was surprised by it.", 57, low),
        Printed(mark, 155, low + 4.3, 6.4),
        Printed("Robbery, however, was down", 162, low),
    ]


NOTED = [
    Printed("Burglary was again the offence that stood out, and nobody in the meeting", 57, 700),
    *_with_mark(),
    Printed("on last year: it fell by 12.4%.", 57, 672),
]


def test_a_line_with_the_mark_of_a_footnote_in_it_is_whole_and_the_note_stands_behind_its_paragraph(
    tmp_path: Path,
) -> None:
    page = [
        Printed("Burglary", 57, 740, 16, True),
        *NOTED,
        Printed("Rape", 57, 640, 16, True),
        *lines(["Rape rose by 3% in the year, and by as much in the quarter before."], top=610),
        *lines(["1 It rose in every place that was", "counted. The others rose, too."], top=90),
    ]

    read = _read(tmp_path, pdf(page))

    assert [each.text for each in read.passages] == [
        "Burglary",
        "Burglary was again the offence that stood out, and nobody in the meeting was surprised by it.",
        "Robbery, however, was down on last year: it fell by 12.4%.",
        "It rose in every place that was counted.",
        "The others rose, too.",
        "Rape",
        "Rape rose by 3% in the year, and by as much in the quarter before.",
    ]
    note = read.passages[3]
    assert note.place.words == "page 1, footnote 1"
    assert note.headings == ("Burglary",)


def test_a_mark_behind_a_figure_is_no_digit_of_it(tmp_path: Path) -> None:
    page = [
        Printed("It fell to 395", 57, 700),
        Printed("12", 114.5, 704.3, 6.4),
        Printed("offences.", 125, 700),
    ]

    assert [each.text for each in _read(tmp_path, pdf(page)).passages] == ["It fell to 395 offences."]


def test_a_paragraph_goes_on_overleaf_past_a_footnote(tmp_path: Path) -> None:
    first = [*NOTED[:-1], Printed("1", 57, 94.3, 6.4), Printed("It rose in every place.", 63, 90)]
    second = [
        *lines(["on last year: it fell by 12.4%."]),
        Printed("Rape", 57, 640, 16, True),
        *lines(["1 All forces are counted."], top=600),
    ]

    read = _read(tmp_path, pdf(first, second))

    assert [each.text for each in read.passages] == [
        "Burglary was again the offence that stood out, and nobody in the meeting was surprised by it.",
        "Robbery, however, was down on last year: it fell by 12.4%.",
        "It rose in every place.",
        "Rape",
        "1 All forces are counted.",
    ]


def test_what_stands_below_a_note_of_a_table_is_no_part_of_it(tmp_path: Path) -> None:
    page = [
        *NOTED,
        *lines(["1 It rose in every place."], top=600),
        *lines(["Rape rose by 3% in the year."], top=560),
    ]

    read = _read(tmp_path, pdf(page))

    assert [each.place.words for each in read.passages[-2:]] == ["page 1, footnote 1", "page 1, paragraph 2"]


def test_a_note_in_a_list_does_not_end_the_list(tmp_path: Path) -> None:
    page = [
        Printed("There were two changes", 57, 700),
        Printed("1", 173, 704.3, 6.4),
        Printed(":", 177, 700),
        *lines(["• Gangs improved", "• Rape deteriorated"], top=680),
        *lines(["1 Since the last meeting."], top=90),
    ]

    read = _read(tmp_path, pdf(page))

    assert [(each.text, each.lead) for each in read.passages[-2:]] == [
        ("Gangs improved", "There were two changes:"),
        ("Rape deteriorated", "There were two changes:"),
    ]


def test_a_numbered_heading_below_a_list_is_no_item_of_it(tmp_path: Path) -> None:
    page = [
        *lines(["The Board, which meets in May and in July, is recommended to:"], top=700),
        *lines(["1. note the grades;", "2. agree to an update in July."], top=680),
        Printed("3. Executive summary", 57, 630, 14, True),
        *lines(["Rape rose by 3% in the year, and by as much in the quarter before."], top=600),
    ]

    read = _read(tmp_path, pdf(page))

    assert read.passages[-1].headings == ("Executive summary",)
    assert "Executive summary" not in " ".join(read.passages[0].items)


def test_a_table_of_figures_is_counted_once_though_it_goes_on_overleaf(tmp_path: Path) -> None:
    rows = [
        Printed(text, left, low)
        for low in (600, 580)
        for left, text in ((57, "Rape"), (200, "12"), (300, "14"))
    ]
    words = lines(["The table has the figures of the year."], top=700)

    assert _read(tmp_path, pdf([*words, *rows], rows)).tables == 1
    assert _read(tmp_path, pdf(words)).tables == 0


def test_a_dash_in_a_cell_is_no_bullet_of_the_next_cell(tmp_path: Path) -> None:
    heads = [Printed(text, left, 640) for text, left in (("Area", 57), ("Redline", 200), ("Rationale", 300))]
    row = [
        Printed("Child Abuse", 57, 620),
        Printed("- ", 200, 620),
        Printed("No resource is kept for it; the digital", 300, 620),
        Printed("capacity is tighter than it was.", 300, 607),
    ]

    read = _read(tmp_path, pdf([*lines(["The table says why."]), *heads, *row]))

    assert [(each.text, each.beside) for each in read.passages[1:]] == [
        ("No resource is kept for it; the digital capacity is tighter than it was.", ("Child Abuse",))
    ]


@pytest.mark.parametrize("end", [",", ";"])
def test_a_sentence_that_pauses_at_the_foot_of_a_page_goes_on_overleaf(tmp_path: Path, end: str) -> None:
    first, second = f"There were 222 burglaries in January{end}", "the most of all months."

    read = _read(tmp_path, pdf(lines([first]), lines([second])))

    assert [each.text for each in read.passages] == [f"{first} {second}"]


def test_a_line_that_is_set_in_below_a_semicolon_goes_on(tmp_path: Path) -> None:
    page = [
        Printed("Burglary is held at Good (two of three are Good;", 57, 700),
        Printed("one is not).", 75, 686),
    ]

    assert [each.text for each in _read(tmp_path, pdf(page)).passages] == [
        "Burglary is held at Good (two of three are Good; one is not)."
    ]


def test_the_mark_of_an_endnote_is_left_out_and_footnotes_beside_it_are_known(tmp_path: Path) -> None:
    page = [
        *NOTED[:1],
        *_with_mark("i"),
        *NOTED[-1:],
        *lines(["Rape rose by 3% in the year."], top=640),
        Printed("2", 201, 644.3, 6.4),
        *lines(["2 It rose in every place."], top=90),
    ]

    read = _read(tmp_path, pdf(page))

    assert [(each.text, each.place.part) for each in read.passages[1:]] == [
        ("Robbery, however, was down on last year: it fell by 12.4%.", ""),
        ("Rape rose by 3% in the year.", ""),
        ("It rose in every place.", "footnote 2"),
    ]

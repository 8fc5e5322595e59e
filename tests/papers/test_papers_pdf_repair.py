"""The repair of a tagged PDF: pictures, rows, titles and what is left to people, on PDFs of one page."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.support.pdf_files import cell, figure, heading, link, picture, table, tagged
from xlscore.papers.pdf.errors import PdfError
from xlscore.papers.pdf.figures import DECORATION
from xlscore.papers.pdf.painting import painted
from xlscore.papers.pdf.repair import Repaired
from xlscore.papers.pdf.repair import repair as repair_titled
from xlscore.papers.pdf.structure import elements

WORDS = "/Standard <</MCID 0>> BDC\nBT 50 700 Td (words) Tj ET\nEMC\n"
MAP = (50.0, 400.0, 250.0, 500.0)


def repair(data: bytes, title: str = "paper") -> Repaired:
    return repair_titled(data, title=title)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def of_kind(pdf: Any, kind: str) -> list[Any]:
    return [element for element, _ in elements(pdf.Root.StructTreeRoot) if f"/{kind}" == element.S]


def marks(pdf: Any) -> list[str]:
    """The marks of the page in their order, each with its number."""
    found = []
    for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
        if str(instruction.operator) in {"BMC", "BDC"}:
            name, *held = instruction.operands
            found.append(f"{name} {int(held[0].MCID)}" if held else str(name))
    return found


def test_a_picture_painted_as_an_artifact_becomes_the_content_of_its_figure() -> None:
    data = tagged(WORDS + picture("Im1", 50, 400, 200, 100), figure(MAP))

    pdf = opened(repair(data).data)

    (held,) = of_kind(pdf, "Figure")
    assert marks(pdf) == ["/Standard 0", "/Figure 1"]
    assert held.K == 1
    assert str(held.Alt) == "A map."
    assert pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[0][1].objgen == held.objgen


def test_a_logo_in_the_header_stays_an_artifact_though_it_is_painted_first() -> None:
    logo, own = picture("Im2", 50, 800, 60, 20), picture("Im1", 50, 400, 200, 100)

    pdf = opened(repair(tagged(logo + WORDS + own, figure(MAP))).data)

    assert marks(pdf) == ["/Artifact", "/Standard 0", "/Figure 1"]


def test_two_pictures_get_their_own_words_whatever_order_they_are_painted_in() -> None:
    lower = (50.0, 100.0, 250.0, 200.0)
    contents = picture("Im2", 50, 100, 200, 100) + picture("Im1", 50, 400, 200, 100)

    pdf = opened(repair(tagged(contents, figure(MAP, "upper"), figure(lower, "lower"))).data)

    assert {str(held.Alt): int(held.K) for held in of_kind(pdf, "Figure")} == {"upper": 0, "lower": 1}
    assert marks(pdf) == ["/Figure 1", "/Figure 0"]


def test_a_picture_that_is_decoration_leaves_the_structure_and_stays_on_the_page() -> None:
    made = repair(tagged(WORDS + picture("Im1", 50, 400, 200, 100), figure(MAP, DECORATION)))

    pdf = opened(made.data)
    assert (of_kind(pdf, "Figure"), made.pictures, made.problems) == ([], 0, ())
    assert marks(pdf) == ["/Standard 0", "/Artifact"]


def test_a_drawing_of_many_strokes_becomes_one_figure() -> None:
    strokes = "".join(f"/Artifact BMC\n{x} 410 20 50 re f\nEMC\n" for x in (60, 90, 120))
    cloth = "/Artifact BMC\n0 0 595 842 re f\nEMC\n"

    pdf = opened(repair(tagged(cloth + strokes, figure(MAP))).data)

    (held,) = of_kind(pdf, "Figure")
    assert list(held.K) == [0, 1, 2]
    assert marks(pdf) == ["/Artifact", "/Figure 0", "/Figure 1", "/Figure 2"]


def test_a_drawing_kept_by_itself_lies_where_its_own_box_says() -> None:
    contents = "/Artifact BMC\nq 20 0 0 20 50 400 cm /Tr1 Do Q\nEMC\n"  # ten by five, twenty times as large

    pdf = opened(repair(tagged(contents, figure(MAP))).data)

    assert marks(pdf) == ["/Figure 0"]


def test_what_is_painted_beside_every_mark_is_decoration() -> None:
    border = "0.3 0.5 0.7 RG 50 690 m 500 690 l S\n"

    pdf = opened(repair(tagged("0.1 w\n" + WORDS + border)).data)

    assert marks(pdf) == ["/Standard 0", "/Artifact"]


def test_the_first_cell_of_a_row_heads_it() -> None:
    heads = [cell(0, heads=True), cell(1, heads=True), cell(2, heads=True)]
    rows = [[cell(n), cell(n + 1), cell(n + 2)] for n in (3, 6, 9)]

    made = repair(tagged(WORDS, table(heads, *rows)))

    pdf = opened(made.data)
    headings = of_kind(pdf, "TH")
    assert made.row_headings == 3
    assert [str(held.A[-1].Scope) for held in headings] == ["/Column"] * 3 + ["/Row"] * 3


@pytest.mark.parametrize(
    ("rows", "headed"),
    [
        ([[cell(3, down=2), cell(4), cell(5)], [cell(6), cell(7)], [cell(8), cell(9), cell(10)]], 2),
        ([[cell(None), cell(4), cell(5)], [cell(6), cell(7), cell(8)]], 1),
        ([[cell(3), cell(4), cell(5)]], 0),  # four headings over two figures
    ],
    ids=["a cell that reaches over two rows", "an empty first cell", "a table of one row"],
)
def test_rows_are_headed_where_that_says_something(rows: list[list[Any]], headed: int) -> None:
    heads = [cell(0, heads=True), cell(1, heads=True), cell(2, heads=True)]

    made = repair(tagged(WORDS, table(heads, *rows, *[[cell(None), cell(n), cell(n)] for n in (20, 30)])))

    assert made.row_headings == (headed if len(rows) > 1 else 1)


def test_a_list_of_two_columns_keeps_its_rows() -> None:
    rows = [[cell(n), cell(n + 1)] for n in (2, 4, 6)]

    assert repair(tagged(WORDS, table([cell(0, heads=True), cell(1, heads=True)], *rows))).row_headings == 0


def test_a_table_without_headings_is_said_and_none_are_made_up() -> None:
    made = repair(tagged(WORDS, table(*[[cell(n), cell(n + 1), cell(n + 2)] for n in (0, 3, 6)])))

    assert made.row_headings == 0
    assert [(problem.sheet, problem.what) for problem in made.problems] == [
        ("Page 1", "A table has no row of headings.")
    ]


def test_the_second_line_of_a_link_belongs_to_its_words() -> None:
    lines = "".join(
        f"/Link <</MCID {n}>> BDC\nBT {x} {y} Td (link) Tj ET\nEMC\n"
        for n, x, y in ((0, 400, 700), (1, 50, 680))
    )
    data = tagged(lines, link(0), link(1), areas=[(400, 698, 450, 712), (50, 678, 90, 692)])

    made = repair(data)

    pdf = opened(made.data)
    assert [
        [int(held) if isinstance(held, int) else "area" for held in each.K] for each in of_kind(pdf, "Link")
    ] == [
        [0, "area"],
        [1, "area"],
    ]
    assert pdf.pages[0].obj.Tabs == "/S"
    assert [int(area.F) for area in pdf.pages[0].obj.Annots] == [4, 4]
    assert made.problems == ()


def test_a_link_that_lies_on_no_words_is_said() -> None:
    made = repair(tagged(WORDS, link(0), areas=[(300, 20, 350, 40)]))

    assert [problem.what for problem in made.problems] == ["A link belongs to no words of the text."]


def test_empty_paragraphs_go_and_notes_get_names() -> None:
    empty, note = Dictionary(S=Name("/Standard")), Dictionary(S=Name.Note, K=Array([0]))

    pdf = opened(repair(tagged(WORDS, empty, note)).data)

    assert [
        (str(element.S), str(element.get("/ID", ""))) for element, _ in elements(pdf.Root.StructTreeRoot)
    ] == [
        ("/Document", ""),
        ("/Note", "note-1"),
    ]


@pytest.mark.parametrize(
    ("found", "what"),
    [
        ([figure(MAP, "")], "A picture has no words that say what it shows."),
        (
            [figure((50, 10, 80, 30), "A sparkline.")],
            "The picture 'A sparkline.' could not be tied to its alternative text.",
        ),
        ([heading(1, 0), heading(3, 1)], "A heading of level 3 follows one of level 1."),
        ([heading(2, 0)], "A heading of level 2 follows no other."),
    ],
)
def test_what_people_must_put_right_is_said_and_the_file_does_not_call_itself_accessible(
    found: list[Any], what: str
) -> None:
    made = repair(tagged(WORDS + picture("Im1", 50, 400, 200, 100), *found))

    assert [problem.what for problem in made.problems] == [what]
    with opened(made.data) as pdf, pdf.open_metadata() as metadata:
        assert "pdfuaid:part" not in metadata


@pytest.mark.parametrize(
    ("own", "known"),
    [("Grades", "Grades"), ("", "paper")],
)
def test_the_title_is_the_properties_else_the_one_that_is_given(own: str, known: str) -> None:
    pdf = opened(repair(tagged(WORDS, title=own), title="paper").data)

    with pdf.open_metadata() as metadata:
        assert (metadata["dc:title"], metadata["pdfuaid:part"]) == (known, "1")
    assert str(pdf.docinfo["/Title"]) == known
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


@pytest.mark.parametrize(("own", "known"), [("cy-GB", "cy-GB"), ("", "en-GB")])
def test_the_language_is_the_documents_else_british_english(own: str, known: str) -> None:
    assert str(opened(repair(tagged(WORDS, language=own)).data).Root.Lang) == known


def test_a_repaired_file_paints_what_it_painted_and_needs_no_second_repair() -> None:
    border = "50 690 m 500 690 l S\n"
    data = tagged(WORDS + picture("Im1", 50, 400, 200, 100) + border, figure(MAP))

    once = repair(data).data

    before, after, twice = opened(data), opened(once), opened(repair(once).data)
    assert painted(after.pages[0]) == painted(before.pages[0])
    assert marks(twice) == marks(after)
    assert repair(data).data == once


def test_a_blank_page_stays_blank() -> None:
    blank = opened(tagged(""))
    del blank.pages[0].obj.Contents
    held = io.BytesIO()
    blank.save(held)

    assert repair(held.getvalue()).pages == 1


def test_a_repair_that_would_change_a_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(pdf: Any) -> int:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"0 0 9 9 re f")
        return 1

    monkeypatch.setattr("xlscore.papers.pdf.repair.mark_decoration", spoil)

    with pytest.raises(PdfError, match="Page 1 would look different"):
        repair(tagged(WORDS))


def test_a_pdf_without_structure_is_refused() -> None:
    plain = pikepdf.new()
    plain.add_blank_page()
    held = io.BytesIO()
    plain.save(held)

    with pytest.raises(PdfError, match="without structure"):
        repair(held.getvalue())

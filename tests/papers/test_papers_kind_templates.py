"""Our template for each kind of paper, and the places that take a whole section, or everything that has no place."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.papers import test_papers_month, test_papers_msg, test_papers_panel, test_papers_quarterly
from tests.papers.made_paper import made_paper
from tests.papers.test_papers_board import GRID
from tests.papers.test_papers_refresh import refreshed
from tests.support.papers import write_book
from tests.support.validator import validate_all
from xlscore.papers.files import paper_places, refresh_paper, sample_paper, write_paper
from xlscore.papers.kind_templates import ALWAYS, kind_template, template_name, write_templates
from xlscore.papers.kinds import PAPER_KINDS
from xlscore.papers.model import Section, Sentence, Sentences, WholePaper
from xlscore.papers.regions.layout import layout_of
from xlscore.papers.regions.remembered import Remembered
from xlscore.papers.regions.titles import Titles, titles_in
from xlscore.papers.regions.writing import write_regions
from xlscore.papers.templates import TEMPLATE, own_template
from xlscore.resources import folder
from xlscore.word import Document, NewBlockControl, NewParagraph
from xlscore.word.standing.texts import text_of

SHIPPED = folder("workbooks")
BOOKS: dict[str, dict[str, list[list[Any]]]] = {
    "board": {"Grid": GRID},
    "msg": {"MSG": [test_papers_msg.HEADINGS, test_papers_msg.CONFIDENCE, test_papers_msg.BURGLARY]},
    "monthly": test_papers_month.SHEETS,
    "panel": test_papers_panel.SHEETS,
    "quarterly": test_papers_quarterly.SHEETS,
}


def test_each_kind_has_a_template() -> None:
    assert [kind.name for kind in PAPER_KINDS] == list(ALWAYS)
    assert all((SHIPPED / template_name(kind)).exists() for kind in ALWAYS)


@pytest.mark.parametrize("kind", ALWAYS)
def test_the_template_of_a_kind_has_a_place_for_all_that_its_paper_says(kind: str, tmp_path: Path) -> None:
    book = write_book(tmp_path / "book.xlsx", BOOKS[kind])
    template, out = SHIPPED / template_name(kind), tmp_path / "paper.docx"

    places = paper_places(template, book, kind=kind)
    written = write_paper(book, out, kind=kind, template=template)

    assert {each.state for each in places.places} <= {"known", "blank"}
    assert {region.state for region in written.regions} == {"written"}
    assert [each for each in (*places.problems, *written.problems) if each.sheet == template.name] == []
    document = Document.open(out)
    assert {each.title for each in document.controls() if not each.tag} <= {"Title", "Figures up to"}
    assert "From the workbook" not in text_of(document.body)
    assert not refresh_paper(out, book).changed


@pytest.mark.parametrize("kind", ALWAYS)
def test_a_template_is_accessible_as_it_ships(kind: str) -> None:
    document = Document.open(SHIPPED / template_name(kind)).as_document()
    levels = [int(each.role[-1]) for each in document.paragraphs if each.role.startswith("heading")]

    assert [each.role for each in document.paragraphs].count("title") == 1
    assert all(below <= above + 1 for above, below in zip([0, *levels], levels, strict=False))
    assert (document.properties.language, document.properties.title) == (
        "en-GB",
        f"{next(each.title for each in PAPER_KINDS if each.name == kind)}: template",
    )
    assert all(each.is_placeholder and not each.lock for each in document.controls())
    prompts = [text_of(each.element) for each in document.controls()]
    assert min(map(len, prompts)) >= len("Up to when")


@pytest.mark.slow
def test_the_templates_that_ship_are_made_of_the_samples_sections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper_of = cache(sample_paper)
    monkeypatch.setattr("xlscore.papers.kind_templates.sample_paper", paper_of)

    made = write_templates(tmp_path)

    assert {each.name: each.read_bytes() for each in made} == {
        name: (SHIPPED / name).read_bytes() for name in (TEMPLATE, *map(template_name, ALWAYS))
    }
    for kind, keys in ALWAYS.items():
        assert [section.key for section in paper_of(kind).sections if section.key in keys] == list(keys)
    assert kind_template("board") == kind_template("board")


@pytest.mark.validator
@pytest.mark.slow
def test_the_templates_and_what_is_written_into_them_are_valid(tmp_path: Path) -> None:
    for kind, sheets in BOOKS.items():
        book = write_book(tmp_path / f"{kind}.xlsx", sheets)
        write_paper(book, tmp_path / f"{kind}.docx", kind=kind, template=SHIPPED / template_name(kind))
    files = [*(SHIPPED / template_name(kind) for kind in ALWAYS), *sorted(tmp_path.glob("*.docx"))]

    assert set(map(tuple, validate_all(files).values())) == {()}


def words(key: str) -> Sentences:
    return Sentences(key, f"About {key}", (Sentence(f"{key}.1", (f"It is {key}.",)),))


PAPER = WholePaper(
    kind="board",
    title="A paper",
    sections=(
        Section("one", "1.0", "One", (words("a"), words("b"), words("c"))),
        Section("two", "2.0", "Two"),
        Section("two.one", "2.1", "Below", (words("d"),), level=2),
        Section("two.two", "2.2", "Beneath", (words("e"),), level=2),
        Section("three", "3.0", "Three", (words("f"),)),
        Section("four", "4.0", "Four"),
    ),
)


def place(title: str) -> NewBlockControl:
    return NewBlockControl("", title, lock="", prompt="Here")


def written(*titles: str, paper: WholePaper = PAPER) -> tuple[list[str], Titles, Document]:
    """Return the lines of a template with these places once the paper is written into it."""
    document = Document.open(own_template())
    document.append(*(NewParagraph(title[1:]) if title[0] == "=" else place(title) for title in titles))
    _, found = write_regions(document, paper, Remembered("board", "book.xlsx"))
    return [each.text for each in document.paragraphs], found, document


@pytest.mark.parametrize(
    ("titles", "lines"),
    [
        (["Section: Three"], ["It is f."]),
        (["section: 3.0 three"], ["It is f."]),
        (["Whole section: Three"], ["3.0 Three", "It is f."]),
        # What stands below a section comes with its heading, unless it has a place of its own.
        (["Section: Two"], ["2.1 Below", "It is d.", "2.2 Beneath", "It is e."]),
        (["Section: Two", "=Mine", "Section: Below"], ["2.2 Beneath", "It is e.", "Mine", "It is d."]),
        (["Section: Two", "=Mine", "About d"], ["2.2 Beneath", "It is e.", "Mine", "It is d."]),
        # Of a section whose parts have places its own place has the rest.
        (["About b", "=Mine", "Section: One"], ["It is b.", "Mine", "It is a.", "It is c."]),
        # Everything else has what has no place, with its heading; what belongs beside a place stands there.
        (
            ["About b", "=Mine", "Section: Three", "Everything else"],
            ["It is b.", "It is a.", "It is c.", "Mine", "It is f.", "2.0 Two", "2.1 Below", "It is d.", "2.2 Beneath", "It is e."],
        ),
        (["Everything else", "=Mine", "Section: Two"], ["1.0 One", "It is a.", "It is b.", "It is c.", "3.0 Three", "It is f.", "Mine", "2.1 Below", "It is d.", "2.2 Beneath", "It is e."]),
        # Without such a place the template leaves out what it has no place for.
        (["About b"], ["It is b."]),
        (["Section: Four", "=Mine"], ["Mine"]),
    ],
)  # fmt: skip
def test_what_has_no_place_of_its_own_comes_where_its_section_or_everything_else_has_one(
    titles: list[str], lines: list[str]
) -> None:
    found, *_ = written(*titles)

    assert found == lines


def test_a_place_for_what_this_paper_has_not_is_taken_away_and_no_slip() -> None:
    lines, found, _ = written("Title", "Figures up to", "Front sheet", "Section: Three", "Everything else")

    assert lines[0] == "A paper"
    assert "Here" not in lines
    assert [each.title for each in found.blank] == ["Figures up to", "Front sheet"]
    assert (found.unknown, found.missing) == ((), ())


def test_a_section_that_is_not_there_and_a_place_within_another_are_unknown_and_a_slip_is_told() -> None:
    document = Document.open(own_template())
    document.append(
        NewBlockControl("", "Section: Two", [place("Section: Below")]),
        place("Section: Tree"),
        place("Section: Nowhere"),
        place("Evrything else"),
    )

    found = titles_in(document, layout_of(PAPER))

    assert [each.title for each in found.unknown] == [
        "Section: Below", "Section: Tree", "Section: Nowhere", "Evrything else",
    ]  # fmt: skip
    assert {"Section: Tree", "Evrything else"} <= {each.title for each in found.near}
    assert [each.title for each, _ in found.whole] == ["Section: Two"]


def test_what_a_later_month_brings_stands_where_it_belongs_in_such_a_paper() -> None:
    before = made_paper(1)
    *_, document = written("Title", "Figures up to", "Everything else", paper=before)

    saved, told = refreshed(document.to_bytes(), made_paper(2, more=True))

    texts = [each.text for each in saved.paragraphs]
    assert told.problems == ()
    assert "·1⟩" not in "".join(texts)
    assert layout_of(made_paper(2, more=True)).by_tag.keys() <= {each.tag for each in saved.controls()}


@pytest.mark.parametrize("kind", ALWAYS)
def test_every_page_of_our_templates_says_its_number(kind: str, tmp_path: Path) -> None:
    book, out = write_book(tmp_path / "book.xlsx", BOOKS[kind]), tmp_path / "paper.docx"
    write_paper(book, out, kind=kind, template=SHIPPED / template_name(kind))

    with zipfile.ZipFile(out) as package:
        body = package.read("word/document.xml").decode()
        feet = [package.read(name).decode() for name in package.namelist() if name.startswith("word/footer")]
    assert any('w:instr=" PAGE "' in foot for foot in feet)
    first = body[body.index("<w:sectPr") :]
    assert "w:footerReference" in first[: first.index("</w:sectPr>")]


def test_no_page_is_empty_between_two_places_with_wide_tables(tmp_path: Path) -> None:
    book, out = write_book(tmp_path / "book.xlsx", BOOKS["monthly"]), tmp_path / "paper.docx"
    write_paper(book, out, kind="monthly", template=SHIPPED / template_name("monthly"))

    with zipfile.ZipFile(out) as package:
        body = package.read("word/document.xml").decode()
    assert 'w:orient="landscape"' in body
    assert "</w:sectPr></w:pPr></w:p><w:p><w:pPr><w:sectPr>" not in body

"""The worksheet's drawing as other programs judge it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.libreoffice import Office
from tests.support.pictures import pdf_pages
from tests.support.tubemap_book import write_book
from tests.support.tubemap_samples import ADDITIONAL, COMMANDS, FORCE, sample_map
from tests.support.validator import validate
from xlscore.ooxml import Package
from xlscore.tubemap import Drawing, Stop, build_map, draw, write_drawing
from xlscore.tubemap.judged.metrics import measure

SAMPLES = (FORCE, ADDITIONAL, COMMANDS)
DrawingOf = Callable[..., Drawing]


@pytest.mark.validator
def test_the_validator_finds_no_error(tmp_path: Path, drawing_of: DrawingOf) -> None:
    book = write_book(tmp_path / "maps.xlsx", {name: drawing_of(name) for name in SAMPLES})

    assert validate(book) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("page", ["A4", "A3"])
def test_libreoffice_prints_each_map_on_one_page(
    tmp_path: Path, drawing_of: DrawingOf, office: Office, page: str
) -> None:
    book = write_book(tmp_path / "maps.xlsx", {ADDITIONAL: drawing_of(ADDITIONAL, page)}, page)

    assert pdf_pages(office.pdf(book, tmp_path)) == 1


def test_metrics_read_the_part_out_of_a_saved_workbook(tmp_path: Path, drawing_of: DrawingOf) -> None:
    book = write_book(tmp_path / "maps.xlsx", {FORCE: drawing_of(FORCE)})

    part = Package.open(book).read("/xl/drawings/drawing1.xml")

    assert measure(part, sample_map(FORCE)).hard == 0


def test_stations_and_lines_are_named_and_told_in_sentences(drawing_of: DrawingOf) -> None:
    names = dict(re.findall(r'name="((?:Station|Line): [^"]*)" descr="([^"]*)"', drawing_of(FORCE).xml))

    assert len(names) == 15 + 5
    assert names["Station: Domestic Abuse"].startswith("Domestic Abuse is graded Requires Improvement")
    assert all(sentence.endswith(".") for sentence in names.values())


def test_ids_differ_over_several_maps(drawing_of: DrawingOf) -> None:
    xml = write_drawing([drawing_of(name).scene for name in SAMPLES], [0, 50, 100])

    ids = re.findall(r'<xdr:cNvPr id="(\d+)"', xml)

    assert len(ids) == len(set(ids))
    assert xml.count("<xdr:oneCellAnchor") == 3


def test_no_free_form_has_an_empty_box(drawing_of: DrawingOf) -> None:
    assert not re.search(r'<a:path w="0"|<a:path w="\d+" h="0"', drawing_of(FORCE).xml)


@pytest.mark.slow
@pytest.mark.usefixtures("searched_briefly")
def test_names_with_signs_of_xml_are_written_as_they_are() -> None:
    name = "O’Brien <&> \"quoted\" 'single'"
    drawn, _ = build_map("M <&>", [Stop("A & B", 1, name), Stop("A & B", 2, "=1+1")])

    drawing = draw(drawn)

    for text in (drawing.xml, drawing.svg):
        assert f"Station: {name}" in {
            value for node in ElementTree.fromstring(text.encode()).iter() for value in node.attrib.values()
        }

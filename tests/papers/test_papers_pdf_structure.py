"""The structure of a tagged PDF, element by element: kinds, rows, content, owners of numbers."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.support.pdf_files import cell, tagged
from xlscore.papers.pdf.structure import (
    children,
    drop_empty_paragraphs,
    elements,
    kind,
    owned_numbers,
    rows_of,
    says_something,
)

WORDS = "/Standard <</MCID 0>> BDC\nBT 50 700 Td (words) Tj ET\nEMC\n"


@pytest.fixture
def pdf() -> Any:
    """A page of words."""
    return pikepdf.open(io.BytesIO(tagged(WORDS, Dictionary(S=Name("/Standard"), K=Array([0])))))


@pytest.mark.parametrize(
    ("roles", "standard"),
    [
        ({}, "Body"),
        ({"/Body": Name("/Text")}, "Text"),
        ({"/Body": Name("/Text"), "/Text": Name.P}, "P"),
        ({"/Body": Name("/Text"), "/Text": Name("/Body")}, "Body"),
    ],
    ids=["no role", "one role", "a role of a role", "roles in a circle"],
)
def test_a_kind_is_the_last_of_the_roles_that_lead_to_it(roles: dict[str, Any], standard: str) -> None:
    assert kind(Dictionary(S=Name("/Body")), roles) == standard


@pytest.mark.parametrize(
    ("element", "says"),
    [
        (Dictionary(S=Name.TD), False),
        (Dictionary(S=Name.TD, K=3), True),
        (Dictionary(S=Name.TD, K=Array([Dictionary(S=Name.P), Dictionary(S=Name.P)])), False),
        (Dictionary(S=Name.TD, K=Array([Dictionary(S=Name.P), Dictionary(S=Name.P, K=3)])), True),
        (Dictionary(S=Name.TD, K=Array([Dictionary(Type=Name.OBJR)])), True),
    ],
    ids=["nothing", "a number", "empty paragraphs", "a paragraph", "a link's area"],
)
def test_an_element_says_something_where_any_content_is_below_it(element: Any, says: bool) -> None:
    assert says_something(element) is says


def test_rows_are_those_of_the_head_the_body_and_the_foot() -> None:
    def row(number: int) -> Dictionary:
        return Dictionary(S=Name.TR, K=Array([cell(number)]))

    table = Dictionary(
        S=Name.Table,
        K=Array(
            [
                7,
                Dictionary(S=Name.Caption, K=0),
                Dictionary(S=Name.THead, K=Array([row(1)])),
                Dictionary(S=Name.TBody, K=Array([row(2), row(3)])),
                Dictionary(S=Name.TFoot, K=row(4)),
                row(5),
            ]
        ),
    )

    found = rows_of(table, {})

    assert [int(children(children(children(each)[0])[0])[0]) for each in found] == [1, 2, 3, 4, 5]


def test_a_page_without_owners_gets_a_list_of_its_own(pdf: Any) -> None:
    pdf.add_blank_page()
    page = pdf.pages[1]

    owned_numbers(pdf, page).append(pdf.Root.StructTreeRoot.K)
    again = owned_numbers(pdf, page)

    assert int(page.obj.StructParents) == 1
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == 2
    assert len(again) == 1


def test_paragraphs_in_which_nothing_stands_go_and_notes_are_named(pdf: Any) -> None:
    whole = pdf.Root.StructTreeRoot.K
    for each in (
        Dictionary(S=Name.P),
        Dictionary(S=Name.P, ActualText=pikepdf.String("said")),
        Dictionary(S=Name.Note, K=Array([1])),
        Dictionary(S=Name.Note, ID=pikepdf.String("own"), K=Array([2])),
    ):
        whole.K.append(pdf.make_indirect(each))

    drop_empty_paragraphs(pdf)

    left = [str(element.S) for element, _ in elements(pdf.Root.StructTreeRoot)]
    assert left == ["/Document", "/Standard", "/P", "/Note", "/Note"]
    assert [str(element.ID) for element, _ in elements(pdf.Root.StructTreeRoot) if element.S == "/Note"] == [
        "note-1",
        "own",
    ]

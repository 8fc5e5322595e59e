"""Formula text: tokens, moved references, what a formula depends on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from xlscore.ooxml.values.addresses import cell_address
from xlscore.ooxml.values.formulas import functions_in, moved, references_in, tokens
from xlscore.ooxml.values.function_names import as_shown, as_stored, is_native

FORMULAS = [
    "A1+B2*$C$3-D$4/$E5",
    "SUM(A1:B9,C:C,$D:E,7:9,$3:4)",
    'IF(A1="A1 ""B2""","yes",\'A 1\'!B2)',
    "'It''s B2'!A1+Sheet2!$A1+[1]Sheet1!C3+'[2]My A1'!D4",
    "Table1[[#This Row],[A1]]+Table1[B2]+A1",
    "LOG10(A1)+ATAN2(B1,C1)+A1B+_xlfn.XLOOKUP(A1,B:B,C:C)",
    "#REF!+#N/A+A1%^2+1E5+1.5E-3+.5+{1,2;3,4}",
    "A1 B2:C3",
    "TRUE+Übersicht!A1+größe",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_tokens_joined_are_the_formula_again(formula):
    assert "".join(text for _, text in tokens(formula)) == formula


@given(st.text(max_size=60))
@pytest.mark.slow
def test_any_text_is_cut_into_tokens_without_loss(text):
    assert "".join(piece for _, piece in tokens(text)) == text
    assert isinstance(moved(text, 1, 1), str)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(("down", "right"), [(1, 0), (0, 1), (7, 30), (2, 2)])
def test_moving_a_formula_agrees_with_openpyxl(formula, down, right):
    expected = Translator("=" + formula, "J20").translate_formula(cell_address(20 + down, 10 + right))

    assert "=" + moved(formula, down, right) == expected


@pytest.mark.parametrize(
    ("formula", "down", "right", "expected"),
    [
        ("A1", -1, 0, "#REF!"),
        ("SUM(A1:B2)", 0, -1, "SUM(#REF!)"),
        ("XFD1", 0, 1, "#REF!"),
        ("A1048576", 1, 0, "#REF!"),
        ("$A$1", -5, -5, "$A$1"),
        ("$5:6", 2, 0, "$5:8"),
        ("$A:B", 0, 2, "$A:D"),
        ("a1", 1, 1, "B2"),
        # openpyxl takes a reference before ":INDEX(" for no reference; Excel moves it.
        ("A1:INDEX(B:B,3)", 1, 1, "B2:INDEX(C:C,3)"),
    ],
)
def test_the_edges_of_the_sheet_and_held_parts(formula, down, right, expected):
    assert moved(formula, down, right) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1+$B$2", [(None, "A1"), (None, "B2")]),
        ("'MSG data'!A1:B2", [("MSG data", "A1:B2")]),
        ("'It''s'!A:A", [("It's", "A:A")]),
        ("[1]Sheet1!A1+'[1]x y'!B2", []),
        ("total*2", [(None, None)]),
        ("Table1[x]", [(None, None), (None, None)]),
        ("Sheet1:Sheet3!A1", [(None, None)]),
        ('"A1"&TRUE&1', []),
        ("A1:INDEX(B1,1)", [(None, "A1"), (None, None), (None, "B1")]),
    ],
)
def test_what_a_formula_refers_to(formula, expected):
    found = [(each.sheet, each.box.address() if each.box else None) for each in references_in(formula)]

    assert found == expected


def test_functions_are_found_outside_texts_only():
    assert functions_in('sum(A1)&"COUNT("&MSG.BAND (B1)&_xlfn.IFS(1,2)') == {"SUM", "MSG.BAND", "_XLFN.IFS"}


@pytest.mark.parametrize(
    "name", ["SUM", "sumifs", "XLOOKUP", "_xlfn._xlws.SORT", "STDEV.S", "TEXTJOIN", "LET"]
)
def test_excels_own_functions_are_known(name):
    assert is_native(name)


@pytest.mark.parametrize("name", ["MSG.BAND", "_xludf.MSG", "XLSUM", "SUMME"])
def test_other_functions_are_not(name):
    assert not is_native(name)


@pytest.mark.parametrize(
    ("shown", "stored"),
    [
        ("SUM(A1)", "SUM(A1)"),
        ("IFS(A1,STDEV.S(B:B))", "_xlfn.IFS(A1,_xlfn.STDEV.S(B:B))"),
        ('FILTER(A:A,B:B="SORT(")', '_xlfn._xlws.FILTER(A:A,B:B="SORT(")'),
    ],
)
def test_newer_functions_change_their_spelling_both_ways(shown, stored):
    assert as_stored(shown) == stored
    assert as_stored(stored) == stored
    assert as_shown(stored) == shown


@pytest.mark.parametrize(
    ("formula", "kinds"),
    [
        ("YTD2025/2", ["name", "other", "number"]),
        ("XFD1048576", ["cells"]),
        ("XFE1", ["name"]),
        ("A1048577", ["name"]),
        ("A0", ["name"]),
        ("ZZZ1:ZZZ2", ["name", "other", "name"]),
        ("AAA:XFD", ["columns"]),
        ("AAA:XFE", ["name", "other", "name"]),
        ("1:1048576", ["rows"]),
        ("0:5", ["number", "other", "number"]),
    ],
)
def test_what_reads_like_a_cell_outside_the_grid_is_a_name(formula, kinds):
    assert [kind for kind, _ in tokens(formula)] == kinds


@pytest.mark.parametrize("formula", ["YTD2025/2", "A0", "$A$0+B2", "SUM(A1048577:B2)", "XFE1:XFF9"])
def test_a_formula_with_a_place_outside_the_grid_may_depend_on_any_cell(formula):
    assert None in [each.box for each in references_in(formula)]
    assert "YTD2025" not in moved(formula, 3, 3) or moved(formula, 3, 3) == formula

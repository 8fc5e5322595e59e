"""Calls of our functions: known as ours however a lane spells them, and another add-in's never."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.books import BookError
from xlscore.books.tables.own_calls import (
    calls_ours,
    learnt_namespaces,
    namespace_key,
    prefix_of,
    respelt,
)
from xlscore.excel.names import excel_functions

WEB: Final = frozenset({"", "SCORECARD"})
STORED: Final = prefix_of("SCORECARD")

OURS = [
    "=MSG_GAP(A2,A:A,B:B)",
    "=msg_gap (A2,A:A,B:B)",
    "=SCORECARD.MSG_GAP(A2,A:A,B:B)",
    "=scorecard.msg_gap(A2,A:A,B:B)",
    "=_xldudf_MSG_GAP(A2,A:A,B:B)",
    "=_xldudf_SCORECARD_MSG_GAP(A2,A:A,B:B)",
    "=_xldudf_scorecard_msg_gap(A2,A:A,B:B)",
    "=[2]!_xldudf_SCORECARD_MSG_GAP(A2,A:A,B:B)",
    r"='C:\An officer''s\XLSTART\xlscore.xlam'!MSG_GAP(A2,A:A,B:B)",
    "=xlscore.xlam!MSG_GAP(A2,A:A,B:B)",
    "=[1]!MSG_GAP(A2,A:A,B:B)",
    "=_xlfn.MSG_GAP(A2,A:A,B:B)",
    "=_xludf.MSG_GAP(A2,A:A,B:B)",
    "=IFERROR(SUM(B:B)-_xldudf_SCORECARD_YOY(A2,B2),\"\")",
    "=SCORECARD.TREND(A2:F2)",
    "=[1]!TREND(A2:F2)",
]  # fmt: skip

THEIRS = [
    "=OTHER.MSG_GAP(A2,A:A,B:B)",
    "=_xldudf_OTHER_MSG_GAP(A2,A:A,B:B)",
    "=_xldudf_SCORECARD2_MSG_GAP(A2,A:A,B:B)",
    "=_xldudf_MY_SCORECARD_MSG_GAP(A2,A:A,B:B)",
    "=MY.SCORECARD.MSG_GAP(A2,A:A,B:B)",
    r"='C:\add-ins\other.xlam'!MSG_GAP(A2,A:A,B:B)",
    r"='C:\add-ins\not xlscore.xlam'!MSG_GAP(A2,A:A,B:B)",
    "='MSG data'!MSG_GAP(A2)",
    "=_xll.MSG_GAP(A2,A:A,B:B)",
    "=MSG_GAPS(A2)",
    "=MY_MSG_GAP(A2)",
    "=TREND(A2:F2)",
    "=_xlfn.LET(_xlpm.YOY,_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2),_xlpm.YOY(A1))",
    "=LET(YOY,LAMBDA(x,x*2),YOY(A1))",
    '="SCORECARD.MSG_GAP("&A1',
    "='SCORECARD.MSG_GAP('!A1",
    "=Table1[MSG_GAP(A2)]",
    "=SUM(Table1[[#This Row],[_xldudf_SCORECARD_YOY(]])",
    "=SCORECARD.TOTAL(A1)+1",
]


@pytest.mark.parametrize("formula", OURS)
def test_a_call_is_ours_in_every_spelling(formula: str) -> None:
    assert calls_ours(formula, WEB)


@pytest.mark.parametrize("formula", THEIRS)
def test_what_only_looks_like_a_call_of_ours_is_not(formula: str) -> None:
    assert not calls_ours(formula, WEB)
    assert respelt(formula, STORED, WEB) == formula == respelt(formula, "", WEB)


@pytest.mark.parametrize(
    ("desktop", "web"),
    [
        ("=MSG_GAP(A2,A:A,B:B)", "=~MSG_GAP(A2,A:A,B:B)"),
        ('=IF(A1="YOY(",YOY(B1,C1),"RAG("&RAG(YOY(B1,C1),0.1))', '=IF(A1="YOY(",~YOY(B1,C1),"RAG("&~RAG(~YOY(B1,C1),0.1))'),
        ("=YOY(Table1[[#This Row],[This (year)]],Table1[YOY(])", "=~YOY(Table1[[#This Row],[This (year)]],Table1[YOY(])"),
        ("=TREND_ARROW({1,2;3,4})+TREND({1,2})", "=~TREND_ARROW({1,2;3,4})+TREND({1,2})"),
        ("=_xlfn.LET(_xlpm.a,YOY(A1,B1),_xlpm.a*2)", "=_xlfn.LET(_xlpm.a,~YOY(A1,B1),_xlpm.a*2)"),
        ("=_xlfn.MAP(A1:A9,_xlfn.LAMBDA(_xlpm.v,YOY(_xlpm.v,B1)))", "=_xlfn.MAP(A1:A9,_xlfn.LAMBDA(_xlpm.v,~YOY(_xlpm.v,B1)))"),
        ("=yoy( 'it''s YOY('!B1 , C1 )", "=~yoy( 'it''s YOY('!B1 , C1 )"),
        ("=OTHER.YOY(YOY(A1,B1),2)", "=OTHER.YOY(~YOY(A1,B1),2)"),
        ("=FORCE_GRADE_WHY(A1:B1)&FORCE_GRADE(A1:B1)", "=~FORCE_GRADE_WHY(A1:B1)&~FORCE_GRADE(A1:B1)"),
        ("=YOY(B1,\n   C1) ", "=~YOY(B1,\n   C1) "),
    ],
)  # fmt: skip
@pytest.mark.parametrize("prefix", [STORED, prefix_of("SCORECARD", stored=False), prefix_of("")])
def test_only_the_calls_of_ours_change_over_and_back(desktop: str, web: str, prefix: str) -> None:
    there = respelt(desktop, prefix, WEB)

    assert there == web.replace("~", prefix)
    assert respelt(there, prefix, WEB) == there
    assert respelt(there, "", WEB) == desktop


def test_the_way_back_leaves_the_file_of_the_add_in_out_and_names_what_the_desktop_calls_otherwise() -> None:
    linked = r"='C:\XLSTART\xlscore.xlam'!TREND(A1:F1)+[1]!YOY(A1,B1)+_xludf.RAG(A1,B1)"

    assert respelt(linked, STORED, WEB) == (
        f"={STORED}TREND_ARROW(A1:F1)+{STORED}YOY(A1,B1)+{STORED}RAG(A1,B1)"
    )
    assert respelt(linked, "", WEB) == "=TREND_ARROW(A1:F1)+YOY(A1,B1)+RAG(A1,B1)"


_OPERANDS = st.sampled_from(
    ["A1", "$B$2:C9", "'MSG data'!A:A", "'YOY('!A1", '"RAG(1,2)"', '"a ""YOY("" b"', "{1,2;3,4}", "1.5", "TRUE", "Table1[#All]",
     "Table1[[#This Row],[YOY(1)]]", "#N/A", "[1]Grid!A1", "a_name", "-3%", ""]
)  # fmt: skip
_OTHERS = st.sampled_from(
    ["SUM", "IF", "_xlfn.XLOOKUP", "T.TEST", "OTHER.YOY", "_xldudf_OTHER_RAG", "_xlfn._xlws.SORT", "TREND"]
)
_NAMES = st.sampled_from(sorted(excel_functions()))


def _formulas(names: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    call = st.recursive(
        _OPERANDS,
        lambda inner: st.builds(
            lambda name, arguments, glue: f"{name}({glue.join(arguments)})",
            st.one_of(names, _OTHERS),
            st.lists(inner, min_size=1, max_size=3),
            st.sampled_from([",", " , ", "\n,"]),
        ),
        max_leaves=12,
    )
    return call.map(lambda text: f"={text}")


@given(formula=_formulas(_NAMES), namespace=st.sampled_from(["SCORECARD", "", "Force.SC", "A"]))
def test_a_formula_of_the_desktop_is_the_same_after_over_and_back(formula: str, namespace: str) -> None:
    known = WEB | {namespace_key(namespace)}
    for stored in (True, False):
        prefix = prefix_of(namespace, stored=stored)
        there = respelt(formula, prefix, known)

        assert respelt(there, "", known) == formula
        assert calls_ours(there, known) == calls_ours(formula, known)


@given(formula=_formulas(_NAMES.map(STORED.__add__)))
def test_a_formula_of_the_web_is_the_same_after_over_and_back(formula: str) -> None:
    assert respelt(respelt(formula, "", WEB), STORED, WEB) == formula


@given(text=st.text(alphabet=st.sampled_from("=YORAG_.()[]{}'\"!,;# A1$\n"), max_size=40))
def test_what_is_no_formula_at_all_breaks_nothing(text: str) -> None:
    there = respelt(text, STORED, WEB)

    assert (there == text) == (not calls_ours(text, frozenset()) or there == text)
    assert respelt(there, STORED, WEB) == there


@pytest.mark.parametrize(
    ("formulas", "learnt"),
    [
        ({"=A.YOY(B2,C2)", "=_xldudf_A_RAG(B2,C2)"}, {"A"}),
        ({"=F.SC.YOY(B2,C2)", "=_xldudf_F_SC_RAG(B2,C2)", "=MSG_GAP(A1,B:B,C:C)"}, {"F_SC"}),
        ({"=A.YOY(B2,C2)", "=A.YOY(B3,C3)"}, set()),
        ({"=A.YOY(B2,C2)", "=A.RAG(B2,C2)", "=A.PRICE(B2)"}, set()),
        ({"=_xldudf_A_YOY(B2,C2)", "=_xldudf_A_RAG(B2,C2)", "=_xldudf_A_PRICE(B2)"}, set()),
        ({"=A.YOY(B2,C2)", "=A.RAG(B2,C2)", "=SCORECARD.RAG(B2,C2)"}, set()),
        ({"=A.YOY(B2,C2)", "=A.RAG(B2,C2)", "=B.RAG(B2,C2)"}, set()),
        ({'="A.YOY("', '="A.RAG("'}, set()),
    ],
)
def test_a_namespace_is_learnt_where_it_can_be_no_other_add_in(formulas: set[str], learnt: set[str]) -> None:
    assert learnt_namespaces(formulas, WEB) == learnt


@pytest.mark.parametrize("namespace", ["a b", "1A", "A_B", "A..B", ".A", "A.", "A" * 33, "É"])
def test_what_excel_takes_for_no_namespace_is_refused(namespace: str) -> None:
    with pytest.raises(BookError, match="cannot be the namespace"):
        namespace_key(namespace)

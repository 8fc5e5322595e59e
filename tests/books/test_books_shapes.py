"""The shape of a formula: which two say the same with other cells, and which do not."""

from __future__ import annotations

import pytest

from xlscore.books.tables.shapes import fits, same_shape

SAME = [
    ("=YOY(E2,F2)", "=YOY(E9,F9)"),
    ("=YOY(E2,F2)", " = yoy( $E$2 ,\n'MSG data'!F2 )"),
    ("=YOY(E2,F2)", "=_xlfn.YOY(E2,F2)"),
    ("=YOY(E2,F2)", "=_xludf.YOY(E2,F2)"),
    ("=YOY(E2,F2)", "=_xll.YOY(E2,F2)"),
    ("=TREND_ARROW(B5:D5)", "=TREND_ARROW(CHOOSE({1,2,3},B5,D5,F5))"),
    ("=TREND_ARROW(B5:D5)", "=TREND_ARROW(Sales[Jan])"),
    ("=TREND_ARROW(B5:D5)", "=TREND_ARROW(months)"),
    ("=TREND_ARROW(B5:D5)", "=TREND_ARROW(#REF!)"),
    ("=Sheet2!B7", "=sheet2!$B$7"),
    ("=E2*-3", "=F9*-3.0"),
]
OTHER = [
    ("=RAG(E2,F2,TRUE)", "=RAG(E2,F2,FALSE)"),
    ("=E2*2", "=E2*-3"),
    ("=RAG(E2,-0.2)", "=RAG(E2,0.1)"),
    ("=-2", "=3"),
    ("=(-2)", "=(3)"),
    ("=YOY(E2,F2)", "=YOY(E2,F2,G2)"),
    ("=YOY(E2,F2)", "=YOY(E2)"),
    ("=YOY(E2,F2)", "=YOY_POINTS(E2,F2)"),
    ("=YOY(E2,F2)", "=-YOY(E2,F2)"),
    ("=YOY(E2,F2)", "=(YOY(E2,F2))"),
    ("=YOY(E2,F2)", "=YOY(E2,-F2)"),
    ("=YOY(E2,F2)", "=YOY(E2,100)"),
    ("=E2-2", "=E2+2"),
    ("=E2-2", "=E2*2"),
    ("=(E2)-2", "=(E2)+2"),
    ("=SUM(E2)-2", "=SUM(E2)2"),
    ("=YOY(E2,F2)-2", "=YOY(E2,F2)*2"),
    ('=IF(E2,"Yes")', '=IF(E2,"yes")'),
    ("=E2<=F2", "=E2<F2"),
    ("=Sheet2!B7", "='MSG data'!B7"),
    ("=B7", "=B8"),
    ("=YOY(E2,F2)", "=B7"),
    ("=CHOOSE({1,2},B5,SUM(C5))", "=CHOOSE({1,2},B5,C5)"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_formulas_of_one_shape(one: str, two: str) -> None:
    assert same_shape(one, two)
    assert same_shape(two, one)


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_formulas_of_two_shapes(one: str, two: str) -> None:
    assert not same_shape(one, two)
    assert not same_shape(two, one)


@pytest.mark.parametrize(
    ("formula", "pattern", "fitting"),
    [
        ("=RAG(J5,C5,TRUE,xls_rag_tolerance)", "=RAG(cells,cells,truth,rag_tolerance)", True),
        ("=RAG(J5,C5,TRUE,0.05)", "=RAG(cells,cells,truth,rag_tolerance)", True),
        ('=RAG(J5,C5,TRUE,"none")', "=RAG(cells,cells,truth,rag_tolerance)", False),
        ("=RAG(J5,C5,TRUE,Policy!$B$5)", "=RAG(cells,cells,truth,rag_tolerance)", True),
        ('=RAG(J5,C5,"yes",0.05)', "=RAG(cells,cells,truth,rag_tolerance)", False),
        ("=RAG(J5,0.1,TRUE,0.05)", "=RAG(cells,cells,truth,rag_tolerance)", False),
        ("=RAG(J5,C5,K5,0.05)", "=RAG(cells,cells,truth,rag_tolerance)", False),
        ("=RAG(J5,C5,TRUE,-0.05)", "=RAG(cells,cells,truth,rag_tolerance)", False),
        ("=RAG(J5,C5,TRUE,-K5)", "=RAG(cells,cells,truth,rag_tolerance)", False),
        ("=RAG(J5,C5,TRUE)", "=RAG(cells,cells,truth,rag_tolerance)", False),
        ("=RAG(J5,C5,TRUE,0.05,K5)", "=RAG(cells,cells,truth,rag_tolerance)", False),
        ('=IF(C2<=D2,"Yes","No")', '=IF(cells<=cells,"Yes","No")', True),
        ('=IF(C2<=D2,"Ja","No")', '=IF(cells<=cells,"Yes","No")', False),
        ('=IF(AND(C2<=D2,G2),"Yes","No")', '=IF(cells<=cells,"Yes","No")', False),
    ],
)
def test_a_formula_fits_a_pattern(formula: str, pattern: str, fitting: bool) -> None:
    assert fits(formula, ["=SOMETHING(else)", pattern]) is fitting


def test_no_formula_fits_no_pattern() -> None:
    assert not fits("=YOY(E2,F2)", [])

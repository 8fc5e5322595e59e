"""Names, tables, validations, conditional formats, notes and links beside what a file holds already."""

from __future__ import annotations

import pytest

from tests.support.raw_workbooks import sheet_xml, workbook_bytes
from xlscore.ooxml import Workbook
from xlscore.ooxml.around import conditional, hyperlinks, names, notes, tables, validation
from xlscore.ooxml.around.conditional import Rule
from xlscore.ooxml.around.notes import CellNote
from xlscore.ooxml.around.sheets import shell_of
from xlscore.ooxml.around.validation import Validation
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.values.addresses import parse_box

X14 = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list"><x14:formula1><xm:f>Sheet2!$A$1:$A$3</xm:f></x14:formula1>'
    "<xm:sqref>B2:B9</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    '<ext uri="{other}"/></extLst>'
)
TABLE_ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Force</t></is></c><c r="B1" t="inlineStr"><is><t>Rate</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Essex</t></is></c><c r="B2"><v>1.5</v></c></row>'
)


def workbook_of(before: str = "", after: str = "", rows: str = "", **more: object) -> Workbook:
    """A workbook with one sheet around these elements."""
    return Workbook.open(workbook_bytes(sheet_xml(rows, before, after), **more))


def xml_of(workbook: Workbook) -> str:
    """The XML of the first sheet's shell."""
    return workbook.sheets[0].shell.decode()


def test_names_are_kept_sorted_and_others_keep_their_settings() -> None:
    workbook = workbook_of(
        after_sheets='<definedNames><definedName name="alpha" comment="kept">Sheet1!$A$1</definedName>'
        '<definedName name="zeta" hidden="1">1</definedName></definedNames>'
    )
    shell = shell_of(workbook)

    names.set_name(shell, "middle", "=Sheet1!$B$1")
    names.set_name(shell, "alpha", "Sheet1!$A$2")
    names.set_name(shell, "alpha", "Sheet1!$A$3", 0)

    found = [(item.name, item.refers_to, item.scope) for item in names.names(shell)]
    assert found == [
        ("alpha", "Sheet1!$A$2", None),
        ("alpha", "Sheet1!$A$3", 0),
        ("middle", "Sheet1!$B$1", None),
        ("zeta", "1", None),
    ]
    assert 'comment="kept"' in workbook.xml.decode()
    names.delete_name(shell, "ALPHA")
    assert [item.scope for item in names.names(shell)] == [0, None, None]


def test_a_validation_of_the_newer_form_gives_way_to_the_new_rule() -> None:
    workbook = workbook_of(after=X14)
    sheet = workbook.sheets[0]

    validation.set_validation(sheet, [parse_box("B4")], Validation("whole", "greaterThan", "0"))

    assert "<xm:sqref>B2:B3 B5:B9</xm:sqref>" in xml_of(workbook)
    validation.clear_validation(sheet, parse_box("B1:B20"))
    assert "x14:dataValidation" not in xml_of(workbook)
    assert '<ext uri="{other}"/>' in xml_of(workbook)


def test_a_validation_keeps_every_setting() -> None:
    workbook = workbook_of()
    rule = Validation(
        "list",
        formula1='"Good,Bad"',
        dropdown=False,
        allow_blank=False,
        alert_style="warning",
        input_title="Grade",
        input_message="Choose one",
        error_title="Unknown",
        error_message="Not a grade",
    )

    validation.set_validation(workbook.sheets[0], [parse_box("B2:B9"), parse_box("D2")], rule)

    again = Workbook.open(workbook.to_bytes()).sheets[0]
    assert validation.validations(again) == [([parse_box("B2:B9"), parse_box("D2")], rule)]


def test_rules_of_a_user_keep_their_rank_and_extensions() -> None:
    workbook = workbook_of(
        after='<conditionalFormatting sqref="A1:A9"><cfRule type="top10" dxfId="0" priority="1" rank="3">'
        '<extLst><ext uri="{kept}"/></extLst></cfRule></conditionalFormatting>'
    )
    sheet = workbook.sheets[0]

    made = conditional.add_rule(sheet, [parse_box("A1:A9")], Rule("expression", ("A1>1",), differential=0))
    again = conditional.add_rule(sheet, [parse_box("A1:A9")], Rule("expression", ("A1>1",), differential=0))

    assert made == again
    assert [rule.kind for rule in conditional.rules(sheet)] == ["top10", "expression"]
    assert '<ext uri="{kept}"/>' in xml_of(workbook)
    conditional.clear_rules(sheet, parse_box("A5"))
    assert 'sqref="A1:A4 A6:A9"' in xml_of(workbook)
    conditional.delete_rule(sheet, conditional.rules(sheet)[0])
    assert [rule.kind for rule in conditional.rules(sheet)] == ["expression"]


def test_a_note_joins_those_of_another_program() -> None:
    workbook = workbook_of()
    sheet, package = workbook.sheets[0], workbook.package
    notes.set_note(package, sheet, sheet.part, CellNote(5, 2, "later", "Analyst"))

    notes.set_note(package, sheet, sheet.part, CellNote(2, 2, "  first line\nsecond", "Analyst"))
    notes.set_note(package, sheet, sheet.part, CellNote(9, 1, "third", "Board"))

    found = [(item.row, item.text, item.author) for item in notes.notes(package, sheet.part)]
    assert found == [(2, "  first line\nsecond", "Analyst"), (5, "later", "Analyst"), (9, "third", "Board")]
    drawing = next(name for name in package.names() if name.endswith(".vml"))
    assert package.read(drawing).count(b"<v:shape id=") == 3
    notes.delete_note(package, sheet.part, 5, 2)
    assert package.read(drawing).count(b"<v:shape id=") == 2
    assert b"<x:Row>4</x:Row>" not in package.read(drawing)


def test_a_comment_with_replies_is_not_overwritten() -> None:
    workbook = workbook_of()
    sheet, package = workbook.sheets[0], workbook.package
    notes.set_note(package, sheet, sheet.part, CellNote(2, 2, "shadow", "tc={1}"))

    with pytest.raises(EditRefusedError, match="replies"):
        notes.set_note(package, sheet, sheet.part, CellNote(2, 2, "new", "Board"))


def test_a_link_replaces_another_and_its_relationship() -> None:
    workbook = workbook_of()
    sheet, package = workbook.sheets[0], workbook.package
    box = parse_box("A1")
    hyperlinks.set_hyperlink(sheet, package, sheet.part, hyperlinks.Hyperlink(box, "https://example.org/1"))

    hyperlinks.set_hyperlink(
        sheet, package, sheet.part, hyperlinks.Hyperlink(box, "https://example.org/2", tip="t")
    )

    assert [rel.target for rel in package.rels(sheet.part)] == ["https://example.org/2"]
    hyperlinks.clear_hyperlinks(sheet, package, sheet.part, box)
    assert list(package.rels(sheet.part)) == []
    assert "hyperlink" not in xml_of(workbook)


def test_a_table_keeps_filters_and_formulas_when_it_grows() -> None:
    workbook = workbook_of(rows=TABLE_ROWS)
    sheet, package, shell = workbook.sheets[0], workbook.package, shell_of(workbook)
    made = tables.add_table(
        package, sheet, sheet.part, shell, parse_box("A1:B2"), "Forces", ["Force", "Rate"]
    )
    xml = package.read(made.part).decode()
    package.write(
        made.part,
        xml.replace('ref="A1:B2"/>', 'ref="A1:B2"><filterColumn colId="1"/></autoFilter>')
        .replace(
            'name="Rate"/>',
            'name="Rate"><calculatedColumnFormula>1+1</calculatedColumnFormula></tableColumn>',
        )
        .encode(),
    )

    table = tables.resize_table(
        package,
        sheet.part,
        tables.tables(package, sheet.part)[0],
        parse_box("A1:C9"),
        ["Force", "Rate", "Rank"],
    )

    assert (table.box.address(), table.columns) == ("A1:C9", ("Force", "Rate", "Rank"))
    grown = package.read(table.part).decode()
    assert '<autoFilter ref="A1:C9"><filterColumn colId="1"/></autoFilter>' in grown
    assert "calculatedColumnFormula" in grown
    assert '<tableColumn id="3" name="Rank"/>' in grown


@pytest.mark.parametrize(
    ("box", "headers", "reason"),
    [
        ("A1:B1", ["Force", "Rate"], "at least one row"),
        ("B1:C9", ["Rate", "Rank"], "keep its first cell"),
        ("A1:B9", ["Force", "force"], "stands twice"),
        ("A1:B9", ["Force", ""], "a heading in every column"),
    ],
)
def test_a_table_is_not_resized_into_something_excel_would_repair(
    box: str, headers: list[str], reason: str
) -> None:
    workbook = workbook_of(rows=TABLE_ROWS)
    sheet, package, shell = workbook.sheets[0], workbook.package, shell_of(workbook)
    table = tables.add_table(
        package, sheet, sheet.part, shell, parse_box("A1:B2"), "Forces", ["Force", "Rate"]
    )

    with pytest.raises(EditRefusedError, match=reason):
        tables.resize_table(package, sheet.part, table, parse_box(box), headers)

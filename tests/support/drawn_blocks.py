"""Drawn sheets whose cells hold every kind of content, and drawn blocks of values to write into them."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from tests.support.raw_workbooks import DATE, DECLARATION, MAIN, PERCENT, STYLES, sheet_xml, workbook_bytes
from xlscore.ooxml import ErrorValue
from xlscore.ooxml.sheet.blocks import KEPT
from xlscore.ooxml.values.addresses import column_letters

TEXT_MARK = 5
MARKED_STYLES = STYLES.replace('<cellXfs count="5">', '<cellXfs count="6">').replace(
    "</cellXfs>", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>'
)
STRINGS = "<si><t>plain</t></si><si><r><t>Red</t></r><r><t> line</t></r></si><si><t>a_x000D_b</t></si>"
# What stands in a cell already; `{}` is its place and, here and there, a format.
HELD = [
    "",
    "<c {}/>",
    "<c {}><v>5</v></c>",
    "<c {}><v>0.1</v></c>",
    '<c {} t="n"><v>45382</v></c>',
    '<c {} t="s"><v>0</v></c>',
    '<c {} t="s"><v>1</v></c>',
    '<c {} t="s"><v>2</v></c>',
    '<c {} t="b"><v>1</v></c>',
    '<c {} t="e"><v>#N/A</v></c>',
    '<c {} t="inlineStr"><is><t>x &amp; y</t></is></c>',
    '<c {} t="inlineStr"><is><r><t>two</t></r><r><t> runs</t></r></is></c>',
    '<c {} t="str"><f>"a"&amp;"b"</f><v>ab</v></c>',
    "<c {}><f>1+4</f><v>5</v></c>",
    '<c {}><f ca="1">NOW()</f><v>5</v></c>',
    '<c {} vm="1"><v>5</v></c>',
    '<c {}><v>5</v><extLst><ext uri="x"/></extLst></c>',
    "<c {}><!-- <v>7</v> --><v>5</v></c>",
]
VALUES = st.one_of(
    st.sampled_from(
        [
            None, True, False, 5, 5.0, 0.1, -3, 2**53 + 1, 1e300, 45382, "plain", "Red line", "a\rb", "x & y",
            " two", "two  runs", "a\nb", "_x0041_", "=1+1", "", ErrorValue("#N/A"), "#N/A", "£ — 東京 🙂",
            dt.date(2024, 3, 31), dt.datetime(2024, 3, 31, 8, 30), dt.time(6, 30), dt.timedelta(hours=30), KEPT,
        ]
    ),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**18), 10**18),
    st.text(max_size=12),
)  # fmt: skip
STYLED = st.sampled_from([0, 0, DATE, PERCENT, TEXT_MARK])
ROW_TAGS = st.sampled_from(
    [' r="{}"', ' r="{}" spans="1:2"', f' r="{{}}" s="{PERCENT}" customFormat="1"', f' s="{DATE}" r="{{}}"']
)


@st.composite
def sheets(draw) -> bytes:
    """Draw a workbook whose sheet has some of the rows 1 to 6 and a column with a format."""
    rows = []
    for number in sorted(draw(st.sets(st.integers(1, 6)))):
        cells = ""
        for column in range(1, 5):
            style = draw(STYLED)
            place = f'r="{column_letters(column)}{number}"' + (f' s="{style}"' if style else "")
            cells += draw(st.sampled_from(HELD)).replace("{}", place)
        rows.append(f"<row{draw(ROW_TAGS).format(number)}>{cells}</row>")
    columns = f'<cols><col min="2" max="2" width="9" style="{draw(STYLED)}"/></cols>'
    sheet = sheet_xml("".join(rows), before=f'<dimension ref="A1:B2"/>{columns}')
    return marked(sheet)


def marked(sheet: str, **more: object) -> bytes:
    """Return a workbook of one sheet, with a format that marks a text."""
    styles = f'{DECLARATION}<styleSheet xmlns="{MAIN}">{MARKED_STYLES}</styleSheet>'
    extra = {"xl/styles.xml": styles, **more.pop("extra", {})}
    return workbook_bytes(sheet, strings=STRINGS, extra=extra, **more)


BLOCKS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=1, max_size=6)
)

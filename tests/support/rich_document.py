"""A document with everything that can be written, for judges to look at."""

from __future__ import annotations

import datetime as dt

from tests.support.documents import SVG, png
from xlscore.word import (
    Document,
    NewBlockControl,
    NewCell,
    NewControl,
    NewList,
    NewParagraph,
    NewPicture,
    NewRow,
    NewTable,
    Sideways,
)
from xlscore.word.content import Block

OURS = {"author": "xlscore", "initials": "xl"}
SPACE = "urn:example:paper"
COUNT = NewControl("phrase", "Count", ("two changes",), bookmark="phrase")
SENTENCE = NewControl("sentence", "Sentence", ("There were ", COUNT, " since cycle 12."), bookmark="sentence")
GRADES = NewTable(
    (2, 1, 1),
    (
        NewRow(("Area", "Now", "Last")),
        NewRow(
            (NewCell("Crime"), NewCell("Good", shade="2E7D32", colour="FFFFFF"), NewCell("12.5", right=True))
        ),
        NewRow((NewCell("All", span=3),)),
    ),
    title="Grades",
    description="One row per area.",
    head_shade="14182B",
    head_colour="FFFFFF",
)
BLOCKS: tuple[Block, ...] = (
    NewParagraph("1.0 Purpose", role="heading 1"),
    NewBlockControl("words", "Words", (NewParagraph((SENTENCE, " So it is.")), NewParagraph("And more.")), bookmark="words"),
    NewBlockControl("list", "List", (NewList(("one", "two")),), bookmark="list"),
    NewList(("first", "second"), numbered=True),
    NewList(("again first",), numbered=True),
    NewBlockControl("yours", "Yours", prompt="Say here what the board said.", bookmark="yours"),
    NewBlockControl("table", "Table", (GRADES,), bookmark="table"),
    NewParagraph("Table 1: Grades", role="caption", keep_with_next=True),
    NewParagraph((NewControl("picture", "Picture", (NewPicture(png(), "A blue box & more", 60, svg=SVG),), bookmark="picture"),), centred=True),
    Sideways((NewParagraph("Wide", role="heading 2"), NewTable((1,) * 8, (NewRow(tuple("abcdefgh")),)))),
    NewParagraph("The end", page_break_before=True),
)  # fmt: skip


def write_everything(document: Document) -> Document:
    """Return a document after everything that can be written was written into it."""
    document.append(*BLOCKS)
    document.mark("OFFICIAL", tag="marking", title="Marking")
    document.properties.title = "Grades"
    document.properties.language = "en-GB"
    table, sentence = document.control("table"), document.control("sentence")
    assert table is not None
    assert sentence is not None
    document.comments.add(sentence, "The workbook says three.", when=dt.datetime(2026, 11, 30), **OURS)
    document.comments.add(table, "Look at this.", **OURS)
    document.set_custom_xml(SPACE, f'<paper xmlns="{SPACE}"/>')
    first = table.tables[0].rows[1]
    first.insert_like_after(["Justice", "Good", "7"]).cells[1].set_shade("B00020")
    table.tables[0].append(NewRow(("a", "b", "c")))
    return document

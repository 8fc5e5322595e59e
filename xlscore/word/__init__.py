"""A Word document as a package of parts: paragraphs, controls, tables and pictures; knows no police word."""

from __future__ import annotations

from xlscore.word.content import (
    NewBlockControl,
    NewCell,
    NewControl,
    NewList,
    NewParagraph,
    NewPicture,
    NewRow,
    NewRun,
    NewTable,
    Sideways,
)
from xlscore.word.document import Document
from xlscore.word.standing.bookmarks import Bookmark
from xlscore.word.standing.cells import WordCell
from xlscore.word.standing.comments import Comment
from xlscore.word.standing.controls import Control
from xlscore.word.standing.paragraphs import Paragraph
from xlscore.word.standing.pictures import WordPicture
from xlscore.word.standing.spans import WordSpan
from xlscore.word.standing.tables import WordRow, WordTable

__all__ = [
    "Bookmark",
    "Comment",
    "Control",
    "Document",
    "NewBlockControl",
    "NewCell",
    "NewControl",
    "NewList",
    "NewParagraph",
    "NewPicture",
    "NewRow",
    "NewRun",
    "NewTable",
    "Paragraph",
    "Sideways",
    "WordCell",
    "WordPicture",
    "WordRow",
    "WordSpan",
    "WordTable",
]

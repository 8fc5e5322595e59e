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
    NewTable,
    Run,
    Sideways,
)
from xlscore.word.document import Document
from xlscore.word.standing.controls import Control
from xlscore.word.standing.paragraphs import Paragraph
from xlscore.word.standing.tables import Cell, Row, Table

__all__ = [
    "Cell",
    "Control",
    "Document",
    "NewBlockControl",
    "NewCell",
    "NewControl",
    "NewList",
    "NewParagraph",
    "NewPicture",
    "NewRow",
    "NewTable",
    "Paragraph",
    "Row",
    "Run",
    "Sideways",
    "Table",
]

"""What is said of a document's file: the package's own sentences, in the words of Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from xlscore.ooxml.errors import OoxmlError

__all__ = ["in_words_of_word"]

# The package layer serves workbooks first, and says so.
_WORDS = {
    "no spreadsheet program": "no word processor",
    "spreadsheet program": "word processor",
    "no spreadsheet does": "no document does",
    "workbooks": "documents",
    "workbook": "document",
    "Workbook": "Document",
    "Excel": "Word",
    ".xlsx": ".docx",
    ".xls": ".doc",
}
_ANY = re.compile("|".join(re.escape(word) for word in _WORDS))


@contextmanager
def in_words_of_word() -> Iterator[None]:
    """Have what is refused within said of a document, not of a workbook."""
    try:
        yield
    except OoxmlError as error:
        said = str(error)
        new = _ANY.sub(lambda found: _WORDS[found[0]], said)
        if new == said:
            raise
        raise type(error)(new) from error

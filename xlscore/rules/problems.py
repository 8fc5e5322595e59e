"""What can go wrong, as exceptions and as records.

The tree of exceptions; everything that xlscore raises on purpose hangs on it::

    XlscoreError                        what is wrong, and what to do
    ├── RuleError                       a rule was asked something that it cannot answer; carries a `Trouble`
    ├── PolicyError                     a setting that no scorecard could be judged by
    ├── CellError                       a worksheet function's answer is an Excel error; carries its code
    ├── OoxmlError                      something about a workbook file (this branch: xlscore.ooxml)
    │   ├── AddressError                a text that is not the address of cells
    │   ├── PackageError                the file cannot be opened as a workbook
    │   │   ├── EncryptedFileError      protected by a password or a label, or an old binary .xls
    │   │   ├── DamagedFileError        cut short, a wrong checksum, XML that is not well formed
    │   │   ├── HostileFileError        built as no spreadsheet program builds one
    │   │   └── MissingPartError        a part that is asked for is not there
    │   ├── EditRefusedError            the edit would break the workbook or go against its protection
    │   │   ├── LockedCellError         protected against edits: the cell, the sheet or the file
    │   │   ├── MergedCellError         a cell hidden under a merge
    │   │   ├── ArrayCellError          part of an array formula, a spill or a data table
    │   │   ├── TableHeaderError        a table heading that would be blank, doubled or orphaned
    │   │   └── UnsupportedValueError   a value that Excel cannot hold
    │   ├── XMLSyntaxError              XML that is not well formed, read where there is no lxml
    │   └── SaveError                   nothing was written, the original is intact
    │       ├── FileBusyError           open in another program
    │       └── ChangedOnDiskError      somebody else saved the file after it was read
    ├── SourceError                     an outside file that cannot be read (xlscore.sources)
    │   └── NotCountedError             what counts rows gave up; they are read line by line, or the file is refused
    ├── StoreError                      the store of counts cannot be opened, read or written (xlscore.sources)
    │   └── StoreBusyError              another import holds it
    ├── NotOnAFileError                 an operation that needs Excel (xlscore.engine)
    ├── UnreadableSheetError            a sheet could not be read, for a reason that is nobody's data
    ├── UnreadableDrawingsError         what is drawn in an open workbook could not be read
    ├── TubeMapError                    a tube map that cannot be drawn (xlscore.tubemap)
    ├── BookError                       a workbook in which a table is missing or there twice (xlscore.books)
    ├── AddinError                      the add-in cannot be built, installed or removed (from here: xlscore.excel)
    ├── XlwingsLayoutError              the installed xlwings is laid out otherwise than the add-in knows
    ├── UnspeakableError                a definition that VBA cannot express
    ├── NotKeptError                    the workbook as it is could not be kept, so nothing was changed
    ├── ButtonError                     a button that this workbook has nothing for
    ├── PaperButtonError                a paper that cannot be written where the officer wants it
    ├── PaperError                      a paper that cannot be written, refreshed or found again (xlscore.papers)
    ├── PackError                       a data pack with nothing in it, or with what is for part B (xlscore.papers)
    ├── PdfError                        a paper that could not be written as a PDF (xlscore.papers)
    │   └── NoOfficeError               LibreOffice, or what repairs its PDF, is not on this computer
    ├── UnreadableTextError             a document of which no sentence can be read (xlscore.narrative)
    ├── CommentsError                   comments of a check that cannot be written, so that nothing was
    ├── PyodideError                    Python for the browser cannot be had, or is another one (xlscore.web)
    ├── SiteError                       the site cannot be written where it is wanted
    ├── SignInError                     an application for which Excel could sign nobody in
    ├── SiteAddressError                an address from which Excel would not load an add-in
    ├── ManifestFileError               a manifest that cannot be written where it is wanted
    ├── NoFormulaError                  a cell whose formula the program behind the workbook does not tell
    ├── ServerSettingsError             a setting of the server that is missing or cannot be meant (xlscore.web)
    ├── RefusedQuestionError            a question that the server does not answer; carries the status
    ├── UnreadQuestionError             a question to the server that is none
    └── UnreadableInputError            an argument that only Excel itself can work out

Wrong *data* is never an exception: it is a `Problem` that names sheet and cell, and the rest of the
workbook is still filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from xlscore.errors import XlscoreError

__all__ = ["CellError", "ExcelError", "PolicyError", "Problem", "RuleError", "Trouble", "XlscoreError"]


class Trouble(Enum):
    """Why a rule has no answer."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    OUT_OF_RANGE = "range"


class RuleError(XlscoreError):
    """A rule was asked something that it cannot answer: why, what is wrong, and what to do where that can be said.

    >>> RuleError(Trouble.UNREADABLE, "'Fair' is not a grade.", "Use Good or N/A.").sentence
    "'Fair' is not a grade; use Good or N/A."
    """

    def __init__(self, trouble: Trouble, what: str, do: str = "") -> None:
        super().__init__(what, do)
        self.trouble = trouble

    @property
    def kind(self) -> str:
        """Return "missing", "unreadable" or "range"."""
        return self.trouble.value


class PolicyError(XlscoreError):
    """A setting that no scorecard could be judged by."""


class ExcelError(StrEnum):
    """The error values a cell can hold."""

    NULL = "#NULL!"
    DIV0 = "#DIV/0!"
    VALUE = "#VALUE!"
    REF = "#REF!"
    NAME = "#NAME?"
    NUM = "#NUM!"
    NA = "#N/A"
    GETTING_DATA = "#GETTING_DATA"
    SPILL = "#SPILL!"
    CALC = "#CALC!"
    FIELD = "#FIELD!"
    BLOCKED = "#BLOCKED!"
    CONNECT = "#CONNECT!"
    UNKNOWN = "#UNKNOWN!"
    BUSY = "#BUSY!"

    @classmethod
    def read(cls, value: object) -> ExcelError | None:
        """Return the Excel error that a cell holds, or None when it holds something else.

        >>> ExcelError.read("#n/a").value, ExcelError.read("N/A")
        ('#N/A', None)
        """
        if isinstance(value, CellError):
            return value.code
        if isinstance(value, str) and value.lstrip()[:1] == "#":
            return _BY_CODE.get(value.strip().upper())
        return None


_BY_CODE = {error.value: error for error in ExcelError}

_CODE_OF = {
    Trouble.MISSING: ExcelError.NA,
    Trouble.UNREADABLE: ExcelError.VALUE,
    Trouble.OUT_OF_RANGE: ExcelError.NUM,
}


class CellError(XlscoreError):
    """A worksheet function's answer is a real Excel error: its code, what is wrong and what to do.

    >>> CellError("#N/A", "The force is not in the list.").code.value
    '#N/A'
    """

    def __init__(self, code: ExcelError | str, what: str, do: str = "") -> None:
        super().__init__(what, do)
        self.code = ExcelError(code)

    @classmethod
    def of(cls, error: RuleError) -> CellError:
        """Return the cell's error for a rule's: "not there" #N/A, "cannot be read" #VALUE!, else #NUM!."""
        return cls(_CODE_OF[error.trouble], error.what, error.do)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in the data: where it stands, what is wrong, what to do about it.

    >>> Problem("Grid", "D7", "'Fair' is not a grade.", "Type a grade of the scale.").place
    'Grid!D7'
    """

    sheet: str
    cell: str
    what: str
    do: str

    @property
    def place(self) -> str:
        """Return the cell's address with its sheet, or the sheet alone."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def as_dict(self) -> dict[str, str]:
        """Return the record as the command line's JSON prints it."""
        return {"sheet": self.sheet, "cell": self.cell, "what": self.what, "do": self.do}

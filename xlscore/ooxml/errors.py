"""What can go wrong with a workbook file, as one tree of exceptions.

OoxmlError
├── AddressError            a text that is not the address of cells (in `addresses`)
├── PackageError            the file cannot be opened
│   ├── EncryptedFileError      protected by a password or a label, or an old binary .xls
│   ├── DamagedFileError        not a whole zip, a wrong checksum, XML that is not well formed
│   ├── HostileFileError        document type, traversal, zip bomb, duplicate parts
│   └── MissingPartError        a part that is asked for is not there
├── EditRefusedError        the edit would break the workbook or go against its protection
│   ├── LockedCellError         locked cell on a protected sheet, signed package, shared workbook
│   ├── MergedCellError         a cell hidden under a merge
│   ├── ArrayCellError          part of an array formula, spill or data table
│   ├── TableHeaderError        a table heading that would be blank, doubled or orphaned
│   └── UnsupportedValueError   a value Excel cannot hold
├── XMLSyntaxError          XML that is not well formed, read where there is no lxml (in `xml.plain_trees`)
└── SaveError               nothing was written, the original is intact
    ├── FileBusyError           open in Excel or LibreOffice, or held by another program
    └── ChangedOnDiskError      somebody else saved the file after we read it
"""

from __future__ import annotations

from xlscore.errors import XlscoreError

__all__ = [
    "ArrayCellError",
    "ChangedOnDiskError",
    "DamagedFileError",
    "EditRefusedError",
    "EncryptedFileError",
    "FileBusyError",
    "HostileFileError",
    "LockedCellError",
    "MergedCellError",
    "MissingPartError",
    "OoxmlError",
    "PackageError",
    "SaveError",
    "TableHeaderError",
    "UnsupportedValueError",
]


class OoxmlError(XlscoreError):
    """Something about a workbook file; the sentence says what to do."""


class PackageError(OoxmlError):
    """The file cannot be opened as a workbook."""


class EncryptedFileError(PackageError):
    """The file is protected by a password or a label, or is an old binary workbook."""


class DamagedFileError(PackageError):
    """The file is cut short, fails a checksum or holds XML that is not well formed."""


class HostileFileError(PackageError):
    """The file is built in a way that no spreadsheet program builds one."""


class MissingPartError(PackageError):
    """A part that was asked for is not in the file."""


class EditRefusedError(OoxmlError):
    """The edit would break the workbook or go against its protection."""


class LockedCellError(EditRefusedError):
    """The cell, the sheet or the whole file is protected against edits."""


class MergedCellError(EditRefusedError):
    """The cell is hidden under a merge."""


class ArrayCellError(EditRefusedError):
    """The cell is part of an array formula, a spill or a data table."""


class TableHeaderError(EditRefusedError):
    """The heading of a table would become blank, doubled or orphaned."""


class UnsupportedValueError(EditRefusedError):
    """The value is one that Excel cannot hold in a cell."""


class SaveError(OoxmlError):
    """The file was not saved; the original is intact."""


class FileBusyError(SaveError):
    """The file is open in another program."""


class ChangedOnDiskError(SaveError):
    """The file on disk is no longer the one that was read."""

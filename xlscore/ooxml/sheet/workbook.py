"""A workbook file: its sheets, its texts and formats, and saving it with everything else untouched."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from xlscore.ooxml.errors import (
    DamagedFileError,
    EditRefusedError,
    LockedCellError,
    MissingPartError,
    PackageError,
)
from xlscore.ooxml.looks.styles import Styles
from xlscore.ooxml.opc.package import Package
from xlscore.ooxml.opc.saving import replace_file
from xlscore.ooxml.opc.zip_reading import ZipLimits
from xlscore.ooxml.sheet import calculation
from xlscore.ooxml.sheet.holding import End, hold_attributes
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.strings import SharedStrings
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.namespaces import MAIN, MAIN_STRICT
from xlscore.ooxml.xml.text import as_utf8

__all__ = ["Workbook"]

KINDS = {
    "worksheet": "worksheet",
    "chartsheet": "chart sheet",
    "dialogsheet": "dialog sheet",
    "xlMacrosheet": "macro sheet",
    "xlIntlMacrosheet": "macro sheet",
}
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.{}.macroEnabled.main+xml"
# What Excel insists on: the kind of workbook that each suffix may hold.
TYPES = {
    ".xlsx": MAIN_TYPE.format("sheet"),
    ".xltx": MAIN_TYPE.format("template"),
    ".xlsm": MACRO_TYPE.format("sheet"),
    ".xltm": MACRO_TYPE.format("template"),
    ".xlam": MACRO_TYPE.format("addin"),
}


def refuse_ending(target: Path, old: Path | None = None) -> None:
    """Refuse a name under whose ending Excel opens no workbook of ours, unless the workbook bears that ending already.

    >>> refuse_ending(Path("scorecard.xlsx")), refuse_ending(Path("copy.keep"), Path("scorecard.keep"))
    (None, None)
    """
    suffix = target.suffix.lower()
    if suffix in TYPES or (old is not None and suffix == old.suffix.lower()):
        return
    ending = f"as a {suffix} file" if suffix else "under a name without an ending"
    raise EditRefusedError(
        f"The workbook cannot be saved {ending}: Excel would not open it; end its name with .xlsx or .xlsm."
    )


def _no_function(_name: str) -> bool:
    return False


class Workbook:
    """One workbook, edited part by part."""

    def __init__(
        self,
        package: Package,
        path: Path | None = None,
        *,
        edit_protected: bool = False,
        is_own_function: Callable[[str], bool] = _no_function,
    ) -> None:
        """Read which sheets there are; cells are read when asked for.

        `edit_protected` allows edits that are refused otherwise: locked cells, shared workbooks with a
        revision log, digitally signed files. `is_own_function` tells functions that only an add-in
        computes, beside those that Excel does not know anyway.
        """
        self.package = package
        self.path = path
        self.edit_protected = edit_protected
        self.is_own_function = is_own_function
        self.notes: list[str] = []
        self.formula_gone = False
        self.needs_calculation = False
        self.part = self._main_part()
        self._sheets: dict[str, Sheet] = {}
        self._tabs: tuple[int, list[Sheet]] = (-1, [])
        self._strings: SharedStrings | None = None
        self._styles: Styles | None = None
        self._on_disk = hashlib.sha256(package.source).digest()
        self._editable = False
        package.guard(self.refuse_unless_editable, self._hold)
        if self._root().namespace not in (MAIN, MAIN_STRICT):
            raise PackageError("The file is not an .xlsx workbook; save it as one in Excel.")
        if not self._root().all("sheets", "sheet"):
            raise DamagedFileError(
                "The workbook has no sheet, which Excel does not allow; repair it in Excel."
            )

    @classmethod
    def open(
        cls,
        source: str | os.PathLike[str] | bytes,
        *,
        limits: ZipLimits | None = None,
        edit_protected: bool = False,
        is_own_function: Callable[[str], bool] = _no_function,
    ) -> Workbook:
        """Return the workbook of a file, or of the bytes of one."""
        path = None if isinstance(source, bytes) else Path(source)
        package = Package.open(source, limits)
        return cls(package, path, edit_protected=edit_protected, is_own_function=is_own_function)

    @property
    def xml(self) -> bytes:
        """Return the workbook part as UTF-8, to parse and splice; write it with `package.write`."""
        return self.package.parsed(self.part, as_utf8)

    @property
    def sheets(self) -> list[Sheet]:
        """Return all sheets in the order of their tabs; a sheet stays the same object when renamed."""
        revision, found = self._tabs
        if revision != self.package.revision:
            found = self._listed_sheets()
            self._tabs = self.package.revision, found
        return list(found)

    def _listed_sheets(self) -> list[Sheet]:
        found: list[Sheet] = []
        relationships = {each.id: each for each in self.package.rels(self.part)}
        for element in self._root().all("sheets", "sheet"):
            identity = next((v for k, v in element.attributes.items() if k.endswith("relationships}id")), "")
            target = relationships.get(identity)
            if target is None or target.external or target.target not in self.package:
                raise MissingPartError(
                    f"The sheet {element.get('name')} has no part; repair the file in Excel."
                )
            name, visibility = element.get("name"), element.get("state", "visible")
            sheet = self._sheets.get(target.target)
            if sheet is None:
                kind = KINDS.get(target.kind, target.kind)
                sheet = self._sheets[target.target] = Sheet(self, name, target.target, kind, visibility)
            sheet.name, sheet.visibility = name, visibility
            found.append(sheet)
        return found

    def sheet(self, name: str) -> Sheet:
        """Return the sheet of this name, compared without case as Excel does."""
        for sheet in self.sheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        raise MissingPartError(
            f"There is no sheet {name!r}; the workbook has {', '.join(s.name for s in self.sheets)}."
        )

    def forget(self, sheet: Sheet) -> None:
        """Let a deleted sheet go: it has no cells any more, and a new one may take the name of its part."""
        self._sheets.pop(sheet.part, None)
        sheet.kind = "deleted sheet"
        sheet.reload()

    def position(self, sheet: Sheet) -> int:
        """Return the position from 0 of a sheet's tab; refused for one that was deleted."""
        for position, each in enumerate(self.sheets):
            if each is sheet:
                return position
        raise MissingPartError(f"The sheet {sheet.name} is no longer in the workbook.")

    @property
    def date1904(self) -> bool:
        """Return whether dates count from 1904, as in files from early Macintosh versions."""
        properties = self._root().child("workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    @property
    def styles(self) -> Styles:
        """Return the formats of the workbook."""
        if self._styles is None:
            self._styles = Styles(self.package, self.part, space=self._root().namespace)
        return self._styles

    @property
    def shared_strings(self) -> SharedStrings:
        """Return the texts that cells share."""
        if self._strings is None:
            parts = [each.target for each in self.package.rels(self.part).by_type("sharedStrings")]
            part = parts[0] if parts and parts[0] in self.package else ""
            self._strings = SharedStrings(self.package.read(part) if part else b"<sst/>", part)
        return self._strings

    def refuse_unless_editable(self) -> None:
        """Refuse edits to a shared workbook or a signed file, unless they were asked for."""
        if self._editable or self.edit_protected:
            return
        if self.package.rels(self.part).by_type("revisionHeaders"):
            raise LockedCellError(
                "The workbook is shared and keeps a log of revisions; stop sharing it in Excel or ask to edit it anyway."
            )
        if self.package.rels("/").by_type("origin"):
            raise LockedCellError(
                "The workbook is digitally signed and an edit would break the signature; ask to edit it anyway."
            )
        self._editable = True

    def formulas(self) -> Iterator[tuple[Sheet, str]]:
        """Yield the sheet and text of every formula in the cells, shared ones once."""
        for sheet in self.sheets:
            if sheet.kind == "worksheet":
                for formula in calculation.formulas_of(sheet):
                    yield sheet, formula.text

    def mentions_column(self, name: str) -> bool:
        """Return whether a formula of a cell, a name or a table refers to a table column of this name."""
        wanted = f"[{name.replace(chr(39), '').casefold()}]"
        texts = [formula for _, formula in self.formulas()]
        texts += [each.text for each in self._root().all("definedNames", "definedName")]
        for sheet in self.sheets:
            for table in self.package.rels(sheet.part).by_type("table"):
                if table.target not in self.package:
                    continue
                root = splice.parse(as_utf8(self.package.read(table.target), table.target), table.target)
                texts += [each.text for each in root.walk() if each.name.endswith("Formula")]
        return any(wanted in text.replace("'", "").replace("[@", "[").casefold() for text in texts)

    def flush(self) -> None:
        """Hand all pending changes to the package."""
        for sheet in self.sheets:
            sheet.flush()
        if self._styles is not None:
            self._styles.flush()

    def to_bytes(self) -> bytes:
        """Return the file with all changes; the very bytes that were opened when there are none."""
        self._settle()
        return self.package.to_bytes()

    def save(self, path: str | os.PathLike[str] | None = None, *, backup: int = 0) -> None:
        """Save in place, or under another name; atomic, and refused when somebody else holds the file.

        `backup` is how many older copies to keep beside it. Nothing is written when nothing changed.
        """
        target = Path(path) if path is not None else self.path
        if target is None:
            raise EditRefusedError(
                "The workbook was not opened from a file; say under which name to save it."
            )
        in_place = self.path is not None and target.resolve() == self.path.resolve()
        if not in_place:
            self._suit(target)
        self._settle()
        chunks = self.package.chunks()
        written = _digest(chunks)
        if in_place and written == self._on_disk:
            return
        replace_file(target, chunks, expected=self._on_disk if in_place else None, backups=backup)
        self._on_disk, self.path = written, target

    def _settle(self) -> None:
        self.notes = []
        self.flush()
        calculation.settle(self)

    def _suit(self, target: Path) -> None:
        """Declare the kind of workbook that the new suffix stands for, or refuse."""
        refuse_ending(target, self.path)
        wanted = TYPES.get(target.suffix.lower())
        held = self.package.content_type(self.part)
        if wanted is None or held not in TYPES.values() or wanted == held:
            return
        if "macroEnabled" not in wanted and self._has_macros:
            raise EditRefusedError(
                f"The workbook holds macros, so Excel would not open it as {target.suffix.lower()}; keep its suffix."
            )
        self.package.set_content_type(self.part, wanted)

    @property
    def _has_macros(self) -> bool:
        kinds = {each.kind for each in self.package.rels(self.part)}
        return not kinds.isdisjoint({"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"})

    def _main_part(self) -> str:
        for each in self.package.rels("/").by_type("officeDocument"):
            if each.external or each.target not in self.package:
                continue
            if self.package.content_type(each.target).endswith("sheet.binary.macroEnabled.main"):
                raise PackageError(
                    "The file is a binary workbook (.xlsb); save it as .xlsx or .xlsm in Excel."
                )
            return each.target
        raise PackageError("The file is not a workbook, or has lost its main part; save it again in Excel.")

    def _root(self) -> splice.Element:
        return self.package.parsed(self.part, _root_of)

    def _hold(self) -> End:
        """Return what ends the watch over changes that begins now, and takes them back when told so."""
        styles = (self._styles,) if self._styles is not None else ()
        end = hold_attributes(self, (*self._sheets.values(), *styles))
        self._sheets = dict(self._sheets)
        return end


def _root_of(data: bytes, part: str) -> splice.Element:
    return splice.parse(as_utf8(data, part), part)


def _digest(chunks: list[bytes | memoryview]) -> bytes:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.digest()

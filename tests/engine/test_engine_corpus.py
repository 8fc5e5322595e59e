"""Real published workbooks: add a bit of everything through the engine; no judge finds anything new."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.engine.test_engine_rules import png
from tests.support.libreoffice import Office
from tests.support.validator import validate_pairs
from xlscore.engine import (
    ChartSeries,
    NewChart,
    add_sparklines,
    filter_address,
    group_columns,
    group_rows,
    open_book,
    put_charts,
    refresh_charts,
    set_filter,
)
from xlscore.errors import XlscoreError

HOW_MANY = 6


def everything(path: Path, folder: Path) -> Path:
    """Edit the first worksheet below what it holds, copy and rename it, and save under another name."""
    saved = folder / path.name
    picture = folder / "logo.png"
    picture.write_bytes(png(40, 20))
    with open_book(path, edit_protected=True) as book:
        sheet = next(each for each in book.sheets if each.impl.file.kind == "worksheet")
        used = sheet.used_range
        top = used.row + used.shape[0] + 2
        block = sheet.range((top, 1), (top + 2, 2))
        block.value = [["Head one", "Head two"], [1, 2], [3, 4]]
        sheet.tables.add(block, name="Engine_test")
        block.borders.line_style = "continuous"
        block.color = (221, 235, 247)
        block.font.bold = True
        block.number_format = "0.0"
        sheet.range((top + 4, 1), (top + 4, 3)).merge()
        sheet.range((top, 2)).column_width = 17
        sheet.range((top + 1, 1)).data_validation.set_list(["a", "b"])
        block.conditional_formats.add_cell_value("greater_than", 2, fill_color="#C00000")
        sheet.range((top + 1, 5)).add_hyperlink("https://example.org", "x")
        if sheet.range((top + 1, 4)).note is None:
            sheet.range((top + 1, 4)).add_note("A note")
        sheet.pictures.add(picture, name="Engine logo", anchor=sheet.range((top + 6, 1)))
        last_column = sheet.range((top + 1, 2), (top + 2, 2))
        places = f"'{sheet.name.replace(chr(39), chr(39) * 2)}'!{last_column.address}"
        series = ChartSeries(name="Head two", values=places)
        put_charts(
            sheet, {f"F{top}:L{top + 9}": NewChart(name="Engine chart", kind="line", series=(series,))}
        )
        refresh_charts(sheet)
        add_sparklines(sheet, {(top + 1, 3): places})
        group_rows(sheet, top + 1, top + 2, collapsed=True)
        group_columns(sheet, 20, 22)
        sheet.range((top + 2, 1)).data_validation.set_list(last_column)
        if filter_address(sheet) is None:
            set_filter(sheet.range((top + 12, 1), (top + 14, 2)))
        sheet.page_setup.print_area = f"A1:C{top + 9}"
        book.names.add("engine_test_name", f"='{sheet.name}'!$A$1")
        sheet.name = "Renamed by test"
        book.save(saved)
    return saved


@pytest.fixture(scope="module")
def edited(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Some of the published files with their edited copies; those that are refused by name are left out."""
    folder = tmp_path_factory.mktemp("corpus")
    files = sorted(path for path in (shared_dir / "corpus").glob("*.xls[xm]"))
    found: dict[Path, Path] = {}
    for path in files[:: max(1, len(files) // HOW_MANY)]:
        try:
            found[path] = everything(path, folder)
        except XlscoreError:
            continue
    return found


@pytest.mark.shared
@pytest.mark.validator
def test_the_sdk_finds_no_new_error(edited: dict[Path, Path]) -> None:
    kinds = {
        path: Counter(error.partition(": ")[2] for error in errors)
        for path, errors in validate_pairs(edited).items()
    }

    assert len(edited) > HOW_MANY // 2
    assert {old.name: kinds[new] - kinds[old] for old, new in edited.items() if kinds[new] - kinds[old]} == {}


@pytest.mark.shared
@pytest.mark.libreoffice
def test_libreoffice_shows_the_new_cells(edited: dict[Path, Path], office: Office) -> None:
    for new in list(edited.values())[:4]:
        rows = office.read(new, "Renamed by test", recalculate=False)

        assert ["Head one", "Head two"] in [row[:2] for row in rows], new.name

"""Modules compiled before they are served: taken as they are, where Node is there, and without it the sources alone."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from xlscore.web import pyodide
from xlscore.web.packing import archive
from xlscore.web.pyodide import compile_site

SOURCES = {
    "spare/__init__.py": b"'''Says.'''\nNUMBER = 4\n",
    "spare/other.py": b"import colorsys\n",
    "spare/words.txt": b"words",
}

IN_PYODIDE: dict[str, Any] = {}
exec(pyodide._COMPILING, IN_PYODIDE)
compiled, load_for, loaded_from = (IN_PYODIDE[name] for name in ("compiled", "load_for", "loaded_from"))


def test_a_compiled_form_is_imported_in_its_sources_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "forms.zip").write_bytes(compiled(archive(SOURCES), ["spare/__init__.py"]))
    monkeypatch.syspath_prepend(str(tmp_path / "forms.zip"))

    import spare  # type: ignore[import-not-found]

    assert zipfile.ZipFile(tmp_path / "forms.zip").namelist() == ["spare/__init__.pyc"]
    assert (spare.NUMBER, spare.__doc__) == (4, "Says.")
    assert loaded_from(str(tmp_path / "forms.zip")) == ["spare/__init__.pyc"]
    del sys.modules["spare"]


def test_what_an_archive_imports_of_the_standard_library_is_loaded() -> None:
    sys.modules.pop("colorsys", None)

    load_for(archive(SOURCES))

    assert "colorsys" in sys.modules


def test_forms_stand_beside_the_standard_librarys_sources_and_in_place_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = archive({"abc.py": b"A = 1\n", "seldom.py": b"B = 2\n"})

    def node(asked: list[str], **_: object) -> None:
        place = Path(asked[4])
        for name, only in (("python_stdlib", ["abc.py"]), ("rules", None), ("workbooks", None)):
            data = (place / f"{name}.zip").read_bytes()
            (place / f"{name}.compiled").write_bytes(compiled(data, only))

    monkeypatch.setattr(pyodide.shutil, "which", lambda name: name)
    monkeypatch.setattr(pyodide.subprocess, "run", node)

    made = compile_site({"python_stdlib.zip": library}, {"a.py": b"1\n"}, SOURCES)

    assert made is not None
    assert zipfile.ZipFile(io.BytesIO(made[0])).namelist() == ["abc.py", "abc.pyc", "seldom.py"]
    assert list(made[1]) == ["a.pyc"]
    assert sorted(made[2]) == ["spare/__init__.pyc", "spare/other.pyc", "spare/words.txt"]


@pytest.mark.parametrize("program", [None, sys.executable])
def test_without_a_node_that_runs_pyodide_there_are_no_forms(
    program: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyodide.shutil, "which", lambda _name: program)

    assert compile_site({"python_stdlib.zip": archive({})}, {}, {}) is None

"""Python for the browser: Pyodide of one version, from a folder or fetched with npm, and never another's bytes.

Node, which comes with npm, has it compile its modules and ours once: a browser that has to takes twice as long to start.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xlscore.errors import XlscoreError
from xlscore.web.packing import archive

__all__ = ["PYODIDE", "PyodideError", "compile_site", "pyodide_files"]

PYODIDE: Final = "314.0.7"
"""The version; what is worked out in a browser was compared with the desktop on this one."""
_FILES: Final[Mapping[str, str]] = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
}
"""What a browser asks for, with the SHA-256 of each."""
_OTHER_WAY: Final = (
    f"Fetch the npm package pyodide {PYODIDE} where that is allowed, and name its folder with --pyodide."
)
_SECONDS: Final = 300
_COMPILED_WITHIN: Final = 900
_STANDARD: Final = "python_stdlib"
_RULES: Final = "rules"
_WORKBOOKS: Final = "workbooks"
_COMPILING: Final = r"""
import importlib, importlib.util, io, marshal, re, sys, zipfile
from contextlib import suppress
_UNCHECKED = (1).to_bytes(4, "little")
_IMPORT = re.compile(r"^(?:from|import) ([\w.]+)", re.MULTILINE)
def compiled(archive, names = None):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(made, "w") as packed:
        for name in sorted(given.namelist()):
            if name.endswith(".py") and (names is None or name in names):
                source = given.read(name)
                code = compile(source, name, "exec", dont_inherit=True)
                parts = (
                    importlib.util.MAGIC_NUMBER,
                    _UNCHECKED,
                    importlib.util.source_hash(source),
                    marshal.dumps(code),
                )
                packed.writestr(zipfile.ZipInfo(f"{name}c"), b"".join(parts))
    return made.getvalue()
def load_for(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        texts = [given.read(name).decode() for name in given.namelist() if name.endswith(".py")]
    for name in sorted({found for text in texts for found in _IMPORT.findall(text)}):
        if name.partition(".")[0] in sys.stdlib_module_names:
            with suppress(ImportError):
                importlib.import_module(name)
def loaded_from(archive):
    files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
    return sorted({name.removeprefix(f"{archive}/") for name in files if name.startswith(f"{archive}/")})
"""
"""Functions that only Pyodide's own Python can run, for only it knows its bytecode; a form is taken as it is, however old it seems."""
_ALL: Final = """
given = {name: open(f"/{name}.zip", "rb").read() for name in ("python_stdlib", "rules", "workbooks")}
for name in ("rules", "workbooks"):
    load_for(given[name])
used = loaded_from(next(path for path in sys.path if path.endswith(".zip")))
for name, data in given.items():
    open(f"/{name}.compiled", "wb").write(compiled(data, used if name == "python_stdlib" else None))
"""
_IN_NODE: Final = """
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const [, place, program, ...names] = process.argv;
try {
  const { loadPyodide } = await import(pathToFileURL(`${place}/pyodide.mjs`).href);
  const python = await loadPyodide({ indexURL: `${place}/`, stdout: () => undefined, env: { PYTHONNODEBUGRANGES: "1" } });
  for (const name of names.map((name) => `${name}.zip`)) python.FS.writeFile(`/${name}`, new Uint8Array(readFileSync(`${place}/${name}`)));
  python.runPython(program);
  for (const name of names) writeFileSync(`${place}/${name}.compiled`, python.FS.readFile(`/${name}.compiled`));
} catch (error) {
  console.error(String(error?.message ?? error).slice(-2000));
  process.exit(1);
}
"""


class PyodideError(XlscoreError):
    """Pyodide cannot be had, or is not the version that was tested."""


def pyodide_files(folder: Path | None = None) -> dict[str, bytes]:
    """Return the files of Pyodide that a site needs, from a folder that holds them or from npm's registry."""
    if folder is not None:
        return _checked(folder)
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        return _checked(_fetched(Path(place)))


def _checked(folder: Path) -> dict[str, bytes]:
    here = next(
        (each for each in (folder, folder / "package", folder / "node_modules" / "pyodide") if _is_it(each)),
        None,
    )
    if here is None:
        raise PyodideError(f"{folder} does not hold Pyodide {PYODIDE}: {', '.join(_FILES)}.", _OTHER_WAY)
    files = {name: (here / name).read_bytes() for name in _FILES}
    wrong = [name for name, data in files.items() if hashlib.sha256(data).hexdigest() != _FILES[name]]
    if wrong:
        raise PyodideError(f"{wrong[0]} in {here} is not that of Pyodide {PYODIDE}.", _OTHER_WAY)
    return files


def _is_it(folder: Path) -> bool:
    return all((folder / name).is_file() for name in _FILES)


def _fetched(place: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise PyodideError("Python for the browser comes from npm, which is not installed here.", _OTHER_WAY)
    try:
        asked = [npm, "pack", f"pyodide@{PYODIDE}", "--silent", "--pack-destination", str(place)]
        subprocess.run(asked, cwd=place, check=True, capture_output=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError):
        raise PyodideError(
            f"npm could not fetch Pyodide {PYODIDE}; is the network there?", _OTHER_WAY
        ) from None
    for packed in place.glob("*.tgz"):
        with tarfile.open(packed) as archive:
            archive.extractall(
                place,
                [each for each in archive if each.name.removeprefix("package/") in _FILES],
                filter="data",
            )
    return place


Files = Mapping[str, bytes]


def compile_site(
    pyodide: Files, rules: Files, workbooks: Files
) -> tuple[bytes, dict[str, bytes], dict[str, bytes]] | None:
    """Return the standard library with compiled forms beside its sources, and both parts of ours with them in their sources' place.

    None where Node is not there or cannot run this Pyodide. Of the standard library is compiled what ours imports at once.
    """
    node = shutil.which("node")
    if node is None:
        return None
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        given = {_RULES: _stored(rules), _WORKBOOKS: _stored(workbooks)}
        given = {**pyodide, **{f"{name}.zip": data for name, data in given.items()}}
        for name, data in given.items():
            (place / name).write_bytes(data)
        names = (_STANDARD, _RULES, _WORKBOOKS)
        try:
            asked = [node, "--input-type=module", "-e", _IN_NODE, str(place), _COMPILING + _ALL, *names]
            subprocess.run(asked, cwd=place, check=True, capture_output=True, timeout=_COMPILED_WITHIN)
            standard, first, second = (_unpacked((place / f"{name}.compiled").read_bytes()) for name in names)
        except (OSError, subprocess.SubprocessError, zipfile.BadZipFile):
            return None
    whole = archive({**_unpacked(pyodide[f"{_STANDARD}.zip"]), **standard})
    return whole, _in_place(rules, first), _in_place(workbooks, second)


def _stored(files: Files) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist() if not name.endswith("/")}


def _in_place(sources: Files, forms: Files) -> dict[str, bytes]:
    return {name: data for name, data in sources.items() if f"{name}c" not in forms} | dict(forms)

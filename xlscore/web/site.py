"""The static site: files alone, which any web server hands out, and no program on it.

index.html, *.js, *.css   the pages, bundled from webaddin/src and shipped with the package
pyodide/                  Python for the browser
python/rules.zip          what answers worksheet functions
python/workbooks.zip      what opens workbooks and presses buttons; all three compiled, where Node was there to do it
offered.json              the buttons that the page without Excel offers
functions.json, icons/    what Excel is told of the worksheet functions, and the pictures of its ribbon
files.json                every file with its size and SHA-256, and a version that changes with any of them
web.config                headers and types, for IIS
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import xlscore
from xlscore.errors import XlscoreError
from xlscore.resources import folder
from xlscore.web.headers import iis_settings, with_server
from xlscore.web.icons import HIGH_RESOLUTION, ICON_SIZES, icon, icon_file, icon_names
from xlscore.web.manifest import METADATA_FILE, own_namespace
from xlscore.web.metadata import functions_metadata
from xlscore.web.offered import offered_groups
from xlscore.web.packing import archive, rules, workbooks
from xlscore.web.pyodide import PYODIDE, compile_site, pyodide_files
from xlscore.web.server_settings import is_safe

__all__ = ["BuiltSite", "SiteError", "build_site", "is_site", "server_of"]

_LISTING: Final = "files.json"
_HOST: Final = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?")
_PAGES: Final = ("index.html", "pane.html", "about.html")
_NO_SERVER: Final = '<meta name="scorecard-server" content="">'
_NOWHERE: Final = "This site hands out files, and asks for none."
_ELSEWHERE: Final = (
    " On a computer that may not run WebAssembly, and on such a one alone, they are worked out by your force’s own server, {}: the"
    " page says so before anything goes there, and the server keeps nothing."
)


class SiteError(XlscoreError):
    """The site cannot be written where it is wanted."""


@dataclass(frozen=True)
class BuiltSite:
    """What was written: where, how many files, and how large they are."""

    folder: Path
    version: str
    files: int
    size: int
    compiled: bool
    """Whether browsers are spared compiling Python, which takes a first start as long again."""

    def as_dict(self) -> dict[str, object]:
        """Return the answer as JSON has it."""
        return {
            "folder": str(self.folder), "version": self.version, "files": self.files, "bytes": self.size, "pyodide": PYODIDE, "compiled": self.compiled,
        }  # fmt: skip


def build_site(
    out: Path,
    pyodide: Path | None = None,
    say: Callable[[str, int, int], None] = lambda _what, _done, _of: None,
    namespace: str = "",
    server: str = "",
) -> BuiltSite:
    """Return what was written into the folder `out`, which is new, empty, or a site that was built before.

    `pyodide` names a folder that holds Pyodide; without one npm fetches it. `namespace` is the add-in's in cells, `server` the
    optional server that the pages may ask where WebAssembly does not run. Nothing is written before all is there.
    """
    _refuse_others(out)
    asked = _server(server)
    say("Python for the browser", 0, 4)
    found = pyodide_files(pyodide)
    say("xlscore's own Python", 1, 4)
    first, second = rules(), workbooks(own_namespace(namespace))
    say("both, compiled", 2, 4)
    compiled = compile_site(found, first, second)
    if compiled is not None:
        found["python_stdlib.zip"], first, second = compiled
    files = {f"pyodide/{name}": data for name, data in found.items()}
    files |= {"python/rules.zip": archive(first), "python/workbooks.zip": archive(second)}
    built = folder("webaddin") / "built"
    files |= {path.name: path.read_bytes() for path in sorted(built.iterdir()) if path.is_file()}
    files["offered.json"] = _offered()
    files |= _addin_files()
    if asked:
        files |= {name: _asking(files[name], asked) for name in _PAGES}
    files["web.config"] = iis_settings(asked).encode()
    version, listing = _listing(files, asked)
    say("the files", 3, 4)
    _write(out, {**files, _LISTING: listing})
    say("the files", 4, 4)
    size = sum(map(len, files.values())) + len(listing)
    return BuiltSite(out, version, len(files) + 1, size, compiled is not None)


def is_site(folder: Path) -> bool:
    """Return whether a folder holds a site that was built."""
    return (folder / _LISTING).is_file() and (folder / "index.html").is_file()


def server_of(folder: Path) -> str:
    """Return the server that a built site may ask; an empty text where it has none."""
    try:
        return str(json.loads((folder / _LISTING).read_text(encoding="utf-8")).get("server") or "")
    except (OSError, ValueError, AttributeError):
        return ""


def _server(address: str) -> str:
    """Return a server's address as policies name it: scheme, host and port."""
    parts = urlsplit(address.strip())
    if not parts.scheme and not parts.netloc and not parts.path:
        return ""
    rest = parts.path.strip("/") + parts.query + parts.fragment
    # It becomes a part of the pages' policy, where a mark of another kind would mean something.
    if not is_safe(address.strip()) or rest or not _HOST.fullmatch(parts.netloc):
        raise SiteError(
            f"'{address}' is no address of a server.",
            "Give scheme and host alone, as https://scorecard-server.force.example.",
        )
    return f"{parts.scheme}://{parts.netloc}"


def _asking(page: bytes, server: str) -> bytes:
    """Return a page that knows a server: its policy lets it ask that, and its words say what goes there."""
    text = page.decode().replace(_NO_SERVER, _NO_SERVER.replace('""', f'"{server}"'))
    return (
        with_server(text, server)
        .replace(_NOWHERE, f"{_NOWHERE}{_ELSEWHERE.format(urlsplit(server).netloc)}")
        .encode()
    )


def _addin_files() -> dict[str, bytes]:
    """Return what the add-in needs of the site besides its pages: what Excel is told of the functions, and the icons."""
    pictures = {
        icon_file(name, size): icon(name, size)
        for name in icon_names()
        for size in (*ICON_SIZES, HIGH_RESOLUTION)
    }
    told = json.dumps(functions_metadata(), ensure_ascii=False, indent=1) + "\n"
    return {METADATA_FILE: told.encode(), **pictures}


def _offered() -> bytes:
    """Return what the page shows of the ribbon before Python is there."""
    made = {"version": xlscore.__version__, "groups": offered_groups()}
    return (json.dumps(made, ensure_ascii=False) + "\n").encode()


def _listing(files: Mapping[str, bytes], server: str) -> tuple[str, bytes]:
    """Return the version of a site, and the list of its files: the page keeps them all for when there is no network."""
    listed = [
        {"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    ]
    version = hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:16]
    made = {
        "version": version,
        "xlscore": xlscore.__version__,
        "pyodide": PYODIDE,
        "server": server,
        "files": listed,
    }
    return version, (json.dumps(made, indent=1) + "\n").encode()


def _refuse_others(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise SiteError(f"{out} is a file.", "Name a folder for the site.")
    if out.is_dir() and any(out.iterdir()) and not (out / _LISTING).is_file():
        raise SiteError(
            f"{out} holds something else.",
            "Name a new or an empty folder, or one that holds a site that was built before.",
        )


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    """Write the files, and take away those of the site before: an old bundle would be served on."""
    before = _before(out)
    for name, data in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name in before - files.keys():
        (out / name).unlink(missing_ok=True)


def _before(out: Path) -> set[str]:
    try:
        listed = json.loads((out / _LISTING).read_text(encoding="utf-8"))["files"]
        names = {str(each["path"]) for each in listed}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    inside = out.resolve()
    return {name for name in names if (inside / name).resolve().is_relative_to(inside)}

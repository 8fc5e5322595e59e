"""The door of the browser's worker: JavaScript's values in, JavaScript's values out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from xlscore.web.door import Options
from xlscore.web.press import press

__all__ = ["answer"]


def _press(action: str, file: bytes, options: Options) -> dict[str, Any]:
    filled, said = press(action, file, options)
    return {"file": filled, "answer": said}


_DOORS: Final[dict[str, Callable[[str, bytes, Options], dict[str, Any]]]] = {"press": _press}
"""What the page may ask, by its kind; each takes a button's name, a workbook's bytes and what comes along."""


def answer(kind: str, action: str, file: Any, options: Any, say: Any) -> Any:
    """Return what the page asked for, as an object of JavaScript; `say` hears in words how far it is."""
    from js import Object
    from pyodide.ffi import to_js

    given = dict(options.to_py())
    given["files"] = {name: bytes(data) for name, data in (given.get("files") or {}).items()}
    found = _DOORS[kind](action, file.to_bytes(), {**given, "say": say})
    return to_js(found, dict_converter=Object.fromEntries)

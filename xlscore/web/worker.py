"""The door of the browser's worker: JavaScript's values in, JavaScript's values out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from xlscore.web.door import UNNAMED, Options
from xlscore.web.drawing import AskedPictures
from xlscore.web.looking import draw_maps, judge, look
from xlscore.web.plans import plan
from xlscore.web.press import press

__all__ = ["answer"]


def _press(action: str, file: bytes, options: Options) -> dict[str, Any]:
    filled, said = press(action, file, options)
    return {"file": filled, "answer": said}


def _plan(action: str, file: bytes, options: Options) -> dict[str, Any]:
    edits, said = plan(action, file, options)
    # A text crosses to JavaScript at once, a hundred thousand cells one by one.
    return {"edits": json.dumps(edits, ensure_ascii=False, allow_nan=False), "answer": said}


def _maps(_action: str, file: bytes, options: Options) -> dict[str, Any]:
    hear = options["say"]
    return draw_maps(file, _name(options), lambda name, number, of: hear(f"{name}, map {number + 1} of {of}"))


def _name(options: Options) -> str:
    return str(options.get("name") or UNNAMED)


_DOORS: Final[dict[str, Callable[[str, bytes, Options], dict[str, Any]]]] = {
    "press": _press,
    "plan": _plan,
    "look": lambda _, file, options: look(file, _name(options)),
    "judge": lambda _, file, options: judge(file, _name(options), options["say"]),
    "maps": _maps,
}
"""What the page may ask, by its kind; each takes a button's name, a workbook's bytes and what comes along."""


def answer(kind: str, action: str, file: Any, options: Any, say: Any) -> Any:
    """Return what the page asked for, as an object of JavaScript; `say` hears in words how far it is.

    Where pictures are wanted of the page first, they come back alone, and the page asks again with them.
    """
    from js import Object
    from pyodide.ffi import jsnull, to_js

    given = {name: None if value is jsnull else value for name, value in options.to_py().items()}
    pictures = AskedPictures.of(given.get("drawn") or ())
    # Whatever else a page hands over in place of bytes is no workbook.
    data = file.to_bytes() if hasattr(file, "to_bytes") else b""
    with pictures.asked():
        found = _DOORS[kind](action if isinstance(action, str) else "", data, {**given, "say": say})
    return to_js(
        {"wanted": pictures.as_dicts()} if pictures.wanted else found, dict_converter=Object.fromEntries
    )

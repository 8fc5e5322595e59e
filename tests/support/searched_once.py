"""The layout of a map is searched once for all tests of a process that draw it: the search takes nearly all the time of drawing.

Where no test asks how good a layout is, it is searched briefly as well: how good they are, the tests of xlscore.tubemap ask.
"""

from __future__ import annotations

import pickle
from typing import Any, Final

import pytest

from xlscore.tubemap import layout, redraw
from xlscore.tubemap.layout import MapLayout, lay_out_better
from xlscore.tubemap.model.network import Map

BRIEFLY: Final = {
    "STARTS": 2,
    "ROUNDS": ((2, False, 8.0, 200, 5), (1, True, 3.0, 400, 10), (1, True, 1.5, 300, 10)),
}
_FOUND: Final[dict[bytes, MapLayout | None]] = {}


def search_once(patched: pytest.MonkeyPatch, *, briefly: bool = False) -> None:
    """Let a map whose layout another test had searched take it; a search has no chance in it, which its own room tests."""

    def lay_out_once(drawn: Map, pinned: Any, wishes: Any, ground: Any, spoilt: Any) -> MapLayout | None:
        asked = pickle.dumps((drawn, pinned, wishes, ground, spoilt, briefly))
        if asked not in _FOUND:
            with pytest.MonkeyPatch.context() as shorter:
                for name, value in BRIEFLY.items() if briefly else ():
                    shorter.setattr(layout, name, value)
                _FOUND[asked] = lay_out_better(drawn, pinned, wishes, ground, spoilt)
        return _FOUND[asked]

    patched.setattr(redraw, "lay_out_better", lay_out_once)

"""The layout of a map is searched once for all tests of a process that draw it: the search takes nearly all the time of drawing."""

from __future__ import annotations

import pickle
from typing import Any, Final

import pytest

from xlscore.tubemap import redraw
from xlscore.tubemap.layout import MapLayout, lay_out
from xlscore.tubemap.model.network import Map

_FOUND: Final[dict[bytes, MapLayout]] = {}


def search_once(patched: pytest.MonkeyPatch) -> None:
    """Let a map whose layout another test had searched take it; a search has no chance in it, which its own room tests."""

    def lay_out_once(drawn: Map, pinned: Any, wishes: Any, ground: Any) -> MapLayout:
        asked = pickle.dumps((drawn, pinned, wishes, ground))
        if asked not in _FOUND:
            _FOUND[asked] = lay_out(drawn, pinned, wishes, ground)
        return _FOUND[asked]

    patched.setattr(redraw, "lay_out", lay_out_once)

"""A first demo, which takes as long as a hundred quick tests: once for all who look at it, on one worker."""

from __future__ import annotations

import io
import json
import socket
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from xlscore.cli.run import run

DEMO: Final = pytest.mark.xdist_group("demo")


class Shown(NamedTuple):
    """What a first demo was asked to do, answered and left in its folder."""

    answer: dict[str, Any]
    folder: Path
    searched: list[object]
    """The maps that a layout was searched for."""


def show(folder: Path) -> Shown:
    """Run `xlscore demo --json` without a network."""

    def refuse(*_: object) -> None:
        raise AssertionError("The demo asked the network.")

    searched: list[object] = []
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(printed):
        patched.setattr(socket.socket, "connect", refuse)
        patched.setattr("xlscore.tubemap.layout.first_places", lambda *asked: searched.append(asked))
        assert run(["demo", str(folder), "--json"]) == 0
    return Shown(json.loads(printed.getvalue()), folder, searched)

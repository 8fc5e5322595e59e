"""A command starts fast: it loads what it needs, and records that are made when used are the records that they would be."""

from __future__ import annotations

import copy
import dataclasses
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from xlscore.cli.methods_when_used import make_methods_when_used

RECORDS = '''
from __future__ import annotations
from dataclasses import dataclass, field
from typing import ClassVar

@dataclass(frozen=True)
class Plain:
    """A record."""
    name: str
    many: tuple[int, ...] = ()
    noted: dict[str, int] = field(default_factory=dict, hash=False, compare=False, repr=False)
    kinds: ClassVar[int] = 3

@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """A record."""
    name: str
    many: tuple[int, ...] = ()

@dataclass(frozen=True, slots=True, order=True)
class Ordered:
    """A record."""
    many: tuple[int, ...]
    name: str = "z"

@dataclass
class Open:
    """A record."""
    name: str
    made: str = field(init=False)
    def __post_init__(self) -> None:
        self.made = self.name * 2

@dataclass(frozen=True)
class Below(Plain):
    """A record on another, with a word of its own for what it is."""
    more: int = 0
    def __repr__(self) -> str:
        return super().__repr__() + "!"

@dataclass(frozen=True, eq=False)
class Itself:
    """A record that is equal to itself alone."""
    name: str
'''


def records(monkeypatch: pytest.MonkeyPatch, *, when_used: bool) -> ModuleType:
    """Return a module of ours with records of every sort."""
    made = ModuleType("xlscore.records_of_a_test")
    monkeypatch.setitem(sys.modules, made.__name__, made)
    with monkeypatch.context() as here:
        if hasattr(dataclasses, "_create_fn"):
            here.setattr(dataclasses, "_create_fn", dataclasses._create_fn)
        if when_used:
            make_methods_when_used()
        exec(RECORDS, made.__dict__)
    return made


def tried(one: Callable[[], object]) -> str:
    """Return what comes of it, an error by its name and words."""
    try:
        return repr(one())
    except (TypeError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


DONE: list[Callable[[Any], object]] = [
    lambda of: of.Plain("a", (1, 2)),
    lambda of: of.Plain("a", noted={"b": 1}) == of.Plain("a"),
    lambda of: hash(of.Plain("a")) == hash(of.Plain("a", noted={"b": 1})),
    lambda of: of.Plain("a") in {of.Plain("b"), of.Plain("a")},
    lambda of: of.Plain("a") == of.Below("a"),
    lambda of: of.Plain(),
    lambda of: of.Plain("a", unknown=1),
    lambda of: setattr(of.Plain("a"), "name", "b"),
    lambda of: delattr(of.Plain("a"), "name"),
    lambda of: setattr(of.Slots(name="a"), "name", "b"),
    lambda of: of.Slots("a"),
    lambda of: sorted([of.Ordered((2,)), of.Ordered((1,), "b"), of.Ordered((1,), "a")]),
    lambda of: of.Ordered((1,)) < 3,
    lambda of: of.Open("a"),
    lambda of: hash(of.Open("a")),
    lambda of: setattr(of.Open("a"), "name", "b"),
    lambda of: (of.Below("a", more=3), of.Below("a") == of.Below("a", more=1)),
    lambda of: of.Itself("a") == of.Itself("a"),
    lambda of: dataclasses.replace(of.Slots(name="a"), many=(3,)),
    lambda of: dataclasses.asdict(of.Below("a", more=3)),
    lambda of: [field.name for field in dataclasses.fields(of.Below)],
    lambda of: (copy.copy(of.Below("a", more=3)), copy.deepcopy(of.Slots(name="a"))),
    lambda of: [
        pickle.loads(pickle.dumps(each)) == each for each in (of.Plain("a"), of.Slots(name="b"), of.Open("c"))
    ],
    lambda of: [of.Plain.__init__.__qualname__, of.Plain("a").__init__.__qualname__, of.Slots.__match_args__],
]


@pytest.mark.parametrize("does", DONE)
def test_a_record_whose_methods_are_made_when_used_does_what_any_record_does(
    does: Callable[[Any], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = tried(lambda: does(records(monkeypatch, when_used=False)))
    later = tried(lambda: does(records(monkeypatch, when_used=True)))

    assert later == at_once


@pytest.mark.skipif(not hasattr(dataclasses, "_create_fn"), reason="this Python makes them at one stroke")
def test_a_method_is_made_once_and_then_stands_in_its_class(monkeypatch: pytest.MonkeyPatch) -> None:
    of = records(monkeypatch, when_used=True)
    waiting = of.Slots.__init__

    of.Slots(name="a")
    made = of.Slots.__init__
    of.Slots(name="b")

    assert waiting is not made
    assert of.Slots.__init__ is made
    assert made.__code__.co_varnames[:3] == ("self", "name", "many")


@pytest.mark.slow
def test_a_command_loads_nothing_that_it_has_no_use_for(tmp_path: Path) -> None:
    asked = [sys.executable, "-X", "importtime", "-m", "xlscore", "call", "MSG_MOVE", "5", "4"]
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}

    said = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=tmp_path, env=here)

    loaded = {line.rsplit("|", 1)[-1].strip().partition(".")[0] for line in said.stderr.splitlines()}
    assert said.stdout == "Improved\n"
    assert "typer" in loaded
    assert not loaded & {
        "pandas",
        "numpy",
        "pydantic",
        "lxml",
        "xlwings",
        "openpyxl",
        "duckdb",
        "lark",
        "docx",
    }

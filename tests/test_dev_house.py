"""The drawing of the house on its page is the house: every package, room and arrow, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import pytest

from tests.support.architecture import FLOORS
from tests.support.house import drawing, rooms_of
from tests.support.sources import IN_ONE_PROCESS
from tests.support.tools import ROOT

pytestmark = IN_ONE_PROCESS

PAGE = ROOT / "docs" / "dev" / "house.md"
MEDIAN_MODULE = 150


def test_the_page_has_the_drawing_of_the_house_as_it_stands() -> None:
    (drawn,) = re.findall(
        r"^```text\n(.*?)\n```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )

    assert drawn == drawing(), "Put into the page what `python -m tests.support.house` prints."


def test_the_page_says_of_every_package_and_room_what_it_is_for() -> None:
    said = set(re.findall(r"^\| `([\w.]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    rooms = {f"{package}.{room}" for package, names in rooms_of(ROOT).items() for room in names}
    packages = {path.parent.name for path in (ROOT / "xlscore").glob("*/__init__.py")}

    assert said == rooms | packages | {"errors", "resources"}


def test_the_median_module_is_short() -> None:
    lengths = [
        len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "xlscore").rglob("*.py")
        if path.name != "__init__.py"
    ]

    assert median(lengths) <= MEDIAN_MODULE


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A small house: two packages, one of them with two rooms."""
    for module, text in {
        "errors.py": "",
        "rules/__init__.py": "",
        "rules/msg.py": "import xlscore.errors",
        "books/__init__.py": "",
        "books/refresh.py": "import xlscore.rules.msg",
        "books/plan/__init__.py": "",
        "books/plan/edits.py": "from xlscore.books.tables import finder",
        "books/tables/__init__.py": "",
        "books/tables/finder.py": "",
    }.items():
        path = tmp_path / "xlscore" / module
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_house_is_drawn_with_its_floors_rooms_and_arrows(planted: Path) -> None:
    assert drawing(planted).splitlines() == [
        "┌─ books ─┐",
        "│  plan   │",
        "│ tables  │",
        "└─────────┘",
        "┌─ rules ┐",
        "└────────┘",
        "┌─ errors ┐",
        "└─────────┘",
        "",
        "books → rules",
        "rules → errors",
        "",
        "in books",
        "  plan   → tables",
        "  tables → —",
    ]


@pytest.mark.parametrize(
    ("module", "text", "line"),
    [
        ("books/tables/finder.py", "def lazy():\n    import xlscore.errors", "books → errors, rules"),
        ("books/plan/edits.py", "", "  plan   → —"),
        ("books/maps/rows.py", "from xlscore.books.plan import edits", "  maps   → plan"),
        ("rules/force/grades.py", "", "│ force  │"),
    ],
    ids=["a new arrow", "an arrow less", "a new room", "the first room of a package"],
)
def test_another_arrow_or_room_is_another_drawing(planted: Path, module: str, text: str, line: str) -> None:
    before = drawing(planted).splitlines()
    path = planted / "xlscore" / module
    path.parent.mkdir(exist_ok=True)
    path.with_name("__init__.py").touch()
    path.write_text(text, encoding="utf-8")

    after = drawing(planted).splitlines()

    assert line in after
    assert line not in before


def test_every_floor_of_the_house_is_known_to_the_drawing() -> None:
    drawn = set(re.findall(r"┌─ (\w+)", drawing()))

    assert drawn == {name for floor in FLOORS for name in floor if (ROOT / "xlscore" / name).is_dir()} | {
        name for floor in FLOORS for name in floor if (ROOT / "xlscore" / f"{name}.py").is_file()
    }

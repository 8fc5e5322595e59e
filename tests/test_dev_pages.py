"""The pages for whoever takes over: linked, no longer than a page is read, and true of the code they speak of."""

from __future__ import annotations

import dataclasses
import doctest
import pkgutil
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from tests.support.references import reference, spc_cases
from tests.support.slow import dear
from tests.support.tools import ROOT
from xlscore.books.kinds import KINDS
from xlscore.books.tables.headings import PROBLEMS
from xlscore.books.tables.layout import known
from xlscore.cli.app import app
from xlscore.engine import Capabilities, capabilities
from xlscore.excel.names import excel_functions
from xlscore.functions.cell_names import ALSO_CALLED
from xlscore.rules.policy import DEFAULT, SETTINGS
from xlscore.tubemap.judged.metrics import HARD
from xlscore.tubemap.model.network import LONGEST_NAME, MOST_LINES, MOST_STATIONS
from xlscore.tubemap.model.style import FULL_SIZE, FULL_WORDS

FOLDER = ROOT / "docs" / "dev"
INDEX = FOLDER / "README.md"
PAGES = sorted(path.name for path in FOLDER.glob("*.md") if path != INDEX)
LEAST, MOST, MOST_LOOKED_UP = 60, 180, 300
# Excel's own, xlwings' and VBA's names that are spelt like our functions.
NOT_OURS = re.compile(r"MSG8|.*_PYTHONPATH|INTERPRETER_WIN")


def text(name: str) -> str:
    """Return a page's text."""
    return (FOLDER / name).read_text(encoding="utf-8")


def spoken(name: str) -> list[str]:
    """Return what a page sets in backticks, its code blocks left out."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text(name), flags=re.DOTALL))


def code(name: str) -> list[str]:
    """Return a page's blocks of Python."""
    return re.findall(r"^```python\n(.*?)^```", text(name), re.DOTALL | re.MULTILINE)


def is_there(dotted: str) -> bool:
    """Return whether a dotted name leads to a module, or to something in one."""
    try:
        pkgutil.resolve_name(dotted)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_linked_from_the_index(name: str) -> None:
    assert f"]({name})" in text("README.md")


def test_contributing_leads_to_the_index() -> None:
    assert "](docs/dev/README.md)" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_file_that_contributing_names_is_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([\w/.-]+)(?:#[^)]*)?\)", page)
    named = re.findall(r"`((?:xlscore|tests|docs)/[\w./-]+)`", page)

    assert linked
    assert named
    assert [path for path in (*linked, *named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", [*PAGES, "README.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    lost = [
        target
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text(name))
        if "://" not in target and not (FOLDER / target).exists()
    ]

    assert lost == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_in_one_sitting(name: str) -> None:
    # Nobody reads the keys, the list of kinds of tables or that of rooms from top to bottom.
    most = MOST_LOOKED_UP if name in ("json.md", "finding-tables.md", "house.md") else MOST

    assert LEAST <= len(text(name).splitlines()) <= most


@pytest.mark.parametrize("name", dear(PAGES, ["tube-map.md"]))
def test_every_example_runs_as_printed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = code(name)
    examples = "\n".join(block for block in blocks if ">>>" in block)

    for block in blocks:
        if ">>>" not in block:
            compile(block, name, "exec")
    parsed = doctest.DocTestParser().get_doctest(examples, {"__name__": "page"}, name, name, 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS).run(
        parsed, out=said.append
    )

    assert "".join(said) == ""


@pytest.mark.parametrize("name", [*PAGES, "README.md"])
def test_every_module_and_name_of_ours_is_there(name: str) -> None:
    ours = re.compile(r"xlscore(?:\.\w+)+(?<!\.xlam)(?:\(\))?")
    named = [word.removesuffix("()") for word in spoken(name) if ours.fullmatch(word)]

    assert [word for word in named if not is_there(word)] == []


@pytest.mark.parametrize("name", [*PAGES, "README.md"])
def test_every_file_and_folder_of_ours_is_there(name: str) -> None:
    ours = re.compile(r"(?:xlscore|tests|docs|benchmarks|vba_shim|workbooks)/[\w./-]*")

    assert [word for word in spoken(name) if ours.fullmatch(word) and not (ROOT / word).exists()] == []


@pytest.mark.parametrize("name", [*PAGES, "README.md"])
def test_every_command_is_one(name: str) -> None:
    root = typer.main.get_command(app)
    unknown = []

    for word in spoken(name):
        if found := re.match(r"xlscore ([a-z]+)(?: ([a-z]+))?", word):
            command = root.commands.get(found[1])
            inner = getattr(command, "commands", None)
            if command is None or (inner is not None and found[2] and found[2] not in inner):
                unknown.append(word)

    assert unknown == []


@pytest.mark.parametrize("name", [*PAGES, "README.md"])
def test_every_worksheet_function_is_one(name: str) -> None:
    like_ours = [
        found[1]
        for word in spoken(name)
        if (found := re.match(r"=?([A-Z][A-Z]*(?:_[A-Z]+)+)\b", word)) and not NOT_OURS.fullmatch(found[1])
    ]

    assert [word for word in like_ours if word not in excel_functions()] == []


def test_the_domain_page_has_every_setting_with_its_default() -> None:
    printed = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", text("domain.md"), re.MULTILINE))
    fields = [setting.field for setting in SETTINGS]

    assert list(printed) == fields
    for field in fields:
        default = getattr(DEFAULT, field)
        if isinstance(default, str):
            assert printed[field] == default
        else:
            assert float(printed[field]) == pytest.approx(default, abs=5e-4), field


def test_every_field_of_the_policy_is_a_setting_or_the_matrix() -> None:
    fields = {field.name for field in dataclasses.fields(DEFAULT)}

    assert fields - {setting.field for setting in SETTINGS} == {"overall_matrix"}


def test_the_statistics_page_counts_what_is_compared() -> None:
    page, charts = text("statistics.md"), list(spc_cases())
    rates, funnels = reference("comparators")["tables"], reference("overdispersion")["cases"]

    assert f"{len(charts)} charts, {sum(len(chart.values) for chart in charts):,} points" in page
    assert (
        f"{len(rates['rate_per_1000']['x'])} rates, {len(rates['proportion_pct']['x'])} proportions" in page
    )
    assert f"{len(funnels)} funnels" in page
    for name, package in (
        ("spc", "NHSRplotthedots"),
        ("comparators", "PHEindicatormethods"),
        ("overdispersion", "FunnelPlotR"),
    ):
        assert f"| {package} | {reference(name)['meta']['package_version']} |" in page


def test_the_page_of_the_judged_map_names_each_hard_count() -> None:
    counts = re.findall(r"^\| `(\w+)` \|", text("tube-map-judged.md"), re.MULTILINE)

    assert counts == list(HARD)


def test_the_map_page_names_the_limits() -> None:
    page = " ".join(text("tube-map.md").split())

    assert f"up to {FULL_WORDS} stations, full size up to {FULL_SIZE}" in page
    assert f"more than {MOST_STATIONS} stations, {MOST_LINES} lines or {LONGEST_NAME} letters" in page


def test_the_functions_page_speaks_of_every_word_that_no_cell_can_call() -> None:
    for name, second in ALSO_CALLED.items():
        assert f"`{name}`" in text("functions-contract.md")
        assert f"`{second}`" in text("functions-contract.md")


def test_the_engine_page_says_what_each_lane_can_do() -> None:
    printed = re.findall(
        r"^\| `(\w+)` \| (yes|no) \| (yes|no) \| (yes|no) \|", text("engine.md"), re.MULTILINE
    )

    assert [row[0] for row in printed] == [field.name for field in dataclasses.fields(Capabilities)]
    for lane, name in enumerate(("excel", "xlscore", "remote"), start=1):
        book: Any = SimpleNamespace(app=SimpleNamespace(engine=SimpleNamespace(name=name)))
        for row in printed:
            assert getattr(capabilities(book), row[0]) == (row[lane] == "yes"), (name, row[0])


def test_the_data_flow_page_lists_the_kinds_in_their_order() -> None:
    assert re.findall(r"^\| `(\w+)` \|", text("data-flow.md"), re.MULTILINE) == list(KINDS)


def test_the_finding_page_says_by_what_every_kind_of_table_is_known() -> None:
    (table,) = re.findall(r"^\| kind of table .*\n.*\n((?:\|.*\n)+)", text("finding-tables.md"), re.MULTILINE)
    printed = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", table, re.MULTILINE))

    assert PROBLEMS in known()  # the tables of every workbook are known beside those of the kinds
    assert printed == {kind.kind: kind.looked_for.replace("'", "") for kind in known()}

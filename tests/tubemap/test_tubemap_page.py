"""The web page of a map in real Chromium: keys are pressed, the pointer moved, what is read out is listened to."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from tests.support.chromium import Chromium, require_axe
from tests.support.pictures import pdf_page_size, pdf_text
from tests.support.tubemap_samples import FORCE
from xlscore.tubemap import Drawing, Stop, build_map, draw

DrawingOf = Callable[..., Drawing]
SHOWN = "document.querySelector('#panel').innerText"
NAME = "document.activeElement.getAttribute('aria-label')"
GANGS = ".station[aria-label^=Gangs]"


@pytest.fixture
def page(drawing_of: DrawingOf, chromium: Chromium, tmp_path: Path) -> Chromium:
    """The page of the sample's force map, opened."""
    (tmp_path / "map.html").write_text(drawing_of(FORCE).html, encoding="utf-8")
    chromium.said.clear()
    chromium.open(tmp_path / "map.html")
    return chromium


def to_first_station(page: Chromium) -> None:
    page.press("Tab", "Tab", "Tab", "Tab")  # the way past the map, the table, the choice of a cycle


def pictured(page: Chromium, selector: str) -> Image.Image:
    """Return an element as it looks on the page."""
    x, y, wide, high = page.run(
        f"(() => {{ const b = document.querySelector('{selector}').getBoundingClientRect();"
        " return [b.x, b.y, b.width, b.height]; })()"
    )
    return Image.open(BytesIO(page.picture())).convert("RGB").crop((x, y, x + wide, y + high))


def test_tab_goes_from_station_to_station_and_shows_what_is_known_of_each(
    page: Chromium, drawing_of: DrawingOf
) -> None:
    sentences = [row[6] for row in drawing_of(FORCE).data_rows]
    to_first_station(page)

    heard = []
    for _ in sentences:
        heard.append(page.run(NAME))
        assert page.run(SHOWN).startswith(heard[-1].partition(" is ")[0])
        page.press("Tab")

    assert heard == sentences


def test_the_facts_of_a_station_that_has_focus_are_shown_and_escape_closes_them(page: Chromium) -> None:
    page.run(f"document.querySelector('{GANGS}').focus()")

    assert page.run(SHOWN).split("\n") == [
        "Gangs", "Lines", "Tackling Serious Threats", "Grade", "Requires Improvement", "Last cycle",
        "Requires Improvement", "Change", "no change", "Redline", "none",
    ]  # fmt: skip
    assert page.run("document.activeElement.getAttribute('aria-expanded')") == "true"
    page.press("Escape")
    assert page.run(SHOWN) == "No station is chosen."
    assert page.run("document.activeElement.getAttribute('aria-expanded')") == "false"
    page.press("Enter")
    assert page.run(SHOWN).startswith("Gangs")
    page.press(" ")
    assert page.run(SHOWN) == "No station is chosen."


def test_the_pointer_shows_the_facts_too_and_they_stay_when_it_goes_there(page: Chromium) -> None:
    page.point(f"{GANGS} [data-name=Marker]")
    assert page.run(SHOWN).startswith("Gangs")

    page.point("#panel")
    assert page.run(SHOWN).startswith("Gangs")
    page.press("Escape")
    assert page.run(SHOWN) == "No station is chosen."

    page.point(f"{GANGS} [data-name=Marker]", press=True)
    assert page.run(SHOWN).startswith("Gangs")
    assert page.run(NAME).startswith("Gangs")


def test_arrow_keys_walk_along_the_lines_in_the_direction_that_they_point(
    page: Chromium, drawing_of: DrawingOf
) -> None:
    drawn = drawing_of(FORCE).drawn
    beside = {frozenset(pair) for line in drawn.lines for path in line.paths for pair in pairwise(path)}
    middle = "(() => { const b = document.activeElement.querySelector('[data-name=Marker]').getBoundingClientRect(); return [b.x + b.width / 2 + scrollX, b.y + b.height / 2 + scrollY]; })()"
    to_first_station(page)

    moves = 0
    for key, across, down in (
        ("ArrowRight", 1, 0),
        ("ArrowDown", 0, 1),
        ("ArrowLeft", -1, 0),
        ("ArrowUp", 0, -1),
    ) * 6:
        here, (x, y) = page.run(NAME).partition(" is ")[0], page.run(middle)
        page.press(key)
        there, (to_x, to_y) = page.run(NAME).partition(" is ")[0], page.run(middle)
        if there != here:
            moves += 1
            assert frozenset((here, there)) in beside
            assert (to_x - x) * across + (to_y - y) * down > 0
    assert moves >= 8
    page.press("End")
    assert page.run(NAME).startswith(drawn.stations[-1])
    page.press("Home")
    assert page.run(NAME).startswith(drawn.stations[0])


def test_the_choice_of_a_cycle_changes_discs_words_and_what_is_read_out(page: Chromium) -> None:
    station = ".station[data-row=row-{}]".format(
        page.run(
            "[...document.querySelectorAll('.station')].findIndex(s => s.dataset.now.startsWith('Innovation'))"
        )
    )
    page.press("Tab", "Tab", "Tab")
    page.run(f"document.querySelector('{station}').scrollIntoView({{block: 'center'}})")
    now = pictured(page, f"{station} [data-name=Grade]")

    page.press("ArrowRight")

    page.run(f"document.querySelector('{station}').scrollIntoView({{block: 'center'}})")
    then = pictured(page, f"{station} .then [data-name=Grade]")
    assert (53, 151, 143) in {colour for _, colour in now.getcolors(9999)}  # Good
    assert (0, 54, 136) in {colour for _, colour in then.getcolors(9999)}  # Outstanding
    assert "last cycle’s grades" in page.run("document.querySelector('[role=status]').innerText")
    said = [one["name"] for one in page.read_out() if one["role"] == "button"]
    assert "Innovation was graded Outstanding last cycle; it has deteriorated and is graded Good now." in said
    assert page.run(f"getComputedStyle(document.querySelector('{station} .ring')).display") != "none"
    page.press("ArrowLeft")
    said = [one["name"] for one in page.read_out() if one["role"] == "button"]
    assert any(name.startswith("Innovation is graded Good, deteriorated from Outstanding") for name in said)


def test_a_screen_reader_meets_each_station_line_and_key_once_and_the_table(
    page: Chromium, drawing_of: DrawingOf
) -> None:
    drawing = drawing_of(FORCE)

    heard = page.read_out()

    named = {
        role: [one["name"] for one in heard if one["role"] == role] for role in ("button", "image", "img")
    }
    lines = [
        group.alt for group in drawing.scene.groups if group.alt and group.name.startswith(("Line: ", "Key"))
    ]
    assert sorted(named["button"]) == sorted(row[6] for row in drawing.data_rows)
    assert sorted(named["image"] + named["img"]) == sorted(map(str, lines))
    assert [one["name"] for one in heard if one["role"] == "heading"] == [
        "Force-level gradings",
        "Map",
        "Table",
    ]
    assert sum(one["role"] in ("rowheader", "columnheader") for one in heard) == len(drawing.data_rows) + 6
    assert [one["name"] for one in heard if one["role"] == "radio"] == ["This cycle", "Last cycle"]


def test_who_speaks_the_name_that_stands_on_the_map_finds_the_station(page: Chromium) -> None:
    stations = page.run(
        "[...document.querySelectorAll('.station')].map(s => [s.getAttribute('aria-label'),"
        " [...s.querySelector('[data-name=Name]').children].map(line => line.textContent).join(' ')])"
    )

    assert [seen for name, seen in stations if not name.startswith(seen)] == []


@pytest.mark.parametrize("width", [1400, 320])
@pytest.mark.parametrize("last", [False, True])
def test_axe_finds_no_fault_of_accessibility(page: Chromium, width: int, last: bool) -> None:
    page.size(width, 1000)
    page.run(f"document.querySelector('{GANGS}').focus()")
    if last:
        page.run("document.querySelector('[value=last]').click()")
    page.run(require_axe())

    # An experimental rule wants the letter in the disc to be in a button's name; the visible name is, by the test above.
    found = page.run(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],"
        " rules: {'label-content-name-mismatch': {enabled: false}}}).then(r => ({passes: r.passes.length,"
        " faults: r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))])}))"
    )

    assert found["faults"] == []
    assert found["passes"] > 20


def test_nothing_is_asked_of_the_net_and_nothing_goes_wrong(page: Chromium) -> None:
    page.run(f"document.querySelector('{GANGS}').focus()")

    asked = [
        one["params"]["request"]["url"]
        for one in page.said
        if one.get("method") == "Network.requestWillBeSent"
    ]
    wrong = [one for one in page.said if one.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")]

    assert [url.partition(":")[0] for url in asked] == ["file"]
    assert wrong == []


def test_another_script_is_not_run(page: Chromium) -> None:
    page.run(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)"
    )

    assert page.run("window.ran") is None


@pytest.mark.parametrize("width", [320, 640, 1400])
def test_nothing_but_map_and_table_is_wider_than_the_window_and_focus_is_not_hidden(
    page: Chromium, width: int
) -> None:
    page.size(width, 640)  # a window of 1280 dots at a zoom of 400, 200 and about 100 per cent

    to_first_station(page)

    assert page.run("document.documentElement.scrollWidth") <= width
    for _ in range(15):
        seen = page.run(
            "(() => { const b = document.activeElement.querySelector('[data-name=Marker]').getBoundingClientRect();"
            " const e = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);"
            " return Boolean(e) && document.activeElement.contains(e); })()"
        )
        assert seen, page.run(NAME)
        page.press("Tab")


def test_targets_are_at_least_24_dots_wide_and_high(page: Chromium) -> None:
    for width in (320, 1400):
        page.size(width, 800)
        small = page.run(
            "[...document.querySelectorAll('.station [data-name=Marker], label')].map(e => e.getBoundingClientRect())"
            ".filter(b => b.width < 24 || b.height < 24).length"
        )
        assert small == 0


def test_in_forced_colours_the_map_keeps_its_own_and_focus_is_seen(page: Chromium, tmp_path: Path) -> None:
    page.open(tmp_path / "map.html", forced_colors="active")

    page.run(f"document.querySelector('{GANGS}').focus()")

    assert page.run(f"getComputedStyle(document.querySelector('{GANGS} .ring')).display") == "inline"
    colours = {colour for _, colour in pictured(page, "#map svg").getcolors(1 << 20)}
    assert {(255, 255, 255), (244, 185, 66)} <= colours  # the paper, and the disc of Requires Improvement


def test_nothing_moves_by_itself(page: Chromium) -> None:
    assert page.run("document.getAnimations().length") == 0
    assert page.run(
        "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    ) == 0  # fmt: skip


@pytest.mark.usefixtures("searched_briefly")
def test_a_protective_marking_is_printed_on_every_page(chromium: Chromium, tmp_path: Path) -> None:
    drawn, _ = build_map(
        "Map", [Stop("Line", at, f"Area {at}") for at in range(20)], marking="OFFICIAL: SENSITIVE"
    )
    (tmp_path / "map.html").write_text(draw(drawn).html, encoding="utf-8")
    chromium.open(tmp_path / "map.html")

    (tmp_path / "map.pdf").write_bytes(chromium.pdf())

    pages = pdf_text(tmp_path / "map.pdf").split("\f")[:-1]
    assert len(pages) >= 2
    assert all("OFFICIAL: SENSITIVE" in page for page in pages)


def test_it_prints_the_map_on_a_page_of_its_own_and_the_table_behind(page: Chromium, tmp_path: Path) -> None:
    page.run(f"document.querySelector('{GANGS}').focus()")
    page.ask("Emulation.setEmulatedMedia", media="print")
    assert page.run(f"getComputedStyle(document.querySelector('{GANGS} .ring')).display") == "none"
    page.ask("Emulation.setEmulatedMedia", media="")
    (tmp_path / "map.pdf").write_bytes(page.pdf())

    first, *others = pdf_text(tmp_path / "map.pdf").split("\f")

    assert pdf_page_size(tmp_path / "map.pdf") == pytest.approx((842, 595), abs=1)
    assert "Tackling Serious Threats" in first
    assert "Last cycle" not in first
    assert "no change" in "".join(others)
    assert "Escape" not in first + "".join(others)

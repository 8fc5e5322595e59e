"""The web page of a map: what stands in it, that it needs nothing else, and that no name can break it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

import pytest

from xlscore.tubemap import FOUR_GRADES, MEASURE_SIGNS, Drawing, Facts, Pin, Stop, build_map, draw
from xlscore.tubemap.model.colours import contrast

STOPS = (
    *(("Safety", 1, "Gangs"), ("Safety", 2, "Burglary"), ("Safety", 3, "Domestic Abuse")),
    *(("People", 1, "Burglary"), ("People", 2, "Our People")),
)
FACTS = (
    Facts("Gangs", "RI", "Good", "not met"),
    Facts("Burglary", "Good", "RI", "met", agreed=False),
    Facts("Domestic Abuse", "Good", "Good"),
    Facts("Our People", "", "RI"),
)
# Pinned, so that nothing is searched for.
PINS = tuple(
    Pin("Map", area, column, row)
    for area, column, row in (
        ("Gangs", 1, 1),
        ("Burglary", 6, 1),
        ("Domestic Abuse", 11, 1),
        ("Our People", 6, 6),
    )
)
VOID = {"meta", "input", "rect", "path", "ellipse", "polygon", "br"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str | None]
    children: list[Element] = field(default_factory=list)
    words: str = ""

    def all(self, name: str = "", **attributes: str) -> list[Element]:
        """Return the elements below of a name, with these attributes."""
        found = []
        for child in self.children:
            if (not name or child.name == name) and all(
                str(child.attributes.get(key.replace("_", "-").strip("-"))) == value
                for key, value in attributes.items()
            ):
                found.append(child)
            found += child.all(name, **attributes)
        return found

    @property
    def text(self) -> str:
        return self.words + "".join(child.text for child in self.children)


class Page(HTMLParser):
    """A page as a tree; a tag that is not closed, or closed twice, fails."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]
        self.feed(text)
        self.close()
        assert len(self.open) == 1

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs))
        made = Element(tag, dict(attrs))
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].words += data

    @property
    def root(self) -> Element:
        return self.open[0]


@cache
def drawing(facts: tuple[Facts, ...] = FACTS, title: str = "Safe & sound") -> Drawing:
    drawn, _ = build_map("Map", [Stop(*stop) for stop in STOPS], title=title, date="1 May 2020", source="Us.")
    return draw(drawn, facts, pins=PINS)


def page(facts: tuple[Facts, ...] = FACTS) -> Element:
    return Page(drawing(facts).html).root


def rows(root: Element) -> list[list[str]]:
    return [[cell.text for cell in row.children] for row in root.all("tr")]


def test_the_table_has_the_facts_of_every_station() -> None:
    assert rows(page()) == [
        ["Area", "Lines", "Grade", "Last cycle", "Change", "Redline"],
        ["Gangs", "Safety", "Requires Improvement", "Good", "deteriorated from Good", "not met"],
        [
            "Burglary", "Safety, People", "Good (suggested, not yet agreed)", "Requires Improvement",
            "improved from RI", "met",
        ],
        ["Domestic Abuse", "Safety", "Good", "Good", "no change", "none"],
        ["Our People", "People", "Not graded", "Requires Improvement", "–", "none"],
    ]  # fmt: skip


def test_each_station_is_a_button_with_its_sentence_and_its_row() -> None:
    root, made = page(), drawing()

    stations = root.all("g", role="button")

    assert [one.attributes["aria-label"] for one in stations] == [row[6] for row in made.data_rows]
    assert {one.attributes["tabindex"] for one in stations} == {"0"}
    named = [root.all("tr", id=str(one.attributes["data-row"]))[0].children[0].text for one in stations]
    assert named == [row[1] for row in made.data_rows]


def test_a_station_knows_those_that_its_lines_go_on_to() -> None:
    stations = page().all("g", role="button")

    beside = [str(one.attributes["data-next"]).split() for one in stations]

    assert beside == [["1"], ["0", "2", "3"], ["1"], ["1"]]


def test_the_picture_of_both_cycles_is_in_the_page() -> None:
    gangs, burglary, abuse, people = page().all("g", role="button")

    for station, then, now in ((gangs, "G", "RI"), (burglary, "RI", "G"), (people, "RI", "–")):
        assert station.all("g", class_="now")[0].all(data_name="Grade")[1].text == now
        assert station.all("g", class_="then")[0].all(data_name="Grade")[1].text == then
    assert "from Good" in gangs.all("g", class_="now")[0].text
    assert "now RI" in gangs.all("g", class_="then")[0].text
    assert "Redline" not in gangs.all("g", class_="then")[0].text
    assert abuse.all("g", class_="then") == []
    assert [str(one.attributes["class"]) for one in (gangs, abuse)] == ["station changed", "station"]


def test_what_is_said_of_a_station_last_cycle() -> None:
    assert [one.attributes["data-last"] for one in page().all("g", role="button")] == [
        "Gangs was graded Good last cycle; it has deteriorated and is graded Requires Improvement now.",
        "Burglary was graded Requires Improvement last cycle; it has improved and is suggested Good now.",
        "Domestic Abuse was graded Good last cycle, as it is now.",
        "Our People was graded Requires Improvement last cycle, and is not graded now.",
    ]


def test_the_heading_of_last_cycle_counts_its_grades_and_has_not_this_ones_date() -> None:
    then = next(one for one in page().all("g", class_="then") if "Last cycle" in one.text)

    assert "2 Good · 2 Requires Improvement" in then.text
    assert "1 May 2020" not in then.text


def test_without_a_grade_of_last_cycle_there_is_no_choice() -> None:
    root = page(tuple(Facts(fact.area, fact.grade) for fact in FACTS))

    assert root.all("fieldset") == []
    assert root.all("g", class_="then") == []


def test_a_measure_is_not_known_last_cycle() -> None:
    measure = Facts("Gangs", "Standard met", role="KPI")
    drawn, _ = build_map("Map", [Stop(*stop) for stop in STOPS])
    made = draw(drawn, [measure, *FACTS[1:]], scale=(*FOUR_GRADES, *MEASURE_SIGNS), pins=PINS)

    root = Page(made.html).root

    station = root.all("g", role="button")[0]

    assert station.attributes["data-last"] == "Gangs: what it was last cycle is not known."
    assert station.all("g", class_="then")[0].all(data_name="Grade")[1].text == "?"
    heading = next(one for one in root.all("g", class_="then") if "Last cycle" in one.text)
    assert "judged" not in heading.text
    assert "1 of 1 measures at their standard" in root.text


def test_the_page_asks_for_nothing_and_runs_only_its_own_script() -> None:
    text, root = drawing().html, page()
    (policy,) = (
        str(one.attributes["content"])
        for one in root.all("meta")
        if one.attributes.get("http-equiv") == "Content-Security-Policy"
    )

    assert policy.startswith("default-src 'none'")
    for name in ("style", "script"):
        (inline,) = root.all(name)
        named = base64.b64encode(hashlib.sha256(inline.words.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{named}'" in policy
    assert re.findall(r"(?:https?:)?//[\w.]+", text) == ["http://www.w3.org"]
    assert not re.search(r"@import|url\(|\bsrc=|<link|\bstyle=|\bon\w+=", text)


def test_names_are_words_whatever_stands_in_them() -> None:
    bad = "</script><script>alert(1)</script> & \"quoted\" 'so'"
    drawn, _ = build_map(bad, [Stop(bad, 1, bad), Stop(bad, 2, "Other")], title=bad, subtitle=bad, source=bad)

    pins = [Pin(bad, bad, 1, 1), Pin(bad, "Other", 9, 1)]

    root = Page(draw(drawn, [Facts(bad, "Good", "RI")], pins=pins).html).root

    assert len(root.all("script")) == 1
    assert root.all("title")[0].text == bad
    assert rows(root)[1][:2] == [bad, bad]
    assert root.all("g", role="button")[0].attributes["aria-label"] == (
        f"{bad} is graded Good, improved from Requires Improvement last cycle; it is on the line {bad}."
    )


def test_a_protective_marking_stands_above_and_below_and_on_every_printed_page() -> None:
    marking = 'OFFICIAL – "SENSITIVE"</style>'
    drawn, _ = build_map("Map", [Stop(*stop) for stop in STOPS], marking=marking)

    root = Page(draw(drawn, FACTS, pins=PINS).html).root

    for name in ("header", "footer"):
        assert [one.text for one in root.all(name)[0].all("p", class_="marking")] == [marking]
    said = re.search(r'@bottom-center \{ content: "([^"]*)"', root.all("style")[0].words)
    assert said
    assert re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), said[1]) == marking
    assert [one.name for one in page().all(class_="marking")] == []


def test_the_page_says_its_language_its_title_and_its_headings() -> None:
    root = page()

    assert root.all("html")[0].attributes["lang"] == "en-GB"
    assert root.all("title")[0].text == "Safe & sound"
    assert [(one.name, one.text) for one in root.all() if one.name in ("h1", "h2")] == [
        ("h1", "Safe & sound"),
        ("h2", "Map"),
        ("h2", "Table"),
    ]
    assert all(cell.attributes["scope"] in ("col", "row") for cell in root.all("th"))


def test_the_same_drawing_is_the_same_page() -> None:
    assert drawing().html == drawing.__wrapped__().html


@pytest.mark.parametrize(("name", "least"), [("ink", 7), ("quiet", 7), ("rule", 3)])
def test_the_colours_of_the_page_stand_off_its_paper(name: str, least: float) -> None:
    colour = re.search(rf"--{name}: #(\w+)", drawing().html)

    assert colour
    assert contrast(colour[1].upper(), "FFFFFF") >= least

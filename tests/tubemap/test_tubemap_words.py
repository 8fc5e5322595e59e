"""The words of a map: the same lines in every language, and a Welsh map that says nothing in English."""

from __future__ import annotations

import re
from itertools import product
from string import Formatter

import pytest

from xlscore.tubemap import (
    FIVE_GRADES,
    FOUR_GRADES,
    MEASURE_SIGNS,
    NOT_GRADED,
    Drawing,
    Facts,
    Stop,
    build_map,
    command_map,
    draw,
)
from xlscore.tubemap.drawn.signs import grade_disc
from xlscore.tubemap.geometry.fonts import text_width
from xlscore.tubemap.judged.metrics import measure
from xlscore.tubemap.model.facts import longest_words, stations_of
from xlscore.tubemap.model.style import Style
from xlscore.tubemap.model.words import _WORDS, ENGLISH, LANGUAGES, WELSH, MapWords, language_named

FORMS = (
    "grade", "graded", "redline", "station", "line", "area", "cycle", "since", "from", "not", "met", "key", "the",
    "improved", "deteriorated", "outstanding", "good", "requires", "inadequate", "more", "with", "and", "its", "suggested",
)  # fmt: skip


def places(line: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(line) if name}


@pytest.mark.parametrize("line", _WORDS)
def test_every_line_has_the_same_places_in_each_language(line: str) -> None:
    said = [words.say(line) for words in LANGUAGES]

    assert all(said)
    assert len({frozenset(places(text)) for text in said}) == 1


@pytest.mark.parametrize("words", LANGUAGES)
def test_letters_of_a_scale_differ_and_words_too(words: MapWords) -> None:
    signs = [sign.spoken(words) for sign in (*FIVE_GRADES, NOT_GRADED)]

    assert len({sign.letter for sign in signs}) == len(signs)
    assert len({sign.word for sign in signs}) == len(signs)
    measures = [sign.spoken(words) for sign in MEASURE_SIGNS]
    assert len({sign.letter for sign in measures}) == len(measures)


def test_a_sign_is_the_same_in_every_language_and_is_read_in_english() -> None:
    welsh = [sign.spoken(WELSH) for sign in FOUR_GRADES]
    drawn, _ = build_map("M", [Stop("A", 1, "Gangs")], words=WELSH)

    found = stations_of(drawn, [Facts("Gangs", "RI", "Good")], welsh, [])["Gangs"]

    assert tuple(welsh) == FOUR_GRADES
    assert (found.grade.word, found.change, found.change_words(brief=False)) == (
        "Angen gwelliant", "deteriorated", "Da gynt",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Welsh", WELSH),
        ("CYMRAEG ", WELSH),
        ("cy", WELSH),
        ("English", ENGLISH),
        ("", ENGLISH),
        ("French", None),
    ],
)
def test_a_language_is_known_by_its_name_in_either(typed: str, found: MapWords | None) -> None:
    assert language_named(typed) is found


@pytest.mark.parametrize(("words", "radius"), list(product(LANGUAGES, (2.9, 2.0, 1.6))))
def test_letters_fit_into_their_disc(words: MapWords, radius: float) -> None:
    for sign in (*FIVE_GRADES, *MEASURE_SIGNS, NOT_GRADED):
        (disc,) = grade_disc(sign.spoken(words), 0, 0, Style(disc=radius, letter=9.0))
        letter = getattr(disc, "words")  # noqa: B009 (a disc always has its letter)
        assert text_width(letter.lines[0], letter.points, True) <= 1.7 * radius + 1e-6


@pytest.mark.parametrize(("words", "brief"), list(product(LANGUAGES, (False, True))))
def test_no_words_are_wider_than_the_room_that_is_kept_for_them(words: MapWords, brief: bool) -> None:
    scale = [sign.spoken(words) for sign in FIVE_GRADES]
    room = max(text_width(text, 9.0) for text in longest_words(scale, brief=brief))
    drawn, _ = build_map("M", [Stop("A", 1, "Gangs")], words=words)

    for before, now, redline in product(FIVE_GRADES, FIVE_GRADES, ("met", "not met", "not yet")):
        facts = Facts("Gangs", now.word, before.word, redline)
        station = stations_of(drawn, [facts], scale, [])["Gangs"]
        for said in (station.change_words(brief=brief), station.redline_words(brief=brief)):
            assert text_width(said, 9.0) <= room + 1e-6


def shown(drawing: Drawing) -> list[str]:
    """Return all that a drawing writes or says, in the picture and on the page."""
    texts = re.findall(r"<(?:tspan|title)[^>]*>([^<]*)<", drawing.svg)
    html = re.sub(r"<(style|script)>.*?</\1>", "", drawing.html, flags=re.S)
    texts += re.findall(r">([^<>]+)<", html) + re.findall(
        r'(?:aria-label|data-now|data-last)="([^"]*)"', html
    )
    return texts + [str(cell) for row in drawing.data_rows for cell in row]


@pytest.mark.slow
@pytest.mark.usefixtures("searched_briefly")
@pytest.mark.parametrize("graded", [False, True])
def test_a_welsh_map_says_nothing_in_english(graded: bool) -> None:
    names = ("Qq", "Xx", "Zz", "Vv")
    if graded:
        grid = {name: {"Ww": "Good", "Kk": "RI"} for name in names}
        drawn, _ = command_map("Jj", grid, words=WELSH, title="Jj", marking="OFFICIAL")
    else:
        stops = [Stop("Ww", n, name) for n, name in enumerate(names, 1)]
        stops += [Stop("Kk", 1, "Qq"), Stop("Kk", 2, "Yy")]
        drawn, _ = build_map("Jj", stops, areas=["Hh"], words=WELSH, title="Jj", marking="OFFICIAL")
    own = (("Ww", "Good"), ("Kk", "RI"))
    facts = [
        Facts("Qq", "Good", "RI", "met", of_lines=own),
        Facts("Xx", "RI", "Good", "not met", of_lines=own),
        Facts("Zz", "Inadequate", "Inadequate", "not yet", agreed=False, of_lines=own),
        Facts("Vv", "", "Outstanding", pending=True, of_lines=own),
        *([] if graded else [Facts("Yy", "Standard met", role="redline", redline="met"), Facts("Hh", "Standard not met", role="KPI")]),
    ]  # fmt: skip

    drawing = draw(drawn, facts, scale=(*FOUR_GRADES, *MEASURE_SIGNS))

    english = {
        text for text in shown(drawing) for word in re.findall(r"[a-z]+", text.casefold()) if word in FORMS
    }
    assert english == set()
    assert measure(drawing.xml, drawing.drawn).hard == 0


@pytest.mark.slow
@pytest.mark.usefixtures("searched_briefly")
def test_the_words_of_the_language_move_no_grade_and_no_line() -> None:
    stops = [Stop("Ww", 1, "Qq"), Stop("Ww", 2, "Xx"), Stop("Kk", 1, "Qq"), Stop("Kk", 2, "Yy")]
    facts = [Facts("Qq", "Good", "RI"), Facts("Xx", "RI"), Facts("Yy", "Outstanding")]

    english, welsh = (draw(build_map("Jj", stops, words=words)[0], facts) for words in LANGUAGES)

    fills = [re.findall(r'<ellipse data-name="Grade"[^>]*fill="(#\w+)"', d.svg) for d in (english, welsh)]
    assert sorted(fills[0]) == sorted(fills[1])
    assert "Cymraeg" not in welsh.svg
    assert 'lang="cy-GB"' in welsh.html

"""Pictures that a page draws for Python: asked for once each, blank at first, and in the paper the second time."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from tests.support.tools import ROOT
from xlscore.tubemap import write_png
from xlscore.web.drawing import AskedPictures
from xlscore.web.press import press
from xlscore.word.made.pictures import png_size

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="25.4mm" height="50.8mm"/>'


def png(width: int, height: int, number: int) -> bytes:
    """Return a picture that no other is like: what is behind a PNG's end is passed over."""
    made = io.BytesIO()
    Image.new("1", (width, height), 1).save(made, "png")
    return made.getvalue() + bytes([number])


def test_a_picture_is_asked_for_once_and_blank_at_its_own_size_until_it_is_drawn() -> None:
    pictures = AskedPictures()

    with pictures.asked():
        first, second = write_png(SVG, 100), write_png(SVG, 100)
        write_png(SVG, 50)

    assert png_size(first) == (100, 200)
    assert first == second
    assert pictures.as_dicts() == [
        {"svg": SVG, "width": 100, "height": 200},
        {"svg": SVG, "width": 50, "height": 100},
    ]


def test_a_drawn_picture_is_what_is_given_and_is_wanted_no_more() -> None:
    pictures = AskedPictures.of([{"svg": SVG, "width": 100, "height": 200, "png": b"drawn"}])

    with pictures.asked():
        assert write_png(SVG, 100) == b"drawn"

    assert pictures.wanted == []


@pytest.mark.slow
def test_a_paper_has_the_pictures_that_were_drawn_for_it() -> None:
    workbook = (ROOT / "workbooks" / "sample-msg-positions-illustrative.xlsx").read_bytes()
    options = {"answers": ["paper.docx", "msg"]}
    asked = AskedPictures()
    with asked.asked():
        press("write-paper", workbook, options)
    assert asked.wanted

    blank = [png(*one[1:], number) for number, one in enumerate(asked.wanted)]
    answered = AskedPictures.of(
        [{**one, "png": blank[number]} for number, one in enumerate(asked.as_dicts())]
    )
    with answered.asked():
        _, answer = press("write-paper", workbook, options)

    with zipfile.ZipFile(io.BytesIO(answer["made"]["paper.docx"])) as paper:
        inside = {paper.read(name) for name in paper.namelist() if name.endswith(".png")}
    assert answered.wanted == []
    assert inside == set(blank)

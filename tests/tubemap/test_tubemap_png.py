"""PNG pictures, and what is said where there is no font."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.tubemap_samples import ADDITIONAL
from xlscore.tubemap import Drawing, TubeMapError, write_png
from xlscore.tubemap.drawn.png import font_files

DrawingOf = Callable[..., Drawing]


def test_a_png_has_the_size_of_the_page_and_a_white_edge_at_its_resolution(drawing_of: DrawingOf) -> None:
    if not font_files():
        pytest.skip("No Arial and no Liberation Sans on this computer.")

    picture = write_png(drawing_of(ADDITIONAL).svg, 100)

    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == round((270.5 + 2 * 5) / 25.4 * 100)


def test_the_words_are_drawn_with_the_font_that_was_found(drawing_of: DrawingOf) -> None:
    if not font_files():
        pytest.skip("No Arial and no Liberation Sans on this computer.")
    svg = drawing_of(ADDITIONAL).svg

    assert len(write_png(svg, 50)) > len(write_png(svg.replace("<text", "<text display='none'"), 50))


def test_without_a_font_a_sentence_says_so_instead_of_an_empty_picture(drawing_of: DrawingOf) -> None:
    with pytest.raises(TubeMapError, match="no words"):
        write_png(drawing_of(ADDITIONAL).svg, fonts=[])


def test_something_else_than_our_svg_is_refused() -> None:
    with pytest.raises(TubeMapError, match="Only the SVG"):
        write_png("<svg/>", fonts=["some.ttf"])

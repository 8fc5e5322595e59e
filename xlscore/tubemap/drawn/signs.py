"""The small signs of a map: the disc of a grade, the triangle of a change, the diamond of a redline."""

from __future__ import annotations

from xlscore.tubemap.drawn.shapes import GRADE, Ellipse, Panel, Polygon, Shape, Words
from xlscore.tubemap.geometry.fonts import LINE_HEIGHT, MM_PER_POINT, text_width
from xlscore.tubemap.model.facts import DETERIORATED, IMPROVED, REDLINE, GradeSign
from xlscore.tubemap.model.style import INK, QUIET, RULE, Style

SMALLEST_LETTER = 7.0
"""No letter of a grade prints smaller, in points, however small the disc."""

__all__ = [
    "SMALLEST_LETTER",
    "change_sign",
    "chip_width",
    "force_chip",
    "grade_disc",
    "pill",
    "redline_sign",
]

_LETTERS = 1.7
"""How wide letters may be in a disc, in its radii: two wide ones are set smaller."""

# The tint behind a marker's words, and their ink: at least 7:1.
_PILL = {
    "improved": ("E3EAF6", IMPROVED),
    "deteriorated": ("FBE6E9", DETERIORATED),
    "not met": ("FBE6E9", REDLINE),
    "met": ("EEF0F3", INK),
    "not yet": ("EEF0F3", INK),
    "pending": ("EEF0F3", INK),
}


def centred(text: str, x: float, y: float, points: float, colour: str, *, bold: bool = True) -> Words:
    """Return one line of words with its middle at a point."""
    width, height = text_width(text, points, bold), points * MM_PER_POINT * LINE_HEIGHT
    return Words("Letter", x - width / 2, y - height / 2, width, height, (text,), points, colour, bold, "c")


def grade_disc(grade: GradeSign, x: float, y: float, style: Style, name: str = GRADE) -> list[Shape]:
    """Return the disc of a grade with its letter, around a point."""
    radius = style.disc
    points = max(SMALLEST_LETTER if style.graded else 9.0, style.letter)
    points = min(points, points * _LETTERS * radius / text_width(grade.letter, points, True))
    letter = centred(grade.letter, x, y, points, grade.ink)
    outline = INK if grade.fill == "FFFFFF" else ""
    return [
        Ellipse(
            name,
            x - radius,
            y - radius,
            2 * radius,
            2 * radius,
            grade.fill,
            outline,
            0.3 if outline else 0.0,
            letter,
        )
    ]


def chip_width(words: str, style: Style) -> float:
    """Return the width of the chip with the force's grade: no wider than any marker with so long words."""
    return text_width(words, style.word_points, True) + 0.9 * style.word_points * MM_PER_POINT


def force_chip(grade: GradeSign, words: str, x: float, y: float, style: Style) -> list[Shape]:
    """Return the force's grade as a chip in the grade's colour; `x` and `y` are the left and the top of its box."""
    height = style.word_points * MM_PER_POINT * LINE_HEIGHT
    width = chip_width(words, style)
    text = Words("Words", x, y, width, height, (words,), style.word_points, grade.ink, True, "c")
    outline = INK if grade.fill == "FFFFFF" else ""
    return [
        Panel("Force", x, y, width, height, 0.9, grade.fill, outline, 0.3 if outline else 0.0, words=text)
    ]


def change_sign(change: str, x: float, y: float, size: float) -> Polygon:
    """Return the triangle of a change around a point: up is improved, down is deteriorated."""
    half, up = size / 2, -1 if change == "improved" else 1
    points = ((x - half, y - up * half * 0.85), (x + half, y - up * half * 0.85), (x, y + up * half * 0.85))
    return Polygon("Sign", points, IMPROVED if change == "improved" else DETERIORATED)


def redline_sign(redline: str, x: float, y: float, size: float) -> Polygon:
    """Return the diamond of a redline around a point: filled where it is not met, hollow where it is or nobody knows."""
    half = size / 2
    points = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    if redline == "not met":
        return Polygon("Sign", points, REDLINE)
    if redline == "not yet":
        return Polygon("Sign", points, RULE, QUIET, 0.2)
    return Polygon("Sign", points, "FFFFFF", INK, 0.35)


def pending_sign(x: float, y: float, size: float) -> Ellipse:
    """Return the empty ring of a grade that is still to come, around a point."""
    half = size / 2
    return Ellipse("Sign", x - half, y - half, size, size, "FFFFFF", INK, 0.3, None)


def pill(name: str, kind: str, words: str, x: float, y: float, style: Style) -> list[Shape]:
    """Return a marker with its words; `x` and `y` are the left and the top of its box."""
    tint, ink = _PILL[kind]
    height = style.word_points * MM_PER_POINT * LINE_HEIGHT
    width = style.words_width(words)
    em = style.word_points * MM_PER_POINT
    sign_x, middle = x + 0.75 * em, y + height / 2
    size = 0.72 * em
    sign: Shape
    if kind == "pending":
        sign = pending_sign(sign_x, middle, size)
    else:
        draw = change_sign if kind in ("improved", "deteriorated") else redline_sign
        sign = draw(kind, sign_x, middle, size)
    text = Words(
        f"{name} words",
        x + 1.32 * em,
        y,
        text_width(words, style.word_points),
        height,
        (words,),
        style.word_points,
        ink,
    )
    return [Panel(name, x, y, width, height, height / 2, tint), sign, text]

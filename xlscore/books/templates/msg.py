"""The sheets of the Most Similar Group: MSG (a row per measure) and MSG data (forces, and past positions)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from xlscore.books.msg.headings import ASPIRATIONS as REGISTER
from xlscore.books.msg.headings import MSG, MSG_BASE, MSG_COUNT, MSG_DATA, MSG_HISTORY
from xlscore.books.tables.headings import policy_name
from xlscore.books.templates.book import Builder
from xlscore.books.templates.colouring import once, sign_key, signs, when
from xlscore.books.templates.page import HEAD_ROW, Col, Page, Placed, Row
from xlscore.books.templates.style import MUTED, NAVY
from xlscore.books.templates.words import ASPIRATIONS, BETTER
from xlscore.rules.policy import DEFAULT

__all__ = ["ForceGroup", "add_aspirations", "add_msg", "add_msg_data", "base_of", "count_of"]

_PERIODS: Final = tuple(f"Period {n}" for n in range(1, 13))
_MEASURES: Final = tuple(f"Measure {n}" for n in range(1, 7))
_GROUP_SIZE: Final = 8
_KEPT: Final = "Worked out from MSG data; a figure that you type here is kept, and the row is judged from it."
_CAVEAT: Final = (
    "A position alone means little: no inference where all forces are within the expected range. Changes hold if all other forces "
    "stay as they are. Expected range: 99.8 %, against the pooled group; adjustment for overdispersion: "
)
_TREND: Final = "Trend: the lower the column, the better the position; 1 is the best."
_WIDTHS: Final = {
    "theme": 23, "measure": 25, "unit": 15, "better": 9, "value": 11, "position": 10, "of": 6, "previous_position": 10,
    "trend": 16, "to_average": 15, "to_top_quartile": 15, "aspiration": 18, "status": 16, "expected": 16, "move": 14,
    "data_to": 11, "narrative": 48,
}  # fmt: skip
_LOOKS: Final = {
    "theme": "strong", "measure": "strong", "unit": "small", "better": "word", "value": "rate", "position": "general", "of": "general",
    "previous_position": "general", "to_average": "change", "to_top_quartile": "change", "aspiration": "word", "status": "word",
    "expected": "word", "move": "word", "data_to": "word", "narrative": "small",
}  # fmt: skip
_HELP: Final = {
    "theme": "The plan priority that the measure belongs to; repeat it on each of its rows.",
    "measure": "The measure, called as its column on the MSG data sheet.",
    "unit": "per 1000 population: changes show in offences. With a % sign: changes show in points.",
    "better": "Higher or Lower: which is the better way for this measure?",
    "value": _KEPT,
    "position": "1 is the best; equal values share the better position. A position that you type is kept.",
    "of": "How many forces of the group have a value.",
    "previous_position": "The position last time; the next cycle fills it in.",
    "trend": "The positions on the MSG data sheet, oldest first; 1 is the best, so falling columns are an improving position.",
    "to_average": f"The change that reaches the MSG average if all other forces stay as they are. {_KEPT}",
    "to_top_quartile": f"The change that reaches the top quartile. {_KEPT}",
    "aspiration": "MSG Average, 4th in MSG, Upper Quartile Rank, Best in MSG; a note in brackets means no aspiration.",
    "status": "Met or exceeded, Below aspiration or No aspiration.",
    "expected": "Within, above or below the range expected of the group at 99.8 %, by the method on the Policy sheet. Rank alone means little.",
    "move": "Improved, Deteriorated or Unchanged against the previous position.",
    "data_to": "The last month that the figure covers.",
    "narrative": "What stands behind the figures.",
}  # fmt: skip


@dataclass(frozen=True)
class ForceGroup:
    """What the MSG sheets are filled with; the blank template has none of it."""

    title: str = "MSG positions and aspirations"
    about: str = (
        "Where the force stands in its Most Similar Group, and how far it is from where it wants to be."
    )
    measures: Sequence[Row] = ()
    data_about: str = "Your own force and its most similar forces: a row each, a column per measure, named as on the MSG sheet."
    columns: Sequence[str] = _MEASURES
    """The measures' columns; `count_of` and `base_of` name those of the events and what they are out of."""
    forces: Sequence[Row] = ()
    formats: dict[str, str] | None = None
    periods: tuple[str, ...] = _PERIODS
    history: Sequence[Row] = ()


def count_of(measure: str) -> str:
    """Return the heading of the column with the number of events behind a measure.

    >>> count_of("Homicide")
    'Homicide (count)'
    """
    return f"{measure} ({MSG_COUNT})"


def base_of(measure: str) -> str:
    """Return the heading of the column with what a measure's events are out of.

    >>> base_of("Solved rate")
    'Solved rate (base)'
    """
    return f"{measure} ({MSG_BASE})"


def add_msg(book: Builder, group: ForceGroup) -> None:
    """Add the MSG sheet; the sparklines draw the positions of the MSG data sheet, which `add_msg_data` adds."""
    page = book.page(MSG.sheet)
    choices = {"better": BETTER, "aspiration": ASPIRATIONS}
    columns = [
        Col(c.field, c.heading, _WIDTHS[c.field], _LOOKS.get(c.field, "text"), c.computed, _HELP[c.field], choices.get(c.field, ()))
        for c in MSG.columns
        if c.field in _WIDTHS
    ]  # fmt: skip
    page.head(group.title, f"{group.about} {_TREND}")
    method = policy_name("expected_adjust")
    page.live_note(2, 0, f'="{_CAVEAT}"&{method}', _CAVEAT + DEFAULT.expected_adjust)
    placed = page.table("tblMSG", columns, group.measures, blank_rows=0 if group.measures else 14, lines=4)
    _colour(book, page, placed)
    page.key(sign_key())
    for row in range(placed.first, placed.last + 1):
        page.sheet.add_sparkline(row, placed.columns["trend"], _sparkline(group, row - placed.first))
    page.print_ready(freeze=(HEAD_ROW + 1, 2))


def _colour(book: Builder, page: Page, placed: Placed) -> None:
    page.colour(placed, ["theme"], once(book.formats))
    page.colour(placed, ["status", "expected", "move"], signs(book.formats))
    percentage = f'=ISNUMBER(SEARCH("%",{placed.cell("unit")}))'
    page.colour(placed, ["value"], when(book.formats, percentage, "0.00%"))
    page.colour(
        placed, ["to_average", "to_top_quartile"], when(book.formats, percentage, '+0.0#%" pts";-0.0#%" pts"')
    )


def _sparkline(group: ForceGroup, number: int) -> dict[str, object]:
    row = _history_head(group) + 1 + number
    cells = [xl_rowcol_to_cell(row, column, True, True) for column in (1, len(group.periods))]
    return {
        "range": f"'{MSG_DATA.sheet}'!{':'.join(cells)}",
        "type": "column",
        "last_point": True,
        "min": 0,
        "max": _GROUP_SIZE + 1,
        "series_color": MUTED,
        "last_color": NAVY,
        "show_hidden": True,
    }


def _history_head(group: ForceGroup) -> int:
    return HEAD_ROW + max(len(group.forces), _GROUP_SIZE) + 3


def add_msg_data(book: Builder, group: ForceGroup) -> None:
    """Add the MSG data sheet: forces by measures, and the positions of past periods beneath."""
    page = book.page(MSG_DATA.sheet)
    page.head("MSG data", group.data_about)
    page.note(
        2,
        0,
        f'"… ({MSG_COUNT})" is the number of events behind a measure, "… ({MSG_BASE})" what they are out of; without one, the population. They give the expected range.',
    )
    formats = group.formats or {}
    columns = [
        Col("force", MSG_DATA.heading("force"), 34, "strong", help="Own force and peers. Membership is your data: HMICFRS publishes it."),
        Col("population", MSG_DATA.heading("population"), 13, "number", help="Mid-year population."),
        *(Col(name, name, 14.5, _data_look(name, formats), help=f"{name}: each force's figure. Blank, N/A and .. do not take part.") for name in group.columns),
    ]  # fmt: skip
    page.table("tblMSGData", columns, group.forces, blank_rows=max(0, _GROUP_SIZE - len(group.forces)))
    head = _history_head(group)
    page.section(
        head - 1,
        0,
        max(len(columns), len(group.periods) + 1) - 1,
        "Past positions, oldest first (what the sparklines draw)",
    )
    past = [
        Col(
            "measure",
            MSG_HISTORY.heading("measure"),
            34,
            "strong",
            help="The measure, in the order of the MSG sheet.",
        ),
        *(
            Col(period, period, 11, "general", help="The position at the end of this period.")
            for period in group.periods
        ),
    ]
    page.table("tblMSGHistory", past, group.history, at=(head, 0), blank_rows=0 if group.history else 14)
    page.print_ready(freeze=(HEAD_ROW + 1, 1))


_REGISTER: Final[dict[str, tuple[float, str, str]]] = {
    "measure": (36, "strong", "The measure, called as on the MSG sheet."),
    "aspiration": (24, "word", "MSG Average, 4th in MSG, Upper Quartile Rank, Best in MSG; N/A for a measure that is no longer watched."),
    "set_on": (16, "word", "The day on which it was set, for example 6 April 2020. The latest counts; a row without a day does not."),
    "by": (26, "text", "Who set it: the role, not the name."),
    "rationale": (60, "text", "Why it was set so."),
    "before": (24, "word", "What it was before."),
}  # fmt: skip


def add_aspirations(book: Builder) -> None:
    """Add the Aspirations sheet, blank: the register of aspirations, a row for each time that one was set."""
    page = book.page(REGISTER.sheet)
    columns = [
        Col(c.field, c.heading, *_REGISTER[c.field][:2], False, _REGISTER[c.field][2])
        for c in REGISTER.columns
    ]
    page.head(
        "Register of aspirations",
        "When each aspiration was set, by whom and why. It is what a measure is judged by where the MSG sheet's Aspiration is blank.",
    )
    page.table("tblAspirations", columns, (), blank_rows=15)
    page.print_ready(freeze=(HEAD_ROW + 1, 1))


def _data_look(name: str, formats: dict[str, str]) -> str:
    return formats.get(name, "number" if name.endswith((f"({MSG_COUNT})", f"({MSG_BASE})")) else "rate")

"""What the two papers of Essex say of themselves and have in every cycle: front sheet, standing sections, nil statements."""

from __future__ import annotations

from typing import Final

from xlscore.books.templates.page import Row

__all__ = ["PAPER_ABOUT", "paper"]

PAPER_ABOUT: Final = "Source: the front sheets and standing sections of the papers named on Guide, in our words. A section without a text is a place to write."
_BOARD: Final = (
    ("Title", "Balanced Scorecard: final grades of cycle 13"),
    ("Date of meeting", "Monday 15 April 2019"),
    ("Recommendations", "There are no recommendations. This report is for the board to note."),
    ("Executive summary", "This was the last cycle of the Balanced Scorecard as it was; a Rebalanced Scorecard takes effect in the next cycle."),
    (
        "Introduction",
        "The force assesses its own performance by the Balanced Scorecard, with the four grades of the inspectorate: Outstanding, Good, Requires"
        " Improvement and Inadequate. Where it can, it compares itself with its Most Similar Group and with national targets, which gives the minimum standards.\n"
        "Each quarter the commands grade themselves and give evidence in numbers and words. Oversight Boards review these grades; the Performance Board"
        " agrees those of the force.",
    ),
    ("Implications", "The scorecard finds the force's and the commands' issues; what is graded at Requires Improvement comes first, and is often looked into in a deep dive."),
    ("Links to plan priorities", "The scorecard takes in all seven priorities of the Police and Crime Plan."),
    ("Demand", "Good practice and areas of concern are found at a strategic level, so that demand can be managed."),
    (
        "Risks",
        "Risk is discussed in the scorecard's meetings, and the force's register is kept up to date from there. Under the Rebalanced Scorecard a risk"
        " that scores over 75 is a redline measure of force and command.",
    ),
    ("Consultation", "All commands of the scorecard were consulted in the last cycle, above all on redline measures and the data behind them."),
    ("Actions for improvement", "What is graded at Requires Improvement or below becomes the focus of the chief constable's meeting."),
    (
        "Future work",
        "The scorecard had too many priorities, was skewed towards operations and relied too much on words. The Rebalanced Scorecard has four areas in place"
        " of 15, with redline measures and key performance indicators that rest on evidence.",
    ),
)  # fmt: skip
_MSG: Final = (
    ("Title", "Positions in the Most Similar Group, and aspirations"),
    ("Agenda number", "4iii)"),
    ("Written", "6 April 2020"),
    ("Version", "1.2"),
    ("Approved", "16 April 2020"),
)
_BOTH: Final = (
    ("Equality", "No implications for equality or human rights were identified in writing this report."),
    ("Health and safety", "No implications for health and safety were identified in writing this report."),
)


def paper() -> list[Row]:
    """Return the rows of the Paper sheet: those of the board paper, those of the paper on MSG positions, those of both."""
    kinds = ((_BOARD, "board"), (_MSG, "msg"), (_BOTH, None))
    return [{"field": field, "text": text, "paper": kind} for rows, kind in kinds for field, text in rows]

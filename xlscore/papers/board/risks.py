"""The risks of the register in the board paper: those that are redlines, and those of which nobody knows whether they are.

Source: Essex Police Balanced Scorecard, cycle 13, section 6.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlscore.books.risks.register import RisksTable
from xlscore.papers.board.reading import BoardFacts
from xlscore.papers.model import Block, Bullets, Phrase, Sentence, Sentences
from xlscore.papers.wording.keys import keyed, slugs
from xlscore.papers.wording.sentences import capital, marked, places, with_figures
from xlscore.rules.force.risks import RiskRedline
from xlscore.rules.words import counted_in_words, listed

__all__ = ["risk_blocks"]

_NOBODYS = "No area or command known"


def risk_blocks(facts: BoardFacts) -> tuple[Block, ...]:
    """Return the risks that score over the limit, each a redline that is not met, or that there is none; and those without a score.

    Nothing is said where the workbook has no register of risks.
    """
    if facts.risks is None:
        return ()
    return (*_over(facts, facts.risks), *_unscored(facts, facts.risks))


def _over(facts: BoardFacts, register: RisksTable) -> Iterator[Block]:
    of_areas = [(area.name, area.key, risk) for area in facts.areas for risk in area.inputs.risks]
    of_force = [("Force", "force", risk) for risk in facts.grades.force_risks]
    of_commands = [(each.command, "command", risk) for each in facts.grades.commands for risk in each.risks]
    # What belongs to nothing that is known may belong to what is for part B.
    nobodys = [] if facts.kept_names else [(_NOBODYS, "none", risk) for risk in _of_nobody(register)]
    every = (*of_force, *of_areas, *of_commands, *nobodys)
    found = [
        each for each in every if not facts.is_kept_back(each[0]) and not facts.is_kept_back(each[2].ref)
    ]
    if not found and any(row.result.redline for row in register.rows):
        return  # that there is none would not be true
    marks = slugs(risk.ref for _, _, risk in found)
    items = tuple(
        with_figures(
            keyed("risk", mark, marks[risk.ref]),
            f"{name}: {risk.words}.",
            places(risk.source),
            [name, risk.ref],
        )
        for name, mark, risk in found
    )
    lead = Sentence("risks.lead", ("These risks are redlines that are not met:",))
    scored = (
        ""
        if all(row.result.score is not None or row.inputs.closed for row in register.rows)
        else " that has a score"
    )
    text = f"No risk of the register{scored} scores over {facts.risk_over}, from which a risk is a redline."
    nil = marked("risks.nil", text, [Phrase("over", f"over {facts.risk_over}", facts.risk_over_at)])
    yield Bullets("risks", "Risks that are redlines", items, lead=lead if items else None, nil=nil)


def _of_nobody(register: RisksTable) -> list[RiskRedline]:
    """Return the risks over the limit that name nothing that the grid has, which is a problem of their cell."""
    return [
        RiskRedline(
            row.inputs.ref, row.result.score, register.policy.policy.risk_redline_over, row.inputs.source
        )
        for row in register.rows
        if row.result.redline and row.result.score is not None and not row.places
    ]


def _unscored(facts: BoardFacts, register: RisksTable) -> Iterator[Block]:
    """Yield which open risks have no score, or one that cannot be read: nobody knows whether they are redlines."""
    rows = [row for row in register.rows if row.result.score is None and not row.inputs.closed]
    open_to_all = [
        row
        for row in rows
        if not facts.is_kept_back(row.inputs.ref)
        and (
            not facts.kept_names
            or (row.places and not any(facts.is_kept_back(name) for _, name in row.places))
        )
    ]
    said = []
    for readable in (True, False):
        these = [row.inputs for row in open_to_all if row.inputs.readable is readable]
        if not these:
            continue
        start = f"{capital(counted_in_words(len(these), 'risk'))} {'has' if len(these) == 1 else 'have'}"
        lacks = "no score" if readable else "a score that cannot be read"
        names = listed([each.ref for each in these])
        cells = places(*(each.source for each in these))
        said.append(
            marked(
                f"risks.{'unscored' if readable else 'unread'}",
                f"{start} {lacks}: {names}.",
                [Phrase("number", start, cells), Phrase("names", names, cells)],
            )
        )
    if said:
        yield Sentences("risks.rest", "Risks without a score", tuple(said))

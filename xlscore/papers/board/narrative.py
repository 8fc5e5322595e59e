"""What the board paper says beside its tables: redlines, caveats, risks, the plan's priorities, what goes to Synergy.

Source: Essex Police Balanced Scorecard, cycle 13, sections 5.0, 6.1, 6.3 and 8.0.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlscore.papers.board.reading import BoardArea, BoardFacts
from xlscore.papers.model import Block, Bullets, Phrase, Sentence, Sentences
from xlscore.papers.wording.keys import keyed, slugs
from xlscore.papers.wording.sentences import capital, marked, places, with_figures
from xlscore.rules.force.evidence import EvidenceKind
from xlscore.rules.force.plan_priorities import plan_sentence
from xlscore.rules.grades import Grade, grade_name
from xlscore.rules.redlines.area import RedlineResult
from xlscore.rules.words import counted_in_words, in_words, key, name_key

__all__ = [
    "caveat_blocks",
    "move_blocks",
    "override_blocks",
    "priority_blocks",
    "redline_blocks",
    "synergy_blocks",
]


def redline_blocks(facts: BoardFacts) -> tuple[Block, ...]:
    """Return how many redline measures of each area are met, and what is said of each measure; nothing without any."""
    with_redlines = [area for area in facts.areas if area.grade.redlines.sentence]
    if not with_redlines:
        return ()
    counts = tuple(_met(area) for area in with_redlines)
    said = tuple(
        with_figures(keyed("redline", area.key, number), result.words, _cells(result), [result.redline.name, area.name])
        for area in with_redlines
        for number, result in zip(_keys(area), area.grade.redlines.measures, strict=True)
        if result.words and not facts.is_kept_back(result.redline.name)
    )  # fmt: skip
    blocks: list[Block] = [Sentences("redlines", "Redline measures: how many are met", counts)]
    if said:
        blocks.append(Bullets("redlines.each", "Redline measures", said))
    return tuple(blocks)


def _met(area: BoardArea) -> Sentence:
    text = area.grade.redlines.sentence
    cells = tuple(cell for result in area.grade.redlines.measures for cell in _cells(result))
    before, name, behind = text.partition(area.name)
    number = before.removesuffix(" redline measures of ").removesuffix(" redline measure of ")
    end = behind.removesuffix(".").strip()
    if not name or number == before or not end:
        return Sentence(keyed("redlines", area.key), (Phrase("all", text, cells),))
    phrases = [Phrase("number", number, cells), Phrase("met", end, cells)]
    return marked(keyed("redlines", area.key), text, phrases)


def _keys(area: BoardArea) -> list[str]:
    """Return the key of each measure of an area, by its name."""
    names = [result.redline.name for result in area.grade.redlines.measures]
    found = slugs(names)
    return [found[name] for name in names]


def _cells(result: RedlineResult) -> tuple[str, ...]:
    measure, before = result.redline.measure, result.redline.previous
    figures = (measure.value, measure.minimum, before)
    return places(measure.source, *(figure.source for figure in figures if figure is not None))


def override_blocks(facts: BoardFacts) -> tuple[Block, ...]:
    """Return the areas in which the Board decided against the suggestion; nothing where it did not."""
    overridden = [area for area in facts.areas if area.grade.override]
    if not overridden:
        return ()
    lead = Sentence(
        "overrides.lead",
        (
            "The Board's grade differs from the suggested one in ",
            Phrase("number", counted_in_words(len(overridden), "area"), tuple(c for a in overridden for c in a.final_at)),
            ":",
        ),
    )  # fmt: skip
    return (
        Bullets(
            "overrides",
            "Grades decided against the suggestion",
            tuple(_override(area, facts) for area in overridden),
            lead=lead,
        ),
    )


def _override(area: BoardArea, facts: BoardFacts) -> Sentence:
    grade = area.grade
    final, suggested = grade_name(grade.final), grade_name(grade.suggested)
    cells = tuple(dict.fromkeys((*area.final_at, *area.redline_at)))
    # The reason names redlines and risks; one that is not for this part must not come in by it.
    why = "" if any(name in name_key(grade.why) for name in facts.kept_names) else f" ({grade.why})"
    said = f"{suggested} was suggested{why}"
    text = f"{area.name}: {final}; {said}."
    phrases = [Phrase("final", final, area.final_at), Phrase("suggested", said, cells)]
    return marked(keyed("override", area.key), text, phrases, len(area.name))


def move_blocks(facts: BoardFacts) -> tuple[Block, ...]:
    """Return how commands' grades changed before the Board agreed the force's; nothing where none did."""
    items = tuple(
        with_figures(
            keyed("moved", area.key),
            f"{area.name}: {area.grade.moved}.",
            places(*(change.source for change in area.grade.moves.changes)),
            [area.name],
        )
        for area in facts.areas
        if area.grade.moved
    )
    lead = Sentence("moved.lead", ("Commands changed their grades before the force's was agreed:",))
    return (Bullets("moved", "Commands' grades that changed", items, lead=lead),) if items else ()


def caveat_blocks(facts: BoardFacts) -> tuple[Block, ...]:
    """Return what has to be said beside areas and their redline measures; nothing without any."""
    items = tuple(_caveats(facts))
    lead = Sentence("caveats.lead", ("When these grades and figures are read:",))
    return (Bullets("caveats", "Caveats", items, lead=lead),) if items else ()


def _caveats(facts: BoardFacts) -> Iterator[Sentence]:
    for area in facts.areas:
        said = [each for each in area.grade.caveats if not facts.is_kept_back(each.partition(": ")[0])]
        for number, caveat in enumerate(dict.fromkeys(said), 1):
            yield Sentence(keyed("caveat", area.key, str(number)), (f"{area.name}: {caveat}",))


def priority_blocks(facts: BoardFacts) -> tuple[Block, ...]:
    """Return which areas are graded for each priority of the plan; nothing without a plan."""
    linked = facts.grades.priorities
    if not linked:
        return ()
    marks = slugs(each.priority.number for each in linked)
    items = tuple(
        Sentence(
            keyed("priority", marks[each.priority.number]),
            (f"{capital(each.priority.name)}: {', '.join(each.areas) or 'no area is linked to it'}.",),
        )
        for each in linked
    )
    said = plan_sentence(linked)
    lead = Sentence("plan.lead", (said or "Each priority of the plan, with its areas:",))
    return (Bullets("plan", "Plan priorities and their areas", items, lead=lead),)


def synergy_blocks(facts: BoardFacts) -> tuple[Block, ...]:
    """Return what goes to the Synergy meeting: good practice that commands name, and the areas to be improved."""
    return (*_good_practice(facts), _improve(facts))


def _good_practice(facts: BoardFacts) -> tuple[Bullets, ...]:
    items = []
    for area in facts.areas:
        told = [
            each for each in area.grade.evidence if key(each.kind) == key(EvidenceKind.GOOD_PRACTICE.value)
        ]
        marks = slugs(each.command for each in told)
        for number, each in enumerate(told, 1):
            end = "" if each.text.rstrip().endswith((".", "!", "?")) else "."
            text = f"{area.name} ({each.command}): {' '.join(each.text.split())}{end}"
            items.append(
                with_figures(
                    keyed("good", area.key, marks[each.command], str(number)), text, places(each.source), [area.name, each.command]
                )
            )  # fmt: skip
    if not items:
        return ()
    lead = Sentence("good.lead", ("Good practice that the commands named:",))
    return (Bullets("good", "Good practice", tuple(items), lead=lead),)


def _improve(facts: BoardFacts) -> Bullets:
    """Return the areas at Requires Improvement or below, worst first."""
    below = [
        area
        for area in facts.areas
        if area.grade.final is not None and area.grade.final <= Grade.REQUIRES_IMPROVEMENT
    ]
    below.sort(key=lambda area: area.grade.final or Grade.REQUIRES_IMPROVEMENT)
    items = tuple(_to_improve(area) for area in below)
    number = f"{capital(counted_in_words(len(below), 'area'))} {'is' if len(below) == 1 else 'are'}"
    cells = tuple(cell for area in below for cell in area.final_at)
    text = f"{number} at Requires Improvement or below:"
    lead = marked("improve.lead", text, [Phrase("number", number, cells)])
    where = " reported here" if facts.kept_back else ""
    nil = Sentence("improve.nil", (f"No area{where} is graded at Requires Improvement or below.",))
    return Bullets("improve", "Areas for improvement", items, lead=lead if items else None, nil=nil)


def _to_improve(area: BoardArea) -> Sentence:
    grade = grade_name(area.grade.final)
    more = ", suggested and not yet agreed" if area.grade.is_pending else ""
    held = (area.grade.redlines.count.not_met, area.grade.redlines.count.defined)
    redlines = f"; {_not_met(*held)}" if held[0] else ""
    text = f"{area.name}: {grade}{more}{redlines}."
    return marked(
        keyed("improve", area.key), text, [Phrase("grade", f"{grade}{more}{redlines}", area.final_at)], len(area.name)
    )  # fmt: skip


def _not_met(number: int, of: int) -> str:
    """Return how many of an area's redline measures are not met, in a clause.

    >>> _not_met(1, 1), _not_met(3, 3), _not_met(1, 3)
    ('its redline measure is not met', 'none of its three redline measures is met', 'one of its three redline measures is not met')
    """
    if of == 1:
        return "its redline measure is not met"
    whole = f"its {in_words(of)} redline measures"
    if number == of:
        return f"{'neither' if of == 2 else 'none'} of {whole} is met"
    return f"{in_words(number)} of {whole} {'is' if number == 1 else 'are'} not met"

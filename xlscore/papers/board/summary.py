"""The executive summary of the board paper: what has changed, how many areas have each grade, what is not agreed yet.

Source: Essex Police Balanced Scorecard, cycle 13, section 3.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xlscore.papers.board.reading import BoardArea, BoardFacts
from xlscore.papers.model import Block, Bullets, Phrase, Sentence, Sentences
from xlscore.papers.wording.keys import keyed
from xlscore.papers.wording.sentences import capital, marked, plain
from xlscore.rules.force.summary import changed_count, counts_sentences, in_order_of_change
from xlscore.rules.grades import Grade, GradeChange, change_sentence, grade_name
from xlscore.rules.words import counted_in_words, listed

__all__ = ["change_blocks", "count_block"]


def change_blocks(facts: BoardFacts) -> tuple[Block, ...]:
    """Return what has changed since the cycle before, as a list under the sentence that counts it; what nobody has agreed apart."""
    areas = {id(area.change): area for area in facts.areas}
    ordered = [areas[id(change)] for change in in_order_of_change(facts.changes)]
    agreed = [area for area in ordered if area.change.agreed]
    blocks: list[Block] = [
        Bullets(
            "changes",
            "Executive summary: changes",
            tuple(_change(area) for area in agreed),
            lead=_lead(facts, agreed),
            nil=None if agreed else _no_change(facts),
        )
    ]
    pending = [area for area in facts.areas if area.grade.is_pending]
    if pending:
        blocks.append(_not_agreed(pending))
    return tuple(blocks)


def _lead(facts: BoardFacts, agreed: Sequence[BoardArea]) -> Sentence | None:
    text = changed_count([area.change for area in agreed], facts.before)
    if not text:
        return None
    cells = _cells(agreed)
    phrases = [Phrase("all", f"{_was(len(agreed))} {counted_in_words(len(agreed), 'change')}", cells)]
    for key, kind, noun in (
        ("up", GradeChange.IMPROVED, "improvement"),
        ("down", GradeChange.DETERIORATED, "deterioration"),
    ):
        of_kind = [area for area in agreed if area.change.change is kind]
        if of_kind:
            phrases.append(Phrase(key, counted_in_words(len(of_kind), noun), _cells(of_kind)))
    return marked("changes.lead", text, phrases)


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _cells(areas: Iterable[BoardArea]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell for area in areas for cell in area.changed_at))


def _change(area: BoardArea) -> Sentence:
    change = area.change
    assert change.previous is not None
    assert change.current is not None
    text = change_sentence(
        area.name, change.previous, change.current, agreed=change.agreed, since=change.run_clause
    )
    said = text.removeprefix(f"{area.name} ").removesuffix(".")
    return marked(keyed("change", area.key), text, [Phrase("grade", said, area.changed_at)], len(area.name))


def _no_change(facts: BoardFacts) -> Sentence:
    """Return what is said instead of a list of changes: nothing has changed, or nothing can be compared."""
    if not facts.areas:
        return Sentence("changes.nil", ("No area is reported here, so neither is a change.",))
    if not facts.has_before:
        unread = any(not area.before.is_readable for area in facts.areas)
        which = (
            "No grade of an earlier cycle can be read"
            if unread
            else "No grades of an earlier cycle are recorded"
        )
        return Sentence("changes.nil", (f"{which}, so no change can be reported.",))
    if any(area.grade.is_pending for area in facts.areas):
        text = f"No grade that has been agreed has changed since {facts.before}."
    else:
        where = " in the areas reported here" if facts.kept_back else ""
        text = f"There were no changes{where} since {facts.before}."
    return Sentence("changes.nil", (Phrase("all", text, _cells(facts.areas)),))


def _not_agreed(pending: Sequence[BoardArea]) -> Bullets:
    """Return the areas whose grade is suggested and not agreed, each with what it would be."""
    number = len(pending)
    lead = f"{capital(counted_in_words(number, 'area'))} {'is' if number == 1 else 'are'} not yet agreed:"
    cells = tuple(cell for area in pending for cell in area.final_at)
    said = lead.removesuffix(" not yet agreed:")
    return Bullets(
        "pending",
        "Executive summary: not yet agreed",
        tuple(_pending(area) for area in pending),
        lead=marked("pending.lead", lead, [Phrase("number", said, cells)]),
    )


def _pending(area: BoardArea) -> Sentence:
    if area.change.changed:
        changed = _change(area)
        return Sentence(keyed("pending", area.key), changed.parts)
    grade = grade_name(area.grade.final)
    text = f"{area.name}: {grade} is suggested."
    return marked(keyed("pending", area.key), text, [Phrase("grade", grade, area.final_at)], len(area.name))


def count_block(facts: BoardFacts) -> Sentences:
    """Return how many areas have each grade, in sentences; of a grade that no area has any more, which areas left it."""
    counts = facts.grades.counts_said
    sentences = [
        _counted(grade, number, text, facts)
        for (grade, number), text in zip(counts.items(), counts_sentences(counts, facts.changes), strict=True)
    ]
    if facts.areas and all(area.grade.is_pending for area in facts.areas):
        sentences.append(plain("count.none", "No final grade has been agreed yet."))
    return Sentences(
        "counts", "Executive summary: grades", (*sentences, *_first_graded(facts), *_ungraded(facts), *_unread(facts), *_kept_back(facts))
    )  # fmt: skip


def _counted(grade: Grade, number: int, text: str, facts: BoardFacts) -> Sentence:
    key = f"count.{grade.letters.casefold()}"
    of_grade = [area for area in facts.areas if area.grade.agreed and area.grade.final is grade]
    before, verb, _ = text.partition(" now at " if number == 0 else " currently graded at ")
    every = tuple(cell for area in of_grade or facts.areas for cell in area.final_at)
    phrases = [Phrase("number", before, every)]
    clause = text.rpartition(" (")[2].removesuffix(").") if text.endswith(").") else ""
    if clause:
        left = [area for area in facts.areas if area.change.changed and area.change.previous is grade]
        phrases.append(Phrase("left", clause, _cells(left)))
    return marked(key, text, phrases) if verb else Sentence(key, (Phrase("all", text, every),))


def _first_graded(facts: BoardFacts) -> tuple[Sentence, ...]:
    """Return the areas that had no grade in the cycle before, where others had one."""
    first = [
        area
        for area in facts.areas
        if area.change.change is GradeChange.FIRST_GRADING and area.grade.agreed and area.before.is_readable
    ]
    if not first or not facts.has_before:
        return ()
    return (_names("first", first, "graded for the first time"),)


def _ungraded(facts: BoardFacts) -> tuple[Sentence, ...]:
    """Return the areas that have no grade at all."""
    none = [area for area in facts.areas if area.grade.final is None and area.inputs.final.is_readable]
    return (_names("ungraded", none, "not graded"),) if none else ()


def _unread(facts: BoardFacts) -> Iterator[Sentence]:
    """Yield of which areas a grade is entered that cannot be read: they are not ungraded, nor graded for the first time."""
    now = [area for area in facts.areas if not area.inputs.final.is_readable]
    before = [area for area in facts.areas if not area.before.is_readable]
    for key, which, areas in (("unread", "grade", now), ("unread-before", "earlier grade", before)):
        if areas:
            start = f"The {which} of {counted_in_words(len(areas), 'area')} cannot be read"
            names = listed([area.name for area in areas])
            cells = tuple(cell for area in areas for cell in area.changed_at)
            phrases = [Phrase("number", start, cells), Phrase("names", names, cells)]
            yield marked(f"count.{key}", f"{start}: {names}.", phrases)


def _names(key: str, areas: Sequence[BoardArea], what: str) -> Sentence:
    number = len(areas)
    start = f"{capital(counted_in_words(number, 'area'))} {'is' if number == 1 else 'are'}"
    names = listed([area.name for area in areas])
    cells = tuple(cell for area in areas for cell in area.final_at)
    text = f"{start} {what}: {names}."
    return marked(f"count.{key}", text, [Phrase("number", start, cells), Phrase("names", names, cells)])


def _kept_back(facts: BoardFacts) -> tuple[Sentence, ...]:
    """Return that areas are reported elsewhere, so that nobody takes the counts for those of all."""
    if not facts.kept_back:
        return ()
    number = counted_in_words(len(facts.kept_back), "area")
    verb = "is" if len(facts.kept_back) == 1 else "are"
    return (
        Sentence("count.kept-back", (f"{capital(number)} {verb} reported in part B and not counted here.",)),
    )

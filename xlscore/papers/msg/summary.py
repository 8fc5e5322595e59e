"""The executive summary of the paper on MSG positions: aspirations met and not met, positions that moved, each as a list.

Source: Essex Police MSG aspirations, January 2020 data, section 3.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlscore.papers.model import Block, Bullets, Phrase, Sentence, Sentences
from xlscore.papers.msg.reading import MsgFacts, MsgMeasure
from xlscore.papers.wording.keys import keyed
from xlscore.papers.wording.sentences import capital, marked, plain
from xlscore.rules.positions.msg import AspirationStatus, Movement
from xlscore.rules.positions.summary import aspirations_met, aspirations_not_met, positions_moved
from xlscore.rules.positions.update import ordinal
from xlscore.rules.words import counted_in_words, listed

__all__ = ["said_aim", "summary_blocks"]

_TITLE = "Executive summary"


def summary_blocks(facts: MsgFacts) -> tuple[Block, ...]:
    """Return the lists of the executive summary; where no aspiration or no movement can be judged, that is said."""
    blocks: list[Block] = [*_aspirations(facts), *_movements(facts)]
    rest = [
        *_no_aspiration(facts),
        *_unjudged(facts),
        *_unchanged(facts),
        *_no_position(facts),
        *_kept_back(facts),
    ]
    if rest:
        blocks.append(Sentences("summary.rest", f"{_TITLE}: other measures", tuple(rest)))
    return tuple(blocks)


def _aspirations(facts: MsgFacts) -> Iterator[Block]:
    met, below = (
        [each for each in facts.measures if each.result.status is status]
        for status in (AspirationStatus.MET, AspirationStatus.BELOW)
    )
    judged = (*met, *below)
    if not judged:
        yield Sentences(
            "met", f"{_TITLE}: aspirations met", (plain("met.none", "No aspiration could be judged."),)
        )
        return
    cells = tuple(cell for each in judged for cell in each.cells("status", "position"))
    said = aspirations_met(len(met), len(judged)), aspirations_not_met(len(below), len(judged))
    yield _list("met", "aspirations met", said[0], cells, [_aim("met", each) for each in met])
    if below:
        yield _list(
            "not-met", "aspirations not met", said[1], cells, [_aim("not-met", each) for each in below]
        )


def _movements(facts: MsgFacts) -> Iterator[Block]:
    moved = [each for each in facts.measures if each.result.move is not None]
    if not moved:
        if facts.measures:
            unread = any("previous_position" in each.unread for each in facts.measures)
            which = (
                "No position of an earlier time can be read"
                if unread
                else "No positions of an earlier time are recorded"
            )
            text = f"{which}, so no movement can be reported."
            yield Sentences("improved", f"{_TITLE}: positions improved", (plain("improved.none", text),))
        return
    for key, move in (("improved", Movement.IMPROVED), ("deteriorated", Movement.DETERIORATED)):
        of_kind = [each for each in moved if each.result.move is move]
        cells = tuple(
            cell for each in of_kind or moved for cell in each.cells("position", "previous_position")
        )
        said = positions_moved(move, len(of_kind), facts.since)
        yield _list(key, f"positions {key}", said, cells, [_moved(key, each) for each in of_kind])


def _list(key: str, title: str, text: str, cells: tuple[str, ...], items: Sequence[Sentence]) -> Bullets:
    """Return a list under the sentence that counts it; where it is empty, that sentence alone."""
    number, verb, rest = text.partition(" have ") if " have " in text else text.partition(" has ")
    end = ":" if items else "."
    phrases = [Phrase("number", f"{number}{verb.rstrip()}", cells)]
    sentence = marked(f"{key}.lead" if items else f"{key}.nil", f"{number}{verb}{rest}{end}", phrases)
    return Bullets(
        key, f"{_TITLE}: {title}", tuple(items), lead=sentence if items else None, nil=None if items else sentence
    )  # fmt: skip


def _aim(of: str, each: MsgMeasure) -> Sentence:
    """Return a measure with its aspiration and where it stands."""
    aim, stands = said_aim(each), _stands(each)
    text = f"{each.name} ({aim}): {stands}" if aim else f"{each.name}: {stands}"
    phrases = [
        *([Phrase("aim", aim, each.cells("aspiration"))] if aim else []),
        Phrase("now", stands, each.cells("position")),
    ]
    return marked(keyed(of, each.key), text, phrases, len(each.name))


def said_aim(each: MsgMeasure) -> str:
    """Return an aspiration as it is typed, one that is a bare number as the position that it is."""
    aim = each.found.aspiration
    return ordinal(int(aim)) if aim.isascii() and aim.isdecimal() and int(aim) else aim


def _stands(each: MsgMeasure) -> str:
    result = each.result
    if result.position is None:
        return "the position cannot be read" if "position" in each.unread else "the position is not known"
    return f"{ordinal(result.position)}{f' of {result.of}' if result.of else ''}"


def _moved(of: str, each: MsgMeasure) -> Sentence:
    now, before = each.result.position or 0, each.result.previous_position or 0
    said = f"from {ordinal(before)} to {_stands(each)}" if now and before else _stands(each)
    cells = each.cells("position", "previous_position")
    return marked(keyed(of, each.key), f"{each.name}: {said}", [Phrase("move", said, cells)], len(each.name))


def _unchanged(facts: MsgFacts) -> Iterator[Sentence]:
    same = [each for each in facts.measures if each.result.move is Movement.UNCHANGED]
    if same:
        text = f"{positions_moved(Movement.UNCHANGED, len(same), facts.since)}."
        number = text.partition(" not changed")[0]
        yield marked(
            "summary.same", text, [Phrase("number", number, _cells(same, "position", "previous_position"))]
        )


def _no_aspiration(facts: MsgFacts) -> Iterator[Sentence]:
    """Yield the measures without an aspiration, each with why where the table says it."""
    none = [each for each in facts.measures if each.result.status is AspirationStatus.NONE]
    if none:
        names = listed([f"{each.name} {why}" if (why := _why(each)) else each.name for each in none])
        yield _counted("summary.no-aim", none, "no aspiration", names, "aspiration")


def _unjudged(facts: MsgFacts) -> Iterator[Sentence]:
    """Yield the measures whose aspiration is set and cannot be judged: they are not among those that the lists count."""
    none = [each for each in facts.measures if each.result.status is None and each.found.aspiration]
    if none:
        names = listed([each.name for each in none])
        yield _counted("summary.unjudged", none, "an aspiration that cannot be judged", names, "aspiration")


def _why(each: MsgMeasure) -> str:
    return each.found.aspiration if each.found.aspiration.startswith("(") else ""


def _no_position(facts: MsgFacts) -> Iterator[Sentence]:
    """Yield the measures whose position nobody knows: they are in no list, and that is said."""
    none = [each for each in facts.measures if each.result.position is None]
    before = [each for each in facts.measures if "previous_position" in each.unread]
    for key, lacks, measures, field in (
        ("unknown", "no known position", [each for each in none if "position" not in each.unread], "position"),
        ("unread", "a position that cannot be read", [each for each in none if "position" in each.unread], "position"),
        ("unread-before", "an earlier position that cannot be read", before, "previous_position"),
    ):  # fmt: skip
        if measures:
            yield _counted(f"summary.{key}", measures, lacks, listed([each.name for each in measures]), field)


def _counted(key: str, measures: Sequence[MsgMeasure], lacks: str, names: str, field: str) -> Sentence:
    start = f"{capital(counted_in_words(len(measures), 'measure'))} {'has' if len(measures) == 1 else 'have'}"
    cells = _cells(measures, field)
    text = f"{start} {lacks}: {names}."
    return marked(key, text, [Phrase("number", start, cells), Phrase("names", names, cells)])


def _cells(measures: Sequence[MsgMeasure], *fields: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell for each in measures for cell in each.cells(*fields)))


def _kept_back(facts: MsgFacts) -> Iterator[Sentence]:
    if facts.kept_back:
        verb = "is" if facts.kept_back == 1 else "are"
        number = capital(counted_in_words(facts.kept_back, "measure"))
        yield plain("summary.kept-back", f"{number} {verb} reported in part B and not counted here.")

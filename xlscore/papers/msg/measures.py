"""The measures one by one, under their themes: the update in sentences, the aspiration, outcomes required, caveats, a person's words."""

from __future__ import annotations

from collections.abc import Iterator

from xlscore.papers.model import Block, Bullets, PaperPicture, Phrase, Section, Sentence, Sentences
from xlscore.papers.msg.reading import MsgFacts, MsgMeasure
from xlscore.papers.msg.summary import said_aim
from xlscore.papers.pictures.sparkline import sparkline
from xlscore.papers.wording.keys import keyed, slugs
from xlscore.papers.wording.sentences import marked, places, plain, with_figures
from xlscore.rules.exact import to_float
from xlscore.rules.positions.msg import AspirationStatus
from xlscore.rules.positions.update import ordinal, update_sentences
from xlscore.rules.words import counted_in_words, tidy

__all__ = ["theme_sections"]

_OTHER = "Other measures"


def theme_sections(facts: MsgFacts) -> tuple[Section, ...]:
    """Return a section of level 2 for each theme, with its measures; one for all where the table has no themes."""
    themes = dict.fromkeys(each.found.theme or _OTHER for each in facts.measures)
    marks = slugs(themes)
    alone = set(themes) == {_OTHER}
    return tuple(
        Section(
            keyed("theme", marks[theme]),
            "",
            "Measures" if alone else theme,
            tuple(
                block
                for each in facts.measures
                if (each.found.theme or _OTHER) == theme
                for block in _blocks(each, facts)
            ),
            level=2,
        )
        for theme in themes
    )


def _blocks(each: MsgMeasure, facts: MsgFacts) -> Iterator[Block]:
    picture = _picture(each)
    if picture is not None:
        yield picture
    yield Sentences(keyed("measure", each.key), each.name, tuple(_sentences(each, facts)))
    lines = [tidy(line).lstrip("•·-–* ") for line in each.narrative.splitlines()]
    said = [line for line in lines if line]
    if said:
        cells = each.at.get("narrative", ())
        items = tuple(
            with_figures(keyed("words", each.key, str(number)), line, cells, [each.name])
            for number, line in enumerate(said, 1)
        )
        key, title = keyed("words", each.key), f"{each.name}: narrative"
        yield Sentences(key, title, items) if len(said) == 1 else Bullets(key, title, items)


def _sentences(each: MsgMeasure, facts: MsgFacts) -> Iterator[Sentence]:
    names = [each.name]
    fields = (
        ("position", "previous_position"),
        ("to_average", "previous_to_average"),
        ("to_top_quartile", "previous_to_top_quartile"),
        ("to_top_quartile", "previous_to_top_quartile"),
    )
    told = update_sentences(each.inputs, each.result, facts.average)
    if not told:
        lacks = "cannot be read" if "position" in each.unread else "is not known"
        yield plain(keyed("update", each.key, "0"), f"The position in {each.name} {lacks}.")
    for (number, text), at in zip(enumerate(told, 1), fields, strict=False):
        yield with_figures(keyed("update", each.key, str(number)), text, each.cells(*at), names)
    yield from _outcomes(each)
    yield from _aspiration(each)
    for number, caveat in enumerate(dict.fromkeys(each.found.caveats), 1):
        yield plain(keyed("caveat", each.key, str(number)), caveat)


def _aspiration(each: MsgMeasure) -> Iterator[Sentence]:
    """Yield whether the aspiration has been met, or that none is set and why, or that nobody can tell."""
    aim, status = said_aim(each), each.result.status
    key = keyed("aim", each.key)
    if status is AspirationStatus.NONE:
        why = f" {aim}" if aim.startswith("(") else ""
        yield plain(key, f"No aspiration is set{why}.")
    elif status is None and aim:
        text = f"The aspiration ({aim}) cannot be judged."
        yield marked(key, text, [Phrase("aim", aim, each.cells("aspiration"))])
    elif aim:
        done = "has been met or exceeded" if status is AspirationStatus.MET else "has not been met"
        text = f"The aspiration ({aim}) {done}."
        yield marked(
            key,
            text,
            [
                Phrase("aim", aim, each.cells("aspiration")),
                Phrase("met", done, each.cells("status", "position")),
            ],
        )


def _outcomes(each: MsgMeasure) -> Iterator[Sentence]:
    """Yield how many more outcomes would reach the average, where the data have the counts behind the measure."""
    if each.outcomes is None:
        return
    needed, count, base = each.outcomes
    said = f"a further {counted_in_words(needed, 'outcome')}"
    have = f"{to_float(count.value):,.10g} of {to_float(base.value):,.10g}"
    text = f"That is {said} beside its {have}."
    cells = places(count.source, base.source)
    yield marked(
        keyed("outcomes", each.key), text, [Phrase("needed", said, cells), Phrase("have", have, cells)]
    )


def _picture(each: MsgMeasure) -> PaperPicture | None:
    """Return the course of the positions as a small picture, None where there are fewer than two."""
    points = [(period, float(position)) for period, position in each.found.history]
    title = f"Positions in {each.name}"
    said = [ordinal(position) for _, position in each.found.history]
    return sparkline(
        keyed("spark", each.key),
        title,
        points,
        lowest_on_top=True,
        said=said,
        cells=each.at.get("history", ()),
    )

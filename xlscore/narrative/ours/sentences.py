"""The sentences of a paper by us, held against what they would say now: every figure of them carries its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from xlscore.narrative.model import ClaimVerdict, Judged, Passage
from xlscore.narrative.ours.figures import (
    agreeing,
    cells_at,
    figure_claim,
    has_figure,
    otherwise,
    says_otherwise,
)
from xlscore.narrative.ours.paper import OurPaper
from xlscore.narrative.ours.quoted import WrittenWords
from xlscore.narrative.ours.tables import figures_in_tables
from xlscore.narrative.texts.word import paragraphs_of
from xlscore.papers.regions.remembered import sentence_from
from xlscore.papers.regions.tags import RegionKind, kind_of
from xlscore.word.standing.spans import shown_leaves

if TYPE_CHECKING:
    from xlscore.books.tables.blocks import Reading
    from xlscore.narrative.texts.word import MarkedText
    from xlscore.word import Document

__all__ = ["as_composed"]

_AS_OF: Final = "xlscore:sentence:paper.as-of"


def as_composed(
    judged: Sequence[Judged],
    passages: Sequence[Passage],
    document: Document,
    marked: Sequence[MarkedText],
    ours: OurPaper,
    reading: Reading,
) -> tuple[Judged, ...]:
    """Return verdicts with those of sentences by us put right by what the paper would say now.

    A sentence that stands as it would be written now agrees, figure by figure; a figure that only we have written, and would
    write otherwise now, contradicts. A text of people's that a cell holds word for word is theirs, wherever it stands.
    """
    if ours.kept is None:
        return tuple(judged)
    standing = _Standing(document, marked, ours, reading)
    by_passage: dict[int, list[Judged]] = {}
    for each in judged:
        by_passage.setdefault(id(each.claim.passage), []).append(each)
    found: list[Judged] = []
    for passage in passages:
        found += standing.put_right(passage, by_passage.get(id(passage), []))
    return tuple(standing.dated(each) for each in (*found, *figures_in_tables(document, ours)))


class _Standing:
    """What of a paper by us stands as it was composed, and what does not."""

    def __init__(
        self, document: Document, marked: Sequence[MarkedText], ours: OurPaper, reading: Reading
    ) -> None:
        self._ours = ours
        self._written = WrittenWords(reading)
        self._texts = dict(enumerate(_texts_of(document), start=1))
        self._sentences = [each for each in marked if kind_of(each.tag) is RegionKind.SENTENCE]
        self._figures = [each for each in marked if each.tag in ours.phrases]
        self._other_day = self._of_another_day()

    def put_right(self, passage: Passage, judged: Sequence[Judged]) -> list[Judged]:
        """Return the verdicts on a sentence."""
        sentence = self._sentence_round(passage)
        found = list(judged)
        if sentence is not None and sentence.tag in self._ours.sentences:
            text = self._texts[sentence.paragraph][sentence.start : sentence.end]
            if text == self._ours.sentences[sentence.tag].text:
                found = list(self._as_written(passage, judged))
            elif self._is_untouched(sentence.tag, text):
                found = list(self._out_of_date(passage, judged))
        return found

    def _sentence_round(self, passage: Passage) -> MarkedText | None:
        return next((each for each in self._sentences if _lies_in(passage, each)), None)

    def _is_untouched(self, tag: str, text: str) -> bool:
        """Return whether a sentence stands as it was last written, so that only the workbook has changed."""
        kept = self._ours.kept
        bases = (sentence_from(entry) for entry in (kept.regions.get(tag, ()) if kept else ()))
        return any(
            base is not None and "".join(p if isinstance(p, str) else p.text for p in base.parts) == text
            for base in bases
        )

    def _as_written(self, passage: Passage, judged: Sequence[Judged]) -> Iterator[Judged]:
        """Yield the verdicts on a sentence that stands as it would be written now.

        What a cell stands behind agrees. What people wrote is theirs; our own standing words, such as what a colour means, say
        nothing of the workbook.
        """
        if not passage.cells:
            yield from judged if self._written.are_somewhere(passage.text) else ()
            return
        spans = [(a, b) for a, b, cell in passage.cells if self._written.are_in(passage.text[a:b], cell)]
        for each in judged:
            start, end = each.claim.start, each.claim.end
            is_theirs = any(first < end and start < last for first, last in spans)
            yield each if is_theirs else agreeing(each.claim, cells_at(passage, start, end))
        spans += [(each.claim.start, each.claim.end) for each in judged]
        for start, end in dict.fromkeys((start, end) for start, end, _ in passage.cells):
            is_told = any(first < end and start < last for first, last in spans)
            if not is_told and has_figure(passage.text[start:end]):
                yield agreeing(figure_claim(passage, start, end), cells_at(passage, start, end))

    def _out_of_date(self, passage: Passage, judged: Sequence[Judged]) -> Iterator[Judged]:
        """Yield the verdicts on a sentence that only we have written and would write otherwise now."""
        changed = []
        for each in self._figures:
            start, end = each.start - passage.start, each.end - passage.start
            new = self._ours.phrases[each.tag]
            if _holds(each, passage) and new.cells and says_otherwise(passage.text[start:end], new.text):
                changed.append((start, end))
                yield otherwise(passage, start, end, new.text, new.cells)
        for one in judged:
            if not any(start < one.claim.end and one.claim.start < end for start, end in changed):
                yield one

    def _of_another_day(self) -> tuple[str, str] | None:
        """Return up to when the paper's figures go and the workbook's, None where both say the same or one says nothing."""
        new = self._ours.sentences.get(_AS_OF)
        mark = next((each for each in self._sentences if each.tag == _AS_OF), None)
        if new is None or mark is None:
            return None
        stands = self._texts[mark.paragraph][mark.start : mark.end]
        return None if stands == new.text else (stands, new.text)

    def dated(self, judged: Judged) -> Judged:
        """Return a verdict of a paper of another day: what differs need be no contradiction."""
        if judged.verdict is not ClaimVerdict.CONTRADICTS or self._other_day is None:
            return judged
        paper, workbook = self._other_day
        why = f"the paper is of “{paper}”, the workbook of “{workbook}”"
        return Judged(judged.claim, ClaimVerdict.CANNOT_TELL, judged.sources, why=why)


def _texts_of(document: Document) -> Iterator[str]:
    for paragraph in paragraphs_of(document):
        yield "".join(text for _, text in shown_leaves(paragraph.element, paragraph.desk))


def _lies_in(passage: Passage, mark: MarkedText) -> bool:
    return _are_together(passage, mark) and mark.start <= passage.start and _end(passage) <= mark.end


def _holds(mark: MarkedText, passage: Passage) -> bool:
    return _are_together(passage, mark) and passage.start <= mark.start and mark.end <= _end(passage)


def _are_together(passage: Passage, mark: MarkedText) -> bool:
    place = passage.place
    return place.paragraph == mark.paragraph and not place.part.startswith(("footnote", "endnote"))


def _end(passage: Passage) -> int:
    return passage.start + len(passage.text)

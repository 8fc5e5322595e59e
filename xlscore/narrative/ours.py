"""What stands in a paper by us, held against what the paper would say now: every figure of it carries its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xlscore.narrative.model import Claim, ClaimKind, ClaimSubject, ClaimVerdict, Judged, Passage
from xlscore.narrative.texts.blocks import is_narrative
from xlscore.narrative.texts.word import paragraphs_of
from xlscore.ooxml.values.addresses import AddressError, parse_box
from xlscore.papers.kind import PaperAsked
from xlscore.papers.kinds import paper_kind
from xlscore.papers.model import Phrase, Sentence
from xlscore.papers.regions.kept import read_kept
from xlscore.papers.regions.layout import layout_of
from xlscore.papers.regions.remembered import Remembered, sentence_from
from xlscore.papers.regions.tags import RegionKind, kind_of
from xlscore.rules.figures import Source
from xlscore.word.standing.spans import shown_leaves

if TYPE_CHECKING:
    from xlscore.books.tables.blocks import Reading
    from xlscore.narrative.texts.word import MarkedText
    from xlscore.word import Document

__all__ = ["OurPaper", "as_composed", "our_paper"]

_AS_OF: Final = "xlscore:sentence:paper.as-of"
_FIGURES: Final = re.compile(r"\d+(?:[.,]\d+)*")
_FIGURE: Final = re.compile(
    r"\d|\b(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|all|both)\b",
    re.IGNORECASE,
)
_WRITTEN: Final = "as xlscore wrote it from these cells"


@dataclass(frozen=True)
class OurPaper:
    """What a paper by us would say now, and what was last written into it."""

    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    """By their tags."""
    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    """The figures, by theirs."""
    kept: Remembered | None = None

    @property
    def cells(self) -> dict[str, tuple[str, ...]]:
        """Return the cells of every figure by its tag."""
        return {tag: phrase.cells for tag, phrase in self.phrases.items() if phrase.cells}


def our_paper(document: Document, reading: Reading, asked: PaperAsked | None = None) -> OurPaper:
    """Return what a document would say now, nothing for one that is no paper by us or from another kind of workbook."""
    kept = read_kept(document)
    kind = paper_kind(kept.kind) if kept is not None else None
    if kept is None or kind is None or not kind.applies(reading):
        return OurPaper()
    wanted = asked or PaperAsked()
    same = PaperAsked(to=wanted.to, recipient=kept.recipient, sheet=wanted.sheet or kept.sheet or None)
    layout = layout_of(kind.compose(reading, same).paper)
    return OurPaper({tag: sentence for tag, (sentence, _) in layout.sentences.items()}, layout.phrases, kept)


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
    return tuple(found)


class _Standing:
    """What of a paper by us stands as it was composed, and what does not."""

    def __init__(
        self, document: Document, marked: Sequence[MarkedText], ours: OurPaper, reading: Reading
    ) -> None:
        self._ours = ours
        self._reading = reading
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
        return [self._dated(each) for each in found] if self._other_day else found

    def _sentence_round(self, passage: Passage) -> MarkedText | None:
        return next((each for each in self._sentences if _holds(each, passage)), None)

    def _is_untouched(self, tag: str, text: str) -> bool:
        """Return whether a sentence stands as it was last written, so that only the workbook has changed."""
        kept = self._ours.kept
        bases = (sentence_from(entry) for entry in (kept.regions.get(tag, ()) if kept else ()))
        return any(
            base is not None and "".join(p if isinstance(p, str) else p.text for p in base.parts) == text
            for base in bases
        )

    def _as_written(self, passage: Passage, judged: Sequence[Judged]) -> Iterator[Judged]:
        """Yield the verdicts on a sentence that stands as it would be written now: what a cell stands behind agrees."""
        theirs = [
            (start, end) for start, end, cell in passage.cells if self._quotes(passage.text[start:end], cell)
        ]
        for each in judged:
            cells = _cells_at(passage, each.claim.start, each.claim.end)
            is_theirs = any(start < each.claim.end and each.claim.start < end for start, end in theirs)
            yield each if is_theirs or not cells else Judged(each.claim, ClaimVerdict.AGREES, cells, _WRITTEN)
        spans = [(each.claim.start, each.claim.end) for each in judged] + theirs
        for start, end in dict.fromkeys((start, end) for start, end, _ in passage.cells):
            is_told = any(first < end and start < last for first, last in spans)
            if not is_told and _FIGURE.search(passage.text[start:end]):
                yield Judged(
                    _figure(passage, start, end),
                    ClaimVerdict.AGREES,
                    _cells_at(passage, start, end),
                    _WRITTEN,
                )

    def _quotes(self, text: str, cell: str) -> bool:
        """Return whether a text is what a person wrote into a cell."""
        sheet, _, address = cell.rpartition("!")
        block = self._reading.block(sheet)
        try:
            box = parse_box(address)
        except AddressError:
            return False
        held = None if block is None else block.at(box.top, box.left)
        return isinstance(held, str) and is_narrative(held) and _in_order(text) in _in_order(held)

    def _out_of_date(self, passage: Passage, judged: Sequence[Judged]) -> Iterator[Judged]:
        changed = []
        for each in self._figures:
            if not _holds_figure(passage, each):
                continue
            start, end = each.start - passage.start, each.end - passage.start
            new = self._ours.phrases[each.tag]
            if new.cells and _says_otherwise(passage.text[start:end], new.text):
                changed.append((start, end, new))
        for start, end, new in changed:
            sources = _sources(new.cells)
            line = (
                f"the paper was written with “{passage.text[start:end]}”, the workbook now gives “{new.text}”"
            )
            yield Judged(_figure(passage, start, end), ClaimVerdict.CONTRADICTS, sources, line, new.text)
        for one in judged:
            if not any(start < one.claim.end and one.claim.start < end for start, end, _ in changed):
                yield one

    def _of_another_day(self) -> tuple[str, str] | None:
        """Return up to when the paper's figures go and the workbook's, None where both say the same or one says nothing."""
        new = self._ours.sentences.get(_AS_OF)
        mark = next((each for each in self._sentences if each.tag == _AS_OF), None)
        if new is None or mark is None:
            return None
        stands = self._texts[mark.paragraph][mark.start : mark.end]
        return None if stands == new.text else (stands, new.text)

    def _dated(self, judged: Judged) -> Judged:
        """Return a verdict of a paper of another day: what differs need be no contradiction."""
        if judged.verdict is not ClaimVerdict.CONTRADICTS or self._other_day is None:
            return judged
        paper, workbook = self._other_day
        why = f"the paper is of “{paper}”, the workbook of “{workbook}”"
        return Judged(judged.claim, ClaimVerdict.CANNOT_TELL, judged.sources, why=why)


def _in_order(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")


def _texts_of(document: Document) -> Iterator[str]:
    for paragraph in paragraphs_of(document):
        yield "".join(text for _, text in shown_leaves(paragraph.element, paragraph.desk))


def _holds(mark: MarkedText, passage: Passage) -> bool:
    place = passage.place
    if place.paragraph != mark.paragraph or place.part.startswith(("footnote", "endnote")):
        return False
    return mark.start <= passage.start and passage.start + len(passage.text) <= mark.end


def _holds_figure(passage: Passage, mark: MarkedText) -> bool:
    inside = passage.start <= mark.start and mark.end <= passage.start + len(passage.text)
    return inside and passage.place.paragraph == mark.paragraph


def _says_otherwise(old: str, new: str) -> bool:
    """Return whether two texts of a figure are no two wordings of the same."""
    figures = [_FIGURES.findall(text) for text in (old, new)]
    if figures[0] or figures[1]:
        return figures[0] != figures[1]
    return " ".join(old.split()).casefold() != " ".join(new.split()).casefold()


def _figure(passage: Passage, start: int, end: int) -> Claim:
    """Return a figure of ours as a claim of which no more is known than its words."""
    return Claim(ClaimKind.OTHER, passage, start, end, ClaimSubject())


def _cells_at(passage: Passage, start: int, end: int) -> tuple[Source, ...]:
    """Return the cells behind some letters of a sentence, else all cells behind it."""
    here = [cell for first, last, cell in passage.cells if first < end and start < last]
    return _sources(here or [cell for *_, cell in passage.cells])


def _sources(cells: Sequence[str]) -> tuple[Source, ...]:
    found = (cell.rpartition("!") for cell in dict.fromkeys(cells))
    return tuple(Source(sheet, address) for sheet, _, address in found)

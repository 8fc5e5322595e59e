"""The merge of a sentence: whole while nobody touched it, else figure by figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from xlscore.papers.merge.fates import Fate, MergeNote, Why, worst
from xlscore.papers.merge.text import MergedText, merge_text

__all__ = ["MergedSentence", "Said", "SentenceBase", "Spot", "merge_sentence", "plain", "said"]


@dataclass(frozen=True)
class Spot:
    """A figure in a sentence: its tag, its text, and which of several with that tag it is."""

    tag: str
    text: str
    own: str = ""


Said = tuple[str | Spot, ...]
_THING: Final = Spot("?", "")
"""What a person put into a sentence that no text says, a picture or a link: it would not outlive the sentence."""


def said(parts: Iterable[str | Spot]) -> Said:
    """Return the parts with neighbouring words joined and empty words left out, so that equal sentences are equal.

    >>> said(["There ", "were ", Spot("n", "two"), ""])
    ('There were ', Spot(tag='n', text='two', own=''))
    """
    joined: list[str | Spot] = []
    for part in parts:
        if isinstance(part, Spot):
            joined.append(part)
        elif part and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return tuple(joined)


def plain(parts: Said) -> str:
    """Return the sentence as it is read."""
    return "".join(part if isinstance(part, str) else part.text for part in parts)


@dataclass(frozen=True)
class SentenceBase:
    """What we last wrote: the sentence, and of a figure that stands more than once what we wrote into each."""

    parts: Said
    own: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class MergedSentence:
    """What is to be done: the whole sentence anew (`whole`), or a text for each figure that stands, in their order.

    A `whole` of no parts takes the sentence away.
    """

    state: Fate
    base: SentenceBase | None
    whole: Said | None = None
    figures: tuple[str, ...] = ()
    states: tuple[Fate, ...] = ()
    notes: tuple[MergeNote, ...] = ()


Figures = Mapping[str, str]
_TELLING: Final = 4
"""How long a figure's text is that is known again among words; a shorter one stands there for other reasons."""


def merge_sentence(
    base: SentenceBase | None,
    stands: Said,
    new: Said | None,
    *,
    others: Figures | None = None,
    others_base: Figures | None = None,
    theirs: Callable[[str], bool] | None = None,
) -> MergedSentence:
    """Return the merge of a sentence; `others` are the figures of the other sentences, one of which may have been copied here.

    `theirs` says of a figure by its tag, and of the whole sentence by "", whether the workbook's is taken where it is in conflict: a
    figure within the words that stand, and only where these are in conflict themselves the whole sentence.
    """
    if new is not None and _bare(stands) == _bare(new):
        return MergedSentence(Fate.UNCHANGED, SentenceBase(_bare(new)))
    if base is not None and _bare(stands) == _bare(base.parts) and not base.own:
        return MergedSentence(Fate.WRITTEN, SentenceBase(_bare(new)) if new else None, whole=new or ())
    if base is None and not plain(stands).strip():
        return MergedSentence(Fate.WRITTEN, SentenceBase(_bare(new)) if new else None, whole=new or ())
    takes = theirs or _nothing
    merged = _by_figures(base or SentenceBase(()), stands, new, others or {}, others_base or {}, takes)
    if merged.state is Fate.CONFLICT and takes("") and _THING not in stands:
        return MergedSentence(Fate.WRITTEN, SentenceBase(_bare(new)) if new else None, whole=new or ())
    return merged


def _nothing(_: str) -> bool:
    return False


def _by_figures(
    base: SentenceBase,
    stands: Said,
    new: Said | None,
    others: Figures,
    others_base: Figures,
    takes: Callable[[str], bool],
) -> MergedSentence:
    was, now = _texts(base.parts), _texts(new or ())
    texts: list[str] = []
    states: list[Fate] = []
    bases: list[tuple[Spot, str | None]] = []
    notes: list[MergeNote] = []
    for spot in (part for part in stands if isinstance(part, Spot)):
        ours = spot.tag in was or spot.tag in now
        last = base.own.get(spot.own or spot.tag, (was if ours else others_base).get(spot.tag))
        wanted = (now if ours else others).get(spot.tag)
        merged = merge_text(last, spot.text, wanted, theirs=takes(spot.tag))
        if merged.state is Fate.WRITTEN and not merged.text:
            # The workbook has no such figure any more, and what stands round it is a person's.
            merged = MergedText(spot.text, last, Fate.CONFLICT)
        texts.append(merged.text)
        states.append(merged.state)
        bases.append((spot, merged.base))
        if merged.state is Fate.CONFLICT and not (ours and new is None):  # then the whole sentence is told
            notes.append(MergeNote(spot.tag, merged.state, Why.FIGURE, spot.text, wanted or "", told=True))
    left = iter(texts)
    after = said(Spot(part.tag, next(left)) if isinstance(part, Spot) else part for part in stands)
    rest = _rest(base.parts, after, new, was, now)
    notes += rest
    changed = worst([*states, *(note.state for note in rest)])
    return MergedSentence(
        Fate.KEPT if changed in (Fate.UNCHANGED, Fate.GONE) else changed,
        _next_base(base, new, bases, rest),
        figures=tuple(texts),
        states=tuple(states),
        notes=tuple(notes),
    )


def _rest(base: Said, stands: Said, new: Said | None, was: Figures, now: Figures) -> list[MergeNote]:
    """Return what is to be told beside the figures that stand: those that do not, and words that changed."""
    standing = {part.tag for part in stands if isinstance(part, Spot)}
    words = " ".join(part for part in stands if isinstance(part, str))
    sentence = plain(stands)
    if new is None:
        return [MergeNote("", Fate.CONFLICT, Why.SAID_NO_MORE, sentence, "", told=True)]
    notes = []
    before = " ".join(part for part in base if isinstance(part, str))
    for tag, last in was.items():
        if tag in standing:
            # A copy of its control stands, and the figure itself was made words by hand.
            if (
                now.get(tag) != last
                and len(last) >= _TELLING
                and _occurs(last, words)
                and not _occurs(last, before)
            ):
                notes.append(MergeNote(tag, Fate.SKIPPED, Why.UNWRAPPED, last, now.get(tag, ""), told=True))
            continue
        if tag in now and _occurs(last, words):
            notes.append(MergeNote(tag, Fate.SKIPPED, Why.UNWRAPPED, last, now[tag], told=True))
        elif now.get(tag) != last:
            notes.append(MergeNote(tag, Fate.CONFLICT, Why.LACKING, sentence, now.get(tag, ""), told=True))
        else:
            notes.append(MergeNote(tag, Fate.GONE, Why.DELETED, last))
    if _shape(base) != _shape(new):
        notes.append(MergeNote("", Fate.CONFLICT, Why.WORDS, sentence, plain(new), told=True))
    return notes


def _next_base(
    base: SentenceBase, new: Said | None, spots: list[tuple[Spot, str | None]], rest: list[MergeNote]
) -> SentenceBase:
    """Return what is remembered: the words as they were while something about them has to be told, each figure by itself."""
    parts = base.parts if rest or new is None else _bare(new)
    # Words without their control are told for as long as they stand: what they were is remembered.
    words = {note.part for note in rest if note.why is Why.UNWRAPPED}
    written = {spot.tag: text for spot, text in spots if text is not None and spot.tag not in words}
    for spot, text in spots:
        # Of several with one tag, one that follows the workbook speaks for those copied later.
        if text is not None and text == _texts(new or ()).get(spot.tag) and spot.tag not in words:
            written[spot.tag] = text
    kept = said(
        Spot(part.tag, written.get(part.tag, part.text)) if isinstance(part, Spot) else part for part in parts
    )
    common = _texts(kept)
    own = {spot.own or spot.tag: text for spot, text in spots if text != common.get(spot.tag)}
    return SentenceBase(kept, own)


def _bare(parts: Said) -> Said:
    """Return the parts without saying which of several a figure is."""
    return said(Spot(part.tag, part.text) if isinstance(part, Spot) else part for part in parts)


def _texts(parts: Said) -> dict[str, str]:
    return {part.tag: part.text for part in parts if isinstance(part, Spot)}


def _shape(parts: Said) -> tuple[str, ...]:
    """Return the words, with the tags of figures in the place of figures."""
    return tuple(part if isinstance(part, str) else f"\0{part.tag}" for part in parts)


def _occurs(text: str, words: str) -> bool:
    """Return whether a text stands by itself in others: "7" in "7 areas", not in "17 areas"."""
    if not text.strip():
        return False
    return re.search(rf"(?<!\w){re.escape(text.strip())}(?!\w)", words) is not None

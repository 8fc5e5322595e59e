"""Sentences and texts of the workbook as blocks of a paper: each sentence with its figures told apart, each text with its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xlscore.papers.model import Bullets, Phrase, Sentence, Sentences
from xlscore.papers.month.phrasing import phrased
from xlscore.papers.wording.keys import keyed, slug
from xlscore.papers.wording.sentences import places, plain
from xlscore.rules.objectives.records import ObjectiveText, Said
from xlscore.rules.words import listed

__all__ = ["left_out_besides", "paragraph", "sentences_of", "text_list"]


def sentences_of(key: str, told: Iterable[Said], names: Sequence[str] = ()) -> tuple[Sentence, ...]:
    """Return what is said from figures as sentences, each under what it is about; a number in one of `names` is no figure."""
    keys = _Counted()
    return tuple(
        phrased(keys.of(keyed(key, slug(said.about or "said"))), said, names) for said in told if said.words
    )


def paragraph(
    key: str, title: str, told: Iterable[Said], names: Sequence[str] = (), *, first: Sentence | None = None
) -> tuple[Sentences, ...]:
    """Return what is said from figures as a paragraph, behind a first sentence; nothing where nothing is said."""
    said = (*((first,) if first else ()), *sentences_of(key, told, names))
    return (Sentences(key, title, said),) if said else ()


def left_out_besides(key: str, with_it: Sequence[str]) -> Sentence | None:
    """Return what is left out because what is kept for part B could be worked out with it, so that nobody looks for it."""
    if not with_it:
        return None
    said = (
        f"Left out, too, because what is reported in part B could be worked out with it: {listed(with_it)}."
    )
    return plain(key, said)


def text_list(key: str, title: str, texts: Iterable[ObjectiveText]) -> tuple[Bullets, ...]:
    """Return what people wrote as a list, an item a line, as it stands in its cells; nothing where nobody wrote."""
    items = tuple(_items(key, texts))
    return (Bullets(key, title, items),) if items else ()


def _items(key: str, texts: Iterable[ObjectiveText]) -> Iterator[Sentence]:
    number = 0
    for text in texts:
        for line in filter(None, map(str.strip, text.words.split("\n"))):
            number += 1
            said = f"{text.about}: {line}" if text.about else line
            yield Sentence(keyed(key, str(number)), (Phrase("text", said, places(text.source)),))


class _Counted:
    """Keys of which each is given once: the second of a kind has a number."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def of(self, key: str) -> str:
        """Return a key, told from the same one before."""
        number = self.seen[key] = self.seen.get(key, 0) + 1
        return key if number == 1 else f"{key}-{number}"

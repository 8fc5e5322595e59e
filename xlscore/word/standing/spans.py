"""Some letters of a paragraph as a place of the document, such as a sentence, and what is shown of a paragraph at all."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from xlscore.ooxml.xml.tree import Element
from xlscore.word.made.letters import set_text
from xlscore.word.standing.bound import Bound
from xlscore.word.standing.desk import Desk
from xlscore.word.standing.markers import bookmark_round
from xlscore.word.standing.texts import leaves
from xlscore.word.xml.names import attribute, child, value, w, within

__all__ = ["WordSpan", "shown_leaves"]

_OFF = ("0", "false", "off")
_OPEN = tuple(
    w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "customXml")
)
_DEEPEST = 20
"""Styles are based on one another less often than this; more is a circle."""


def shown_leaves(paragraph: Element, desk: Desk) -> Iterator[tuple[Element, str]]:
    """Yield the elements that hold the text of a paragraph, each with its text, without hidden text and prompts of empty controls."""
    hidden = _style_hides(value(paragraph, "pPr", "pStyle"), desk)
    for leaf, text in leaves(paragraph):
        run = leaf.getparent()
        if any(_is_prompt(control) for control in within(leaf, "sdt")):
            continue
        if run is None or not _is_hidden(run, desk, hidden):
            yield leaf, text


def _is_prompt(control: Element) -> bool:
    showing = child(control, "sdtPr", "showingPlcHdr")
    return showing is not None and attribute(showing, "val") not in _OFF


def _is_hidden(run: Element, desk: Desk, by_paragraph: bool) -> bool:
    look = child(run, "rPr")
    if look is None:
        return by_paragraph
    own = child(look, "vanish")
    if own is not None:
        return attribute(own, "val") not in _OFF
    style = value(look, "rStyle")
    return by_paragraph or (bool(style) and _style_hides(style, desk))


def _style_hides(identity: str, desk: Desk) -> bool:
    """Return whether a style, or one that it is based on, hides its letters."""
    for _ in range(_DEEPEST):
        style = desk.styles.of(identity) if identity else None
        if style is None:
            return False
        own = child(style, "rPr", "vanish")
        if own is not None:
            return attribute(own, "val") not in _OFF
        identity = value(style, "basedOn")
    return False


class WordSpan(Bound):
    """The letters of a paragraph from one place to another, counted in what is shown of it."""

    def __init__(self, element: Element, desk: Desk, part: str, start: int, end: int) -> None:
        """Bind to a paragraph of a part."""
        super().__init__(element, desk, part)
        self.start = start
        self.end = end

    def ends(self) -> tuple[Element, Element] | None:
        """Return the elements of the line before and behind which a mark round it stands; None where it has no letters.

        A run of which only a piece belongs to it is parted in two that look the same. What takes no marks, a control of bare text
        or a field, belongs to it as a whole.
        """
        first = self._cut(self.start)
        last = self._cut(self.end)
        held = self._held()
        inside = [leaf for leaf, at, text in held if text and at < last and at + len(text) > first]
        if not inside:
            return None
        start, end = (
            _risen(_in_line(leaf, self.element), self.element, set(inside))
            for leaf in (inside[0], inside[-1])
        )
        before, behind = bookmark_round(start), bookmark_round(end)
        return (before[0] if before else start), (behind[1] if behind else end)

    def _held(self) -> list[tuple[Element, int, str]]:
        found, at = [], 0
        for leaf, text in shown_leaves(self.element, self.desk):
            found.append((leaf, at, text))
            at += len(text)
        return found

    def _cut(self, place: int) -> int:
        """Return a place between letters, after having parted the run that goes across it where it can be parted."""
        for leaf, at, text in self._held():
            if at < place < at + len(text):
                run = leaf.getparent()
                if (
                    leaf.tag == w("t")
                    and run is not None
                    and run.tag == w("r")
                    and _in_line(leaf, self.element) is run
                ):
                    _part(run, leaf, place - at)
        return place


def _part(run: Element, leaf: Element, letters: int) -> None:
    """Make two runs of one, the second beginning with a letter of one of its texts."""
    text = leaf.text or ""
    behind = copy.copy(run)
    for each in list(behind):
        behind.remove(each)
    look = child(run, "rPr")
    if look is not None:
        behind.append(copy.deepcopy(look))
    rest = copy.deepcopy(leaf)
    set_text(rest, text[letters:])
    rest.tail = None
    moved = list(leaf.itersiblings())
    set_text(leaf, text[:letters])
    behind.append(rest)
    behind.extend(moved)
    behind.tail = None
    run.addnext(behind)


def _in_line(leaf: Element, paragraph: Element) -> Element:
    """Return the run of a text, or the outermost element round it in which no mark may stand."""
    outermost = leaf
    for each in leaf.iterancestors():
        if each is paragraph:
            break
        if each.tag == w("r") or each.tag not in _OPEN or child(each, "sdtPr", "text") is not None:
            outermost = each
    return outermost


def _risen(element: Element, paragraph: Element, inside: set[Element]) -> Element:
    """Return the outermost control round an element whose text is all among these leaves, else the element."""
    found = element
    for each in element.iterancestors(w("sdt")):
        if paragraph not in each.iterancestors() or any(
            leaf not in inside for leaf, text in leaves(each) if text
        ):
            break
        found = each
    return found

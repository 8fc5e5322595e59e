"""Elements as lxml has them, in Python alone: what our trees of small parts ask of them, and nothing else.

A name holds its namespace, `{uri}name`. Which prefix stands for it is worked out when the tree is written: what was read
keeps the prefix that it had, as far as that means the same where the element stands now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any, overload

from xlscore.ooxml.xml.plain_names import USUAL, XML, Scope, space_of, speakable
from xlscore.ooxml.xml.plain_walks import Walks

__all__ = ["ElementTree", "PlainElement", "prefix_of"]


class ElementTree:
    """A document: its root, and what stands before and behind it."""

    def __init__(self, root: PlainElement) -> None:
        """Take the root."""
        self._root = root
        self.docinfo = self

    @property
    def doctype(self) -> str:
        """Return the document type that was declared, "" for none."""
        return self._root.document.doctype

    def getroot(self) -> PlainElement:
        """Return the root."""
        return self._root


class TreeDocument:
    """What is known of a document as a whole."""

    def __init__(self) -> None:
        """Start with nothing beside the root."""
        self.doctype = ""
        self.before: list[PlainElement] = []
        self.behind: list[PlainElement] = []
        self.numbers = count()


class PlainElement(Walks):
    """An element with its attributes, its text, its children, and the text behind it."""

    __slots__ = (
        "_children",
        "_document",
        "_parent",
        "_tail",
        "_text",
        "attrib",
        "declared",
        "hint",
        "hints",
        "tag",
        "target",
    )

    def __init__(
        self,
        tag: str | Callable[..., PlainElement],
        attrib: dict[str, str] | None = None,
        declared: dict[str | None, str] | None = None,
        *,
        text: str | None = None,
    ) -> None:
        """Take what the element itself holds."""
        self.tag: Any = tag
        self.attrib: dict[str, str] = {} if attrib is None else attrib
        self.declared: dict[str | None, str] = {} if declared is None else declared
        """The prefixes that its own tag declares."""
        self.hint: str | None = None
        """The prefix that it had when it was read or made."""
        self.hints: dict[str, str] = {}
        """The prefixes of attributes whose namespace has several."""
        self.target = ""
        self._text: str | None = text
        self._tail: str | None = None
        self._parent: PlainElement | None = None
        self._children: list[PlainElement] = []
        self._document: TreeDocument | None = None

    def __repr__(self) -> str:
        return f"<Element {self.tag} at {id(self):#x}>"

    @property
    def text(self) -> str | None:
        """Return the text before the first child."""
        return self._text

    @text.setter
    def text(self, text: str | None) -> None:
        self._text = None if text is None else speakable(text)

    @property
    def tail(self) -> str | None:
        """Return the text behind the element."""
        return self._tail

    @tail.setter
    def tail(self, text: str | None) -> None:
        self._tail = None if text is None else speakable(text)

    @property
    def document(self) -> TreeDocument:
        """Return what is known of the whole document."""
        root = self._top()
        if root._document is None:
            root._document = TreeDocument()
        return root._document

    def _top(self) -> PlainElement:
        here = self
        while here._parent is not None:
            here = here._parent
        return here

    # Children, as a list has them.

    def __len__(self) -> int:
        return len(self._children)

    def __iter__(self) -> Iterator[PlainElement]:
        return iter(list(self._children))

    def __contains__(self, other: object) -> bool:
        return any(each is other for each in self._children)

    @overload
    def __getitem__(self, place: int) -> PlainElement: ...
    @overload
    def __getitem__(self, place: slice) -> list[PlainElement]: ...
    def __getitem__(self, place: int | slice) -> PlainElement | list[PlainElement]:
        return self._children[place]

    def __setitem__(self, place: int | slice, new: Any) -> None:
        if isinstance(place, slice):
            begin = place.indices(len(self))[0]
            chosen = list(new)
            del self[place]
            for offset, each in enumerate(chosen):
                self.insert(begin + offset, each)
        else:
            self.replace(self._children[place], new)

    def __delitem__(self, place: int | slice) -> None:
        for each in self._children[place] if isinstance(place, slice) else [self._children[place]]:
            self.remove(each)

    def index(self, child: PlainElement) -> int:
        """Return the place of a child."""
        for place, each in enumerate(self._children):
            if each is child:
                return place
        raise ValueError("Element is not a child of this node.")

    def append(self, child: PlainElement) -> None:
        """Put an element behind the last child, wherever it stood before."""
        self.insert(len(self), child)

    def extend(self, children: Iterable[PlainElement]) -> None:
        """Put elements behind the last child."""
        for each in list(children):
            self.append(each)

    def insert(self, place: int, child: PlainElement) -> None:
        """Put an element before the child of that place, wherever it stood before."""
        before = None
        if -len(self) <= place < len(self):
            before = self._children[place]
        elif place < 0 and self._children:
            before = self._children[0]
        if before is child:
            return
        child.leave()
        self._children.insert(len(self._children) if before is None else self.index(before), child)
        child._parent = self
        child._settle_in()

    def remove(self, child: PlainElement) -> None:
        """Take a child out; the text behind it goes with it."""
        self.index(child)
        child.leave()

    def replace(self, old: PlainElement, new: PlainElement) -> None:
        """Put an element in a child's place."""
        place = self.index(old)
        if new is old:
            return
        new.leave()
        place = self.index(old)
        old.leave()
        self._children.insert(place, new)
        new._parent = self
        new._settle_in()

    def addnext(self, other: PlainElement) -> None:
        """Put an element behind this one."""
        self._beside(other, 1)

    def addprevious(self, other: PlainElement) -> None:
        """Put an element before this one."""
        self._beside(other, 0)

    def _beside(self, other: PlainElement, further: int) -> None:
        if self._parent is None:
            raise TypeError("Only processing instructions and comments can be siblings of the root element")
        if other is self:
            return
        parent = self._parent
        other.leave()
        parent._children.insert(parent.index(self) + further, other)
        other._parent = parent
        other._settle_in()

    def clear(self) -> None:
        """Let go of everything but the name."""
        del self[:]
        self.attrib.clear()
        self._text = self._tail = None

    def leave(self) -> None:
        """Go out of the parent, and take along what the prefixes meant there."""
        if self._parent is None:
            return
        around, numbers = self._parent.nsmap, self.document.numbers
        del self._parent._children[self._parent.index(self)]
        self._parent = None
        self.document.numbers = numbers
        self._declare_what_is_used(around, self.nsmap)

    def _declare_what_is_used(self, around: Scope, own: Scope) -> None:
        """Declare on this element what its names need from outside it."""
        known = {XML, *own.values()}
        for each in self.iter():
            if not isinstance(each.tag, str):
                continue
            known |= set(each.declared.values())
            for name in (each.tag, *each.attrib):
                space = space_of(name)
                if space and space not in known:
                    known.add(space)
                    prefixed = next(
                        (prefix for prefix, uri in around.items() if uri == space and prefix), None
                    )
                    self.declared[prefixed or self.new_prefix(space, self.declared)] = space

    def _settle_in(self) -> None:
        """Let go of declarations that the parent has already, as lxml does; names that used them take the parent's prefix."""
        assert self._parent is not None
        around: dict[str, str | None] = {}
        prefixed: dict[str, str | None] = {}
        for prefix, uri in self._parent.nsmap.items():
            around.setdefault(uri, prefix)
            if prefix:
                prefixed.setdefault(uri, prefix)
        gone: set[str] = set()
        for each in self.iter():
            if isinstance(each.tag, str):
                known = {uri for uri in each.declared.values() if uri in around}
                if known:
                    gone |= known
                    each.declared = {prefix: uri for prefix, uri in each.declared.items() if uri not in known}
                if (space := space_of(each.tag)) in gone:
                    each.hint = around[space]
                for name in each.hints if gone else ():
                    each.hints[name] = prefixed.get(space_of(name)) or each.hints[name]

    # Names and attributes.

    @property
    def nsmap(self) -> dict[str | None, str]:
        """Return what each prefix stands for here, the nearest declaration first."""
        found: dict[str | None, str] = {}
        here: PlainElement | None = self
        while here is not None:
            for prefix, uri in here.declared.items():
                found.setdefault(prefix, uri)
            here = here._parent
        return found

    @property
    def prefix(self) -> str | None:
        """Return the prefix of the element's name."""
        return prefix_of(self, self.nsmap)

    def get(self, name: Any, default: Any = None) -> Any:
        """Return an attribute."""
        return self.attrib.get(str(name), default)

    def set(self, name: Any, value: str) -> None:
        """Set an attribute."""
        spelt = str(name)
        self.attrib[spelt] = speakable(value)
        self._declare_attribute(spelt)

    def _declare_attribute(self, name: str) -> None:
        space = space_of(name)
        if space and space != XML:
            around = self.nsmap
            known = next((prefix for prefix, uri in around.items() if prefix and uri == space), None)
            if known is None:
                known = self.new_prefix(space, around)
                self.declared[known] = space
            self.hints[name] = known

    def new_prefix(self, space: str, around: Scope) -> str:
        """Return a prefix for a namespace that has none."""
        usual = USUAL.get(space)
        if usual and usual not in around:
            return usual
        return next(name for number in self.document.numbers if (name := f"ns{number}") not in around)

    def keys(self) -> list[str]:
        """Return the names of the attributes."""
        return list(self.attrib)

    def items(self) -> list[tuple[str, str]]:
        """Return the attributes."""
        return list(self.attrib.items())

    # Where it stands, and what stands round it.

    def getparent(self) -> PlainElement | None:
        """Return what the element stands in."""
        return self._parent

    def getroottree(self) -> ElementTree:
        """Return the document."""
        return ElementTree(self._top())

    def __deepcopy__(self, _known: dict[int, Any]) -> PlainElement:
        made = self._copied()
        made.tail = self._tail
        made._declare_what_it_takes_along(self)
        return made

    def __copy__(self) -> PlainElement:  # lxml copies whole, too
        return self.__deepcopy__({})

    def _copied(self) -> PlainElement:
        made = PlainElement(self.tag, dict(self.attrib), dict(self.declared), text=self._text)
        made.hint, made.hints, made.target = self.hint, dict(self.hints), self.target
        for each in self._children:
            inner = each._copied()
            inner._tail, inner._parent = each._tail, made
            made._children.append(inner)
        return made

    def _declare_what_it_takes_along(self, origin: PlainElement) -> None:
        """Declare on a copy the prefixes of its names as they stood round the original."""
        around = {} if origin._parent is None else origin._parent.nsmap
        for each in self.iter():
            if isinstance(each.tag, str):
                inside = each.nsmap
                for name in (each.tag, *each.attrib):
                    space, is_tag = space_of(name), name is each.tag
                    if (
                        not space
                        or space == XML
                        or any(uri == space and (is_tag or prefix) for prefix, uri in inside.items())
                    ):
                        continue
                    hint = each.hint if is_tag else each.hints.get(name)
                    prefixes = [
                        prefix for prefix, uri in around.items() if uri == space and (is_tag or prefix)
                    ]
                    self.declared[hint if hint in prefixes else prefixes[0]] = space
                    inside = each.nsmap


def prefix_of(element: PlainElement, scope: Scope, name: str = "") -> str | None:
    """Return the prefix that stands for the namespace of an element, or of an attribute of that name."""
    space = space_of(name or element.tag)
    if not space:
        return None
    if space == XML:
        return "xml"
    hint = element.hints.get(name) if name else element.hint
    if scope.get(hint) == space and (hint or not name):
        return hint
    return next((prefix for prefix, uri in scope.items() if uri == space and (prefix or not name)), None)

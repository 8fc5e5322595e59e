"""The structure of a tagged PDF: its elements in reading order, and which element each number on a page belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

__all__ = [
    "children",
    "drop_empty_paragraphs",
    "elements",
    "kind",
    "next_key",
    "owned_numbers",
    "remove",
    "rows_of",
    "says_something",
]

_PARAGRAPHS: Final = {"P", "Span", "H1", "H2", "H3", "H4", "H5", "H6"}


def children(element: Any) -> list[Any]:
    """Return the elements, and the numbers of content, directly below an element."""
    import pikepdf

    below = element.get("/K")
    if below is None:
        return []
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def elements(root: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each element below `root` with the one that holds it, in reading order."""
    import pikepdf

    waiting = [(child, root) for child in reversed(children(root))]
    while waiting:
        element, parent = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element, parent
            waiting += [(child, element) for child in reversed(children(element))]


def kind(element: Any, roles: Any) -> str:
    """Return the standard kind of an element, as "P" for LibreOffice's own "Standard"."""
    own = str(element.S)
    for _ in range(8):  # a role may lead to another
        if own not in roles:
            break
        own = str(roles[own])
    return own.removeprefix("/")


def says_something(element: Any) -> bool:
    """Return whether any content is below an element."""
    import pikepdf

    for child in children(element):
        if not isinstance(child, pikepdf.Dictionary) or "/S" not in child or says_something(child):
            return True
    return False


def rows_of(table: Any, roles: Any) -> list[Any]:
    """Return the rows of a table, those of its head, body and foot too."""
    import pikepdf

    found = []
    for child in children(table):
        if not isinstance(child, pikepdf.Dictionary) or "/S" not in child:
            continue
        of = kind(child, roles)
        if of == "TR":
            found.append(child)
        elif of in ("THead", "TBody", "TFoot"):
            found += rows_of(child, roles)
    return found


def next_key(pdf: Any) -> int:
    """Return a key of the list of owners that is free, and take it."""
    import pikepdf

    root = pdf.Root.StructTreeRoot
    used = max((int(key) for key in pikepdf.NumberTree(root.ParentTree)), default=-1)
    key = max(used + 1, int(root.get("/ParentTreeNextKey", 0)))
    root.ParentTreeNextKey = key + 1
    return key


def remove(element: Any, parent: Any) -> None:
    """Take an element out of the one that holds it."""
    import pikepdf

    parent.K = pikepdf.Array([child for child in children(parent) if child != element])


def owned_numbers(pdf: Any, page: Any) -> Any:
    """Return the list that says which element each number of a page belongs to; make one where the page has none."""
    import pikepdf

    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    key = page.obj.get("/StructParents")
    if key is None:
        key = page.obj.StructParents = next_key(pdf)
    if int(key) not in tree:
        tree[int(key)] = pdf.make_indirect(pikepdf.Array())
    return tree[int(key)]


def drop_empty_paragraphs(pdf: Any) -> None:
    """Take out the paragraphs in which nothing stands, over which a reader would stumble, and name the notes."""
    import pikepdf

    root = pdf.Root.StructTreeRoot
    roles = root.get("/RoleMap", {})
    for element, parent in list(elements(root)):
        of = kind(element, roles)
        if of in _PARAGRAPHS and not children(element) and not {"/Alt", "/ActualText"} & set(element.keys()):
            remove(element, parent)
    notes = [element for element, _ in elements(root) if kind(element, roles) == "Note"]
    for number, note in enumerate(notes, start=1):
        note.ID = note.get("/ID") or pikepdf.String(f"note-{number}")

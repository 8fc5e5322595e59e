"""The structure of a tagged PDF: its elements in reading order, and which element each number on a page belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["children", "elements", "kind", "owned_numbers", "remove", "rows_of", "says_something"]


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


def remove(element: Any, parent: Any) -> None:
    """Take an element out of the one that holds it."""
    import pikepdf

    parent.K = pikepdf.Array([child for child in children(parent) if child != element])


def owned_numbers(pdf: Any, page: Any) -> Any:
    """Return the list that says which element each number of a page belongs to; make one where the page has none."""
    import pikepdf

    root = pdf.Root.StructTreeRoot
    tree = pikepdf.NumberTree(root.ParentTree)
    key = page.obj.get("/StructParents")
    if key is None:
        key = int(root.get("/ParentTreeNextKey", max(tree.keys(), default=-1) + 1))
        page.obj.StructParents = key
        root.ParentTreeNextKey = key + 1
    if int(key) not in tree:
        tree[int(key)] = pdf.make_indirect(pikepdf.Array())
    return tree[int(key)]

"""lxml's trees; where there is no lxml, as in a browser, our own, which give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["etree"]

if TYPE_CHECKING:
    from lxml import etree
else:
    try:
        from lxml import etree
    except ImportError:
        from xlscore.ooxml.xml import plain_trees as etree

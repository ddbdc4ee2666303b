"""The structure tree: what a screen reader walks through.

An element owns marked content on one or more pages; the parent tree leads back from the content to its
element. Leaves of long tables are written by `table_rows` itself, because an object for each cell would cost
too much.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from reports.kit.objects import ObjectWriter
from reports.kit.plain_text import text_string

Box = tuple[float, float, float, float]
_LINK_SCHEMES = ("https://", "http://", "mailto:", "tel:")


class Element:
    """One element: its number in the file, its tag, and what it holds so far."""

    __slots__ = ("extra", "kids", "number", "page", "parent", "tag")

    def __init__(self, number: int, parent: int, tag: str, extra: str) -> None:
        self.number = number
        self.parent = parent
        self.tag = tag
        self.extra = extra
        self.kids: list[str] = []
        self.page = 0


class StructureTree:
    """All elements of one document."""

    def __init__(self, writer: ObjectWriter) -> None:
        self.writer = writer
        self.page = 0  # object number of the page being drawn
        self.owners: list[int] = []  # of the marked content of this page, in order
        self._elements: list[Element] = []
        self._parent_tree: list[int] = []
        self._links: list[tuple[int, int, str]] = []
        self._identified: list[Element] = []
        self.number = writer.reserve()
        self.column_scope = self._shared_attribute("<</O/Table/Scope/Column>>")
        self.row_scope = self._shared_attribute("<</O/Table/Scope/Row>>")
        self.root = self._new(self.number, "Document", "")

    def _shared_attribute(self, body: str) -> str:
        number = self.writer.reserve()
        self.writer.add(number, body)
        return f"/A {number} 0 R"

    def _new(self, parent: int, tag: str, extra: str) -> Element:
        element = Element(self.writer.reserve(), parent, tag, extra)
        self._elements.append(element)
        return element

    def add(self, parent: Element, tag: str, extra: str = "") -> Element:
        """A new last child. `extra`: further dictionary entries, such as `/Alt` or `/A`."""
        element = self._new(parent.number, tag, extra)
        parent.kids.append(f"{element.number} 0 R")
        return element

    def identified(self, parent: Element, tag: str) -> Element:
        """A new last child that has a name of its own in the file, as a Note must (ISO 14289-1, 7.9)."""
        element = self.add(parent, tag)
        element.extra = f"/ID({tag}-{element.number:07d})"
        self._identified.append(element)
        return element

    def mark(self, element: Element) -> str:
        """The operator that opens marked content of this element on this page; `EMC` closes it."""
        content = len(self.owners)
        element.page = element.page or self.page
        on_page = f"<</Type/MCR/Pg {self.page} 0 R/MCID {content}>>"
        element.kids.append(str(content) if self.page == element.page else on_page)
        self.owners.append(element.number)
        return f"/{element.tag}<</MCID {content}>>BDC"

    def annotate(self, element: Element, box: Box, url: str, text: str) -> int:
        """A link over `box` on this page; returns the number of its annotation."""
        number = self.writer.reserve()
        element.kids.append(f"<</Type/OBJR/Pg {self.page} 0 R/Obj {number} 0 R>>")
        rectangle = " ".join(f"{value:.2f}" for value in box)
        body = (
            f"<</Type/Annot/Subtype/Link/Rect[{rectangle}]/Border[0 0 0]/F 4"
            f"/Contents {text_string(text)}/A<</S/URI/URI({url})>>"
        )
        self._links.append((number, element.number, body))
        return number

    def end_page(self) -> int:
        """Write which element owns which content of this page; returns the page's key in the parent tree."""
        number = self.writer.reserve()
        self.writer.add(number, "[" + " ".join(_references(self.owners)) + "]")
        self._parent_tree.append(number)
        self.owners = []
        return len(self._parent_tree) - 1

    def write(self) -> None:
        """Write the links, the elements and the tree."""
        for key, (number, owner, body) in enumerate(self._links, len(self._parent_tree)):
            self.writer.add(number, f"{body}/StructParent {key}>>")
            self._parent_tree.append(owner)
        for e in self._elements:
            page = f"/Pg {e.page} 0 R" if e.page else ""
            self.writer.add(e.number, f"<</S/{e.tag}/P {e.parent} 0 R{page}{e.extra}/K[{' '.join(e.kids)}]>>")
        numbers = " ".join(f"{key} {number} 0 R" for key, number in enumerate(self._parent_tree))
        self.writer.add(
            self.number,
            f"<</Type/StructTreeRoot/K {self.root.number} 0 R/ParentTreeNextKey {len(self._parent_tree)}"
            f"/ParentTree<</Nums[{numbers}]>>{self._names()}>>",
        )

    def _names(self) -> str:
        """The way from the names to their elements; numbers of one length keep them in their order."""
        names = " ".join(f"{each.extra.removeprefix('/ID')} {each.number} 0 R" for each in self._identified)
        return f"/IDTree<</Names[{names}]>>" if names else ""


def _references(numbers: Iterable[int]) -> list[str]:
    return [f"{number} 0 R" for number in numbers]


def safe_link(url: str) -> str:
    """The address as it may stand in a file, or "" when a document must not link to it."""
    url = url.strip()
    if not url.lower().startswith(_LINK_SCHEMES):
        return ""
    return quote(url, safe="%/:=&?~#+!$,;'@*[]-._", errors="replace")

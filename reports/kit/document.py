"""A tagged document: pages that leave memory when they end, and everything that the file needs besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from reports.kit.document_fonts import DocumentFonts
from reports.kit.fonts import FontSet
from reports.kit.objects import FAST, ObjectWriter
from reports.kit.outline import Outline
from reports.kit.page import Page
from reports.kit.structure import StructureTree
from reports.kit.typesetting import Typesetter


class _Sheet(NamedTuple):
    """What must be remembered of a page that has been written."""

    number: int
    closing: int  # number of its second content stream, drawn when all pages are known
    size: tuple[float, float]


class Document:
    """One file being written."""

    def __init__(self, out: BinaryIO, faces: FontSet) -> None:
        self.writer = ObjectWriter(out)
        self.structure = StructureTree(self.writer)
        self.fonts = DocumentFonts(self.writer)
        self.typesetter = Typesetter(faces, self.fonts)
        self.outline = Outline()
        self._resources = self.writer.reserve()
        self._tree = self.writer.reserve()
        self._images: dict[bytes, tuple[str, int]] = {}
        self._sheets: list[_Sheet] = []
        self._page: Page | None = None

    @property
    def page_count(self) -> int:
        """Pages begun so far."""
        return len(self._sheets)

    def start_page(self, size: tuple[float, float]) -> Page:
        """End the page before, begin a new one."""
        self._end_page()
        sheet = _Sheet(self.writer.reserve(), self.writer.reserve(), size)
        self._sheets.append(sheet)
        self.structure.page = sheet.number
        self._page = Page(self.structure, self.typesetter, self.image, size, sheet.number)
        return self._page

    def _end_page(self) -> None:
        page, self._page = self._page, None
        if page is None:
            return
        sheet, content = self._sheets[-1], self.writer.reserve()
        self.writer.stream(content, _encoded(page), level=FAST)
        links = " ".join(f"{number} 0 R" for number in page.annotations)
        self.writer.add(
            sheet.number,
            f"<</Type/Page/Parent {self._tree} 0 R/MediaBox[0 0 {page.width} {page.height}]"
            f"/Resources {self._resources} 0 R/Contents[{content} 0 R {sheet.closing} 0 R]"
            f"/Tabs/S/StructParents {self.structure.end_page()}" + (f"/Annots[{links}]>>" if links else ">>"),
        )

    def finish_pages(self, draw: Callable[[Page, int, int], None]) -> None:
        """End the last page and let `draw(page, number, count)` add artifacts to every page."""
        self._end_page()
        for position, sheet in enumerate(self._sheets, 1):
            page = Page(self.structure, self.typesetter, self.image, sheet.size, sheet.number)
            draw(page, position, len(self._sheets))
            self.writer.stream(sheet.closing, _encoded(page), level=FAST)

    def image(self, key: bytes, write: Callable[[ObjectWriter], int]) -> str:
        """The resource name of an image; `write` is called once for each key."""
        if key not in self._images:
            self._images[key] = f"/I{len(self._images) + 1}", write(self.writer)
        return self._images[key][0]

    def write_pages(self) -> int:
        """Write the fonts, the resources and the list of pages; returns its number. Call `finish_pages`
        before.
        """
        fonts = self.fonts.write()
        images = "".join(f"{name} {number} 0 R" for name, number in self._images.values())
        self.writer.add(self._resources, f"<</Font{fonts}/XObject<<{images}>>>>")
        kids = " ".join(f"{sheet.number} 0 R" for sheet in self._sheets)
        self.writer.add(self._tree, f"<</Type/Pages/Count {len(self._sheets)}/Kids[{kids}]>>")
        return self._tree


def _encoded(page: Page) -> bytes:
    return "\n".join(page.code).encode("latin-1")

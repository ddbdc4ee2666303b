"""Blocks one below the other, page after page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from reports.kit.document import Document
from reports.kit.page import Page
from reports.kit.structure import Element


@dataclass(frozen=True)
class Frame:
    """The part of a page that is for blocks: left edge, width, top and bottom, in points."""

    x: float
    width: float
    top: float
    bottom: float


class PageTemplate(Protocol):
    """What stands on every page around the blocks."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in points."""

    def begin(self, page: Page, number: int) -> Frame:
        """Draw what belongs above the blocks of page `number`; returns the room for the blocks."""

    def close(self, page: Page) -> None:
        """Draw what stands below the blocks of the last page only."""

    def end(self, page: Page, number: int, count: int) -> None:
        """Draw what needs the number of pages; called for every page when all are known."""


class Block(Protocol):
    """A piece of a document. A block is a plain value: it can be placed any number of times."""

    @property
    def keep_with_next(self) -> bool:
        """Whether the next block must begin on the same page."""

    def least_height(self, flow: Flow) -> float:
        """How much room it needs to begin here rather than on the next page."""

    def place(self, flow: Flow) -> None:
        """Draw itself from `flow.y` downwards, over as many pages as it takes."""


class Flow:
    """Where drawing stands: the page, the room on it, and the height `y` reached so far."""

    def __init__(self, document: Document, template: PageTemplate) -> None:
        self.document = document
        self.tree = document.structure
        self.parent: Element = document.structure.root  # new elements become its children
        self.heading_level = 0
        self._template = template
        self.new_page()

    def new_page(self) -> None:
        """Go to the top of a new page."""
        self.page = self.document.start_page(self._template.size)
        self.frame = self._template.begin(self.page, self.document.page_count)
        self.y = self.frame.top
        self.untouched = True

    @property
    def room(self) -> float:
        """Points left above the bottom of this page."""
        return self.y - self.frame.bottom

    def need(self, height: float) -> None:
        """Go to a new page unless so much is left here, or nothing is on this page yet."""
        if height > self.room + 0.01 and not self.untouched:
            self.new_page()

    def use(self, height: float) -> float:
        """Take the next stretch; returns its upper edge."""
        top, self.y, self.untouched = self.y, self.y - height, False
        return top

    def gap(self, height: float) -> None:
        """White space, which never stands at the top of a page."""
        if not self.untouched:
            self.y -= height

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """New elements become children of this one."""
        before, self.parent = self.parent, element
        yield
        self.parent = before

    def place_all(self, blocks: Sequence[Block]) -> None:
        """Place the blocks in order; a heading never stays behind alone."""
        for position, block in enumerate(blocks):
            needed = block.least_height(self)
            following = position
            while blocks[following].keep_with_next and following + 1 < len(blocks):
                following += 1
                needed += blocks[following].least_height(self)
            if position == 0 or not blocks[position - 1].keep_with_next:
                self.need(min(needed, self.frame.top - self.frame.bottom))
            block.place(self)

    def finish(self) -> None:
        """Draw what needed to know the last page, and what needed the number of pages."""
        self._template.close(self.page)
        self.document.finish_pages(self._template.end)

"""The pages of a report: A4 upright or across, a running title above, control lines and the page number
below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reports.kit.flow import Frame
from reports.kit.genuine import GenuineMark, draw_mark, room_of
from reports.kit.page import A4, MM, Page
from reports.kit.running import draw_footer, draw_running_title, draw_watermark

Orientation = Literal["portrait", "landscape"]
MARGIN = {"portrait": 20.0, "landscape": 16.0}
HEAD_BASE, TOP, BOTTOM = 13.0, 22.0, 26.0


class ReportTemplate:
    """The pages of a report."""

    def __init__(
        self,
        orientation: Orientation,
        running_title: str,
        footer_lines: Sequence[str] = (),
        *,
        running_note: str = "",
        watermark: str = "",
        mark: GenuineMark | None = None,
    ) -> None:
        self.size = A4 if orientation == "portrait" else (A4[1], A4[0])
        self._margin = MARGIN[orientation] * MM
        self._running_title = running_title
        self._running_note = running_note
        self._footer_lines = footer_lines
        self._watermark = watermark
        self._mark = mark

    def begin(self, page: Page, number: int) -> Frame:
        """The running title on every page."""
        left, right = self._margin, page.width - self._margin
        draw_watermark(page, self._watermark)
        base = page.height - HEAD_BASE * MM
        draw_running_title(page, self._running_title, self._running_note, left, right, base)
        return Frame(left, right - left, page.height - TOP * MM, BOTTOM * MM)

    def close(self, page: Page) -> None:
        """On the last page how to find out that the report is genuine."""
        draw_mark(page, self._mark, self._margin, page.width - self._margin)

    def end(self, page: Page, number: int, count: int) -> None:
        """Control lines and the page number."""
        right, room = page.width - self._margin, room_of(self._mark, is_last=number == count)
        draw_footer(page, self._footer_lines, number, count, self._margin, right, room)

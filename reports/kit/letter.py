"""A letter after DIN 5008 (2020), form B: window address, information block, fold marks.

All measures are millimetres from the upper left corner of the sheet, as in the standard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.kit.flow import Frame
from reports.kit.genuine import GenuineMark, draw_mark, room_of
from reports.kit.line_breaking import Line, as_runs, break_lines
from reports.kit.page import A4, MM, PAGINATION, Page
from reports.kit.painting import LinePainter, TextStyle
from reports.kit.pictures import PixelImage, UnreadableImage
from reports.kit.plain_text import clean_text, text_string
from reports.kit.running import draw_footer, draw_watermark

LEFT, RIGHT = 25.0, 20.0  # margins
SENDER_TOP, ADDRESS_TOP, ADDRESS_BOTTOM = 57.7, 62.7, 90.0
ADDRESS_WIDTH = 80.0
INFO_LEFT, INFO_TOP, INFO_WIDTH, INFO_LABEL = 125.0, 50.0, 65.0, 29.0
INFO_BOTTOM, MOST_INFO_LINES = 150.0, 6
TEXT_TOP, TEXT_BOTTOM = 98.46, 26.0
FOLLOWING_TOP = 30.0
FOLD_MARKS, HOLE_MARK = (105.0, 210.0), 148.5
HEADER_BASE = 20.0
ADDRESS_SIZES = (10.5, 9.5, 8.5, 7.5, 6.5)


@dataclass(frozen=True)
class Letterhead:
    """Who writes to whom.

    `sender`: the office, its first line is printed large; `sender_line`: the return address above the window;
    `address_lines`: the addressee; `info`: pairs for the information block, such as ("Aktenzeichen",
    "LT-2027-0042"); `footer_lines`: contact and bank of the office; `logo`: PNG or JPEG, with `logo_alt` as
    its meaning.
    """

    sender: Sequence[str]
    address_lines: Sequence[str]
    sender_line: str = ""
    info: Sequence[tuple[str, str]] = ()
    footer_lines: Sequence[str] = ()
    logo: bytes = b""
    logo_alt: str = ""


class LetterTemplate:
    """The pages of a letter."""

    size = A4

    def __init__(
        self,
        letterhead: Letterhead,
        running_title: str,
        watermark: str = "",
        mark: GenuineMark | None = None,
    ) -> None:
        self._head = letterhead
        self._mark = mark
        self._running_title = clean_text(running_title).replace("\n", " ")
        self._watermark = watermark

    def begin(self, page: Page, number: int) -> Frame:
        """The first page has the letterhead, the following ones a line that says where they belong."""
        draw_watermark(page, self._watermark)
        frame = Frame(LEFT * MM, A4[0] - (LEFT + RIGHT) * MM, _y(FOLLOWING_TOP), TEXT_BOTTOM * MM)
        if number > 1:
            self._draw_running_head(page)
            return frame
        self._draw_marks(page)
        self._draw_sender(page)
        self._draw_address(page)
        return replace(frame, top=min(_y(TEXT_TOP), self._draw_info(page) - 14))

    def close(self, page: Page) -> None:
        """On the last page how to find out that the letter is genuine."""
        draw_mark(page, self._mark, LEFT * MM, A4[0] - RIGHT * MM)

    def end(self, page: Page, number: int, count: int) -> None:
        """Contact lines and the page number."""
        room = room_of(self._mark, is_last=number == count)
        draw_footer(page, self._head.footer_lines, number, count, LEFT * MM, A4[0] - RIGHT * MM, room)

    def _draw_running_head(self, page: Page) -> None:
        style = TextStyle(size=8, leading=10, grey=0.35)
        lines = _lines(page, self._running_title, 165 * MM, style)[:1]
        with_rule = _y(HEADER_BASE + 3)
        LinePainter(page.structure, None, style).paint(page, lines, LEFT * MM, _y(HEADER_BASE - 3), 165 * MM)
        with page.artifact(PAGINATION):
            page.rule(LEFT * MM, with_rule, A4[0] - RIGHT * MM, with_rule, width=0.3, grey=0.7)

    def _draw_marks(self, page: Page) -> None:
        with page.artifact():
            for height in FOLD_MARKS:
                page.rule(4 * MM, _y(height), 8 * MM, _y(height), width=0.3, grey=0.5)
            page.rule(4 * MM, _y(HOLE_MARK), 10 * MM, _y(HOLE_MARK), width=0.3, grey=0.5)

    def _draw_sender(self, page: Page) -> None:
        """The office at the top, its logo to the right."""
        top = _y(14)
        for position, text in enumerate(list(self._head.sender)[:4]):
            style = (
                TextStyle(size=14, leading=18, bold=True)
                if position == 0
                else TextStyle(size=9.5, leading=13)
            )
            lines = _lines(page, text, 120 * MM, style)[:1]
            _paragraph(page, lines, style, LEFT * MM, top, 120 * MM)
            top -= style.leading
        if self._head.logo:
            self._draw_logo(page)

    def _draw_logo(self, page: Page) -> None:
        try:
            picture = PixelImage(self._head.logo)
            width, height = picture.size
        except UnreadableImage:
            return  # the letter is complete without it
        scale = min(40 * MM / width, 25 * MM / height)
        width, height = width * scale, height * scale
        x, y = A4[0] - RIGHT * MM - width, _y(12) - height
        box = f"{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}"
        alt = text_string(clean_text(self._head.logo_alt or "Logo"))
        extra = f"/Alt {alt}/A<</O/Layout/Placement/Block/BBox[{box}]>>"
        with page.content(page.structure.add(page.structure.root, "Figure", extra)):
            picture.draw(page, x, y, width, height)

    def _draw_address(self, page: Page) -> None:
        """Sender line and addressee inside the window; long addresses get smaller letters."""
        width = ADDRESS_WIDTH * MM
        if self._head.sender_line:
            style = TextStyle(size=6.5, leading=8.5, grey=0.3)
            lines = _lines(page, self._head.sender_line, width, style)[:1]
            _paragraph(page, lines, style, LEFT * MM, _y(SENDER_TOP), width)
            with page.artifact():
                y = _y(SENDER_TOP) - style.leading - 0.5
                page.rule(LEFT * MM, y, LEFT * MM + width, y, width=0.3, grey=0.5)
        text = "\n".join(line for line in self._head.address_lines if line.strip())
        if text:
            lines, style = self._fitting_address(page, text, width)
            _paragraph(page, lines, style, LEFT * MM, _y(ADDRESS_TOP), width)

    def _fitting_address(self, page: Page, text: str, width: float) -> tuple[list[Line], TextStyle]:
        room = (ADDRESS_BOTTOM - ADDRESS_TOP) * MM
        for size in ADDRESS_SIZES:
            style = TextStyle(size=size, leading=size * 1.22)
            lines = _lines(page, text, width, style)
            if len(lines) * style.leading <= room:
                return lines, style
        most = int(room // style.leading)
        return [*lines[: most - 1], *_lines(page, "…", width, style)], style

    def _draw_info(self, page: Page) -> float:
        """The information block, shortened where it is endless; returns the height of its lower end."""
        style, top = TextStyle(size=9, leading=12), _y(INFO_TOP)
        label_style = replace(style, grey=0.35)
        for label, value in self._head.info:
            if top < _y(INFO_BOTTOM):
                break  # the letter itself must still begin on this page
            labels = _lines(page, label.rstrip(":") + ": ", INFO_LABEL * MM - 4, label_style)
            values = _lines(page, value, (INFO_WIDTH - INFO_LABEL) * MM, style)
            if len(values) > MOST_INFO_LINES:
                values = [*values[: MOST_INFO_LINES - 1], *_lines(page, "…", 99, style)]
            labels = labels[:MOST_INFO_LINES]
            element = page.structure.add(page.structure.root, "P")
            x = INFO_LEFT * MM
            LinePainter(page.structure, element, label_style).paint(page, labels, x, top, INFO_LABEL * MM)
            LinePainter(page.structure, element, style).paint(page, values, x + INFO_LABEL * MM, top, 1)
            top -= max(len(labels), len(values)) * style.leading + 1
        return top


def _y(from_top: float) -> float:
    """Millimetres from the upper edge as points from the lower one."""
    return A4[1] - from_top * MM


def _lines(page: Page, text: str, width: float, style: TextStyle) -> list[Line]:
    return break_lines(as_runs(text, bold=style.bold), width, style.size, page.typesetter)


def _paragraph(page: Page, lines: list[Line], style: TextStyle, x: float, top: float, width: float) -> None:
    element = page.structure.add(page.structure.root, "P")
    LinePainter(page.structure, element, style).paint(page, lines, x, top, width)

"""What the last page says on how to find out that a document is genuine: number, code, and a QR code."""

from __future__ import annotations

from dataclasses import dataclass

from reports.kit.line_breaking import Run, break_lines
from reports.kit.linear_qr import QUIET_ZONE, draw_modules, modules_of
from reports.kit.page import MM, Page
from reports.kit.painting import LinePainter, TextStyle
from reports.kit.plain_text import text_string
from reports.kit.running import FOOTER_LEADING, FOOTER_SIZE, FOOTER_TOP, WHOLE, FooterRoom

WIDTH = 16 * MM  # with its quiet zone; a module of 0.35 mm, which printers and telephones still hold apart
ALT = "QR-Code: führt auf die Seite, die sagt, ob dieses Dokument echt ist"
CHECK_HERE = "Echtheit prüfen: "
STYLE = TextStyle(size=FOOTER_SIZE, leading=FOOTER_LEADING, grey=0.3)
LINES_ABOVE = 2  # the footer's own


@dataclass(frozen=True)
class GenuineMark:
    """Number and code as they are printed, and where they are checked.

    `page` is the address of the form, `head + tail` that of this document's answer, split where documents
    begin to differ; all in ASCII.
    """

    number: str
    code: str
    page: str
    head: str
    tail: str

    @property
    def address(self) -> str:
        """Where the QR code leads."""
        return self.head + self.tail


def room_of(mark: GenuineMark | None, *, is_last: bool) -> FooterRoom:
    """What the mark leaves of the footer."""
    return FooterRoom(LINES_ABOVE, WIDTH) if mark and is_last else WHOLE


def draw_mark(page: Page, mark: GenuineMark | None, left: float, right: float) -> None:
    """Two lines below those of the footer at the left, the QR code at the right; both for the ear too."""
    if mark is None:
        return
    tree = page.structure
    width = right - left - WIDTH
    top = FOOTER_TOP - LINES_ABOVE * FOOTER_LEADING - 3.35  # on the base lines of the footer
    shown = mark.page.partition("://")[2]
    runs = (
        Run(f"Nummer {mark.number} · Prüfcode {mark.code}\n{CHECK_HERE}"),
        Run(shown, url=mark.page),
    )
    lines = break_lines(runs, width, STYLE.size, page.typesetter)
    LinePainter(tree, tree.add(tree.root, "P"), STYLE).paint(page, lines[:2], left, top, width)
    modules = modules_of(mark.head, mark.tail)
    # The dark edge, and not the white one, stands on the margin.
    x = right - WIDTH + QUIET_ZONE * WIDTH / (modules.side + 2 * QUIET_ZONE)
    y = FOOTER_TOP - 0.6 - WIDTH
    box = f"{x:.2f} {y:.2f} {x + WIDTH:.2f} {y + WIDTH:.2f}"
    extra = f"/Alt {text_string(ALT)}/A<</O/Layout/Placement/Block/BBox[{box}]>>"
    with page.content(tree.add(tree.root, "Figure", extra)):
        draw_modules(page, modules, x, y, WIDTH)

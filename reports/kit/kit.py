"""The facade: everything the authors of documents use. See `reports.kit` for an example."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reports.kit.beside import Beside
from reports.kit.document import Document
from reports.kit.figures import FigureBlock, Picture
from reports.kit.finish import Attachment, finish
from reports.kit.fitted_table import FittedTable
from reports.kit.flow import Block, Flow, PageTemplate
from reports.kit.fonts import FontFiles, load_fonts
from reports.kit.footnotes import FootnotesBlock
from reports.kit.furniture import PageBreak, SignatureBlock, SpacerBlock
from reports.kit.genuine import GenuineMark
from reports.kit.glue_field import GlueField
from reports.kit.letter import Letterhead, LetterTemplate
from reports.kit.line_breaking import Run, Text, as_runs
from reports.kit.metadata import Meta
from reports.kit.page import MM
from reports.kit.painting import Align, TextStyle
from reports.kit.pictures import PixelImage, QrCode, UnreadableImage, bar_chart
from reports.kit.plain_text import clean_text
from reports.kit.report_page import Orientation, ReportTemplate
from reports.kit.table_cells import Cells, TableStyle
from reports.kit.tables import Column, Group, TableBlock
from reports.kit.text import HEADINGS, ListBlock, NoticeBlock, TextBlock

FACTS_STYLE = TableStyle(size=9.5, leading=12.5, pad_x=3, pad_y=2.2, label_grey=0.3)


class Kit:
    """Makes blocks out of plain values, and files out of blocks.

    No method ever interprets text: `<b>` is shown as `<b>`. Text is a string, a `Run`, or a sequence of
    both; a line feed begins a new line. Blocks are plain values and can be rendered any number of times; the
    same blocks with the same `Meta` give the same bytes.
    """

    def __init__(self, fonts: FontFiles) -> None:
        self._faces = load_fonts(fonts)

    # Runs: parts of a text

    def bold(self, text: str) -> Run:
        """Bold text inside a paragraph."""
        return Run(text, bold=True)

    def link(self, text: str, url: str) -> Run:
        """Text that leads to a web, mail or telephone address; any other address leaves it plain text."""
        return Run(text, url=url)

    def foreign(self, text: str, lang: str) -> Run:
        """Text in another language ("uk", "ar", "en"), so that screen readers change their voice."""
        return Run(text, lang=lang)

    # Blocks: parts of a document

    def heading(self, text: Text, level: int = 1) -> Block:
        """A heading of level 1 to 3. It becomes a bookmark and stays on the page of what follows."""
        shown = min(max(level, 1), 3)
        return TextBlock(as_runs(text, bold=True), HEADINGS[shown], level=max(level, 1), keep_with_next=True)

    def paragraph(
        self,
        text: Text,
        *,
        align: Align = "left",
        space_after: float = 7,
        small: bool = False,
        keep_with_next: bool = False,
    ) -> Block:
        """Running text; `space_after` in points. Arabic paragraphs run from right to left by themselves.

        `keep_with_next`: the next block begins on the same page, as lines to sign on should after the
        greeting.
        """
        size, leading = (8.5, 11.5) if small else (10.0, 14.0)
        style = TextStyle(size=size, leading=leading, align=align, after=space_after)
        return TextBlock(as_runs(text), style, keep_with_next=keep_with_next)

    def bullets(self, items: Sequence[Text]) -> Block:
        """A list with bullets."""
        return ListBlock(tuple(as_runs(item) for item in items))

    def numbered(self, items: Sequence[Text]) -> Block:
        """A list with the numbers 1, 2, 3."""
        return ListBlock(tuple(as_runs(item) for item in items), numbered=True)

    def footnotes(self, notes: Sequence[Text]) -> Block:
        """What the marks ¹, ², ³ (`mark_of`) in a table or a text stand for, below it, in their order."""
        return FootnotesBlock(tuple(as_runs(note) for note in notes))

    def facts(self, pairs: Sequence[tuple[str, str]], *, label_share: float = 0.32) -> Block:
        """Labels and their values, one pair a line. The labels are row headers."""
        columns = (Column("", label_share, row_header=True), Column("", 1 - label_share))
        return TableBlock(
            columns, (Group("", [list(pair) for pair in pairs]),), style=FACTS_STYLE, headed=False
        )

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]] = (),
        *,
        summary: str = "",
        total: Cells | None = None,
        groups: Sequence[Group] = (),
        size: float = 8.5,
    ) -> Block:
        """A table with a header that is repeated on every page.

        `summary`: one sentence for screen readers; `total`: a last row, in which None continues the cell to
        its left; `groups`: titled groups of rows with subtotals, instead of `rows`. Raises ValueError when a
        row does not have one cell for each column.
        """
        parts = tuple(groups) or (Group("", rows),)
        style = TableStyle(size=size, leading=size * 1.3)
        return TableBlock(tuple(columns), parts, clean_text(summary), total, style)

    def fitted_table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        endings: Sequence[Cells],
        *,
        summary: str,
        size: float = 8.0,
    ) -> Block:
        """A table that ends with the page: `endings[n]` is its last row after n rows were shown.

        Raises ValueError unless there is an ending for every number of rows, none included.
        """
        style = TableStyle(size=size, leading=size * 1.3)
        return FittedTable(tuple(columns), rows, endings, clean_text(summary), style)

    def figure(
        self,
        picture: Picture | bytes,
        alt: str,
        *,
        width_mm: float | None = None,
        height_mm: float | None = None,
        caption: Text = "",
        keep_with_next: bool = False,
    ) -> Block:
        """A drawing, or the bytes of a PNG or JPEG, with the text that says what it shows.

        `height_mm`: the most it may take of a page; a picture that stands upright gets narrower for it.
        `keep_with_next`: what explains it, such as its table, begins on the same page.
        """
        image = PixelImage(picture) if isinstance(picture, bytes) else picture
        try:
            shows_something = min(image.size) > 0
        except UnreadableImage:
            shows_something = False
        if not shows_something:
            return self.paragraph(f"[Dieses Bild kann nicht gezeigt werden: {alt}]")
        wanted = width_mm * MM if width_mm else None
        if height_mm:
            width, height = image.size
            wanted = min(wanted or width, height_mm * MM * width / height)
        return FigureBlock(
            image,
            alt,
            wanted,
            as_runs(caption) if caption else (),
            keep_with_next=keep_with_next,
        )

    def beside(self, left: Block, right: Block, *, share: float = 0.5) -> Block:
        """Two blocks side by side, read from left to right; together they must fit on a page."""
        return Beside(left, right, share)

    def bar_chart(self, bars: Sequence[tuple[str, int, str]], alt: str, *, caption: Text = "") -> Block:
        """Horizontal bars from (label, value, the value as it is written)."""
        return self.figure(bar_chart(bars), alt, caption=caption)

    def qr(self, text: str, alt: str, *, width_mm: float = 32, caption: Text = "") -> Block:
        """A QR code; text that is too long for one is printed instead."""
        code = QrCode(text, width_mm)
        return self.figure(code, alt, caption=caption) if code.fits() else self.paragraph(text)

    def notice_box(self, text: Text) -> Block:
        """A paragraph that must not be overlooked."""
        return NoticeBlock(as_runs(text))

    def signatures(self, captions: Sequence[Text]) -> Block:
        """Lines to sign on, two in a row, with captions such as "Ort, Datum"."""
        return SignatureBlock(tuple(as_runs(caption) for caption in captions))

    def glue_field(self, mark: str, note: str, *, height_mm: float) -> Block:
        """A frame to glue paper in: `mark`, a number, large in its corner, and a short note below it."""
        return GlueField(as_runs(mark, bold=True), as_runs(note), height_mm * MM)

    def spacer(self, height_mm: float = 5) -> Block:
        """White space."""
        return SpacerBlock(height_mm * MM)

    def page_break(self) -> Block:
        """The next block begins on a new page."""
        return PageBreak()

    def missing_characters(self, text: str) -> list[str]:
        """The characters that no font has and that a document would show by their names."""
        return sorted(set(clean_text(text)) - self._faces.shown)

    # Files

    def render_letter(
        self,
        blocks: Sequence[Block],
        *,
        letterhead: Letterhead,
        meta: Meta,
        attachments: Sequence[Attachment] = (),
        watermark: str = "",
        running_title: str = "",
        mark: GenuineMark | None = None,
    ) -> bytes:
        """A letter after DIN 5008 form B. The first block should be `heading(...)`: the subject line.

        `running_title` stands at the top of the pages after the first; by default the title of `meta`.
        `mark` stands in the footer of the last page and takes no room from the text.
        """
        template = LetterTemplate(letterhead, running_title or meta.title, watermark, mark)
        return self._render(blocks, template, meta, attachments)

    def render_report(
        self,
        blocks: Sequence[Block],
        *,
        meta: Meta,
        orientation: Orientation = "portrait",
        running_title: str = "",
        running_note: str = "",
        footer_lines: Sequence[str] = (),
        attachments: Sequence[Attachment] = (),
        watermark: str = "",
        mark: GenuineMark | None = None,
    ) -> bytes:
        """A report. `running_note` stands at the right of the running title, for example "Stand
        31.12.2027".
        """
        template = ReportTemplate(
            orientation,
            running_title or meta.title,
            footer_lines,
            running_note=running_note,
            watermark=watermark,
            mark=mark,
        )
        return self._render(blocks, template, meta, attachments)

    def _render(
        self, blocks: Sequence[Block], template: PageTemplate, meta: Meta, attachments: Sequence[Attachment]
    ) -> bytes:
        out = io.BytesIO()
        document = Document(out, self._faces)
        flow = Flow(document, template)
        flow.place_all(blocks)
        flow.finish()
        finish(document, meta, attachments)
        return out.getvalue()

"""A chart on paper: its heading, what it says, the drawing, and the table beneath it."""

from __future__ import annotations

from reports.catalog.report_parts import pdf_columns, shown_rows, shown_sum
from reports.charts.chart import Chart
from reports.charts.drawing import drawing_of
from reports.kit import Block, Kit

FIRST_SHARE = 2.0
PICTURE_MM = 80.0


def chart_blocks(kit: Kit, chart: Chart, *, beside: bool = False) -> list[Block]:
    """The table below its picture or, where there is little room, beside it; an empty chart is words."""
    heading = kit.heading(chart.title, level=2)
    if chart.is_empty:
        return [heading, kit.paragraph(chart.empty)]
    table = chart.table
    keep = tuple(range(len(table.columns)))
    shares = [FIRST_SHARE if column == 0 else 1.0 for column in keep]
    picture = kit.figure(
        drawing_of(chart), chart.what_is_drawn, width_mm=PICTURE_MM, keep_with_next=not beside
    )
    figures = kit.table(
        pdf_columns(table, keep, shares, headers=(0,)),
        shown_rows(table, table.rows, keep),
        summary=f"Die Zahlen zum Bild „{chart.title}“",
        total=shown_sum(table, table.sums[0], keep) if table.sums else None,
    )
    return [
        heading,
        kit.paragraph(chart.sentence, keep_with_next=True),
        *([kit.beside(picture, figures)] if beside else [picture, figures]),
        *([kit.paragraph(chart.note, small=True)] if chart.note else []),
    ]

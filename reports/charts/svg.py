"""The drawing of a chart for pages: plain attributes of SVG elements, which the template escapes.

No style attribute and no script: the policy of the pages allows none. Colours come from the style sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from reports.cells import shown
from reports.charts.chart import Chart
from reports.charts.drawing import drawing_of
from reports.contract import Table
from reports.kit import Bar, Drawing, Fill, Stroke, Words

ANCHORS: Mapping[str, str] = MappingProxyType({"left": "start", "center": "middle", "right": "end"})
FILLS: tuple[Fill, ...] = ("hatched", "dotted", "empty")
Attributes = Mapping[str, str]


@dataclass(frozen=True)
class Picture:
    """A chart as its template needs it. Shapes are painted in the order areas, lines, words."""

    chart: Chart
    width: str
    height: str
    areas: Sequence[Attributes]
    lines: Sequence[Attributes]
    words: Sequence[tuple[Attributes, str]]
    patterns: Sequence[Fill]

    @property
    def rows(self) -> list[list[dict[str, object]]]:
        """The table beneath, cell by cell, its sum last."""
        return table_cells(self.chart.table)


def picture_of(chart: Chart) -> Picture:
    """The chart ready for a page; one that is empty has nothing to paint."""
    drawing = Drawing(0, 0, ()) if chart.is_empty else drawing_of(chart)
    shapes, height = drawing.shapes, drawing.height
    areas = [_area(each, chart.name, height) for each in shapes if isinstance(each, Bar)]
    return Picture(
        chart=chart,
        width=_number(drawing.width),
        height=_number(height),
        areas=[each for each in areas if "0" not in (each["width"], each["height"])],
        lines=[_line(each, height) for each in shapes if isinstance(each, Stroke)],
        words=[(_words(each, height), each.text) for each in shapes if isinstance(each, Words)],
        patterns=FILLS,
    )


def table_cells(table: Table) -> list[list[dict[str, object]]]:
    """Rows for `components/_table.html`."""
    totals = [(total.label, *total.values[1:]) for total in table.sums]
    return [
        [
            {"label": column.title, "text": shown(value, column.kind), "is_number": column.kind != "text"}
            for column, value in zip(table.columns, row, strict=True)
        ]
        for row in (*table.rows, *totals)
    ]


def _area(bar: Bar, name: str, height: float) -> Attributes:
    """Downwards is positive in SVG; a solid area has the colour of its class, another its pattern."""
    return {
        "x": _number(bar.x),
        "y": _number(height - bar.y - bar.height),
        "width": _number(bar.width),
        "height": _number(bar.height),
        "class": f"ak-chart__{bar.fill}",
        "fill": "currentColor" if bar.fill == "solid" else f"url(#{name}-{bar.fill})",
    }


def _line(line: Stroke, height: float) -> Attributes:
    return {
        "x1": _number(line.x1),
        "y1": _number(height - line.y1),
        "x2": _number(line.x2),
        "y2": _number(height - line.y2),
        "stroke-width": _number(line.width),
        "stroke-dasharray": " ".join(map(_number, line.dashes)) or "none",
    }


def _words(words: Words, height: float) -> Attributes:
    return {
        "x": _number(words.x),
        "y": _number(height - words.y),
        "font-size": _number(words.size),
        "font-weight": "600" if words.bold else "400",
        "text-anchor": ANCHORS[words.align],
    }


def _number(value: float) -> str:
    """With a point, whatever the language of the page."""
    return f"{value:.1f}".rstrip("0").rstrip(".")

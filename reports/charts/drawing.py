"""Where the shapes of a chart stand. Pages and paper show the same drawing.

Measures in points on a narrow area: on a phone of 320 pixels the words can still be read.
"""

from __future__ import annotations

from itertools import pairwise

from reports.cells import shown
from reports.charts.chart import Chart, Row, Series, height_of
from reports.contract import Value
from reports.kit import Bar, Drawing, Stroke, Words

WIDTH = 300.0
SIZE, SMALL = 13.0, 12.0
SOLID_GREY = 0.35
BAR, LABEL, BETWEEN = 15.0, 18.0, 12.0
ROOM_FOR_WORDS = 156.0
LONGEST = 38  # characters of a label
MOST_ROWS = 10
TOP, PLOT, FOOT = 20.0, 170.0, 20.0
ROOM_FOR_NAMES = 108.0
NAME_HEIGHT = 31.0
GAP = 4.0
DASHES = (5.0, 3.0)
EURO = "\u00a0€"
Shapes = list[Bar | Stroke | Words]


def drawing_of(chart: Chart) -> Drawing:
    """The picture of a chart that is not empty."""
    return _columns(chart) if chart.shape == "columns" else _bars(chart)


def written(chart: Chart, row: Row, column: int) -> str:
    """A cell as it stands beside its bar: as in the table, amounts with their currency."""
    kind = chart.table.columns[column].kind
    return shown(row[column], kind) + (EURO if kind == "money" else "")


def _bars(chart: Chart) -> Drawing:
    """So many rows as fit above their table on one page; it is said how many more the table has."""
    every = chart.table.rows
    rows, more = every[:MOST_ROWS], len(every) - MOST_ROWS
    block = LABEL + BAR * len(chart.series) + BETWEEN
    height = block * len(rows) + (LABEL if more > 0 else 0)
    most = max(height_of(row[each.column]) for row in rows for each in chart.series)
    shapes: Shapes = []
    for place, row in enumerate(rows):
        y = height - place * block - SIZE
        shapes.append(Words(_label(chart, row), 0, y, SIZE, bold=True))
        for each in chart.series:
            y -= BAR
            length = (WIDTH - ROOM_FOR_WORDS) * height_of(row[each.column]) / most
            words = f"{written(chart, row, each.column)} {each.word}".rstrip()
            shapes.append(Bar(0, y - 2, length, BAR - 3, SOLID_GREY, each.fill))
            shapes.append(Words(words, length + 5, y, SMALL))
        shapes.append(Stroke(0, y - 4, 0, y + BAR * len(chart.series) - 3, 0.8, 0.2))
    if more > 0:
        shapes.append(Words(f"und {more} weitere in der Tabelle", 0, 4, SMALL))
    return Drawing(WIDTH, height, tuple(shapes))


def _label(chart: Chart, row: Row) -> str:
    count = f" ({row[chart.counted]})" if chart.counted is not None else ""
    name, room = str(row[0]), LONGEST - len(count)
    return (name if len(name) <= room else f"{name[: room - 1]}…") + count


def _columns(chart: Chart) -> Drawing:
    rows = chart.table.rows
    plan = [row[chart.line] for row in rows] if chart.line is not None else []
    most = max(*(_stack(chart, row) for row in rows), *map(height_of, plan), 1)
    step = (WIDTH - ROOM_FOR_NAMES) / len(rows)
    shapes: Shapes = [
        Stroke(0, FOOT, step * len(rows), FOOT, 0.8, 0.2),
        Stroke(0, FOOT + PLOT, step * len(rows), FOOT + PLOT, 0.4, 0.6),
        Words(shown(most, "money") + EURO, 0, FOOT + PLOT + 5, SMALL),
    ]
    for place, row in enumerate(rows):
        x, y = step * place + step * 0.14, FOOT
        shapes.append(Words(chart.short_labels[place], step * (place + 0.5), 6, SMALL, align="center"))
        for each in chart.series:
            tall = PLOT * height_of(row[each.column]) / most
            shapes.append(Bar(x, y, step * 0.72, tall, SOLID_GREY, each.fill))
            y += tall
    shapes += _plan_line(plan, step, most)
    return Drawing(WIDTH, TOP + PLOT + FOOT, (*shapes, *_names(chart, step, most)))


def _stack(chart: Chart, row: Row) -> int:
    return sum(height_of(row[each.column]) for each in chart.series)


def _plan_line(plan: list[Value], step: float, most: int) -> Shapes:
    """From nothing at the beginning of the year to the end of each month."""
    if not plan:
        return []
    heights = [FOOT, *(FOOT + PLOT * height_of(value) / most for value in plan)]
    lines: Shapes = [
        Stroke(step * place, begin, step * (place + 1), end, 1.4, 0.0, DASHES)
        for place, (begin, end) in enumerate(pairwise(heights))
    ]
    return [*lines, Words("Plan", step * len(plan), FOOT + PLOT + 5, SMALL, bold=True, align="right")]


def _names(chart: Chart, step: float, most: int) -> Shapes:
    """Beside the latest column the name and the amount of each part of it, led to by a thin line."""
    rows = chart.table.rows
    latest = max(place for place, row in enumerate(rows) if _stack(chart, row))
    row, y = rows[latest], FOOT
    parts, middles = [each for each in chart.series if height_of(row[each.column])], []
    for each in parts:
        tall = PLOT * height_of(row[each.column]) / most
        middles.append(y + tall / 2)
        y += tall
    edge, x = step * (latest + 0.86), WIDTH - ROOM_FOR_NAMES + 12
    shapes: Shapes = []
    for each, middle, base in zip(parts, middles, _spread(middles), strict=True):
        shapes += _name(chart, row, each, x, base)
        shapes.append(Stroke(edge, middle, x - GAP, base + NAME_HEIGHT / 2, 0.5, 0.45, (1.0, 2.0)))
    return shapes


def _spread(middles: list[float]) -> list[float]:
    """The lower edges of names beside these heights: pushed apart upwards, then back below the top."""
    bases: list[float] = []
    for middle in middles:
        bases.append(max([middle - NAME_HEIGHT / 2, *(base + NAME_HEIGHT for base in bases[-1:])]))
    ceiling = TOP + PLOT + FOOT
    for place in reversed(range(len(bases))):
        bases[place] = min(bases[place], ceiling - NAME_HEIGHT)
        ceiling = bases[place]
    return bases


def _name(chart: Chart, row: Row, series: Series, x: float, base: float) -> Shapes:
    key = Bar(x, base + 16, 9, 9, SOLID_GREY, series.fill)
    name = Words(series.word, x + 13, base + 16.5, SMALL, bold=True)
    return [key, name, Words(written(chart, row, series.column), x, base + 4, SMALL)]

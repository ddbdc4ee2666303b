"""Where the shapes of a chart stand: lengths in proportion, nothing outside, names that do not overlap."""

from dataclasses import replace
from itertools import pairwise

import pytest

from reports.catalog.year_course import COLUMNS, PLAN, SERIES
from reports.charts.chart import Chart
from reports.charts.drawing import drawing_of
from reports.contract import Table, Value
from reports.kit import Bar, Stroke, Words
from tests.reports.charts.examples import bars


def course(*months: tuple[int, int, int, int] | None) -> Chart:
    """Paid, bound, reserved, free for each month."""
    rows: list[tuple[Value, ...]] = []
    for number, month in enumerate(months, 1):
        parts = (None,) * 5 if month is None else (sum(month), *month)
        rows.append((f"Monat {number}", *parts, 1_000 * number))
    return replace(
        bars(),
        table=Table(COLUMNS, tuple(rows)),
        shape="columns",
        series=SERIES,
        line=PLAN,
        short_labels=tuple("JFMAMJJASOND"[: len(rows)]),
    )


def test_bars_are_as_long_as_their_amounts() -> None:
    drawing = drawing_of(bars(("Grün", 2, 0, 10_000, 5_000), ("Kultur", 1, 0, 2_500, 0)))
    lengths = [shape.width for shape in drawing.shapes if isinstance(shape, Bar)]
    assert [round(length / lengths[0], 3) for length in lengths] == [1, 0.5, 0.25, 0]
    said = [shape.text for shape in drawing.shapes if isinstance(shape, Words)]
    assert said == [
        "Grün (2)", "100,00\u00a0€ bewilligt", "50,00\u00a0€ ausgezahlt",
        "Kultur (1)", "25,00\u00a0€ bewilligt", "0,00\u00a0€ ausgezahlt",
    ]  # fmt: skip


def test_long_name_is_cut_in_the_picture_and_keeps_its_number() -> None:
    drawing = drawing_of(bars(("Handlungsfeld " * 20, 12, 0, 1, 1)))
    label = next(shape.text for shape in drawing.shapes if isinstance(shape, Words))
    assert label.endswith("… (12)")
    assert len(label) == 38


def test_many_rows_are_shown_in_part_and_the_rest_is_counted() -> None:
    drawing = drawing_of(bars(*((f"Feld {number}", 1, 0, 100, 100) for number in range(13))))
    said = [shape.text for shape in drawing.shapes if isinstance(shape, Words)]
    assert [text for text in said if text.startswith("Feld")][-1] == "Feld 9 (1)"
    assert said[-1] == "und 3 weitere in der Tabelle"
    assert drawing.height < 700


@pytest.mark.parametrize(
    "months",
    [
        ((97_000, 1_000, 1_000, 1_000),),
        ((1_000, 1_000, 1_000, 97_000),),
        ((100, 100, 99_700, 100), (0, 0, 0, 0)),
        ((0, 0, 0, 100_000), (25_000, 25_000, 25_000, 25_000), None, None),
    ],
)
def test_names_beside_the_columns_do_not_overlap_and_stay_inside(
    months: tuple[tuple[int, int, int, int] | None, ...],
) -> None:
    drawing = drawing_of(course(*months))
    names = [each for each in drawing.shapes if isinstance(each, Words) and each.text in _NAMES]
    heights = sorted(each.y for each in names)
    assert len(heights) >= 1
    assert all(above - below >= 30 for below, above in pairwise(heights))
    edges = [(each.y, each.y + 9) for each in drawing.shapes if isinstance(each, Words)]
    assert min(low for low, _ in edges) >= 0
    assert max(high for _, high in edges) <= drawing.height + 2


_NAMES = {each.word for each in SERIES}


def test_negative_amount_is_drawn_as_nothing_and_the_plan_reaches_its_last_month() -> None:
    drawing = drawing_of(course((5_000, -2_000, 0, -1_000), None))
    tall = [round(shape.height, 2) for shape in drawing.shapes if isinstance(shape, Bar) and shape.width > 9]
    assert tall == [170, 0, 0, 0, 0, 0, 0, 0]
    plan = [each for each in drawing.shapes if isinstance(each, Stroke) and each.width == 1.4]
    assert [round(each.y2 - 20) for each in plan] == [34, 68]


def test_chart_without_any_figure_is_empty() -> None:
    assert [bars().is_empty, bars(("Grün", 3, 900, 0, 0)).is_empty] == [True, True]
    assert not bars(("Grün", 1, 0, 1, 0)).is_empty

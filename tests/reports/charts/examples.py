"""Charts with invented figures, for the tests of what they look like."""

from reports.catalog.year_charts import FIELD_COLUMNS, fields_of_year
from reports.charts.chart import Chart, Series
from reports.contract import Table

HOSTILE = "<script>alert(1)</script>\"&'</title> مهرجان الحي"


def bars(*rows: tuple[str, int, int, int, int]) -> Chart:
    """Fields of action: name, number, asked, approved, paid."""
    chart = fields_of_year([])
    return Chart(
        name=chart.name,
        title=chart.title,
        sentence="Insgesamt ist etwas bewilligt.",
        empty=chart.empty,
        table=Table(FIELD_COLUMNS, rows),
        shape="bars",
        series=(Series(3, "hatched", "bewilligt"), Series(4, "solid", "ausgezahlt")),
        counted=1,
    )

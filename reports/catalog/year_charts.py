"""The four pictures of a budget year, from the rows of R4 and R5: course, fields, funnel, days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median_high
from types import MappingProxyType

from foundation.values.money import format_euro
from grants.models import Fund
from reports.catalog.booked import sum_up, year_of
from reports.catalog.report_parts import column_sum
from reports.catalog.year_course import course_of_year
from reports.catalog.yearly_cases import CaseOfYear, cases_of_year, chosen_cases
from reports.catalog.yearly_fields import WITHOUT_FIELD, by_field
from reports.charts.chart import Chart, Series
from reports.contract import Commission, ControlSum, Table, TableColumn, Value
from reports.parameters import Basis

FIELD_COLUMNS = (
    TableColumn("Handlungsfeld", "text", 34),
    TableColumn("Anträge", "number", 9),
    TableColumn("Beantragt (€)", "money"),
    TableColumn("Bewilligt (€)", "money"),
    TableColumn("Ausgezahlt (€)", "money"),
)
COUNT, ASKED, APPROVED, PAID = 1, 2, 3, 4
FUNNEL_COLUMNS = (
    TableColumn("Schritt", "text", 16),
    TableColumn("Anträge", "number", 9),
    TableColumn("Betrag (€)", "money"),
)
DAYS_COLUMNS = (TableColumn("Zeit bis zum Beschluss", "text", 24), TableColumn("Anträge", "number", 9))
#: Up to how many days -> what that is called; after the last "mehr als 12 Wochen".
SPANS: Mapping[int, str] = MappingProxyType(
    {14: "bis 2 Wochen", 28: "bis 4 Wochen", 42: "bis 6 Wochen", 56: "bis 8 Wochen", 84: "bis 12 Wochen"}
)
LONGER = "mehr als 12 Wochen"
FIELDS_NOTE = "In Klammern steht, wie viele Anträge es sind. Die Summen sind die der Jahresübersicht (R4)."
FUNNEL_NOTE = (
    "Gezählt sind die Anträge der Jahresübersicht (R4): eingegangen in diesem Jahr, oder mit Buchungen in "
    "diesem Haushaltsjahr. Nachgewiesen ist, was nach der Prüfung des Nachweises als Zuschuss zusteht."
)
DAYS_NOTE = (
    "Gezählt sind die Anträge, über die die Jury in diesem Jahr beschlossen hat, vom Tag des Eingangs bis "
    "zum Tag der Sitzung. Eine Vertagung ist kein Beschluss."
)
NO_CASES = "In diesem Jahr ist noch kein Antrag eingegangen. Darum gibt es hier noch nichts zu sehen."
NO_VOTES = "In diesem Jahr hat die Jury noch nichts beschlossen. Darum gibt es hier noch nichts zu sehen."


@dataclass(frozen=True)
class YearPictures:
    """The pictures of a year in their order, and the cases behind them."""

    course: Chart
    fields: Chart
    funnel: Chart
    days: Chart
    cases: Sequence[CaseOfYear]

    @property
    def all(self) -> tuple[Chart, ...]:
        return self.course, self.fields, self.funnel, self.days


def pictures_of_year(fund: Fund, commission: Commission) -> YearPictures:
    """Every figure up to the as-of day, as in R4 and R5. Raises DomainError for a year without a budget."""
    year = year_of(commission)
    course = course_of_year(fund, year, commission)
    cases = cases_of_year(fund, year, replace(commission, params={"year": year}))
    return YearPictures(
        course=course,
        fields=fields_of_year(by_field(cases, fund.rules_on(commission.as_of).fields_of_action)),
        funnel=funnel_of_year(cases),
        days=_days_of_year(fund, year, commission),
        cases=cases,
    )


def fields_of_year(cases: Sequence[CaseOfYear]) -> Chart:
    """What was approved and paid in each field of action; the cases come sorted by field."""
    runs = groupby(cases, key=lambda case: case.field_of_action)
    rows = tuple(_field_row(name or WITHOUT_FIELD, list(members)) for name, members in runs)
    most = max(rows, key=lambda row: int(str(row[APPROVED])), default=None)
    sentence = "" if most is None else f"Am meisten bewilligt ist für „{most[0]}“: {_euro(most[APPROVED])}."
    return Chart(
        name="handlungsfelder",
        title="Mittel nach Handlungsfeldern",
        sentence=f"{sentence} Insgesamt sind {_euro(column_sum(rows, APPROVED))} bewilligt "
        f"und {_euro(column_sum(rows, PAID))} ausgezahlt.".strip(),
        empty=NO_CASES,
        table=Table(FIELD_COLUMNS, rows, (_total(rows, len(FIELD_COLUMNS)),)),
        shape="bars",
        series=(Series(APPROVED, "hatched", "bewilligt"), Series(PAID, "solid", "ausgezahlt")),
        counted=COUNT,
        note=FIELDS_NOTE,
    )


def _field_row(name: str, cases: Sequence[CaseOfYear]) -> tuple[Value, ...]:
    money = sum_up(case.money for case in cases)
    return name, len(cases), sum(case.requested_cents for case in cases), money.approved, money.paid


def _total(rows: Sequence[tuple[Value, ...]], width: int) -> ControlSum:
    return ControlSum(
        "Summe", (None, *(column_sum(rows, column) for column in range(1, width))), 0, len(rows)
    )


def funnel_of_year(cases: Sequence[CaseOfYear]) -> Chart:
    """How much of what was asked for was approved, paid and proved, in number and euros."""
    money = sum_up(case.money for case in cases)
    proved = [case.entitlement_cents for case in cases if case.entitlement_cents is not None]
    rows = (
        ("Beantragt", len(cases), sum(case.requested_cents for case in cases)),
        ("Bewilligt", sum(case.money.approved > 0 for case in cases), money.approved),
        ("Ausgezahlt", sum(case.money.paid > 0 for case in cases), money.paid),
        ("Nachgewiesen", len(proved), sum(proved)),
    )
    steps = ", ".join(f"{count} {name.lower()} mit {format_euro(cents)}" for name, count, cents in rows)
    return Chart(
        name="weg",
        title="Vom Antrag zum Nachweis",
        sentence=f"Anträge auf ihrem Weg: {steps}.",
        empty=NO_CASES,
        table=Table(FUNNEL_COLUMNS, rows),
        shape="bars",
        series=(Series(2, "solid"),),
        counted=COUNT,
        note=FUNNEL_NOTE,
    )


def _days_of_year(fund: Fund, year: int, commission: Commission) -> Chart:
    order = replace(commission, params={"year": year, "basis": Basis.DECISION})
    decided = chosen_cases(cases_of_year(fund, year, order), year, order)
    return days_to_decision(
        (case.voted_on - case.received_on).days for case in decided if case.voted_on is not None
    )


def days_to_decision(days: Iterable[int]) -> Chart:
    """How many cases waited how long."""
    waited = sorted(days)
    spans = (0, *SPANS)
    counts = [
        (name, sum(low < each <= high or (low == 0 == each) for each in waited))
        for low, (high, name) in zip(spans, SPANS.items(), strict=False)
    ]
    rows = (*counts, (LONGER, sum(each > spans[-1] for each in waited)))
    return Chart(
        name="dauer",
        title="Tage vom Eingang bis zum Beschluss",
        sentence=_waiting(waited),
        empty=NO_VOTES,
        table=Table(DAYS_COLUMNS, rows, (_total(rows, len(DAYS_COLUMNS)),)),
        shape="bars",
        series=(Series(COUNT, "solid"),),
        note=DAYS_NOTE,
    )


def _waiting(days: Sequence[int]) -> str:
    if not days:
        return NO_VOTES
    number = "Über 1 Antrag ist" if len(days) == 1 else f"Über {len(days)} Anträge ist"
    return (
        f"{number} beschlossen. Am kürzesten dauerte es {_in_days(days[0])}, am längsten "
        f"{_in_days(days[-1])}; die Hälfte hatte spätestens nach {_in_days(median_high(days), dative=True)} "
        "einen Beschluss."
    )


def _in_days(number: int, *, dative: bool = False) -> str:
    return "1 Tag" if number == 1 else f"{number} Tage{'n' if dative else ''}"


def _euro(value: Value) -> str:
    return format_euro(int(str(value)))

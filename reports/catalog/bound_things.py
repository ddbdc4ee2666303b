"""R15 Zweckbindungsliste (Inventar): bought things that stay bound to their purpose."""

from __future__ import annotations

from foundation.values.dates import format_date
from grants.models import BoundThing
from reports.catalog.fund_report import Draft, Field, ListReport, compose, fund_of, fund_report
from reports.catalog.report_parts import Scope
from reports.contract import Commission, Value

FIELDS = (
    Field("Lfd. Nr.", "number", 8, 0.7, names_row=True),
    Field("Gegenstand", width=34, share=3),
    Field("Aktenzeichen", width=16, share=1.5),
    Field("Wert (€)", "money", share=1.1, is_summed=True),
    Field("Standort", width=30, share=2.4),
    Field("Gebunden bis", "date", 13, 1.2),
    Field("Ausleihbar", width=11, share=1),
    Field("Stand", width=34, share=2.6),
)


def collect(commission: Commission) -> ListReport:
    """What was entered by then, what gets free first on top. Two queries at any length."""
    fund = fund_of(commission)
    things = BoundThing.objects.filter(grant__case__fund=fund, entered_at__lte=commission.recorded_until)
    found = things.select_related("grant__case").order_by("bound_until", "pk")
    rows = tuple(_row(number, thing, commission) for number, thing in enumerate(found, 1))
    scope = Scope(
        fund,
        fund.rules_on(commission.as_of),
        f"Stichtag {format_date(commission.as_of)}",
        "Tag, an dem die Bindung endet",
        "alle gebundenen Sachen, auch die wieder freien",
    )
    return compose(commission, Draft("Zweckbindungsliste", scope, FIELDS, rows))


def _row(number: int, thing: BoundThing, commission: Commission) -> tuple[Value, ...]:
    return (
        number,
        thing.what,
        thing.grant.case.reference or "",
        thing.value_cents,
        thing.place,
        thing.bound_until,
        "ja" if thing.is_lendable else "nein",
        _standing(thing, commission),
    )


def _standing(thing: BoundThing, commission: Commission) -> str:
    ended = thing.ended_on
    if ended is not None and ended <= commission.as_of:
        return f"frei seit {format_date(ended)}: {thing.end_reason}"
    return (
        "gebunden" if commission.as_of <= thing.bound_until else f"frei seit {format_date(thing.bound_until)}"
    )


REPORT = fund_report(
    slug="zweckbindung",
    title="Zweckbindungsliste (R15)",
    summary="Gebundene Sachen mit Wert, Standort und Ende der Bindung",
    collect=collect,
    row_key=("Aktenzeichen", "Gegenstand"),
)

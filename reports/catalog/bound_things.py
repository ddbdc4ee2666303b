"""R15 Zweckbindungsliste (Inventar): bought things that stay bound to their purpose."""

from __future__ import annotations

from functools import partial

from foundation.values.dates import format_date
from grants.models import BoundThing
from reports.catalog.fund_report import (
    Draft,
    Field,
    ListReport,
    compose,
    fund_of,
    fund_report,
    key_date,
    parted,
    scope_of,
)
from reports.contract import Commission, Value
from reports.parameters import ALL_YEARS, PERIOD, Basis, Standing, basis, standing

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
BASIS = basis(
    (Basis.DUE, "Tag, an dem die Bindung endet"), why="Gefragt ist, bis wann eine Sache gebunden ist."
)
STANDING = standing(
    (Standing.ALL, "alle gebundenen Sachen, auch die wieder freien"),
    (Standing.OPEN, "nur Sachen, die noch gebunden sind"),
    (Standing.ENDED, "nur Sachen, die wieder frei sind"),
)
BOUND_UNTIL, STATE, BOUND = 5, 7, "gebunden"


def collect(commission: Commission) -> ListReport:
    """What was entered by then, what gets free first on top. Two queries at any length."""
    fund = fund_of(commission)
    things = BoundThing.objects.filter(grant__case__fund=fund, entered_at__lte=commission.recorded_until)
    found = things.select_related("grant__case").order_by("bound_until", "pk")
    rows = tuple(_row(number, thing, commission) for number, thing in enumerate(found, 1))
    scope = scope_of(commission, fund, key_date(commission), BASIS, STANDING)
    shown, rest = parted(rows, partial(_is_shown, commission))
    return compose(commission, Draft("Zweckbindungsliste", scope, FIELDS, shown, left_out=rest))


def _is_shown(commission: Commission, row: tuple[Value, ...]) -> bool:
    chosen, wanted = commission.chosen_period, STANDING.of(commission.params)
    if chosen and row[BOUND_UNTIL] not in chosen:
        return False
    return wanted == Standing.ALL or (wanted == Standing.OPEN) == (row[STATE] == BOUND)


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
    return BOUND if commission.as_of <= thing.bound_until else f"frei seit {format_date(thing.bound_until)}"


REPORT = fund_report(
    slug="zweckbindung",
    title="Zweckbindungsliste (R15)",
    summary="Gebundene Sachen mit Wert, Standort und Ende der Bindung",
    collect=collect,
    row_key=("Aktenzeichen", "Gegenstand"),
    params=(*PERIOD, *ALL_YEARS),
    choices=(BASIS, STANDING),
)

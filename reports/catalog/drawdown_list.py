"""R8 Mittelabruf-Übersicht: what was asked of the Land, what came, how long it lies (domain handbook 2.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import F, Sum

from foundation.values.dates import format_date, local_date
from grants.models import Drawdown, Fund, LandCut, LandReceipt
from grants.models.drawdown import stood_at
from grants.rules.land_money import used_first_in
from reports.catalog.booked import entries_until
from reports.catalog.fund_report import (
    Draft,
    Field,
    Identity,
    ListReport,
    compose,
    fund_of,
    fund_report,
    parted,
    scope_of,
)
from reports.catalog.report_parts import column_sum
from reports.contract import Commission, Value
from reports.parameters import ALL_YEARS, PERIOD, Basis, Standing, basis, standing

FIELDS = (
    Field("Abruf-Nr.", "number", 10, 0.9, names_row=True),
    Field("Art", width=20, share=1.6),
    Field("Zeitraum", width=24, share=1.9),
    Field("Programmjahr", "number", 12, 1.4),
    Field("Förderfähige Ausgaben (€)", "money", share=1.4, is_summed=True),
    Field("Bund (€)", "money", share=1.1, is_summed=True),
    Field("Land (€)", "money", share=1.1, is_summed=True),
    Field("Stadt (€)", "money", share=1.1, is_summed=True),
    Field("Verrechnet (€)", "money", share=1.3, is_summed=True),
    Field("Beantragt am", "date", 12, 1.3),
    Field("Erhalten am", "date", 12, 1.3, note="Der letzte Eingang auf diesen Abruf."),
    Field("Erhalten (€)", "money", share=1.2, is_summed=True),
    Field("Gekürzt (€)", "money", share=1.2, is_summed=True),
    Field("Offen (€)", "money", share=1.1, is_summed=True),
    Field("Ungenutzt (€)", "money", share=1.3, is_summed=True),
    Field("Tage ungenutzt", "number", 12, 1.2, note="Seit dem ältesten Eingang, von dem noch etwas da ist."),
)
BASIS = basis((Basis.REQUEST, "Tag des Abrufs"), (Basis.RECEIPT, "Tag des letzten Eingangs"))
STANDING = standing(
    (Standing.ALL, "alle Mittelabrufe bis zum Stand"),
    (Standing.OPEN, "nur Mittelabrufe, auf die noch Geld aussteht"),
    (Standing.ENDED, "nur Mittelabrufe, auf die kein Geld mehr aussteht"),
)
DAY_COLUMNS = {Basis.REQUEST.value: 9, Basis.RECEIPT.value: 10}
BUND, LAND, RECEIVED, CUT, AWAITED, UNUSED = 5, 6, 11, 12, 13, 14


@dataclass(frozen=True)
class Came:
    """What came in on a drawdown: the last day, cents, and what of it no payment has used yet."""

    last_on: date
    cents: int
    unused_cents: int
    unused_since: date | None


def collect(commission: Commission) -> ListReport:
    """Every drawdown that was asked for and stood by then. Six queries at any length."""
    fund = fund_of(commission)
    asked = Drawdown.objects.filter(stood_at(commission.recorded_until), fund=fund)
    came, cuts = _came(fund, commission), _cuts(fund, commission)
    spent = asked.annotate(
        paid=Sum("entries__entry__paid_cents", default=0),
        kommune=Sum("entries__entry__kommune_cents", default=0),
    )
    rows = tuple(
        _row(each, each.paid, each.kommune, came.get(each.pk), cuts.get(each.pk, 0), commission.as_of)
        for each in spent.select_related("land_grant").order_by("number")
    )
    claimed = column_sum(rows, BUND) + column_sum(rows, LAND)
    identities = (
        Identity(
            "Bund + Land = erhalten + gekürzt + offen",
            claimed,
            sum(column_sum(rows, at) for at in (RECEIVED, CUT, AWAITED)),
        ),
        Identity("Ungenutzt = erhalten − verwendet", column_sum(rows, UNUSED), _unused(fund, commission)),
    )
    chosen = commission.chosen_period
    scope = scope_of(commission, fund, chosen.words if chosen else "alle Mittelabrufe", BASIS, STANDING)
    notes = ("Verwendet wird zuerst, was zuerst eingegangen ist.", *_withdrawn(fund, commission))
    shown, rest = parted(rows, partial(_is_shown, commission))
    return compose(commission, Draft("Mittelabruf-Übersicht", scope, FIELDS, shown, identities, notes, rest))


def _is_shown(commission: Commission, row: tuple[Value, ...]) -> bool:
    chosen, wanted = commission.chosen_period, STANDING.of(commission.params)
    if chosen and row[DAY_COLUMNS[BASIS.of(commission.params)]] not in chosen:
        return False
    return wanted == Standing.ALL or (wanted == Standing.OPEN) == bool(row[AWAITED])


def _row(
    drawdown: Drawdown, paid: int, kommune: int, came: Came | None, cut_cents: int, as_of: date
) -> tuple[Value, ...]:
    received = came.cents if came else 0
    since = came.unused_since if came else None
    return (
        drawdown.number,
        drawdown.get_kind_display(),
        f"{format_date(drawdown.from_on)} bis {format_date(drawdown.to_on)}",
        drawdown.land_grant.programme_year if drawdown.land_grant else None,
        paid,
        drawdown.bund_cents,
        drawdown.land_cents,
        kommune,
        drawdown.offset_cents,
        local_date(drawdown.requested_at),
        came.last_on if came else None,
        received,
        cut_cents,
        drawdown.claimed_cents - received - cut_cents,
        came.unused_cents if came else 0,
        (as_of - since).days if since else None,
    )


def _withdrawn(fund: Fund, commission: Commission) -> Sequence[str]:
    """The gaps in the numbers: what was asked for by mistake."""
    gone = Drawdown.objects.filter(fund=fund, withdrawal__withdrawn_at__lte=commission.recorded_until)
    numbers = gone.order_by("number").values_list("number", flat=True)
    return [f"Zurückgezogen und nicht gezählt: Nr. {', '.join(map(str, numbers))}."] if numbers else []


def _receipts(fund: Fund, commission: Commission) -> Sequence[LandReceipt]:
    """What had come in and was written down by then, the oldest first."""
    found = LandReceipt.objects.filter(
        drawdown__fund=fund,
        drawdown__requested_at__lte=commission.recorded_until,
        received_on__lte=commission.as_of,
        recorded_at__lte=commission.recorded_until,
    )
    return list(found.select_related("drawdown").order_by("received_on", "pk"))


def _used(fund: Fund, commission: Commission) -> Mapping[int, int]:
    """Decision of the Land -> Bund's and Land's share of all payments so far."""
    entries = entries_until(fund, commission).order_by()
    return dict(entries.values_list("land_grant").annotate(cents=Sum(F("bund_cents") + F("land_cents"))))


def _came(fund: Fund, commission: Commission) -> Mapping[int, Came]:
    """Drawdown -> what came in on it, used in the order in which the Land's money came (INV-15)."""
    by_grant: dict[int | None, list[LandReceipt]] = {}
    for receipt in _receipts(fund, commission):
        by_grant.setdefault(receipt.drawdown.land_grant_id, []).append(receipt)
    used, found = _used(fund, commission), dict[int, Came]()
    for grant, receipts in by_grant.items():
        taken = used_first_in((each.amount_cents for each in receipts), used.get(grant or 0, 0))
        for receipt, cents in zip(receipts, taken, strict=True):
            before = found.get(receipt.drawdown_id, Came(receipt.received_on, 0, 0, None))
            rest = receipt.amount_cents - cents
            since = before.unused_since or (receipt.received_on if rest else None)
            found[receipt.drawdown_id] = Came(
                receipt.received_on, before.cents + receipt.amount_cents, before.unused_cents + rest, since
            )
    return found


def _cuts(fund: Fund, commission: Commission) -> Mapping[int, int]:
    cuts = LandCut.objects.filter(
        drawdown__fund=fund, cut_on__lte=commission.as_of, recorded_at__lte=commission.recorded_until
    )
    total = Sum(F("bund_cents") + F("land_cents"))
    return dict(cuts.order_by().values_list("drawdown").annotate(cents=total))


def _unused(fund: Fund, commission: Commission) -> int:
    """The same the other way round: by decision, what came in less what was spent, at least nothing."""
    used, came = _used(fund, commission), dict[int, int]()
    for receipt in _receipts(fund, commission):
        grant = receipt.drawdown.land_grant_id or 0
        came[grant] = came.get(grant, 0) + receipt.amount_cents
    return sum(max(0, cents - max(0, used.get(grant, 0))) for grant, cents in came.items())


REPORT = fund_report(
    slug="mittelabrufe",
    title="Mittelabruf-Übersicht (R8)",
    summary="Je Mittelabruf: Anteile, beantragt, erhalten, gekürzt, offen und ungenutzt",
    collect=collect,
    row_key=("Abruf-Nr.",),
    params=(*PERIOD, *ALL_YEARS),
    choices=(BASIS, STANDING),
    derived=("Tage ungenutzt",),
)

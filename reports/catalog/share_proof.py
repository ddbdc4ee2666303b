"""R9 Anteilsnachweis: who bears which part of each booking, and of all so far (INV-13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from django.db.models import F, Sum

from grants.models import Drawdown, DrawdownEntry, DrawdownKind, Fund, LedgerEntry
from grants.models.drawdown import stood_at
from grants.rules.shares import NOTHING, Split
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
from reports.parameters import PERIOD, Basis, Standing, basis, standing

FIELDS = (
    Field("Lfd. Nr.", "number", 8, 0.8, names_row=True),
    Field("Tag", "date", 12, 1.3),
    Field("Aktenzeichen", width=16, share=1.6),
    Field("Art", width=14, share=1.5),
    Field("Betrag (€)", "money", share=1.2, is_summed=True),
    Field("Bund (€)", "money", share=1.2, is_summed=True),
    Field("Land (€)", "money", share=1.2, is_summed=True),
    Field("Stadt (€)", "money", share=1.2, is_summed=True),
    Field("Private (€)", "money", share=1.1, is_summed=True),
    Field("Betrag, kumuliert (€)", "money", share=1.4),
    Field("Bund, kumuliert (€)", "money", share=1.4),
    Field("Land, kumuliert (€)", "money", share=1.4),
    Field("Stadt, kumuliert (€)", "money", share=1.4),
    Field("Private, kumuliert (€)", "money", share=1.4),
    Field("Programmjahr", "number", 12, 1.4),
    Field("Abruf-Nr.", "number", 10, 0.9),
)
BASIS = basis((Basis.BOOKING, "Tag der Buchung"), why="Geteilt wird jede Buchung an ihrem Tag.")
STANDING = standing(
    (Standing.ALL, "alle Auszahlungen, Rückläufe und Rückzahlungen"),
    (Standing.OPEN, "nur Buchungen, die noch nicht abgerufen sind"),
    (Standing.ENDED, "nur Buchungen, die abgerufen sind"),
)
DRAWDOWN = 15
AMOUNT, SHARES = 4, (5, 6, 7, 8)


def collect(commission: Commission) -> ListReport:
    """The bookings of the period in the order in which they were split. Four queries at any length."""
    fund, period = fund_of(commission), commission.period
    drawn = _drawn(fund, commission)
    rows = tuple(
        _row(number, entry, stored, drawn.get(entry.pk))
        for number, (entry, stored) in enumerate(_in_period(fund, commission), 1)
    )
    identities = (
        Identity(
            "Betrag = Bund + Land + Stadt + Private",
            column_sum(rows, AMOUNT),
            sum(column_sum(rows, at) for at in SHARES),
        ),
        Identity(
            "Bund + Land der abgerufenen Buchungen = Mittelabrufe für geleistete Zahlungen",
            *_claimed(fund, commission),
        ),
    )
    scope = scope_of(commission, fund, period.words, BASIS, STANDING)
    notes = ("Kumuliert wird je Programmjahr von der ersten Buchung an.",)
    shown, rest = parted(rows, partial(_is_shown, STANDING.of(commission.params)))
    return compose(
        commission, Draft(f"Anteilsnachweis {period.short}", scope, FIELDS, shown, identities, notes, rest)
    )


def _is_shown(chosen: str, row: tuple[Value, ...]) -> bool:
    return chosen == Standing.ALL or (chosen == Standing.OPEN) == (row[DRAWDOWN] is None)


def _in_period(fund: Fund, commission: Commission) -> Iterator[tuple[LedgerEntry, Split]]:
    """Each booking of the period with the sum of all splits of its programme year up to it."""
    stored: dict[int, Split] = {}
    entries = entries_until(fund, commission).exclude(paid_cents=0).select_related("case", "land_grant")
    for entry in entries.order_by("pk").iterator(chunk_size=2000):
        stored[entry.land_grant_id] = stored.get(entry.land_grant_id, NOTHING) + entry.split
        if entry.occurred_on in commission.period:
            yield entry, stored[entry.land_grant_id]


def _row(number: int, entry: LedgerEntry, stored: Split, drawdown: int | None) -> tuple[Value, ...]:
    return (
        number,
        entry.occurred_on,
        entry.case.reference or "",
        entry.get_kind_display(),
        entry.paid_cents,
        entry.bund_cents,
        entry.land_cents,
        entry.kommune_cents,
        entry.private_cents,
        stored.total,
        stored.bund,
        stored.land,
        stored.kommune,
        stored.private,
        entry.land_grant.programme_year,
        drawdown,
    )


def _drawn(fund: Fund, commission: Commission) -> Mapping[int, int]:
    """Booking -> number of the drawdown that counts it, as far as it was asked and stood by then."""
    standing = Drawdown.objects.filter(stood_at(commission.recorded_until), fund=fund)
    counted = DrawdownEntry.objects.filter(drawdown__in=standing)
    return dict(counted.values_list("entry_id", "drawdown__number"))


def _claimed(fund: Fund, commission: Commission) -> tuple[int, int]:
    """Bund and Land of the bookings that were drawn down; and what was asked for them, set-off included."""
    asked = Drawdown.objects.filter(stood_at(commission.recorded_until), fund=fund, kind=DrawdownKind.PAID)
    entries = LedgerEntry.objects.filter(drawdown_entries__drawdown__in=asked)
    booked = entries.aggregate(total=Sum(F("bund_cents") + F("land_cents"), default=0))["total"]
    sums = ("bund_cents", "land_cents", "offset_bund_cents", "offset_land_cents")
    claimed = asked.aggregate(**{name: Sum(name, default=0) for name in sums})
    return booked, sum(claimed.values())


REPORT = fund_report(
    slug="anteilsnachweis",
    title="Anteilsnachweis (R9)",
    summary="Je Buchung: Betrag, Anteile von Bund, Land, Stadt und Privaten, einzeln und kumuliert",
    collect=collect,
    row_key=("Aktenzeichen", "Tag", "Art", "Betrag (€)"),
    derived=tuple(each.title for each in FIELDS if "kumuliert" in each.title),
    params=PERIOD,
    choices=(BASIS, STANDING),
)

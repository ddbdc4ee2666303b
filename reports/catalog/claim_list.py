"""R12 Rückforderungsliste: what has to come back, why, and how far it is (domain handbook 2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Sum

from foundation.values.dates import local_date
from grants.models import Claim, Fund, LedgerKind
from grants.states import ClaimState
from reports.catalog.booked import COUNTS_AS, entries_until
from reports.catalog.fund_report import (
    Draft,
    Field,
    Identity,
    ListReport,
    compose,
    fund_of,
    fund_report,
    key_date,
    parted,
    scope_of,
)
from reports.catalog.report_parts import column_sum
from reports.catalog.states_then import Then, then_of
from reports.contract import Commission, Value
from reports.parameters import ALL_YEARS, PERIOD, Basis, Standing, basis, standing

FIELDS = (
    Field("Lfd. Nr.", "number", 8, 0.7),
    Field("Aktenzeichen", width=16, share=1.5, names_row=True),
    Field("Grund", width=34, share=2.4),
    Field("Bescheid vom", "date", 13, 1.2),
    Field("Bestandskräftig", width=15, share=1.5),
    Field("Betrag (€)", "money", share=1.1, is_summed=True),
    Field(
        "davon Zinsen (€)",
        "money",
        share=1.2,
        is_summed=True,
        note="Zinsen sind eine eigene Rückforderung.",
    ),
    Field("Gezahlt (€)", "money", share=1.1, is_summed=True),
    Field("Erlassen (€)", "money", share=1.1, is_summed=True),
    Field(
        "Offen (€)",
        "money",
        share=1.1,
        is_summed=True,
        note="Niedergeschlagenes bleibt offen: Die Stadt darf es noch fordern.",
    ),
    Field("Zahlbar bis", "date", 13, 1.2),
    Field("Stand", width=22, share=1.8),
)
BASIS = basis(
    (Basis.ENTRY, "Tag, an dem die Rückforderung angelegt wurde"),
    (Basis.DECISION, "Tag des Bescheids"),
    (Basis.PAYMENT, "Tag der letzten Zahlung"),
)
STANDING = standing(
    (Standing.ALL, "alle Rückforderungen, auch die erledigten"),
    (Standing.OPEN, "nur Rückforderungen, bei denen noch etwas offen ist"),
    (Standing.ENDED, "nur Rückforderungen, bei denen nichts mehr offen ist"),
)
NOTICE_OF = 3
AMOUNT, PAID, WAIVED, OPEN = 5, 7, 8, 9


@dataclass(frozen=True)
class Came:
    """What came in on a claim, interest included: cents, and the last day."""

    cents: int = 0
    last_on: date | None = None


NOTHING = Came()


def collect(commission: Commission) -> ListReport:
    """Every claim that was made by then; interest is a claim of its own. Five queries at any length."""
    fund = fund_of(commission)
    until = commission.recorded_until
    then, received = then_of(Claim.machine, fund, until), _received(fund, commission)
    claims = Claim.objects.filter(grant__case__fund=fund, created_at__lte=until)
    found = claims.select_related("grant__case", "notice").prefetch_related("rows").order_by("pk")
    lines = [
        (claim, _row(number, claim, then.get(claim.pk), received.get(claim.pk, NOTHING).cents, commission))
        for number, claim in enumerate(found, 1)
    ]
    rows = tuple(row for _claim, row in lines)
    days = {row[0]: _day(claim, row, received.get(claim.pk, NOTHING), commission) for claim, row in lines}
    shown, rest = parted(rows, lambda row: _is_shown(commission, row, days[row[0]]))
    identities = (
        Identity(
            "Betrag = gezahlt + erlassen + offen",
            column_sum(rows, AMOUNT),
            sum(column_sum(rows, at) for at in (PAID, WAIVED, OPEN)),
        ),
        Identity(
            "Gezahlt = Rückzahlungen und Zinsen laut Buchungen",
            column_sum(rows, PAID),
            _booked(fund, commission),
        ),
    )
    scope = scope_of(commission, fund, key_date(commission), BASIS, STANDING)
    draft = Draft("Rückforderungsliste", scope, FIELDS, shown, identities, left_out=rest)
    return compose(commission, draft)


def _day(claim: Claim, row: tuple[Value, ...], came: Came, commission: Commission) -> Value:
    """The day that the chosen basis means; None where there is none yet."""
    chosen = BASIS.of(commission.params)
    if chosen == Basis.DECISION:
        return row[NOTICE_OF]
    return came.last_on if chosen == Basis.PAYMENT else local_date(claim.created_at)


def _is_shown(commission: Commission, row: tuple[Value, ...], day: Value) -> bool:
    chosen, wanted = commission.chosen_period, STANDING.of(commission.params)
    if chosen and day not in chosen:
        return False
    return wanted == Standing.ALL or (wanted == Standing.OPEN) == bool(row[OPEN])


def _row(
    number: int, claim: Claim, then: Then | None, received: int, commission: Commission
) -> tuple[Value, ...]:
    state = ClaimState(then.state) if then else ClaimState.HEARING
    rest = claim.amount_cents - received
    waived = rest if state is ClaimState.WAIVED else 0
    notice = claim.notice
    released = notice.released_at if notice else None
    is_out = released is not None and released <= commission.recorded_until
    return (
        number,
        claim.grant.case.reference or "",
        ", ".join(dict.fromkeys(str(row.get_ground_display()) for row in claim.rows.all())),
        notice.posted_on if notice and is_out else None,
        _final(notice.remedy_until if notice and is_out and notice.has_remedy else None, commission.as_of),
        claim.amount_cents,
        claim.amount_cents if claim.is_interest else 0,
        received,
        waived,
        rest - waived,
        claim.pay_by if is_out else None,
        str(state.label),
    )


def _final(remedy_until: date | None, as_of: date) -> str:
    """Whether the act can still be attacked; an objection that is pending stands in the case."""
    if remedy_until is None:
        return "–"
    return "ja" if remedy_until < as_of else "nein"


def _received(fund: Fund, commission: Commission) -> Mapping[int, Came]:
    entries = entries_until(fund, commission).filter(claim__isnull=False).order_by()
    sums = entries.values_list("claim").annotate(
        cents=Sum(F("interest_cents") - F("paid_cents")), last_on=Max("occurred_on")
    )
    return {claim: Came(cents, last_on) for claim, cents, last_on in sums}


def _booked(fund: Fund, commission: Commission) -> int:
    """The same from the kinds of the bookings."""
    entries = entries_until(fund, commission).annotate(counts_as=COUNTS_AS)
    came = entries.filter(counts_as__in=(LedgerKind.REPAY, LedgerKind.INTEREST))
    total: int = came.aggregate(total=Sum(F("interest_cents") - F("paid_cents"), default=0))["total"]
    return total


REPORT = fund_report(
    slug="rueckforderungen",
    title="Rückforderungsliste (R12)",
    summary="Je Rückforderung: Grund, Bescheid, Betrag, gezahlt, offen und Stand",
    collect=collect,
    row_key=("Aktenzeichen", "Grund", "Bescheid vom"),
    params=(*PERIOD, *ALL_YEARS),
    choices=(BASIS, STANDING),
)

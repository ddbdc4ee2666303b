"""A fund with many bookings, written in bulk: what a large city collects in decades."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from applicants.models import Applicant
from grants.models import Application, Fund, FundAccount, LedgerEntry, LedgerKind
from grants.scenarios.founding import found

BATCH = 5_000
FIRST_YEAR, YEARS = 2017, 10
# Bound, paid in four parts, one of them sent back and paid again, a part claimed back, the rest released.
STEPS: tuple[tuple[LedgerKind, int, int], ...] = (
    (LedgerKind.COMMIT, 40_000, 0),
    (LedgerKind.PAY, -9_000, 9_000),
    (LedgerKind.PAY, -9_000, 9_000),
    (LedgerKind.PAY, -9_000, 9_000),
    (LedgerKind.RETURN, 9_000, -9_000),
    (LedgerKind.PAY, -9_000, 9_000),
    (LedgerKind.PAY, -9_000, 9_000),
    (LedgerKind.RELEASE, -4_000, 0),
    (LedgerKind.REPAY, 0, -1_500),
    (LedgerKind.REPAY, 0, -300),
)


def fill(cases: int, years: int = YEARS) -> Fund:
    """A fund of so many budget years with so many cases, spread evenly, and ten bookings for each."""
    fund = found({"name": "Großer Fonds DEMO", "budget": [{"year": FIRST_YEAR, "amount": "1.00"}]})
    grant, rules = fund.land_grants.get(), fund.rules.get()
    accounts = [
        FundAccount.objects.get_or_create(fund=fund, budget_year=year, defaults={"land_grant": grant})[0]
        for year in range(FIRST_YEAR, FIRST_YEAR + years)
    ]
    person = Applicant.objects.create(created_at=datetime(FIRST_YEAR, 1, 1, tzinfo=UTC))
    for first in range(0, cases, BATCH):
        numbers = range(first, min(first + BATCH, cases))
        rows = [_case(number, fund, rules.pk, person.pk, years) for number in numbers]
        for case in Application.objects.bulk_create(rows):
            case.fund = fund
        LedgerEntry.objects.bulk_create(
            booking
            for case, number in zip(rows, numbers, strict=True)
            for booking in _bookings(case, number, accounts)
        )
    return fund


def _case(number: int, fund: Fund, rules: int, person: int, years: int) -> Application:
    moment = datetime(FIRST_YEAR + number % years, 3, 1, 9, tzinfo=UTC) + timedelta(minutes=number // years)
    return Application(
        fund=fund,
        rules_id=rules,
        applicant_id=person,
        reference=f"GF-{moment.year}-{number:06}",
        title=f"Musterhof {number}",
        requested_cents=45_000,
        created_at=moment,
        changed_at=moment,
        submitted_at=moment,
    )


def _bookings(case: Application, number: int, accounts: list[FundAccount]) -> Iterator[LedgerEntry]:
    account = accounts[number % len(accounts)]
    for step, (kind, committed, paid) in enumerate(STEPS):
        third = paid // 3
        yield LedgerEntry(
            account=account,
            land_grant_id=account.land_grant_id,
            case=case,
            kind=kind,
            key=f"{case.reference}:{step}",
            occurred_on=date(account.budget_year, 6, 1),
            recorded_at=case.created_at,
            recorded_by="benchmark",
            committed_cents=committed,
            paid_cents=paid,
            bund_cents=third,
            land_cents=third,
            kommune_cents=paid - 2 * third,
        )

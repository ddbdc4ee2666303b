"""Booking: the one place where the ledger and its three figures of the fund account are written.

Three nets keep a fund from being overspent, each on its own: the row lock, under which the free money is
compared; the conditional update that finds no row when it would not fit; and the CHECK in the database. On
SQLite, which has no row locks, BEGIN IMMEDIATE makes writers wait for one another.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.expressions import CombinedExpression

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from foundation.values.money import format_euro
from grants.models import (
    Application,
    Claim,
    Fund,
    FundAccount,
    LandGrant,
    LedgerEntry,
    LedgerKind,
    PaymentOrder,
)
from grants.rules.shares import NOTHING, Split, negate, next_split


@dataclass(frozen=True)
class Movement:
    """How a booking moves the three figures, in signed cents; `interest` came in beside them."""

    reserved: int = 0
    committed: int = 0
    paid: int = 0
    interest: int = 0

    @property
    def burden(self) -> int:
        """What the fund has less afterwards; negative when something becomes free."""
        return self.reserved + self.committed + self.paid

    def as_update(self) -> dict[str, CombinedExpression]:
        """The same as an update of the account's row."""
        return {
            "reserved_cents": F("reserved_cents") + self.reserved,
            "committed_cents": F("committed_cents") + self.committed,
            "paid_net_cents": F("paid_net_cents") + self.paid,
        }


def account_for(*, fund: Fund, budget_year: int) -> FundAccount:
    """The fund's account of the year; a year without a budget gets one with zero.

    Raises DomainError when the fund has no grant of the Land to split by.
    """
    account = fund.accounts.filter(budget_year=budget_year).first()
    if account is not None:
        return account
    with transaction.atomic():
        Fund.objects.select_for_update(no_key=True).get(pk=fund.pk)  # a new decision is entered, or not
        land_grant = bearing_grant(fund, budget_year)
        if land_grant is None:
            raise DomainError(
                "Für den Fonds ist keine Zuwendung des Landes eingetragen.", code="fund.no_land_grant"
            )
        return FundAccount.objects.get_or_create(
            fund=fund, budget_year=budget_year, defaults={"land_grant": land_grant}
        )[0]


def bearing_grant(fund: Fund, budget_year: int) -> LandGrant | None:
    """The Land's money behind a budget year whose account is new: the latest programme year begun by then.

    A decision that is entered ahead pays for nothing of an earlier year. Before the first programme year it
    is the first.
    """
    land_grants = fund.land_grants.order_by("-programme_year")
    return land_grants.filter(programme_year__lte=budget_year).first() or land_grants.last()


def bear_unbooked_years(land_grant: LandGrant) -> tuple[int, ...]:
    """A new decision bears the years in which nothing is booked yet, as if it had been there from the start.

    What is booked stays where it was split (decision 0034). -> The budget years that it bears from now on.
    Must run in a transaction that holds the fund.
    """
    accounts = FundAccount.objects.select_for_update().filter(fund=land_grant.fund_id, closed_at=None)
    moved = []
    for account in accounts.order_by("pk"):
        is_next = bearing_grant(land_grant.fund, account.budget_year) == land_grant
        if is_next and account.land_grant_id != land_grant.pk and not account.entries.exists():
            FundAccount.objects.filter(pk=account.pk).update(land_grant=land_grant)
            moved.append(account.budget_year)
    return tuple(sorted(moved))


def hold(account: FundAccount) -> FundAccount:
    """Lock the account until the transaction ends. Cases and orders are locked before it."""
    return FundAccount.objects.select_for_update().get(pk=account.pk)


def hold_for_payment(account: FundAccount, land_grant: LandGrant | None = None) -> FundAccount:
    """Lock the account and the Land's grant that the split is taken from, before the first audit entry.

    For services that walk several edges: accounts of two years share one grant of the Land, and who takes it
    after the audit head waits in a circle with who takes it before.
    """
    held = hold(account)
    LandGrant.objects.select_for_update().get(pk=land_grant.pk if land_grant else held.land_grant_id)
    return held


def book(
    *,
    account: FundAccount,
    case: Application,
    kind: LedgerKind,
    key: str,
    movement: Movement,
    actor: Actor,
    now: datetime,
    occurred_on: date | None = None,
    order: PaymentOrder | None = None,
    claim: Claim | None = None,
    reverses: LedgerEntry | None = None,
    land_grant: LandGrant | None = None,
) -> LedgerEntry:
    """Write one booking and move the account by the same cents.

    Money that is paid or comes back is split by the cumulative weights of the Land's grant (INV-13). `key` is
    the booking's name for ever: a second one fails in the database. `occurred_on` is its day, by default
    today; `land_grant` the Land's money, else the account's; `reverses` the entry that this one takes back.
    Raises DomainError "fund.exceeded" when the fund has not so much left (INV-01). Must run in a transaction.
    """
    _demand_transaction()
    held = _move(hold(account), movement)
    source_pk = land_grant.pk if land_grant else held.land_grant_id
    split = _split_off(source_pk, movement.paid, reverses)
    return LedgerEntry.objects.create(
        account=held,
        land_grant_id=source_pk,
        case=case,
        order=order,
        claim=claim,
        reverses=reverses,
        kind=kind,
        key=key,
        occurred_on=occurred_on or local_date(now),
        recorded_at=now,
        recorded_by=actor.reference,
        reserved_cents=movement.reserved,
        committed_cents=movement.committed,
        paid_cents=movement.paid,
        bund_cents=split.bund,
        land_cents=split.land,
        kommune_cents=split.kommune,
        private_cents=split.private,
        interest_cents=movement.interest,
        account_assignment=_assignment(held, case, kind, order, claim),
    )


def _move(held: FundAccount, movement: Movement) -> FundAccount:
    """Move the account's figures behind both nets, while the year is open."""
    refuse_closed(held)
    refuse_overspending(held, movement)
    if FundAccount.objects.filter(room_for(movement), pk=held.pk).update(**movement.as_update()) != 1:
        raise _exceeded(FundAccount.objects.get(pk=held.pk))
    return held


def _assignment(
    account: FundAccount, case: Application, kind: LedgerKind, order: PaymentOrder | None, claim: Claim | None
) -> str:
    """The account assignment: an order's as it was signed; interest is income, late money where rules say."""
    if order is not None:
        return order.account_assignment
    is_late = claim is not None and claim.grant.account.budget_year < account.budget_year
    is_income = kind is LedgerKind.INTEREST or (is_late and case.rules.later_repayments == "city")
    return case.rules.assignment(is_income=is_income)


def _demand_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a booking belongs into the transaction of its cause")


def refuse_closed(held: FundAccount) -> None:
    """A closed budget year has no more entries (INV-18); a trigger says so too."""
    if held.closed_at is not None:
        sentence = (
            f"Das Haushaltsjahr {held.budget_year} ist abgeschlossen. Wählen Sie einen Tag in einem "
            "offenen Jahr. Oder bitten Sie die Kämmerei, das Jahr wieder zu öffnen."
        )
        raise DomainError(sentence, code="year.closed")


def refuse_overspending(held: FundAccount, movement: Movement) -> None:
    """First net: as long as the account is held, its free money is what it says."""
    if movement.burden > max(0, held.free_cents):
        raise _exceeded(held)


def room_for(movement: Movement) -> Q:
    """Second net, for the update itself: it finds no row when it would pass what is available."""
    if movement.burden <= 0:
        return Q()
    available = F("budget_cents") + F("top_ups_cents") + F("carried_in_cents")
    taken = F("carried_out_cents") + F("blocked_cents") + F("reserved_cents") + F("committed_cents")
    return Q(paid_net_cents__lte=available - taken - movement.burden)


def _exceeded(account: FundAccount) -> DomainError:
    sentence = f"So viel Geld ist nicht mehr da. Frei sind noch {format_euro(account.free_cents)}."
    return DomainError(sentence, code="fund.exceeded")


def _split_off(land_grant_pk: int, amount_cents: int, reverses: LedgerEntry | None) -> Split:
    """The next part of the cumulative split, added to the stored sums of the Land's grant; nothing of 0.

    A counter-entry negates the stored split of the entry that it takes back (INV-16).
    """
    if not amount_cents:
        return NOTHING
    land_grant = LandGrant.objects.select_for_update().get(pk=land_grant_pk)
    if reverses is None:
        split = next_split(land_grant.stored, amount_cents, land_grant.weights)
    else:
        split = negate(reverses.split)
    LandGrant.objects.filter(pk=land_grant.pk).update(
        bund_cents=F("bund_cents") + split.bund,
        land_cents=F("land_cents") + split.land,
        kommune_cents=F("kommune_cents") + split.kommune,
        private_cents=F("private_cents") + split.private,
    )
    return split

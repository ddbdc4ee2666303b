"""Booking: the one place where the fund account and the ledger are written.

Three nets keep a fund from being overspent, each on its own: the row lock on the account, the conditional
update that refuses what would not fit, and the CHECK in the database. On SQLite, which has no row locks,
BEGIN IMMEDIATE makes writers wait for one another.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F

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
from grants.rules.shares import NOTHING, Split, next_split


@dataclass(frozen=True)
class Movement:
    """How a booking moves the three figures, in signed cents."""

    reserved: int = 0
    committed: int = 0
    paid: int = 0


def account_for(*, fund: Fund, budget_year: int) -> FundAccount:
    """The fund's account of the year; a year without a budget gets one with zero.

    Raises DomainError when the fund has no grant of the Land to split by.
    """
    account = fund.accounts.filter(budget_year=budget_year).first()
    if account is not None:
        return account
    land_grant = fund.land_grants.order_by("-programme_year").first()
    if land_grant is None:
        raise DomainError(
            "Für den Fonds ist keine Zuwendung des Landes eingetragen.", code="fund.no_land_grant"
        )
    return FundAccount.objects.get_or_create(
        fund=fund, budget_year=budget_year, defaults={"land_grant": land_grant}
    )[0]


def hold(account: FundAccount) -> FundAccount:
    """Lock the account until the transaction ends: first net. Cases and orders are locked before it."""
    return FundAccount.objects.select_for_update().get(pk=account.pk)


def book(
    *,
    account: FundAccount,
    case: Application,
    kind: LedgerKind,
    key: str,
    movement: Movement,
    actor: Actor,
    now: datetime,
    order: PaymentOrder | None = None,
    claim: Claim | None = None,
) -> LedgerEntry:
    """Write one booking and move the account by the same cents.

    Money that is paid or comes back is split by the cumulative weights of the Land's grant (INV-13). `key` is
    the booking's name for ever: a second one with the same key fails in the database.

    Raises DomainError "fund.exceeded" when the fund has not so much left (INV-01). Must run in a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a booking belongs into the transaction of its cause")
    held = hold(account)
    _move_account(held, movement)
    split = _split_off(held.land_grant_id, movement.paid) if movement.paid else NOTHING
    return LedgerEntry.objects.create(
        account=held,
        land_grant_id=held.land_grant_id,
        case=case,
        order=order,
        claim=claim,
        kind=kind,
        key=key,
        occurred_on=local_date(now),
        recorded_at=now,
        recorded_by=actor.reference,
        reserved_cents=movement.reserved,
        committed_cents=movement.committed,
        paid_cents=movement.paid,
        bund_cents=split.bund,
        land_cents=split.land,
        kommune_cents=split.kommune,
        private_cents=split.private,
    )


def _move_account(account: FundAccount, movement: Movement) -> None:
    """Second net: the update finds no row when the three figures together would pass what is available."""
    burden = movement.reserved + movement.committed + movement.paid
    rows = FundAccount.objects.filter(pk=account.pk)
    if burden > 0:
        rows = rows.filter(
            paid_net_cents__lte=F("budget_cents")
            + F("top_ups_cents")
            + F("carried_in_cents")
            - F("carried_out_cents")
            - F("blocked_cents")
            - F("reserved_cents")
            - F("committed_cents")
            - burden
        )
    changed = rows.update(
        reserved_cents=F("reserved_cents") + movement.reserved,
        committed_cents=F("committed_cents") + movement.committed,
        paid_net_cents=F("paid_net_cents") + movement.paid,
    )
    if changed != 1:
        raise DomainError(
            f"So viel Geld ist nicht mehr da. Frei sind noch {format_euro(account.free_cents)}.",
            code="fund.exceeded",
        )


def _split_off(land_grant_pk: int, amount_cents: int) -> Split:
    """The next part of the cumulative split, added to the stored sums of the Land's grant."""
    land_grant = LandGrant.objects.select_for_update().get(pk=land_grant_pk)
    split = next_split(land_grant.stored, amount_cents, land_grant.weights)
    LandGrant.objects.filter(pk=land_grant.pk).update(
        bund_cents=F("bund_cents") + split.bund,
        land_cents=F("land_cents") + split.land,
        kommune_cents=F("kommune_cents") + split.kommune,
        private_cents=F("private_cents") + split.private,
    )
    return split

"""The Land's money: decisions with their tranches, drawdowns with what came of them, what lies unused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, Sum

from foundation.audit.actors import Actor
from grants import policy
from grants.models import (
    Drawdown,
    Fund,
    FundAccount,
    LandGrant,
    LandProposal,
    LandReceipt,
    LandTranche,
    LedgerEntry,
)
from grants.models.proposal import IS_WAITING
from grants.rules.land_money import Age, Unused, unused_money

READERS = ("KM", "AU")


@dataclass(frozen=True)
class LandLine:
    """One decision of the Land with everything that was done on it; cents are Bund and Land together."""

    grant: LandGrant
    tranches: Sequence[LandTranche]
    drawdowns: Sequence[Drawdown]
    used_cents: int
    unused: Sequence[Unused]
    paid_years: Sequence[int]

    @property
    def years(self) -> list[int]:
        """The budget years that this decision pays for, and those in which it paid, the latest first."""
        of_accounts = {account.budget_year for account in self.grant.accounts.all()}
        possible = {year for year in of_accounts if year >= self.grant.programme_year}
        return sorted(possible.union(self.paid_years), reverse=True)

    @property
    def given_cents(self) -> int:
        return sum(each.amount_cents for each in self.tranches)

    @property
    def asked_cents(self) -> int:
        return sum(each.claimed_cents for each in self.drawdowns if not each.is_withdrawn)

    @property
    def received_cents(self) -> int:
        return sum(each.received_cents for each in self.drawdowns)

    @property
    def cut_cents(self) -> int:
        return sum(each.cut_cents for each in self.drawdowns)

    @property
    def unused_cents(self) -> int:
        return sum(each.cents for each in self.unused)


def land_lines(funds: Iterable[Fund], today: date) -> Sequence[LandLine]:
    """The Land's decisions of these funds, the latest first. A constant number of queries."""
    drawdowns = Drawdown.objects.select_related("withdrawal").order_by("-pk")
    drawdowns = drawdowns.prefetch_related("receipts", "cuts")
    grants = (
        LandGrant.objects.filter(fund__in=list(funds))
        .select_related("fund")
        .order_by("-programme_year", "pk")
    )
    tranches = LandTranche.objects.select_related("proposal").order_by("budget_year", "pk")
    related = (Prefetch("tranches", tranches), Prefetch("drawdowns", drawdowns))
    found = list(grants.prefetch_related("accounts", *related))
    used = _used([grant.pk for grant in found])
    return [_line(grant, used.get(grant.pk, {}), today) for grant in found]


def land_alerts(funds: Iterable[Fund], today: date) -> Sequence[tuple[LandGrant, Unused]]:
    """Money of the Land that has been lying for 45 days or more, the oldest first."""
    if not LandReceipt.objects.filter(drawdown__fund__in=list(funds)).exists():
        return []
    lines = land_lines(funds, today)
    found = [(line.grant, part) for line in lines for part in line.unused if part.age is not Age.FRESH]
    return sorted(found, key=lambda pair: pair[1].received_on)


def land_proposals(funds: Iterable[Fund]) -> Sequence[LandProposal]:
    """Tranches that wait for their second person, the oldest first."""
    found = LandProposal.objects.filter(IS_WAITING, fund__in=list(funds))
    return list(found.select_related("fund").order_by("pk"))


def years_borne_before(proposal: LandProposal) -> Sequence[FundAccount]:
    """Budget years that the new decision comes too late for: they are booked under an earlier one (0034)."""
    fund, year = proposal.fund, proposal.programme_year
    if fund.land_grants.filter(programme_year=year).exists():
        return []
    later = fund.land_grants.filter(programme_year__gt=year).order_by("programme_year").first()
    accounts = fund.accounts.filter(budget_year__gte=year, land_grant__programme_year__lt=year)
    if later is not None:
        accounts = accounts.filter(budget_year__lt=later.programme_year)
    booked = accounts.filter(entries__isnull=False).distinct()
    return list(booked.select_related("land_grant").order_by("budget_year"))


def find_land_proposal(actor: Actor, uuid: UUID) -> LandProposal | None:
    """The proposal, if it belongs to a fund of the Kämmerei that asks."""
    return policy.scope(actor, LandProposal.objects.filter(uuid=uuid), codes=("KM",)).first()


def find_drawdown(actor: Actor, uuid: UUID) -> Drawdown | None:
    """The drawdown, if it belongs to a fund of the Kämmerei that asks."""
    found = (
        Drawdown.objects.filter(uuid=uuid)
        .select_related("fund", "withdrawal")
        .prefetch_related("receipts", "cuts")
    )
    return policy.scope(actor, found, codes=("KM",)).first()


def _line(grant: LandGrant, used: Mapping[int, int], today: date) -> LandLine:
    drawdowns = list(grant.drawdowns.all())
    receipts = [(each.received_on, each.amount_cents) for one in drawdowns for each in one.receipts.all()]
    used_cents = sum(used.values())
    unused = unused_money(receipts, used_cents, today=today)
    return LandLine(grant, list(grant.tranches.all()), drawdowns, used_cents, unused, list(used))


def _used(grants: Sequence[int]) -> dict[int, dict[int, int]]:
    """Bund's and Land's share of all payments so far, by decision and budget year."""
    entries = LedgerEntry.objects.filter(land_grant__in=grants).exclude(paid_cents=0).order_by()
    rows = entries.values_list("land_grant", "account__budget_year")
    found: dict[int, dict[int, int]] = {}
    for grant, year, cents in rows.annotate(used=Sum(F("bund_cents") + F("land_cents"))):
        found.setdefault(grant, {})[year] = cents
    return found

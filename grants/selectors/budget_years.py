"""What the Kämmerei sees of the budget years: what is still committed, entered, carried over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from foundation.audit.actors import Actor
from grants import policy
from grants.models import BudgetEntry, BudgetProposal, CarryOver, Fund, FundAccount
from grants.models.proposal import IS_WAITING

READERS = ("KM", "AU")
SHOWN = 20


@dataclass(frozen=True)
class BudgetYear:
    """One account with the proposal to carry its open commitments on, if one waits."""

    account: FundAccount
    proposal: CarryOver | None

    @property
    def may_be_proposed(self) -> bool:
        """There is something to carry, and nobody has proposed it yet."""
        return self.account.committed_cents > 0 and self.proposal is None


def budget_years(funds: Iterable[Fund]) -> Sequence[BudgetYear]:
    """The accounts of these funds, the latest year first. Two queries."""
    chosen = list(funds)
    waiting = {
        (each.fund_id, each.from_year): each
        for each in CarryOver.objects.filter(fund__in=chosen, confirmed_at=None)
    }
    accounts = FundAccount.objects.filter(fund__in=chosen).select_related("fund")
    return [
        BudgetYear(account, waiting.get((account.fund_id, account.budget_year)))
        for account in accounts.order_by("-budget_year", "fund__name")
    ]


def budget_proposals(funds: Iterable[Fund]) -> Sequence[BudgetProposal]:
    """What waits for its second person, the oldest first."""
    found = BudgetProposal.objects.filter(IS_WAITING, fund__in=list(funds))
    return list(found.select_related("fund").order_by("pk"))


def budget_entries(funds: Iterable[Fund]) -> Sequence[BudgetEntry]:
    """What was entered last, the latest first."""
    found = BudgetEntry.objects.filter(account__fund__in=list(funds))
    return list(found.select_related("account__fund", "proposal").order_by("-pk")[:SHOWN])


def find_budget_proposal(actor: Actor, uuid: UUID) -> BudgetProposal | None:
    """The proposal, if it belongs to a fund of the Kämmerei that asks."""
    return policy.scope(actor, BudgetProposal.objects.filter(uuid=uuid), codes=("KM",)).first()


def carried_over(funds: Iterable[Fund]) -> Sequence[CarryOver]:
    """What was carried, the latest first."""
    done = CarryOver.objects.filter(fund__in=list(funds), confirmed_at__isnull=False)
    return list(done.select_related("fund").order_by("-pk"))


def find_proposal(actor: Actor, uuid: UUID) -> CarryOver | None:
    """The proposal, if it belongs to a fund of the Kämmerei that asks."""
    return policy.scope(actor, CarryOver.objects.filter(uuid=uuid), codes=("KM",)).first()

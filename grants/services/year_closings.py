"""A budget year is closed when nothing of it is open, and opened again only with a reason (INV-18)."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import FundAccount, YearClosing, YearStep
from grants.models.proposal import IS_WAITING
from grants.selectors.year_end import open_points
from grants.services.ledger import hold
from grants.services.proposals import held_proposal, mark_confirmed, mark_withdrawn


def propose_closing(
    *, account: FundAccount, step: YearStep, actor: Actor, now: datetime, reason: str = ""
) -> YearClosing:
    """Propose to close a year, or to open it again with a reason.

    Raises NotAllowed, InvalidInput without a reason for opening, DomainError when a proposal waits or the
    year is so already, Blocked with every open point of the year.
    """
    with transaction.atomic():
        held = hold(account)
        if not policy.may_propose_budget(actor, held):
            raise NotAllowed(policy.may_propose_budget.why_not(actor, held), "policy.denied")
        if step is YearStep.REOPEN and not reason.strip():
            raise InvalidInput(
                "Schreiben Sie, warum das Jahr wieder offen sein soll.", "reason.missing", "reason"
            )
        if YearClosing.objects.filter(IS_WAITING, account=held).exists():
            raise DomainError("Dazu wartet schon ein Vorschlag.", "year.proposed")
        _demand_possible(held, step, now)
        proposed = YearClosing.objects.create(
            account=held,
            step=step,
            reason=reason.strip(),
            proposed_by=actor.reference,
            proposed_by_label=actor.label,
            proposed_at=now,
        )
        _log("propose", proposed, actor, now)
    return proposed


def confirm_closing(*, proposal: YearClosing, actor: Actor, now: datetime) -> YearClosing:
    """Close the year, or open it again: everything is asked once more under the lock of the account.

    Raises NotAllowed, DomainError when it is done or withdrawn, Blocked with every open point.
    """
    with transaction.atomic():
        held = hold(proposal.account)
        fresh = held_proposal(proposal, policy.may_confirm_budget, actor)
        _demand_possible(held, YearStep(fresh.step), now)
        held.closed_at = now if fresh.step == YearStep.CLOSE else None
        held.save(update_fields=["closed_at"])
        mark_confirmed(fresh, actor, now)
        _log("confirm", fresh, actor, now)
    return fresh


def withdraw_closing(*, proposal: YearClosing, actor: Actor, now: datetime) -> YearClosing:
    """Nothing comes of it. Raises NotAllowed, DomainError when it is done or withdrawn."""
    with transaction.atomic():
        fresh = held_proposal(proposal, policy.may_withdraw_budget, actor)
        mark_withdrawn(fresh, actor, now)
        _log("withdraw", fresh, actor, now)
    return fresh


def _demand_possible(account: FundAccount, step: YearStep, now: datetime) -> None:
    is_closed = account.closed_at is not None
    if step is YearStep.REOPEN:
        if not is_closed:
            raise DomainError("Dieses Haushaltsjahr ist offen.", "year.open")
        return
    if is_closed:
        raise DomainError("Dieses Haushaltsjahr ist schon abgeschlossen.", "year.closed")
    found = [point.sentence for point in open_points(account, local_date(now)) if point.stops]
    if found:
        raise Blocked(findings=found)


def _log(verb: str, proposal: YearClosing, actor: Actor, now: datetime) -> None:
    details = {"budget_year": proposal.account.budget_year, "step": proposal.step}
    append_entry(
        action=f"year_closing.{verb}",
        subject=f"fund:{proposal.fund.uuid}",
        actor=actor,
        details=details,
        now=now,
    )

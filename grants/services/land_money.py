"""Decisions of the Land and their tranches: proposed by one person, entered by another (row 35)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Fund, LandGrant, LandProposal, LandTranche
from grants.models.drawdown import IS_STANDING
from grants.models.proposal import IS_WAITING
from grants.rules.shares import Weights
from grants.services.ledger import bear_unbooked_years
from grants.services.proposals import held_proposal, mark_confirmed, mark_withdrawn

#: How far a programme year or a budget year may lie from this one.
YEARS_BACK, YEARS_AHEAD = 10, 7


@dataclass(frozen=True)
class LandWish:
    """A tranche in signed cents, and the decision that it belongs to."""

    programme_year: int
    decision_reference: str
    weights: Weights
    budget_year: int
    amount_cents: int


def propose_land_money(*, fund: Fund, wish: LandWish, actor: Actor, now: datetime) -> LandProposal:
    """Propose a tranche; nothing is entered before a second person has confirmed it.

    Raises NotAllowed, DomainError when just this waits already (a second click), InvalidInput for years far
    away, for nothing, without the decision's reference, for weights other than the decision has already.
    """
    if not policy.may_propose_budget(actor, fund):
        raise NotAllowed(policy.may_propose_budget.why_not(actor, fund), "policy.denied")
    _demand_possible(fund, wish, local_date(now).year)
    weights = wish.weights
    same: dict[str, Any] = {
        "fund": fund,
        "programme_year": wish.programme_year,
        "decision_reference": wish.decision_reference.strip(),
        "bund_weight": weights.bund,
        "land_weight": weights.land,
        "kommune_weight": weights.kommune,
        "private_weight": weights.private,
        "budget_year": wish.budget_year,
        "amount_cents": wish.amount_cents,
    }
    with transaction.atomic():
        Fund.objects.select_for_update().get(pk=fund.pk)  # two tabs at once wait for each other
        if LandProposal.objects.filter(IS_WAITING, **same).exists():
            sentence = "Genau das ist schon vorgeschlagen. Es wartet auf die zweite Person."
            raise DomainError(sentence, "land.twice")
        proposed = LandProposal.objects.create(
            **same,
            proposed_by=actor.reference,
            proposed_by_label=actor.label,
            proposed_at=now,
        )
        _log("propose", proposed, actor, now)
    return proposed


def confirm_land_money(*, proposal: LandProposal, actor: Actor, now: datetime) -> LandProposal:
    """Enter the tranche, and the decision of its programme year when it is the first.

    A new decision bears the budget years in which nothing is booked yet (decision 0034). Raises NotAllowed,
    DomainError when it is done or withdrawn, when the decision has other weights by now, or when less would
    be given than was asked for.
    """
    with transaction.atomic():
        fresh = held_proposal(proposal, policy.may_confirm_budget, actor)
        grant, is_new = _decision(fresh)
        borne = bear_unbooked_years(grant) if is_new else ()
        left = grant.tranches.aggregate(total=Sum("amount_cents", default=0))["total"] + fresh.amount_cents
        asked = sum(each.claimed_cents - each.cut_cents for each in grant.drawdowns.filter(IS_STANDING))
        if fresh.amount_cents < 0 and left < 0:
            raise DomainError("So viel ist nicht eingetragen. Prüfen Sie den Betrag.", "land.not_given")
        if fresh.amount_cents < 0 and left < asked:
            raise DomainError("So viel ist beim Land schon abgerufen. Prüfen Sie den Betrag.", "land.asked")
        fresh.tranche = LandTranche.objects.create(
            land_grant=grant,
            budget_year=fresh.budget_year,
            amount_cents=fresh.amount_cents,
            recorded_at=now,
            recorded_by=actor.reference,
        )
        mark_confirmed(fresh, actor, now)
        _log("confirm", fresh, actor, now, bears=list(borne))
    return fresh


def withdraw_land_money(*, proposal: LandProposal, actor: Actor, now: datetime) -> LandProposal:
    """Nothing comes of it. Raises NotAllowed, DomainError when it is done or withdrawn."""
    with transaction.atomic():
        fresh = held_proposal(proposal, policy.may_withdraw_budget, actor)
        mark_withdrawn(fresh, actor, now)
        _log("withdraw", fresh, actor, now)
    return fresh


def _decision(proposal: LandProposal) -> tuple[LandGrant, bool]:
    """The Land's decision of the programme year, locked, and whether it was made just now."""
    Fund.objects.select_for_update().get(pk=proposal.fund_id)
    grant, is_new = LandGrant.objects.select_for_update().get_or_create(
        fund=proposal.fund,
        programme_year=proposal.programme_year,
        defaults={
            "decision_reference": proposal.decision_reference,
            "bund_weight": proposal.bund_weight,
            "land_weight": proposal.land_weight,
            "kommune_weight": proposal.kommune_weight,
            "private_weight": proposal.private_weight,
        },
    )
    if not is_new and grant.weights != proposal.weights:
        raise DomainError(_other_weights(grant), "land.weights")
    return grant, is_new


def _demand_possible(fund: Fund, wish: LandWish, this_year: int) -> None:
    first, last = this_year - YEARS_BACK, this_year + YEARS_AHEAD
    for field in ("programme_year", "budget_year"):
        if not first <= getattr(wish, field) <= last:
            raise InvalidInput(f"Geben Sie ein Jahr von {first} bis {last} ein.", "land.far_year", field)
    if wish.budget_year < wish.programme_year:
        sentence = "Eine Tranche kommt nicht vor dem Programmjahr. Prüfen Sie die Jahre."
        raise InvalidInput(sentence, "land.early", "budget_year")
    if not wish.amount_cents:
        raise InvalidInput("Geben Sie einen Betrag ein, der nicht 0,00 € ist.", "land.no_amount", "amount")
    if not wish.decision_reference.strip():
        sentence = "Geben Sie Datum und Zeichen des Zuwendungsbescheids ein."
        raise InvalidInput(sentence, "land.no_reference", "decision_reference")
    grant = fund.land_grants.filter(programme_year=wish.programme_year).first()
    if grant is not None and grant.weights != wish.weights:
        raise InvalidInput(_other_weights(grant), "land.weights", "bund_weight")


def _other_weights(grant: LandGrant) -> str:
    weights = grant.weights
    shares = f"{weights.bund} : {weights.land} : {weights.kommune} : {weights.private}"
    return f"Für das Programmjahr {grant.programme_year} gelten schon die Anteile {shares}. Sie bleiben."


def _log(verb: str, proposal: LandProposal, actor: Actor, now: datetime, **more: Any) -> None:
    details = {
        **more,
        "programme_year": proposal.programme_year,
        "budget_year": proposal.budget_year,
        "amount_cents": proposal.amount_cents,
    }
    append_entry(
        action=f"land_money.{verb}",
        subject=f"fund:{proposal.fund.uuid}",
        actor=actor,
        details=details,
        now=now,
    )

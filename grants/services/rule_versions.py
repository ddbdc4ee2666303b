"""Versions of a fund's rules: proposed by one person, confirmed by another, never in the past."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Fund, FundRules, RulesProposal
from grants.models.rules_proposal import labels, values_of
from grants.rules.findings import Finding
from grants.rules.rule_versions import check_rules, check_valid_from


def newest_rules(fund: Fund) -> FundRules:
    """The version that was made last; it may begin on a later day."""
    return fund.rules.order_by("-valid_from", "-version")[0]


def propose_rules(
    *, fund: Fund, values: Mapping[str, Any], valid_from: date, reason: str, actor: Actor, now: datetime
) -> RulesProposal:
    """Propose a version: every rule by its name, as it shall be. Nothing changes before it is confirmed.

    Source: permissions 42, person rule 5. Raises NotAllowed, InvalidInput without a reason or a change,
    DomainError while another proposal waits, Blocked with every value that cannot be.
    """
    if not reason.strip():
        raise InvalidInput("Schreiben Sie, warum sich die Regeln ändern.", "rules.no_reason", "reason")
    with transaction.atomic():
        held = Fund.objects.select_for_update(no_key=True).get(pk=fund.pk)
        if not policy.may_propose_rules(actor, held):
            raise NotAllowed(policy.may_propose_rules.why_not(actor, held), "policy.denied")
        if any(each.is_open for each in held.rules_proposals.all()):
            sentence = "Es gibt schon einen Vorschlag. Bestätigen Sie ihn zuerst, oder ziehen Sie ihn zurück."
            raise DomainError(sentence, "rules.exists")
        newest = newest_rules(held)
        proposed = values_of(newest) | dict(values)
        found = _problems(proposed, valid_from, newest, now)
        if found:
            raise Blocked(findings=found)
        if proposed == values_of(newest):
            raise InvalidInput("Sie haben nichts geändert.", "rules.nothing")
        proposal = RulesProposal.objects.create(
            fund=held,
            based_on=newest,
            valid_from=valid_from,
            values=proposed,
            reason=reason.strip(),
            proposed_by=actor.reference,
            proposed_by_label=actor.label,
            proposed_at=now,
        )
        _log("rules.propose", proposal, actor, now)
    return proposal


def confirm_rules(*, proposal: RulesProposal, actor: Actor, now: datetime) -> FundRules:
    """A second person makes the proposal the newest version. Cases keep the version stored with them.

    Raises NotAllowed, DomainError when it is not open any more or the rules have changed since, Blocked when
    its day has come meanwhile.
    """
    with transaction.atomic():
        held, fresh = _hold(proposal)
        if not policy.may_confirm_rules(actor, fresh):
            raise NotAllowed(policy.may_confirm_rules.why_not(actor, fresh), "policy.denied")
        _demand_open(fresh)
        newest = newest_rules(held)
        if newest.pk != fresh.based_on_id:
            raise DomainError("Die Regeln sind inzwischen andere. Schlagen Sie neu vor.", "rules.wrong_state")
        found = _problems(fresh.values, fresh.valid_from, newest, now)
        if found:
            raise Blocked(findings=found)
        rules = FundRules.objects.create(
            fund=held, version=held.rules.count() + 1, valid_from=fresh.valid_from, **fresh.values
        )
        fresh.confirmed_by, fresh.confirmed_by_label, fresh.confirmed_at = actor.reference, actor.label, now
        fresh.rules = rules
        fresh.save()
        _log("rules.confirm", fresh, actor, now)
    return rules


def withdraw_rules(*, proposal: RulesProposal, actor: Actor, now: datetime) -> RulesProposal:
    """Nothing of the proposal comes to hold. Raises NotAllowed, DomainError when it is not open any more."""
    with transaction.atomic():
        _held, fresh = _hold(proposal)
        if not policy.may_withdraw_rules(actor, fresh):
            raise NotAllowed(policy.may_withdraw_rules.why_not(actor, fresh), "policy.denied")
        _demand_open(fresh)
        fresh.withdrawn_by, fresh.withdrawn_by_label, fresh.withdrawn_at = actor.reference, actor.label, now
        fresh.save()
        _log("rules.withdraw", fresh, actor, now)
    return fresh


def _hold(proposal: RulesProposal) -> tuple[Fund, RulesProposal]:
    held = Fund.objects.select_for_update(no_key=True).get(pk=proposal.fund_id)
    return held, RulesProposal.objects.select_for_update().get(pk=proposal.pk)


def _demand_open(proposal: RulesProposal) -> None:
    if not proposal.is_open:
        raise DomainError("Dieser Vorschlag ist schon erledigt.", "rules.wrong_state")


def _problems(values: Mapping[str, Any], valid_from: date, newest: FundRules, now: datetime) -> list[Finding]:
    days = check_valid_from(valid_from, today=local_date(now), newest=newest.valid_from)
    return [*days, *check_rules(values, labels())]


def _log(action: str, proposal: RulesProposal, actor: Actor, now: datetime) -> None:
    details = {"proposal": proposal.uuid.hex, "valid_from": proposal.valid_from.isoformat()}
    append_entry(action=action, subject=f"fund:{proposal.fund.uuid}", actor=actor, details=details, now=now)

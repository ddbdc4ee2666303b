"""Verbs around the notice: issue it, accept it."""

from schwifty import IBAN

from applicants.models import BankAccount
from applicants.services.bank_details import add_bank_account
from foundation.audit.actors import Actor
from grants.models import Application, Grant
from grants.models.notice import IS_DRAFT
from grants.scenarios.world import World
from grants.services.grants import accept_grant
from grants.services.notices import (
    draft_award_notice,
    draft_rejection_notice,
    release_award_notice,
    release_rejection_notice,
)
from grants.services.payment_returns import change_bank_details
from grants.workflows.decision import decision_of, ends_with_no

BANK_CODE = "37040044"


def issue_notice(world: World) -> None:
    """Award or rejection is drafted by the officer, released by another person, and posted."""
    application, channel = world.application(), str(world.step.keys.get("channel", ""))
    drafter, releaser = world.people["officer"], world.person("officer2")
    is_drafted = application.notices.filter(IS_DRAFT).exists()  # who decides alone drafts with it
    if ends_with_no(application):
        if not is_drafted:
            reason = _reason_of_rejection(application)
            draft_rejection_notice(application=application, reason=reason, actor=drafter, now=world.now)
        release_rejection_notice(application=application, actor=releaser, channel=channel, now=world.now)
        return
    if not is_drafted:
        draft_award_notice(application=application, actor=drafter, now=world.now)
    release_award_notice(grant=world.grant(), actor=releaser, channel=channel, now=world.now)


def _reason_of_rejection(application: Application) -> str:
    decision, last = decision_of(application), application.transitions.order_by("-pk")[0]
    said = (decision.reason if decision else "") or last.reason
    return said or "Die Jury hat sich für andere Aktionen entschieden."


def accept(world: World) -> None:
    """The applicant accepts and gives bank details."""
    grant, actor = world.grant(), world.person("applicant")
    account = _account(world, grant, actor)
    accept_grant(
        grant=grant,
        actor=actor,
        now=world.now,
        waiver=bool(world.step.keys.get("waiver", False)),
        own_committed_cents=world.cents("own_committed", 0),
        own_less_reason="Im Szenario ist es so angegeben.",
        bank_account=account,
    )


def new_bank_details(world: World) -> None:
    """The applicant gives another account and confirms it afresh, with a code that was just typed."""
    grant, actor = world.grant(), world.person("applicant")
    change_bank_details(
        grant=grant,
        bank_account=_account(world, grant, actor),
        confirmed_at=world.now,
        actor=actor,
        now=world.now,
    )


def _account(world: World, grant: Grant, actor: Actor) -> BankAccount:
    return add_bank_account(
        applicant=grant.case.applicant,
        holder=grant.case.particulars.name,
        iban=invented_iban(grant),
        actor=actor,
        now=world.now,
    )


def invented_iban(grant: Grant) -> str:
    """A well-formed account number that belongs to nobody's story but this one; a new one each time."""
    count = grant.case.applicant.bank_accounts.count()
    return str(IBAN.generate("DE", BANK_CODE, f"{count:02d}{grant.case.applicant_id:08d}"))

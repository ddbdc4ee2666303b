"""Notices: drafted by one person, released by another; the dates that the law hangs on them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import (
    Application,
    FundAccount,
    Grant,
    LedgerKind,
    Notice,
    NoticeKind,
    Obligation,
    last_text,
)
from grants.models.notice import IS_DRAFT
from grants.person_rules import wrote
from grants.rules.channels import channel_of, possible_channels
from grants.rules.deadlines import deemed_known_on, proof_due_on, remedy_until
from grants.rules.obligations import LONGEST, folded
from grants.services.drafts import open_draft, write_draft
from grants.services.ledger import Movement, account_for, book
from grants.services.news import NOTICE, tell
from grants.services.second_person import note_waiver
from grants.services.workflow import lock, perform
from grants.workflows.decision import decision_of, ends_with_no
from grants.workflows.requirements import rejection_can_be_drafted


def draft_award_notice(
    *,
    application: Application,
    actor: Actor,
    now: datetime,
    reason: str = "",
    expected_version: int | None = None,
) -> Grant:
    """Approve what the jury voted for: the grant comes into being, the commitment replaces the reservation.

    The notice is only drafted; nothing leaves the house until a second person releases it.
    Raises Blocked when the remedy text is missing, DomainError when the money is gone.
    """
    grants: list[Grant] = []

    def work(fresh: Application) -> None:
        grants.append(_commit(fresh, reason, is_reserved=True, actor=actor, now=now))

    perform(application, "approve", actor=actor, now=now, expected_version=expected_version, work=work)
    return grants[0]


def draft_alone_award(*, application: Application, actor: Actor, now: datetime) -> Grant:
    """Draft the award that the office decided alone; nothing was reserved before. The caller has decided."""
    grants: list[Grant] = []

    def work(fresh: Application) -> None:
        grants.append(_commit(fresh, "", is_reserved=False, actor=actor, now=now))

    perform(application, "approve_alone", actor=actor, now=now, work=work)
    return grants[0]


def _commit(case: Application, reason: str, *, is_reserved: bool, actor: Actor, now: datetime) -> Grant:
    """Draft the award of what was decided, and bind its money."""
    decision = decision_of(case)
    if decision is None:
        raise DomainError("Zu diesem Antrag ist nichts entschieden.", "decision.missing")
    amount = decision.amount_cents
    # Votes of an older version knew neither limit nor folding.
    obligations = [text[:LONGEST] for text in folded(decision.obligations)]
    notice = write_draft(
        case,
        NoticeKind.AWARD,
        amount,
        reason or decision.reason or _why_less(case, amount, obligations),
        actor=actor,
        now=now,
        obligations=obligations,
    )
    account = account_for(fund=case.fund, budget_year=decision.budget_year)
    book(
        account=account,
        case=case,
        kind=LedgerKind.COMMIT,
        key=f"commit:{notice.uuid}",
        movement=Movement(reserved=-amount if is_reserved else 0, committed=amount),
        actor=actor,
        now=now,
    )
    return _new_grant(case, account, amount, obligations, today=local_date(now))


def _why_less(case: Application, amount_cents: int, obligations: Sequence[str]) -> str:
    """A jury that gives less may explain it by obligations; what is refused has reasons (§ 39 VwVfG)."""
    if not obligations or amount_cents >= (case.requested_cents or 0):
        return ""
    return f"Die Jury hat weniger bewilligt und dazu beschlossen: {'; '.join(obligations)}."


def _new_grant(
    case: Application, account: FundAccount, amount_cents: int, obligations: list[str], *, today: date
) -> Grant:
    starts_on = case.starts_on or today
    grant = Grant.objects.create(
        case=case,
        account=account,
        approved_cents=amount_cents,
        starts_on=starts_on,
        ends_on=case.ends_on or starts_on,
        early_start_on=case.early_start_on,
    )
    Obligation.objects.bulk_create(Obligation(grant=grant, text=text) for text in obligations)
    return grant


def release_award_notice(
    *,
    grant: Grant,
    actor: Actor,
    now: datetime,
    channel: str = "",
    expected_version: int | None = None,
    seen_text: int | None = None,
) -> Grant:
    """A second person releases the award notice; it is posted today and its dates are computed."""

    def work(fresh: Grant) -> None:
        notice = open_draft(fresh.case, NoticeKind.AWARD, seen_text)
        post_notice(notice, actor=actor, now=now, channel=channel)
        fresh.proof_due_on = proof_due_on(fresh.ends_on, fresh.case.rules.parameters())

    return perform(grant, "issue", actor=actor, now=now, expected_version=expected_version, work=work)


def draft_rejection_notice(*, application: Application, reason: str, actor: Actor, now: datetime) -> Notice:
    """Draft the rejection notice with its reasons (§ 39 VwVfG); the state changes when it is released.

    Raises NotAllowed, Blocked when the vote fell or a text is missing, DomainError when the case is not up
    for rejection or has a draft already.
    """
    with transaction.atomic():
        fresh = lock(application)
        if not policy.may_draft_notice(actor, fresh):
            raise NotAllowed(policy.may_draft_notice.why_not(actor, fresh), "policy.denied")
        if not ends_with_no(fresh):
            raise DomainError("Dieser Antrag ist nicht abzulehnen.", "notice.wrong_state")
        if fresh.notices.filter(IS_DRAFT, kind=NoticeKind.REJECTION).exists():
            raise DomainError("Es gibt schon einen Entwurf. Geben Sie ihn frei.", "notice.exists")
        findings = list(rejection_can_be_drafted(fresh, local_date(now)))
        if findings:
            raise Blocked(findings=findings)
        notice = write_draft(fresh, NoticeKind.REJECTION, 0, reason, actor=actor, now=now)
        append_entry(
            action="notice.draft",
            subject=fresh.subject,
            actor=actor,
            details={"kind": "rejection", "notice": notice.uuid.hex},
            now=now,
        )
    return notice


def release_rejection_notice(
    *,
    application: Application,
    actor: Actor,
    now: datetime,
    channel: str = "",
    expected_version: int | None = None,
    seen_text: int | None = None,
) -> Application:
    """A second person releases the rejection notice; the application is rejected."""

    def work(fresh: Application) -> None:
        notice = open_draft(fresh, NoticeKind.REJECTION, seen_text)
        post_notice(notice, actor=actor, now=now, channel=channel)

    return perform(application, "reject", actor=actor, now=now, expected_version=expected_version, work=work)


def post_notice(notice: Notice, *, actor: Actor, now: datetime, channel: str = "") -> date:
    """Freeze the notice: who, when, by which way, deemed known when, remedy until when (§ 41 VwVfG).

    Belongs into the `work` of the edge that the second person walks. Without a letter an e-mail says that
    there is something to read. -> The last day of the remedy; money that is asked back is due on it, and
    where there is no remedy the same month is the time to pay.
    """
    parameters = notice.case.rules.parameters()
    notice.last_fund_text = last_text(notice.case.fund_id)
    notice.channel = _possible_channel(notice, channel, usual=parameters.posting)
    notice.released_by, notice.released_by_label, notice.released_at = actor.reference, actor.label, now
    notice.posted_on = local_date(now)
    notice.deemed_known_on = deemed_known_on(notice.posted_on, notice.channel, parameters)
    until = remedy_until(notice.deemed_known_on, parameters.land)
    notice.remedy_until = until
    # A change has two persons whoever worded its reason: one prepares it, another decides (row 24).
    notice.second_person_waived = notice.kind != NoticeKind.CHANGE and wrote(actor, notice)
    notice.save()
    if notice.second_person_waived:
        note_waiver("notice", notice.case, actor=actor, now=now)
    if notice.channel != "letter":
        tell(NOTICE, case=notice.case, cause=f"notice:{notice.uuid}", now=now, is_only_way=True)
    return until


def _possible_channel(notice: Notice, chosen: str, *, usual: str) -> str:
    """What was chosen; else the usual way of the fund, or a letter where it leads nowhere.

    Raises InvalidInput when the addressee cannot be reached by the way that was chosen.
    """
    email = notice.case.particulars.email
    if not chosen:
        return channel_of(usual, email)
    if chosen not in possible_channels(email):
        sentence = "Zu diesem Antrag gibt es keine E-Mail-Adresse. Wählen Sie „Brief“."
        raise InvalidInput(sentence, "notice.no_address", "channel")
    return chosen

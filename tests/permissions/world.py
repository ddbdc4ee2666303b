"""A small town with a case in every corner, so that every address has something to show."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from applicants.models import Applicant
from foundation.accounts.models import User
from foundation.accounts.services import assign_role, create_user
from foundation.audit.actors import SYSTEM
from foundation.files.models import StoredFile
from foundation.files.services import store_bytes
from foundation.values.codes import make_token
from foundation.values.dates import local_date
from grants.models import (
    BudgetKind,
    CarryOver,
    DeletionRun,
    Fund,
    JuryKey,
    JurySession,
    LandProposal,
    LedgerEntry,
    PaymentKind,
    Surplus,
    TermReminder,
    YearClosing,
)
from grants.scenarios.founding import found
from grants.services.budget_proposals import Wish, propose_budget
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.conflicts import declare_juror_conflict
from grants.services.drawdowns import request_drawdown
from grants.services.finance_imports import import_results
from grants.services.jury_keys import issue_link
from grants.services.minutes import choose_chair
from grants.services.payment_profiles import propose_profile
from grants.services.rule_versions import propose_rules
from tests.grants.services.runs import hand_over, seen
from tests.permissions.papers import letter_about, made_report, overview, pack_for, subscription
from tests.result_files import result_file
from tests.stories import Story

EMAILS = {
    "QM": "manager",
    "CI": "officer",
    "FC": "certifier",
    "FO": "orderer",
    "KA": "cashier",
    "KM": "kaemmerei",
    "AU": "auditor",
    "AD": "administrator",
}


@dataclass(frozen=True)
class Town:
    """What the rows of the matrix may name, and who walks."""

    places: Mapping[str, Any]
    users: Mapping[str, User]
    resident: Applicant
    stranger: Applicant
    jurors: Mapping[str, JuryKey]


def build_town(fund: Fund, people: Mapping[str, Any]) -> Town:
    """Cases as draft, submitted, issued, in payment, with proof, with a claim; all of one resident."""
    now = timezone.now()
    resident = Story(fund, people).applicant()

    def story(cents: int = 10_000) -> Story:
        made = Story(fund, people, cents=cents)
        object.__setattr__(made, "applicant", lambda: resident)
        return made

    draft, submitted, drafted, issued = story(), story(), story(), story()
    draft.draft()
    submitted.submitted()
    drafted.drafted()
    issued.issued()
    running = story()
    running.accepted()
    order = running.ordered(PaymentKind.ADVANCE, 5_000)
    handed_over = story()
    handed_over.accepted()
    run_of_kasse = hand_over(handed_over, seen(handed_over.ordered(PaymentKind.ADVANCE, 5_000)))
    claimed = story()
    claimed.accepted()
    claimed.paid(PaymentKind.ADVANCE, 10_000)
    claimed.proof_sent(8_000)
    claimed.proof_confirmed()
    claim = draft_claim(
        grant=claimed.grant,
        actor=people["officer"],
        now=claimed.now - timedelta(days=11),
        heard_until=claimed.day - timedelta(days=1),
    )
    claimed.post("anhoerung-rueckforderung", days_ago=11)
    claim = release_claim_notice(claim=claim, actor=people["officer2"], now=claimed.now)
    surplus = Surplus.objects.create(
        claim=claim, amount_cents=1, received_on=claimed.day, recorded_by="x", recorded_at=claimed.now
    )
    picture = store_bytes(
        data=b"x",
        name="bild.jpg",
        media_type="image/jpeg",
        subject=draft.application.subject,
        actor=draft.resident,
        now=now,
    )
    run = DeletionRun.objects.create(
        fund=fund,
        periods_confirmed=True,
        final_account_accepted=True,
        proposed_by=people["officer"].reference,
        proposed_at=now,
    )
    closing = YearClosing.objects.create(
        account=issued.grant.account,
        step="reopen",
        reason="Beleg fehlt",
        proposed_by=people["kaemmerei"].reference,
        proposed_at=now,
    )
    land_proposal = LandProposal.objects.create(
        fund=fund,
        programme_year=2026,
        decision_reference="Bescheid",
        budget_year=2026,
        amount_cents=1,
        proposed_by=people["kaemmerei"].reference,
        proposed_at=now,
    )
    drawdown = request_drawdown(
        land_grant=fund.land_grants.get(),
        from_on=claimed.day - timedelta(days=300),
        to_on=claimed.day,
        actor=people["kaemmerei"],
        now=claimed.now,
    )
    receipt = claim.receipt_orders.get()
    stranger = Story(fund, people, name="Fremde Musterleute")
    stranger.submitted()
    voting = story()
    voting.scheduled()
    jury_picture = _picture_for_the_jury(voting)
    jurors = _jurors(voting)
    users = {role: User.objects.get(email=f"{name}@stadt.example") for role, name in EMAILS.items()}
    users["QX"] = _manager_of_another_fund(now)
    made = made_report(issued, "made")
    places = {
        "fund": fund.slug,
        "year": issued.grant.account.budget_year,
        "closing": closing.uuid,
        "drawdown": drawdown.uuid,
        "land_proposal": land_proposal.uuid,
        "draft": draft.application.uuid,
        "submitted": submitted.application.reference,
        "submitted_uuid": submitted.application.uuid,
        "drafted": drafted.application.reference,
        "issued": issued.application.reference,
        "running": running.application.reference,
        "claimed": claimed.application.reference,
        "order": order.number,
        "receipt": receipt.number,
        "claim": claim.uuid,
        "hand_over": run_of_kasse.number,
        "run": run.pk,
        "reminder": TermReminder.objects.create(
            case=submitted.application,
            kind="question",
            term_on=submitted.day,
            planned_on=submitted.day,
            way="office",
            recorded_at=now,
        ).pk,
        "letter": letter_about(submitted.application, people["manager"]),
        "today": now.date().isoformat(),
        "person": people["manager"].reference,
        "role": assign_role(
            user=users["CI"], role="FO", scope=fund.slug, by=people["administrator2"], now=now
        ).pk,
        "surplus": surplus.pk,
        "rules_proposal": propose_rules(
            fund=fund,
            values={"proof_days": 56},
            valid_from=local_date(now) + timedelta(days=60),
            reason="Mehr Zeit",
            actor=people["manager"],
            now=now,
        ).uuid,
        "payment_profile": propose_profile(
            fund=fund,
            values={"encoding": "windows-1252"},
            reason="Vorgabe der Kasse",
            actor=people["manager"],
            now=now,
        ).uuid,
        "budget_proposal": propose_budget(
            fund=fund,
            wish=Wish(BudgetKind.TOP_UP, now.year, 10_000, "Beschluss des Stadtrats"),
            actor=replace(people["kaemmerei2"], stepped_up=True),
            now=now,
        ).uuid,
        "ledger_entry": LedgerEntry.objects.filter(kind="pay").latest("pk").pk,
        "finance_import": import_results(
            fund=fund, data=result_file(order), actor=people["cashier"], now=now
        ).uuid,
        "carry_over": CarryOver.objects.create(
            fund=fund,
            from_year=now.year,
            to_year=now.year + 1,
            proposed_by=people["kaemmerei2"].reference,
            proposed_at=now,
        ).uuid,
        "session": issued.fund.sessions.get().pk,
        "picture": picture.uuid,
        "voting": voting.application.reference,
        "jury_picture": jury_picture.uuid,
        "jury_pack": pack_for(voting),
        "token": make_token(),
        "document": overview(issued, "matrix").number,
        "made": made.number,
        "made_code": made.check_code,
        "subscription": subscription(issued).uuid,
        "made_again": made_report(issued, "made again").number,
    }
    return Town(places, users, resident, stranger.application.applicant, jurors)


def _picture_for_the_jury(story: Story) -> StoredFile:
    return store_bytes(
        data=b"x",
        name="plan.jpg",
        media_type="image/jpeg",
        subject=story.application.subject,
        actor=story.resident,
        now=story.now,
    )


def _jurors(story: Story) -> Mapping[str, JuryKey]:
    """One who may vote on the case of this story, and one who is biased in it."""
    seated, biased = story.fund.jury_members.all()[:2]
    manager, now, session = story.people["manager"], timezone.now(), story.session()
    declare_juror_conflict(application=story.application, member=biased, actor=manager, now=now)
    for member in (seated, biased):
        issue_link(session=session, member=member, actor=manager, now=now)
    choose_chair(session=story.session(), member=seated, actor=manager, now=now)
    # The story is of another year than the browsers of the matrix.
    JurySession.objects.filter(pk=session.pk).update(held_on=now.date())
    keys = {key.member_id: key for key in session.keys.all()}
    return {"JU": keys[seated.pk], "JB": keys[biased.pk]}


def _manager_of_another_fund(now: Any) -> User:
    other = found(
        {"name": "Anderer Fonds", "programme_year": 2026, "budget": [{"year": 2026, "amount": "1.00"}]}
    )
    user = create_user(
        email="anderer@stadt.example",
        display_name="Anton Anders (Beispiel)",
        password=make_token(),
        by=SYSTEM,
        now=now,
    )
    assign_role(user=user, role="QM", scope=other.slug, by=SYSTEM, now=now)
    return user

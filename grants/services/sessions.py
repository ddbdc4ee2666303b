"""The jury's session: plan, invite, put cases on the agenda, open, vote, decide, close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q

from applicants.models import Applicant
from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import Blocked, DomainError, NotAllowed
from grants import policy, predicates
from grants.models import (
    AgendaItem,
    Application,
    Fund,
    JuryMember,
    JurySession,
    LedgerKind,
    Outcome,
    Particulars,
    Vote,
)
from grants.rules.ceiling import why_not_more
from grants.rules.obligations import folded
from grants.rules.voting import check_vote
from grants.services.applications import release_reservation
from grants.services.attendance import check_seats
from grants.services.conflicts import write_conflict
from grants.services.drafts import discard_drafts
from grants.services.ledger import Movement, account_for, book
from grants.services.session_plans import demand_free_day
from grants.services.workflow import lock, perform
from grants.workflows.facts import ceiling_of, vote_facts

EDGE_OF_OUTCOME = {
    Outcome.YES: "vote_yes",
    Outcome.PARTIAL: "vote_partial",
    Outcome.NO: "vote_no",
    Outcome.DEFERRED: "defer",
}
REOPENED = "Die Jury stimmt neu ab: Ihr Beschluss gilt nicht mehr."


@dataclass(frozen=True)
class Decision:
    """What the minutes say about one item. Votes are single: member -> yes, no or abstain.

    `present` are the members in the room for this item; left out, those who came to the session.
    """

    outcome: Outcome
    present: Sequence[JuryMember] | None = None
    votes: Mapping[JuryMember, str] = field(default_factory=dict)
    biased: Sequence[JuryMember] = ()
    amount_cents: int | None = None
    reason: str = ""
    obligations: Sequence[str] = ()
    is_waiting: bool = False


def plan_session(
    *,
    fund: Fund,
    held_on: date,
    actor: Actor,
    now: datetime,
    starts_at: time | None = None,
    place: str = "",
    is_circular: bool = False,
) -> JurySession:
    """Make a session for a day, or a circular vote that runs until then.

    Raises NotAllowed, InvalidInput when the day is taken or the fund knows no circular vote.
    """
    if not policy.may_hold_session(actor, fund):
        raise NotAllowed(predicates.NO_RIGHT, "policy.denied")
    with transaction.atomic():
        demand_free_day(fund, held_on, is_circular=is_circular)
        session = JurySession.objects.create(
            fund=fund, held_on=held_on, starts_at=starts_at, place=place, is_circular=is_circular
        )
        append_entry(
            action="session.plan",
            subject=session.subject,
            actor=actor,
            details={"held_on": held_on.isoformat()},
            now=now,
        )
    return session


def invite_jury(
    *, session: JurySession, actor: Actor, now: datetime, expected_version: int | None = None
) -> JurySession:
    """Note that the members were invited; from now on applications can be put on the agenda."""
    return perform(session, "invite", actor=actor, now=now, expected_version=expected_version)


def open_session(
    *,
    session: JurySession,
    present: Sequence[JuryMember],
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> JurySession:
    """Open the session with the members who came. Raises Blocked for one who does not sit in it."""

    def work(fresh: JurySession) -> None:
        check_seats(fresh, present)
        fresh.present.set(present)

    return perform(session, "open", actor=actor, now=now, expected_version=expected_version, work=work)


def close_session(
    *, session: JurySession, actor: Actor, now: datetime, expected_version: int | None = None
) -> JurySession:
    """Close the session when every item has its result."""
    return perform(session, "close", actor=actor, now=now, expected_version=expected_version)


def schedule_application(
    *,
    application: Application,
    session: JurySession,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Application:
    """Put an eligible application at the end of the agenda of an invited or open session."""
    with transaction.atomic():
        fresh = lock(application)
        if session.fund != fresh.fund:
            raise DomainError("Diese Sitzung gehört zu einem anderen Fonds.", "session.other_fund")
        held = lock(session)  # whoever closes it waits, or has closed it: no case is left on a closed agenda
        AgendaItem.objects.get_or_create(
            session=held,
            application=fresh,
            decided_at=None,
            defaults={"position": held.items.count() + 1},
        )
        return perform(fresh, "schedule", actor=actor, now=now, expected_version=expected_version)


def record_decision(
    *,
    application: Application,
    decision: Decision,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Application:
    """Write down what the jury decided on an application, and reserve the money of a yes.

    Conflicts of interest are declared first, members who are biased do not vote (§§ 20, 21 VwVfG).
    Raises Blocked when counts, quorum, majority or amount do not agree (INV-21), "fund.exceeded" when the
    fund has not so much left.
    """
    with transaction.atomic():
        fresh = lock(application)
        item = fresh.agenda_items.filter(decided_at__isnull=True).order_by("-pk").first()
        if item is None or item.session.state != "open":
            raise DomainError("Eröffnen Sie zuerst die Sitzung.", "session.not_open")
        hold_namesakes(fresh)
        present = list(item.session.present.all() if decision.present is None else decision.present)
        check_seats(item.session, [*present, *decision.votes, *decision.biased])
        _cast_votes(item, decision, present, actor=actor, now=now)
        _write_result(item, decision, present, actor=actor, now=now)

        def work(decided: Application) -> None:
            if decision.outcome in (Outcome.YES, Outcome.PARTIAL):
                _reserve(decided, item, actor=actor, now=now)
            for member in decision.biased:  # after the booking: their audit entries take the last lock
                write_conflict(decided, reference=member.reference, label=member.name, actor=actor, now=now)

        edge = EDGE_OF_OUTCOME[decision.outcome]
        return perform(fresh, edge, actor=actor, now=now, expected_version=expected_version, work=work)


def hold_namesakes(application: Application) -> None:
    """The cap of a year counts all cases of one applicant (INV-06): two are decided one after the other."""
    same = Q(pk=application.applicant_id)
    if application.particulars.identity_key:
        others = Particulars.objects.filter(identity_key=application.particulars.identity_key)
        same |= Q(pk__in=others.values("application__applicant"))
    list(Applicant.objects.select_for_update().filter(same).order_by("pk").values_list("pk"))


def reopen_vote(
    *, application: Application, actor: Actor, now: datetime, expected_version: int | None = None
) -> Application:
    """Send a case back to the jury whose result fell with a void vote; a drafted rejection is discarded.

    Raises Blocked while the result stands.
    """

    def work(fresh: Application) -> None:
        discard_drafts(fresh, REOPENED, actor=actor, now=now)
        release_reservation(fresh, actor=actor, now=now)

    return perform(application, "reopen", actor=actor, now=now, expected_version=expected_version, work=work)


def _conflicted(application: Application, decision: Decision) -> set[str]:
    """References of those who declared a conflict before, or do so with this decision."""
    declared = application.conflicts.values_list("person_reference", flat=True)
    return {*declared, *(member.reference for member in decision.biased)}


def _cast_votes(
    item: AgendaItem, decision: Decision, present: Sequence[JuryMember], *, actor: Actor, now: datetime
) -> None:
    """Write the votes of the minutes; one that a member cast before they turned out to be biased is void."""
    conflicted = _conflicted(item.application, decision)
    item.votes.filter(member__reference__in=conflicted, voided_at__isnull=True).update(voided_at=now)
    for member, choice in decision.votes.items():
        if member.reference in conflicted:
            raise DomainError(f"{member.name} ist befangen und stimmt nicht mit.", "vote.biased_member")
        if member not in present:
            raise DomainError(f"{member.name} ist nicht anwesend und stimmt nicht mit.", "vote.absent_member")
        write_vote(item, member, choice, actor=actor, now=now)


def write_vote(item: AgendaItem, member: JuryMember, choice: str, *, actor: Actor, now: datetime) -> Vote:
    """The one place that writes a vote: one row a member and item, the last one counts until the result.

    A vote that a member cast over their own link is theirs: nobody else changes it. The caller holds the
    case. Raises DomainError.
    """
    before = item.votes.filter(member=member).first()
    if before and before.is_own and not before.voided_at and actor.reference != member.reference:
        if before.choice == choice:
            return before
        sentence = f"{member.name} hat schon selbst abgestimmt. Nur die Person selbst ändert ihre Stimme."
        raise DomainError(sentence, "vote.own")
    vote, _ = Vote.objects.update_or_create(
        item=item,
        member=member,
        defaults={"choice": choice, "cast_at": now, "cast_by": actor.reference, "voided_at": None},
    )
    return vote


def _write_result(
    item: AgendaItem, decision: Decision, present: Sequence[JuryMember], *, actor: Actor, now: datetime
) -> None:
    conflicted = _conflicted(item.application, decision)
    choices = list(item.votes.filter(voided_at__isnull=True).values_list("choice", flat=True))
    item.outcome = decision.outcome
    item.present_count = len(present)
    item.biased_count = sum(member.reference in conflicted for member in present)
    item.yes_count, item.no_count = choices.count("yes"), choices.count("no")
    item.abstain_count = choices.count("abstain")
    item.amount_cents = decision.amount_cents
    item.reason = decision.reason.strip()
    item.is_waiting = decision.is_waiting
    item.obligations = folded(decision.obligations)
    item.decided_at, item.decided_by = now, actor.reference
    most, parameters = (
        ceiling_of(item.application, item.session.held_on.year),
        item.application.rules.parameters(),
    )
    # Asked here before the row is saved, so that the person reads a sentence and not the database's refusal.
    findings = check_vote(vote_facts(item, most.total_cents), parameters)
    if findings:
        raise Blocked(findings=findings)
    if not item.reason and item.amount_cents:
        item.reason = why_not_more(most, item.amount_cents, parameters)
    item.save()


def _reserve(application: Application, item: AgendaItem, *, actor: Actor, now: datetime) -> None:
    release_reservation(application, actor=actor, now=now)
    book(
        account=account_for(fund=application.fund, budget_year=item.session.held_on.year),
        case=application,
        kind=LedgerKind.RESERVE,
        key=f"reserve:{item.uuid}",
        movement=Movement(reserved=item.amount_cents or 0),
        actor=actor,
        now=now,
    )

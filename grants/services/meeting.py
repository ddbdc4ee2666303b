"""The evening itself: an item is closed and its result follows from the votes, by the rules."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, NotAllowed
from grants import policy
from grants.models import AgendaItem, Application, JuryMember, Outcome
from grants.rules.facts import VoteFacts
from grants.rules.voting import outcome as outcome_of
from grants.services.sessions import Decision, record_decision
from grants.services.workflow import lock
from grants.workflows.facts import wanted_of

NOT_OPEN = "Eröffnen Sie zuerst die Sitzung."
NO_REASON_FOR_NO = "Schreiben Sie auf, warum die Jury Nein gesagt hat."
JURY_SAID_NO = "Die Jury hat nicht Ja gesagt. Auf die Warteliste kommt nur, wer ein Ja hat."
MONEY_REACHES = "Das Geld im Fonds reicht für diesen Antrag. Schließen Sie den Punkt."
WAITS_FOR_MONEY = "Die Jury hat Ja gesagt. Das Geld im Fonds reicht zurzeit nicht."


def close_item(
    *,
    application: Application,
    amount_cents: int,
    reason: str,
    obligations: Sequence[str],
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Application:
    """Close the item: yes, in part or no, as the votes and the amount say. Less than possible is a part.

    Raises DomainError while votes are missing or a no has no reason, and what `record_decision` raises.
    """
    with transaction.atomic():
        item = _open_item(application, actor)
        present = _everybody_has_voted(item)
        outcome = Outcome.NO
        if _jury_says_yes(item):
            wanted = wanted_of(item.application, item.session.held_on.year)
            outcome = Outcome.PARTIAL if amount_cents < wanted else Outcome.YES
        elif not reason.strip():
            raise DomainError(NO_REASON_FOR_NO, "reason.missing")
        decision = Decision(
            outcome,
            present=present,
            amount_cents=None if outcome is Outcome.NO else amount_cents,
            reason=reason,
            obligations=obligations,
        )
        return record_decision(
            application=application,
            decision=decision,
            actor=actor,
            now=now,
            expected_version=expected_version,
        )


def put_on_waiting_list(
    *, application: Application, actor: Actor, now: datetime, expected_version: int | None = None
) -> Application:
    """The jury said yes and the money does not reach: the case keeps its place until there is some.

    Raises DomainError while votes are missing, after a no, and when the money does reach.
    """
    with transaction.atomic():
        item = _open_item(application, actor)
        present = _everybody_has_voted(item)
        if not _jury_says_yes(item):
            raise DomainError(JURY_SAID_NO, "waiting.no_majority")
        if _free_cents(item) >= wanted_of(item.application, item.session.held_on.year):
            raise DomainError(MONEY_REACHES, "waiting.money_reaches")
        decision = Decision(Outcome.DEFERRED, present=present, reason=WAITS_FOR_MONEY, is_waiting=True)
        return record_decision(
            application=application,
            decision=decision,
            actor=actor,
            now=now,
            expected_version=expected_version,
        )


def defer_item(
    *, application: Application, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> Application:
    """Send the case to another session; a deferral counts no votes, they go. Raises DomainError."""
    with transaction.atomic():
        item = _open_item(application, actor)
        if not reason.strip():
            raise DomainError("Schreiben Sie auf, was der Jury noch fehlt.", "reason.missing")
        item.votes.filter(voided_at__isnull=True).delete()
        return record_decision(
            application=application,
            decision=Decision(Outcome.DEFERRED, reason=reason),
            actor=actor,
            now=now,
            expected_version=expected_version,
        )


def _open_item(application: Application, actor: Actor) -> AgendaItem:
    """The case's item in the open session, under the lock of the case."""
    fresh = lock(application)
    if not policy.may_record_decision(actor, fresh):
        raise NotAllowed(policy.may_record_decision.why_not(actor, fresh), "policy.denied")
    items = fresh.agenda_items.filter(decided_at__isnull=True, session__state="open")
    item = items.select_related("session__fund").order_by("-pk").first()
    if item is None:
        raise DomainError(NOT_OPEN, "session.not_open")
    return item


def _everybody_has_voted(item: AgendaItem) -> list[JuryMember]:
    """Who is counted: those in attendance, and who voted and has left since. Raises DomainError.

    In a circular vote who answered, and who is biased; whether its time is over is asked by the edge.
    """
    votes = {vote.member for vote in item.votes.filter(voided_at__isnull=True).select_related("member")}
    present = {*item.session.present.all(), *votes}
    biased = set(item.application.conflicts.values_list("person_reference", flat=True))
    if item.session.is_circular:
        present = {member for member in present if member in votes or member.reference in biased}
    missing = [member.name for member in present - votes if member.reference not in biased]
    if missing:
        names = ", ".join(sorted(missing))
        advice = "Warten Sie, oder tragen Sie den Beschluss selbst ein."
        raise DomainError(f"Es fehlt noch die Stimme von: {names}. {advice}", "vote.missing")
    return sorted(present, key=lambda member: member.pk)


def _jury_says_yes(item: AgendaItem) -> bool:
    choices = list(item.votes.filter(voided_at__isnull=True).values_list("choice", flat=True))
    counted = VoteFacts(
        result="yes",
        present=len(choices),
        biased=0,
        yes=choices.count("yes"),
        no=choices.count("no"),
        abstain=choices.count("abstain"),
        amount_cents=0,
        ceiling_cents=0,
    )
    return outcome_of(counted, item.application.rules.parameters()) == "yes"


def _free_cents(item: AgendaItem) -> int:
    account = item.session.fund.accounts.filter(budget_year=item.session.held_on.year).first()
    return account.free_cents if account else 0

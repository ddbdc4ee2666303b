"""Subscribed reports: subscribing, resting, ending; the run that orders what is due and tells what is made.

The run asks "what is due?", so it may come as often as it likes, twice at once, or late.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from foundation.accounts.actors import actor_of
from foundation.accounts.models import User
from foundation.accounts.selectors import user_by_reference
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.services import append_entry
from foundation.files.models import Document, DocumentState
from foundation.outbox.services import send_mail
from foundation.values.dates import BERLIN, local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Fund
from grants.rules.terms import may_leave
from reports.catalog import CATALOG
from reports.models import Outcome, ReportSubscription, RestReason, SubscribedReport
from reports.parameters import Period
from reports.presets import SUBSCRIBABLE
from reports.rhythm import LAST_DAY, DayKind, Rhythm
from reports.services import NO_RIGHT, UNKNOWN, order_report
from reports.subscription_mail import mail_of

EXISTS = "Diesen Bericht haben Sie in diesem Rhythmus schon abonniert. Bestellen Sie zuerst das alte ab."
NO_SUCH_DAY = "Geben Sie einen Tag von 1 bis {last} ein."
IS_OVER = "Dieses Abonnement ist schon beendet."
RESTS = "Dieses Abonnement ruht schon."
#: Nobody chooses here: the sentence for the form would tell to choose another year.
REFUSED = {
    "report.year": "Für dieses Jahr hat der Fonds kein Budget. "
    "Ist es eingetragen, bestellen Sie den Bericht selbst."
}
RUNS = "Dieses Abonnement läuft schon."


def subscribe(
    *, fund: Fund, slug: str, rhythm: Rhythm, kind: DayKind, day: int, actor: Actor, now: datetime
) -> ReportSubscription:
    """Wish for a report after the end of every month or year, for oneself (permissions, row 37).

    Raises NotAllowed, InvalidInput for an unknown report or day, DomainError for what is subscribed already.
    """
    if not policy.may_read_reports(actor, fund):
        raise NotAllowed(NO_RIGHT, "policy.denied")
    if slug not in SUBSCRIBABLE:
        raise InvalidInput(UNKNOWN, "report.unknown", "slug")
    check_day(kind, day)
    try:
        with transaction.atomic():
            made = ReportSubscription.objects.create(
                fund=fund,
                slug=slug,
                rhythm=rhythm.value,
                day_kind=kind.value,
                day=day,
                subscriber=actor.reference,
                subscriber_label=actor.label,
                created_at=now,
                since=local_date(now),
            )
            _log("subscribe", made, actor, now)
    except IntegrityError:
        raise DomainError(EXISTS, "subscription.exists") from None
    return made


def check_day(kind: DayKind, day: int) -> None:
    """Raises InvalidInput for a day that not every month has."""
    if not 1 <= day <= LAST_DAY[kind]:
        raise InvalidInput(NO_SUCH_DAY.format(last=LAST_DAY[kind]), "subscription.day", "day")


def pause_subscription(*, subscription: ReportSubscription, actor: Actor, now: datetime) -> None:
    """No report and no mail until it is resumed. Raises NotAllowed, DomainError when it rests or is over."""

    def work(held: ReportSubscription) -> None:
        if held.resting_since is not None:
            raise DomainError(RESTS, "subscription.wrong_state")
        held.resting_since, held.rest_reason = now, RestReason.PAUSED

    _change(subscription, actor, now, "pause", work)


def resume_subscription(*, subscription: ReportSubscription, actor: Actor, now: datetime) -> None:
    """Reports come again from today on; what fell into the rest does not. Raises NotAllowed, DomainError."""

    def work(held: ReportSubscription) -> None:
        if held.resting_since is None:
            raise DomainError(RUNS, "subscription.wrong_state")
        if not policy.may_read_reports(actor, held.fund):
            raise NotAllowed(NO_RIGHT, "policy.denied")
        held.resting_since, held.rest_reason, held.since = None, "", local_date(now)

    _change(subscription, actor, now, "resume", work)


def end_subscription(*, subscription: ReportSubscription, actor: Actor, now: datetime) -> None:
    """It is over. Raises NotAllowed, DomainError when it was over before."""

    def work(held: ReportSubscription) -> None:
        held.ended_at = now

    _change(subscription, actor, now, "end", work)


def run_subscriptions(*, now: datetime) -> int:
    """The daily run: order what is due, tell what is made. -> How many reports were ordered."""
    ordered = order_due(now=now)
    tell_made(now=now)
    return ordered


def order_due(*, now: datetime) -> int:
    """Order what is due. -> How many reports were ordered.

    A row for each subscription and period: what a run has ordered, no other orders again. Days on which no
    run came are made up for, each once.
    """
    today, ordered = local_date(now), 0
    for each in ReportSubscription.objects.filter(resting_since=None, ended_at=None).select_related("fund"):
        subscriber = _subscriber(each, now)
        if isinstance(subscriber, RestReason):
            _rest(each, subscriber, now)
            continue
        for period, planned in each.timetable(_land(each, today)).due(since=each.since, today=today):
            ordered += _order(each, period, planned, subscriber, now)
    return ordered


def tell_made(*, now: datetime) -> None:
    """Write to each person whose report is made or has failed, with the rights of this moment."""
    for waiting in SubscribedReport.objects.filter(told_at=None).order_by("pk"):
        _tell(waiting, now)


def _order(
    subscription: ReportSubscription, period: Period, planned: date, actor: Actor, now: datetime
) -> bool:
    """One report, the ordinary way; what refuses it is kept. False when another run was faster."""
    with transaction.atomic():
        held = ReportSubscription.objects.select_for_update().get(pk=subscription.pk)
        if not held.is_active or held.deliveries.filter(first=period.first).exists():
            return False
        document, refusal = _ordered(held, period, planned, actor, now)
        SubscribedReport.objects.create(
            subscription=held,
            first=period.first,
            last=period.last,
            planned_on=planned,
            ordered_at=now,
            document=document,
            refusal=refusal,
        )
    return True


def _ordered(
    subscription: ReportSubscription, period: Period, planned: date, actor: Actor, now: datetime
) -> tuple[Document | None, str]:
    params, as_of = choice_for(subscription, period, planned)
    try:
        with transaction.atomic():
            document = order_report(
                slug=subscription.slug,
                fund=subscription.fund,
                params=params,
                as_of=as_of,
                actor=actor,
                now=now,
                key=f"subscription:{subscription.uuid}:{period.first.isoformat()}",
            )
    except DomainError as error:
        return None, REFUSED.get(error.code, error.message)
    return document, ""


def choice_for(
    subscription: ReportSubscription, period: Period, planned: date
) -> tuple[dict[str, Any], date]:
    """What is ordered for a closed period: parameters and as-of.

    A report on exactly this period is as of the planned day, so that what was booked late is in it. One that
    knows no such period shows how things stood on its last day. Late runs order the same.
    """
    known = CATALOG[subscription.slug].params
    if "all_years" in known:
        return {}, period.last
    if "from" in known:
        return {"from": period.first, "until": period.last}, planned
    if "year" in known and period.year:
        return {"year": period.year}, planned
    return ({"year": period.last.year} if "year" in known else {}), period.last


def _tell(waiting: SubscribedReport, now: datetime) -> None:
    """Write once, by day, when the report is made or has failed; who lost the right gets nothing."""
    with transaction.atomic():
        row = SubscribedReport.objects.select_for_update().get(pk=waiting.pk)
        subscription, document = row.subscription, row.document
        state = document.state if document else DocumentState.FAILED
        land = _land(subscription, local_date(now))
        is_made = state in (DocumentState.READY, DocumentState.FAILED)
        if row.told_at is not None or not is_made or not may_leave(now.astimezone(BERLIN), land):
            return
        subscriber = _subscriber(subscription, now)
        if isinstance(subscriber, RestReason) and subscription.is_active:
            _rest(subscription, subscriber, now)
        if isinstance(subscriber, RestReason) or not subscription.is_active:
            row.outcome = Outcome.WITHHELD
        else:
            row.outcome = _written(row, subscriber, now, is_ready=state == DocumentState.READY)
        row.told_at = now
        row.save(update_fields=["outcome", "told_at"])


def _written(row: SubscribedReport, subscriber: Actor, now: datetime, *, is_ready: bool) -> Outcome:
    subject, body = mail_of(row, is_ready=is_ready)
    key = f"subscription:{row.subscription.uuid}:{row.first.isoformat()}"
    try:
        send_mail(to=subscriber.email, subject=subject, body=body, key=key, now=now)
    except InvalidInput:
        return Outcome.NO_ADDRESS
    return Outcome.READY if is_ready else Outcome.FAILED


def _subscriber(subscription: ReportSubscription, now: datetime) -> Actor | RestReason:
    """The person with the rights of this moment; else why the subscription must rest."""
    user: User | None = user_by_reference(subscription.subscriber)
    if user is None or not user.is_active:
        return RestReason.LEFT
    actor = actor_of(user, now)
    return actor if policy.may_read_reports(actor, subscription.fund) else RestReason.NO_RIGHT


def _land(subscription: ReportSubscription, today: date) -> str:
    return subscription.fund.rules_on(today).land


def _rest(subscription: ReportSubscription, reason: RestReason, now: datetime) -> None:
    with transaction.atomic():
        held = ReportSubscription.objects.select_for_update().get(pk=subscription.pk)
        if not held.is_active:
            return
        held.resting_since, held.rest_reason = now, reason
        held.save(update_fields=["resting_since", "rest_reason"])
        subscription.resting_since, subscription.rest_reason = now, reason
        _log("rest", held, SYSTEM, now)


def _change(
    subscription: ReportSubscription,
    actor: Actor,
    now: datetime,
    step: str,
    work: Callable[[ReportSubscription], None],
) -> None:
    with transaction.atomic():
        held = ReportSubscription.objects.select_for_update().get(pk=subscription.pk)
        if held.subscriber != actor.reference:
            raise NotAllowed("Das ist das Abonnement einer anderen Person.", "policy.denied")
        if held.ended_at is not None:
            raise DomainError(IS_OVER, "subscription.wrong_state")
        work(held)
        held.save()
        _log(step, held, actor, now)


def _log(step: str, subscription: ReportSubscription, actor: Actor, now: datetime) -> None:
    details = {"subscription": str(subscription.uuid), "slug": subscription.slug}
    append_entry(
        action=f"report_subscription.{step}",
        subject=subscription.subject,
        actor=actor,
        details=details,
        now=now,
    )

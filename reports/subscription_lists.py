"""The subscriptions as their page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from foundation.audit.actors import Actor
from foundation.files.models import DocumentState
from foundation.values.dates import format_date, local_date
from reports.catalog import CATALOG
from reports.models import ReportSubscription, RestReason, SubscribedReport
from reports.parameters import Period
from reports.rhythm import Timetable, name_of_period
from reports.selectors import funds_for_reports, sentence_of

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
SHOWN = 3


@dataclass(frozen=True)
class DeliveryLine:
    """What became of the report on one period; `number` is empty when nothing was ordered."""

    period: str
    number: str
    sentence: str


@dataclass(frozen=True)
class SubscriptionLine:
    """One subscription: what, when, how it stands, the reports it brought last."""

    uuid: UUID
    title: str
    fund: str
    who: str
    when: str
    next: str
    state: str
    is_active: bool
    deliveries: Sequence[DeliveryLine]


def subscriptions_of(actor: Actor, today: date) -> list[SubscriptionLine]:
    """The person's own that have not ended, the newest first; also those that rest for want of the right."""
    own = ReportSubscription.objects.filter(subscriber=actor.reference, ended_at=None)
    return _lines(own, today)


def subscriptions_of_others(actor: Actor, today: date) -> list[SubscriptionLine]:
    """Those of colleagues on the funds whose reports the person may read."""
    found = ReportSubscription.objects.filter(fund__in=funds_for_reports(actor), ended_at=None)
    return _lines(found.exclude(subscriber=actor.reference), today)


def find_subscription(actor: Actor, uuid: UUID) -> ReportSubscription | None:
    """One's own; to everybody else it does not exist."""
    found = ReportSubscription.objects.filter(uuid=uuid, subscriber=actor.reference)
    return found.select_related("fund").first()


def next_in_words(timetable: Timetable, *, after: date) -> str:
    """The next day and its period: „Donnerstag, 03.12.2026, für November 2026“."""
    period, planned = timetable.next_after(after)
    return f"{WEEKDAYS[planned.weekday()]}, {format_date(planned)}, für {name_of_period(period)}"


def _lines(found: QuerySet[ReportSubscription], today: date) -> list[SubscriptionLine]:
    rows = found.select_related("fund").prefetch_related("deliveries__document").order_by("-pk")
    lands = {fund: fund.rules_on(today).land for fund in {each.fund for each in rows}}
    return [_line(each, lands[each.fund], today) for each in rows]


def _line(each: ReportSubscription, land: str, today: date) -> SubscriptionLine:
    timetable = each.timetable(land)
    deliveries = list(each.deliveries.all())
    is_done_today = any(delivery.planned_on >= today for delivery in deliveries)
    after = today if is_done_today else today - timedelta(days=1)
    return SubscriptionLine(
        uuid=each.uuid,
        title=CATALOG[each.slug].name,
        fund=each.fund.name,
        who=each.subscriber_label,
        when=timetable.words,
        next=next_in_words(timetable, after=after) if each.is_active else "",
        state=_state(each),
        is_active=each.is_active,
        deliveries=[_delivery(delivery) for delivery in deliveries[:SHOWN]],
    )


def _state(each: ReportSubscription) -> str:
    if each.resting_since is None:
        return "läuft"
    return f"{RestReason(each.rest_reason).label} (seit {format_date(local_date(each.resting_since))})"


def _delivery(row: SubscribedReport) -> DeliveryLine:
    document = row.document
    made = sentence_of(document) if document else f"Nicht bestellt: {row.refusal}"
    told = "" if row.told_at is None else f" {row.get_outcome_display()}"
    waits = " Die E-Mail geht tagsüber hinaus." if row.told_at is None and _is_over(row) else ""
    return DeliveryLine(
        name_of_period(Period(row.first, row.last)),
        document.number if document else "",
        f"{made}{told}{waits}",
    )


def _is_over(row: SubscribedReport) -> bool:
    return row.document is None or row.document.state in (DocumentState.READY, DocumentState.FAILED)

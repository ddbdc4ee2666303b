"""Subscriptions under two runs at once, their log, and what the database itself refuses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.files.models import Document
from foundation.outbox.services import drain
from grants.models import Fund
from reports.models import Outcome, ReportSubscription, RestReason, SubscribedReport
from reports.subscriptions import (
    _order,
    _rest,
    _tell,
    end_subscription,
    pause_subscription,
    resume_subscription,
    run_subscriptions,
)
from tests.reports.subscribed import at, monthly

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def wanted(fund: Fund, kaemmerei: Actor, now: datetime) -> ReportSubscription:
    return monthly(fund, kaemmerei, now)


@pytest.mark.parametrize("step", [pause_subscription, end_subscription])
def test_run_that_read_the_list_before_the_end_orders_nothing(
    wanted: ReportSubscription, kaemmerei: Actor, step: Any
) -> None:
    stale = ReportSubscription.objects.select_related("fund").get()
    step(subscription=wanted, actor=kaemmerei, now=at(3, 4))
    period, planned = next(stale.timetable("ST").due(since=stale.since, today=date(2026, 3, 4)))
    assert not _order(stale, period, planned, kaemmerei, at(3, 4))
    assert (Document.objects.count(), SubscribedReport.objects.count()) == (0, 0)


def test_run_that_read_the_list_before_another_told_tells_nothing(
    wanted: ReportSubscription, kaemmerei: Actor
) -> None:
    run_subscriptions(now=at(3, 4))
    drain(now=at(3, 4))
    stale = wanted.deliveries.get()
    run_subscriptions(now=at(3, 4, 11))
    end_subscription(subscription=wanted, actor=kaemmerei, now=at(3, 4, 11))
    _tell(stale, at(3, 4, 12))
    row = wanted.deliveries.get()
    assert (row.told_at, row.outcome) == (at(3, 4, 11), Outcome.READY)


def test_run_that_read_the_list_before_the_pause_keeps_its_reason(
    wanted: ReportSubscription, kaemmerei: Actor
) -> None:
    stale = ReportSubscription.objects.get()
    pause_subscription(subscription=wanted, actor=kaemmerei, now=at(3, 3))
    _rest(stale, RestReason.LEFT, at(3, 4))
    row = ReportSubscription.objects.get()
    assert (row.resting_since, row.rest_reason) == (at(3, 3), RestReason.PAUSED)


def test_every_step_is_in_the_log(wanted: ReportSubscription, kaemmerei: Actor) -> None:
    for step in (pause_subscription, resume_subscription, end_subscription):
        step(subscription=wanted, actor=kaemmerei, now=at(3, 3))
    found = AuditEntry.objects.filter(action__startswith="report_subscription.").order_by("seq")
    steps = [(each.action.partition(".")[2], each.actor_reference) for each in found]
    assert steps == [(name, kaemmerei.reference) for name in ("subscribe", "pause", "resume", "end")]
    assert {(each.subject, each.details["slug"]) for each in found} == {(wanted.subject, "zahlungsjournal")}


@pytest.mark.parametrize(
    "broken",
    [
        {"rhythm": "weekly"},
        {"day_kind": "working", "day": 16},
        {"day_kind": "calendar", "day": 29},
        {"rest_reason": "paused"},
        {"resting_since": at(3, 3)},
    ],
)
def test_database_refuses_a_subscription_that_cannot_be(
    wanted: ReportSubscription, broken: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportSubscription.objects.update(**broken)


@pytest.mark.parametrize(
    "broken",
    [{"refusal": "Es gibt kein Budget."}, {"document": None}, {"outcome": "ready"}, {"told_at": at(3, 4)}],
)
def test_database_refuses_a_delivery_that_cannot_be(
    wanted: ReportSubscription, broken: dict[str, Any]
) -> None:
    run_subscriptions(now=at(3, 4))
    with pytest.raises(IntegrityError), transaction.atomic():
        SubscribedReport.objects.update(**broken)

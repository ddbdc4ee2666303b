"""Subscribed reports: ordered once a period, told once, by a link; who lost the right gets nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.accounts.models import RoleAssignment, User
from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.files.models import Document
from foundation.files.services import fail_document
from foundation.outbox.models import Mail
from foundation.outbox.services import drain
from foundation.values.dates import BERLIN
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import Fund
from reports.catalog import CATALOG
from reports.models import Outcome, ReportSubscription, RestReason, SubscribedReport
from reports.presets import SUBSCRIBABLE, presets_of
from reports.rhythm import DayKind, Rhythm
from reports.subscriptions import (
    end_subscription,
    pause_subscription,
    resume_subscription,
    run_subscriptions,
    tell_made,
)
from tests.reports.subscribed import at, monthly

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def wanted(fund: Fund, kaemmerei: Actor, now: datetime) -> ReportSubscription:
    """From Monday, 2 March 2026 on."""
    return monthly(fund, kaemmerei, now)


def run(moment: datetime) -> int:
    """The run, the worker, and the next run."""
    count = run_subscriptions(now=moment)
    drain(now=moment)
    return count + run_subscriptions(now=moment)


def test_report_on_the_closed_month_comes_as_a_link(wanted: ReportSubscription, fund: Fund) -> None:
    assert run(at(3, 3)) == 0
    assert run(at(3, 4)) == 1
    document, mail = Document.objects.get(), Mail.objects.get()
    assert (document.params, document.as_of) == (
        {"from": "2026-02-01", "until": "2026-02-28"},
        date(2026, 3, 4),
    )
    assert (document.state, document.ordered_by_reference) == ("ready", wanted.subscriber)
    assert mail.to == User.objects.get(reference=wanted.subscriber).email
    assert mail.subject == f"{fund.name}: Zahlungsjournal Februar 2026 ist fertig"
    assert f"/finanzen/berichte/{document.number}/\n" in mail.body
    assert "Abbestellen: " in mail.body
    assert "/finanzen/berichte/abonnements/" in mail.body
    names = User.objects.values_list("display_name", flat=True)
    assert [name for name in names if name in mail.body + mail.subject] == []
    assert wanted.deliveries.get().outcome == Outcome.READY


def test_second_run_orders_and_tells_nothing_again(wanted: ReportSubscription) -> None:
    for _ in range(3):
        run(at(3, 4))
    run(at(3, 20))
    assert [Document.objects.count(), Mail.objects.count(), SubscribedReport.objects.count()] == [1, 1, 1]


def test_worker_killed_before_it_told_is_made_up_for_once(wanted: ReportSubscription) -> None:
    run_subscriptions(now=at(3, 4))
    drain(now=at(3, 4))
    assert Mail.objects.count() == 0
    run_subscriptions(now=at(3, 4, 11))
    run_subscriptions(now=at(3, 4, 12))
    assert Mail.objects.count() == 1


def test_row_of_a_period_cannot_be_there_twice(wanted: ReportSubscription) -> None:
    run_subscriptions(now=at(3, 4))
    row = wanted.deliveries.get()
    row.pk, row.document, row.refusal = None, None, "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_months_in_which_the_server_was_off_are_made_up_for(wanted: ReportSubscription) -> None:
    assert run(at(6, 1)) == 3
    firsts = wanted.deliveries.order_by("first").values_list("first", "document__as_of")
    assert list(firsts) == [
        (date(2026, 2, 1), date(2026, 3, 4)),
        (date(2026, 3, 1), date(2026, 4, 7)),
        (date(2026, 4, 1), date(2026, 5, 6)),
    ]
    assert (run(at(6, 1)), Mail.objects.count()) == (0, 3)


def test_late_run_orders_what_the_punctual_one_would(fund: Fund, kaemmerei: Actor, now: datetime) -> None:
    wanted = monthly(fund, kaemmerei, now, "obligo")
    run(at(4, 24))
    found = wanted.deliveries.order_by("first").values_list("document__as_of", "document__params")
    assert list(found) == [(date(2026, 2, 28), {}), (date(2026, 3, 31), {})]


def test_yearly_report_is_on_the_year_before(fund: Fund, kaemmerei: Actor) -> None:
    monthly(
        fund, kaemmerei, at(12, 1), "jahresuebersicht", rhythm=Rhythm.YEARLY, kind=DayKind.CALENDAR, day=10
    )
    moment = datetime(2027, 1, 11, 10, tzinfo=BERLIN)
    assert run(moment) == 1
    document = Document.objects.get()
    assert (document.params, document.as_of) == ({"year": 2026}, date(2027, 1, 10))


@pytest.mark.parametrize("moment", [at(3, 4, 7), at(3, 4, 22), at(3, 8)])
def test_mail_leaves_by_day_and_on_no_sunday(wanted: ReportSubscription, moment: datetime) -> None:
    run(moment)
    assert (Document.objects.count(), Mail.objects.count()) == (1, 0)
    run(at(3, 9))
    assert Mail.objects.count() == 1


def _take_right_away(wanted: ReportSubscription, moment: datetime) -> None:
    RoleAssignment.objects.filter(user__reference=wanted.subscriber).update(
        valid_until=moment, ended_at=moment, ended_by="system"
    )


def test_right_withdrawn_before_the_day_means_nothing_is_ordered(wanted: ReportSubscription) -> None:
    _take_right_away(wanted, at(3, 3))
    assert run(at(3, 4)) == 0
    rests = ReportSubscription.objects.get()
    assert (rests.rest_reason, rests.is_active) == (RestReason.NO_RIGHT, False)
    assert (Document.objects.count(), Mail.objects.count()) == (0, 0)
    assert AuditEntry.objects.filter(action="report_subscription.rest").count() == 1


def test_right_withdrawn_while_it_is_made_means_no_mail(wanted: ReportSubscription) -> None:
    run_subscriptions(now=at(3, 4))
    drain(now=at(3, 4))
    _take_right_away(wanted, at(3, 4, 11))
    tell_made(now=at(3, 4, 12))
    assert Mail.objects.count() == 0
    assert wanted.deliveries.get().outcome == Outcome.WITHHELD
    assert ReportSubscription.objects.get().rest_reason == RestReason.NO_RIGHT


def test_person_without_a_usable_address_is_not_written_to(wanted: ReportSubscription) -> None:
    User.objects.filter(reference=wanted.subscriber).update(email="keine Adresse")
    run(at(3, 4))
    assert wanted.deliveries.get().outcome == Outcome.NO_ADDRESS
    assert (Document.objects.get().state, Mail.objects.count()) == ("ready", 0)
    assert ReportSubscription.objects.get().is_active


def test_who_has_left_gets_no_mail(wanted: ReportSubscription) -> None:
    User.objects.filter(reference=wanted.subscriber).update(is_active=False, left_at=at(3, 3))
    run(at(3, 4))
    assert (Document.objects.count(), Mail.objects.count()) == (0, 0)
    assert ReportSubscription.objects.get().rest_reason == RestReason.LEFT


def test_failed_report_is_told_with_what_to_do(wanted: ReportSubscription) -> None:
    run_subscriptions(now=at(3, 4))
    document = Document.objects.get()
    fail_document(document=document, error="Summe von Erika Muster stimmt nicht.", now=at(3, 4))
    run_subscriptions(now=at(3, 4))
    mail = Mail.objects.get()
    assert mail.subject.endswith("hat nicht geklappt")
    assert "Noch einmal erstellen" in mail.body
    assert document.number in mail.body
    assert "Erika" not in mail.body
    assert wanted.deliveries.get().outcome == Outcome.FAILED


def test_report_that_cannot_be_ordered_is_told_and_not_tried_again(
    fund: Fund, kaemmerei: Actor, now: datetime
) -> None:
    wanted = monthly(fund, kaemmerei, now, "jahresuebersicht", rhythm=Rhythm.YEARLY)
    moment = datetime(2028, 1, 20, 10, tzinfo=BERLIN)
    assert run(moment) == 2
    no_budget = wanted.deliveries.get(first=date(2027, 1, 1))
    assert (no_budget.document, no_budget.outcome) == (None, Outcome.FAILED)
    assert "kein Budget" in no_budget.refusal
    assert "Wählen Sie" not in no_budget.refusal  # nobody chooses a year here
    assert run(moment) == 0
    subjects = {mail.subject.rpartition("Jahresübersicht ")[2] for mail in Mail.objects.all()}
    assert subjects == {"2026 ist fertig", "2027 hat nicht geklappt"}


def test_pause_is_not_made_up_for_and_ends_by_hand(wanted: ReportSubscription, kaemmerei: Actor) -> None:
    with pytest.raises(DomainError, match="läuft schon"):
        resume_subscription(subscription=wanted, actor=kaemmerei, now=at(3, 3))
    pause_subscription(subscription=wanted, actor=kaemmerei, now=at(3, 3))
    with pytest.raises(DomainError, match="ruht schon"):
        pause_subscription(subscription=wanted, actor=kaemmerei, now=at(3, 4))
    assert run(at(4, 20)) == 0
    resume_subscription(subscription=wanted, actor=kaemmerei, now=at(4, 21))
    assert run(at(5, 6)) == 1
    assert wanted.deliveries.get().first == date(2026, 4, 1)


def test_ended_one_brings_nothing_and_makes_room(
    wanted: ReportSubscription, fund: Fund, kaemmerei: Actor
) -> None:
    with pytest.raises(DomainError, match="schon abonniert"):
        monthly(fund, kaemmerei, at(3, 2))
    run_subscriptions(now=at(3, 4))
    end_subscription(subscription=wanted, actor=kaemmerei, now=at(3, 4))
    drain(now=at(3, 4))
    run_subscriptions(now=at(3, 4))
    assert (Mail.objects.count(), wanted.deliveries.get().outcome) == (0, Outcome.WITHHELD)
    with pytest.raises(DomainError, match="schon beendet"):
        pause_subscription(subscription=wanted, actor=kaemmerei, now=at(3, 5))
    assert monthly(fund, kaemmerei, at(3, 5)).pk != wanted.pk


def test_others_and_those_without_the_right_are_refused(
    wanted: ReportSubscription, fund: Fund, officer: Actor, cashier: Actor, kaemmerei: Actor, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        monthly(fund, cashier, now)
    with pytest.raises(NotAllowed):
        end_subscription(subscription=wanted, actor=officer, now=now)
    _take_right_away(wanted, now + timedelta(minutes=1))
    run(at(3, 4))
    stripped = Actor(kaemmerei.kind, kaemmerei.reference, kaemmerei.label)
    with pytest.raises(NotAllowed):
        resume_subscription(subscription=wanted, actor=stripped, now=at(3, 5))


@pytest.mark.parametrize(("field", "value"), [("slug", "belegliste"), ("day", 16), ("day", 0)])
def test_impossible_wishes_are_refused(
    fund: Fund, kaemmerei: Actor, now: datetime, field: str, value: Any
) -> None:
    with pytest.raises(InvalidInput):
        monthly(fund, kaemmerei, now, **{field: value})


def test_what_one_click_orders_can_be_subscribed_to(fund: Fund) -> None:
    assert {str(preset.fields["slug"]) for preset in presets_of(fund, date(2026, 3, 2))} == set(SUBSCRIBABLE)
    assert [CATALOG[slug].subject_kind for slug in SUBSCRIBABLE] == ["fund"] * len(SUBSCRIBABLE)

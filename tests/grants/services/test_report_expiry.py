"""Reports in deletion runs: kept by the rules of their day, proposed by one, released by another."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.files.models import Document
from foundation.files.services import expire_document, finish_document, order_document
from foundation.values.dates import BERLIN
from foundation.values.errors import DomainError, InvalidInput
from grants.models import FundRules, ReportExpiry
from grants.scenarios.founding import found
from grants.selectors.report_retention import HOLD, reports_kept
from tests.conftest import SECTION
from tests.grants.services.ended import hold, lift, over, propose, release
from tests.stories import Story

pytestmark = pytest.mark.django_db
LAST_KEPT, FIRST_FREE = date(2036, 12, 31), date(2037, 1, 1)


@pytest.fixture
def admin(administrator: Actor) -> Actor:
    return replace(administrator, stepped_up=True)


def report(story: Story, *, year: int = 2026, made: bool = True) -> Document:
    """A report on the fund that was ordered in March of that year."""
    moment = datetime(year, 3, 2, 10, tzinfo=BERLIN)
    document = order_document(
        slug="obligo",
        title="Obligo-Liste",
        subject=f"fund:{story.fund.uuid}",
        params={},
        as_of=moment.date(),
        actor=story.people["kaemmerei"],
        now=moment,
        key=f"{year} {made}",
    )
    return (
        finish_document(document=document, files={"csv": ("o.csv", b"a")}, now=moment) if made else document
    )


def kept(story: Story, day: date) -> list[tuple[date, tuple[str, ...]]]:
    return [(row.deletable_from, row.reasons) for row in reports_kept([story.fund], on=day)]


def test_report_is_kept_for_full_years_after_its_own(story: Story) -> None:
    report(story)
    report(story, made=False)
    assert kept(story, LAST_KEPT) == [(FIRST_FREE, ("Die Aufbewahrung läuft bis 31. Dezember 2036.",))]
    assert kept(story, FIRST_FREE) == [(FIRST_FREE, ())]
    assert reports_kept([], on=FIRST_FREE) == []


def test_rules_of_its_day_say_how_long(story: Story) -> None:
    rules = story.fund.rules.get()
    rules.pk, rules.version, rules.valid_from, rules.retention_years_reports = None, 2, date(2027, 1, 1), 1
    rules.save()
    report(story)
    report(story, year=2027)
    assert [first for first, _ in kept(story, LAST_KEPT)] == [date(2029, 1, 1), FIRST_FREE]


def test_hold_on_a_case_keeps_the_reports_of_its_fund(story: Story) -> None:
    story.submitted()
    report(story)
    hold(story)
    assert kept(story, FIRST_FREE) == [(FIRST_FREE, (HOLD,))]


def test_lifted_hold_and_the_hold_of_another_fund_keep_nothing(story: Story) -> None:
    story.submitted()
    report(story)
    hold(story)
    lift(story)
    assert kept(story, FIRST_FREE) == [(FIRST_FREE, ())]
    hold(story)
    other = found({**SECTION, "name": "Anderer Fonds"})
    Document.objects.update(subject=f"fund:{other.uuid}")
    assert [row.reasons for row in reports_kept([other], on=FIRST_FREE)] == [()]


def test_procedure_documentation_is_kept_like_a_report(story: Story) -> None:
    report(story)
    Document.objects.update(subject=f"procedure:{story.fund.uuid}")
    assert kept(story, FIRST_FREE) == [(FIRST_FREE, ())]


def test_report_whose_files_have_gone_already_is_passed_over(story: Story, admin: Actor) -> None:
    document = report(story)
    story.day = FIRST_FREE
    run = propose(story)
    expire_document(document=document, now=story.now)
    assert release(story, run, admin) == []
    assert ReportExpiry.objects.count() == 0


def test_run_takes_cases_and_reports_and_leaves_records(story: Story, admin: Actor) -> None:
    gone = report(story)
    over(story)
    young = report(story, year=2036)
    run = propose(story)
    assert list(run.reports.all()) == [gone]
    assert release(story, run, admin) == []
    expiry = ReportExpiry.objects.get()
    assert (expiry.number, expiry.deletable_from, expiry.deleted_by) == (
        gone.number,
        FIRST_FREE,
        admin.reference,
    )
    found = {
        each.pk: (each.expired_at is not None, each.files.count())
        for each in Document.objects.filter(slug="obligo")
    }
    assert found == {gone.pk: (True, 0), young.pk: (False, 1)}
    assert run.records.count() == 1
    details = AuditEntry.objects.get(action="deletion.release").details
    assert (details["count"], details["reports"]) == (1, 1)


def test_reports_alone_are_enough_for_a_proposal(story: Story, admin: Actor) -> None:
    report(story)
    story.day = FIRST_FREE
    with pytest.raises(InvalidInput):
        propose(story, periods=False)
    run = propose(story)
    release(story, run, admin)
    assert ReportExpiry.objects.count() == 1
    with pytest.raises(DomainError, match="keinem Bericht"):
        propose(story)


def test_hold_that_came_after_the_proposal_keeps_the_report(story: Story, admin: Actor) -> None:
    story.submitted()
    document = report(story)
    story.day = FIRST_FREE
    run = propose(story)
    hold(story)
    assert [(each.reference, each.reasons) for each in release(story, run, admin)] == [
        (document.number, (HOLD,))
    ]
    assert (ReportExpiry.objects.count(), document.files.count()) == (0, 1)


def test_longer_period_of_the_fund_is_obeyed_at_the_release(story: Story, admin: Actor) -> None:
    document = report(story)
    story.day = FIRST_FREE
    run = propose(story)
    FundRules.objects.update(retention_years_reports=11)
    assert [each.reference for each in release(story, run, admin)] == [document.number]
    assert document.files.count() == 1


def test_record_of_a_report_is_closed(story: Story, admin: Actor) -> None:
    report(story)
    story.day = FIRST_FREE
    release(story, propose(story), admin)
    attempts: list[Any] = [lambda: ReportExpiry.objects.update(number="x"), ReportExpiry.objects.all().delete]
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()

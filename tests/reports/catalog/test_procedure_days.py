"""Three cut-offs of the procedure documentation that need rows of their own: sheets, roles, the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.migrations.recorder import MigrationRecorder

from applicants.models import BankAccount
from foundation.accounts.models import RoleAssignment, User
from foundation.files.services import store_bytes
from grants.models import AccountSheet
from tests.reports.catalog.test_procedure_then import DAYS, document
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.unsound]  # rows of one day, made by hand
SOFTWARE, PERSONS, SCANNING = 0, 2, 4


def test_sheet_that_came_later_is_not_counted_then(story: Story) -> None:
    story.accepted()
    later = story.now + DAYS
    before = document(story.fund, later, story.day)[SCANNING]
    AccountSheet.objects.create(
        grant=story.grant,
        bank_account=BankAccount.objects.latest("pk"),
        came_on=later.date(),
        proposed_by="x",
        proposed_by_label="Kim Muster",
        proposed_at=later,
    )
    assert document(story.fund, later, story.day)[SCANNING] == before
    assert document(story.fund, later, later.date())[SCANNING] != before


def test_receipt_whose_file_came_later_is_not_counted_then(story: Story) -> None:
    story.accepted()
    story.proof_sent(1_000)
    day, later = story.day, story.now + DAYS
    subject, actor = story.grant.subject, story.resident
    photo = store_bytes(
        data=b"x", name="b.jpg", media_type="image/jpeg", subject=subject, actor=actor, now=later
    )
    story.grant.proof.receipts.update(file=photo)
    assert "Belege mit Datei | 0" in document(story.fund, later, day)[SCANNING]
    assert "Belege mit Datei | 1" in document(story.fund, later, later.date())[SCANNING]


def test_role_that_ended_later_was_held_then(story: Story) -> None:
    user, later = User.objects.get(email="cashier@stadt.example"), story.now + DAYS
    given = {"given_by": "system", "given_at": story.now, "confirmed_by": "x", "confirmed_at": story.now}
    ends = story.now + timedelta(days=20)
    RoleAssignment.objects.create(
        user=user, role="QM", scope=story.fund.slug, valid_from=story.now, valid_until=ends, **given
    )
    then, now = (document(story.fund, later, day)[PERSONS] for day in (story.day, later.date()))
    assert then != now


def test_step_of_the_database_that_came_later_was_not_there_then(story: Story) -> None:
    MigrationRecorder.Migration.objects.update(applied=story.now)
    day, later = story.day, story.now + DAYS
    before, on_the_day = (
        document(story.fund, later, each)[SOFTWARE] for each in (day - timedelta(days=1), day)
    )
    assert "später oder noch nicht" in before
    assert "später oder noch nicht" not in on_the_day

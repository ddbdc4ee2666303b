"""The database alone: two persons for an account from a sheet, and nothing is paid to one that waits."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from foundation.audit.actors import Actor
from grants.models import AccountSheet, Grant, PaymentKind, PaymentOrder
from tests.grants.rows import declare
from tests.grants.services.sheets import confirm, enter
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ADVANCE = PaymentKind.ADVANCE


def refused(attempt: Callable[[], object], guard: str) -> None:
    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        attempt()


def test_database_alone_keeps_the_two_persons_apart(story: Story, manager: Actor) -> None:
    story.accepted()
    enter(story)
    signed = {"confirmed_by": manager.reference, "confirmed_at": story.now}
    refused(lambda: AccountSheet.objects.update(**signed), "account_sheet_second_person")
    unsigned = {"confirmed_by": "", "confirmed_at": story.now}
    refused(lambda: AccountSheet.objects.update(**unsigned), "account_sheet_confirmed_is_signed")
    both = {"confirmed_by": "x", "confirmed_at": story.now, "withdrawn_at": story.now}
    both |= {"withdrawn_by": "x", "withdrawn_reason": "x"}
    refused(lambda: AccountSheet.objects.update(**both), "account_sheet_confirmed_is_signed")
    silent = {"withdrawn_by": "x", "withdrawn_at": story.now}
    refused(lambda: AccountSheet.objects.update(**silent), "account_sheet_discarded_is_explained")


@pytest.mark.parametrize("column", ["proposed_by", "confirmed_by"])
def test_database_alone_refuses_who_is_biased(story: Story, column: str) -> None:
    story.accepted()
    sheet = enter(story)
    declare(story.application, "biased")
    if column == "confirmed_by":
        signed = {"confirmed_by": "biased", "confirmed_at": story.now}
        refused(lambda: AccountSheet.objects.update(**signed), "grants_accountsheet_unbiased")
        return
    AccountSheet.objects.all().delete()
    sheet.pk, sheet.proposed_by = None, "biased"
    refused(sheet.save, "grants_accountsheet_unbiased")


def test_database_alone_keeps_what_was_typed_in(story: Story) -> None:
    story.accepted()
    enter(story)
    changes: tuple[dict[str, Any], ...] = (
        {"bank_account": story.grant.bank_account_id},
        {"came_on": story.day - timedelta(days=1)},
        {"proposed_by": "x"},
    )
    for each in changes:
        refused(partial(AccountSheet.objects.update, **each), "grants_accountsheet_as_typed")
    twin = AccountSheet.objects.get()
    twin.pk, twin.uuid, twin.bank_account_id = None, uuid4(), story.grant.bank_account_id or 0
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    confirm(story)
    with pytest.raises(DatabaseError), transaction.atomic():
        AccountSheet.objects.update(confirmed_by="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        AccountSheet.objects.all().delete()


def test_database_alone_pays_nothing_to_an_account_that_waits(
    story: Story, stories: Callable[..., Story]
) -> None:
    other = stories(2)
    other.accepted()
    story.accepted()
    order = story.order(ADVANCE, 10_000)
    account = enter(story).bank_account_id
    grants, orders = Grant.objects.filter(pk=story.grant.pk), PaymentOrder.objects.filter(pk=order.pk)
    refused(lambda: grants.update(bank_account=account), "grants_grant_confirmed_account")
    refused(lambda: orders.update(bank_account=account), "grants_paymentorder_confirmed_account")
    confirm(story)
    elsewhere = Grant.objects.filter(pk=other.grant.pk)
    refused(lambda: elsewhere.update(bank_account=account), "grants_grant_confirmed_account")

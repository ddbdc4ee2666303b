"""Every constraint on reports and their files refuses by its own name; a new one has to be added here."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from foundation.audit.actors import Actor
from foundation.files.models import Document, DocumentFile, ExpiredFile
from foundation.outbox.services import drain
from grants.models import Fund
from reports.models import ReportSubscription, SubscribedReport
from reports.subscriptions import run_subscriptions
from tests.reports.subscribed import at, monthly

pytestmark = pytest.mark.django_db
OTHER = "00000000-0000-4000-8000-000000000000"
MODELS: tuple[type[Model], ...] = (Document, DocumentFile, ExpiredFile, ReportSubscription, SubscribedReport)
#: Constraint -> the change of a sound row that it alone refuses.
CHANGES: dict[str, tuple[type[Model], dict[str, Any]]] = {
    "files_document_state_known": (Document, {"state": "lost"}),
    "files_document_audience_known": (Document, {"audience": "all"}),
    "files_document_failed_has_error": (Document, {"state": "failed", "error": ""}),
    "files_document_expired_was_ready": (Document, {"state": "making", "expired_at": at(3, 5)}),
    "files_documentfile_format_known": (DocumentFile, {"format": "doc"}),
    "report_subscription_rhythm_known": (ReportSubscription, {"rhythm": "weekly"}),
    "report_subscription_day_possible": (ReportSubscription, {"day_kind": "working", "day": 16}),
    "report_subscription_rest_has_reason": (ReportSubscription, {"rest_reason": "paused"}),
    "subscribed_report_ordered_or_refused": (SubscribedReport, {"document": None}),
    "subscribed_report_told_has_outcome": (SubscribedReport, {"told_at": at(3, 5), "outcome": ""}),
}
TWICE = {
    "files_documentfile_one_per_format": DocumentFile,
    "files_expiredfile_one_per_format": ExpiredFile,
    "report_subscription_once": ReportSubscription,
    "subscribed_report_once_a_period": SubscribedReport,
}


@pytest.fixture
def sound(fund: Fund, kaemmerei: Actor, now: Any) -> ReportSubscription:
    """A subscription whose first report is ordered and made."""
    wanted = monthly(fund, kaemmerei, now)
    run_subscriptions(now=at(3, 4))
    drain(now=at(3, 4))
    return wanted


def test_every_constraint_is_tried() -> None:
    known = {each.name for model in MODELS for each in model._meta.constraints}
    assert known == set(CHANGES) | set(TWICE)


@pytest.mark.parametrize("name", CHANGES)
def test_row_that_cannot_be_is_refused_by_name(sound: ReportSubscription, name: str) -> None:
    model, broken = CHANGES[name]
    row = model._default_manager.all()[:1].get()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.filter(pk=row.pk).update(**broken)


@pytest.mark.parametrize("name", TWICE)
def test_second_row_is_refused_by_name(sound: ReportSubscription, name: str) -> None:
    model = TWICE[name]
    if model is ExpiredFile:
        kept = {"format": "pdf", "name": "R7.pdf", "size": 1, "sha256": "0" * 64}
        ExpiredFile.objects.create(document=Document.objects.get(), **kept)
    row = model._default_manager.all()[:1].get()
    own = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
    other: dict[type[Model], dict[str, Any]] = {
        DocumentFile: {"file_id": OTHER},
        ReportSubscription: {"uuid": OTHER, "day": 4},
        SubscribedReport: {"document_id": None, "refusal": "Kein Budget.", "last": date(2026, 2, 27)},
    }
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.create(**{**own, "id": None, **other.get(model, {})})

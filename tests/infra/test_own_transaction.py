"""The guard itself: the transaction of a test counts for nothing."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from foundation.audit.actors import SYSTEM
from foundation.audit.models import AuditEntry
from foundation.audit.services import append_entry

NOW = datetime(2027, 3, 12, 9, 0, tzinfo=UTC)


def append() -> None:
    append_entry(action="test", subject="test:1", actor=SYSTEM, details={}, now=NOW)


@pytest.mark.django_db
def test_entry_in_the_transaction_of_the_test_only_is_refused() -> None:
    with pytest.raises(RuntimeError, match="its cause"):
        append()
    assert not AuditEntry.objects.exists()
    with transaction.atomic():
        append()
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_entry_where_the_test_commits_needs_one_transaction() -> None:
    with transaction.atomic():
        append()
    assert AuditEntry.objects.count() == 1

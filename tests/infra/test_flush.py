"""Append-only tables are emptied between tests with real transactions, and stay guarded within them."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from foundation.audit.actors import SYSTEM
from foundation.audit.models import AuditEntry
from foundation.audit.services import append_entry

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
NOW = datetime(2027, 3, 12, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("turn", [1, 2])
def test_guarded_table_is_empty_before_and_guarded_after(turn: int) -> None:
    assert AuditEntry.objects.count() == 0
    with transaction.atomic():
        append_entry(action="test", subject="test:1", actor=SYSTEM, details={}, now=NOW)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {AuditEntry._meta.db_table}")
    assert AuditEntry.objects.count() == 1

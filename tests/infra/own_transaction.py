"""What a service writes into the audit log stands in a transaction of the service, not in that of the test.

`append_entry` refuses to write outside a transaction. Nearly every test runs in one that is taken back at its
end, so without this a service that opens none is green here and answers 500 in the house.
"""

from collections.abc import Iterator
from typing import Any

import pytest


def demand_own_transaction(**_: Any) -> None:
    """Connected to the first thing that is written about an entry. Raises RuntimeError as the house would."""
    from django.db import connection  # the settings are loaded by now

    of_tests = [vars(each)["_from_testcase"] for each in connection.atomic_blocks]
    if all(of_tests):
        raise RuntimeError("append_entry must run in the transaction of its cause, not only in the test's")


@pytest.fixture(scope="session", autouse=True)
def _audit_entries_have_a_cause() -> Iterator[None]:
    from django.db.models.signals import pre_save

    from foundation.audit.models import AuditEntry

    pre_save.connect(demand_own_transaction, sender=AuditEntry)
    yield
    pre_save.disconnect(demand_own_transaction, sender=AuditEntry)

"""Everything that is stored, for tests that say "nothing has changed"."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Max

from foundation.values.errors import Blocked, DomainError
from grants.models import ConflictOfInterest, FundAccount, LedgerEntry, WorkflowModel
from tests.worlds import read

APPS = ("applicants_", "audit_", "files_", "grants_", "outbox_")


def everything() -> dict[str, str]:
    """Every row of every table of a case, by table."""
    return {table: rows for table, rows in read().items() if table.startswith(APPS)}


def refusal(service: Callable[..., object], *args: Any, **kwargs: Any) -> tuple[type[DomainError], str]:
    """Kind and code with which a service refuses; and a refused attempt has changed nothing."""
    before = everything()
    with pytest.raises(DomainError) as caught:
        service(*args, **kwargs)
    assert everything() == before
    return type(caught.value), caught.value.code


def findings(service: Callable[..., object], *args: Any, **kwargs: Any) -> tuple[str, ...]:
    """Codes of everything that is missing for a service; and the attempt has changed nothing."""
    before = everything()
    with pytest.raises(Blocked) as caught:
        service(*args, **kwargs)
    assert everything() == before
    return caught.value.codes


def fetch(row: Any) -> Any:
    """The row as it is now: workflow models are fetched again, never refreshed."""
    return type(row)._default_manager.get(pk=row.pk)


def figures(account: FundAccount | None = None) -> tuple[int, int, int, int]:
    """Reserved, committed, paid, free of the one account there is, in cents."""
    found = FundAccount.objects.get() if account is None else fetch(account)
    return found.reserved_cents, found.committed_cents, found.paid_net_cents, found.free_cents


def bookings() -> list[tuple[str, int, int, int]]:
    """Kind, reserved, committed, paid of every booking, in their order."""
    rows = LedgerEntry.objects.order_by("pk")
    return list(rows.values_list("kind", "reserved_cents", "committed_cents", "paid_cents"))


def last_booking() -> LedgerEntry:
    newest = LedgerEntry.objects.aggregate(Max("pk"))["pk__max"]
    return LedgerEntry.objects.get(pk=newest)


def declare(row: WorkflowModel, reference: str) -> None:
    """This person is biased in this case."""
    ConflictOfInterest.objects.create(
        application=row.case,
        person_reference=reference,
        person_label="befangen",
        declared_at=row.case.created_at,
        declared_by=reference,
    )

"""Payments nobody made, for the files of the Kasse."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from grants.rules.payment_files import FileRun, PaymentLine
from reports.payments.pain001 import Debtor

RUN = FileRun("LT-2026-U0001", datetime(2026, 3, 5, 9, 30, tzinfo=UTC))
DEBTOR = Debtor("Stadt Müsterstadt", "DE89370400440532013000", "COBADEFFXXX")
FIRST = PaymentLine(
    number="LT-2026-A0001",
    amount_cents=123_456,
    payee="Förderverein „Öko“ e.V.",
    iban="DE02120300000000202051",
    bic="BYLADEM1001",
    remittance="LT-2026-0001 Blühstreifen & Rosen",
    due_on=date(2026, 3, 2),
    budget_year=2026,
    programme_year=2025,
    case_reference="LT-2026-0001",
    street="Musterstraße 1",
    postcode="01234",
    town="Musterstadt",
    account_assignment="51101.531800",
    product="51101",
    account="531800",
    measure="M7",
    cost_centre="K3",
    factual_by="Frieda Feststellung",
    factual_on=date(2026, 2, 27),
    arith_by="Frieda Feststellung",
    arith_on=date(2026, 2, 27),
    ordered_by="Otto Ordnung",
    ordered_on=date(2026, 2, 28),
    document_sha256="ab" * 32,
)


def line(**changes: Any) -> PaymentLine:
    """The first payment, otherwise."""
    return replace(FIRST, **changes)

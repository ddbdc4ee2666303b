"""Invented payments, for a file that the Kasse can try before any money moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from grants.models import Fund, HandOverKind, PaymentProfile
from grants.rules.payment_files import FileRun, PaymentLine
from reports.payments.files import write_file

NAME = "MUSTER"
# IBANs of the documentation of banks: they pass the check digits, and nobody has them.
IBANS = ("DE89370400440532013000", "DE02120300000000202051")


def sample_file(
    fund: Fund, kind: HandOverKind, profile: PaymentProfile | None, now: datetime, today: date
) -> bytes:
    """The file of a run that never was: umlauts, a separator and a quotation mark in the names.

    Raises DomainError and ValueError as `write_file` does.
    """
    return write_file(kind, profile, FileRun(f"{fund.reference_prefix}-{NAME}", now), _lines(fund, today))


def _lines(fund: Fund, today: date) -> list[PaymentLine]:
    rules, prefix = fund.rules_on(today), fund.reference_prefix
    first = PaymentLine(
        number=f"{prefix}-{today.year}-{NAME}1",
        amount_cents=48_765,
        payee="Förderverein „Müßiggang; & Ko.“ e.V.",
        iban=IBANS[0],
        bic="COBADEFFXXX",
        remittance=f"{prefix}-{today.year}-{NAME}1 Blühstreifen Musterhof",
        due_on=today + timedelta(days=7),
        budget_year=today.year,
        programme_year=today.year,
        case_reference=f"{prefix}-{today.year}-{NAME}1",
        street="Musterstraße 1",
        postcode="01234",
        town="Musterstadt",
        account_assignment=rules.assignment(),
        product=rules.product_code,
        account=rules.expense_account,
        measure=rules.measure_code,
        cost_centre=rules.cost_centre,
        factual_by="Frieda Feststellung",
        factual_on=today,
        arith_by="Frieda Feststellung",
        arith_on=today,
        ordered_by="Otto Ordnung",
        ordered_on=today,
        document_sha256="0" * 64,
    )
    second = replace(
        first,
        number=f"{prefix}-{today.year}-{NAME}2",
        amount_cents=1,
        payee="Şükrü Çelik",
        iban=IBANS[1],
        bic="",
        remittance=f"{prefix}-{today.year}-{NAME}2 Nachbarschaftsfest",
        case_reference=f"{prefix}-{today.year}-{NAME}2",
    )
    return [first, second]

"""Which writer makes the file of a run."""

from __future__ import annotations

from collections.abc import Sequence

from grants.models import HandOverKind, PaymentProfile
from grants.rules.payment_files import FileRun, PaymentLine
from grants.selectors.payment_profiles import format_of
from reports.payments.mapped_csv import csv_file
from reports.payments.pain001 import Debtor, bank_file


def write_file(
    kind: HandOverKind, profile: PaymentProfile | None, run: FileRun, lines: Sequence[PaymentLine]
) -> bytes:
    """The bytes of a run. Raises DomainError when the schema refuses them, ValueError without a debtor."""
    if kind is HandOverKind.CSV:
        return csv_file(format_of(profile), lines)
    if profile is None or not profile.bank_file:
        raise ValueError("a bank file needs the account of the town")
    debtor = Debtor(profile.debtor_name, profile.debtor_iban, profile.debtor_bic)
    return bank_file(debtor, run, lines)

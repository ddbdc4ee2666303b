"""The money of one grant as of a moment: shared by the reports on a single case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grants.models import Grant, LedgerEntry, LedgerKind, ProofCheck
from grants.selectors.proof_then import ProofThen, proof_then
from reports.contract import Commission


@dataclass(frozen=True)
class GrantFigures:
    """What was proven, checked, paid and repaid by then; cents."""

    grant: Grant
    proof: ProofThen
    check: ProofCheck | None
    payments: tuple[tuple[date, int], ...]
    repayments: tuple[tuple[date, int], ...]

    @property
    def paid_cents(self) -> int:
        """Paid out, less what the bank sent back."""
        return sum(cents for _, cents in self.payments)

    @property
    def repaid_cents(self) -> int:
        """Came back on claims, as a positive figure."""
        return -sum(cents for _, cents in self.repayments)


def grant_figures(commission: Commission) -> GrantFigures:
    """Read the grant of the commission's case.

    Raises DoesNotExist without a grant or a proof, DomainError when the proof was not sent yet.
    """
    grant = Grant.objects.select_related(
        "case__fund", "case__rules", "case__particulars", "account", "proof"
    ).get(case__uuid=commission.subject_uuid, proof__isnull=False)
    until = commission.recorded_until
    check = grant.checks.filter(confirmed_at__lte=until).order_by("-pk").first()
    entries = list(
        LedgerEntry.objects.filter(
            case_id=grant.case_id, recorded_at__lte=until, occurred_on__lte=commission.as_of
        ).exclude(paid_cents=0)
    )
    return GrantFigures(
        grant=grant,
        proof=proof_then(grant, until),
        check=check,
        payments=tuple((e.occurred_on, e.paid_cents) for e in entries if e.kind != LedgerKind.REPAY),
        repayments=tuple((e.occurred_on, e.paid_cents) for e in entries if e.kind == LedgerKind.REPAY),
    )

"""A proof as it was at a moment: what had been sent and checked by then (decision 0032)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from foundation.values.dates import format_date, local_date
from foundation.values.errors import DomainError
from grants.models import Grant, Proof, Receipt

NOT_YET = (
    "An diesem Tag gab es noch keinen Nachweis. Wählen Sie einen späteren Stand, oder warten Sie, bis er "
    "gesendet ist."
)


@dataclass(frozen=True)
class ReceiptThen:
    """One receipt; cents. `position`: its line of the plan. Nothing is accepted or cut before the check."""

    number: int
    issued_on: date
    paid_on: date
    payee: str
    purpose: str
    position: int | None
    amount_cents: int
    tax_cents: int
    accepted_cents: int | None
    cut_cents: int | None
    cut_reason: str
    paid_by: str
    sha256: str

    @property
    def gross_cents(self) -> int:
        """What stands on the paper and was paid."""
        return self.amount_cents + self.tax_cents


@dataclass(frozen=True)
class PlanLine:
    """One line of the plan that receipts can belong to; cents."""

    position: int
    item: str
    amount_cents: int


@dataclass(frozen=True)
class ProofThen:
    """The proof with what it was held against; cents."""

    sent_on: date
    applicant: str
    title: str
    place: str
    starts_on: date
    ends_on: date
    costs_cents: int
    approved_cents: int
    own_cents: int
    donations_cents: int
    donations_actual_cents: int
    other_public_cents: int
    prices: str
    report: str
    plan: tuple[PlanLine, ...]
    receipts: tuple[ReceiptThen, ...]

    @property
    def period(self) -> str:
        """The days of the project in words."""
        return f"{format_date(self.starts_on)} bis {format_date(self.ends_on)} (Aktion)"

    @property
    def receipts_cents(self) -> int:
        """The sum of all receipts as handed in."""
        return sum(each.amount_cents for each in self.receipts)

    def item_at(self, position: int | None) -> str | None:
        """What the line of the plan is called."""
        return next((line.item for line in self.plan if line.position == position), None)


def proof_now(proof: Proof, now: datetime) -> ProofThen:
    """The proof as it stands."""
    grant, case = proof.grant, proof.grant.case
    actual = proof.donations_actual_cents
    return ProofThen(
        sent_on=local_date(proof.sent_at or now),
        applicant=case.particulars.name,
        title=case.title,
        place=case.place,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        costs_cents=case.costs_cents,
        approved_cents=grant.approved_cents,
        own_cents=grant.own_committed_cents,
        donations_cents=case.donations_cents or 0,
        donations_actual_cents=(case.donations_cents or 0) if actual is None else actual,
        other_public_cents=case.other_public_cents or 0,
        prices=case.price_comparison,
        report=proof.report,
        plan=tuple(PlanLine(each.position, each.item, each.amount_cents) for each in case.plan_items),
        receipts=tuple(
            _receipt(each) for each in proof.receipts.select_related("file", "cost_item").order_by("number")
        ),
    )


def _receipt(receipt: Receipt) -> ReceiptThen:
    return ReceiptThen(
        number=receipt.number,
        issued_on=receipt.issued_on,
        paid_on=receipt.paid_on,
        payee=receipt.payee,
        purpose=receipt.purpose,
        position=receipt.cost_item.position if receipt.cost_item else None,
        amount_cents=receipt.amount_cents,
        tax_cents=receipt.tax_cents,
        accepted_cents=receipt.accepted_cents,
        cut_cents=receipt.cut_cents,
        cut_reason=receipt.cut_reason,
        paid_by=receipt.get_payment_method_display(),
        sha256=receipt.file.sha256 if receipt.file else "",
    )


def proof_then(grant: Grant, until: datetime) -> ProofThen:
    """The proof as it was last sent or checked by then. Raises DomainError when it was not sent yet."""
    kept = grant.proof.versions.filter(recorded_at__lte=until).order_by("-number").first()
    if kept is None:
        raise DomainError(NOT_YET, "proof.not_sent_then")
    return as_values(kept.content)


def as_content(values: ProofThen) -> dict[str, Any]:
    """As it is stored: days as ISO text."""
    return {name: _stored(value) for name, value in asdict(values).items()}


def as_values(content: Mapping[str, Any]) -> ProofThen:
    """What was stored."""
    return ProofThen(
        **_read(ProofThen, content),
        plan=tuple(PlanLine(**_read(PlanLine, each)) for each in content["plan"]),
        receipts=tuple(ReceiptThen(**_read(ReceiptThen, each)) for each in content["receipts"]),
    )


def _stored(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _stored(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_stored(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(kind: type[ProofThen | PlanLine | ReceiptThen], content: Mapping[str, Any]) -> dict[str, Any]:
    """The plain fields of a dataclass; lists are read by the caller."""
    return {
        each.name: date.fromisoformat(content[each.name]) if each.type == "date" else content[each.name]
        for each in fields(kind)
        if not isinstance(content[each.name], list)
    }

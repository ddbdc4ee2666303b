"""Requirements of the payment order's edges, asked anew at each signature."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from foundation.values.dates import format_moment, local_date
from grants.rules.account_changes import earliest_order
from grants.rules.advances import check_order
from grants.rules.findings import Finding, blocker, warning
from grants.workflows.facts import order_facts, strange_holder
from grants.workflows.requirements.application import fallen_item, way_after_fall
from grants.workflows.requirements.grant import DONE_ORDERS


def order_may_be_paid(order: Any, today: date) -> Iterable[Finding]:
    """INV-03 and INV-04: notice, remedy or waiver, account, conditions, and never more than was approved."""
    facts = order_facts(
        order.grant, kind=order.kind, amount_cents=order.amount_cents, today=today, without=order.pk
    )
    return check_order(facts, order.case.rules.parameters())


def account_has_rested(order: Any, today: date) -> Iterator[Finding]:
    """Person rule 6: 24 hours lie between a change of the account and the order.

    The moment of the signature decides, once there is one; before, the day says whether it can come today.
    """
    changed_at = order.grant.bank_account_changed_at
    if changed_at is None:
        return
    earliest = earliest_order(changed_at)
    signed_at = order.ordered_at
    is_too_early = today < local_date(earliest) if signed_at is None else signed_at < earliest
    if is_too_early:
        yield blocker(
            "order.account_changed",
            f"Das Konto ist neu. Anordnen geht ab {format_moment(earliest)}: Bis dahin kann sich melden, "
            "wer es nicht geändert hat.",
            "Rechtekonzept, Personenregel 6",
        )


def no_claim_builds_on_it(order: Any, today: date) -> Iterator[Finding]:
    """What is claimed back, or waived, was counted with this payment; if it did not arrive, that is wrong."""
    if order.grant.claims.all():
        yield blocker(
            "order.claim_exists",
            "Zu diesem Fall gibt es eine Rückforderung, die diese Zahlung mitzählt. "
            "Sprechen Sie zuerst mit der Sachbearbeitung.",
            "INV-08",
        )


def doubts_about(order: Any, today: date) -> Iterator[Finding]:
    """What a signatory should know and what stops nothing: of the account, the bank's answer, the vote."""
    if order.state in DONE_ORDERS:
        return
    yield from strange_holder(order.bank_account, order.case)
    yield from _payee_doubts(order)
    if fallen_item(order.case) is not None:
        yield warning(
            "order.vote_fell",
            f"Der Beschluss der Jury gilt nicht mehr. {way_after_fall(order.case)} "
            "Fragen Sie die Sachbearbeitung, bevor Sie unterschreiben.",
            "§§ 20, 21, 48, 49 VwVfG",
        )


def _payee_doubts(order: Any) -> Iterator[Finding]:
    """The bank's newest answer, when it is none to rely on (Verification of Payee, EU 2024/886)."""
    newest = max(order.payee_checks.all(), key=lambda each: each.pk, default=None)
    if newest is not None and newest.result != "match":
        yield warning(
            "order.payee_check",
            f"Empfängerprüfung der Bank: {newest.get_result_display()}. "
            "Wer trotzdem zahlt, trägt das Risiko. Fragen Sie nach dem Kontoinhaber.",
            "VO (EU) 2024/886",
        )

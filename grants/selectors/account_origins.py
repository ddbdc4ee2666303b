"""Where the account of a payment came from, for those who sign: the office types in what is on paper."""

from datetime import datetime

from foundation.audit.actors import ActorKind
from foundation.audit.models import AuditEntry
from foundation.values.dates import format_date, local_date
from grants.models import AccountSheet, PaymentOrder, TransitionRecord
from grants.selectors.payments import BANK_DETAILS


def account_origin(order: PaymentOrder) -> str:
    """A sentence when the office typed the account in from paper; empty when the person did it themselves."""
    sheet = AccountSheet.objects.filter(bank_account=order.bank_account, confirmed_at__isnull=False).first()
    if sheet is not None and sheet.confirmed_at is not None:
        return (
            f"Vom Blatt auf Papier, eingegangen am {format_date(sheet.came_on)}: eingetragen von "
            f"{sheet.proposed_by_label}, bestätigt von {sheet.confirmed_by_label} am "
            f"{format_date(local_date(sheet.confirmed_at))}."
        )
    typed_at = _typed_at(order)
    if typed_at is None:
        return ""
    return f"Mit der Annahme auf Papier: eingetragen vom Büro am {format_date(local_date(typed_at))}."


def _typed_at(order: PaymentOrder) -> datetime | None:
    """When somebody of the office typed it in: on its own, or with the acceptance, which names no account."""
    account = order.bank_account.uuid.hex
    given = AuditEntry.objects.filter(
        subject=order.grant.subject, action=BANK_DETAILS, details__bank_account=account
    )
    entry: AuditEntry | TransitionRecord | None = given.first()
    if entry is None:
        accepted = TransitionRecord.objects.filter(
            machine=order.grant.machine, object_id=order.grant_id, action="accept"
        )
        entry = accepted.first()
    return entry.recorded_at if entry and entry.actor_kind == ActorKind.STAFF.value else None

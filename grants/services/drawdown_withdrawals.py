"""A drawdown that was asked for by mistake is taken back, before the Land has paid or cut any of it."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Drawdown, DrawdownKind, DrawdownWithdrawal, Fund
from grants.services.drawdowns import asked_ahead
from grants.services.receipt_orders import cancel_for_drawdown


def withdraw_drawdown(*, drawdown: Drawdown, reason: str, actor: Actor, now: datetime) -> DrawdownWithdrawal:
    """Take a request back: its bookings are free to be counted again, its receipt order is cancelled.

    Raises NotAllowed for whoever asked, InvalidInput without a reason, DomainError when it is withdrawn
    already, when the Land has paid or cut any of it, or when a later request has set it off.
    """
    with transaction.atomic():
        fund = Fund.objects.select_for_update().get(pk=drawdown.fund_id)
        held = Drawdown.objects.select_related("land_grant", "fund", "withdrawal").get(pk=drawdown.pk)
        if not policy.may_withdraw_drawdown(actor, held):
            raise NotAllowed(policy.may_withdraw_drawdown.why_not(actor, held), "policy.denied")
        _demand_untouched(held)
        if not reason.strip():
            raise InvalidInput("Schreiben Sie, warum Sie ihn zurückziehen.", "reason.missing", "reason")
        made = DrawdownWithdrawal.objects.create(
            drawdown=held,
            reason=reason.strip(),
            withdrawn_by=actor.reference,
            withdrawn_by_label=actor.label,
            withdrawn_at=now,
        )
        why = f"Mittelabruf {held.number} ist zurückgezogen: {made.reason}"
        cancel_for_drawdown(drawdown=held, reason=why, now=now)
        details = {"number": held.number, "amount_cents": held.claimed_cents}
        subject = f"fund:{fund.uuid}"
        append_entry(action="drawdown.withdraw", subject=subject, actor=actor, details=details, now=now)
    return made


def _demand_untouched(drawdown: Drawdown) -> None:
    """Nobody has withdrawn, answered or set it off; the locks of the fund keep it so."""
    if drawdown.is_withdrawn:
        raise DomainError("Dieser Mittelabruf ist schon zurückgezogen.", "drawdown.withdrawn")
    if drawdown.note_count:
        sentence = "Das Land hat darauf schon gezahlt oder gekürzt. Zurückziehen lässt er sich nicht mehr."
        raise DomainError(sentence, "drawdown.answered")
    grant = drawdown.land_grant
    if drawdown.kind != DrawdownKind.AHEAD or grant is None:
        return
    bund, land = asked_ahead(grant)
    if bund < drawdown.bund_cents or land < drawdown.land_cents:
        sentence = (
            "Ein späterer Mittelabruf ist damit schon verrechnet. Ziehen Sie zuerst den späteren zurück."
        )
        raise DomainError(sentence, "drawdown.set_off")

"""What the Land answered to a drawdown: money that came in, and what it cut (domain handbook 5.5)."""

from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from foundation.values.money import format_euro
from grants import policy
from grants.models import Drawdown, Fund, LandCut, LandReceipt


def record_land_money(
    *,
    drawdown: Drawdown,
    amount_cents: int,
    received_on: date,
    actor: Actor,
    now: datetime,
    expected_notes: int | None = None,
) -> LandReceipt:
    """Note money of the Land in cents.

    `expected_notes`: how many notes of money and cuts the person saw; a second click has seen one too few.
    Raises NotAllowed, StaleVersion, InvalidInput for an impossible day or amount.
    """
    with transaction.atomic():
        held = _hold(drawdown, actor, expected_notes)
        _demand_day(held, received_on, local_date(now), "received_on")
        _demand_amount(held, amount_cents)
        received = LandReceipt.objects.create(
            drawdown=held,
            amount_cents=amount_cents,
            received_on=received_on,
            recorded_by=actor.reference,
            recorded_by_label=actor.label,
            recorded_at=now,
        )
        _log("drawdown.received", held, amount_cents, actor, now)
    return received


def record_cut(
    *,
    drawdown: Drawdown,
    amount_cents: int,
    cut_on: date,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_notes: int | None = None,
) -> LandCut:
    """Note what the Land does not pay, in cents: the city bears it. Each share is cut in proportion.

    `expected_notes` as with money. Raises NotAllowed, StaleVersion, InvalidInput for a day or an amount that
    cannot be, or without a reason.
    """
    with transaction.atomic():
        held = _hold(drawdown, actor, expected_notes)
        _demand_day(held, cut_on, local_date(now), "cut_on")
        _demand_amount(held, amount_cents)
        if not reason.strip():
            raise InvalidInput("Schreiben Sie, warum das Land kürzt.", "reason.missing", "reason")
        bund = _bund_of_cut(held, amount_cents)
        cut = LandCut.objects.create(
            drawdown=held,
            cut_on=cut_on,
            bund_cents=bund,
            land_cents=amount_cents - bund,
            reason=reason.strip(),
            recorded_by=actor.reference,
            recorded_by_label=actor.label,
            recorded_at=now,
        )
        _log("drawdown.cut", held, amount_cents, actor, now)
    return cut


def _hold(drawdown: Drawdown, actor: Actor, expected_notes: int | None) -> Drawdown:
    """The drawdown, its fund locked: two notes of the same money cannot pass each other."""
    fund = Fund.objects.select_for_update().get(pk=drawdown.fund_id)
    if not policy.may_request_drawdown(actor, fund):
        raise NotAllowed(policy.may_request_drawdown.why_not(actor, fund), "policy.denied")
    held = Drawdown.objects.prefetch_related("receipts", "cuts").get(pk=drawdown.pk)
    if held.is_withdrawn:
        raise DomainError("Dieser Mittelabruf ist zurückgezogen.", "drawdown.withdrawn")
    if expected_notes is not None and expected_notes != held.note_count:
        sentence = (
            "Inzwischen ist zu diesem Mittelabruf schon etwas vermerkt. Gehen Sie zurück und sehen Sie sich "
            "den Stand an: Steht es dort, ist nichts mehr zu tun."
        )
        raise StaleVersion(sentence, "drawdown.stale")
    return held


def _bund_of_cut(drawdown: Drawdown, cents: int) -> int:
    """Bund's part of a cut, in proportion; neither share is cut by more than is left of it."""
    bund_left = drawdown.bund_cents - sum(each.bund_cents for each in drawdown.cuts.all())
    land_left = drawdown.land_cents - sum(each.land_cents for each in drawdown.cuts.all())
    in_proportion = cents * drawdown.bund_cents // drawdown.claimed_cents
    return max(min(in_proportion, bund_left), cents - land_left)


def _demand_day(drawdown: Drawdown, day: date, today: date, field: str) -> None:
    if not local_date(drawdown.requested_at) <= day <= today:
        sentence = "Wählen Sie einen Tag zwischen dem Abruf und heute."
        raise InvalidInput(sentence, "drawdown.day", field)


def _demand_amount(drawdown: Drawdown, amount_cents: int) -> None:
    if not 0 < amount_cents <= drawdown.awaited_cents:
        sentence = f"Offen sind noch {format_euro(drawdown.awaited_cents)}. Prüfen Sie den Betrag."
        raise InvalidInput(sentence, "drawdown.amount", "amount")


def _log(action: str, drawdown: Drawdown, cents: int, actor: Actor, now: datetime) -> None:
    append_entry(
        action=action,
        subject=f"fund:{drawdown.fund.uuid}",
        actor=actor,
        details={"number": drawdown.number, "amount_cents": cents},
        now=now,
    )

"""The city asks the Land for its shares: a booking of money is counted in one drawdown at most (INV-14)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Drawdown, DrawdownEntry, Fund, LedgerEntry


def request_drawdown(*, fund: Fund, from_on: date, to_on: date, actor: Actor, now: datetime) -> Drawdown:
    """Ask for Bund's and Land's shares of all money that moved in the period and was not asked for before.

    Repayments and returned payments lower it: money owed back to the Land goes into the next request (domain
    handbook 5.4). Raises NotAllowed, InvalidInput for a period that cannot be, DomainError when nothing, or
    less than nothing, is to be asked for: it stays for a later request.
    """
    with transaction.atomic():
        held = Fund.objects.select_for_update().get(pk=fund.pk)
        if not policy.may_request_drawdown(actor, held):
            raise NotAllowed(policy.may_request_drawdown.why_not(actor, held), "policy.denied")
        _demand_period(from_on, to_on, local_date(now))
        entries = list(entries_to_claim(held, from_on, to_on))
        bund, land = (sum(getattr(each, part) for each in entries) for part in ("bund_cents", "land_cents"))
        if bund + land <= 0:
            sentence = "In diesem Zeitraum ist beim Land nichts abzurufen. Wählen Sie einen längeren."
            raise DomainError(sentence, "drawdown.nothing")
        made = Drawdown.objects.create(
            fund=held,
            number=held.drawdowns.count() + 1,
            from_on=from_on,
            to_on=to_on,
            bund_cents=bund,
            land_cents=land,
            requested_by=actor.reference,
            requested_by_label=actor.label,
            requested_at=now,
        )
        DrawdownEntry.objects.bulk_create(DrawdownEntry(drawdown=made, entry=each) for each in entries)
        append_entry(
            action="drawdown.request",
            subject=f"fund:{held.uuid}",
            actor=actor,
            details={"number": made.number, "bund_cents": bund, "land_cents": land},
            now=now,
        )
    return made


def entries_to_claim(fund: Fund, from_on: date, to_on: date) -> QuerySet[LedgerEntry]:
    """Bookings of money of the period, negative ones included, that no drawdown has counted yet."""
    entries = LedgerEntry.objects.filter(account__fund=fund, occurred_on__range=(from_on, to_on))
    return entries.filter(drawdown_entry__isnull=True).exclude(paid_cents=0).order_by("pk")


def _demand_period(from_on: date, to_on: date, today: date) -> None:
    if from_on > to_on:
        raise InvalidInput("Das Ende liegt vor dem Anfang. Prüfen Sie die Tage.", "drawdown.period", "to_on")
    if to_on > today:
        sentence = "Dieser Tag kommt erst noch. Abgerufen wird, was schon gezahlt ist."
        raise InvalidInput(sentence, "drawdown.period", "to_on")

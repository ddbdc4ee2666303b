"""The city asks the Land for its shares: for payments made, or ahead for those of the next two months.

A booking of money is counted in one drawdown at most (INV-14). What was asked ahead is set off against the
payments it was for, when these are counted: nothing is asked for twice.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import format_date, local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from foundation.values.money import format_euro
from grants import policy
from grants.models import Drawdown, DrawdownEntry, DrawdownKind, Fund, FundAccount, LandGrant, LedgerEntry
from grants.models.drawdown import IS_STANDING
from grants.rules.land_money import last_day_ahead
from grants.rules.shares import next_split
from grants.services.receipt_orders import prepare_for_drawdown


def request_drawdown(
    *, land_grant: LandGrant, from_on: date, to_on: date, actor: Actor, now: datetime
) -> Drawdown:
    """Ask for Bund's and Land's shares of all money that moved in the period and was not asked for before.

    Repayments and returned payments lower it: money owed back to the Land goes into the next request (domain
    handbook 5.4). What was asked ahead is set off first, so that nothing may be left to ask for: then the
    request only accounts for it. Raises NotAllowed, InvalidInput for a period that cannot be, DomainError
    when nothing, or less than nothing, is to be counted (it stays for a later request), or when the Land's
    tranches do not give so much.
    """
    with transaction.atomic():
        held = _hold(land_grant, actor)
        _demand_period(from_on, to_on, local_date(now))
        entries = list(entries_to_claim(held, from_on, to_on).annotate(tries=Count("drawdown_entries")))
        bund, land = (sum(getattr(each, part) for each in entries) for part in ("bund_cents", "land_cents"))
        if bund + land <= 0:
            sentence = "In diesem Zeitraum ist beim Land nichts abzurufen. Wählen Sie einen längeren."
            raise DomainError(sentence, "drawdown.nothing")
        ahead_bund, ahead_land = asked_ahead(held)
        offset = min(max(bund, 0), ahead_bund), min(max(land, 0), ahead_land)
        made = _write(
            held,
            DrawdownKind.PAID,
            (from_on, to_on),
            shares=(bund - offset[0], land - offset[1]),
            offset=offset,
            actor=actor,
            now=now,
        )
        DrawdownEntry.objects.bulk_create(
            DrawdownEntry(drawdown=made, entry=each, attempt=each.tries + 1) for each in entries
        )
        prepare_for_drawdown(drawdown=made, actor=actor, now=now)
        _log(made, actor, now)
    return made


def request_ahead(
    *, land_grant: LandGrant, amount_cents: int, due_until: date, actor: Actor, now: datetime
) -> Drawdown:
    """Ask ahead for the shares of payments over so many cents that are due until a day two months on.

    Raises NotAllowed, InvalidInput for another day or for more than is bound and not asked for ahead yet,
    DomainError when the tranches do not give so much, or when just this was asked for today (a second click).
    Source: Nr. 1.2 ANBest-Gk.
    """
    today = local_date(now)
    with transaction.atomic():
        held = _hold(land_grant, actor)
        latest = last_day_ahead(today)
        if not today <= due_until <= latest:
            sentence = f"Wählen Sie einen Tag bis zum {format_date(latest)}: Voraus geht nur für zwei Monate."
            raise InvalidInput(sentence, "drawdown.ahead", "due_until")
        split = next_split(held.stored, amount_cents, held.weights)
        if amount_cents <= 0:
            raise InvalidInput("Geben Sie einen Betrag über 0,00 € ein.", "drawdown.amount", "amount")
        shares, period = (split.bund, split.land), (today, due_until)
        _demand_bound(held, amount_cents, sum(shares))
        _demand_first(held, sum(shares), period)
        made = _write(held, DrawdownKind.AHEAD, period, shares=shares, offset=(0, 0), actor=actor, now=now)
        prepare_for_drawdown(drawdown=made, actor=actor, now=now)
        _log(made, actor, now)
    return made


def entries_to_claim(land_grant: LandGrant, from_on: date, to_on: date) -> QuerySet[LedgerEntry]:
    """Bookings of money of the period, negative ones included, that no drawdown that stands has counted."""
    entries = LedgerEntry.objects.filter(land_grant=land_grant, occurred_on__range=(from_on, to_on))
    counted = DrawdownEntry.objects.filter(entry=OuterRef("pk"), drawdown__withdrawal__isnull=True)
    return entries.filter(~Exists(counted)).exclude(paid_cents=0).order_by("pk")


def asked_ahead(land_grant: LandGrant) -> tuple[int, int]:
    """What was asked ahead, neither cut by the Land nor set off yet: Bund and Land, in cents."""
    standing = land_grant.drawdowns.filter(IS_STANDING).order_by()
    ahead = standing.filter(kind=DrawdownKind.AHEAD)
    asked = ahead.aggregate(bund=Sum("bund_cents", default=0), land=Sum("land_cents", default=0))
    cut = ahead.aggregate(bund=Sum("cuts__bund_cents", default=0), land=Sum("cuts__land_cents", default=0))
    off = standing.aggregate(
        bund=Sum("offset_bund_cents", default=0), land=Sum("offset_land_cents", default=0)
    )
    return asked["bund"] - cut["bund"] - off["bund"], asked["land"] - cut["land"] - off["land"]


def _hold(land_grant: LandGrant, actor: Actor) -> LandGrant:
    """The Land's decision, locked: no two requests count the same booking or the same number."""
    fund = Fund.objects.select_for_update().get(pk=land_grant.fund_id)
    if not policy.may_request_drawdown(actor, fund):
        raise NotAllowed(policy.may_request_drawdown.why_not(actor, fund), "policy.denied")
    return LandGrant.objects.select_for_update().get(pk=land_grant.pk)


def _write(
    land_grant: LandGrant,
    kind: DrawdownKind,
    period: tuple[date, date],
    *,
    shares: tuple[int, int],
    offset: tuple[int, int],
    actor: Actor,
    now: datetime,
) -> Drawdown:
    _demand_tranche(land_grant, sum(shares), local_date(now).year)
    return Drawdown.objects.create(
        fund=land_grant.fund,
        land_grant=land_grant,
        kind=kind,
        number=land_grant.fund.drawdowns.count() + 1,
        from_on=period[0],
        to_on=period[1],
        bund_cents=shares[0],
        land_cents=shares[1],
        offset_bund_cents=offset[0],
        offset_land_cents=offset[1],
        requested_by=actor.reference,
        requested_by_label=actor.label,
        requested_at=now,
    )


def _demand_period(from_on: date, to_on: date, today: date) -> None:
    if from_on > to_on:
        raise InvalidInput("Das Ende liegt vor dem Anfang. Prüfen Sie die Tage.", "drawdown.period", "to_on")
    if to_on > today:
        sentence = "Dieser Tag kommt erst noch. Abgerufen wird, was schon gezahlt ist."
        raise InvalidInput(sentence, "drawdown.period", "to_on")


def _demand_first(land_grant: LandGrant, shares_cents: int, period: tuple[date, date]) -> None:
    """Just this was not asked for ahead today; splitting the odd cent may differ, the sum does not."""
    days = {"from_on": period[0], "to_on": period[1]}
    for made in land_grant.drawdowns.filter(IS_STANDING, kind=DrawdownKind.AHEAD, **days).prefetch_related(
        "cuts"
    ):
        if made.claimed_cents == shares_cents and not made.cut_cents:
            sentence = (
                f"Genau das ist heute schon abgerufen, mit Mittelabruf {made.number}. Brauchen Sie noch "
                "einmal so viel, wählen Sie einen anderen Tag."
            )
            raise DomainError(sentence, "drawdown.twice")


def _demand_bound(land_grant: LandGrant, amount_cents: int, shares_cents: int) -> None:
    """What is asked ahead is bound already, and nobody has asked ahead for it."""
    accounts = FundAccount.objects.filter(land_grant=land_grant).order_by()
    bound = accounts.aggregate(total=Sum("committed_cents", default=0))["total"]
    weights = land_grant.weights
    donors = bound * (weights.bund + weights.land) // weights.total
    if amount_cents > bound or shares_cents + sum(asked_ahead(land_grant)) > donors:
        sentence = f"So viel ist nicht bewilligt und offen. Gebunden sind {format_euro(bound)}."
        raise InvalidInput(sentence, "drawdown.not_bound", "amount")


def _demand_tranche(land_grant: LandGrant, cents: int, year: int) -> None:
    """The Land gives no more than its tranches so far (INV-12); without any entered there is no limit."""
    tranches = land_grant.tranches.order_by()
    if not tranches.exists():
        return
    given = tranches.filter(budget_year__lte=year).aggregate(total=Sum("amount_cents", default=0))["total"]
    standing = land_grant.drawdowns.filter(IS_STANDING).order_by()
    asked = standing.aggregate(total=Sum(F("bund_cents") + F("land_cents"), default=0))
    cut = standing.aggregate(total=Sum(F("cuts__bund_cents") + F("cuts__land_cents"), default=0))
    left = given - asked["total"] + cut["total"]
    if cents > left:
        sentence = (
            f"Die Tranchen bis {year} reichen nicht: Davon sind noch {format_euro(max(0, left))} abzurufen."
        )
        raise DomainError(sentence, "drawdown.over_tranche")


def _log(made: Drawdown, actor: Actor, now: datetime) -> None:
    details = {"number": made.number, "kind": made.kind}
    details |= {name: getattr(made, name) for name in ("bund_cents", "land_cents")}
    append_entry(
        action="drawdown.request", subject=f"fund:{made.fund.uuid}", actor=actor, details=details, now=now
    )

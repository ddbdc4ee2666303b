"""What may be expected after a step, and how it is read from the database. One function a word."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Sum

from foundation.values.money import format_machine
from grants.models import (
    Application,
    Claim,
    FundAccount,
    Grant,
    LedgerEntry,
    Notice,
    NoticeKind,
    PaymentOrder,
    ProofCheck,
)
from grants.rules.reconciliation import Finding
from grants.scenarios.words import OF_THE_CASE
from grants.scenarios.world import World
from grants.selectors.reconciliation import reconciliation
from grants.workflows.facts import ceiling_of

NOT_YET = "nichts"
Found = str | int | date | list[str]


def differences(world: World, entries_before: int) -> list[str]:
    """One line for each expectation of the step that does not hold; `entries_before`: last ledger pk."""
    lines = []
    for key, expected in (world.step.expect or {}).items():
        found = _found(world, key, entries_before)
        if found != expected:
            lines.append(
                f"Schritt {world.step.number}: {key}: erwartet {_shown(expected)}, gefunden {_shown(found)}"
            )
    return lines


def _found(world: World, key: str, entries_before: int) -> Found:
    if key in OF_THE_CASE and world.step.case not in world.cases:
        return NOT_YET
    return _split(world, entries_before) if key == "split" else READERS[key](world)


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _grant(world: World) -> Grant | None:
    return Grant.objects.filter(case=world.application()).first()


def _state(world: World) -> Found:
    grant = _grant(world)
    return str(grant.state if grant else world.application().state)


def _eligible(world: World) -> Found:
    return _cents(world.application().eligible_cents)


def _ceiling(world: World) -> Found:
    return _cents(ceiling_of(world.application(), world.step.on.year).total_cents)


def _of_grant(read: Callable[[Grant], int]) -> Callable[[World], Found]:
    def reader(world: World) -> Found:
        grant = _grant(world)
        return NOT_YET if grant is None else _cents(read(grant))

    return reader


def _check(grant: Grant) -> ProofCheck | None:
    return grant.checks.filter(confirmed_at__isnull=False).order_by("-pk").first()


def _of_check(read: Callable[[int, Grant], int]) -> Callable[[World], Found]:
    def reader(world: World) -> Found:
        grant = _grant(world)
        check = _check(grant) if grant else None
        return NOT_YET if grant is None or check is None else _cents(read(check.entitlement_cents, grant))

    return reader


ANSWERS = (NoticeKind.CHANGE, NoticeKind.WAIVER)


def _of_notice(read: Callable[[Notice], date | None]) -> Callable[[World], Found]:
    """Read from the last notice on the case or its claim; an answer to a wish has days of its own."""

    def reader(world: World) -> Found:
        released = world.application().notices.filter(released_at__isnull=False)
        notice = released.exclude(kind__in=ANSWERS).order_by("-pk").first()
        return (read(notice) if notice else None) or NOT_YET

    return reader


def _proof_due_on(world: World) -> Found:
    grant = _grant(world)
    return (grant.proof_due_on if grant else None) or NOT_YET


def _pay_by(world: World) -> Found:
    claim = Claim.objects.filter(grant__case=world.application()).order_by("-pk").first()
    return (claim.pay_by if claim else None) or NOT_YET


def _split(world: World, entries_before: int) -> Found:
    entry: LedgerEntry | None = (
        world.application()
        .ledger_entries.filter(pk__gt=entries_before)
        .exclude(paid_cents=0)
        .order_by("-pk")
        .first()
    )
    if entry is None:
        return NOT_YET
    split = entry.split
    return [_cents(split.bund), _cents(split.land), _cents(split.kommune)]


def _free(world: World) -> Found:
    account = world.fund.accounts.filter(budget_year=world.step.on.year).first()
    return _cents(account.free_cents if account else 0)


def _sum_of_accounts(field: str) -> Callable[[World], Found]:
    def reader(world: World) -> Found:
        total = FundAccount.objects.filter(fund=world.fund).aggregate(total=Sum(field))["total"]
        return _cents(total or 0)

    return reader


def _shares(world: World) -> Found:
    sums = world.fund.land_grants.aggregate(
        bund=Sum("bund_cents"), land=Sum("land_cents"), kommune=Sum("kommune_cents")
    )
    return [_cents(sums["bund"] or 0), _cents(sums["land"] or 0), _cents(sums["kommune"] or 0)]


def _claimed(world: World) -> Found:
    latest = world.fund.drawdowns.order_by("-pk").first()
    return NOT_YET if latest is None else _cents(latest.claimed_cents)


def _set_off(world: World) -> Found:
    latest = world.fund.drawdowns.order_by("-pk").first()
    return NOT_YET if latest is None else _cents(latest.offset_bund_cents + latest.offset_land_cents)


def _unmatched(world: World) -> Found:
    comparison = reconciliation(world.fund, world.step.on.year)
    return sum(len(comparison.of(each)) for each in Finding if each is not Finding.MATCHED)


def _cents(amount: int | None) -> str:
    return NOT_YET if amount is None else format_machine(amount)


def paid(grant: Grant) -> int:
    """Gross payments of a grant in cents."""
    orders = PaymentOrder.objects.filter(grant=grant, state="executed")
    return orders.aggregate(total=Sum("amount_cents"))["total"] or 0


def interest_of(grant: Grant) -> int:
    """What is asked for as interest, in cents."""
    return sum(claim.amount_cents for claim in grant.claims.all() if claim.is_interest)


READERS: Mapping[str, Callable[[World], Found]] = {
    "state": _state,
    "eligible": _eligible,
    "ceiling": _ceiling,
    "approved": _of_grant(lambda grant: grant.approved_cents),
    "released": _of_grant(lambda grant: grant.released_cents),
    "entitlement": _of_check(lambda entitlement, _grant: entitlement),
    "rest": _of_check(lambda entitlement, grant: max(0, entitlement - paid(grant))),
    "overpaid": _of_check(lambda entitlement, grant: max(0, paid(grant) - entitlement)),
    "paid": _of_grant(paid),
    "repaid": _of_grant(lambda grant: grant.repaid_cents),
    "interest": _of_grant(interest_of),
    "deemed_known_on": _of_notice(lambda notice: notice.deemed_known_on),
    "remedy_until": _of_notice(lambda notice: notice.remedy_until),
    "proof_due_on": _proof_due_on,
    "pay_by": _pay_by,
    "free": _free,
    "committed": _sum_of_accounts("committed_cents"),
    "paid_net": _sum_of_accounts("paid_net_cents"),
    "carried": _sum_of_accounts("carried_in_cents"),
    "shares": _shares,
    "claimed": _claimed,
    "set_off": _set_off,
    "unmatched": _unmatched,
}


def case_is_checked(application: Application) -> bool:
    """Its proof has been checked, so that R1 and R2 can be made."""
    return ProofCheck.objects.filter(grant__case=application, confirmed_at__isnull=False).exists()

"""What must be true of every grant and its money (domain handbook 6): a function each, a line a breach."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from django.db.models import Count, F, Q, Sum

from foundation.values.dates import format_date, local_date
from foundation.values.money import format_euro
from grants.models import (
    Application,
    BudgetEntry,
    BudgetKind,
    Claim,
    Drawdown,
    DrawdownEntry,
    DrawdownKind,
    FundAccount,
    Grant,
    LedgerEntry,
    LedgerKind,
    Notice,
    PaymentOrder,
    ProofCheck,
)

CHUNK = 1000
#: Orders that ask for money, or have paid it.
STANDING = ("draft", "certified_factual", "certified_arith", "ordered", "handed_over", "executed")


def unbalanced_commitments() -> Iterator[str]:
    """INV-02: what is committed for a case is what is approved, neither released nor paid."""
    sums = LedgerEntry.objects.order_by().values_list("case_id").annotate(cents=Sum("committed_cents"))
    committed: dict[int, int] = dict(sums)
    paid = _orders("executed")
    for pk, case, approved, released in Grant.objects.order_by("pk").values_list(
        "pk", "case_id", "approved_cents", "released_cents"
    ):
        expected, found = approved - released - paid[pk], committed.pop(case, 0)
        if found != expected:
            yield (
                f"{_name(case)}: Gebunden sind {format_euro(found)}, nach Bewilligung, Freigabe und Zahlung "
                f"müssten es {format_euro(expected)} sein."
            )
    for case in sorted(case for case, cents in committed.items() if cents):
        yield f"{_name(case)}: Gebunden sind {format_euro(committed[case])}, aber es gibt keine Förderung."


def over_ordered_grants() -> Iterator[str]:
    """INV-03: no more is ordered than is approved."""
    ordered = _orders(*STANDING)
    for pk, case, approved in Grant.objects.order_by("pk").values_list("pk", "case_id", "approved_cents"):
        if ordered[pk] > approved:
            yield (
                f"{_name(case)}: Angeordnet sind {format_euro(ordered[pk])}, bewilligt nur "
                f"{format_euro(approved)}."
            )


def unsettled_closings() -> Iterator[str]:
    """INV-08: what a closed case has got and kept is what it was entitled to; claims are what came in."""
    entitled: dict[int, int] = {}
    checks = ProofCheck.objects.filter(confirmed_at__isnull=False).order_by("pk")
    entitled.update(checks.values_list("grant_id", "entitlement_cents"))
    paid, back = _orders("executed"), _came_back()
    closed = Grant.objects.filter(state__in=("closed", "in_binding")).order_by("pk")
    for pk, case in closed.values_list("pk", "case_id"):
        kept = paid[pk] - back[pk]
        if kept != entitled.get(pk):
            due = format_euro(entitled[pk]) if pk in entitled else "ungeprüft"
            yield f"{_name(case)}: Abgeschlossen mit {format_euro(kept)}, der Anspruch ist {due}."
    received = LedgerEntry.objects.order_by().filter(claim__isnull=False).values_list("claim_id")
    sums = dict(received.annotate(cents=Sum(F("interest_cents") - F("paid_cents"))))
    for pk, case, repaid in Claim.objects.order_by("pk").values_list("pk", "grant__case_id", "repaid_cents"):
        if repaid != sums.get(pk, 0):
            booked = format_euro(sums.get(pk, 0))
            yield f"{_name(case)}: Zurückgezahlt sind {format_euro(repaid)}, gebucht {booked}."


def payments_of_other_years() -> Iterator[str]:
    """INV-12: a payment burdens the budget year of its day."""
    paid = LedgerEntry.objects.filter(kind=LedgerKind.PAY).exclude(
        occurred_on__year=F("account__budget_year")
    )
    for key, day, year in paid.order_by("pk").values_list("key", "occurred_on", "account__budget_year"):
        yield f"Buchung {key}: gezahlt am {format_date(day)}, gebucht im Haushaltsjahr {year}."


def wrong_drawdowns() -> Iterator[str]:
    """INV-14: a drawdown asks for exactly the shares of its bookings, less what was asked ahead for them.

    A booking is in one at most that nobody has withdrawn.
    """
    sums = Drawdown.objects.annotate(
        bund=Sum("entries__entry__bund_cents"), land=Sum("entries__entry__land_cents")
    )
    for each in sums.filter(kind=DrawdownKind.PAID).select_related("fund").order_by("pk"):
        asked = each.bund_cents + each.offset_bund_cents, each.land_cents + each.offset_land_cents
        if asked != (each.bund or 0, each.land or 0):
            yield f"{each}: Abgerufen ist etwas anderes als die Anteile seiner Buchungen."
    standing = DrawdownEntry.objects.filter(drawdown__withdrawal__isnull=True).order_by()
    counted = standing.values_list("entry__key").annotate(times=Count("pk")).filter(times__gt=1)
    for key, times in counted.order_by("entry__key"):
        yield f"Buchung {key}: In {times} Mittelabrufen gezählt."


def unpaired_carry_overs() -> Iterator[str]:
    """INV-18: what leaves a budget year arrives in the next one, for the fund and for each case."""
    moved: dict[tuple[str, int], int] = defaultdict(int)
    kinds = (BudgetKind.CARRY_OUT, BudgetKind.CARRY_IN)
    entries = BudgetEntry.objects.order_by().filter(kind__in=kinds)
    rows = entries.values_list("account__fund__name", "account__budget_year", "kind")
    for fund, year, kind, cents in rows.annotate(cents=Sum("amount_cents")):
        is_out = kind == BudgetKind.CARRY_OUT
        moved[fund, year if is_out else year - 1] += cents if is_out else -cents
    for (fund, year), cents in sorted(moved.items()):
        if cents:
            yield f"{fund}: Aus {year} sind {format_euro(cents)} übertragen, die {year + 1} nicht ankamen."
    carried = LedgerEntry.objects.order_by().filter(kind=LedgerKind.CARRY).values_list("case_id")
    for case, cents in carried.annotate(cents=Sum("committed_cents")).order_by("case_id"):
        if cents:
            yield f"{_name(case)}: Beim Übertrag gingen {format_euro(abs(cents))} verloren oder kamen dazu."


def wrong_years() -> Iterator[str]:
    """INV-18: carry-overs come in pairs, and a closed year stays as it is."""
    yield from unpaired_carry_overs()
    yield from entries_of_closed_years()


def entries_of_closed_years() -> Iterator[str]:
    """INV-18: after the end of a budget year nothing was entered for it."""
    late = Q(entries__recorded_at__gt=F("closed_at")) | Q(budget_entries__recorded_at__gt=F("closed_at"))
    for account in FundAccount.objects.filter(late).distinct().select_related("fund").order_by("pk"):
        yield f"{account}: Nach dem Abschluss ist noch etwas eingetragen."


def impossible_days() -> Iterator[str]:
    """INV-22: sent, decided in writing, known: one after the other."""
    notices = Notice.objects.filter(released_at__isnull=False).order_by("pk")
    rows = notices.values_list("case_id", "case__submitted_at", "posted_on", "deemed_known_on")
    for case, submitted_at, posted_on, known_on in rows.iterator(chunk_size=CHUNK):
        days = [local_date(submitted_at) if submitted_at else None, posted_on, known_on]
        known = [day for day in days if day is not None]
        if known != sorted(known):
            said = ", ".join(format_date(day) for day in known)
            yield f"{_name(case)}: Antrag, Bescheid und Bekanntgabe folgen nicht aufeinander ({said})."


def _orders(*states: str) -> dict[int, int]:
    """Cents of the orders in these states, by grant."""
    found = PaymentOrder.objects.order_by().filter(state__in=states).values_list("grant_id")
    return defaultdict(int, dict(found.annotate(cents=Sum("amount_cents"))))


def _came_back() -> dict[int, int]:
    """What came back of the paid money or was waived, by grant; interest is no part of it."""
    back: dict[int, int] = defaultdict(int)
    principal = Claim.objects.filter(principal__isnull=True)
    for grant, state, cents, repaid in principal.values_list(
        "grant_id", "state", "amount_cents", "repaid_cents"
    ):
        back[grant] += cents if state == "waived" else repaid
    return back


def _name(case: int) -> str:
    """A case in a line about a breach; asked for only then."""
    return Application.objects.values_list("reference", flat=True).get(pk=case) or f"Fall {case}"


CASE_INVARIANTS: Mapping[str, Callable[[], Iterator[str]]] = MappingProxyType(
    {
        "INV-02": unbalanced_commitments,
        "INV-03": over_ordered_grants,
        "INV-08": unsettled_closings,
        "INV-12": payments_of_other_years,
        "INV-14": wrong_drawdowns,
        "INV-18": wrong_years,
        "INV-22": impossible_days,
    }
)

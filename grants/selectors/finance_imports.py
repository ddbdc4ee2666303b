"""Files that were read in, and what would happen with each of their lines now."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from foundation.audit.actors import Actor
from foundation.values.dates import format_date, format_moment, local_date
from foundation.values.money import format_euro
from grants import policy
from grants.models import Claim, FinanceImport, Fund, ImportKind, ImportRow, ImportVerb, PaymentOrder
from grants.models.claim import OWED_STATES
from grants.rules.payment_days import wrong_payment_day, wrong_return_day
from grants.selectors.payment_profiles import profile_in_force
from grants.states import ClaimState
from grants.states import PaymentOrderState as S

READERS = ("KA", "AU")
LIMIT = 50
#: Claims on which money can be noted.
BOOKABLE_CLAIMS = (
    *OWED_STATES,
    ClaimState.DEFERRED,
    ClaimState.ENFORCEMENT,
    ClaimState.WRITTEN_OFF,
)
PAYABLE = (S.ORDERED, S.HANDED_OVER)
#: A bank may send a payment back before anybody has noted that it left.
RETURNABLE = (S.HANDED_OVER, S.EXECUTED)
POSTED = (ImportVerb.POSTED_OUT, ImportVerb.POSTED_IN)
#: What a line needs of its order to be judged.
WITH_ORDER = (
    "order__grant__account",
    "order__grant__case__fund",
    "order__grant__case__applicant",
    "order__grant__case__particulars",
    "claim__grant__case__fund",
)


@dataclass(frozen=True)
class JudgedRow:
    """A line: what would happen, or the sentence why nothing does. `is_done`: it is booked already."""

    row: ImportRow
    sentence: str
    is_done: bool = False

    @property
    def is_good(self) -> bool:
        """It can be booked."""
        return not self.sentence and not self.is_done


def list_imports(funds: Iterable[Fund]) -> Sequence[FinanceImport]:
    """The newest files of these funds."""
    found = FinanceImport.objects.filter(fund__in=list(funds)).select_related("fund")
    return list(found.order_by("-pk")[:LIMIT])


def find_import(actor: Actor, uuid: UUID) -> FinanceImport | None:
    """The file, if the actor may know of it."""
    found = policy.scope(actor, FinanceImport.objects.filter(uuid=uuid), codes=READERS)
    return found.select_related("fund").first()


def judged_rows(source: FinanceImport, *, actor: Actor, today: date) -> list[JudgedRow]:
    """Every line with what stands in its way for this person now.

    The number of queries does not grow with the lines. What only the booking itself can ask (INV-03, INV-04)
    is asked there, and the line then says so.
    """
    rows = source.rows.select_related("step", *WITH_ORDER)
    rows = rows.prefetch_related("order__grant__case__conflicts", "order__grant__claims", "claim__entries")
    known = known_postings(source)
    return [judge(row, actor=actor, today=today, known=known) for row in rows.order_by("line")]


def known_postings(source: FinanceImport) -> frozenset[tuple[object, ...]]:
    """The postings of the fund that are kept already, by what makes them the same; none for other files."""
    if source.kind != ImportKind.POSTINGS:
        return frozenset()
    return frozenset(posting.key for posting in source.fund.postings.all())


def judge(row: ImportRow, *, actor: Actor, today: date, known: Container[object] = ()) -> JudgedRow:
    """One line: done, good, or the sentence why not. `known`: postings that are kept already."""
    step = getattr(row, "step", None)
    if step is not None:
        word = "Übernommen" if row.verb in POSTED else "Gebucht"
        done = f"{word} von {step.done_by_label}, {format_moment(step.done_at)}."
        return JudgedRow(row, done, is_done=True)
    if not row.problem and row.claim is not None:
        return JudgedRow(row, _why_not_repaid(row, row.claim, actor, today))
    if row.problem or row.verb in POSTED:
        return JudgedRow(row, row.problem or _why_not_kept(row, today, known))
    return JudgedRow(row, _why_not(row, actor, today))


def _why_not_kept(row: ImportRow, today: date, known: Container[object]) -> str:
    if row.day is None or row.day > today:
        return "Dieser Tag kommt erst noch."
    key = (row.document_number, row.day, row.signed_cents, row.order_number, row.reference)
    return "Diese Buchung ist schon übernommen." if key in known else ""


def _why_not(row: ImportRow, actor: Actor, today: date) -> str:
    order, day = row.order, row.day
    if order is None or day is None:
        return "Diese Anordnungsnummer gibt es in diesem Fonds nicht."
    if row.amount_cents != order.amount_cents:
        return f"Der Betrag ist ein anderer: Angeordnet sind {format_euro(order.amount_cents)}."
    if row.verb == ImportVerb.EXECUTE:
        return _why_not_paid(order, day, actor, today)
    return _why_not_returned(order, day, actor, today)


def _why_not_paid(order: PaymentOrder, day: date, actor: Actor, today: date) -> str:
    if order.executed_on is not None:
        return f"Schon als ausgezahlt vermerkt, am {format_date(order.executed_on)}."
    if order.state not in PAYABLE or order.ordered_at is None:
        return f"Nicht angeordnet. Stand: {order.get_state_display()}."
    refused = policy.may_execute.why_not(actor, order)
    if refused:
        return refused
    ordered_on = local_date(order.ordered_at)
    wrong = wrong_payment_day(day, today=today, ordered_on=ordered_on, budget_year=order.budget_year)
    account = order.grant.account
    if not wrong and account.closed_at is not None:
        return f"Das Haushaltsjahr {account.budget_year} ist abgeschlossen."
    return wrong


def _why_not_returned(order: PaymentOrder, day: date, actor: Actor, today: date) -> str:
    if order.state == S.RETURNED:
        return "Schon als zurückgekommen vermerkt."
    if order.state not in RETURNABLE:
        return "Noch nicht übergeben und nicht ausgezahlt."
    refused = policy.may_note_return.why_not(actor, order)
    if refused:
        return refused
    if order.grant.claims.all():
        return "Zu diesem Fall gibt es eine Rückforderung. Sprechen Sie zuerst mit der Sachbearbeitung."
    return wrong_return_day(day, today=today, paid_on=order.executed_on)


def _why_not_repaid(row: ImportRow, claim: Claim, actor: Actor, today: date) -> str:
    cents, day = row.amount_cents or 0, row.day
    if day is None or day > today:
        return "Dieser Tag kommt erst noch."
    if any(entry.occurred_on == day and entry.received_cents == cents for entry in claim.entries.all()):
        return (
            "An diesem Tag ist über diesen Betrag schon eine Zahlung vermerkt. "
            "War es eine zweite, vermerken Sie sie bei der Rückforderung."
        )
    if claim.state not in BOOKABLE_CLAIMS or claim.open_cents <= 0:
        return "Zu dieser Rückforderung ist nichts mehr offen. Klären Sie, ob das Geld zurückgeht."
    if cents > claim.open_cents:
        return (
            f"Offen sind nur {format_euro(claim.open_cents)}. "
            "Vermerken Sie die Zahlung bei der Rückforderung: Was zu viel ist, geht zurück."
        )
    return policy.may_receive_money.why_not(actor, claim)


def statements_are_on(fund: Fund) -> bool:
    """Two persons have switched statements on in the profile that holds; without one they are off."""
    profile = profile_in_force(fund)
    return profile is not None and profile.statements


def own_ibans(fund: Fund) -> frozenset[str]:
    """The accounts of the town: the one that pays, and the one that letters name for repayments."""
    profile = profile_in_force(fund)
    paying = profile.debtor_iban if profile else ""
    return frozenset("".join(each.split()).upper() for each in (paying, fund.cash_office_iban) if each)

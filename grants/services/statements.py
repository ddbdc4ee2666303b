"""Bank statements: what concerns our orders and claims is proposed; of everything else nothing is kept."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, InvalidInput
from grants.models import (
    Claim,
    FinanceImport,
    Fund,
    ImportKind,
    ImportRow,
    ImportVerb,
    PaymentOrder,
    ReceiptOrder,
)
from grants.rules.finance_files import MOST_LINES
from grants.rules.statements import FIELD, Movement, Statement, read_statement
from grants.selectors.finance_imports import BOOKABLE_CLAIMS, own_ibans, statements_are_on
from grants.services.import_files import demand_right, keep_file

SEVERAL = "Der Text nennt mehrere Rückforderungen. Vermerken Sie die Zahlung dort, wohin sie gehört."
NO_RETURN = (
    "Die Bank nennt das keinen Rückläufer. Klären Sie es mit ihr, und vermerken Sie es bei der Anordnung."
)
UNKNOWN_MARK = (
    "Dieses Kassenzeichen gibt es nicht. Vergleichen Sie es mit dem Auszug: Eine Ziffer ist anders."
)
_NO_SIGNS = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True)
class _Known:
    """What of the fund a payment can belong to: orders by number, claims by reference or Kassenzeichen.

    `marked` has settled claims too: who pays twice is to be seen. `promised`: the numbers of orders for other
    money by their Kassenzeichen. `any_mark` finds what looks like a Kassenzeichen of this fund.
    """

    orders: dict[str, PaymentOrder]
    claims: dict[str, list[Claim]]
    marked: dict[str, Claim]
    promised: dict[str, str]
    any_mark: re.Pattern[str]


def import_statement(*, fund: Fund, data: bytes, actor: Actor, now: datetime) -> FinanceImport:
    """Keep the proposals of a statement, so that they can be looked at. Nothing is booked.

    Payments that match no order and no claim of the fund are counted and forgotten. Raises NotAllowed,
    DomainError where the fund reads no statements or the file was read in before, InvalidInput when it is no
    camt.053, or one of another account.
    """
    demand_right(fund, actor)
    if not statements_are_on(fund):
        sentence = (
            "Kontoauszüge sind für diesen Fonds nicht eingeschaltet. Das steht in den Einstellungen der "
            "Auszahlungsdateien; zwei Personen entscheiden es."
        )
        raise DomainError(sentence, "statement.off")
    statement = read_statement(data)
    _demand_own_account(fund, statement)
    known = _known(fund, statement)
    found = [_match(each, known) for each in statement.movements]
    proposals = [(each, order, claim) for each, order, claim in found if order or claim]
    if len(proposals) > MOST_LINES:
        raise InvalidInput(
            f"Der Auszug betrifft mehr als {MOST_LINES} unserer Zahlungen.", "statement.many", FIELD
        )
    foreign = [each for each, order, claim in found if not order and not claim]
    with transaction.atomic():
        source = keep_file(
            fund=fund,
            kind=ImportKind.STATEMENT,
            data=data,
            rows=len(proposals),
            actor=actor,
            now=now,
            foreign=len(foreign),
            remarks=_remarks(foreign),
        )
        ImportRow.objects.bulk_create(_row(source, *each) for each in proposals)
    return source


def _demand_own_account(fund: Fund, statement: Statement) -> None:
    if not statement.ibans <= own_ibans(fund):
        raise InvalidInput(
            "Der Auszug ist von einem anderen Konto als dem der Stadt. Es ist nichts eingelesen.",
            "statement.other_account",
            FIELD,
        )


def _known(fund: Fund, statement: Statement) -> _Known:
    numbers = {each.end_to_end for each in statement.movements if each.end_to_end}
    asked = sorted(numbers)
    orders: dict[str, PaymentOrder] = {}
    for start in range(0, len(asked), 500):
        found = PaymentOrder.objects.filter(grant__case__fund=fund, number__in=asked[start : start + 500])
        orders |= {order.number: order for order in found}
    claims: dict[str, list[Claim]] = {}
    marked: dict[str, Claim] = {}
    at_hand = Claim.objects.filter(grant__case__fund=fund).select_related("grant__case")
    for claim in at_hand.prefetch_related("receipt_orders").order_by("pk"):
        if claim.state in BOOKABLE_CLAIMS:
            claims.setdefault(_bare(claim.grant.case.reference or ""), []).append(claim)
        if claim.cash_reference:
            marked[_bare(claim.cash_reference)] = claim
    other = ReceiptOrder.objects.filter(fund=fund, claim__isnull=True).values_list("cash_reference", "number")
    promised = {_bare(mark): number for mark, number in other}
    any_mark = re.compile(rf"{re.escape(_bare(fund.reference_prefix))}[0-9]{{4}}K[0-9]{{7}}", re.ASCII)
    return _Known(orders, claims, marked, promised, any_mark)


def _match(movement: Movement, known: _Known) -> tuple[Movement, PaymentOrder | None, Claim | None]:
    """The order whose number the bank carried along, or the claim whose Kassenzeichen or case is named."""
    order = known.orders.get(movement.end_to_end)
    if movement.is_out or movement.is_return:
        return movement, order, None
    if order is not None:
        return _problem(movement, NO_RETURN), order, None
    said = _bare(f"{movement.remittance} {movement.end_to_end}")
    named = [claims for reference, claims in known.claims.items() if reference and reference in said]
    marked = [claim for mark, claim in known.marked.items() if mark in said]
    cases = {claim.grant_id for claims in (*named, marked) for claim in claims}
    if len(cases) > 1 or len(marked) > 1:
        return replace(movement, problem=SEVERAL), None, None
    wrong = "" if marked or named else _wrong_mark(said, known)
    if wrong:
        return _problem(movement, wrong), None, None
    found = marked or [claim for claims in named for claim in claims]
    exact = [claim for claim in found if claim.open_cents == movement.amount_cents]
    return movement, None, next(iter(exact or found), None)


def _wrong_mark(said: str, known: _Known) -> str:
    """What is to be done with a Kassenzeichen that is that of no claim; empty without one."""
    promised = next((number for mark, number in known.promised.items() if mark in said), "")
    if promised:
        return f"Das Geld gehört zu {promised}. Vermerken Sie den Eingang dort."
    return UNKNOWN_MARK if known.any_mark.search(said) else ""


def _problem(movement: Movement, sentence: str) -> Movement:
    """The movement with why it is not proposed; what makes it unreadable stays said first."""
    return replace(movement, problem=movement.problem or sentence)


def _bare(text: str) -> str:
    """Letters and digits alone: payers write references with spaces, without dashes, in small letters."""
    return _NO_SIGNS.sub("", text.upper())


def _row(
    source: FinanceImport, movement: Movement, order: PaymentOrder | None, claim: Claim | None
) -> ImportRow:
    verb = ImportVerb.REPAY if claim else ImportVerb.EXECUTE if movement.is_out else ImportVerb.RETURN
    return ImportRow(
        source=source,
        line=movement.number,
        verb=verb,
        order=order,
        claim=claim,
        order_number=order.number if order else "",
        document_number=movement.bank_reference[:40],
        day=movement.day,
        amount_cents=movement.amount_cents or None,
        reason=movement.return_reason[:140] if movement.is_return else "",
        problem=movement.problem,
    )


def _remarks(foreign: Iterable[Movement]) -> str:
    """What is to be cleared up of payments that are not proposed, each sentence with its number."""
    counted: Sequence[tuple[str, int]] = Counter(
        each.problem for each in foreign if each.problem
    ).most_common()
    return "\n".join(f"{count} × {problem}" for problem, count in counted)

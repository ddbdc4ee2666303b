"""What a file for the Kasse says of an order, the full IBAN among it."""

from datetime import date, datetime

from applicants.services.bank_details import reveal_iban
from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from grants.models import PaymentOrder
from grants.rules.payment_files import PaymentLine

PURPOSE = "hand_over.file"  # stands in the access log with every IBAN that goes into a file
LONGEST_REMITTANCE = 140


def line_of(order: PaymentOrder, *, actor: Actor, now: datetime) -> PaymentLine:
    """The order as a line, amounts in cents; reading the IBAN leaves a line in the access log."""
    case, account = order.case, order.bank_account
    person, rules = case.particulars, case.rules
    return PaymentLine(
        number=order.number,
        amount_cents=order.amount_cents,
        payee=account.holder,
        iban=reveal_iban(account=account, purpose=PURPOSE, actor=actor, now=now),
        bic=account.bic,
        remittance=order.reason[:LONGEST_REMITTANCE],
        due_on=order.due_on,
        budget_year=order.budget_year,
        programme_year=order.grant.account.land_grant.programme_year,
        case_reference=case.reference or "",
        street=person.street,
        postcode=person.postcode,
        town=person.town,
        account_assignment=order.account_assignment,
        product=rules.product_code,
        account=rules.expense_account,
        measure=rules.measure_code,
        cost_centre=rules.cost_centre,
        factual_by=order.certified_factual_by_label,
        factual_on=_day(order.certified_factual_at),
        arith_by=order.certified_arith_by_label,
        arith_on=_day(order.certified_arith_at),
        ordered_by=order.ordered_by_label,
        ordered_on=_day(order.ordered_at),
        document_sha256=_sha256(order),
    )


def _day(moment: datetime | None) -> date | None:
    return local_date(moment) if moment else None


def _sha256(order: PaymentOrder) -> str:
    """Of the order's PDF; empty while it is still being made."""
    part = next(iter(order.document.files.all()), None) if order.document else None
    return part.file.sha256 if part else ""

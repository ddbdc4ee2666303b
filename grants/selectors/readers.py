"""Who may read the files and documents of a case, an order, a fund: registered with `foundation.files`.

The audience of a document is judged before (internal ones are for staff); here the right on the subject is.
"""

from uuid import UUID

from django.db.models import Model, QuerySet

from foundation.audit.actors import Actor
from grants import policy, predicates
from grants.models import Application, Fund, Grant, JurySession, PaymentOrder, ReceiptOrder
from grants.predicates import Predicate

# permissions.md rows 23 and 30: the order holds the full IBAN, which the Quartiersmanagement does not see.
may_read_order_documents = predicates.has_role("CI", "FC", "FO", "KA", "AU")


def may_read_application(actor: Actor, subject: str) -> bool:
    """Row 3: the resident's own case, and staff who read cases of the fund."""
    cases = Application.objects.select_related("fund", "applicant")
    return _allowed(policy.may_read_case, actor, cases, subject)


def may_read_grant(actor: Actor, subject: str) -> bool:
    """Row 20: notices and letters."""
    grants = Grant.objects.select_related("case__fund", "case__applicant")
    return _allowed(policy.may_read_notices, actor, grants, subject)


def may_read_payment_order(actor: Actor, subject: str) -> bool:
    """Who certifies, orders, pays or audits."""
    orders = PaymentOrder.objects.select_related("grant__case__fund")
    return _allowed(may_read_order_documents, actor, orders, subject)


def may_read_receipt_order(actor: Actor, subject: str) -> bool:
    """Who certifies, orders, takes the money in or audits."""
    orders = ReceiptOrder.objects.select_related("fund", "claim__grant__case")
    return _allowed(policy.may_read_receipts, actor, orders, subject)


def may_read_fund(actor: Actor, subject: str) -> bool:
    """Row 37: reports on a fund."""
    return _allowed(policy.may_read_reports, actor, Fund.objects.all(), subject)


def may_read_procedure(actor: Actor, subject: str) -> bool:
    """How the house keeps the books of a fund: audit, administration, Kämmerei."""
    return _allowed(policy.may_read_procedure, actor, Fund.objects.all(), subject)


def may_read_case_file(actor: Actor, subject: str) -> bool:
    """Row 38: the whole case in one file."""
    cases = Application.objects.select_related("fund", "applicant")
    return _allowed(policy.may_make_case_file, actor, cases, subject)


def may_read_session(actor: Actor, subject: str) -> bool:
    """Row 13: who holds the session, and the audit; members of the jury fetch theirs with their key."""
    return _allowed(
        predicates.has_role("QM", "CI", "AU"), actor, JurySession.objects.select_related("fund"), subject
    )


def _allowed(may: Predicate, actor: Actor, rows: QuerySet[Model], subject: str) -> bool:
    """The predicate on the row behind the subject; no row, no right."""
    try:
        found = rows.filter(uuid=UUID(subject.partition(":")[2])).first()
    except ValueError:
        return False
    return found is not None and may(actor, found)

"""The sheet for gluing receipts: which one shows the receipts as they stand, and whether it is made."""

from datetime import date
from hashlib import sha256

from foundation.files.models import Document, DocumentState
from grants.models import Grant, Proof
from grants.selectors.resident import RECEIPT_SHEET, Letters
from grants.workflows.facts import wanted_cents

SLUG = RECEIPT_SHEET


def key_of(grant: Grant, on: date) -> str:
    """One sheet a day for the same receipts: a receipt that changes makes another one."""
    proof = Proof.objects.filter(grant=grant).first()
    receipts = proof.receipts.order_by("number") if proof else []
    said = [(r.number, r.issued_on, r.payee, r.purpose, r.amount_cents, r.tax_cents) for r in receipts]
    shown = sha256(repr((wanted_cents(grant, proof), said)).encode()).hexdigest()[:24]
    return f"{SLUG}:{grant.uuid}:{on.isoformat()}:{shown}"


def sheet_of(grant: Grant, on: date) -> Letters | None:
    """The sheet of these receipts if it was ordered; an older one has numbers that are no longer true."""
    sheet = Document.objects.prefetch_related("files__file").filter(key=key_of(grant, on)).first()
    if sheet is None:
        return None
    return Letters(
        ready=(sheet,) if sheet.state == DocumentState.READY else (),
        waiting=int(sheet.state in (DocumentState.WAITING, DocumentState.MAKING)),
        failed=int(sheet.state == DocumentState.FAILED),
    )

"""The sheet for gluing receipts (UX handbook T5): ordered by the person or the office."""

from datetime import datetime

from foundation.audit.actors import Actor
from foundation.files.models import Audience, Document
from foundation.files.services import order_document
from foundation.values.dates import local_date
from foundation.values.errors import NotAllowed
from grants import policy
from grants.models import Grant
from grants.selectors.receipt_sheets import SLUG, key_of

TITLE = "Blatt zum Aufkleben der Belege"


def order_receipt_sheet(*, grant: Grant, actor: Actor, now: datetime) -> Document:
    """Order the sheet; asked for again with the same receipts it is the same. Raises NotAllowed."""
    if not policy.may_order_receipt_sheet(actor, grant):
        raise NotAllowed(policy.may_order_receipt_sheet.why_not(actor, grant), "policy.denied")
    today = local_date(now)
    return order_document(
        slug=SLUG,
        title=f"{TITLE} {grant.case.reference}",
        subject=grant.subject,
        params={},
        as_of=today,
        actor=actor,
        now=now,
        key=key_of(grant, today),
        audience=Audience.APPLICANT,
    )

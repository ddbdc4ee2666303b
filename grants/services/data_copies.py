"""The own data as a letter (Art. 15 DSGVO; permissions, row 46): ordered by whom they are about."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.files.models import Audience, Document
from foundation.files.services import order_document
from foundation.values.dates import local_date
from foundation.values.errors import NotAllowed
from grants import policy
from grants.models import Application

SLUG = "datenauskunft"


def order_data_copy(*, case: Application, actor: Actor, now: datetime) -> Document:
    """Order the letter; one a day, asked for again it is the same. Raises NotAllowed for everybody else."""
    if not policy.is_own_case(actor, case):
        raise NotAllowed(policy.is_own_case.why_not(actor, case), "policy.denied")
    today = local_date(now)
    with transaction.atomic():
        append_entry(action="data.copy", subject=case.subject, actor=actor, details={}, now=now)
        return order_document(
            slug=SLUG,
            title=f"Datenauskunft {case.reference or ''}".strip(),
            subject=case.subject,
            params={},
            as_of=today,
            actor=actor,
            now=now,
            key=f"{SLUG}:{case.uuid}:{today.isoformat()}",
            audience=Audience.APPLICANT,
        )
